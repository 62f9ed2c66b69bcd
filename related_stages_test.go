package presse

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestDefaultHasWhatExactHas checks that on real news the default finds 98 % of
// what scoring every article finds, both for articles of many papers, all at the
// beginning of the archive, and for articles of one paper.
func TestDefaultHasWhatExactHas(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, minutes under the race detector")
	}
	rpm2, _ := newsArticles(t, "rpm2.jsonl.gz")
	orange, _ := newsArticles(t, "orangesum.jsonl.gz")
	x := NewIndex(IndexOptions{})
	for _, a := range slices.Concat(rpm2, orange) {
		require.NoError(t, x.Put(a)) // one at a time, as a newsroom does
	}
	r := rand.New(rand.NewPCG(41, 42))
	for _, limit := range []int{4, 10} {
		for name, articles := range map[string][]*Article{"rpm2": rpm2, "orangesum": orange} {
			same, of := 0, 0
			for range 300 {
				q := Query{Desk: true, Limit: limit, Copies: true}
				id := articles[r.IntN(len(articles))].ID
				fast := idsOf(t, x, id, q)
				q.Exact = true
				for _, id := range idsOf(t, x, id, q) {
					of++
					if slices.Contains(fast, id) {
						same++
					}
				}
			}
			t.Logf("%s: the default finds %d of the first %d matches of Exact, of %d in all", name, same, limit, of)
			assert.GreaterOrEqual(t, float64(same), 0.98*float64(of), "%s, limit %d: matches of Exact that the default finds too", name, limit)
		}
	}
}
