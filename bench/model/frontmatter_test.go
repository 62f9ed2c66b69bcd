package model

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
	goyaml "go.yaml.in/yaml/v2"
	"sigs.k8s.io/yaml"

	"github.com/presse-go/presse"
)

// toYAML returns an article as YAML, by way of its JSON. The members keep their names. It
// does not use Marshal of sigs.k8s.io/yaml, which reads JSON as YAML 1.1: see
// TestJSONIsNotYAML.
func toYAML(a presse.Article) ([]byte, error) {
	table, err := members(a)
	if err != nil {
		return nil, err
	}
	return goyaml.Marshal(table)
}

// fromYAML reads an article from YAML, which is turned into JSON. UnmarshalStrict refuses a
// name that is given twice.
func fromYAML(text []byte) (a presse.Article, err error) {
	err = yaml.UnmarshalStrict(text, &a)
	return a, err
}

// toTOML returns an article as TOML, by way of its JSON. TOML has no null, so that unknown
// members that are null are left out.
func toTOML(a presse.Article) ([]byte, error) {
	table, err := members(a)
	if err != nil {
		return nil, err
	}
	return toml.Marshal(withoutNull(table))
}

// members returns the JSON of an article as a map. Whole numbers are int64, so that they
// are written without a point.
func members(a presse.Article) (map[string]any, error) {
	text, err := a.MarshalJSON()
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var table map[string]any
	if err := d.Decode(&table); err != nil {
		return nil, err
	}
	return numbers(table).(map[string]any), nil
}

// numbers replaces each json.Number in v by an int64 or a float64.
func numbers(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n
		}
		x, _ := v.Float64()
		return x
	case []any:
		for i := range v {
			v[i] = numbers(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = numbers(v[name])
		}
	}
	return v
}

// withoutNull removes each null in v.
func withoutNull(v any) any {
	switch v := v.(type) {
	case []any:
		v = slices.DeleteFunc(v, func(item any) bool { return item == nil })
		for i := range v {
			v[i] = withoutNull(v[i])
		}
		return v
	case map[string]any:
		maps.DeleteFunc(v, func(_ string, value any) bool { return value == nil })
		for name := range v {
			v[name] = withoutNull(v[name])
		}
	}
	return v
}

// fromTOML reads an article from TOML, by way of JSON.
func fromTOML(text []byte) (a presse.Article, err error) {
	var table map[string]any
	if err := toml.Unmarshal(text, &table); err != nil {
		return a, err
	}
	data, err := json.Marshal(table)
	if err != nil {
		return a, err
	}
	err = a.UnmarshalJSON(data)
	return a, err
}

// A format writes and reads articles.
type format struct {
	name  string
	write func(presse.Article) ([]byte, error)
	read  func([]byte) (presse.Article, error)
}

var (
	yamlFormat = format{"YAML", toYAML, fromYAML}
	tomlFormat = format{"TOML", toTOML, fromTOML}
)

// through returns the JSON of a after it was written and read in format f.
func (f format) through(t *testing.T, a presse.Article) string {
	t.Helper()
	text, err := f.write(a)
	if err != nil {
		t.Fatalf("%s cannot be written as %s: %v", written(t, a), f.name, err)
	}
	b, err := f.read(text)
	if err != nil {
		t.Fatalf("%s\nwritten as %s\n%s\ncannot be read: %v", written(t, a), f.name, text, err)
	}
	return written(t, b)
}

// TestArticlesGoThroughFrontMatter compares the values of all members. The spelling of
// unknown members may change: see TestFrontMatterLosses.
func TestArticlesGoThroughFrontMatter(t *testing.T) {
	for _, f := range []format{yamlFormat, tomlFormat} {
		t.Run(f.name, func(t *testing.T) {
			for _, a := range randomArticles(300) {
				if got, want := f.through(t, a), written(t, a); !sameJSON(t, got, want) {
					t.Fatalf("\n got %s\nwant %s", got, want)
				}
			}
		})
	}
}

// TestFrontMatterLosses lists what YAML and TOML do not keep of an article.
func TestFrontMatterLosses(t *testing.T) {
	for _, c := range []struct {
		rule     string
		format   format
		in, want string
	}{
		{"an unknown number keeps its value, not its digits", yamlFormat, `{"id":"1","x":1.50}`, `{"id":"1","x":1.5}`},
		{"an unknown number keeps its value, not its digits", tomlFormat, `{"id":"1","x":1.50}`, `{"id":"1","x":1.5}`},
		{"an unknown whole number beyond int64 is rounded", yamlFormat, `{"id":"1","x":123456789012345678901}`, `{"id":"1","x":123456789012345680000}`},
		{"an unknown whole number beyond int64 is rounded", tomlFormat, `{"id":"1","x":12345678901234567890}`, `{"id":"1","x":12345678901234567000}`},
		{"an unknown object is written in the order of its names", yamlFormat, `{"id":"1","x":{"b":1, "a":2}}`, `{"id":"1","x":{"a":2,"b":1}}`},
		{"an unknown object is written in the order of its names", tomlFormat, `{"id":"1","x":{"b":1, "a":2}}`, `{"id":"1","x":{"a":2,"b":1}}`},
		{"an unknown null is kept", yamlFormat, `{"id":"1","x":null}`, `{"id":"1","x":null}`},
		{"an unknown null is lost", tomlFormat, `{"id":"1","x":null}`, `{"id":"1"}`},
		{"an unknown null in a list is lost, and shifts the items after it", tomlFormat, `{"id":"1","x":[1,null,2]}`, `{"id":"1","x":[1,2]}`},
		{"an empty list is kept", yamlFormat, `{"id":"1","tags":[]}`, `{"id":"1","tags":[]}`},
		{"an empty list is kept", tomlFormat, `{"id":"1","tags":[]}`, `{"id":"1","tags":[]}`},
	} {
		if got := c.format.through(t, read(t, c.in)); got != c.want {
			t.Errorf("%s: %s in %s\n got %s\nwant %s", c.rule, c.in, c.format.name, got, c.want)
		}
	}
}

