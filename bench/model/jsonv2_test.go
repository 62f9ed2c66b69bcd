//go:build goexperiment.jsonv2

package model

import (
	"bytes"
	"encoding/json"
	"encoding/json/jsontext"
	jsonv2 "encoding/json/v2"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// TestArticlesGoThroughJSONv2 compares the bytes that encoding/json/v2 writes with those of
// presse, without the spaces in unknown members.
func TestArticlesGoThroughJSONv2(t *testing.T) {
	for _, a := range randomArticles(500) {
		var want bytes.Buffer
		if err := json.Compact(&want, []byte(written(t, a))); err != nil {
			t.Fatal(err)
		}
		got, err := jsonv2.Marshal(a, jsontext.PreserveRawStrings(true))
		if err != nil || string(got) != want.String() {
			t.Fatalf("\n got %s, %v\nwant %s", got, err, &want)
		}
		var b presse.Article
		if err := jsonv2.Unmarshal(got, &b); err != nil || written(t, b) != want.String() {
			t.Fatalf("read again: %v\n got %s\nwant %s", err, written(t, b), &want)
		}

		plain, err := jsonv2.Marshal(a)
		if err != nil || !sameJSON(t, string(plain), want.String()) {
			t.Fatalf("without options\n got %s, %v\nwant %s", plain, err, &want)
		}
	}
}

// TestJSONv2Losses lists what encoding/json/v2 does not keep of an article that presse reads.
func TestJSONv2Losses(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{ // want is JSON, or the text of the error
		{"strings of unknown members are rewritten, without PreserveRawStrings", `{"id":"1","x":"\u00e9"}`, `{"id":"1","x":"é"}`},
		{"spaces in unknown members are removed", `{"id":"1","x":{"a" : 1.50}}`, `{"id":"1","x":{"a":1.50}}`},
		{"a name given twice in an unknown member cannot be written, without AllowDuplicateNames", `{"id":"1","x":{"a":1,"a":2}}`, "duplicate object member name"},
		{"half a surrogate pair in an unknown member cannot be written, without AllowInvalidUTF8", `{"id":"1","x":"\ud800"}`, "invalid surrogate pair"},
	} {
		a := read(t, c.in)
		got, err := jsonv2.Marshal(a)
		if string(got) != c.want && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %s\n got %s, %v\nwant %s", c.rule, c.in, got, err, c.want)
		}
		if err != nil {
			_, err = jsonv2.Marshal(a, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
		}
		if err != nil {
			t.Errorf("%s: %s with these options: %v", c.rule, c.in, err)
		}
	}
}
