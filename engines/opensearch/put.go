package opensearch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/opensearch-project/opensearch-go/v4"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/internal/engine"
	"github.com/presse-go/presse/internal/quote"
	"github.com/presse-go/presse/rank"
)

// Put adds articles to the store. An article replaces the one with the same ID, if there is
// one. If any article is nil, has no ID or one that is not valid UTF-8 without NUL, occurs
// twice in the call, or is too long (see [presse.Index.Put]), Put changes nothing and returns
// an *Error for each. It accepts articles that are not public: [presse.Query] decides what is
// shown.
//
// OpenSearch has no transactions: if it refuses some of the articles, or the time is up,
// others may be stored. The error then has an *Error for each of the first hundred articles
// that were refused, as far as OpenSearch has named them. Calling Put again is safe. If two
// writers Put the same article, the call that began last wins, in whatever order their
// requests arrive.
//
// One call with hundreds of articles is many times faster than hundreds of calls. The next
// query sees the new form of articles that the store held; for new articles, see
// [Options.Refresh].
func (s *Store) Put(ctx context.Context, articles ...*presse.Article) error {
	const op = "put"
	if err := s.usable(ctx, op); err != nil {
		return err
	}
	return engine.Fail(ctx, op, s.put(ctx, articles))
}

func (s *Store) put(ctx context.Context, articles []*presse.Article) error {
	if len(articles) == 0 {
		return nil
	}
	turn, err := s.begin(ctx)
	if err != nil {
		return err
	}
	stories, err := engine.ReadAll(ctx, articles, s.options.Index)
	if err != nil {
		return err
	}
	f, err := s.usualFrequencies(ctx, stories)
	if err != nil {
		return err
	}
	return s.change(ctx, "put", turn, documentsOf(stories), f)
}

// begin returns the turn of a call. It is taken before anything else, since reading thousands
// of articles takes seconds: what somebody else withdraws meanwhile has a later one.
func (s *Store) begin(ctx context.Context) (turn int64, err error) {
	if err := s.check(ctx); err != nil {
		return 0, err
	}
	return s.turn(ctx)
}

// documentsOf returns stories without their words.
func documentsOf(stories []*engine.Story) []*document {
	documents := make([]*document, len(stories))
	for i, t := range stories {
		documents[i] = &document{Story: t, id: t.ID}
	}
	return documents
}

// Delete removes articles. No query that begins after Delete has returned finds them. IDs that
// the store does not hold are no error. If Delete returns an error, some articles may be left.
//
// The ID of a deleted article is kept until the next Sync, so that a write that was delayed
// does not bring it back.
func (s *Store) Delete(ctx context.Context, ids ...string) error {
	const op = "delete"
	if err := s.usable(ctx, op); err != nil {
		return err
	}
	if len(ids) == 0 {
		return nil
	}
	turn, err := s.begin(ctx)
	if err != nil {
		return engine.Fail(ctx, op, err)
	}
	// No document has other IDs.
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == "" || !engine.Storable(id) })
	slices.Sort(ids)
	ids = slices.Compact(ids)
	documents := make([]*document, len(ids))
	for i, id := range ids {
		documents[i] = &document{id: id}
	}
	return engine.Fail(ctx, op, s.change(ctx, op, turn, documents, nil))
}

// change writes documents with the turn of a call, and waits until searches see what they have
// replaced. Their words are chosen by f.
func (s *Store) change(ctx context.Context, op string, turn int64, documents []*document, f rank.Frequencies) error {
	before := s.shared.tally.current.Load()
	done, err := s.write(ctx, op, turn, documents, f)
	replaced := slices.Clone(done.replaced)
	if len(done.refused) > 0 {
		if turnFault := s.checkTurns(ctx, done.refused); turnFault != nil {
			return errors.Join(turnFault, err)
		}
		// Somebody else has written them since, or this call, and the answer was lost.
		replaced = append(replaced, done.refused...)
	}
	s.shared.recent.add(turn, articles(replaced))
	if s.options.Refresh {
		replaced = append(replaced, done.created...)
	}
	err = errors.Join(err, s.show(ctx, turn, replaced))
	s.noteCreated(ctx, before, done.created)
	return err
}

// written are the documents that a write has written, or not.
type written struct {
	created  []*document
	replaced []*document
	refused  []*document // since OpenSearch has a later version
	invalid  []*document // since OpenSearch cannot hold them
}

// bulkSize and bulkBytes bound a bulk, and writers is how many are sent at a time. Bulks of
// 2,000 documents are not faster than those of 500. Those have 1 MB; bulkBytes bounds what is
// sent again of very long articles. Fewer documents are divided among the writers, so that some
// are made ready while others are written, down to leastBulk.
const (
	bulkSize  = 500
	bulkBytes = 4 << 20
	leastBulk = 100
	writers   = 4
)

