package scoring_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/related/scoring"
)

// kept returns the words of a text that are not common, separated by spaces, with a bar
// between phrases.
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
		{"French: elided particles are dropped, with any apostrophe", "fr", "L’État, l'école d`Agadir qu′inaugure", "etat | ecole agadir inaugure"},
		{"French: a longer particle is dropped only with its apostrophe", "fr", "puisqu’inaugure lorsqu'arrive", "inaugure arrive"},
		{"French: nothing is elided without an apostrophe", "fr", "l’école puisqu", "ecole puisqu"},
		{"French: any other apostrophe is a part of the word", "fr", "aujourd’hui prud'hommes O’Connor M’hamed", "aujourdhui prudhommes oconnor mhamed"},
		{"an apostrophe before a single letter is not", "zgh", "rabat’s a’b we’re", "rabat s a b we re"},
		{"French: accents, case and ligatures are ignored", "fr", "Œuvre ŒUVRE œuvre Éric Cœur", "oeuvre oeuvre oeuvre eric coeur"},
		{"French: decomposed accents are ignored", "fr", "re\u0301gion e\u0301lue", "region elue"},
		{"French: common words are dropped, with or without capitals", "fr", "Les maires ET leurs adjoints sont élus", "maires adjoints elus"},
		{"French: days and months are dropped", "fr", "lundi 3 août 2025", "3 2025"},
		{"French: a tag with a region is French", "fr-MA", "les maires", "maires"},
		{"an empty tag is French", "", "les maires", "maires"},
		{"hyphens separate words, not phrases", "fr", "Aït-Ben-Haddou", "ait ben haddou"},
		{"punctuation marks end a phrase", "fr", "Rabat : grève. Fès", "rabat | greve | fes"},
		{"numbers are words", "fr", "5G à 20h30, covid-19", "5g 20h30 | covid 19"},
		{"soft hyphens and joiners are ignored", "fr", "inon\u00addation chan\u200btier", "inondation chantier"},
		{"no-break spaces separate words", "fr", "10\u00a0000\u202fdirhams", "10 000 dirhams"},
		{"English: common words and the possessive are dropped", "en", "The king’s speech and the government's budget", "king speech government budget"},
		{"English: endings of inflection are dropped", "en", "Floods: flooding flooded 3 cities", "flood | flood flood 3 citi"},
		{"English: a common word is recognized before its ending is dropped", "en", "does during", ""},
		{"French: no ending is dropped", "fr", "inondations inondation", "inondations inondation"},
		{"another language: no words are dropped", "zgh", "the les ⵜⴰⵎⴰⵣⵉⵖⵜ", "the les ⵜⴰⵎⴰⵣⵉⵖⵜ"},
		{"Arabic: spelling is normalized, affixes and common words are dropped", "ar", "أكدت الحكومة المغربية في بلاغٍ", "اكدت حكوم مغرب بلاغ"},
		{"Arabic: the same in French text", "fr", "la presse (الصحافة) libre", "presse | صحاف | libre"},
		{"Arabic: a comma ends a phrase", "ar", "الرباط، فاس", "رباط | فاس"},
		{"Greek and Cyrillic keep their letters", "fr", "Αθήνα Москва", "αθηνα москва"},
		{"markup is text like any other", "fr", "nord <b> sud &eacute; ouest", "nord | b | sud | eacute | ouest"},
		{"invalid UTF-8 separates words", "fr", "pré\xfffet", "pre fet"},
		{"a text may end in a single letter", "fr", "le plan B", "plan b"},
		{"an empty text", "fr", "", ""},
	} {
		got := kept(scoring.Text{Lang: c.lang, Body: c.body})
		if got != c.want {
			t.Errorf("%s:\n  %q\n  got  %q\n  want %q", c.rule, c.body, got, c.want)
		}
	}
}

