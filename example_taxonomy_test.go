package presse_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"

	"github.com/presse-go/presse"
)

// The sections of a paper are kept as JSON. A page makes a menu of them, and
// shows the way from the home page to one.
func ExampleTaxonomy() {
	var sections presse.Taxonomy
	err := json.Unmarshal([]byte(`{"sections": [
		{"slug": "economie", "name": "Économie"},
		{"slug": "emploi", "name": "Emploi", "parent": "economie"},
		{"slug": "culture", "name": "Culture"},
		{"slug": "cinema", "name": "Cinéma", "parent": "culture"},
		{"slug": "courts-metrages", "name": "Courts métrages", "parent": "cinema"}
	]}`), &sections)
	if err != nil {
		log.Fatal(err)
	}
	for top := range sections.Children("") {
		fmt.Println(top.Name)
		for s := range sections.Children(top.Slug) {
			fmt.Println("–", s.Name)
		}
	}
	fmt.Print("Accueil")
	for _, s := range sections.Breadcrumb("courts-metrages") {
		fmt.Print(" › ", s.Name)
	}
	fmt.Println("\n/" + sections.Path("courts-metrages"))
	// Output:
	// Économie
	// – Emploi
	// Culture
	// – Cinéma
	// Accueil › Culture › Cinéma › Courts métrages
	// /culture/cinema/courts-metrages
}

// All mistakes in a list of sections are reported at once.
func ExampleNewTaxonomy() {
	_, err := presse.NewTaxonomy(
		presse.Section{Slug: "société civile", Name: "Société civile"},
		presse.Section{Slug: "sante", Name: "Santé", Parent: "societe"},
		presse.Section{Slug: "mode", Name: "Mode", Subjects: []presse.Subject{{Scheme: "medtop", Code: "2000011"}}},
	)
	for _, fault := range presse.Faults(err) {
		fmt.Printf("%s %q: %v\n", fault.Field, fault.Value, fault.Err)
	}
	// Output:
	// sections[0].slug "société civile": not a valid address: character ' '
	// sections[2].subjects[0].code "2000011": not the code of an IPTC Media Topic, such as 11000000
	// sections[1].parent "societe": not found
}

// Pages print the sections of a story without separators or in capitals, and may
// name one that the taxonomy does not have yet.
func ExampleTaxonomy_SplitKicker() {
	sections, err := presse.NewTaxonomy(
		presse.Section{Slug: "actualite", Name: "Actualité"},
		presse.Section{Slug: "economie", Name: "Économie"},
		presse.Section{Slug: "economie-sociale", Name: "Économie sociale", Parent: "economie"},
		presse.Section{Slug: "culture", Name: "Culture"},
		presse.Section{Slug: "une", Name: "Une", Kind: presse.KindPlacement},
	)
	if err != nil {
		log.Fatal(err)
	}
	for _, line := range []string{"ActualitéÉconomie socialeUne", "ECONOMIEUNE", "Culture | Théâtre"} {
		kicker, err := sections.SplitKicker(line)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s:", line)
		for _, s := range kicker {
			if _, ok := sections.Section(s.Slug); ok {
				fmt.Printf(" [%s]", s.Name)
				continue
			}
			fmt.Printf(" [%s, new]", s.Name)
			if sections, err = sections.With(s); err != nil {
				log.Fatal(err)
			}
		}
		fmt.Println()
	}
	fmt.Println(sections.Path("theatre"))
	// Output:
	// ActualitéÉconomie socialeUne: [Actualité] [Économie sociale] [Une]
	// ECONOMIEUNE: [Économie] [Une]
	// Culture | Théâtre: [Culture] [Théâtre, new]
	// theatre
}

// A line that can be read in two ways is for a person to decide.
func ExampleAmbiguityError() {
	sections, err := presse.NewTaxonomy(
		presse.Section{Slug: "art", Name: "Art"},
		presse.Section{Slug: "arts", Name: "Arts"},
		presse.Section{Slug: "port", Name: "Port"},
		presse.Section{Slug: "sport", Name: "Sport"},
	)
	if err != nil {
		log.Fatal(err)
	}
	_, err = sections.SplitKicker("ARTSPORT")
	var ambiguity *presse.AmbiguityError
	if errors.As(err, &ambiguity) {
		for _, reading := range ambiguity.Readings {
			fmt.Println(reading[0].Name, "et", reading[1].Name)
		}
	}
	// Output:
	// Art et Sport
	// Arts et Port
}

