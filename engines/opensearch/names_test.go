package opensearch_test

import (
	"context"
	"iter"

	"github.com/opensearch-project/opensearch-go/v4/opensearchapi"
	"github.com/presse-go/presse"
	engine "github.com/presse-go/presse/engines/opensearch"
	"github.com/presse-go/presse/rank"
)

// Programs of others are compiled against these names and types.
var (
	_ func(*opensearchapi.Client, engine.Options) (*engine.Store, error) = engine.New

	_ interface {
		Create(ctx context.Context) error
		Put(ctx context.Context, articles ...*presse.Article) error
		Delete(ctx context.Context, ids ...string) error
		Related(ctx context.Context, a *presse.Article, q presse.Query) ([]presse.Match, error)
		Sync(ctx context.Context, archive iter.Seq2[*presse.Article, error]) error
	} = (*engine.Store)(nil)

	_ = engine.Options{Name: "", Index: presse.IndexOptions{}, Frequencies: rank.Frequencies(nil), Candidates: int(0), Refresh: false}
)
