package presse_test

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/presse-go/presse"
)

// What a reporter types is printed with no-break spaces, shown here as ~ (full) and ^
// (narrow), guillemets and apostrophes.
func ExampleTypeset() {
	visible := strings.NewReplacer("\u00A0", "~", "\u202F", "^") // shows no-break spaces
	s := presse.Typeset(`"L'eau manque" à Zagora : 10 000 foyers touchés, selon M. Idrissi...`, "fr-MA")
	fmt.Println(visible.Replace(s))
	// Output: «~L’eau manque~» à Zagora~: 10^000 foyers touchés, selon M.~Idrissi…
}

// Each region prints its own spaces.
func ExampleTypesetter_Text() {
	visible := strings.NewReplacer("\u00A0", "~", "\u202F", "^") // shows no-break spaces
	for _, l := range []presse.Lang{"fr", "fr-CA", "fr-CH", "ar"} {
		y := presse.Typesetter{Lang: l}
		fmt.Println(l, visible.Replace(y.Text(`Elle hésite : "Partir ?"`)))
	}
	// Output:
	// fr Elle hésite~: «~Partir^?~»
	// fr-CA Elle hésite~: «~Partir?~»
	// fr-CH Elle hésite^: «^Partir^?^»
	// ar Elle hésite : "Partir ?"
}

// The quotation marks stand on both sides of a link. The attribute, the code and the
// English stay as they are.
func ExampleTypesetter_HTML() {
	visible := strings.NewReplacer("\u00A0", "~", "\u202F", "^") // shows no-break spaces
	body := template.HTML(`<p>Le site "<a href="/l'eau" title="l'eau !">L'eau vive</a>" affiche <code>l'erreur ?</code> ou <i lang="en">it's "down"</i> !</p>`)
	fmt.Println(visible.Replace(string(presse.Typesetter{}.HTML(body))))
	// Output: <p>Le site «~<a href="/l'eau" title="l'eau !">L’eau vive</a>~» affiche <code>l'erreur ?</code> ou <i lang="en">it's "down"</i>^!</p>
}

// An editor sees what would change, and why, before it does.
func ExampleChange() {
	visible := strings.NewReplacer("\u00A0", "~", "\u202F", "^") // shows no-break spaces
	for _, c := range (presse.Typesetter{}).Changes(`L'eau coûte 5 €, "trop" !`) {
		fmt.Printf("%2d %q → %q: %s\n", c.Offset, c.Old, visible.Replace(c.New), c.Rule)
	}
	// Output:
	//  1 "'" → "’": apostrophe
	// 14 " " → "~": no-break space before a unit
	// 20 "\"" → "«~": guillemets
	// 25 "\"" → "~»": guillemets
	// 26 " " → "^": no-break space before punctuation
}

// A site whose font lacks the narrow space uses full ones, a paper in Montréal that has it
// may print it.
func ExampleSpaces() {
	visible := strings.NewReplacer("\u00A0", "~", "\u202F", "^") // shows no-break spaces
	full := presse.Typesetter{Lang: "fr", Spaces: presse.SpacesFull}
	fmt.Println(visible.Replace(full.Text("Vrai ? 10 000 fois vrai !")))
	narrow := presse.Typesetter{Lang: "fr-CA", Spaces: presse.SpacesNarrow}
	fmt.Println(visible.Replace(narrow.Text("Vrai ? 10 000 fois vrai !")))
	// Output:
	// Vrai~? 10~000 fois vrai~!
	// Vrai^? 10^000 fois vrai^!
}
