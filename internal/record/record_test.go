package record

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A sample has a field of every kind that a record may have.
type sample struct {
	Name   string         `json:"name,omitzero"`
	Count  int            `json:"count,omitzero"`
	Open   bool           `json:"open,omitzero"`
	At     time.Time      `json:"at,omitzero"`
	Size   size           `json:"size,omitzero"`
	Tags   []string       `json:"tags,omitzero"`
	Part   part           `json:"part,omitzero"`
	Parts  []part         `json:"parts,omitzero"`
	Counts map[string]int `json:"counts,omitzero"`
	Sizes  map[size]part  `json:"sizes,omitzero"`

	Views  int64             `json:"views,omitzero"`
	Score  float64           `json:"score,omitzero"`
	Focus  [2]float64        `json:"focus,omitzero"`
	Labels map[string]string `json:"labels,omitzero"`

	Left   string `json:"-"`
	Silent string

	Unknown Unknown `json:"-"`
}

// A part is part of a record. Its shorter form is its name.
type part struct {
	Name string `json:"name,omitzero"`
	Tag  string `json:"tag"`
}

// A size is one of two words.
type size uint8

var sizes = []string{"small", "large"}

func (s size) MarshalText() ([]byte, error) {
	word, err := WriteWord(sizes, s)
	return []byte(word), err
}

func (s *size) UnmarshalText(text []byte) error { return ReadWord(sizes, s, text) }

// named is the Other of these tests: a part may be its name, and a size that begins
// with x- is small, and kept.
func named(ptr any, name string, raw []byte) (ok, keep bool) {
	var text string
	if json.Unmarshal(raw, &text) != nil || text == "" {
		return false, false
	}
	switch ptr := ptr.(type) {
	case *part:
		ptr.Name = text
		return true, false
	case *size:
		*ptr = 0
		return name == "size" && strings.HasPrefix(text, "x-"), true
	}
	return false, false
}

func raw(members ...string) Unknown {
	u := make(Unknown)
	for i := 0; i < len(members); i += 2 {
		u[members[i]] = json.RawMessage(members[i+1])
	}
	return u
}

