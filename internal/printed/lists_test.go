package printed

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestLists compares the lists of names with testdata/lists.txt, and checks that
// every name has the effect of its list.
func TestLists(t *testing.T) {
	golden, err := os.ReadFile("testdata/lists.txt")
	if err != nil {
		t.Fatal(err)
	}
	lists := map[string]string{"agencies": agencies, "firstNames": firstNames, "surnames": surnames, "banks": banks, "papers": papers, "bodies": bodies, "institutions": institutions,
		"groups": groups, "nobody": nobody, "towns": towns, "arabicTowns": arabicTowns, "countries": countries, "occupations": occupations, "genres": genres, "waw": waw,
		"labels": labels, "kickers": kickers, "commands": commands, "acronyms": acronyms, "paperWords": paperWords,
		"openers": openers, "finite": finite, "clausal": clausal}
	seen := 0
	for line := range strings.Lines(string(golden)) {
		name, rest, _ := strings.Cut(line, ": ")
		got, want := strings.Fields(lists[name]), strings.Fields(rest)
		seen++
		slices.Sort(got)
		for _, word := range want {
			if !slices.Contains(got, word) {
				t.Errorf("%s: the list does not have %s", name, word)
			}
		}
		if len(got) != len(want) || len(slices.Compact(got)) != len(want) {
			t.Errorf("%s: the list has %d names, want %d without duplicates", name, len(strings.Fields(lists[name])), len(want))
		}
	}
	if seen != len(lists) {
		t.Errorf("testdata/lists.txt has %d lists, want %d", seen, len(lists))
	}
	for _, name := range []string{"agencies", "banks", "papers", "bodies", "institutions", "towns", "arabicTowns", "countries", "occupations", "genres", "kickers", "paperWords", "finite", "clausal", "commands", "acronyms", "openers"} {
		if list := strings.Fields(lists[name]); !slices.IsSorted(list) || !strings.HasPrefix(lists[name], " ") || !strings.HasSuffix(lists[name], " ") {
			t.Errorf("%s is not sorted between spaces, as has expects", name)
		}
		for word := range strings.FieldsSeq(lists[name]) {
			if !has(lists[name], word) || has(lists[name], word+"x") || has(lists[name], "0"+word) {
				t.Errorf("%s: has is wrong about %s", name, word)
			}
		}
	}
	for name := range strings.FieldsSeq(agencies) {
		printed := strings.ToUpper(name)
		if c := ParseCredit("Photo : Salma Idrissi / " + printed); !slices.Equal(c.Agencies, []string{printed}) || !slices.Equal(c.Names, []string{"Salma Idrissi"}) {
			t.Errorf("credit of Salma Idrissi / %s: got the names %q and the agencies %q", printed, c.Names, c.Agencies)
		}
		if b := ParseByline("Par Salma Idrissi, avec " + printed); !slices.Equal(b.Agencies, []string{printed}) || len(b.People) != 1 {
			t.Errorf("byline with %s: got the people %+v and the agencies %q", printed, b.People, b.Agencies)
		}
	}
	for name := range strings.FieldsSeq(bodies) {
		if printed := "Salma " + strings.ToUpper(name[:1]) + name[1:]; !isSource(tokens(printed), true) {
			t.Errorf("isSource(%s) = false, want true", printed)
		}
	}
	for name := range strings.FieldsSeq(towns) {
		printed := strings.ToUpper(name)
		if d, rest := ParseDateline(printed + " – Le maire a parlé."); d.Place != printed || rest != "Le maire a parlé." {
			t.Errorf("dateline %s –: got the place %q and the rest %q", printed, d.Place, rest)
		}
	}
	for name := range strings.FieldsSeq(groups) {
		if b := ParseByline("Notre " + name + " à Rabat"); len(b.People) > 1 || len(b.People) == 1 && b.People[0].Name != "" {
			t.Errorf("byline Notre %s à Rabat: got %+v, want nobody with a name", name, b.People)
		}
	}
}

// TestListOfPhrases compares the phrases of bylines and the notices of credits, in
// order, with testdata/phrases.txt, a list meant for review.
func TestListOfPhrases(t *testing.T) {
	golden, err := os.ReadFile("testdata/phrases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range phrases {
		kind := map[phraseKind]string{byPeople: "people", withOther: "other", ofSource: "source", atDate: "date", ofOthers: "others"}[p.kind]
		fmt.Fprintf(&b, "%s: %s %s\n", p.words, kind, p.role)
	}
	b.WriteString("\n")
	for _, n := range notices {
		fmt.Fprintf(&b, "%s: %s\n", n.words, n.mean)
	}
	got, want := strings.Split(b.String(), "\n"), strings.Split(string(golden), "\n")
	if len(got) < 100 {
		t.Errorf("%d phrases and notices, want at least 100", len(got))
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("line %d: got %q, want %q", i+1, got[min(i, len(got)):], want[min(i, len(want)):])
		}
	}
}