func TestFields(t *testing.T) {
	for _, c := range []struct{ rule, body, want string }{
		{"blank lines separate paragraphs", "chapeau\n\ncorps\n\nfin", "titre1 chapo2 chapeau2 corps3 fin3"},
		{"a single line end does not", "chapeau\nsuite", "titre1 chapo2 chapeau2 suite2"},
		{"blank lines may contain any white space", "chapeau \r\n\t\f\ncorps", "titre1 chapo2 chapeau2 corps3"},
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
		{"the words before the colon are a kicker", "Covid-19 : écoles rouvertes", "covid0 19 0 ecoles1 rouvertes1"},
		{"the colon may be between no-break spaces", "Covid\u00a0:\u00a0écoles", "covid0 ecoles1"},
		{"a kicker has at most five words", "Coupe du monde de football : finale", "coupe0 monde0 football0 finale1"},
		{"six words are not a kicker", "Trois ministres quittent ce soir Rabat : crise", "ministres1 quittent1 soir1 rabat1 crise1"},
		{"a colon without a space after it does not end a kicker", "Direct 20:30 Rabat", "direct1 20 1 30 1 rabat1"},
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
		{"French quotation marks", "maire «\u00a0colère froide\u00a0» préfet", "colere froide"},
		{"English quotation marks", "maire “colère” préfet", "colere"},
		{"straight quotation marks, alternately", `maire "colère" préfet "regret" conseil`, "colere regret"},
		{"an apostrophe is not a quotation mark", "l’État d'Alger", ""},
		{"an open quotation ends with its paragraph", "maire « colère\n\npréfet", "colere"},
		{"nested quotation marks", "maire « colère “froide” » préfet", "colere froide"},
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
		code uint8 // of "crue"; a count of n has code n-1, up to n = 10
	}{
		{"kicker", scoring.Text{Headline: "Crue : bilan"}, 5},
		{"headline", scoring.Text{Headline: "Bilan de la crue"}, 2},
		{"lead", scoring.Text{Headline: "Bilan", Body: "crue"}, 1},
		{"deck", scoring.Text{Deck: "crue"}, 1},
		{"first paragraph of a text without a headline", scoring.Text{Body: "crue"}, 0},
		{"first paragraph of a text whose headline has no words", scoring.Text{Headline: "…", Body: "crue"}, 0},
		{"quoted in the lead", scoring.Text{Headline: "Bilan", Body: "« crue »"}, 0},
		{"twice in the lead", scoring.Text{Headline: "Bilan", Body: "crue, crue"}, 3},
		{"twice in a paragraph of the body", scoring.Text{Body: "bilan\n\ncrue, crue"}, 0},
		{"in two paragraphs of the body", scoring.Text{Body: "bilan\n\ncrue\n\ncrue"}, 1},
		{"in the lead and the body", scoring.Text{Headline: "Bilan", Body: "crue\n\ncrue, crue"}, 2},
		{"quoted in two paragraphs", scoring.Text{Body: "bilan\n\n« crue »\n\n« crue »"}, 0},
	} {
		terms, _ := new(scoring.Analyzer).Analyze(c.text, nil)
		i := slices.IndexFunc(terms, func(x scoring.Term) bool { return strings.EqualFold(x.Written, "crue") })
		if i < 0 || terms[i].Code != c.code {
			t.Errorf("%s: terms %v, want code %d for crue", c.rule, terms, c.code)
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
		t.Errorf("length = %d, want %d, the number of words weighted by field", length, want)
	}
	find := func(written string, code uint8) int {
		return slices.IndexFunc(terms, func(x scoring.Term) bool { return x.Written == written && x.Code == code })
	}
	for _, c := range []struct {
		rule, written string
		code          uint8
	}{
		{"a word in headline, lead and body", "Crue", 5},
		{"soft hyphens and joiners are not displayed", "État", 0},
		{"a tag", "Fès", scoring.CodeTag},
		{"a section", "regions", scoring.CodeSection},
	} {
		if find(c.written, c.code) < 0 {
			t.Errorf("%s: no term %q with code %d in %v", c.rule, c.written, c.code, terms)
		}
	}
	if find("fes", scoring.CodeTag) >= 0 {
		t.Error("a tag with two spellings yields two terms")
	}
	again, _ := new(scoring.Analyzer).Analyze(scoring.Text{Headline: "ÉTATS"}, nil)
	plain, _ := a.Analyze(scoring.Text{Headline: "états"}, nil)
	if len(again) != 1 || again[0].Hash != plain[0].Hash {
		t.Errorf("terms of ÉTATS and états: %v and %v, want one and the same", again, plain)
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
		t.Errorf("%d terms of one text, want at most 2048", len(terms))
	}
	long, _ := a.Analyze(scoring.Text{Headline: strings.Repeat("é", 1<<16)}, nil)
	if len(long) != 1 {
		t.Errorf("%d terms of one long word, want 1", len(long))
	}
}

func TestLabel(t *testing.T) {
	for _, s := range []string{"Côte d'Ivoire", "COTE D’IVOIRE", "côte d ivoire"} {
		if scoring.Label(scoring.CodeTag, s) != scoring.Label(scoring.CodeTag, "cote-d-ivoire") {
			t.Errorf("Label of %q differs from that of cote-d-ivoire", s)
		}
	}
	if scoring.Label(scoring.CodeTag, "sport") == scoring.Label(scoring.CodeSection, "sport") {
		t.Error("a tag and a section with the same text have the same label")
	}
	if scoring.Label(scoring.CodeTag, "ab c") == scoring.Label(scoring.CodeTag, "a bc") {
		t.Error("labels ignore the place of a space")
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
				t.Errorf("term %v occurs twice", x)
			}
			seen[x.Hash] = true
			if x.Code >= scoring.Codes {
				t.Errorf("term %v has no valid code", x)
			}
			if v := scoring.Value(x.Code, length, 300); !(v >= 0) {
				t.Errorf("value of %[2]v is %[1]v", v, x)
			}
			if utf8.ValidString(s) && !utf8.ValidString(x.Written) {
				t.Errorf("written form %q is not valid UTF-8", x.Written)
			}
		}
		again, l := a.Analyze(scoring.Text{Lang: lang, Headline: s, Body: s, Tags: []string{s}}, nil)
		if l != length || len(again) != len(seen) {
			t.Errorf("second analysis: %d terms, length %d; the first: %d terms, length %d", len(again), l, len(seen), length)
		}
	})
}

func TestAnArticleIsTitledIfItsHeadlineHasAWord(t *testing.T) {
	var a scoring.Analyzer
	for _, c := range []struct {
		rule string
		text scoring.Text
		want bool
	}{
		{"a headline", scoring.Text{Headline: "Séisme à Agadir", Body: "La terre a tremblé."}, true},
		{"only common words", scoring.Text{Headline: "Et après ?", Body: "La terre a tremblé."}, true},
		{"no headline", scoring.Text{Body: "La terre a tremblé."}, false},
		{"a deck is no headline", scoring.Text{Deck: "Un séisme", Body: "La terre a tremblé."}, false},
		{"only signs", scoring.Text{Headline: " – ", Body: "La terre a tremblé."}, false},
	} {
		a.Analyze(c.text, nil)
		if got := a.Titled(); got != c.want {
			t.Errorf("%s: Titled() = %v after %+v, want %v", c.rule, got, c.text, c.want)
		}
	}
}
