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
		return Common | Joining | Opening
	case "but", "he", "her", "his", "in", "it", "she", "that", "they", "this", "we":
		return Common | Opening
	case
		"a", "about", "after", "all", "also", "an", "any", "are", "as", "at", "be", "because", "been", "before", "being", "between", "both",
		"by", "can", "could", "d", "did", "do", "does", "during", "each", "for", "from", "had", "has", "have", "here", "how", "i", "if",
		"into", "is", "its", "just", "ll", "m", "may", "me", "more", "most", "my", "no", "nor", "not", "now", "on", "one", "only", "or",
		"other", "our", "out", "over", "own", "re", "s", "said", "same", "should", "so", "some", "such", "t", "than", "their", "them",
		"then", "there", "these", "those", "through", "to", "too", "under", "until", "up", "us", "ve", "very", "was", "were", "what",
		"when", "where", "which", "while", "who", "whom", "why", "will", "with", "would", "you", "your":
		return Common
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
