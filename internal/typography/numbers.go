package typography

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/words"
)

// number handles the number at s[i], with the spaces between its groups of digits and before
// its unit. It returns where the number ends.
func (t *setter) number(s string, i int) int {
	end := endOfNumber(s, i)
	t.afterNumero(s, i)
	if r := runeBefore(s, i); isLetter(r) || r == '_' {
		return end // A320, COP21
	}
	if grouped := t.groups(s, i, end); grouped > end {
		end = endOfNumber(s, grouped)
	}
	t.beforeUnit(s, i, end)
	return end
}

// endOfNumber returns where the digits at s[i] end, with , and . between digits.
func endOfNumber(s string, i int) int {
	for digitAt(s, i) || i < len(s) && (s[i] == ',' || s[i] == '.') && digitAt(s, i+1) && digitAt(s, i-1) {
		i++
	}
	return i
}

// groups sets the spaces of a number of at least two groups: one to three digits, then
// three each. It returns where the last group ends, or 0. It changes nothing if more digits
// surround the groups, which are then a list or a telephone number, or if the groups may be
// two numbers.
func (t *setter) groups(s string, i, end int) int {
	for j := i; j < end; j++ {
		if !digitAt(s, j) {
			return 0
		}
	}
	if end-i > 3 || end-i > 1 && s[i] == '0' {
		return 0
	}
	last := end
	for next := nextGroup(s, last); next > 0; next = nextGroup(s, last) {
		last = next
	}
	if last == end {
		return 0
	}
	before := beforeSpaces(s, i)
	if before < i && isDigit(runeBefore(s, before)) || isPeriod(runeBefore(s, i)) || runeBefore(s, i) == ',' {
		return last
	}
	if after := afterSpaces(s, last); after > last && digitAt(s, after) {
		return last
	}
	if second := nextGroup(s, end); s[second-3] != '0' && endsInNumber(s, i, end) || second < last && runeBefore(s, i) == '+' {
		return last // a name with a number, or +212 522 200 300
	}
	for at := end; at < last; at = nextGroup(s, at) {
		t.edit(s, at, afterSpaces(s, at), t.Style.number, InNumber)
	}
	return last
}

// endsInNumber reports whether the digits s[i:j] may belong to the word before them, so that
// the next group is another number: Peugeot 208 100 ch, Covid-19 300, samedi 14 300 personnes,
// à 18 h 30 200 personnes. A word with a capital is such a name unless it is a common word, as
// at the beginning of a sentence. A group that begins with 0 is not a number, and is not asked
// about.
func endsInNumber(s string, i, j int) bool {
	end := beforeSpaces(s, i)
	if end == i {
		return strings.HasSuffix(s[:i], "-") && isLetter(runeBefore(s, i-1))
	}
	const longest = 40
	start, capital := end, false
	for start > 0 && end-start < longest {
		r, n := utf8.DecodeLastRuneInString(s[:start])
		if !isLetter(r) {
			break
		}
		capital = capital || isUpper(r)
		start -= n
	}
	var buf [longest + utf8.UTFMax]byte
	lower := buf[:0]
	for _, r := range s[start:end] {
		lower = utf8.AppendRune(lower, unicode.ToLower(r))
	}
	switch word := string(lower); word {
	case "h", "min", "mn", "m":
		if j-i == 2 && isDigit(runeBefore(s, beforeSpaces(s, start))) {
			return true
		}
	case "le":
		return j-i == 2 && s[i:j] <= "31" // a date
	case "numéro", "page", "chapitre", "article", "saison", "épisode", "tome", "classe", "série", "groupe", "ligne", "chaîne",
		"départementale", "nationale", "catégorie", "version", "étape", "formule":
		return true
	default:
		if _, ok := words.FrenchCalendar.Weekday(word); ok {
			return j-i <= 2
		}
	}
	if !capital {
		return false
	}
	// A letter is part of a name: Classe A.
	return len(lower) == 1 || words.French(lower) == 0 && !isAmount(lower)
}

// isAmount reports whether a word that is not one of [words.French] is common before a
// number. The number of a company in France has groups of three digits.
func isAmount(word []byte) bool {
	switch string(word) {
	case "quelque", "quelques", "environ", "seul", "seuls", "seule", "seules", "seulement", "certains", "certaines", "presque", "près",
		"devant", "contre", "jusqu", "soit", "moins", "outre", "comptez", "total", "siren", "siret":
		return true
	}
	return false
}

// nextGroup returns where the group of exactly three digits that follows s[i] after a space
// ends, or 0.
func nextGroup(s string, i int) int {
	start := afterSpaces(s, i)
	if start == i || !digitAt(s, start) || !digitAt(s, start+1) || !digitAt(s, start+2) || digitAt(s, start+3) {
		return 0
	}
	return start + 3
}

