package presse

import (
	"hash/fnv"
	"io"
	"iter"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/address"
	"github.com/presse-go/presse/internal/published"
	"github.com/presse-go/presse/internal/words"
)

// A Fit says how far the addresses of a site follow from their headlines, and where in
// an address the slug is. [DetectSlugger] returns it with the slugger that it found.
//
// Look at three things before you trust the slugger. Is Found true? Is Reproduced most
// of Pairs, or at least of those that Edited does not count? Does Around look like the
// addresses you know? If so, the slugger makes the slugs of new stories, and SlugOf
// returns the slugs of old ones, for [Article.Slug] and the redirects.
//
// A Fit is plain data. It is safe for concurrent use as long as nobody changes it.
type Fit struct {
	Pairs      int `json:"pairs,omitzero"`      // pairs of headline and address
	Reproduced int `json:"reproduced,omitzero"` // addresses whose slug the slugger makes from the headline, numbered ones included

	// Edited counts the addresses that were not made from the headline: they have words
	// that the headline lacks, or another form than Around. Editors chose them, or
	// changed the headline later.
	Edited int `json:"edited,omitzero"`

	// Numbered counts the addresses of Reproduced whose slug is followed by a number,
	// since the slug alone was taken: titre-2.
	Numbered int `json:"numbered,omitzero"`

	// Around is the path of the addresses, such as "/{section}/{date}/{slug}-{id}.html".
	// What differs from one address to another has a name in braces, and everything else
	// is the same in all of them:
	//
	//	{slug}     the slug
	//	{section}  segments of the path, any number of them, or a word before an ID
	//	{date}     2026/11/14, 2026/11, 2026, 2026-11-14, 20261114 or 14-11-2026
	//	{id}       digits, letters and digits, or a UUID
	//	{n}        a number that only some of the addresses have
	//
	// It is empty if the addresses are slugs alone, or if nothing was found.
	Around string `json:"around,omitzero"`

	// Second is another rule that the site follows: that of an earlier system, for
	// example. It makes the slugs of at least five addresses, and of at least a tenth of
	// those that the first does not explain. It is nil if there is none.
	Second  *Slugger `json:"second,omitzero"`
	Seconds int      `json:"seconds,omitzero"` // addresses that Second explains and the first does not
}

// Found reports whether there is a rule that explains the addresses. If there is none,
// the slugger that came with f is the zero Slugger, and nobody should use it for this
// site.
func (f Fit) Found() bool { return f.Reproduced > 0 }

// SlugOf returns the slug of an address of the site, a URL, a path or a single segment:
// what remains without the parts that Around names, decoded and in Unicode normal form
// C. The number that follows a slug is removed only if Around has an {n}: budget-2026
// does not show whether 2026 is the headline's. Hyphens at its ends are removed, except
// from slugs with several hyphens in a row.
//
// It reports false if the address does not have the form of Around, or if nothing was
// found. Sections other than those that were seen are accepted, and so is another
// separator between slug and ID.
func (f Fit) SlugOf(addr string) (slug string, ok bool) {
	if f.Around == "" && !f.Found() {
		return "", false
	}
	slug, _, ok = published.Parse(f.Around).MatchAny(published.PathOf(addr).Text)
	return slug, ok
}

// Each of these is the least number of addresses that something must explain, so that it
// is not mistaken for a rule. TestDetectSluggerOfSites measures them.
const (
	minSeconds  = 5 // for a second rule
	minList     = 3 // more than the words seen explain, for a whole list of words to leave out
	minNumbered = 3 // more than the same pattern without number explains, for an optional number
)

const (
	maxPatterns = 4      // tried for a site
	manyPairs   = 1_000  // enough to find the pattern and the profile
	allWords    = 20_000 // enough to find the words to leave out
)

// DetectSlugger finds the slugger that reproduces the addresses of a site, from pairs
// of headline and address: profile, elision, capitals, runs of hyphens, maximum length,
// words left out. An address is a URL, a path or a slug alone, percent-encoded or
// decoded; scheme, host, query and fragment are ignored. Fit.Around says where the slug
// is in it.
//
// About fifty pairs are enough to find the rule, and a thousand to find the words left
// out. Headlines may be HTML. Addresses that editors wrote by hand do no harm as long as
// they do not agree with one another; a word that only editors leave out is not learnt.
//
// Nothing is found if fewer than one address in fifteen follows from its headline, or if
// the addresses are of several sites. [Fit.Found] then reports false, and the slugger is
// the zero Slugger. If pairs is nil or empty, so is the Fit.
//
// DetectSlugger holds all pairs in memory. Its result does not depend on their order.
func DetectSlugger(pairs iter.Seq2[string, string]) (Slugger, Fit) {
	if pairs == nil {
		return Slugger{}, Fit{}
	}
	d := detector{stops: FrenchStopWords(), pathauto: PathautoWords()}
	var all []pair
	for title, addr := range pairs {
		all = append(all, pair{title, published.PathOf(addr)})
	}
	around, bases := d.pattern(sample(all, manyPairs))
	if around == "" {
		return Slugger{}, Fit{Pairs: len(all)}
	}
	pattern := published.Parse(around)
	found, _ := d.slugger(sample(all, allWords), pattern, bases)
	fit := Fit{Pairs: len(all), Around: around}
	rest := fit.first(all, pattern, found.slugger)
	second, _ := d.slugger(sample(rest, allWords), pattern, bases0())
	fit.second(rest, pattern, second.slugger)
	if !credible(fit, all, pattern) {
		return Slugger{}, Fit{Pairs: len(all)}
	}
	if around == "{slug}" {
		fit.Around = ""
	}
	return found.slugger, fit
}
