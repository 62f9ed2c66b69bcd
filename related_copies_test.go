package presse

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse/internal/conformance"
)

// copies reports whether the index treats a and b as copies: whether b is a version
// of a.
func copies(t *testing.T, x *Index, a, b *Article) bool {
	t.Helper()
	require.NoError(t, x.Put(b))
	defer x.Delete(b.ID)
	ids, err := x.Versions(a, Query{Desk: true})
	require.NoError(t, err)
	return len(ids) == 1
}

func newsArticles(t *testing.T, name string) (all []*Article, cluster map[*Article]string) {
	cluster = map[*Article]string{}
	conformance.Lines(t, "related/"+name, func(_ int, line []byte) {
		var in struct {
			ID, Title, Body, Published string
			Topic, Cluster             any
		}
		require.NoError(t, json.Unmarshal(line, &in))
		a := &Article{ID: in.ID, Headline: in.Title, Body: in.Body, Lang: "fr"}
		a.Published, _ = time.Parse(time.RFC3339, in.Published) // some have none
		all = append(all, a)
		cluster[a] = in.ID[:min(len(in.ID), len("T01_C1"))]
	})
	return all, cluster
}

func TestCopiesAreFound(t *testing.T) {
	all, _ := newsArticles(t, "orangesum.jsonl.gz")
	byID := map[string]*Article{}
	for _, a := range all {
		byID[a.ID] = a
	}
	x := NewIndex(IndexOptions{})

	t.Run("real pairs that share at least half of the phrases of the shorter text", func(t *testing.T) {
		found, of := 0, 0
		conformance.Lines(t, "related/neardup_pairs_orangesum.tsv", func(_ int, line []byte) {
			row := strings.Split(string(line), "\t")
			if containment, err := strconv.ParseFloat(row[3], 64); err != nil || containment < 0.5 {
				return
			}
			of++
			if copies(t, x, byID[row[0]], byID[row[1]]) {
				found++
			}
		})
		t.Logf("%d of %d pairs found", found, of)
		assert.GreaterOrEqual(t, float64(found), 0.98*float64(of))
	})

	t.Run("wire copies with another headline, cuts, reordered paragraphs and a tenth of the words changed", func(t *testing.T) {
		r := rand.New(rand.NewPCG(1, 2))
		found, of := 0, 0
		for of < 600 {
			a := all[r.IntN(len(all))]
			if len(a.Body) < 800 {
				continue
			}
			copy := wireCopy(r, a, all)
			if conformance.Containment(conformance.Phrases(a.Body), conformance.Phrases(copy.Body)) < 0.5 {
				continue // no copy by the definition of neardup_pairs_orangesum.tsv
			}
			of++
			if copies(t, x, a, copy) {
				found++
			}
		}
		t.Logf("%d of %d copies found", found, of)
		assert.GreaterOrEqual(t, float64(found), 0.98*float64(of))
	})
}

// wireCopy returns a as another paper might print it: under another headline, without
// a quarter of its paragraphs, perhaps reordered, with a tenth of its words replaced.
func wireCopy(r *rand.Rand, a *Article, others []*Article) *Article {
	ps := strings.Split(a.Body, "\n\n")
	if cut := len(ps) / 4; cut > 0 {
		from := r.IntN(len(ps) - cut + 1)
		ps = append(ps[:from:from], ps[from+cut:]...)
	}
	if r.IntN(2) == 0 {
		r.Shuffle(len(ps), func(i, j int) { ps[i], ps[j] = ps[j], ps[i] })
	}
	for i, p := range ps {
		ws := strings.Fields(p)
		for j := range ws {
			if r.IntN(10) == 0 {
				theirs := strings.Fields(others[r.IntN(len(others))].Headline + " de")
				ws[j] = theirs[r.IntN(len(theirs))]
			}
		}
		ps[i] = strings.Join(ws, " ")
	}
	return &Article{ID: "copy", Headline: others[r.IntN(len(others))].Headline, Body: strings.Join(ps, "\n\n"), Lang: "fr"}
}

func TestDifferentArticlesOnAStoryAreNotCopies(t *testing.T) {
	all, cluster := newsArticles(t, "rpm2.jsonl.gz")
	x := NewIndex(IndexOptions{})
	phrases := map[*Article][]uint64{}
	for _, a := range all {
		phrases[a] = conformance.Phrases(a.Headline + " " + a.Body)
	}
	taken, between, of := 0, 0, 0
	for i, a := range all {
		for _, b := range all[i+1:] {
			if cluster[a] != cluster[b] {
				continue
			}
			shared := conformance.Containment(phrases[a], phrases[b])
			if shared >= 0.5 {
				continue // copies by the definition of neardup_pairs_orangesum.tsv
			}
			of++
			switch is := copies(t, x, a, b); {
			case is && shared < 0.3:
				taken++
				t.Logf("%s and %s share %.2f of their phrases and are treated as copies", a.ID, b.ID, shared)
			case is:
				between++ // an agency's text, edited by two papers
			}
		}
	}
	t.Logf("%d of %d pairs are wrongly treated as copies; %d more share 0.3 to 0.5 of their phrases", taken, of, between)
	assert.LessOrEqual(t, taken, of/1000)
}

