package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/words"
)

// abbreviates reports whether the period after word is part of an abbreviation.
// before is the sentence before word, next the text after the period and the
// following space.
func abbreviates(before, word, next string) bool {
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case words.Honorific(word).Has(words.Abbreviated):
		return true
	case isInitials(word):
		return !opensSentence(next) && !isLabel(before, word)
	}
	switch kindOf(word) {
	case anywhere:
		return next != ""
	case beforeNumber:
		return unicode.IsDigit(first) || first == '(' || first == '[' || isNumeral(next) || isReference(next)
	case beforeAside:
		second, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, "(["))
		return (first == '(' || first == '[') && !unicode.IsUpper(second)
	case beforeBracket:
		return first == '(' || first == '['
	case beforeName:
		return !opensSentence(next)
	case afterName:
		return !opensSentence(next) && !opensWithArticle(next)
	case rank:
		return determined(before) && !opensSentence(next) && !opensWithArticle(next)
	}
	_, short := words.FrenchCalendar.Month(words.Fold(word))
	second, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, "(["))
	return short && unicode.IsDigit(second)
}

// The kinds of abbreviations, by what must follow for their period not to end a
// sentence.
type abbreviation int

const (
	anywhere      abbreviation = iota + 1 // anything: cf. Rabat
	beforeNumber                          // a number, a numeral or a bracket: p. 12, chap. IV, al. (2024)
	beforeBracket                         // a bracket: Atlas Media Inc. (« AMI »)
	beforeAside                           // a bracket that does not begin a sentence: etc. (5 DH)
	beforeName                            // a word that does not begin a sentence: Ch. Le Goff
	afterName                             // the same, and no article: King Jr. Memorial
	rank                                  // the same, and an article must precede, since the abbreviation is also a word: le col. Raïss
)

// kindOf returns the kind of the abbreviation word, given without its period, or 0.
func kindOf(word string) abbreviation {
	switch word = letters.NFC(word); word {
	case "Jr", "Sr":
		return afterName
	case "Al", "Ch", "Chr", "Ed", "Fr", "Md", "Med", "Moh", "Ph", "Th", // first names
		"Adm", "Capt", "Cmdr", "Messrs", "Pres", "Gen", "Gov", "Hon", "Maj", "Rep", "Rev", "Sen", "Sgt": // English titles
		return beforeName
	}
	switch strings.ToLower(word) {
	case "cf", "bd", "bld", "fg", "dir", "coll", "éd", "trad", "apr", "av", "ex", "c.-à-d", "vs", "e.g", "i.e":
		return anywhere
	case "p", "pp", "n", "no", "nos", "art", "al", "chap", "fig", "vol", "t", "env", "tél", "min", "max", "sect", "ill", "ann", "réf",
		"approx", "tabl", "hab", "incl":
		return beforeNumber
	case "inc", "ltd", "corp", "co", "cie", "bros", "ph.d":
		return beforeBracket
	case "etc":
		return beforeAside
	case "gén", "gal", "lt", "lt-col", "lieut", "cdt", "cne", "sgt", "brig", "adjt", "amb", "dr", "mgr", "insp", "dép", "sén", "ing", "mme",
		"boul", "ave", "rte", "imm", "rés", "app", "sté", "éts", "gpe", "a.m", "p.m":
		return beforeName
	case "col", "adj", "maj", "pr", "prof", "prés":
		return rank
	}
	return 0
}

// isNumeral reports whether the first word of text is a Roman numeral in capitals.
func isNumeral(text string) bool {
	rest := strings.TrimLeft(text, "IVXLC")
	next, _ := utf8.DecodeRuneInString(rest)
	return len(rest) < len(text) && !unicode.IsLetter(next)
}

// isReference reports whether the first word of text is one of the letters that number
// articles of law and parts of a book: art. L. 123, fig. B. Letters that are words or
// begin many sentences (A, À, Y) are not.
func isReference(text string) bool {
	if text == "" || !strings.Contains("BCDEFLR", text[:1]) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[1:])
	return next != '’' && next != '\'' && !unicode.IsLetter(next)
}

// determined reports whether text ends in an article, so that a title may follow.
func determined(text string) bool {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	if last, _ := utf8.DecodeLastRuneInString(text); letters.Apostrophe(last) { // l’
		return true
	}
	switch strings.ToLower(lastWord(text)) {
	case "le", "la", "les", "du", "au", "aux", "un", "une", "the":
		return true
	}
	return false
}

