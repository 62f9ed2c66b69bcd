package markup

import (
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/presse-go/presse/internal/html"
)

// Sanitize converts in to the safe normal form. If in verifies and has no embed code, it is
// returned unchanged; otherwise Sanitize returns the output of the normaliser. That output is
// verified too, so the normaliser need not be trusted: a bug in it costs formatting,
// not safety, since the input is then escaped as plain text.
func (r *Rules) Sanitize(in string) string {
	if r.judge != nil {
		return r.judged(in, nil)
	}
	return r.normal(in, nil)
}

// normalised returns the output of the normaliser if it verifies. Otherwise, it returns in
// if that verifies, or in escaped as plain text.
func (r *Rules) normalised(in string, log *removalLog) string {
	out := r.normalise(in, log)
	ok, code := r.verify(out)
	switch {
	case ok:
	case r.Verify(in):
		return in
	default:
		return string(appendLiteral(nil, in, false))
	}
	// Embed code is left if there was no room for its player. The output must be the same
	// when it is sanitized again.
	for range 4 {
		if !code || !r.hasCode(out) {
			break
		}
		again := r.normalise(out, nil)
		if again == out {
			break
		}
		if ok, code = r.verify(again); !ok {
			break
		}
		out = again
	}
	return out
}

// A normaliser writes the normal form while reading raw HTML, in one pass and without
// building a tree. Where a browser would move or copy elements, it closes or omits
// them instead. Text is never moved or lost.
type normaliser struct {
	scanner
	rules                  *Rules
	out                    []byte
	stack                  []openElement
	around                 html.Open          // open elements of the input
	open                   [html.Elements]int // number of open elements in the output, by element
	left                   [html.Elements]int // number of omitted start tags, by element: their end tags are omitted too
	ghosts                 int                // entries of stack without an element
	styled                 bool               // a style has changed the marks of text
	itemEnded              bool               // the innermost item of an outline has ended, but is open
	between                string             // white space after it
	wordItems              bool               // the outline has items of Word
	markerStart, markerEnd int                // of the marker of a list item of Word, which is skipped
	wordLists              map[string]string  // Word's lists by name and level; nil if not yet read
	quillLists             map[int]bool       // start tags of Quill's lists, by offset
	noSettings             bool               // no end tag of such an element ahead
	math                   []mathElement      // open elements of MathML
	taskLists              []string           // for each open list of the input, the box of an li that says nothing of its own; at most maxTaskLists
	listDepth              int                // number of open lists of the input
	box                    string             // of a task, to be written before the text of its paragraph
	leaveDiv               bool               // the next end tag is that of an empty div that has been replaced
	addresses              *knownAddresses    // of the input; nil if not yet needed
	lazyEnd                int                // after the last picture that a script would load
	noscriptEnd            int                // after the last noscript whose picture is shown
	twin                   int                // where a noscript begins that holds the picture of a blank one before it; -1 if there is none
	images                 int
	preStart               int                 // where the content of the last pre begins in out
	shift                  html.Element        // number of levels by which headings are lowered
	ids                    map[string]struct{} // ids in the text that links may lead to; nil if not needed
	taken                  map[string]int      // ids in the output, each with the last number put after it; nil if not needed
	budget                 budget
	log                    *removalLog // nil if no report is wanted
	searched               int         // up to where elements of embed code have been searched for their end; see skipElement
	blankLinks             int         // up to where links without text get one; see emptyLink
	embedLinks             [][2]int    // links in the output that replace players
	tag                    tag

	// The attributes of the current tag; see gather.
	kept     []keptAttr
	seen     attributeSet // of kept
	external bool         // it is a link to another site
	rel      relSet
	partly   string    // why the value just read is kept only in part
	refused  []refusal // only for a report
	unknown  []refusal // only for a report
}

// An openElement is an element that has been written but not closed.
type openElement struct {
	html.Element              // as written
	named        html.Element // as its end tag in the input names it
	tag, content int          // where the tag and the content of a heading without an id begin in the output; otherwise 0
	start        int          // where the tag of a p that stands for another block begins in the output, plus 1; 0 for other elements
	logged       int          // the number of the removal that reports that block, plus 1
	ended        bool         // an inline element whose end tag was inside a block: closed with the block
	media        bool         // a video or audio without an end tag: it contains its sources, not the text after it
	marks        marks        // of the text directly in it
	dir          string       // its dir attribute: "ltr", "rtl" or ""
	images       int          // number of images before it
	auto         bool         // opened for a mark; no end tag of the input names it
	implied      bool         // a cell that the input lacks
	attrs        bool         // has attributes
	refused      bool         // a ghost that was not allowed inside the open elements
	began, from  int          // where its start tag begins in the output, and in the input
	item         bool         // an li of an outline
	quill        bool         // a ghost: a list of Quill
	level        int          // of a list of an outline, from 1
	next         int          // the number of its next item
	id, kind     string       // of an outline: see item; for a list of Quill, the box of its items
}

