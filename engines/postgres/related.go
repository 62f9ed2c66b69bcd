package postgres

import (
	"context"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/internal/engine"
	"github.com/presse-go/presse/internal/related"
	"github.com/presse-go/presse/rank"
)

// Related returns the articles that go best with a, best first, as [presse.Index.Related]
// does: PostgreSQL finds the articles that share most words with a and that the query
// allows, and [rank.Choose] chooses among them. The article need not be in the store.
// Every member of the query counts. With Exact, every article that the query allows is
// read: about half a kilobyte each.
//
// It is an error if a is nil or too long, or if the query is not valid. If digests that
// were found cannot be used, Related returns the matches among the others and an error
// whose causes are [presse.ErrItem] and [presse.ErrVersion] or [presse.ErrCorrupt]: Sync
// replaces them. All other errors come without matches. PostgreSQL answers completely or
// not at all, also from foreign tables, so [rank.ErrPartial] does not occur.
func (s *Store) Related(ctx context.Context, a *presse.Article, q presse.Query) ([]presse.Match, error) {
	const op = "related"
	if err := s.usable(ctx, op); err != nil {
		return nil, err
	}
	asked, err := engine.Ask(op, a, q, s.options.Index)
	if err != nil {
		return nil, err
	}
	if err := s.check(ctx); err != nil {
		return nil, engine.Fail(ctx, op, err)
	}
	matches, err := (&asking{Store: s, Asked: asked}).answer(ctx)
	return matches, engine.Fail(ctx, op, err)
}

// An asking is a query that is being answered.
type asking struct {
	*Store
	*engine.Asked
	filter related.Filter
}

// askedWords is the number of words that PostgreSQL is asked for. Of 400 boxes among 10,000
// stories, those of an Index that scores every article, 372 are the same with 20 words, 389
// with 40, and 393 with 64, for which half as many rows again are read; with Index's own
// finding, 388.
const askedWords = 40

// For each word PostgreSQL looks at depth articles, those in which the word weighs most. The
// time of a query is proportional to these rows. They are askedRows at most, unless
// fewestWords have more: in a large archive, fewer words than askedWords are asked for.
const (
	fewestWords = 12
	askedRows   = 10_000
	depth       = 512
)

// mostCandidates is the number up to which more candidates are asked for: 30 MB of digests,
// which take half a second.
const mostCandidates = 50_000

// answer asks PostgreSQL until Choose finds enough.
func (k *asking) answer(ctx context.Context) ([]presse.Match, error) {
	var err error
	if k.Frequencies, err = k.frequencies(ctx); err != nil {
		return nil, err
	}
	k.filter, err = k.Query.Filter(k.Own, func() ([]string, error) { return k.sections(ctx) })
	if err != nil {
		return nil, err
	}
	if k.Pinned, err = k.pins(ctx); err != nil {
		return nil, err
	}
	if k.Exact() {
		return k.ChooseEach(k.everything(ctx))
	}
	keywords, err := k.keywords()
	if err != nil {
		return nil, err
	}
	candidates, depth := max(k.options.Candidates, 3*k.Query.Limit), k.depth
	for {
		found, err := k.find(ctx, keywords, depth, candidates)
		if err != nil {
			return nil, err
		}
		matches, err := k.Choose(found)
		switch full := len(found) >= candidates; {
		case len(matches) >= k.Query.Limit:
			return matches, err
		case full && candidates < mostCandidates && k.ShortOf(found):
			candidates *= engine.Widening
			if depth > 0 {
				depth *= engine.Widening
			}
		case !full && depth > 0 && k.cut(keywords, depth):
			few, err := k.allFew(ctx)
			if err != nil {
				return nil, err
			}
			if few != nil {
				return k.Choose(few)
			}
			depth = 0
		default:
			return matches, err
		}
	}
}

// keywords returns the words to ask for.
func (k *asking) keywords() ([]rank.Keyword, error) {
	all, err := k.Digest.Keywords(askedWords, k.Frequencies)
	rows := int64(0)
	for i, w := range all {
		if rows += min(k.having(w), k.depth); rows > askedRows && i >= fewestWords {
			return all[:i], err
		}
	}
	return all, err
}

