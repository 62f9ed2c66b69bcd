package presse

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPutRefuses(t *testing.T) {
	for _, c := range []struct {
		rule string
		put  []*Article
		want error
	}{
		{"a nil article", []*Article{{ID: "a"}, nil}, errNil},
		{"an article without an ID", []*Article{{ID: "a"}, {Headline: "Sans identité"}}, errNoID},
		{"the same ID twice in one call", []*Article{{ID: "a"}, {ID: "b"}, {ID: "a"}}, ErrDuplicate},
		{"a body of 50 MB", []*Article{{ID: "a"}, {ID: "b", Body: string(make([]byte, 50<<20))}}, errTooLong},
	} {
		t.Run(c.rule, func(t *testing.T) {
			x := NewIndex(IndexOptions{})
			require.NoError(t, x.Put(&Article{ID: "z"}))
			err := x.Put(c.put...)
			var typed *Error
			assert.ErrorAs(t, err, &typed)
			assert.ErrorIs(t, err, c.want)
			assert.Equal(t, 1, x.Len(), "articles in the index")
		})
	}
}

func TestRelatedRefuses(t *testing.T) {
	x := NewIndex(IndexOptions{})
	require.NoError(t, x.Put(&Article{ID: "a", Headline: "Le port de Tanger"}))
	for _, c := range []struct {
		rule string
		q    Query
	}{
		{"a negative limit", Query{Desk: true, Limit: -1}},
		{"a limit above 100", Query{Desk: true, Limit: 101}},
		{"an age without an instant", Query{Desk: true, MaxAge: time.Hour}},
		{"an unknown language", Query{Desk: true, Langs: []Lang{"fr", "français"}}},
		{"a minimum score of NaN", Query{Desk: true, MinScore: math.NaN()}},
		{"a diversity of NaN", Query{Desk: true, Diversity: math.NaN()}},
		{"a diversity above one", Query{Desk: true, Diversity: 1.5}},
		{"a negative age", Query{Desk: true, MaxAge: -1}},
		{"an unknown focus", Query{Desk: true, Focus: 9}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			var typed *Error
			_, err := x.RelatedTo("a", c.q)
			assert.ErrorAs(t, err, &typed)
			_, err = x.Related(&Article{}, c.q)
			assert.ErrorAs(t, err, &typed)
		})
	}
	_, err := x.RelatedTo("nulle part", Query{Desk: true})
	assert.True(t, errors.Is(err, ErrNotFound), "unknown ID: %v", err)
	_, err = x.Related(nil, Query{Desk: true})
	assert.ErrorIs(t, err, errNil)
}

// idsOf returns the IDs of the matches, in order.
func idsOf(t *testing.T, x *Index, id string, q Query) []string {
	t.Helper()
	matches, err := x.RelatedTo(id, q)
	require.NoError(t, err)
	ids := []string{}
	for _, m := range matches {
		ids = append(ids, m.ID)
	}
	return ids
}

func TestRelatedShowsOnlyPublicArticles(t *testing.T) {
	at := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	part := at.Add(500 * time.Millisecond)
	for _, c := range []struct {
		rule string
		a    Article
		want bool
	}{
		{"published", Article{Status: StatusPublished, Published: at.Add(-time.Hour)}, true},
		{"published now", Article{Status: StatusPublished, Published: at}, true},
		{"published in half a second", Article{Status: StatusPublished, Published: part}, false},
		{"corrected", Article{Status: StatusCorrected}, true},
		{"draft", Article{}, false},
		{"in review", Article{Status: StatusReview}, false},
		{"withdrawn", Article{Status: StatusWithdrawn}, false},
		{"scheduled without a publication time", Article{Status: StatusScheduled}, false},
		{"scheduled and due", Article{Status: StatusScheduled, Published: at}, true},
		{"under embargo", Article{Status: StatusPublished, Embargo: at.Add(time.Second)}, false},
		{"the embargo is over", Article{Status: StatusPublished, Embargo: at}, true},
		{"expired", Article{Status: StatusPublished, Expiry: at}, false},
		{"expires in the future", Article{Status: StatusPublished, Expiry: at.Add(time.Second)}, true},
	} {
		t.Run(c.rule, func(t *testing.T) {
			x := NewIndex(IndexOptions{})
			a := c.a
			a.ID, a.Headline = "a", "La crue emporte le pont"
			require.NoError(t, x.Put(&a, &Article{ID: "b", Headline: "Après la crue, un pont provisoire"}))
			require.Equal(t, c.want, a.Public(at), "Article.Public")
			assert.Equal(t, c.want, len(idsOf(t, x, "b", Query{At: at})) == 1, "shown at that time")
			assert.Len(t, idsOf(t, x, "b", Query{Desk: true}), 1, "with a zero At, articles that are not public match too")
		})
	}
}

