package opensearch

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"
)

// turn returns a number that is greater than any returned before, to whatever program: the
// version of a document that nobody else writes.
func (s *Store) turn(ctx context.Context) (int64, error) {
	var written struct {
		Version int64 `json:"_version"`
	}
	_, err := s.do(ctx, request{method: http.MethodPut, path: "/" + s.names.state + "/_doc/turn", body: []byte("{}")}, &written)
	switch {
	case isMissing(err):
		return 0, errNoTurns
	case err != nil:
		return 0, err
	case written.Version <= skipped:
		return 0, errNoTurns
	}
	return written.Version, nil
}

// skipped is the number of turns that Create leaves out before the first one. If the index of
// turns is lost, a write may make it anew (action.auto_create_index), but it would have to be
// repeated so often to get a turn. And what Create makes then is greater than the turns of
// which no document is left, such as those of a Sync that only deleted.
const skipped = 1 << 20

// lastTurn returns the last turn.
func (s *Store) lastTurn(ctx context.Context) (int64, error) {
	var got struct {
		Version int64 `json:"_version"`
	}
	status, err := s.do(ctx, request{method: http.MethodGet, path: "/" + s.names.state + "/_doc/turn?_source=false"}, &got)
	if status == http.StatusNotFound || err == nil && got.Version <= skipped {
		err = errNoTurns
	}
	return got.Version, err
}

// firstTurn makes the document that numbers turns, unless it is there: its first version is
// greater than all that documents of the index have. What a Sync has sent before may arrive
// later, so the next Sync must believe that one has not ended.
func (s *Store) firstTurn(ctx context.Context) error {
	if err := s.ready(ctx, s.names.state); err != nil {
		return err
	}
	_, err := s.lastTurn(ctx)
	for wait := 0; isType(err, "no_shard_available_action_exception") && wait < mostWaits; wait++ { // the node that was asked knows later than others that there is one
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(waitStep):
		}
		_, err = s.lastTurn(ctx)
	}
	if !errors.Is(err, errNoTurns) {
		return err
	}
	if err := s.ready(ctx, s.names.index); err != nil {
		return err
	}
	if err := s.refresh(ctx); err != nil {
		return err
	}
	found, partial, err := s.search(ctx, []byte(`{"size": 0, "track_total_hits": 1, "aggs": {"last": {"max": {"field": "turn"}}}}`))
	if err := errors.Join(partial, err); err != nil {
		return err
	}
	first := int64(found.Aggregations["last"].Value) + skipped + 1
	if found.Hits.Total.Value > 0 {
		err := s.changeState(ctx, func(last *syncState) error {
			*last = syncState{Turn: first}
			return nil
		})
		if err != nil {
			return err
		}
	}
	path := "/" + s.names.state + "/_doc/turn?version_type=external&version=" + strconv.FormatInt(first, 10)
	_, err = s.do(ctx, request{method: http.MethodPut, path: path, body: []byte("{}")}, nil)
	if isType(err, conflict) { // somebody else was faster
		err = nil
	}
	return err
}

// How long to wait for a node to know of a shard that is ready: 5 s in all.
const (
	waitStep  = 50 * time.Millisecond
	mostWaits = 100
)

// conflict is the type of the error of a write whose version is not greater than that of the
// document.
const conflict = "version_conflict_engine_exception"

// refresh makes what was written visible to searches that begin afterwards.
func (s *Store) refresh(ctx context.Context) error {
	var refreshed struct {
		Shards shards `json:"_shards"`
	}
	if _, err := s.do(ctx, request{method: http.MethodPost, path: "/" + s.names.index + "/_refresh"}, &refreshed); err != nil {
		return err
	}
	if refreshed.Shards.Failed > 0 {
		return refreshed.Shards.partial(false)
	}
	return nil
}
