package published

import (
	"slices"
	"strings"
	"testing"
)

func TestAlign(t *testing.T) {
	for _, c := range []struct{ rule, all, some, want string }{ // in want, + is a kept word and - a dropped one
		{"all words", "un-deux", "un-deux", "++"},
		{"words left out", "un-deux-trois-quatre", "deux-quatre", "-+-+"},
		{"words after the last kept one are ignored", "un-deux-trois-quatre", "un-trois", "+-+"},
		{"the last may be cut short", "un-deux-trois", "un-tro", "+-+"},
		{"another word may not", "un-deux-trois", "u-trois", ""},
		{"a word may not be longer", "un-deux", "un-deuxieme", ""},
		{"the first match is taken", "un-deux-un-deux", "un-deux", "++"},
		{"words in another order", "un-deux", "deux-un", ""},
		{"a word that all does not have", "un-deux", "un-trois", ""},
		{"one word", "un-deux", "un", ""},
		{"an empty slug", "un-deux", "", ""},
		{"more words than all has", "un-deux", "un-deux-trois", ""},
	} {
		got := ""
		for _, kept := range align(strings.Split(c.all, "-"), strings.Split(c.some, "-")) {
			got += map[bool]string{true: "+", false: "-"}[kept]
		}
		if got != c.want {
			t.Errorf("%s: align(%s, %s) = %q, want %q", c.rule, c.all, c.some, got, c.want)
		}
	}
}

func TestSkippedWords(t *testing.T) {
	for _, c := range []struct {
		rule        string
		full, slugs string // separated by spaces
		want        string
	}{
		{"three of three", "le-un-a le-un-b le-un-c", "un-a un-b un-c", "le"},
		{"two are too few", "le-un-a le-un-b", "un-a un-b", ""},
		{"four of six", "le-un-a le-un-b le-un-c le-un-d le-un-e le-un-f", "un-a un-b un-c un-d le-un-e le-un-f", "le"},
		{"three of five", "le-un-a le-un-b le-un-c le-un-d le-un-e", "un-a un-b un-c le-un-d le-un-e", ""},
		{"in order", "un-le-a un-le-a un-le-a un-de-a un-de-a un-de-a", "un-a un-a un-a un-a un-a un-a", "de le"},
		{"words after the last kept one do not count", "un-a-le un-a-le un-a-le", "un-a un-a un-a", ""},
		{"unrelated slugs do not count", "le-un-a le-un-b le-un-c", "un-a un-b x-c", ""},
	} {
		got := SkippedWords(strings.Fields(c.full), strings.Fields(c.slugs), func(string) bool { return true }, false, nil)
		if !slices.Equal(got, strings.Fields(c.want)) {
			t.Errorf("%s: SkippedWords(%s, %s) = %q, want %q", c.rule, c.full, c.slugs, got, c.want)
		}
	}
}

func TestSkippedWordsOfLists(t *testing.T) {
	none := func(string) bool { return false }
	for _, c := range []struct {
		rule         string
		full, slugs  string // separated by spaces
		small        func(string) bool
		tail         bool
		likely, want string
	}{
		{"a word that is not small is an editor's choice", "un-grand-a un-grand-b un-grand-c un-x-d un-x-e un-x-f un-x-g un-x-h un-x-i un-x-j", "un-a un-b un-c un-x-d un-x-e un-x-f un-x-g un-x-h un-x-i un-x-j", none, false, "", ""},
		{"unless it is left out of a third of the slugs", "un-grand-a un-grand-b un-grand-c un-x-d", "un-a un-b un-c un-x-d", none, false, "", "grand"},
		{"and no slug has it", "un-grand-a un-grand-b un-grand-c un-grand-d", "un-a un-b un-c un-grand-d", none, false, "", ""},
		{"and not at the beginning", "un-grand-a-b un-grand-a-c un-grand-a-d", "a-b a-c a-d", none, false, "", ""},
		{"the name of the site at the end", "un-a-echo un-b-echo un-c-echo", "un-a un-b un-c", none, true, "", "echo"},
		{"the other words of a list, if most of those seen are left out", "un-de-a un-la-b un-c", "un-a un-b un-c", none, false, "de du la", "de du la"},
		{"only those seen, if most are kept", "un-de-a un-la-b un-le-c", "un-a un-la-b un-le-c", none, false, "de du la le", "de"},
		{"none that is kept", "un-de-a un-de-b un-de-c", "un-a un-de-b un-de-c", none, false, "de", ""},
	} {
		got := SkippedWords(strings.Fields(c.full), strings.Fields(c.slugs), c.small, c.tail, strings.Fields(c.likely))
		if !slices.Equal(got, strings.Fields(c.want)) {
			t.Errorf("%s: SkippedWords(%s, %s) = %q, want %q", c.rule, c.full, c.slugs, got, c.want)
		}
	}
}

