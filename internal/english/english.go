// Package english finds the stems of English words, so that texts that use a word in
// different forms can be compared.
package english

import "strings"

// Stem returns w, which must be in lower case, without the endings of inflection: plural
// and third person, -ed, -ing, and the -ly that follows the latter two. It is the first
// step of the Porter2 stemmer of the Snowball project. The other steps, which remove
// derivational endings ("organization", "organ"), gain no more than they cost
// (bench/related/known). Stem changes w in place and returns its beginning.
func Stem(w []byte) []byte {
	if len(w) < 3 {
		return w
	}
	for _, c := range w {
		if c < 'a' || c > 'z' { // a number, or a word with letters of another language
			return w
		}
	}
	if stem, ok := irregular(w); ok {
		return stem
	}
	w = withoutEd(withoutS(w))
	if n := len(w); n > 2 && w[n-1] == 'y' && !isVowel(w, n-2) {
		w[n-1] = 'i' // as in the plural
	}
	return w
}

// irregular returns the stem of a word that the rules would confuse with another one.
func irregular(w []byte) (stem []byte, ok bool) {
	switch string(w) {
	case "news", "atlas", "bias", "cosmos", "andes", "sky", "inning", "outing", "canning", "herring", "earring":
		return w, true
	case "skies":
		return append(w[:2], 'y'), true
	case "dying", "lying", "tying":
		return append(w[:1], "ie"...), true
	}
	return nil, false
}

// withoutS removes a plural ending.
func withoutS(w []byte) []byte {
	n := len(w)
	switch {
	case ends(w, "sses"):
		return w[:n-2]
	case ends(w, "ied"), ends(w, "ies"):
		if n > len("ties") {
			return w[:n-2] // cities, citi
		}
		return w[:n-1] // ties, tie
	case ends(w, "us"), ends(w, "ss"):
		return w
	case ends(w, "s") && hasVowel(w[:n-2]): // gas, this
		return w[:n-1]
	}
	return w
}

// withoutEd removes -ed and -ing, and what they did to the end of the word.
func withoutEd(w []byte) []byte {
	for _, ending := range [...]string{"eedly", "ingly", "edly", "eed", "ing", "ed"} {
		if !ends(w, ending) {
			continue
		}
		n := len(w) - len(ending)
		if ending[:2] == "ee" {
			if n >= region(w) {
				return w[:n+len("ee")] // agreed, agree; but feed
			}
			return w
		}
		if !hasVowel(w[:n]) { // string, bred
			return w
		}
		short := endsShort(w[:n]) && region(w[:n]) == n
		w = w[:n]
		switch {
		case ends(w, "at"), ends(w, "bl"), ends(w, "iz"), short: // created, hoping
			return append(w, 'e')
		case n > 1 && w[n-1] == w[n-2] && strings.IndexByte("bdfgmnprt", w[n-1]) >= 0: // hopping
			return w[:n-1]
		}
		return w
	}
	return w
}

func ends(w []byte, suffix string) bool {
	return len(w) >= len(suffix) && string(w[len(w)-len(suffix):]) == suffix
}

// isVowel reports whether w[i] is a vowel. A y is one after a consonant.
func isVowel(w []byte, i int) bool {
	switch w[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	case 'y':
		return i > 0 && !isVowel(w, i-1)
	}
	return false
}

func hasVowel(w []byte) bool {
	for i := range w {
		if isVowel(w, i) {
			return true
		}
	}
	return false
}

// region returns the index after the first consonant that follows a vowel.
func region(w []byte) int {
	for i := 1; i < len(w); i++ {
		if !isVowel(w, i) && isVowel(w, i-1) {
			return i + 1
		}
	}
	return len(w)
}

// endsShort reports whether w ends in a short syllable, which takes an e back: hop, rap,
// but not snow, box or fail.
func endsShort(w []byte) bool {
	n := len(w)
	if n == 2 {
		return isVowel(w, 0) && !isVowel(w, 1)
	}
	return n > 2 && !isVowel(w, n-3) && isVowel(w, n-2) && !isVowel(w, n-1) && strings.IndexByte("wxy", w[n-1]) < 0
}
