package related

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unsafe"
	"weak"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/ranking"
)

func (x *Index) put(articles ...Article) {
	x.Put(len(articles), func(i int) Article { return articles[i] })
}

// about returns the matches for a, which need not be in the index.
func (x *Index) about(a Article, q Query) (matches []Match) {
	q.Limit = cmp.Or(q.Limit, 4)
	x.Related(a, &q, func(m Match) {
		m.Why = slices.Clone(m.Why)
		matches = append(matches, m)
	})
	return matches
}

func idsOf(matches []Match) (ids []string) {
	for _, m := range matches {
		ids = append(ids, m.ID)
	}
	return ids
}

// terms returns the words that a match gives as reasons.
func terms(m Match) (words []string) {
	for _, r := range m.Why {
		if r.Kind == Word {
			words = append(words, r.Text)
		}
	}
	return words
}

func TestHiddenTextIsNoReason(t *testing.T) {
	for _, c := range []struct{ rule, body string }{
		{"display none", `<p>Rabat vote.</p><p style="display:none">digue emportée</p>`},
		{"the hidden attribute", `<p>Rabat vote.</p><div hidden>digue emportée</div>`},
		{"script", `<p>Rabat vote.</p><script>var digue = "emportée"</script>`},
		{"style", `<p>Rabat vote.</p><style>.digue { emportée }</style>`},
		{"noscript", `<p>Rabat vote.</p><noscript>digue emportée</noscript>`},
		{"template", `<p>Rabat vote.</p><template>digue emportée</template>`},
		{"textarea", `<p>Rabat vote.</p><textarea>digue emportée</textarea>`},
		{"a caption", `<p>Rabat vote.</p><figure><img src="a.jpg"><figcaption>digue emportée</figcaption></figure>`},
		{"a comment", `<p>Rabat vote.</p><!-- digue emportée -->`},
		{"an attribute", `<p>Rabat <a href="/digue" title="digue emportée">vote</a>.</p>`},
	} {
		x := New()
		x.put(Article{ID: "a", Headline: "Un conseil municipal", Body: c.body})
		assert.Empty(t, x.about(Article{Headline: "La digue emportée"}, Query{}), "matches for a story when an article in the archive has the word in %s: %s", c.rule, c.body)
		x.put(Article{ID: "b", Headline: "La digue emportée"})
		assert.Empty(t, x.about(Article{ID: "a", Headline: "Un conseil municipal", Body: c.body}, Query{}), "matches for an article that has the word in %s: %s", c.rule, c.body)
	}
}

func TestMarkupIsReadAsAReaderSeesIt(t *testing.T) {
	x := New()
	for _, c := range []struct{ rule, html, plain string }{
		{"a named reference", "<p>l&rsquor;&Eacute;tat d&eacute;borde</p>", "l’État déborde"},
		{"a decimal reference", "<p>l&#8217;&#201;tat d&#233;borde</p>", "l’État déborde"},
		{"a hexadecimal reference", "<p>l&#x2019;&#xC9;tat d&#xE9;borde</p>", "l’État déborde"},
		{"a reference without its semicolon", "<p>l&#8217 &Eacutetat déborde</p>", "l’ État déborde"},
		{"a reference is decoded only once", "<p>le &amp;eacute; du clavier</p>", "le &amp;eacute; du clavier"},
		{"an inline element does not split a word", "<p>Le <data>trois</data>mes et le <b>cru</b>e</p>", "Le troismes et le crue"},
		{"an attribute value may contain >", `<p><a title="1 > 0">La crue</a> monte</p>`, "La crue monte"},
		{"blocks separate phrases", "<p>Rabat</p><div>Fès</div><ul><li>Meknès<li>Oujda</ul>", "Rabat\n\nFès\n\nMeknès\n\nOujda"},
		{"cells and line breaks separate words", "<table><tr><td>Rabat<td>Fès</table>Oujda<br>Figuig", "Rabat Fès\n\nOujda Figuig"},
		{"NUL is dropped", "La \x00crue", "La crue"},
	} {
		got, want := reading(x, Article{Headline: c.html, Body: c.html}), reading(x, Article{Headline: c.plain, Body: c.plain})
		assert.Equal(t, want, got, "%s: %q", c.rule, c.html)
	}
}

