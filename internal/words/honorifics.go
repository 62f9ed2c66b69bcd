package words

import (
	"strings"

	"github.com/presse-go/presse/internal/letters"
)

// Honorific returns the uses of a printed word, with or without a final period, if
// it is a title that precedes a name: M., Mme, Dr, Me, SM, Cheikh, Moulay. Case
// matters: Me is a title, me is a pronoun.
func Honorific(word string) Use {
	switch strings.TrimSuffix(letters.NFC(word), ".") {
	case "M", "MM", "Mr", "Mrs", "Ms", "Mme", "Mmes", "Mlle", "Mlles", "Vve", // the following may contain periods
		"SM", "S.M", "SAR", "S.A.R", "SAS", "S.A.S", "SE", "S.E", "SEM", "S.E.M", "SS", "S.S", "LL.MM", "LL.AA.RR",
		"Dr", "Drs", "Dre", "Pr", "Prs", "Prof", "Me", "Mes", "Mgr", "St", "Ste", "Sts", "Stes",
		"Adj", "Cdt", "Cne", "Col", "Gal", "Gén", "Lt":
		return Leaning | Abbreviated
	case "Monsieur", "Messieurs", "Madame", "Mesdames", "Mademoiselle", "Maître", "Docteur", "Professeur", "Monseigneur",
		"Cheikh", "Cheikha", "Moulay", "Lalla", "Sidi", "Hadj", "Haj", "El-Hadj":
		return Leaning
	}
	return 0
}
