package presse

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A shelf is a small archive on one subject, so that every article goes with every other.
func shelf(t *testing.T, articles ...Article) *Index {
	t.Helper()
	x := NewIndex(IndexOptions{})
	for i, a := range articles {
		a.Headline = "Les oliviers de Meknès et la sécheresse, " + strconv.Itoa(i)
		a.Body = "<p>Dans les oliveraies, la récolte " + modelWords[i] + " et " + modelWords[i+20] + ".</p>"
		if a.Status == StatusDraft {
			a.Status = StatusPublished
		}
		require.NoError(t, x.Put(&a))
	}
	return x
}

var olives = &Article{ID: "asked", Headline: "À Meknès, des oliviers sans eau : la sécheresse et la récolte"}

// idsAbout returns the IDs of the matches of olives, in order.
func idsAbout(t *testing.T, x *Index, q Query) []string {
	t.Helper()
	if q.At.IsZero() {
		q.Desk = true
	}
	q.MinScore = -1
	matches, err := x.Related(olives, q)
	require.NoError(t, err)
	ids := []string{}
	for _, m := range matches {
		ids = append(ids, m.ID)
	}
	return ids
}

// errorFields returns the Field of each *Error in err, in order.
func errorFields(err error) (fields []string) {
	for _, e := range Faults(err) {
		fields = append(fields, e.Field)
	}
	return fields
}

func TestQueryFaultsNameTheField(t *testing.T) {
	noon := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	tax, err := NewTaxonomy(Section{Slug: "maroc", Name: "Maroc"}, Section{Slug: "sport", Name: "Sport", Parent: "maroc"},
		Section{Slug: "monde", Name: "Monde"}, Section{Slug: "sport", Name: "Sport", Parent: "monde"})
	require.NoError(t, err)
	for _, c := range []struct {
		rule  string
		q     Query
		field string
		cause error
	}{
		{"neither At nor Desk", Query{}, "at", nil},
		{"an age at the desk without an instant", Query{Desk: true, MaxAge: time.Hour}, "max_age", nil},
		{"a negative age", Query{At: noon, MaxAge: -1}, "max_age", errNegative},
		{"a negative limit", Query{At: noon, Limit: -1}, "limit", nil},
		{"a limit above 100", Query{At: noon, Limit: 101}, "limit", nil},
		{"a minimum score of NaN", Query{At: noon, MinScore: math.NaN()}, "min_score", nil},
		{"a minimum score above 1", Query{At: noon, MinScore: 1.01}, "min_score", nil},
		{"a minimum score below -1", Query{At: noon, MinScore: math.Inf(-1)}, "min_score", nil},
		{"a diversity of NaN", Query{At: noon, Diversity: math.NaN()}, "diversity", nil},
		{"an unknown focus", Query{At: noon, Focus: 9}, "focus", nil},
		{"a language that is not a tag", Query{At: noon, Langs: []Lang{"fr", "français"}}, "langs[1]", errLang},
		{"an empty section", Query{At: noon, Sections: []string{"une", ""}}, "sections[1]", errNameless},
		{"an empty tag", Query{At: noon, NotTags: []string{" "}}, "not_tags[0]", errNameless},
		{"an empty genre", Query{At: noon, Genres: []string{"…"}}, "genres[0]", errNameless},
		{"a slug of two sections", Query{At: noon, Sections: []string{"sport"}, Taxonomy: tax}, "sections[0]", nil},
		{"a slug of two sections, to avoid", Query{At: noon, NotSections: []string{"monde", "sport"}, Taxonomy: tax}, "not_sections[1]", nil},
		{"a section that the taxonomy does not have", Query{At: noon, Sections: []string{"sprot"}, Taxonomy: tax}, "sections[0]", ErrNotFound},
	} {
		t.Run(c.rule, func(t *testing.T) {
			x := shelf(t, Article{ID: "a"})
			_, err := x.Related(olives, c.q)
			assert.Equal(t, []string{c.field}, errorFields(err), "fields of %v", err)
			if c.cause != nil {
				assert.ErrorIs(t, err, c.cause)
			}
			_, to := x.RelatedTo("a", c.q)
			assert.Equal(t, err.Error(), to.Error(), "the error of RelatedTo")
		})
	}
	var several *AmbiguityError
	_, err = shelf(t).Related(olives, Query{At: noon, Sections: []string{"sport"}, Taxonomy: tax})
	require.ErrorAs(t, err, &several)
	assert.Len(t, several.Readings, 2, "the error says which sections have the slug")
}

