package opensearch

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/opensearch-project/opensearch-go/v4"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/rank"
)

// Requests go through the Transport of the client, so that its nodes, signing and retries
// count, but are written and read here: of an answer, the typed requests of opensearch-go
// report neither that shards are missing nor which items of a bulk failed, unless the
// client is made so, and they read 200 digests at half the speed.

// A request is what OpenSearch is asked. Each may be sent again: searches change nothing,
// and writes have a version.
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
		return status, opensearch.ParseError(&opensearch.Response{StatusCode: status, Body: io.NopCloser(bytes.NewReader(body))})
	case into == nil:
		return status, nil
	}
	return status, json.Unmarshal(body, into)
}

// send sends a request. A node that hangs, and does not close its connections, must not
// take all the time of the caller: after a third of it, the request is sent again. The
// client then chooses another node.
func (s *Store) send(ctx context.Context, r request) (status int, body []byte, err error) {
	if deadline, ok := ctx.Deadline(); ok {
		first, cancel := context.WithTimeout(ctx, time.Until(deadline)/3)
		status, body, err = s.sendOnce(first, r)
		late := first.Err() != nil
		cancel()
		if err == nil || !late || ctx.Err() != nil {
			return status, body, err
		}
	}
	return s.sendOnce(ctx, r)
}

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
	// Go asks for a compressed answer unless this is set. To compress 200 digests takes the
	// server as long as to find them.
	q.Header.Set("Accept-Encoding", "identity")
	answer, err := s.client.Client.Perform(q)
	if err != nil {
		if cause := ctx.Err(); cause != nil && !errors.Is(err, cause) {
			err = errors.Join(cause, err)
		}
		return 0, nil, err
	}
	defer answer.Body.Close()
	body, err = io.ReadAll(answer.Body)
	return answer.StatusCode, body, err
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

// An answer is what a search says.
type answer struct {
	TimedOut bool   `json:"timed_out"`
	Shards   shards `json:"_shards"`
	Hits     struct {
		Total struct{ Value int }
		Hits  []hit
	}
	Aggregations map[string]struct {
		Value   float64
		Buckets []struct{ Key string }
		Rest    int `json:"sum_other_doc_count"`
	}
}

// A hit is a document that was found, with the fields that were asked for.
type hit struct {
	Score  float32 `json:"_score"`
	Fields struct {
		ID     [1]string
		Digest [1]string // as OpenSearch encodes it: see digest
		Turn   [1]int64
	}
}

func (h *hit) id() string { return h.Fields.ID[0] }

func (h *hit) turn() int64 { return h.Fields.Turn[0] }

// digest returns the digest of a hit. OpenSearch takes binary values in base64 and gives
// them back without the padding. What cannot be decoded is no digest, which rank.Choose says.
func (h *hit) digest() rank.Digest {
	d, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(h.Fields.Digest[0], "="))
	if err != nil {
		return nil
	}
	return d
}

// search asks for documents. Faults of single shards are told as partial.
func (s *Store) search(ctx context.Context, body []byte) (found *answer, partial, err error) {
	found = new(answer)
	// The node that is asked has a copy of each shard, or nearly: to ask its own copies
	// saves a third of the time, and does not wait for a node that hangs.
	_, err = s.do(ctx, request{method: http.MethodPost, path: "/" + s.names.index + "/_search?preference=_local&allow_partial_search_results=true", body: body}, found)
	if err != nil {
		return nil, nil, err
	}
	return found, found.Shards.partial(found.TimedOut), nil
}
