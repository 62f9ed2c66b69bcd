package opensearch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"hash/maphash"
	"iter"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/internal/engine"
	"github.com/presse-go/presse/rank"
)

// Sync makes the store hold exactly the articles of an archive: it adds those that are
// missing, replaces those that have changed, and in the end deletes those that the archive
// does not have. It is the fastest way to fill a store and the way to repair one.
//
// Queries see the old or the new form of each article meanwhile. If Sync ends early, because
// of an error, the context or the end of the process, what is done stays, nothing is deleted
// that the archive has, and calling it again does the rest. Articles that have not changed are
// only looked up; those that the Sync which ended early had not written are written again.
//
// Others may Put and Delete meanwhile. What they write after Sync has begun is kept, since
// the archive may have been read before: a story taken down does not come back. If another
// Sync begins, the first one ends with an error. What a Sync or Put that was killed has sent
// may arrive after the next Sync has ended, from a node that hung. It replaces nothing, but
// adds articles that the store did not know, until another Sync.
//
// An error of the archive ends Sync, unless its cause is [presse.ErrItem]: then one
// article could not be read, and Sync goes on. Such errors, and those of articles that
// Put would refuse, are returned in the end, at most a hundred of them; the store does
// not hold these articles then, not even in an older form. Of two articles with the same
// ID, the first is kept. If a shard is missing, Sync ends with an error.
//
// It is not an error if the archive is empty: the store is empty then.
//
// After a Sync that has written a tenth of the archive or more, OpenSearch merges segments,
// and Sync waits for that as long as the context allows.
func (s *Store) Sync(ctx context.Context, archive iter.Seq2[*presse.Article, error]) error {
	const op = "sync"
	if err := s.usable(ctx, op); err != nil {
		return err
	}
	if archive == nil {
		return &presse.Error{Op: op, Field: "archive", Err: engine.ErrNil}
	}
	if err := s.check(ctx); err != nil {
		return engine.Fail(ctx, op, err)
	}
	y, err := s.beginSync(ctx)
	if err != nil {
		return engine.Fail(ctx, op, err)
	}
	if err = y.run(ctx, archive); err == nil {
		err = y.end(ctx)
	}
	return errors.Join(y.faults.Err(op), engine.Fail(ctx, op, err))
}

// syncBatch is the number of articles that are looked up and written together, and
// syncWriters how many such batches at a time.
const (
	syncBatch   = 1000
	syncWriters = 2
)

// A syncing is a Sync that is running. All it writes has its turn, which is less than that
// of any write that begins later, so OpenSearch refuses what others have written since.
type syncing struct {
	*Store
	turn  int64
	floor int64 // documents from before this turn are written although they have not changed
	empty bool  // the index was, so nothing is looked up

	seed     maphash.Seed
	faults   engine.Faults
	given    rank.Frequencies // of the caller, or of the store before, if it is large enough
	counting *engine.Counting
	waiting  []*engine.Story // read, but not written, until enough of them are counted
	ready    bool            // whether they are

	group  sync.WaitGroup
	slots  chan struct{}
	mu     sync.Mutex
	seen   map[uint64]struct{} // hashes of the IDs that the archive has
	fresh  int                 // number of documents added, replaced or removed
	failed error
}

// A syncState is the document "sync" of the state index: the last Sync.
type syncState struct {
	Turn  int64 `json:"turn"`
	Ended bool  `json:"ended"`
}

var errSuperseded = errors.New("another Sync has begun")

