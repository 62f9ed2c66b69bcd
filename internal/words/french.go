package words

// Common reports whether a word, folded and in lower case, says nothing of what
// a text is about: articles, pronouns, prepositions, conjunctions, the forms of
// être and avoir, and the few others that every page of a newspaper holds. Such
// words are left out when texts are compared; keeping them costs 0.007 nDCG@5
// (bench/related/quality, "words kept").
//
// Folding makes some of them meet a noun (été, sûr, mars): the loss is smaller
// than that of a table with accents would be on badly accented text. The one
// left in for its noun is "ait": Aït stands in every other place name of the
// Atlas.
func Common(w []byte) bool {
	switch string(w) {
	case
		// articles, pronouns, determiners
		"a", "au", "aux", "c", "ca", "ce", "ceci", "cela", "celle", "celles",
		"celui", "ces", "cet", "cette", "ceux", "d", "de", "des", "dont", "du",
		"elle", "elles", "eux", "il", "ils", "j", "je", "l", "la", "le", "les",
		"leur", "leurs", "lui", "m", "ma", "me", "meme", "memes", "mes", "moi",
		"mon", "n", "nos", "notre", "nous", "on", "qu", "que", "quel", "quelle",
		"quelles", "quelque", "quelques", "quels", "qui", "quoi", "rien", "s",
		"sa", "se", "ses", "son", "t", "ta", "te", "tes", "toi", "ton", "tu",
		"un", "une", "vos", "votre", "vous", "y", "autre", "autres", "plusieurs",
		"tous", "tout", "toute", "toutes",
		// prepositions, conjunctions, adverbs
		"ainsi", "alors", "apres", "aussi", "avant", "avec", "car", "chez",
		"comme", "comment", "contre", "dans", "deja", "depuis", "donc", "en",
		"encore", "entre", "et", "ici", "jusqu", "lors", "lorsque", "mais",
		"moins", "ne", "ni", "non", "notamment", "ou", "par", "parce", "pas",
		"pendant", "peu", "plus", "pour", "puis", "quand", "sans", "selon", "si",
		"sous", "sur", "tant", "toujours", "tres", "vers",
		// être, avoir, faire, pouvoir, dire: the forms that help other verbs
		"ai", "aient", "as", "aura", "aurai", "aurais", "aurait",
		"auraient", "aurons", "auront", "avais", "avait", "avaient", "avez",
		"avions", "avoir", "avons", "ayant", "dit", "es", "est", "etaient",
		"etais", "etait", "etant", "ete", "etee", "etees", "etes", "etions",
		"etre", "eu", "eue", "eues", "eurent", "eus", "eut", "faire", "fait",
		"faite", "faits", "font", "furent", "fus", "fut", "ont", "peut",
		"peuvent", "pourrait", "sera", "serai", "seraient", "serais", "serait",
		"serons", "seront", "soient", "sois", "soit", "sommes", "sont", "soyez",
		"suis",
		// numbers and measures that every page holds
		"ans", "deux", "trois",
		// days and months: closeness in time is judged by the clock
		"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
		"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout",
		"septembre", "octobre", "novembre", "decembre":
		return true
	}
	return false
}