func TestDecode(t *testing.T) {
	at := time.Date(2025, time.April, 15, 18, 30, 0, 500_000_000, time.FixedZone("", 3600))
	for _, c := range []struct {
		rule, in string
		want     sample
	}{
		{"nothing", `{}`, sample{}},
		{"null is the zero value", `null`, sample{}},
		{"space of every kind", " \t\r\n{ \t\r\n\"name\" \t\r\n: \t\r\n\"x\" \t\r\n, \"count\": 1 \t\r\n} \t\r\n", sample{Name: "x", Count: 1}},
		{"escapes", `{"na\u006de":"a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"}`, sample{Name: "a\"\\/\b\f\n\r\té😀"}},
		{"half a surrogate is U+FFFD", `{"name":"\ud83d"}`, sample{Name: "\ufffd"}},
		{"whole numbers", `{"count":-12}`, sample{Count: -12}},
		{"the largest int", `{"count":9223372036854775807}`, sample{Count: 1<<63 - 1}},
		{"the smallest int", `{"count":-9223372036854775808}`, sample{Count: -1 << 63}},
		{"true", `{"open":true}`, sample{Open: true}},
		{"false", `{"open":false}`, sample{}},
		{"an instant", `{"at":"2025-04-15T18:30:00.5+01:00"}`, sample{At: at}},
		{"an empty instant", `{"at":""}`, sample{}},
		{"a word", `{"size":"large"}`, sample{Size: 1}},
		{"a list", `{"tags":["a","b"]}`, sample{Tags: []string{"a", "b"}}},
		{"an empty list is not null", `{"tags":[ ]}`, sample{Tags: []string{}}},
		{"a list that is null", `{"tags":null}`, sample{}},
		{"a null in a list", `{"tags":[null,"b"]}`, sample{Tags: []string{"", "b"}}},
		{"a part", `{"part":{"name":"x","tag":"y"}}`, sample{Part: part{"x", "y"}}},
		{"the shorter form of a part", `{"part":"x"}`, sample{Part: part{Name: "x"}}},
		{"parts", `{"parts":[{},"x",null]}`, sample{Parts: []part{{}, {Name: "x"}, {}}}},
		{"a map", `{"counts":{"a":1,"b":2}}`, sample{Counts: map[string]int{"a": 1, "b": 2}}},
		{"an empty map is not null", `{"counts":{}}`, sample{Counts: map[string]int{}}},
		{"a map with words as keys", `{"sizes":{"large":"x","small":{}}}`, sample{Sizes: map[size]part{1: {Name: "x"}, 0: {}}}},
		{"every field may be null", `{"name":null,"count":null,"open":null,"at":null,"size":null,"tags":null,"part":null,"parts":null,"counts":null,"sizes":null,"views":null,"score":null,"focus":null,"labels":null}`, sample{}},
		{"the largest int64", `{"views":9223372036854775807}`, sample{Views: 1<<63 - 1}},
		{"the smallest int64", `{"views":-9223372036854775808}`, sample{Views: -1 << 63}},
		{"a number with a fraction", `{"score":-0.25}`, sample{Score: -0.25}},
		{"a number with an exponent", `{"score":1.5E+3}`, sample{Score: 1500}},
		{"a whole number for a float64", `{"score":7}`, sample{Score: 7}},
		{"a number too small for a float64 is 0", `{"score":1e-400}`, sample{}},
		{"the largest float64", `{"score":1.7976931348623157e308}`, sample{Score: math.MaxFloat64}},
		{"an array", `{"focus":[0.5 , 1]}`, sample{Focus: [2]float64{0.5, 1}}},
		{"a null in an array", `{"focus":[null,1]}`, sample{Focus: [2]float64{0, 1}}},
		{"a map of texts", `{"labels":{"fr":"\u00e9t\u00e9","":"x","ar":null}}`, sample{Labels: map[string]string{"fr": "été", "": "x", "ar": ""}}},
		{"unknown members keep their bytes", `{"x":{"b" : 1.0, "a":[]},"y": "\u00e9" ,"z":-1.5e+3}`, sample{Unknown: raw("x", `{"b" : 1.0, "a":[]}`, "y", `"\u00e9"`, "z", `-1.5e+3`)}},
		{"a name in other case is another name", `{"Name":"x"}`, sample{Unknown: raw("Name", `"x"`)}},
		{"a field without a name is not a member", `{"-":1,"Left":2,"Silent":3,"Unknown":4,"":5}`, sample{Unknown: raw("-", "1", "Left", "2", "Silent", "3", "Unknown", "4", "", "5")}},
		{"a name twice in an unknown member", `{"x":{"a":1,"a":2}}`, sample{Unknown: raw("x", `{"a":1,"a":2}`)}},
		{"brackets in strings", `{"x":{"}":"]\"}"}}`, sample{Unknown: raw("x", `{"}":"]\"}"}`)}},
		{"as deep as encoding/json goes", `{"x":` + strings.Repeat("[", 9_999) + strings.Repeat("]", 9_999) + `}`,
			sample{Unknown: raw("x", strings.Repeat("[", 9_999)+strings.Repeat("]", 9_999))}},
	} {
		got := sample{Name: "the former value", Unknown: raw("x", "1")}
		err := Decode([]byte(c.in), &got, named)
		if !got.At.Equal(c.want.At) {
			t.Errorf("%s: %s\n got %v, want %v", c.rule, c.in, got.At, c.want.At)
		}
		got.At, c.want.At = time.Time{}, time.Time{}
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %.80s\n got %+v, %v\nwant %+v", c.rule, c.in, got, err, c.want)
		}
	}
}

