package opensearch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/internal/engine"
	"github.com/presse-go/presse/internal/record"
	"github.com/presse-go/presse/internal/related"
	"github.com/presse-go/presse/rank"
)

// Related returns the articles that go best with a, best first, as [presse.Index.Related]
// does: OpenSearch finds the articles that share most words with a and that the query
// allows, and [rank.Choose] chooses among them. The article need not be in the store.
// All members of the query are obeyed. With Exact, every article that the query allows is
// read: about 0.7 KB each.
//
// It is an error if a is nil or too long, if the query is not valid, or if a Taxonomy must
// choose among more than 65,535 sections that articles name. If shards did not answer, Related
// returns the matches among the others and an error whose cause is [rank.ErrPartial]. If
// digests that were found cannot be used, it returns the matches among the others and an error
// whose causes are [presse.ErrItem] and [presse.ErrVersion] or [presse.ErrCorrupt]: Sync
// replaces these digests. All other errors come without matches.
func (s *Store) Related(ctx context.Context, a *presse.Article, q presse.Query) ([]presse.Match, error) {
	const op = "related"
	if err := s.usable(ctx, op); err != nil {
		return nil, err
	}
	asked, err := engine.Ask(op, a, q, s.options.Index)
	if err != nil {
		return nil, err
	}
	if err := s.checkOnce(ctx); err != nil {
		return nil, engine.Fail(ctx, op, err)
	}
	k := &asking{Store: s, Asked: asked}
	matches, err := k.answer(ctx)
	return matches, engine.Fail(ctx, op, err)
}

// An asking is a query that is being answered.
type asking struct {
	*Store
	*engine.Asked
	where   []byte // what the query allows, as clauses of a bool query
	partial error  // the first ErrPartial
}

// mostCandidates is the greatest number of documents that a search may return:
// index.max_result_window, 10,000 by default.
const mostCandidates = engine.MaxCandidates

// answer asks OpenSearch until Choose finds enough.
func (k *asking) answer(ctx context.Context) ([]presse.Match, error) {
	var err error
	if k.Frequencies, err = k.frequencies(ctx); err != nil {
		return nil, err
	}
	filter, err := k.Query.Filter(k.Own, func() ([]string, error) { return k.sections(ctx) })
	if err != nil {
		return nil, err
	}
	k.where = k.appendFilter(nil, &filter)
	if err := k.findPinned(ctx); err != nil {
		return nil, err
	}
	var matches []presse.Match
	if k.Exact() {
		matches, err = k.all(ctx)
	} else {
		matches, err = k.best(ctx)
	}
	if matches == nil {
		return nil, err
	}
	return matches, errors.Join(err, k.partial)
}

// askedWords is the number of words that OpenSearch is asked for. Of 1,029 boxes among
// 34,967 stories, those of an Index that scores every article, 964 are the same with 24
// words, 992 with 40, 1,000 with 48 and 1,005 with all 64, which takes a fifth more time
// than 40 (bench/opensearch).
const askedWords = 48

// best chooses among the best candidates.
func (k *asking) best(ctx context.Context) ([]presse.Match, error) {
	words, err := k.Digest.Keywords(askedWords, k.Frequencies)
	if err != nil {
		return nil, err
	}
	all := len(words) < askedWords
	words = slices.DeleteFunc(words, func(w rank.Keyword) bool { return w.Weight < leastWeight })
	limit := min(mostCandidates, max(k.options.Candidates, 3*k.Query.Limit))
	if c := k.shared.tally.current.Load(); c != nil && c.stories.Load() <= int64(limit) { // few enough to read all
		switch few, ok, err := k.allFew(ctx); {
		case err != nil:
			return nil, err
		case ok:
			return k.Choose(few)
		}
	}
	for {
		found, full, err := k.find(ctx, words, limit)
		if err != nil {
			return nil, err
		}
		matches, err := k.Choose(found)
		switch {
		case len(matches) >= k.Query.Limit:
			return matches, err
		case full && limit < mostCandidates && k.ShortOf(found):
			limit = min(mostCandidates, engine.Widening*limit)
		case !full && !all: // others may share words that were not asked for
			few, ok, fault := k.allFew(ctx)
			if fault != nil {
				return nil, fault
			}
			if ok {
				return k.Choose(few)
			}
			return matches, err
		default:
			return matches, err
		}
	}
}

