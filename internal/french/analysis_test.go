package french_test

import (
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/french"
)

func TestCommon(t *testing.T) {
	for _, w := range strings.Fields("le la les des du au aux et ou mais que qui dont il elle nous est sont etait avait dans sur pour par avec sans lundi aout") {
		if !french.Common([]byte(w)) {
			t.Errorf("Common(%q) = false: it says nothing of what a text is about", w)
		}
	}
	for _, w := range strings.Fields("ministre rabat greve inondations or nord ouest pays droit 2025 maroc") {
		if french.Common([]byte(w)) {
			t.Errorf("Common(%q) = true: it may be what a text is about", w)
		}
	}
}
