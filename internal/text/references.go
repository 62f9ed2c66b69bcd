package text

import (
	"html"
	"strings"
	"unicode/utf8"
)

// decodeReference reads the character reference at in[i], an "&", as the
// standard does outside attributes: with or without a semicolon where history
// allows it. It returns one rune, or two for the few names that stand for two
// (r2 is zero otherwise), and the index after it. An "&" that begins no
// reference stands for itself.
func decodeReference(in string, i int) (r, r2 rune, next int) {
	j := i + 1
	if j < len(in) && in[j] == '#' {
		return decodeNumber(in, i)
	}
	limit := min(len(in), j+longestName)
	for j < limit && (isLetter(in[j]) || isDigit(in[j])) {
		j++
	}
	name := in[i+1 : j]
	if j < len(in) && in[j] == ';' {
		if r := frequentReference(name); r != 0 {
			return r, 0, j + 1
		}
		j++
	}
	if name == "" {
		return '&', 0, i + 1
	}
	written := in[i:j]
	decoded := html.UnescapeString(written)
	switch written { // the two that html.UnescapeString leaves, being longer decoded
	case "&nLt;":
		decoded = "≪⃒"
	case "&nGt;":
		decoded = "≫⃒"
	}
	if decoded == written {
		return '&', 0, i + 1
	}
	r, size := utf8.DecodeRuneInString(decoded)
	rest := decoded[size:]
	if strings.HasSuffix(written, rest) { // "&copy=2", "&notit;": only the start is a name
		return r, 0, j - len(rest)
	}
	r2, _ = utf8.DecodeRuneInString(rest)
	return r, r2, j
}

// longestName is the length of CounterClockwiseContourIntegral, the longest of
// the standard's names.
const longestName = 31

// decodeNumber reads the numeric reference at in[i], an "&#".
func decodeNumber(in string, i int) (r, r2 rune, next int) {
	j := i + len("&#")
	base := rune(10)
	if j < len(in) && in[j]|0x20 == 'x' {
		base = 16
		j++
	}
	start := j
	for ; j < len(in); j++ {
		d, ok := digit(in[j], base)
		if !ok {
			break
		}
		if r = r*base + d; r > utf8.MaxRune {
			r = utf8.MaxRune + 1 // too large, and stays so
		}
	}
	if j == start {
		return '&', 0, i + 1
	}
	if j < len(in) && in[j] == ';' {
		j++
	}
	switch {
	case 0x80 <= r && r <= 0x9F: // meant as Windows-1252, and read so by all browsers
		r = windows1252[r-0x80]
	case r == 0 || !utf8.ValidRune(r):
		r = utf8.RuneError
	}
	return r, 0, j
}

func digit(c byte, base rune) (rune, bool) {
	switch {
	case isDigit(c):
		return rune(c - '0'), true
	case base == 16 && 'a' <= c|0x20 && c|0x20 <= 'f':
		return rune(c|0x20-'a') + 10, true
	}
	return 0, false
}

// windows1252 is what numeric references to C1 controls stand for; the five
// that Windows-1252 leaves undefined stay themselves.
var windows1252 = [32]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8D, 'Ž', 0x8F,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9D, 'ž', 'Ÿ',
}

// frequentReference decodes the names that French and English pages hold most,
// without the allocation that html.UnescapeString costs; zero is "not here".
func frequentReference(name string) rune {
	switch name {
	case "amp":
		return '&'
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "quot":
		return '"'
	case "apos":
		return '\''
	case "nbsp":
		return '\u00A0'
	case "laquo":
		return '«'
	case "raquo":
		return '»'
	case "rsquo":
		return '’'
	case "lsquo":
		return '‘'
	case "ldquo":
		return '“'
	case "rdquo":
		return '”'
	case "hellip":
		return '…'
	case "ndash":
		return '–'
	case "mdash":
		return '—'
	case "euro":
		return '€'
	case "eacute":
		return 'é'
	case "egrave":
		return 'è'
	case "ecirc":
		return 'ê'
	case "euml":
		return 'ë'
	case "agrave":
		return 'à'
	case "acirc":
		return 'â'
	case "ccedil":
		return 'ç'
	case "icirc":
		return 'î'
	case "iuml":
		return 'ï'
	case "ocirc":
		return 'ô'
	case "ugrave":
		return 'ù'
	case "ucirc":
		return 'û'
	case "oelig":
		return 'œ'
	case "Eacute":
		return 'É'
	case "Agrave":
		return 'À'
	}
	return 0
}
