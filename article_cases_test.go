package presse

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse/internal/conformance"
)

// articleCases are the rows of cases/model.jsonl with the operation Go that concern
// articles, by their id. Each returns what is wrong, or nil.
var articleCases = map[string]func() error{
	"g88": func() error { // a scheduled story that has appeared is withdrawn
		a := Article{Status: StatusScheduled, Published: noon}
		later := noon.Add(time.Hour)
		if !a.Public(later) {
			return errors.New("not public")
		}
		if err := a.Advance(StatusWithdrawn, later); err != nil {
			return err
		}
		if err := a.Withheld(later); a.Status != StatusWithdrawn || !errors.Is(err, ErrGone) {
			return fmt.Errorf("status %v, withheld: %v", a.Status, err)
		}
		return nil
	},
	"g89": func() error { // and does not become a draft
		a := Article{Status: StatusScheduled, Published: noon}
		var e *Error
		if err := a.Advance(StatusDraft, noon.Add(time.Hour)); !errors.As(err, &e) {
			return fmt.Errorf("a draft again: %v", err)
		}
		return a.Withheld(noon.Add(2 * time.Hour))
	},
	"g90": func() error { // but may before its time
		a := Article{Status: StatusScheduled, Slug: "a", Published: noon}
		return errors.Join(a.Advance(StatusDraft, noon.Add(-time.Hour)), a.Advance(StatusScheduled, noon.Add(-time.Hour)))
	},
	"g91": func() error { // updated before published
		a := withSlug("a")
		a.Updated = noon.Add(-time.Minute)
		return errors.Join(a.Validate(), wantWarning(a, "updated"))
	},
	"g92": func() error { // a correction without a date
		a := withSlug("a")
		a.Corrections = []Note{{Body: "x"}}
		return errors.Join(a.Validate(), wantWarning(a, "corrections[0].at"))
	},
	"g93": func() error { // an entry of a live blog that is only a picture
		a := withSlug("a")
		a.Live = []Note{{ID: "1", At: noon, Media: []Media{{URL: "1.jpg"}}}}
		return a.Validate()
	},
	"g94": func() error { return keepsAddress("%d8%b9%d8%a7%d8%ac%d9%84-%d8%a7%d9%84%d8%b1%d8%a8%d8%a7%d8%b7") },
	"g95": func() error { return keepsAddress("un-titre_3995247") },
	"g96": func() error { return keepsAddress("Un-titre-a-capitales-1688467") },
	"g97": func() error { return keepsAddress("ol-un-titre,349223") },
	"g98": func() error { // a date permalink: a path in FormerSlugs, its last segment as Slug
		a := withSlug("titre")
		a.FormerSlugs = []string{"2019/05/12/titre"}
		return a.Validate()
	},
	"g114": func() error { // slog: a value, a slice, a card
		a := Article{ID: "1", Headline: secret, Body: secret}
		var text, inJSON bytes.Buffer
		for _, h := range []slog.Handler{slog.NewTextHandler(&text, nil), slog.NewJSONHandler(&inJSON, nil)} {
			slog.New(h).Info("x", "a", a, "list", Stories{&a}, "c", a.Card(5))
		}
		slog.New(slog.NewTextHandler(&text, nil)).Info("x", "list", []*Article{&a})
		if out := text.String() + inJSON.String(); strings.Contains(out, secret) {
			return errors.New(out)
		}
		return nil
	},
	"g115": func() error { // a card in JSON
		text, err := json.Marshal((&Article{ID: "1", Headline: "X"}).Card(12))
		if string(text) != `{"id":"1","headline":"X"}` {
			return fmt.Errorf("%s, %v", text, err)
		}
		return nil
	},
	"g116": func() error { // a byline that is a list of names
		var a Article
		err := json.Unmarshal([]byte(`{"byline":["Salma Idrissi","Omar Alami"]}`), &a)
		return wantPeople(a, err, "Salma Idrissi", "Omar Alami")
	},
	"g117": func() error { // a person that is a name
		var a Article
		err := json.Unmarshal([]byte(`{"byline":{"people":["Salma Idrissi"]}}`), &a)
		return wantPeople(a, err, "Salma Idrissi")
	},
	"g118": func() error { return wantInstant("2025-03-12T18:30:00+0100", "2025-03-12T18:30:00+01:00") },
	"g119": func() error { return wantInstant("2025-03-12T18:30Z", "2025-03-12T18:30:00Z") },
	"g120": func() error { // x-default
		a := Article{Lang: "fr", Canonical: "https://x.ma/fr", Editions: map[Lang]string{"x-default": "https://x.ma/"}}
		return a.CheckEditions()
	},
}

// otherCases are the rows with the operation Go that are tested elsewhere: sections, dates,
// and front matter in YAML and TOML, which bench/model reads by way of JSON.
var otherCases = strings.Fields("g99 g100 g101 g102 g103 g104 g121 g122 g127")

func wantWarning(a *Article, field string) error {
	for _, w := range a.Warnings() {
		if w.Field == field {
			return nil
		}
	}
	return fmt.Errorf("no warning of %s", field)
}

func wantPeople(a Article, err error, names ...string) error {
	var got []string
	for _, p := range a.Byline.People {
		got = append(got, p.Name)
	}
	if err != nil || !slices.Equal(got, names) {
		return fmt.Errorf("got the people %q, %w, want %q", got, err, names)
	}
	return nil
}

func wantInstant(in, want string) error {
	var a Article
	err := json.Unmarshal([]byte(`{"published":"`+in+`"}`), &a)
	if got := a.Published.Format(time.RFC3339); err != nil || got != want {
		return fmt.Errorf("%s is read as %s, %w, want %s", in, got, err, want)
	}
	return nil
}

// TestArticleCases does not need the data, which describe each case in words.
func TestArticleCases(t *testing.T) {
	for id, try := range articleCases {
		if err := try(); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
}

// TestArticleCasesAreAll compares the cases with the data.
func TestArticleCasesAreAll(t *testing.T) {
	rows, here, passed := 0, 0, 0
	conformance.Lines(t, "cases/model.jsonl", func(n int, line []byte) {
		var row struct {
			ID, Op, Cls string
			Want        json.RawMessage
		}
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatalf("line %d: %v", n, err)
		}
		if row.Op != "Go" {
			return
		}
		rows++
		try, ok := articleCases[row.ID]
		switch {
		case ok:
			here++
			if err := try(); err != nil {
				t.Errorf("%s (%s): %v\nwant %s", row.ID, row.Cls, err, row.Want)
				return
			}
			passed++
		case !slices.Contains(otherCases, row.ID):
			t.Errorf("%s (%s) is not tested: want %s", row.ID, row.Cls, row.Want)
		}
	})
	t.Logf("%d rows with the operation Go, %d of them about articles: %d pass", rows, here, passed)
	if here != len(articleCases) {
		t.Errorf("the data have %d of the %d cases", here, len(articleCases))
	}
}
