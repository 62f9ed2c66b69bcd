package words

// CommonEnglish reports whether a word, folded and in lower case, says nothing
// of what an English text is about.
func CommonEnglish(w []byte) bool {
	switch string(w) {
	case
		"a", "about", "after", "all", "also", "an", "and", "any", "are", "as",
		"at", "be", "because", "been", "before", "being", "between", "both",
		"but", "by", "can", "could", "d", "did", "do", "does", "during", "each",
		"for", "from", "had", "has", "have", "he", "her", "here", "his", "how",
		"i", "if", "in", "into", "is", "it", "its", "just", "ll", "m", "may",
		"me", "more", "most", "my", "no", "nor", "not", "now", "of", "on",
		"one", "only", "or", "other", "our", "out", "over", "own", "re", "s",
		"said", "same", "she", "should", "so", "some", "such", "t", "than",
		"that", "the", "their", "them", "then", "there", "these", "they",
		"this", "those", "through", "to", "too", "under", "until", "up", "us",
		"ve", "very", "was", "we", "were", "what", "when", "where", "which",
		"while", "who", "whom", "why", "will", "with", "would", "you", "your":
		return true
	}
	return false
}