func TestFiltersLeaveOut(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 3, d, 12, 0, 0, 0, time.UTC) }
	x := shelf(t,
		Article{ID: "plain"},
		Article{ID: "opinion", Genre: "opinion", Tags: []string{"Agriculture", "Éditorial"}},
		Article{ID: "report", Genre: "report", Tags: []string{"Agriculture"}, Sections: []string{"regions"}},
		Article{ID: "live", Genre: "live", Sections: []string{"regions/meknes", "une"}},
		Article{ID: "partner", Sections: []string{"partenaires"}},
		Article{ID: "silent", NoRelated: true},
		Article{ID: "tomorrow", Published: day(11)},
		Article{ID: "gone", Status: StatusWithdrawn},
		Article{ID: "closed", Status: StatusRestricted},
	)
	all := []string{"plain", "opinion", "report", "live", "partner"}
	for _, c := range []struct {
		rule string
		q    Query
		want []string
	}{
		{"at an instant, what is public", Query{At: day(10)}, all},
		{"a day later, what was scheduled too", Query{At: day(12)}, append([]string{"tomorrow"}, all...)},
		{"at the desk, everything but NoRelated", Query{Desk: true}, append([]string{"tomorrow", "gone", "closed"}, all...)},
		{"at the desk, At does not hide anything", Query{Desk: true, At: day(10)}, append([]string{"tomorrow", "gone", "closed"}, all...)},
		{"no tag, in any spelling", Query{At: day(10), NotTags: []string{"editorial"}}, []string{"plain", "report", "live", "partner"}},
		{"no tag that nobody has", Query{At: day(10), NotTags: []string{"chasse"}}, all},
		{"no section", Query{At: day(10), NotSections: []string{"Partenaires", "une"}}, []string{"plain", "opinion", "report"}},
		{"one genre", Query{At: day(10), Genres: []string{"opinion"}}, []string{"opinion"}},
		{"two genres", Query{At: day(10), Genres: []string{"opinion", "report", "review"}}, []string{"opinion", "report"}},
		{"a genre that nobody has", Query{At: day(10), Genres: []string{"review"}}, nil},
		{"a genre is not a tag", Query{At: day(10), Genres: []string{"Agriculture"}}, nil},
		{"a section as written, not those below", Query{At: day(10), Sections: []string{"regions"}}, []string{"report"}},
		{"a path is not another section with the same letters", Query{At: day(10), Sections: []string{"regions-meknes"}}, nil},
		{"a path", Query{At: day(10), Sections: []string{"/regions/meknes/"}}, []string{"live"}},
		{"only what a function admits", Query{At: day(10), Only: func(id string) bool { return id == "live" || id == "gone" }}, []string{"live"}},
		{"excluded, unknown ids too", Query{At: day(10), Exclude: []string{"plain", "inconnu", ""}}, all[1:]},
	} {
		t.Run(c.rule, func(t *testing.T) {
			for _, exact := range []bool{false, true} {
				q := c.q
				q.Limit, q.Exact, q.MinScore = 20, exact, -1
				assert.ElementsMatch(t, c.want, idsAbout(t, x, q), "exact: %t", exact)
			}
		})
	}
}