// TestNoRelatedIsNeverOffered puts articles that must not be offered next to others, with
// the same text, tags and sections.
func TestNoRelatedIsNeverOffered(t *testing.T) {
	story := func(id string, noRelated bool) *Article {
		return &Article{
			ID: id, Lang: "fr", Status: StatusPublished, NoRelated: noRelated, Headline: "La crue emporte le pont",
			Body: "<p>Le pont provisoire a cédé mardi sous la crue de l’oued.</p>", Tags: []string{"Crues"}, Sections: []string{"societe"},
		}
	}
	x := NewIndex(IndexOptions{})
	require.NoError(t, x.Put(story("a", false), story("b", false), story("c", true), story("d", true)))
	require.Equal(t, 4, x.Len())
	now := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	for _, q := range []Query{{Desk: true}, {At: now}, {Desk: true, Exact: true}, {Desk: true, Sections: []string{"societe"}}, {Desk: true, Langs: []Lang{"fr"}}, {Desk: true, Focus: FocusStory}} {
		q.Copies = true // the stories are copies of one another
		for _, asked := range []*Article{story("a", false), story("c", true)} {
			matches, err := x.Related(asked, q)
			require.NoError(t, err)
			require.NotEmpty(t, matches, "%+v of %s", q, asked.ID)
			for _, m := range matches {
				for _, id := range append(m.Copies, m.ID) {
					assert.NotContains(t, []string{"c", "d"}, id, "%+v of %s", q, asked.ID)
				}
			}
		}
	}
	matches, err := x.RelatedTo("c", Query{Desk: true, Copies: true})
	require.NoError(t, err)
	require.Len(t, matches, 2, "an article with NoRelated has matches")
	require.NoError(t, x.Put(story("c", false)))
	require.Contains(t, idsOf(t, x, "a", Query{Desk: true, Copies: true}), "c", "after NoRelated was removed")
	require.NoError(t, x.Put(story("c", true)))
	require.NotContains(t, idsOf(t, x, "a", Query{Desk: true, Copies: true}), "c", "after NoRelated was set")
}

// TestSectionsInSeveralSpellings checks that a section is found however its address is
// encoded.
func TestSectionsInSeveralSpellings(t *testing.T) {
	spellings := []string{"économie", "e\u0301conomie", "%C3%A9conomie", "%c3%a9conomie"}
	for _, kept := range spellings {
		x := NewIndex(IndexOptions{})
		sections := []string{"une", kept}
		require.NoError(t, x.Put(&Article{ID: "a", Headline: "La crue emporte le pont", Sections: sections}))
		require.Equal(t, []string{"une", kept}, sections, "Put must not change the article")
		for _, asked := range spellings {
			matches, err := x.Related(&Article{ID: "b", Headline: "Après la crue, un pont"}, Query{Desk: true, Sections: []string{asked}})
			require.NoError(t, err)
			require.Len(t, matches, 1, "an article in %q, a query for %q", kept, asked)
		}
		matches, err := x.Related(&Article{ID: "b", Headline: "Après la crue, un pont"}, Query{Desk: true, Sections: []string{"sport", "%C3%A9co"}})
		require.NoError(t, err)
		require.Empty(t, matches)
	}
}

func TestRelatedAppliesTheFilters(t *testing.T) {
	x := NewIndex(IndexOptions{})
	require.NoError(t, x.Put(
		&Article{ID: "asked", Headline: "Festival de Tanger : le jazz revient", Sections: []string{"culture", "une"}},
		&Article{ID: "culture", Headline: "Le festival de Tanger en dix concerts", Sections: []string{"Culture"}},
		&Article{ID: "economie", Headline: "Tanger : ce que le festival rapporte", Sections: []string{"economie"}},
		&Article{ID: "maroc", Lang: "fr-MA", Headline: "Tanger attend son festival de jazz"},
		&Article{ID: "english", Lang: "en", Headline: "Tanger festival: jazz is back"},
	))
	assert.ElementsMatch(t, []string{"culture", "economie", "maroc"}, idsOf(t, x, "asked", Query{Desk: true}), "the default is the language of the article, in any region")
	assert.ElementsMatch(t, []string{"english"}, idsOf(t, x, "asked", Query{Desk: true, Langs: []Lang{"en"}}))
	assert.Len(t, idsOf(t, x, "asked", Query{Desk: true, Langs: []Lang{"en", "fr"}}), 4)
	assert.Empty(t, idsOf(t, x, "asked", Query{Desk: true, Langs: []Lang{"de"}}), "a language that the index does not have")
	assert.Equal(t, []string{"culture"}, idsOf(t, x, "asked", Query{Desk: true, Sections: []string{"culture"}}), "sections are compared without regard to case")
	assert.Empty(t, idsOf(t, x, "asked", Query{Desk: true, Sections: []string{"sport"}}), "a section that the index does not have")
	assert.ElementsMatch(t, []string{"economie", "maroc"}, idsOf(t, x, "asked", Query{Desk: true, Exclude: []string{"culture"}}))
	assert.Empty(t, idsOf(t, x, "asked", Query{Desk: true, MinScore: 1}))
	assert.Len(t, idsOf(t, x, "asked", Query{Desk: true, Limit: 1}), 1)
	assert.Len(t, idsOf(t, x, "asked", Query{Desk: true, Limit: 100, Diversity: 0.5}), 3, "the highest limit")
}

