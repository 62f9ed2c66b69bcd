package presse

import (
	"go/build"
	"html"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/letters"
)

func TestSlug(t *testing.T) {
	for _, c := range []struct{ rule, title, want string }{
		{"every kind of apostrophe separates words", "L'un, l’autre, lʼun, l′autre, l´un, l`autre, l‘un", "l-un-l-autre-l-un-l-autre-l-un-l-autre-l-un"},
		{"an apostrophe inside a word separates it too", "Aujourd’hui, la presqu’île", "aujourd-hui-la-presqu-ile"},
		{"ligatures become two letters", "Œuvre, cœur, ex æquo, ﬁn", "oeuvre-coeur-ex-aequo-fin"},
		{"narrow and no-break spaces before French punctuation", "Vraiment\u202f? Oui\u00a0!", "vraiment-oui"},
		{"digits and letters are not separated", "La 5G à 20h30, Covid-19", "la-5g-a-20h30-covid-19"},
		{"a decimal comma becomes a hyphen", "3,5 et 2.0", "3-5-et-2-0"},
		{"symbols separate words", "5 %, 3 €, 45 °C, R&D, +2, @lemonde", "5-3-45-c-r-d-2-lemonde"},
		{"numero signs", "n° 5, nº 6, № 7", "n-5-n-6-no-7"},
		{"superscripts become letters and digits", "1ʳᵉ, 2ᵉ, 10 m²", "1re-2e-10-m2"},
		{"soft hyphens and zero-width characters are left out", "anti\u00adconsti\u200btutionnel\ufeff", "anticonstitutionnel"},
		{"emoji sequences separate words and are left out", "Oui👩\u200d👩\u200d👧non ⚽\ufe0f 1\ufe0f\u20e3", "oui-non-1"},
		{"invalid UTF-8 is left out", "L\xe9gisla\xfftives", "lgislatives"},
		{"NUL is left out", "un\x00deux", "undeux"},
		{"U+FFFD is left out", "L\ufffdgisla\ufffdtives", "lgislatives"},
		{"a title of punctuation has an empty slug", "… ?! « » —", ""},
		{"a title of one emoji has an empty slug", "🦁", ""},
		{"an empty title has an empty slug", "", ""},
		{"a modifier letter is kept if there is nothing else", "ـ", "ـ"},
	} {
		if got := Slug(c.title); got != c.want {
			t.Errorf("%s: Slug(%q) = %q, want %q", c.rule, c.title, got, c.want)
		}
	}
}

func TestSlugOfMarkup(t *testing.T) {
	for _, c := range []struct{ rule, title, want string }{
		{"inline tags do not separate words", "co<em>opé</em>ration, 1<sup>er</sup>", "cooperation-1er"},
		{"unknown tags do not separate words", "Le <data>trois</data>mes", "le-troismes"},
		{"block tags and line breaks separate words", "résultat<br/>final<p>fin", "resultat-final-fin"},
		{"tags may be written in capitals", "<STRONG>Oui</Strong>Non", "ouinon"},
		{"attributes are left out, even with > in them", `<a title="1 > 0">Le titre</a>`, "le-titre"},
		{"scripts are left out", "Un <script>var x=1</script>deux", "un-deux"},
		{"an element hidden by its style is left out", `Un <b style="display:none">deux</b>`, "un"},
		{"< and > in a comparison are text", "3 < 5 et 5 > 3, a <3 b", "3-5-et-5-3-a-3-b"},
		{"an unfinished tag is left out", "a <em b", "a"},
		{"comments are left out", "a<!-- c > d -->b", "ab"},
		{"an unclosed comment is left out", "a<!-- b", "a"},
		{"a decoded < does not begin a tag", "&lt;b&gt;x", "b-x"},
		{"a reference is decoded only once", "&amp;eacute;", "eacute"},
		{"named references are decoded", "l&rsquor;&Eacute;tat &nbsp;&CounterClockwiseContourIntegral; &fjlig;ord", "l-etat-fjord"},
		{"numeric references are decoded", "&#201;t&#xE9;&#8217;s &#146; &#156;uvre", "ete-s-oeuvre"},
		{"references to invalid characters are left out", "a&#0;b&#xD800;c&#x110000;d", "abcd"},
		{"a reference may lack its semicolon", "&eacutet&eacute", "ete"},
		{"an ampersand that begins no reference is text", "R&D, A&;B &inconnu; &# &#x", "r-d-a-b-inconnu-x"},
		{"a combining accent after a tag is left out", "<u>\u0302te</u>", "te"},
		{"NUL does not separate an accent from its letter", "ا\x00\u0654", "أ"},
		{"a title longer than the buffer", "<b>" + strings.Repeat("é ", 400) + "</b>", strings.Repeat("e-", 399) + "e"},
	} {
		if got := Slug(c.title); got != c.want {
			t.Errorf("%s: Slug(%q) = %q, want %q", c.rule, c.title, got, c.want)
		}
		if got := string(Slugger{}.Append([]byte("a/"), c.title)); got != "a/"+c.want {
			t.Errorf("%s: Append(\"a/\", %q) = %q, want a/%s", c.rule, c.title, got, c.want)
		}
	}
	for _, c := range []struct {
		rule, title, want string
		slugger           Slugger
	}{
		{"symbols are spelled from the decoded text", "R&amp;D, 1&nbsp;&euro; &amp; 5<b> </b>%", "r-d-1-euro-et-5-pour-cent", Slugger{Symbols: SymbolsSpelled}},
		{"elisions are dropped from the decoded text", "<i>L</i>&rsquo;&Eacute;tat", "etat", Slugger{Elision: ElisionDrop}},
		{"elisions are glued in the decoded text", "<i>L</i>&#39;&Eacute;tat", "letat", Slugger{Elision: ElisionGlue}},
	} {
		if got := c.slugger.Slug(c.title); got != c.want {
			t.Errorf("%s: %+v.Slug(%q) = %q, want %q", c.rule, c.slugger, c.title, got, c.want)
		}
	}
}

