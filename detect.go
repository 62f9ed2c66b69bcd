package presse

import (
	"cmp"
	"hash/fnv"
	"io"
	"iter"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/address"
	"github.com/presse-go/presse/internal/published"
	"github.com/presse-go/presse/internal/words"
)

// A Fit says how far the addresses of a site follow from their headlines, and where in
// an address the slug is. [DetectSlugger] returns it with the slugger that it found.
//
// Check three things before you trust the slugger. Found must be true. Reproduced should
// be most of Pairs; the more of the others are Edited, the better, since no rule makes
// them. And Around should look like the addresses that you know. Then the slugger makes
// the slugs of new stories, and SlugOf returns those of old ones.
//
// A Fit is plain data. It is safe for concurrent use as long as nobody changes it.
type Fit struct {
	Pairs      int `json:"pairs,omitzero"`      // pairs of headline and address
	Reproduced int `json:"reproduced,omitzero"` // addresses whose slug the slugger makes of the headline, numbered ones included

	// Edited counts the addresses that were not made from the headline: they have words
	// that the headline lacks, or neither the form of Around nor that of SecondAround.
	// Editors chose them, or changed the headline later.
	Edited int `json:"edited,omitzero"`

	// Numbered counts the addresses of Reproduced whose slug is followed by a number,
	// since the slug alone was taken: titre-2.
	Numbered int `json:"numbered,omitzero"`

	// MaxNumber is the largest {n} of Around that SlugOf removes: a quarter and two more
	// than the largest seen. It is 0 if Around has no {n}.
	MaxNumber int `json:"max_number,omitzero"`

	// Around is the path of the addresses, such as "/{section}/{date}/{slug}-{id}.html".
	// What differs from one address to another has a name in braces, and everything else
	// is the same in all of them:
	//
	//	{slug}     the slug
	//	{section}  segments of the path, any number of them, or a word before an ID
	//	{date}     2026/11/14, 2026/11, 2026, 2026-11-14, 20261114 or 14-11-2026
	//	{id}       digits, letters and digits, or a UUID
	//	{n}        a number that only some of the addresses have, from 2 to MaxNumber
	//
	// It is empty if the addresses are slugs alone, or if nothing was found.
	Around string `json:"around,omitzero"`

	// Second is another rule that the site follows: that of an earlier system, for
	// example. It makes the slugs of at least five addresses, and of at least a tenth of
	// those that the first does not explain. It is nil if there is none.
	Second  *Slugger `json:"second,omitzero"`
	Seconds int      `json:"seconds,omitzero"` // addresses that Second explains and the first does not

	// SecondAround is the path of the addresses that Second explains, as Around is of the
	// others, if it is not the same: that of an earlier system, or of addresses without
	// the ID that most have. It is empty if they have the form of Around.
	SecondAround string `json:"second_around,omitzero"`
}

// Found reports whether there is a rule that explains the addresses. If there is none,
// the slugger that came with f is the zero Slugger, and nobody should use it for this
// site.
func (f Fit) Found() bool { return f.Reproduced > 0 }

// SlugOf returns the slug of an address of the site, a URL, a path or a single segment:
// what remains without the parts that Around names, decoded and in Unicode normal form
// C. The number that follows a slug is removed only if Around has an {n}, and if it is at
// most MaxNumber: budget-2026 does not show whether 2026 is the headline's. If MaxNumber
// is 0, it has at most three digits. Years stay, and so do numbers after other numbers
// unless the site numbers its slugs into the hundreds. Hyphens at the ends of the slug are
// removed, unless it has several hyphens in a row.
//
// It reports false if the address has neither the form of Around nor that of
// SecondAround, if its slug would have a character that no slugger writes, such as a full
// stop, if the slug would be a part of a date, or if nothing was found. Old systems wrote
// other sections, other separators before an ID, and the date of an address with an ID
// elsewhere: SlugOf reads these too.
func (f Fit) SlugOf(addr string) (slug string, ok bool) {
	if f.Around == "" && !f.Found() {
		return "", false
	}
	text := published.PathOf(addr).Text
	patterns := f.patterns()
	if len(patterns) > 1 {
		if slug, _, ok = published.MatchFirst(patterns, text); ok {
			return slug, true
		}
	}
	for _, p := range patterns {
		if slug, _, ok = p.MatchAny(text); ok {
			return slug, true
		}
	}
	return "", false
}

