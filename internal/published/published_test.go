package published

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestPathOf(t *testing.T) {
	for _, c := range []struct{ rule, address, text, site string }{
		{"a slug", "le-souk", "le-souk", ""},
		{"a path", "/sport/le-souk/", "sport/le-souk", ""},
		{"a URL", "https://www.exemple.ma/le-souk", "le-souk", "exemple.ma"},
		{"no scheme", "//exemple.ma/le-souk", "le-souk", "exemple.ma"},
		{"user, port and capitals", "HTTP://x:y@WWW.Exemple.MA:8080/le-souk", "le-souk", "exemple.ma"},
		{"the root of names", "https://exemple.ma./le-souk", "le-souk", "exemple.ma"},
		{"a host without dots", "http://localhost/le-souk", "le-souk", "localhost"},
		{"no path", "https://exemple.ma?a=/b", "", "exemple.ma"},
		{"query and fragment", "/le-souk?a#b?c", "le-souk", ""},
		{"a colon in a path is no scheme", "/a/b://c/d", "a/b://c/d", ""},
		{"nor is one after a digit", "1a://c/d", "1a://c/d", ""},
		{"escapes", "/%d8%B3%D9%88%D9%82", "سوق", ""},
		{"escapes that are none", "/100%", "100%25", ""},
	} {
		if got := PathOf(c.address); got.Text != c.text || got.Site != c.site {
			t.Errorf("%s: PathOf(%q) = %+v, want %q of %q", c.rule, c.address, got, c.text, c.site)
		}
	}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct{ rule, pattern, path, slug, n string }{ // slug is "" if the path has another form
		{"a literal segment", "/sport/{slug}", "sport/le-souk", "le-souk", ""},
		{"another literal segment", "/sport/{slug}", "monde/le-souk", "", ""},
		{"sections between literals", "/a/{section}/b/{slug}", "a/x/b/y/b/le-souk", "le-souk", ""},
		{"sections may be absent", "/a/{section}/b/{slug}", "a/b/le-souk", "le-souk", ""},
		{"the last literal before the slug is required", "/a/{section}/b/{slug}", "a/x/le-souk", "", ""},
		{"a date is one unit", "/{date}/{section}/{slug}", "2026/11/14/sport/le-souk", "le-souk", ""},
		{"sections do not end in a date", "/{section}/{date}/{slug}", "sport/foot/2026/11/le-souk", "le-souk", ""},
		{"an ID in a segment with a literal", "/{id},1/{slug}", "24518,1/le-souk", "le-souk", ""},
		{"another literal in it", "/{id},1/{slug}", "24518,2/le-souk", "", ""},
		{"an ID is a whole token", "/{slug}-{id}", "le-souk-a24518", "le-souk", ""},
		{"an ID has digits", "/{slug}-{id}", "le-souk", "", ""},
		{"an ID may have letters", "/{slug}-{id}", "le-souk-CNT000001qJ5q7", "le-souk", ""},
		{"two IDs", "/{slug}_{id}_{id}.html", "le-souk_6045118_1653578.html", "le-souk", ""},
		{"a UUID", "/{slug}-{id}", "le-souk-f564d006-8238-11ea-b0b7-ac58f2163138", "le-souk", ""},
		{"a UUID in a folder", "/{id}/{slug}", "f564d006-8238-11ea-b0b7-ac58f2163138/le-souk", "le-souk", ""},
		{"a UUID before the slug", "/{id}-{slug}", "F564D006-8238-11EA-B0B7-AC58F2163138-le-souk", "le-souk", ""},
		{"26 capitals", "/{slug}-{id}", "le-souk-KRZHEGMXANCTPJQBVYCLDDABWE", "le-souk", ""},
		{"26 letters that are a word", "/{slug}-{id}", "le-anticonstitutionnellementx", "", ""},
		{"11 letters of a video", "/{id}/{slug}", "kSJMQNJGQYy/le-souk", "le-souk", ""},
		{"11 letters that are a word", "/{id}/{slug}", "Casablancas/le-souk", "", ""},
		{"22 characters of base64url", "/{slug}-{id}", "le-souk-kSJMQNJGQYyxkaYJ-CZrXQ", "le-souk", ""},
		{"22 characters that are words", "/{slug}-{id}", "ab-cdefgh-epidemie-CNT000001qGmPc", "ab-cdefgh-epidemie", ""},
		{"22 characters that are numbers", "/{slug}-{date}-{id}_{id}", "le-souk-13-12-2018-2278975_782", "le-souk", ""},
		{"a date before an ID", "/{slug}-{date}-{id}", "le-souk-2026-14-11-2026-24518", "le-souk-2026", ""},
		{"an impossible date", "/{slug}-{date}", "le-souk-20261314", "", ""},
		{"a date within a longer number", "/{slug}-{date}", "le-souk-120261114", "", ""},
		{"a number", "/{slug}-{n}.html", "le-souk-12.html", "le-souk", "12"},
		{"no number", "/{slug}-{n}.html", "le-souk.html", "le-souk", ""},
		{"a number before an ID", "/{slug}-{n}-{id}", "le-souk-12-24518", "le-souk", "12"},
		{"a number that begins with 0", "/{slug}-{n}", "le-souk-007", "le-souk-007", ""},
		{"a slug that is a number", "/{slug}-{n}", "12", "12", ""},
		{"a word before an ID", "/{section}-{id}-{slug}", "article-24518-le-souk", "le-souk", ""},
		{"two words before it", "/{section}-{id}-{slug}", "un-article-24518-le-souk", "", ""},
		{"Arabic", "/{slug}-{id}", "سوق-فاس-24518", "سوق-فاس", ""},
		{"a letter next to digits", "/{slug}-{id}", "le-souk-24518é", "", ""},
	} {
		slug, n, ok := Parse(c.pattern).Match(c.path)
		if !ok {
			slug, n = "", ""
		}
		if slug != c.slug || n != c.n || ok != (c.slug != "") {
			t.Errorf("%s: %s matches %s: %q, %q, %t, want %q, %q", c.rule, c.pattern, c.path, slug, n, ok, c.slug, c.n)
		}
	}
}

