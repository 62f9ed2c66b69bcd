package wordpress

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/php"
)

// A blockToken is the comment that begins or ends a block, or is a whole block.
type blockToken struct {
	name       string // with its namespace: "core/paragraph"
	attrs      string // JSON, or empty
	closer     bool
	void       bool
	start, end int
}

// A blockScanner finds the tokens of a text, as the regular expression in
// WP_Block_Parser.next_token of WordPress 7.1 does, but in linear time.
type blockScanner struct {
	text string
	ends int // index of the next "}" that ends attributes, at or after from; -1 if there is none
	used bool
}

// next returns the first token at or after i. Calls must go from left to right.
func (s *blockScanner) next(i int) (t blockToken, ok bool) {
	for {
		n := strings.Index(s.text[i:], "<!--")
		if n < 0 {
			return t, false
		}
		i += n
		if t, ok = s.at(i); ok {
			return t, true
		}
		i += len("<!--")
	}
}

// at reads the token that begins at text[start], a "<!--".
func (s *blockScanner) at(start int) (t blockToken, ok bool) {
	text := s.text
	t.start = start
	i := start + len("<!--")
	after := skipBlank(text, i)
	if after == i {
		return t, false
	}
	if i = after; strings.HasPrefix(text[i:], "/") {
		t.closer = true
		i++
	}
	if !strings.HasPrefix(text[i:], "wp:") {
		return t, false
	}
	name := i + len("wp:")
	i = endOfName(text, name)
	if i == name {
		return t, false
	}
	if strings.HasPrefix(text[i:], "/") {
		local := endOfName(text, i+1)
		if local == i+1 {
			return t, false
		}
		t.name, i = text[name:local], local
	} else {
		t.name = "core/" + text[name:i]
	}
	if after = skipBlank(text, i); after == i {
		return t, false
	}
	if i = after; strings.HasPrefix(text[i:], "{") {
		end := s.endOfAttrs(i)
		if end < 0 {
			return t, false
		}
		t.attrs = text[i : end+1]
		i = skipBlank(text, end+1)
	}
	if strings.HasPrefix(text[i:], "/") {
		t.void = true
		i++
	}
	t.end = i + len("-->")
	return t, strings.HasPrefix(text[i:], "-->")
}

// endOfAttrs returns the index of the first "}" at or after i that white space and the end
// of the comment follow, or -1.
func (s *blockScanner) endOfAttrs(i int) int {
	if s.used && (s.ends < 0 || s.ends >= i) {
		return s.ends
	}
	s.used = true
	for {
		n := strings.IndexByte(s.text[i:], '}')
		if n < 0 {
			s.ends = -1
			return -1
		}
		i += n
		after := skipBlank(s.text, i+1)
		if after > i+1 {
			if rest := s.text[after:]; strings.HasPrefix(rest, "-->") || strings.HasPrefix(rest, "/-->") {
				s.ends = i
				return i
			}
		}
		i++
	}
}

// skipBlank returns the index after the white space at text[i].
func skipBlank(text string, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] >= '\t' && text[i] <= '\r') {
		i++
	}
	return i
}

// endOfName returns the index after the name of a block or namespace at text[i], or i.
func endOfName(text string, i int) int {
	if i == len(text) || text[i] < 'a' || text[i] > 'z' {
		return i
	}
	for i < len(text) && (text[i] >= 'a' && text[i] <= 'z' || text[i] >= '0' && text[i] <= '9' || text[i] == '_' || text[i] == '-') {
		i++
	}
	return i
}

// An openBlock is a block whose end has not been read.
type openBlock struct {
	name, attrs string
	start       int  // where its HTML begins in the output
	inner       bool // it contains another block
	dropped     bool
}

// blocks returns the HTML of content with blocks. Where the comments do not match, it is
// more lenient than WordPress, which ends a body at an end without a beginning.
func (b *body) blocks(text string) string {
	out := make([]byte, 0, len(text))
	var open []openBlock
	s := blockScanner{text: text}
	done := 0
	for {
		t, ok := s.next(done)
		if !ok {
			break
		}
		out = b.appendPart(out, text[done:t.start], open)
		done = t.end
		switch {
		case t.void:
			if len(open) > 0 {
				open[len(open)-1].inner = true
			}
			out = b.appendVoid(out, t)
		case t.closer:
			if n := len(open) - 1; n >= 0 {
				out = b.closeBlock(out, open[n])
				open = open[:n]
			}
		default:
			if len(open) > 0 {
				open[len(open)-1].inner = true
			}
			open = append(open, openBlock{name: t.name, attrs: t.attrs, start: len(out), dropped: isHiddenFromAll(t.attrs)})
		}
	}
	out = b.appendPart(out, text[done:], open)
	for _, o := range slices.Backward(open) {
		out = b.closeBlock(out, o)
	}
	return string(out)
}