// TestSlugOfReferences checks that a slug has the characters that references in the
// title stand for: every name of the standard, with and without its semicolon, and
// numbers in both notations.
func TestSlugOfReferences(t *testing.T) {
	names := referenceNames(t)
	if len(names) != 2231 {
		t.Fatalf("package html has %d names, want the 2231 of the standard", len(names))
	}
	var titles []string
	for _, name := range names {
		titles = append(titles, "un"+name+"deux", "un "+name+" deux", name+";")
		if strings.HasSuffix(name, ";") {
			checkReference(t, name, html.UnescapeString(name))
		}
	}
	for r := rune(0xA0); r < 0x20000; r += 1 + r/64 {
		if r < 0xD800 || r >= 0xE000 {
			checkReference(t, "&#"+strconv.Itoa(int(r))+";", string(r))
			checkReference(t, "&#x"+strconv.FormatInt(int64(r), 16)+";", string(r))
			checkReference(t, "&#X"+strings.ToUpper(strconv.FormatInt(int64(r), 16))+";", string(r))
		}
	}
	for _, title := range titles {
		checkText(t, title)
	}
}

// checkReference checks that Slug reads reference as the characters that it stands
// for.
func checkReference(t *testing.T, reference, characters string) {
	t.Helper()
	if characters == reference { // &nGt; and &nLt;, which package html does not decode
		return
	}
	want := slugOfText("l" + characters + "t")
	if got := Slug("l" + reference + "t"); got != want {
		t.Errorf("Slug(\"l%st\") = %q, want %q, as for %q", reference, got, want, characters)
	}
}

// referenceNames returns the names of references, each with its "&", from the source
// of package html.
func referenceNames(t *testing.T) (names []string) {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(build.Default.GOROOT, "src", "html", "entity.go"))
	if err != nil {
		t.Skipf("cannot read the source of package html: %v", err)
	}
	for _, m := range regexp.MustCompile(`(?m)^\s*(?:// )?"(\w+;?)":`).FindAllSubmatch(source, -1) {
		names = append(names, "&"+string(m[1]))
	}
	return names
}

// slugOfText returns the slug of plain text.
func slugOfText(s string) string {
	slug, _ := letters.AppendWords(nil, s, &letters.Words{Separator: '-'})
	return string(slug)
}

// checkText checks that the slug of title is that of its text, which must not be
// read as HTML again.
func checkText(t *testing.T, title string) {
	t.Helper()
	text := PlainText(title)
	if got, want := Slug(title), slugOfText(text); got != want {
		t.Errorf("Slug(%q) = %q, want %q, as for its text %q", title, got, want, text)
	}
}

// TestSlugOfText checks random titles made of parts that HTML parsers have
// misread.
func TestSlugOfText(t *testing.T) {
	parts := strings.Split("<|>|</|/>|<b>|</b>|<p>|</p>|<br>|<a href='x>y'>|</a>|<a title=\"|\"|'|=|<!--|-->|--|!|?|<!|<?|<script>|</script>|<style>|</style>|<svg>|</svg>|"+
		"<p hidden>|<li style=display:none>|<td>|<title>|</title>|<textarea>|<template>|<noscript>|&|&amp;|&lt;|&gt;|&eacute;|&eacute|&#233;|&#xe9|&#0;|&nbsp;|&shy;|&fjlig;|&nGt;|&;|#|;|"+
		"\x00|\xff|\xc3|\xa9|\ufffd|\u0301|\u0338|\u037e|\u200b|\u00a0|\n\n|\t| | |é|e|L’|l'|État|œ|€|5|1 000|%|@|م|أ|ا|\u0654|ⵜ|日|ـ|ь|🔥", "|")
	rng := rand.New(rand.NewPCG(10, 0))
	n := 100_000
	if testing.Short() {
		n = 20_000
	}
	for range n {
		var title strings.Builder
		for range 1 + rng.IntN(12) {
			title.WriteString(parts[rng.IntN(len(parts))])
		}
		checkText(t, title.String())
	}
}

