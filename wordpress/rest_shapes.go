package wordpress

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/php"
)

// Custom fields come in many shapes. WordPress itself has an object in meta, and an empty
// list for none; sites that add get_post_meta to their answers have lists of one value
// (post_meta_fields, metadata), the older APIs have lists of objects with a key and a value,
// and programs in between have pairs, or JSON as text.

// A namedValue is a member of an object, or what stands for one.
type namedValue struct {
	name string
	raw  json.RawMessage
}

var errShape = errors.New("not an object, and not a list of keys and values")

// metaOf returns the custom fields of an object of the REST API: those of WordPress and of
// Advanced Custom Fields. A list of values becomes several fields with one key.
func metaOf(id string, o restObject, lost func(presse.Loss)) (fields []Meta) {
	for _, member := range []string{"meta", "acf"} {
		all, ok := namedValues(o[member], deepestText)
		if !ok {
			lost(presse.Loss{Item: id, Field: member, Kind: presse.LossDropped, Err: errShape})
		}
		for _, in := range all {
			var values []json.RawMessage
			if json.Unmarshal(in.raw, &values) != nil {
				values = []json.RawMessage{in.raw}
			}
			for _, value := range values {
				text := scalar(value)
				if text == "" && len(value) > 0 && bytes.IndexByte([]byte("{["), value[0]) >= 0 {
					text = string(value)
				}
				if text != "" {
					fields = append(fields, Meta{in.name, text})
				}
			}
		}
	}
	return fields
}

// deepestText is how deep JSON or PHP's serialization may be in a text within a text.
const deepestText = 2

// namedValues returns the names and values in the value of a member such as meta. It reports
// false if some of it is in another shape.
func namedValues(raw json.RawMessage, texts int) (all []namedValue, ok bool) {
	raw = bytes.TrimSpace(raw)
	if isNull(raw) || len(raw) == 0 {
		return nil, true
	}
	switch raw[0] {
	case '{':
		var o restObject
		if json.Unmarshal(raw, &o) != nil {
			return nil, false
		}
		if in, is := keyAndValue(o); is {
			return []namedValue{in}, true
		}
		for _, name := range sortedKeys(o) {
			all = append(all, namedValue{name, o[name]})
		}
		return all, true
	case '[':
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) != nil {
			return nil, false
		}
		ok = true
		for _, in := range list {
			if pair, is := pairOf(in); is {
				all = append(all, pair)
				continue
			}
			if len(in) == 0 || in[0] != '{' {
				ok = false
				continue
			}
			inner, whole := namedValues(in, texts)
			all, ok = append(all, inner...), ok && whole
		}
		return all, ok
	case '"':
		text := strings.TrimSpace(scalar(raw))
		if inner, is := jsonIn(text); is && texts > 0 {
			return namedValues(inner, texts-1)
		}
		return nil, isFalse(text)
	case 'f':
		return nil, true
	}
	return nil, false
}

// keyAndValue returns what an object says that has a name and a value as its members.
func keyAndValue(o restObject) (namedValue, bool) {
	for _, key := range []string{"key", "meta_key", "name", "field", "field_name", "slug", "label"} {
		name := o.text(key)
		if name == "" {
			continue
		}
		for _, value := range []string{"value", "meta_value", "val", "raw"} {
			if o[value] != nil {
				return namedValue{name, o[value]}, true
			}
		}
		if key == "meta_key" { // nothing but a custom field has one
			return namedValue{name, json.RawMessage(`"?"`)}, true
		}
	}
	return namedValue{}, false
}

// pairOf returns what a list of a name and a value says.
func pairOf(raw json.RawMessage) (namedValue, bool) {
	var pair []json.RawMessage
	if len(raw) == 0 || raw[0] != '[' || json.Unmarshal(raw, &pair) != nil || len(pair) != 2 || len(pair[0]) == 0 || pair[0][0] != '"' {
		return namedValue{}, false
	}
	return namedValue{scalar(pair[0]), pair[1]}, true
}

// jsonIn returns the object or list that a text holds, in JSON or in PHP's serialization.
// JSON with two members of one name is no such text.
func jsonIn(text string) (json.RawMessage, bool) {
	if text = strings.TrimSpace(text); text == "" {
		return nil, false
	}
	switch {
	case text[0] == '{' || text[0] == '[':
		raw := json.RawMessage(text)
		if !json.Valid(raw) {
			return nil, false
		}
		_, twice := repeatedName(raw, maxNesting)
		return raw, !twice
	case php.IsSerialized(text):
		v := unserialize(text)
		if v.Kind != php.Array && v.Kind != php.Object {
			return nil, false
		}
		raw, err := json.Marshal(plainPHP(v, 0))
		return raw, err == nil
	}
	return nil, false
}

// plainPHP returns a value of PHP as encoding/json has it.
func plainPHP(v php.Value, depth int) any {
	if v.Kind != php.Array && v.Kind != php.Object {
		return v.String()
	}
	all := make(map[string]any, len(v.Pairs))
	if depth < maxNesting {
		for _, p := range v.Pairs {
			all[p.Key] = plainPHP(p.Value, depth+1)
		}
	}
	return all
}