// reading returns everything that the index derives from the text of an article.
func reading(x *Index, a Article) string {
	r := x.room()
	defer x.release(r)
	r.describe(a, &r.doc[0])
	var out []string
	for _, t := range r.doc[0].Terms {
		out = append(out, fmt.Sprintf("%s %x %d", t.Written, t.Hash, t.Code))
	}
	return fmt.Sprintf("%d %x\n%s", r.doc[0].Length, r.doc[0].Sketch, strings.Join(out, "\n"))
}

func TestReasonsShowTheWordAsAReaderSeesIt(t *testing.T) {
	for _, c := range []struct{ rule, body, want string }{
		{"a word as first written", "ÉTATS-généraux", "ÉTATS généraux"},
		{"without markup", "<p>l’&Eacute;<b>tat</b></p>", "État"},
		{"without soft hyphens and joiners", "inon\u00adda\u200btion&shy;s", "inondations"},
		{"with decomposed accents", "re\u0301gion pre\u0301", "re\u0301gion pre\u0301"},
		{"with Arabic vowel signs and tatweel", "بَلاغ حكـومة", "بَلاغ حكـومة"},
	} {
		x := New()
		x.put(Article{ID: "a", Lang: "fr", Body: c.body})
		matches := x.about(Article{Body: c.body, Lang: "fr"}, Query{Explain: true, Copies: true})
		require.Len(t, matches, 1, c.rule)
		assert.ElementsMatch(t, strings.Fields(c.want), terms(matches[0]), "%s: %q", c.rule, c.body)
	}
}

// TestTheIndexKeepsNoText checks that the index copies what it needs, so that the text of an
// article can be garbage-collected.
func TestTheIndexKeepsNoText(t *testing.T) {
	for _, n := range []int{1, 2} {
		x := New()
		body := []byte(strings.Repeat("La digue de Safi n’a pas tenu. ", 4000))
		kept := weak.Make(&body[0])
		x.Put(n, func(i int) Article {
			return Article{ID: fmt.Sprint(i), Headline: "Digue", Body: unsafe.String(&body[0], len(body))}
		})
		matches := x.about(Article{Body: unsafe.String(&body[0], len(body))}, Query{Limit: 1, Copies: true})
		runtime.GC()
		require.NotNil(t, kept.Value(), "the text must be reachable before it is dropped")
		runtime.KeepAlive(body)
		body = nil
		runtime.GC()
		assert.Nil(t, kept.Value(), "text is still reachable after a Put of %d and a query", n)
		assert.Equal(t, n, x.Len())
		assert.Contains(t, terms(matches[0]), "Safi")
	}
}

func TestPutOfManyIsAsPutOfEach(t *testing.T) {
	r := rand.New(rand.NewPCG(51, 52))
	var articles []Article
	for i := range 2*putChunk + 7 {
		var words []string
		for range 30 {
			words = append(words, fmt.Sprintf("mot%d", r.IntN(900)))
		}
		articles = append(articles, Article{ID: fmt.Sprint(i), Headline: strings.Join(words[:4], " "), Body: "<p>" + strings.Join(words[4:], " ") + "</p>"})
	}
	many, each := New(), New()
	many.put(articles...)
	for _, a := range articles {
		each.put(a)
	}
	many.put() // no articles
	require.Equal(t, len(articles), many.Len())
	require.Equal(t, each.Stats().Terms, many.Stats().Terms)
	for _, a := range articles[:50] {
		assert.Equal(t, each.about(a, Query{Exact: true}), many.about(a, Query{Exact: true}))
	}
	assert.Equal(t, 1, many.Delete("0", "nulle part"))
	assert.Equal(t, len(articles)-1, many.Len())
	var q Query
	assert.False(t, many.RelatedTo("0", &q, func(Match) { t.Error("RelatedTo found a match for a deleted article") }))
}

