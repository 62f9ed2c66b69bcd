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

// A namedValue is a member of an object, or what is written instead of one.
type namedValue struct {
	name  string
	value any // as decodeJSON returns it
}

var errShape = errors.New("not an object, and not a list of keys and values")

// decodeJSON returns a value of JSON; nil if it cannot be read. Numbers stay as they are written.
func decodeJSON(raw []byte) (value any) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if d.Decode(&value) != nil {
		return nil
	}
	return value
}

// encodeJSON is text for a list or an object.
func encodeJSON(value any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(value) // it was decoded from JSON
	return strings.TrimSpace(b.String())
}

// textOf is scalar for a value of decodeJSON.
func textOf(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		if v {
			return "1"
		}
	}
	return ""
}

// isComposite reports whether a value is a list or an object.
func isComposite(value any) bool {
	switch value.(type) {
	case map[string]any, []any:
		return true
	}
	return false
}

// metaOf returns the custom fields of an object of the REST API: those of WordPress and of
// Advanced Custom Fields. A list of values becomes several fields with one key.
func metaOf(id string, o restObject, lost func(presse.Loss)) (fields []Meta) {
	for _, member := range []string{"meta", "acf"} {
		all, ok := namedValues(decodeJSON(o[member]), deepestText)
		if !ok {
			lost(presse.Loss{Item: id, Field: member, Kind: presse.LossDropped, Err: errShape})
		}
		for _, in := range all {
			values, isList := in.value.([]any)
			if !isList {
				values = []any{in.value}
			}
			for _, value := range values {
				text := textOf(value)
				if isComposite(value) {
					text = encodeJSON(value)
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
func namedValues(value any, texts int) (all []namedValue, ok bool) {
	switch v := value.(type) {
	case nil:
		return nil, true
	case bool:
		return nil, !v
	case map[string]any:
		return namedIn(v), true
	case []any:
		ok = true
		for _, in := range v {
			pair, isPair := pairOf(in)
			o, isObject := in.(map[string]any)
			switch {
			case isPair:
				all = append(all, pair)
			case isObject:
				all = append(all, namedIn(o)...)
			default:
				ok = false
			}
		}
		return all, ok
	case string:
		if in := valueIn(v); in != nil && texts > 0 {
			return namedValues(in, texts-1)
		}
		return nil, isFalse(strings.TrimSpace(v))
	}
	return nil, false
}

// namedIn returns the members of an object, or the one that it is about.
func namedIn(o map[string]any) (all []namedValue) {
	if in, is := keyAndValue(o); is {
		return []namedValue{in}
	}
	for _, name := range sortedKeys(o) {
		all = append(all, namedValue{name, o[name]})
	}
	return all
}

// keyAndValue returns what an object says that has a name and a value as its members.
func keyAndValue(o map[string]any) (namedValue, bool) {
	for _, key := range []string{"key", "meta_key", "name", "field", "field_name", "slug", "label"} {
		name := textOf(o[key])
		if name == "" {
			continue
		}
		for _, member := range []string{"value", "meta_value", "val", "raw"} {
			if value, has := o[member]; has {
				return namedValue{name, value}, true
			}
		}
		if key == "meta_key" { // nothing but a custom field has one
			return namedValue{name, "?"}, true
		}
	}
	return namedValue{}, false
}

// pairOf returns what a list of a name and a value says.
func pairOf(value any) (namedValue, bool) {
	pair, _ := value.([]any)
	if len(pair) != 2 {
		return namedValue{}, false
	}
	name, isText := pair[0].(string)
	return namedValue{name, pair[1]}, isText
}

// valueIn returns the object or list that a text holds, in JSON or in PHP's serialization;
// nil if it holds none. JSON with two members of one name is no such text.
func valueIn(text string) any {
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	switch {
	case text[0] == '{' || text[0] == '[':
		if !json.Valid([]byte(text)) {
			return nil
		}
		if _, twice := repeatedName([]byte(text), maxNesting); twice {
			return nil
		}
		return decodeJSON([]byte(text))
	case php.IsSerialized(text):
		if v := unserialize(text); v.Kind == php.Array || v.Kind == php.Object {
			return plainPHP(v, 0)
		}
	}
	return nil
}

// plainPHP returns a value of PHP as decodeJSON returns one.
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