func TestOnlyIsAskedOnce(t *testing.T) {
	noon := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	var articles []Article
	for i := range 40 {
		a := Article{ID: strconv.Itoa(i)}
		if i%4 == 0 {
			a.Embargo = noon.Add(time.Hour)
		}
		articles = append(articles, a)
	}
	x := shelf(t, articles...)
	asked := map[string]int{}
	idsAbout(t, x, Query{At: noon, Exclude: []string{"1"}, Only: func(id string) bool { asked[id]++; return id == "2" }})
	for id, n := range asked {
		i, err := strconv.Atoi(id)
		require.NoError(t, err)
		assert.Equal(t, 1, n, "calls for %s", id)
		assert.False(t, i%4 == 0 || id == "1", "%s was ruled out by another filter", id)
	}
	assert.Equal(t, 1, asked["2"])
	assert.Panics(t, func() { idsAbout(t, x, Query{At: noon, Only: func(string) bool { panic("caller") }}) })
	assert.Len(t, idsAbout(t, x, Query{At: noon}), 4, "the next query is not affected")
}

func TestSectionsOfATaxonomy(t *testing.T) {
	tax, err := NewTaxonomy(
		Section{Slug: "eco", Name: "Économie"}, Section{Slug: "bourse", Name: "Bourse", Parent: "eco"},
		Section{Slug: "maroc", Name: "Maroc"}, Section{Slug: "sport", Name: "Sport", Parent: "maroc"},
		Section{Slug: "monde", Name: "Monde"}, Section{Slug: "sport", Name: "Sport", Parent: "monde"},
		Section{Slug: "eco-verte", Name: "Économie verte"}, Section{Slug: "partenaires", Name: "Partenaires"},
	)
	require.NoError(t, err)
	tax, err = tax.Rename("eco", "economie", "")
	require.NoError(t, err)
	tax, err = tax.Remove("partenaires")
	require.NoError(t, err)
	x := shelf(t,
		Article{ID: "old address", Sections: []string{"eco"}},
		Article{ID: "old path below", Sections: []string{"eco/bourse"}},
		Article{ID: "slug", Sections: []string{"bourse"}},
		Article{ID: "new path", Sections: []string{"economie/bourse"}},
		Article{ID: "same beginning", Sections: []string{"eco-verte"}},
		Article{ID: "maroc", Sections: []string{"maroc/sport"}},
		Article{ID: "either", Sections: []string{"sport"}},
		Article{ID: "unknown", Sections: []string{"divers"}},
		Article{ID: "removed", Sections: []string{"partenaires"}},
		Article{ID: "none"},
	)
	economy := []string{"old address", "old path below", "slug", "new path"}
	for _, c := range []struct {
		rule string
		q    Query
		want []string
	}{
		{"a section and those below, by any of their addresses", Query{Sections: []string{"economie"}}, economy},
		{"asked by a former address", Query{Sections: []string{"eco"}}, economy},
		{"asked by a slug", Query{Sections: []string{"bourse"}}, economy[1:]},
		{"only what is surely in the section", Query{Sections: []string{"maroc"}}, []string{"maroc"}},
		{"nothing that may be in a section to avoid", Query{NotSections: []string{"monde", "economie", "eco-verte"}}, []string{"maroc", "unknown", "removed", "none"}},
		{"a removed section is compared as written", Query{NotSections: []string{"partenaires", "economie", "maroc", "monde"}}, []string{"same beginning", "unknown", "none"}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			c.q.Taxonomy, c.q.Limit = tax, 20
			assert.ElementsMatch(t, c.want, idsAbout(t, x, c.q))
		})
	}
	assert.ElementsMatch(t, []string{"old address"}, idsAbout(t, x, Query{Sections: []string{"eco"}}), "without a taxonomy, as written")
	moved, err := tax.Move("economie/bourse", "maroc")
	require.NoError(t, err)
	assert.ElementsMatch(t, []string{"old address"}, idsAbout(t, x, Query{Sections: []string{"economie"}, Taxonomy: moved}), "with another taxonomy, the same articles are elsewhere")
}