// patterns returns the patterns of the addresses.
func (f Fit) patterns() []published.Pattern {
	list := []published.Pattern{published.Parse(f.Around).UpTo(f.MaxNumber)}
	if f.SecondAround != "" {
		list = append(list, published.Parse(f.SecondAround))
	}
	return list
}

// What is not mistaken for a rule. The figures are the rows of pairs_published.tsv, 4,150
// of 5,458, that TestDetectSluggerOfSites reproduces with other values; those of
// pairs_unchosen.tsv are 1,639 of 1,864 with each of them.
const (
	// minPairs is the least number of pairs that show where the slug of an address is,
	// unless the addresses are slugs alone.
	minPairs = 3

	// minSeconds is the least number of addresses that a second rule explains.
	minSeconds = 5

	// minList is how many slugs more than with the words that were seen to be left out a
	// whole list of words must explain: 4,152 rows with 1, 4,128 with 8.
	minList = 3

	// minNumbered is how many slugs more than without it an optional number must
	// explain: 4,150 rows with 1 to 5, 4,143 with 8.
	minNumbered = 3

	// maxShare is the largest ratio of all addresses to those explained: 4,126 rows with
	// 5, 4,136 with 10, 4,150 with 15 and more.
	maxShare = 15

	// maxPatterns is how many patterns are tried: 4,150 rows with 1 to 10. More than one
	// are, since no address of the most frequent form may follow from its headline.
	maxPatterns = 4
)

// The numbers of pairs that are looked at, if there are more.
const (
	manyPairs = 1_000  // to find the pattern and the profile
	allWords  = 20_000 // to find the words that are left out
)

// DetectSlugger finds the slugger that reproduces the addresses of a site, from pairs
// of headline and address: profile, elision, capitals, runs of hyphens, maximum length,
// words left out. An address is a URL, with or without scheme, a path or a slug alone,
// percent-encoded or decoded; white space around it, scheme, host, query and fragment are
// ignored. Fit.Around says where the slug is in it. AMP pages and an index.html are read
// as the stories that they show.
//
// About fifty pairs are enough to find the rule, and a thousand to find the words left
// out. Headlines may be HTML. Addresses that editors wrote by hand do no harm as long as
// they do not agree with one another; a word that only editors leave out is not learnt.
// Where headlines end with the name of the site after a bar or a dash, and slugs do not,
// DetectSlugger takes it off if more addresses follow then. No field of a Slugger does
// this: take it off as well before you make slugs.
//
// Slugs with words in Title-Case, with accents, or joined by underscores are not
// supported, nor are a section joined to the slug, such as sport-le-souk.html, or after
// it.
//
// Nothing is found if fewer than one address in fifteen follows from its headline, if
// there are fewer than three addresses that are not slugs alone, or if the URLs are of
// more than three sites. [Fit.Found] then reports false, the Fit counts only Pairs, and
// the slugger is the zero Slugger. If pairs is nil or yields nothing, so is the Fit.
//
// DetectSlugger holds all pairs in memory; a million take a few seconds. Its result does
// not depend on their order.
func DetectSlugger(pairs iter.Seq2[string, string]) (Slugger, Fit) {
	if pairs == nil {
		return Slugger{}, Fit{}
	}
	var all []pair
	for title, addr := range pairs {
		all = append(all, pair{title, published.PathOf(addr)})
	}
	s, fit := detect(all)
	if cut, ok := withoutName(all); ok {
		if t, other := detect(cut); other.Reproduced+other.Seconds >= fit.Reproduced+fit.Seconds+minList {
			return t, other
		}
	}
	return s, fit
}

