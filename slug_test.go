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
)

func TestSlug(t *testing.T) {
	for _, c := range []struct{ rule, title, want string }{
		{"apostrophes of all kinds elide", "L'un, l’autre, lʼun, l′autre, l´un, l`autre, l‘un", "l-un-l-autre-l-un-l-autre-l-un-l-autre-l-un"},
		{"the apostrophe inside a word parts it too", "Aujourd’hui, la presqu’île", "aujourd-hui-la-presqu-ile"},
		{"ligatures are two letters", "Œuvre, cœur, ex æquo, ﬁn", "oeuvre-coeur-ex-aequo-fin"},
		{"narrow spaces before French punctuation", "Vraiment\u202f? Oui\u00a0!", "vraiment-oui"},
		{"digits and letters stay together", "La 5G à 20h30, Covid-19", "la-5g-a-20h30-covid-19"},
		{"a decimal comma is a hyphen", "3,5 et 2.0", "3-5-et-2-0"},
		{"signs part words", "5 %, 3 €, 45 °C, R&D, +2, @lemonde", "5-3-45-c-r-d-2-lemonde"},
		{"numéro", "n° 5, nº 6, № 7", "n-5-n-6-no-7"},
		{"superscripts are letters", "1ʳᵉ, 2ᵉ, 10 m²", "1re-2e-10-m2"},
		{"soft hyphens and zero-width signs vanish", "anti\u00adconsti\u200btutionnel\ufeff", "anticonstitutionnel"},
		{"emoji part words, with all their parts", "Oui👩\u200d👩\u200d👧non ⚽\ufe0f 1\ufe0f\u20e3", "oui-non-1"},
		{"invalid UTF-8 is skipped", "L\xe9gisla\xfftives", "lgislatives"},
		{"NUL is left out", "un\x00deux", "undeux"},
		{"U+FFFD is left out", "L\ufffdgisla\ufffdtives", "lgislatives"},
		{"only punctuation is empty", "… ?! « » —", ""},
		{"one emoji is empty", "🦁", ""},
		{"a title without anything is empty", "", ""},
		{"signs that modify letters are better than nothing", "ـ", "ـ"},
	} {
		if got := Slug(c.title); got != c.want {
			t.Errorf("%s: Slug(%q) = %q, want %q", c.rule, c.title, got, c.want)
		}
	}
}

func TestSlugOfMarkup(t *testing.T) {
	for _, c := range []struct{ rule, title, want string }{
		{"inline tags do not part words", "co<em>opé</em>ration, 1<sup>er</sup>", "cooperation-1er"},
		{"nor do those that are not known", "Le <data>trois</data>mes", "le-troismes"},
		{"others do", "résultat<br/>final<p>fin", "resultat-final-fin"},
		{"case does not matter", "<STRONG>Oui</Strong>Non", "ouinon"},
		{"attributes vanish, whatever they hold", `<a title="1 > 0">Le titre</a>`, "le-titre"},
		{"what is hidden vanishes", "Un <script>var x=1</script>deux", "un-deux"},
		{"what is hidden by its style vanishes", `Un <b style="display:none">deux</b>`, "un"},
		{"comparison is no tag", "3 < 5 et 5 > 3, a <3 b", "3-5-et-5-3-a-3-b"},
		{"an unfinished tag is nothing", "a <em b", "a"},
		{"comments vanish", "a<!-- c > d -->b", "ab"},
		{"a comment that never ends is one", "a<!-- b", "a"},
		{"a decoded < begins no tag", "&lt;b&gt;x", "b-x"},
		{"references are decoded once", "&amp;eacute;", "eacute"},
		{"named references", "l&rsquor;&Eacute;tat &nbsp;&CounterClockwiseContourIntegral; &fjlig;ord", "l-etat-fjord"},
		{"references of numbers", "&#201;t&#xE9;&#8217;s &#146; &#156;uvre", "ete-s-oeuvre"},
		{"references to what is no character are left out", "a&#0;b&#xD800;c&#x110000;d", "abcd"},
		{"a reference may end without its semicolon", "&eacutet&eacute", "ete"},
		{"what is none is text", "R&D, A&;B &inconnu; &# &#x", "r-d-a-b-inconnu-x"},
		{"an accent after a tag has nothing to stand on", "<u>\u0302te</u>", "te"},
		{"NUL does not part an accent from its letter", "ا\x00\u0654", "أ"},
		{"longer than the buffer", "<b>" + strings.Repeat("é ", 400) + "</b>", strings.Repeat("e-", 399) + "e"},
	} {
		if got := Slug(c.title); got != c.want {
			t.Errorf("%s: Slug(%q) = %q, want %q", c.rule, c.title, got, c.want)
		}
		if got := string(Slugger{}.Append([]byte("a/"), c.title)); got != "a/"+c.want {
			t.Errorf("%s: Append(a/, %q) = %q, want a/%s", c.rule, c.title, got, c.want)
		}
	}
	for _, c := range []struct {
		rule, title, want string
		slugger           Slugger
	}{
		{"signs are said by what the reader sees", "R&amp;D, 1&nbsp;&euro; &amp; 5<b> </b>%", "r-d-1-euro-et-5-pour-cent", Slugger{Symbols: SymbolsSpelled}},
		{"elisions are those that the reader sees", "<i>L</i>&rsquo;&Eacute;tat", "etat", Slugger{Elision: ElisionDrop}},
		{"elisions are glued", "<i>L</i>&#39;&Eacute;tat", "letat", Slugger{Elision: ElisionGlue}},
	} {
		if got := c.slugger.Slug(c.title); got != c.want {
			t.Errorf("%s: %q gives %q, want %q", c.rule, c.title, got, c.want)
		}
	}
}