func TestDecodeFaults(t *testing.T) {
	deep := strings.Repeat("[", 10_001) + strings.Repeat("]", 10_001)
	for _, c := range []struct{ rule, in, path, value, cause string }{
		{"nothing", ``, "", "", "the JSON text ends too early"},
		{"only space", ` `, "", "", "the JSON text ends too early"},
		{"cut after a brace", `{`, "", "", "the JSON text ends too early"},
		{"cut in a name", `{"na`, "", `"na`, "the JSON text ends too early"},
		{"cut in an escape", `{"na\`, "", `"na\`, "the JSON text ends too early"},
		{"cut after a name", `{"name"`, "name", "", "the JSON text ends too early"},
		{"cut after a colon", `{"name":`, "name", "", "the JSON text ends too early"},
		{"cut after a value", `{"name":"x"`, "", "", "the JSON text ends too early"},
		{"cut in an unknown member", `{"x":{"a":[1,`, "x", `{"a":[1,`, "the JSON text ends too early"},
		{"another object after it", `{}{}`, "", "{}", "text after the end of the JSON value"},
		{"a brace too many", `{}}`, "", "}", "text after the end of the JSON value"},
		{"a comma at the end", `{"name":"x",}`, "", "}", "not JSON"},
		{"a comma at the beginning", `{,"name":"x"}`, "", ",", "not JSON"},
		{"no comma", `{"name":"x" "count":1}`, "", `"`, "not JSON"},
		{"no colon", `{"name" "x"}`, "name", `"`, "not JSON"},
		{"no value", `{"name":}`, "name", "}", "not JSON"},
		{"no value, and another member", `{"name":,"count":1}`, "name", ",", "not JSON"},
		{"two colons", `{"name"::1}`, "name", ":", "not JSON"},
		{"no name", `{:1}`, "", ":", "not JSON"},
		{"a number as a name", `{1:2}`, "", "1", "not JSON"},
		{"single quotes", `{'name':1}`, "", `'name'`, "not JSON"},
		{"a name without quotes", `{name:1}`, "", "name", "not JSON"},
		{"a byte order mark", "\ufeff{}", "", "\ufeff", "not JSON"},
		{"a closing bracket alone", `]`, "", "]", "not JSON"},
		{"a list", `[]`, "", "[]", "want an object, have an array"},
		{"a text", `"x"`, "", `"x"`, "want an object, have a string"},
		{"a number", `7`, "", "7", "want an object, have a number"},
		{"a negative number", `-7`, "", "-7", "want an object, have a number"},
		{"a boolean", `true`, "", "true", "want an object, have a boolean"},
		{"false", `false`, "", "false", "want an object, have a boolean"},
		{"half a word", `{"open":tru}`, "open", "tru", "not JSON"},
		{"half a null", `{"open":nul}`, "open", "nul", "not JSON"},

		{"NaN", `{"count":NaN}`, "count", "NaN", "not JSON"},
		{"infinity", `{"count":Infinity}`, "count", "Infinity", "not JSON"},
		{"a number with a plus sign", `{"count":+1}`, "count", "+1", "not JSON"},
		{"a number with a leading zero", `{"count":01}`, "count", "01", "not JSON"},
		{"a hexadecimal number", `{"count":0x1}`, "count", "0x1", "not JSON"},
		{"a number with an underscore", `{"count":1_0}`, "count", "1_0", "not JSON"},
		{"a number with a fraction", `{"count":1.0}`, "count", "1.0", "want a whole number"},
		{"a number with an exponent", `{"count":1e3}`, "count", "1e3", "want a whole number"},
		{"one more than the largest int", `{"count":9223372036854775808}`, "count", "9223372036854775808", "want a whole number"},
		{"one less than the smallest int", `{"count":-9223372036854775809}`, "count", "-9223372036854775809", "want a whole number"},
		{"a text for a number", `{"count":"1"}`, "count", `"1"`, "want a whole number"},
		{"NaN for an unknown member", `{"x":NaN}`, "x", "NaN", "not JSON"},
		{"NaN in an unknown member", `{"x":[NaN]}`, "x", "[NaN]", "not JSON"},
		{"too deep for encoding/json", `{"x":` + deep + `}`, "x", deep, "not JSON"},

		{"a number for a text", `{"name":7}`, "name", "7", "want a string, have a number"},
		{"a list for a text", `{"name":["x"]}`, "name", `["x"]`, "want a string, have an array"},
		{"an object for a text", `{"name":{"x":1}}`, "name", `{"x":1}`, "want a string, have an object"},
		{"a boolean for a text", `{"name":true}`, "name", "true", "want a string, have a boolean"},
		{"a control character in a text", "{\"name\":\"\x1f\"}", "name", "\"\x1f\"", "not JSON"},
		{"bytes that are not UTF-8 in the shorter form of a part", "{\"part\":\"\xff\"}", "part", "\"\xff\"", "not UTF-8"},
		{"bytes that are not UTF-8 in a word", "{\"size\":\"x-\xff\"}", "size", "\"x-\xff\"", "not UTF-8"},
		{"bytes that are not UTF-8", "{\"name\":\"\xff\"}", "name", "\"\xff\"", "not UTF-8"},
		{"bytes that are not UTF-8 in a name", "{\"\xff\":1}", "", "\"\xff\"", "not UTF-8"},
		{"an unknown escape", `{"name":"\q"}`, "name", `"\q"`, "not JSON"},
		{"a number for a boolean", `{"open":1}`, "open", "1", "want true or false, have a number"},
		{"a text for a boolean", `{"open":"true"}`, "open", `"true"`, "want true or false, have a string"},
		{"a number for an instant", `{"at":7}`, "at", "7", "want a string, have a number"},
		{"a day for an instant", `{"at":"2025-04-15"}`, "at", `"2025-04-15"`, "want an instant with its offset, such as 2025-04-15T18:30:00+01:00"},
		{"no offset", `{"at":"2025-04-15T18:30:00"}`, "at", `"2025-04-15T18:30:00"`, "want an instant with its offset, such as 2025-04-15T18:30:00+01:00"},
		{"an unknown escape in an instant", `{"at":"\q"}`, "at", `"\q"`, "not JSON"},
		{"an unknown word", `{"size":"huge"}`, "size", `"huge"`, "not one of small, large"},
		{"an unknown escape in a word", `{"size":"\q"}`, "size", `"\q"`, "not JSON"},
		{"a number for a word", `{"size":1}`, "size", "1", "want a string, have a number"},
		{"a text for a list", `{"tags":"x"}`, "tags", `"x"`, "want an array, have a string"},
		{"an object for a list", `{"tags":{}}`, "tags", `{}`, "want an array, have an object"},
		{"a number in a list", `{"tags":["x",7]}`, "tags[1]", "7", "want a string, have a number"},
		{"a comma at the end of a list", `{"tags":["x",]}`, "tags[1]", "]", "not JSON"},
		{"no comma in a list", `{"tags":["x" "y"]}`, "tags", `"`, "not JSON"},
		{"a brace that closes a list", `{"tags":["x"}`, "tags", `}`, "not JSON"},
		{"a list for a map", `{"counts":[]}`, "counts", `[]`, "want an object, have an array"},
		{"a text in a map", `{"counts":{"a":1,"b":"2"}}`, "counts.b", `"2"`, "want a whole number"},
		{"an unknown word as a key", `{"sizes":{"huge":{}}}`, "sizes.huge", "huge", "not one of small, large"},
		{"an empty string for a part", `{"part":""}`, "part", `""`, "want an object, have a string"},
		{"an unknown escape in the shorter form of a part", `{"part":"\q"}`, "part", `"\q"`, "not JSON"},
		{"a member that a part does not know", `{"part":{"x":1}}`, "part.x", "", "no such member"},
		{"deep in parts", `{"parts":[{},{"tag":7}]}`, "parts[1].tag", "7", "want a string, have a number"},
		{"in a map of parts", `{"sizes":{"small":{},"large":{"tag":7}}}`, "sizes.large.tag", "7", "want a string, have a number"},
		{"after members without a fault", `{"parts":[{"tag":"x"}],"counts":{"a":1},"x":1,"name":7}`, "name", "7", "want a string, have a number"},

		{"one more than the largest int64", `{"views":9223372036854775808}`, "views", "9223372036854775808", "want a whole number"},
		{"a fraction for an int64", `{"views":0.5}`, "views", "0.5", "want a whole number"},
		{"a string for a float64", `{"score":"1"}`, "score", `"1"`, "want a number, have a string"},
		{"a boolean for a float64", `{"score":true}`, "score", `true`, "want a number, have a boolean"},
		{"a list for a float64", `{"score":[1]}`, "score", `[1]`, "want a number, have an array"},
		{"a number too large for a float64", `{"score":1e999}`, "score", `1e999`, "too large for a float64"},
		{"negative infinity for a float64", `{"score":-Infinity}`, "score", `-Infinity`, "not JSON"},
		{"an array too short", `{"focus":[1]}`, "focus", `[1]`, "want an array of 2"},
		{"an empty array", `{"focus":[]}`, "focus", `[]`, "want an array of 2"},
		{"an array too long", `{"focus":[1,2, 3]}`, "focus", `[1,2, 3]`, "want an array of 2"},
		{"a string in an array", `{"focus":[1,"2"]}`, "focus[1]", `"2"`, "want a number, have a string"},
		{"a number for an array", `{"focus":1}`, "focus", `1`, "want an array, have a number"},
		{"an array cut short", `{"focus":[1,2`, "focus", ``, "the JSON text ends too early"},
		{"a number in a map of texts", `{"labels":{"fr":1}}`, "labels.fr", `1`, "want a string, have a number"},
		{"a key that looks like an index", `{"labels":{"[0]":1}}`, "labels.[0]", `1`, "want a string, have a number"},
		{"a NUL after it", "{}\x00", "", "\x00", "text after the end of the JSON value"},
		{"a NUL for a value", "{\"name\":\x00}", "name", "\x00", "not JSON"},
		{"a NUL for a comma", "{\"name\":\"x\"\x00}", "", "\x00", "not JSON"},
		{"a number for a name", `{7:1}`, "", "7", "not JSON"},

		{"a name twice", `{"name":"x","count":1,"name":"x"}`, "name", "", "name given twice in one object"},
		{"the last name twice", `{"labels":{},"labels":{}}`, "labels", "", "name given twice in one object"},
		{"an unknown name twice", `{"x":1,"x":1}`, "x", "", "name given twice in one object"},
		{"a name twice, once in escapes", `{"x":1,"\u0078":1}`, "x", "", "name given twice in one object"},
		{"a name twice in a part", `{"part":{"tag":"x","tag":"y"}}`, "part.tag", "", "name given twice in one object"},
		{"a name twice in a map", `{"counts":{"a":0,"a":1}}`, "counts.a", "", "name given twice in one object"},
	} {
		got := sample{Name: "the former value"}
		err := Decode([]byte(c.in), &got, named)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s: %.80s: got %v, want an *Error", c.rule, c.in, err)
			continue
		}
		if e.Path != c.path || e.Value != c.value || e.Err.Error() != c.cause {
			t.Errorf("%s: %.80s\n got %q %.80q %q\nwant %q %.80q %q", c.rule, c.in, e.Path, e.Value, e.Err, c.path, c.value, c.cause)
		}
		if !reflect.DeepEqual(got, sample{}) {
			t.Errorf("%s: %.80s leaves %+v", c.rule, c.in, got)
		}
	}
}