// beforeUnit sets the space between the number s[i:end] and its unit, and that between
// hours and minutes.
func (t *setter) beforeUnit(s string, i, end int) {
	start := afterSpaces(s, end)
	after := endOfUnit(s, start)
	if after == start {
		return
	}
	unit := s[start:after]
	if t.ofTwoWords(s, end, start, after) || start > end && t.hours(s, i, end, start, after) {
		return
	}
	rate := after < len(s) && s[after] == '/'
	known := isUnit(unit) && !isName(s[i:end], s, after, unit) && !isWordAfterYear(s[i:end], s, after, unit) || rate && isRate(unit) ||
		unit == "fr" && runeAt(s, after) == '.'
	if start > end && known {
		t.edit(s, end, start, t.unit, BeforeUnit)
	}
	sub := 0
	switch {
	case unit == "h" && end-i <= 2, unit == "min", unit == "mn":
		sub = subunit(s, after, '5') // 18 h 30
	case unit == "m" && end-i <= 2:
		sub = subunit(s, after, '9') // 1 m 80
	}
	if sub > 0 {
		t.edit(s, after, sub, t.unit, BeforeUnit)
	}
}

// ofTwoWords sets the spaces of a unit of two words, whose first is s[start:after]: 10 Mds €,
// 5 M $, 10 000 F CFA. It reports whether there is one.
func (t *setter) ofTwoWords(s string, end, start, after int) bool {
	second := afterSpaces(s, after)
	if second == after || second >= len(s) {
		return false
	}
	known := false
	last := s[second:endOfUnit(s, second)]
	switch s[start:after] {
	case "M", "Md", "Mds", "Mrd", "Mrds", "md", "mds", "G":
		switch last {
		case "€", "$", "£", "EUR", "USD", "DH", "Dh", "dh", "DHS", "Dhs", "dhs", "DT", "DA", "FCFA", "F":
			known = true
		}
	case "F":
		known = last == "CFA" || last == "CFP"
	}
	if !known {
		return false
	}
	if start > end {
		t.edit(s, end, start, t.unit, BeforeUnit)
	}
	t.edit(s, after, second, t.unit, BeforeUnit)
	if last == "F" {
		t.ofTwoWords(s, second, second, second+len(last)) // 3 Mds F CFA
	}
	return true
}

// hours sets the spaces of a time whose h is a capital or has no space after it: 18 H 30,
// 18 h30. It reports whether there is one.
func (t *setter) hours(s string, i, end, start, after int) bool {
	unit := s[start:after]
	if end-i > 2 || unit[0]|0x20 != 'h' {
		return false
	}
	minutes := 0
	if unit == "H" {
		minutes = subunit(s, after, '5')
	}
	if minutes == 0 && (len(unit) != 3 || !digitAt(unit, 1) || unit[1] > '5' || !digitAt(unit, 2)) {
		return false
	}
	t.edit(s, end, start, t.unit, BeforeUnit)
	if minutes > 0 {
		t.edit(s, after, minutes, t.unit, BeforeUnit)
	}
	return true
}

// subunit returns the index of the two digits that follow a space at s[i] and are minutes,
// seconds or centimetres, or 0. The first digit is at most most.
func subunit(s string, i int, most byte) int {
	start := afterSpaces(s, i)
	if start == i || !digitAt(s, start) || !digitAt(s, start+1) || s[start] > most {
		return 0
	}
	end := start + 2
	if endOfNumber(s, start) != end || isLetter(runeAt(s, end)) || nextGroup(s, end) != 0 {
		return 0
	}
	return start
}

// isYear reports whether a number is more likely a year than a quantity.
func isYear(number string) bool {
	return len(number) == 4 && (number[:2] == "19" || number[:2] == "20") && number[2:] != "00" && number[2] != '.' && number[2] != ','
}

// isWordAfterYear reports whether a unit of one letter is more likely a word whose
// apostrophe was lost: "En 2026 s ouvre".
func isWordAfterYear(number, s string, after int, unit string) bool {
	if !isYear(number) {
		return false
	}
	switch unit {
	case "l", "s", "t", "j", "m":
		next := afterSpaces(s, after)
		return next > after && isLetter(runeAt(s, next))
	}
	return false
}

// isName reports whether a unit with a capital is more likely the first word of a name, or
// an initial: in 2012 Mo Farah.
func isName(number, s string, after int, unit string) bool {
	if len(unit) > 2 || !isUpper(runeAt(unit, 0)) || unit[len(unit)-1] == '$' || unit == "DH" || unit == "DT" || unit == "DA" || unit == "Md" {
		return false
	}
	if isYear(number) {
		return true
	}
	next := afterSpaces(s, after)
	return next > after && isUpper(runeAt(s, next)) || len(unit) == 1 && isPeriod(runeAt(s, after))
}

