package presse

import (
	"iter"
	"os"
	"slices"
	"strings"
	"testing"
)

// headlines returns the rows of testdata/slugs/headlines.tsv. The README.md in that
// directory describes them.
func headlines(t testing.TB) (rows [][]string) {
	t.Helper()
	table, err := os.ReadFile("testdata/slugs/headlines.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return rows
}

func TestHeadlines(t *testing.T) {
	for _, row := range headlines(t) {
		for i, slugger := range []Slugger{{}, {Elision: ElisionGlue}, {Profile: ProfileWordPress}} {
			if got := slugger.Slug(row[0]); got != row[1+i] {
				t.Errorf("%+v.Slug(%q) = %q, want %q", slugger, row[0], got, row[1+i])
			}
		}
	}
}

// site returns the headlines, each with its slug on a site that uses slugger.
func site(t *testing.T, slugger Slugger) iter.Seq2[string, string] {
	rows := headlines(t)
	return func(yield func(string, string) bool) {
		for _, row := range rows {
			if !yield(row[0], slugger.Slug(row[0])) {
				return
			}
		}
	}
}

func TestDetectSluggerOfHeadlines(t *testing.T) {
	small := []string{"a", "de", "des", "du", "et", "l", "la", "le", "les"}
	for _, c := range []struct {
		rule  string
		site  Slugger
		limit int
		least int // of 310
	}{
		{"press profile", Slugger{}, 0, 310},
		{"elided words glued", Slugger{Elision: ElisionGlue}, 0, 310},
		{"elided words dropped", Slugger{Elision: ElisionDrop}, 0, 310},
		{"WordPress profile", Slugger{Profile: ProfileWordPress}, 0, 310},
		{"a limit of 30 bytes", Slugger{MaxLen: 30}, 30, 310},
		{"a limit that is not a round number", Slugger{MaxLen: 33, Elision: ElisionGlue}, 33, 310},
		{"small words left out", Slugger{Skip: small}, 0, 310},
		{"small words left out and a limit", Slugger{Skip: small, MaxLen: 30}, 30, 310},
	} {
		got, fit := DetectSlugger(site(t, c.site))
		if got.Profile != c.site.Profile || got.Elision != c.site.Elision || got.MaxLen != c.limit ||
			!slices.Equal(got.Skip, c.site.Skip) || fit.Pairs != 310 || fit.Reproduced < c.least || fit.Reproduced > 310 {
			t.Errorf("%s: found %+v, %+v, want %+v", c.rule, got, fit, c.site)
			continue
		}
		same := 0
		for title, slug := range site(t, c.site) {
			if got.Slug(title) == slug {
				same++
			}
		}
		if same != fit.Reproduced {
			t.Errorf("%s: the slugger reproduces %d slugs, Fit.Reproduced is %d", c.rule, same, fit.Reproduced)
		}
	}
}

func TestDetectSluggerOfFewPairs(t *testing.T) {
	pairs := func(list ...string) iter.Seq2[string, string] {
		return func(yield func(string, string) bool) {
			for i := 0; i < len(list) && yield(list[i], list[i+1]); i += 2 {
			}
		}
	}
	for _, c := range []struct {
		rule  string
		pairs iter.Seq2[string, string]
		want  Slugger
		fit   Fit
	}{
		{"between equal profiles the press profile is chosen", pairs("Un deux", "un-deux"), Slugger{}, Fit{Pairs: 1, Reproduced: 1}},
		{"between equal profiles the glued press profile is chosen before WordPress", pairs("L’État", "letat"), Slugger{Elision: ElisionGlue}, Fit{Pairs: 1, Reproduced: 1}},
		{"a decimal comma that is dropped shows WordPress", pairs("L’État : 3,5 %", "letat-35"), Slugger{Profile: ProfileWordPress}, Fit{Pairs: 1, Reproduced: 1}},
		{"the slugger that reproduces the most slugs wins", pairs("L’un", "lun", "L’État", "l-etat", "L’île", "l-ile"), Slugger{}, Fit{Pairs: 3, Reproduced: 2}},
		{"a word left out of two slugs is chance", pairs("Le thé noir", "the-noir", "Le thé vert", "the-vert"), Slugger{}, Fit{Pairs: 2, Reproduced: 0}},
		{"a word left out of three slugs is skipped", pairs("Le thé noir", "the-noir", "Le thé vert", "the-vert", "Le thé fort", "the-fort"), Slugger{Skip: []string{"le"}}, Fit{Pairs: 3, Reproduced: 3}},
		{"a word left out of two thirds of the slugs is skipped", pairs("Le thé noir", "the-noir", "Le thé vert", "the-vert", "Le thé fort", "the-fort", "Le thé froid", "the-froid",
			"Le thé doux", "le-the-doux", "Le thé bleu", "le-the-bleu"), Slugger{Skip: []string{"le"}}, Fit{Pairs: 6, Reproduced: 4}},
		{"a word left out of fewer than two thirds of the slugs is not skipped", pairs("Le thé noir", "the-noir", "Le thé vert", "the-vert", "Le thé fort", "the-fort",
			"Le thé doux", "le-the-doux", "Le thé bleu", "le-the-bleu"), Slugger{}, Fit{Pairs: 5, Reproduced: 2}},
		{"a slug of one word is no evidence for a skipped word", pairs("Le thé", "the", "Le pain", "pain", "Le sel", "sel"), Slugger{}, Fit{Pairs: 3, Reproduced: 0}},
		{"words missing at the end of slugs show a limit, not skipped words", pairs("Un thé noir très fort", "un-the-noir", "Un pain noir très bon", "un-pain-noir",
			"Un sel noir très fin", "un-sel-noir"), Slugger{MaxLen: 15}, Fit{Pairs: 3, Reproduced: 3}},
		{"one slug that is cut is chance", pairs("Un thé noir", "un-the"), Slugger{}, Fit{Pairs: 1, Reproduced: 0}},
		{"two slugs that are cut are a limit", pairs("Un thé noir", "un-the", "Un sel fin", "un-sel"), Slugger{MaxLen: 9}, Fit{Pairs: 2, Reproduced: 2}},
		{"no limit is found if whole slugs are longer", pairs("Un thé noir", "un-the", "Un sel fin", "un-sel", "Un pain de sel", "un-pain-de-sel", "Un pain de vie", "un-pain-de-vie", "Un pain de riz", "un-pain-de-riz"), Slugger{}, Fit{Pairs: 5, Reproduced: 3}},
		{"skipped words are found if the last word of each slug is cut", pairs("Le grand thé noir", "grand-the-no", "Le grand thé vert", "grand-the-ve", "Le grand thé fort", "grand-the-fo"), Slugger{Skip: []string{"le"}, MaxLen: 12, CutWords: true}, Fit{Pairs: 3, Reproduced: 3}},
	} {
		got, fit := DetectSlugger(c.pairs)
		if got.Profile != c.want.Profile || got.Elision != c.want.Elision || got.MaxLen != c.want.MaxLen ||
			fit != c.fit || !slices.Equal(got.Skip, c.want.Skip) {
			t.Errorf("%s: found %+v, %+v, want %+v, %+v", c.rule, got, fit, c.want, c.fit)
		}
	}
}
