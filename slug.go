package presse

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/presse-go/presse/internal/arabic"
	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/php"
	"github.com/presse-go/presse/internal/record"
	"github.com/presse-go/presse/internal/text"
	"github.com/presse-go/presse/internal/words"
)

// Slug returns the slug of a title, the part of a URL that names a story, as the
// French national press writes it: it is Slugger{}.Slug.
func Slug(title string) string { return Slugger{}.Slug(title) }

// A Slugger makes slugs, the parts of URLs that name stories, from titles. The zero
// value writes what Le Monde, Le Figaro and franceinfo publish. A newspaper that
// moves here from another system sets what its URLs already look like, or has
// [DetectSlugger] find it, so that no address breaks.
//
// Except in the WordPress profile, a title is HTML, and its slug is made from the text
// that a reader sees, as [PlainText] returns it. A slug is its own slug, so that
// published slugs pass unchanged, unless CutWords has left part of a word that is a word
// of Skip, or the title of a WordPress slug has octets (%c3) or invalid UTF-8, which
// WordPress decodes anew each time.
//
// Canonically equivalent titles (é as one code point or as two) have the same slug
// in all profiles. The one exception is a combining mark that follows one of the
// characters < > = & ; of markup and forms another character with it: the press
// profile then reads what a browser would.
//
// A Slugger is plain data, and is safe for concurrent use as long as nobody changes
// Skip.
type Slugger struct {
	Profile Profile `json:"profile,omitzero"`
	Elision Elision `json:"elision,omitzero"` // press profile only, and not in English

	// MaxLen is the maximum length of a slug in bytes; 0 or less means no limit. A
	// slug is cut between words, or inside the first word if that alone is longer,
	// and never inside a character. The cut leaves no hyphen at the end.
	MaxLen int `json:"max_len,omitzero"`

	// CutWords lets MaxLen cut a slug inside any word, not only inside the first.
	CutWords bool `json:"cut_words,omitzero"`

	// KeepCase keeps the capitals of the title: La-pluie-revient-a-Fes.
	KeepCase bool `json:"keep_case,omitzero"`

	// KeepRuns writes a hyphen for each hyphen, dash, apostrophe, full stop, colon and
	// slash of the title and for each group of spaces, rather than one for all that
	// separate two words: “FUS : retour en D1” is fus---retour-en-d1. Quotation marks, brackets, commas and
	// ? ! ; have none. Full stops, colons and dashes at the end of the title are kept
	// too. In the WordPress profile only hyphens, full stops and groups of spaces count,
	// since WordPress drops the rest.
	KeepRuns bool `json:"keep_runs,omitzero"`

	// Skip lists the words to leave out, as they appear in a slug: without accents or
	// apostrophes and, unless KeepCase is set, in lower case. With KeepCase, La and la
	// are different words. With KeepRuns, a word is left out with the hyphens that
	// follow it. A slug that consists only of such words keeps them. See
	// FrenchStopWords and PathautoWords.
	Skip []string `json:"skip,omitzero"`

	Symbols Symbols `json:"symbols,omitzero"` // not in the WordPress profile

	// Lang is the language of the title. In German ä, ö and ü are ae, oe and ue; in
	// Danish and Norwegian å and ø are aa and oe; in English apostrophes separate
	// nothing: Rabat’s is rabats. SymbolsSpelled writes symbols in French, Arabic,
	// English or German: in French if Lang is empty or another language.
	Lang Lang `json:"lang,omitzero"`
}

// Profile is a family of rules. Its text form is "press", "wordpress" or "pathauto".
type Profile uint8

