package words

import (
	"slices"

	"github.com/presse-go/presse/internal/letters"
)

// French returns the uses of a French word, given in lower case.
//
// Some common words are the same as a noun once folded (été, sûr, mars). This
// costs less than a list with accents would on text that lacks them. The exception
// is "ait", which is not common because Aït begins every other place name in the
// Atlas.
func French[W string | []byte](word W) Use {
	switch string(word) {
	// articles, prepositions, conjunctions
	case "le", "la", "de", "du":
		return Common | Leaning | Joining | Particle
	case "a", "des", "ou": // folded à or a form of avoir; ou or où
		return Common | Leaning | Joining
	case "les", "au", "aux", "avec", "dans", "en", "et", "par", "pour", "sur":
		return Common | Leaning | Joining | Opening
	case "chez", "entre":
		return Common | Leaning | Joining | Opening
	case "sans", "sous":
		return Common | Leaning | Joining | Opening
	case "vers":
		return Common | Leaning | Joining | Opening
	case "l", "d":
		return Common | Joining
	case "à":
		return Leaning | Opening
	case "or":
		return Opening

	// determiners and pronouns that lean on the next word
	case "un", "une", "ce", "cet", "cette", "ces", "son", "sa", "ses", "leur", "leurs", "que", "qui":
		return Common | Leaning | Opening
	case "se", "dont":
		return Common | Leaning
	case "ne":
		return Common | Leaning

	// other determiners, pronouns, prepositions, conjunctions and adverbs
	case "elle", "nous", "vous", "elles", "cela", "depuis", "pendant", "donc":
		return Common | Opening
	case "je", "il", "on", "ils", "notre", "nos", "car", "comme", "mais", "ni", "quand", "si":
		return Common | Leaning | Opening
	case "tous", "tout", "toutes", "avant", "ainsi", "alors", "plus", "puis":
		return Common | Opening
	case "lors", "selon":
		return Common | Leaning | Opening
	case "dès", "malgré":
		return Leaning | Opening
	case "ça", "après", "aujourd", "cependant", "enfin", "pourtant", "toutefois": // aujourd of aujourd’hui
		return Opening
	case "mon", "ma", "mes", "ton", "ta", "tes", "votre", "vos", "tu":
		return Common | Leaning
	case "c", "ca", "ceci", "celui", "celle", "ceux", "celles",
		"j", "m", "t", "s", "lui", "eux", "moi", "toi", "y", "qu", "quoi", "jusqu",
		// the commonest forms of être and avoir
		"ai", "as", "aura", "auront", "etait", "etaient", "sera", "seront":
		return Common
	case "autre", "autres", "meme", "memes", "rien", "toute",
		"apres", "contre", "aussi", "comment", "deja", "encore", "ici", "moins", "n", "non", "notamment", "pas", "peu", "tant",
		"toujours", "tres",
		// auxiliary forms of être, avoir, faire, pouvoir, dire
		"aient", "aurai", "aurais", "aurait", "auraient", "aurons", "avais", "avez", "avions", "avoir", "avons", "ayant",
		"eu", "eue", "eues", "eurent", "eus", "eut", "es", "etais", "etant", "ete", "etee", "etees", "etes", "etions", "etre",
		"furent", "fus", "fut", "serai", "seraient", "serais", "serait", "serons", "soient", "sois", "soit", "sommes", "soyez", "suis",
		"dit", "faire", "fait", "faite", "faits", "font", "peut", "peuvent", "pourrait",
		// numbers and measures found on every page
		"ans", "deux", "trois",
		// days and months: closeness in time is computed from the dates of stories
		"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
		"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre":
		return Common

	// words that mean little without the next one
	case "lorsque", "me", "te", "ont", "est", "sont", "quel", "quelle", "quelles", "quels", "quelque", "quelques", "plusieurs", "parce",
		"avait", "avaient":
		return Common | Leaning
	case "où", "afin", "tandis", "puisque", "quoique", "parmi", "chaque", "très", "lequel", "laquelle", "lesquels", "lesquelles", "duquel",
		"envers", "durant", "concernant", "quant", "était", "étaient", "n°":
		return Leaning

	// particles of names, including those of other languages
	case "ben", "bin", "ibn", "bent", "al", "el", "ait", "abou", "bou", "ould", "da", "dos", "van", "von", "der":
		return Particle
	}
	return 0
}

// elided lists the words, in lower case and without their apostrophe, that French
// elides before a vowel: l’État, qu’il, jusqu’à. It is a separate list because
// slugs need all of it.
//
// It does not include words in which the apostrophe is part of the spelling
// (aujourd’hui, presqu’île, entr’acte, prud’homme): the part before it is not a
// word.
//
// Pronouns and ne are elided only before a vowel or h, so that M’jid, N’Diaye and
// T’Challa are whole words. Because of M’hamed, m is not elided before h either, nor is
// c, because of Breton names (C’hoat).
var elided = [...]letters.Elision{
	{Word: "c", Before: "aeiouy"}, {Word: "d"}, {Word: "j", Before: vowels}, {Word: "l"}, {Word: "m", Before: "aeiouy"},
	{Word: "n", Before: vowels}, {Word: "s", Before: vowels}, {Word: "t", Before: vowels},
	{Word: "qu"}, {Word: "jusqu"}, {Word: "lorsqu"}, {Word: "puisqu"}, {Word: "quoiqu"},
}

const vowels = "aeiouyh" // and h, which is mute or rare

// Elisions returns the words that French elides. The caller must not modify the slice.
func Elisions() []letters.Elision { return elided[:] }

// Elided reports whether word, given in lower case without its apostrophe, is one
// that French elides before a vowel.
func Elided[W string | []byte](word W) bool {
	for i := range elided {
		if string(word) == elided[i].Word {
			return true
		}
	}
	return false
}

// stops are the words that may be left out of slugs, sorted and without accents.
// Negations (ne, pas, plus, jamais, sans) and words that may also be nouns in a
// headline (contre, vers, sous, été) are not stop words: without them a slug could
// mean something else. The list is separate from French since slugs need all of it.
var stops = [...]string{
	"a", "ai", "as", "au", "auquel", "aura", "auront", "aux", "auxquelles", "auxquels", "avaient", "avait", "avec", "c",
	"ca", "car", "ce", "ceci", "cela", "celle", "celles", "celui", "ces", "cet", "cette", "ceux", "chez", "comme", "d",
	"dans", "de", "depuis", "des", "desquelles", "desquels", "donc", "dont", "du", "duquel", "elle", "elles", "en",
	"entre", "est", "et", "etaient", "etait", "eux", "il", "ils", "j", "je", "jusqu", "jusque", "l", "la", "laquelle",
	"le", "lequel", "les", "lesquelles", "lesquels", "leur", "leurs", "lorsqu", "lorsque", "lui", "m", "ma", "mais",
	"me", "mes", "moi", "mon", "ni", "nos", "notre", "nous", "on", "ont", "or", "ou", "par", "pendant", "pour",
	"puisqu", "puisque", "qu", "quand", "que", "qui", "quoi", "quoiqu", "quoique", "s", "sa", "se", "sera", "seront",
	"ses", "si", "soi", "son", "sont", "sur", "t", "ta", "te", "tes", "toi", "ton", "tu", "un", "une", "vos", "votre",
	"vous", "y",
}

// Stops returns the words that may be left out of slugs, sorted, in a new slice.
func Stops() []string { return slices.Clone(stops[:]) }