func TestError(t *testing.T) {
	err := Decode([]byte(`{"parts":[{"tag":7}]}`), new(sample), nil)
	if got, want := err.Error(), "parts[0].tag: want a string, have a number"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if err := Decode([]byte(`{"x":1,"x":1}`), new(sample), nil); !errors.Is(err, ErrTwice) {
		t.Errorf("%v is not ErrTwice", err)
	}
	if err := Decode([]byte(`{"part":"x"}`), new(sample), nil); err == nil {
		t.Error("a string is read as a part without an Other")
	}
}

// TestDecodeAgreesWithJSON changes JSON texts at random. An object that
// encoding/json reads, and that has no name twice, is read with the same members.
func TestDecodeAgreesWithJSON(t *testing.T) {
	seeds := []string{
		`{"a":1,"b":[true,null,{"c":-1.5e3}],"d":"é\n\u00e9"}`, `{"a" : "x" , "b":{ } }`, `{"a":[],"b":{"c":{}}}`, `null`, `{"a":"\\","b":"\""}`, `{"":0}`,
	}
	const characters = "{}[]:,\"\\ 01-+.eEntfu\n\x00x"
	rng := rand.New(rand.NewPCG(7, 7))
	texts, good := 200_000, 0
	if testing.Short() {
		texts = 20_000
	}
	for range texts {
		text := []byte(seeds[rng.IntN(len(seeds))])
		for range rng.IntN(4) {
			i := rng.IntN(len(text))
			switch c := characters[rng.IntN(len(characters))]; rng.IntN(3) {
			case 0:
				text = slices.Delete(text, i, min(len(text), i+1+rng.IntN(3)))
			case 1:
				text = slices.Insert(text, i, c)
			case 2:
				text[i] = c
			}
			if len(text) == 0 {
				text = []byte(" ")
			}
		}
		var got struct{ Unknown Unknown }
		err := Decode(text, &got, nil)
		var want map[string]json.RawMessage
		bad := json.Unmarshal(text, &want)
		switch {
		case errors.Is(err, ErrTwice):
		case bad == nil && !strings.Contains(string(text), "\xef"):
			good++
			if err != nil || !maps.EqualFunc(got.Unknown, want, func(a, b json.RawMessage) bool { return string(a) == string(b) }) {
				t.Fatalf("%q: got %q, %v, want %q", text, got.Unknown, err, want)
			}
		case err == nil && bad != nil:
			t.Fatalf("%q: got no error, encoding/json says: %v", text, bad)
		}
	}
	if good < texts/10 {
		t.Errorf("only %d of %d texts are good", good, texts)
	}
}