// isRate reports whether a word is a unit before a slash only: 3 000 tr/min, 7 j/7.
func isRate(word string) bool { return word == "tr" || word == "j" }

// endOfUnit returns where the word or sign at s[i] ends that may be a unit.
func endOfUnit(s string, i int) int {
	const longest = 12
	end := i
	for end < len(s) && end-i <= longest {
		r, n := rune(s[end]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[end:])
		}
		switch {
		case isLetter(r), isDigit(r) && end > i:
		case r == '%', r == '‰', r == '°', r == '€', r == '$', r == '£', r == '¥', r == '¢', r == '²', r == '³', r == 'º':
		case r == '/' && end > i && (isLetter(runeAt(s, end+n)) || digitAt(s, end+n)):
			return endOfRate(s, i, end)
		case r == '\'', r == '’', r == '-', r == '_', r == '@', r == '‑':
			if end > i && isLetter(runeBefore(s, end)) {
				return i // m’a, t-shirts
			}
			return end
		default:
			return end
		}
		end += n
	}
	if end-i > longest {
		return i
	}
	return end
}

// endOfRate returns where the first unit of a rate ends: km/h, €/mois, j/7.
func endOfRate(s string, i, slash int) int {
	if isUnit(s[i:slash]) || isRate(s[i:slash]) {
		return slash
	}
	return i
}

// isUnit reports whether a symbol is a unit of measure, of time, of information or of money,
// a percent sign, or an abbreviated million or milliard of money. A symbol that is also a
// word or a name (A, a, bar, C, cd, J, K, N, T) is not one here. The symbols that papers
// print against the standard are: Km, Ha, Dhs, mds.
//
// Sources: Bureau international des poids et mesures, Le Système international d'unités
// (9th edition), tables 2 to 8; the Lexique, s. v. Unités de mesure, Monnaies; ISO 4217 for
// the currencies of French-speaking countries.
func isUnit(unit string) bool {
	switch unit {
	case "%", "‰", "°", "°C", "°F", "ºC":
	case "m", "km", "hm", "dam", "dm", "cm", "mm", "µm", "μm", "nm", "Km", "KM":
	case "m2", "m²", "km2", "km²", "dm2", "dm²", "cm2", "cm²", "mm2", "mm²", "ha", "Ha", "m3", "m³", "km3", "km³", "Mm3", "Mm³", "dm3", "dm³", "cm3", "cm³", "mm3", "mm³":
	case "l", "L", "hl", "hL", "dl", "dL", "cl", "cL", "ml", "mL", "µl", "µL":
	case "g", "kg", "Kg", "KG", "mg", "µg", "μg", "t", "kt", "Mt", "Gt", "tep", "Mtep":
	case "h", "min", "mn", "s", "ms", "µs", "ns":
	case "W", "kW", "KW", "MW", "GW", "TW", "mW", "Wh", "kWh", "KWh", "MWh", "GWh", "TWh", "kWc", "MWc", "GWc", "kVA", "MVA":
	case "V", "kV", "mV", "mA", "mAh", "Ah", "Ω", "kΩ", "MΩ":
	case "Hz", "kHz", "MHz", "GHz", "THz":
	case "Pa", "hPa", "kPa", "MPa", "GPa", "mbar":
	case "kJ", "MJ", "GJ", "cal", "kcal", "eV", "keV", "MeV", "GeV", "TeV", "Nm", "kN":
	case "dB", "dBA", "lm", "lx", "mol", "mmol", "Bq", "kBq", "MBq", "Gy", "mGy", "Sv", "mSv", "µSv":
	case "ko", "Ko", "Mo", "Go", "To", "Po", "kB", "MB", "GB", "TB", "kb", "Mb", "Gb", "kbit", "Mbit", "Gbit", "px", "dpi", "ppp":
	case "ch", "ppm", "ppb":
	case "€", "$", "£", "¥", "k€", "K€", "M€", "Md€", "Mds€", "k$", "M$", "Md$", "Mds$", "G$", "G€", "Mrd€", "Mrds€", "mds€", "M£", "Md£", "c€", "¢", "$US", "$CA", "€HT", "€TTC":
	case "Md", "Mds", "Mrd", "Mrds", "mds":
	case "EUR", "USD", "GBP", "CHF", "CAD", "MAD", "TND", "DZD", "XOF", "XAF", "MRU", "XPF", "DH", "Dh", "dh", "DHS", "Dhs", "dhs", "MDH", "MMDH", "DT", "MDT", "DA", "MDA", "FCFA", "CFA", "FCFP", "F":
	default:
		return false
	}
	return true
}
