package opensearch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/presse-go/presse/engines/internal/engine"
	"github.com/presse-go/presse/rank"
)

// Frequencies, unless the caller gives them.
//
// A Store counts the digests of the index, a page with each query so that none of them takes
// long, and saves the counts in the state index, where others find them. It adds what it
// puts itself. From time to time it compares the number of stories that are counted with
// that of the index, and counts again if they differ. In a small archive, where each story
// matters, it counts again whenever there is a new turn. A Sync counts all it reads.
//
// Frequencies need not be exact: those of a tenth of an archive choose as well.

// tally is what a Store knows of frequencies.
type tally struct {
	lock    chan struct{} // held by whoever changes current; a channel, since waiting must end with the context
	current atomic.Pointer[counted]
	queries atomic.Int64 // since current was compared with the index
	begun   atomic.Bool  // whether pending is not nil
	pending *counting    // a count that has begun; needs the lock
}

// A counted is the counts of the stories that the index held at some moment.
type counted struct {
	counts      *rank.Counts
	rate        int64        // one story in so many is counted
	stories     atomic.Int64 // in the index
	turn, shown int64
	saved       atomic.Int64 // stories when it was saved
}

// small reports whether an archive is so small that it is counted again whenever something
// changes.
func (c *counted) small() bool { return c.stories.Load() < engine.FewArticles }

// fits reports whether counts are good enough for the index at a moment. In a larger archive,
// a sixteenth of the stories may be missing: even frequencies of a tenth of an archive lose
// only 0.001 nDCG@5 (bench/rank, counts).
func (c *counted) fits(now moment) bool {
	had := c.stories.Load()
	if c.small() || now.stories < engine.FewArticles {
		return now == moment{turn: c.turn, shown: c.shown, stories: had}
	}
	return 16*max(now.stories-had, had-now.stories) <= had && now.turn-c.turn <= had
}

// A counting is a count of the index that is not finished.
type counting struct {
	*engine.Counting
	moment
	next int64 // part
	step int64
	read int64
}