// having returns about how many articles have a keyword.
func (k *asking) having(w rank.Keyword) int64 {
	n := int64(k.Frequencies.Of(w.Text))
	if c := k.shared.tally.current.Load(); c != nil && k.options.Frequencies == nil {
		n *= c.rate
	}
	return n
}

// cut reports whether more articles may have one of the keywords than are looked at.
// Frequencies of the caller may be those of a tenth.
func (k *asking) cut(keywords []rank.Keyword, depth int64) bool {
	return slices.ContainsFunc(keywords, func(w rank.Keyword) bool { return 10*(k.having(w)+1) > depth })
}

// arguments collects the parameters of a statement.
type arguments []any

// add returns the placeholder of a new parameter.
func (a *arguments) add(v any) string {
	*a = append(*a, v)
	return "$" + strconv.Itoa(len(*a))
}

// conditions returns the filter of the query as conditions for columns of stories.
func (k *asking) conditions(args *arguments) string {
	f := &k.filter
	all := []string{"s.offered"}
	if f.Timed {
		now := "to_timestamp(" + args.add(seconds(min(f.Now, lastInstant))) + ")" // infinity is never
		all = append(all, "s.shown_from <= "+now, "s.shown_until > "+now, "s.published <= "+now)
	}
	if f.Aged {
		all = append(all, "s.published >= to_timestamp("+args.add(seconds(f.Earliest))+")")
	}
	for _, labels := range [][]uint64{f.Langs, f.Sections, f.Genres} {
		if labels != nil {
			all = append(all, "s.labels && "+args.add(signed(labels))+"::bigint[]")
		}
	}
	if f.Not != nil {
		all = append(all, "NOT s.labels && "+args.add(signed(f.Not))+"::bigint[]")
	}
	if ids := k.Excluded(); len(ids) > 0 {
		all = append(all, "s.id <> ALL("+args.add(ids)+"::text[])")
	}
	return strings.Join(all, " AND ")
}

// signed returns labels as PostgreSQL holds them.
func signed(labels []uint64) []int64 {
	s := make([]int64, len(labels))
	for i, l := range labels {
		s[i] = int64(l)
	}
	return s
}

// find returns the best candidates for keywords. Of each keyword, the articles in which it
// weighs most are looked at, as many as depth says, or all if it is 0.
func (k *asking) find(ctx context.Context, keywords []rank.Keyword, depth int64, limit int) ([]engine.Candidate, error) {
	hashes, weights := make([]int32, len(keywords)), make([]float32, len(keywords))
	for i, w := range keywords {
		hashes[i], weights[i] = wordHash(w.Text), float32(w.Weight)
	}
	args := arguments{hashes, weights}
	within := ""
	if k.filter.Aged {
		within = " AND published >= to_timestamp(" + args.add(seconds(k.filter.Earliest)) + ")"
	}
	sql := cutSQL
	if depth > 0 {
		within += " ORDER BY weight DESC LIMIT " + args.add(depth)
	} else {
		sql = wholeSQL
	}
	sql = strings.NewReplacer("$within", within, "$conditions", k.conditions(&args), "$limit", args.add(limit)).Replace(sql)
	return k.candidates(ctx, sql, args)
}

