package presse

import "github.com/presse-go/presse/internal/related"

// Package rank reads articles and queries by the rules of this package. It gets at them
// through the value that Index.Frequencies returns. The methods below are not part of the
// API: no other module can name the types that they use.

// Article returns what a digest holds of a, or the faults for which Put would refuse a.
func (f frequencies) Article(op string, a *Article) (related.Article, error) {
	if a == nil {
		return related.Article{}, &Error{Op: op, Err: errNil}
	}
	if err := checkArticle(op, "", a); err != nil {
		return related.Article{}, err
	}
	return f.article(a), nil
}

// Query returns q in the form the engine takes, or its faults.
func (f frequencies) Query(op string, q *Query) (related.Query, error) { return f.read(op, q) }

// Match returns a match as users see it.
func (frequencies) Match(m related.Match) Match { return newMatch(m) }
