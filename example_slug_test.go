package presse_test

import (
	"encoding/json"
	"fmt"
	"log"
	"maps"
	"slices"

	"github.com/presse-go/presse"
)

func ExampleSlug() {
	fmt.Println(presse.Slug("L’été à Fès : « une œuvre d’art », dit-on aujourd’hui"))
	fmt.Println(presse.Slug("Inflation&nbsp;: <em>+3,5 %</em> au 1ᵉʳ trimestre"))
	fmt.Println(presse.Slug("ⵜⴰⵎⴰⵣⵉⵖⵜ، لغة رسمية"))
	// Output:
	// l-ete-a-fes-une-oeuvre-d-art-dit-on-aujourd-hui
	// inflation-3-5-au-1er-trimestre
	// tamazight-لغة-رسمية
}

// A newspaper that has always glued its elisions, kept its addresses short and
// left out the small words continues to do so.
func ExampleSlugger() {
	paper := presse.Slugger{
		Elision: presse.ElisionGlue,
		MaxLen:  40,
		Skip:    presse.FrenchStopWords(),
	}
	fmt.Println(paper.Slug("L’avenir de la pêche à Dakhla se joue dans les prochains mois"))
	// Output: lavenir-peche-dakhla-joue-prochains-mois
}

// Some sites keep capitals, some cut inside words, and some keep all separators. The
// language of the title decides how some letters are written.
func ExampleSlugger_options() {
	title := "ASSE : la pluie revient à Geoffroy-Guichard"
	fmt.Println(presse.Slugger{KeepCase: true}.Slug(title))
	fmt.Println(presse.Slugger{MaxLen: 30, CutWords: true}.Slug(title))
	fmt.Println(presse.Slugger{KeepRuns: true}.Slug(title))
	fmt.Println(presse.Slugger{Lang: "de"}.Slug("Die Größe der Bären"))
	fmt.Println(presse.Slugger{Lang: "en"}.Slug("Rabat’s new tramway"))
	// Output:
	// ASSE-la-pluie-revient-a-Geoffroy-Guichard
	// asse-la-pluie-revient-a-geoffr
	// asse---la-pluie-revient-a-geoffroy-guichard
	// die-groesse-der-baeren
	// rabats-new-tramway
}

// Stories with the same headline get numbers, and so does one whose slug is a
// reserved word of the site.
func ExampleSlugger_Unique() {
	published := []string{"le-point-sur-la-greve", "le-point-sur-la-greve-2"}
	reserved := []string{"flux", "recherche"}
	taken := func(slug string) bool {
		return slices.Contains(published, slug) || slices.Contains(reserved, slug)
	}
	var s presse.Slugger
	fmt.Println(s.Unique("Le point sur la grève", taken))
	fmt.Println(s.Unique("Recherche", taken))
	fmt.Println(s.Unique("🔥🔥🔥", taken))
	// Output:
	// le-point-sur-la-greve-3
	// recherche-2
	// sans-titre
}

// A newsroom that leaves its old system finds the rule of its addresses, and stores it as
// a setting. One address was written by hand.
func ExampleDetectSlugger() {
	old := map[string]string{
		"L’école rouvre à Nador":          "https://www.exemple.ma/societe/lecole-rouvre-a-nador-24518.html",
		"Ce qu’il faut savoir du scrutin": "https://www.exemple.ma/politique/ce-quil-faut-savoir-du-scrutin-24523.html",
		"Le prix de l’huile d’olive":      "https://www.exemple.ma/economie/prix/le-prix-de-lhuile-dolive-24531.html",
		"La Koutoubia vue du ciel":        "https://www.exemple.ma/culture/reportage-photo-24533.html",
	}
	found, fit := presse.DetectSlugger(maps.All(old))
	if !fit.Found() {
		log.Fatal("no rule explains these addresses")
	}
	fmt.Printf("%d of %d, %d edited: %s\n", fit.Reproduced, fit.Pairs, fit.Edited, fit.Around)

	setting, err := json.Marshal(found)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(setting))

	var slugger presse.Slugger
	if err := json.Unmarshal(setting, &slugger); err != nil {
		log.Fatal(err)
	}
	fmt.Println(slugger.Slug("L’hiver s’installe sur l’Atlas"))
	// Output:
	// 3 of 4, 1 edited: /{section}/{slug}-{id}.html
	// {"elision":"glue"}
	// lhiver-sinstalle-sur-latlas
}

// An import takes the slugs of old addresses over. The addresses of a section that was
// not seen have the same form; those of other pages do not.
func ExampleFit_SlugOf() {
	old := map[string]string{
		"Le souk rouvre à Azrou": "/region/2026/03/02/le-souk-rouvre-a-azrou-24518.html",
		"La pluie revient à Fès": "/meteo/2026/03/05/la-pluie-revient-a-fes-24540.html",
		"Trois jours à Tétouan":  "/voyages/nord/2026/03/09/trois-jours-a-tetouan-24561.html",
	}
	_, fit := presse.DetectSlugger(maps.All(old))
	fmt.Println(fit.Around)
	for _, address := range []string{
		"https://www.exemple.ma/sport/2026/04/01/le-raja-attend-2027-24702.html?xtor=RSS-3",
		"https://www.exemple.ma/mentions-legales.html",
	} {
		slug, ok := fit.SlugOf(address)
		fmt.Printf("%q %t\n", slug, ok)
	}
	// Output:
	// /{section}/{date}/{slug}-{id}.html
	// "le-raja-attend-2027" true
	// "" false
}

