package presse

import (
	"hash/fnv"
	"math/rand/v2"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
)

// A publishedPair is a headline and its address on a real site.
type publishedPair struct {
	headline, address string
	derived           bool // whether the address was made from the headline
}

// publishedSites returns the names of the sites of a file that have 20 pairs or more, in
// order, and the pairs of each in two parts: the first 50, or half of them if there are
// fewer than 100, and the rest.
func publishedSites(tb testing.TB, file string) (names []string, first, rest map[string][]publishedPair) {
	tb.Helper()
	all := make(map[string][]publishedPair)
	conformance.Lines(tb, file, func(n int, line []byte) {
		fields := strings.Split(string(line), "\t")
		if len(fields) < 4 {
			tb.Fatalf("%s:%d: %d fields", file, n, len(fields))
		}
		u, err := url.Parse(fields[1])
		if err != nil {
			tb.Fatalf("%s:%d: %v", file, n, err)
		}
		site := strings.TrimPrefix(u.Hostname(), "www.")
		all[site] = append(all[site], publishedPair{fields[0], fields[1], fields[3] == "derived"})
	})
	first, rest = make(map[string][]publishedPair), make(map[string][]publishedPair)
	for site, list := range all {
		if len(list) < 20 {
			continue
		}
		n := 50
		if len(list) < 100 {
			n = len(list) / 2
		}
		names = append(names, site)
		first[site], rest[site] = list[:n], list[n:]
	}
	slices.Sort(names)
	return names, first, rest
}

// addressed returns list as DetectSlugger takes it, with the addresses that form makes.
func addressed(list []publishedPair, form func(address string) string) [][2]string {
	var pairs [][2]string
	for _, p := range list {
		pairs = append(pairs, [2]string{p.headline, form(p.address)})
	}
	return pairs
}

func asPublished(address string) string { return address }

func path(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Path
}

// reproduced returns how many derived addresses of list have the slug that the rules
// found make of the headline, and how many there are.
func reproduced(list []publishedPair, s Slugger, fit Fit) (passed, rows int) {
	for _, p := range list {
		if !p.derived {
			continue
		}
		rows++
		slug, ok := fit.SlugOf(p.address)
		if ok && (SameAddress(slug, s.Slug(p.headline)) || fit.Second != nil && SameAddress(slug, fit.Second.Slug(p.headline))) {
			passed++
		}
	}
	return passed, rows
}

// TestDetectSluggerOfSites gives DetectSlugger the first pairs of each site, and
// reproduces the others. It prints two halves of the sites, by a hash of their names, and
// with -v each site. Of what is missing, most was edited: typing errors, kickers,
// headlines that end in the name of a section or are cut in the data.
func TestDetectSluggerOfSites(t *testing.T) {
	for _, c := range []struct {
		file  string
		least int // in a thousand rows
	}{
		{"slug/pairs_published.tsv", 755},
		{"slug/pairs_unchosen.tsv", 875},
	} {
		names, first, rest := publishedSites(t, c.file)
		var passed, rows [2]int
		for _, name := range names {
			s, fit := DetectSlugger(pairsOf(addressed(first[name], asPublished)))
			p, r := reproduced(rest[name], s, fit)
			h := fnv.New32a()
			h.Write([]byte(name))
			half := h.Sum32() >> 16 & 1
			passed[half] += p
			rows[half] += r
			t.Logf("%s: %d of %d rows, half %d; %+v; %+v; second %+v", name, p, r, half, s, fit, fit.Second)
			if got := fit.Reproduced + fit.Seconds + fit.Edited; got > fit.Pairs || fit.Numbered > fit.Reproduced {
				t.Errorf("%s: %+v does not add up", name, fit)
			}
		}
		all, of := passed[0]+passed[1], rows[0]+rows[1]
		t.Logf("%s: %d of %d rows (%.1f %%); by half %d of %d and %d of %d", c.file, all, of, 100*float64(all)/float64(of), passed[0], rows[0], passed[1], rows[1])
		if 1000*all < c.least*of {
			t.Errorf("%s: %d of %d rows, want %d in a thousand", c.file, all, of, c.least)
		}
	}
}

