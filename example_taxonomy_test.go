package presse_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/presse-go/presse"
)

// journal is the newspaper of the examples below.
func journal() *presse.Taxonomy {
	t, err := presse.NewTaxonomy(
		presse.Section{Slug: "actualite", Name: "Actualité"},
		presse.Section{Slug: "economie", Name: "Économie", Subjects: []string{"medtop:04000000"}},
		presse.Section{Slug: "economie-sociale", Name: "Économie sociale", Parent: "economie"},
		presse.Section{Slug: "culture", Name: "Culture", Labels: map[presse.Lang]string{"ar": "ثقافة"}},
		presse.Section{Slug: "cinema", Name: "Cinéma", Parent: "culture"},
		presse.Section{Slug: "une", Name: "Une", Kind: presse.KindPlacement},
		presse.Section{Slug: "videos", Name: "Vidéos", Kind: presse.KindFormat},
	)
	if err != nil {
		panic(err)
	}
	return t
}

// names lists sections by their names.
func names(sections iter.Seq[presse.Section]) string {
	var list []string
	for s := range sections {
		list = append(list, s.Name)
	}
	return strings.Join(list, ", ")
}

func ExampleTaxonomy() {
	t := journal()

	// What a page prints, run together and in alphabetical order …
	sections, err := t.SplitKicker("CultureCinémaUne")
	if err != nil {
		fmt.Println(err)
	}
	var paths []string
	for _, s := range sections {
		paths = append(paths, s.Path)
	}
	// … and the section that the story belongs to.
	main, _ := t.Primary(paths)
	fmt.Println(main.Name, "/"+main.Path)
	// Output: Cinéma /culture/cinema
}

func ExampleNewTaxonomy() {
	_, err := presse.NewTaxonomy(
		presse.Section{Slug: "société civile", Name: "Société civile"},
		presse.Section{Slug: "sante", Name: "Santé", Parent: "societe"},
		presse.Section{Slug: "mode", Name: "Mode", Subjects: []string{"20000011"}},
	)
	fmt.Println(err)
	// Output:
	// presse: new taxonomy sections[0].slug "société civile": not a valid address: character ' '
	// presse: new taxonomy sections[2].subjects[0] "20000011": not an IPTC Media Topic, such as medtop:11000000
	// presse: new taxonomy sections[1].parent "societe": not found
}

func ExampleTaxonomy_SplitKicker() {
	t := journal()
	for _, kicker := range []string{
		"ActualitéÉconomie socialeUne",
		"ECONOMIEUNE",
		"Culture | Théâtre",
	} {
		sections, err := t.SplitKicker(kicker)
		if err != nil {
			fmt.Println(err)
		}
		for _, s := range sections {
			_, known := t.Section(s.Slug)
			fmt.Print(s.Name, " ", known, "; ")
		}
		fmt.Println("—")
	}
	// Output:
	// Actualité true; Économie sociale true; Une true; —
	// Économie true; Une true; —
	// Culture true; Théâtre false; —
}

func ExampleAmbiguityError() {
	t, _ := presse.NewTaxonomy(
		presse.Section{Slug: "art", Name: "Art"},
		presse.Section{Slug: "arts", Name: "Arts"},
		presse.Section{Slug: "port", Name: "Port"},
		presse.Section{Slug: "sport", Name: "Sport"},
	)
	_, err := t.SplitKicker("ARTSPORT")
	var ambiguity *presse.AmbiguityError
	if errors.As(err, &ambiguity) {
		fmt.Println(len(ambiguity.Readings), "lectures")
	}
	// Output: 2 lectures
}

func ExampleAmbiguityError_Error() {
	t, _ := presse.NewTaxonomy(
		presse.Section{Slug: "maroc", Name: "Maroc"},
		presse.Section{Slug: "sport", Name: "Sport"},
		presse.Section{Slug: "sport-maroc", Name: "Maroc", Parent: "sport"},
	)
	_, err := t.SplitKicker("Maroc")
	fmt.Println(err)
	// Output: presse: split kicker "Maroc": can be read as maroc or as sport-maroc
}

func ExampleTaxonomy_Primary() {
	t := journal()
	s, ok := t.Primary([]string{"actualite", "cinema", "une"})
	fmt.Println(s.Name, ok)
	_, ok = t.Primary([]string{"une", "videos"})
	fmt.Println(ok)
	// Output:
	// Cinéma true
	// false
}

