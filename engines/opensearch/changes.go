package opensearch

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
)

// A node that was cut off from its cluster, or hung, answers from old copies until it has
// noticed, and may find what was withdrawn meanwhile. The programs tell each other what they
// have replaced and deleted, so that one which has asked any other node since is not misled.

// changes is the number of changes that the state index has: later ones replace the oldest.
const changes = 256

// A change is a document of the state index: a call has replaced or deleted articles, and the
// next search sees that. If there were many, IDs is empty.
type change struct {
	Shown int64    `json:"shown"` // the turn
	IDs   []string `json:"ids"`
}

// appendChange appends the lines of a bulk that write down a change.
func (s *Store) appendChange(b []byte, turn int64, documents []*document) []byte {
	b = fmt.Appendf(b, `{"index":{"_index":"%s","_id":"change%d","version":%d,"version_type":"external"}}`+"\n", s.names.state, turn%changes, turn)
	b = fmt.Appendf(b, `{"shown":%d,"ids":`, turn)
	b = appendList(b, documents, func(b []byte, d *document) []byte { return appendString(b, d.id) })
	return append(b, "}\n"...)
}

// noteChanges notes changes that an answer tells of, and returns the last of them.
func (k *shared) noteChanges(hits []hit) (last int64, err error) {
	for i := range hits {
		var c change
		if err := json.Unmarshal(hits[i].digest, &c); err != nil {
			return 0, err
		}
		k.recent.mu.Lock()
		for _, id := range c.IDs {
			k.recent.addLocked(c.Shown, id)
		}
		k.recent.mu.Unlock()
		last = max(last, c.Shown)
	}
	k.noteLast(last)
	return last, nil
}

// lost reports whether no change is written down any more, since documents of the state index
// were lost, or its shard is missing. Create writes down the first.
func (s *Store) lost(ctx context.Context) (bool, error) {
	var got struct{ Count int64 }
	path := "/" + s.names.state + "/_count?ignore_unavailable=true"
	status, err := s.do(ctx, request{method: http.MethodPost, path: path, body: []byte(`{"query":{"exists":{"field":"shown"}}}`)}, &got)
	if status == http.StatusServiceUnavailable && isType(err, "search_phase_execution_exception") { // no shard has answered, and there is one
		return true, nil
	}
	return got.Count == 0, err
}

func (k *shared) noteLast(turn int64) {
	for {
		known := k.shown.Load()
		if turn <= known || k.shown.CompareAndSwap(known, turn) {
			return
		}
	}
}

// recent are documents that were replaced or deleted lately, by this Store or, as far as it has
// heard, by others. What a node says of them from an old copy is not believed.
type recent struct {
	mu       sync.Mutex
	now, old map[string]int64 // turns by ID
}

// mostRecent is the number of IDs that are remembered at least: more than a desk changes in
// an hour.
const mostRecent = 10_000

func (r *recent) add(turn int64, documents []*document) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, d := range documents {
		r.addLocked(turn, d.id)
	}
}

// addLocked is add for one ID. It needs the lock.
func (r *recent) addLocked(turn int64, id string) {
	if len(r.now) >= mostRecent {
		r.old, r.now = r.now, nil
	}
	if r.now == nil {
		r.now = map[string]int64{}
	}
	r.now[id] = max(turn, r.now[id])
}

// outdated reports whether a document was replaced or deleted since that turn.
func (r *recent) outdated(id string, turn int64) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return turn < max(r.now[id], r.old[id])
}
