//go:build !race

// This file is left out under the race detector, which empties sync.Pools at random
// and so changes the number of allocations.

package presse

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRelatedToAllocatesItsAnswerOnly checks that a query allocates only its answer.
func TestRelatedToAllocatesItsAnswerOnly(t *testing.T) {
	x := NewIndex(IndexOptions{})
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 300 {
		require.NoError(t, x.Put(randomArticle(r, strconv.Itoa(i), nil)))
	}
	n := testing.AllocsPerRun(100, func() {
		if _, err := x.RelatedTo("7", Query{Desk: true, MinScore: 1}); err != nil {
			t.Error(err)
		}
	})
	assert.LessOrEqual(t, n, 1.0, "allocations of an empty answer")
}
