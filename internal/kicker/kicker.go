// Package kicker reads the labels of sections that a page prints run together
// above a headline: "ActualitéCultureUne" is Actualité, Culture and Une.
//
// A [Labels] holds the names that a line may have, and Split finds the best
// readings of a line with them: kicker.go has the search and what it weighs,
// line.go how a line is taken apart and where a label may begin.
package kicker

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// A Label is a name that may stand in a kicker.
type Label struct {
	Text  string
	Owner int // whatever the caller names by it; several labels may have one owner
	Rank  int // 0 for the usual name, more for those to be thought of later
}

// A Piece of a kicker is a label: the owner of a known one, or -1.
type Piece struct {
	Owner int
	Text  string // as printed
}

// MaxReadings is the most readings that Split returns.
const MaxReadings = 16

// Labels is a set of labels ready for Split. It never changes: any number of
// goroutines may use it. The zero value knows no label.
type Labels struct {
	entries []entry // by key
}

// An entry is a label in the form in which it is looked for: words folded and in
// lower case, with their joints. "L’Économie verte" is "l economie verte".
type entry struct {
	key   string
	exact string // letters and digits in lower case, accents kept
	owner int
	rank  int
}

// NewLabels prepares labels. Those without a letter or digit are never read.
func NewLabels(labels []Label) Labels {
	var l Labels
	for _, label := range labels {
		_, atoms := atomise(label.Text)
		e := entry{owner: label.Owner, rank: label.Rank}
		for i, a := range atoms {
			if i > 0 {
				e.key += a.gap.joint()
			}
			e.key += a.fold
			e.exact += a.exact
		}
		l.entries = append(l.entries, e)
		if plain := strings.ReplaceAll(e.key, gapHard.joint(), gapSpace.joint()); plain != e.key {
			e.key = plain // "Auto / Moto" may be printed "Auto-Moto"
			l.entries = append(l.entries, e)
		}
	}
	slices.SortFunc(l.entries, func(a, b entry) int {
		return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.rank, b.rank),
			strings.Compare(a.exact, b.exact), cmp.Compare(a.owner, b.owner))
	})
	l.entries = slices.CompactFunc(l.entries, func(a, b entry) bool {
		return a.key == b.key && a.exact == b.exact && a.owner == b.owner
	})
	return l
}

// Split reads a line of labels run together, as sites print the sections of a
// story: "ActualitéCultureUne". It returns the readings that are equally good,
// MaxReadings at most; one, unless the line is ambiguous.
//
// A label may begin at a capital that follows a small letter, after a space, a
// comma or another sign; a known one also right behind another known one, which
// is how lines in capitals are read. Case and accents do not count, nor whether
// words are joined by spaces, hyphens or apostrophes. Of all readings, the best
// has the fewest unknown letters; then the fewest labels that end without a
// visible boundary; then the fewest labels, so that "Économie sociale" is not
// "Économie" and something else; then the most usual labels (see Label.Rank);
// then the most that have the accents of the line.
//
// What is not known is parted at capitals, and at spaces only where the line
// shows that spaces part its labels. Where no boundary shows, in
// "ACTUALITÉSPORTUNE", an unknown label between known ones is one reading and
// the whole, unknown, is another, if the known ones make up most of it; else it
// is unknown: "TRIBUNE" is not "Une".
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

// A kicker is a line at work.
type kicker struct {
	line   string // composed
	atoms  []atom
	stop   []bool // by place among the atoms: whether a boundary shows there
	open   []bool // by atom: whether unknown labels may begin and end anywhere around it
	mixed  bool   // whether the line has both capitals and small letters
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
	return k
}

// An arc leads from one atom of the line to another, over one label.
type arc struct {
	from, to int
	owner    int // -1 when the label is unknown
	cost     cost
}

// A cost is what a reading is judged by, the weightiest first: unknown letters,
// ends without a boundary, labels, ranks, accents that differ.
type cost [5]int

func (c cost) plus(d cost) cost {
	for i := range c {
		c[i] += d[i]
	}
	return c
}

func (c cost) compare(d cost) int { return slices.Compare(c[:], d[:]) }

