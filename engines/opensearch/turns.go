package opensearch

import (
	"context"
	"errors"
	"net/http"
	"strconv"
)

// turn returns a number that is greater than any returned before, to whatever program: the
// version of a document that nobody else writes.
func (s *Store) turn(ctx context.Context) (int64, error) {
	var written struct {
		Version int64 `json:"_version"`
	}
	_, err := s.do(ctx, request{method: http.MethodPut, path: "/" + s.names.state + "/_doc/turn", body: []byte("{}")}, &written)
	switch {
	case err != nil:
		return 0, err
	case written.Version == 1: // Create gives it a first version
		return 0, errNoTurns
	}
	return written.Version, nil
}

// lastTurn returns the last turn.
func (s *Store) lastTurn(ctx context.Context) (int64, error) {
	var got struct {
		Version int64 `json:"_version"`
	}
	status, err := s.do(ctx, request{method: http.MethodGet, path: "/" + s.names.state + "/_doc/turn?_source=false"}, &got)
	if status == http.StatusNotFound {
		err = errNoTurns
	}
	return got.Version, err
}

// firstTurn makes the document that numbers turns, unless it is there: its first version is
// greater than all that documents of the index have.
func (s *Store) firstTurn(ctx context.Context) error {
	last, err := s.lastTurn(ctx)
	if err == nil && last > 1 || err != nil && !errors.Is(err, errNoTurns) {
		return err
	}
	if err := s.refresh(ctx); err != nil {
		return err
	}
	found, partial, err := s.search(ctx, []byte(`{"size": 0, "aggs": {"last": {"max": {"field": "turn"}}}}`))
	if err := errors.Join(partial, err); err != nil {
		return err
	}
	first := max(1, int64(found.Aggregations["last"].Value)) + 1
	path := "/" + s.names.state + "/_doc/turn?version_type=external&version=" + strconv.FormatInt(first, 10)
	_, err = s.do(ctx, request{method: http.MethodPut, path: path, body: []byte("{}")}, nil)
	if isType(err, conflict) { // somebody else was faster
		err = nil
	}
	return err
}

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
