package kicker

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/html"
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
	gapSlash     // a slash without spaces: inside a label or between two
	gapDash      // a dash, or a hyphen between spaces: between two labels, rarely inside one
	gapHard      // a comma, a slash with spaces, a bar, a bullet: between labels
)

// joint returns the string for the gap in the key of a label.
func (g gap) joint() string { return [...]string{"", " ", " ", "/", "/", "/"}[g] }

// atomise returns s in normal form C and its letters and digits. Marks that do not
// compose (Arabic vowel signs) belong to the preceding letter and are part of its
// exact form only. Invisible characters are ignored. Feeds escape "&" twice, so
// character references are decoded.
func atomise(s string) (line string, atoms []atom) {
	line = letters.NFC(strings.ToValidUTF8(html.Unescape(s), " "))
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
		case r == '/' && between == gapNone:
			between = gapSlash
		case strings.ContainsRune(dashes, r):
			between = max(between, gapDash)
		case strings.ContainsRune(parting, r) || unicode.IsControl(r):
			between = gapHard
		case unicode.IsSpace(r):
			if loose {
				between = max(between, gapDash)
			}
			if between == gapSlash {
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

// parting and dashes are the characters that separate labels wherever they occur. A
// hyphen does so only between spaces, and a slash without spaces only before a capital.
const (
	parting = ",;:/|\\•·‧∙●▪◦■>›»«<‹→،؛"
	dashes  = "–—―"
)

// boundary reports whether any label, known or unknown, may begin at atom i. A known
// label may also begin right after another known one, without a boundary.
func (k *kicker) boundary(i int) bool {
	if i == 0 || i == len(k.atoms) {
		return true
	}
	before, a := k.atoms[i-1], k.atoms[i]
	switch a.gap {
	case gapHard, gapDash:
		return true
	case gapInner:
		return false
	case gapSlash:
		// "Accords mets/vins" and "24/7" are one label each.
		return (!k.mixed || a.class != small) && (before.class != digit || a.class != digit)
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
		// Not in iPhone: no label is a single lower-case letter.
		return i > 1 && before.gap == gapNone
	}
	// After an acronym or a number: LNTUne and 2026Une, but not XXe, ONGs or 5G.
	word := k.atoms[i+1:]
	if len(word) == 0 || word[0].class != small || word[0].gap != gapNone {
		return false
	}
	if len(word) == 1 || word[1].gap != gapNone {
		return words.French(append([]byte(a.fold), word[0].fold...)) != 0 // TVCe soir
	}
	return word[1].class == small
}

// protect determines what separates the labels of the line, and so where unknown labels
// may begin and end: see Split.
func (k *kicker) protect() {
	n := len(k.atoms)
	var joints []int // positions where a known label begins or ends, both at boundaries
	inside := make([]bool, n+1)
	for i, a := range k.atoms {
		number := false // ends or begins here, next to a letter with case
		if i > 0 && a.gap == gapNone {
			before := k.atoms[i-1].class
			number = before == small && a.class == digit || before == digit && a.class == capital
		}
		if !k.stop[i] && !number {
			continue
		}
		k.known(i, n, func(j int, _ entry) {
			if !k.stop[j] {
				return
			}
			k.stop[i] = true // Culture6 nations, Formule 1NBA
			joints = append(joints, i, j)
			for at := i + 1; at < j; at++ {
				inside[at] = true
			}
		})
	}
	gapAt := func(i int) gap {
		if i == 0 || i == n {
			return gapHard
		}
		return k.atoms[i].gap
	}
	// Separators next to known labels show more than others.
	strongest, glued := gapNone, false
	for _, i := range joints {
		if i > 0 && i < n && !inside[i] {
			strongest = max(strongest, gapAt(i))
			glued = glued || gapAt(i) == gapNone
		}
	}
	if strongest < gapSlash && !glued {
		for i := 1; i < n; i++ {
			if k.stop[i] && !inside[i] {
				strongest = max(strongest, gapAt(i))
			}
		}
	}

	if strongest == gapSlash && !glued {
		for i := 1; i < n; i++ {
			k.stop[i] = k.stop[i] || gapAt(i) == gapSlash // before a small letter too
		}
	}
	k.ends = slices.Clone(k.stop)
	for i := range k.ends {
		switch g := gapAt(i); {
		case strongest == gapHard || strongest >= gapSlash && !glued:
			k.ends[i] = k.stop[i] && (g == strongest || g == gapHard)
		case glued:
			k.ends[i] = k.stop[i] && (g == gapNone || g == gapHard)
		}
	}
}

// variants returns the label with other words in the singular or plural, and with "&"
// for "et" or the reverse.
func variants(label string) []string {
	texts := []string{label}
	for _, pair := range [][2]string{{"&", "et"}, {"et", "&"}} {
		if other := strings.ReplaceAll(label, " "+pair[0]+" ", " "+pair[1]+" "); other != label {
			texts = append(texts, other)
		}
	}
	for _, text := range texts {
		fields := strings.Fields(text)
		if len(fields) > 4 {
			continue
		}
		// Every combination of numbers.
		list := []string{""}
		for _, word := range fields {
			other := otherNumber(word)
			var next []string
			for _, begun := range list {
				next = append(next, begun+" "+word)
				if other != "" {
					next = append(next, begun+" "+other)
				}
			}
			list = next
		}
		texts = append(texts, list...)
	}
	slices.Sort(texts)
	texts = slices.Compact(texts)
	return slices.DeleteFunc(texts, func(text string) bool { return strings.TrimSpace(text) == label })
}

// otherNumber returns the plural of a word, or the singular of a plural, or "" for a
// small word or one without either.
func otherNumber(word string) string {
	lower := strings.ToLower(word)
	if folded := []byte(words.Fold(lower)); len(folded) < 3 || (words.French(folded) | words.English(folded)).Has(words.Joining) {
		return ""
	}
	cut := func(n int, ending string) string { return word[:len(word)-n] + ending }
	switch {
	case strings.HasSuffix(lower, "aux"):
		return cut(len("ux"), "l")
	case strings.HasSuffix(lower, "al"):
		return cut(len("l"), "ux")
	case strings.HasSuffix(lower, "s"), strings.HasSuffix(lower, "eux"):
		return cut(len("s"), "")
	case strings.HasSuffix(lower, "eau"), strings.HasSuffix(lower, "eu"):
		return word + "x"
	case strings.HasSuffix(lower, "x"), strings.HasSuffix(lower, "z"):
		return ""
	}
	return word + "s"
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