// read returns the best readings from one boundary to another, by dynamic
// programming from left to right: whatever the beginning of the line is best read
// as, it is best read so in the whole line too, since costs add up. All arcs that
// reach a place at its best cost are kept, for they make the readings that are
// equally good.
func (k *kicker) read(from, to int) [][]arc {
	type state struct {
		best cost
		arcs []arc // those that reach here at the best cost; none: out of reach
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

	// Walk back over all best ways, trying the arcs that reach each place. A
	// line of many labels would be too deep for recursion.
	var (
		readings [][]arc
		way      []arc      // the last arc first
		tried    = []int{0} // how many arcs were tried at the place each arc begins
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

// arcs gives add the labels that may begin at atom i and end at to or before.
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
			differs = 1
		}
		label(j, e.owner, cost{3: e.rank, 4: differs})
	})
	if k.stop[i] {
		label(k.next(i), -1, cost{k.next(i) - i})
	}
	if k.open[i] {
		for j := i + shortest; j <= to && k.open[j-1]; j++ {
			label(j, -1, cost{j - i})
		}
	}
}

// next returns the first boundary behind atom i.
func (k *kicker) next(i int) int {
	for i++; !k.stop[i]; i++ {
	}
	return i
}

// known gives found the labels that the line has at atom i, and where they end.
// The entries are sorted, so those that begin like the line are a range of them,
// which each letter narrows: no index is needed besides.
func (k *kicker) known(i, to int, found func(end int, e entry)) {
	entries, depth := k.labels.entries, 0
	narrow := func(s string) {
		for _, c := range []byte(s) {
			// Keys are in order, and alike up to depth.
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

// spells reports whether the line has a label's own accents from atom i to j: it
// tells Pêche from Péché.
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

// shortest and longest bound the search for labels hidden in a run without
// boundaries: an unknown label has three letters at least, for else every plural
// would be one, and a run of more letters than longest is not a line of labels.
//
// With three letters, and known labels for more than half of the run, 9 of 14,275
// French words in capitals are taken apart; with one letter 19, without asking
// for half 93 (TestSplitKickerOfWordsInCapitals of the root package).
const (
	shortest = 3
	longest  = 64
)

// openHidden opens those unknown runs of a reading in which known labels make up
// most of the letters, and reports whether there are any. Each run is read by
// itself: what another run of the line holds says nothing about it.
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

// even reports whether a run's letters are all of one case, so that none of them
// shows where a label begins.
func (k *kicker) even(from, to int) bool {
	return !k.mixed || !slices.ContainsFunc(k.atoms[from:to], func(a atom) bool { return a.class == small })
}

// pieces names the labels of a reading. The unknown ones come word by word, since
// any boundary may end one; those that nothing parts are one label here.
func (k *kicker) pieces(reading []arc) []Piece {
	spaced := false // whether a bare space parts a known label from another
	for n := 1; n < len(reading); n++ {
		a, b := reading[n-1], reading[n]
		spaced = spaced || (a.owner >= 0 || b.owner >= 0) && k.atoms[b.from].gap == gapSpace
	}
	pieces := make([]Piece, 0, len(reading))
	var start int // of the piece at hand
	for n, a := range reading {
		if n == 0 || a.owner >= 0 || reading[n-1].owner >= 0 || k.parts(a.from, spaced) {
			start = a.from
			pieces = append(pieces, Piece{})
		}
		pieces[len(pieces)-1] = Piece{a.owner, k.line[k.atoms[start].at:k.atoms[a.to-1].end]}
	}
	return pieces
}

// parts reports whether the boundary before atom i parts two unknown labels. A
// space alone does where it also parts known labels: "Actualité Justice Science"
// are three, "ActualitéGrand Angle" are two. In a line of capitals it never does,
// since every word looks like a beginning.
func (k *kicker) parts(i int, spaced bool) bool {
	if k.atoms[i].gap != gapSpace {
		return true
	}
	between := k.line[k.atoms[i-1].end:k.atoms[i].at]
	return k.mixed && spaced && !strings.ContainsAny(between, "&+")
}
