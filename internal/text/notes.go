package text

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/html"
)

// notes is the state of a Reader that leaves out what excerpts do not quote, the marks of
// footnotes, buttons and captions, or what does not tell the story (see AppendStory).
type notes struct {
	buttons bool // whether buttons are read
	story   bool // whether headings, tables and footnotes are read, but not navigation and asides

	linked   bool // whether the current paragraph has text in a link
	unlinked bool // whether it has a word outside of links
	box      bool // whether the current block is no part of the story by its attributes
	openBox  bool // whether there is a box without an end

	aside   bool // whether the current paragraph is not prose: a heading, a table, navigation, a caption
	caption bool // whether the current block is a caption or a heading by its attributes
	ended   bool // whether the notes at the end of the text have begun
	mark    bool // whether a mark was left out here
}

// begin records that the text of a paragraph begins while the elements of open are open.
func (n *notes) begin(open *html.Open) {
	n.linked, n.unlinked = false, false
	if n.story {
		n.aside = open.Has(html.Nav) || open.Has(html.Aside)
		return
	}
	n.aside = n.caption || n.ended || open.Has(html.H1) || open.Has(html.Table) || open.Has(html.Nav) || open.Has(html.Aside)
}

// block records the start or end of a block.
func (n *notes) block(in string, tag *html.Tag) {
	n.caption, n.box = false, false
	if tag.Kind != html.StartTag || tag.End-tag.Start <= len("<>")+len(tag.Name) { // or no attributes
		return
	}
	var k kinds
	k.read(in, tag)
	n.caption, n.box = k.caption, k.box
	n.ended = n.ended || k.notes
}

// skip returns the index where the element that begins with tag ends, if an excerpt leaves
// it out, and false otherwise.
func (n *notes) skip(in string, tag *html.Tag) (end int, ok bool) {
	e := tag.Element
	if e != html.A && e != html.Sup && e != html.Button && (e != html.Span || !n.story) {
		return 0, false
	}
	const longest = 512 // bytes of a mark or button with its markup; a bound keeps reading linear
	near := in[:min(len(in), tag.End+longest)]
	content, end, open := tag.EndOfRaw(near)
	if open {
		return 0, false
	}
	var k kinds
	k.read(near, tag)
	switch inside := near[tag.End:content]; {
	case e == html.Span:
		return end, k.reader
	case e == html.Button, e == html.A && k.button:
		return end, !n.buttons
	case e == html.A:
		n.mark = k.note && isNoteMark(inside, numbered) || k.fragment && isNoteMark(inside, bracketed)
	case e == html.Sup:
		k.readLinks(inside)
		n.mark = (k.note || k.fragment) && isNoteMark(inside, numbered) || isNoteMark(inside, bracketed) ||
			followsWord(near[:tag.Start]) && isNoteMark(inside, digits)
	}
	return end, n.mark
}

// kinds is what the attributes of an element say.
type kinds struct {
	note     bool // the mark of a footnote, or a link to one
	notes    bool // the footnotes themselves
	fragment bool // a link to a place in the same page
	button   bool
	caption  bool // a caption, or a heading
	box      bool // navigation, or a box of related articles
	reader   bool // for screen readers only
}

// read reads the attributes of tag.
func (k *kinds) read(in string, tag *html.Tag) {
	e, at := tag.Element, tag.Start // so that tag does not escape
	var again html.Tag
	again.Read(in, at, func(attr html.Attr) {
		value := strings.ToLower(attr.Value)
		switch strings.ToLower(attr.Name) {
		case "href":
			path, fragment, found := strings.Cut(value, "#")
			k.fragment = k.fragment || found && path == ""
			k.note = k.note || found && e == html.A && namesNote(fragment)
		case "data-fn", "data-footnote":
			k.note = true
		case "role":
			k.note = k.note || value == "doc-noteref"
			k.notes = k.notes || value == "doc-endnotes" || value == "doc-footnotes"
			k.button = k.button || value == "button"
			k.caption = k.caption || value == "heading"
			k.box = k.box || value == "navigation" || value == "complementary"
		case "class", "id":
			for token := range strings.FieldsSeq(value) {
				k.note = k.note || namesNote(token)
				k.notes = k.notes || strings.HasSuffix(token, "footnotes")
				k.box = k.box || isBox(token) || isForScreenReaders(token)
				k.reader = k.reader || isForScreenReaders(token)
				k.button = k.button || token == "btn" || token == "button" || strings.HasSuffix(token, "button__link")
				k.caption = k.caption || strings.HasSuffix(token, "caption") || strings.HasSuffix(token, "caption-text") || strings.HasSuffix(token, "legende")
			}
		}
	})
}

// namesNote reports whether name is a class, an id or a fragment that editors give to the
// marks of footnotes: fn, fnref:1, _ftn2, nb3, cite_note-4, spip_note, reference.
func namesNote(name string) bool {
	name = strings.TrimLeft(name, "_")
	for _, head := range [...]string{"fn", "ftn", "edn", "sdfootnote", "sdendnote", "footnote", "endnote", "note", "cite_", "spip_note", "reference"} {
		if rest, ok := strings.CutPrefix(name, head); ok {
			c, _ := utf8.DecodeRuneInString(rest)
			return strings.HasSuffix(head, "_") || !unicode.IsLower(c) || strings.HasPrefix(rest, "ref")
		}
	}
	number, ok := strings.CutPrefix(name, "nb")
	if !ok {
		number, ok = strings.CutPrefix(name, "n")
	}
	return ok && number != "" && strings.Trim(number, "-:_0123456789") == ""
}

// readLinks reads the attributes of the links in content.
func (k *kinds) readLinks(content string) {
	eachTag(content, func(_ string, tag *html.Tag) {
		if tag.Kind == html.StartTag && tag.Element == html.A {
			k.read(content, tag)
		}
	})
}

