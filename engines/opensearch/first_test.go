package opensearch

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/presse-go/presse"
)

func TestFirst(t *testing.T) {
	client := clientOf(t, cluster(t))
	s, err := New(client, Options{Name: fmt.Sprintf("first%d", os.Getpid())})
	must(t, err)
	ctx := context.Background()
	must(t, s.Create(ctx))
	must(t, s.Create(ctx))
	a, b := news("a", "La crue de l’Oued Sebou", "Les pompiers de Kénitra évacuent les quartiers bas, la crue de l’oued monte.", 1), news("b", "L’oued Sebou déborde", "La crue de l’oued a surpris Kénitra dans la nuit ; les pompiers évacuent.", 2)
	must(t, s.Put(ctx, a, b))
	must(t, s.Put(ctx, a, b))
	got, err := s.Related(ctx, a, presse.Query{At: at, MinScore: -1})
	must(t, err)
	t.Log(got)
	if len(got) != 1 {
		t.Fatal(got)
	}
	must(t, s.Delete(ctx, "b"))
	got, err = s.Related(ctx, a, presse.Query{At: at, MinScore: -1})
	must(t, err)
	if len(got) != 0 {
		t.Fatal(got)
	}
	must(t, s.Sync(ctx, func(yield func(*presse.Article, error) bool) {
		_ = yield(a, nil) && yield(b, nil)
	}))
	got, err = s.Related(ctx, a, presse.Query{At: at, MinScore: -1})
	must(t, err)
	if len(got) != 1 {
		t.Fatal(got)
	}
	got, err = s.Related(ctx, a, presse.Query{At: at, MinScore: -1, Exact: true})
	must(t, err)
	if len(got) != 1 {
		t.Fatal(got)
	}
	must(t, s.Sync(ctx, func(yield func(*presse.Article, error) bool) {}))
	got, err = s.Related(ctx, a, presse.Query{At: at, MinScore: -1})
	must(t, err)
	if len(got) != 0 {
		t.Fatal(got)
	}
}
