package presse

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// lines spells an error, each of those that are joined on a line of its own.
func lines(err error) string {
	var text strings.Builder
	for _, fault := range faults(err) {
		text.WriteString("= " + fault.Error() + "\n")
	}
	return text.String()
}

// faults returns the *Errors that are joined in err.
func faults(err error) (list []*Error) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, err := range joined.Unwrap() {
			list = append(list, faults(err)...)
		}
	} else if err != nil {
		list = append(list, err.(*Error))
	}
	return list
}

// TestArticleFaults reads the articles of testdata/article/faults.txt; README.md
// there gives the form.
func TestArticleFaults(t *testing.T) {
	golden := filepath.Join("testdata", "article", "faults.txt")
	text, err := os.ReadFile(golden)
	require.NoError(t, err)
	var got strings.Builder
	malformed, read := 0, 0
	for line := range strings.Lines(string(text)) {
		in := strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(in, "= ") {
			continue
		}
		got.WriteString(line)
		if in == "" || strings.HasPrefix(in, "# ") {
			continue
		}
		var a Article
		err := a.UnmarshalJSON([]byte(in))
		if err != nil {
			malformed++
			require.True(t, reflect.DeepEqual(a, Article{}), "%s leaves %+v", in, a)
		} else {
			read++
			err = a.Validate()
		}
		syntax := err != nil && (strings.Contains(err.Error(), "not JSON") || strings.Contains(err.Error(), "the JSON text ends") || strings.Contains(err.Error(), "after the end of the JSON"))
		require.Equal(t, !json.Valid([]byte(in)), syntax, "encoding/json does not agree on %s: %v", in, err)
		got.WriteString(lines(err))
	}
	require.Greater(t, malformed, 30)
	require.Greater(t, read, 40)
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(got.String()), 0o644))
		return
	}
	require.Equal(t, string(text), got.String())
}

// What JSON cannot say of an article.
func TestValidateOfGoValues(t *testing.T) {
	for _, c := range []struct {
		rule string
		a    Article
		want string
	}{
		{"a status that is none", Article{ID: "1", Slug: "a", Headline: "A", Published: noon, Status: StatusWithdrawn + 1},
			"= presse: validate article status \"Status(6)\": not one of draft, review, scheduled, published, corrected, withdrawn\n"},
		{"an access that is none", Article{ID: "1", Access: AccessPaid + 1},
			"= presse: validate article access \"Access(4)\": not one of free, registered, metered, paid\n"},
		{"rights that are none", Article{ID: "1", Lead: Media{Credit: Credit{Rights: RightsFree + 1}}},
			"= presse: validate article lead.credit.rights \"Rights(6)\": not one of unknown, credited, reserved, archive, handout, free\n"},
		{"a language that is none", Article{ID: "1", Lang: "français"},
			"= presse: validate article lang \"français\": not a BCP 47 language tag\n"},
		{"an edition in no language", Article{ID: "1", Editions: map[Lang]string{"?": "https://exemple.ma/"}},
			"= presse: validate article editions.? \"?\": not a BCP 47 language tag\n"},
		{"an edition in a language not said, of a story in one not said", Article{ID: "1", Editions: map[Lang]string{"": "https://exemple.ma/"}},
			"= presse: validate article editions.: not a BCP 47 language tag\n= presse: validate article editions.: the language of the story itself\n"},
		{"full", full(), ""},
	} {
		if got := lines(c.a.Validate()); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.rule, got, c.want)
		}
	}
}

