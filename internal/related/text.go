package related

import (
	"strings"

	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/text"
	"github.com/presse-go/presse/internal/typography"
)

// Text returns the text of the body s, HTML or plain text, whose words may relate its
// article to others: its visible text without asides, lines that point to other articles,
// addresses and shortcodes.
func Text(s string) string { return new(reader).body(s) }

// body is [Text].
func (r *reader) body(s string) string {
	if html.Markup(s) {
		r.plain = text.AppendStory(r.plain[:0], s)
		s = string(r.plain)
	}
	return typography.WithoutCode(r.withoutPointers(s))
}

// line returns the visible text of a headline or a deck without addresses and shortcodes.
func (r *reader) line(s string) string {
	if html.Markup(s) {
		r.plain = text.Append(r.plain[:0], s)
		s = string(r.plain)
	}
	return typography.WithoutCode(s)
}

// withoutPointers returns s without the lines that point to other articles. It returns s
// itself if there are none, as in most articles.
func (r *reader) withoutPointers(s string) string {
	kept := -1 // length of the text before the first pointer, or -1 if there was none
	for from := 0; from < len(s); {
		end := len(s)
		if n := strings.IndexByte(s[from:], '\n'); n >= 0 {
			end = from + n + 1
		}
		switch pointer := text.IsPointer(s[from:end]); {
		case pointer && kept < 0:
			kept = from
			r.plain = append(r.plain[:0], s[:from]...)
			fallthrough
		case pointer:
			r.plain = append(r.plain, '\n') // keeps the paragraphs around it apart
		case kept >= 0:
			r.plain = append(r.plain, s[from:end]...)
		}
		from = end
	}
	if kept < 0 {
		return s
	}
	return string(r.plain)
}