func TestAnswersKeepToTheQuery(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 3, d, 0, 0, 0, 0, time.UTC) }
	x := New()
	x.put(
		Article{ID: "hidden", Lang: "fr", Headline: "Festival de Tanger", Published: day(1)},
		Article{ID: "early", Lang: "fr", Headline: "Festival de Tanger en mars", Public: true, Published: day(1)},
		Article{ID: "late", Lang: "FR-ma", Headline: "Le festival à Tanger", Public: true, Published: day(9), Sections: []string{"Culture"}},
		Article{ID: "embargo", Lang: "fr", Headline: "Tanger : festival", Public: true, Published: day(1), Embargo: day(20)},
		Article{ID: "expired", Lang: "fr", Headline: "Tanger et festival", Public: true, Expiry: day(5)},
		Article{ID: "english", Lang: "en", Headline: "Tanger festival", Public: true, Published: day(1)},
	)
	asked := Article{ID: "asked", Lang: "fr", Headline: "Tanger, festival"}
	for _, c := range []struct {
		rule string
		q    Query
		want []string
	}{
		{"all articles of its language, whatever the region", Query{}, []string{"hidden", "early", "late", "embargo", "expired"}},
		{"articles public at the given time", Query{Timed: true, At: day(10)}, []string{"early", "late"}},
		{"an embargo ends at the given instant", Query{Timed: true, At: day(20)}, []string{"early", "late", "embargo"}},
		{"an undated article until its expiry", Query{Timed: true, At: day(5).Add(-time.Second)}, []string{"early", "expired"}},
		{"no article from its expiry on", Query{Timed: true, At: day(5)}, []string{"early"}},
		{"no older than MaxAge", Query{Timed: true, At: day(10), MaxAge: 24 * time.Hour}, []string{"late"}},
		{"in a given language", Query{Langs: []string{"EN-gb"}}, []string{"english"}},
		{"in a given section", Query{Sections: Sections{Named: []string{"culture", "nulle part"}}}, []string{"late"}},
		{"none in an unknown section", Query{Sections: Sections{Named: []string{"nulle part"}}}, nil},
		{"without the excluded articles", Query{Exclude: []string{"hidden", "late", "inconnu"}}, []string{"early", "embargo", "expired"}},
	} {
		c.q.Limit, c.q.Copies = 10, true
		assert.ElementsMatch(t, c.want, idsOf(x.about(asked, c.q)), c.rule)
	}
	x.put(asked)
	var q Query
	q.Limit, q.Copies = 10, true
	x.RelatedTo("asked", &q, func(m Match) { assert.NotEqual(t, "asked", m.ID, "an article must not match itself") })
	assert.NotContains(t, idsOf(x.about(asked, q)), "asked")
}

func TestReasonsAreTheStrongestFirst(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 3, d, 0, 0, 0, 0, time.UTC) }
	words := "barrage oued crue digue préfet secours quartier pluie"
	x := New()
	x.put(
		Article{ID: "a", Headline: words, Tags: []string{"Météo"}, Sections: []string{"Régions"}, Published: day(2)},
		Article{ID: "b", Headline: "barrage oued crue", Body: "Le club joue.", Published: day(3)},
		Article{ID: "c", Headline: "Le club joue", Body: "Le barrage tient."},
	)
	asked := Article{Headline: words, Tags: []string{"meteo"}, Sections: []string{"regions"}, Published: day(1).Add(29 * time.Minute)}
	matches := x.about(asked, Query{Focus: MoreOfStory, Copies: true})
	require.NotEmpty(t, matches)
	kinds := map[Kind]int{}
	sum, last := 0.0, 1.0
	for _, r := range matches[0].Why {
		kinds[r.Kind]++
		sum += r.Weight
		if r.Kind <= Section {
			assert.LessOrEqual(t, r.Weight, last, "%+v", matches[0].Why)
			last = r.Weight
		}
		if r.Kind == Time {
			assert.Equal(t, "24", r.Text, "hours, rounded to the nearest")
		}
	}
	assert.InDelta(t, matches[0].Score, sum, 1e-9)
	assert.Equal(t, namedReasons, kinds[Word]+kinds[Tag]+kinds[Section])
	assert.Equal(t, Reason{Tag, "Météo", matches[0].Why[0].Weight}, matches[0].Why[0], "a tag is written as in the archive")
	assert.Equal(t, []int{1, 1, 1}, []int{kinds[Story], kinds[Time], kinds[Rest]}, "%+v", matches[0].Why)

	all := x.about(asked, Query{Focus: MoreOfStory, Copies: true, Explain: true})
	kinds = map[Kind]int{}
	for _, r := range all[0].Why {
		kinds[r.Kind]++
	}
	assert.Equal(t, []int{8, 1, 1}, []int{kinds[Word], kinds[Tag], kinds[Section]}, "%+v", all[0].Why)
	for _, c := range []struct {
		seconds int64
		want    string
	}{{0, "0"}, {29*60 + 59, "0"}, {30 * 60, "1"}, {-30 * 60, "1"}, {-89 * 60, "1"}, {36 * 3600, "36"}} {
		assert.Equal(t, c.want, hours(c.seconds), "hours of %d seconds", c.seconds)
	}
}

