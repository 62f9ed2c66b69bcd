package opensearch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/opensearch-project/opensearch-go/v4"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/rank"
)

// Requests go through the Transport of the client, so that its nodes, signing and retries
// are used, but are written and read here: the typed requests of opensearch-go report neither
// that shards are missing nor which items of a bulk failed, unless the client is made so, and
// they read 200 digests at half the speed.

// A request is what OpenSearch is asked. Each may be sent twice, since this package and, six
// times by default, opensearch-go send those again whose answers were lost:
//
//   - Searches, refreshes and merges change nothing that is read.
//   - Documents of articles and changes have a turn as their version: the second one is refused.
//   - A turn that nobody has received is left out.
//   - The document "sync" is replaced only in the form that was read (see changeState).
//   - The counts, mappings and settings are the same the second time, and an index that exists
//     is not made again.
type request struct {
	method, path string
	body         []byte
	lines        bool // the body is a JSON value a line
}

// do sends a request and reads the answer into a value, unless that is nil. The status of an
// answer that reports a fault is returned with the error.
func (s *Store) do(ctx context.Context, r request, into any) (status int, err error) {
	status, body, err := s.send(ctx, r)
	switch {
	case err != nil:
		return status, err
	case status > 299:
		return status, faultOf(status, body)
	case into == nil:
		return status, nil
	}
	if text, ok := into.(*json.RawMessage); ok {
		*text = body
		return status, nil
	}
	if err := json.Unmarshal(body, into); err != nil {
		return status, fmt.Errorf("%w: %w", errNoAnswer, err)
	}
	return status, nil
}

// faultOf returns the fault that an answer reports. A proxy may answer with a page of HTML,
// which is not quoted.
func faultOf(status int, body []byte) error {
	if len(body) == 0 { // of a HEAD request
		return fmt.Errorf("status %d", status)
	}
	if !json.Valid(body) {
		return fmt.Errorf("status %d, and no answer of OpenSearch", status)
	}
	return opensearch.ParseError(&opensearch.Response{StatusCode: status, Body: io.NopCloser(bytes.NewReader(body))})
}

// errNoAnswer means that an answer is JSON, but not what OpenSearch would write.
var errNoAnswer = errors.New("not an answer of OpenSearch")

// send sends a request. A node that hangs, and does not close its connections, must not take
// all the time of the caller: after a third of it, or the patience of the Store, the request is
// sent again, and the client chooses another node.
func (s *Store) send(ctx context.Context, r request) (status int, body []byte, err error) {
	wait := s.patience
	if deadline, ok := ctx.Deadline(); ok {
		wait = min(wait, time.Until(deadline)/3)
	}
	first, cancel := context.WithTimeout(ctx, wait)
	status, body, err = s.sendOnce(first, r)
	late := first.Err() != nil
	cancel()
	if err == nil || !late || ctx.Err() != nil {
		return status, body, err
	}
	return s.sendOnce(ctx, r)
}

// patience is how long a node may be silent, whatever the deadline: longer than OpenSearch
// itself waits for a shard that is missing, a minute, and for a node that hangs, 33 s.
const patience = 90 * time.Second

func (s *Store) sendOnce(ctx context.Context, r request) (status int, body []byte, err error) {
	var content io.Reader
	if r.body != nil {
		content = bytes.NewReader(r.body)
	}
	q, err := http.NewRequestWithContext(ctx, r.method, r.path, content)
	if err != nil {
		return 0, nil, err
	}
	switch {
	case r.lines:
		q.Header.Set("Content-Type", "application/x-ndjson")
	case r.body != nil:
		q.Header.Set("Content-Type", "application/json")
	}
	// Go asks for a compressed answer unless this is set. Compressing 200 digests takes the
	// server as long as finding them.
	q.Header.Set("Accept-Encoding", "identity")
	answer, err := s.client.Client.Stream(q)
	if answer != nil {
		defer answer.Body.Close()
	}
	if err == nil {
		body, err = io.ReadAll(answer.Body)
	}
	if err != nil {
		if cause := ctx.Err(); cause != nil && !errors.Is(err, cause) {
			err = errors.Join(cause, err)
		}
		return 0, nil, err
	}
	return answer.StatusCode, body, nil
}

// sleep waits, and returns an error if the context ends first.
func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(d):
		return nil
	}
}

