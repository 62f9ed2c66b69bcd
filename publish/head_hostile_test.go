package publish_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/publish"
	"golang.org/x/net/html"
)

// fill sets every text in v to payload, in maps and slices of one element too.
func fill(v reflect.Value, payload string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(payload)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(at(2, 7, 5)))
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).Name != "Unknown" {
				fill(v.Field(i), payload)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), payload)
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, payload)
		fill(value, payload)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	}
}

// hostile returns a site and a story whose texts are the payload, all of them; its addresses
// end in it if address is not empty, and are it otherwise.
func hostile(payload, address, genre string) (*publish.Site, *presse.Article) {
	var a presse.Article
	fill(reflect.ValueOf(&a).Elem(), payload)
	a.ID, a.Lang, a.Status, a.Access, a.Genre = payload, "ar-MA", presse.StatusPublished, presse.AccessFree, genre
	a.Embargo, a.Expiry, a.NoIndex = time.Time{}, at(30, 0, 0), false
	a.Titles = map[string]string{"seo": payload, "social": payload, "short": payload}
	a.Sections, a.Primary = []string{"actualite"}, "actualite"
	a.Machine = []string{payload, "algorithmicMedia"}
	a.Subjects = append(a.Subjects, presse.Subject{Scheme: "wikidata", Code: payload, Name: payload}, presse.Subject{Scheme: "people", Name: payload})
	url := func(m *presse.Media, kind string) {
		m.Kind, m.URL, m.Credit.Expiry = kind, address+payload, time.Time{}
		m.Credit.License = address + payload
		m.Renditions[0].URL = address + payload
	}
	url(&a.Lead, "image")
	lead := a.Lead
	for _, kind := range []string{"image", "video", "audio"} {
		m := lead
		m.Kind, m.URL = kind, "https://cdn.example/"+kind+"?"+payload
		a.Media = append(a.Media, m)
	}
	a.Live[0].Kind, a.Corrections[0].Kind = "", "correction"
	a.Byline.People = append(a.Byline.People, presse.Person{Name: "Salma Berrada", Title: payload, ID: payload, Handle: payload, URL: address + payload})
	a.URL, a.Canonical, a.Sponsor.URL, a.Source.URI = "", address+payload, address+payload, address+payload
	if genre != "advertorial" {
		a.Sponsor = presse.Sponsor{}
	}
	a.Editions = map[presse.Lang]string{"fr": address + payload}

	label := "Rubrique 1 " + strings.ToValidUTF8(strings.ReplaceAll(payload, "\x00", ""), "")
	sections, err := presse.NewTaxonomy(presse.Section{Slug: "actualite", Name: label, Labels: map[presse.Lang]string{"ar": label}})
	if err != nil {
		sections = nil
	}
	return &publish.Site{
		Name: payload, Base: "https://remparts.example/", Lang: "fr-MA", Taxonomy: sections, Account: "@remparts", Paywall: "abonnes",
		Logo: presse.Media{URL: "/logo.png?" + payload}, Image: presse.Media{URL: "/partage.png", Alt: payload, Caption: payload, Type: payload},
		SameAs: []string{"https://social.example/?" + payload}, Policies: map[string]string{"ethicsPolicy": "https://remparts.example/?" + payload, payload: "https://remparts.example/"},
		URL:        func(*presse.Article) string { return "/article?" + payload },
		AuthorURL:  func(presse.Person) string { return address + payload },
		SectionURL: func(presse.Section) string { return address + payload },
		Edition: func(string) (*presse.Article, bool) {
			b := a
			b.Editions = map[presse.Lang]string{"ar-MA": "/article?" + payload}
			return &b, true
		},
	}, &a
}

// headFault returns what is wrong with a head, or "": an element, an attribute, a character
// that we did not write.
func headFault(head string) string {
	doc, err := html.Parse(strings.NewReader("<!doctype html><html><head>" + head + "</head><body><p id=after></p></body></html>"))
	if err != nil {
		return err.Error()
	}
	allowed := map[string][]string{
		"title": {}, "meta": {"name", "property", "content"}, "link": {"rel", "hreflang", "href"}, "script": {"type"},
		"html": {}, "head": {}, "body": {}, "p": {"id"},
	}
	var elements int
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			if n.Type == html.CommentNode {
				return "a comment: " + n.Data
			}
			continue
		}
		elements++
		names, ok := allowed[n.Data]
		if !ok {
			return "an element: " + n.Data
		}
		for _, a := range n.Attr {
			if !slices.Contains(names, a.Key) {
				return "an attribute: " + n.Data + " " + a.Key
			}
			if (a.Key == "href" || a.Key == "content" && n.Attr[0].Val == "og:image") && !strings.HasPrefix(a.Val, "https://") && !strings.HasPrefix(a.Val, "http://") {
				return "an address: " + a.Val
			}
		}
		if n.Data == "body" && n.FirstChild.Data != "p" {
			return "the head ends early"
		}
		if n.Data == "script" {
			if n.Attr[0].Val != "application/ld+json" || !json.Valid([]byte(n.FirstChild.Data)) {
				return "structured data: " + n.FirstChild.Data
			}
		}
	}
	if lines := strings.Count(head, "\n"); elements != lines+len([]string{"html", "head", "body", "p"}) {
		return fmt.Sprintf("%d elements on %d lines", elements, lines)
	}
	return textFault(head)
}

