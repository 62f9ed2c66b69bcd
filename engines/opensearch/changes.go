package opensearch

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"

	"github.com/presse-go/presse/internal/record"
)

// A node that was cut off from its cluster, or hung, answers from old copies until it has
// noticed, and may find what was withdrawn meanwhile. So programs tell each other, through the
// state index, what they have replaced and deleted, and each search reads that: a program that
// has asked any other node since then is not misled (see Store.search).

// changes is the number of changes that the state index has at most: each replaces the one of
// 256 turns before, or of a multiple. It bounds what the first search of a program reads. A
// program that misses the IDs of older changes still knows the last one, and so that a node
// which does not is old.
const changes = 256

// A change is a document of the state index: a call has replaced or deleted articles, and the
// next search sees that. If there were many, IDs is empty.
type change struct {
	Shown int64    `json:"shown"` // the turn
	IDs   []string `json:"ids"`
}

// show makes searches that begin afterwards see documents that were written in a turn, and
// writes down the change for other programs.
//
// A refresh of the index waits a minute for each shard that is missing, although no document
// is there. A bulk refreshes only the shards that its documents are on, even if, as here, all
// its writes are refused because they have an old version.
func (s *Store) show(ctx context.Context, turn int64, documents []*document) error {
	switch {
	case len(documents) == 0:
		return nil
	case len(documents) > bulkSize:
		return s.showAll(ctx)
	default:
		return s.showFew(ctx, turn, documents)
	}
}

// showAll is show for all that was written before. The change has a turn of its own: programs
// read only changes that are later than those they know, and calls that began after this one
// may have ended before it.
func (s *Store) showAll(ctx context.Context) error {
	if err := s.refresh(ctx); err != nil {
		return err
	}
	turn, err := s.turn(ctx)
	if err != nil {
		return err
	}
	return s.showFew(ctx, turn, nil)
}

// showFew is show for a bulk of documents, or for none.
func (s *Store) showFew(ctx context.Context, turn int64, documents []*document) error {
	body := s.appendChange(nil, turn, documents)
	for _, d := range documents {
		body = appendRemoval(body, d.id, 1) // turns are greater
	}
	items, err := s.sendBulk(ctx, "refresh=true", body, 1+len(documents))
	if err != nil {
		return err
	}
	for _, item := range items {
		switch item.Status {
		case http.StatusConflict, http.StatusNotFound, http.StatusOK, http.StatusCreated: // a Sync may have removed it
		default:
			return item.fault("refresh", item.ID)
		}
	}
	s.shared.noteLast(turn)
	return nil
}

// refresh makes what was written visible to searches that begin afterwards.
func (s *Store) refresh(ctx context.Context) error {
	var refreshed struct {
		Shards shards `json:"_shards"`
	}
	if _, err := s.do(ctx, request{method: http.MethodPost, path: "/" + s.names.index + "/_refresh"}, &refreshed); err != nil {
		return err
	}
	switch {
	case refreshed.Shards.Total == 0:
		return errNoAnswer
	case refreshed.Shards.Failed > 0:
		return refreshed.Shards.partial(false)
	}
	return nil
}

// appendChange appends the two lines of a bulk that write a change.
func (s *Store) appendChange(b []byte, turn int64, documents []*document) []byte {
	b = fmt.Appendf(b, `{"index":{"_index":"%s","_id":"change%d",`, s.names.state, turn%changes)
	b = fmt.Appendf(b, `"version":%d,"version_type":"external"}}`+"\n", turn)
	b = fmt.Appendf(b, `{"shown":%d,"ids":`, turn)
	b = appendList(b, articles(documents), record.AppendString)
	return append(b, "}\n"...)
}

// noteChanges remembers the changes of an answer, and returns the turn of the last of them.
func (k *shared) noteChanges(hits []hit) (last int64, err error) {
	for i := range hits {
		var c change
		if err := json.Unmarshal(hits[i].digest, &c); err != nil {
			return 0, err
		}
		k.recent.add(c.Shown, c.IDs)
		last = max(last, c.Shown)
	}
	k.noteLast(last)
	return last, nil
}

// lost reports whether the state index has no changes any more, since it was lost or its shard
// is missing. Create writes the first one.
func (s *Store) lost(ctx context.Context) (bool, error) {
	var got struct{ Count int64 }
	path := "/" + s.names.state + "/_count?ignore_unavailable=true"
	status, err := s.do(ctx, request{method: http.MethodPost, path: path, body: []byte(`{"query":{"exists":{"field":"shown"}}}`)}, &got)
	if status == http.StatusServiceUnavailable && isType(err, "search_phase_execution_exception") { // no shard has answered, and there is one
		return true, nil
	}
	return got.Count == 0, err
}

// forget forgets what is known of an index that was deleted.
func (k *shared) forget() {
	k.recent.mu.Lock()
	k.recent.now, k.recent.old = nil, nil
	k.recent.mu.Unlock()
	k.tally.current.Store(nil)
	k.shown.Store(0)
}

func (k *shared) noteLast(turn int64) {
	for {
		known := k.shown.Load()
		if turn <= known || k.shown.CompareAndSwap(known, turn) {
			return
		}
	}
}

// recent are articles that were replaced or deleted lately, by this Store or, as far as it
// knows, by others. Older documents of them, from old copies, are outdated.
type recent struct {
	mu       sync.Mutex
	now, old map[string]int64 // turns by ID
}

// mostRecent is the number of IDs that are remembered at least, twice as many at most: more
// than a desk changes in an hour, and 2 MB.
const mostRecent = 10_000

// add remembers articles that were replaced or deleted in a turn.
func (r *recent) add(turn int64, ids []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, id := range ids {
		if len(r.now) >= mostRecent {
			r.old, r.now = r.now, nil
		}
		if r.now == nil {
			r.now = map[string]int64{}
		}
		r.now[id] = max(turn, r.now[id])
	}
}

// articles returns the IDs of documents.
func articles(documents []*document) []string {
	ids := make([]string, len(documents))
	for i, d := range documents {
		ids[i] = d.id
	}
	return ids
}

// outdated reports whether a document was replaced or deleted since that turn.
func (r *recent) outdated(id string, turn int64) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return turn < max(r.now[id], r.old[id])
}
