package words_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/words"
)

// Each use is checked with words that have it and words that do not, at least one
// for each case of a list.
func TestUses(t *testing.T) {
	french, english, arabic := words.French[string], words.English[string], words.Arabic[string]
	for _, c := range []struct {
		rule    string
		list    func(string) words.Use
		purpose words.Use
		yes, no string
	}{
		{"common French words", french, words.Common,
			"le du les au a des l d un une avec sur sans vers chez depuis pendant jusqu avant selon apres contre et ou car si " +
				"lorsque parce ce son leurs cela nos c mon votre se je elle vous j moi y que dont qu tous tout meme rien ne alors plus aussi tres " +
				"est sont avait seront etait suis avoir eu fait peut pourrait ans deux lundi mars aout",
			"ait ben or jusque lorsqu soi lequel été sûr à enfin ministre rabat greve nord 2025 maroc"},
		{"French stop words", stop, words.Common,
			"le les a des l d un avec pour chez depuis jusqu jusque et ou or car lorsque lorsqu puisque quoiqu ce leurs cela nos c mon se je vous m soi que dont qu lequel auxquelles ai ont est seront",
			"ne pas plus jamais sans contre vers sous ete apres avant tous tout meme aurait suis lundi deux ait enfin"},
		{"leaning French words", french, words.Leaning,
			"le la les de du des au aux a à un une ce cet cette ces son sa ses leur leurs en par pour dans sur sous avec sans et ou que qui dont se ne " +
				"chez entre vers je il on ils notre nos car comme mais ni quand si selon dès malgré mon ma mes ton ta tes votre vos tu " +
				"lorsque me te ont est sont quel quelques plusieurs parce avait où afin tandis puisque parmi chaque très lequel envers durant était lors n°",
			"là sûr né après l d c depuis pendant cela elle nous vous moi plus lundi ben"},
		{"joining French words", french, words.Joining,
			"le la les l de d des du a au aux avec chez dans en entre par pour sans sous sur vers et ou",
			"un une ce son que depuis car mais se je ben or"},
		{"opening French words", french, words.Opening,
			"les au aux un une en par pour dans sur avec sans sous chez vers entre depuis pendant avant après selon dès malgré à ça et mais or donc car ni si " +
				"quand comme ce cet cette ces cela son sa ses leur leurs notre nos il elle ils elles on je nous vous qui que tous toutes tout plus ainsi enfin alors puis lors cependant toutefois pourtant aujourd",
			"le la de du des a ou se ne dont mon lequel apres ca est lundi ben"},
		{"particles of names", french, words.Particle,
			"de du la le da dos ben bin ibn bent al el ait abou bou ould van von der", "des les au d et saint"},
		{"common English words", english, words.Common, "the of and but he a about your with should", "may-be police news le"},
		{"leaning English words", english, words.Leaning, "the of and in he with their is her some before against whose including", "a but or it only you them"},
		{"words that lean in English and are French nouns", english, words.LeaningInEnglish, "but or as an a if on", "the only in"},
		{"leaning Arabic words", arabic, words.Leaning, "في ان الي الذي هذه لا بدون كان هو ذلك عندما فيما داخل", "اليوم عليه فقط احد المغرب"},
		{"joining English words", english, words.Joining, "the of and", "a in but he"},
		{"opening English words", english, words.Opening, "the and he she it they we in but this that his her", "of a about"},
		{"common Arabic words", arabic, words.Common, "في التي علي هو لا كان وقال اليوم و", "المغرب حكومه"},
		{"titles lean on the name", words.Honorific, words.Leaning,
			"M. M MM. Mme Dr Dr. Me SM S.M. SAR SEM Mgr St Gén. Cheikh Moulay Lalla Monsieur", ". me m. dr Rabat Mohammed"},
		{"titles abbreviated with a period", words.Honorific, words.Abbreviated, "M. MM Mme Dr. Me S.M. Mgr Lt", "Cheikh Moulay Monsieur Hadj me Rabat"},
		{"words that French elides", func(w string) words.Use {
			if words.Elided(w) {
				return words.Common
			}
			return 0
		}, words.Common, "c d j l m n s t qu jusqu lorsqu puisqu quoiqu", "aujourd presqu entr prud y le"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			for word := range strings.FieldsSeq(c.yes) {
				if !c.list(word).Has(c.purpose) {
					t.Errorf("%q does not have the use %b, want it to", word, c.purpose)
				}
			}
			for word := range strings.FieldsSeq(c.no + " x") {
				if c.list(word).Has(c.purpose) {
					t.Errorf("%q has the use %b, want it not to", word, c.purpose)
				}
			}
			if c.list("") != 0 {
				t.Error("the empty word has a use, want none")
			}
		})
	}
}

// stop returns Common for the words that may be left out of slugs.
func stop(w string) words.Use {
	if slices.Contains(words.Stops(), w) {
		return words.Common
	}
	return 0
}

