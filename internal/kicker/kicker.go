// Package kicker splits a line of section labels that a page prints run together
// above a headline: "ActualitéCultureUne" is Actualité, Culture and Une.
//
// A [Labels] holds the known labels, and its Split method finds the best readings
// of a line. The search and its costs are in kicker.go; how a line is decomposed,
// and where a label may begin, is in line.go.
package kicker

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// A Label is a name that may appear in a kicker.
type Label struct {
	Text  string
	Owner int // chosen by the caller; several labels may have the same owner
	Rank  int // 0 for the usual name, higher for less usual ones
}

// A Piece is one label of a kicker.
type Piece struct {
	Owner int    // -1 if the label is unknown
	Text  string // as printed
}

// MaxReadings is the maximum number of readings that Split returns.
const MaxReadings = 16

// Labels is an immutable set of labels, prepared for Split. It is safe for
// concurrent use. The zero value is an empty set.
type Labels struct {
	entries []entry // by key
}

// An entry is a label in the form in which it is looked up: folded, in lower case,
// with the joints between its words. "L’Économie verte" is "l economie verte".
type entry struct {
	key   string
	exact string // letters and digits in lower case, accents kept
	text  string // as given, from the first letter to the last
	owner int
	rank  int
	loose bool // a variant of the label, found only between visible boundaries
}

// variant is added to the rank of a variant, so that any label takes precedence.
const variant = 100

// NewLabels returns the set of the given labels. Labels without a letter or digit
// are never found.
//
// The set also has the variants of each label: its words in the singular or plural, and
// "&" for "et" and the reverse. They are found only between visible boundaries, since
// every plural in capitals would otherwise hide one.
func NewLabels(labels []Label) Labels {
	var l Labels
	add := func(label Label, loose bool) {
		line, atoms := atomise(label.Text)
		e := entry{owner: label.Owner, rank: label.Rank, loose: loose}
		for i, a := range atoms {
			if i > 0 {
				e.key += a.gap.joint()
			}
			e.key += a.fold
			e.exact += a.exact
		}
		if len(atoms) > 0 {
			e.text = line[atoms[0].at:atoms[len(atoms)-1].end]
		}
		l.entries = append(l.entries, e)
		if plain := strings.ReplaceAll(e.key, gapHard.joint(), gapSpace.joint()); plain != e.key {
			e.key = plain // "Auto / Moto" may be printed "Auto-Moto"
			l.entries = append(l.entries, e)
		}
	}
	for _, label := range labels {
		add(label, false)
		for _, text := range variants(label.Text) {
			add(Label{text, label.Owner, label.Rank + variant}, true)
		}
	}
	slices.SortFunc(l.entries, func(a, b entry) int {
		return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.rank, b.rank),
			strings.Compare(a.exact, b.exact), strings.Compare(a.text, b.text), cmp.Compare(a.owner, b.owner))
	})
	l.entries = slices.CompactFunc(l.entries, func(a, b entry) bool {
		return a.key == b.key && a.exact == b.exact && a.text == b.text && a.owner == b.owner
	})
	return l
}

// Split splits a line of labels that are run together, as sites print the sections
// of a story: "ActualitéCultureUne". It returns the best readings, at most
// MaxReadings of them. There is exactly one unless the line is ambiguous.
//
// A label may begin at an upper-case letter that follows a lower-case one, or after
// a space, a comma or other punctuation. A known label may also begin right after
// another known one, which is how lines in capitals are split. Case and accents are
// ignored, and so is whether words are joined by spaces, hyphens or apostrophes.
//
// What separates the labels of a line protects unknown ones. If commas, bars, slashes or
// the like do, an unknown label extends from one to the next, whatever is in it, and a
// slash without spaces is part of it if other separators have them: "Sport / Accords
// mets/vins". If known labels show that capitals separate labels, spaces, dashes and
// such slashes are part of it: "SportGrand Angle". Separators within a known label do
// not count.
//
// The best reading has the fewest unknown letters; then the fewest labels that end
// without a visible boundary; then the fewest labels, so that "Économie sociale" is
// not "Économie" and something else; then the most usual labels (see Label.Rank);
// then the labels that are printed as in the line: best with the same case and
// punctuation, else with the same accents.
//
// Unknown text is split at capitals, and at spaces only if the line shows that
// spaces separate its labels. Text without any boundary, as in "ACTUALITÉJUSTICEUNE",
// is returned in two readings if known labels make up most of it: one with an
// unknown label between the known ones, and one in which all of it is one unknown
// label. Otherwise it is one unknown label: "TRIBUNE" does not contain "Une".
func (l Labels) Split(line string) [][]Piece {
	k := newKicker(line, l)
	readings := k.read(0, len(k.atoms))
	if k.openHidden(readings[0]) {
		readings = append(k.read(0, len(k.atoms)), readings...)
	}
	out := make([][]Piece, 0, 1)
	for _, arcs := range readings {
		pieces := k.pieces(arcs)
		if len(out) < MaxReadings && !slices.ContainsFunc(out, func(p []Piece) bool { return slices.Equal(p, pieces) }) {
			out = append(out, pieces)
		}
	}
	return out
}

