package opensearch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/opensearch-project/opensearch-go/v4"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/internal/engine"
)

// schemaVersion is the version of the mapping and of what its fields mean. It must be
// raised with each change that makes older programs read them wrongly.
const schemaVersion = 1

// The mapping of the index. The rest of the package relies on these invariants:
//
//   - The document of an article has its ID, or a hash of that, as _id, so it is always on the
//     same shard. It changes as a whole.
//   - Each write has a turn, a number that no other call has: it is the version of the document
//     (version_type=external), which OpenSearch compares. A write that was delayed and comes
//     after a later one is refused, whoever sent it.
//   - A deleted article leaves a document with its turn and without the rest, until a Sync, so
//     that this holds for it too.
//   - A search reads no stored fields, only doc values, and of most documents one: the row has
//     the turn, the ID and the digest (see row), since each field of a hit costs as much again.
//     The source is not kept: the articles are where they come from.
//
// Times are seconds, clamped to what the type date can hold.
const mapping = `{
	"dynamic": "strict",
	"_source": {"enabled": false},
	"properties": {
		"id": {"type": "keyword"},
		"part": {"type": "integer", "doc_values": false},
		"turn": {"type": "long"},
		"offered": {"type": "boolean", "doc_values": false},
		"published": {"type": "date", "format": "epoch_second"},
		"shown_from": {"type": "date", "format": "epoch_second"},
		"shown_until": {"type": "date", "format": "epoch_second"},
		"labels": {"type": "keyword", "doc_values": false},
		"sections": {"type": "keyword", "index": false, "ignore_above": 8000},
		"row": {"type": "binary", "doc_values": true},
		"words": {"type": "rank_features"}
	}
}`

// What is deleted is remembered for an hour, not a minute: a Sync deletes documents too.
// Copies of a shard must show a write as soon as it is refreshed, so they are not copied
// segment by segment.
const (
	settings   = `{"index": {"gc_deletes": "1h", "replication.type": "DOCUMENT"}}`
	changeable = `{"index": {"gc_deletes": "1h"}}`
)

// The other index has the last changes (see change) and three documents: "turn", whose version
// is the last turn, "sync" and "counts". It has few bytes and must not be lost, so
// each of up to three nodes has a copy.
const (
	stateSettings   = `{"index": {"number_of_shards": 1, "auto_expand_replicas": "0-2", "replication.type": "DOCUMENT"}}`
	stateChangeable = `{"index": {"auto_expand_replicas": "0-2"}}`
	stateMapping    = `{"dynamic": false, "properties": {"shown": {"type": "long"}}}`
)

// versioned returns a mapping with the version, which says that an index is complete.
func versioned(mapping string) []byte {
	return fmt.Appendf(nil, `{"_meta": {"presse": %d},%s`, schemaVersion, mapping[1:])
}

// Create makes the indexes that do not exist yet and changes nothing that exists. An index
// that the caller made before, to choose the number of shards and copies, gets the mapping.
// The cause of the error is [presse.ErrVersion] if the index is that of another version of
// this package.
func (s *Store) Create(ctx context.Context) error {
	const op = "create store"
	if err := s.usable(ctx, op); err != nil {
		return err
	}
	return engine.Fail(ctx, op, s.create(ctx))
}

func (s *Store) create(ctx context.Context) error {
	made := fmt.Appendf(nil, `{"settings": %s, "mappings": %s}`, settings, versioned(mapping))
	if err := s.createIndex(ctx, s.names.index, made); err != nil {
		return err
	}
	if err := s.checkCopies(ctx); err != nil {
		return err
	}
	if err := s.adopt(ctx, s.names.index, mapping, changeable); err != nil {
		return err
	}
	made = fmt.Appendf(nil, `{"settings": %s, "mappings": %s}`, stateSettings, versioned(stateMapping))
	if err := s.createIndex(ctx, s.names.state, made); err != nil {
		return err
	}
	if err := s.adopt(ctx, s.names.state, stateMapping, stateChangeable); err != nil {
		return err
	}
	return s.firstTurn(ctx)
}

// checkCopies returns an error if the index, which somebody else may have made, is copied
// segment by segment: a copy may then show an old document after a refresh.
func (s *Store) checkCopies(ctx context.Context) error {
	var indexes map[string]struct{ Settings map[string]string }
	const setting = "index.replication.type"
	path := "/" + s.names.index + "/_settings/" + setting + "?flat_settings=true"
	if _, err := s.do(ctx, request{method: http.MethodGet, path: path}, &indexes); err != nil {
		return err
	}
	for _, index := range indexes {
		if kind := index.Settings[setting]; kind != "" && kind != "DOCUMENT" {
			return &presse.Error{Op: "create store", Field: "name", Value: s.names.index, Err: errCopies}
		}
	}
	return nil
}