const (
	// ProfilePress follows the French national press.
	ProfilePress Profile = iota

	// ProfileWordPress makes the slug that WordPress 7.1 stores on a French site (its
	// function sanitize_title, locale fr_FR), byte for byte: elided words are glued to
	// the next, letters it does not know are percent-encoded, and the title is cut at
	// 200 bytes before symbols are dropped. With Lang, it has the rules of a German
	// (de_DE), Danish, Catalan, Serbian or Bosnian site. Older versions differ in a few
	// characters: 6.8 and before encode U+2011 (no-break hyphen), 6.2 and before Ə and ǝ.
	ProfileWordPress

	// ProfilePathauto follows Drupal's module Pathauto: elided words are glued to the
	// next, and punctuation other than hyphens is dropped without separating words, so
	// that fes.ma is fesma. Pathauto also leaves out PathautoWords and cuts at 100
	// bytes unless it is told otherwise: set Skip and MaxLen. A site that has Pathauto
	// replace punctuation has the slugs of the press profile with ElisionGlue.
	ProfilePathauto
)

// Elision is what becomes of an apostrophe: ' ’ ʼ ′ and other characters typed for
// one. Its text form is "hyphen", "glue" or "drop".
type Elision uint8

const (
	ElisionHyphen Elision = iota // l’État: l-etat, as in the national press
	ElisionGlue                  // l’État: letat, as on most WordPress sites
	ElisionDrop                  // l’État: etat; aujourd’hui, which is not an elision: aujourd-hui
)

// Symbols is what becomes of the symbols & + @ % ‰ ° € $ £ ¥, and of their full-width and
// Arabic forms (％, ٪). Its text form is "drop" or "spelled".
type Symbols uint8

const (
	SymbolsDrop Symbols = iota // they separate words, as punctuation does: 5 % is 5

	// They are written out in Lang, after their number: 5 % and %5 are 5-pour-cent, 3 M€
	// is 3-millions-d-euros. A currency without a number is in the singular (le-dollar),
	// or in the plural after words such as les and en (en-euros). In R&D, n°, Ke$ha and
	// @lemonde, symbols separate words.
	SymbolsSpelled
)

var (
	profileWords = []string{"press", "wordpress", "pathauto"}
	elisionWords = []string{"hyphen", "glue", "drop"}
	symbolsWords = []string{"drop", "spelled"}
)

// String returns the text form of p.
func (p Profile) String() string { return record.Word(profileWords, p) }

// MarshalText returns the text form of p; an unknown profile is an *Error.
func (p Profile) MarshalText() ([]byte, error) { return marshalWord("profile", profileWords, p) }

// UnmarshalText reads the text form of a profile.
func (p *Profile) UnmarshalText(b []byte) error { return scanWord("profile", profileWords, p, b) }

// String returns the text form of e.
func (e Elision) String() string { return record.Word(elisionWords, e) }

// MarshalText returns the text form of e; an unknown elision is an *Error.
func (e Elision) MarshalText() ([]byte, error) { return marshalWord("elision", elisionWords, e) }

// UnmarshalText reads the text form of an elision.
func (e *Elision) UnmarshalText(b []byte) error { return scanWord("elision", elisionWords, e, b) }

// String returns the text form of y.
func (y Symbols) String() string { return record.Word(symbolsWords, y) }

// MarshalText returns the text form of y; an unknown value is an *Error.
func (y Symbols) MarshalText() ([]byte, error) { return marshalWord("symbols", symbolsWords, y) }

// UnmarshalText reads the text form of Symbols.
func (y *Symbols) UnmarshalText(b []byte) error { return scanWord("symbols", symbolsWords, y, b) }

// Slug returns the slug of title: the words of its text in lower case, joined by
// hyphens. Latin, Greek, Cyrillic and Tifinagh are written in ASCII; Arabic and
// other scripts keep their letters, in Unicode normal form C and without tashkeel
// (vowel marks).
//
// The slug is empty if the title has no letter and no digit of any script;
// [Slugger.Unique] returns a slug for such titles too.
func (s Slugger) Slug(title string) string {
	var buf [512]byte
	return string(s.Append(buf[:0], title))
}