// TestDetectSluggerOfSpellings percent-encodes the addresses of each site, in either
// case, and decodes them. The same rule must be found.
func TestDetectSluggerOfSpellings(t *testing.T) {
	encode := func(digits string) func(string) string {
		return func(address string) string {
			u, err := url.Parse(address)
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			for i := range len(u.Path) {
				if c := u.Path[i]; c == '/' {
					b.WriteByte(c)
				} else {
					b.WriteString("%" + string(digits[c>>4]) + string(digits[c&15]))
				}
			}
			return "https://" + u.Host + b.String()
		}
	}
	decoded := func(address string) string {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		return "https://" + u.Host + u.Path
	}
	passed, rows, paths := 0, 0, 0
	for _, file := range []string{"slug/pairs_published.tsv", "slug/pairs_unchosen.tsv"} {
		names, first, _ := publishedSites(t, file)
		for _, name := range names {
			want, wantFit := DetectSlugger(pairsOf(addressed(first[name], asPublished)))
			for form, write := range map[string]func(string) string{
				"small escapes": encode("0123456789abcdef"), "capital escapes": encode("0123456789ABCDEF"), "decoded": decoded,
			} {
				rows++
				if s, fit := DetectSlugger(pairsOf(addressed(first[name], write))); reflect.DeepEqual(s, want) && reflect.DeepEqual(fit, wantFit) {
					passed++
				} else {
					t.Errorf("%s, %s: found %+v, %+v, want %+v, %+v", name, form, s, fit, want, wantFit)
				}
			}
			// Without hosts, a rule that explains little is not trusted.
			if s, fit := DetectSlugger(pairsOf(addressed(first[name], path))); reflect.DeepEqual(s, want) && reflect.DeepEqual(fit, wantFit) {
				paths++
			} else if fit.Found() {
				t.Errorf("%s, paths: found %+v, %+v, want %+v, %+v", name, s, fit, want, wantFit)
			} else {
				t.Logf("%s, paths: nothing found", name)
			}
		}
	}
	t.Logf("spellings: %d of %d rows; paths: %d of %d", passed, rows, paths, rows/3)
	if paths*3*100 < rows*95 {
		t.Errorf("paths: %d of %d rows, want 95 %%", paths, rows/3)
	}
}

// TestDetectSluggerOfRules checks the sites whose slugs need more than words and
// hyphens.
func TestDetectSluggerOfRules(t *testing.T) {
	names, first, rest := publishedSites(t, "slug/pairs_published.tsv")
	for _, c := range []struct {
		rule  string
		sites []string
		want  Slugger
	}{
		{"capitals", []string{"public.fr", "parismatch.com", "programme-television.org"}, Slugger{KeepCase: true}},
		{"cut inside words", []string{"closermag.fr"}, Slugger{MaxLen: 80, CutWords: true}},
		{"runs of hyphens", []string{"topmercato.com"}, Slugger{KeepRuns: true}},
	} {
		passed, rows := 0, 0
		for _, name := range c.sites {
			if !slices.Contains(names, name) {
				t.Fatalf("no site %s", name)
			}
			s, fit := DetectSlugger(pairsOf(addressed(first[name], asPublished)))
			if !reflect.DeepEqual(s, c.want) {
				t.Errorf("%s: %s: found %+v, %+v, want %+v", c.rule, name, s, fit, c.want)
			}
			p, r := reproduced(rest[name], s, fit)
			t.Logf("%s: %s: %d of %d rows", c.rule, name, p, r)
			passed += p
			rows += r
		}
		if passed*10 < rows*9 {
			t.Errorf("%s: %d of %d rows, want 90 %%", c.rule, passed, rows)
		}
	}
}

// TestDetectSluggerOfNoSite draws pairs at random, each from another site. It also gives
// each headline the address of another story of its site.
func TestDetectSluggerOfNoSite(t *testing.T) {
	var sites [][]publishedPair
	for _, file := range []string{"slug/pairs_published.tsv", "slug/pairs_unchosen.tsv"} {
		names, first, rest := publishedSites(t, file)
		for _, name := range names {
			sites = append(sites, append(first[name], rest[name]...))
		}
	}
	r := rand.New(rand.NewPCG(13, 1))
	for _, n := range []int{3, 5, 10, 20, 50, 100, 150} {
		drawn, ofURLs, ofPaths, most := 0, 0, 0, 0
		for range max(10, 800/n) {
			drawn++
			var list []publishedPair
			for _, i := range r.Perm(len(sites))[:n] {
				list = append(list, sites[i][r.IntN(len(sites[i]))])
			}
			if s, fit := DetectSlugger(pairsOf(addressed(list, asPublished))); fit.Found() {
				ofURLs++
				t.Errorf("%d URLs of as many sites: found %+v, %+v", n, s, fit)
			}
			if _, fit := DetectSlugger(pairsOf(addressed(list, path))); fit.Found() {
				ofPaths++
				most = max(most, fit.Reproduced+fit.Seconds)
			}
		}
		t.Logf("%d pairs of as many sites: found in %d of %d draws of URLs and in %d of paths (at most %d explained)", n, ofURLs, drawn, ofPaths, most)
		if n >= 20 && ofPaths > 0 {
			t.Errorf("%d paths of as many sites: found in %d of %d draws", n, ofPaths, drawn)
		}
	}
	for i, list := range sites {
		var shifted []publishedPair
		for j, p := range list {
			if other := list[(j+len(list)/2)%len(list)].headline; other != p.headline {
				shifted = append(shifted, publishedPair{other, p.address, false})
			}
		}
		if s, fit := DetectSlugger(pairsOf(addressed(shifted, asPublished))); fit.Found() {
			t.Errorf("site %d with headlines of other stories, %s: found %+v, %+v", i, list[0].address, s, fit)
		}
	}
}
