package presse

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A plainArticle has the fields and JSON names of an Article, but no Unknown and
// no methods, so that encoding/json reads and writes it alone.
type plainArticle struct {
	ID      string `json:"id,omitzero"`
	Version int    `json:"version,omitzero"`
	Lang    Lang   `json:"lang,omitzero"`
	Status  Status `json:"status,omitzero"`
	Access  Access `json:"access,omitzero"`

	Slug        string   `json:"slug,omitzero"`
	FormerSlugs []string `json:"former_slugs,omitzero"`
	URL         string   `json:"url,omitzero"`
	Canonical   string   `json:"canonical,omitzero"`

	Kicker   string            `json:"kicker,omitzero"`
	Headline string            `json:"headline,omitzero"`
	Titles   map[string]string `json:"titles,omitzero"`
	Deck     string            `json:"deck,omitzero"`
	Dateline plainDateline     `json:"dateline,omitzero"`
	Byline   plainByline       `json:"byline,omitzero"`
	Body     string            `json:"body,omitzero"`

	Lead  plainMedia   `json:"lead,omitzero"`
	Media []plainMedia `json:"media,omitzero"`

	Sections []string       `json:"sections,omitzero"`
	Primary  string         `json:"primary,omitzero"`
	Genre    string         `json:"genre,omitzero"`
	Tags     []string       `json:"tags,omitzero"`
	Subjects []plainSubject `json:"subjects,omitzero"`

	Published time.Time `json:"published,omitzero"`
	Updated   time.Time `json:"updated,omitzero"`
	Embargo   time.Time `json:"embargo,omitzero"`
	Expiry    time.Time `json:"expiry,omitzero"`
	LiveFrom  time.Time `json:"live_from,omitzero"`
	LiveUntil time.Time `json:"live_until,omitzero"`

	Corrections []plainNote     `json:"corrections,omitzero"`
	Live        []plainNote     `json:"live,omitzero"`
	Editions    map[Lang]string `json:"editions,omitzero"`

	Source       plainSource  `json:"source,omitzero"`
	Sponsor      plainSponsor `json:"sponsor,omitzero"`
	Machine      []string     `json:"machine,omitzero"`
	InternalNote string       `json:"internal_note,omitzero"`
	NoRelated    bool         `json:"no_related,omitzero"`
	NoIndex      bool         `json:"no_index,omitzero"`
}

type plainSubject struct {
	Scheme string `json:"scheme,omitzero"`
	Code   string `json:"code,omitzero"`
	Name   string `json:"name,omitzero"`
}

type plainSource struct {
	Name      string `json:"name,omitzero"`
	Copyright string `json:"copyright,omitzero"`
	URI       string `json:"uri,omitzero"`
	Urgency   int    `json:"urgency,omitzero"`
}

type plainSponsor struct {
	Name  string `json:"name,omitzero"`
	URL   string `json:"url,omitzero"`
	Label string `json:"label,omitzero"`
}

type plainMedia struct {
	ID         string           `json:"id,omitzero"`
	Kind       string           `json:"kind,omitzero"`
	URL        string           `json:"url,omitzero"`
	Type       string           `json:"type,omitzero"`
	Size       int64            `json:"size,omitzero"`
	Width      int              `json:"width,omitzero"`
	Height     int              `json:"height,omitzero"`
	Seconds    float64          `json:"seconds,omitzero"`
	Focus      [2]float64       `json:"focus,omitzero"`
	Renditions []plainRendition `json:"renditions,omitzero"`
	Caption    string           `json:"caption,omitzero"`
	Alt        string           `json:"alt,omitzero"`
	Credit     plainCredit      `json:"credit,omitzero"`
}

type plainRendition struct {
	URL    string `json:"url,omitzero"`
	Type   string `json:"type,omitzero"`
	Width  int    `json:"width,omitzero"`
	Height int    `json:"height,omitzero"`
}

type plainCredit struct {
	Text         string    `json:"text,omitzero"`
	Names        []string  `json:"names,omitzero"`
	Agencies     []string  `json:"agencies,omitzero"`
	Rights       Rights    `json:"rights,omitzero"`
	Archive      bool      `json:"archive,omitzero"`
	Illustration bool      `json:"illustration,omitzero"`
	License      string    `json:"license,omitzero"`
	Terms        string    `json:"terms,omitzero"`
	Expiry       time.Time `json:"expiry,omitzero"`
}

type plainNote struct {
	ID       string       `json:"id,omitzero"`
	Kind     string       `json:"kind,omitzero"`
	At       time.Time    `json:"at,omitzero"`
	Headline string       `json:"headline,omitzero"`
	Body     string       `json:"body,omitzero"`
	Media    []plainMedia `json:"media,omitzero"`
	Byline   plainByline  `json:"byline,omitzero"`
	Pinned   bool         `json:"pinned,omitzero"`
}

