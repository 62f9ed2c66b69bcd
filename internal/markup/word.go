package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/html"
)

// wordItem returns the item that the current p begins, if Word wrote it for an item of a
// list, and arranges for its marker to be skipped. Word names the list and level in the
// style, "mso-list:l0 level1 lfo1", and marks the marker with "mso-list:Ignore". In its
// filtered HTML, only a class and the marker are left.
func (n *normaliser) wordItem(s *style) (it item, ok bool) {
	if n.tag.Element != html.P {
		return it, false
	}
	fields := strings.Fields(s.list)
	switch {
	case len(fields) >= 2 && strings.HasPrefix(fields[1], "level"):
		it.id = strings.Join(append(fields[:1:1], fields[2:]...), " ")
		it.level = int(fields[1][len(fields[1])-1] - '0')
		if len(fields[1]) != len("level1") || it.level < 1 || it.level > maxLevel {
			return it, false
		}
	case s.list == "" && strings.Contains(n.tag.value(atClass), "MsoListParagraph"):
		it.level = 1
	default:
		return it, false
	}
	text, start, end, found := n.marker(it.id == "")
	if !found {
		if it.id == "" {
			return it, false
		}
		it.list, it.kind, _ = n.wordList(fields[0], fields[1])
		return it, true
	}
	it.list, it.kind, it.number = n.readMarker(text, &it, fields)
	if it.list == html.Other {
		return it, false
	}
	n.markerStart, n.markerEnd = start, end
	return it, true
}

// marker looks for the marker at the beginning of the current p, which only tags and
// comments may precede, and returns its text and position. If bare, the marker is a text
// followed by an element with only no-break spaces.
func (n *normaliser) marker(bare bool) (text string, start, end int, ok bool) {
	const limit = 4_000 // longer than any marker with its tags
	in := n.in[:min(len(n.in), n.tag.End+limit)]
	var t html.Tag
	for i := n.tag.End; i < len(in); i = t.End {
		if in[i] != '<' {
			next := strings.IndexByte(in[i:], '<')
			if next < 0 {
				return "", 0, 0, false
			}
			if run := in[i : i+next]; strings.Trim(run, " \t\r\n\f") != "" {
				if !bare {
					return "", 0, 0, false
				}
				end, ok := padding(in, i+next)
				return trimMarker(run), i, end, ok
			}
			i += next
		}
		ignored := false
		t.Read(in, i, func(a html.Attr) {
			if strings.EqualFold(a.Name, "style") && strings.Contains(a.Value, "gnore") {
				ignored = readStyle(a.Value).list == "ignore"
			}
		})
		switch {
		case t.Kind == html.NoTag, t.Open, t.Element.Has(html.Block), t.Element.Has(html.Tabular), t.Element.Has(html.Void), t.Hides():
			return "", 0, 0, false
		case ignored:
			text, end, ok := textOf(in, &t)
			return trimMarker(text), i, end, ok
		}
	}
	return "", 0, 0, false
}

// padding returns the index after the element at in[i:] if it contains only no-break
// spaces.
func padding(in string, i int) (end int, ok bool) {
	var t html.Tag
	if t.Read(in, i, nil); t.Kind != html.StartTag || t.Element != html.Span || t.Open {
		return 0, false
	}
	text, end, ok := textOf(in, &t)
	return end, ok && text != "" && trimMarker(text) == ""
}

// textOf returns the text in the inline element that t begins, and the index after its end
// tag. It returns false if the element contains anything but text and inline elements.
func textOf(in string, t *html.Tag) (text string, end int, ok bool) {
	var b strings.Builder
	depth := 1
	for i := t.End; ; {
		next := strings.IndexByte(in[i:], '<')
		if next < 0 {
			return "", 0, false
		}
		b.WriteString(in[i : i+next])
		var inner html.Tag
		inner.Read(in, i+next, nil)
		i = inner.End
		switch {
		case inner.Open, inner.Kind == html.NoTag, inner.Element.Has(html.Block), inner.Element.Has(html.Tabular), inner.Hides():
			return "", 0, false
		case inner.Element != t.Element || !strings.EqualFold(inner.Name, t.Name):
		case inner.Kind == html.StartTag:
			depth++
		case inner.Kind == html.EndTag:
			if depth--; depth == 0 {
				return b.String(), i, true
			}
		}
	}
}

// trimMarker returns the characters of a marker, without the space around it.
func trimMarker(raw string) string {
	return strings.TrimFunc(html.Unescape(raw), func(c rune) bool { return unicode.IsSpace(c) || unicode.Is(unicode.Cf, c) })
}