const (
	// The inner query has OFFSET 0 so that stories are looked up one after the other, in the
	// order of the scores, and no more of them than are needed.
	cutSQL = `
SELECT s.id, s.digest, f.score
FROM (
	SELECT w.n, sum(a.weight * w.weight) AS score
	FROM unnest($1::integer[], $2::real[]) AS a (word, weight)
	CROSS JOIN LATERAL (SELECT n, weight FROM $words WHERE word = a.word$within) AS w
	GROUP BY w.n ORDER BY score DESC, w.n
) AS f
CROSS JOIN LATERAL (SELECT s.id, s.digest FROM $stories AS s WHERE s.n = f.n AND $conditions OFFSET 0) AS s
LIMIT $limit`
	// Here most of the stories that have the words are not allowed. Those that are come first.
	wholeSQL = `
WITH allowed AS MATERIALIZED (SELECT s.n FROM $stories AS s WHERE $conditions)
SELECT s.id, s.digest, f.score
FROM (
	SELECT w.n, sum(a.weight * w.weight) AS score
	FROM unnest($1::integer[], $2::real[]) AS a (word, weight)
	CROSS JOIN LATERAL (SELECT n, weight FROM $words WHERE word = a.word$within) AS w
	WHERE w.n IN (SELECT n FROM allowed)
	GROUP BY w.n ORDER BY score DESC, w.n LIMIT $limit
) AS f
JOIN $stories AS s ON s.n = f.n ORDER BY f.score DESC, s.n`
)

// allFew returns all stories that the query allows, or nil if there are more than
// engine.FewStories.
func (k *asking) allFew(ctx context.Context) ([]engine.Candidate, error) {
	var args arguments
	where := k.conditions(&args)
	limit := args.add(k.Store.few + 1)
	var n int
	sql := `SELECT count(*) FROM (SELECT FROM $stories AS s WHERE ` + where + ` LIMIT ` + limit + `) AS s`
	if err := k.db.QueryRow(ctx, k.names.sql(sql), args...).Scan(&n); err != nil || n > k.Store.few {
		return nil, err
	}
	found, err := k.candidates(ctx, `SELECT s.id, s.digest, 0::real FROM $stories AS s WHERE `+where+` LIMIT `+limit, args)
	if found == nil {
		found = []engine.Candidate{}
	}
	return found, err
}

// candidates returns what a statement finds.
func (k *asking) candidates(ctx context.Context, sql string, args arguments) ([]engine.Candidate, error) {
	rows, err := k.db.Query(ctx, k.names.sql(sql), args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (c engine.Candidate, err error) {
		err = row.Scan(&c.ID, (*[]byte)(&c.Digest), &c.Score)
		return c, err
	})
}

// pins returns the articles that the query pins, if the store has them.
func (k *asking) pins(ctx context.Context) ([]rank.Candidate, error) {
	ids := k.PinnedIDs()
	if len(ids) == 0 {
		return nil, nil
	}
	rows, err := k.db.Query(ctx, k.names.sql(`SELECT id, digest FROM $stories WHERE id = ANY($1)`), ids)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, toCandidate)
}

func toCandidate(row pgx.CollectableRow) (c rank.Candidate, err error) {
	err = row.Scan(&c.ID, (*[]byte)(&c.Digest))
	return c, err
}

// sections returns all sections that articles name.
func (k *asking) sections(ctx context.Context) ([]string, error) {
	rows, err := k.db.Query(ctx, k.names.sql(`SELECT DISTINCT section FROM $sections`))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (string, error) {
		var section []byte
		err := row.Scan(&section)
		return string(section), err
	})
}

// everything yields all articles that the query allows. It holds no connection while the
// caller works, since Query.Only may use it.
func (k *asking) everything(ctx context.Context) iter.Seq2[rank.Candidate, error] {
	const page = 2000
	return func(yield func(rank.Candidate, error) bool) {
		for last := int64(-1); ; {
			args := arguments{last, page}
			sql := `SELECT s.id, s.digest, s.n FROM $stories AS s WHERE s.n > $1 AND ` + k.conditions(&args) + ` ORDER BY s.n LIMIT $2`
			rows, err := k.db.Query(ctx, k.names.sql(sql), args...)
			var found []rank.Candidate
			if err == nil {
				found, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (c rank.Candidate, err error) {
					err = row.Scan(&c.ID, (*[]byte)(&c.Digest), &last)
					return c, err
				})
			}
			if err != nil {
				yield(rank.Candidate{}, err)
				return
			}
			for _, c := range found {
				if !yield(c, nil) {
					return
				}
			}
			if len(found) < page {
				return
			}
		}
	}
}
