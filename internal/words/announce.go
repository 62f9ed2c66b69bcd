package words

import "strings"

// Announces reports whether a word means little without the next one, so that a
// text is better not cut after it: articles, elided words, the commonest
// prepositions, conjunctions and unstressed pronouns, titles before a name; and
// the, of.
func Announces(word string) bool {
	word = strings.TrimLeft(word, "«“‘\"([\u00A0\u202F")
	if IsHonorific(word) {
		return true
	}
	if i := strings.LastIndexAny(word, "'’"); i >= 0 { // d’une, l’
		word = strings.TrimLeft(word[i:], "'’")
	}
	switch strings.ToLower(word) {
	case "", "le", "la", "les", "un", "une", "des", "du", "de", "au", "aux", "ce", "cet", "cette", "ces",
		"à", "en", "par", "pour", "dans", "sur", "sous", "avec", "sans", "et", "ou", "que", "qui", "dont",
		"a", "se", "ne", "son", "sa", "ses", "leur", "leurs", "the", "of":
		return true
	}
	return false
}