// A kicker holds the state of splitting one line.
type kicker struct {
	line   string // in normal form C, without character references
	atoms  []atom
	stop   []bool // by position between atoms: whether there is a visible boundary
	ends   []bool // by position: whether an unknown label may begin or end there
	open   []bool // by atom: whether unknown labels may begin and end anywhere around it
	mixed  bool   // whether the line has both upper-case and lower-case letters
	labels Labels
}

func newKicker(line string, labels Labels) *kicker {
	k := &kicker{labels: labels}
	k.line, k.atoms = atomise(line)
	has := func(c class) bool {
		return slices.ContainsFunc(k.atoms, func(a atom) bool { return a.class == c })
	}
	k.mixed = has(capital) && has(small)
	k.open = make([]bool, len(k.atoms))
	k.stop = make([]bool, len(k.atoms)+1)
	for i := range k.stop {
		k.stop[i] = k.boundary(i)
	}
	k.protect()
	return k
}

// An arc is a label that covers the atoms from up to but not including to.
type arc struct {
	from, to int
	owner    int // -1 if the label is unknown
	cost     cost
}

// A cost is compared to choose between readings. It counts, most significant first,
// unknown letters, labels that end without a boundary, labels, ranks, and labels that
// are printed in another way, of which those whose accents differ count twice.
type cost [5]int

func (c cost) plus(d cost) cost {
	for i := range c {
		c[i] += d[i]
	}
	return c
}

func (c cost) compare(d cost) int { return slices.Compare(c[:], d[:]) }

// read returns the best readings of the atoms from up to but not including to, by
// dynamic programming from left to right: since costs are added up, the best
// reading of the whole consists of best readings of its parts. All arcs that reach
// a position at the best cost are kept, since each yields readings that are equally
// good.
func (k *kicker) read(from, to int) [][]arc {
	type state struct {
		best cost
		arcs []arc // arcs that reach this position at the best cost; nil if it is unreachable
	}
	states := make([]state, to-from+1)
	for i := from; i < to; i++ {
		here := states[i-from]
		if i > from && here.arcs == nil {
			continue
		}
		k.arcs(i, to, func(a arc) {
			there := &states[a.to-from]
			total := here.best.plus(a.cost)
			c := -1
			if there.arcs != nil {
				c = total.compare(there.best)
			}
			if c < 0 {
				there.best, there.arcs = total, there.arcs[:0]
			}
			if c <= 0 {
				there.arcs = append(there.arcs, a)
			}
		})
	}

	// Walk back along all best paths by trying the arcs that reach each position.
	// Recursion would be too deep for a line of many labels.
	var (
		readings [][]arc
		way      []arc      // the last arc first
		tried    = []int{0} // number of arcs tried so far, for to and for the start of each arc in way
	)
	for len(tried) > 0 && len(readings) < MaxReadings {
		at := to
		if len(way) > 0 {
			at = way[len(way)-1].from
		}
		arcs, last := states[at-from].arcs, len(tried)-1
		if tried[last] < len(arcs) {
			way = append(way, arcs[tried[last]])
			tried[last]++
			tried = append(tried, 0)
			continue
		}
		if at == from {
			reading := slices.Clone(way)
			slices.Reverse(reading)
			readings = append(readings, reading)
		}
		tried, way = tried[:last], way[:max(0, len(way)-1)]
	}
	return readings
}

// arcs calls add for every label that may begin at atom i and end at or before to.
func (k *kicker) arcs(i, to int, add func(arc)) {
	label := func(j, owner int, c cost) {
		c[2]++
		if !k.stop[j] {
			c[1]++
		}
		add(arc{i, j, owner, c})
	}
	k.known(i, to, func(j int, e entry) {
		differs := 0
		if !k.spells(e.exact, i, j) {
			differs = 2
		} else if k.line[k.atoms[i].at:k.atoms[j-1].end] != e.text {
			differs = 1
		}
		if e.loose && !(k.stop[i] && k.stop[j]) {
			return
		}
		label(j, e.owner, cost{3: e.rank, 4: differs})
	})
	if k.ends[i] {
		label(k.next(i), -1, cost{k.next(i) - i})
	}
	if k.open[i] {
		for j := i + shortest; j <= to && k.open[j-1]; j++ {
			label(j, -1, cost{j - i})
		}
	}
}

