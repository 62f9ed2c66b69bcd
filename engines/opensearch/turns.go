package opensearch

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/presse-go/presse/internal/record"
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

// lastTurn returns the last turn, as the node that is asked knows it: another one may hang.
func (s *Store) lastTurn(ctx context.Context) (int64, error) {
	var got struct {
		Version int64 `json:"_version"`
	}
	status, err := s.do(ctx, request{method: http.MethodGet, path: "/" + s.names.state + "/_doc/turn?_source=false&preference=_local"}, &got)
	if status == http.StatusNotFound || err == nil && got.Version <= skipped {
		err = errNoTurns
	}
	return got.Version, err
}

// firstTurn makes the document that numbers turns, unless it is there and its version is as
// great as all that documents of the index have. What it makes is greater. What a Sync has
// sent before may arrive later, so the next Sync must believe that one has not ended.
func (s *Store) firstTurn(ctx context.Context) error {
	_, err := s.knownTurn(ctx)
	lost := errors.Is(err, errNoTurns)
	if err != nil && !lost {
		return err
	}
	if lost { // otherwise a shard that is missing must not be waited for
		if err := s.ready(ctx, s.names.index); err != nil {
			return err
		}
		if err := s.refresh(ctx); err != nil {
			return err
		}
	}
	greatest, partial, err := s.greatestTurn(ctx)
	switch {
	case err != nil:
		return err
	case partial != nil && lost:
		return partial
	case !lost:
		// Others may write, so what their turns are compared with is read again.
		if last, err := s.lastTurn(ctx); err != nil || greatest <= last {
			return err
		}
	}
	first := greatest + skipped + 1
	if greatest > 0 {
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
	if err != nil && !isType(err, conflict) { // somebody else was faster
		return err
	}
	return s.showFew(ctx, first, nil)
}

// knownTurn returns the last turn. The other index may have been made by somebody else at
// this moment, and the node that is asked may know of it later than others.
func (s *Store) knownTurn(ctx context.Context) (last int64, err error) {
	if err := s.ready(ctx, s.names.state); err != nil {
		return 0, err
	}
	for range mostWaits {
		last, err = s.lastTurn(ctx)
		if !isType(err, "no_shard_available_action_exception") {
			break
		}
		select {
		case <-ctx.Done():
			return 0, context.Cause(ctx)
		case <-time.After(waitStep):
		}
	}
	return last, err
}

// checkTurns returns an error if documents have versions that are greater than any turn: then
// the numbers were lost, and OpenSearch would refuse all that is written.
func (s *Store) checkTurns(ctx context.Context, refused []*document) error {
	var b []byte
	b = append(b, `{"ids":`...)
	b = appendList(b, refused[:min(len(refused), bulkSize)], func(b []byte, d *document) []byte { return record.AppendString(b, docID(d.id)) })
	b = append(b, '}')
	var got struct {
		Docs []struct {
			Version int64 `json:"_version"`
		}
	}
	path := "/" + s.names.index + "/_mget?_source=false"
	if _, err := s.do(ctx, request{method: http.MethodPost, path: path, body: b}, &got); err != nil {
		return err
	}
	last, err := s.turn(ctx) // unlike lastTurn, never that of a node which was cut off
	if err != nil {
		return err
	}
	for _, d := range got.Docs {
		if d.Version > last {
			return errNoTurns
		}
	}
	return nil
}

// greatestTurn returns the greatest turn of a document that searches see, or 0 if there are
// none.
func (s *Store) greatestTurn(ctx context.Context) (greatest int64, partial, err error) {
	found, _, _, err := s.searchOnce(ctx, []byte(`{"size": 0, "track_total_hits": false, "aggs": {"last": {"max": {"field": "turn"}}}}`), 0)
	if err != nil {
		return 0, nil, err
	}
	return int64(found.aggregations["last"].Value), found.shards.partial(found.timedOut), nil // null is read as 0
}

// How long to wait for a node to know of a shard that is ready: 5 s in all.
const (
	waitStep  = 50 * time.Millisecond
	mostWaits = 100
)
