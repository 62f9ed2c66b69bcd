package presse

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse/internal/quote"
)

// lines returns the errors joined in err, one per line.
func lines(err error) string {
	var text strings.Builder
	for _, fault := range faults(err) {
		text.WriteString("= " + fault.Error() + "\n")
	}
	return text.String()
}

// faults returns the *Errors joined in err.
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

// TestArticleFaults reads the articles of testdata/article/faults.txt. The
// README.md in that directory describes the format.
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
			require.True(t, reflect.DeepEqual(a, Article{}), "%s: a failed read left %+v", in, a)
		} else {
			read++
			err = a.Validate()
		}
		syntax := err != nil && (strings.Contains(err.Error(), "not JSON") || strings.Contains(err.Error(), "the JSON text ends") || strings.Contains(err.Error(), "after the end of the JSON"))
		require.Equal(t, !json.Valid([]byte(in)), syntax, "encoding/json disagrees on whether %s is JSON: %v", in, err)
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

// TestValidateOfGoValues validates values that JSON cannot represent.
func TestValidateOfGoValues(t *testing.T) {
	for _, c := range []struct {
		rule string
		a    Article
		want string
	}{
		{"an unknown status", Article{ID: "1", Slug: "a", Headline: "A", Published: noon, Status: StatusRestricted + 1},
			"= presse: validate article status \"Status(7)\": not one of draft, review, scheduled, published, corrected, withdrawn, restricted\n"},
		{"an unknown access level", Article{ID: "1", Access: AccessPaid + 1},
			"= presse: validate article access \"Access(4)\": not one of free, registered, metered, paid\n"},
		{"unknown rights", Article{ID: "1", Lead: Media{Credit: Credit{Rights: RightsFree + 1}}},
			"= presse: validate article lead.credit.rights \"Rights(6)\": not one of unknown, credited, reserved, archive, handout, free\n"},
		{"an invalid language tag", Article{ID: "1", Lang: "français"},
			"= presse: validate article lang \"français\": not a BCP 47 language tag\n"},
		{"an edition with an invalid language tag", Article{ID: "1", Editions: map[Lang]string{"?": "https://exemple.ma/"}},
			"= presse: validate article editions.? \"?\": not a BCP 47 language tag\n"},
		{"an edition without a language, of an article without one", Article{ID: "1", Editions: map[Lang]string{"": "https://exemple.ma/"}},
			"= presse: validate article editions.: not a BCP 47 language tag\n"},
		{"an edition in two spellings of one language", Article{ID: "1", Editions: map[Lang]string{"ar-MA": "https://exemple.ma/", "ar_MA": "https://exemple.ma/"}},
			"= presse: validate article editions.ar_MA \"ar_MA\": duplicate\n"},
		{"an edition in another spelling of the story's language", Article{ID: "1", Lang: "fr-MA", Editions: map[Lang]string{"fr_ma": "https://exemple.ma/"}},
			"= presse: validate article editions.fr_ma \"fr_ma\": the language of the story itself\n"},
		{"a text that is not UTF-8, and one with a zero character", Article{ID: "1", Headline: "a\xff", Body: "<p>a\x00</p>"},
			"= presse: validate article headline: not valid UTF-8\n= presse: validate article body: has a zero character\n"},
		{"a headline that nobody can see", Article{ID: "1", Status: StatusPublished, Slug: "a", Published: noon, Headline: " \u200b\u200e\u00a0"},
			"= presse: validate article headline \" \\u200b\\u200e\\u00a0\": must not be empty\n"},
		{"texts of media and notes too", Article{ID: "1", Lead: Media{Caption: "a\xff"}, Media: []Media{{URL: "1", Alt: "\x00"}}, Live: []Note{{Headline: "\xff", Body: "\x00"}}},
			"= presse: validate article lead.caption: not valid UTF-8\n= presse: validate article media[0].alt: has a zero character\n" +
				"= presse: validate article live[0].headline: not valid UTF-8\n= presse: validate article live[0].body: has a zero character\n"},
		{"years of media and notes too", Article{ID: "1", LiveFrom: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), Lead: Media{Credit: Credit{Expiry: time.Date(10001, 1, 1, 0, 0, 0, 0, time.UTC)}},
			LiveUntil: time.Date(10002, 1, 1, 0, 0, 0, 0, time.UTC), Live: []Note{{Body: "x", At: time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC)}}},
			"= presse: validate article lead.credit.expiry \"10001\": not a year from 0 to 9999\n= presse: validate article live_from \"10000\": not a year from 0 to 9999\n" +
				"= presse: validate article live_until \"10002\": not a year from 0 to 9999\n= presse: validate article live[0].at \"-1\": not a year from 0 to 9999\n"},
		{"a year that RFC 3339 cannot write", Article{ID: "1", Expiry: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)},
			"= presse: validate article expiry \"10000\": not a year from 0 to 9999\n"},
		{"durations and points that are no numbers", Article{ID: "1", Lead: Media{Seconds: math.NaN(), Focus: [2]float64{math.NaN(), 1}}, Media: []Media{{URL: "1", Seconds: math.Inf(1)}}},
			"= presse: validate article lead.seconds \"NaN\": not a duration\n= presse: validate article lead.focus[0] \"NaN\": not from 0 to 1\n" +
				"= presse: validate article media[0].seconds \"+Inf\": not a duration\n"},
		{"a full article is valid", full(), ""},
	} {
		if got := lines(c.a.Validate()); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.rule, got, c.want)
		}
	}
}

