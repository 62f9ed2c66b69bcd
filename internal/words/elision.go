package words

// elided are the words, in lower case without their apostrophe, that French
// elides before a vowel: l’État, qu’il, jusqu’à.
//
// Words in which the apostrophe is part of the spelling (aujourd’hui,
// presqu’île, entr’acte, prud’homme) are not among them: what stands before it
// is no word.
var elided = [...]string{"c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"}

// ElidedWords returns the words that French elides, for callers to read only.
func ElidedWords() []string { return elided[:] }

// Elided reports whether word is one that French elides before a vowel.
func Elided(word []byte) bool {
	for _, w := range elided {
		if string(word) == w {
			return true
		}
	}
	return false
}
