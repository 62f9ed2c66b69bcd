package words

// French returns the purposes of a word in lower case.
//
// Folding makes some common words meet a noun (été, sûr, mars): the loss is
// smaller than that of a list with accents would be on badly accented text. The
// one that is not common for its noun's sake is "ait": Aït stands in every other
// place name of the Atlas.
func French[W string | []byte](word W) Use {
	switch string(word) {
	// articles, and the prepositions they merge with
	case "le", "la", "de", "du":
		return Common | Stop | Leaning | Joining | Particle
	case "les", "au", "aux":
		return Common | Stop | Leaning | Joining | Opening
	case "a", "des": // a is à, folded, or avoir's
		return Common | Stop | Leaning | Joining
	case "l", "d":
		return Common | Stop | Joining
	case "un", "une":
		return Common | Stop | Leaning | Opening

	// prepositions
	case "avec", "dans", "en", "par", "pour", "sur":
		return Common | Stop | Leaning | Joining | Opening
	case "sans", "sous":
		return Common | Leaning | Joining | Opening
	case "chez", "entre":
		return Common | Stop | Joining | Opening
	case "vers":
		return Common | Joining | Opening
	case "depuis", "pendant":
		return Common | Stop | Opening
	case "jusqu":
		return Common | Stop
	case "avant", "selon":
		return Common | Opening
	case "apres", "contre":
		return Common
	case "jusque":
		return Stop
	case "à":
		return Leaning | Opening
	case "après", "dès", "malgré":
		return Opening

	// conjunctions
	case "et":
		return Common | Stop | Leaning | Joining | Opening
	case "ou":
		return Common | Stop | Leaning | Joining
	case "car", "comme", "donc", "mais", "ni", "quand", "si":
		return Common | Stop | Opening
	case "lorsque":
		return Common | Stop
	case "parce":
		return Common
	case "or":
		return Stop | Opening
	case "lorsqu", "puisque", "puisqu", "quoique", "quoiqu":
		return Stop

	// demonstratives and possessives
	case "ce", "cet", "cette", "ces", "son", "sa", "ses", "leur", "leurs":
		return Common | Stop | Leaning | Opening
	case "cela", "notre", "nos":
		return Common | Stop | Opening
	case "c", "ca", "ceci", "celui", "celle", "ceux", "celles", "mon", "ma", "mes", "ton", "ta", "tes", "votre", "vos":
		return Common | Stop
	case "ça":
		return Opening

	// personal pronouns
	case "se":
		return Common | Stop | Leaning
	case "je", "il", "elle", "on", "nous", "vous", "ils", "elles":
		return Common | Stop | Opening
	case "j", "tu", "me", "m", "te", "t", "s", "lui", "eux", "moi", "toi", "y":
		return Common | Stop
	case "soi":
		return Stop

	// relative, interrogative and indefinite pronouns
	case "que", "qui":
		return Common | Stop | Leaning | Opening
	case "dont":
		return Common | Stop | Leaning
	case "qu", "quoi":
		return Common | Stop
	case "tous", "tout", "toutes":
		return Common | Opening
	case "autre", "autres", "meme", "memes", "plusieurs", "quel", "quelle", "quelles", "quels", "quelque", "quelques",
		"rien", "toute":
		return Common
	case "lequel", "laquelle", "lesquels", "lesquelles", "auquel", "duquel", "desquels", "desquelles", "auxquels", "auxquelles":
		return Stop

	// adverbs
	case "ne":
		return Common | Leaning
	case "ainsi", "alors", "lors", "plus", "puis":
		return Common | Opening
	case "aussi", "comment", "deja", "encore", "ici", "moins", "n", "non", "notamment", "pas", "peu", "tant", "toujours", "tres":
		return Common
	case "aujourd", "cependant", "enfin", "pourtant", "toutefois": // aujourd’hui
		return Opening

	// être, avoir, faire, pouvoir, dire: the forms that help other verbs
	case "ai", "as", "ont", "avait", "avaient", "aura", "auront", "est", "sont", "etait", "etaient", "sera", "seront":
		return Common | Stop
	case "aient", "aurai", "aurais", "aurait", "auraient", "aurons", "avais", "avez", "avions", "avoir", "avons", "ayant",
		"eu", "eue", "eues", "eurent", "eus", "eut",
		"es", "etais", "etant", "ete", "etee", "etees", "etes", "etions", "etre", "furent", "fus", "fut",
		"serai", "seraient", "serais", "serait", "serons", "soient", "sois", "soit", "sommes", "soyez", "suis",
		"dit", "faire", "fait", "faite", "faits", "font", "peut", "peuvent", "pourrait":
		return Common

	// numbers and measures that every page holds; days and months: closeness in
	// time is judged by the clock
	case "ans", "deux", "trois",
		"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
		"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout",
		"septembre", "octobre", "novembre", "decembre":
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