func TestEncode(t *testing.T) {
	noon := time.Date(2025, time.April, 15, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		rule string
		in   sample
		want string
	}{
		{"zero fields are left out", sample{}, `{}`},
		{"members in the order of the fields", sample{Sizes: map[size]part{1: {}, 0: {Tag: "x"}}, Count: -3, Name: "a", Open: true, Left: "x", Silent: "x"},
			`{"name":"a","count":-3,"open":true,"sizes":{"large":{},"small":{"tag":"x"}}}`},
		{"unknown members last, by name, with their bytes", sample{Name: "a", Unknown: raw("y", `[1 , 2]`, "b", `"\u00e9"`)}, `{"name":"a","b":"\u00e9","y":[1 , 2]}`},
		{"only unknown members", sample{Unknown: raw("y", `1`)}, `{"y":1}`},
		{"a field goes before an unknown member of its name", sample{Name: "a", Unknown: raw("name", `"b"`, "count", `1`, "z", `2`)}, `{"name":"a","z":2}`},
		{"an empty list", sample{Tags: []string{}, Parts: []part{}}, `{"tags":[],"parts":[]}`},
		{"an empty map", sample{Counts: map[string]int{}}, `{"counts":{}}`},
		{"a list", sample{Tags: []string{"", "b"}}, `{"tags":["","b"]}`},
		{"a zero part in a list", sample{Parts: []part{{}, {Tag: "x"}}}, `{"parts":[{},{"tag":"x"}]}`},
		{"a map in the order of its keys", sample{Counts: map[string]int{"b": 0, "a": 1, "c": 2}}, `{"counts":{"a":1,"b":0,"c":2}}`},
		{"an instant", sample{At: noon.In(time.FixedZone("", 5*3600+45*60))}, `{"at":"2025-04-15T17:45:00+05:45"}`},
		{"an instant, to the nanosecond", sample{At: noon.Add(1)}, `{"at":"2025-04-15T12:00:00.000000001Z"}`},
		{"an offset with seconds is written in UTC", sample{At: noon.In(time.FixedZone("", 61))}, `{"at":"2025-04-15T12:00:00Z"}`},
		{"a zero instant in any zone", sample{At: time.Time{}.In(time.FixedZone("", 3600))}, `{}`},
		{"characters that must be escaped", sample{Name: "\"\\\n\t\r\b\x00\x1f\x7f/’<é😀"}, `{"name":"\"\\\n\t\u000d\u0008\u0000\u001f` + "\x7f" + `/’<é😀"}`},
		{"the line ends of JavaScript", sample{Name: "a\u2028b\u2029c\u202a"}, `{"name":"a\u2028b\u2029c` + "\u202a" + `"}`},
		{"bytes that are not UTF-8", sample{Name: "a\xffb\x80\xc3"}, `{"name":"a` + "\ufffdb\ufffd\ufffd" + `"}`},
		{"U+FFFD itself", sample{Name: "\ufffd"}, `{"name":"` + "\ufffd" + `"}`},
		{"whole numbers", sample{Count: -1 << 63, Views: 1<<63 - 1}, `{"count":-9223372036854775808,"views":9223372036854775807}`},
		{"an array", sample{Focus: [2]float64{0, 0.5}}, `{"focus":[0,0.5]}`},
		{"a map of texts", sample{Labels: map[string]string{"fr": "été", "": "x", "ar": ""}}, `{"labels":{"":"x","ar":"","fr":"été"}}`},
		{"a part between others", sample{Name: "a", Part: part{Tag: "x"}, Parts: []part{}}, `{"name":"a","part":{"tag":"x"},"parts":[]}`},
	} {
		got, err := Encode(&c.in, nil)
		if err != nil || string(got) != c.want {
			t.Errorf("%s\n got %s, %v\nwant %s", c.rule, got, err, c.want)
		}
		if !json.Valid([]byte(c.want)) {
			t.Errorf("%s: %s is not JSON", c.rule, c.want)
		}
	}
}