func TestElidedWords(t *testing.T) {
	for _, e := range words.Elisions() {
		w := e.Word
		if !words.Elided([]byte(w)) || words.French(w)|stop(w) == 0 {
			t.Errorf("%q: want Elided, and a use or a stop word", w)
		}
	}
	if n := len(words.Elisions()); n != 13 {
		t.Errorf("%d elided words, want 13", n)
	}
}

func TestLeans(t *testing.T) {
	yes, no := func() bool { return true }, func() bool { return false }
	for _, word := range []string{"le", "La", "À", "the", "Of", "M.", "Cheikh", "«\u00a0les", "“la", "(le", "[de", "'le", "", "«",
		"l’on", "c’est", "n’ont", "notre", "chez", "dès", "with", "and", "their", "إلى", "أنّ", "التي", "وفي", "فعلى", "ولا", "هذه"} {
		if !words.Leans(word, no) {
			t.Errorf("Leans(%q) = false, want true", word)
		}
	}
	for _, word := range []string{"Rabat", "plastique", "10", "lien", "là", "né", "aujourd’hui", "me-le", "Ne-Yo", "sur…", "quelqu’un", "O’Du",
		"elle", "but", "or", "as", "him", "l’Est", "d’est", "المغرب", "ولد", "فاس", "أيضا", "عليه"} {
		if words.Leans(word, no) {
			t.Errorf("Leans(%q) = true, want false", word)
		}
	}
	for _, word := range []string{"but", "or", "As", "an", "a", "the", "le"} {
		if !words.Leans(word, yes) {
			t.Errorf("Leans(%q) = false in English, want true", word)
		}
	}
	for _, a := range letters.Apostrophes {
		for word, want := range map[string]bool{"l%c": true, "d%cune": true, "%cles": true, "l%ceau": false, "une%cx": false} {
			if word = fmt.Sprintf(word, a); words.Leans(word, no) != want {
				t.Errorf("%U: Leans(%q) = %v, want %v", a, word, !want, want)
			}
		}
	}
}

func TestLeansBefore(t *testing.T) {
	for pair, want := range map[string]bool{
		"alors que": true, "Grâce à": true, "près de": true, "Alors qu’": true, "bien des": true,
		"près Rabat": false, "Rabat de": false, "alors": false,
	} {
		word, next, _ := strings.Cut(pair, " ")
		if got := words.LeansBefore(word, next); got != want {
			t.Errorf("LeansBefore(%q, %q) = %t, want %t", word, next, got, want)
		}
	}
}