// list returns addresses of "headline → address".
func list(pairs ...string) []Address {
	var l []Address
	for _, p := range pairs {
		headline, address, _ := strings.Cut(p, " → ")
		l = append(l, Address{Words: strings.Split(headline, "-"), Path: PathOf(address)})
	}
	return l
}

func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		rule string
		list []Address
		want []string
	}{
		{"no addresses", nil, nil},
		{"no headline in an address", list("le-souk-de-fes → /article-1", " → /le-souk", "le-souk-de-fes → /"), nil},
		{"the most frequent first", list("un-a-b → /un-a-b", "un-c-d → /un-c-d-24518.html", "un-e-f → /un-e-f-24519.html"), []string{"/{slug}-{id}.html", "/{slug}"}},
		{"words cut, glued and left out", list("l-etat-de-la-mer-rouge → /letat-mer-rou-24518", "l-or-de-la-mer-noire → /lor-mer-noi-24519"), []string{"/{slug}-{id}"}},
		{"the segment with most words", list("le-sport-a-fes → /sport/le-sport-a-fes", "le-pain-a-fes → /pain/le-pain-a-fes"), []string{"/{section}/{slug}"}},
		{"one section for all", list("un-a-b → /x/y/un-a-b", "un-c-d → /x/z/un-c-d"), []string{"/x/{section}/{slug}"}},
		{"some without section", list("un-a-b → /un-a-b", "un-c-d → /z/un-c-d"), []string{"/{section}/{slug}"}},
		{"braces", list("un-a-b → /{x}/un-a-b"), nil},
		{"a year is a date", list("un-a-b → /2025/un-a-b", "un-c-d → /2025/un-c-d"), []string{"/{date}/{slug}"}},
		{"a season is a section", list("un-a-b → /2025-2026/un-a-b", "un-c-d → /2024-2025/un-c-d"), []string{"/{section}/{slug}"}},
		{"a league is a section", list("un-a-b → /ligue-1/un-a-b", "un-c-d → /f1/un-c-d"), []string{"/{section}/{slug}"}},
		{"a long number is an ID even if it is always the same", list("un-a-b → /01016-un-a-b", "un-c-d → /01016-un-c-d"), []string{"/{id}-{slug}"}},
		{"a short number that is always the same is literal", list("un-a-b → /un-a-b/1", "un-c-d → /un-c-d/1"), []string{"/{slug}/1"}},
		{"trailing slashes of most", list("un-a-b → /un-a-b/", "un-c-d → /un-c-d/", "un-e-f → /un-e-f"), []string{"/{slug}/"}},
		{"a word that most addresses have is literal", list("un-a-b → /foot-un-a-b", "un-c-d → /foot-un-c-d", "un-e-f → /un-e-f"), []string{"/foot-{slug}", "/{slug}"}},
		{"a word that some have is a section", list("un-a-b → /sport-un-a-b", "un-c-d → /monde-un-c-d", "un-e-f → /culture-un-e-f"), nil},
		{"the same after the slug", list("un-a-b → /un-a-b/sport", "un-c-d → /un-c-d/monde", "un-e-f → /un-e-f/culture"), nil},
		{"a word of the headline is not literal", list("souk-ville-or-the → /ville-or-the-souk", "souk-mer-pain-sel → /mer-pain-sel-souk"), nil},
		{"UUIDs in folders", list("un-a-b → /f564d006-8238-11ea-b0b7-ac58f2163138/un-a-b", "un-c-d → /abcdabcd-8238-11ea-b0b7-ac58f2163139/un-c-d"), []string{"/{id}/{slug}"}},
		{"UUIDs before the slug", list("un-a-b → /f564d006-8238-11ea-b0b7-ac58f2163138-un-a-b", "un-c-d → /abcdabcd-8238-11ea-b0b7-ac58f2163139-un-c-d"), []string{"/{id}-{slug}"}},
		{"IDs of Arc, with and without digits", list("un-a-b → /x/KRZHEGMXANCTPJQBVYCLDDABWE/un-a-b", "un-c-d → /x/KRZHEGMX4NCTPJQ2VY5LD3ABWE/un-c-d"), []string{"/x/{id}/{slug}"}},
		{"too many segments", list("un-a-b → /" + strings.Repeat("x/", 60) + "un-a-b"), nil},
		{"too long", list("un-a-b → /" + strings.Repeat("x", 3_000) + "/un-a-b"), nil},
	} {
		var got []string
		patterns, slugs := Patterns(c.list, 4)
		for _, p := range patterns {
			got = append(got, p.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q (slugs %q)", c.rule, got, c.want, slugs)
		}
	}
	_, slugs := Patterns(list("l-etat-de-la-mer → /x/letat-mer-24518", "un-a → /24518"), 4)
	if want := []string{"letat-mer", ""}; !slices.Equal(slugs, want) {
		t.Errorf("slugs %q, want %q", slugs, want)
	}
	short, _ := Patterns(list("un-a-b → /un-a-b-2.html", "un-c-d → /un-c-d-3.html", "un-e-f → /un-e-f-2.html"), 4)
	if want := []Candidate{{"/{slug}-{id}.html", "/{slug}.html", "/{slug}-{n}.html"}}; !reflect.DeepEqual(short, want) {
		t.Errorf("short numbers: candidates %q, want %q", short, want)
	}
	patterns, _ := Patterns(list("un-a-b → /un-a-b-24518.html", "un-c-d → /un-c-d-24519.html"), 4)
	if want := []Candidate{{"/{slug}-{id}.html", "/{slug}.html", ""}}; !reflect.DeepEqual(patterns, want) {
		t.Errorf("candidates %q, want %q", patterns, want)
	}
}