// beginSync gives the Sync a turn. An earlier one that is running notices that it is not the
// last.
//
// What that one has already sent may arrive later still. It has the turn of the earlier one,
// and cannot replace what has this turn or, if it was written by the earlier one itself,
// that turn. So everything else is written again, unless the earlier one has ended.
func (s *Store) beginSync(ctx context.Context) (*syncing, error) {
	y := &syncing{
		Store: s, counting: engine.NewCounting(), slots: make(chan struct{}, syncWriters),
		seed: maphash.MakeSeed(), seen: map[uint64]struct{}{},
	}
	var err error
	if y.turn, err = s.turn(ctx); err != nil {
		return nil, err
	}
	// A shard that is missing ends it before anything has changed; to refresh would wait for it.
	_, partial, err := s.search(ctx, []byte(`{"size":0,"track_total_hits":false}`))
	if err := errors.Join(err, partial); err != nil {
		return nil, err
	}
	err = s.changeState(ctx, func(last *syncState) error {
		switch {
		case last.Turn > y.turn:
			return errSuperseded
		case last.Turn == y.turn: // the change is made, and the answer was lost
			return nil
		}
		y.floor = 0
		if !last.Ended {
			y.floor = last.Turn
		}
		*last = syncState{Turn: y.turn}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := s.refresh(ctx); err != nil {
		return nil, err
	}
	found, partial, err := s.search(ctx, []byte(`{"size":0,"track_total_hits":1,"query":{"match_all":{}}}`))
	if err := errors.Join(err, partial); err != nil {
		return nil, err
	}
	y.empty = found.total.Value == 0
	if s.options.Frequencies != nil {
		y.given = s.options.Frequencies
	} else if !y.empty {
		f, err := s.frequencies(ctx)
		if err != nil {
			return nil, err
		}
		if f.Articles() >= engine.FewArticles {
			y.given = f
		}
	}
	return y, nil
}

// changeState changes the document "sync" unless somebody else does so at the same time:
// then it looks again. A node that was cut off may return an old form of it for some time.
func (s *Store) changeState(ctx context.Context, change func(*syncState) error) error {
	path := "/" + s.names.state + "/_doc/sync"
	for try := 1; ; try++ {
		var got struct {
			Seq    int64     `json:"_seq_no"`
			Term   int64     `json:"_primary_term"`
			Source syncState `json:"_source"`
		}
		status, err := s.do(ctx, request{method: http.MethodGet, path: path}, &got)
		query := "?if_seq_no=" + strconv.FormatInt(got.Seq, 10) + "&if_primary_term=" + strconv.FormatInt(got.Term, 10)
		switch {
		case status == http.StatusNotFound:
			got.Source, query = syncState{Ended: true}, "?op_type=create"
		case err != nil:
			return err
		}
		before := got.Source
		if err := change(&got.Source); err != nil || got.Source == before {
			return err
		}
		body, err := json.Marshal(got.Source)
		if err != nil {
			return err
		}
		_, err = s.do(ctx, request{method: http.MethodPut, path: path + query, body: body}, nil)
		if !isType(err, conflict) || try == mostWaits {
			return err
		}
		if err := sleep(ctx, waitStep); err != nil {
			return err
		}
	}
}

// fence returns an error if another Sync has begun. Unless it does, change is called with
// the state.
func (y *syncing) fence(ctx context.Context, change func(*syncState)) error {
	return y.changeState(ctx, func(last *syncState) error {
		if last.Turn != y.turn {
			return errSuperseded
		}
		if change != nil {
			change(last)
		}
		return nil
	})
}

// run reads the archive and writes its articles.
func (y *syncing) run(ctx context.Context, archive iter.Seq2[*presse.Article, error]) (err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer func() { // also if the archive panics: no goroutine outlives the call
		if err != nil {
			cancel(err)
		}
		y.group.Wait()
		if err == nil || errors.Is(y.failed, errSuperseded) {
			err = y.failed
		}
		cancel(nil)
	}()
	return engine.Batches(ctx, archive, syncBatch, &y.faults, func(batch []*presse.Article, last bool) error { return y.flush(ctx, cancel, batch, last) })
}

// countFirst is the number of articles of an archive that are counted before the words of
// the first of them are chosen, if nothing is known of the archive: a tenth of 35,000.
const countFirst = 4 * syncBatch

// flush reads the batch and has it written, while the next one is read.
func (y *syncing) flush(ctx context.Context, cancel context.CancelCauseFunc, batch []*presse.Article, last bool) error {
	stories := y.read(ctx, batch)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	for _, t := range stories {
		if err := y.counting.Add(partOf(t.ID), t.Digest); err != nil {
			return err
		}
	}
	y.waiting = append(y.waiting, stories...)
	if y.ready = y.ready || last || y.given != nil || len(y.waiting) >= countFirst; !y.ready {
		return nil
	}
	write := y.waiting
	y.waiting = nil
	f := y.given
	if f == nil {
		f, _ = y.counting.Counts()
	}
	for part := range slices.Chunk(write, syncBatch) {
		select {
		case y.slots <- struct{}{}:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		y.group.Go(func() {
			defer func() { <-y.slots }()
			if err := y.writeBatch(ctx, part, f); err != nil {
				y.mu.Lock()
				if y.failed == nil {
					y.failed = err
				}
				y.mu.Unlock()
				cancel(err)
			}
		})
	}
	return nil
}

func (y *syncing) hash(id string) uint64 { return maphash.String(y.seed, id) }

// read returns what the store keeps of the batch.
func (y *syncing) read(ctx context.Context, batch []*presse.Article) []*engine.Story {
	all, faults := make([]*engine.Story, len(batch)), make([]error, len(batch))
	engine.Parallel(len(batch), func(i int) {
		if ctx.Err() == nil {
			all[i], faults[i] = engine.Read(batch[i], y.options.Index)
		}
	})
	if ctx.Err() != nil {
		return nil
	}
	stories := all[:0]
	y.mu.Lock()
	defer y.mu.Unlock()
	for i, t := range all {
		if faults[i] != nil {
			y.faults.Add(faults[i])
			continue
		}
		h := y.hash(t.ID)
		if _, twice := y.seen[h]; twice {
			y.faults.Add(engine.Duplicate("sync", t.ID))
			continue
		}
		y.seen[h] = struct{}{}
		stories = append(stories, t)
	}
	return stories
}

// writeBatch writes those of a batch that have changed.
func (y *syncing) writeBatch(ctx context.Context, stories []*engine.Story, f rank.Frequencies) error {
	if err := y.fence(ctx, nil); err != nil {
		return err
	}
	if !y.empty {
		var err error
		if stories, err = y.changed(ctx, stories); err != nil {
			return err
		}
	}
	done, err := y.writePart(ctx, documentsOf(stories), f)
	y.shared.recent.add(y.turn, articles(done.replaced))
	y.mu.Lock()
	defer y.mu.Unlock()
	y.fresh += len(done.created) + len(done.replaced)
	for _, d := range done.invalid { // so that no older form stays
		delete(y.seen, y.hash(d.id))
	}
	return err
}

// writePart writes documents. Those that OpenSearch cannot hold are faults; everything else
// that it did not write ends the Sync.
func (y *syncing) writePart(ctx context.Context, documents []*document, f rank.Frequencies) (written, error) {
	done, err := y.write(ctx, "sync", y.turn, documents, f)
	if err != nil && len(done.created)+len(done.replaced)+len(done.refused)+len(done.invalid) == len(documents) {
		for _, fault := range presse.Faults(err) {
			y.faults.Add(fault)
		}
		err = nil
	}
	return done, err
}

// changed returns the stories that the index does not have in the same form, and not from
// others who wrote since the Sync began.
func (y *syncing) changed(ctx context.Context, stories []*engine.Story) ([]*engine.Story, error) {
	ids := make([]string, len(stories))
	byID := make(map[string]*engine.Story, len(stories))
	for i, t := range stories {
		ids[i], byID[t.ID] = t.ID, t
	}
	b := append([]byte(`{`+fields+`,"size":`), strconv.Itoa(len(ids))...)
	b = appendIDs(append(b, `,"query":{"bool":{"filter":`...), ids)
	found, partial, err := y.search(ctx, append(b, `}}}`...))
	if err := errors.Join(err, partial); err != nil {
		return nil, err
	}
	for i := range found.hits {
		h := &found.hits[i]
		t := byID[h.id]
		turn := h.turn
		if t != nil && (turn > y.turn || turn >= y.floor && bytes.Equal(t.Digest, h.digest)) {
			delete(byID, h.id)
		}
	}
	return slices.DeleteFunc(slices.Clone(stories), func(t *engine.Story) bool { return byID[t.ID] == nil }), nil
}

// end deletes the documents that the archive does not have and saves the counts.
func (y *syncing) end(ctx context.Context) error {
	if err := y.refresh(ctx); err != nil {
		return err
	}
	if err := y.fence(ctx, nil); err != nil {
		return err
	}
	if err := y.sweep(ctx); err != nil {
		return err
	}
	if err := y.showAll(ctx); err != nil {
		return err
	}
	if err := y.fence(ctx, func(last *syncState) { last.Ended = true }); err != nil {
		return err
	}
	defer y.merge(ctx)
	if y.options.Frequencies != nil {
		return nil
	}
	counts, rate := y.counting.Counts()
	c := &counted{counts: counts, rate: rate, turn: y.turn}
	c.stories.Store(int64(len(y.seen)))
	t := &y.shared.tally
	select {
	case t.lock <- struct{}{}:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	defer func() { <-t.lock }()
	t.begin(nil)
	t.current.Store(c)
	y.save(ctx, c)
	return nil
}

// merge makes each shard one segment if much was written, which OpenSearch does more slowly by
// itself: a query looks up each of its words in each segment, so it then takes half the time.
// A fault is ignored, since nothing depends on it.
func (y *syncing) merge(ctx context.Context) {
	if y.fresh == 0 || 10*y.fresh < len(y.seen) {
		return
	}
	merge := request{method: http.MethodPost, path: "/" + y.names.index + "/_forcemerge?max_num_segments=1"}
	if _, _, err := y.sendOnce(ctx, merge); err == nil {
		_ = y.refresh(ctx)
	}
}

// sweep deletes the documents that the archive does not have, unless others have written
// them since the Sync began.
func (y *syncing) sweep(ctx context.Context) error {
	older := `{"range":{"turn":{"lt":` + strconv.FormatInt(y.turn, 10) + `}}}`
	step := stepFor(int64(len(y.seen)))
	for part := int64(0); part < parts; {
		var gone []string
		end, err := y.scanPart(ctx, part, step, `"id"`, older, func(h *hit) error {
			if _, has := y.seen[y.hash(h.id)]; !has {
				gone = append(gone, h.id)
			}
			return nil
		})
		if err != nil {
			return err
		}
		part = end
		y.fresh += len(gone)
		for ids := range slices.Chunk(gone, bulkSize) {
			if err := y.remove(ctx, ids); err != nil {
				return err
			}
		}
	}
	return nil
}

// remove removes documents for good.
func (y *syncing) remove(ctx context.Context, ids []string) error {
	var body []byte
	for _, id := range ids {
		body = appendRemoval(body, id, y.turn)
	}
	items, err := y.sendBulk(ctx, "", body, len(ids))
	if err != nil {
		return err
	}
	for i, item := range items {
		switch item.Status {
		case http.StatusOK, http.StatusNotFound, http.StatusConflict:
		default:
			return item.fault("sync", ids[i])
		}
	}
	return nil
}
