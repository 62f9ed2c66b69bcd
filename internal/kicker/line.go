package kicker

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/words"
)

// An atom is a letter or digit of the line, with its accents.
type atom struct {
	fold  string // in the form in which it is looked up
	exact string // in lower case
	class class
	gap   gap // before it
	at    int // byte offset in the line
	end   int
}

type class uint8

const (
	uncased class = iota // letters of alphabets without case
	small
	capital
	digit
)

// A gap is what separates two letters.
type gap uint8

const (
	gapNone  gap = iota
	gapInner     // a hyphen, an apostrophe: inside a label
	gapSpace     // a space, perhaps with other characters: inside a label or between two
	gapHard      // a comma, a slash, a bar, a bullet, a dash: between labels
)

// joint returns the string for the gap in the key of a label.
func (g gap) joint() string { return [...]string{"", " ", " ", "/"}[g] }

// atomise returns s in normal form C and its letters and digits. Marks that do not
// compose (Arabic vowel signs) belong to the preceding letter and are part of its
// exact form only. Invisible characters are ignored.
func atomise(s string) (line string, atoms []atom) {
	line = letters.NFC(strings.ToValidUTF8(s, " "))
	between := gapNone
	loose := false // whether the last character, spaces aside, was a hyphen after a space
	for at, r := range line {
		end := at + utf8.RuneLen(r)
		switch {
		case unicode.IsMark(r) && len(atoms) > 0:
			if last := &atoms[len(atoms)-1]; last.end == at {
				last.end = end
				last.exact += string(r)
			}
		case unicode.IsLetter(r) && !letters.Apostrophe(r), unicode.IsNumber(r): // Unicode classifies ʼ and ʹ as letters
			lower := unicode.ToLower(r)
			a := atom{exact: string(lower), gap: between, at: at, end: end}
			a.fold = words.Fold(a.exact)
			switch {
			case unicode.IsNumber(r):
				a.class = digit
			case lower != r:
				a.class = capital
			case unicode.ToUpper(r) != r:
				a.class = small
			}
			atoms = append(atoms, a)
			between, loose = gapNone, false
		case unicode.Is(unicode.Cf, r): // soft hyphens and direction marks are ignored
		case strings.ContainsRune(parting, r) || unicode.IsControl(r):
			between = gapHard
		case unicode.IsSpace(r):
			if loose {
				between = gapHard
			}
			between = max(between, gapSpace)
		default:
			loose = r == '-' && between == gapSpace
			between = max(between, gapInner)
		}
	}
	return line, atoms
}

// parting holds the characters that separate labels wherever they occur. A hyphen does so only
// between spaces.
const parting = ",;:/|\\•·‧∙●▪◦■>›»«<‹→–—―،؛"

// boundary reports whether any label, known or unknown, may begin at atom i. A known
// label may also begin right after another known one, without a boundary.
func (k *kicker) boundary(i int) bool {
	if i == 0 || i == len(k.atoms) {
		return true
	}
	before, a := k.atoms[i-1], k.atoms[i]
	switch a.gap {
	case gapHard:
		return true
	case gapInner:
		return false
	case gapSpace:
		// "Économie verte", "Mondial 2026" and "Afrique du Nord" are one label each.
		return !k.mixed || a.class != small && a.class != digit && !k.connected(i)
	}
	if (before.class == uncased) != (a.class == uncased) {
		return before.class != digit && a.class != digit // another script
	}
	if a.class != capital {
		return false
	}
	if before.class == small {
		return true
	}
	// After an acronym or a number: LNTUne and 2026Une, but not XXe, ONGs or 5G.
	word := k.atoms[i+1:]
	return len(word) >= 2 && word[0].class == small && word[0].gap == gapNone &&
		word[1].class == small && word[1].gap == gapNone
}

// connected reports whether the word that ends before atom i requires another one
// after it, as articles and prepositions do.
func (k *kicker) connected(i int) bool {
	start := i - 1
	for k.atoms[start].gap == gapNone && !k.stop[start] {
		start--
	}
	var word []byte
	for _, a := range k.atoms[start:i] {
		word = append(word, a.fold...)
	}
	return (words.French(word) | words.English(word)).Has(words.Joining)
}