// TestSpellingsOfSections checks that articles are in a section of a taxonomy however they
// write it, and whichever of the spellings the index has read first or last.
func TestSpellingsOfSections(t *testing.T) {
	tax, err := NewTaxonomy(Section{Slug: "eco", Name: "Économie"}, Section{Slug: "bourse", Name: "Bourse", Parent: "eco"},
		Section{Slug: "faits-divers", Name: "Faits divers"}, Section{Slug: "sport", Name: "Sport"}, Section{Slug: "partenaires", Name: "Partenaires"})
	require.NoError(t, err)
	tax, err = tax.Remove("partenaires")
	require.NoError(t, err)
	for _, c := range []struct {
		section   string
		spellings []string
	}{
		{"eco", []string{"eco", "éco", "Éco", "ECO", "/eco/"}},
		{"eco", []string{"eco/bourse", "Éco/Bourse", "éco/bourse/"}},
		{"faits-divers", []string{"faits-divers", "Faits divers", "faits_divers"}},
		{"partenaires", []string{"partenaires", "Partenaires", "PARTÉNAIRES"}},
	} {
		for _, first := range c.spellings {
			for _, last := range c.spellings {
				x := shelf(t, Article{ID: "first", Sections: []string{first}}, Article{ID: "last", Sections: []string{last}}, Article{ID: "other", Sections: []string{"sport"}})
				if got := idsAbout(t, x, Query{Taxonomy: tax, NotSections: []string{c.section}}); !slices.Equal(got, []string{"other"}) {
					t.Errorf("articles in %q and %q, none of %q wanted: got %q", first, last, c.section, got)
				}
				if c.section == "partenaires" { // a removed section cannot be asked for
					continue
				}
				assert.ElementsMatch(t, []string{"first", "last"}, idsAbout(t, x, Query{Taxonomy: tax, Sections: []string{c.section}}), "articles in %q and %q, those of %q wanted", first, last, c.section)
			}
		}
	}
}

// TestLongSectionsAreAvoided checks that a path is known to its end.
func TestLongSectionsAreAvoided(t *testing.T) {
	slug := strings.Repeat("partenaires-et-annonceurs-", 4)[:90]
	tax, err := NewTaxonomy(Section{Slug: "le-groupe", Name: "Le groupe"}, Section{Slug: slug, Name: "Partenaires", Parent: "le-groupe"})
	require.NoError(t, err)
	x := shelf(t, Article{ID: "partner", Sections: []string{"le-groupe/" + slug}}, Article{ID: "plain"})
	for _, q := range []Query{{NotSections: []string{slug}, Taxonomy: tax}, {NotSections: []string{"le-groupe"}, Taxonomy: tax}} {
		assert.Equal(t, []string{"plain"}, idsAbout(t, x, q), "%v", q.NotSections)
	}
}

