package presse

import (
	"iter"
	"slices"
	"strconv"
	"unicode/utf8"
	"unsafe"

	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/php"
	"github.com/presse-go/presse/internal/text"
	"github.com/presse-go/presse/internal/words"
)

// Slug returns the part of a URL that names a story, as the national French
// press writes it: Slugger{}.Slug.
func Slug(title string) string { return Slugger{}.Slug(title) }

// A Slugger makes slugs, the parts of URLs that name stories, from titles. The
// zero value writes what Le Monde, Le Figaro or franceinfo publish; a newspaper
// that leaves another system sets what its URLs already show, or lets
// [DetectSlugger] find it, so that no address breaks.
//
// In the press profile a title is HTML, its slug is that of the text that a
// reader sees, as [PlainText] gives it, and a slug is its own slug: published
// ones pass unchanged.
//
// Texts that are canonically equivalent (é in one code point or in two) have the
// same slug in both profiles. So have titles, unless an accent stands apart after
// the < > = & or ; of markup, with which it is another sign: the press profile
// then reads what a browser would.
//
// A Slugger is a plain value: copy it, share it between goroutines as long as
// Skip may be called by several.
type Slugger struct {
	Profile Profile
	Elision Elision // press profile only

	// MaxLen is the length in bytes that no slug exceeds, 0 for none. The cut
	// falls between words, within the first word only if it alone is longer,
	// and never inside a character.
	MaxLen int

	// Skip reports the words to leave out, as they stand in the slug. A slug
	// of skipped words only keeps them all. Nil leaves out none.
	Skip func(word string) bool

	Symbols Symbols // press profile only

	// Lang is the language of the title, a BCP 47 tag, in which
	// SymbolsSpelled spells: French when empty, Arabic and English.
	Lang string
}

// Profile is a family of rules.
type Profile uint8

const (
	// ProfilePress follows the national French press.
	ProfilePress Profile = iota

	// ProfileWordPress stores what WordPress 6.1 does on a French site (its
	// function sanitize_title, locale fr_FR), byte for byte: elisions glued,
	// letters that it does not know percent-encoded, 200 bytes at most before
	// signs are dropped.
	ProfileWordPress
)

// Elision says what becomes of an apostrophe: ' ’ ʼ ′ and what else is typed for
// it. Of 59,493 French headlines 37 % hold an elision.
type Elision uint8

const (
	ElisionHyphen Elision = iota // l’État: l-etat, as the national press
	ElisionGlue                  // l’État: letat, as most sites made with WordPress
	ElisionDrop                  // l’État: etat; aujourd’hui, no elision, is aujourd-hui
)

// Symbols says what becomes of the signs & + @ % ‰ ° € $ £ ¥.
type Symbols uint8

const (
	SymbolsDrop    Symbols = iota // they only part words: 5 % is 5
	SymbolsSpelled                // they are said in Lang: 5 % is 5-pour-cent; in R&D, n° and @lemonde they part words
)

// Slug returns the slug of title: the words of its text in lower case, joined by
// hyphens. Latin, Greek, Cyrillic and Tifinagh are written in ASCII; Arabic and
// other scripts keep their letters, in normal form C and without tashkeel.
//
// It is empty when the title holds no letter and no digit of any script;
// [Slugger.Unique] has a slug for such titles too.
func (s Slugger) Slug(title string) string {
	var buf [512]byte
	return string(s.Append(buf[:0], title))
}

// Append appends the slug of title to dst. In the press profile, and without
// Skip, it does not allocate when dst has room, save for titles with markup that
// are longer than 512 bytes, or in which letters of scripts that are not romanised
// come apart from their marks.
func (s Slugger) Append(dst []byte, title string) []byte {
	start := len(dst)
	if s.Profile == ProfileWordPress {
		dst = php.AppendSanitizedTitle(dst, title)
	} else {
		dst = s.appendPress(dst, title)
	}
	if s.Skip != nil {
		dst = skip(dst, start, s.Skip)
	}
	if s.MaxLen > 0 && len(dst)-start > s.MaxLen {
		dst = cut(dst, start, s.MaxLen)
	}
	return dst
}

