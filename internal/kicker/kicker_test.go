package kicker_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/kicker"
	"github.com/presse-go/presse/internal/letters"
)

// names are the known labels of most tests in this file, one owner each.
var names = []string{
	"Actualité", "Société", "Culture", "Économie", "Économie sociale", "L’État", "Sport", "Art", "Arts", "Art de vivre", "Port",
	"Bien-être", "Moyen-Orient", "Santé / Famille", "5G", "Pêche", "Péché", "Œuvres", "Côté jardin", "Une", "Vidéos", "سياسة", "اقتصاد", "سُوق", "سَوق", "Le Soir",
}

func labels(names ...string) kicker.Labels {
	var list []kicker.Label
	for i, name := range names {
		list = append(list, kicker.Label{Text: name, Owner: i})
	}
	return kicker.NewLabels(list)
}

// read returns the readings of a line as text: known labels by name, unknown ones
// as printed, in brackets.
func read(l kicker.Labels, names []string, line string) string {
	var readings []string
	for _, pieces := range l.Split(line) {
		var words []string
		for _, p := range pieces {
			if p.Owner == -1 {
				words = append(words, "["+p.Text+"]")
			} else {
				words = append(words, names[p.Owner])
			}
		}
		readings = append(readings, strings.Join(words, " + "))
	}
	return strings.Join(readings, " or ")
}

