package french

// Elided reports whether word, in lower case without its apostrophe, is one
// that French elides before a vowel: l’État, qu’il, jusqu’à.
//
// Words in which the apostrophe is part of the spelling (aujourd’hui,
// presqu’île, entr’acte, prud’homme) are not among them: what stands before it
// is no word.
func Elided(word []byte) bool {
	switch string(word) {
	case "c", "d", "j", "l", "m", "n", "s", "t", "qu",
		"jusqu", "lorsqu", "puisqu", "quoiqu":
		return true
	}
	return false
}