// withoutName returns list without the constant end that at least a third of its
// headlines have after a separator, and reports whether there is one: " | Le Matin".
func withoutName(list []pair) (cut []pair, ok bool) {
	counts := make(map[string]int)
	for _, p := range list {
		if end := afterSeparator(p.title); end != "" {
			counts[end]++
		}
	}
	name := ""
	for end, n := range counts {
		if m := counts[name]; n > m || n == m && end < name {
			name = end
		}
	}
	if n := counts[name]; n < minPairs || 3*n < len(list) {
		return nil, false
	}
	for _, p := range list {
		cut = append(cut, pair{strings.TrimSuffix(p.title, name), p.path})
	}
	return cut, true
}

// afterSeparator returns the end of a headline from its last separator, a bar, a bullet
// or a dash between spaces; "" if there is none.
func afterSeparator(title string) string {
	at := -1
	for _, sep := range []string{" | ", " - ", " – ", " — ", " · ", " • "} {
		at = max(at, strings.LastIndex(title, sep))
	}
	if at <= 0 {
		return ""
	}
	return title[at:]
}

// detect is DetectSlugger for pairs that were read.
func detect(all []pair) (Slugger, Fit) {
	fit := Fit{Pairs: len(all)}
	d := detector{stops: FrenchStopWords(), pathauto: PathautoWords()}
	d.reset(sample(all, manyPairs), allBases())
	around, best := d.pattern()
	bare := strings.Trim(withoutNumber(around), "/") == "{slug}"
	if around == "" || len(all) < minPairs && !bare {
		return Slugger{}, fit
	}
	pattern := published.Parse(around)
	if len(all) > manyPairs {
		d.reset(sample(all, allWords), bases(best[:min(3, len(best))]))
		best = d.explain(pattern, nil)
	}
	if len(best) == 0 {
		return Slugger{}, fit
	}
	found := best[0].slugger
	if pattern.Numbered() {
		fit.MaxNumber = maxNumber(all, pattern, found)
		pattern = pattern.UpTo(fit.MaxNumber)
	}
	rest := fit.countFirst(all, pattern, found)
	rest = fit.findSecond(&d, rest, around, pattern)
	patterns := []published.Pattern{pattern}
	if fit.SecondAround != "" {
		patterns = append(patterns, published.Parse(fit.SecondAround))
	}
	for _, p := range rest {
		slug, _, ok := published.MatchFirst(patterns, p.path.Text)
		if !ok || !published.MadeOf(headlineWords(p.title), slug) {
			fit.Edited++
		}
	}
	if !credible(fit, all, pattern) {
		return Slugger{}, Fit{Pairs: len(all)}
	}
	if fit.Around = around; around == "{slug}" {
		fit.Around = ""
	}
	return found, fit
}

// A pair is a headline and the path of its address.
type pair struct {
	title string
	path  published.Path
}

// headlineWords returns the words of a headline, as Patterns takes them.
func headlineWords(title string) []string { return strings.Split(Slug(title), "-") }

// sample returns about n pairs of list, or list if it has fewer than twice as many. The
// choice does not depend on their order.
func sample(list []pair, n int) []pair {
	step := uint64(len(list) / n)
	if step <= 1 {
		return list
	}
	var chosen []pair
	for _, p := range list {
		h := fnv.New64a()
		io.WriteString(h, p.title)
		io.WriteString(h, p.path.Text)
		if h.Sum64()%step == 0 {
			chosen = append(chosen, p)
		}
	}
	if len(chosen) < n/2 { // most pairs are the same
		return list[:n]
	}
	return chosen
}

// maxNumber returns the largest {n} that the site is likely to use.
func maxNumber(list []pair, pattern published.Pattern, s Slugger) int {
	var numbers []int
	for _, p := range list {
		if slug, n, ok := pattern.Match(p.path.Text); ok && n != "" && slug == address.Key(s.Slug(p.title)) {
			if v, err := strconv.Atoi(n); err == nil {
				numbers = append(numbers, v)
			}
		}
	}
	return published.MaxNumber(numbers)
}