func TestSplit(t *testing.T) {
	l := labels(names...)
	for _, c := range []struct{ rule, line, want string }{
		{"an empty line", "", ""},
		{"punctuation only", " / | • ", ""},
		{"run together, split at capitals", "ActualitéCultureUne", "Actualité + Culture + Une"},
		{"capitals", "ACTUALITÉCULTUREUNE", "Actualité + Culture + Une"},
		{"capitals without accents", "ACTUALITECULTUREUNE", "Actualité + Culture + Une"},
		{"lower case", "actualitécultureune", "Actualité + Culture + Une"},
		{"decomposed", "ActualitéE\u0301conomieUne", "Actualité + Économie + Une"},
		{"a ligature spelled out", "OeuvresUne", "Œuvres + Une"},
		{"invisible characters are ignored", "Actua\u00ADlité\u200BUne", "Actualité + Une"},
		{"an invalid byte separates words", "Justice\xffScience", "[Justice Science]"},
		{"a label within a longer one", "Économie socialeUne", "Économie sociale + Une"},
		{"a label before a longer one that contains it", "ÉconomieÉconomie socialeUne", "Économie + Économie sociale + Une"},
		{"labels that begin alike", "Art de vivreArtsArt", "Art de vivre + Arts + Art"},
		{"a known label ends where a word does", "ArtsUne", "Arts + Une"},
		{"no known label inside a word", "Commune", "[Commune]"},
		{"no known label at the beginning of a word", "Portrait", "[Portrait]"},
		{"no known label within a mostly unknown word in capitals", "TRIBUNE", "[TRIBUNE]"},
		{"a plural in capitals, between boundaries", "ACTUALITÉS", "Actualité"},

		{"a slash within a label", "UneSanté/Famille", "Une + Santé / Famille"},
		{"a hyphen for the slash of a label", "Santé-Famille", "Santé / Famille"},
		{"a space for the hyphen of a label", "Bien êtreUne", "Bien-être + Une"},
		{"a hyphen before a capital", "ActualitéMoyen-OrientUne", "Actualité + Moyen-Orient + Une"},
		{"a comma", "Justice, Science", "[Justice] + [Science]"},
		{"an Arabic comma", "سياسة، اقتصاد", "سياسة + اقتصاد"},
		{"a slash", "Justice/Science", "[Justice] + [Science]"},
		{"a slash before a small letter is inside a label", "Accords mets/vins", "[Accords mets/vins]"},
		{"a slash inside a label, others have spaces", "Sport / Accords Mets/Vins", "Sport + [Accords Mets/Vins]"},
		{"a slash inside a label, bars separate", "Sport|Accords Mets/Vins", "Sport + [Accords Mets/Vins]"},
		{"a slash before a number", "Rugby/6 nations", "[Rugby] + [6 nations]"},
		{"a slash between numbers", "Journal 24/7, Culture", "[Journal 24/7] + Culture"},
		{"a slash before a small letter, other slashes separate", "Sport/Justice/gratuit", "Sport + [Justice] + [gratuit]"},
		{"a slash next to a known label shows more than a hyphen", "Sport/Vie - Mer/Justice", "Sport + [Vie - Mer] + [Justice]"},
		{"a slash and a space", "Justice/ Science", "[Justice] + [Science]"},
		{"a comma protects a space", "Culture, Vox Histoire, Sport", "Culture + [Vox Histoire] + Sport"},
		{"a comma protects a space before a known label", "Culture, Vox Sport", "Culture + [Vox Sport]"},
		{"a comma protects a capital inside a word", "Culture, LaSalle, Sport", "Culture + [LaSalle] + Sport"},
		{"a comma protects a hyphen", "Culture, Vox - Sport", "Culture + [Vox - Sport]"},
		{"capitals protect a hyphen", "CultureVox - HistoireSport", "Culture + [Vox - Histoire] + Sport"},
		{"capitals protect a slash", "CultureVox/HistoireSport", "Culture + [Vox/Histoire] + Sport"},
		{"a comma separates after capitals", "CultureSport, Justice", "Culture + Sport + [Justice]"},
		{"known labels between commas are split", "Culture, SportPort", "Culture + Sport + Port"},
		{"a separator inside a known label protects nothing", "JusticeSanté / FamilleMer", "[Justice] + Santé / Famille + [Mer]"},
		{"capitals protect a space", "CultureVox Sport", "Culture + [Vox Sport]"},
		{"a capital in an unknown label does not protect spaces", "Sport Justice McDo", "Sport + [Justice] + [Mc] + [Do]"},
		{"a brand that begins with a small letter", "iPhoneCulture", "[iPhone] + Culture"},
		{"an acronym before a small word", "Audience TVCe soirSport", "[Audience TV] + [Ce soir] + Sport"},
		{"a plural", "ActualitésSportsUne", "Actualité + Sport + Une"},
		{"a plural in -aux", "MondiauxJournal", "[Mondiaux] + [Journal]"},
		{"a singular", "Œuvre", "Œuvres"},
		{"a plural of several words", "Économies sociales", "Économie sociale"},
		{"a label takes precedence over the plural of another", "Arts", "Arts"},
		{"a bullet", "Justice•Science", "[Justice] + [Science]"},
		{"breadcrumb separators", "Justice→Science›Mer", "[Justice] + [Science] + [Mer]"},
		{"a dash without spaces", "Justice–Science—Mer―Été", "[Justice] + [Science] + [Mer] + [Été]"},
		{"a control character", "Justice\x01Science", "[Justice] + [Science]"},
		{"a hyphen inside a word", "Après-Ski", "[Après-Ski]"},
		{"a hyphen between spaces", "Justice - Science", "[Justice] + [Science]"},
		{"two hyphens between spaces", "Justice -- Science", "[Justice] + [Science]"},
		{"a hyphen after a space only", "Justice -Science", "[Justice -Science]"},
		{"a hyphen before a space only", "Justice- Science", "[Justice- Science]"},
		{"other punctuation between spaces", "Justice ' Science", "[Justice ' Science]"},
		{"punctuation after a hyphen that follows a space", "Justice -' Science", "[Justice -' Science]"},
		{"a letter after a hyphen that follows a space", "Vie -a Science", "[Vie -a Science]"},

		{"marks that do not compose stay in the text", "JusticeUne q\u0303", "[Justice] + [Une q\u0303]"},
		{"marks that do not compose belong to the preceding letter", "Justiceq\u0303Une", "[Justiceq\u0303] + Une"},
		{"marks before all letters are dropped", "\u0303Justice", "[Justice]"},
		{"marks after a space are dropped", "Justice \u064B, Une", "[Justice] + Une"},
		{"vowel signs are ignored in the lookup", "سِيَاسَة", "سياسة"},
		{"vowel signs decide between two", "سَوق", "سَوق"},
		{"vowel signs decide for the other label", "سُوق", "سُوق"},
		{"nothing decides between two labels", "سوق", "سَوق or سُوق"},

		{"unknown, a capital separates", "JusticeScience", "[Justice] + [Science]"},
		{"unknown, a capital after lower case begins a label", "actuSCIENCE", "[actu] + [SCIENCE]"},
		{"unknown, several words", "Vie quotidienneUne", "[Vie quotidienne] + Une"},
		{"unknown, with a known label at the beginning", "Économie verteUne", "[Économie verte] + Une"},
		{"unknown, a capital after a preposition", "ActualitéAfrique du NordUne", "Actualité + [Afrique du Nord] + Une"},
		{"unknown, a capital after the English article", "ActualitéBank of AfricaUne", "Actualité + [Bank of Africa] + Une"},
		{"unknown, a capital after other small words", "ActualitéHistoire une FoisUne", "Actualité + [Histoire une Fois] + Une"},
		{"a known label after une", "Actualité une Culture", "Actualité + Une + Culture"},
		{"a known label after a preposition is part of an unknown one", "Histoire de Culture", "[Histoire de Culture]"},
		{"unknown, spaces separate labels", "Actualité Justice Science Une", "Actualité + [Justice] + [Science] + Une"},
		{"unknown, spaces separate labels, the first is known", "Actualité Justice Science", "Actualité + [Justice] + [Science]"},
		{"unknown, spaces separate labels, the last is known", "Justice Science Actualité", "[Justice] + [Science] + Actualité"},
		{"unknown, a number in a line of capitals", "SPORT 2026", "Sport + [2026]"},
		{"unknown, lower case, before a known label", "justice une", "[justice] + Une"},
		{"unknown, lower case and spaces", "vie sociale", "[vie sociale]"},
		{"unknown, spaces separate labels, but not before a number", "Actualité Mondial 2026", "Actualité + [Mondial 2026]"},
		{"unknown, spaces separate labels, but not before lower case", "Actualité Vie quotidienne", "Actualité + [Vie quotidienne]"},
		{"unknown, spaces separate labels, but not after a preposition", "Actualité Afrique du Nord", "Actualité + [Afrique du Nord]"},
		{"unknown, spaces separate labels, but not after an English preposition", "Actualité Bank of Africa", "Actualité + [Bank of Africa]"},
		{"unknown, an acronym before a small word", "ONU des Femmes", "[ONU des Femmes]"},
		{"unknown, labels run together", "ActualitéGrand AngleUne", "Actualité + [Grand Angle] + Une"},
		{"unknown, no known label shows how labels are separated", "Grand Angle", "[Grand Angle]"},
		{"unknown, joined by &", "Actualité Justice & Liberté", "Actualité + [Justice & Liberté]"},
		{"unknown, joined by +", "Actualité Justice + Liberté", "Actualité + [Justice + Liberté]"},
		{"unknown, capitals and spaces", "ACTUALITÉ GRAND ANGLE UNE", "Actualité + [GRAND ANGLE] + Une"},
		{"unknown, an acronym before a label", "ONUUne", "[ONU] + Une"},
		{"unknown, an acronym before a word of one letter", "ONUÀ", "[ONUÀ]"},
		{"unknown, an acronym before a word", "ONUJustice", "[ONU] + [Justice]"},
		{"unknown, an acronym before a word of three letters", "ONUMer", "[ONU] + [Mer]"},
		{"unknown, an acronym in the plural", "ONGs", "[ONGs]"},
		{"unknown, an acronym in the plural before a word", "ONGs de", "[ONGs de]"},
		{"unknown, a Roman numeral and an ordinal e", "XXe siècle", "[XXe siècle]"},
		{"unknown, a year", "Mondial 2026Une", "[Mondial 2026] + Une"},
		{"unknown, digits and lower case", "20h30Une", "[20h30] + Une"},
		{"unknown, another script after it", "Justiceسياسة", "[Justice] + سياسة"},
		{"unknown, another script before it", "رأيJustice", "[رأي] + [Justice]"},
		{"unknown, another script after digits", "24رأي", "[24رأي]"},
		{"known, after digits", "Actualité5GUne", "Actualité + 5G + Une"},
		{"known, digits after a space", "Actualité 5G", "Actualité + 5G"},

		{"accents decide", "PêcheUne", "Pêche + Une"},
		{"accents decide in capitals", "PÉCHÉUNE", "Péché + Une"},
		{"no accents to decide", "PECHEUNE", "Péché + Une or Pêche + Une"},
		{"two ways to split capitals", "ARTSPORT", "Art + Sport or Arts + Port"},
		{"capitals decide", "ArtSport", "Art + Sport"},
		{"capitals decide for the other reading", "ArtsPort", "Arts + Port"},
		{"a boundary decides", "ARTS PORT", "Arts + Port"},
		{"capitals, unknown between known", "ACTUALITÉJUSTICEUNE", "Actualité + [JUSTICE] + Une or [ACTUALITÉJUSTICEUNE]"},
		{"hidden labels, each run is read separately", "ACTUALITÉJUSTICEUNE, TRIBUNE", "Actualité + [JUSTICE] + Une + [TRIBUNE] or [ACTUALITÉJUSTICEUNE] + [TRIBUNE]"},
		{"hidden, an unknown label of three letters", "SOCIÉTÉMERUNE", "Société + [MER] + Une or [SOCIÉTÉMERUNE]"},
		{"hidden, no unknown label of two letters", "SOCIÉTÉOCUNE", "Société + [OCUNE] or [SOCIÉTÉOCUNE]"},
		{"hidden, known labels make up one letter more than half", "UNEPORTSANTES", "Une + Port + [SANTES] or [UNEPORTSANTES]"},
		{"not hidden, known labels make up half", "UNEUNESANTES", "[UNEUNESANTES]"},
		{"hidden, 64 letters", strings.Repeat("UNE", 20) + "MERS", strings.TrimSuffix(strings.Repeat("Une + ", 20), " + ") + " + [MERS] or [" + strings.Repeat("UNE", 20) + "MERS]"},
		{"not hidden, 65 letters", strings.Repeat("UNE", 20) + "MERLE", "[" + strings.Repeat("UNE", 20) + "MERLE]"},
		{"not hidden in lower case of a mixed line", "Culture, uneportmer", "Culture + [uneportmer]"},
		{"hidden in capitals of a mixed line", "Culture, UNEPORTMER", "Culture + Une + Port + [MER] or Culture + [UNEPORTMER]"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			if got := read(l, names, c.line); got != c.want {
				t.Errorf("Split(%q)\ngot  %s\nwant %s", c.line, got, c.want)
			}
		})
	}
}