// normalise converts in to the normal form.
func (r *Rules) normalise(in string, log *removalLog) string {
	n := &normaliser{
		scanner:  scanner{in: in, data: r.dataAttrs, lastClose: strings.LastIndexByte(in, '>')},
		rules:    r,
		log:      log,
		preStart: -1,
		twin:     -1,
	}
	// Escaping lengthens the text, at most sixfold. With this estimate, almost no text
	// needs a second buffer.
	size := len(in) + len(in)/8 + 3*strings.Count(in, "<") + 3*strings.Count(in, ">") + 4*strings.Count(in, "&") + 5*strings.Count(in, `"`)
	if !utf8.ValidString(in) {
		size += 2 * len(in)
	}
	n.out = make([]byte, 0, size)
	n.stack = make([]openElement, 0, 12)
	n.survey()
	n.run()
	n.pos = len(in)
	n.closeTo(0)
	out := unsafe.String(unsafe.SliceData(n.out), len(n.out)) // n.out is no longer written to
	if r.scope == Inline || r.scope == Plain {
		out = balancedBidi(out)
	}
	return out
}

// run processes the whole text.
func (n *normaliser) run() {
	for n.pos < len(n.in) {
		start := n.pos
		if start == n.markerStart && n.markerEnd > start {
			n.skipMarker()
			continue
		}
		next := strings.IndexByte(n.in[start:], '<')
		if next < 0 {
			n.text(n.in[start:])
			return
		}
		n.text(n.in[start : start+next])
		n.pos = start + next
		if next > 0 && n.pos == n.markerStart {
			continue
		}
		if !n.markup() {
			n.rest()
			return
		}
	}
}

// rest handles a tag or comment that never ends. A browser would drop the rest of the
// text. Here, it is dropped only if it is a comment or a tag that was cut off. If more
// markup follows the start of a tag, for example after a missing quote, the rest is kept
// as text.
func (n *normaliser) rest() {
	rest := n.in[n.pos:]
	var t html.Tag
	t.Read(rest, 0, nil)
	switch {
	case t.Kind == html.Comment:
		n.removed("comment", "", "never ends", n.pos)
	case t.Kind == html.NoTag, strings.Contains(rest[1:], "<"):
		n.text(rest)
	default:
		n.removed("element", (&tag{Tag: t}).label(), "a tag that never ends", n.pos)
	}
}

// markup handles the tag or comment that begins with the < at pos. It returns false if
// the tag or comment never ends.
func (n *normaliser) markup() bool {
	start := n.pos
	var unknown func(name string, start int)
	if n.log != nil {
		n.unknown = n.unknown[:0]
		unknown = func(name string, start int) {
			n.unknown = append(n.unknown, refusal{strings.ToLower(name), "not allowed", start})
		}
	}
	switch n.next(&n.tag, unknown) {
	case startToken:
		n.startTag()
	case endToken:
		n.endTag()
	case commentToken:
		n.removed("comment", "", "not part of the text", start)
	case openComment:
		n.removed("comment", "", "never ends; the text after it stays", start)
	case textToken:
		n.text("<")
	case unfinished:
		return false
	}
	return true
}

// text writes raw text.
func (n *normaliser) text(raw string) {
	if n.itemEnded && strings.Trim(raw, " \t\r\n\f") == "" {
		n.between = raw // written when it is known what follows
		return
	}
	n.place(raw)
	start := len(n.out)
	n.out = appendEscaped(n.out, raw, false, n.rules.xml)
	n.trimPre(start)
}

// literal writes text without decoding character references.
func (n *normaliser) literal(raw string) {
	n.place(raw)
	start := len(n.out)
	n.out = appendLiteral(n.out, raw, false)
	n.trimPre(start)
}

// place prepares for writing the text raw: it closes a video or audio element in which
// the text would be invisible, and opens a cell for text that is in a table but not in a
// cell. White space is allowed anywhere.
func (n *normaliser) place(raw string) {
	if strings.Trim(raw, " \t\r\n\f") == "" {
		return
	}
	if n.box != "" {
		n.writeBox(n.box)
	}
	n.leaveOutline()
	n.leaveMedia()
	if n.top().Has(html.Grid) {
		n.openCell()
	}
	if n.styled {
		n.mark(n.marks(), 0)
	}
}

// trimPre drops the newlines at the start of a pre from the text just written. A browser
// drops the first one, and would drop the next when parsing its own serialisation.
func (n *normaliser) trimPre(start int) {
	if start != n.preStart {
		return
	}
	end := start
	for end < len(n.out) && n.out[end] == '\n' {
		end++
	}
	n.out = append(n.out[:start], n.out[end:]...)
}

// separate writes a newline in place of a block that the scope does not allow, so that
// the words around it are not joined.
func (n *normaliser) separate() {
	n.leaveOutline()
	if len(n.out) == 0 || n.top().Has(html.Grid) {
		return
	}
	if c := n.out[len(n.out)-1]; c == ' ' || c == '\n' || c == '>' && n.top().Has(html.Block) {
		return
	}
	n.out = append(n.out, '\n')
}
