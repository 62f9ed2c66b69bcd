// Package arabic holds what comparing texts in Arabic script takes: one
// spelling for letters that are written in several ways, and words without the
// article, the prepositions and the endings that are written onto them.
//
// The letters and affixes are those of the "light" stemming of information
// retrieval (Larkey, Ballesteros and Connell, 2002: light10), the usual choice
// because roots bring unrelated words together.
package arabic

import "unicode/utf8"

// Normalize returns the letter that stands for r when words are compared, or 0
// when r is to be left out: alef with and without hamza or madda are one, ya
// and alef maqsura, ta marbuta and ha; hamza on its carriers goes back to the
// carrier; vowel signs and tatweel vanish; Persian and Urdu shapes of ka and ya,
// which keyboards mix in, are the Arabic ones, and digits are 0 to 9.
func Normalize(r rune) rune {
	switch {
	case r >= 0x64B && r <= 0x65F, r == 0x670, r == 0x640,
		r >= 0x610 && r <= 0x61A, r >= 0x6D6 && r <= 0x6DC, r >= 0x6DF && r <= 0x6E4, r == 0x6E7, r == 0x6E8, r >= 0x6EA && r <= 0x6ED:
		return 0
	case r >= '٠' && r <= '٩':
		return '0' + r - '٠'
	case r >= '۰' && r <= '۹':
		return '0' + r - '۰'
	}
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ی', 'ئ', 'ے':
		return 'ي'
	case 'ؤ':
		return 'و'
	case 'ة', 'ۀ', 'ە':
		return 'ه'
	case 'ک':
		return 'ك'
	}
	return r
}

// Is reports whether r belongs to the Arabic script's main block.
func Is(r rune) bool { return r >= 0x600 && r <= 0x6FF }

// prefixes are the article with what is written onto it, the longest first,
// then the conjunction.
var prefixes = [...]string{"وال", "بال", "كال", "فال", "ال", "لل", "و"}

// suffixes are pronouns, duals, plurals and the feminine ending, in the order
// in which they are taken off. They are spelled as Normalize leaves them.
var suffixes = [...]string{"ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"}

// Stem returns w, a normalized word, without its prefix and suffixes. At least
// two letters always stay; the lone conjunction goes only when three do. The
// result is part of w.
func Stem(w []byte) []byte {
	for _, p := range prefixes {
		keep := 2
		if p == "و" {
			keep = 3
		}
		if len(w) > len(p) && string(w[:len(p)]) == p && utf8.RuneCount(w[len(p):]) >= keep {
			w = w[len(p):]
			break
		}
	}
	for _, s := range suffixes {
		if n := len(w) - len(s); n > 0 && string(w[n:]) == s && utf8.RuneCount(w[:n]) >= 2 {
			w = w[:n]
		}
	}
	return w
}