func TestInEnglish(t *testing.T) {
	for text, want := range map[string]bool{
		"The port of Rabat reopens":            true,
		"Le port de Rabat rouvre":              false,
		"Le film The Queen of Rabat est à Fès": false,
		"Rabat":                                false,
		"on":                                   false,
		"":                                     false,
		"THE PORT":                             true,
	} {
		if got := words.InEnglish(text); got != want {
			t.Errorf("InEnglish(%q) = %t, want %t", text, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"ÉtÉ": "ete", "re\u0301alise\u0301": "realise", "Œuvre": "oeuvre", "أبريل": "أبريل", "ЖИВ": "жив", "": "",
		"'’‘‛ʼʹ′＇´`": "''''''''''",
	} {
		if got := words.Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCutApostrophe(t *testing.T) {
	for _, a := range letters.Apostrophes {
		before, after, found := words.CutApostrophe(fmt.Sprintf("d%cau%cx", a, a))
		if want := fmt.Sprintf("au%cx", a); before != "d" || after != want || !found {
			t.Errorf("%U: got %q, %q, %v; want d, %q, true", a, before, after, found, want)
		}
	}
	if before, after, found := words.CutApostrophe("’eau"); before != "" || after != "eau" || !found {
		t.Errorf("CutApostrophe(’eau) = %q, %q, %v; want \"\", eau, true", before, after, found)
	}
	if before, after, found := words.CutApostrophe("eau"); before != "eau" || after != "" || found {
		t.Errorf("CutApostrophe(eau) = %q, %q, %v; want eau, \"\", false", before, after, found)
	}
}

func TestCutElision(t *testing.T) {
	for _, c := range []struct {
		rule, in, rest string
		ok             bool
	}{
		{"an article", "l’eau", "eau", true},
		{"a capital", "L’Opinion", "Opinion", true},
		{"all capitals", "QU’ELLE", "ELLE", true},
		{"a longer elided word", "puisqu'on", "on", true},
		{"another apostrophe", "dʼÉtat", "État", true},
		{"the first apostrophe only", "d’aujourd’hui", "aujourd’hui", true},
		{"a preposition before a figure", "d’1", "1", true},
		{"an acronym", "d’RTL", "RTL", true},
		{"a pronoun before a vowel", "J’ai", "ai", true},
		{"a pronoun before i", "j’irai", "irai", true},
		{"a pronoun before o", "n’oublie", "oublie", true},
		{"a pronoun before u", "m’use", "use", true},
		{"ce before e", "C’est", "est", true},
		{"a pronoun before an accent", "s’Évade", "Évade", true},
		{"a pronoun before a decomposed letter", "s’e\u0301vade", "e\u0301vade", true},
		{"a pronoun before y", "n’y", "y", true},
		{"a pronoun before h", "n’hésite", "hésite", true},
		{"a pronoun before a ligature", "t’œuvres", "œuvres", true},
		{"an elision alone", "l’", "", true},
		{"a pronoun alone", "n’", "", true},
		{"a name in N’", "N’Diaye", "N’Diaye", false},
		{"a name in M’", "M’jid", "M’jid", false},
		{"a name in M’h", "M’hamed", "M’hamed", false},
		{"a name in T’", "T’Challa", "T’Challa", false},
		{"a Breton name in C’h", "C’hoat", "C’hoat", false},
		{"a name in C’", "C’Bon", "C’Bon", false},
		{"a name in S’", "S’Gaw", "S’Gaw", false},
		{"a vowel dropped in speech", "j’veux", "j’veux", false},
		{"no letter after the apostrophe", "n’\xff", "n’\xff", false},
		{"an Irish name", "O’Brien", "O’Brien", false},
		{"an apostrophe that is part of the spelling", "aujourd’hui", "aujourd’hui", false},
		{"an indefinite pronoun", "quelqu’un", "quelqu’un", false},
		{"an apostrophe at the beginning", "’eau", "’eau", false},
		{"no apostrophe", "l", "l", false},
		{"an empty word", "", "", false},
	} {
		if rest, ok := words.CutElision(c.in); rest != c.rest || ok != c.ok {
			t.Errorf("%s: CutElision(%q) = %q, %v; want %q, %v", c.rule, c.in, rest, ok, c.rest, c.ok)
		}
	}
}

// Accents may be separate code points, and normal form C may replace an
// apostrophe with another.
func TestDecomposed(t *testing.T) {
	no := func() bool { return false }
	if !words.Printed("A\u0300").Has(words.Leaning) || !words.Printed("De\u0300s").Has(words.Opening) {
		t.Error("Printed(À) does not have Leaning or Printed(Dès) does not have Opening if decomposed")
	}
	if !words.Honorific("Ge\u0301n.").Has(words.Abbreviated) {
		t.Error("Honorific(Gén.) does not have Abbreviated if decomposed")
	}
	for _, word := range []string{"a\u0300", "l\u1FEFa\u0300", "\u1FFDles", "d\u0374une"} {
		if !words.Leans(word, no) {
			t.Errorf("Leans(%+q) = false, want true", word)
		}
	}
}

// Building an index looks up every word.
func TestNoAllocation(t *testing.T) {
	word := []byte("aujourd")
	if n := testing.AllocsPerRun(100, func() {
		words.French(word)
		words.English(word)
		words.Arabic(word)
		words.Elided(word)
	}); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func BenchmarkFrench(b *testing.B) {
	list := [][]byte{[]byte("le"), []byte("gouvernement"), []byte("notamment"), []byte("rabat"), []byte("a")}
	for b.Loop() {
		for _, w := range list {
			words.French(w)
		}
	}
}

// TestLists compares the uses of every word with testdata/words.txt, a list meant
// for review. Whoever adds a word must add it there too.
func TestLists(t *testing.T) {
	golden, err := os.ReadFile("testdata/words.txt")
	if err != nil {
		t.Fatal(err)
	}
	uses := map[string]words.Use{"Common": words.Common, "Leaning": words.Leaning, "LeaningInEnglish": words.LeaningInEnglish, "Joining": words.Joining,
		"Opening": words.Opening, "Particle": words.Particle, "Abbreviated": words.Abbreviated}
	lists := map[string]struct {
		file string
		use  func(string) words.Use
	}{
		"French": {"french.go", words.French[string]}, "English": {"english.go", words.English[string]},
		"Arabic": {"arabic.go", words.Arabic[string]}, "Honorific": {"honorifics.go", words.Honorific},
	}
	counts := make(map[string]int)
	for line := range strings.Lines(string(golden)) {
		head, list, _ := strings.Cut(line, ": ")
		if head == "Stops" {
			if got := strings.Join(words.Stops(), " ") + "\n"; got != list {
				t.Errorf("the stop words of slugs are %s, want %s", got, list)
			}
			continue
		}
		name, purposes, _ := strings.Cut(head, " ")
		var want words.Use
		for purpose := range strings.FieldsSeq(purposes) {
			if uses[purpose] == 0 {
				t.Fatalf("testdata/words.txt has the unknown use %s", purpose)
			}
			want |= uses[purpose]
		}
		for word := range strings.FieldsSeq(list) {
			counts[name]++
			if got := lists[name].use(word); got != want {
				t.Errorf("%s: %s has the uses %b, want %b: %s", name, word, got, want, purposes)
			}
		}
	}
	for name, list := range lists {
		file, err := parser.ParseFile(token.NewFileSet(), list.file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		ast.Inspect(file, func(node ast.Node) bool {
			if c, ok := node.(*ast.CaseClause); ok {
				n += len(c.List)
			}
			return true
		})
		if n == 0 || n != counts[name] {
			t.Errorf("%s has %d words, but testdata/words.txt has %d", list.file, n, counts[name])
		}
	}
}