func TestSplitAtAnyApostrophe(t *testing.T) {
	l := labels(names...)
	for _, a := range letters.Apostrophes {
		line := fmt.Sprintf("SociétéL%cÉtatL%cOrientalUne", a, a)
		want := fmt.Sprintf("Société + L’État + [L%cOriental] + Une", a)
		if got := read(l, names, line); got != want {
			t.Errorf("%U: Split(%q)\ngot  %s\nwant %s", a, line, got, want)
		}
		known := []string{fmt.Sprintf("L%cOriental", a)}
		if got := read(labels(known...), known, "L’ORIENTAL"); got != known[0] {
			t.Errorf("%U: Split(%q) with the label %s\ngot  %s\nwant %s", a, "L’ORIENTAL", known[0], got, known[0])
		}
	}
}

func TestSplitWeighs(t *testing.T) {
	for _, c := range []struct{ rule, labels, line, want string }{
		{"fewer labels", "Grand|Angle|Grand Angle", "Grand Angle", "Grand Angle"},
		{"boundaries outweigh fewer labels", "Ab|Cd|Ef|AbC|d Ef", "AbCd Ef", "Ab + Cd + Ef"},
		{"fewer unknown letters outweigh boundaries", "Abc|Def|Ab|cCD|ef", "AbcCDef", "Ab + cCD + ef"},
		{"fewer unknown letters in the whole line", "AbcCd|CdEf", "AbcCdEf", "AbcCd + [Ef]"},
		{"punctuation around a label is ignored", "– Blog –|« Vie »", "BlogVie", "– Blog – + « Vie »"},
		{"a reading must reach the end of the line", "Art|Arts|Sport|Port", "ARTSPORTS", "[ARTSPORTS]"},
	} {
		names := strings.Split(c.labels, "|")
		if got := read(labels(names...), names, c.line); got != c.want {
			t.Errorf("%s: Split(%q)\ngot  %s\nwant %s", c.rule, c.line, got, c.want)
		}
	}
}