// TestJSONIsNotYAML shows why toYAML does not use yaml.Marshal: a character that JSON may hold
// as it is, and YAML may not, is changed or makes the article unwritable. U+0085 is what the
// ellipsis of Windows-1252 becomes if it is read as Latin-1, and occurs in old archives.
func TestJSONIsNotYAML(t *testing.T) {
	for _, c := range []struct{ rule, headline, want string }{
		{"U+0085 becomes a space", "Le port\u0085", `{"id":"1","headline":"Le port "}`},
		{"U+007F is an error", "Le port\u007f", "control characters are not allowed"},
		{"U+0092, an apostrophe of Windows-1252 read as Latin-1, is an error", "L\u0092été", "control characters are not allowed"},
	} {
		a := presse.Article{ID: "1", Headline: c.headline}
		if got := yamlFormat.through(t, a); got != written(t, a) {
			t.Errorf("%s, but toYAML must keep it: got %s, want %s", c.rule, got, written(t, a))
		}
		text, err := yaml.Marshal(a)
		if err == nil {
			a, err = fromYAML(text)
		}
		if got := written(t, a); (err != nil || got != c.want) && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: got %s, %v, want %s", c.rule, got, err, c.want)
		}
	}
}

// TestFrontMatterWrittenByHand reads what people write without quotes.
func TestFrontMatterWrittenByHand(t *testing.T) {
	for _, c := range []struct {
		rule   string
		format format
		in     string
		want   string // JSON, or the text of the error
	}{
		{"an instant", yamlFormat, "published: 2025-04-15T18:30:00+01:00", `{"published":"2025-04-15T18:30:00+01:00"}`},
		{"an instant", tomlFormat, "published = 2025-04-15T18:30:00+01:00", `{"published":"2025-04-15T18:30:00+01:00"}`},
		{"an instant in a string", tomlFormat, `published = "2025-04-15T18:30:00+01:00"`, `{"published":"2025-04-15T18:30:00+01:00"}`},
		{"a date alone is an error, not midnight in the zone of some machine", yamlFormat, "published: 2025-04-15", "want an instant with its offset"},
		{"a date alone is an error, not midnight in the zone of some machine", tomlFormat, "published = 2025-04-15", "want an instant with its offset"},
		{"a local time is an error", tomlFormat, "published = 2025-04-15T18:30:00", "want an instant with its offset"},
		{"a number for an id", yamlFormat, "id: 17", `{"id":"17"}`},
		{"a number for an id", tomlFormat, "id = 17", `{"id":"17"}`},
		{"a number that begins with 0 is octal: quote it", yamlFormat, "id: 017", `{"id":"15"}`},
		{"a year for a tag is a number: quote it", yamlFormat, "tags: [Rabat, 2026]", "want a string, have a number"},
		{"no, for Norwegian, is false: quote it", yamlFormat, "lang: no", "want a string, have a boolean"},
		{"a list of names for a byline", yamlFormat, "byline: [Salma Idrissi, AFP]", `{"byline":{"text":"Salma Idrissi, AFP","people":[{"name":"Salma Idrissi"}],"agencies":["AFP"]}}`},
		{"an empty value is no value", yamlFormat, "headline: L’été\ndeck:\ntags:\n- Météo", `{"headline":"L’été","tags":["Météo"]}`},
		{"a block of text", yamlFormat, "deck: >\n  Le port\n  rouvre.\n", `{"deck":"Le port rouvre.\n"}`},
		{"a table", tomlFormat, "[lead]\nurl = '/a.jpg'\ncredit = '© D.R'", `{"lead":{"url":"/a.jpg","credit":{"text":"© D.R","rights":"reserved"}}}`},
		{"a name given twice is an error", yamlFormat, "id: 1\nid: 2", "already set"},
		{"a name given twice is an error", tomlFormat, "id = 1\nid = 2", "already defined"},
	} {
		a, err := c.format.read([]byte(c.in))
		if err != nil && strings.Contains(err.Error(), c.want) {
			continue
		}
		if err != nil || written(t, a) != c.want {
			t.Errorf("%s: %s\n%s\n got %s, %v\nwant %s", c.rule, c.format.name, c.in, written(t, a), err, c.want)
		}
	}
}