// Append appends the slug of title to dst. Without Skip, it does not allocate if dst has
// room, except for titles that contain markup and are longer than 512 bytes, for
// decomposed letters of scripts that are not romanized, and, in the WordPress profile,
// for any title with markup, character references, encoded octets (%c3) or decomposed
// letters.
func (s Slugger) Append(dst []byte, title string) []byte {
	start := len(dst)
	if s.Profile == ProfileWordPress {
		dst = php.Title{Lang: s.language(), KeepCase: s.KeepCase, KeepRuns: s.KeepRuns}.Append(dst, title)
	} else {
		dst = s.appendPress(dst, title)
	}
	if len(s.Skip) > 0 {
		dst = skip(dst, start, s.Skip)
	}
	if s.MaxLen > 0 && len(dst)-start > s.MaxLen {
		dst = s.cut(dst, start, s.MaxLen)
	}
	return dst
}

// language returns the primary language of titles, or "" if s.Lang is empty.
func (s Slugger) language() string {
	if s.Lang == "" {
		return ""
	}
	return words.Language(string(s.Lang))
}

func (s Slugger) appendPress(dst []byte, title string) []byte {
	w := letters.Words{Separator: '-', PlainOnly: true, KeepCase: s.KeepCase, KeepRuns: s.KeepRuns}
	lang := s.language()
	w.Letters = letters.LettersFor(lang)
	switch {
	case s.Profile == ProfilePathauto:
		w.Glue, w.Close = true, true
	case s.Elision == ElisionGlue, letters.Glues(lang):
		w.Glue = true
	case s.Elision == ElisionDrop:
		w.Elided = words.Elisions()
	}
	if s.Symbols == SymbolsSpelled {
		w.Spelling = letters.SpellingFor(lang)
	}
	dst, plain := letters.AppendWords(dst, title, &w)
	if !plain {
		var buf [512]byte
		text := text.Append(buf[:0], title)
		w.PlainOnly = false
		dst, _ = letters.AppendWords(dst, unsafe.String(unsafe.SliceData(text), len(text)), &w)
	}
	return dst
}

// skip removes words from the slug dst[start:], each with the hyphens that follow it,
// unless nothing or only numbers would remain. They do not name a story, and what Unique
// returns would not be its own slug.
func skip(dst []byte, start int, leaveOut []string) []byte {
	slug := string(dst[start:])
	kept := dst[:start]
	end := start // of the last word kept
	for from := 0; from < len(slug); {
		to := from
		for to < len(slug) && slug[to] != '-' {
			to++
		}
		next := to
		for next < len(slug) && slug[next] == '-' {
			next++
		}
		if word := slug[from:to]; !slices.Contains(leaveOut, word) {
			kept = append(kept, slug[from:next]...)
			end = len(kept)
			if next < len(slug) {
				end -= next - to
			}
		}
		from = next
	}
	if strings.Trim(string(kept[start:end]), "-0123456789") == "" {
		return append(dst[:start], slug...)
	}
	return kept[:end]
}

// cut shortens dst[start:], which is longer than limit: between words or, if s cuts
// words or the first word alone is longer, at the end of a character. It leaves no
// hyphen at the end.
func (s Slugger) cut(dst []byte, start, limit int) []byte {
	end := start + limit
	if !s.CutWords {
		for end > start && dst[end] != '-' {
			end--
		}
	}
	if s.CutWords || end == start {
		end = start
		for {
			n := characterLen(dst[end:])
			if end+n > start+limit {
				break
			}
			end += n
		}
	}
	for end > start && dst[end-1] == '-' {
		end--
	}
	return dst[:end]
}

// characterLen returns the length of the first character of b, which may be
// percent-encoded as WordPress does it: %c3%a9.
func characterLen(b []byte) int {
	if b[0] != '%' || len(b) < 3 {
		_, n := utf8.DecodeRune(b)
		return n
	}
	switch b[1] {
	case 'c', 'd':
		return len("%c3%a9")
	case 'e':
		return len("%e2%82%ac")
	case 'f':
		return len("%f0%9f%8c%8d")
	}
	return len("%41")
}

// untitled is the slug of a title without letters or digits.
const untitled = "sans-titre"

