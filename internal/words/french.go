package words

import "slices"

// French returns the purposes of a word in lower case.
//
// Folding makes some common words meet a noun (été, sûr, mars): the loss is
// smaller than that of a list with accents would be on badly accented text. The
// one that is not common for its noun's sake is "ait": Aït stands in every other
// place name of the Atlas.
func French[W string | []byte](word W) Use {
	switch string(word) {
	// articles, prepositions, conjunctions
	case "le", "la", "de", "du":
		return Common | Leaning | Joining | Particle
	case "a", "des", "ou": // à, folded, or avoir's; ou or où
		return Common | Leaning | Joining
	case "les", "au", "aux", "avec", "dans", "en", "et", "par", "pour", "sur":
		return Common | Leaning | Joining | Opening
	case "chez", "entre":
		return Common | Joining | Opening
	case "sans", "sous":
		return Common | Leaning | Joining | Opening
	case "vers":
		return Common | Joining | Opening
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
	case "je", "il", "elle", "on", "nous", "vous", "ils", "elles", "cela", "notre", "nos",
		"depuis", "pendant", "car", "comme", "donc", "mais", "ni", "quand", "si":
		return Common | Opening
	case "tous", "tout", "toutes", "avant", "selon", "ainsi", "alors", "lors", "plus", "puis":
		return Common | Opening
	case "ça", "après", "dès", "malgré", "aujourd", "cependant", "enfin", "pourtant", "toutefois": // aujourd’hui
		return Opening
	case "c", "ca", "ceci", "celui", "celle", "ceux", "celles", "mon", "ma", "mes", "ton", "ta", "tes", "votre", "vos",
		"j", "tu", "me", "m", "te", "t", "s", "lui", "eux", "moi", "toi", "y", "qu", "quoi", "jusqu", "lorsque",
		// the commonest forms of être and avoir
		"ai", "as", "ont", "avait", "avaient", "aura", "auront", "est", "sont", "etait", "etaient", "sera", "seront":
		return Common
	case "autre", "autres", "meme", "memes", "plusieurs", "quel", "quelle", "quelles", "quels", "quelque", "quelques", "rien", "toute",
		"apres", "contre", "parce", "aussi", "comment", "deja", "encore", "ici", "moins", "n", "non", "notamment", "pas", "peu", "tant",
		"toujours", "tres",
		// the forms of être, avoir, faire, pouvoir, dire that help other verbs
		"aient", "aurai", "aurais", "aurait", "auraient", "aurons", "avais", "avez", "avions", "avoir", "avons", "ayant",
		"eu", "eue", "eues", "eurent", "eus", "eut", "es", "etais", "etant", "ete", "etee", "etees", "etes", "etions", "etre",
		"furent", "fus", "fut", "serai", "seraient", "serais", "serait", "serons", "soient", "sois", "soit", "sommes", "soyez", "suis",
		"dit", "faire", "fait", "faite", "faits", "font", "peut", "peuvent", "pourrait",
		// numbers and measures that every page holds
		"ans", "deux", "trois",
		// days and months: closeness in time is judged by the clock
		"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
		"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre":
		return Common

	// particles of names, those of other languages among them
	case "ben", "bin", "ibn", "bent", "al", "el", "ait", "abou", "bou", "ould", "da", "dos", "van", "von", "der":
		return Particle
	}
	return 0
}

// elided are the words, in lower case without their apostrophe, that French
// elides before a vowel: l’État, qu’il, jusqu’à. It is a list by itself since
// slugs take it whole.
//
// Words in which the apostrophe is part of the spelling (aujourd’hui,
// presqu’île, entr’acte, prud’homme) are not among them: what stands before it
// is no word.
var elided = [...]string{"c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"}

// ElidedWords returns the words that French elides, for callers to read only.
func ElidedWords() []string { return elided[:] }

// Elided reports whether a word in lower case is one that French elides before a
// vowel.
func Elided[W string | []byte](word W) bool {
	for _, w := range elided {
		if string(word) == w {
			return true
		}
	}
	return false
}

// stops are the words that may be left out of slugs, in order and without accents.
// Negations (ne, pas, plus, jamais, sans) and words that are also nouns of the news
// (contre, vers, sous, été) are not among them: a slug without them would say
// something else. It is a list by itself since slugs take it whole.
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

// Stops returns a copy of the words that may be left out of slugs, in order.
func Stops() []string { return slices.Clone(stops[:]) }
