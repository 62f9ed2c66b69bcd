package publish

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

// private are the members that a Release does not have, and why.
var private = map[string]string{
	"Article.FormerSlugs":  "may be addresses that never were public: Redirects knows which were",
	"Article.Embargo":      "is over, and says what the newsroom had agreed with a source",
	"Article.InternalNote": "for the newsroom only",
	"Article.NoRelated":    "for legal reasons, which are nobody's business; the story keeps it apart",
	"Person.Email":         "personal data",
	"Credit.Terms":         "of the contract with an agency, for the newsroom",
	"Article.Unknown":      "nobody has decided that it may be published",
	"Byline.Unknown":       "likewise",
	"Person.Unknown":       "likewise",
	"Media.Unknown":        "likewise",
	"Rendition.Unknown":    "likewise",
	"Credit.Unknown":       "likewise",
	"Note.Unknown":         "likewise",
	"Source.Unknown":       "likewise",
	"Sponsor.Unknown":      "likewise",
	"Subject.Unknown":      "likewise",
	"Dateline.Unknown":     "likewise",
}

// closed are the members that a story that is not free lacks as well.
var closed = map[string]string{
	"Dateline":    "opens the text",
	"Body":        "the text",
	"Media":       "next to the text, with captions that tell it",
	"Corrections": "repeat the text",
	"Live":        "the text of a live blog",
}

// fillAll gives every member of v a value, text being s.
func fillAll(v reflect.Value, s string) {
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(coreNoon.Add(-time.Hour)))
		return
	case presse.Lang:
		v.SetString("ar")
		return
	case presse.Rights:
		v.Set(reflect.ValueOf(presse.RightsReserved))
		return
	case presse.Status, presse.Access:
		return
	case json.RawMessage:
		text, _ := json.Marshal(s)
		v.SetBytes(text)
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(s)
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Float64:
		v.SetFloat(0.5)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Struct:
		for i := range v.NumField() {
			fillAll(v.Field(i), s)
			switch name := v.Type().Field(i).Name; {
			case name == "Expiry":
				v.Field(i).Set(reflect.ValueOf(coreNoon.Add(time.Hour)))
			case name == "URL" || name == "License" || name == "Canonical":
				v.Field(i).SetString("https://remparts.exemple.ma/" + strings.ToLower(name) + "/" + urlSafe(s) + "/" + v.Type().Name())
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fillAll(v.Index(0), s)
	case reflect.Array:
		for i := range v.Len() {
			fillAll(v.Index(i), s)
		}
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fillAll(key, "seo")
		fillAll(value, s)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	default:
		panic("a member of the kind " + v.Kind().String())
	}
}

func urlSafe(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// fullStory returns a public story in which every member has a value, text being s.
func fullStory(s string) *presse.Article {
	a := new(presse.Article)
	fillAll(reflect.ValueOf(a).Elem(), s)
	a.Status, a.Genre = presse.StatusPublished, "live"
	a.Live[0].Kind = ""
	a.Editions = map[presse.Lang]string{"ar": "https://remparts.exemple.ma/ar/medina"}
	return a
}

// editionOf returns a function for Site.Edition that knows one story.
func editionOf(a *presse.Article) func(string) (*presse.Article, bool) {
	return func(string) (*presse.Article, bool) { return a, true }
}

// TestEveryMember checks that every member of a story is either copied or listed in private: one
// that a later version adds fails here until somebody has decided.
func TestEveryMember(t *testing.T) {
	site, in := coreSite(), fullStory("texte")
	site.Edition = editionOf(&presse.Article{ID: "other", Status: presse.StatusPublished, Editions: map[presse.Lang]string{in.Lang: in.URL}})
	r, err := site.Release(in, coreNoon)
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]bool)
	var walk func(path string, in, out reflect.Value)
	walk = func(path string, in, out reflect.Value) {
		switch {
		case in.Kind() == reflect.Slice && in.Len() > 0:
			if out.Len() == 0 {
				t.Errorf("%s is empty", path)
				return
			}
			walk(path, in.Index(0), out.Index(0))
		case in.Kind() == reflect.Struct && strings.HasSuffix(in.Type().PkgPath(), "presse"):
			for i := range in.NumField() {
				name := in.Type().Name() + "." + in.Type().Field(i).Name
				seen[name] = true
				switch why := private[name]; {
				case why != "" && !out.Field(i).IsZero():
					t.Errorf("%s is copied, but private: %s", name, why)
				case why == "" && !in.Field(i).IsZero() && out.Field(i).IsZero():
					t.Errorf("%s is neither copied nor listed as private", name)
				case why == "" && !in.Field(i).IsZero():
					walk(path+"."+in.Type().Field(i).Name, in.Field(i), out.Field(i))
				}
			}
		}
	}
	walk("Article", reflect.ValueOf(*in), reflect.ValueOf(r.story.a))
	for name := range private {
		if !seen[name] {
			t.Errorf("%s is listed as private, but there is no such member", name)
		}
	}
}