func ExampleTaxonomy_Resolve() {
	t, _ := journal().Move("cinema", "")
	t, _ = t.Remove("economie")
	for _, address := range []string{"/cinema/", "/culture/cinema/", "/economie/economie-sociale/", "/meteo/"} {
		path, moved, err := t.Resolve(address)
		switch {
		case errors.Is(err, presse.ErrGone):
			fmt.Println(address, 410)
		case err != nil:
			fmt.Println(address, 404)
		case moved:
			fmt.Println(address, 301, "/"+path+"/")
		default:
			fmt.Println(address, 200)
		}
	}
	// Output:
	// /cinema/ 200
	// /culture/cinema/ 301 /cinema/
	// /economie/economie-sociale/ 410
	// /meteo/ 404
}

func ExampleTaxonomy_PrimaryOf() {
	a := &presse.Article{Sections: []string{"actualite", "culture/cinema", "une"}, Primary: "actualite"}
	s, _ := journal().PrimaryOf(a)
	fmt.Println(s.Name)
	// Output: Actualité
}

func ExampleTaxonomy_ResolvePath() {
	t, _ := journal().Rename("culture", "idees", "Idées")
	s, rest, moved, _ := t.ResolvePath("/culture/cinema/2026/le-titre.html")
	fmt.Println(s.Name, moved, "/"+s.Path+"/"+rest)
	// Output: Cinéma true /idees/cinema/2026/le-titre.html
}

func ExampleTaxonomy_Rename() {
	before := journal()
	after, _ := before.Rename("culture", "culture-et-idees", "Culture et idées")
	path, moved, _ := after.Resolve("/culture/cinema")
	fmt.Println(path, moved)
	fmt.Println(before.Path("cinema")) // has not changed
	// Output:
	// culture-et-idees/cinema true
	// culture/cinema
}

func ExampleTaxonomy_Move() {
	t, _ := journal().Move("economie", "actualite")
	fmt.Println(t.Path("economie-sociale"))
	_, err := t.Move("actualite", "economie")
	fmt.Println(errors.Is(err, presse.ErrCycle))
	// Output:
	// actualite/economie/economie-sociale
	// true
}

func ExampleTaxonomy_Merge() {
	t, _ := journal().Merge("economie-sociale", "economie")
	path, moved, _ := t.Resolve("economie/economie-sociale")
	fmt.Println(path, moved)
	// Output: economie true
}

func ExampleTaxonomy_Remove() {
	t, _ := journal().Remove("culture")
	_, _, err := t.Resolve("culture/cinema")
	fmt.Println(err)
	// Output: presse: resolve section path "culture/cinema": no longer public
}

func ExampleTaxonomy_With() {
	t := journal()
	// A kicker names a section that is new.
	sections, _ := t.SplitKicker("SportUne")
	t, _ = t.With(sections[0])
	fmt.Println(names(t.Children("")))
	// Output: Actualité, Économie, Culture, Une, Vidéos, Sport
}

func ExampleTaxonomy_Section() {
	s, ok := journal().Section("economie-sociale")
	fmt.Println(s.Name, s.Parent, ok)
	// Output: Économie sociale economie true
}

func ExampleTaxonomy_Named() {
	fmt.Println(names(slices.Values(journal().Named("ECONOMIE SOCIALE"))))
	// Output: Économie sociale
}

func ExampleTaxonomy_Len() {
	fmt.Println(journal().Len())
	// Output: 7
}

func ExampleTaxonomy_All() {
	for s := range journal().All() {
		fmt.Print(s.Slug, " ")
	}
	fmt.Println()
	// Output: actualite economie economie-sociale culture cinema une videos
}

func ExampleTaxonomy_Alphabetical() {
	fmt.Println(names(journal().Alphabetical(presse.OrderFrench)))
	// Output: Actualité, Cinéma, Culture, Économie, Économie sociale, Une, Vidéos
}

func ExampleTaxonomy_Children() {
	fmt.Println(names(journal().Children("culture")))
	// Output: Cinéma
}

func ExampleTaxonomy_Descendants() {
	t, _ := journal().Move("economie", "actualite")
	fmt.Println(names(t.Descendants("actualite")))
	// Output: Économie, Économie sociale
}

