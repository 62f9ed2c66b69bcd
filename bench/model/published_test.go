package model

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/publish"
	"github.com/presse-go/presse/wordpress"
)

// at is later than all instants of random articles.
var at = time.Unix(4e9, 0)

// released returns the article, made public, and its JSON for a public API, with the stories
// before it as related ones.
func released(t *testing.T, site *publish.Site, a *presse.Article, before []publish.Release) (publish.Release, string) {
	t.Helper()
	r, err := site.Release(a, at)
	if err != nil {
		t.Fatal(err)
	}
	return r, string(site.AppendJSON(nil, r, before...))
}

// TestPublicJSONIsValid checks what AppendJSON writes of random articles.
func TestPublicJSONIsValid(t *testing.T) {
	schema := compile(t, true)
	site := &publish.Site{Base: "https://exemple.ma/", Lang: "fr"}
	var before []publish.Release
	for _, a := range randomArticles(2000) {
		a.Status, a.Published, a.Embargo, a.Expiry = presse.StatusPublished, at.Add(-1), time.Time{}, time.Time{}
		r, text := released(t, site, &a, before)
		if err := valid(t, schema, text); err != nil {
			t.Fatalf("%s\nis not valid: %v", text, err)
		}
		var read presse.Article
		if err := json.Unmarshal([]byte(text), &read); err != nil {
			t.Fatalf("%s\ncannot be read: %v", text, err)
		}
		if len(before) < 4 {
			before = append(before, r)
		}
	}
}

// TestPublicJSONOfAnExport does the same for the stories of a real newspaper.
func TestPublicJSONOfAnExport(t *testing.T) {
	text := conformance.Read(t, "wordpress/export.xml")
	export, err := wordpress.Open(bytes.NewReader(text), int64(len(text)), wordpress.Options{})
	if err != nil {
		t.Fatal(err)
	}
	schema := compile(t, true)
	site := &publish.Site{Base: "https://exemple.ma/", Lang: "fr"}
	passed, rows := 0, 0
	for a, err := range export.Articles() {
		if err != nil || !a.Public(at) {
			continue
		}
		rows++
		if _, text := released(t, site, a, nil); valid(t, schema, text) == nil {
			passed++
		} else {
			t.Errorf("%s is not valid: %v", a.ID, valid(t, schema, text))
		}
	}
	t.Logf("%d rows passed of %d", passed, rows)
	if rows == 0 {
		t.Error("the export has no public story")
	}
}
