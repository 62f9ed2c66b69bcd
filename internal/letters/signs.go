package letters

import (
	"strings"
	"unicode/utf8"
)

// A Spelling holds the words for the symbols of a headline in one language. Pairs
// are the singular and the plural; spaces separate words.
type Spelling struct {
	and, plus, at, percent, permille string

	degree, euro, dollar, pound, yen [2]string

	// onlyOne says that only 1 is singular (0 degrees, 1.5 euros). In French the
	// plural begins at two (0 degré, 1,5 euro).
	onlyOne bool
}

var spellings = [...]struct {
	lang string
	Spelling
}{
	{"fr", Spelling{
		and: "et", plus: "plus", at: "arobase", percent: "pour cent", permille: "pour mille",
		degree: [2]string{"degre", "degres"},
		euro:   [2]string{"euro", "euros"}, dollar: [2]string{"dollar", "dollars"},
		pound: [2]string{"livre", "livres"}, yen: [2]string{"yen", "yens"},
	}},
	{"en", Spelling{
		and: "and", plus: "plus", at: "at", percent: "percent", permille: "per thousand",
		degree: [2]string{"degree", "degrees"},
		euro:   [2]string{"euro", "euros"}, dollar: [2]string{"dollar", "dollars"},
		pound: [2]string{"pound", "pounds"}, yen: [2]string{"yen", "yen"},
		onlyOne: true,
	}},
	{"ar", Spelling{
		and: "و", plus: "زائد", at: "آت", percent: "في المئة", permille: "في الألف",
		degree: [2]string{"درجة", "درجة"},
		euro:   [2]string{"يورو", "يورو"}, dollar: [2]string{"دولار", "دولار"},
		pound: [2]string{"جنيه", "جنيه"}, yen: [2]string{"ين", "ين"},
	}},
}

// SpellingFor returns the spelling for lang, which is "fr", "en" or "ar". For any
// other language it returns the French one.
func SpellingFor(lang string) *Spelling {
	for i := range spellings {
		if lang == spellings[i].lang {
			return &spellings[i].Spelling
		}
	}
	return &spellings[0].Spelling
}

// say returns the words for sign between the texts before and after, or "" if it
// only separates words there.
func (p *Spelling) say(sign rune, before, after string) string {
	switch sign {
	case '&':
		if endsWord(before) && beginsWord(after) {
			return "" // R&D, AT&T
		}
		return p.and
	case '@':
		if endsWord(before) && beginsWord(after) {
			return p.at
		}
		return "" // @lemonde
	case '+':
		return p.plus
	case '%', '٪':
		return p.percent
	case '‰':
		return p.permille
	case '°', 'º':
		if number, _ := amount(before); number == "" {
			return "" // n° 3
		}
		return p.count(p.degree, before, "")
	case '€':
		return p.count(p.euro, before, after)
	case '$':
		return p.count(p.dollar, before, after)
	case '£':
		return p.count(p.pound, before, after)
	case '¥':
		return p.count(p.yen, before, after)
	}
	return ""
}

func endsWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return isWordRune(r)
}

// isWordRune reports whether r contributes anything to a slug.
func isWordRune(r rune) bool {
	switch c := lookup(r); c & kindMask {
	case 0, kindLetter, kindMark, kindCombining:
		return c != 0
	case kindIgnored, kindApostrophe:
		return false
	default:
		return texts[c&^kindText].slugged() > " "
	}
}

func beginsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isWordRune(r)
}

// count chooses between singular and plural by the number next to the symbol:
// the one before it (1 €) or, if there is none, the one right after it ($1).
func (p *Spelling) count(forms [2]string, before, after string) string {
	number, grouped := amount(before)
	if number == "" {
		number = after[:numberLen(after)]
	}
	whole, fraction := number, ""
	if i := strings.LastIndexAny(number, ",."); i >= 0 {
		whole, fraction = number[:i], number[i+1:]
	}
	one := !grouped && (whole == "1" && (fraction == "" || !p.onlyOne) || whole == "0" && !p.onlyOne)
	if one {
		return forms[0]
	}
	return forms[1]
}

// spaces are the spaces used between a number and its symbol, or between groups
// of digits.
const spaces = " \u00a0\u2009\u202f"

// amount returns the number at the end of s, ignoring trailing spaces, and reports
// whether another group of digits precedes it (1 000 001).
func amount(s string) (number string, grouped bool) {
	s = strings.TrimRight(s, spaces)
	digits := strings.TrimRight(s, "0123456789,.")
	rest := strings.TrimRight(digits, spaces)
	grouped = rest != "" && rest[len(rest)-1] >= '0' && rest[len(rest)-1] <= '9'
	return s[len(digits):], grouped
}

func numberLen(s string) int {
	return len(s) - len(strings.TrimLeft(s, "0123456789,."))
}

// say writes the words for sign, if it has any between the texts before and after,
// and returns how many bytes of them and of after they stand for, plus one.
func (w *writer) say(dst []byte, sign rune, before, after string) ([]byte, int) {
	said := w.options.Spelling.say(sign, before, after)
	if said == "" {
		return dst, 0
	}
	w.part()
	dst = w.text(dst, said)
	w.part()
	return dst, 1
}
