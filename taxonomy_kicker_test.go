package presse

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/internal/letters"
)

// newsroom is the taxonomy that the tests of this file read kickers with.
func newsroom(t testing.TB) *Taxonomy {
	t.Helper()
	arabic := func(name string) map[Lang]string { return map[Lang]string{"ar": name} }
	sections := []Section{
		{Slug: "actualite", Name: "Actualité"},
		{Slug: "societe", Name: "Société", Labels: arabic("مجتمع")},
		{Slug: "culture", Name: "Culture", Labels: arabic("ثقافة")},
		{Slug: "politique", Name: "Politique", Labels: arabic("سياسة")},
		{Slug: "economie", Name: "Économie", Labels: map[Lang]string{"ar": "اقتصاد", "en": "Business"}},
		{Slug: "economie-sociale", Name: "Économie sociale", Parent: "economie"},
		{Slug: "etat", Name: "L’État"},
		{Slug: "sport", Name: "Sport"},
		{Slug: "arts", Name: "Arts", Parent: "culture"},
		{Slug: "art-de-vivre", Name: "Art de vivre"},
		{Slug: "art", Name: "Art", Parent: "culture"},
		{Slug: "port", Name: "Port"},
		{Slug: "maroc", Name: "Maroc", Parent: "actualite"},
		{Slug: "maroc-sport", Name: "Maroc", Parent: "sport"},
		{Slug: "bien-etre", Name: "Bien-être"},
		{Slug: "moyen-orient", Name: "Moyen-Orient"},
		{Slug: "sante-famille", Name: "Santé / Famille"},
		{Slug: "5g", Name: "5G"},
		{Slug: "peche", Name: "Pêche"},
		{Slug: "peche-capital", Name: "Péché"},
		{Slug: "oeuvres", Name: "Œuvres"},
		{Slug: "cote-jardin", Name: "Côté jardin"},
		{Slug: "monde", Name: "Monde", Aliases: []string{"international", "ancien/etranger"}},
		{Slug: "autre", Name: "Autre", Kind: KindPlacement},
		{Slug: "une", Name: "Une", Kind: KindPlacement},
		{Slug: "videos", Name: "Vidéos", Kind: KindFormat},
	}
	tx, err := NewTaxonomy(sections...)
	if err != nil {
		t.Fatal(err)
	}
	return tx
}