type plainByline struct {
	Text     string        `json:"text,omitzero"`
	People   []plainPerson `json:"people,omitzero"`
	Agencies []string      `json:"agencies,omitzero"`
}

type plainPerson struct {
	Name   string `json:"name,omitzero"`
	Role   string `json:"role,omitzero"`
	Title  string `json:"title,omitzero"`
	Place  string `json:"place,omitzero"`
	Email  string `json:"email,omitzero"`
	Handle string `json:"handle,omitzero"`
	ID     string `json:"id,omitzero"`
	URL    string `json:"url,omitzero"`
}

type plainDateline struct {
	Text     string   `json:"text,omitzero"`
	Place    string   `json:"place,omitzero"`
	Date     string   `json:"date,omitzero"`
	Agencies []string `json:"agencies,omitzero"`
}

// smallArticle returns a story of two paragraphs.
func smallArticle() Article {
	return Article{
		ID: "a-2025-0415-17", Lang: "fr-MA", Status: StatusPublished, Slug: "le-port-de-tanger-rouvre-apres-trois-jours-de-tempete",
		Headline: "Le port de Tanger rouvre après trois jours de tempête",
		Deck:     "Les liaisons avec Algésiras et Tarifa ont repris mardi matin ; les chargeurs comptent encore leurs pertes.",
		Byline:   Byline{Text: "Par Salma Idrissi, avec MAP", People: []Person{{Name: "Salma Idrissi"}}, Agencies: []string{"MAP"}},
		Body: "<p>Le port de Tanger Ville a rouvert mardi à 6 heures, après trois jours d’arrêt dus à une houle de six mètres. " +
			"Quatre navires attendaient au large, et près de deux mille passagers dans les hôtels de la ville.</p>\n" +
			"<p>« Nous aurons rattrapé le retard jeudi », assure la capitainerie, qui promet de rembourser les billets perdus. " +
			"Les transporteurs, eux, demandent un report de leurs échéances jusqu’à la fin du mois.</p>\n",
		Lead: Media{URL: "https://exemple.ma/images/2025/04/tanger-port.jpg", Caption: "Le port de Tanger, mardi matin", Alt: "Un ferry quitte le quai sous un ciel gris",
			Credit: Credit{Text: "© Youssef Alami/MAP", Names: []string{"Youssef Alami"}, Agencies: []string{"MAP"}, Rights: RightsCredited}},
		Sections: []string{"economie", "tanger"}, Tags: []string{"Port de Tanger", "Météo"},
		Published: time.Date(2025, time.April, 15, 9, 30, 0, 0, time.FixedZone("", 3600)),
		Updated:   time.Date(2025, time.April, 15, 11, 5, 0, 0, time.FixedZone("", 3600)),
	}
}

// TestPlainArticleIsAnArticle compares the fields and JSON names of the two, at any depth.
func TestPlainArticleIsAnArticle(t *testing.T) {
	var walk func(path string, a, plain reflect.Type)
	walk = func(path string, a, plain reflect.Type) {
		switch a.Kind() {
		case reflect.Slice:
			walk(path+"[]", a.Elem(), plain.Elem())
		case reflect.Struct:
			if a == plain {
				return
			}
			for i := range a.NumField() {
				f := a.Field(i)
				if f.Name == "Unknown" {
					continue
				}
				p, ok := plain.FieldByName(f.Name)
				if !ok || p.Tag != f.Tag {
					t.Errorf("%s.%s: a plainArticle has no such field with the same tag", path, f.Name)
					continue
				}
				walk(path+"."+f.Name, f.Type, p.Type)
			}
		}
	}
	walk("Article", reflect.TypeFor[Article](), reflect.TypeFor[plainArticle]())
}