// readMarker returns the list that an item with the marker text is in, its type and its
// number; or html.Other if the text says more than a list can, such as "1.2." or "Art. 3".
func (n *normaliser) readMarker(text string, it *item, fields []string) (list html.Element, kind string, number int) {
	core := strings.TrimRight(strings.TrimLeft(text, "(["), ".)]°º-–/:")
	delimited := core != text
	switch {
	case text == "":
		if len(fields) >= 2 {
			return n.wordList(fields[0], fields[1])
		}
		return html.Ul, "", 0
	case core == "": // "-", "–"
		return html.Ul, "", 0
	case onlyDigits(core) && len(core) <= 5:
		for i := range len(core) {
			number = 10*number + int(core[i]-'0')
		}
		return html.Ol, "", number
	case delimited && onlyLetters(core):
		kind, number = n.letters(core, it, fields)
		if number > 0 {
			return html.Ol, kind, number
		}
		return html.Other, "", 0
	case utf8.RuneCountInString(text) == 1 && !strings.ContainsFunc(text, func(c rune) bool { return c > 0xFF && unicode.IsLetter(c) }):
		return html.Ul, "", 0 // "·", "o" in Courier, "§" in Wingdings
	}
	return html.Other, "", 0
}

func onlyLetters(s string) bool {
	for i := range len(s) {
		if !html.IsLetter(s[i]) {
			return false
		}
	}
	return s != "" && len(s) <= 8
}

// letters returns the type and number of a marker in letters. "c." is a letter and "ii." is
// a Roman numeral; "i." is one if it begins a list or follows one.
func (n *normaliser) letters(core string, it *item, fields []string) (kind string, number int) {
	lower := strings.ToLower(core)
	alpha, roman := "a", "i"
	switch {
	case core == strings.ToUpper(core):
		alpha, roman = "A", "I"
	case core != lower:
		return "", 0
	}
	letter, numeral := 0, romanNumber(lower)
	if strings.Trim(lower, lower[:1]) == "" && len(lower) <= 2 {
		letter = int(lower[0]-'a'+1) + 26*(len(lower)-1)
	}
	if len(fields) >= 2 {
		if _, known, _ := n.wordList(fields[0], fields[1]); known == alpha && letter > 0 {
			return alpha, letter
		} else if known == roman && numeral > 0 {
			return roman, numeral
		}
	}
	if numeral > 99 {
		numeral = 0 // a letter
	}
	for i := len(n.stack) - 1; i >= 0; i-- { // the list that the item goes on with
		if at := &n.stack[i]; at.level == it.level && at.id == it.id {
			switch {
			case at.kind == alpha && letter == at.next:
				return alpha, letter
			case at.kind == roman && numeral > 0:
				return roman, numeral
			}
			break
		}
	}
	if numeral > 0 && (numeral == 1 || len(lower) > 1 && letter == 0) || letter == 0 {
		return roman, numeral
	}
	return alpha, letter
}

// romanNumber returns the value of a Roman numeral in lower case, or 0 if it is not one.
func romanNumber(s string) (number int) {
	const digits = "ivxlcdm"
	values := [...]int{1, 5, 10, 50, 100, 500, 1000}
	last := 0
	for i := len(s) - 1; i >= 0; i-- {
		d := strings.IndexByte(digits, s[i])
		if d < 0 {
			return 0
		}
		if values[d] < last {
			number -= values[d]
		} else {
			number += values[d]
			last = values[d]
		}
	}
	return number
}

// wordList returns what Word's style sheet says of a level of a list, "@list l0:level1",
// of which a bullet and a decimal number are the defaults in the two cases that there is
// no definition and that it has no format.
func (n *normaliser) wordList(list, level string) (e html.Element, kind string, number int) {
	if n.wordLists == nil {
		n.wordLists = make(map[string]string)
		for rest := n.in; ; {
			_, after, found := strings.Cut(rest, "@list ")
			if !found {
				break
			}
			rest = after
			name, body, found := strings.Cut(after[:min(len(after), 1000)], "{")
			if !found || len(name) > 40 {
				continue
			}
			body, _, _ = strings.Cut(body, "}")
			format := "decimal"
			for property, value := range html.Declarations(body) {
				if property == "mso-level-number-format" {
					format = value
				}
			}
			n.wordLists[strings.TrimSpace(name)] = format
		}
	}
	format, known := n.wordLists[list+":"+level]
	switch {
	case !known, format == "bullet", format == "image", format == "none":
		return html.Ul, "", 0
	case format == "alpha-lower":
		return html.Ol, "a", 0
	case format == "alpha-upper":
		return html.Ol, "A", 0
	case format == "roman-lower":
		return html.Ol, "i", 0
	case format == "roman-upper":
		return html.Ol, "I", 0
	}
	return html.Ol, "", 0
}

// skipMarker skips the marker of a list item of Word.
func (n *normaliser) skipMarker() {
	const why = "the marker of a list item"
	n.pos = n.markerEnd
	if n.log != nil {
		n.log.gone = append(n.log.gone, span{n.markerStart, n.markerEnd, why})
		var t html.Tag
		for i := n.markerStart; i < n.markerEnd; i++ {
			if n.in[i] != '<' {
				continue
			}
			if t.Read(n.in, i, nil); t.Kind == html.StartTag {
				n.removed("element", (&tag{Tag: t}).label(), why, i)
			}
			i = t.End - 1
		}
	}
	n.markerEnd = 0
}