// Of labels that differ in case or punctuation only, the one that is printed is meant.
func TestSplitByText(t *testing.T) {
	names := []string{"Environnement", "environnement", "Banque, Finance", "Banque - Finance", "Une"}
	l := labels(names...)
	for _, c := range []struct{ rule, line, want string }{
		{"lower case", "Une, environnement", "Une + environnement"},
		{"a capital", "Une, Environnement", "Une + Environnement"},
		{"neither", "UNE, ENVIRONNEMENT", "Une + Environnement or Une + environnement"},
		{"a comma", "Banque, Finance, Une", "Banque, Finance + Une"},
		{"a hyphen", "UneBanque - Finance", "Une + Banque - Finance"},
		{"neither comma nor hyphen", "Une, Banque/Finance", "Une + Banque - Finance or Une + Banque, Finance"},
	} {
		if got := read(l, names, c.line); got != c.want {
			t.Errorf("%s: Split(%q)\ngot  %s\nwant %s", c.rule, c.line, got, c.want)
		}
	}
}

// An owner may have labels in two spellings, and either one matches exactly.
func TestSplitByAccents(t *testing.T) {
	l := kicker.NewLabels([]kicker.Label{{Text: "Péché", Owner: 1}, {Text: "Pêche", Owner: 0}, {Text: "Peche", Owner: 0}})
	owners := []string{"first", "second"}
	for line, want := range map[string]string{"Pêche": "first", "Peche": "first", "Péché": "second", "Pèche": "first or second"} {
		if got := read(l, owners, line); got != want {
			t.Errorf("Split(%q) = %s, want %s", line, got, want)
		}
	}
}

