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
// new version of the document "turn" of the state index.
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

// skipped is the number of turns that Create leaves out before the first one. If the state
// index is lost, a write may make a new one (action.auto_create_index), whose versions begin
// at 1: no call takes these for turns. Create then goes on after the greatest turn of a
// document and as many more, for turns of which no document is left, such as that of a Sync
// that has only deleted.
const skipped = 1 << 20

// lastTurn returns the last turn that the node which is asked knows of. It does not ask the
// node that has the primary, since that may hang.
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

// firstTurn makes the document "turn", unless there is one whose version is at least as great
// as the turn of every document of the index. Bulks of a Sync from before may still arrive, so
// the next one must believe that it has not ended.
func (s *Store) firstTurn(ctx context.Context) error {
	_, err := s.knownTurn(ctx)
	lost := errors.Is(err, errNoTurns)
	if err != nil && !lost {
		return err
	}
	if lost { // otherwise a missing shard is not worth the wait
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
		if err := sleep(ctx, waitStep); err != nil {
			return 0, err
		}
	}
	return last, err
}

// checkTurns returns an error if documents that OpenSearch has refused have versions that are
// greater than any turn: then turns were lost, and it would refuse whatever is written.
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
	last, err := s.turn(ctx) // a node that was cut off cannot answer, as it can to lastTurn
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

// How long to wait for a node to know of a shard that is ready, or of a document that another
// node has: 5 s in all.
const (
	waitStep  = 50 * time.Millisecond
	mostWaits = 100
)