func TestSnapshotsOfOtherRulesAreRefused(t *testing.T) {
	x := New()
	x.put(Article{ID: "a", Headline: "Le port de Nador ouvre"})
	for rules := range uint64(snapshotRules + 3) {
		var b bytes.Buffer
		require.NoError(t, x.engine().View().Save(&b, rules))
		err := new(Index).Load(&b)
		if rules == snapshotRules {
			assert.NoError(t, err)
		} else {
			assert.ErrorIs(t, err, postings.ErrVersion, "rules %d", rules)
		}
	}
	assert.GreaterOrEqual(t, snapshotRules, 5, "rules 4 and lower read HTML differently")
	format, err := os.ReadFile("postings/FORMAT.md")
	require.NoError(t, err)
	assert.Contains(t, string(format), fmt.Sprintf("It is %d (`snapshotRules`", snapshotRules))
	assert.Contains(t, string(format), fmt.Sprintf("under rules number %d\n", snapshotRules))
	err = new(Index).Load(strings.NewReader("presse"))
	assert.ErrorIs(t, err, ErrCorrupt)
}

func TestZeroIndexWorks(t *testing.T) {
	a := Article{ID: "a", Headline: "Le port de Nador ouvre", Public: true}
	asked := Article{Headline: "Nador et son port"}
	for _, c := range []struct {
		rule string
		do   func(x *Index)
		len  int
	}{
		{"Put of one", func(x *Index) { x.put(a) }, 1},
		{"Put of several", func(x *Index) { x.put(a, asked) }, 2},
		{"Put of none", func(x *Index) { x.put() }, 0},
		{"Delete", func(x *Index) { assert.Zero(t, x.Delete("a")) }, 0},
		{"Len", func(x *Index) { assert.Zero(t, x.Len()) }, 0},
		{"Stats", func(x *Index) { assert.Equal(t, New().Stats(), x.Stats()) }, 0},
		{"Related", func(x *Index) { assert.Empty(t, x.about(asked, Query{})) }, 0},
		{"RelatedTo", func(x *Index) {
			assert.False(t, x.RelatedTo("a", &Query{}, func(Match) { t.Error("RelatedTo found a match") }))
		}, 0},
		{"SaveFile", func(x *Index) { assert.NoError(t, x.SaveFile(filepath.Join(t.TempDir(), "index"))) }, 0},
		{"Save", func(x *Index) {
			var got, want bytes.Buffer
			require.NoError(t, x.Save(&got))
			require.NoError(t, New().Save(&want))
			assert.Equal(t, want.Bytes(), got.Bytes())
			loaded := new(Index)
			err := loaded.Load(&got)
			require.NoError(t, err)
			assert.Zero(t, loaded.Len())
		}, 0},
	} {
		var x Index
		c.do(&x)
		assert.Equal(t, c.len, x.Len(), "Len after %s as the first call", c.rule)
	}
}

func TestZeroIndexIsCreatedOnce(t *testing.T) {
	const writers = 8
	for range 50 {
		var x Index
		var all sync.WaitGroup
		for i := range writers {
			all.Go(func() {
				x.put(Article{ID: fmt.Sprint(i), Headline: "Le port de Nador ouvre"})
				x.about(Article{Headline: "Nador"}, Query{})
				x.Stats()
			})
		}
		all.Wait()
		require.Equal(t, writers, x.Len(), "articles put by concurrent first calls")
	}
}

func TestNilWriterAndReaderAreErrors(t *testing.T) {
	assert.ErrorIs(t, new(Index).Save(nil), errNilWriter)
	assert.ErrorIs(t, new(Index).Load(nil), errNilReader)
}

func TestLimitsAreKept(t *testing.T) {
	x := New()
	var articles []Article
	for i := range ranking.MaxLimit + 20 {
		articles = append(articles, Article{ID: fmt.Sprint(i), Headline: fmt.Sprintf("Grève %d %d %d", i, 1000+i, 2000+i)})
	}
	x.put(articles...)
	for _, c := range []struct{ limit, want int }{{1, 1}, {10, 10}, {ranking.MaxLimit + 5, ranking.MaxLimit}} {
		assert.Len(t, x.about(Article{Headline: "Grève"}, Query{Limit: c.limit, Copies: true}), c.want)
	}
}