func TestSluggerOptions(t *testing.T) {
	glue := Slugger{Elision: ElisionGlue}
	drop := Slugger{Elision: ElisionDrop}
	spelled := Slugger{Symbols: SymbolsSpelled}
	french := Slugger{Skip: FrenchStopWords()}
	short := Slugger{MaxLen: 20}
	for _, c := range []struct {
		rule    string
		slugger Slugger
		title   string
		want    string
	}{
		{"elisions are glued", glue, "Aujourd’hui, l’État qu’il faut", "aujourdhui-letat-quil-faut"},
		{"elided words are dropped", drop, "L’État d’urgence, ce qu’il reste jusqu’à demain", "etat-urgence-ce-il-reste-a-demain"},
		{"a word with an apostrophe that is not an elision is kept", drop, "Aujourd’hui, prud’hommes et presqu’île", "aujourd-hui-prud-hommes-et-presqu-ile"},
		{"the first letter of a name is not an elided word", drop, "M’hamed, N’Diaye et C’hoat n’ont pas d’âge, m’a-t-il dit", "m-hamed-n-diaye-et-c-hoat-ont-pas-age-a-t-il-dit"},
		{"an elided word alone is kept", drop, "L’", "l"},

		{"euros are spelled in the singular below 2", spelled, "1 000 000 € contre 1 € ou 1,5 €", "1-000-000-euros-contre-1-euro-ou-1-5-euro"},
		{"symbols are spelled after M and Md", spelled, "3 M€ et 2 Md$", "3-millions-d-euros-et-2-milliards-de-dollars"},
		{"plus, percent and per mille signs are spelled", spelled, "+3,5 % et 5‰", "plus-3-5-pour-cent-et-5-pour-mille"},
		{"an ampersand between spaces is spelled, one between letters is not", spelled, "Dupont & fils, R&D, A&amp;B", "dupont-et-fils-r-d-a-b"},
		{"an at sign in an email address is spelled, one of a handle is not", spelled, "@lemonde, contact@presse.fr", "lemonde-contact-arobase-presse-fr"},
		{"degree signs are spelled, but not in n°", spelled, "45 °C, 1°, n° 3", "45-degres-c-1-degre-n-3"},
		{"symbols are spelled in English", Slugger{Symbols: SymbolsSpelled, Lang: "en-GB"}, "$1 & $1.5, 0 °", "1-dollar-and-1-5-dollars-0-degrees"},
		{"symbols are spelled in Arabic", Slugger{Symbols: SymbolsSpelled, Lang: "ar-MA"}, "٥ ٪ & 3 €", "5-في-المئة-و-3-يورو"},
		{"symbols are spelled in French in any other language", Slugger{Symbols: SymbolsSpelled, Lang: "zgh"}, "5 %", "5-pour-cent"},

		{"a percent sign before its number is spelled after it", spelled, "%3,5 ou ٪50", "3-5-pour-cent-ou-50-pour-cent"},
		{"a currency without a number is singular", spelled, "le $ monte, l’€ recule", "le-dollar-monte-l-euro-recule"},
		{"a full stop separates thousands", spelled, "1.500 €", "1-500-euros"},
		{"de is elided before euros", spelled, "3 millions de €", "3-millions-d-euros"},
		{"full-width symbols are spelled", spelled, "50％ et ＄5", "50-pour-cent-et-5-dollars"},

		{"stop words are left out", french, "Le ministre de la Santé et les hôpitaux", "ministre-sante-hopitaux"},
		{"negations are kept", french, "Il ne dit pas tout", "ne-dit-pas-tout"},
		{"a title of stop words and a number is kept", french, "Avec vous 2", "avec-vous-2"},
		{"a number alone is kept", french, "2", "2"},
		{"a number with another word is not kept for its stop words", french, "Le 22 avril, les 2-3", "22-avril-2-3"},
		{"stop words and several numbers are kept", french, "Le 7/9", "le-7-9"},
		{"a title of stop words is kept", french, "Il est à elle", "il-est-a-elle"},

		{"a slug is cut between words", short, "Le gouvernement annonce un plan", "le-gouvernement"},
		{"a word may end at the limit", Slugger{MaxLen: 21}, "Le gouvernement tient bon", "le-gouvernement-tient"},
		{"a first word longer than the limit is cut", short, "Anticonstitutionnellement", "anticonstitutionnell"},
		{"a slug is not cut inside a character", Slugger{MaxLen: 7}, "المغرب", "الم"},
		{"a limit shorter than the first character yields an empty slug", Slugger{MaxLen: 1}, "المغرب", ""},
		{"a negative limit is no limit", Slugger{MaxLen: -1}, "Un deux", "un-deux"},
		{"a slug as long as the limit is not cut", Slugger{MaxLen: 7}, "Un deux", "un-deux"},
		{"a slug one byte over the limit loses a word", Slugger{MaxLen: 6}, "Un deux", "un"},
		{"a first word as long as the limit is kept", Slugger{MaxLen: 2}, "Un deux", "un"},
		{"a limit inside the first word cuts it", Slugger{MaxLen: 1}, "Un deux", "u"},
		{"characters that fill the limit exactly are kept", Slugger{MaxLen: 4}, "المغرب", "ال"},
		{"stop words are left out before the cut", Slugger{MaxLen: 16, Skip: FrenchStopWords()}, "Le ministre de la Santé et les hôpitaux", "ministre-sante"},
	} {
		if got := c.slugger.Slug(c.title); got != c.want {
			t.Errorf("%s: %+v.Slug(%q) = %q, want %q", c.rule, c.slugger, c.title, got, c.want)
		}
	}
}