func TestDiversityPrefersDifferentMatches(t *testing.T) {
	x := NewIndex(IndexOptions{})
	require.NoError(t, x.Put(
		&Article{ID: "asked", Headline: "Barrages vides, olives rares, et la sécheresse au Maroc"},
		&Article{ID: "dams", Headline: "Au Maroc, la sécheresse laisse les barrages vides"},
		&Article{ID: "dams too", Headline: "Des barrages encore vides au Maroc, sécheresse ou incurie ?"},
		&Article{ID: "olives", Headline: "Olives rares, les moulins tournent au ralenti"},
	))
	assert.Equal(t, []string{"dams", "dams too"}, idsOf(t, x, "asked", Query{Desk: true, Limit: 2}))
	assert.Equal(t, []string{"dams", "olives"}, idsOf(t, x, "asked", Query{Desk: true, Limit: 2, Diversity: 0.6}))
}

func TestTiesAreOrderedByTimeThenID(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 3, d, 0, 0, 0, 0, time.UTC) }
	same := "La sécheresse vide les barrages"
	articles := []*Article{
		{ID: "b", Headline: same, Published: day(1)}, {ID: "a", Headline: same, Published: day(1)},
		{ID: "late", Headline: same, Published: day(2)}, {ID: "undated", Headline: same},
		{ID: "asked", Headline: "Sécheresse : des barrages à sec"},
	}
	for range 5 {
		rand.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		x := NewIndex(IndexOptions{})
		for _, a := range articles {
			require.NoError(t, x.Put(a))
		}
		assert.Equal(t, []string{"late", "a", "b", "undated"}, idsOf(t, x, "asked", Query{Desk: true, Copies: true}), "in any order of Put")
		matches, err := x.RelatedTo("asked", Query{Desk: true})
		require.NoError(t, err)
		assert.Equal(t, []string{"a", "b", "undated"}, matches[0].Copies)
	}
}

func TestAnArticleWithoutTermsHasNoMatch(t *testing.T) {
	x := NewIndex(IndexOptions{})
	require.NoError(t, x.Put(&Article{ID: "empty"}, &Article{ID: "full", Headline: "Le port de Nador ouvre"}))
	assert.Empty(t, idsOf(t, x, "empty", Query{Desk: true}))
	assert.Empty(t, idsOf(t, x, "full", Query{Desk: true}))
	matches, err := x.Related(&Article{Headline: "…"}, Query{Desk: true})
	require.NoError(t, err)
	assert.Empty(t, matches)
}

func TestSaveFileKeepsTheOldFileOnError(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "index")
	x := NewIndex(IndexOptions{})
	require.NoError(t, x.Put(&Article{ID: "a", Headline: "Le port de Nador ouvre"}))
	require.NoError(t, x.SaveFile(path))
	old, err := os.ReadFile(path)
	require.NoError(t, err)

	var typed *Error
	require.NoError(t, x.Put(&Article{ID: "b"}))
	for rule, to := range map[string]string{
		"a directory that does not exist": filepath.Join(dir, "nowhere", "index"),
		"a file instead of a directory":   filepath.Join(path, "index"),
	} {
		err := x.SaveFile(to)
		require.ErrorAs(t, err, &typed, rule)
		assert.Equal(t, []string{"save index", "path", to}, []string{typed.Op, typed.Field, typed.Value}, rule)
	}
	now, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, old, now, "a failed SaveFile leaves the old file")
	require.NoError(t, x.SaveFile(path))
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	loaded, err := LoadIndex(f, IndexOptions{})
	require.NoError(t, err)
	assert.Equal(t, 2, loaded.Len())
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, left, 1, "no temporary file is left")
}

func TestLoadIndexRefusesTruncatedData(t *testing.T) {
	var b bytes.Buffer
	x := NewIndex(IndexOptions{})
	require.NoError(t, x.Put(&Article{ID: "a", Headline: "Le port de Nador ouvre"}))
	require.NoError(t, x.Save(&b))
	for n := range b.Len() {
		_, err := LoadIndex(bytes.NewReader(b.Bytes()[:n]), IndexOptions{})
		var typed *Error
		require.ErrorAs(t, err, &typed)
		require.ErrorIs(t, err, ErrCorrupt, "first %d bytes of %d", n, b.Len())
	}
}