// isLabel reports whether the capital letter word, which follows before, names one of
// several things rather than abbreviating a name: plan B, vitamine D, groupes A et B,
// né sous X, Mohammed V.
func isLabel(before, word string) bool {
	for isLetter(word) {
		before = strings.TrimRight(strings.TrimRightFunc(before, unicode.IsSpace), ",")
		noun := lastWord(before)
		if isLabelled(noun, word, determined(strings.TrimSuffix(before, noun))) {
			return true
		}
		switch noun {
		case "et", "ou", "à", "and", "or": // the letter before it is labelled
			before = strings.TrimRight(strings.TrimRightFunc(strings.TrimSuffix(before, noun), unicode.IsSpace), ",")
			noun = lastWord(before)
		}
		word, before = noun, strings.TrimSuffix(before, noun)
	}
	return false
}

// isLetter reports whether word is one capital letter.
func isLetter(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size > 0 && size == len(word) && unicode.IsUpper(r)
}

// isLabelled reports whether a letter after noun is a label. determined says that an
// article precedes the noun. The lists have nouns without accents and without a final s.
func isLabelled(noun, letter string, determined bool) bool {
	switch strings.TrimSuffix(words.Fold(noun), "s") {
	case "plan", "groupe", "poule", "ligue", "serie", "categorie", "division", "tableau", "equipe", "terminale", "filiere",
		"vitamine", "hepatite", "grippe", "viru", "type", "facteur", "chromosome", "rayon", "hemophilie", "variant", "streptocoque", "sanguin",
		"zone", "secteur", "bloc", "batiment", "immeuble", "residence", "pavillon", "hall", "terminal", "tribune", "allee", "escalier", "etage",
		"salle", "sortie", "voie", "quai", "ligne", "rer", "tram", "axe", "autoroute",
		"lettre", "option", "scenario", "hypothese", "variante", "variable", "annexe", "dossier", "lot", "phase", "partie", "section", "volet",
		"formule", "formula", "produit", "syndrome", "segment", "gamme", "taille", "filiale", "planete", "colonne", "triple", "tome", "chapitre",
		"niveau", "permi", "licence", "bac", "generation",
		"group", "vitamin", "hepatiti", "team", "clas", "line", "grade":
		return true
	case "action", "classe", "citoyen", "code", "face", "note", "point", "porte", "touche", "tranche": // verbs too, or titles
		return determined
	case "jour":
		return letter == "J"
	case "heure":
		return letter == "H"
	case "sou", "madame", "monsieur": // sous X
		return letter == "X"
	case "am", "do", "did", "than", "have":
		return letter == "I"
	case "mohammed", "mohamed", "charle", "pie", "george", "henri", "philippe", "alphonse":
		return letter == "V" || letter == "X"
	}
	return false
}

// isInitials reports whether word, given without its last period, consists of single
// capital letters separated by periods or hyphens, such as J, J.-C and U.S.A, or is the
// single letter of an Arabic title such as د. (doctor).
func isInitials(word string) bool {
	letter := false
	for _, r := range word {
		switch {
		case r == '.' || r == '-':
			letter = false
		case letter || unicode.IsLower(r) || !unicode.IsLetter(r):
			return false
		default:
			letter = true
		}
	}
	return letter
}

// opensWithArticle reports whether the first word of text is le, la, de or the like.
// These begin names too, so that opensSentence is false for them.
func opensWithArticle(text string) bool {
	word, _, _ := strings.Cut(strings.TrimLeftFunc(text, opens), " ")
	return words.Printed(word).Has(words.Joining)
}

// opensSentence reports whether the capitalized word at the start of text begins a sentence
// far more often than it follows initials. D’Ormesson, for example, does not.
func opensSentence(text string) bool {
	text = strings.TrimLeftFunc(text, opens)
	word := text
	if i := strings.IndexFunc(text, unicode.IsSpace); i >= 0 {
		word = text[:i]
	}
	rest, elides := words.CutElision(word)
	if r, _ := utf8.DecodeRuneInString(rest); elides && (word[0] != 'D' || !unicode.IsUpper(r)) {
		return true
	}
	before, _, _ := words.CutApostrophe(word)
	return words.Printed(strings.TrimRight(before, ",")).Has(words.Opening)
}
