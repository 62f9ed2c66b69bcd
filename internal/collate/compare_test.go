package collate

import (
	"cmp"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// pairs is the number of random pairs that the agreement tests compare:
// 1,000,000 when PRESSE_LONG is set, fewer otherwise.
func pairs() int {
	switch {
	case os.Getenv("PRESSE_LONG") != "":
		return 1_000_000
	case testing.Short():
		return 20_000
	}
	return 100_000
}

func TestCompareOrders(t *testing.T) {
	for _, c := range []struct {
		rule    string
		compare func(a, b string) int
		sorted  string // words in order, separated by |
	}{
		{"accents are compared after letters", Compare, "cote|coté|côte|côté|coter|cotes"},
		{"Canadian accents are compared from the end", CompareCanadian, "cote|côte|coté|côté|coter|cotes"},
		{"é sorts after e and before f", Compare, "Ebène|Éclair|Edition|Été|Étude|Europe|Faits"},
		{"accents next to a ligature, from the beginning", Compare, "cote œuf|coté œuf|côte oeuf|côte œuf|côté oeuf"},
		{"accents next to a ligature, from the end", CompareCanadian, "cote oeuf|côte oeuf|coté oeuf|cote œuf|côte œuf|coté œuf"},
		{"accents next to a character without weight, from the end", CompareCanadian, "cote\u00AD|côte|coté\u00AD|côté"},
		{"œ sorts as oe", Compare, "Obéir|Odeon|œuvre|offre"},
		{"œ sorts after oe if nothing else differs", Compare, "oeuf|œuf|oeufs|œufs"},
		{"lower case before upper case", Compare, "une|Une|UNE|unes"},
		{"accents before case", Compare, "pêche|Pêche|pêché"},
		{"space before punctuation before digits before letters", Compare, "Le Monde|Le-Monde|Le, Monde|Le’Monde|Le24|LeMonde"},
		{"a prefix comes first", Compare, "|a|aa|ab"},
		{"ç sorts after c", Compare, "ca|ça|cb"},
		{"Arabic alphabetical order, alif with hamza before alif", Compare, "أب|اب|ابن|باب|تاريخ|ثقافة|سياسة|مجتمع"},
		{"Latin, Greek, Cyrillic, Arabic, Amazigh", Compare, "Zoo|Ωραία|Яблоко|اقتصاد|ⴰⴷⵍⵙ"},
		{"letters outside the tables sort last, by code point", Compare, "Zoo|ⵣ|한국|🙂"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			want := strings.Split(c.sorted, "|")
			got := slices.Clone(want)
			slices.Reverse(got)
			slices.SortFunc(got, c.compare)
			if !slices.Equal(got, want) {
				t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), c.sorted)
			}
		})
	}
}

func TestCompareIsEqual(t *testing.T) {
	for _, c := range []struct{ rule, a, b string }{
		{"composed and decomposed accents", "État", norm.NFD.String("État")},
		{"accents typed in any order", "e\u0323\u0302", "e\u0302\u0323"},
		{"soft hyphens have no weight", "actua\u00ADlité", "actualité"},
		{"composed and decomposed hamza", "أخبار", norm.NFD.String("أخبار")},
	} {
		if got := Compare(c.a, c.b); got != 0 {
			t.Errorf("%s: Compare(%q, %q) = %d, want 0", c.rule, c.a, c.b, got)
		}
		if got := CompareCanadian(c.a, c.b); got != 0 {
			t.Errorf("%s: CompareCanadian(%q, %q) = %d, want 0", c.rule, c.a, c.b, got)
		}
	}
}

// TestCompareAgreesWithCLDR compares Compare and CompareCanadian with the
// collations of x/text for fr and fr-u-kb-true.
func TestCompareAgreesWithCLDR(t *testing.T) {
	var words []string
	for _, row := range conformance.Table(t, "slug/french_lexicon_fold.tsv") {
		words = append(words, row["input"], row["expected"])
	}
	rng := rand.New(rand.NewPCG(2, 7))
	pick := func() string { return words[rng.IntN(len(words))] }
	// A compound also has what words in headlines and names may have: capitals,
	// spaces, hyphens, apostrophes, digits, ligatures, letters of other alphabets,
	// decomposed accents.
	signs := []rune(" -–—’'.,;:!?/|&«»()…%€°²½  0123456789œæŒÆßøłžşıİﬁǅ\u00ADΩяأابةⴰⵣ①Ａ")
	compound := func() string {
		var b strings.Builder
		for range 1 + rng.IntN(3) {
			w := pick()
			switch rng.IntN(4) {
			case 0:
				w = strings.ToUpper(w)
			case 1:
				w = norm.NFD.String(w)
			}
			b.WriteString(w)
			b.WriteRune(signs[rng.IntN(len(signs))])
		}
		return norm.NFC.String(b.String())
	}
	// near returns two words that differ in one letter, often only in its accent or case.
	near := func() (string, string) {
		a := pick()
		b := []rune(a)
		i := rng.IntN(len(b))
		variants := []rune("eéèêëEÉÈcçCÇaàâoôùûuïîi")
		b[i] = variants[rng.IntN(len(variants))]
		return a, string(b)
	}
	for _, kind := range []struct {
		name string
		pair func() (string, string)
	}{
		{"words", func() (string, string) { return pick(), pick() }},
		{"near words", near},
		{"compounds", func() (string, string) { return compound(), compound() }},
	} {
		for _, mode := range []struct {
			tag     string
			compare func(a, b string) int
		}{{"fr", Compare}, {"fr-u-kb-true", CompareCanadian}} {
			t.Run(kind.name+"/"+mode.tag, func(t *testing.T) {
				reference := collate.New(language.MustParse(mode.tag))
				n, wrong := pairs(), 0
				for range n {
					a, b := kind.pair()
					if got, want := mode.compare(a, b), reference.CompareString(a, b); got != want {
						if wrong++; wrong <= 5 {
							t.Errorf("compare(%q, %q) = %d, want %d", a, b, got, want)
						}
					}
				}
				t.Logf("%d of %d pairs agree", n-wrong, n)
			})
		}
	}
}

