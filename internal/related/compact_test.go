package related

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// After Compact or Load, an index of the same articles gives the same answers, with the
// same scores and reasons, and the same snapshot, whatever happened to it before.
func TestAnswersAndSnapshotsDependOnTheArticlesOnly(t *testing.T) {
	all, _ := stories(t)
	kept, gone := all[:160], all[160:]
	r := rand.New(rand.NewPCG(1, 2))
	shuffled := func(articles []Article) []Article {
		articles = slices.Clone(articles)
		r.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		return articles
	}
	reversed := slices.Clone(kept)
	slices.Reverse(reversed)
	remove := func(x *Index, articles []Article) {
		for _, a := range articles {
			require.Equal(t, 1, x.Delete(a.ID))
		}
	}
	answers := func(x *Index) (matches [][]Match) {
		for _, a := range all {
			for _, q := range []Query{{Limit: 6}, {Limit: 6, Focus: MoreOfStory, Explain: true}, {Limit: 6, Copies: true, Exact: true}} {
				matches = append(matches, x.about(a, q))
			}
		}
		return matches
	}
	var want [][]Match
	var snapshot []byte
	for _, c := range []struct {
		rule  string
		build func(x *Index)
	}{
		{"in order", func(x *Index) { x.put(kept...) }},
		{"one by one", func(x *Index) {
			for _, a := range kept {
				x.put(a)
			}
		}},
		{"reversed", func(x *Index) { x.put(reversed...) }},
		{"shuffled", func(x *Index) { x.put(shuffled(kept)...) }},
		{"two thirds put again", func(x *Index) { x.put(shuffled(kept)...); x.put(kept[:107]...) }},
		{"some deleted and put again", func(x *Index) {
			x.put(kept...)
			remove(x, kept[20:90])
			x.put(shuffled(kept[20:90])...)
		}},
		{"other texts replaced", func(x *Index) {
			for i, a := range kept {
				a.Body = kept[(i+31)%len(kept)].Body
				x.put(a)
			}
			x.put(shuffled(kept)...)
		}},
		{"compacted in between", func(x *Index) { x.put(reversed[:80]...); x.Compact(); x.put(kept...) }},
		{"others put and deleted", func(x *Index) {
			// Words keep a preferred form of a deleted article while others have them,
			// so all are deleted before.
			x.put(shuffled(all)...)
			remove(x, gone)
			remove(x, kept)
			x.put(kept...)
		}},
	} {
		x := New()
		c.build(x)
		var early, late bytes.Buffer
		require.NoError(t, x.Save(&early))
		loaded := New()
		require.NoError(t, loaded.Load(bytes.NewReader(early.Bytes())))
		x.Compact()
		require.NoError(t, x.Save(&late))
		if want == nil {
			want, snapshot = answers(x), early.Bytes()
			require.NotEmpty(t, want[0])
		}
		assert.True(t, bytes.Equal(snapshot, early.Bytes()), "%s: snapshot before Compact", c.rule)
		assert.True(t, bytes.Equal(snapshot, late.Bytes()), "%s: snapshot after Compact", c.rule)
		assert.Equal(t, want, answers(x), "%s: answers after Compact", c.rule)
		assert.Equal(t, want, answers(loaded), "%s: answers after Load", c.rule)
	}
}
