package ranking

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

// versions returns the IDs of the versions of a document.
func (x *archive) versions(t *testing.T, id string, q Query) (ids []string) {
	t.Helper()
	v := x.View()
	at, ok := x.Find(v, id)
	require.True(t, ok)
	var r postings.Record
	v.Read(at, &r)
	d := x.asking.Begin(v)
	d.Indexed, d.Published, d.Length = true, r.Published, r.Length
	d.Terms, d.Sketch = r.AppendTerms(d.Terms), append(d.Sketch, r.Sketch()...)
	q.Langs, q.InLangs = []uint32{langOf(t, v)}, true
	q.Self = id
	for _, at := range x.asking.Versions(&q) {
		ids = append(ids, x.asking.ID(at))
	}
	return ids
}

// textOf returns a text of n words in which each word depends on its place only, unless
// it is replaced, which happens to one in the given number.
func textOf(r *rand.Rand, name string, n, oneIn int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprint(name, i)
		if r.IntN(oneIn) == 0 {
			words[i] = fmt.Sprint("autre", r.IntN(3000))
		}
	}
	return strings.Join(words, " ")
}

// The search must find the versions that a comparison with every document finds.
func TestVersionsAreThoseThatAllComparisonsFind(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	x := newArchive()
	x.fill(few)
	for i := range 600 { // texts in ten versions to fifty, with other words replaced
		text := i * i % 30
		x.put(fmt.Sprintf("v%d-%d", text, i), int64(i)*36000, scoring.Text{Headline: fmt.Sprint("titre", i), Body: textOf(r, fmt.Sprint("texte", text, "x"), 140, 20)})
	}
	require.Greater(t, x.View().Docs, few, "documents, so that there is a search")
	found := 0
	for text := range 30 {
		for i := range 600 {
			if i*i%30 != text || i%7 != 0 {
				continue
			}
			id := fmt.Sprintf("v%d-%d", text, i)
			got, want := x.versions(t, id, Query{}), x.versions(t, id, Query{Exact: true})
			require.Equal(t, want, got, "versions of %s", id)
			found += len(want)
		}
	}
	assert.Greater(t, found, 500)
	assert.Empty(t, x.versions(t, "d7", Query{}), "versions of a document that has none")
}

func TestVersionsAreInOrderOfTimeAndAllowed(t *testing.T) {
	x := newArchive()
	text := scoring.Text{Body: "Le port de Nador a reçu lundi son premier navire de blé. Le déchargement a pris deux jours, sous une pluie fine."}
	for id, published := range map[string]int64{"asked": 5, "b": 7, "a": 7, "old": 1, "new": 9, "none": postings.Undated} {
		x.put(id, published, text)
	}
	assert.Equal(t, []string{"new", "a", "b", "old", "none"}, x.versions(t, "asked", Query{}), "latest first, then by ID, the document itself not among them")
	assert.Equal(t, []string{"a", "b", "old", "none"}, x.versions(t, "asked", Query{Filter: Filter{Timed: true, Now: 8}}), "at a time")
	assert.Equal(t, []string{"new", "a", "old", "none"}, x.versions(t, "asked", Query{Filter: Filter{Exclude: []string{"b"}}}), "without an excluded one")
}

// A text that has been printed a thousand times takes one place in a box, even if
// nothing else is as near, and the copies of the text asked about take none.
func TestCopiesDoNotTakeThePlacesOfOthers(t *testing.T) {
	const copies = 1000
	r := rand.New(rand.NewPCG(43, 44))
	x := newArchive()
	x.fill(1000)
	subject := "crue oued pont digue secours préfet sinistrés pluie "
	for i := range copies {
		x.put(fmt.Sprint("wire", i), int64(i), scoring.Text{Headline: "Crue", Body: subject + textOf(r, "dépêche", 60, 150)})
		x.put(fmt.Sprint("own", i), int64(i), scoring.Text{Headline: "Crue", Body: subject + textOf(r, "ici", 60, 150)})
	}
	for i := range 3 {
		x.put(fmt.Sprint("other", i), 0, scoring.Text{Headline: "Digue", Body: strings.Join(strings.Fields(subject)[:4+i], " ") + " " + textOf(r, fmt.Sprint("sujet", i, "y"), 60, 150)})
	}
	for _, exact := range []bool{false, true} {
		ids, chosen := x.askWithSketch(t, "own7", Query{Exact: exact})
		require.Len(t, ids, 4, "exact %v: %v", exact, ids)
		wires := 0
		for i, id := range ids {
			assert.False(t, strings.HasPrefix(id, "own"), "exact %v: a version of the document asked about: %s", exact, id)
			if !strings.HasPrefix(id, "wire") {
				continue
			}
			wires++
			want := x.versions(t, id, Query{Exact: true})
			x.askWithSketch(t, "own7", Query{Exact: exact}) // Versions has used the buffers
			var got []string
			for _, at := range chosen[i].Copies {
				got = append(got, x.asking.ID(at))
			}
			assert.Equal(t, want, got, "exact %v: the copies of %s", exact, id)
			assert.Greater(t, len(got), copies*9/10)
		}
		assert.Equal(t, 1, wires, "exact %v: %v", exact, ids)
		slices.Sort(ids)
		assert.Equal(t, []string{"other0", "other1", "other2"}, ids[:3])
	}
}