// countFirst counts the addresses whose slugs s makes, and returns the others.
func (f *Fit) countFirst(list []pair, pattern published.Pattern, s Slugger) (rest []pair) {
	for _, p := range list {
		slug, n, ok := pattern.Match(p.path.Text)
		if !ok {
			rest = append(rest, p)
			continue
		}
		full := address.Key(s.Slug(p.title))
		if full != "" && slug != full {
			if short, numbered := published.CutNumber(slug); numbered && short == full && len(slug)-len(short) <= len("-265") {
				slug, n = short, "n"
			}
		}
		switch {
		case full == "" || slug != full:
			rest = append(rest, p)
		case n != "":
			f.Numbered++
			fallthrough
		default:
			f.Reproduced++
		}
	}
	return rest
}

// findSecond finds the second rule, for the addresses that the first does not explain. It
// returns those that neither explains.
func (f *Fit) findSecond(d *detector, list []pair, around string, pattern published.Pattern) (rest []pair) {
	d.reset(sample(list, manyPairs), allBases())
	other, ways := d.pattern()
	if withoutNumber(other) == withoutNumber(around) || most(ways) <= most(d.explain(pattern, nil)) {
		other = ""
	} else {
		pattern = published.Parse(other)
	}
	if other == "" || len(list) > manyPairs {
		d.reset(sample(list, allWords), allBases())
		ways = d.explain(pattern, nil)
	}
	if len(ways) == 0 {
		return list
	}
	if rest = f.countSecond(list, pattern, ways[0].slugger); f.Second != nil {
		f.SecondAround = other
	}
	return rest
}

// withoutNumber returns a pattern without {n}.
func withoutNumber(around string) string { return strings.Replace(around, "-{n}", "", 1) }

// countSecond counts the addresses whose slugs s makes if they are a tenth of list, which
// are those that the first rule does not explain, and returns the others.
func (f *Fit) countSecond(list []pair, pattern published.Pattern, s Slugger) (rest []pair) {
	for _, p := range list {
		if slug, _, ok := pattern.Match(p.path.Text); !ok || slug != address.Key(s.Slug(p.title)) {
			rest = append(rest, p)
		}
	}
	n := len(list) - len(rest)
	if n < minSeconds || 10*n < len(list) {
		return list
	}
	f.Second, f.Seconds = &s, n
	return rest
}

// credible reports whether what was found is a rule rather than chance. In pairs of
// which each is from another site, the best rule explains every fifth to third.
// TestDetectSluggerOfNoSite draws such pairs.
func credible(f Fit, list []pair, pattern published.Pattern) bool {
	explained, n := f.Reproduced, len(list)
	if f.SecondAround == "" {
		explained += f.Seconds
	}
	if explained == 0 || n >= 5 && explained < 2 || maxShare*explained < n {
		return false
	}
	sites := make(map[string]int)
	urls, clean, alone := 0, 0, true
	for _, p := range list {
		if p.path.Site != "" {
			urls++
			sites[p.path.Site]++
		}
		alone = alone && p.path.Alone()
		if slug, _, ok := pattern.Match(p.path.Text); ok && published.Clean(slug) {
			clean++
		}
	}
	if urls > 0 && 4*fewSites(sites) < 3*urls {
		return false
	}
	if 2*urls >= n {
		return true
	}
	// Paths do not name their site. Those of one site have one form: no IDs and extensions
	// are left in their slugs. Without that, the rule must explain more than chance does: of
	// n paths a third and 1.15√n, which is 17 of 30 and 25 of 50. The most seen in 600 draws
	// is 15 and 23.
	switch {
	case alone || clean == n && n < 10:
		return 3*explained >= n
	case clean == n || 4*clean >= 3*n && n >= 30:
		return true
	}
	return float64(explained) >= min(float64(n), float64(n)/3+1.15*math.Sqrt(float64(n)))
}

// maxSites is how many hosts a newspaper may have, such as exemple.fr, exemple.be and the
// one before it moved.
const maxSites = 3

// fewSites returns the number of URLs of the site with most of them, and of up to two
// others that have at least five and a tenth of those of the first.
func fewSites(sites map[string]int) int {
	counts := slices.Sorted(maps.Values(sites))
	slices.Reverse(counts)
	sum := 0
	for i, n := range counts[:min(maxSites, len(counts))] {
		if i == 0 || n >= 5 && 10*n >= counts[0] {
			sum += n
		}
	}
	return sum
}

