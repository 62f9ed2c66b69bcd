package presse

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/address"
)

// FuzzDetectSlugger checks what a Fit promises of any pairs, one a line: headline, tab,
// address.
func FuzzDetectSlugger(f *testing.F) {
	for _, pairs := range []string{
		"", "\t", "a\ta", "Le souk\t/sport/le-souk-24518.html\nL’or\t/monde/l-or-24519.html\nLe thé\t/le-the-24520.html", "Les brèves\tles-breves-265",
		"L’un\thttps://exemple.ma/2026/11/14/lun/\nL’État\thttps://exemple.ma/2026/11/14/l-etat/", "سوق فاس\t/%d8%b3%d9%88%d9%82-%D9%81%d8%a7%D8%b3/", "\xff\t\xff",
		"FUS : D1\t/1,1/fus---d1.html\n{slug}\t/{slug}", "Le Thé noir\tLe-The-no\nLe Thé vert\tLe-The-ve", strings.Repeat("Le thé de Fès\tthe-fes-2\n", 20),
	} {
		f.Add(pairs)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 5_000 {
			return
		}
		var list [][2]string
		for line := range strings.SplitSeq(text, "\n") {
			title, address, _ := strings.Cut(line, "\t")
			list = append(list, [2]string{title, address})
		}
		s, fit := DetectSlugger(pairsOf(list))
		if fit.Pairs != len(list) || fit.Numbered > fit.Reproduced || fit.Reproduced+fit.Seconds+fit.Edited > fit.Pairs || fit.Seconds > 0 != (fit.Second != nil) {
			t.Fatalf("%+v does not add up for %d pairs", fit, len(list))
		}
		if !fit.Found() {
			if !reflect.DeepEqual(s, Slugger{}) || !reflect.DeepEqual(fit, Fit{Pairs: len(list)}) {
				t.Fatalf("nothing found, but %+v, %+v", s, fit)
			}
			return
		}
		made := 0
		for _, p := range list {
			slug, ok := fit.SlugOf(p[1])
			if ok && (slug == address.Key(s.Slug(p[0])) || slug == address.Key(s.Slug(strings.TrimSuffix(p[0], afterSeparator(p[0]))))) {
				made++
			}
			if ok && (slug == "" || strings.Contains(slug, "/")) {
				t.Errorf("SlugOf(%q) = %q", p[1], slug)
			}
		}
		if made < fit.Reproduced-fit.Numbered {
			t.Errorf("SlugOf returns %d slugs that %+v makes, want %d: %+v", made, s, fit.Reproduced-fit.Numbered, fit)
		}
		// An address made of a slug by the pattern has that slug.
		around := fit.Around
		if around == "" {
			around = "{slug}"
		}
		made2 := strings.NewReplacer("{slug}", "le-souk", "{id}", "24518", "{date}", "2026-11-14", "-{n}", "", "{section}", "sport").Replace(around)
		if slug, ok := fit.SlugOf(made2); !ok || slug != "le-souk" {
			t.Errorf("%q: SlugOf(%q) = %q, %t, want le-souk", around, made2, slug, ok)
		}
		slices.Reverse(list)
		if again, fitAgain := DetectSlugger(pairsOf(list)); !reflect.DeepEqual(again, s) || !reflect.DeepEqual(fitAgain, fit) {
			t.Errorf("in reverse order: %+v, %+v, want %+v, %+v", again, fitAgain, s, fit)
		}
	})
}