func TestPinnedComeFirst(t *testing.T) {
	noon := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	x := shelf(t, Article{ID: "a"}, Article{ID: "b"}, Article{ID: "c"}, Article{ID: "d"}, Article{ID: "e"},
		Article{ID: "embargoed", Embargo: noon.Add(time.Hour)}, Article{ID: "silent", NoRelated: true})
	require.NoError(t, x.Put(&Article{ID: "far", Status: StatusPublished, Lang: "en", Headline: "Chess in Tangier"}))
	for _, c := range []struct {
		rule string
		q    Query
		want []string // the first matches
		n    int
	}{
		{"in the order given, whatever their subject and language", Query{Pinned: []string{"far", "d"}}, []string{"far", "d"}, 4},
		{"once", Query{Pinned: []string{"d", "d"}}, []string{"d"}, 4},
		{"no more than Limit", Query{Limit: 2, Pinned: []string{"e", "d", "c"}}, []string{"e", "d"}, 2},
		{"not an unknown one", Query{Pinned: []string{"inconnu", "e"}}, []string{"e"}, 4},
		{"not what must not be shown", Query{Pinned: []string{"embargoed", "silent", "e"}}, []string{"e"}, 4},
		{"not what is excluded", Query{Pinned: []string{"e", "d"}, Exclude: []string{"e"}}, []string{"d"}, 4},
		{"not what Only refuses", Query{Pinned: []string{"e", "d"}, Only: func(id string) bool { return id != "e" }}, []string{"d"}, 4},
		{"not the article itself", Query{Pinned: []string{"asked", "e"}}, []string{"e"}, 4},
	} {
		t.Run(c.rule, func(t *testing.T) {
			c.q.At, c.q.MinScore = noon, -1
			matches, err := x.Related(olives, c.q)
			require.NoError(t, err)
			require.Len(t, matches, c.n)
			seen := map[string]bool{}
			for i, m := range matches {
				assert.False(t, seen[m.ID], "%s is repeated", m.ID)
				seen[m.ID] = true
				assert.False(t, m.ID == "embargoed" || m.ID == "silent", "%s must not be shown", m.ID)
				pinned := slices.ContainsFunc(m.Why, func(r Reason) bool { return r.Kind == ReasonPinned })
				assert.Equal(t, i < len(c.want), pinned, "match %d, %s, is pinned", i, m.ID)
				if i < len(c.want) {
					assert.Equal(t, c.want[i], m.ID, "match %d", i)
					assert.Equal(t, []Reason{{Kind: ReasonPinned, Weight: m.Score}}, m.Why)
				}
			}
		})
	}
	matches, err := x.Related(&Article{ID: "empty"}, Query{At: noon, Pinned: []string{"e"}})
	require.NoError(t, err)
	require.Len(t, matches, 1, "pinned for an article without words")
}

// TestTouchChangesWhatNeedsNoText checks Touch against a Put of the same articles.
func TestTouchChangesWhatNeedsNoText(t *testing.T) {
	noon := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	change := map[string]func(*Article){
		"status":     func(a *Article) { a.Status = StatusWithdrawn },
		"published":  func(a *Article) { a.Published = noon.AddDate(0, 0, -200) },
		"embargo":    func(a *Article) { a.Embargo = noon.Add(time.Hour) },
		"expiry":     func(a *Article) { a.Expiry = noon },
		"sections":   func(a *Article) { a.Sections = []string{"sport"} },
		"genre":      func(a *Article) { a.Genre = "review" },
		"no related": func(a *Article) { a.NoRelated = true },
	}
	for field, do := range change {
		t.Run(field, func(t *testing.T) {
			var put, touched *Index
			for _, x := range []**Index{&put, &touched} {
				*x = shelf(t, Article{ID: "a"}, Article{ID: "b", Sections: []string{"une"}, Genre: "report", Published: noon.AddDate(0, 0, -1), Tags: []string{"Oliviers"}}, Article{ID: "c"})
			}
			b := Article{ID: "b", Status: StatusPublished, Headline: "Les oliviers de Meknès et la sécheresse, 1",
				Body:     "<p>Dans les oliveraies, la récolte " + modelWords[1] + " et " + modelWords[21] + ".</p>",
				Sections: []string{"une"}, Genre: "report", Published: noon.AddDate(0, 0, -1), Tags: []string{"Oliviers"}}
			do(&b)
			require.NoError(t, put.Put(&b))
			b.Headline, b.Body, b.Tags = "Autre titre, autre sujet : les échecs à Tanger", "", nil
			require.NoError(t, touched.Touch(&b))
			require.Equal(t, 3, touched.Len())
			for _, q := range []Query{{At: noon}, {Desk: true}, {At: noon, Sections: []string{"sport"}}, {At: noon, NotSections: []string{"une"}},
				{At: noon, Genres: []string{"review"}}, {At: noon, MaxAge: 48 * time.Hour}, {At: noon, Focus: FocusStory}} {
				q.MinScore = -1
				want, err := put.Related(olives, q)
				require.NoError(t, err)
				got, err := touched.Related(olives, q)
				require.NoError(t, err)
				assert.Equal(t, want, got, "%+v", q)
			}
		})
	}
}

