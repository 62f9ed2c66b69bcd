package opensearch

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
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

// noteChange writes down a change.
func (s *Store) noteChange(ctx context.Context, turn int64, documents []*document) error {
	c := change{Shown: turn, IDs: []string{}}
	for _, d := range documents {
		c.IDs = append(c.IDs, d.id)
	}
	body, err := json.Marshal(c)
	if err != nil {
		return err
	}
	path := "/" + s.names.state + "/_doc/change" + strconv.FormatInt(turn%changes, 10) + "?refresh=true&version_type=external&version=" + strconv.FormatInt(turn, 10)
	_, err = s.do(ctx, request{method: http.MethodPut, path: path, body: body}, nil)
	if err != nil && !isType(err, conflict) { // it has been sent twice, or a later one is there
		return err
	}
	s.shared.noteLast(turn)
	return nil
}

// noteChanges notes changes that an answer tells of, and the last of them.
func (k *shared) noteChanges(last int64, hits []hit) error {
	for i := range hits {
		var c change
		if err := json.Unmarshal(hits[i].digest, &c); err != nil {
			return err
		}
		k.recent.mu.Lock()
		for _, id := range c.IDs {
			k.recent.addLocked(c.Shown, id)
		}
		k.recent.mu.Unlock()
	}
	k.noteLast(last)
	return nil
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