func TestSluggerCuts(t *testing.T) {
	cut := func(limit int) Slugger { return Slugger{MaxLen: limit, CutWords: true} }
	for _, c := range []struct {
		rule    string
		slugger Slugger
		title   string
		want    string
	}{
		{"a word is cut", cut(20), "Le gouvernement annonce un plan", "le-gouvernement-anno"},
		{"a hyphen left by the cut is removed", cut(16), "Le gouvernement annonce un plan", "le-gouvernement"},
		{"a cut may fall between words", cut(15), "Le gouvernement annonce un plan", "le-gouvernement"},
		{"a slug as long as the limit is not cut", cut(7), "Un deux", "un-deux"},
		{"a letter is not cut", cut(6), "a المغرب", "a-ال"},
		{"a slug is empty if its first letter does not fit", cut(1), "المغرب", ""},
		{"without a limit nothing is cut", Slugger{CutWords: true}, "Un deux", "un-deux"},
		{"words are left out before the cut", Slugger{MaxLen: 12, CutWords: true, Skip: FrenchStopWords()}, "Le ministre de la Santé", "ministre-san"},
		{"all hyphens left by the cut are removed", Slugger{MaxLen: 6, CutWords: true, KeepRuns: true}, "FUS : retour", "fus"},
		{"all hyphens left by a cut between words are removed", Slugger{MaxLen: 8, KeepRuns: true}, "FUS : retour", "fus"},
		{"a word that ends at the limit is kept, its hyphens are not", Slugger{MaxLen: 3, KeepRuns: true}, "FUS : retour", "fus"},
		{"hyphens at the end of a title stay if nothing is cut", Slugger{MaxLen: 6, KeepRuns: true}, "FUS...", "fus---"},
		{"hyphens at the end of a title that is cut are removed", Slugger{MaxLen: 5, KeepRuns: true}, "FUS...", "fus"},
		{"a slug of hyphens is not made", Slugger{MaxLen: 2, KeepRuns: true}, "...", ""},
	} {
		if got := c.slugger.Slug(c.title); got != c.want {
			t.Errorf("%s: %+v.Slug(%q) = %q, want %q", c.rule, c.slugger, c.title, got, c.want)
		}
	}
}

func TestSluggerLettersAndSeparators(t *testing.T) {
	kept, runs := Slugger{KeepCase: true}, Slugger{KeepRuns: true}
	pathauto := Slugger{Profile: ProfilePathauto, Skip: PathautoWords()}
	for _, c := range []struct {
		rule    string
		slugger Slugger
		title   string
		want    string
	}{
		{"capitals are kept", kept, "La pluie revient à Fès, l’OCP s’inquiète", "La-pluie-revient-a-Fes-l-OCP-s-inquiete"},
		{"capitals are kept in the text of HTML", kept, "<b>L&rsquo;&Eacute;TAT</b>", "L-ETAT"},
		{"capitals are kept when elisions are glued", Slugger{KeepCase: true, Elision: ElisionGlue}, "L’État", "LEtat"},
		{"elided capitals are dropped", Slugger{KeepCase: true, Elision: ElisionDrop}, "L’État, QU’il", "Etat-il"},
		{"Skip is compared with the slug, case included", Slugger{KeepCase: true, Skip: []string{"la", "de"}}, "La fin de la grève de La Poste", "La-fin-greve-La-Poste"},
		{"Skip may list capitals", Slugger{KeepCase: true, Skip: []string{"La", "de"}}, "La fin de la grève", "fin-la-greve"},
		{"symbols are spelled in lower case", Slugger{KeepCase: true, Symbols: SymbolsSpelled}, "L’OCP : 3 M€", "L-OCP-3-millions-d-euros"},

		{"each separator is a hyphen", runs, "FUS : retour en D1… « enfin »", "fus---retour-en-d1----enfin"},
		{"a group of spaces is one hyphen", runs, "FUS  \u00a0 retour  -  D1", "fus-retour---d1"},
		{"white space of HTML is one", runs, "FUS\n \n:&nbsp; <b> retour</b>", "fus---retour"},
		{"WordPress drops colons, but not hyphens", Slugger{Profile: ProfileWordPress, KeepRuns: true}, "L’espace : un an - vidéo", "lespace-un-an---video"},
		{"a word is left out with the hyphens after it", Slugger{KeepRuns: true, Skip: []string{"le", "ici"}}, "Le PSG : le retour : ici", "psg---retour"},
		{"a slug of words of Skip is kept", Slugger{KeepRuns: true, Skip: []string{"le", "un"}}, "Le : un", "le---un"},

		{"German umlauts", Slugger{Lang: "de"}, "Größe der Bärenjagd", "groesse-der-baerenjagd"},
		{"German by its other code and with a region", Slugger{Lang: "de-CH"}, "Zürich", "zuerich"},
		{"German in HTML", Slugger{Lang: "de"}, "<i>Gr&ouml;&szlig;e</i>", "groesse"},
		{"German words are compared as they are in the slug", Slugger{Lang: "de", Skip: []string{"fuer"}}, "Für Köln", "koeln"},
		{"Danish", Slugger{Lang: "da"}, "Århus, Ærø", "aarhus-aeroe"},
		{"Norwegian", Slugger{Lang: "nb-NO"}, "Ålesund og Tromsø", "aalesund-og-tromsoe"},
		{"a Danish letter with a stress mark", Slugger{Lang: "da"}, "Fǿr ǻ", "foer-aa"},
		{"a Danish letter with a stress mark, decomposed", Slugger{Lang: "da"}, "Fø\u0301r a\u030a\u0301", "foer-aa"},
		{"an English possessive is glued", Slugger{Lang: "en"}, "Rabat's new tramway", "rabats-new-tramway"},
		{"a typographic one too, in any region", Slugger{Lang: "en-GB"}, "Workers’ day, Morocco’s kings", "workers-day-moroccos-kings"},
		{"English contractions and names are glued", Slugger{Lang: "en"}, "Don’t call it O’Brien’s", "dont-call-it-obriens"},
		{"English has no elisions to drop", Slugger{Lang: "en", Elision: ElisionDrop}, "L’Oréal’s d’Artagnan", "loreals-dartagnan"},
		{"in French s is not glued", Slugger{Lang: "fr"}, "McDonald’s", "mcdonald-s"},
		{"in Arabic nothing changes", Slugger{Lang: "ar"}, "Größe d’été", "grosse-d-ete"},

		{"Pathauto drops full stops and leaves words out", pathauto, "Inscrivez-vous sur fes.ma, on vous attend", "inscrivez-vous-sur-fesma-vous-attend"},
		{"Pathauto leaves out à, which it reads as an English word", pathauto, "On vote à Salé", "vote-sale"},
		{"Pathauto glues elisions, whatever Elision says", Slugger{Profile: ProfilePathauto, Elision: ElisionDrop}, "L’hôpital d'Azrou", "lhopital-dazrou"},
		{"Pathauto keeps a title of its words", pathauto, "To be on top of it"[:5] + " on", "be"},
		{"Pathauto cuts between words", Slugger{Profile: ProfilePathauto, MaxLen: 12}, "L’hôpital d'Azrou", "lhopital"},
	} {
		if got := c.slugger.Slug(c.title); got != c.want {
			t.Errorf("%s: %+v.Slug(%q) = %q, want %q", c.rule, c.slugger, c.title, got, c.want)
		}
	}
}

