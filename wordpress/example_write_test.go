package wordpress_test

import (
	"bytes"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/wordpress"
)

// What is written can be read again.
func ExampleWrite() {
	stories := func(yield func(*presse.Article, error) bool) {
		yield(&presse.Article{ID: "7", Headline: "Le pont rouvre", Slug: "le-pont-rouvre", Status: presse.StatusPublished, Kicker: "Transports",
			Published: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), Body: "<p>Le pont a rouvert.</p>", Access: presse.AccessPaid}, nil)
	}
	var file bytes.Buffer
	options := wordpress.WriteOptions{Name: "La Gazette", Base: "https://gazette.example", Lang: "fr", Lost: func(l presse.Loss) { fmt.Println("lost:", l) }}
	if err := wordpress.Write(&file, options, stories); err != nil {
		fmt.Println(err)
		return
	}
	for it := range wordpress.Items(bytes.NewReader(file.Bytes()), wordpress.Options{}) {
		fmt.Println("in WordPress:", it.Status)
	}
	export, err := wordpress.Open(bytes.NewReader(file.Bytes()), int64(file.Len()), wordpress.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for a := range export.Articles() {
		fmt.Println("in presse:", a.Status, a.Access, a.Kicker)
	}
	// Output:
	// lost: 7 access "paid" changed: WordPress shows it to editors only
	// lost: 7 access "_presse" kept: WordPress has no place for it
	// lost: 7 status "_presse" kept: WordPress has no place for it
	// in WordPress: private
	// in presse: published paid Transports
}

// The sections are written with their names and parents.
func ExampleWriteOptions() {
	sections, err := presse.NewTaxonomy(presse.Section{Slug: "sport", Name: "Sport"}, presse.Section{Slug: "football", Name: "Football", Parent: "sport"})
	if err != nil {
		fmt.Println(err)
		return
	}
	var stories iter.Seq2[*presse.Article, error] = func(yield func(*presse.Article, error) bool) {
		yield(&presse.Article{ID: "8", Headline: "Le match", Sections: []string{"sport/football"}}, nil)
	}
	var file bytes.Buffer
	if err := wordpress.Write(&file, wordpress.WriteOptions{Base: "https://gazette.example", Taxonomy: sections}, stories); err != nil {
		fmt.Println(err)
		return
	}
	for line := range strings.Lines(file.String()) {
		if strings.Contains(line, "wp:category_nicename") || strings.Contains(line, "wp:category_parent") {
			fmt.Println(strings.TrimSpace(line))
		}
	}
	// Output:
	// <wp:category_nicename><![CDATA[sport]]></wp:category_nicename>
	// <wp:category_parent><![CDATA[]]></wp:category_parent>
	// <wp:category_nicename><![CDATA[football]]></wp:category_nicename>
	// <wp:category_parent><![CDATA[sport]]></wp:category_parent>
}

// A story under an embargo is scheduled.
func ExampleAppendREST() {
	a := &presse.Article{ID: "7", Headline: "Le pont rouvre", Slug: "le-pont-rouvre", Status: presse.StatusPublished, Body: "<p>Le pont a rouvert.</p>",
		Published: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), Embargo: time.Date(2026, 3, 3, 5, 0, 0, 0, time.UTC)}
	post, err := wordpress.AppendREST(nil, a, nil, wordpress.WriteOptions{Base: "https://gazette.example"})
	fmt.Println(string(post), err)
	// Output:
	// {"status":"future","date_gmt":"2026-03-03T05:00:00","slug":"le-pont-rouvre","title":"Le pont rouvre","excerpt":"","content":"\u003cp\u003eLe pont a rouvert.\u003c/p\u003e"} <nil>
}