// A detector looks for the rules of a list of pairs.
type detector struct {
	stops, pathauto []string // lists of words that may be left out

	list  []pair
	bases []Slugger  // that are tried, without limit and words to leave out
	full  [][]string // for each base, the slugs of the headlines, decoded; nil if they were not needed yet
}

// reset makes d ready for another list.
func (d *detector) reset(list []pair, bases []Slugger) {
	d.list, d.bases, d.full = list, bases, make([][]string, len(bases))
}

// slugs returns the slugs that a base makes of the headlines, decoded.
func (d *detector) slugs(base int) []string {
	if d.full[base] == nil {
		d.full[base] = make([]string, len(d.list))
		for i, p := range d.list {
			d.full[base][i] = address.Key(d.bases[base].Slug(p.title))
		}
	}
	return d.full[base]
}

// A way is a slugger and the number of slugs that it makes of their headlines.
type way struct {
	slugger Slugger
	count   int
	drupal  bool // whether Skip has the words of Pathauto
}

// pattern returns the pattern of the addresses, and the sluggers that explain them, the
// best first; "" if nothing does.
func (d *detector) pattern() (around string, best []way) {
	addresses := make([]published.Address, len(d.list))
	for i, p := range d.list {
		addresses[i] = published.Address{Words: headlineWords(p.title), Path: p.path}
	}
	candidates, slugs := published.Patterns(addresses, maxPatterns)
	try := func(text string, least int) {
		if ways := d.explain(published.Parse(text), slugs); most(ways) >= max(least, most(best)+1) {
			around, best = text, ways
		}
	}
	for _, c := range candidates {
		try(c.Text, 1)
	}
	for _, c := range candidates {
		if c.Numbered == "" {
			continue
		}
		plain := d.explain(published.Parse(c.Plain), slugs)
		try(c.Numbered, most(plain)+minNumbered)
	}
	return around, best
}

// most returns the count of the best of ways.
func most(ways []way) int {
	if len(ways) == 0 {
		return 0
	}
	return ways[0].count
}

// allBases returns the sluggers that are tried, without limit and words to leave out. If
// several explain the same addresses, the first is taken. WordPress and Pathauto come
// last, since they differ from the glued press profile only in symbols.
func allBases() []Slugger {
	var list []Slugger
	for _, s := range []Slugger{{}, {KeepCase: true}, {KeepRuns: true}, {KeepCase: true, KeepRuns: true}} {
		for _, s.Elision = range []Elision{ElisionHyphen, ElisionGlue, ElisionDrop} {
			list = append(list, s)
		}
	}
	return append(list, Slugger{Profile: ProfileWordPress}, Slugger{Profile: ProfilePathauto}, Slugger{Profile: ProfilePathauto, KeepCase: true})
}

// bases returns the sluggers of ways, without limit and words to leave out.
func bases(ways []way) []Slugger {
	var list []Slugger
	for _, w := range ways {
		w.slugger.Skip, w.slugger.MaxLen, w.slugger.CutWords = nil, 0, false
		list = append(list, w.slugger)
	}
	return list
}

// explain returns the sluggers that make slugs of the list, the best first: one for each
// base that makes any. Seen has the parts of the addresses that consist of words of
// their headlines, as published.Patterns returns them, or is nil.
func (d *detector) explain(pattern published.Pattern, seen []string) []way {
	e := evidence{seen: seen}
	capitals, runs, letters := 0, 0, 0
	for i, p := range d.list {
		slug, _, ok := pattern.Match(p.path.Text)
		if !ok {
			continue
		}
		e.at = append(e.at, i)
		e.slugs = append(e.slugs, slug)
		if strings.ContainsFunc(slug, func(r rune) bool { return 'A' <= r && r <= 'Z' }) {
			capitals++
		}
		if strings.Contains(slug, "--") {
			runs++
		}
		if strings.ContainsFunc(slug, func(r rune) bool { return r >= utf8.RuneSelf }) {
			letters++
		}
	}
	var ways []way
	for i, base := range d.bases {
		if base.KeepCase && 4*capitals < len(e.slugs) || base.KeepRuns && runs == 0 {
			continue
		}
		if w := d.withWords(i, &e); w.count > 0 {
			ways = append(ways, w)
		}
	}
	foreign := 2*letters > len(e.slugs)
	slices.SortStableFunc(ways, func(a, b way) int {
		return cmp.Or(b.count-a.count, likelier(b, foreign)-likelier(a, foreign))
	})
	return ways
}