func TestTouchRefusesWhatTheIndexDoesNotHold(t *testing.T) {
	x := shelf(t, Article{ID: "a"})
	err := x.Touch(&Article{ID: "a", Status: StatusDraft}, &Article{ID: "b"}, nil)
	assert.ErrorIs(t, err, errNil)
	err = x.Touch(&Article{ID: "a", Status: StatusDraft}, &Article{ID: "b"})
	require.ErrorIs(t, err, ErrNotFound)
	assert.Equal(t, []string{"articles[1].id"}, errorFields(err))
	assert.Equal(t, []string{"a"}, idsAbout(t, x, Query{At: time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)}), "nothing has changed")
}

func TestIndexKnowsItsArticles(t *testing.T) {
	x := shelf(t, Article{ID: "a"}, Article{ID: "b"}, Article{ID: "c"})
	x.Delete("b")
	assert.True(t, x.Has("a"))
	assert.False(t, x.Has("b"))
	var ids []string
	for id := range x.IDs() {
		x.Delete(id) // a change during the iteration
		ids = append(ids, id)
	}
	assert.ElementsMatch(t, []string{"a", "c"}, ids)
	for id := range x.IDs() {
		t.Errorf("%s after all were deleted", id)
	}
	var none *Index
	assert.False(t, none.Has("a"))
	for id := range none.IDs() {
		t.Errorf("%s in a nil index", id)
	}
	assert.Empty(t, none.Mark())
	none.SetMark("x")
	none.Compact()
	assert.Zero(t, none.Frequencies().Articles()+none.Frequencies().Of("olive"))
}

func TestMarkIsSaved(t *testing.T) {
	x := shelf(t, Article{ID: "a"})
	assert.Empty(t, x.Mark())
	x.SetMark("jusqu’au message 81 223")
	path := t.TempDir() + "/index"
	require.NoError(t, x.SaveFile(path))
	x.SetMark("plus loin")
	loaded, err := LoadIndexFile(path, IndexOptions{})
	require.NoError(t, err)
	assert.Equal(t, "jusqu’au message 81 223", loaded.Mark())
	assert.Equal(t, "plus loin", x.Mark())
	loaded.Compact()
	assert.Equal(t, "jusqu’au message 81 223", loaded.Mark())
}

func TestLoadIndexFileNamesThePath(t *testing.T) {
	for _, path := range []string{"", t.TempDir(), t.TempDir() + "/nowhere"} {
		_, err := LoadIndexFile(path, IndexOptions{})
		var typed *Error
		require.ErrorAs(t, err, &typed)
		assert.Equal(t, []string{"load index", "path", path}, []string{typed.Op, typed.Field, typed.Value})
		assert.False(t, errors.Is(err, ErrCorrupt))
	}
}

func TestFrequenciesCountArticles(t *testing.T) {
	x := shelf(t, Article{ID: "a", Tags: []string{"Conseil municipal"}}, Article{ID: "b", Tags: []string{"conseil-municipal"}}, Article{ID: "c"})
	f := x.Frequencies()
	assert.Equal(t, 3, f.Articles())
	assert.Positive(t, f.MeanLength())
	for term, want := range map[string]int{"oliviers": 3, "Oliviers": 3, "récolte": 3, modelWords[0]: 1, "inconnu": 0, "": 0, "#conseil municipal": 2, "conseil municipal": 0, "oliviers meknes": 0} {
		assert.Equal(t, want, f.Of(term), "articles with %q", term)
	}
	x.Delete("c")
	assert.Equal(t, 2, f.Of("oliviers"), "after a deletion")
}
