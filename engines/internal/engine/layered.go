package engine

import "github.com/presse-go/presse/rank"

// Layered are frequencies with articles that are not counted in them, and without others
// that are.
type Layered struct {
	Under          rank.Frequencies
	Added, Removed *rank.Counts
}

// Articles returns the number of articles.
func (l *Layered) Articles() int {
	return max(0, l.Under.Articles()+l.Added.Articles()-l.Removed.Articles())
}

// Of returns the number of articles that have a term.
func (l *Layered) Of(term string) int {
	return max(0, l.Under.Of(term)+l.Added.Of(term)-l.Removed.Of(term))
}

// MeanLength returns the mean length of an article.
func (l *Layered) MeanLength() float64 {
	sum := func(f rank.Frequencies) float64 { return f.MeanLength() * float64(f.Articles()) }
	return max(0, sum(l.Under)+sum(l.Added)-sum(l.Removed)) / float64(max(1, l.Articles()))
}