// frequencies returns how often terms occur in the archive.
func (s *Store) frequencies(ctx context.Context) (rank.Frequencies, error) {
	if s.options.Frequencies != nil {
		return s.options.Frequencies, nil
	}
	t := &s.shared.tally
	c := t.current.Load()
	usable := c != nil && !c.small()
	if usable && !t.begun.Load() && t.queries.Add(1)*engine.FewArticles < c.stories.Load() {
		return c.counts, nil // at 35,000 stories, each hundredth query asks how many there are now
	}
	select {
	case t.lock <- struct{}{}:
	default:
		if usable {
			return c.counts, nil
		}
		select {
		case t.lock <- struct{}{}:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
	defer func() { <-t.lock }()
	switch c, err := s.count(ctx); {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case c != nil: // if there is an error, old ones do
		return c.counts, nil
	default:
		return nil, err
	}
}

// begin begins a count, or ends one.
func (t *tally) begin(p *counting) {
	t.pending = p
	t.begun.Store(p != nil)
}

// count brings what is known up to date, or nearer to that. It is called with the lock.
func (s *Store) count(ctx context.Context) (*counted, error) {
	t := &s.shared.tally
	t.queries.Store(0)
	if t.pending != nil {
		return s.countOn(ctx)
	}
	c := t.current.Load()
	now, err := s.now(ctx)
	if err != nil {
		return c, err
	}
	if c == nil {
		if c, err = s.load(ctx); err != nil {
			return nil, err
		}
		t.current.CompareAndSwap(nil, c)
	}
	if c != nil && c.fits(now) {
		return c, nil
	}
	if now.stories < engine.FewArticles {
		// What is counted now and found later would not be counted again. A shard that is
		// missing, or a node that hangs, is not worth the time of the query.
		s.refreshSoon(ctx)
		if now, err = s.now(ctx); err != nil {
			return c, err
		}
	}
	t.begin(&counting{Counting: engine.NewCounting(), moment: now, step: stepFor(now.stories)})
	return s.countOn(ctx)
}

// A moment is what is compared to know whether an index has changed.
type moment struct {
	turn    int64 // the last
	shown   int64 // the last turn that replaced something: it begins before that can be seen
	stories int64
}

// now returns the moment. If the last turn cannot be read, it is 0, and only the number of
// stories is compared.
func (s *Store) now(ctx context.Context) (now moment, err error) {
	if now.turn, err = s.lastTurn(ctx); err != nil && ctx.Err() != nil {
		return now, err
	}
	now.shown = s.shared.shown.Load()
	now.stories, err = s.stories(ctx)
	return now, err
}

// refreshSoon refreshes the index, if that takes no longer than a tenth of the time that is
// left, or a second.
func (s *Store) refreshSoon(ctx context.Context) {
	most := time.Second
	if deadline, ok := ctx.Deadline(); ok {
		most = min(most, time.Until(deadline)/10)
	}
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	_, _, _ = s.sendOnce(ctx, request{method: http.MethodPost, path: "/" + s.names.index + "/_refresh"})
}

// stepFor returns the number of parts that hold a page of stories.
func stepFor(stories int64) int64 { return max(1, parts*scanPage/max(scanPage, stories)) }

// countOn counts one more page. What is returned is what was known before, until all pages
// are counted; if nothing was, it is what the first pages say.
func (s *Store) countOn(ctx context.Context) (*counted, error) {
	t := &s.shared.tally
	p := t.pending
	end, err := s.scanPart(ctx, p.next, p.step, columns, aStory, func(h *hit) error {
		p.read++
		// A digest of another version of package rank, or one that was altered, is not counted.
		// A query that finds it says so.
		_ = p.Add(partOf(h.id), h.digest)
		return nil
	})
	if err != nil && !errors.Is(err, rank.ErrPartial) { // frequencies of a part of the archive do
		t.begin(nil) // again
		return t.current.Load(), err
	}
	p.next = end
	c := t.current.Load()
	if end < parts {
		if c == nil {
			counts, rate := p.Counts()
			c = &counted{counts: counts, rate: rate, turn: p.turn, shown: p.shown}
			c.stories.Store(int64(counts.Articles()))
		}
		return c, nil
	}
	t.begin(nil)
	counts, rate := p.Counts()
	c = &counted{counts: counts, rate: rate, turn: p.turn, shown: p.shown}
	c.stories.Store(p.read)
	t.current.Store(c)
	s.save(ctx, c)
	return c, nil
}

// stories returns the number of stories in the index, but for shards that are missing.
func (s *Store) stories(ctx context.Context) (int64, error) {
	var got struct{ Count int64 }
	r := request{method: http.MethodPost, path: "/" + s.names.index + "/_count?preference=_local", body: []byte(`{"query": ` + aStory + `}`)}
	_, err := s.do(ctx, r, &got)
	return got.Count, err
}

// A savedCounts is the document "counts" of the state index.
type savedCounts struct {
	Counts  []byte `json:"counts"`
	Rate    int64  `json:"rate"`
	Stories int64  `json:"stories"`
	Turn    int64  `json:"turn"`
}

// load returns the counts that were saved, or nil if there are none that can be read.
func (s *Store) load(ctx context.Context) (*counted, error) {
	var got struct {
		Source savedCounts `json:"_source"`
	}
	_, err := s.do(ctx, request{method: http.MethodGet, path: "/" + s.names.state + "/_doc/counts?preference=_local"}, &got)
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, err
	case err != nil: // none, or their shard is missing
		return nil, nil
	}
	counts, err := rank.LoadCounts(bytes.NewReader(got.Source.Counts))
	if err != nil || got.Source.Rate < 1 {
		return nil, nil // of another version: count again
	}
	c := &counted{counts: counts, rate: got.Source.Rate, turn: got.Source.Turn}
	c.stories.Store(got.Source.Stories)
	c.saved.Store(got.Source.Stories)
	return c, nil
}

// save saves counts, so that a Store that starts need not count, unless there are few
// stories. If it fails, others will count.
func (s *Store) save(ctx context.Context, c *counted) {
	stories := c.stories.Load()
	if stories < engine.FewArticles {
		return
	}
	var b bytes.Buffer
	if err := c.counts.Save(&b); err != nil {
		return
	}
	c.saved.Store(stories)
	body, err := json.Marshal(savedCounts{b.Bytes(), c.rate, stories, c.turn})
	if err == nil {
		_, _ = s.do(ctx, request{method: http.MethodPut, path: "/" + s.names.state + "/_doc/counts", body: body}, nil)
	}
}

// usualFrequencies returns frequencies by which the best words of stories are chosen. They
// need not be of this moment: a word is rare or it is not. In a small archive the stories
// count too.
func (s *Store) usualFrequencies(ctx context.Context, stories []*engine.Story) (rank.Frequencies, error) {
	if s.options.Frequencies != nil {
		return s.options.Frequencies, nil
	}
	c := s.shared.tally.current.Load()
	if c == nil {
		f, err := s.frequencies(ctx)
		if err != nil {
			return nil, err
		}
		if f.Articles() >= engine.FewArticles {
			return f, nil
		}
		if c = s.shared.tally.current.Load(); c == nil {
			return f, nil
		}
	}
	if !c.small() {
		return c.counts, nil
	}
	f := &engine.Layered{Under: c.counts, Added: new(rank.Counts), Removed: new(rank.Counts)}
	for _, t := range stories {
		if err := f.Added.Add(t.Digest); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// noteCreated counts documents that were added, unless somebody has counted since before they
// were, perhaps with them.
func (s *Store) noteCreated(ctx context.Context, before *counted, documents []*document) {
	c := s.shared.tally.current.Load()
	if c == nil || c != before || s.options.Frequencies != nil {
		return
	}
	for _, d := range documents {
		if d.Story == nil {
			continue
		}
		if partOf(d.id)%c.rate == 0 {
			_ = c.counts.Add(d.Digest) // Put has read it
		}
		c.stories.Add(1)
	}
	if c.stories.Load() >= 2*max(engine.FewArticles, c.saved.Load()) {
		s.save(ctx, c)
	}
}
