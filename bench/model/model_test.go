// Package model tests that an article goes through the formats and stores of a newsroom
// and comes back: JSON as schema/article.json describes it, database/sql with SQLite,
// encoding/gob, the YAML and TOML of static-site generators, and encoding/json/v2. It is
// in this module so that importers of presse never download what it needs.
//
// Where a format loses something, a test named Losses shows the smallest case.
package model

import (
	"encoding"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

// randomArticles returns n articles with random values in all fields, always the same.
func randomArticles(n int) []presse.Article {
	r := rand.New(rand.NewPCG(12, 4))
	articles := make([]presse.Article, n)
	for i := range articles {
		randomize(r, reflect.ValueOf(&articles[i]).Elem(), "")
		articles[i].ID += "1" // every story has an id
	}
	return articles
}

// words are the texts of random articles. YAML reads some of them as other things than
// text, unless they are quoted.
var words = []string{"", "a", "L’été", "«\u00a0x\u00a0»", "\"\\/\b\f\n\r\t\x00\x7f", "<b>&amp;</b>", "\u2028😀", "العربية",
	"no", "~", "012", "1e3", "2025-04-15", "12:30", "- a: [", " # ", "|\n  x\n", "'''", "\"\"\"", "\ufeff", "\u0085"}

// raws are the bytes of unknown members.
var raws = []string{`1.50`, `"\u00e9é<"`, `{"a" : [1, {"b":true}]}`, `[ ]`, `12345678901234567890`}

// randomize sets v, a field with the given name, to a random value. A quarter of the
// values stay zero.
func randomize(r *rand.Rand, v reflect.Value, name string) {
	if r.IntN(4) == 0 {
		return
	}
	switch v.Interface().(type) {
	case time.Time:
		zone := time.FixedZone("", (r.IntN(27*4)-12*4)*900)
		v.Set(reflect.ValueOf(time.Unix(r.Int64N(4e9)-1e9, r.Int64N(1e9)).In(zone)))
		return
	case presse.Lang:
		v.SetString([]string{"fr", "ar", "fr-MA", "zgh", "no"}[r.IntN(5)])
		return
	case json.RawMessage:
		v.SetBytes([]byte(raws[r.IntN(len(raws))]))
		return
	}
	switch v.Kind() {
	case reflect.String:
		switch name {
		case "URL", "Canonical", "License", "URI", "Editions":
			v.SetString("https://exemple.ma/" + []string{"a", "2025/04/%C3%A9t%C3%A9?x=1&y=2", "%D8%A7#z"}[r.IntN(3)])
		default:
			v.SetString(words[r.IntN(len(words))] + words[r.IntN(len(words))])
		}
	case reflect.Uint8:
		v.SetUint(r.Uint64N(uint64(len(textForms(v.Type())))))
	case reflect.Int, reflect.Int64:
		v.SetInt(r.Int64() >> r.IntN(64))
	case reflect.Float64:
		v.SetFloat(r.Float64() * []float64{1, 1e3, 1e30}[r.IntN(3)])
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Struct:
		for i := range v.NumField() {
			randomize(r, v.Field(i), v.Type().Field(i).Name)
		}
	case reflect.Array:
		for i := range v.Len() {
			randomize(r, v.Index(i), name)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), r.IntN(3), 3))
		for i := range v.Len() {
			randomize(r, v.Index(i), name)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range r.IntN(3) {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			for key.IsZero() || value.IsZero() {
				randomize(r, key, "")
				randomize(r, value, name)
			}
			if name == "Unknown" {
				key.SetString("x_" + key.String())
			}
			v.SetMapIndex(key, value)
		}
	default:
		panic("no random value for type " + v.Type().String())
	}
}

// textForms returns the words of an enumeration.
func textForms(t reflect.Type) (words []string) {
	v := reflect.New(t).Elem()
	for i := uint64(0); ; i++ {
		v.SetUint(i)
		word, err := v.Interface().(encoding.TextMarshaler).MarshalText()
		if err != nil {
			return words
		}
		words = append(words, string(word))
	}
}

// written returns the JSON of a, as presse writes it.
func written(t *testing.T, a presse.Article) string {
	t.Helper()
	text, err := a.MarshalJSON()
	if err != nil {
		t.Fatalf("%+v cannot be written: %v", a, err)
	}
	return string(text)
}

// read returns the article that presse reads from JSON.
func read(t *testing.T, text string) (a presse.Article) {
	t.Helper()
	if err := a.UnmarshalJSON([]byte(text)); err != nil {
		t.Fatalf("%s cannot be read: %v", text, err)
	}
	return a
}

// sameJSON reports whether two JSON texts have the same value, whatever the spelling of
// strings and numbers and the order of members.
func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var x, y any
	for text, ptr := range map[string]*any{a: &x, b: &y} {
		if err := json.Unmarshal([]byte(text), ptr); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	if a == b {
		return true
	}
	return reflect.DeepEqual(x, y)
}
