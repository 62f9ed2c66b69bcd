package text

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/arabic"
	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/letters"
)

// AppendStory is like [Append], but leaves out what is on the page without telling the
// story: navigation, asides, boxes of related articles, buttons, text for screen readers
// only, the marks of footnotes and paragraphs that consist of links. Headings and tables
// are part of the story. If nothing else is left, AppendStory appends the whole
// text. The place of the mark of a footnote holds a control character.
func AppendStory(dst []byte, in string) []byte {
	start := len(dst)
	rd := NewReader(in)
	rd.notes = &notes{story: true}
	for more := true; more; {
		end := len(dst)
		if end > start {
			dst = append(dst, "\n\n"...)
		}
		if dst, more = rd.AppendParagraph(dst); !more || rd.notes.aside || rd.notes.linked && !rd.notes.unlinked {
			dst = dst[:end]
		}
	}
	if len(dst) == start {
		return Append(dst, in)
	}
	return valid(dst, start)
}

// run records that text is in the current paragraph while the elements of open are open.
func (n *notes) run(open *html.Open, text []byte) {
	switch {
	case open.Has(html.A):
		n.linked = true
	case !n.unlinked:
		n.unlinked = bytes.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	}
}

// isBox reports whether a class is that of a box that is no part of the story.
func isBox(class string) bool {
	return strings.Contains(class, "lire-aussi") || strings.Contains(class, "voir-aussi") ||
		class == "related" || strings.HasPrefix(class, "related-") || strings.Contains(class, "-related") || strings.Contains(class, "relatedposts")
}

// isForScreenReaders reports whether a class hides its element from everybody else: those
// of WordPress and Bootstrap.
func isForScreenReaders(class string) bool {
	return class == "screen-reader-text" || class == "sr-only" || class == "visually-hidden"
}

// A pointer is the beginning of a line that points to other articles, without accents.
type pointer struct {
	label string
	sure  bool // a headline may follow without a colon
}

// pointers has a label before those that it begins with.
var pointers = [...]pointer{
	{"a lire aussi", true}, {"a lire egalement", true}, {"a voir aussi", true}, {"a voir egalement", true}, {"a ecouter aussi", true},
	{"lire aussi", true}, {"lire egalement", true}, {"lire la suite sur", true}, {"lire la suite", true}, {"voir egalement", true}, {"voir aussi", true},
	{"a lire sur le sujet", true}, {"a relire", true}, {"re)lire", true}, {"relire", false}, {"article reserve a nos abonnes", true},
	{"a lire", false}, {"a voir", false}, {"a ecouter", false}, {"lire", false}, {"en savoir plus", false}, {"pour en savoir plus", false},
	{"pour aller plus loin", false}, {"sur le meme sujet", false}, {"sur le meme theme", false}, {"dans le meme dossier", false},
	{"article lie", false}, {"articles lies", false}, {"notre dossier", false}, {"nos articles", false},
	{"read more", true}, {"read also", true}, {"also read", true}, {"see also", false}, {"more on this story", false},
	{"related articles", false}, {"related stories", false}, {"related topics", false}, {"related", false},
	{"اقرا ايضا", true}, {"اقرا المزيد", true}, {"اقرا كذلك", true}, {"شاهد ايضا", true}, {"طالع ايضا", true}, {"انظر ايضا", true},
	{"مواضيع ذات صله", false}, {"موضوع ذو صله", false}, {"اخبار ذات صله", false}, {"مقالات ذات صله", false}, {"للمزيد", false}, {"رابط الخبر", true},
}

// IsPointer reports whether a line of text says no more than where to find another article:
// "À lire aussi : Le tramway reviendra". A label that is part of a sentence does not make
// it one: "Sur le même sujet, le maire se tait".
func IsPointer(line string) bool {
	const longest = 400 // bytes of a label and a few headlines
	if len(line) > longest {
		return false
	}
	start := strings.IndexFunc(line, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	if start < 0 || !mayPoint(line[start:]) {
		return false
	}
	line = line[start:]
	const head = 80 // bytes that hold any label and what follows it
	var buf [2 * head]byte
	cut := min(len(line), head)
	for cut < len(line) && !utf8.RuneStart(line[cut]) {
		cut--
	}
	folded := arabic.Plain(letters.AppendFold(buf[:0], line[:cut]))
	for i := range pointers {
		p := &pointers[i]
		if beginsWith(folded, p.label) && p.ends(string(folded[len(p.label):])) {
			return true
		}
	}
	return false
}

// beginsWith reports whether folded begins with a label, in any case.
func beginsWith(folded []byte, label string) bool {
	if len(folded) < len(label) {
		return false
	}
	for i := range len(label) {
		c := folded[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != label[i] {
			return false
		}
	}
	return true
}

// mayPoint reports whether s begins with the first two letters of a label.
func mayPoint(s string) bool {
	if len(s) < 2 {
		return false
	}
	switch string([]byte{s[0] | 0x20, s[1] | 0x20}) {
	case "a ", "li", "vo", "en", "po", "su", "da", "ar", "no", "re", "al", "se", "mo":
		return true
	}
	const grave = 0xCC                                                                                            // the first byte of a combining accent
	return s[0]|0x20 == 'a' && s[1] == grave || s[0] == 0xC3 && s[1]|0x20 == 0xA0 || s[0] >= 0xD8 && s[0] <= 0xDB // À, Arabic
}

// ends reports whether rest, the folded text after the label of p, is none or begins with
// what separates a label from a headline.
func (p *pointer) ends(rest string) bool {
	trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
	r, _ := utf8.DecodeRuneInString(trimmed)
	switch {
	case trimmed == "", strings.ContainsRune(":>→»|]", r), p.sure && strings.HasPrefix(rest, ". "):
		return true
	case !p.sure || len(trimmed) == len(rest):
		return false
	}
	return strings.ContainsRune("–—-«“\"…", r) || unicode.IsUpper(r) || unicode.IsDigit(r) || arabic.Is(r) && unicode.IsLetter(r)
}