// bulletin returns the weather bulletin of a day. From one day to the next, only the
// date, the figures and a few words change.
func bulletin(day int) *Article {
	date := time.Date(2025, 1, 1, 6, 0, 0, 0, time.UTC).AddDate(0, 0, day)
	pick := func(from string, i int) string {
		of := strings.Split(from, "|")
		return of[i%len(of)]
	}
	weekdays := "dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi"
	months := "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
	when := fmt.Sprintf("%s %d %s", pick(weekdays, int(date.Weekday())), date.Day(), pick(months, int(date.Month())-1))
	low := 4 + day%13
	return &Article{
		ID: fmt.Sprint("meteo-", day), Lang: "fr", Status: StatusPublished, Published: date,
		Headline: "Météo : le temps qu’il fera " + when,
		Body: fmt.Sprintf("La Direction générale de la météorologie prévoit pour la journée de %s un temps %s sur les plaines atlantiques, "+
			"avec des formations brumeuses le matin près des côtes et dans la vallée du Sebou.\n\n"+
			"Le vent soufflera modérément de secteur %s sur le détroit et sur l’Oriental, et se renforcera dans les provinces du Sud.\n\n"+
			"Les températures minimales seront de l’ordre de %d à %d degrés sur les reliefs de l’Atlas et de %d à %d degrés ailleurs. "+
			"Les températures maximales seront en %s par rapport à la veille. La mer sera belle à peu agitée en Méditerranée et agitée entre Agadir et Dakhla.",
			when, pick("stable|instable|assez chaud|nuageux", day*7), pick("nord|ouest|est", day*5), low-6, low-1, low, low+8, pick("hausse|baisse|légère hausse", day*3)),
	}
}

// A newspaper prints a bulletin every day from one form. It must not fill a box, even
// under another story of the weather, or hide what else there is.
func TestBulletinsDoNotFillABox(t *testing.T) {
	const bulletins = 365
	x := NewIndex(IndexOptions{})
	var all []*Article
	for day := range bulletins {
		all = append(all, bulletin(day))
	}
	isBulletin := func(id string) bool { return strings.HasPrefix(id, "meteo-") }
	r := rand.New(rand.NewPCG(3, 4))
	weather := strings.Fields("vent mer météorologie températures Atlas Agadir Dakhla détroit agitée baisse secteur plaines vallée matin côtes degrés")
	for i := range 1000 {
		a := randomArticle(r, fmt.Sprint("autre-", i), nil)
		a.Status, a.Published, a.Lang, a.Embargo, a.Expiry = StatusPublished, time.Date(2025, 1, 1, i*8, 0, 0, 0, time.UTC), "fr", time.Time{}, time.Time{}
		if i%25 == 0 { // stories of the weather
			for range 12 {
				a.Body += " " + weather[r.IntN(len(weather))]
			}
		}
		all = append(all, a)
	}
	require.NoError(t, x.Put(all...))

	for _, exact := range []bool{false, true} {
		t.Run(fmt.Sprint("exact ", exact), func(t *testing.T) {
			next := bulletin(bulletins)
			matches, err := x.Related(next, Query{Desk: true, Exact: exact})
			require.NoError(t, err)
			require.Len(t, matches, 4, "asked with a bulletin")
			for _, m := range matches {
				assert.False(t, isBulletin(m.ID), "asked with a bulletin: %s is one", m.ID)
			}
			versions, err := x.Versions(next, Query{Desk: true, Exact: exact})
			require.NoError(t, err)
			require.Len(t, versions, bulletins, "versions of a bulletin")
			for i, id := range versions {
				require.Equal(t, bulletin(bulletins-1-i).ID, id, "versions must be in order, latest first")
			}
			versions, err = x.Versions(all[100], Query{Exact: exact, At: all[199].Published})
			require.NoError(t, err)
			require.Len(t, versions, 199, "versions that were public on a day, without the article itself")

			storm := &Article{
				Lang: "fr", Headline: "Coup de vent sur l’Atlas", Published: time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC),
				Body: "La Direction générale de la météorologie annonce un coup de vent sur l’Atlas et le détroit. Le vent soufflera de secteur ouest jusqu’à 90 km/h sur les reliefs et se renforcera la nuit dans les provinces du Sud. La mer sera agitée entre Agadir et Dakhla ; les formations brumeuses se dissiperont dans la vallée du Sebou.",
			}
			matches, err = x.Related(storm, Query{Desk: true, Exact: exact})
			require.NoError(t, err)
			require.Equal(t, 4, len(matches), "asked with another story of the weather")
			n := 0
			for _, m := range matches {
				if isBulletin(m.ID) {
					n++
					assert.Len(t, m.Copies, bulletins-1, "the copies of the bulletin")
				}
			}
			assert.Equal(t, 1, n, "bulletins in the box of another story of the weather")
		})
	}
}
