package words

import "slices"

// English returns the uses of an English word, given in lower case.
func English[W string | []byte](word W) Use {
	switch string(word) {
	case "the":
		return Common | Leaning | Joining | Opening
	case "of":
		return Common | Leaning | Joining
	case "and":
		return Common | Leaning | Joining | Opening
	case "but":
		return Common | LeaningInEnglish | Opening
	case "he", "his", "in", "she", "that", "they", "this", "we":
		return Common | Leaning | Opening
	case "her":
		return Common | Leaning | Opening
	case "it":
		return Common | Opening
	case "a", "an", "as", "if", "on", "or", "so", "me", "no":
		return Common | LeaningInEnglish
	case
		"about", "after", "any", "are", "at", "be", "because", "been", "before", "between", "both", "by", "can", "could", "during", "each", "for", "from", "had", "has", "have",
		"how", "i", "into", "is", "its", "more", "most", "may", "my", "nor", "not", "our", "over", "should", "some", "than", "their", "these", "those", "through", "to", "under", "until",
		"very", "was", "were", "when", "where", "which", "while", "who", "whom", "will", "with", "would", "your":
		return Common | Leaning
	case
		"all", "also", "being", "d", "did", "do", "does", "here", "just", "ll", "m", "now",
		"one", "only", "other", "out", "own", "re", "s", "said", "same", "such", "t", "them", "then", "there", "too",
		"up", "us", "ve", "what", "why", "you":
		return Common
	case "across", "against", "although", "amid", "among", "around", "despite", "either", "every", "including", "like", "might", "must", "near",
		"per", "shall", "since", "though", "toward", "towards", "unless", "upon", "via", "whether", "whose", "within", "without":
		return Leaning
	}
	return 0
}

// pathauto are the “strings to remove” of Drupal's module Pathauto, sorted: ignore_words
// in its config/install/pathauto.settings.yml. Drupal 7 has the same.
var pathauto = [...]string{
	"a", "an", "as", "at", "before", "but", "by", "for", "from", "in", "into", "is", "like", "of", "off", "on", "onto", "per", "since",
	"than", "that", "the", "this", "to", "up", "via", "with",
}

// Pathauto returns the words that Pathauto leaves out of slugs, sorted, in a new slice.
func Pathauto() []string { return slices.Clone(pathauto[:]) }
