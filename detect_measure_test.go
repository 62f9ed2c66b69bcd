package presse

import (
	"hash/fnv"
	"iter"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
)

// A publishedPair is a headline and its address, of a real site.
type publishedPair struct {
	headline, address string
	derived           bool // whether the address was made from the headline
}

// publishedSites returns the pairs of a file by site: the host without www.
func publishedSites(tb testing.TB, file string) (names []string, sites map[string][]publishedPair) {
	tb.Helper()
	sites = make(map[string][]publishedPair)
	conformance.Lines(tb, file, func(n int, line []byte) {
		f := strings.Split(string(line), "\t")
		u, err := url.Parse(f[1])
		if err != nil || len(f) < 4 {
			tb.Fatalf("%s:%d: %v", file, n, err)
		}
		site := strings.TrimPrefix(u.Hostname(), "www.")
		if sites[site] == nil {
			names = append(names, site)
		}
		sites[site] = append(sites[site], publishedPair{f[0], f[1], f[3] == "derived"})
	})
	names = slices.DeleteFunc(names, func(n string) bool { return len(sites[n]) < 20 })
	slices.Sort(names)
	return names, sites
}

func given(list []publishedPair) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for _, p := range list {
			if !yield(p.headline, p.address) {
				return
			}
		}
	}
}

func half(site string) int {
	h := fnv.New32a()
	h.Write([]byte(site))
	return int(h.Sum32() >> 16 & 1)
}

func TestDetectSluggerOfSites(t *testing.T) {
	for _, file := range []string{"slug/pairs_published.tsv", "slug/pairs_unchosen.tsv"} {
		names, sites := publishedSites(t, file)
		var passed, rows [2]int
		for _, name := range names {
			all := sites[name]
			n := 50
			if len(all) < 100 {
				n = len(all) / 2
			}
			s, fit := DetectSlugger(given(all[:n]))
			p, r := 0, 0
			var missed []string
			for _, c := range all[n:] {
				if !c.derived {
					continue
				}
				r++
				slug, ok := fit.SlugOf(c.address)
				if ok && (slug == s.Slug(c.headline) || fit.Second != nil && slug == fit.Second.Slug(c.headline)) {
					p++
				} else {
					missed = append(missed, c.headline+" | "+slug+" | "+s.Slug(c.headline)+" | "+c.address)
				}
			}
			h := half(name)
			passed[h] += p
			rows[h] += r
			t.Logf("%d %s: %d of %d; %d of %d; %+v; %+v; %+v", h, name, p, r, fit.Reproduced, fit.Pairs, fit, s, fit.Second)
			if os.Getenv("MISSED") != "" {
				for _, m := range missed {
					t.Logf("     %s", m)
				}
			}
		}
		t.Logf("%s: halves %.1f %% and %.1f %%, all %.1f %%: %d of %d rows", file, 100*float64(passed[0])/float64(rows[0]), 100*float64(passed[1])/float64(rows[1]),
			100*float64(passed[0]+passed[1])/float64(rows[0]+rows[1]), passed[0]+passed[1], rows[0]+rows[1])
	}
}