// TestPathautoWords checks the list against the setting of the module.
func TestPathautoWords(t *testing.T) {
	setting := strings.Split("a, an, as, at, before, but, by, for, from, is, in, into, like, of, off, on, onto, per, since, than, the, this, that, to, up, via, with", ", ")
	slices.Sort(setting)
	got := PathautoWords()
	if !slices.Equal(got, setting) {
		t.Errorf("PathautoWords() = %q, want %q", got, setting)
	}
	got[0] = "?"
	if PathautoWords()[0] != "a" {
		t.Error("PathautoWords returns a slice that it shares")
	}
}

func TestSluggerWordPress(t *testing.T) {
	wordpress := Slugger{Profile: ProfileWordPress}
	for _, c := range []struct {
		rule    string
		slugger Slugger
		title   string
		want    string
	}{
		{"elisions are glued", wordpress, "L’État d'urgence", "letat-durgence"},
		{"a decimal comma is dropped, a point is a hyphen", wordpress, "3,5 et 2.0", "35-et-2-0"},
		{"the euro sign becomes an E", wordpress, "5 €", "5-e"},
		{"other letters are percent-encoded", wordpress, "Αθήνα 🔥", "%ce%b1%ce%b8%ce%ae%ce%bd%ce%b1-%f0%9f%94%a5"},
		{"encoded octets are kept, other percent signs are not", wordpress, "%C3%A9 100% %zz", "%c3%a9-100-zz"},
		{"no character is encoded past 200 bytes", wordpress, strings.Repeat("م", 40), strings.Repeat("%d9%85", 33)},
		{"an unclosed tag removes the rest", wordpress, "Un <b deux", "un"},
		{"a < before a space is text", wordpress, "3 < 5", "3-5"},
		{"quotes hide > in a tag", wordpress, `Un <a title="x>y">deux</a>`, "un-deux"},
		{"comments are removed", wordpress, "Un<!-- > --> deux", "un-deux"},
		{"references are removed, known or not", wordpress, "R&amp;D &inconnu; fin", "rd-fin"},
		{"decomposed letters are composed first", wordpress, "E\u0301te\u0301", "ete"},
		{"invalid UTF-8 is read as Windows-1252", wordpress, "L\xe9gislatives \x80 \x9cuvre", "legislatives-e-oeuvre"},
		{"an encoded surrogate is invalid UTF-8", wordpress, "x\xed\xa0\x80", "xie"},
		{"a no-break hyphen is a hyphen", wordpress, "Aix‑en‑Provence", "aix-en-provence"},
		{"capitals are kept", Slugger{Profile: ProfileWordPress, KeepCase: true}, "L’OCP à Jorf, Щ", "LOCP-a-Jorf-%d0%a9"},
		{"hyphens are not collapsed", Slugger{Profile: ProfileWordPress, KeepRuns: true}, "Oui - non : peut-être", "oui---non-peut-etre"},
		{"a German site", Slugger{Profile: ProfileWordPress, Lang: "de-AT"}, "Größe", "groesse"},
		{"a Danish site", Slugger{Profile: ProfileWordPress, Lang: "da_DK"}, "Århus, Ærø", "aarhus-aeroe"},
		{"a Norwegian site has the rules of a French one", Slugger{Profile: ProfileWordPress, Lang: "nb"}, "Tromsø", "tromso"},
		{"a Catalan site", Slugger{Profile: ProfileWordPress, Lang: "ca"}, "Col·lecció", "colleccio"},
		{"a Serbian site", Slugger{Profile: ProfileWordPress, Lang: "sr"}, "Đurđevdan", "djurdjevdan"},
		{"Elision and Symbols are ignored", Slugger{Profile: ProfileWordPress, Elision: ElisionDrop, Symbols: SymbolsSpelled}, "L’été à 5 %", "lete-a-5"},
		{"words are cut inside a word", Slugger{Profile: ProfileWordPress, MaxLen: 12, CutWords: true}, "L’été à Дом", "lete-a"},
		{"words are cut inside a word, between letters", Slugger{Profile: ProfileWordPress, MaxLen: 13, CutWords: true}, "L’été à Дом", "lete-a-%d0%b4"},
		{"a cut does not split a percent-encoded letter", Slugger{Profile: ProfileWordPress, MaxLen: 10}, "ééмммм", "ee%d0%bc"},
		{"a letter of two octets that fits exactly is kept", Slugger{Profile: ProfileWordPress, MaxLen: 8}, "ééмммм", "ee%d0%bc"},
		{"a letter of three octets is cut as a whole", Slugger{Profile: ProfileWordPress, MaxLen: 17}, "日日日", "%e6%97%a5"},
		{"a letter of four octets is cut as a whole", Slugger{Profile: ProfileWordPress, MaxLen: 23}, "🔥🔥", "%f0%9f%94%a5"},
		{"a letter of four octets that fits exactly is kept", Slugger{Profile: ProfileWordPress, MaxLen: 12}, "🔥🔥", "%f0%9f%94%a5"},
		{"an encoded ASCII character longer than the limit is dropped", Slugger{Profile: ProfileWordPress, MaxLen: 2}, "%41", ""},
		{"an encoded ASCII character that fits exactly is kept", Slugger{Profile: ProfileWordPress, MaxLen: 3}, "%41%42", "%41"},
		{"a cut does not split the last encoded ASCII character", Slugger{Profile: ProfileWordPress, MaxLen: 5}, "%41%42", "%41"},
		{"a first octet alone is measured as a whole letter", Slugger{Profile: ProfileWordPress, MaxLen: 5}, "a%c3bcd", "a"},
	} {
		if got := c.slugger.Slug(c.title); got != c.want {
			t.Errorf("%s: %+v.Slug(%q) = %q, want %q", c.rule, c.slugger, c.title, got, c.want)
		}
	}
}