func TestEncodeFaults(t *testing.T) {
	before, after := time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		rule               string
		in                 sample
		path, value, cause string
	}{
		{"a number without a word", sample{Size: 2}, "size", "2", "not one of small, large"},
		{"a key without a word", sample{Sizes: map[size]part{2: {}}}, "sizes", "2", "not one of small, large"},
		{"not a number", sample{Score: math.NaN()}, "score", "NaN", "not a finite number"},
		{"infinity", sample{Score: math.Inf(1)}, "score", "+Inf", "not a finite number"},
		{"negative infinity in an array", sample{Focus: [2]float64{0, math.Inf(-1)}}, "focus[1]", "-Inf", "not a finite number"},
		{"a year before 0", sample{At: before}, "at", before.String(), "an instant that RFC 3339 cannot write"},
		{"a year after 9999", sample{At: after}, "at", after.String(), "an instant that RFC 3339 cannot write"},
		{"an unknown member that is not JSON", sample{Name: "a", Parts: []part{{Tag: "x"}}, Counts: map[string]int{"a": 1}, Unknown: raw("x", `{`)}, "x", "{", "not JSON"},
		{"an unknown member without a value", sample{Unknown: raw("w", "1", "x", ``)}, "x", "", "not JSON"},
	} {
		got, err := Encode(&c.in, nil)
		var e *Error
		if !errors.As(err, &e) || e.Path != c.path || e.Value != c.value || e.Err.Error() != c.cause {
			t.Errorf("%s: got %v, want %q %q %q", c.rule, err, c.path, c.value, c.cause)
		}
		if got != nil {
			t.Errorf("%s: got %q with the error", c.rule, got)
		}
	}
	type deep struct {
		List []struct {
			Map map[string][]size `json:"map"`
		} `json:"list"`
	}
	var in deep
	if err := Decode([]byte(`{"list":[{"map":{"a":["large"]}},{"map":{"a":[],"b":["small","large"]}}]}`), &in, nil); err != nil {
		t.Fatal(err)
	}
	in.List[1].Map["b"][1] = 9
	_, err := Encode(&in, nil)
	var e *Error
	if !errors.As(err, &e) || e.Path != "list[1].map.b[1]" {
		t.Errorf("got %v, want a fault at list[1].map.b[1]", err)
	}
}

func TestStructWithoutUnknown(t *testing.T) {
	var p part
	err := Decode([]byte(`{"name":"x","other":1}`), &p, nil)
	var e *Error
	if !errors.As(err, &e) || e.Path != "other" || p != (part{}) {
		t.Errorf("got %v and %+v, want a fault at other and nothing read", err, p)
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		rule  string
		src   any
		want  size
		fault string // the value and the cause of the error, if any
	}{
		{"a text", "large", 1, ""},
		{"bytes", []byte("small"), 0, ""},
		{"NULL is the first", nil, 0, ""},
		{"an unknown word", "huge", 9, "huge: not one of small, large"},
		{"no word", "", 9, ": not one of small, large"},
		{"a number", 1.5, 9, "1.5: want text, have float64"},
	} {
		got := size(9)
		err := ReadWord(sizes, &got, c.src)
		fault := ""
		if err != nil {
			e := err.(*Error)
			fault = e.Value + ": " + e.Err.Error()
		}
		if got != c.want || fault != c.fault {
			t.Errorf("%s: ReadWord(%v) = %d, %s, want %d, %s", c.rule, c.src, got, fault, c.want, c.fault)
		}
	}
	for v, want := range []string{"small", "large", "size(2)"} {
		word, err := WriteWord(sizes, size(v))
		if got := Word(sizes, size(v)); got != want || err == nil && word != want {
			t.Errorf("Word(%d) = %q, WriteWord %q, want %q", v, got, word, want)
		}
		if wrong := fmt.Sprint(v) + ": not one of small, large"; v == 2 && (err == nil || err.(*Error).Value+": "+err.Error() != wrong) {
			t.Errorf("WriteWord(%d): %v, want %s", v, err, wrong)
		}
	}
}