func TestLeaves(t *testing.T) {
	for _, c := range []struct {
		rule        string
		full, slugs string // separated by spaces
		want        bool
	}{
		{"one slug", "un-a-deux", "un-deux", true},
		{"a slug that has the word", "un-a-deux trois-a-quatre", "un-deux trois-a-quatre", false},
		{"no such word", "un-deux", "un-deux", false},
		{"another word left out too", "un-a-beau-deux", "un-deux", false},
		{"words missing at the ends", "oh-un-a-deux-trois", "un-deux", true},
		{"the word at an end", "a-un-deux-a", "un-deux", false},
		{"a slug with other words", "un-a-deux", "un-trois", false},
	} {
		if got := Leaves(strings.Fields(c.full), strings.Fields(c.slugs), []string{"a", "on"}); got != c.want {
			t.Errorf("%s: Leaves(%s, %s) = %t, want %t", c.rule, c.full, c.slugs, got, c.want)
		}
	}
}

func TestLengthLimitInsideWords(t *testing.T) {
	for _, c := range []struct {
		rule        string
		full, slugs string // separated by spaces
		want        int
	}{
		{"two cuts", "abc-abcdef abcd-abcd", "abc-abc abcd-ab", 7},
		{"one cut is not enough", "abc-abcdef abcd", "abc-abc abcd", 0},
		{"a hyphen that was removed", "abc-abcdef abcdef-ab abcdefg-a", "abc-abc abcdef abcdefg", 7},
		{"cuts at many lengths were made by hand", "abc-abcdef abc-abcdef abc-abcdef abc-abcdef abc-abcdef abc-abcdef", "a ab abc-a abc-ab abc-abc abc-abc", 0},
		{"longer slugs outvote a limit", "abc-ab abc-ab abc-abcd abc-abce abc-abcf", "abc-a abc-a abc-abcd abc-abce abc-abcf", 0},
	} {
		if got := LengthLimit(strings.Fields(c.full), strings.Fields(c.slugs), true); got != c.want {
			t.Errorf("%s: LengthLimit(%s, %s) = %d, want %d", c.rule, c.full, c.slugs, got, c.want)
		}
	}
}

func TestLengthLimit(t *testing.T) {
	for _, c := range []struct {
		rule        string
		full, slugs string // separated by spaces
		want        int
	}{
		{"no slugs", "", "", 0},
		{"whole slugs", "abc-abc abc", "abc-abc abc", 0},
		{"one cut is not enough", "abc-abc abc", "abc abc", 0},
		{"two cuts put the limit between their length and that with the next word", "abc-ab abc-abcd", "abc abc", 5},
		{"the roundest of several limits", "abcd-abcdefgh abcd-abcdefgh", "abcd abcd", 10},
		{"a whole slug may be as long as the limit", "abc-abc abc-abc abcdef", "abc abc abcdef", 6},
		{"longer slugs outvote a limit", "abc-abc abc-abc abc-abc-a abc-abc-b abc-abc-c", "abc abc abc-abc-a abc-abc-b abc-abc-c", 0},
		{"the limit that most slugs agree with", "abc-abc abc-abc abc-abc-abc abc-abc-abc abc-abc-abc", "abc abc abc-abc abc-abc abc-abc", 10},
		{"a cut inside a word is ignored", "abc-abc abc-abc", "abc-a abc-a", 0},
		{"an empty slug is ignored", "abc-abc abc-abc abc-abc", "- abc abc", 5},
		{"an unrelated slug is ignored", "abc-abc abc-abc abc-abc abc-abc", "x y abc abc", 5},
	} {
		slugs := strings.Fields(c.slugs)
		for i, slug := range slugs {
			slugs[i] = strings.Trim(slug, "-")
		}
		if got := LengthLimit(strings.Fields(c.full), slugs, false); got != c.want {
			t.Errorf("%s: LengthLimit(%s, %s) = %d, want %d", c.rule, c.full, slugs, got, c.want)
		}
	}
}

func TestRoundest(t *testing.T) {
	for _, c := range []struct{ from, to, want int }{
		{61, 139, 100}, {100, 100, 100}, {100, 140, 100}, {101, 240, 200}, {101, 149, 140}, {51, 99, 90}, {50, 99, 50}, {41, 62, 50},
		{51, 62, 60}, {61, 69, 65}, {66, 69, 69}, {71, 74, 74}, {30, 33, 30}, {31, 36, 35}, {1, 4, 4}, {3, 7, 5},
	} {
		if got := roundest(c.from, c.to); got != c.want {
			t.Errorf("roundest(%d, %d) = %d, want %d", c.from, c.to, got, c.want)
		}
	}
}