// A story belongs to the deepest of its subjects, wherever it is shown.
func ExampleTaxonomy_Primary() {
	sections, err := presse.NewTaxonomy(
		presse.Section{Slug: "une", Name: "Une", Kind: presse.KindPlacement},
		presse.Section{Slug: "sport", Name: "Sport"},
		presse.Section{Slug: "voile", Name: "Voile", Parent: "sport"},
		presse.Section{Slug: "bretagne", Name: "Bretagne"},
	)
	if err != nil {
		log.Fatal(err)
	}
	if s, ok := sections.Primary([]string{"une", "bretagne", "voile"}); ok {
		fmt.Println(s.Name)
	}
	_, ok := sections.Primary([]string{"une"})
	fmt.Println(ok)
	// Output:
	// Voile
	// false
}

// A site answers for each address that a section ever had.
func ExampleTaxonomy_Resolve() {
	sections, err := presse.NewTaxonomy(
		presse.Section{Slug: "culture", Name: "Culture"},
		presse.Section{Slug: "cinema", Name: "Cinéma", Parent: "culture"},
		presse.Section{Slug: "astro", Name: "Astrologie"},
	)
	if err != nil {
		log.Fatal(err)
	}
	if sections, err = sections.Move("cinema", ""); err != nil {
		log.Fatal(err)
	}
	if sections, err = sections.Remove("astro"); err != nil {
		log.Fatal(err)
	}
	for _, path := range []string{"/cinema/", "/culture/cinema/", "/astro/", "/meteo/"} {
		slug, moved, err := sections.Resolve(path)
		switch {
		case errors.Is(err, presse.ErrGone):
			fmt.Println(path, http.StatusGone)
		case err != nil:
			fmt.Println(path, http.StatusNotFound)
		case moved:
			fmt.Println(path, http.StatusMovedPermanently, "/"+sections.Path(slug)+"/")
		default:
			fmt.Println(path, http.StatusOK)
		}
	}
	// Output:
	// /cinema/ 200
	// /culture/cinema/ 301 /cinema/
	// /astro/ 410
	// /meteo/ 404
}

// Rename returns a new taxonomy and leaves the old one as it is. The paths below
// the section redirect as well.
func ExampleTaxonomy_Rename() {
	before, err := presse.NewTaxonomy(
		presse.Section{Slug: "culture", Name: "Culture"},
		presse.Section{Slug: "cinema", Name: "Cinéma", Parent: "culture"},
	)
	if err != nil {
		log.Fatal(err)
	}
	after, err := before.Rename("culture", "culture-et-idees", "Culture et idées")
	if err != nil {
		log.Fatal(err)
	}
	path, moved, err := after.Resolve("/culture/cinema")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(moved, path)
	fmt.Println(before.Path("cinema"))
	// Output:
	// true culture-et-idees/cinema
	// culture/cinema
}

// A section is renamed, and years later merged into another. All its addresses
// lead there in a single redirect.
func ExampleTaxonomy_Merge() {
	sections, err := presse.NewTaxonomy(
		presse.Section{Slug: "tech", Name: "Tech"},
		presse.Section{Slug: "internet", Name: "Internet"},
		presse.Section{Slug: "jeux", Name: "Jeux vidéo", Parent: "internet"},
	)
	if err != nil {
		log.Fatal(err)
	}
	sections, err = sections.Rename("internet", "web", "Web")
	if err != nil {
		log.Fatal(err)
	}
	sections, err = sections.Merge("web", "tech")
	if err != nil {
		log.Fatal(err)
	}
	for _, path := range []string{"internet", "web", "internet/jeux"} {
		slug, moved, err := sections.Resolve(path)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(path, "→", sections.Path(slug), moved)
	}
	// Output:
	// internet → tech true
	// web → tech true
	// internet/jeux → tech/jeux true
}

// A section has a name in each edition.
func ExampleSection() {
	s := presse.Section{
		Slug:    "culture",
		Name:    "Culture",
		Labels:  map[presse.Lang]string{"ar": "ثقافة", "en": "Arts"},
		Aliases: []string{"arts", "loisirs/sorties"}, // former addresses
	}
	fmt.Println(s.Label("ar-MA"), s.Label("en-GB"), s.Label("es"))
	// Output: ثقافة Arts Culture
}

// A menu lists the subjects. Placements and formats only say where a story is
// shown and what it looks like.
func ExampleKind() {
	sections, err := presse.NewTaxonomy(
		presse.Section{Slug: "une", Name: "Une", Kind: presse.KindPlacement},
		presse.Section{Slug: "regions", Name: "Régions"},
		presse.Section{Slug: "videos", Name: "Vidéos", Kind: presse.KindFormat},
	)
	if err != nil {
		log.Fatal(err)
	}
	for s := range sections.All() {
		if s.Kind == presse.KindSubject {
			fmt.Println("menu:", s.Name)
		} else {
			fmt.Println(s.Kind, "only:", s.Name)
		}
	}
	// Output:
	// placement only: Une
	// menu: Régions
	// format only: Vidéos
}
