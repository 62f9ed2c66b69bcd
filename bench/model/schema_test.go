package model

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/presse-go/presse"
)

// compile returns schema/article.json, ready to validate. If formats is true, formats are
// checked; by default, they are only annotations in this version of JSON Schema.
func compile(t *testing.T, formats bool) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	if formats {
		c.AssertFormat()
	}
	// Compile also validates the schema against the one of draft 2020-12.
	s, err := c.Compile(filepath.Join("..", "..", "schema", "article.json"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// valid returns the error of the schema for text.
func valid(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return s.Validate(v)
}

// refused returns the error of presse for text.
func refused(text string) error {
	var a presse.Article
	return a.UnmarshalJSON([]byte(text))
}

func TestWhatPresseWritesIsValid(t *testing.T) {
	s := compile(t, true)
	for _, a := range randomArticles(2000) {
		text := written(t, a)
		if err := valid(t, s, text); err != nil {
			t.Fatalf("%s\nis not valid: %v", text, err)
		}
	}
}

// TestOtherForms checks that the schema accepts the forms of other systems that presse reads.
func TestOtherForms(t *testing.T) {
	s := compile(t, false)
	for _, c := range []struct{ rule, in string }{
		{"an article with an id only", `{"id":"1"}`},
		{"a number for an id", `{"id":17,"media":[{"id":3}],"live":[{"id":0}],"byline":{"people":[{"id":4}]}}`},
		{"a string for a byline", `{"id":"1","byline":"Par Salma Idrissi, avec MAP","live":[{"byline":"S. I."}]}`},
		{"a list of names for a byline", `{"id":"1","byline":["Salma Idrissi","AFP"]}`},
		{"an empty list for a byline", `{"id":"1","byline":[]}`},
		{"a string for a person", `{"id":"1","byline":{"people":["Salma Idrissi"]}}`},
		{"a string for a dateline", `{"id":"1","dateline":"RABAT (MAP) –"}`},
		{"a string for a credit", `{"id":"1","lead":{"credit":"© D.R"}}`},
		{"a URL for a picture", `{"id":"1","lead":"/images/a.jpg","media":["https://exemple.ma/b.jpg"]}`},
		{"a string for a subject", `{"id":"1","subjects":["medtop:11000000","politique"]}`},
		{"a language tag with underscores", `{"id":"1","lang":"fr_ma","editions":{"ar_MA":"https://exemple.ma/ar"}}`},
		{"an edition for all other readers", `{"id":"1","editions":{"x-default":"https://exemple.ma/"}}`},
		{"words of a later version of presse", `{"id":"1","status":"archived","access":"donors","lead":{"credit":{"rights":"shared"}}}`},
		{"an offset without its colon", `{"id":"1","published":"2025-04-15T18:30:00+0100"}`},
		{"an instant without seconds", `{"id":"1","published":"2025-04-15T18:30Z","updated":"2025-04-15T18:30+0100"}`},
		{"an instant with a fraction of a second", `{"id":"1","published":"2025-04-15T18:30:00.123456789-05:30"}`},
		{"no instant", `{"id":"1","published":""}`},
		{"null", `{"id":"1","published":null,"tags":null,"lead":null,"titles":{"seo":null},"media":[null]}`},
		{"members that presse does not know", `{"id":"1","Headline":7,"x":{"y":[]},"lead":{"x":1}}`},
	} {
		if err := refused(c.in); err != nil {
			t.Errorf("%s: presse does not read %s: %v", c.rule, c.in, err)
		}
		if err := valid(t, s, c.in); err != nil {
			t.Errorf("%s: %s is not valid: %v", c.rule, c.in, err)
		}
	}
}

// everyMember calls f for each member of an article and of its parts, with an article in which
// the member has the value %s.
func everyMember(t reflect.Type, around string, f func(format string)) {
	f(around)
	in := func(inner string) string { return strings.Replace(around, "%s", inner, 1) }
	switch {
	case t == reflect.TypeFor[time.Time]():
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			field := t.Field(i)
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			switch {
			case name == "-":
			case around == "%s" && name == "id":
				f(`{"id":%s}`)
			case around == "%s":
				everyMember(field.Type, `{"id":"1","`+name+`":%s}`, f)
			default:
				everyMember(field.Type, in(`{"`+name+`":%s}`), f)
			}
		}
	case t.Kind() == reflect.Slice:
		everyMember(t.Elem(), in(`[%s]`), f)
	case t.Kind() == reflect.Array:
		everyMember(t.Elem(), in(`[0,%s]`), f)
	case t.Kind() == reflect.Map:
		everyMember(t.Elem(), in(`{"ar":%s}`), f)
	}
}

// TestEveryMember gives a value of each JSON type to each member. It checks that presse and the
// schema accept the same values.
func TestEveryMember(t *testing.T) {
	s := compile(t, false)
	values := []string{`null`, `7`, `-7`, `1.5`, `true`, `"x"`, `""`, `[]`, `[null]`, `["x"]`, `[7]`, `[[]]`, `[1,2]`, `[1,2,3]`, `{}`, `{"x":"y"}`, `{"ar":7}`,
		`"2025-04-15T18:30:00+01:00"`, `"2025-04-15"`, `"2025-13-15T18:30:00Z"`, `"français"`}
	both, neither := 0, 0
	everyMember(reflect.TypeFor[presse.Article](), "%s", func(format string) {
		if format == "%s" {
			return
		}
		for _, value := range values {
			in := fmt.Sprintf(format, value)
			switch presse, schema := refused(in), valid(t, s, in); {
			case (presse == nil) != (schema == nil) && !(format == `{"id":%s}` && (value == `null` || value == `""`)): // see TestDisagreements
				t.Errorf("%s\npresse: %v\nschema: %v", in, presse, schema)
			case presse == nil:
				both++
			default:
				neither++
			}
		}
	})
	t.Logf("%d read by both, %d by neither", both, neither)
	if both < 1000 || neither < 1000 {
		t.Errorf("%d read by both and %d by neither, want 1000 of each", both, neither)
	}
}

// wrong returns values that a member of type t, with the given name, cannot have.
func wrong(t reflect.Type, name string) []string {
	const number, text, list, object, boolean = `7`, `"x"`, `[]`, `{}`, `true`
	switch {
	case name == "id":
		return []string{`-7`, `1.5`, list, object, boolean}
	case t == reflect.TypeFor[time.Time]():
		return []string{number, list, object, boolean, `"2025-04-15"`, `"2025-04-15T18:30:00"`, `"2025-04-15 18:30:00Z"`, `"2025-13-15T18:30:00Z"`, `"hier"`}
	case t == reflect.TypeFor[presse.Lang]():
		return []string{number, list, object, boolean, `"français"`, `"fr-"`, `"fr MA"`}
	case t == reflect.TypeFor[presse.Byline]():
		return []string{number, boolean, `[7]`, `[{"name":"x"}]`, `{"people":"x"}`}
	}
	switch t.Kind() {
	case reflect.String, reflect.Uint8:
		return []string{number, list, object, boolean}
	case reflect.Int, reflect.Int64:
		return []string{text, `1.5`, `"7"`, list, object, boolean}
	case reflect.Float64:
		return []string{text, `"1.5"`, list, object, boolean}
	case reflect.Bool:
		return []string{text, `"true"`, number, list, object}
	case reflect.Slice:
		return []string{number, text, object, boolean, `[[[]]]`}
	case reflect.Array:
		return []string{number, text, object, boolean, `[]`, `[1]`, `[1,2,3]`, `["x","y"]`}
	case reflect.Map:
		return []string{number, text, list, boolean, `{"ar":7}`}
	}
	if t == reflect.TypeFor[presse.Note]() || t == reflect.TypeFor[presse.Source]() || t == reflect.TypeFor[presse.Sponsor]() || t == reflect.TypeFor[presse.Rendition]() {
		return []string{number, text, list, boolean}
	}
	return []string{number, list, boolean}
}

// damage returns the JSON value v of a type, with a wrong value at a random place.
func damage(r *rand.Rand, v any, t reflect.Type, name string) any {
	if name == "" || r.IntN(3) > 0 { // descend into a part
		switch t.Kind() {
		case reflect.Struct:
			f := t.Field(r.IntN(t.NumField()))
			member, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if member == "-" || member == "" {
				break // Unknown, or a time
			}
			object, ok := v.(map[string]any)
			if !ok {
				object = make(map[string]any)
			}
			object[member] = damage(r, object[member], f.Type, member)
			return object
		case reflect.Slice:
			list, _ := v.([]any)
			return append(list, damage(r, nil, t.Elem(), name))
		}
	}
	if name == "" {
		return damage(r, v, t, name)
	}
	values := wrong(t, name)
	return json.RawMessage(values[r.IntN(len(values))])
}

func TestMalformedArticlesAreRefusedByBoth(t *testing.T) {
	s := compile(t, false)
	r := rand.New(rand.NewPCG(2, 12))
	seen := make(map[string]bool)
	for _, a := range randomArticles(200) {
		var tree map[string]any
		if err := json.Unmarshal([]byte(written(t, a)), &tree); err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(damage(r, tree, reflect.TypeFor[presse.Article](), ""))
		if err != nil {
			t.Fatal(err)
		}
		in := string(text)
		presse, schema := refused(in), valid(t, s, in)
		if presse == nil || schema == nil {
			t.Errorf("%s\npresse: %v\nschema: %v", in, presse, schema)
		}
		seen[fmt.Sprint(presse)] = true
	}
	t.Logf("%d different faults", len(seen))
	if len(seen) < 100 {
		t.Errorf("only %d different faults, want 100", len(seen))
	}
}

// TestDisagreements lists where presse and the schema differ, and why.
func TestDisagreements(t *testing.T) {
	plain, formats := compile(t, false), compile(t, true)
	for _, c := range []struct {
		why                     string
		in                      string
		presse, schema, formats bool // whether it is accepted
	}{
		{"JSON Schema does not distinguish 1.0 from 1; presse wants whole numbers without a point", `{"id":"1","version":1.0}`, false, true, true},
		{"or 1e3 from 1000", `{"id":1e3}`, false, true, true},
		{"JSON has no largest integer; presse has int64", `{"id":"1","version":99999999999999999999}`, false, true, true},
		{"or a largest number; presse has float64", `{"id":"1","lead":{"seconds":1e999}}`, false, true, true},
		{"a pattern does not know the length of months", `{"id":"1","published":"2025-02-30T18:30:00Z"}`, false, true, true},
		{"a pattern cannot list the languages that exist", `{"id":"1","lang":"klingon"}`, false, true, true},
		{"two spellings of a language are one edition", `{"id":"1","editions":{"fr-MA":"https://a.ma/","fr_ma":"https://a.ma/"}}`, false, true, true},
		{"only a parser sees a name given twice, and most accept it", `{"id":"1","id":"2"}`, false, true, true},
		{"presse reads drafts without an id, which Validate reports", `{}`, true, false, false},
		{"null is not an id", `{"id":null}`, true, false, false},
		{"an empty string is not an id", `{"id":""}`, true, false, false},
		{"presse reads all that time.Parse reads, such as an hour of one digit", `{"id":"1","published":"2025-04-15T8:30:00Z"}`, true, false, false},
		{"text that is not an address is reported by Validate, and by validators that check formats", `{"id":"1","url":"titre"}`, true, true, false},
	} {
		for by, ok := range map[string][2]bool{
			"presse":                  {c.presse, refused(c.in) == nil},
			"the schema":              {c.schema, valid(t, plain, c.in) == nil},
			"the schema with formats": {c.formats, valid(t, formats, c.in) == nil},
		} {
			if ok[0] != ok[1] {
				t.Errorf("%s: %s accepts %s: got %v, want %v", c.why, by, c.in, ok[1], ok[0])
			}
		}
	}
}