// eachTag calls do for each tag and comment of content, with the text before it, and at
// the end, with a tag that is none, for the text after the last.
func eachTag(content string, do func(before string, tag *html.Tag)) {
	for from, i := 0, 0; ; {
		n := strings.IndexByte(content[i:], '<')
		if n < 0 {
			do(content[from:], &html.Tag{})
			return
		}
		i += n
		var tag html.Tag
		if tag.Read(content, i, nil); tag.Kind != html.NoTag {
			do(content[from:i], &tag)
			from = tag.End
		}
		i = tag.End
	}
}

// The shapes of the mark of a footnote.
type shape int

const (
	digits    shape = iota // 1
	bracketed              // [1], (a), *, †: no exponent
	numbered               // either, or iv, b, "1, 2", "note 3"
)

// isNoteMark reports whether content, which is HTML, is the mark of a footnote, or several, of
// the given shape.
func isNoteMark(content string, want shape) bool {
	var text strings.Builder // not read by a Reader: recursion would make every caller of one allocate
	eachTag(content, func(before string, _ *html.Tag) { text.WriteString(before) })
	all := strings.Trim(html.Unescape(text.String()), " \t\n\u00A0\u202F\uFE0E")
	inside := strings.Trim(all, "[]()")
	bracket := inside != all
	if all == "" || want == digits && bracket {
		return false
	}
	symbols := 0
	fields := strings.FieldsFunc(inside, func(r rune) bool { return r == ',' || r == ';' || unicode.IsSpace(r) })
	if len(fields) > 1 && noteWord(fields[0]) {
		fields = fields[1:]
	}
	for _, field := range fields {
		switch {
		case strings.Trim(field, "*†‡§↩↑^") == "":
			symbols++
		case len(field) <= len("123") && strings.Trim(field, "0123456789") == "":
		case want != digits && len(field) <= len("xvii") && strings.Trim(field, "ivxIVX") == "":
		case want == digits, len(field) > 1 || !html.IsLetter(field[0]):
			return false
		}
	}
	return want != bracketed || bracket || symbols == len(fields) || len(fields) > 1 && strings.Trim(inside, "0123456789, \u00A0") == ""
}

// noteWord reports whether word may precede the number in the mark of a footnote.
func noteWord(word string) bool {
	switch strings.ToLower(word) {
	case "note", "notes", "n.", "nb", "réf", "réf.", "ref", "ref.":
		return true
	}
	return false
}

// followsWord reports whether text ends in a word of three letters or more that is no unit
// of length, so that a raised number after it is no exponent.
func followsWord(text string) bool {
	word := text[strings.LastIndexAny(text, " >(«'’")+1:]
	word = strings.ToLower(strings.TrimRight(word, ".,;:!?»”\""))
	unit := strings.TrimSuffix(word, "s")
	return utf8.RuneCountInString(word) >= 3 && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) &&
		!strings.HasSuffix(unit, "mètre") && !strings.HasSuffix(unit, "metre")
}

// placeholder stands in a paragraph for the mark of a footnote until [withoutMarks].
const placeholder = '\x01'

// withoutMarks removes from text[start:] the places of marks, with the brackets around
// them and the space before them, and the captions of WordPress's shortcodes.
func withoutMarks(text []byte, start int) []byte {
	if bytes.IndexByte(text[start:], placeholder) < 0 && !bytes.Contains(text[start:], []byte(captionOpening)) {
		return text
	}
	out := text[:start]
	for i := start; i < len(text); {
		switch n := captionAt(text[i:]); {
		case text[i] == placeholder:
			out, i = withoutMark(out, start, text, i)
		case n > 0:
			i += n
		default:
			out = append(out, text[i])
			i++
		}
	}
	return out[:start+len(trimSpaces(out[start:]))]
}

// withoutMark returns out, which is text[:i] without what has been removed so far, prepared
// for what follows the marks at text[i], and the index of that.
func withoutMark(out []byte, start int, text []byte, i int) ([]byte, int) {
	for end := i; end < len(text); end++ { // several marks and what separates them
		if text[end] == placeholder {
			i = end + 1
		} else if !bytes.ContainsRune([]byte(" ,;"), rune(text[end])) {
			break
		}
	}
	trimmed := out[:start+len(trimSpaces(out[start:]))]
	rest := bytes.TrimLeft(text[i:], " \u00A0\u202F")
	if n := len(trimmed); n > start && len(rest) > 0 && (trimmed[n-1] == '[' && rest[0] == ']' || trimmed[n-1] == '(' && rest[0] == ')') {
		i = len(text) - len(rest) + 1
		trimmed = trimmed[:start+len(trimSpaces(trimmed[start:n-1]))]
	}
	next, _ := utf8.DecodeRune(text[i:])
	if len(trimmed) < len(out) && (unicode.IsLetter(next) || unicode.IsNumber(next)) {
		trimmed = append(trimmed, ' ')
	}
	return trimmed, i
}

func trimSpaces(text []byte) []byte { return bytes.TrimRight(text, " \t\n\u00A0\u202F") }

// captionOpening begins the shortcode of a caption.
const captionOpening = "[caption "

// captionAt returns the length of the shortcode of a caption at the start of text, from
// "[caption" to "[/caption]", or 0 if there is none.
func captionAt(text []byte) int {
	const closing = "[/caption]"
	if !bytes.HasPrefix(text, []byte(captionOpening)) {
		return 0
	}
	const longest = 4 << 10 // bytes; a bound keeps reading linear
	if i := bytes.Index(text[:min(len(text), longest)], []byte(closing)); i >= 0 {
		return i + len(closing)
	}
	return 0
}
