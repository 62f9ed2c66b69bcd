package presse_test

import (
	"fmt"
	"maps"
	"slices"

	"github.com/presse-go/presse"
)

func ExampleSlug() {
	fmt.Println(presse.Slug("L’été à Fès : « une œuvre d’art », dit-on aujourd’hui"))
	fmt.Println(presse.Slug("Inflation&nbsp;: <em>+3,5 %</em> au 1ᵉʳ trimestre"))
	fmt.Println(presse.Slug("ⵜⴰⵎⴰⵣⵉⵖⵜ، لغة رسمية"))
	// Output:
	// l-ete-a-fes-une-oeuvre-d-art-dit-on-aujourd-hui
	// inflation-3-5-au-1er-trimestre
	// tamazight-لغة-رسمية
}

// A newspaper that has always glued its elisions, kept its URLs short and left
// out the small words goes on doing so.
func ExampleSlugger() {
	paper := presse.Slugger{
		Elision: presse.ElisionGlue,
		MaxLen:  40,
		Skip:    presse.FrenchStopWords(),
	}
	fmt.Println(paper.Slug("L’avenir de la pêche à Dakhla se joue dans les prochains mois"))
	// Output: lavenir-peche-dakhla-joue-prochains-mois
}

func ExampleSlugger_Slug() {
	title := "Trois millions d’élèves en grève"
	for _, s := range []presse.Slugger{
		{},
		{Elision: presse.ElisionGlue},
		{Elision: presse.ElisionDrop},
		{MaxLen: 16},
	} {
		fmt.Println(s.Slug(title))
	}
	// Output:
	// trois-millions-d-eleves-en-greve
	// trois-millions-deleves-en-greve
	// trois-millions-eleves-en-greve
	// trois-millions-d
}

// Append builds a path without intermediate strings.
func ExampleSlugger_Append() {
	path := []byte("/2026/11/")
	path = presse.Slugger{}.Append(path, "À Tanger, le port s’agrandit")
	fmt.Println(string(path))
	// Output: /2026/11/a-tanger-le-port-s-agrandit
}

// Reserved words are taken as much as the slugs of other stories.
func ExampleSlugger_Unique() {
	published := map[string]bool{"le-point-sur-la-greve": true, "le-point-sur-la-greve-2": true}
	reserved := map[string]bool{"flux": true, "recherche": true}
	taken := func(slug string) bool { return published[slug] || reserved[slug] }

	var s presse.Slugger
	fmt.Println(s.Unique("Le point sur la grève", taken))
	fmt.Println(s.Unique("Recherche", taken))
	fmt.Println(s.Unique("🔥🔥🔥", taken))
	// Output:
	// le-point-sur-la-greve-3
	// recherche-2
	// sans-titre
}

// Permalinks that WordPress made stay what they are, quirks included.
func ExampleProfile() {
	wordpress := presse.Slugger{Profile: presse.ProfileWordPress}
	fmt.Println(wordpress.Slug("L’essence à 1,50 € : et après ?"))
	fmt.Println(presse.Slug("L’essence à 1,50 € : et après ?"))
	// Output:
	// lessence-a-150-e-et-apres
	// l-essence-a-1-50-et-apres
}

func ExampleElision() {
	for _, elision := range []presse.Elision{presse.ElisionHyphen, presse.ElisionGlue, presse.ElisionDrop} {
		fmt.Println(presse.Slugger{Elision: elision}.Slug("Jusqu’à l’aube, aujourd’hui"))
	}
	// Output:
	// jusqu-a-l-aube-aujourd-hui
	// jusqua-laube-aujourdhui
	// a-aube-aujourd-hui
}

func ExampleSymbols() {
	title := "Rabais de 20 % & cadeaux : 1 000 € à gagner"
	fmt.Println(presse.Slugger{}.Slug(title))
	fmt.Println(presse.Slugger{Symbols: presse.SymbolsSpelled}.Slug(title))
	fmt.Println(presse.Slugger{Symbols: presse.SymbolsSpelled, Lang: "ar-MA"}.Slug("تخفيضات بنسبة 20 %"))
	// Output:
	// rabais-de-20-cadeaux-1-000-a-gagner
	// rabais-de-20-pour-cent-et-cadeaux-1-000-euros-a-gagner
	// تخفيضات-بنسبة-20-في-المئة
}

// A newsroom that moves takes its old addresses as the rule for new ones.
func ExampleDetectSlugger() {
	old := map[string]string{
		"L’école rouvre à Nador":          "lecole-rouvre-a-nador",
		"Ce qu’il faut savoir du scrutin": "ce-quil-faut-savoir-du-scrutin",
		"Le prix de l’huile d’olive":      "le-prix-de-lhuile-dolive",
		"Notre-Dame, vue du ciel":         "reportage-notre-dame",
	}
	slugger, fit := presse.DetectSlugger(maps.All(old))
	fmt.Printf("%d sur %d\n", fit.Reproduced, fit.Pairs)
	fmt.Println(slugger.Slug("L’hiver s’installe"))
	// Output:
	// 3 sur 4
	// lhiver-sinstalle
}

// Fit tells how far to trust the slugger that was found.
func ExampleFit() {
	old := map[string]string{
		"Le vin de la vallée du Rhône":  "vin-vallee-rhone",
		"La fin de la grève du métro":   "fin-greve-metro",
		"Le roi de la montagne":         "roi-montagne",
		"La ville du bout de la ligne":  "ville-bout-ligne",
		"Le retour du loup de la forêt": "retour-loup-foret",
	}
	s, fit := presse.DetectSlugger(maps.All(old))
	fmt.Printf("%d sur %d, sans %q\n", fit.Reproduced, fit.Pairs, s.Skip)
	// Output: 5 sur 5, sans ["de" "du" "la" "le"]
}

func ExampleIsSlug() {
	fmt.Println(presse.IsSlug("l-etat-d-octobre"), presse.IsSlug("L’État d’octobre"), presse.IsSlug("المغرب"))
	// Output: true false true
}

func ExampleFold() {
	fmt.Println(presse.Fold("Cœur d’été, ﬁnance : Łódź, Đà Nẵng, ʿAbd al-Raḥmān"))
	// Output: Coeur d'ete, finance : Lodz, Da Nang, ʿAbd al-Rahman
}

func ExampleAppendFold() {
	line := []byte("cle=")
	line = presse.AppendFold(line, "Hôpital")
	fmt.Println(string(line))
	// Output: cle=Hopital
}

// Readers type names as they can; a search finds them all the same.
func ExampleSearchKey() {
	names := []string{"Haÿ-les-Roses (L’)", "Sébastien Œuvrard", "Aïn Sebaâ"}
	for _, query := range []string{"ain sebaa", "AÏN-SEBAÂ", "aïn sébaa"} {
		fmt.Println(slices.IndexFunc(names, func(name string) bool {
			return presse.SearchKey(name) == presse.SearchKey(query)
		}))
	}
	// Output:
	// 2
	// 2
	// 2
}

func ExampleFrenchStopWords() {
	s := presse.Slugger{Skip: append(presse.FrenchStopWords(), "video")}
	fmt.Println(s.Slug("Vidéo : l’hôpital ne ferme pas ses portes"))
	// Output: hopital-ne-ferme-pas-portes
}