// A kicker is written as it is printed; what it says, as slugs, an unknown label
// as its name in brackets, readings of an ambiguous one parted by " or ".
func TestSplitKicker(t *testing.T) {
	tx := newsroom(t)
	for _, c := range []struct{ rule, kicker, want string }{
		{"the first page", "ActualitéAutreUne", "actualite autre une"},
		{"three labels", "ActualitéCultureUne", "actualite culture une"},
		{"a format at the end", "ActualitéUneVidéos", "actualite une videos"},
		{"two labels", "ActualitéUne", "actualite une"},
		{"accents in the middle", "SociétéUne", "societe une"},

		{"nothing", "", ""},
		{"only spaces", " \t\n ", ""},
		{"only separators", " / | • ", ""},
		{"one label", "Culture", "culture"},
		{"an order that is not alphabetical", "UneActualité", "une actualite"},
		{"a label twice", "UneUne", "une"},
		{"a label twice, apart", "UneSportUne", "une sport"},

		{"a comma", "Actualité, Culture", "actualite culture"},
		{"a comma without space", "Actualité,Culture", "actualite culture"},
		{"an Arabic comma", "سياسة، اقتصاد", "politique economie"},
		{"a slash", "Actualité / Culture / Une", "actualite culture une"},
		{"a slash without spaces", "Actualité/Culture", "actualite culture"},
		{"a bar", "Actualité | Culture", "actualite culture"},
		{"a bullet", "Actualité • Culture", "actualite culture"},
		{"a middle dot", "Actualité · Culture", "actualite culture"},
		{"a breadcrumb", "Actualité › Culture > Une", "actualite culture une"},
		{"guillemets as a breadcrumb", "Actualité » Culture", "actualite culture"},
		{"a dash", "Actualité – Culture", "actualite culture"},
		{"a hyphen between spaces", "Actualité - Culture", "actualite culture"},
		{"a hyphen without spaces, between known labels", "Actualité-Culture", "actualite culture"},
		{"a colon", "Sport : Culture", "sport culture"},
		{"a space", "Actualité Culture Une", "actualite culture une"},
		{"a no-break space", "Actualité\u00A0Culture", "actualite culture"},
		{"a line end", "Actualité\nCulture\r\nUne", "actualite culture une"},
		{"several spaces", "  Actualité   Culture ", "actualite culture"},
		{"separators mixed and in excess", ", Actualité , / Culture|", "actualite culture"},
		{"glued and separated", "ActualitéCulture, Une", "actualite culture une"},

		{"capitals", "ACTUALITÉCULTUREUNE", "actualite culture une"},
		{"capitals without accents", "ACTUALITECULTUREUNE", "actualite culture une"},
		{"capitals, accent lost on É only", "SOCIETÉUNE", "societe une"},
		{"capitals and spaces", "SOCIÉTÉ UNE", "societe une"},
		{"small letters", "actualitécultureune", "actualite culture une"},
		{"small letters and spaces", "actualité culture une", "actualite culture une"},
		{"a capital É at the beginning", "ÉconomieUne", "economie une"},
		{"a capital É in the middle", "ActualitéÉconomieUne", "actualite economie une"},
		{"no accent on the capital", "EconomieUne", "economie une"},
		{"É decomposed", "ActualitéE\u0301conomieUne", "actualite economie une"},
		{"a ligature", "ŒuvresUne", "oeuvres une"},
		{"a ligature spelled out", "OeuvresUne", "oeuvres une"},
		{"capitals, then small letters", "ACTUALITÉUne", "actualite une"},
		{"soft hyphens and zero-width spaces", "Actua\u00ADlité\u200BUne", "actualite une"},

		{"a label inside a label", "Économie socialeUne", "economie-sociale une"},
		{"both of them", "ÉconomieÉconomie socialeUne", "economie economie-sociale une"},
		{"both, the longer first", "Économie socialeÉconomie", "economie-sociale economie"},
		{"a label inside a label, capitals", "ÉCONOMIE SOCIALE", "economie-sociale"},
		{"a label inside a label, title case", "Économie Sociale", "economie-sociale"},
		{"Art, Arts and Art de vivre", "Art de vivreArtsArt", "art-de-vivre arts art"},
		{"a label that begins another one", "ArtsUne", "arts une"},
		{"a label inside an unknown word", "Commune", "[Commune]"},
		{"Une after an unknown word that ends like it", "CommuneUne", "[Commune] une"},
		{"a label inside an unknown word, capitals", "TRIBUNE", "[TRIBUNE]"},
		{"a label at the beginning of an unknown word", "Portrait", "[Portrait]"},
		{"a plural of a known name", "Actualités", "actualite"},
		{"a plural, capitals", "ACTUALITÉS", "actualite"},
		{"a label that begins an unknown word", "SportifsUne", "[Sportifs] une"},

		{"an apostrophe, curly", "L’ÉtatUne", "etat une"},
		{"an apostrophe, straight", "L'ÉtatUne", "etat une"},
		{"an apostrophe, capitals", "L'ÉTATUNE", "etat une"},
		{"an apostrophe after another label", "SociétéL’ÉtatUne", "societe etat une"},
		{"a hyphen in a label", "Bien-êtreUne", "bien-etre une"},
		{"a space for the hyphen", "Bien êtreUne", "bien-etre une"},
		{"a no-break hyphen", "Bien\u2011êtreUne", "bien-etre une"},
		{"a hyphen before a capital", "ActualitéMoyen-OrientUne", "actualite moyen-orient une"},
		{"a hyphen, capitals", "MOYEN-ORIENTUNE", "moyen-orient une"},
		{"a slash in a label", "Santé / FamilleUne", "sante-famille une"},
		{"a slash in a label, without spaces", "UneSanté/Famille", "une sante-famille"},
		{"a slash in a label, left out", "Santé FamilleUne", "sante-famille une"},
		{"a digit first", "Actualité5GUne", "actualite 5g une"},
		{"a digit first, after a space", "Actualité 5G", "actualite 5g"},
		{"several words, an accent missing", "Cote jardinUne", "cote-jardin une"},

		{"unknown, first", "JusticeUne", "[Justice] une"},
		{"unknown, in the middle", "ActualitéJusticeUne", "actualite [Justice] une"},
		{"unknown, last", "ActualitéJustice", "actualite [Justice]"},
		{"unknown, one letter", "X, Une", "[X] une"},
		{"unknown, twice", "Justice, Une, JUSTICE", "[Justice] une"},
		{"unknown, two of them", "ActualitéJusticeScienceUne", "actualite [Justice] [Science] une"},
		{"unknown, all", "JusticeScience", "[Justice] [Science]"},
		{"unknown, É", "JusticeÉducationUne", "[Justice] [Éducation] une"},
		{"unknown, with commas", "Justice, Science et vie, Une", "[Justice] [Science et vie] une"},
		{"unknown, several words", "Vie quotidienneUne", "[Vie quotidienne] une"},
		{"unknown, begins like a known label", "Économie verteUne", "[Économie verte] une"},
		{"unknown, a capital after a preposition", "ActualitéAfrique du NordUne", "actualite [Afrique du Nord] une"},
		{"unknown, a capital after an article", "Le MondeUne", "[Le Monde] une"},
		{"unknown, two capitals, others are glued", "ActualitéGrand AngleUne", "actualite [Grand Angle] une"},
		{"unknown, two capitals, alone", "Grand Angle", "[Grand Angle]"},
		{"unknown, spaces part labels here", "Actualité Justice Science Une", "actualite [Justice] [Science] une"},
		{"unknown, joined by &", "Actualité Justice & Liberté", "actualite [Justice & Liberté]"},
		{"unknown, a hyphen", "Après-SkiUne", "[Après-Ski] une"},
		{"unknown, an apostrophe", "Côte d’IvoireUne", "[Côte d’Ivoire] une"},
		{"unknown, an acronym before a label", "ONUUne", "[ONU] une"},
		{"unknown, an acronym before an unknown label", "ONUJustice", "[ONU] [Justice]"},
		{"unknown, an acronym with a small letter", "ONGs", "[ONGs]"},
		{"unknown, a century", "XXe siècle", "[XXe siècle]"},
		{"unknown, a number", "Mondial 2026Une", "[Mondial 2026] une"},
		{"unknown, digits and letters", "20h30Une", "[20h30] une"},
		{"unknown, capitals with spaces", "ACTUALITÉ JUSTICE UNE", "actualite [JUSTICE] une"},
		{"unknown, quotes around it", "« Justice »", "[Justice]"},
		{"unknown, another script behind", "Justiceسياسة", "[Justice] politique"},

		{"Arabic", "سياسة", "politique"},
		{"Arabic, glued", "سياسةاقتصاد", "politique economie"},
		{"Arabic, spaces", "سياسة اقتصاد ثقافة", "politique economie culture"},
		{"Arabic, vowel signs", "سِيَاسَة", "politique"},
		{"Arabic and French", "سياسةÉconomie", "politique economie"},
		{"the name of another edition", "BusinessUne", "economie une"},

		{"an alias", "International", "monde"},
		{"an alias glued", "InternationalUne", "monde une"},
		{"the last part of a former path", "ÉtrangerUne", "monde une"},
		{"a slug", "Maroc SportUne", "maroc-sport une"},

		{"one name, two sections: the one below its neighbour", "ActualitéMaroc", "actualite maroc"},
		{"one name, two sections: the other", "MarocSport", "maroc-sport sport"},
		{"one name, two sections: nothing decides", "MarocUne", "maroc une or maroc-sport une"},
		{"one name, two sections: both parents are there", "ActualitéMarocSport", "actualite maroc sport or actualite maroc-sport sport"},
		{"accents decide", "PêcheUne", "peche une"},
		{"accents decide, capitals", "PÉCHÉUNE", "peche-capital une"},
		{"no accents to decide", "PECHEUNE", "peche-capital une or peche une"},
		{"two ways to cut capitals", "ARTSPORT", "art sport or arts port"},
		{"capitals decide", "ArtSport", "art sport"},
		{"capitals decide for the other", "ArtsPort", "arts port"},
		{"a separator decides", "ARTS PORT", "arts port"},
		{"capitals, an unknown label between known ones", "ACTUALITÉJUSTICEUNE", "actualite [JUSTICE] une or [ACTUALITÉJUSTICEUNE]"},
		{"only the slug tells", "º5G", "5g"},
		{"invalid bytes", "Actualité\xffUne", "actualite une"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			sections, err := tx.SplitKicker(c.kicker)
			got := spell(tx, sections)
			if err != nil {
				var ambiguity *AmbiguityError
				if !errors.As(err, &ambiguity) || sections != nil {
					t.Fatalf("SplitKicker(%q) = %v, %v", c.kicker, sections, err)
				}
				var readings []string
				for _, r := range ambiguity.Readings {
					readings = append(readings, spell(tx, r))
				}
				got = strings.Join(readings, " or ")
			}
			if got != c.want {
				t.Errorf("SplitKicker(%q)\ngot  %s\nwant %s", c.kicker, got, c.want)
			}
		})
	}
}

