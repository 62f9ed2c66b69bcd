package model

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	goyaml "go.yaml.in/yaml/v2"
	"sigs.k8s.io/yaml"

	"github.com/presse-go/presse"
)

// hugoNames are the names of Hugo's front matter for members of an article's JSON. All
// other parameters are kept in Article.Unknown.
var hugoNames = map[string]string{
	"title":       "headline",
	"slug":        "slug",
	"tags":        "tags",
	"description": "deck",
	"authors":     "byline", // presse reads a list of names
	"date":        "published",
	"lastmod":     "updated",
	"publishDate": "embargo",
	"expiryDate":  "expiry",
	"categories":  "sections",
	"aliases":     "former_slugs",
}

// readHugo reads a page of Hugo: front matter in YAML between two lines of ---, then the
// body, which must be HTML. Dates without an offset are in loc.
func readHugo(page string, loc *time.Location) (a presse.Article, err error) {
	_, page, _ = strings.Cut(page, "---\n")
	front, body, ok := strings.Cut(page, "\n---\n")
	if !ok {
		return a, errors.New("no front matter")
	}
	var params map[string]any
	if err := yaml.UnmarshalStrict([]byte(front), &params); err != nil {
		return a, err
	}
	members := make(map[string]any)
	for name, value := range params { // those that Hugo does not define
		if _, ok := hugoNames[name]; !ok && name != "draft" {
			members[name] = value
		}
	}
	for name, member := range hugoNames {
		value, ok := params[name]
		if !ok {
			continue
		}
		switch member {
		case "published", "updated", "embargo", "expiry":
			value = withOffset(value, loc)
		case "sections": // sections are addresses
			value = each(value, presse.Slug)
		case "former_slugs":
			value = each(value, func(path string) string { return strings.Trim(path, "/") })
		}
		members[member] = value
	}
	members["body"], members["status"] = body, "published"
	if params["draft"] == true {
		members["status"] = "draft"
	}
	data, err := json.Marshal(members)
	if err != nil {
		return a, err
	}
	err = a.UnmarshalJSON(data)
	return a, err
}

// withOffset returns a date or local time as an instant in loc. Other values are returned
// as they are: presse reads or reports them.
func withOffset(value any, loc *time.Location) any {
	text, _ := value.(string)
	for _, form := range []string{time.DateOnly, time.DateTime, "2006-01-02T15:04:05"} {
		if at, err := time.ParseInLocation(form, text, loc); err == nil {
			return at
		}
	}
	return value
}

// each applies f to the strings of a list.
func each(value any, f func(string) string) any {
	list, _ := value.([]any)
	for i, item := range list {
		if text, ok := item.(string); ok {
			list[i] = f(text)
		}
	}
	return value
}

// writeHugo returns a page of Hugo. It writes the members that Hugo knows and those in
// Article.Unknown, and no others: an internal note must not get into a site's repository.
// Hugo shows every page that is not a draft once its dates have come, so a story that is
// not free for everyone is written as a draft.
func writeHugo(a presse.Article) (string, error) {
	known, err := members(a)
	if err != nil {
		return "", err
	}
	params := make(map[string]any)
	for name := range a.Unknown {
		params[name] = known[name]
	}
	for name, member := range hugoNames {
		if value, ok := known[member]; ok {
			params[name] = value
		}
	}
	switch a.Status {
	case presse.StatusScheduled, presse.StatusPublished, presse.StatusCorrected:
		params["draft"] = a.Access != presse.AccessFree
	default:
		params["draft"] = true
	}
	if len(a.FormerSlugs) > 0 { // without the slash, they would be relative to the page
		params["aliases"] = each(known["former_slugs"], func(path string) string { return "/" + path })
	}
	var names []string
	for _, p := range a.Byline.People {
		names = append(names, p.Name)
	}
	delete(params, "authors")
	if names = append(names, a.Byline.Agencies...); len(names) > 0 {
		params["authors"] = names
	}
	front, err := goyaml.Marshal(params)
	return "---\n" + string(front) + "---\n" + a.Body, err
}

