package presse

import (
	"math/rand"
	"slices"
	"testing"
)

func TestRandomDraws(t *testing.T) {
	var sites [][]publishedPair
	for _, f := range []string{"slug/pairs_published.tsv", "slug/pairs_unchosen.tsv"} {
		names, a := publishedSites(t, f)
		for _, n := range names {
			sites = append(sites, a[n])
		}
	}
	r := rand.New(rand.NewSource(1))
	for _, n := range []int{8, 12, 20, 30, 50, 100} {
		var cs, rs, ratio, lo, hi []int
		for range 600 {
			var list []publishedPair
			for _, i := range r.Perm(len(sites))[:n] {
				list = append(list, sites[i][r.Intn(len(sites[i]))])
			}
			cc := 0
			_, fit := DetectSlugger(given(list))
			R := fit.Reproduced + fit.Seconds
			cs = append(cs, 100*cc/n)
			rs = append(rs, 100*R/n)
			ratio = append(ratio, 100*R/max(cc, 1))
			if 4*cc >= 3*n {
				lo = append(lo, 100*R/n)
			}
			if cc*10 >= 4*n && 100*R/max(cc, 1) >= 85 {
				hi = append(hi, 100*R/n)
			}
		}
		slices.Sort(cs)
		slices.Sort(rs)
		slices.Sort(ratio)
		t.Log(n, "C", cs[580:], "R", rs[580:], "R/C", ratio[580:], "R where C>=75", lo, "R where R/C>85, C>40:", hi)
	}
}