func ExampleTaxonomy_Ancestors() {
	fmt.Println(names(journal().Ancestors("cinema")))
	// Output: Culture
}

func ExampleTaxonomy_Breadcrumb() {
	fmt.Println(names(slices.Values(journal().Breadcrumb("cinema"))))
	// Output: Culture, Cinéma
}

func ExampleTaxonomy_Path() {
	fmt.Println(journal().Path("cinema"))
	// Output: culture/cinema
}

func ExampleTaxonomy_MarshalJSON() {
	t, _ := presse.NewTaxonomy(
		presse.Section{Slug: "monde", Name: "Monde", Aliases: []string{"international"}},
		presse.Section{Slug: "une", Name: "Une", Kind: presse.KindPlacement},
	)
	text, _ := json.Marshal(t)
	fmt.Println(string(text))
	// Output: {"sections":[{"slug":"monde","name":"Monde","aliases":["international"]},{"slug":"une","name":"Une","kind":"placement"}]}
}

func ExampleTaxonomy_UnmarshalJSON() {
	var t presse.Taxonomy
	err := json.Unmarshal([]byte(`{"sections": [{"slug": "monde", "name": "Monde"}], "gone": ["meteo"]}`), &t)
	_, _, gone := t.Resolve("/meteo")
	fmt.Println(t.Len(), err, errors.Is(gone, presse.ErrGone))
	// Output: 1 <nil> true
}

func ExampleSection() {
	s := presse.Section{
		Slug:     "football",
		Name:     "Football",
		Parent:   "sport",
		Labels:   map[presse.Lang]string{"ar": "كرة القدم"},
		Aliases:  []string{"foot", "sport/ballon-rond"},
		Subjects: []string{"medtop:20001065"},
	}
	fmt.Println(s.Name, s.Kind)
	// Output: Football subject
}

func ExampleSection_Label() {
	s, _ := journal().Section("culture")
	fmt.Println(s.Label("ar-MA"), s.Label("de"))
	// Output: ثقافة Culture
}

func ExampleSection_MarshalJSON() {
	text, _ := json.Marshal(presse.Section{Slug: "une", Name: "Une", Kind: presse.KindPlacement})
	fmt.Println(string(text))
	// Output: {"slug":"une","name":"Une","kind":"placement"}
}

func ExampleSection_UnmarshalJSON() {
	var s presse.Section
	_ = json.Unmarshal([]byte(`{"slug": "sport", "name": "Sport", "couleur": "#0a7"}`), &s)
	fmt.Println(s.Name, string(s.Unknown["couleur"]))
	// Output: Sport "#0a7"
}

func ExampleKind() {
	for s := range journal().All() {
		if s.Kind != presse.KindSubject {
			fmt.Println(s.Name, s.Kind)
		}
	}
	// Output:
	// Une placement
	// Vidéos format
}

func ExampleKind_String() {
	fmt.Println(presse.KindFormat.String())
	// Output: format
}

func ExampleKind_MarshalText() {
	text, err := presse.KindPlacement.MarshalText()
	fmt.Println(string(text), err)
	// Output: placement <nil>
}

func ExampleKind_UnmarshalText() {
	var k presse.Kind
	err := k.UnmarshalText([]byte("rubrique"))
	fmt.Println(k, err)
	// Output: subject presse: read kind "rubrique": not one of subject, placement, format
}

func ExampleKind_Value() {
	stored, _ := presse.KindFormat.Value()
	fmt.Println(stored)
	// Output: format
}

func ExampleKind_Scan() {
	var k presse.Kind
	err := k.Scan("placement") // as a database gives it
	fmt.Println(k, err)
	// Output: placement <nil>
}

func ExampleOrder() {
	words := strings.Fields("côté coté côte cote")
	slices.SortFunc(words, presse.OrderFrench.Compare)
	fmt.Println(words)
	slices.SortFunc(words, presse.OrderCanadian.Compare)
	fmt.Println(words)
	// Output:
	// [cote coté côte côté]
	// [cote côte coté côté]
}

func ExampleOrder_Compare() {
	tags := []string{"Zagora", "œuvre", "Été", "Omra", "Essaouira", "eau", "Offre"}
	slices.SortFunc(tags, presse.OrderFrench.Compare)
	fmt.Println(strings.Join(tags, ", "))
	// Output: eau, Essaouira, Été, œuvre, Offre, Omra, Zagora
}