// TestSlugOfReferences takes every name of the standard, with and without its
// semicolon, and numbers in both notations: the slug has what the text has.
func TestSlugOfReferences(t *testing.T) {
	names := referenceNames(t)
	if len(names) != 2231 {
		t.Fatalf("%d names, want the 2231 of the standard", len(names))
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

// checkReference reports a reference that a slug does not read as the
// characters that it stands for.
func checkReference(t *testing.T, reference, characters string) {
	t.Helper()
	if characters == reference { // &nGt; and &nLt;, which html leaves
		return
	}
	key := strings.ReplaceAll(SearchKey("l"+characters+"t"), " ", "-")
	if got := Slug("l" + reference + "t"); got != key {
		t.Errorf("Slug(l%st) = %q, want %q as of %q", reference, got, key, characters)
	}
}

// referenceNames reads the names, "&" included, where the package html has them.
func referenceNames(t *testing.T) (names []string) {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(build.Default.GOROOT, "src", "html", "entity.go"))
	if err != nil {
		t.Skipf("the names of the package html are not here: %v", err)
	}
	for _, m := range regexp.MustCompile(`(?m)^\s*(?:// )?"(\w+;?)":`).FindAllSubmatch(source, -1) {
		names = append(names, "&"+string(m[1]))
	}
	return names
}

// checkText reports a title whose slug is not that of its text, which is not
// read as HTML a second time.
func checkText(t *testing.T, title string) {
	t.Helper()
	text := PlainText(title)
	if got, want := Slug(title), strings.ReplaceAll(SearchKey(text), " ", "-"); got != want {
		t.Errorf("Slug(%q) = %q, want %q as of the text %q", title, got, want, text)
	}
}

// TestSlugOfText writes titles of what readers of HTML have stumbled over.
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
		{"glue", glue, "Aujourd’hui, l’État qu’il faut", "aujourdhui-letat-quil-faut"},
		{"drop the elided word", drop, "L’État d’urgence, ce qu’il reste jusqu’à demain", "etat-urgence-ce-il-reste-a-demain"},
		{"drop nothing that is no elision", drop, "Aujourd’hui, prud’hommes et presqu’île", "aujourd-hui-prud-hommes-et-presqu-ile"},
		{"drop never empties", drop, "L’", "l"},

		{"euros", spelled, "1 000 000 € contre 1 € ou 1,5 €", "1-000-000-euros-contre-1-euro-ou-1-5-euro"},
		{"millions", spelled, "3 M€ et 2 Md$", "3-m-euros-et-2-md-dollars"},
		{"percent", spelled, "+3,5 % et 5‰", "plus-3-5-pour-cent-et-5-pour-mille"},
		{"and", spelled, "Dupont & fils, R&D, A&amp;B", "dupont-et-fils-r-d-a-b"},
		{"at", spelled, "@lemonde, contact@presse.fr", "lemonde-contact-arobase-presse-fr"},
		{"degrees", spelled, "45 °C, 1°, n° 3", "45-degres-c-1-degre-n-3"},
		{"English", Slugger{Symbols: SymbolsSpelled, Lang: "en-GB"}, "$1 & $1.5, 0 °", "dollar-1-and-dollars-1-5-0-degrees"},
		{"Arabic", Slugger{Symbols: SymbolsSpelled, Lang: "ar-MA"}, "٥ ٪ & 3 €", "5-في-المئة-و-3-يورو"},
		{"another language is French", Slugger{Symbols: SymbolsSpelled, Lang: "zgh"}, "5 %", "5-pour-cent"},

		{"stop words", french, "Le ministre de la Santé et les hôpitaux", "ministre-sante-hopitaux"},
		{"negations stay", french, "Il ne dit pas tout", "ne-dit-pas-tout"},
		{"stop words alone stay", french, "Il est à elle", "il-est-a-elle"},

		{"cut between words", short, "Le gouvernement annonce un plan", "le-gouvernement"},
		{"a word may end at the limit", Slugger{MaxLen: 21}, "Le gouvernement tient bon", "le-gouvernement-tient"},
		{"the first word is cut if it must", short, "Anticonstitutionnellement", "anticonstitutionnell"},
		{"never inside a character", Slugger{MaxLen: 7}, "المغرب", "الم"},
		{"no room for a character", Slugger{MaxLen: 1}, "المغرب", ""},
		{"a negative limit is none", Slugger{MaxLen: -1}, "Un deux", "un-deux"},
		{"a slug of just the limit is whole", Slugger{MaxLen: 7}, "Un deux", "un-deux"},
		{"one byte less cuts a word", Slugger{MaxLen: 6}, "Un deux", "un"},
		{"a first word of just the limit", Slugger{MaxLen: 2}, "Un deux", "un"},
		{"a limit within the first word", Slugger{MaxLen: 1}, "Un deux", "u"},
		{"a character of just the limit", Slugger{MaxLen: 4}, "المغرب", "ال"},
		{"stop words go before the cut", Slugger{MaxLen: 16, Skip: FrenchStopWords()}, "Le ministre de la Santé et les hôpitaux", "ministre-sante"},
	} {
		if got := c.slugger.Slug(c.title); got != c.want {
			t.Errorf("%s: %q gives %q, want %q", c.rule, c.title, got, c.want)
		}
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
		{"the euro is an E", wordpress, "5 €", "5-e"},
		{"other letters are percent-encoded", wordpress, "Αθήνα 🔥", "%ce%b1%ce%b8%ce%ae%ce%bd%ce%b1-%f0%9f%94%a5"},
		{"octets are kept, other percent signs not", wordpress, "%C3%A9 100% %zz", "%c3%a9-100-zz"},
		{"no character is encoded past 200 bytes", wordpress, strings.Repeat("م", 40), strings.Repeat("%d9%85", 33)},
		{"an unclosed tag takes the rest", wordpress, "Un <b deux", "un"},
		{"a < before a space is text", wordpress, "3 < 5", "3-5"},
		{"quotes hide > in a tag", wordpress, `Un <a title="x>y">deux</a>`, "un-deux"},
		{"comments go", wordpress, "Un<!-- > --> deux", "un-deux"},
		{"references go, known or not", wordpress, "R&amp;D &inconnu; fin", "rd-fin"},
		{"decomposed letters are composed first", wordpress, "E\u0301te\u0301", "ete"},
		{"what is not UTF-8 is Windows-1252", wordpress, "L\xe9gislatives \x80 \x9cuvre", "legislatives-e-oeuvre"},
		{"surrogates in UTF-8 are refused", wordpress, "x\xed\xa0\x80", ""},
		{"a cut respects percent-encoding", Slugger{Profile: ProfileWordPress, MaxLen: 10}, "ééмммм", "ee%d0%bc"},
		{"a letter of two octets fits exactly", Slugger{Profile: ProfileWordPress, MaxLen: 8}, "ééмммм", "ee%d0%bc"},
		{"of three", Slugger{Profile: ProfileWordPress, MaxLen: 17}, "日日日", "%e6%97%a5"},
		{"of four", Slugger{Profile: ProfileWordPress, MaxLen: 23}, "🔥🔥", "%f0%9f%94%a5"},
		{"of four, exactly", Slugger{Profile: ProfileWordPress, MaxLen: 12}, "🔥🔥", "%f0%9f%94%a5"},
		{"an octet of ASCII is one of three bytes", Slugger{Profile: ProfileWordPress, MaxLen: 2}, "%41", ""},
		{"which fits exactly", Slugger{Profile: ProfileWordPress, MaxLen: 3}, "%41%42", "%41"},
		{"the last octet is one too", Slugger{Profile: ProfileWordPress, MaxLen: 5}, "%41%42", "%41"},
		{"an octet alone counts as its letter", Slugger{Profile: ProfileWordPress, MaxLen: 5}, "a%c3bcd", "a"},
	} {
		if got := c.slugger.Slug(c.title); got != c.want {
			t.Errorf("%s: %q gives %q, want %q", c.rule, c.title, got, c.want)
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
		{"a free slug", Slugger{}, "Élections", taken(), "elections"},
		{"nil takes none", Slugger{}, "Élections", nil, "elections"},
		{"numbers begin at two", Slugger{}, "Élections", taken("elections"), "elections-2"},
		{"the first free number", Slugger{}, "Élections", taken("elections", "elections-2", "elections-3"), "elections-4"},
		{"the number counts in the length", Slugger{MaxLen: 15}, "Le gouvernement", taken("le-gouvernement"), "le-2"},
		{"a long word gives way", Slugger{MaxLen: 9}, "Elections", taken("elections"), "electio-2"},
		{"no room for a number", Slugger{MaxLen: 2}, "Un", taken("un"), ""},
		{"room for a number and a letter", Slugger{MaxLen: 3}, "Uns", taken("uns"), "u-2"},
		{"a numbered slug of just the limit", Slugger{MaxLen: 7}, "Elias", taken("elias"), "elias-2"},
		{"one byte less cuts the word", Slugger{MaxLen: 6}, "Elias", taken("elias"), "elia-2"},
		{"ten takes one byte more", Slugger{MaxLen: 7}, "Elias", taken("elias", "elias-2", "elias-3", "elias-4", "elias-5", "elias-6", "elias-7", "elias-8", "elias-9"), "elia-10"},
		{"a cut of sans-titre", Slugger{MaxLen: 4}, "🦁", taken(), "sans"},
		{"a title without letters", Slugger{}, "🦁 !", taken("sans-titre"), "sans-titre-2"},
		{"WordPress keeps 200 bytes", wordpress(0), long, taken(long), long[:198] + "-2"},
		{"whatever a negative limit says", wordpress(-1), long, taken(long), long[:198] + "-2"},
		{"or a higher one", wordpress(201), long, taken(long), long[:198] + "-2"},
		{"the same limit", wordpress(200), long, taken(long), long[:198] + "-2"},
		{"a lower limit holds", wordpress(199), long, taken(long[:199]), long[:197] + "-2"},
		{"a slug and its number fill 200 bytes", wordpress(0), long[:198], taken(long[:198]), long[:198] + "-2"},
	} {
		if got := c.slugger.Unique(c.title, c.taken); got != c.want {
			t.Errorf("%s: %q gives %q, want %q", c.rule, c.title, got, c.want)
		}
	}
	if got := (Slugger{}).Unique("Un", func(string) bool { return true }); got != "" {
		t.Errorf("with all slugs taken: %q", got)
	}
}