// shards is what an answer says of the shards that were asked. Until the cluster has
// noticed that a node is gone, its shards have failed; afterwards they are neither
// successful nor failed.
type shards struct {
	Total, Successful, Failed int
	Failures                  []struct {
		Reason struct{ Type, Reason string }
	}
}

// partial returns an error that is ErrPartial if not all shards have answered.
func (s *shards) partial(late bool) error {
	if s.Successful >= s.Total && s.Failed == 0 && !late {
		return nil
	}
	value := strconv.Itoa(s.Successful) + " of " + strconv.Itoa(s.Total)
	err := rank.ErrPartial
	if len(s.Failures) > 0 && s.Failures[0].Reason.Type != "" {
		err = errors.Join(err, errors.New(s.Failures[0].Reason.Type)) // the reason may quote what was asked
	}
	return &presse.Error{Op: "search", Field: "shards", Value: value, Err: err}
}

// search asks for documents. Faults of single shards are returned as partial.
//
// A node that was cut off from its cluster may answer from old copies, and find what has been
// withdrawn since. So an answer comes with the latest changes that the node knows of: see
// Store.show. If another answer had a later one, the next node is asked. The caller leaves out
// documents that are outdated: see recent.
func (s *Store) search(ctx context.Context, body []byte) (found *answer, partial, err error) {
	for pause := 10 * time.Millisecond; ; pause *= 2 {
		known := s.shared.shown.Load()
		found, shown, status, err := s.searchOnce(ctx, body, known)
		if err == nil && !shown && pause > longestPause {
			shown, err = s.lost(ctx)
		}
		switch {
		case err == nil && (shown || known == 0):
			return found, found.shards.partial(found.timedOut), nil
		case err == nil:
			err = errOld
		case isMissing(err):
			s.shared.checked.Store(false)
			return nil, nil, s.noIndex()
		case status < http.StatusInternalServerError:
			return nil, nil, err
		}
		if pause > longestPause {
			if errors.Is(err, errOld) && s.isNew(ctx, known) {
				s.shared.forget()
				continue
			}
			return nil, nil, err
		}
		if err := sleep(ctx, pause); err != nil {
			return nil, nil, err
		}
	}
}

// isNew reports whether the state index was made anew since a change that is known: its turns
// are those of Create. A turn is what no node can give that has been cut off.
func (s *Store) isNew(ctx context.Context, known int64) bool {
	turn, err := s.turn(ctx)
	return err == nil && turn < known
}

// longestPause is the longest pause before a node is asked again, of 10, 20, 40 and 80 ms. Of
// nodes that are not cut off, one shows a change later than another by less than a refresh
// takes.
const longestPause = 80 * time.Millisecond

// errOld means that all answers were old.
var errOld = errors.New("the nodes that answer have been cut off from their cluster")

// searchOnce asks a node for documents, and for changes from the last one that is known on. It
// reports whether the node has one.
func (s *Store) searchOnce(ctx context.Context, body []byte, known int64) (found *answer, shown bool, status int, err error) {
	// The node that is asked has copies of most shards. Searching its own takes a third less
	// time, and does not wait for another node that hangs.
	b := make([]byte, 0, len(body)+512)
	b = append(append(append(b, `{"index":"`...), s.names.index...), `","preference":"_local","allow_partial_search_results":true}`+"\n"...)
	b = append(append(append(b, body...), "\n"+`{"index":"`...), s.names.state...)
	b = append(b, `","preference":"_local","allow_partial_search_results":true,"ignore_unavailable":true}`+"\n"...)
	b = fmt.Appendf(b, `{"size":%d,"track_total_hits":false,"query":{"bool":{"filter":{"range":{"shown":{"gte":%d}}}}}}`+"\n", changes, known)
	var text json.RawMessage
	if status, err = s.do(ctx, request{method: http.MethodPost, path: "/_msearch", body: b, lines: true}, &text); err != nil {
		return nil, false, status, err
	}
	both, err := parseAnswers(text)
	switch {
	case err != nil:
		return nil, false, status, err
	case len(both) != 2:
		return nil, false, status, errNoAnswer
	}
	found = &both[0]
	switch {
	case found.status > 299:
		return nil, false, found.status, faultOf(found.status, fmt.Appendf(nil, `{"error":%s,"status":%d}`, found.fault, found.status))
	case found.shards.Total == 0: // an index has one shard or more
		return nil, false, found.status, errNoAnswer
	}
	last, err := s.shared.noteChanges(both[1].hits)
	return found, last > 0 && last >= known, found.status, err
}