func TestMadeOf(t *testing.T) {
	for _, c := range []struct {
		rule, words, slug string
		want              bool
	}{
		{"all words", "le-souk-de-fes", "le-souk-de-fes", true},
		{"words left out", "le-souk-de-fes", "souk-fes", true},
		{"capitals", "le-souk-de-fes", "Souk-Fes", true},
		{"glued words", "l-etat-d-urgence", "letat-durgence", true},
		{"the last one cut", "le-souk-de-fes", "le-souk-de-f", true},
		{"another one cut", "le-souk-de-fes", "le-sou-de-fes", false},
		{"another word", "le-souk-de-fes", "le-marche-de-fes", false},
		{"another order", "le-souk-de-fes", "fes-souk", false},
		{"nothing", "le-souk-de-fes", "", true},
	} {
		if got := MadeOf(strings.Split(c.words, "-"), c.slug); got != c.want {
			t.Errorf("%s: MadeOf(%s, %s) = %t, want %t", c.rule, c.words, c.slug, got, c.want)
		}
	}
}

func TestClean(t *testing.T) {
	for slug, want := range map[string]bool{
		"le-souk": true, "le-souk-2026": true, "5-000-coureurs": true, "le-souk-24518": false, "24518-le-souk": false, "le-souk-CNT000001qJ5q7": false,
		"le-souk.html": false, "": false, "-": false, "a-1er-mai": true, "سوق": true,
	} {
		if got := Clean(slug); got != want {
			t.Errorf("Clean(%q) = %t, want %t", slug, got, want)
		}
	}
}