func TestIsSlug(t *testing.T) {
	for s, want := range map[string]bool{
		"": false, "-": false, "a": true, "l-etat": true, "L-etat": false, "l-État": false, "-a": false, "a-": false, "a--b": false,
		"a b": false, "a_b": false, "المغرب": true, "a\u0301": false, "ا\u0654": false, "أ": true, "%c3%a9": false, "un\n": false,
	} {
		if got := IsSlug(s); got != want {
			t.Errorf("IsSlug(%q) = %t", s, got)
		}
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"case, spaces and punctuation stay", "Cœur d’été, ﬁnance", "Coeur d'ete, finance"},
		{"punctuation in its ASCII likeness", "« Oui »\u202f– “non”…", "\" Oui \" - \"non\"..."},
		{"ASCII is itself", "Rien à redire"[:5], "Rien "},
		{"other alphabets stay", "Ελλάδα, Москва, المَغرب, 日本", "Ελλαδα, Москва, المَغرب, 日本"},
		{"normal form C", "ا\u0654", "أ"},
		{"≠ is not =", "a ≠ b, a =\u0338 b", "a ≠ b, a ≠ b"},
		{"digits of all scripts", "٢٠٢٦", "2026"},
		{"invalid UTF-8 is left out", "\xffé\xc3", "e"},
		{"long texts", strings.Repeat("é", 1000), strings.Repeat("e", 1000)},
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
		{"one space between words", "  L’État\u00a0:  l'ŒUVRE ", "l etat l oeuvre"},
		{"no HTML", "a<b>c &amp; d", "a b c amp d"},
		{"Arabic without vowel signs", "المَغْرِب", "المغرب"},
	} {
		if got := SearchKey(c.in); got != c.want {
			t.Errorf("%s: SearchKey(%q) = %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}

func TestDetectSluggerWithoutEvidence(t *testing.T) {
	got, fit := DetectSlugger(func(func(string, string) bool) {})
	if got.Profile != ProfilePress || got.Elision != ElisionHyphen || got.Skip != nil || got.MaxLen != 0 || fit.Pairs != 0 {
		t.Errorf("no pairs give %+v, %+v", got, fit)
	}
	got, fit = DetectSlugger(func(yield func(string, string) bool) {
		for i := range 50 {
			if !yield("Titre", "article-"+strconv.Itoa(i)) {
				return
			}
		}
	})
	if got.Elision != ElisionHyphen || got.Skip != nil || got.MaxLen != 0 || fit.Pairs != 50 || fit.Reproduced != 0 {
		t.Errorf("numbers for slugs give %+v, %+v", got, fit)
	}
}

// TestHostileTitles takes titles of a megabyte that would be slow if anything were
// searched for from each position. That takes minutes; a minute is no limit to others.
func TestHostileTitles(t *testing.T) {
	size, limit := 1<<20, time.Minute
	if testing.Short() {
		size = 1 << 16
	}
	for _, unit := range []string{"<", "<a", "<b>", "<!--", "<script>", "&", "&a", "& ;", "&eacute", "e\u0301", "ا\u0654\u0655", "\u0315\u0300", "\u0301",
		"\xff&", "'", "1 €", "€1", "1 ", "&1,", "é", "<a\">", "%c3", "---", "\x00"} {
		title := "ا" + strings.Repeat(unit, size/len(unit))
		for _, s := range []Slugger{{}, {Profile: ProfileWordPress}, {Elision: ElisionDrop, Symbols: SymbolsSpelled, Skip: FrenchStopWords(), MaxLen: 80}} {
			start := time.Now()
			slug := s.Slug(title)
			if took := time.Since(start); took > limit {
				t.Errorf("%+v: %q … takes %v", s, unit, took)
			}
			if !utf8.ValidString(slug) {
				t.Errorf("%+v: %q … gives invalid UTF-8", s, unit)
			}
		}
		start := time.Now()
		Fold(title)
		if took := time.Since(start); took > limit {
			t.Errorf("Fold(%q …) takes %v", unit, took)
		}
	}
}

func TestLongTitle(t *testing.T) {
	title := strings.Repeat("L’été ", 10<<20/len("L’été "))
	slug := Slug(title)
	if want := strings.Repeat("l-ete-", strings.Count(title, "L")); slug+"-" != want {
		t.Errorf("10 MB give %d bytes, want %d", len(slug), len(want)-1)
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
		{"Append with tags and references", 0, func() { buf = Slugger{}.Append(buf[:0], "<b>l&rsquo;&Eacute;tat</b> &#233;crit &nGt;") }},
		{"AppendFold", 0, func() { buf = AppendFold(buf[:0], title) }},
		{"Slug", 1, func() { sink = Slug(title) }},
		{"Fold", 1, func() { sink = Fold(title) }},
		{"SearchKey", 1, func() { sink = SearchKey(title) }},
		{"IsSlug", 0, func() { IsSlug("l-etat-d-octobre") }},
	} {
		if got := testing.AllocsPerRun(100, c.do); got > c.most {
			t.Errorf("%s allocates %v times, want %v", c.what, got, c.most)
		}
	}
}

var sink string
