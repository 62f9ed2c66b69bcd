package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestLinksOfBodies checks what becomes of the links in a story.
func TestLinksOfBodies(t *testing.T) {
	cases := []struct{ name, href, want string }{
		{"another story", "https://essai.example/journal/ville/le-port/", "../le-port/index.html"},
		{"without its slash", "https://essai.example/journal/ville/le-port", "../le-port/index.html"},
		{"with http and www", "http://www.essai.example/journal/ville/le-port/#suite", "../le-port/index.html#suite"},
		{"a path", "/journal/ville/le-port/", "../le-port/index.html"},
		{"a short link", "https://essai.example/journal/?p=2", "../le-port/index.html"},
		{"a short link alone", "?p=2", "../le-port/index.html"},
		{"a former slug", "/journal/ville/le-quai/", "../le-port/index.html"},
		{"a section", "/journal/ville/", "../index.html"},
		{"a section as WordPress has it", "/journal/category/ville/", "../index.html"},
		{"the front page", "https://essai.example/journal", "../../index.html"},
		{"the feed", "/journal/feed/", "../../rss.xml"},
		{"a page that the export lacks", "/journal/a-propos/", ""},
		{"below the story", "contact", ""},
		{"a draft", "/journal/?p=3", ""},
		{"a story that is gone", "/journal/ville/expire/", ""},
		{"a file", "/journal/wp-content/uploads/plan.pdf", "https://essai.example/journal/wp-content/uploads/plan.pdf"},
		{"another site on the host", "/autre/", "https://essai.example/autre/"},
		{"another site", "https://exemple.org/a?b=c#d", "https://exemple.org/a?b=c#d"},
		{"a mail address", "mailto:lectrices@essai.example", "mailto:lectrices@essai.example"},
	}
	var body strings.Builder
	for i, c := range cases {
		fmt.Fprintf(&body, `<p><a href="%s">lien%02d</a>.</p>`, c.href, i)
	}
	base := "https://essai.example/journal"
	text := strings.ReplaceAll(export(
		item{id: 1, title: "Les liens", link: base + "/ville/les-liens/", content: body.String(), terms: term("category", "ville", "Ville")},
		item{id: 2, title: "Le port", slug: "le-port", link: base + "/ville/le-port/", content: "<p>Le port.</p>", terms: term("category", "ville", "Ville"), extra: meta("_wp_old_slug", "le-quai")},
		item{id: 3, title: "Brouillon", status: "draft"},
		item{id: 4, title: "Expiré", slug: "expire", link: base + "/ville/expire/", date: "2026-10-01 08:00:00", extra: meta("_expiration-date", "1794000000") + meta("_expiration-date-status", "saved")},
	), "https://essai.example<", base+"<")
	folder, _ := runSite(t, writeExport(t, text))
	_, page, _ := strings.Cut(read(t, folder, "ville/les-liens/index.html"), "<main")
	for i, c := range cases {
		link := fmt.Sprintf("lien%02d", i)
		end := strings.Index(page, link)
		if end < 0 {
			t.Errorf("%s: the text of the link is lost", c.name)
			continue
		}
		line := page[strings.LastIndex(page[:end], "<p>"):end]
		got := ""
		if _, rest, ok := strings.Cut(line, `href="`); ok {
			got, _, _ = strings.Cut(rest, `"`)
		}
		if got != c.want {
			t.Errorf("%s: %s became %q, want %q", c.name, c.href, got, c.want)
		}
	}
	if report := read(t, folder, "rapport/index.html"); !strings.Contains(report, "Liens vers des pages") {
		t.Error("the report does not tell of the links that were removed")
	}
}
