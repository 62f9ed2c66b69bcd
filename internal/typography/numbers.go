package typography

import "unicode/utf8"

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
// surround the groups, which are then a list or a telephone number.
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
	for at := end; at < last; at = nextGroup(s, at) {
		t.edit(s, at, afterSpaces(s, at), t.Style.number, InNumber)
	}
	return last
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
	rate := after < len(s) && s[after] == '/'
	known := isUnit(unit) && !isName(s[i:end], s, after, unit) && !isWordAfterYear(s[i:end], s, after, unit) || rate && isRate(unit)
	if start > end && known {
		t.edit(s, end, start, t.unit, BeforeUnit)
		if scale := unit == "M" || unit == "Md" || unit == "Mds"; scale {
			t.currency(s, after)
		}
	}
	if unit == "h" && end-i <= 2 || unit == "min" || unit == "mn" {
		t.minutes(s, after)
	}
}

// currency sets the space before a currency sign at s[i]: 10 Mds €.
func (t *setter) currency(s string, i int) {
	if start := afterSpaces(s, i); start > i {
		switch runeAt(s, start) {
		case '€', '$', '£':
			t.edit(s, i, start, t.unit, BeforeUnit)
		}
	}
}

// minutes sets the space before the minutes, or seconds, at s[i]: 18 h 30.
func (t *setter) minutes(s string, i int) {
	start := afterSpaces(s, i)
	if start == i || !digitAt(s, start) || !digitAt(s, start+1) || s[start] > '5' {
		return
	}
	end := start + 2
	if endOfNumber(s, start) == end && !isLetter(runeAt(s, end)) && nextGroup(s, end) == 0 {
		t.edit(s, i, start, t.unit, BeforeUnit)
	}
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
	if len(unit) > 2 || !isUpper(runeAt(unit, 0)) || unit == "DH" || unit == "DT" || unit == "DA" || unit == "Md" {
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
		case r == '%', r == '‰', r == '°', r == '€', r == '$', r == '£', r == '¥', r == '²', r == '³', r == 'º':
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
// word or a name (A, a, bar, C, cd, J, K, N, T) is not one here.
//
// Sources: Bureau international des poids et mesures, Le Système international d'unités
// (9th edition), tables 2 to 8; the Lexique, s. v. Unités de mesure, Monnaies; ISO 4217 for
// the currencies of French-speaking countries.
func isUnit(unit string) bool {
	switch unit {
	case "%", "‰", "°", "°C", "°F", "ºC":
	case "m", "km", "hm", "dam", "dm", "cm", "mm", "µm", "μm", "nm", "Km", "KM":
	case "m2", "m²", "km2", "km²", "dm2", "dm²", "cm2", "cm²", "mm2", "mm²", "ha", "m3", "m³", "km3", "km³", "dm3", "dm³", "cm3", "cm³", "mm3", "mm³":
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
	case "€", "$", "£", "¥", "k€", "K€", "M€", "Md€", "Mds€", "k$", "M$", "Md$", "Mds$", "M£", "Md£", "c€", "$US", "$CA", "€HT", "€TTC":
	case "Md", "Mds":
	case "EUR", "USD", "GBP", "CHF", "CAD", "MAD", "TND", "DZD", "XOF", "XAF", "DH", "Dh", "dh", "MDH", "MMDH", "DT", "MDT", "DA", "MDA", "FCFA", "CFA", "F":
	default:
		return false
	}
	return true
}