func TestWarnings(t *testing.T) {
	const (
		look = "presse: review article "
		alt  = ".alt: no text for readers who cannot see it\n"
		by   = ".credit: no credit\n"
	)
	change := func(change func(*Article)) Article {
		a := full()
		change(&a)
		return a
	}
	for _, c := range []struct {
		rule string
		a    Article
		want string
	}{
		{"full", full(), ""},
		{"a language", change(func(a *Article) { a.Lang = "" }), look + "lang: empty: the direction of the text and its related stories depend on it\n"},
		{"no HTML in a headline", change(func(a *Article) { a.Headline = "<b" }), look + "headline: looks like HTML, should be plain text\n"},
		{"nor its end", change(func(a *Article) { a.Headline = "b>" }), look + "headline: looks like HTML, should be plain text\n"},
		{"a deck", change(func(a *Article) { a.Deck = "" }), look + "deck: no deck\n"},
		{"a byline", change(func(a *Article) { a.Byline = Byline{} }), look + "byline: no byline\n"},
		{"a byline as printed will do", change(func(a *Article) { a.Byline = Byline{Text: "X"} }), ""},
		{"a person will do", change(func(a *Article) { a.Byline = Byline{People: []Person{{}}} }), ""},
		{"an agency will do", change(func(a *Article) { a.Byline = Byline{Agencies: []string{"MAP"}} }), ""},
		{"as many agencies as people", change(func(a *Article) { a.Byline = Byline{People: []Person{{}}, Agencies: []string{"MAP"}} }), ""},
		{"a body", change(func(a *Article) { a.Body = "" }), look + "body: no text\n"},
		{"a section", change(func(a *Article) { a.Sections = nil }), look + "sections: in no section\n"},
		{"an image", change(func(a *Article) { a.Lead = Media{} }), look + "lead.url: no image\n"},
		{"an image says what it shows, and whose it is", change(func(a *Article) { a.Lead = Media{URL: "1"}; a.Media = []Media{{}} }),
			look + "lead" + alt + look + "lead" + by + look + "media[0]" + alt + look + "media[0]" + by},
		{"a sound need not say what it shows", change(func(a *Article) { a.Media = []Media{{Kind: "audio"}} }), look + "media[0]" + by},
		{"rights are a credit", change(func(a *Article) { a.Media = []Media{{Alt: "x", Credit: Credit{Rights: RightsCredited}}} }), ""},
		{"so is its text", change(func(a *Article) { a.Media = []Media{{Alt: "x", Credit: Credit{Text: "X"}}} }), ""},
		{"corrections show in the status", change(func(a *Article) { a.Status = StatusPublished }),
			look + "corrections: the status does not say that the story was corrected\n"},
		{"no corrections, no matter", change(func(a *Article) { a.Status, a.Corrections = StatusPublished, nil }), ""},
	} {
		var got strings.Builder
		for _, e := range c.a.Warnings() {
			got.WriteString(e.Error() + "\n")
		}
		if got.String() != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.rule, got.String(), c.want)
		}
	}
}