// Whatever sign stands for an apostrophe, a label is the same.
func TestSplitKickerAtAnyApostrophe(t *testing.T) {
	unknown := newsroom(t)
	known, err := NewTaxonomy(Section{Slug: "est", Name: "L’Oriental"})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range letters.Apostrophes {
		name := "L" + string(a) + "Oriental"
		sections, err := unknown.SplitKicker("Actualité" + name + "Une")
		if err != nil || len(sections) != 3 || sections[1].Slug != "l-oriental" || sections[1].Name != name {
			t.Errorf("%U: unknown label %s: %v, %v; want the slug l-oriental", a, name, sections, err)
		}
		if sections, err := known.SplitKicker(name); err != nil || len(sections) != 1 || sections[0].Slug != "est" {
			t.Errorf("%U: known label %s: %v, %v; want the slug est", a, name, sections, err)
		}
	}
}

// spell gives the slugs of sections, and in brackets the names of those that the
// taxonomy does not have.
func spell(tx *Taxonomy, sections []Section) string {
	var words []string
	for _, s := range sections {
		if section, known := tx.Section(s.Slug); known && reflect.DeepEqual(s, section) {
			words = append(words, s.Slug)
		} else {
			words = append(words, "["+s.Name+"]")
		}
	}
	return strings.Join(words, " ")
}