// TestMembersThatAreNotFree checks what a front page may show of a story for subscribers.
func TestMembersThatAreNotFree(t *testing.T) {
	for _, access := range []presse.Access{presse.AccessRegistered, presse.AccessMetered, presse.AccessPaid, 200} {
		in := fullStory("texte")
		free, _ := coreSite().Release(in, coreNoon)
		in.Access = access
		r, err := coreSite().Release(in, coreNoon)
		if err != nil {
			t.Fatal(err)
		}
		out, open := reflect.ValueOf(r.story.a), reflect.ValueOf(free.story.a)
		for i := range out.NumField() {
			name := out.Type().Field(i).Name
			want := !open.Field(i).IsZero() && closed[name] == "" || name == "Access"
			if got := !out.Field(i).IsZero(); got != want {
				t.Errorf("access %v: has %s %t, want %t", access, name, got, want)
			}
		}
		for _, kind := range []string{"video", "audio"} {
			in.Lead.Kind = kind
			if r, _ := coreSite().Release(in, coreNoon); r.story.a.Lead.URL != "" {
				t.Errorf("access %v: the lead is a %s, which is what readers pay for, and is copied", access, kind)
			}
		}
	}
}

// overwrite changes everything that can be reached through the slices and maps of v.
func overwrite(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if _, ok := v.Interface().(time.Time); ok {
			return
		}
		for i := range v.NumField() {
			overwrite(v.Field(i))
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			overwrite(v.Index(i))
			if v.Index(i).Kind() == reflect.String {
				v.Index(i).SetString("CHANGED")
			}
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			if v.Type().Elem().Kind() == reflect.String {
				v.SetMapIndex(key, reflect.ValueOf("CHANGED").Convert(v.Type().Elem()))
			}
		}
	case reflect.String:
		if v.CanSet() {
			v.SetString("CHANGED")
		}
	}
}

// TestReleaseIsACopy checks that nothing that the caller changes after Release reaches it.
func TestReleaseIsACopy(t *testing.T) {
	in := fullStory("texte")
	r, err := coreSite().Release(in, coreNoon)
	if err != nil {
		t.Fatal(err)
	}
	overwrite(reflect.ValueOf(in).Elem())
	out, err := json.Marshal(r.story.a)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(out), "texte") {
		t.Fatalf("the Release has no text: %s", out)
	}
	if i := strings.Index(string(out), "CHANGED"); i >= 0 {
		t.Errorf("a change of the story reaches its Release: …%s", out[max(0, i-80):min(len(out), i+20)])
	}
	if in.Tags[0] != "CHANGED" || in.Live[0].Media[0].Credit.Names[0] != "CHANGED" || in.Titles["seo"] != "CHANGED" {
		t.Error("the test changes nothing")
	}
}
