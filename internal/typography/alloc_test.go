//go:build !race

// This file is left out under the race detector, which empties sync.Pools at random
// and so changes the number of allocations.

package typography

import (
	"strings"
	"testing"
)

// TestCleanCostsNothing checks that a text or body that needs no change is returned as it
// is, without allocating.
func TestCleanCostsNothing(t *testing.T) {
	clean := decode.Replace("«~L’eau~», dit Mme~Idrissi~: 10^000~€, n°~5, soit 3,5~%, à 18~h~30^! Le «~mot “liberté”~» reste… Vraiment^? " +
		"Voir https://exemple.fr/l'eau^; ça dépend du “mot”. Yahoo!⏎⏎Rien d’autre à 5'10\" près^; M.~Bâ, p.~12. Samedi 14 300 personnes, Peugeot 208 100~ch.")
	body := "<p>" + strings.ReplaceAll(clean, "Vraiment", `<b>Vraiment</b>&nbsp;: R&amp;D <i lang="en">it's</i>`) + `</p><p lang="fr-CA" class="a b">Oui! <b translate="no">l'a</b></p>`
	for _, c := range []struct {
		name string
		set  func(string) string
		in   string
	}{{"Text", Lexique.Text, ""}, {"Text", Lexique.Text, clean}, {"HTML", Lexique.HTML, ""}, {"HTML", Lexique.HTML, clean}, {"HTML", Lexique.HTML, body}} {
		if got := c.set(c.in); got != c.in {
			t.Errorf("%s(%s)\n got %s", c.name, show.Replace(c.in), show.Replace(got))
		}
		if n := testing.AllocsPerRun(100, func() { c.set(c.in) }); n != 0 {
			t.Errorf("%s(%s) allocates %v times, want 0", c.name, show.Replace(c.in), n)
		}
	}
}