func TestUnique(t *testing.T) {
	taken := func(slugs ...string) func(string) bool {
		return func(slug string) bool { return slices.Contains(slugs, slug) }
	}
	wordpress := func(limit int) Slugger { return Slugger{Profile: ProfileWordPress, MaxLen: limit} }
	long := strings.Repeat("a", 200)
	for _, c := range []struct {
		rule    string
		slugger Slugger
		title   string
		taken   func(string) bool
		want    string
	}{
		{"a free slug has no number", Slugger{}, "Élections", taken(), "elections"},
		{"with a nil func every slug is free", Slugger{}, "Élections", nil, "elections"},
		{"numbers begin at two", Slugger{}, "Élections", taken("elections"), "elections-2"},
		{"the first free number is used", Slugger{}, "Élections", taken("elections", "elections-2", "elections-3"), "elections-4"},
		{"the number counts toward the limit", Slugger{MaxLen: 15}, "Le gouvernement", taken("le-gouvernement"), "le-2"},
		{"a word is cut to make room for the number", Slugger{MaxLen: 9}, "Elections", taken("elections"), "electio-2"},
		{"a limit without room for a number yields an empty slug", Slugger{MaxLen: 2}, "Un", taken("un"), ""},
		{"a limit with room for one letter and the number", Slugger{MaxLen: 3}, "Uns", taken("uns"), "u-2"},
		{"a numbered slug as long as the limit is not cut", Slugger{MaxLen: 7}, "Elias", taken("elias"), "elias-2"},
		{"a numbered slug one byte over the limit loses a letter", Slugger{MaxLen: 6}, "Elias", taken("elias"), "elia-2"},
		{"a number of two digits needs one more byte", Slugger{MaxLen: 7}, "Elias", taken("elias", "elias-2", "elias-3", "elias-4", "elias-5", "elias-6", "elias-7", "elias-8", "elias-9"), "elia-10"},
		{"sans-titre is cut to the limit", Slugger{MaxLen: 4}, "🦁", taken(), "sans"},
		{"a limit without room for a letter and the number yields an empty slug", Slugger{MaxLen: 3}, "المغرب", taken("ا"), ""},
		{"a limit without room for an encoded letter and the number yields an empty slug", wordpress(10), "日本", taken("%e6%97%a5"), ""},
		{"a slug of words of Skip keeps them with its number", Slugger{Skip: FrenchStopWords()}, "Avec vous", taken("avec-vous"), "avec-vous-2"},
		{"a number in Skip is not used", Slugger{Skip: []string{"2"}}, "Élections", taken("elections"), "elections-3"},
		{"a title without letters becomes sans-titre", Slugger{}, "🦁 !", taken("sans-titre"), "sans-titre-2"},
		{"a WordPress slug has at most 200 bytes", wordpress(0), long, taken(long), long[:198] + "-2"},
		{"a WordPress slug with a negative limit has at most 200 bytes", wordpress(-1), long, taken(long), long[:198] + "-2"},
		{"a WordPress slug with a higher limit has at most 200 bytes", wordpress(201), long, taken(long), long[:198] + "-2"},
		{"a WordPress slug with a limit of 200 has at most 200 bytes", wordpress(200), long, taken(long), long[:198] + "-2"},
		{"a WordPress slug respects a lower limit", wordpress(199), long, taken(long[:199]), long[:197] + "-2"},
		{"a WordPress slug and its number may fill 200 bytes", wordpress(0), long[:198], taken(long[:198]), long[:198] + "-2"},
	} {
		if got := c.slugger.Unique(c.title, c.taken); got != c.want {
			t.Errorf("%s: %+v.Unique(%q) = %q, want %q", c.rule, c.slugger, c.title, got, c.want)
		}
	}
	for want, s := range map[string]Slugger{
		"le-gouver-2": {MaxLen: 11, CutWords: true},
		"Fes-2":       {KeepCase: true},
		"fus--a-2":    {KeepRuns: true, MaxLen: 8},
	} {
		title := map[string]string{"le-gouver-2": "Le gouvernement", "Fes-2": "Fès", "fus--a-2": "FUS: a bc"}[want]
		slug := s.Slug(title)
		if got := s.Unique(title, func(u string) bool { return u == slug }); got != want {
			t.Errorf("%+v.Unique(%q) = %q, want %q", s, title, got, want)
		}
	}
	if got := (Slugger{}).Unique("Un", func(string) bool { return true }); got != "" {
		t.Errorf("with all slugs taken, Unique returned %q, want nothing", got)
	}
}