// A page of a static-site generator is read as an article, and written again. The names of
// its front matter are mapped to those of the article's JSON. Parameters without a
// counterpart are kept.
func Example_frontMatter() {
	page := `---
title: Le port de Tanger rouvre après trois jours de tempête
description: Les liaisons avec Algésiras ont repris mardi matin.
date: 2025-04-15T09:30:00+01:00
lastmod: 2025-04-16
draft: false
authors: [Salma Idrissi, MAP]
categories: [Économie]
tags: [Météo, "2026"]
aliases: [/2025/04/port-de-tanger/]
slug: le-port-de-tanger-rouvre
weight: 10
---
<p>Le port a rouvert mardi.</p>
`
	casablanca := time.FixedZone("", 3600)
	a, err := readHugo(page, casablanca)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.Headline)
	fmt.Println(a.Status, a.Published.Format(time.RFC3339), a.Updated.Format(time.RFC3339))
	fmt.Println(a.Byline.People[0].Name, a.Byline.Agencies, a.Sections, a.FormerSlugs)
	fmt.Printf("weight: %s\n\n", a.Unknown["weight"])

	a.InternalNote = "ne pas publier avant relecture"
	page, err = writeHugo(a)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(page)
	// Output:
	// Le port de Tanger rouvre après trois jours de tempête
	// published 2025-04-15T09:30:00+01:00 2025-04-16T00:00:00+01:00
	// Salma Idrissi [MAP] [economie] [2025/04/port-de-tanger]
	// weight: 10
	//
	// ---
	// aliases:
	// - /2025/04/port-de-tanger
	// authors:
	// - Salma Idrissi
	// - MAP
	// categories:
	// - economie
	// date: "2025-04-15T09:30:00+01:00"
	// description: Les liaisons avec Algésiras ont repris mardi matin.
	// draft: false
	// lastmod: "2025-04-16T00:00:00+01:00"
	// slug: le-port-de-tanger-rouvre
	// tags:
	// - Météo
	// - "2026"
	// title: Le port de Tanger rouvre après trois jours de tempête
	// weight: 10
	// ---
	// <p>Le port a rouvert mardi.</p>
}

func TestWhatHugoMayShow(t *testing.T) {
	for _, c := range []struct {
		rule  string
		a     presse.Article
		draft bool
	}{
		{"a published story", presse.Article{Status: presse.StatusPublished}, false},
		{"a corrected story", presse.Article{Status: presse.StatusCorrected}, false},
		{"a scheduled story, at its date", presse.Article{Status: presse.StatusScheduled}, false},
		{"not a draft", presse.Article{}, true},
		{"not a story that was withdrawn", presse.Article{Status: presse.StatusWithdrawn}, true},
		{"not a restricted story", presse.Article{Status: presse.StatusRestricted}, true},
		{"not a story for subscribers", presse.Article{Status: presse.StatusPublished, Access: presse.AccessPaid}, true},
		{"not a draft whose unknown member says otherwise", presse.Article{Unknown: map[string]json.RawMessage{"draft": json.RawMessage("false")}}, true},
	} {
		page, err := writeHugo(c.a)
		if want := fmt.Sprintf("draft: %v\n", c.draft); err != nil || !strings.Contains(page, want) {
			t.Errorf("%s: got %q, %v, want %q", c.rule, page, err, want)
		}
	}
}

func TestPagesThatAreNotRead(t *testing.T) {
	for _, c := range []struct{ rule, page, want string }{
		{"a page without front matter", "<p>Le port.</p>", "no front matter"},
		{"front matter without an end", "---\ntitle: x\n", "no front matter"},
		{"a parameter given twice", "---\ntitle: x\ntitle: y\n---\n", "already set"},
		{"text that is not a date", "---\ndate: hier\n---\n", "presse: read article published"},
		{"a title that is a list", "---\ntitle: [x]\n---\n", "presse: read article headline"},
	} {
		if _, err := readHugo(c.page, time.UTC); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q: got the error %v, want %q", c.rule, c.page, err, c.want)
		}
	}
}
