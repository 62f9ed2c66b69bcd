package postgres

import (
	"context"
	"slices"
	"testing"

	"github.com/presse-go/presse"
)

func TestStore(t *testing.T) {
	s, _ := newStore(t, Options{})
	ctx := context.Background()
	a := news("a", "La crue de l’oued Sebou inonde Kénitra", "Les pluies ont fait déborder l’oued Sebou. Kénitra est sous les eaux.", 0)
	b := news("b", "Après la crue de l’oued Sebou, Kénitra compte ses dégâts", "Les habitants de Kénitra nettoient les rues. L’oued Sebou a baissé.", 1)
	c := news("c", "Le Raja bat le Wydad", "Le derby de Casablanca a été remporté par le Raja.", 1)
	must(t, s.Put(ctx, a, b, c))
	q := presse.Query{At: at, MinScore: -1}
	for _, change := range []struct {
		rule string
		do   func() error
		want []string
	}{
		{"what shares words is found", func() error { return nil }, []string{"b"}},
		{"a withdrawn story is not", func() error { b.Status = presse.StatusWithdrawn; return s.Put(ctx, b) }, nil},
		{"it may be published again", func() error { b.Status = presse.StatusPublished; return s.Put(ctx, b) }, []string{"b"}},
		{"an embargo", func() error { b.Embargo = at.Add(1); return s.Put(ctx, b) }, nil},
		{"that has ended", func() error { b.Embargo = at; return s.Put(ctx, b) }, []string{"b"}},
		{"NoRelated", func() error { b.NoRelated = true; return s.Put(ctx, b) }, nil},
		{"and no longer", func() error { b.NoRelated = false; return s.Put(ctx, b) }, []string{"b"}},
		{"a deleted story", func() error { return s.Delete(ctx, "b", "x") }, nil},
	} {
		must(t, change.do())
		got, err := s.Related(ctx, a, q)
		if ids := idsOf(got); err != nil || !slices.Equal(ids, change.want) {
			t.Errorf("%s: got %v, error %v, want %v", change.rule, ids, err, change.want)
		}
	}
}
