package published

import (
	"strings"
	"unicode/utf8"
)

func isAlpha(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }
func isHex(c byte) bool   { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

// inToken reports whether c is part of a word or number. Everything else separates them.
func inToken(c byte) bool { return isAlpha(c) || isDigit(c) || c >= utf8.RuneSelf }

// isNumber reports whether s consists of digits.
func isNumber(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// isAlphas reports whether s consists of letters of ASCII.
func isAlphas(s string) bool {
	for i := range len(s) {
		if !isAlpha(s[i]) {
			return false
		}
	}
	return s != ""
}

// isID reports whether the token s can be an ID: it has digits, or is random, and has no
// letters but those of ASCII.
func isID(s string) bool {
	digits := 0
	for i := range len(s) {
		switch {
		case isDigit(s[i]):
			digits++
		case !isAlpha(s[i]):
			return false
		}
	}
	return digits > 0 || isRandom(s)
}

// isRandom reports whether the token s has the form of random IDs, which sometimes have
// no digits: 26 capitals and digits (Arc), or 11 letters and digits with capitals inside
// (videos).
func isRandom(s string) bool {
	const arc, video = len("KRZHEGMX4NCTPJQ2VY5LD3ABWE"), len("kSJMQNJGQYy")
	if len(s) != arc && len(s) != video {
		return false
	}
	capitals, smalls := 0, 0
	for i := range len(s) {
		switch {
		case isUpper(s[i]) && i > 0:
			capitals++
		case isAlpha(s[i]) && !isUpper(s[i]):
			smalls++
		case !isAlpha(s[i]) && !isDigit(s[i]):
			return false
		}
	}
	return len(s) == arc && smalls == 0 && capitals > 0 || len(s) == video && smalls > 0 && capitals > 1
}

// digits returns the number that s begins with if it has exactly n digits, from low to
// high; otherwise 0.
func digits(s string, n, low, high int) int {
	if len(s) < n || !isNumber(s[:n]) || len(s) > n && isDigit(s[n]) {
		return 0
	}
	return between(s[:n], low, high)
}

func between(s string, low, high int) int {
	v := 0
	for i := range len(s) {
		v = 10*v + int(s[i]-'0')
	}
	if v < low || v > high {
		return 0
	}
	return v
}

// The years that a date of an address may have.
const firstYear, lastYear = 1900, 2099

func isYear(s string) bool { return len(s) == 4 && digits(s, 4, firstYear, lastYear) > 0 }

// firstDate returns the length of the date that s begins with: 2026-11-14, 20261114 or
// 14-11-2026. A token must end after it.
func firstDate(s string) int {
	const long, short = len("2026-11-14"), len("20261114")
	size := 0
	switch {
	case len(s) >= long && digits(s, 4, firstYear, lastYear) > 0 && s[4] == '-' && digits(s[5:], 2, 1, 12) > 0 && s[7] == '-' && digits(s[8:], 2, 1, 31) > 0:
		size = long
	case len(s) >= long && digits(s, 2, 1, 31) > 0 && s[2] == '-' && digits(s[3:], 2, 1, 12) > 0 && s[5] == '-' && digits(s[6:], 4, firstYear, lastYear) > 0:
		size = long
	case len(s) >= short && isNumber(s[:short]) && between(s[:4], firstYear, lastYear) > 0 && between(s[4:6], 1, 12) > 0 && between(s[6:8], 1, 31) > 0:
		size = short
	}
	if size < len(s) && inToken(s[size]) {
		return 0
	}
	return size
}

// isDateUnit reports whether a segment of a path, or up to three, is a date.
func isDateUnit(s string) bool {
	if s == "" {
		return false
	}
	year, rest, slashes := strings.Cut(s, "/")
	if !slashes {
		return isYear(s) || firstDate(s) == len(s)
	}
	month, day, slashes := strings.Cut(rest, "/")
	return isYear(year) && len(month) <= 2 && digits(month, len(month), 1, 12) > 0 &&
		(!slashes || day != "" && len(day) <= 2 && digits(day, len(day), 1, 31) > 0)
}

// firstToken returns the length of the date, ID or word that text begins with.
func firstToken(text string, k kind) int {
	if k == date {
		return firstDate(text)
	}
	if n := firstRandom(text); n > 0 && k == id {
		return n
	}
	n := 0
	for n < len(text) && inToken(text[n]) {
		n++
	}
	if k == id && !isID(text[:n]) || k == section && hasDigit(text[:n]) {
		return 0
	}
	return n
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// lastToken returns the length of the date or ID that text ends in.
func lastToken(text string, k kind) int {
	if k == date {
		for _, n := range []int{len("2026-11-14"), len("20261114")} {
			if at := len(text) - n; at >= 0 && firstDate(text[at:]) == n && (at == 0 || !inToken(text[at-1])) {
				return n
			}
		}
		return 0
	}
	if n := lastRandom(text); n > 0 {
		return n
	}
	at := len(text)
	for at > 0 && inToken(text[at-1]) {
		at--
	}
	if !isID(text[at:]) {
		return 0
	}
	return len(text) - at
}

// lastRandom returns the length of the ID with hyphens or underscores that text ends in:
// a UUID, in hexadecimal or in the 22 characters of base64url.
func lastRandom(text string) int {
	const uuid, base64 = len("f564d006-8238-11ea-b0b7-ac58f2163138"), len("kSJMQNJGQYyxkaYJ-CZrXQ")
	if at := len(text) - uuid; at >= 0 && (at == 0 || !inToken(text[at-1])) {
		s := text[at:]
		for i := range len(s) {
			if hyphen := i == 8 || i == 13 || i == 18 || i == 23; hyphen != (s[i] == '-') || !hyphen && !isHex(s[i]) {
				s = ""
				break
			}
		}
		if s != "" {
			return uuid
		}
	}
	at := len(text) - base64
	if at <= 0 || inToken(text[at-1]) || text[at-1] == '/' {
		return 0
	}
	capitals, smalls := false, false
	for i := at; i < len(text); i++ {
		capitals = capitals || isUpper(text[i])
		smalls = smalls || isAlpha(text[i]) && !isUpper(text[i])
	}
	if !capitals || !smalls {
		return 0
	}
	// Words of a slug have no capitals after the first letter.
	for token := range strings.FieldsFuncSeq(text[at:], func(r rune) bool { return r == '-' || r == '_' }) {
		random := len(token) == 1
		for i := range len(token) {
			if !isAlpha(token[i]) && !isDigit(token[i]) {
				return 0
			}
			random = random || i > 0 && isUpper(token[i]) || isDigit(token[i])
		}
		if !random {
			return 0
		}
	}
	return base64
}

// trailingNumber returns the number that follows the separator at the end of text: 2 or
// more, written as numbers of slugs that were taken are. A year is none, since it is
// more likely to be the headline's.
func trailingNumber(text, separator string) string {
	at := len(text)
	for at > 0 && isDigit(text[at-1]) {
		at--
	}
	n := text[at:]
	if at == 0 || n == "" || n[0] == '0' || n == "1" || isYear(n) || !strings.HasSuffix(text[:at], separator) {
		return ""
	}
	return n
}

// CutNumber returns slug without the number at its end, and reports whether there is one.
// The first number is 2 in WordPress, and 0 in Drupal.
func CutNumber(slug string) (string, bool) {
	if short, ok := strings.CutSuffix(slug, "-0"); ok {
		return short, short != ""
	}
	n := trailingNumber(slug, "-")
	if n == "" || len(n)+1 == len(slug) {
		return slug, false
	}
	return slug[:len(slug)-len(n)-1], true
}
