package letters

import "unicode/utf8"

// A Spelling holds the words for the symbols of a headline in one language. Pairs
// are the singular and the plural; spaces separate words, and an apostrophe follows
// an elided one.
type Spelling struct {
	and, plus, at, percent, permille string

	degree, euro, dollar, pound, yen [2]string

	// multiples are the words for a thousand, a million, a billion and a trillion.
	multiples [4][2]string

	// thousands is the word for k€ without a number.
	thousands string

	// of reports whether a multiple, except for a thousand after a number, and a
	// currency are joined by de: 3 millions d’euros.
	of bool

	// onlyOne reports whether only 1 is singular (0 degrees, 1.5 euros). In French
	// the plural begins at two (0 degré, 1,5 euro).
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
		multiples: [4][2]string{{"mille", "mille"}, {"million", "millions"}, {"milliard", "milliards"}, {"billion", "billions"}},
		thousands: "milliers", of: true,
	}},
	{"en", Spelling{
		and: "and", plus: "plus", at: "at", percent: "percent", permille: "per thousand",
		degree: [2]string{"degree", "degrees"},
		euro:   [2]string{"euro", "euros"}, dollar: [2]string{"dollar", "dollars"},
		pound: [2]string{"pound", "pounds"}, yen: [2]string{"yen", "yen"},
		multiples: [4][2]string{{"thousand", "thousand"}, {"million", "million"}, {"billion", "billion"}, {"trillion", "trillion"}},
		thousands: "thousand", onlyOne: true,
	}},
	{"ar", Spelling{
		and: "و", plus: "زائد", at: "آت", percent: "في المئة", permille: "في الألف",
		degree: [2]string{"درجة", "درجة"},
		euro:   [2]string{"يورو", "يورو"}, dollar: [2]string{"دولار", "دولار"},
		pound: [2]string{"جنيه", "جنيه"}, yen: [2]string{"ين", "ين"},
		multiples: [4][2]string{{"ألف", "ألف"}, {"مليون", "مليون"}, {"مليار", "مليار"}, {"تريليون", "تريليون"}},
		thousands: "آلاف",
	}},
	{"de", Spelling{
		and: "und", plus: "plus", at: "at", percent: "prozent", permille: "promille",
		degree: [2]string{"grad", "grad"},
		euro:   [2]string{"euro", "euro"}, dollar: [2]string{"dollar", "dollar"},
		pound: [2]string{"pfund", "pfund"}, yen: [2]string{"yen", "yen"},
		multiples: [4][2]string{{"tausend", "tausend"}, {"million", "millionen"}, {"milliarde", "milliarden"}, {"billion", "billionen"}},
		thousands: "tausend", onlyOne: true,
	}},
}

// SpellingFor returns the spelling for lang, which is "fr", "en", "ar" or "de". For
// any other language it returns the French one.
func SpellingFor(lang string) *Spelling {
	for i := range spellings {
		if lang == spellings[i].lang {
			return &spellings[i].Spelling
		}
	}
	return &spellings[0].Spelling
}

// say writes the words for sign between the texts before and after. It returns the
// number of bytes of after that are written too, and reports whether sign has words
// there. If not, it only separates words.
func (w *fullWriter) say(dst []byte, sign rune, before, after string) (_ []byte, read int, ok bool) {
	p := w.options.Spelling
	if coin := p.currency(sign); coin != nil {
		return w.money(dst, coin, before, after)
	}
	said := p.say(sign, before, after)
	if said == "" {
		return dst, 0, false
	}
	w.part()
	dst = w.spell(dst, said)
	w.part()
	return dst, 0, true
}

// say returns the words for a sign that is not a currency, or "" if it only separates
// words between the texts before and after.
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
		number, grouped := amount(before)
		if number == "" {
			return "" // n° 3
		}
		return p.form(p.degree, number, grouped)
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
