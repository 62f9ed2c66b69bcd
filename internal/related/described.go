package related

import (
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/related/digest"
	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
	"github.com/presse-go/presse/internal/words"
)

// A Description is what a digest says that another engine needs for its filters.
type Description struct {
	ID                     string
	Published, From, Until int64 // Unix seconds; Undated, Always and Never as below
	Unoffered              bool
	Sections               []string // as written
	Labels                 []uint64 // of the language, the genre, the sections and the tags: see Filter

	langs []uint64
}

// Instants that are none.
const (
	Undated = postings.Undated // Published of an article without a date, and From of one that was always public
	Never   = postings.Never
)

// Describe reads a digest.
func Describe(d []byte) (Description, error) {
	var read digest.Doc
	if err := read.Read(d, snapshotRules); err != nil {
		return Description{}, err
	}
	x := Description{ID: string(read.ID), Published: read.Published, From: read.From, Until: read.Until, Unoffered: read.Unoffered}
	for _, l := range read.Labels {
		label := scoring.Label(l.Code, string(l.Text))
		switch l.Code {
		case scoring.CodeSection:
			x.Sections = append(x.Sections, string(l.Text))
		case scoring.CodeLang:
			x.langs = append(x.langs, label)
		}
		x.Labels = append(x.Labels, label)
	}
	slices.Sort(x.Labels)
	x.Labels = slices.Compact(x.Labels)
	return x, nil
}

// SectionLabel returns the label of a section.
func SectionLabel(section string) uint64 { return scoring.Label(scoring.CodeSection, section) }

// SectionPath returns a section as the slugs of an address would have it: two sections with
// the same label have the same path.
func SectionPath(section string) string {
	text := scoring.AppendLabel(nil, scoring.CodeSection, section)
	return strings.ReplaceAll(string(text[1:]), " ", "-")
}

// A Filter is the part of a Query that an engine can decide by descriptions, other than
// Exclude.
type Filter struct {
	Timed    bool
	Now      int64 // From <= Now < Until and Published <= Now, if Timed
	Aged     bool
	Earliest int64 // Earliest <= Published, if Aged

	Langs, Sections, Genres []uint64 // one of the labels must be among them, unless nil
	Not                     []uint64 // no label must be among them
}

// Filter returns the filter of a query for the article of a digest. It asks for sections
// only if a function tells which are meant.
func (q *Query) Filter(asked Description, sections func() ([]string, error)) (f Filter, err error) {
	f.Timed = q.Timed
	if !q.At.IsZero() {
		f.Now = q.At.Unix()
		if q.MaxAge > 0 {
			f.Aged, f.Earliest = true, q.At.Add(-q.MaxAge).Unix()
		}
	}
	for _, l := range q.Langs {
		f.Langs = append(f.Langs, scoring.Label(scoring.CodeLang, words.Language(l)))
	}
	if f.Langs == nil {
		f.Langs = asked.langs
	}
	for _, g := range q.Genres {
		f.Genres = append(f.Genres, scoring.Label(scoring.CodeGenre, g))
	}
	for _, t := range q.NotTags {
		f.Not = append(f.Not, scoring.Label(scoring.CodeTag, t))
	}
	if !q.Sections.empty() {
		f.Sections, err = q.Sections.labels(sections)
	}
	if err == nil && !q.Avoided.empty() {
		var avoided []uint64
		avoided, err = q.Avoided.labels(sections)
		f.Not = append(f.Not, avoided...)
	}
	return f, err
}

// labels returns the labels of the sections in s. They are not nil.
func (s *Sections) labels(all func() ([]string, error)) ([]uint64, error) {
	labels := []uint64{}
	for _, name := range s.Named {
		labels = append(labels, SectionLabel(name))
	}
	if s.Are == nil {
		return labels, nil
	}
	names, err := all()
	for _, name := range names {
		if s.Are(name) {
			labels = append(labels, SectionLabel(name))
		}
	}
	return labels, err
}