// write writes documents, with the words that f chooses. The error names those that were not
// written, except the refused ones.
func (s *Store) write(ctx context.Context, op string, turn int64, documents []*document, f rank.Frequencies) (all written, err error) {
	var mu sync.Mutex
	var faults engine.Faults
	var failed error // of a whole bulk
	var group sync.WaitGroup
	slots := make(chan struct{}, writers)
	size := min(max(leastBulk, (len(documents)+writers-1)/writers), bulkSize)
	for part := range slices.Chunk(documents, size) {
		slots <- struct{}{}
		mu.Lock()
		stop := failed != nil
		mu.Unlock()
		if stop {
			<-slots
			break
		}
		group.Go(func() {
			defer func() { <-slots }()
			for len(part) > 0 {
				body, n, err := bulkOf(part, turn, f)
				var done written
				if err == nil {
					done, err = s.bulk(ctx, op, turn, part[:n], body, &faults)
				}
				part = part[n:]
				mu.Lock()
				all.add(&done)
				if failed == nil {
					failed = err
				}
				mu.Unlock()
				if err != nil {
					return
				}
			}
		})
	}
	group.Wait()
	return all, errors.Join(failed, faults.Err(op))
}

// add adds what another bulk has written.
func (w *written) add(more *written) {
	w.created, w.replaced = append(w.created, more.created...), append(w.replaced, more.replaced...)
	w.refused, w.invalid = append(w.refused, more.refused...), append(w.invalid, more.invalid...)
}

// bulkOf returns the body of a bulk and the number of documents in it. It chooses the words of
// those that have none yet by f.
func bulkOf(documents []*document, turn int64, f rank.Frequencies) (body []byte, n int, err error) {
	for n < len(documents) && n < bulkSize && len(body) < bulkBytes {
		d := documents[n]
		if d.Story != nil && d.words == nil {
			if d.words, err = d.Words(f); err != nil {
				return nil, n, err
			}
		}
		body = appendDocument(body, d, turn)
		n++
	}
	return body, n, nil
}

// bulk sends a bulk and reads what became of each document. Those for which a node had no
// room are sent again.
func (s *Store) bulk(ctx context.Context, op string, turn int64, documents []*document, body []byte, faults *engine.Faults) (done written, err error) {
	for pause := busyPause; ; pause *= 2 {
		items, err := s.sendBulk(ctx, "", body, len(documents))
		if err != nil {
			return done, err
		}
		var busy []*document
		for i, d := range documents {
			switch item := items[i]; {
			case item.Status == http.StatusCreated:
				done.created = append(done.created, d)
			case item.Status == http.StatusOK:
				done.replaced = append(done.replaced, d)
			case item.Status == http.StatusConflict:
				done.refused = append(done.refused, d)
			case item.Status == http.StatusTooManyRequests && pause <= mostPause:
				busy = append(busy, d)
			default:
				if item.Status == http.StatusBadRequest {
					done.invalid = append(done.invalid, d)
				}
				faults.Add(item.fault(op, d.id))
			}
		}
		if len(busy) == 0 {
			return done, nil
		}
		if err := sleep(ctx, pause); err != nil {
			return done, err
		}
		if body, _, err = bulkOf(busy, turn, nil); err != nil { // they have their words
			return done, err
		}
		documents = busy
	}
}

// How long to wait before a bulk is sent again that a node had no room for: 0.1, 0.2, 0.4 and
// 0.8 s.
const (
	busyPause = 100 * time.Millisecond
	mostPause = 800 * time.Millisecond
)

// An item is what became of a document of a bulk.
type item struct {
	ID     string `json:"_id"`
	Status int
	Error  struct{ Type, Reason string }
}

// fault returns the error of a document that was not written. If OpenSearch has read it and
// cannot hold it, it is an ErrItem, without the reason that OpenSearch gives, which may quote
// the document.
func (x *item) fault(op, id string) error {
	err := error(&opensearch.StructError{Status: x.Status, Err: opensearch.Err{Type: x.Error.Type, Reason: x.Error.Reason}})
	if x.Status == http.StatusBadRequest {
		err = fmt.Errorf("%w: status %d, %s", presse.ErrItem, x.Status, cmp.Or(x.Error.Type, "no reason given"))
	}
	return &presse.Error{Op: op, Field: "id", Value: quote.Short(id), Err: err}
}

// sendBulk sends a bulk of n writes, with the parameters of a query, and returns its items.
func (s *Store) sendBulk(ctx context.Context, parameters string, body []byte, n int) ([]item, error) {
	path := "/" + s.names.index + "/_bulk?" + parameters
	if deadline, ok := ctx.Deadline(); ok {
		// A bulk waits for a shard that is missing, for a minute unless told otherwise. The
		// answer must come before send asks another node.
		wait := min(time.Minute, time.Until(deadline)/4)
		path += "&timeout=" + strconv.FormatInt(max(1, wait.Milliseconds()), 10) + "ms"
	}
	var answer struct {
		Items []map[string]item
	}
	if _, err := s.do(ctx, request{method: http.MethodPost, path: path, body: body, lines: true}, &answer); err != nil {
		return nil, err
	}
	if len(answer.Items) != n {
		return nil, fmt.Errorf("%d answers to a bulk of %d", len(answer.Items), n)
	}
	items := make([]item, n)
	for i, of := range answer.Items {
		for _, item := range of { // by the name of the operation
			items[i] = item
		}
	}
	return items, nil
}