func TestWarnings(t *testing.T) {
	genres := "not one of report, analysis, background, opinion, editorial, interview, feature, profile, review, obituary, factcheck, live, brief, forecast, horoscope, satire, advertorial"
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
		{"a full article has no warnings", full(), ""},
		{"an article should have a language", change(func(a *Article) { a.Lang = "" }), look + "lang: empty: the direction of the text and its related stories depend on it\n"},
		{"a headline should not contain the start of a tag", change(func(a *Article) { a.Headline = "<b" }), look + "headline: looks like HTML, should be plain text\n"},
		{"a headline should not contain the end of a tag", change(func(a *Article) { a.Headline = "b>" }), look + "headline: looks like HTML, should be plain text\n"},
		{"an article should have a slug as Slug writes it", change(func(a *Article) { a.Slug = "titre_6041967" }), look + "slug \"titre_6041967\": not as Slug writes it\n"},
		{"an article may have no slug yet", change(func(a *Article) { a.Slug = "" }), ""},
		{"former slugs may be anything that is an address", change(func(a *Article) { a.FormerSlugs = []string{"Titre_1.html", "2019/03/titre"} }), ""},
		{"a former slug should be listed once, in one spelling", change(func(a *Article) { a.FormerSlugs = []string{"été", "a", "%c3%a9t%C3%A9", "/a/"} }),
			look + "former_slugs[2] \"%c3%a9t%C3%A9\": listed twice\n" + look + "former_slugs[3] \"/a/\": listed twice\n"},
		{"110 characters are not too long for a headline", change(func(a *Article) { a.Headline = strings.Repeat("é", 110) }), ""},
		{"111 characters are too long for a headline", change(func(a *Article) { a.Headline = strings.Repeat("é", 111) }), look + "headline: longer than 110 characters: search engines cut it\n"},
		{"a section should be listed once, in one spelling", change(func(a *Article) { a.Sections = []string{"culture", "une", "Une", "%75ne"} }), look + "sections[3] \"%75ne\": listed twice\n"},
		{"a tag should be listed once, whatever its accents and capitals", change(func(a *Article) { a.Tags = []string{"Météo", "C", "C++", "METEO"} }), look + "tags[3] \"METEO\": listed twice\n"},
		{"tags without letters differ", change(func(a *Article) { a.Tags = []string{"🎉", "🔥", "+5", "5"} }), ""},
		{"an unknown genre", change(func(a *Article) { a.Genre = "billet" }), look + "genre \"billet\": " + genres + "\n"},
		{"an article may have no genre", change(func(a *Article) { a.Genre = "" }), ""},
		{"an article should not be updated before it is published", change(func(a *Article) { a.Updated = noon.Add(-1) }), look + "updated \"2025-04-15T11:59:59+01:00\": before published\n"},
		{"an article may be updated when it is published", change(func(a *Article) { a.Updated = noon.UTC() }), ""},
		{"an article may have no update", change(func(a *Article) { a.Updated = time.Time{} }), ""},
		{"notes should have a date", change(func(a *Article) {
			a.Corrections, a.Live = []Note{{At: noon, Body: "x"}, {Body: "x"}}, []Note{{Body: "x"}}
		}), look + "corrections[1].at: no date\n" + look + "live[0].at: no date\n"},
		{"an unknown kind of note", change(func(a *Article) {
			a.Corrections = []Note{{At: noon, Kind: "reply"}, {At: noon}, {At: noon, Kind: "rectificatif"}}
		}), look + "corrections[2].kind \"rectificatif\": not one of correction, clarification, reply, update\n"},
		{"a sponsor should be named as such", change(func(a *Article) { a.Sponsor = Sponsor{Name: "X"} }), look + "sponsor.label: empty: paid content must say so\n"},
		{"a sponsor without a name should be named as such", change(func(a *Article) { a.Sponsor = Sponsor{URL: "https://exemple.ma/"} }), look + "sponsor.label: empty: paid content must say so\n"},
		{"an article may have no sponsor", change(func(a *Article) { a.Sponsor = Sponsor{} }), ""},
		{"an unknown digital source", change(func(a *Article) { a.Machine = []string{"digitalCapture", "robot"} }), look + "machine[1] \"robot\": not an IPTC digital source type\n"},
		{"a status and an access of a later version", change(func(a *Article) {
			a.Status, a.Corrections = StatusDraft, nil
			a.Unknown = map[string]json.RawMessage{"status": []byte(`"live"`), "access": []byte(`"gift"`)}
		}), look + "status \"\\\"live\\\"\": unknown word, read as a draft\n" + look + "access \"\\\"gift\\\"\": unknown word, read as paid\n"},
		{"a status and an access that replaced such words", change(func(a *Article) {
			a.Status, a.Access = StatusCorrected, AccessFree
			a.Unknown = map[string]json.RawMessage{"status": []byte(`"live"`), "access": []byte(`"gift"`)}
		}), ""},
		{"an article should have a deck", change(func(a *Article) { a.Deck = "" }), look + "deck: no deck\n"},
		{"an article should have a byline", change(func(a *Article) { a.Byline = Byline{} }), look + "byline: no byline\n"},
		{"a byline may have only its printed text", change(func(a *Article) { a.Byline = Byline{Text: "X"} }), ""},
		{"a byline may have only people", change(func(a *Article) { a.Byline = Byline{People: []Person{{}}} }), ""},
		{"a byline may have only agencies", change(func(a *Article) { a.Byline = Byline{Agencies: []string{"MAP"}} }), ""},
		{"a byline may have as many agencies as people", change(func(a *Article) { a.Byline = Byline{People: []Person{{}}, Agencies: []string{"MAP"}} }), ""},
		{"an article should have a body", change(func(a *Article) { a.Body = "" }), look + "body: no text\n"},
		{"an article should have a section", change(func(a *Article) { a.Sections = nil }), look + "sections: in no section\n"},
		{"an article should have a lead image", change(func(a *Article) { a.Lead = Media{} }), look + "lead.url: no image\n"},
		{"an image should have an alternative text and a credit", change(func(a *Article) { a.Lead = Media{URL: "1"}; a.Media = []Media{{}} }),
			look + "lead" + alt + look + "lead" + by + look + "media[0]" + alt + look + "media[0]" + by},
		{"audio needs no alternative text", change(func(a *Article) { a.Media = []Media{{Kind: "audio"}} }), look + "media[0]" + by},
		{"a credit may have only rights", change(func(a *Article) { a.Media = []Media{{Alt: "x", Credit: Credit{Rights: RightsCredited}}} }), ""},
		{"a credit may have only its printed text", change(func(a *Article) { a.Media = []Media{{Alt: "x", Credit: Credit{Text: "X"}}} }), ""},
		{"a clarification, an answer and an update are no corrections", change(func(a *Article) {
			a.Status, a.Corrections = StatusPublished, []Note{{At: noon, Kind: "clarification"}, {At: noon, Kind: "reply"}, {At: noon, Kind: "update"}}
		}), ""},
		{"an article with a note without a kind should have the status corrected", change(func(a *Article) { a.Status, a.Corrections = StatusPublished, []Note{{At: noon}} }),
			look + "corrections: the status does not say that the story was corrected\n"},
		{"an article with corrections should have the status corrected", change(func(a *Article) {
			a.Status, a.Corrections = StatusWithdrawn, []Note{{At: noon, Kind: "reply"}, {At: noon, Kind: "correction"}}
		}),
			look + "corrections: the status does not say that the story was corrected\n"},
		{"an article without corrections need not have the status corrected", change(func(a *Article) { a.Status, a.Corrections = StatusPublished, nil }), ""},
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

// TestErrorTexts checks the message of each kind of error.
func TestErrorTexts(t *testing.T) {
	long := strings.Repeat("x", 59)
	for _, c := range []struct {
		rule string
		err  error
		want string
	}{
		{"an error with an operation only", &Error{Op: "put"}, `presse: put`},
		{"an error with every field", &Error{Op: "put", Field: "id", Value: "a\"b", Err: ErrDuplicate}, `presse: put id "a\"b": duplicate`},
		{"a value of 60 bytes is not shortened", &Error{Op: "put", Value: quote.Short(long + "y")}, `presse: put "` + long + `y"`},
		{"a value of 61 bytes is shortened", &Error{Op: "put", Value: quote.Short(long + "yz")}, `presse: put "` + long + `y…"`},
		{"a value is not cut inside a character", &Error{Op: "put", Value: quote.Short(long + "éz")}, `presse: put "` + long + `…"`},

		{"read media", new(Media).UnmarshalJSON([]byte(`7`)), `presse: read media "7": want an object, have a number`},
		{"read note", new(Note).UnmarshalJSON([]byte(`7`)), `presse: read note "7": want an object, have a number`},
		{"read byline", new(Byline).UnmarshalJSON([]byte(`7`)), `presse: read byline "7": want an object, have a number`},
		{"read person", new(Person).UnmarshalJSON([]byte(`7`)), `presse: read person "7": want an object, have a number`},
		{"read rendition", new(Rendition).UnmarshalJSON([]byte(`7`)), `presse: read rendition "7": want an object, have a number`},
		{"read subject", new(Subject).UnmarshalJSON([]byte(`7`)), `presse: read subject "7": want an object, have a number`},
		{"read source", new(Source).UnmarshalJSON([]byte(`7`)), `presse: read source "7": want an object, have a number`},
		{"read sponsor", new(Sponsor).UnmarshalJSON([]byte(`"x"`)), `presse: read sponsor: want an object, have a string`},
		{"read stories", new(Stories).UnmarshalJSON([]byte(`[{"id":"1"},{"lead":{"alt":7}}]`)), `presse: read stories [1].lead.alt "7": want a string, have a number`},
		{"read one story as stories", new(Stories).UnmarshalJSON([]byte(`{"id":"1"}`)), `presse: read stories: want an array, have an object`},
		{"read loss", new(LossKind).UnmarshalText([]byte("x")), `presse: read loss "x": not one of dropped, changed, guessed, kept`},
		{"scan an article from a number", new(Article).Scan(7), `presse: read article "7": want text, have int`},
		{"scan an article from no text", new(Article).Scan(""), `presse: read article: the JSON text ends too early`},
		{"read dateline", new(Dateline).UnmarshalJSON([]byte(`7`)), `presse: read dateline "7": want an object, have a number`},
		{"read credit", new(Credit).UnmarshalJSON([]byte(`7`)), `presse: read credit "7": want an object, have a number`},
		{"read section", new(Section).UnmarshalJSON([]byte(`"x"`)), `presse: read section: want an object, have a string`},
		{"read status", new(Status).UnmarshalText([]byte("x")), `presse: read status "x": not one of draft, review, scheduled, published, corrected, withdrawn, restricted`},
		{"read access", new(Access).UnmarshalText([]byte("x")), `presse: read access "x": not one of free, registered, metered, paid`},
		{"read rights", new(Rights).UnmarshalText([]byte("x")), `presse: read rights "x": not one of unknown, credited, reserved, archive, handout, free`},
		{"read kind", new(Kind).UnmarshalText([]byte("x")), `presse: read kind "x": not one of subject, placement, format`},
		{"scan a kind from a number", new(Kind).Scan(7), `presse: read kind "7": want text, have int`},
		{"scan lang", new(Lang).Scan("français"), `presse: read lang "français": not a BCP 47 language tag`},
		{"scan a lang from a number", new(Lang).Scan(7), `presse: read lang "7": want text, have int`},

		{"marshal status as text", second(Status(99).MarshalText()), `presse: write status "99": not one of draft, review, scheduled, published, corrected, withdrawn, restricted`},
		{"marshal access as text", second(Access(99).MarshalText()), `presse: write access "99": not one of free, registered, metered, paid`},
		{"marshal rights as text", second(Rights(99).MarshalText()), `presse: write rights "99": not one of unknown, credited, reserved, archive, handout, free`},
		{"marshal kind as text", second(Kind(99).MarshalText()), `presse: write kind "99": not one of subject, placement, format`},
		{"write status to a database", second(Status(99).Value()), `presse: write status "99": not one of draft, review, scheduled, published, corrected, withdrawn, restricted`},
		{"write access to a database", second(Access(99).Value()), `presse: write access "99": not one of free, registered, metered, paid`},
		{"write rights to a database", second(Rights(99).Value()), `presse: write rights "99": not one of unknown, credited, reserved, archive, handout, free`},
		{"write kind to a database", second(Kind(99).Value()), `presse: write kind "99": not one of subject, placement, format`},

		{"write article", second(Article{Status: 99}.MarshalJSON()), `presse: write article status "99": not one of draft, review, scheduled, published, corrected, withdrawn, restricted`},
		{"write media", second(Media{Credit: Credit{Rights: 99}}.MarshalJSON()), `presse: write media credit.rights "99": not one of unknown, credited, reserved, archive, handout, free`},
		{"write credit", second(Credit{Rights: 99}.MarshalJSON()), `presse: write credit rights "99": not one of unknown, credited, reserved, archive, handout, free`},
		{"write section", second(Section{Kind: 99}.MarshalJSON()), `presse: write section kind "99": not one of subject, placement, format`},
		{"write article to a database", second(Article{Status: 99}.Value()), `presse: write article status "99": not one of draft, review, scheduled, published, corrected, withdrawn, restricted`},
		{"marshal loss as text", second(LossKind(99).MarshalText()), `presse: write loss "99": not one of dropped, changed, guessed, kept`},
		{"write rendition", second(Rendition{Unknown: map[string]json.RawMessage{"x": nil}}.MarshalJSON()), `presse: write rendition x: not JSON`},
		{"write subject", second(Subject{Unknown: map[string]json.RawMessage{"x": nil}}.MarshalJSON()), `presse: write subject x: not JSON`},
		{"write source", second(Source{Unknown: map[string]json.RawMessage{"x": nil}}.MarshalJSON()), `presse: write source x: not JSON`},
		{"write sponsor", second(Sponsor{Unknown: map[string]json.RawMessage{"x": nil}}.MarshalJSON()), `presse: write sponsor x: not JSON`},
		{"write note", second(Note{Unknown: map[string]json.RawMessage{"x": nil}}.MarshalJSON()), `presse: write note x: not JSON`},
		{"write byline", second(Byline{Unknown: map[string]json.RawMessage{"x": nil}}.MarshalJSON()), `presse: write byline x: not JSON`},
		{"write person", second(Person{Unknown: map[string]json.RawMessage{"x": nil}}.MarshalJSON()), `presse: write person x: not JSON`},
		{"write dateline", second(Dateline{Unknown: map[string]json.RawMessage{"x": nil}}.MarshalJSON()), `presse: write dateline x: not JSON`},
		{"write taxonomy", second((&Taxonomy{unknown: map[string]json.RawMessage{"x": []byte("{")}}).MarshalJSON()), `presse: write taxonomy x "{": not JSON`},

		{"change the slug to an invalid one", new(Article).ChangeSlug("Le port"), `presse: change article slug "Le port": not a valid address: character ' '`},
		{"advance to a status that cannot follow", new(Article).Advance(StatusCorrected, noon), `presse: advance article status "corrected": cannot follow draft`},
		{"make a draft of a scheduled story that has appeared", (&Article{Status: StatusScheduled, Published: noon}).Advance(StatusDraft, noon), `presse: advance article status "draft": cannot follow scheduled once the story has been public`},
		{"review a scheduled story that has appeared", (&Article{Status: StatusScheduled, Published: noon}).Advance(StatusReview, noon), `presse: advance article status "review": cannot follow scheduled once the story has been public`},
		{"schedule without a publication time", new(Article).Advance(StatusScheduled, noon), `presse: advance article published: not in the future`},
		{"schedule for the current time", (&Article{Published: noon}).Advance(StatusScheduled, noon), `presse: advance article published "2025-04-15T12:00:00+01:00": not in the future`},
		{"show a draft", new(Article).Withheld(noon), `presse: show article status "draft": not published`},
		{"show a withdrawn article", (&Article{Status: StatusWithdrawn}).Withheld(noon), `presse: show article status "withdrawn": no longer public`},
		{"show an article scheduled without a publication time", (&Article{Status: StatusScheduled}).Withheld(noon), `presse: show article published: not published`},
		{"show an article before its publication time", (&Article{Status: StatusPublished, Published: noon}).Withheld(noon.Add(-1)), `presse: show article published "2025-04-15T12:00:00+01:00": not published`},
		{"show an article under embargo", (&Article{Status: StatusPublished, Embargo: noon}).Withheld(noon.Add(-1)), `presse: show article embargo "2025-04-15T12:00:00+01:00": under embargo`},
		{"show an expired article", (&Article{Status: StatusPublished, Expiry: noon}).Withheld(noon), `presse: show article expiry "2025-04-15T12:00:00+01:00": no longer public`},
	} {
		if c.err == nil || c.err.Error() != c.want {
			t.Errorf("%s\n got %v\nwant %s", c.rule, c.err, c.want)
		}
		var e *Error
		if !errors.As(c.err, &e) {
			t.Errorf("%s: %v is not an *Error", c.rule, c.err)
		}
	}
	if got := instant(time.Time{}.In(noon.Location())); got != "" {
		t.Errorf("the zero time is written as %q, want nothing", got)
	}
}

func second[T any](_ T, err error) error { return err }
