package words_test

import (
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/words"
)

func TestCommon(t *testing.T) {
	for _, w := range strings.Fields("le la les des du au aux et ou mais que qui dont il elle nous est sont etait avait dans sur pour par avec sans lundi aout") {
		if !words.Common([]byte(w)) {
			t.Errorf("Common(%q) = false: it says nothing of what a text is about", w)
		}
	}
	for _, w := range strings.Fields("ministre rabat greve inondations or nord ouest pays droit 2025 maroc") {
		if words.Common([]byte(w)) {
			t.Errorf("Common(%q) = true: it may be what a text is about", w)
		}
	}
}

func TestIsHonorific(t *testing.T) {
	for _, word := range []string{"M.", "MM.", "Mme", "Dr", "Dr.", "Me", "SM", "S.M.", "SAR", "SEM", "Cheikh", "Moulay", "Lalla"} {
		if !words.IsHonorific(word) {
			t.Errorf("IsHonorific(%q) = false", word)
		}
	}
	for _, word := range []string{"", ".", "me", "m.", "Rabat", "Mohammed", "dr"} {
		if words.IsHonorific(word) {
			t.Errorf("IsHonorific(%q) = true", word)
		}
	}
}

func TestAnnounces(t *testing.T) {
	for _, word := range []string{"le", "La", "l’", "d’une", "qu'", "«\u00a0les", "M.", "de", "the"} {
		if !words.Announces(word) {
			t.Errorf("Announces(%q) = false", word)
		}
	}
	for _, word := range []string{"Rabat", "l’eau", "plastique", "10", "lien"} {
		if words.Announces(word) {
			t.Errorf("Announces(%q) = true", word)
		}
	}
}