func TestSplitAtSigns(t *testing.T) {
	for _, sign := range ",;:|\\•·‧∙●▪◦■>›»«<‹→–—―،؛" {
		if got, want := read(kicker.Labels{}, nil, fmt.Sprintf("Vie%csociale", sign)), "[Vie] + [sociale]"; got != want {
			t.Errorf("Split at %q: got %s, want %s", sign, got, want)
		}
	}
	for _, sign := range "-'’.!?&+_" {
		line := fmt.Sprintf("Vie%csociale", sign)
		if got, want := read(kicker.Labels{}, nil, line), "["+line+"]"; got != want {
			t.Errorf("Split(%q): got %s, want %s", line, got, want)
		}
	}
}

func TestSplitByRank(t *testing.T) {
	l := kicker.NewLabels([]kicker.Label{
		{Text: "Monde", Owner: 1, Rank: 2}, {Text: "Monde", Owner: 0, Rank: 1}, {Text: "Étranger", Owner: 0}, {Text: "Étranger", Owner: 1, Rank: 1},
		{Text: "!", Owner: 2}, {Text: "", Owner: 2}, {Text: "Étranger", Owner: 0},
	})
	owners := []string{"first", "second", "none"}
	for _, c := range []struct{ rule, line, want string }{
		{"the most usual name", "Monde", "first"},
		{"the most usual name, in another order", "Étranger", "first"},
		{"two labels", "MondeÉtranger", "first + first"},
		{"a label without letters is never found", "Monde !", "first"},
	} {
		if got := read(l, owners, c.line); got != c.want {
			t.Errorf("%s: Split(%q)\ngot  %s\nwant %s", c.rule, c.line, got, c.want)
		}
	}
}