// adopt gives an index that has no mapping of this package one, and the settings that can
// be changed. The version comes last: an index that has it is not adopted again.
func (s *Store) adopt(ctx context.Context, name, mapping, settings string) error {
	if has, err := s.version(ctx, name); has || err != nil {
		return err
	}
	for _, change := range []request{
		{method: http.MethodPut, path: "/" + name + "/_mapping", body: []byte(mapping)},
		{method: http.MethodPut, path: "/" + name + "/_settings", body: []byte(settings)},
		{method: http.MethodPut, path: "/" + name + "/_mapping", body: versioned(mapping)},
	} {
		if _, err := s.do(ctx, change, nil); err != nil {
			return &presse.Error{Op: "create store", Field: "name", Value: name, Err: fmt.Errorf("%w: %w", errForeign, err)}
		}
	}
	return nil
}

// ready waits until all shards of an index can be read, half a minute at most: somebody else
// may be making it at this moment.
func (s *Store) ready(ctx context.Context, name string) error {
	_, err := s.do(ctx, request{method: http.MethodGet, path: "/_cluster/health/" + name + "?wait_for_status=yellow&timeout=30s"}, nil)
	return err
}

// createIndex makes an index unless it exists.
func (s *Store) createIndex(ctx context.Context, name string, body []byte) error {
	status, err := s.do(ctx, request{method: http.MethodHead, path: "/" + name}, nil)
	if status == http.StatusNotFound {
		_, err = s.do(ctx, request{method: http.MethodPut, path: "/" + name, body: body}, nil)
		if isType(err, "resource_already_exists_exception") { // somebody else was faster
			err = nil
		}
	}
	return err
}

// version reports whether an index has a mapping of this package. The error is ErrVersion
// if it is that of another version.
func (s *Store) version(ctx context.Context, name string) (exists bool, err error) {
	var indexes map[string]struct {
		Mappings struct {
			Meta struct{ Presse *json.Number } `json:"_meta"`
		}
	}
	if _, err := s.do(ctx, request{method: http.MethodGet, path: "/" + name + "/_mapping"}, &indexes); err != nil {
		return false, err
	}
	switch len(indexes) {
	case 0:
		return false, errNoAnswer
	case 1:
	default:
		return false, &presse.Error{Op: "open store", Field: "name", Value: name, Err: errAlias}
	}
	for _, index := range indexes {
		switch v := index.Mappings.Meta.Presse; {
		case v == nil:
			return false, nil
		case v.String() != strconv.Itoa(schemaVersion):
			return false, &presse.Error{Op: "open store", Field: "version", Value: v.String(), Err: presse.ErrVersion}
		}
	}
	return true, nil
}

var (
	errNoIndex = errors.New("there is no index of this name: call Create")
	errCopies  = errors.New("the index has a replication.type other than DOCUMENT")
	errForeign = errors.New("the index has another mapping")
	errAlias   = errors.New("the name is an alias of several indexes")
	errNoTurns = errors.New("the index whose name ends in -state was lost: call Create")
)

// checkOnce calls check until it has returned no error once. Searches of an index that is
// lost later return an error themselves.
func (s *Store) checkOnce(ctx context.Context) error {
	if s.shared.checked.Load() {
		return nil
	}
	err := s.check(ctx)
	s.shared.checked.Store(err == nil)
	return err
}

// check returns an error if the index does not exist or is that of another version. A write
// to an index that does not exist, such as one that is being restored, would make one with a
// mapping that OpenSearch guesses.
func (s *Store) check(ctx context.Context) error {
	switch has, err := s.version(ctx, s.names.index); {
	case isMissing(err) || err == nil && !has:
		return s.noIndex()
	default:
		return err
	}
}

func (s *Store) noIndex() error {
	return &presse.Error{Op: "open store", Field: "name", Value: s.names.index, Err: errNoIndex}
}

// isType reports whether OpenSearch answered with an error of that type.
func isType(err error, name string) bool {
	var e *opensearch.StructError
	return errors.As(err, &e) && e.Err.Type == name
}

// conflict is the type of the error of a write whose version is not greater than that of the
// document.
const conflict = "version_conflict_engine_exception"

func isMissing(err error) bool { return isType(err, "index_not_found_exception") }