// TestCompareShortTexts does the same with short texts of few distinct characters,
// so that every combination of rules occurs: early and late differences, letters
// with no counterpart, decomposed and composed accents, ends of texts.
func TestCompareShortTexts(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 9))
	signs := []rune("eeeéèêEÉÊoOœŒaâǖüǟǡǻÿsßşçc  -’‘—,€1²½ﬁﬀĳǅΩώяйأاآⴰ\u00AD\u200B\u2028①")
	short := func() string {
		s := make([]rune, rng.IntN(4))
		for i := range s {
			s[i] = signs[rng.IntN(len(signs))]
		}
		return string(s)
	}
	for _, mode := range []struct {
		tag     string
		compare func(a, b string) int
	}{{"fr", Compare}, {"fr-u-kb-true", CompareCanadian}} {
		reference := collate.New(language.MustParse(mode.tag))
		wrong := 0
		for range pairs() {
			start := short()
			a, b := start+short(), start+short()
			want := reference.CompareString(norm.NFC.String(a), norm.NFC.String(b))
			if rng.IntN(4) == 0 {
				a = norm.NFD.String(a)
			}
			if got := mode.compare(a, b); got != want {
				if wrong++; wrong <= 5 {
					t.Errorf("%s: compare(%+q, %+q) = %d, want %d", mode.tag, a, b, got, want)
				}
			}
		}
	}
}

// FuzzCompare checks that both comparisons are orders, that is antisymmetric and
// transitive, and do not depend on whether accents are composed.
func FuzzCompare(f *testing.F) {
	f.Add("cote", "coté", "côte")
	f.Add("œ", "oe", "Œ")
	f.Add("\x80", "\x81", "\x80a") // incomplete UTF-8
	f.Add("\xc3", "é", "\xc3a")
	f.Add("أ", "\u0627\u0654", "\xff\xcc")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		for _, compare := range []func(a, b string) int{Compare, CompareCanadian} {
			if ab, ba := compare(a, b), compare(b, a); ab != -ba {
				t.Errorf("compare(%q, %q) = %d, but %d with the arguments swapped", a, b, ab, ba)
			}
			if got := compare(a, norm.NFD.String(a)); got != 0 {
				t.Errorf("compare(%q, its NFD) = %d, want 0", a, got)
			}
			s := []string{a, b, c}
			slices.SortFunc(s, compare)
			if compare(s[0], s[1]) > 0 || compare(s[1], s[2]) > 0 || compare(s[0], s[2]) > 0 {
				t.Errorf("the order of %q is not transitive", s)
			}
			if compare(s[0], s[1]) == 0 && compare(s[1], s[2]) == 0 && compare(s[0], s[2]) != 0 {
				t.Errorf("equality is not transitive among %q", s)
			}
		}
	})
}

// TestCompareIsShared is meant for the race detector. The Collator of x/text would
// panic here.
func TestCompareIsShared(t *testing.T) {
	words := strings.Fields("cote coté côte côté cœur coeur Cœur été Été État état-major")
	want := slices.Clone(words)
	slices.SortFunc(want, both)
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			for range 100 {
				got := slices.Clone(words)
				slices.SortFunc(got, both)
				if !slices.Equal(got, want) {
					t.Errorf("got %q, want %q", got, want)
				}
			}
		})
	}
	wg.Wait()
}

func both(a, b string) int { return cmp.Or(Compare(a, b), CompareCanadian(a, b)) }

func TestCompareDoesNotAllocate(t *testing.T) {
	a, b := "Économie sociale et solidaire : l’œuvre", "Économie sociale et solidaire : L’ŒUVRE"
	if n := testing.AllocsPerRun(100, func() { Compare(a, b); CompareCanadian(a, b) }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func BenchmarkCompare(b *testing.B) {
	for _, c := range []struct{ name, a, b string }{
		{"first letter differs", "sociologie", "actualité"},
		{"last letter differs", "anticonstitutionnel", "anticonstitutionnem"},
		{"accent differs", "délibérément", "délibèrement"},
		{"case differs", "Économie sociale", "économie sociale"},
		{"equal", "Économie sociale", "Économie sociale"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Compare(c.a, c.b)
			}
		})
		b.Run(c.name+"/Canadian", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				CompareCanadian(c.a, c.b)
			}
		})
	}
}