// aStory is the query for all documents but those that say that an article was deleted.
const aStory = `{"terms":{"offered":[true,false]}}`

// appendFilter appends the members filter and must_not of a bool query. Excluding the few
// documents that are not shown is cheaper than requiring the opposite of the many.
func (k *asking) appendFilter(b []byte, f *related.Filter) []byte {
	b = append(b, `"filter":[`...)
	comma := ""
	clause := func(text string) { b, comma = append(append(b, comma...), text...), "," }
	labels := func(list []uint64) { b = append(appendLabels(append(b, `{"terms":{"labels":`...), list), `}}`...) }
	instant := func(field, op string, unix int64) {
		clause(`{"range":{"` + field + `":{"` + op + `":` + strconv.FormatInt(unix, 10) + `}}}`)
	}
	if f.Aged {
		instant("published", "gte", max(seconds(f.Earliest), firstInstant+1)) // firstInstant is undated
	}
	for _, list := range [][]uint64{f.Langs, f.Sections, f.Genres} {
		if list != nil {
			clause("")
			labels(list)
		}
	}
	b, comma = append(b, `],"must_not":[`...), ""
	clause(`{"term":{"offered":false}}`)
	if f.Timed {
		now := min(seconds(f.Now), lastInstant-1) // lastInstant is never
		instant("shown_from", "gt", now)
		instant("shown_until", "lte", now)
	}
	if f.Not != nil {
		clause("")
		labels(f.Not)
	}
	if ids := k.Excluded(); len(ids) > 0 {
		clause("")
		b = appendIDs(b, ids)
	}
	return append(b, ']')
}

// appendIDs appends a query for articles.
func appendIDs(b []byte, ids []string) []byte {
	return append(appendList(append(b, `{"terms":{"id":`...), ids, record.AppendString), `}}`...)
}

// fields are what a hit must have: its row. Nothing else is read, and hits are not counted.
const (
	fields  = `"stored_fields":"_none_","track_total_hits":false,"docvalue_fields":[` + columns + `]`
	columns = `"row"`
)

// find returns the best candidates for words, and whether there may be more than limit. What
// sharing a word adds to the score is the product of its weights.
func (k *asking) find(ctx context.Context, words []rank.Keyword, limit int) (found []engine.Candidate, full bool, err error) {
	b := append(make([]byte, 0, 8<<10), `{`+fields+`,"size":`...)
	b = strconv.AppendInt(b, int64(limit), 10)
	b = append(append(append(b, `,"query":{"bool":{`...), k.where...), `,"minimum_should_match":1,"should":`...)
	b = appendList(b, words, func(b []byte, w rank.Keyword) []byte {
		b = append(append(append(b, `{"rank_feature":{"field":"words.`...), feature(w.Text)...), `","linear":{},"boost":`...)
		return append(strconv.AppendFloat(b, w.Weight, 'g', 5, 64), `}}`...)
	})
	found, hits, err := k.candidates(ctx, append(b, `}}}`...))
	return found, hits >= limit, err
}

// allFew returns all stories that the query allows, unless there are more than few.
func (k *asking) allFew(ctx context.Context) (found []engine.Candidate, ok bool, err error) {
	query := slices.Concat([]byte(`"query":{"bool":{"must":`+aStory+`,`), k.where, []byte(`}}}`))
	limit := strconv.Itoa(k.few + 1)
	counted, partial, err := k.search(ctx, slices.Concat([]byte(`{"size":0,"track_total_hits":`+limit+`,`), query))
	k.note(partial)
	if err != nil || counted.total.Value > k.few {
		return nil, false, err
	}
	found, _, err = k.candidates(ctx, slices.Concat([]byte(`{`+fields+`,"size":`+limit+`,`), query))
	return found, err == nil, err
}

// candidates returns what a search finds, and the number of its hits, of which some may be
// outdated and are no candidates.
func (k *asking) candidates(ctx context.Context, body []byte) (found []engine.Candidate, hits int, err error) {
	answer, partial, err := k.search(ctx, body)
	if err != nil {
		return nil, 0, err
	}
	k.note(partial)
	found = make([]engine.Candidate, 0, len(answer.hits))
	for i := range answer.hits {
		if h := &answer.hits[i]; !k.shared.recent.outdated(h.id, h.turn) {
			found = append(found, engine.Candidate{Candidate: h.candidate(), Score: h.score})
		}
	}
	return found, len(answer.hits), nil
}