// appendPart appends HTML that belongs to the innermost block of open, or to none.
func (b *body) appendPart(out []byte, part string, open []openBlock) []byte {
	if len(open) == 0 {
		part = separatePlayers(b.withoutMarks(part), func(line string) string { return player(html.Unescape(line)) + "\n" })
		return append(out, part...)
	}
	o := &open[len(open)-1]
	if len(out) == o.start && !o.inner {
		if class := blockClass(o.name); class != "" {
			return appendWithClass(out, part, o.name, class)
		}
	}
	return append(out, part...)
}

// closeBlock ends the block o, whose HTML is out[o.start:].
func (b *body) closeBlock(out []byte, o openBlock) []byte {
	switch {
	case o.dropped:
		b.lose(presse.LossDropped, o.name, errHidden)
		return out[:o.start]
	case o.name == "core/more" || o.name == "core/nextpage":
		if o.name == "core/nextpage" {
			b.lose(presse.LossChanged, "nextpage", errPages)
		}
		if !o.inner {
			return out[:o.start]
		}
	case isForStrangers(o.name):
		b.lose(presse.LossDropped, o.name, errNonMember)
		return out[:o.start]
	case o.name == "core/shortcode" && !o.inner:
		text := php.Autop(b.replaceUnknown(string(out[o.start:]), paragraphs))
		return append(out[:o.start], text...)
	case !o.inner && o.attrs != "" && strings.TrimSpace(string(out[o.start:])) == "":
		return b.appendEmpty(out[:o.start], blockToken{name: o.name, attrs: o.attrs})
	}
	return out
}

// blockClass returns the class that WordPress 7.1 adds to the element of a block when it
// shows it.
func blockClass(name string) string {
	switch name {
	case "core/paragraph":
		return "wp-block-paragraph"
	case "core/heading":
		return "wp-block-heading"
	case "core/list":
		return "wp-block-list"
	}
	return ""
}

// appendWithClass appends part with a class added to its first element, if that is the
// element of the block.
func appendWithClass(out []byte, part, block, class string) []byte {
	at := skipBlank(part, 0)
	if at == len(part) || part[at] != '<' {
		return append(out, part...)
	}
	var t html.Tag
	var old html.Attr
	t.Read(part, at, func(a html.Attr) {
		if old.Name == "" && strings.EqualFold(a.Name, "class") {
			old = a
		}
	})
	name := strings.ToLower(t.Name)
	switch {
	case t.Kind != html.StartTag || t.Open:
		return append(out, part...)
	case block == "core/paragraph" && name == "p":
	case block == "core/heading" && len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6':
	case block == "core/list" && (name == "ul" || name == "ol"):
	default:
		return append(out, part...)
	}
	if old.Name == "" {
		end := at + len("<") + len(t.Name)
		return append(append(append(out, part[:end]...), ` class="`+class+`"`...), part[end:]...)
	}
	if slices.Contains(strings.Fields(old.Value), class) {
		return append(out, part...)
	}
	end := startOfValue(part, old) + len(old.Value)
	if old.Value != "" {
		class = " " + class
	} else if part[end-1] != '"' && part[end-1] != '\'' {
		return append(out, part...)
	}
	return append(append(append(out, part[:end]...), class...), part[end:]...)
}

// appendVoid appends what a block without HTML of its own shows.
func (b *body) appendVoid(out []byte, t blockToken) []byte {
	switch {
	case isHiddenFromAll(t.attrs):
		b.lose(presse.LossDropped, t.name, errHidden)
		return out
	case t.name == "core/more":
		return out
	case t.name == "core/nextpage":
		b.lose(presse.LossChanged, "nextpage", errPages)
		return out
	case t.name == "core/separator":
		return append(out, `<hr class="wp-block-separator"/>`...)
	case t.name == "core/block":
		return b.appendReference(out, t)
	case t.name == "core/footnotes":
		return b.appendNotes(out)
	case t.attrs == "" && isTextBlock(t.name): // an empty paragraph
		return out
	}
	return b.appendEmpty(out, t)
}

