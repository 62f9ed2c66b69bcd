// Package postgres chooses related articles from an archive that lives in PostgreSQL.
//
// A [Store] keeps beside the newsroom's own tables what choosing requires: for each
// article a digest (see [rank.Digest]) and its best words, a row a word. [Store.Related]
// lets PostgreSQL find the articles that share words with the one asked about and
// [rank.Choose] choose among them, so that the answers are those of a [presse.Index], as
// far as PostgreSQL found them.
//
//	store, err := postgres.New(pool, postgres.Options{})
//	err = store.Create(ctx)         // once
//	err = store.Put(ctx, article)   // whenever an article is saved
//	matches, err := store.Related(ctx, article, presse.Query{At: time.Now()})
//
// What [Store.Put] and [Store.Delete] have done holds for every query that begins
// afterwards, on whatever connection: embargo, withdrawal and NoRelated are columns that
// the search obeys, and Choose judges each article again.
//
// To save an article and its place in the store together, use the transaction that saves
// it: store.With(tx).Put(ctx, article).
package postgres