// Unique returns the slug of title or, if that is taken, the first of slug-2,
// slug-3 … that is not; MaxLen includes the number. The slug of a title without
// letters or digits is sans-titre.
//
// Taken reports which slugs are in use: those of other stories, former ones that
// still redirect, and reserved words (admin, feed …). It must be consistent during
// the call. If taken is nil, every slug is free. Unique returns an empty string
// after a million attempts, or if MaxLen leaves no room for a letter and a number.
func (s Slugger) Unique(title string, taken func(slug string) bool) string {
	const tries = 1_000_000
	limit := s.MaxLen
	if s.Profile == ProfileWordPress && (limit <= 0 || limit > php.MaxTitle) {
		limit = php.MaxTitle
	}
	slug := s.Append(nil, title)
	if len(slug) == 0 {
		slug = s.Append(nil, untitled)
	}
	if taken == nil || !taken(string(slug)) {
		return string(slug)
	}
	for n := 2; n < tries; n++ {
		suffix := "-" + strconv.Itoa(n)
		if slices.Contains(s.Skip, suffix[1:]) {
			continue
		}
		base := slug
		if limit > 0 && len(base)+len(suffix) > limit {
			if len(suffix) >= limit {
				return ""
			}
			if base = s.cut(base, 0, limit-len(suffix)); len(base) == 0 {
				return ""
			}
		}
		if numbered := string(base) + suffix; !taken(numbered) {
			return numbered
		}
	}
	return ""
}

// IsSlug reports whether s is a slug of the press profile, that is, not empty and
// equal to Slug(s).
func IsSlug(s string) bool {
	if s == "" {
		return false
	}
	var buf [512]byte
	return string(Slugger{}.Append(buf[:0], s)) == s
}

// Fold returns s with its letters folded to ASCII: “Cœur d’été, ﬁnance” becomes
// “Coeur d'ete, finance”. Case and spacing are kept; punctuation becomes its closest
// ASCII equivalent. Letters of other alphabets are kept, without accents if they are
// Greek or Cyrillic. The result is in Unicode normal form C; invalid UTF-8 is
// removed; canonically equivalent texts fold to the same result.
func Fold(s string) string {
	var buf [512]byte
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			if folded := letters.AppendFold(buf[:0], s); string(folded) != s {
				return string(folded)
			}
			break
		}
	}
	return s
}

// AppendFold appends Fold(s) to dst.
func AppendFold(dst []byte, s string) []byte { return letters.AppendFold(dst, s) }

// SearchKey returns the words of Fold(s) as slugs write them, separated by single
// spaces. Names that differ only in case, accents and apostrophes have the same key
// (“L’État” and “l'etat”), and so do Arabic names that differ only in vowel marks, a
// hamza on or below a letter, alef maqsura or ta marbuta (“إسرائيل” and “اسراييل”): the
// letters of the light10 stemmer (Larkey, Ballesteros and Connell, 2002), those of other
// keyboards and those for g, p and v besides. A key is for comparison, not for display.
// SearchKey reads plain text, not HTML.
func SearchKey(s string) string {
	var folded, buf [512]byte
	plain := letters.AppendFold(folded[:0], s)
	key, _ := letters.AppendWords(buf[:0], unsafe.String(unsafe.SliceData(plain), len(plain)), &letters.Words{Separator: ' '})
	return string(arabic.Plain(key))
}

// FrenchStopWords returns the grammatical words of French that may be left out of a
// slug, for [Slugger.Skip]: articles, prepositions, pronouns, conjunctions, and
// some forms of être and avoir. The slice is new, sorted, and the caller's.
func FrenchStopWords() []string { return words.Stops() }

// PathautoWords returns the words that Drupal's module Pathauto leaves out of
// addresses unless it is told otherwise, for [Slugger.Skip]. They are English: a, is,
// on, with … The slice is new, sorted, and the caller's.
func PathautoWords() []string { return words.Pathauto() }