func (s Slugger) appendPress(dst []byte, title string) []byte {
	w := letters.Words{Separator: '-', PlainOnly: true}
	switch s.Elision {
	case ElisionGlue:
		w.Glue = true
	case ElisionDrop:
		w.Elided = words.ElidedWords()
	}
	if s.Symbols == SymbolsSpelled {
		w.Spelling = letters.SpellingFor(words.Language(s.Lang))
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

// skip takes the words to leave out of dst[start:], unless nothing would stay.
func skip(dst []byte, start int, leaveOut func(string) bool) []byte {
	slug := string(dst[start:])
	kept := dst[:start]
	for from := 0; from < len(slug); {
		to := from
		for to < len(slug) && slug[to] != '-' {
			to++
		}
		if word := slug[from:to]; !leaveOut(word) {
			if len(kept) > start {
				kept = append(kept, '-')
			}
			kept = append(kept, word...)
		}
		from = to + 1
	}
	if len(kept) == start {
		return append(kept, slug...)
	}
	return kept
}

// cut shortens dst[start:], which is longer than limit, to whole words or, if
// the first word alone is longer, to whole characters.
func cut(dst []byte, start, limit int) []byte {
	for i := start + limit; i > start; i-- {
		if dst[i] == '-' {
			return dst[:i]
		}
	}
	end := start
	for {
		n := characterLen(dst[end:])
		if end+n > start+limit {
			return dst[:end]
		}
		end += n
	}
}

// characterLen returns the length of the character that b begins with, which
// may be percent-encoded as WordPress does: %c3%a9.
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

// untitled is what Unique makes of a title without letters or digits.
const untitled = "sans-titre"

// Unique returns the slug of title or, when that is taken, the first of slug-2,
// slug-3 … that is free; the number counts in MaxLen. A title without letters
// or digits gives sans-titre.
//
// Taken says which slugs are not free: those of other stories, former ones that
// still redirect, and reserved words (admin, feed …). It must answer the same
// for the same slug throughout. Unique gives up after a million tries, or when
// MaxLen leaves no room for a number, and returns an empty string.
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
		base := slug
		if limit > 0 && len(base)+len(suffix) > limit {
			if len(suffix) >= limit {
				return ""
			}
			base = cut(base, 0, limit-len(suffix))
		}
		if numbered := string(base) + suffix; !taken(numbered) {
			return numbered
		}
	}
	return ""
}

// IsSlug reports whether s is a slug of the press profile: exactly when
// Slug(s) == s and s is not empty.
func IsSlug(s string) bool {
	if s == "" {
		return false
	}
	var buf [512]byte
	return string(Slugger{}.Append(buf[:0], s)) == s
}

// Fold returns s with its letters folded to ASCII: “Cœur d’été, ﬁnance” gives
// “Coeur d'ete, finance”. Case, spacing and punctuation stay, the latter in
// its ASCII likeness; letters of other alphabets stay too, without accents if
// they are Greek or Cyrillic. The result is in normal form C, invalid UTF-8 is
// left out, and canonically equivalent texts fold alike.
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

// AppendFold appends [Fold] of s to dst.
func AppendFold(dst []byte, s string) []byte { return letters.AppendFold(dst, s) }

// SearchKey returns the words of s as slugs write them, joined by one space: by
// it, “L’État” and “l'etat” are the same name. It reads plain text, not HTML.
func SearchKey(s string) string {
	var buf [512]byte
	key, _ := letters.AppendWords(buf[:0], s, &letters.Words{Separator: ' '})
	return string(key)
}

// FrenchStopWord reports whether a word of a slug is one of the grammatical
// words of French: articles, prepositions, pronouns, conjunctions, and the
// commonest forms of être and avoir. It is made for the Skip of a [Slugger].
func FrenchStopWord(word string) bool { return words.French(word).Has(words.Stop) }

// Fit says how well a [Slugger] explains the slugs of a site.
type Fit struct {
	Pairs      int      // how many there were
	Reproduced int      // how many of them the slugger reproduces to the byte
	Skipped    []string // the words that its Skip leaves out, in order
}

// DetectSlugger finds the slugger that reproduces the URLs of a site from pairs
// of headline and slug: profile, elision, length, words left out. Some fifty
// pairs are enough to tell the profile, a thousand to find the words. Slugs that
// editors wrote by hand do no harm while they are the fewer.
//
// It holds all pairs in memory. No pairs give the zero Slugger.
func DetectSlugger(pairs iter.Seq2[string, string]) (Slugger, Fit) {
	var titles, slugs []string
	for title, slug := range pairs {
		titles = append(titles, title)
		slugs = append(slugs, slug)
	}
	// Where several do equally well the first is taken: WordPress, which
	// differs from the glued press profile in signs only, comes last.
	best, fit := fitted(Slugger{}, titles, slugs)
	for _, s := range []Slugger{{Elision: ElisionGlue}, {Elision: ElisionDrop}, {Profile: ProfileWordPress}} {
		if other, otherFit := fitted(s, titles, slugs); otherFit.Reproduced > fit.Reproduced {
			best, fit = other, otherFit
		}
	}
	return best, fit
}

// fitted gives s the Skip and the MaxLen with which it explains slugs best.
func fitted(s Slugger, titles, slugs []string) (Slugger, Fit) {
	full := make([]string, len(titles))
	for i, title := range titles {
		full[i] = s.Slug(title)
	}
	fit := Fit{Pairs: len(titles), Skipped: letters.SkippedWords(full, slugs)}
	if len(fit.Skipped) > 0 {
		words := slices.Clone(fit.Skipped)
		s.Skip = func(word string) bool {
			_, found := slices.BinarySearch(words, word)
			return found
		}
		for i, slug := range full {
			full[i] = string(skip([]byte(slug), 0, s.Skip))
		}
	}
	s.MaxLen = letters.LengthLimit(full, slugs)
	for i, title := range titles {
		if s.Slug(title) == slugs[i] {
			fit.Reproduced++
		}
	}
	return s, fit
}