func TestCutNumber(t *testing.T) {
	for slug, want := range map[string]string{
		"titre-2": "titre", "titre-265": "titre", "titre-0": "titre", "titre-1": "", "titre-2026": "", "titre-02": "", "titre": "", "2": "", "-2": "", "": "", "titre2": "", "titre-24518": "titre", "-0": "",
	} {
		got, ok := CutNumber(slug)
		if ok != (want != "") || ok && got != want {
			t.Errorf("CutNumber(%q) = %q, %t, want %q", slug, got, ok, want)
		}
	}
}

func TestMaxNumber(t *testing.T) {
	for _, c := range []struct {
		rule    string
		numbers []int
		want    int
	}{
		{"no numbers", nil, 0},
		{"two more than the largest", []int{2, 3, 2}, 5},
		{"a quarter more", []int{4, 2}, 7},
		{"a series", []int{265, 264}, 265 + 66 + 2},
		{"a number of the headline", []int{2, 3, 4, 737}, 7},
		{"two of them", []int{2, 3, 4, 737, 747}, 7},
		{"a series among others", []int{2, 3, 4, 300, 301, 302}, 302 + 75 + 2},
	} {
		if got := MaxNumber(c.numbers); got != c.want {
			t.Errorf("%s: MaxNumber(%d) = %d, want %d", c.rule, c.numbers, got, c.want)
		}
	}
}

func FuzzMatch(f *testing.F) {
	for _, s := range [][2]string{
		{"/{section}/{date}/{slug}-{id}.html", "/sport/2026/11/14/le-souk-24518.html"}, {"/{id}-{slug}", "24518-le-souk"}, {"{slug}-{n}", "a-2"}, {"/{section}-{id}-{slug}/{id}", "/a-1-b/2"},
		{"{slug}{slug}", "a"}, {"/{n}/{slug}", "1/a"}, {"{date}{slug}", "20261114"},
	} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, pattern, address string) {
		p, path := Parse(pattern), PathOf(address).Text
		slug, n, ok := p.Match(path)
		if again, m, any := p.MatchAny(path); ok && (again != slug || m != n || !any) {
			t.Errorf("%q: Match(%q) = %q, %q, MatchAny %q, %q, %t", pattern, path, slug, n, again, m, any)
		}
		if ok && (slug == "" || !strings.Contains(path, slug) || strings.Contains(slug, "/")) {
			t.Errorf("%q: Match(%q) = %q, which is not part of a segment", pattern, path, slug)
		}
		Patterns([]Address{{strings.Split(pattern, "-"), PathOf(address)}, {strings.Split(address, "-"), PathOf(pattern)}}, 4)
	})
}