// likelier returns 1 if w is the usual way to the same slugs: WordPress for those in
// Arabic, Pathauto where its words are left out.
func likelier(w way, foreign bool) int {
	if foreign && w.slugger.Profile == ProfileWordPress || w.drupal && w.slugger.Profile == ProfilePathauto {
		return 1
	}
	return 0
}

// evidence is what sluggers are measured by.
type evidence struct {
	at    []int    // the pairs whose addresses have the pattern
	slugs []string // their slugs
	seen  []string // of all pairs, what the address has of the headline
}

// withWords returns a base with the words to leave out and the limit that explain the
// slugs best.
func (d *detector) withWords(base int, e *evidence) way {
	all := d.slugs(base)
	full := make([]string, len(e.at))
	for i, at := range e.at {
		full[i] = all[at]
	}
	learn := func(tail bool, list []string) []string {
		return published.SkippedWords(full, e.slugs, d.small, tail, list)
	}
	best := d.withLimit(base, nil, full, e)
	try := func(leaveOut []string, margin int) (better bool) {
		if len(leaveOut) == 0 {
			return false
		}
		w := d.withLimit(base, leaveOut, full, e)
		if better = w.count >= best.count+margin; better {
			best = w
		}
		return better
	}
	learnt := learn(false, nil)
	try(learnt, 1)
	try(learn(true, nil), minList)
	// A site that leaves out some words of a list leaves out the others as well.
	margin := minList
	switch {
	case e.seen != nil && published.Leaves(all, e.seen, d.pathauto):
		margin = 0
	case !slices.ContainsFunc(learnt, func(w string) bool { return !slices.Contains(d.pathauto, w) }):
		margin = 1
	}
	drupal := try(learn(false, d.pathauto), margin)
	if len(learnt) > 0 {
		drupal = !try(learn(false, d.stops), minList) && drupal
	}
	best.drupal = drupal
	return best
}

// withLimit returns a base with the words of leaveOut left out, and with the limit that
// explains the slugs best.
func (d *detector) withLimit(base int, leaveOut, full []string, e *evidence) way {
	s := d.bases[base]
	if s.Skip = leaveOut; leaveOut != nil {
		full = slices.Clone(full)
		for i, slug := range full {
			full[i] = string(skip([]byte(slug), 0, leaveOut))
		}
	}
	best := way{slugger: s}
	for _, s.CutWords = range []bool{false, true} {
		s.MaxLen = published.LengthLimit(full, e.slugs, s.CutWords)
		if s.CutWords && s.MaxLen == 0 {
			break
		}
		w := way{slugger: s}
		for i, slug := range full {
			// What is cut, or has escapes in the profile of WordPress, is made anew.
			if s.MaxLen > 0 && len(slug) > s.MaxLen || (s.MaxLen > 0 || leaveOut != nil) && !plain(slug) {
				slug = address.Key(s.Slug(d.list[e.at[i]].title))
			}
			if slug != "" && slug == e.slugs[i] {
				w.count++
			}
		}
		if w.count > best.count {
			best = w
		}
	}
	return best
}

// plain reports whether a slug is ASCII without escapes.
func plain(slug string) bool {
	return !strings.ContainsFunc(slug, func(r rune) bool { return r == '%' || r >= utf8.RuneSelf })
}

// small reports whether word is a small word of French, English or Arabic.
func (d *detector) small(word string) bool {
	word = strings.ToLower(word)
	_, stop := slices.BinarySearch(d.stops, word)
	_, pathauto := slices.BinarySearch(d.pathauto, word)
	return stop || pathauto || words.French(word) != 0 || words.English(word) != 0 || words.Arabic(word) != 0
}