func TestIsSlug(t *testing.T) {
	for s, want := range map[string]bool{
		"": false, "-": false, "a": true, "l-etat": true, "L-etat": false, "l-État": false, "-a": false, "a-": false, "a--b": false,
		"a b": false, "a_b": false, "المغرب": true, "a\u0301": false, "ا\u0654": false, "أ": true, "%c3%a9": false, "un\n": false,
	} {
		if got := IsSlug(s); got != want {
			t.Errorf("IsSlug(%q) = %t, want %t", s, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"case, spaces and ASCII punctuation are kept", "Cœur d’été, ﬁnance", "Coeur d'ete, finance"},
		{"punctuation becomes similar ASCII punctuation", "« Oui »\u202f– “non”…", "\" Oui \" - \"non\"..."},
		{"ASCII is not changed", "Rien à redire"[:5], "Rien "},
		{"other alphabets are kept", "Ελλάδα, Москва, المَغرب, 日本", "Ελλαδα, Москва, المَغرب, 日本"},
		{"the result is in normal form C", "ا\u0654", "أ"},
		{"≠ does not become =", "a ≠ b, a =\u0338 b", "a ≠ b, a ≠ b"},
		{"digits of all scripts become ASCII digits", "٢٠٢٦", "2026"},
		{"invalid UTF-8 is left out", "\xffé\xc3", "e"},
		{"a long text", strings.Repeat("é", 1000), strings.Repeat("e", 1000)},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("%s: Fold(%q) = %q, want %q", c.rule, c.in, got, c.want)
		}
		if got := string(AppendFold([]byte("x"), c.in)); got != "x"+c.want {
			t.Errorf("%s: AppendFold(%q) = %q, want x%q", c.rule, c.in, got, c.want)
		}
	}
}

