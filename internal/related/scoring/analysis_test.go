package scoring_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/related/scoring"
)

// kept returns the words of a text that count, parted by spaces; a break of
// phrase is a bar.
func kept(t scoring.Text) string {
	var out []string
	begun := false
	for w := range scoring.Words(t) {
		if begun && !w.Joined {
			out = append(out, "|")
		}
		begun = true
		if !w.Common {
			out = append(out, string(w.Folded))
		}
	}
	return strings.Join(out, " ")
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ rule, lang, body, want string }{
		{"French: elided particles go, with any apostrophe", "fr", "L’État, l'école d`Agadir qu′inaugure", "etat | ecole agadir inaugure"},
		{"French: a longer particle goes with its apostrophe alone", "fr", "puisqu’inaugure lorsqu'arrive", "inaugure arrive"},
		{"French: nothing is elided without an apostrophe", "fr", "l’école puisqu", "ecole puisqu"},
		{"French: an apostrophe that elides nothing parts two words", "fr", "aujourd’hui prud’hommes", "aujourd hui prud hommes"},
		{"French: accents, case and ligatures do not tell words apart", "fr", "Œuvre ŒUVRE œuvre Éric Cœur", "oeuvre oeuvre oeuvre eric coeur"},
		{"French: decomposed accents are accents", "fr", "re\u0301gion e\u0301lue", "region elue"},
		{"French: common words go, capitals or not", "fr", "Les maires ET leurs adjoints sont élus", "maires adjoints elus"},
		{"French: days and months go", "fr", "lundi 3 août 2025", "3 2025"},
		{"French: a region's tag is French", "fr-MA", "les maires", "maires"},
		{"no language is French", "", "les maires", "maires"},
		{"hyphens part words and no phrase", "fr", "Aït-Ben-Haddou", "ait ben haddou"},
		{"signs end a phrase", "fr", "Rabat : grève. Fès", "rabat | greve | fes"},
		{"numbers are words", "fr", "5G à 20h30, covid-19", "5g 20h30 | covid 19"},
		{"soft hyphens and joiners are not seen", "fr", "inon\u00addation chan\u200btier", "inondation chantier"},
		{"no-break spaces part words", "fr", "10\u00a0000\u202fdirhams", "10 000 dirhams"},
		{"English: common words and the possessive go", "en", "The king’s speech and the government's budget", "king speech government budget"},
		{"plain: all words stay", "zgh", "the les ⵜⴰⵎⴰⵣⵉⵖⵜ", "the les ⵜⴰⵎⴰⵣⵉⵖⵜ"},
		{"Arabic: spelling, affixes, common words", "ar", "أكدت الحكومة المغربية في بلاغٍ", "اكدت حكوم مغرب بلاغ"},
		{"Arabic: the same in French text", "fr", "la presse (الصحافة) libre", "presse | صحاف | libre"},
		{"Arabic: comma ends a phrase", "ar", "الرباط، فاس", "رباط | فاس"},
		{"Greek and Cyrillic keep their letters", "fr", "Αθήνα Москва", "αθηνα москва"},
		{"markup is text like any other", "fr", "nord <b> sud &eacute; ouest", "nord | b | sud | eacute | ouest"},
		{"invalid UTF-8 parts words", "fr", "pré\xfffet", "pre fet"},
		{"a single letter ends the text", "fr", "le plan B", "plan b"},
		{"nothing", "fr", "", ""},
	} {
		got := kept(scoring.Text{Lang: c.lang, Body: c.body})
		if got != c.want {
			t.Errorf("%s:\n  %q\n  got  %q\n  want %q", c.rule, c.body, got, c.want)
		}
	}
}

func TestFields(t *testing.T) {
	for _, c := range []struct{ rule, body, want string }{
		{"blank lines part paragraphs of plain text", "chapeau\n\ncorps\n\nfin", "titre1 chapo2 chapeau2 corps3 fin3"},
		{"one line end does not", "chapeau\nsuite", "titre1 chapo2 chapeau2 suite2"},
		{"blank lines may hold spaces of all kinds", "chapeau \r\n\t\f\ncorps", "titre1 chapo2 chapeau2 corps3"},
		{"paragraphs without words do not count", "\n\n— \n\n\u00a0\n\nchapeau\n\n***\n\ncorps", "titre1 chapo2 chapeau2 corps3"},
	} {
		var got []string
		for w := range scoring.Words(scoring.Text{Headline: "Titre", Deck: "Chapô", Body: c.body}) {
			got = append(got, string(w.Folded)+string('0'+rune(w.Field)))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: got %q, want %q", c.rule, s, c.want)
		}
	}
}

