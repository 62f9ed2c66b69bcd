package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/rank"
)

// What a program would do without the store, as well as it can be done: the digest and the
// words are fields, the digest is read from doc values, a bulk has 500 documents, and four
// are sent at a time.

const byHandMapping = `{
	"settings": {"number_of_shards": 3, "number_of_replicas": 1},
	"mappings": {"dynamic": "strict", "_source": {"enabled": false}, "properties": {
		"id": {"type": "keyword"}, "digest": {"type": "binary", "doc_values": true}, "words": {"type": "rank_features"},
		"published": {"type": "date", "format": "epoch_second"}
	}}
}`

// plainMapping is for more_like_this: the text analysed as French, and kept.
const plainMapping = `{
	"settings": {"number_of_shards": 3, "number_of_replicas": 1},
	"mappings": {"properties": {"headline": {"type": "text", "analyzer": "french"}, "body": {"type": "text", "analyzer": "french"}}}
}`

// featureOf returns the name of a word as a feature: those with full stops are never found.
func featureOf(text string) string { return strings.ReplaceAll(text, ".", "·") }

func (l *lab) makeByHand(ctx context.Context, name, mapping string) error {
	if err := l.ask(ctx, http.MethodDelete, "/"+name+"?ignore_unavailable=true", "", nil); err != nil {
		return err
	}
	return l.ask(ctx, http.MethodPut, "/"+name, mapping, nil)
}

// fillByHand puts articles into an index, as made by document, and returns how long it took.
func (l *lab) fillByHand(ctx context.Context, name string, articles []*presse.Article, document func(a *presse.Article) (any, error)) (time.Duration, error) {
	start := time.Now()
	var group sync.WaitGroup
	var mu sync.Mutex
	var failed error
	slots := make(chan struct{}, 4)
	for part := range slices.Chunk(articles, 500) {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			if err := l.bulkByHand(ctx, name, part, document); err != nil {
				mu.Lock()
				failed = err
				mu.Unlock()
			}
		})
	}
	group.Wait()
	return time.Since(start), failed
}

func (l *lab) bulkByHand(ctx context.Context, name string, articles []*presse.Article, document func(a *presse.Article) (any, error)) error {
	var b strings.Builder
	lines := json.NewEncoder(&b)
	for _, a := range articles {
		d, err := document(a)
		if err != nil {
			return err
		}
		if err := lines.Encode(map[string]any{"index": map[string]any{"_id": a.ID}}); err != nil {
			return err
		}
		if err := lines.Encode(d); err != nil {
			return err
		}
	}
	var answer struct{ Errors bool }
	if err := l.ask(ctx, http.MethodPost, "/"+name+"/_bulk", b.String(), &answer); err != nil {
		return err
	}
	if answer.Errors {
		return fmt.Errorf("items of a bulk failed")
	}
	return nil
}

// digested returns the documents of the index by hand, with frequencies that are known.
func digested(f rank.Frequencies) func(a *presse.Article) (any, error) {
	type document struct {
		ID        string             `json:"id"`
		Digest    []byte             `json:"digest"`
		Words     map[string]float64 `json:"words"`
		Published int64              `json:"published"`
	}
	return func(a *presse.Article) (any, error) {
		d, err := rank.NewDigest(a, presse.IndexOptions{})
		if err != nil {
			return nil, err
		}
		words, err := d.Keywords(64, f)
		if err != nil {
			return nil, err
		}
		doc := document{ID: a.ID, Digest: d, Words: map[string]float64{}, Published: a.Published.Unix()}
		for _, w := range words {
			doc.Words[featureOf(w.Text)] = w.Weight
		}
		return doc, nil
	}
}

// plain returns the documents of the index for more_like_this.
func plain(a *presse.Article) (any, error) {
	return map[string]string{"headline": a.Headline, "body": a.Body}, nil
}

// A byHandAnswer is what the query by hand finds.
type byHandAnswer struct {
	Hits struct {
		Hits []struct {
			ID     string `json:"_id"`
			Fields struct{ ID, Digest []string }
		}
	}
}

// queryByHand returns the candidates that the query by hand finds: 200 by 30 words.
func (l *lab) queryByHand(ctx context.Context, d rank.Digest, f rank.Frequencies) ([]rank.Candidate, error) {
	words, err := d.Keywords(30, f)
	if err != nil {
		return nil, err
	}
	var should []string
	for _, w := range words {
		name, _ := json.Marshal("words." + featureOf(w.Text))
		should = append(should, fmt.Sprintf(`{"rank_feature": {"field": %s, "linear": {}, "boost": %g}}`, name, w.Weight))
	}
	body := `{"size": 200, "track_total_hits": false, "stored_fields": "_none_", "docvalue_fields": ["digest", "id"],
		"query": {"bool": {"should": [` + strings.Join(should, ",") + `]}}}`
	var answer byHandAnswer
	if err := l.ask(ctx, http.MethodPost, "/byhand/_search", body, &answer); err != nil {
		return nil, err
	}
	var found []rank.Candidate
	for _, h := range answer.Hits.Hits {
		digest, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(h.Fields.Digest[0], "="))
		if err != nil {
			return nil, err
		}
		found = append(found, rank.Candidate{ID: h.Fields.ID[0], Digest: digest})
	}
	return found, nil
}

// moreLikeThis returns the articles that OpenSearch finds by itself.
func (l *lab) moreLikeThis(ctx context.Context, id string, terms, size int) ([]string, error) {
	body := fmt.Sprintf(`{"size": %d, "_source": false, "query": {"more_like_this": {"fields": ["headline", "body"],
		"like": [{"_index": "plain", "_id": %q}], "max_query_terms": %d}}}`, size, id, terms)
	var answer byHandAnswer
	err := l.ask(ctx, http.MethodPost, "/plain/_search", body, &answer)
	var ids []string
	for _, h := range answer.Hits.Hits {
		ids = append(ids, h.ID)
	}
	return ids, err
}
