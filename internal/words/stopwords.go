package words

import "strings"

// StopWord reports whether word, folded and in lower case, is one of the
// grammatical words of French: articles, prepositions, pronouns, conjunctions,
// their elided forms, and the commonest forms of être and avoir. It takes the
// words of a slug as they stand there.
//
// Negations (ne, pas, plus, jamais, sans) and words that are also nouns of the
// news (contre, vers, sous, été) are not among them: a slug without them would
// say something else.
func StopWord(word string) bool {
	return word != "" && strings.IndexByte(word, ' ') < 0 && strings.Contains(stopWords, " "+word+" ")
}

// stopWords is written from the grammar, class by class, each word between
// spaces.
const stopWords = "" +
	// articles, contracted and elided
	" le la les l un une des du de d au aux" +
	// demonstratives and possessives
	" ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs" +
	// personal pronouns
	" je j tu il elle on nous vous ils elles me m te t se s lui eux moi toi soi y en" +
	// other pronouns
	" c ca cela ceci celui celle ceux celles qui que qu quoi dont ou lequel laquelle lesquels lesquelles" +
	" auquel duquel desquels desquelles auxquels auxquelles" +
	// prepositions
	" a dans par pour sur avec chez entre depuis pendant jusque jusqu" +
	// conjunctions
	" et mais or ni car donc si comme quand lorsque lorsqu puisque puisqu quoique quoiqu" +
	// être and avoir
	" est sont etait etaient sera seront ai as ont avait avaient aura auront "
