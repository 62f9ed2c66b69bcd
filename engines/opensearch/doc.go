// Package opensearch chooses related articles from an archive that lives in OpenSearch.
//
// A [Store] keeps in an index of its own what choosing requires: for each article a digest
// (see [rank.Digest]) and its best words, as a field of the type rank_features.
// [Store.Related] lets OpenSearch find the articles that share words with the one asked
// about and [rank.Choose] choose among them, so that the answers are those of a
// [presse.Index], among the articles that OpenSearch has found.
//
//	store, err := opensearch.New(client, opensearch.Options{})
//	err = store.Create(ctx)         // once
//	err = store.Put(ctx, article)   // whenever an article is saved
//	matches, err := store.Related(ctx, article, presse.Query{At: time.Now()})
//
// OpenSearch finds a new article once it has refreshed the index, a second later by default.
// [Store.Put] of an article that the store holds already and [Store.Delete] wait for that, so
// an embargo, a withdrawal or NoRelated holds for every query that begins afterwards.
package opensearch
