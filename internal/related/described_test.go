package related

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/presse-go/presse/internal/related/scoring"
)

func TestDescribe(t *testing.T) {
	day := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	label := scoring.Label
	for _, c := range []struct {
		rule string
		in   Article
		want Description
	}{
		{"a draft", Article{ID: "a", Lang: "fr"},
			Description{ID: "a", Published: Undated, From: Never, Until: Never, Labels: []uint64{label(scoring.CodeLang, "fr")}}},
		{"a story with everything", Article{
			ID: "é", Lang: "fr-MA", Public: true, Published: day, Embargo: day.Add(time.Hour + 1), Expiry: day.Add(2*time.Hour + 1), Unoffered: true,
			Genre: "Opinion", Tags: []string{"Élections", "elections"}, Sections: []string{"Sport/Football", "Une"},
		}, Description{
			ID: "é", Published: day.Unix(), From: day.Unix() + 3601, Until: day.Unix() + 7200, Unoffered: true, Sections: []string{"Sport/Football", "Une"},
			Labels: []uint64{
				label(scoring.CodeLang, "fr"), label(scoring.CodeGenre, "opinion"), label(scoring.CodeTag, "elections"),
				label(scoring.CodeSection, "sport/football"), label(scoring.CodeSection, "une"),
			},
		}},
	} {
		slices.Sort(c.want.Labels)
		got, err := Describe(AppendDigest(nil, c.in))
		if err != nil || got.ID != c.want.ID || got.Published != c.want.Published || got.From != c.want.From || got.Until != c.want.Until ||
			got.Unoffered != c.want.Unoffered || !slices.Equal(got.Sections, c.want.Sections) || !slices.Equal(got.Labels, c.want.Labels) {
			t.Errorf("%s: got %+v, error %v, want %+v", c.rule, got, err, c.want)
		}
	}
	if _, err := Describe(nil); err == nil {
		t.Error("no digest: got no error")
	}
}

func TestFilter(t *testing.T) {
	day := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	asked, err := Describe(AppendDigest(nil, Article{ID: "a", Lang: "ar-MA"}))
	if err != nil {
		t.Fatal(err)
	}
	failure := errors.New("no sections")
	label := func(code uint8, names ...string) (labels []uint64) {
		for _, n := range names {
			labels = append(labels, scoring.Label(code, n))
		}
		return labels
	}
	arabic := label(scoring.CodeLang, "ar")
	within := Sections{Are: func(section string) bool { return section != "une" }}
	for _, c := range []struct {
		rule string
		q    Query
		want Filter
		err  error
	}{
		{"the language of the article", Query{}, Filter{Langs: arabic}, nil},
		{"other languages", Query{Langs: []string{"FR-ca", "zgh"}}, Filter{Langs: label(scoring.CodeLang, "fr", "zgh")}, nil},
		{"an instant", Query{Timed: true, At: day.Add(time.Second - 1)}, Filter{Timed: true, Now: day.Unix(), Langs: arabic}, nil},
		{"a period", Query{At: day, MaxAge: time.Hour}, Filter{Now: day.Unix(), Aged: true, Earliest: day.Unix() - 3600, Langs: arabic}, nil},
		{"genres and tags", Query{Genres: []string{"Opinion"}, NotTags: []string{"CAN"}},
			Filter{Langs: arabic, Genres: label(scoring.CodeGenre, "opinion"), Not: label(scoring.CodeTag, "can")}, nil},
		{"sections by name", Query{Sections: Sections{Named: []string{"Sport"}}, Avoided: Sections{Named: []string{"Une"}}},
			Filter{Langs: arabic, Sections: label(scoring.CodeSection, "sport"), Not: label(scoring.CodeSection, "une")}, nil},
		{"sections by a function", Query{Sections: within}, Filter{Langs: arabic, Sections: label(scoring.CodeSection, "sport", "culture")}, nil},
		{"sections by a function that knows none", Query{Sections: Sections{Are: func(string) bool { return false }}}, Filter{Langs: arabic, Sections: []uint64{}}, nil},
		{"sections that cannot be read", Query{Sections: within}, Filter{Langs: arabic}, failure},
		{"sections to avoid that cannot be read", Query{Avoided: within}, Filter{Langs: arabic}, failure},
	} {
		got, err := c.q.Filter(asked, func() ([]string, error) {
			if c.err != nil {
				return nil, c.err
			}
			return []string{"sport", "une", "culture"}, nil
		})
		if err != c.err || err == nil && (got.Timed != c.want.Timed || got.Now != c.want.Now || got.Aged != c.want.Aged || got.Earliest != c.want.Earliest ||
			!slices.Equal(got.Langs, c.want.Langs) || !slices.Equal(got.Sections, c.want.Sections) || (got.Sections == nil) != (c.want.Sections == nil) ||
			!slices.Equal(got.Genres, c.want.Genres) || !slices.Equal(got.Not, c.want.Not)) {
			t.Errorf("%s: got %+v, error %v, want %+v, error %v", c.rule, got, err, c.want, c.err)
		}
	}
}