func TestWriteFloat(t *testing.T) {
	type record struct {
		X []float64 `json:"x"`
	}
	in := record{[]float64{0, math.Copysign(0, -1), 0.1, -2.5, 100, 1e20, 1e21, 1e-6, 1e-7, 1e-9, 1.0 / 3, math.MaxFloat64, math.SmallestNonzeroFloat64}}
	want, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Encode(&in, nil); err != nil || string(got) != string(want) {
		t.Errorf("got %s, %v, want %s as encoding/json writes it", got, err, want)
	}
	var back record
	if err := Decode(want, &back, nil); err != nil || !slices.Equal(back.X, in.X) {
		t.Errorf("%s is read as %v, %v, want %v", want, back.X, err, in.X)
	}
}

func TestNilPointers(t *testing.T) {
	_, encode := Encode((*sample)(nil), nil)
	for call, err := range map[string]error{
		"Encode":   encode,
		"Decode":   Decode([]byte(`{}`), (*sample)(nil), nil),
		"ReadWord": ReadWord(sizes, (*size)(nil), "large"),
	} {
		var e *Error
		if !errors.As(err, &e) || e.Error() != "nil pointer" {
			t.Errorf("%s: got %v, want an *Error: nil pointer", call, err)
		}
	}
}

// TestUnsupportedTypes checks that a field of another type is an error, so that
// whoever adds one finds out.
func TestUnsupportedTypes(t *testing.T) {
	type wrong struct {
		Pointer *int        `json:"pointer"`
		Small   float32     `json:"small"`
		Keys    map[int]int `json:"keys"`
	}
	for _, c := range []struct {
		in    wrong
		text  string
		cause string
	}{
		{wrong{Pointer: new(int)}, `{"pointer":1}`, "pointer: type *int is not supported"},
		{wrong{Small: 1}, `{"small":1}`, "small: type float32 is not supported"},
		{wrong{Keys: map[int]int{1: 1}}, `{"keys":{"1":1}}`, "keys: type map[int]int is not supported"},
	} {
		if got, err := Encode(&c.in, nil); err == nil || err.Error() != c.cause {
			t.Errorf("Encode(%+v) = %s, %v, want %s", c.in, got, err, c.cause)
		}
		if err := Decode([]byte(c.text), new(wrong), nil); err == nil || err.Error() != c.cause {
			t.Errorf("Decode(%s): got %v, want %s", c.text, err, c.cause)
		}
	}
}

// TestRecursiveType reads and writes a type that contains itself, from several
// goroutines, which make its plan at the same time.
func TestRecursiveType(t *testing.T) {
	type node struct {
		Name  string `json:"name,omitzero"`
		Nodes []node `json:"nodes,omitzero"`
	}
	const in = `{"name":"a","nodes":[{"name":"b","nodes":[{"name":"c"}]},{}]}`
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			var n node
			if err := Decode([]byte(in), &n, nil); err != nil {
				t.Errorf("%s: %v", in, err)
			}
			if got, err := Encode(&n, nil); err != nil || string(got) != in {
				t.Errorf("got %s, %v, want %s", got, err, in)
			}
		})
	}
	group.Wait()
}

// TestManyFields checks that a name given twice is found in a struct of any size.
func TestManyFields(t *testing.T) {
	var fields []reflect.StructField
	for i := range 100 {
		fields = append(fields, reflect.StructField{Name: fmt.Sprintf("F%d", i), Type: reflect.TypeFor[int](), Tag: reflect.StructTag(fmt.Sprintf(`json:"f%d"`, i))})
	}
	v := reflect.New(reflect.StructOf(fields))
	if err := Decode([]byte(`{"f98":1,"f99":2}`), v.Interface(), nil); err != nil || v.Elem().Field(99).Int() != 2 {
		t.Errorf("got %v, %v, want 2", v.Elem().Field(99), err)
	}
	if err := Decode([]byte(`{"f99":1,"f99":2}`), v.Interface(), nil); !errors.Is(err, ErrTwice) {
		t.Errorf("got %v, want ErrTwice", err)
	}
}

