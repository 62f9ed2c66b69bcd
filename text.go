package presse

import (
	"iter"
	"strings"
	"time"

	"github.com/presse-go/presse/internal/php"
	"github.com/presse-go/presse/internal/text"
)

// PlainText returns the text of HTML as a reader of the page sees it, with a blank line
// between paragraphs. Block elements start a new paragraph; inline elements do not:
// 1<sup>er</sup> is 1er. A br is a line break and the cells of a row are separated by
// tabs; other white space becomes one space, and no-break spaces are kept. Character
// references are decoded once. It leaves out scripts, styles, templates, SVG, the
// options of forms, the captions of figures, the fallback content of players and
// frames, and elements hidden by an attribute or by their own style. Markers of lists and
// settings that Word leaves in a pasted text are shown by browsers, and so they are part of
// it; the sanitizer removes them.
//
// The result is text: it must be escaped before it is put into HTML again. Like the
// output of [Sanitizer.HTML], it has no control characters that XML does not allow.
func PlainText(in string) string {
	return string(text.Append(make([]byte, 0, 4<<10), in))
}

// Excerpt returns the first words of HTML on one line, where a word is what [WordCount]
// counts. A longer text is cut after a word that can end a line (never an article, an
// elided word or a comma; small words of French, Arabic and English count) and gets an
// ellipsis: "… notamment d’art plastique…". Headings, tables and buttons are left out if
// there is other text, and the marks of footnotes always. The excerpt is empty if words
// is zero or negative.
func Excerpt(in string, words int) string { return text.ExcerptHTML(in, words) }

// prose returns what excerpts of HTML are made from.
func prose(in string) string { return string(text.Prose(in)) }

// ExcerptWordPress returns what wp_trim_words of WordPress 6 returns, byte for byte: the
// first words between ASCII white space, followed by more if any are left out. It strips
// tags as PHP does and does not decode character references.
func ExcerptWordPress(in string, words int, more string) string {
	return php.TrimWords(in, words, more)
}

// WordCount returns the number of words in the text of HTML as a newsroom counts them:
// l’eau and peut-être are one word each, « : » is none, and 10 000 is one, whichever
// space separates its digits.
func WordCount(in string) int {
	arabic, other := text.CountHTML(in)
	return arabic + other
}

// ReadingTime returns how long an adult takes to read the text of HTML silently, not
// rounded: words in Arabic script at 181 a minute and all others at 214, the speeds for
// non-fiction in Arabic and French in M. Brysbaert, “How many words do we read per
// minute?” (Journal of Memory and Language, 2019).
func ReadingTime(in string) time.Duration {
	return readingTime(text.CountHTML(in))
}

func readingTime(arabic, other int) time.Duration {
	return time.Duration(arabic)*time.Minute/181 + time.Duration(other)*time.Minute/214
}

// Text is plain text with blank lines between paragraphs, as [PlainText] returns it.
// To get several things from the body of an article, read the HTML once and use the
// methods of Text:
//
//	t := presse.Text(presse.PlainText(body))
type Text string

// WordCount is like the function [WordCount], for plain text.
func (t Text) WordCount() int {
	arabic, other := text.Count([]byte(t))
	return arabic + other
}

// ReadingTime is like the function [ReadingTime], for plain text.
func (t Text) ReadingTime() time.Duration { return readingTime(text.Count([]byte(t))) }

// Excerpt is like the function [Excerpt], for plain text, in which headings, tables and
// footnotes cannot be told from paragraphs.
func (t Text) Excerpt(words int) string { return text.Excerpt([]byte(t), words) }

// Paragraphs yields the paragraphs, headings, list items and table rows. None of them
// is empty.
func (t Text) Paragraphs() iter.Seq[string] {
	return func(yield func(string) bool) {
		for p := range strings.SplitSeq(string(t), "\n\n") {
			if p != "" && !yield(p) {
				return
			}
		}
	}
}

// Sentences yields the sentences, as French, Arabic and English print them. It knows
// that abbreviations (M., Dr, J.-C.), decimals and ellipses do not end a sentence, and
// does not split what guillemets enclose. No sentence is empty, and none spans two
// paragraphs.
func (t Text) Sentences() iter.Seq[string] { return text.Sentences(string(t)) }