// next returns the first position after atom i where an unknown label may end.
func (k *kicker) next(i int) int {
	for i++; !k.ends[i]; i++ {
	}
	return i
}

// known calls found for every known label that begins at atom i and ends at or
// before to. The entries are sorted, so that those with the same prefix as the line
// are a range, which each letter narrows down; no other index is needed.
func (k *kicker) known(i, to int, found func(end int, e entry)) {
	entries, depth := k.labels.entries, 0
	narrow := func(s string) {
		for _, c := range []byte(s) {
			// Keys are sorted and equal up to depth.
			from := sort.Search(len(entries), func(n int) bool { return len(entries[n].key) > depth && entries[n].key[depth] >= c })
			entries = entries[from:]
			upto := sort.Search(len(entries), func(n int) bool { return entries[n].key[depth] > c })
			entries = entries[:upto]
			depth++
		}
	}
	for j := i; j < to && len(entries) > 0; j++ {
		if j > i {
			narrow(k.atoms[j].gap.joint())
		}
		narrow(k.atoms[j].fold)
		for _, e := range entries {
			if len(e.key) > depth {
				break
			}
			found(j+1, e)
		}
	}
}

// spells reports whether the atoms from i up to j have the accents of a label, as
// is needed to distinguish Pêche from Péché.
func (k *kicker) spells(exact string, i, j int) bool {
	for _, a := range k.atoms[i:j] {
		rest, ok := strings.CutPrefix(exact, a.exact)
		if !ok {
			return false
		}
		exact = rest
	}
	return exact == ""
}

// shortest and longest limit the search for labels hidden in a run without
// boundaries. An unknown label must have at least shortest letters, or the s of
// every plural would be one. A run of more than longest letters is not a line of
// labels.
//
// With a minimum of three letters, and if known labels must make up more than half
// of the run, 9 of 14,275 French words in capitals are split. With a minimum of one
// letter 19 are, and without the second condition 93
// (TestSplitKickerOfWordsInCapitals of the root package).
const (
	shortest = 3
	longest  = 64
)

// openHidden opens the unknown runs of a reading in which known labels make up most
// of the letters, and reports whether there are any. Each run is read separately,
// since the content of one says nothing about another.
func (k *kicker) openHidden(reading []arc) (found bool) {
	for _, a := range reading {
		n := a.to - a.from
		if a.owner >= 0 || n > longest || !k.even(a.from, a.to) {
			continue
		}
		k.setOpen(a, true)
		unknown := 0
		for _, part := range k.read(a.from, a.to)[0] {
			if part.owner < 0 {
				unknown += part.to - part.from
			}
		}
		hidden := 2*unknown < n
		k.setOpen(a, hidden)
		found = found || hidden
	}
	return found
}

func (k *kicker) setOpen(a arc, open bool) {
	for i := a.from; i < a.to; i++ {
		k.open[i] = open
	}
}

// even reports whether the case of a run's letters does not show where a label
// begins: the whole line has only one case, or the run has no lower-case letter.
func (k *kicker) even(from, to int) bool {
	return !k.mixed || !slices.ContainsFunc(k.atoms[from:to], func(a atom) bool { return a.class == small })
}

// pieces returns the labels of a reading. In the reading, unknown labels end at
// every boundary; pieces joins those that nothing in the line separates.
func (k *kicker) pieces(reading []arc) []Piece {
	spaced := false // whether a plain space separates a known label from another label
	for n := 1; n < len(reading); n++ {
		a, b := reading[n-1], reading[n]
		spaced = spaced || (a.owner >= 0 || b.owner >= 0) && k.atoms[b.from].gap == gapSpace
	}
	pieces := make([]Piece, 0, len(reading))
	var start int // of the current piece
	for n, a := range reading {
		if n == 0 || a.owner >= 0 || reading[n-1].owner >= 0 || k.parts(a.from, spaced) {
			start = a.from
			pieces = append(pieces, Piece{})
		}
		pieces[len(pieces)-1] = Piece{a.owner, k.line[k.atoms[start].at:k.atoms[a.to-1].end]}
	}
	return pieces
}

// parts reports whether the boundary before atom i separates two unknown labels. A
// space does if spaces also separate known labels in the line, as reported by
// spaced: "Actualité Justice Science" has three labels, "ActualitéGrand Angle" has
// two. In a line of capitals it never does, since there every word looks like the
// beginning of a label.
func (k *kicker) parts(i int, spaced bool) bool {
	if k.atoms[i].gap != gapSpace {
		return true
	}
	between := k.line[k.atoms[i-1].end:k.atoms[i].at]
	return k.mixed && spaced && !strings.ContainsAny(between, "&+")
}