func TestSearchKey(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"words are separated by one space", "  L’État\u00a0:  l'ŒUVRE ", "l etat l oeuvre"},
		{"HTML is not decoded", "a<b>c &amp; d", "a b c amp d"},
		{"Arabic vowel signs are left out", "المَغْرِب", "المغرب"},
		{"an alef with madda is an alef", "آسفي", "اسفي"},
		{"a decomposed alef with hamza is an alef", "ا\u0654حمد", "احمد"},
		{"a ya with hamza is a ya, an alef with hamza an alef", "إسرائيل", "اسراييل"},
		{"a waw with hamza is a waw", "مسؤول", "مسوول"},
		{"alef maqsura is ya", "الدورى", "الدوري"},
		{"ta marbuta is ha", "مدينة سلا القديمة", "مدينه سلا القديمه"},
		{"presentation forms are letters", "ﻵﺳﻔﻲ", "لاسفي"},
		{"Persian keyboards are read", "کتابی", "كتابي"},
		{"Arabic digits are digits", "٢٠٢٦ ۲۰۲۶", "2026 2026"},
		{"tatweel alone has no key", "ـــ", ""},
		{"Latin Amazigh and Tifinagh have the same key", "Tamaziɣt", "tamazight"},
		{"Tifinagh is read by the IRCAM table", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "tamazight"},
		{"a currency sign is no word", "10 €", "10"},
		{"a soft hyphen does not split a word", "reve\u00ADnir aujour\u00ADd’hui", "revenir aujourd hui"},
		{"the ligature of Allah is its letters", "عبد ﷲ", "عبد الله"},
		{"the Moroccan g is kaf", "أݣادير", "اكادير"},
	} {
		if got := SearchKey(c.in); got != c.want {
			t.Errorf("%s: SearchKey(%q) = %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}

func TestDetectSluggerWithoutEvidence(t *testing.T) {
	got, fit := DetectSlugger(func(func(string, string) bool) {})
	if got.Profile != ProfilePress || got.Elision != ElisionHyphen || got.Skip != nil || got.MaxLen != 0 || fit.Pairs != 0 {
		t.Errorf("without pairs: found %+v, %+v, want a zero Slugger and no pairs", got, fit)
	}
	got, fit = DetectSlugger(func(yield func(string, string) bool) {
		for i := range 50 {
			if !yield("Titre", "article-"+strconv.Itoa(i)) {
				return
			}
		}
	})
	if got.Elision != ElisionHyphen || got.Skip != nil || got.MaxLen != 0 || fit.Pairs != 50 || fit.Reproduced != 0 {
		t.Errorf("with numbers as slugs: found %+v, %+v, want a zero Slugger and no slug reproduced", got, fit)
	}
}

// TestHostileTitles checks that titles of a megabyte take less than a minute each. They
// would take minutes if Slug or Fold searched ahead from every position.
func TestHostileTitles(t *testing.T) {
	size, limit := 1<<20, time.Minute
	if testing.Short() {
		size = 1 << 16
	}
	for _, unit := range []string{"<", "<a", "<b>", "<!--", "<script>", "&", "&a", "& ;", "&eacute", "e\u0301", "ا\u0654\u0655", "\u0315\u0300", "\u0301",
		"\xff&", "'", "1 €", "€1", "1 ", "&1,", "€1 000", "3 M€", "M€ ", "%", "o\u0308", "é", "<a\">", "%c3", "---", "\x00"} {
		title := "ا" + strings.Repeat(unit, size/len(unit))
		for _, s := range []Slugger{{}, {Profile: ProfileWordPress}, {Elision: ElisionDrop, Symbols: SymbolsSpelled, Skip: FrenchStopWords(), MaxLen: 80},
			{Lang: "de", KeepCase: true, KeepRuns: true, CutWords: true, MaxLen: 80, Symbols: SymbolsSpelled, Skip: PathautoWords()}} {
			start := time.Now()
			slug := s.Slug(title)
			if took := time.Since(start); took > limit {
				t.Errorf("%+v: Slug of %q repeated takes %v, want less than %v", s, unit, took, limit)
			}
			if !utf8.ValidString(slug) {
				t.Errorf("%+v: Slug of %q repeated is not valid UTF-8", s, unit)
			}
		}
		start := time.Now()
		Fold(title)
		if took := time.Since(start); took > limit {
			t.Errorf("Fold of %q repeated takes %v, want less than %v", unit, took, limit)
		}
	}
}

func TestLongTitle(t *testing.T) {
	title := strings.Repeat("L’été ", 10<<20/len("L’été "))
	slug := Slug(title)
	if want := strings.Repeat("l-ete-", strings.Count(title, "L")); slug+"-" != want {
		t.Errorf("the slug of 10 MB has %d bytes or other text, want %d bytes", len(slug), len(want)-1)
	}
}

func TestAllocations(t *testing.T) {
	const title = "Coopération sécuritaire: le Maroc, un « partenaire précieux » de la France, souligne M. Retailleau"
	buf := make([]byte, 0, 512)
	for _, c := range []struct {
		what string
		most float64
		do   func()
	}{
		{"Append", 0, func() { buf = Slugger{}.Append(buf[:0], title) }},
		{"Append with options", 0, func() {
			buf = Slugger{Elision: ElisionDrop, Symbols: SymbolsSpelled, MaxLen: 60}.Append(buf[:0], title)
		}},
		{"Append with all options", 0, func() {
			buf = Slugger{Symbols: SymbolsSpelled, MaxLen: 60, CutWords: true, KeepCase: true, KeepRuns: true, Lang: "de"}.Append(buf[:0], title+" 3 M€")
		}},
		{"Append of WordPress", 0, func() { buf = Slugger{Profile: ProfileWordPress, MaxLen: 60, Lang: "fr"}.Append(buf[:0], title) }},
		{"Slug of WordPress", 1, func() { sink = Slugger{Profile: ProfileWordPress}.Slug(title) }},
		{"Slug of WordPress in Arabic", 1, func() {
			sink = Slugger{Profile: ProfileWordPress}.Slug("المغرب يفوز بكأس إفريقيا للأمم")
		}},
		{"Append in German, decomposed", 0, func() { buf = Slugger{Lang: "de"}.Append(buf[:0], "Gro\u0308ße") }},
		{"Append with tags and references", 0, func() { buf = Slugger{}.Append(buf[:0], "<b>l&rsquo;&Eacute;tat</b> &#233;crit &nGt;") }},
		{"AppendFold", 0, func() { buf = AppendFold(buf[:0], title) }},
		{"Slug", 1, func() { sink = Slug(title) }},
		{"Fold", 1, func() { sink = Fold(title) }},
		{"SearchKey", 1, func() { sink = SearchKey(title) }},
		{"IsSlug", 0, func() { IsSlug("l-etat-d-octobre") }},
	} {
		if got := testing.AllocsPerRun(100, c.do); got > c.most {
			t.Errorf("%s allocates %v times, want at most %v", c.what, got, c.most)
		}
	}
}

var sink string
