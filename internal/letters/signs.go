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

	// many are the words, in lower case, after which a currency without an amount is
	// in the plural.
	many string

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
		many: "les des ces mes tes ses nos vos leurs aux quelques plusieurs certains en de d " +
			"deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cent cents mille",
	}},
	{"en", Spelling{
		and: "and", plus: "plus", at: "at", percent: "percent", permille: "per thousand",
		degree: [2]string{"degree", "degrees"},
		euro:   [2]string{"euro", "euros"}, dollar: [2]string{"dollar", "dollars"},
		pound: [2]string{"pound", "pounds"}, yen: [2]string{"yen", "yen"},
		multiples: [4][2]string{{"thousand", "thousand"}, {"million", "million"}, {"billion", "billion"}, {"trillion", "trillion"}},
		thousands: "thousand", onlyOne: true,
		many: "in of these those some many few several two three four five six seven eight nine ten twelve twenty fifty hundred thousand",
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

// plainSign returns the symbol that has words and that sign is a form of (full-width,
// small or Arabic), or 0 if sign has no words.
func plainSign(sign rune) rune {
	switch sign {
	case '&', '＆', '﹠':
		return '&'
	case '@', '＠', '﹫':
		return '@'
	case '+', '＋', '﹢':
		return '+'
	case '%', '％', '﹪', '٪':
		return '%'
	case '‰', '؉':
		return '‰'
	case '°', 'º':
		return '°'
	case '$', '＄', '﹩':
		return '$'
	case '£', '￡':
		return '£'
	case '¥', '￥':
		return '¥'
	case '€':
		return '€'
	}
	return 0
}

// say writes the words for sign between the texts before and after. It returns the
// number of bytes of after that are written too, and reports whether sign has words
// there. If not, it only separates words.
func (w *fullWriter) say(dst []byte, sign rune, before, after string) (_ []byte, read int, ok bool) {
	if sign = plainSign(sign); sign == 0 {
		return dst, 0, false
	}
	p := w.options.Spelling
	if coin := p.currency(sign); coin != nil {
		return w.money(dst, coin, before, after)
	}
	said := p.say(sign, before, after)
	if said == "" {
		return dst, 0, false
	}
	number := ""
	if sign == '%' || sign == '‰' {
		number = w.share(before, after)
	}
	if number != "" {
		dst, read = w.number(dst, number), len(number)
		w.part()
	} else {
		w.partSign(before)
	}
	dst = w.spell(dst, said)
	w.part()
	return dst, read, true
}

// share returns the number after a percent sign that belongs to it, as Arabic and Turkish
// write it (٪50). It is right after the sign, which has no number before it and is
// not inside a word.
func (w *fullWriter) share(before, after string) string {
	if number, _ := amount(before[w.used:]); number != "" || endsWord(before) {
		return ""
	}
	number := numberAt(after)
	if beginsWord(after[len(number):]) {
		return ""
	}
	return number
}

// partSign ends the word before a symbol, unless the text before ends with an apostrophe
// that is glued: l’€ is leuro.
func (w *fullWriter) partSign(before string) {
	if r, _ := utf8.DecodeLastRuneInString(before); !w.options.Glue || !Apostrophe(r) {
		w.part()
	}
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
	case '%':
		return p.percent
	case '‰':
		return p.permille
	case '°':
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
