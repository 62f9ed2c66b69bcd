package french

import "strings"

// Announces reports whether a word means nothing without the next one, so that
// a text is not cut after it: articles, elided words, the smallest prepositions
// and conjunctions, titles before a name; the commonest English
// ones too.
func Announces(word string) bool {
	word = strings.TrimLeft(word, "«“‘\"([\u00A0\u202F")
	if IsHonorific(word) {
		return true
	}
	if i := strings.LastIndexAny(word, "'’"); i >= 0 { // d’une, l’
		word = strings.TrimLeft(word[i:], "'’")
	}
	switch strings.ToLower(word) {
	case "", "le", "la", "les", "un", "une", "des", "du", "de", "au", "aux", "à", "a", "et", "ou", "en", "que", "ce", "cet", "cette", "ces",
		"the", "of":
		return true
	}
	return false
}