// An unknown label is a Section that says only what it is called, and the slug it
// would have.
func TestSplitKickerOfUnknownLabel(t *testing.T) {
	want := []Section{{Name: "Justice et droits", Slug: "justice-et-droits"}}
	if got, err := newsroom(t).SplitKicker("Justice et droits"); !reflect.DeepEqual(got, want) || err != nil {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	if got, err := new(Taxonomy).SplitKicker("Justice et droits"); !reflect.DeepEqual(got, want) || err != nil {
		t.Errorf("of the zero Taxonomy: got %+v, %v, want %+v", got, err, want)
	}
}

func TestAmbiguityError(t *testing.T) {
	_, err := newsroom(t).SplitKicker("ActualitéMarocSport")
	if want := `presse: split kicker "ActualitéMarocSport": can be read as actualite + maroc + sport or as actualite + maroc-sport + sport`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// Of sections with one name, the one that has another of the line above or below
// it is meant, however far, and the more so the more of them.
func TestSplitKickerByRelations(t *testing.T) {
	tx := mustTaxonomy(t,
		Section{Slug: "monde", Name: "Monde"}, Section{Slug: "afrique", Name: "Afrique", Parent: "monde"}, Section{Slug: "maroc", Name: "Maroc", Parent: "afrique"},
		Section{Slug: "sport", Name: "Sport"}, Section{Slug: "maroc-sport", Name: "Maroc", Parent: "sport"},
		Section{Slug: "une", Name: "Une"},
	)
	for _, c := range []struct{ rule, kicker, want string }{
		{"a grandparent", "Monde, Maroc", "monde maroc"},
		{"a parent behind it", "Maroc, Sport", "maroc-sport sport"},
		{"two against one", "Monde, Afrique, Maroc, Sport", "monde afrique maroc sport or monde afrique maroc-sport sport"},
		{"a stranger says nothing", "Une, Maroc", "une maroc or une maroc-sport"},
		{"a stranger beside a parent", "Une, Sport, Maroc", "une sport maroc-sport"},
	} {
		sections, err := tx.SplitKicker(c.kicker)
		got := spell(tx, sections)
		var ambiguity *AmbiguityError
		if errors.As(err, &ambiguity) {
			var readings []string
			for _, r := range ambiguity.Readings {
				readings = append(readings, spell(tx, r))
			}
			got = strings.Join(readings, " or ")
		}
		if got != c.want {
			t.Errorf("%s: SplitKicker(%q)\ngot  %s\nwant %s", c.rule, c.kicker, got, c.want)
		}
	}
}

// TestSplitKickerOfAnyLength reads lines that are no kickers: time must not grow
// by the square, nor the stack with the line.
func TestSplitKickerOfAnyLength(t *testing.T) {
	tx := newsroom(t)
	var distinct strings.Builder
	for i := range 10_000 {
		distinct.WriteString("Rubrique" + strconv.Itoa(i))
	}
	for _, c := range []struct {
		rule, kicker string
		want         int // sections
	}{
		{"one known label", strings.Repeat("Une", 30_000), 1},
		{"unknown labels", distinct.String(), 10_000},
		{"one unknown word", strings.Repeat("a", 100_000), 1},
		{"separators", strings.Repeat(" / ", 100_000), 0},
	} {
		sections, err := tx.SplitKicker(c.kicker)
		if len(sections) != c.want || err != nil {
			t.Errorf("%s: %d sections, %v; want %d", c.rule, len(sections), err, c.want)
		}
	}
	if _, err := tx.SplitKicker(strings.Repeat("ARTSPORT,", 2_000)); err == nil {
		t.Error("a line of ambiguities is not ambiguous")
	}
}

// TestSplitKickerOfSamplePage reads the kickers of the page that this project
// began with: the first line, and a line above each of the related stories.
func TestSplitKickerOfSamplePage(t *testing.T) {
	tx := newsroom(t)
	want := []string{"actualite autre une", "actualite culture une", "actualite une videos", "actualite une", "societe une"}
	var got []string
	paragraphs := strings.Split(string(conformance.Read(t, "seed/page.txt")), "\n\n")
	related := slices.Index(paragraphs, "Related Articles")
	for i, p := range paragraphs {
		if i == 0 || i > related && (i-related)%3 == 1 {
			sections, err := tx.SplitKicker(p)
			if err != nil {
				t.Error(err)
			}
			got = append(got, spell(tx, sections))
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	t.Logf("%d kickers", len(got))
}

// TestSplitKickerOfWordsInCapitals prints French words in capitals, each as a
// kicker of its own and most of them no section: how many are taken apart
// although they are one word is what the constants of internal/kicker/kicker.go
// were chosen by.
func TestSplitKickerOfWordsInCapitals(t *testing.T) {
	tx := newsroom(t)
	words, apart := 0, 0
	for i, row := range conformance.Table(t, "slug/french_lexicon_fold.tsv") {
		if i%10 != 0 {
			continue
		}
		words++
		if sections, err := tx.SplitKicker(strings.ToUpper(row["input"])); err != nil || len(sections) != 1 {
			apart++
		}
	}
	t.Logf("%d of %d words are taken apart", apart, words)
	if words < 1000 || apart*1000 > words {
		t.Error("more than 1 in 1,000, or too few words")
	}
}
