// Package typography sets French text as the press prints it: no-break spaces, guillemets,
// apostrophes and ellipses. It never changes a letter, and it leaves alone whatever it is
// not sure of.
//
// The rules are those of the Lexique des règles typographiques en usage à l'Imprimerie
// nationale (2002, s. v. Abréviations, Guillemets, Nombres, Ponctuation, Unités de mesure)
// and of the Code typographique (Fédération CGC de la communication, 1997), those of
// the Office québécois de la langue française for Canada (Banque de dépannage
// linguistique, "Espacement avant et après les principaux signes de ponctuation et autres
// signes ou symboles"), and those of the Guide du typographe (Groupe de Lausanne de
// l'Association suisse des typographes, 2015) for Switzerland.
package typography

import (
	"slices"
	"strings"
	"sync"

	"github.com/presse-go/presse/internal/words"
)

// The no-break spaces.
const (
	full   = "\u00A0"
	narrow = "\u202F"
)

// A Style is the spaces that one tradition prints.
type Style struct {
	high        string // before ; ! ?; none removes a space
	colon       string // before :
	unit        string // before % and units, and after abbreviations
	number      string // between groups of three digits
	inside      string // inside guillemets
	open, close string // guillemets with their spaces
	regional    bool   // in HTML, a block in French of another region has the style of its own
}

func style(high, colon, number, inside string) *Style {
	return &Style{high: high, colon: colon, unit: full, number: number, inside: inside, open: "«" + inside, close: inside + "»"}
}

// The styles.
var (
	Lexique = regional(style(narrow, full, narrow, full))     // France and the Maghreb: the Lexique of the Imprimerie nationale
	Canada  = regional(style("", full, full, full))           // Canada: the Office québécois de la langue française
	Swiss   = regional(style(narrow, narrow, narrow, narrow)) // Switzerland: the Guide du typographe
	Narrow  = style(narrow, full, narrow, full)               // that of the Lexique, in every region
	Full    = style(full, full, full, full)                   // for fonts without U+202F
)

func regional(y *Style) *Style {
	y.regional = true
	return y
}

// Of returns the style of the region of a language tag.
func Of(tag string) *Style {
	switch words.Region(tag) {
	case "CA":
		return Canada
	case "CH":
		return Swiss
	}
	return Lexique
}

// The rules, named for an editor. The names never change.
const (
	BeforePunctuation = "no-break space before punctuation"
	NoSpace           = "no space before punctuation"
	BeforeUnit        = "no-break space before a unit"
	InNumber          = "no-break space in a number"
	AfterAbbreviation = "no-break space after an abbreviation"
	InsideGuillemets  = "no-break space inside guillemets"
	Apostrophe        = "apostrophe"
	Ellipsis          = "ellipsis"
	Guillemets        = "guillemets"
	InnerQuotes       = "quotation marks inside guillemets"
)

// An Edit replaces text[Start:End] with New.
type Edit struct {
	Start, End int
	New        string
	Rule       string
}

// Text returns s with the rules applied: s itself, without allocating, if that changes
// nothing.
func (y *Style) Text(s string) string {
	t := take(y)
	defer t.free()
	t.scan(s)
	return apply(s, t.edits)
}

// Edits returns what [Style.Text] changes, in order, in a new slice.
func (y *Style) Edits(s string) []Edit {
	t := take(y)
	defer t.free()
	t.scan(s)
	return slices.Clone(t.edits)
}

// apply returns s with the edits, which are in order and do not overlap.
func apply(s string, edits []Edit) string {
	if len(edits) == 0 {
		return s
	}
	size := len(s)
	for _, e := range edits {
		size += len(e.New) - (e.End - e.Start)
	}
	var b strings.Builder
	b.Grow(size)
	at := 0
	for _, e := range edits {
		b.WriteString(s[at:e.Start])
		b.WriteString(e.New)
		at = e.End
	}
	b.WriteString(s[at:])
	return b.String()
}

// A setter sets one text. It is reused, so that a text in which nothing changes costs no
// memory.
type setter struct {
	*Style
	edits []Edit // in order

	// What is known of the current line. A line ends at a line break or a tab, and in
	// HTML where a block does.
	line    int  // where it begins
	first   int  // its first edit in edits
	quotes  bool // it contains straight quotation marks
	leading bool // it begins with », which repeats that a quotation goes on
	opening int  // number of «
	closing int  // number of »

	// unended reports whether the last mark of the line before opens a quotation.
	unended bool

	spans  spanList // see appendProtected
	other  spanList // see appendOtherScripts
	french bool     // see isFrench
	pairs  []pair   // see pairQuotes

	flat  flat   // of HTML
	turns []turn // where the style changes, at the beginning of a line
}

var setters = sync.Pool{New: func() any { return new(setter) }}

func take(y *Style) *setter {
	t := setters.Get().(*setter)
	t.Style, t.turns = y, nil
	return t
}

// free returns t to the pool, unless it has grown beyond what an article needs.
func (t *setter) free() {
	const most = 1 << 16
	if cap(t.edits) > most || cap(t.spans) > most || cap(t.other) > most || cap(t.pairs) > most || t.flat.size() > 16*most {
		return
	}
	t.edits = t.edits[:0]
	setters.Put(t)
}

// edit replaces s[start:end] with new, unless that is what it is.
func (t *setter) edit(s string, start, end int, new, rule string) {
	if s[start:end] != new {
		t.edits = append(t.edits, Edit{start, end, new, rule})
	}
}

// endLine ends the line before s[end]. It is the only place that allows for the whole
// line: it pairs the quotation marks and drops the edits inside what is never changed.
func (t *setter) endLine(s string, end, next int) {
	if t.quotes || len(t.edits) > t.first {
		t.finish(s, end)
	}
	if !t.quotes && afterSpaces(s, t.line) < end {
		t.unended = false
	}
	t.begin(next)
}

// begin begins a line at s[i].
func (t *setter) begin(i int) {
	t.line, t.first = i, len(t.edits)
	t.quotes, t.leading, t.opening, t.closing = false, false, 0, 0
	for len(t.turns) > 0 && t.turns[0].at <= i {
		t.Style, t.turns = t.turns[0].style, t.turns[1:]
	}
}

func (t *setter) finish(s string, end int) {
	t.spans = appendProtected(t.spans[:0], s, t.line, end)
	t.other = appendOtherScripts(t.other[:0], s, t.line, end)
	t.french = len(t.other) == 0 || isFrench(s, t.line, end)
	if t.quotes {
		if t.pairQuotes(s, end) {
			slices.SortFunc(t.edits[t.first:], func(a, b Edit) int { return a.Start - b.Start })
		}
	}
	// A line with several » and no other quotation mark is a path of sections: Accueil » Sport » Rugby.
	separators := t.closing
	if t.leading {
		separators--
	}
	path := t.opening == 0 && !t.quotes && separators > 1
	spans, other := t.spans, t.other
	kept, last := t.first, t.line
	for _, e := range t.edits[t.first:] {
		stays := e.Start < last || spans.meets(e)
		switch e.Rule {
		case InsideGuillemets:
			stays = stays || path || !t.french
		case Guillemets, InnerQuotes:
		default:
			stays = stays || other.meets(e)
		}
		if !stays {
			t.edits[kept] = e
			kept++
			last = e.End
		}
	}
	t.edits = t.edits[:kept]
}