// appendEmpty appends what the attributes of a block without HTML say, and reports it if
// that is nothing.
func (b *body) appendEmpty(out []byte, t blockToken) []byte {
	var a struct {
		URL, Label, Service string
		ID                  int64
		IDs                 []int64
	}
	if t.attrs != "" {
		_ = json.Unmarshal([]byte(t.attrs), &a) // what is not as expected is not there
	}
	switch {
	case (t.name == "core/embed" || strings.HasPrefix(t.name, "core-embed/")) && isAddress(a.URL):
		return append(out, player(a.URL)...)
	case t.name == "core/social-link" && isAddress(a.URL):
		return append(out, `<li class="wp-social-link"><a href="`+escape(a.URL)+`">`+escape(cmp.Or(a.Label, a.Service, a.URL))+"</a></li>"...)
	case t.name == "core/gallery" && len(a.IDs) > 0:
		return append(out, b.gallery(galleryOf(a.IDs))...)
	case t.name == "core/image" && a.ID > 0:
		if m, ok := b.media(a.ID); ok {
			return append(out, b.figure(m)...)
		}
		return out
	case isTextBlock(t.name):
		return out
	}
	why := errDynamic
	if !strings.HasPrefix(t.name, "core/") && t.attrs != "" {
		why = errAttributes
	}
	b.lose(presse.LossDropped, t.name, why)
	return out
}

// isTextBlock reports whether the block of that name is nothing without HTML.
func isTextBlock(name string) bool {
	switch name {
	case "core/paragraph", "core/heading", "core/list", "core/list-item", "core/quote", "core/pullquote", "core/preformatted",
		"core/code", "core/verse", "core/table", "core/html", "core/freeform", "core/spacer", "core/group", "core/columns",
		"core/column", "core/buttons", "core/button", "core/shortcode", "core/details":
		return true
	}
	return false
}

const (
	deepest   = 8   // reusable blocks inside one another; WordPress sites nest two or three
	mostParts = 200 // reusable blocks of a story
)

// appendReference appends the reusable block that t refers to.
func (b *body) appendReference(out []byte, t blockToken) []byte {
	var a struct {
		Ref, Content, Overrides json.RawMessage
	}
	err := json.Unmarshal([]byte(t.attrs), &a)
	ref := int64(leadingInt(strings.Trim(string(a.Ref), `"`))) // a number or a string
	name := "core/block " + strconv.FormatInt(ref, 10)
	why := error(nil)
	var text string
	switch found := false; {
	case err != nil || ref <= 0:
		name, why = "core/block", errNoBlock
	case slices.Contains(b.inside, ref):
		why = errCycle
	case len(b.inside) >= deepest || b.references >= mostParts:
		why = errTooMany
	default:
		if b.options.Block != nil {
			text, found = b.options.Block(ref)
		}
		if !found {
			why = errNoBlock
		}
	}
	if why != nil {
		b.lose(presse.LossDropped, name, why)
		return out
	}
	if len(a.Content) > len("{}") || len(a.Overrides) > len("{}") {
		b.lose(presse.LossDropped, name, errOverrides)
	}
	b.references++
	b.inside = append(b.inside, ref)
	out = append(out, b.blocks(text)...)
	b.inside = b.inside[:len(b.inside)-1]
	return out
}

// appendNotes appends the footnotes as render_block_core_footnotes of WordPress 7.1 does.
func (b *body) appendNotes(out []byte) []byte {
	b.noted = true
	notes, err := b.notes()
	if err != nil {
		b.lose(presse.LossDropped, "footnotes", errNotes)
	}
	if len(notes) == 0 {
		return out
	}
	out = append(out, `<ol class="wp-block-footnotes">`...)
	for k, n := range notes {
		id := escape(n.ID)
		out = append(out, `<li id="`+id+`">`+n.Content+` <a href="#`+id+`-link" aria-label="Jump to footnote reference `+
			strconv.Itoa(k+1)+`">↩︎</a></li>`...)
	}
	return append(out, "</ol>"...)
}

// A footnote is one of the notes of a story.
type footnote struct{ ID, Content string }

func (b *body) notes() (notes []footnote, err error) {
	if len(strings.TrimSpace(string(b.options.Notes))) == 0 {
		return nil, nil
	}
	err = json.Unmarshal(b.options.Notes, &notes)
	return notes, err
}

// checkNotes reports footnotes that the body has no place for.
func (b *body) checkNotes() {
	if b.noted || len(b.options.Notes) == 0 {
		return
	}
	if notes, err := b.notes(); err != nil || len(notes) > 0 {
		b.lose(presse.LossDropped, "footnotes", errNoNotes)
	}
}
