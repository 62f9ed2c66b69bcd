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

// newsroom returns the taxonomy with which the tests in this file split kickers.
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

// TestSplitKicker checks the sections in a printed kicker. The expected sections are
// given as slugs, unknown labels as names in brackets, and the readings of an
// ambiguous kicker are separated by " or ".
func TestSplitKicker(t *testing.T) {
	tx := newsroom(t)
	for _, c := range []struct{ rule, kicker, want string }{
		{"the kicker of the sample page", "ActualitéAutreUne", "actualite autre une"},
		{"three labels", "ActualitéCultureUne", "actualite culture une"},
		{"a format at the end", "ActualitéUneVidéos", "actualite une videos"},
		{"two labels", "ActualitéUne", "actualite une"},
		{"accents in the middle", "SociétéUne", "societe une"},

		{"an empty kicker has no labels", "", ""},
		{"a kicker of white space has no labels", " \t\n ", ""},
		{"a kicker of separators has no labels", " / | • ", ""},
		{"one label", "Culture", "culture"},
		{"labels keep their order", "UneActualité", "une actualite"},
		{"a label twice in a row is returned once", "UneUne", "une"},
		{"a label that occurs again after another is returned once", "UneSportUne", "une sport"},

		{"a comma separates labels", "Actualité, Culture", "actualite culture"},
		{"a comma without a space separates labels", "Actualité,Culture", "actualite culture"},
		{"an Arabic comma separates labels", "سياسة، اقتصاد", "politique economie"},
		{"a slash separates labels", "Actualité / Culture / Une", "actualite culture une"},
		{"a slash without spaces separates labels", "Actualité/Culture", "actualite culture"},
		{"a vertical bar separates labels", "Actualité | Culture", "actualite culture"},
		{"a bullet separates labels", "Actualité • Culture", "actualite culture"},
		{"a middle dot separates labels", "Actualité · Culture", "actualite culture"},
		{"the angle brackets of breadcrumbs separate labels", "Actualité › Culture > Une", "actualite culture une"},
		{"a closing guillemet separates labels", "Actualité » Culture", "actualite culture"},
		{"a dash separates labels", "Actualité – Culture", "actualite culture"},
		{"a hyphen between spaces separates labels", "Actualité - Culture", "actualite culture"},
		{"a hyphen without spaces separates known labels", "Actualité-Culture", "actualite culture"},
		{"a colon separates labels", "Sport : Culture", "sport culture"},
		{"a space separates known labels", "Actualité Culture Une", "actualite culture une"},
		{"a no-break space separates known labels", "Actualité\u00A0Culture", "actualite culture"},
		{"line ends separate labels", "Actualité\nCulture\r\nUne", "actualite culture une"},
		{"several spaces are like one", "  Actualité   Culture ", "actualite culture"},
		{"mixed and repeated separators are like one", ", Actualité , / Culture|", "actualite culture"},
		{"labels partly glued and partly separated", "ActualitéCulture, Une", "actualite culture une"},

		{"glued labels in capitals", "ACTUALITÉCULTUREUNE", "actualite culture une"},
		{"glued labels in capitals without accents", "ACTUALITECULTUREUNE", "actualite culture une"},
		{"glued labels in capitals, one accent missing", "SOCIETÉUNE", "societe une"},
		{"labels in capitals, separated by spaces", "SOCIÉTÉ UNE", "societe une"},
		{"glued labels in lower case", "actualitécultureune", "actualite culture une"},
		{"labels in lower case, separated by spaces", "actualité culture une", "actualite culture une"},
		{"a label that begins with É, first", "ÉconomieUne", "economie une"},
		{"a label that begins with É, in the middle", "ActualitéÉconomieUne", "actualite economie une"},
		{"a capital without its accent", "EconomieUne", "economie une"},
		{"a decomposed É", "ActualitéE\u0301conomieUne", "actualite economie une"},
		{"a ligature", "ŒuvresUne", "oeuvres une"},
		{"a ligature spelled out", "OeuvresUne", "oeuvres une"},
		{"a label in capitals before one in title case", "ACTUALITÉUne", "actualite une"},
		{"soft hyphens and zero-width spaces", "Actua\u00ADlité\u200BUne", "actualite une"},

		{"a label inside a label", "Économie socialeUne", "economie-sociale une"},
		{"a label, then a longer label that begins with it", "ÉconomieÉconomie socialeUne", "economie economie-sociale une"},
		{"a longer label, then a label that begins it", "Économie socialeÉconomie", "economie-sociale economie"},
		{"a label inside a label, capitals", "ÉCONOMIE SOCIALE", "economie-sociale"},
		{"a label inside a label, title case", "Économie Sociale", "economie-sociale"},
		{"labels that begin alike", "Art de vivreArtsArt", "art-de-vivre arts art"},
		{"a longer label is preferred to one that begins it", "ArtsUne", "arts une"},
		{"a label inside an unknown word", "Commune", "[Commune]"},
		{"a label after an unknown word that ends like it", "CommuneUne", "[Commune] une"},
		{"a label inside an unknown word, capitals", "TRIBUNE", "[TRIBUNE]"},
		{"a label at the beginning of an unknown word", "Portrait", "[Portrait]"},
		{"the plural of a label is the label", "Actualités", "actualite"},
		{"the plural of a label in capitals is the label", "ACTUALITÉS", "actualite"},
		{"a label that begins an unknown word", "SportifsUne", "[Sportifs] une"},

		{"a curly apostrophe", "L’ÉtatUne", "etat une"},
		{"a straight apostrophe", "L'ÉtatUne", "etat une"},
		{"an apostrophe in capitals", "L'ÉTATUNE", "etat une"},
		{"an apostrophe after another label", "SociétéL’ÉtatUne", "societe etat une"},
		{"a hyphen in a label", "Bien-êtreUne", "bien-etre une"},
		{"a space instead of a hyphen in a label", "Bien êtreUne", "bien-etre une"},
		{"a no-break hyphen in a label", "Bien\u2011êtreUne", "bien-etre une"},
		{"a hyphen before a capital in a label", "ActualitéMoyen-OrientUne", "actualite moyen-orient une"},
		{"a hyphen in a label in capitals", "MOYEN-ORIENTUNE", "moyen-orient une"},
		{"a slash in a label", "Santé / FamilleUne", "sante-famille une"},
		{"a slash without spaces in a label", "UneSanté/Famille", "une sante-famille"},
		{"a space instead of a slash in a label", "Santé FamilleUne", "sante-famille une"},
		{"a label that begins with a digit", "Actualité5GUne", "actualite 5g une"},
		{"a label that begins with a digit, after a space", "Actualité 5G", "actualite 5g"},
		{"a label of several words, an accent missing", "Cote jardinUne", "cote-jardin une"},

		{"an unknown label first", "JusticeUne", "[Justice] une"},
		{"an unknown label in the middle", "ActualitéJusticeUne", "actualite [Justice] une"},
		{"an unknown label last", "ActualitéJustice", "actualite [Justice]"},
		{"an unknown label of one letter", "X, Une", "[X] une"},
		{"an unknown label twice", "Justice, Une, JUSTICE", "[Justice] une"},
		{"two unknown labels", "ActualitéJusticeScienceUne", "actualite [Justice] [Science] une"},
		{"only unknown labels", "JusticeScience", "[Justice] [Science]"},
		{"an unknown label that begins with É", "JusticeÉducationUne", "[Justice] [Éducation] une"},
		{"unknown labels separated by commas", "Justice, Science et vie, Une", "[Justice] [Science et vie] une"},
		{"an unknown label of several words", "Vie quotidienneUne", "[Vie quotidienne] une"},
		{"an unknown label that begins like a known one", "Économie verteUne", "[Économie verte] une"},
		{"an unknown label with a capital after a preposition", "ActualitéAfrique du NordUne", "actualite [Afrique du Nord] une"},
		{"an unknown label with a capital after an article", "Le MondeUne", "[Le Monde] une"},
		{"an unknown label of two capitalized words among glued labels", "ActualitéGrand AngleUne", "actualite [Grand Angle] une"},
		{"an unknown label of two capitalized words alone", "Grand Angle", "[Grand Angle]"},
		{"unknown labels separated by spaces like the known ones", "Actualité Justice Science Une", "actualite [Justice] [Science] une"},
		{"an unknown label with &", "Actualité Justice & Liberté", "actualite [Justice & Liberté]"},
		{"an unknown label with a hyphen", "Après-SkiUne", "[Après-Ski] une"},
		{"an unknown label with an apostrophe", "Côte d’IvoireUne", "[Côte d’Ivoire] une"},
		{"an unknown acronym before a known label", "ONUUne", "[ONU] une"},
		{"an unknown acronym before an unknown label", "ONUJustice", "[ONU] [Justice]"},
		{"an unknown acronym with a plural s", "ONGs", "[ONGs]"},
		{"an unknown label with a Roman numeral", "XXe siècle", "[XXe siècle]"},
		{"an unknown label that ends in a number", "Mondial 2026Une", "[Mondial 2026] une"},
		{"an unknown label of digits and letters", "20h30Une", "[20h30] une"},
		{"an unknown label in capitals between spaces", "ACTUALITÉ JUSTICE UNE", "actualite [JUSTICE] une"},
		{"an unknown label in guillemets", "« Justice »", "[Justice]"},
		{"an unknown label before an Arabic one", "Justiceسياسة", "[Justice] politique"},

		{"an Arabic label", "سياسة", "politique"},
		{"glued Arabic labels", "سياسةاقتصاد", "politique economie"},
		{"Arabic labels separated by spaces", "سياسة اقتصاد ثقافة", "politique economie culture"},
		{"an Arabic label with vowel marks", "سِيَاسَة", "politique"},
		{"glued Arabic and French labels", "سياسةÉconomie", "politique economie"},
		{"a label in another language", "BusinessUne", "economie une"},

		{"an alias", "International", "monde"},
		{"an alias glued to a label", "InternationalUne", "monde une"},
		{"the last segment of a former path", "ÉtrangerUne", "monde une"},
		{"a label equal to a slug", "Maroc SportUne", "maroc-sport une"},

		{"two sections with one name: the parent is next to it", "ActualitéMaroc", "actualite maroc"},
		{"two sections with one name: the other parent is next to it", "MarocSport", "maroc-sport sport"},
		{"two sections with one name, neither parent present: ambiguous", "MarocUne", "maroc une or maroc-sport une"},
		{"two sections with one name, both parents present: ambiguous", "ActualitéMarocSport", "actualite maroc sport or actualite maroc-sport sport"},
		{"accents decide between two names", "PêcheUne", "peche une"},
		{"accents decide between two names in capitals", "PÉCHÉUNE", "peche-capital une"},
		{"without accents, two names in capitals are ambiguous", "PECHEUNE", "peche-capital une or peche une"},
		{"two ways to split capitals are ambiguous", "ARTSPORT", "art sport or arts port"},
		{"capitals decide where to split", "ArtSport", "art sport"},
		{"capitals decide for the other way to split", "ArtsPort", "arts port"},
		{"a separator decides where to split", "ARTS PORT", "arts port"},
		{"an unknown label between known ones, all in capitals: ambiguous", "ACTUALITÉJUSTICEUNE", "actualite [JUSTICE] une or [ACTUALITÉJUSTICEUNE]"},
		{"a label that matches a section only by its slug", "º5G", "5g"},
		{"invalid bytes between labels", "Actualité\xffUne", "actualite une"},
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

// TestSplitKickerAtAnyApostrophe checks that a label is the same with any character
// used as an apostrophe.
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

// spell returns the slugs of sections, and in brackets the names of those that are
// not in tx.
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

// TestSplitKickerOfUnknownLabel checks that an unknown label becomes a Section with
// only its name and the slug made from it.
func TestSplitKickerOfUnknownLabel(t *testing.T) {
	want := []Section{{Name: "Justice et droits", Slug: "justice-et-droits"}}
	if got, err := newsroom(t).SplitKicker("Justice et droits"); !reflect.DeepEqual(got, want) || err != nil {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	if got, err := new(Taxonomy).SplitKicker("Justice et droits"); !reflect.DeepEqual(got, want) || err != nil {
		t.Errorf("with the zero Taxonomy: got %+v, %v, want %+v", got, err, want)
	}
}

func TestAmbiguityError(t *testing.T) {
	_, err := newsroom(t).SplitKicker("ActualitéMarocSport")
	if want := `presse: split kicker "ActualitéMarocSport": can be read as actualite + maroc + sport or as actualite + maroc-sport + sport`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestSplitKickerByRelations checks that SplitKicker chooses, among sections with the
// same name, the one that has an ancestor or a descendant in the same kicker.
func TestSplitKickerByRelations(t *testing.T) {
	tx := mustTaxonomy(t,
		Section{Slug: "monde", Name: "Monde"}, Section{Slug: "afrique", Name: "Afrique", Parent: "monde"}, Section{Slug: "maroc", Name: "Maroc", Parent: "afrique"},
		Section{Slug: "sport", Name: "Sport"}, Section{Slug: "maroc-sport", Name: "Maroc", Parent: "sport"},
		Section{Slug: "une", Name: "Une"},
	)
	for _, c := range []struct{ rule, kicker, want string }{
		{"a grandparent decides", "Monde, Maroc", "monde maroc"},
		{"a parent after the label decides", "Maroc, Sport", "maroc-sport sport"},
		{"relatives of both sections: ambiguous", "Monde, Afrique, Maroc, Sport", "monde afrique maroc sport or monde afrique maroc-sport sport"},
		{"an unrelated section does not decide", "Une, Maroc", "une maroc or une maroc-sport"},
		{"a parent decides next to an unrelated section", "Une, Sport, Maroc", "une sport maroc-sport"},
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

// TestSplitKickerOfAnyLength splits very long lines, which are not kickers. They take
// too long if the time is quadratic, and too much stack if SplitKicker is recursive.
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
		{"one known label repeated", strings.Repeat("Une", 30_000), 1},
		{"many unknown labels", distinct.String(), 10_000},
		{"one long unknown word", strings.Repeat("a", 100_000), 1},
		{"only separators", strings.Repeat(" / ", 100_000), 0},
	} {
		sections, err := tx.SplitKicker(c.kicker)
		if len(sections) != c.want || err != nil {
			t.Errorf("%s: %d sections, %v; want %d", c.rule, len(sections), err, c.want)
		}
	}
	if _, err := tx.SplitKicker(strings.Repeat("ARTSPORT,", 2_000)); err == nil {
		t.Error("SplitKicker of a long ambiguous line returned no error")
	}
}

// TestSplitKickerOfSamplePage splits the kickers of the sample page: the first line,
// and the line above each of the related stories.
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

// TestSplitKickerOfWordsInCapitals splits French words in capitals, one at a time, most
// of them not sections. The constants in internal/kicker/kicker.go were chosen so
// that few of them are split.
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
	t.Logf("%d of %d words are split", apart, words)
	if words < 1000 || apart*1000 > words {
		t.Error("more than 1 word in 1,000 is split, or there are fewer than 1,000 words")
	}
}
