package presse

import (
	"iter"
	"strings"
	"time"

	"github.com/presse-go/presse/internal/php"
	"github.com/presse-go/presse/internal/text"
)

// PlainText returns the text of HTML as a reader of the page sees it, a blank
// line between paragraphs. Blocks break and inline elements do not: 1<sup>er</sup>
// is 1er. A br is a line break, the cells of a row are set apart by tabs, other
// white space is one space, no-break spaces are kept. Character references are
// decoded once. Left out: scripts, styles, templates, SVG, form choices,
// captions of figures, what stands in players and frames for browsers without
// them, and elements hidden by attribute or by their own style.
//
// The result is text: it must be escaped before it goes into HTML again.
func PlainText(in string) string {
	return string(text.Append(make([]byte, 0, 4<<10), in))
}

// Excerpt returns the first words of HTML on one line, words as [WordCount]
// counts them. A longer text is cut after a word that can end a line, never an
// article, an elided word or a comma, and given an ellipsis: "… notamment d’art
// plastique…". The empty string when words is not positive.
func Excerpt(in string, words int) string { return text.ExcerptHTML(in, words) }

// ExcerptWordPress returns what wp_trim_words of WordPress 6 returns, byte for
// byte: the first words between ASCII white space, then more when any are left
// out. It strips tags as PHP does and decodes no character reference.
func ExcerptWordPress(in string, words int, more string) string {
	return php.TrimWords(in, words, more)
}

// WordCount returns the number of words in the text of HTML as a newsroom
// counts them: l’eau and peut-être are one word, « : » is none, and so is 10 000
// one, whatever space groups its digits.
func WordCount(in string) int {
	arabic, other := text.CountHTML(in)
	return arabic + other
}

// ReadingTime returns how long the text of HTML takes to read, unrounded:
// Arabic script at [SpeedArabic] and all else at [SpeedFrench]. For another
// speed, see [Speed.Time].
func ReadingTime(in string) time.Duration {
	return readingTime(text.CountHTML(in))
}

func readingTime(arabic, other int) time.Duration {
	return SpeedArabic.Time(arabic) + SpeedFrench.Time(other)
}

// Text is plain text with paragraphs set apart by blank lines, as [PlainText]
// gives it. Whoever wants more than one thing of an article's body reads the
// HTML once, and asks the Text:
//
//	t := presse.Text(presse.PlainText(body))
type Text string

// WordCount is the function [WordCount] for text that is no HTML.
func (t Text) WordCount() int {
	arabic, other := text.Count([]byte(t))
	return arabic + other
}

// ReadingTime is the function [ReadingTime] for text that is no HTML.
func (t Text) ReadingTime() time.Duration { return readingTime(text.Count([]byte(t))) }

// Excerpt is the function [Excerpt] for text that is no HTML.
func (t Text) Excerpt(words int) string { return text.Excerpt([]byte(t), words) }

// Paragraphs gives the paragraphs, headings, list items and rows of tables, one
// by one. None is empty.
func (t Text) Paragraphs() iter.Seq[string] {
	return func(yield func(string) bool) {
		for p := range strings.SplitSeq(string(t), "\n\n") {
			if p != "" && !yield(p) {
				return
			}
		}
	}
}

// Sentences gives the sentences one by one, as French, Arabic and English print
// them: it is not deceived by M., Dr and J.-C., by decimals and ellipses, and
// does not split what guillemets hold. None is empty, and none goes beyond its
// paragraph.
func (t Text) Sentences() iter.Seq[string] { return text.Sentences(string(t)) }

// Speed is a reading speed in words a minute.
type Speed int

// Speeds of silent reading of non-fiction by adults, from M. Brysbaert, How many
// words do we read per minute? (2019).
const (
	SpeedFrench  Speed = 214
	SpeedArabic  Speed = 181
	SpeedEnglish Speed = 236
)

// Time returns how long so many words take to read; zero at no positive speed.
func (s Speed) Time(words int) time.Duration {
	if s <= 0 {
		return 0
	}
	return time.Duration(words) * time.Minute / time.Duration(s)
}