func (h *hit) candidate() rank.Candidate {
	return rank.Candidate{ID: h.id, Digest: h.digest}
}

func (k *asking) note(partial error) {
	if k.partial == nil {
		k.partial = partial
	}
}

// findPinned sets the articles that the query pins, if the store has them.
func (k *asking) findPinned(ctx context.Context) error {
	ids := k.PinnedIDs()
	if len(ids) == 0 {
		return nil
	}
	b := append([]byte(`{`+fields+`,"size":`), strconv.Itoa(len(ids))...)
	b = appendIDs(append(b, `,"query":{"bool":{"filter":[`+aStory+`,`...), ids)
	found, _, err := k.candidates(ctx, append(b, `]}}}`...))
	for _, c := range found {
		k.Pinned = append(k.Pinned, c.Candidate)
	}
	return err
}

// mostSections is the number of different sections that a Taxonomy can choose from:
// search.max_buckets.
const mostSections = 65_535

// sections returns all sections that articles name.
func (k *asking) sections(ctx context.Context) ([]string, error) {
	of := fmt.Appendf(nil, `{"size":0,"track_total_hits":false,"aggs":{"sections":{"terms":{"field":"sections","size":%d}}}}`, mostSections)
	found, partial, err := k.search(ctx, of)
	if err != nil {
		return nil, err
	}
	k.note(partial)
	list := found.aggregations["sections"]
	if list.Rest > 0 {
		return nil, &presse.Error{Op: "related", Field: "taxonomy", Err: errSections}
	}
	var names []string
	for _, bucket := range list.Buckets {
		name, err := sectionName(bucket.Key)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

var errSections = errors.New("the archive has more than 65,535 sections: name those that are meant")

// all chooses among all articles that the query allows.
func (k *asking) all(ctx context.Context) ([]presse.Match, error) {
	stories, err := k.stories(ctx)
	if err != nil {
		return nil, err
	}
	step := stepFor(stories)
	return k.ChooseEach(func(yield func(rank.Candidate, error) bool) {
		for part, more := int64(0), true; part < parts && more; {
			end, err := k.scanPart(ctx, part, step, columns, aStory+`,{"bool":{`+string(k.where)+`}}`, func(h *hit) error {
				if k.shared.recent.outdated(h.id, h.turn) {
					return nil
				}
				if more = yield(h.candidate(), nil); !more {
					return errEnough
				}
				return nil
			})
			switch {
			case errors.Is(err, rank.ErrPartial):
				k.note(err)
			case err != nil && more:
				yield(rank.Candidate{}, err)
				return
			}
			part = end
		}
	})
}

var errEnough = errors.New("enough")

// scanPage is the number of documents that a step of scanPart should find, so that it takes
// less than a tenth of a second.
const scanPage = 2000

// scanPart reads the documents of the parts from next on, step of them or fewer, that the
// clauses allow, with those columns. It returns where the next call begins. An ErrPartial
// comes after the documents that were found.
func (s *Store) scanPart(ctx context.Context, next, step int64, columns, clauses string, do func(h *hit) error) (end int64, err error) {
	for ; ; step /= 2 {
		end = min(parts, next+step)
		b := append([]byte(`{"stored_fields":"_none_","track_total_hits":false,"docvalue_fields":[`+columns+`],"size":`), strconv.Itoa(mostCandidates)...)
		b = append(b, `,"query":{"bool":{"filter":[{"range":{"part":{"gte":`...)
		b = strconv.AppendInt(b, next, 10)
		b = append(b, `,"lt":`...)
		b = strconv.AppendInt(b, end, 10)
		b = append(append(append(b, `}}},`...), clauses...), `]}}}`...)
		found, partial, err := s.search(ctx, b)
		if err != nil {
			return 0, err
		}
		switch full := len(found.hits) >= mostCandidates; {
		case full && step > 1:
			continue // there may be more
		case full:
			return 0, errPart
		}
		for i := range found.hits {
			if err := do(&found.hits[i]); err != nil {
				return 0, err
			}
		}
		return end, partial
	}
}

var errPart = errors.New("one of 65,536 parts of the archive has 10,000 documents or more")
