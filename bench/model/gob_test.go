package model

import (
	"bytes"
	"encoding/gob"
	"reflect"
	"testing"

	"github.com/presse-go/presse"
)

// throughGob returns a after gob has written and read it.
func throughGob(t *testing.T, a presse.Article) (b presse.Article) {
	t.Helper()
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(a); err != nil {
		t.Fatalf("%+v: %v", a, err)
	}
	if err := gob.NewDecoder(&buf).Decode(&b); err != nil {
		t.Fatalf("%+v: %v", a, err)
	}
	return b
}

// TestArticlesGoThroughGob compares articles without empty lists and maps: see TestGobLosses.
func TestArticlesGoThroughGob(t *testing.T) {
	for _, a := range randomArticles(500) {
		dropEmpty(reflect.ValueOf(&a).Elem())
		if got, want := written(t, throughGob(t, a)), written(t, a); got != want {
			t.Fatalf("\n got %s\nwant %s", got, want)
		}
	}
}

// dropEmpty makes the empty slices and maps in v nil.
func dropEmpty(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() { // else of a time
				dropEmpty(v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			dropEmpty(v.Index(i))
		}
		fallthrough
	case reflect.Map:
		if v.Len() == 0 {
			v.SetZero()
		}
	}
}

// TestGobLosses lists what gob does not keep.
func TestGobLosses(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"an empty list becomes nil, which JSON leaves out", `{"id":"1","tags":[]}`, `{"id":"1"}`},
		{"an empty map is kept", `{"id":"1","titles":{}}`, `{"id":"1","titles":{}}`},
	} {
		if got := written(t, throughGob(t, read(t, c.in))); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.rule, c.in, got, c.want)
		}
	}
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(presse.StatusPublished); err != nil {
		t.Fatal(err)
	}
	var number uint8
	if err := gob.NewDecoder(&buf).Decode(&number); err != nil || number != uint8(presse.StatusPublished) {
		t.Errorf("gob keeps the number of a status, not its word: got %v, %v, want %d", number, err, presse.StatusPublished)
	}
}