func TestZeroLabels(t *testing.T) {
	if got := read(kicker.Labels{}, nil, "Justice, Science"); got != "[Justice] + [Science]" {
		t.Errorf("Split without labels: got %s, want [Justice] + [Science]", got)
	}
}

func TestMaxReadings(t *testing.T) {
	l := labels(names...)
	if n := len(l.Split(strings.Repeat("ARTSPORT,", 4) + "ACTUALITÉJUSTICEUNE")); n != kicker.MaxReadings {
		t.Errorf("ambiguities and hidden labels: %d readings, want %d", n, kicker.MaxReadings)
	}
	for n, want := range map[int]int{3: 8, 4: 16, 5: kicker.MaxReadings, 2000: kicker.MaxReadings} {
		line := strings.TrimSuffix(strings.Repeat("ARTSPORT,", n), ",")
		readings := l.Split(line)
		if len(readings) != want {
			t.Errorf("%d ambiguities: %d readings, want %d", n, len(readings), want)
		}
		for i, r := range readings {
			if len(r) != 2*n || slices.ContainsFunc(readings[:i], func(p []kicker.Piece) bool { return slices.Equal(p, r) }) {
				t.Errorf("%d ambiguities: reading %d has %d labels, want %d, or is a duplicate", n, i, len(r), 2*n)
			}
		}
	}
}

func TestVariants(t *testing.T) {
	for _, c := range []struct{ rule, label, line string }{
		{"a plural", "Sport", "Sports"},
		{"a singular", "Vidéos", "Vidéo"},
		{"one word of two", "Faits divers", "Fait divers"},
		{"both words", "Fait régional", "Faits régionaux"},
		{"a plural in -x", "Jeu", "Jeux"},
		{"a singular of -x", "Jeux", "Jeu"},
		{"et for &", "Sciences & Environnement", "Sciences et environnement"},
		{"& for et", "Arts et spectacles", "Arts & spectacles"},
		{"& for et, and a singular", "Arts et spectacles", "Art & spectacle"},
		{"& as a reference", "Tech & Web", "Tech &amp; Web"},
		{"& as a reference in the label", "Tech &amp; Web", "Tech & Web"},
		{"& as a number", "Tech & Web", "Tech &#038; Web"},
	} {
		l := labels(c.label, "Une")
		if got := read(l, []string{c.label, "Une"}, c.line+"Une"); got != c.label+" + Une" {
			t.Errorf("%s: Split(%q): got %s, want %s + Une", c.rule, c.line+"Une", got, c.label)
		}
	}
	for _, c := range []struct{ rule, label, line string }{
		{"a word of two letters has no plural", "TV", "TVs"},
		{"a small word has no plural", "Dans", "Dan"},
		{"another ending", "Sport", "Sportif"},
	} {
		if got, want := read(labels(c.label), []string{c.label}, c.line), "["+c.line+"]"; got != want {
			t.Errorf("%s: Split(%q) with the label %s: got %s, want %s", c.rule, c.line, c.label, got, want)
		}
	}
}