// TestOther checks that a value that is kept is written again until the field changes.
func TestOther(t *testing.T) {
	const in = `{"name":"a","size":"x-huge","x":1}`
	var s sample
	if err := Decode([]byte(in), &s, named); err != nil || s.Size != 0 || string(s.Unknown["size"]) != `"x-huge"` {
		t.Fatalf("Decode(%s) = %+v, %v", in, s, err)
	}
	for _, c := range []struct {
		rule string
		size size
		want string
	}{
		{"unchanged", 0, in},
		{"changed", 1, `{"name":"a","size":"large","x":1}`},
	} {
		s.Size = c.size
		if got, err := Encode(&s, named); err != nil || string(got) != c.want {
			t.Errorf("%s: Encode = %s, %v, want %s", c.rule, got, err, c.want)
		}
	}
	s.Size, s.Unknown["size"] = 0, json.RawMessage(`"`)
	if got, err := Encode(&s, named); err != nil || string(got) != `{"name":"a","x":1}` {
		t.Errorf("kept bytes that are not JSON: Encode = %s, %v", got, err)
	}
	s.Unknown["size"] = json.RawMessage(`"large"`)
	if got, err := Encode(&s, named); err != nil || string(got) != `{"name":"a","x":1}` {
		t.Errorf("kept bytes that the Other would not keep: Encode = %s, %v", got, err)
	}
	if err := Decode([]byte(`{"sizes":{"x-huge":{}}}`), new(sample), named); err == nil {
		t.Error("a size that is not known is read as a key of a map")
	}
	if err := Decode([]byte(`{"size":7}`), new(sample), named); err == nil {
		t.Error("a number is read as a size")
	}
}

// TestNameOfOther checks that an Other is called with the name of the member that a value
// belongs to, also after another value of the same array or map.
func TestNameOfOther(t *testing.T) {
	type inner struct {
		ID string `json:"id,omitzero"`
	}
	type outer struct {
		List  []inner          `json:"list,omitzero"`
		Map   map[string]inner `json:"map,omitzero"`
		Array [2]inner         `json:"array,omitzero"`
		Deep  [][]inner        `json:"deep,omitzero"`
		Last  inner            `json:"last,omitzero"`
	}
	var names []string
	other := func(_ any, name string, _ []byte) (ok, keep bool) {
		names = append(names, name)
		return true, false
	}
	const in = `{"list":[{"id":1},2],"map":{"a":{"id":1},"b":2},"array":[{"id":1},2],"deep":[[{"id":1}],[{"id":1},2]],"last":3}`
	if err := Decode([]byte(in), new(outer), other); err != nil {
		t.Fatal(err)
	}
	want := strings.Fields("id list id map id array id id deep last")
	if !slices.Equal(names, want) {
		t.Errorf("%s\n got the names %q\nwant          %q", in, names, want)
	}
}

// TestDecodeSlice checks that the value may be an array.
func TestDecodeSlice(t *testing.T) {
	for _, c := range []struct {
		in, fault string
		want      []part
	}{
		{` [ {"tag":"x"} , "y" ] `, "", []part{{Tag: "x"}, {Name: "y"}}},
		{`[]`, "", []part{}},
		{`null`, "", nil},
		{`{}`, "want an array, have an object", nil},
		{`[{},{"tag":7}]`, "[1].tag: want a string, have a number", nil},
		{`[]]`, "text after the end of the JSON value", nil},
	} {
		got := []part{{Name: "before"}}
		err := Decode([]byte(c.in), &got, named)
		if fault := fmt.Sprint(err); err == nil && c.fault != "" || err != nil && fault != c.fault || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s is read as %#v, %v, want %#v, %s", c.in, got, err, c.want, c.fault)
		}
	}
}

// TestInstants checks the forms of an instant.
func TestInstants(t *testing.T) {
	want := time.Date(2025, time.March, 12, 18, 30, 0, 0, time.FixedZone("", 3600))
	for in, ok := range map[string]bool{
		"2025-03-12T18:30:00+01:00": true, "2025-03-12T18:30:00+0100": true, "2025-03-12T18:30+01:00": true, "2025-03-12T18:30+0100": true,
		"2025-03-12T17:30Z": true, "2025-03-12T17:30:00.000Z": true, "2025-03-12T18:30:00": false, "2025-03-12": false, "2025-03-12 18:30": false,
		"2025-03-12T18:30:00+01": false, "2025-03-13T17:30:00+24:00": false, "2025-03-11T17:30:00-2400": false, "12/03/2025 18:30+01:00": false,
	} {
		var s sample
		err := Decode([]byte(`{"at":"`+in+`"}`), &s, nil)
		if (err == nil) != ok || ok && !s.At.Equal(want) {
			t.Errorf("%q is read as %v, %v", in, s.At, err)
		}
	}
}