// textFault returns what no text that is published may have, or "".
func textFault(text string) string {
	if !utf8.ValidString(text) {
		return "invalid UTF-8"
	}
	open := 0
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "<script") {
			line = strings.NewReplacer(`\\`, "", `\"`, "").Replace(line) // what does not end a string
		}
		for _, r := range line {
			switch {
			case unicode.IsControl(r) && r != '\n' || r == 0xFFFE || r == 0xFFFF || r == '\u2028' || r == '\u2029':
				return fmt.Sprintf("a control character: %U", r)
			case r >= '\u202A' && r <= '\u202E' && r != '\u202C', r >= '\u2066' && r <= '\u2068':
				open++
			case r == '\u202C', r == '\u2069':
				open--
			case (r == '"' || r == '\n') && open > 0:
				return "an open bidirectional control"
			}
		}
	}
	return ""
}

// attackForms are how an attack is put into addresses, and genres of the three kinds of
// structured data.
var attackForms = [][2]string{{"", "live"}, {"https://cdn.example/", "advertorial"}, {"/", "report"}}

// attackHead returns the head of a story that is made of a payload, and what is wrong with it.
func attackHead(payload string, form [2]string) (head, fault string) {
	site, a := hostile(payload, form[0], form[1])
	r, err := site.Release(a, at(9, 0, 0))
	if err != nil { // an address of the site that is none: the site is at fault
		site.Logo.URL, site.SameAs, site.Policies = "/logo.png", nil, nil
		if r, err = site.Release(a, at(9, 0, 0)); err != nil {
			return "", err.Error()
		}
	}
	head = string(site.Head(r))
	if fault := headFault(head); fault != "" {
		return head, fault
	}
	if data := site.AppendJSONLD(nil, r); !json.Valid(data) || strings.ContainsAny(string(data), "<>&") {
		return string(data), "not JSON that a script can contain"
	}
	return head, ""
}

// hostileText are ways out of an element, an attribute, a comment, a script and a line, by rule.
func hostileText(t *testing.T) map[string]string {
	raw, err := os.ReadFile(filepath.Join("testdata", "hostile.json"))
	list := make(map[string]string)
	if err == nil {
		err = json.Unmarshal(raw, &list)
	}
	if err != nil {
		t.Fatal(err)
	}
	list["bytes that are not UTF-8"] = "\xff\xfe<b>\xc3\x28\xed\xa0\x80"
	list["a script in UTF-16"] = "\x00<\x00s\x00c\x00r\x00i\x00p\x00t"
	return list
}

func TestHeadHostile(t *testing.T) {
	for rule, payload := range hostileText(t) {
		for _, form := range attackForms {
			if head, fault := attackHead(payload, form); fault != "" {
				t.Errorf("%s, %s: %s\n in %q\ngot %s", rule, form[1], fault, payload, head)
			}
		}
	}
}

// TestHeadPayloads puts 20,680 attacks into every text and address of a story and a site. If
// PRESSE_OUTPUTS is set to a folder, the heads are written there for the check in a browser
// (bench/publish/browser).
func TestHeadPayloads(t *testing.T) {
	outputs := bufio.NewWriter(io.Discard)
	if dir := os.Getenv("PRESSE_OUTPUTS"); dir != "" {
		f, err := os.Create(filepath.Join(dir, "heads.pages"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		outputs.Reset(f)
	}
	enc, rows, passed := json.NewEncoder(outputs), 0, 0
	all := 0
	conformance.Payloads(t, func(_, payload string) {
		if all++; testing.Short() && all%20 > 0 {
			return
		}
		head, fault := attackHead(payload, attackForms[rows%len(attackForms)])
		if rows++; fault == "" {
			passed++
		} else if rows-passed < 10 {
			t.Errorf("%s\n in %q\ngot %s", fault, payload, head)
		}
		if err := enc.Encode(head); err != nil {
			t.Fatal(err)
		}
	})
	if err := outputs.Flush(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d of %d payloads passed", passed, rows)
}

// FuzzHead checks that no text of a story or a site, and no address, gets out of its place.
func FuzzHead(f *testing.F) {
	raw, err := os.ReadFile(filepath.Join("testdata", "hostile.json"))
	if err != nil {
		f.Fatal(err)
	}
	list := make(map[string]string)
	if err := json.Unmarshal(raw, &list); err != nil {
		f.Fatal(err)
	}
	for _, payload := range list {
		f.Add(payload, uint8(len(payload)))
	}
	f.Fuzz(func(t *testing.T, payload string, form uint8) {
		if head, fault := attackHead(payload, attackForms[int(form)%len(attackForms)]); fault != "" {
			t.Errorf("%s\n in %q\ngot %s", fault, payload, head)
		}
	})
}
