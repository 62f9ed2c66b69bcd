package presse

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"
	"time"
)

// secret is in every text of a secretArticle.
const secret = "Confidentiel"

// secretArticle returns an article in which no field is zero. Every string at any depth
// is secret, except those that identify the article.
func secretArticle() Article {
	var hide func(v reflect.Value) reflect.Value
	hide = func(v reflect.Value) reflect.Value {
		if v.Type() == reflect.TypeFor[time.Time]() {
			return v
		}
		hidden := reflect.New(v.Type()).Elem()
		hidden.Set(v)
		switch v.Kind() {
		case reflect.String:
			hidden.SetString(secret)
		case reflect.Struct:
			for i := range v.NumField() {
				hidden.Field(i).Set(hide(v.Field(i)))
			}
		case reflect.Slice:
			if v.Type().Elem().Kind() == reflect.Uint8 {
				hidden.SetBytes([]byte(`"` + secret + `"`))
				break
			}
			hidden.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				hidden.Index(i).Set(hide(v.Index(i)))
			}
		case reflect.Map:
			hidden.Set(reflect.MakeMap(v.Type()))
			for key, value := range v.Seq2() {
				hidden.SetMapIndex(key, hide(value))
			}
		}
		return hidden
	}
	a := hide(reflect.ValueOf(full())).Interface().(Article)
	a.ID, a.Lang, a.Slug = "a1", "fr-MA", "semaine-estivale"
	for i := range a.Corrections {
		a.Corrections[i].ID, a.Corrections[i].Kind = "n1", "correction"
	}
	return a
}

// A printable is a value to print, and what it is.
type printable struct {
	what  string
	value any
}

// storyValues returns values that hold articles, cards and notes. Those in the first list
// implement slog.LogValuer.
func storyValues() (logValuers, others []printable) {
	a := secretArticle()
	card, note := a.Card(12), a.Corrections[0]
	type holder struct {
		Story   Article
		Pointer *Article
		Card    Card
		Notes   []Note
	}
	return []printable{
			{"an article", a}, {"a pointer to an article", &a},
			{"a card", card}, {"a pointer to a card", &card},
			{"a note", note}, {"a pointer to a note", &note},
			{"stories", Stories{&a, nil}}, {"a pointer to stories", &Stories{&a}}, {"no stories", Stories(nil)},
		}, []printable{
			{"a slice of articles", []Article{a}}, {"a slice of pointers", []*Article{&a, nil}},
			{"a slice of cards", []Card{card}}, {"a slice of notes", []Note{note}},
			{"an array", [1]Article{a}}, {"a map of articles", map[string]Article{"x": a}}, {"a map of pointers", map[string]*Article{"x": &a}},
			{"a map of slices", map[string][]*Article{"x": {&a}}}, {"a slice of stories", []Stories{{&a}}},
			{"a struct", holder{a, &a, card, []Note{note}}}, {"a pointer to a struct", &holder{a, &a, card, []Note{note}}},
		}
}

// checkSecret fails if out has a secret, also in hexadecimal form.
func checkSecret(t *testing.T, rule, out string) {
	t.Helper()
	encoded := hex.EncodeToString([]byte(secret))
	for _, s := range []string{secret, encoded, strings.ToUpper(encoded)} {
		if strings.Contains(out, s) {
			t.Errorf("%s prints text of the article:\n%.300s", rule, out)
			return
		}
	}
	if strings.Contains(out, "PANIC") || strings.Contains(out, "panicked") {
		t.Errorf("%s panics:\n%.300s", rule, out)
	}
}

func TestNothingPrintsText(t *testing.T) {
	logValuers, others := storyValues()
	for _, p := range append(logValuers, others...) {
		for _, verb := range []string{"%v", "%+v", "%s", "%q", "%x", "%X", "%40v"} {
			checkSecret(t, verb+" of "+p.what, fmt.Sprintf(verb, p.value))
		}
		checkSecret(t, "Println of "+p.what, fmt.Sprintln("x", p.value))
		checkSecret(t, "an error about "+p.what, fmt.Errorf("import of %v failed", p.value).Error())

		var out bytes.Buffer
		log := slog.New(slog.NewTextHandler(&out, nil))
		log.Info("x", "a", p.value)
		log.Info("x", slog.Group("g", "a", p.value))
		log.With("a", p.value).WithGroup("g").Info("x", "b", p.value)
		checkSecret(t, "a TextHandler with "+p.what, out.String())
	}
	for _, p := range logValuers {
		var out bytes.Buffer
		log := slog.New(slog.NewJSONHandler(&out, nil))
		log.Info("x", "a", p.value)
		log.Info("x", slog.Group("g", "a", p.value))
		log.With("a", p.value).WithGroup("g").Info("x", "b", p.value)
		checkSecret(t, "a JSONHandler with "+p.what, out.String())
	}
}

