package presse

import (
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPutRefuses(t *testing.T) {
	for _, c := range []struct {
		rule string
		put  []*Article
		want error
	}{
		{"an article that is not there", []*Article{{ID: "a"}, nil}, errNil},
		{"an article without ID", []*Article{{ID: "a"}, {Headline: "Sans identité"}}, errNoID},
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
		{"a limit below zero", Query{Limit: -1}},
		{"a least score that is no number", Query{MinScore: math.NaN()}},
		{"an age below zero", Query{MaxAge: -1}},
		{"a focus that does not exist", Query{Focus: 9}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			var typed *Error
			_, err := x.RelatedTo("a", c.q)
			assert.ErrorAs(t, err, &typed)
			_, err = x.Related(&Article{}, c.q)
			assert.ErrorAs(t, err, &typed)
		})
	}
	_, err := x.RelatedTo("nulle part", Query{})
	assert.True(t, errors.Is(err, ErrNotFound), "unknown ID: %v", err)
	_, err = x.Related(nil, Query{})
	assert.ErrorIs(t, err, errNil)
}