func TestUnknownWords(t *testing.T) {
	const list = "not one of draft, review, scheduled, published, corrected, withdrawn, restricted"
	for _, c := range []struct {
		rule         string
		err          error
		field, value string
	}{
		{"a word", new(Status).UnmarshalText([]byte("posted")), "", "posted"},
		{"a word from a database", new(Status).Scan("posted"), "", "posted"},
		{"no word in JSON", new(Article).UnmarshalJSON([]byte(`{"status":""}`)), "status", `""`},
		{"a number", second(Status(9).MarshalText()), "", "9"},
		{"a number for a database", second(Status(9).Value()), "", "9"},
		{"a number in an article", second(Article{Status: 9}.MarshalJSON()), "status", "9"},
	} {
		var e *Error
		if !errors.As(c.err, &e) || e.Field != c.field || e.Value != c.value || e.Err.Error() != list {
			t.Errorf("%s: got %v, want %s %q: %s", c.rule, c.err, c.field, c.value, list)
		}
	}
	for got, want := range map[fmt.Stringer]string{Status(9): "Status(9)", Access(9): "Access(9)", Rights(9): "Rights(9)", Kind(9): "Kind(9)"} {
		if got.String() != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestNilReceivers(t *testing.T) {
	for call, err := range map[string]error{
		"Article.UnmarshalJSON":  (*Article)(nil).UnmarshalJSON([]byte(`{}`)),
		"Media.UnmarshalJSON":    (*Media)(nil).UnmarshalJSON([]byte(`{}`)),
		"Note.UnmarshalJSON":     (*Note)(nil).UnmarshalJSON([]byte(`{}`)),
		"Byline.UnmarshalJSON":   (*Byline)(nil).UnmarshalJSON([]byte(`"Par X"`)),
		"Person.UnmarshalJSON":   (*Person)(nil).UnmarshalJSON([]byte(`{}`)),
		"Dateline.UnmarshalJSON": (*Dateline)(nil).UnmarshalJSON([]byte(`{}`)),
		"Credit.UnmarshalJSON":   (*Credit)(nil).UnmarshalJSON([]byte(`{}`)),
		"Status.UnmarshalText":   (*Status)(nil).UnmarshalText([]byte("draft")),
		"Access.UnmarshalText":   (*Access)(nil).UnmarshalText([]byte("free")),
		"Rights.Scan":            (*Rights)(nil).Scan(nil),
		"Kind.Scan":              (*Kind)(nil).Scan("subject"),
	} {
		var e *Error
		if !errors.As(err, &e) || e.Err.Error() != "nil pointer" {
			t.Errorf("%s: got %v, want an *Error: nil pointer", call, err)
		}
	}
}

// TestArticleJSONAllocs keeps the plans of package record and its buffers from
// being made for each article: writing a story allocates the copy of the article,
// the text, and little else.
func TestArticleJSONAllocs(t *testing.T) {
	article := smallArticle()
	text, err := article.MarshalJSON()
	require.NoError(t, err)
	var a Article
	for verb, c := range map[string]struct {
		most float64
		call func() error
	}{
		"MarshalJSON":   {16, func() error { _, err := article.MarshalJSON(); return err }},
		"UnmarshalJSON": {60, func() error { return a.UnmarshalJSON(text) }},
	} {
		got := testing.AllocsPerRun(100, func() { err = c.call() })
		require.NoError(t, err)
		if got > c.most {
			t.Errorf("%s allocates %v times, want %v at most", verb, got, c.most)
		}
	}
	require.Equal(t, article.Body, a.Body)
}

// BenchmarkSmallArticleJSON compares an Article with a struct that encoding/json
// reads and writes alone. It takes a story of two paragraphs, and one with little
// more than a headline, whose cost is that of the empty fields. The metric
// x-plain is the ratio of the fastest of many short runs, which hardly changes on
// a busy machine.
func BenchmarkSmallArticleJSON(b *testing.B) {
	for _, story := range []struct {
		name    string
		article Article
	}{
		{"story", smallArticle()},
		{"headline", Article{ID: "a1", Headline: "Le port rouvre", Sections: []string{"economie"}}},
	} {
		data, err := json.Marshal(story.article)
		require.NoError(b, err)
		var plain plainArticle
		require.NoError(b, json.Unmarshal(data, &plain))
		same, err := json.Marshal(plain)
		require.NoError(b, err)
		require.Equal(b, string(data), string(same), "both structs write the same members")

		writePlain := func() error { _, err := json.Marshal(plain); return err }
		readPlain := func() error { var a plainArticle; return json.Unmarshal(data, &a) }
		for _, way := range []struct {
			name        string
			call, plain func() error
		}{
			{"marshal/presse", func() error { _, err := json.Marshal(story.article); return err }, writePlain},
			{"marshal/direct", func() error { _, err := story.article.MarshalJSON(); return err }, writePlain},
			{"marshal/plain", writePlain, writePlain},
			{"unmarshal/presse", func() error { var a Article; return json.Unmarshal(data, &a) }, readPlain},
			{"unmarshal/direct", func() error { var a Article; return a.UnmarshalJSON(data) }, readPlain},
			{"unmarshal/plain", readPlain, readPlain},
		} {
			b.Run(story.name+"/"+way.name, func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(data)))
				for b.Loop() {
					if err := way.call(); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(ratio(way.call, way.plain), "x-plain")
			})
		}
	}
}

// ratio returns the time of a over that of b, each the fastest of many runs that
// take turns.
func ratio(a, b func() error) float64 {
	fastest := [2]time.Duration{1 << 62, 1 << 62}
	for range 400 {
		for i, call := range []func() error{a, b} {
			start := time.Now()
			for range 20 {
				_ = call() // checked by the loop of the benchmark
			}
			fastest[i] = min(fastest[i], time.Since(start))
		}
	}
	return float64(fastest[0]) / float64(fastest[1])
}
