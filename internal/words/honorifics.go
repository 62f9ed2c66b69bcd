package words

import "strings"

// IsHonorific reports whether a word, with or without its final period, is a
// title that stands before a name: M., Mme, Dr, Me, SM, Cheikh, Moulay. Titles
// are told by their capital: "me" is a pronoun.
func IsHonorific(word string) bool {
	word = strings.TrimSuffix(word, ".")
	if IsTitleInFull(word) {
		return true
	}
	switch word {
	case "M", "MM", "Mr", "Mrs", "Ms", "Mme", "Mmes", "Mlle", "Mlles", "Vve", // and with periods of their own:
		"SM", "S.M", "SAR", "S.A.R", "SAS", "S.A.S", "SE", "S.E", "SEM", "S.E.M", "SS", "S.S", "LL.MM", "LL.AA.RR",
		"Dr", "Drs", "Dre", "Pr", "Prs", "Prof", "Me", "Mes", "Mgr", "St", "Ste", "Sts", "Stes",
		"Adj", "Cdt", "Cne", "Col", "Gal", "Gén", "Lt":
		return true
	}
	return false
}

// IsTitleInFull reports whether an honorific is written without a period, so
// that one after it ends a sentence.
func IsTitleInFull(word string) bool {
	switch word {
	case "Monsieur", "Messieurs", "Madame", "Mesdames", "Mademoiselle", "Maître", "Docteur", "Professeur", "Monseigneur",
		"Cheikh", "Cheikha", "Moulay", "Lalla", "Sidi", "Hadj", "Haj", "El-Hadj":
		return true
	}
	return false
}