// TestWhatPrintsText checks that the comment of Article.LogValue is not wider than it
// must be: everything that it says prints text does.
func TestWhatPrintsText(t *testing.T) {
	_, others := storyValues()
	for _, p := range others {
		if strings.Contains(p.what, "stories") {
			continue
		}
		var out bytes.Buffer
		slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "a", p.value)
		if !strings.Contains(out.String(), secret) {
			t.Errorf("a JSONHandler prints %s without its text: the comment of LogValue can say so", p.what)
		}
	}
	hidden := struct{ story Article }{secretArticle()}
	for _, verb := range []string{"%v", "%+v"} {
		if !strings.Contains(fmt.Sprintf(verb, hidden), secret) {
			t.Errorf("%s prints an unexported field without its text: the comment of LogValue can say so", verb)
		}
	}
}

func TestWhatIsPrinted(t *testing.T) {
	a := secretArticle()
	card := a.Card(12)
	note := Note{ID: "n1", Kind: "correction", At: noon}
	for _, c := range []struct {
		rule              string
		value             any
		text, log, inJSON string
	}{
		{"an article", a, `article "a1", version 3, corrected, slug "semaine-estivale"`,
			"a.id=a1 a.version=3 a.lang=fr-MA a.status=corrected a.slug=semaine-estivale",
			`{"id":"a1","version":3,"lang":"fr-MA","status":"corrected","slug":"semaine-estivale"}`},
		{"a card", card, `card of article "a1", slug "semaine-estivale"`,
			"a.id=a1 a.lang=fr-MA a.slug=semaine-estivale", `{"id":"a1","lang":"fr-MA","slug":"semaine-estivale"}`},
		{"a note", note, `note "n1" of 2025-04-15T12:00:00+01:00`,
			"a.id=n1 a.kind=correction a.at=2025-04-15T12:00:00.000+01:00", `{"id":"n1","kind":"correction","at":"2025-04-15T12:00:00+01:00"}`},
		{"a note without a time", Note{ID: "n1"}, `note "n1"`, `a.id=n1 a.kind="" a.at=0001-01-01T00:00:00.000Z`, `{"id":"n1","kind":"","at":"0001-01-01T00:00:00Z"}`},
		{"stories", Stories{&a, nil}, `[article "a1", version 3, corrected, slug "semaine-estivale"; <nil>]`,
			"a.0.id=a1 a.0.version=3 a.0.lang=fr-MA a.0.status=corrected a.0.slug=semaine-estivale a.1=<nil>",
			`{"0":{"id":"a1","version":3,"lang":"fr-MA","status":"corrected","slug":"semaine-estivale"},"1":"<nil>"}`},
	} {
		if got := fmt.Sprint(c.value); got != c.text {
			t.Errorf("%s is printed as\n     %s\nwant %s", c.rule, got, c.text)
		}
		var text, inJSON bytes.Buffer
		slog.New(slog.NewTextHandler(&text, nil)).Info("x", "a", c.value)
		if _, got, _ := strings.Cut(strings.TrimSpace(text.String()), "msg=x "); got != c.log {
			t.Errorf("%s is logged as\n     %s\nwant %s", c.rule, got, c.log)
		}
		slog.New(slog.NewJSONHandler(&inJSON, nil)).Info("x", "a", c.value)
		if _, got, _ := strings.Cut(strings.TrimSpace(inJSON.String()), `"a":`); got != c.inJSON+"}" {
			t.Errorf("%s is logged as\n     %s\nwant %s}", c.rule, got, c.inJSON)
		}
	}
}