// Fit says how far to trust the slugger that was found. Here it leaves out articles and
// prepositions, and explains all addresses but one. An editor wrote that.
func ExampleFit() {
	old := map[string]string{
		"Le vin de la vallée du Rhône":  "/vin-vallee-rhone",
		"La fin de la grève du métro":   "/fin-greve-metro",
		"Le roi de la montagne":         "/roi-montagne",
		"La ville du bout de la ligne":  "/ville-bout-ligne",
		"Le retour du loup de la forêt": "/retour-loup-foret-2",
		"La nuit du loup-garou":         "/a-ne-pas-manquer-ce-soir",
	}
	slugger, fit := presse.DetectSlugger(maps.All(old))
	fmt.Printf("%d of %d (%d with a number), %d edited, without %q\n", fit.Reproduced, fit.Pairs, fit.Numbered, fit.Edited, slugger.Skip)
	// Output: 5 of 6 (1 with a number), 1 edited, without ["de" "du" "la" "le"]
}

// A site that leaves WordPress keeps its permalinks.
func ExampleProfile() {
	title := "L’essence à 1,50 € : et après ?"
	fmt.Println(presse.Slugger{Profile: presse.ProfileWordPress}.Slug(title))
	fmt.Println(presse.Slugger{Profile: presse.ProfilePress}.Slug(title))
	// Output:
	// lessence-a-150-e-et-apres
	// l-essence-a-1-50-et-apres
}

func ExampleElision() {
	for _, e := range []presse.Elision{presse.ElisionHyphen, presse.ElisionGlue, presse.ElisionDrop} {
		fmt.Printf("%s: %s\n", e, presse.Slugger{Elision: e}.Slug("Jusqu’à l’aube, aujourd’hui"))
	}
	// Output:
	// hyphen: jusqu-a-l-aube-aujourd-hui
	// glue: jusqua-laube-aujourdhui
	// drop: a-aube-aujourd-hui
}

func ExampleSymbols() {
	title := "Rabais de 20 % & cadeaux : 1 000 € à gagner"
	fmt.Println(presse.Slugger{}.Slug(title))
	fmt.Println(presse.Slugger{Symbols: presse.SymbolsSpelled}.Slug(title))
	fmt.Println(presse.Slugger{Symbols: presse.SymbolsSpelled}.Slug("La région vote 3 M€ et en attend 2,5 Md$"))
	fmt.Println(presse.Slugger{Symbols: presse.SymbolsSpelled, Lang: "ar"}.Slug("تخفيضات بنسبة 20 %"))
	// Output:
	// rabais-de-20-cadeaux-1-000-a-gagner
	// rabais-de-20-pour-cent-et-cadeaux-1-000-euros-a-gagner
	// la-region-vote-3-millions-d-euros-et-en-attend-2-5-milliards-de-dollars
	// تخفيضات-بنسبة-20-في-المئة
}

// The slice is the caller's, who may add other words.
func ExampleFrenchStopWords() {
	s := presse.Slugger{Skip: append(presse.FrenchStopWords(), "video", "direct")}
	fmt.Println(s.Slug("Vidéo : l’hôpital ne ferme pas ses portes"))
	fmt.Println(s.Slug("En direct")) // nothing else would be left
	// Output:
	// hopital-ne-ferme-pas-portes
	// en-direct
}

// A site that leaves Drupal leaves out the same words as before.
func ExamplePathautoWords() {
	s := presse.Slugger{Profile: presse.ProfilePathauto, Skip: presse.PathautoWords(), MaxLen: 100}
	fmt.Println(s.Slug("À Salé, on vote aujourd’hui"))
	fmt.Println(s.Slug("Le site fes.ma fait peau neuve"))
	// Output:
	// sale-vote-aujourdhui
	// le-site-fesma-fait-peau-neuve
}

// A form refuses an address that was typed by hand and is not a slug.
func ExampleIsSlug() {
	for _, s := range []string{"l-etat-d-octobre", "L’État d’octobre", "l--etat", "المغرب"} {
		fmt.Println(presse.IsSlug(s), s)
	}
	// Output:
	// true l-etat-d-octobre
	// false L’État d’octobre
	// false l--etat
	// true المغرب
}

func ExampleFold() {
	fmt.Println(presse.Fold("Cœur d’été, ﬁnance : Łódź, Đà Nẵng, ʿAbd al-Raḥmān"))
	// Output: Coeur d'ete, finance : Lodz, Da Nang, ʿAbd al-Rahman
}

// One buffer is used for all keys.
func ExampleAppendFold() {
	var key []byte
	for _, place := range []string{"Hôpital Ibn-Sīnā", "Aïn Diab"} {
		key = presse.AppendFold(key[:0], place)
		fmt.Printf("%s\n", key)
	}
	// Output:
	// Hopital Ibn-Sina
	// Ain Diab
}

// Readers type names as they can, and a search finds them.
func ExampleSearchKey() {
	names := map[string]string{}
	for _, name := range []string{"Aïn Sebaâ", "L’Haÿ-les-Roses", "Sébastien Œuvrard"} {
		names[presse.SearchKey(name)] = name
	}
	for _, typed := range []string{"AIN-SEBAA", "l'hay les roses", "sebastien oeuvrard"} {
		fmt.Printf("%s: %s\n", typed, names[presse.SearchKey(typed)])
	}
	// Output:
	// AIN-SEBAA: Aïn Sebaâ
	// l'hay les roses: L’Haÿ-les-Roses
	// sebastien oeuvrard: Sébastien Œuvrard
}