func TestKicker(t *testing.T) {
	for _, c := range []struct{ rule, headline, want string }{
		{"what stands before the colon is a kicker", "Covid-19 : écoles rouvertes", "covid0 19 0 ecoles1 rouvertes1"},
		{"a no-break space may stand on either side", "Covid\u00a0:\u00a0écoles", "covid0 ecoles1"},
		{"of five words at most", "Coupe du monde de football : finale", "coupe0 monde0 football0 finale1"},
		{"six are a sentence", "Trois ministres quittent ce soir Rabat : crise", "ministres1 quittent1 soir1 rabat1 crise1"},
		{"a colon with no space is part of a word", "Direct 20:30 Rabat", "direct1 20 1 30 1 rabat1"},
		{"only the first colon counts", "Rabat : crise : démission", "rabat0 crise1 demission1"},
	} {
		var got []string
		for w := range scoring.Words(scoring.Text{Headline: c.headline}) {
			if !w.Common {
				s := string(w.Folded)
				if s[0] <= '9' {
					s += " "
				}
				got = append(got, s+string('0'+rune(w.Field)))
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q: got %q, want %q", c.rule, c.headline, s, c.want)
		}
	}
}

func TestQuoted(t *testing.T) {
	for _, c := range []struct{ rule, body, want string }{
		{"French marks", "maire «\u00a0colère froide\u00a0» préfet", "colere froide"},
		{"English marks", "maire “colère” préfet", "colere"},
		{"straight marks, by turns", `maire "colère" préfet "regret" conseil`, "colere regret"},
		{"an apostrophe is none", "l’État d'Alger", ""},
		{"left open, it ends with the paragraph", "maire « colère\n\npréfet", "colere"},
		{"marks within marks", "maire « colère “froide” » préfet", "colere froide"},
	} {
		var got []string
		for w := range scoring.Words(scoring.Text{Headline: "Conseil « houleux »", Body: c.body}) {
			if w.Quoted {
				got = append(got, string(w.Folded))
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q: got %q, want %q", c.rule, c.body, s, c.want)
		}
	}
}

func TestCounts(t *testing.T) {
	for _, c := range []struct {
		rule string
		text scoring.Text
		code uint8 // of "crue": a word that counts n has code n-1, up to 10
	}{
		{"kicker", scoring.Text{Headline: "Crue : bilan"}, 5},
		{"headline", scoring.Text{Headline: "Bilan de la crue"}, 2},
		{"lead", scoring.Text{Body: "crue"}, 1},
		{"quoted in the lead", scoring.Text{Body: "« crue »"}, 0},
		{"twice in the lead", scoring.Text{Body: "crue, crue"}, 3},
		{"twice in a paragraph of the body", scoring.Text{Body: "bilan\n\ncrue, crue"}, 0},
		{"in two paragraphs of the body", scoring.Text{Body: "bilan\n\ncrue\n\ncrue"}, 1},
		{"in the lead and the body", scoring.Text{Body: "crue\n\ncrue, crue"}, 2},
		{"quoted in two paragraphs", scoring.Text{Body: "bilan\n\n« crue »\n\n« crue »"}, 0},
	} {
		terms, _ := new(scoring.Analyzer).Analyze(c.text, nil)
		i := slices.IndexFunc(terms, func(x scoring.Term) bool { return strings.EqualFold(x.Written, "crue") })
		if i < 0 || terms[i].Code != c.code {
			t.Errorf("%s: code of the word in %v, want %d", c.rule, terms, c.code)
		}
	}
}

func TestAnalyze(t *testing.T) {
	var a scoring.Analyzer
	terms, length := a.Analyze(scoring.Text{
		Headline: "Crue à Fès",
		Body:     "La crue a surpris la ville.\n\nLa crue se retire, dit l’É\u00adta\u200bt.",
		Tags:     []string{"Fès", "fes", "Météo"},
		Sections: []string{"regions"},
	}, nil)
	// Headline: crue, fes; lead: crue, surpris, ville; body: crue, retire, etat.
	if want := 3 + 3 + 2 + 2 + 2 + 1 + 1 + 1; length != want {
		t.Errorf("length %d, want %d: words counted by field", length, want)
	}
	find := func(written string, code uint8) int {
		return slices.IndexFunc(terms, func(x scoring.Term) bool { return x.Written == written && x.Code == code })
	}
	for _, c := range []struct {
		rule, written string
		code          uint8
	}{
		{"3 + 2 + 1 occurrences", "Crue", 5},
		{"soft hyphens and joiners do not show", "État", 0},
		{"a tag", "Fès", scoring.CodeTag},
		{"a section", "regions", scoring.CodeSection},
	} {
		if find(c.written, c.code) < 0 {
			t.Errorf("%s: no term %q with code %d in %v", c.rule, c.written, c.code, terms)
		}
	}
	if find("fes", scoring.CodeTag) >= 0 {
		t.Error("a tag spelled in two ways is there twice")
	}
	again, _ := new(scoring.Analyzer).Analyze(scoring.Text{Headline: "ÉTATS"}, nil)
	plain, _ := a.Analyze(scoring.Text{Headline: "états"}, nil)
	if len(again) != 1 || again[0].Hash != plain[0].Hash {
		t.Errorf("case and accents change the term: %v, %v", again, plain)
	}
}

func TestAnalyzeBounds(t *testing.T) {
	var b strings.Builder
	for i := range 5000 {
		b.WriteString("mot" + strings.Repeat("x", i%60) + string(rune('a'+i%26)) + " ")
	}
	tags := make([]string, 5000)
	for i := range tags {
		tags[i] = strings.Repeat("t", i)
	}
	var a scoring.Analyzer
	terms, _ := a.Analyze(scoring.Text{Body: b.String(), Tags: tags}, nil)
	if len(terms) > 2048 {
		t.Errorf("%d terms of one text", len(terms))
	}
	long, _ := a.Analyze(scoring.Text{Headline: strings.Repeat("é", 1<<16)}, nil)
	if len(long) != 1 {
		t.Errorf("%d terms of one long word", len(long))
	}
}

func TestLabel(t *testing.T) {
	for _, s := range []string{"Côte d'Ivoire", "COTE D’IVOIRE", "côte d ivoire"} {
		if scoring.Label(scoring.CodeTag, s) != scoring.Label(scoring.CodeTag, "cote-d-ivoire") {
			t.Errorf("%q is another label than cote-d-ivoire", s)
		}
	}
	if scoring.Label(scoring.CodeTag, "sport") == scoring.Label(scoring.CodeSection, "sport") {
		t.Error("a tag is a section")
	}
	if scoring.Label(scoring.CodeTag, "ab c") == scoring.Label(scoring.CodeTag, "a bc") {
		t.Error("where words part does not count")
	}
}

func FuzzAnalyze(f *testing.F) {
	for _, s := range []string{"<p>L’État</p>", "a&amp;b&#x;&", "<!--", "<script>x</SCRIPT >y", "e\u0301\xff<", "أَكَّد\u0640", "\n\n \n"} {
		f.Add("fr", s)
	}
	f.Fuzz(func(t *testing.T, lang, s string) {
		var a scoring.Analyzer
		terms, length := a.Analyze(scoring.Text{Lang: lang, Headline: s, Body: s, Tags: []string{s}}, nil)
		seen := map[uint64]bool{}
		for _, x := range terms {
			if seen[x.Hash] {
				t.Errorf("term %v twice", x)
			}
			seen[x.Hash] = true
			if x.Code >= scoring.Codes {
				t.Errorf("code of %v", x)
			}
			if v := scoring.Value(x.Code, length, 300); !(v >= 0) {
				t.Errorf("value %v of %v", v, x)
			}
			if utf8.ValidString(s) && !utf8.ValidString(x.Written) {
				t.Errorf("%q is written in no article", x.Written)
			}
		}
		again, l := a.Analyze(scoring.Text{Lang: lang, Headline: s, Body: s, Tags: []string{s}}, nil)
		if l != length || len(again) != len(seen) {
			t.Errorf("read again: %d terms, length %d; before %d, %d", len(again), l, len(seen), length)
		}
	})
}