// TestErrorTexts holds what a developer reads when nothing else helps.
func TestErrorTexts(t *testing.T) {
	long := strings.Repeat("x", 59)
	for _, c := range []struct {
		rule string
		err  error
		want string
	}{
		{"only what was done", &Error{Op: "put"}, `presse: put`},
		{"all of it", &Error{Op: "put", Field: "id", Value: "a\"b", Err: ErrDuplicate}, `presse: put id "a\"b": duplicate`},
		{"60 bytes are not cut", &Error{Op: "put", Value: shorten(long + "y")}, `presse: put "` + long + `y"`},
		{"61 bytes are", &Error{Op: "put", Value: shorten(long + "yz")}, `presse: put "` + long + `y…"`},
		{"but not inside a letter", &Error{Op: "put", Value: shorten(long + "éz")}, `presse: put "` + long + `…"`},

		{"media", new(Media).UnmarshalJSON([]byte(`7`)), `presse: read media "7": want an object, have a number`},
		{"note", new(Note).UnmarshalJSON([]byte(`7`)), `presse: read note "7": want an object, have a number`},
		{"byline", new(Byline).UnmarshalJSON([]byte(`7`)), `presse: read byline "7": want an object, have a number`},
		{"person", new(Person).UnmarshalJSON([]byte(`"x"`)), `presse: read person "\"x\"": want an object, have a string`},
		{"dateline", new(Dateline).UnmarshalJSON([]byte(`7`)), `presse: read dateline "7": want an object, have a number`},
		{"credit", new(Credit).UnmarshalJSON([]byte(`7`)), `presse: read credit "7": want an object, have a number`},
		{"section", new(Section).UnmarshalJSON([]byte(`"x"`)), `presse: read section "\"x\"": want an object, have a string`},
		{"status", new(Status).UnmarshalText([]byte("x")), `presse: read status "x": not one of draft, review, scheduled, published, corrected, withdrawn`},
		{"access", new(Access).UnmarshalText([]byte("x")), `presse: read access "x": not one of free, registered, metered, paid`},
		{"rights", new(Rights).UnmarshalText([]byte("x")), `presse: read rights "x": not one of unknown, credited, reserved, archive, handout, free`},
		{"kind", new(Kind).UnmarshalText([]byte("x")), `presse: read kind "x": not one of subject, placement, format`},
		{"kind of a number", new(Kind).Scan(7), `presse: read kind "7": want text, have int`},
		{"lang", new(Lang).Scan("français"), `presse: read lang "français": not a BCP 47 language tag`},
		{"lang of a number", new(Lang).Scan(7), `presse: read lang "7": want text, have int`},

		{"status to text", second(Status(99).MarshalText()), `presse: write status "99": not one of draft, review, scheduled, published, corrected, withdrawn`},
		{"access to text", second(Access(99).MarshalText()), `presse: write access "99": not one of free, registered, metered, paid`},
		{"rights to text", second(Rights(99).MarshalText()), `presse: write rights "99": not one of unknown, credited, reserved, archive, handout, free`},
		{"kind to text", second(Kind(99).MarshalText()), `presse: write kind "99": not one of subject, placement, format`},
		{"status to SQL", second(Status(99).Value()), `presse: write status "99": not one of draft, review, scheduled, published, corrected, withdrawn`},
		{"access to SQL", second(Access(99).Value()), `presse: write access "99": not one of free, registered, metered, paid`},
		{"rights to SQL", second(Rights(99).Value()), `presse: write rights "99": not one of unknown, credited, reserved, archive, handout, free`},
		{"kind to SQL", second(Kind(99).Value()), `presse: write kind "99": not one of subject, placement, format`},

		{"article written", second(Article{Status: 99}.MarshalJSON()), `presse: write article status "99": not one of draft, review, scheduled, published, corrected, withdrawn`},
		{"media written", second(Media{Credit: Credit{Rights: 99}}.MarshalJSON()), `presse: write media credit.rights "99": not one of unknown, credited, reserved, archive, handout, free`},
		{"credit written", second(Credit{Rights: 99}.MarshalJSON()), `presse: write credit rights "99": not one of unknown, credited, reserved, archive, handout, free`},
		{"section written", second(Section{Kind: 99}.MarshalJSON()), `presse: write section kind "99": not one of subject, placement, format`},
		{"note written", second(Note{Unknown: map[string]json.RawMessage{"x": nil}}.MarshalJSON()), `presse: write note x: not JSON`},
		{"byline written", second(Byline{Unknown: map[string]json.RawMessage{"x": nil}}.MarshalJSON()), `presse: write byline x: not JSON`},
		{"person written", second(Person{Unknown: map[string]json.RawMessage{"x": nil}}.MarshalJSON()), `presse: write person x: not JSON`},
		{"dateline written", second(Dateline{Unknown: map[string]json.RawMessage{"x": nil}}.MarshalJSON()), `presse: write dateline x: not JSON`},
		{"taxonomy written", second((&Taxonomy{unknown: map[string]json.RawMessage{"x": []byte("{")}}).MarshalJSON()), `presse: write taxonomy x "{": not JSON`},

		{"a slug that is none", new(Article).ChangeSlug("Le port"), `presse: change slug slug "Le port": not a slug: see Slug`},
		{"a step that is none", new(Article).Advance(StatusCorrected, noon), `presse: advance article status "corrected": cannot follow draft`},
		{"scheduled for no instant", new(Article).Advance(StatusScheduled, noon), `presse: advance article published: not in the future`},
		{"scheduled for now", (&Article{Published: noon}).Advance(StatusScheduled, noon), `presse: advance article published "2025-04-15T12:00:00+01:00": not in the future`},
		{"a draft shown", new(Article).Withheld(noon), `presse: show article status "draft": not published yet`},
		{"shown, withdrawn", (&Article{Status: StatusWithdrawn}).Withheld(noon), `presse: show article status "withdrawn": no longer public`},
		{"shown, scheduled for no instant", (&Article{Status: StatusScheduled}).Withheld(noon), `presse: show article published: not published yet`},
		{"shown before its instant", (&Article{Status: StatusPublished, Published: noon}).Withheld(noon.Add(-1)), `presse: show article published "2025-04-15T12:00:00+01:00": not published yet`},
		{"shown under embargo", (&Article{Status: StatusPublished, Embargo: noon}).Withheld(noon.Add(-1)), `presse: show article embargo "2025-04-15T12:00:00+01:00": under embargo`},
		{"shown, expired", (&Article{Status: StatusPublished, Expiry: noon}).Withheld(noon), `presse: show article expiry "2025-04-15T12:00:00+01:00": no longer public`},
	} {
		if c.err == nil || c.err.Error() != c.want {
			t.Errorf("%s\n got %v\nwant %s", c.rule, c.err, c.want)
		}
		var e *Error
		if !errors.As(c.err, &e) {
			t.Errorf("%s: %v is no *Error", c.rule, c.err)
		}
	}
	if got := instant(time.Time{}.In(noon.Location())); got != "" {
		t.Errorf("no instant is written as %q", got)
	}
}

func second[T any](_ T, err error) error { return err }
