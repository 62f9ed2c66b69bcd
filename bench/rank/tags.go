package main

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
	"github.com/presse-go/presse/rank"
)

func tags() error {
	all, err := archive.Read("orangesum.jsonl.gz")
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(a *presse.Article) bool { return len(a.Tags) == 0 })
	var c rank.Counts
	var tagged, bare []rank.Digest
	for _, a := range all {
		d, err := rank.NewDigest(a, presse.IndexOptions{})
		if err != nil {
			return err
		}
		c.Add(d)
		tagged = append(tagged, d)
		b := *a
		b.Tags = nil
		d, _ = rank.NewDigest(&b, presse.IndexOptions{})
		bare = append(bare, d)
	}
	type method struct {
		name string
		pick func(i int) []string
	}
	tfidf := func(i int) []string {
		tf := map[string]float64{}
		for w := range bare[i].Terms() {
			if !strings.HasPrefix(w, "/") {
				tf[w] = 0
			}
		}
		text := strings.FieldsFunc(presse.Fold(strings.ToLower(all[i].Headline+" "+all[i].Body)), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
		for _, w := range text {
			if _, ok := tf[w]; ok {
				tf[w]++
			}
		}
		var ws []string
		for w := range tf {
			tf[w] *= math.Log(float64(c.Articles()+1) / float64(c.Of(w)+1))
			ws = append(ws, w)
		}
		slices.SortFunc(ws, func(a, b string) int { return cmp.Or(cmp.Compare(tf[b], tf[a]), cmp.Compare(a, b)) })
		return ws[:min(5, len(ws))]
	}
	kw := func(i int) (out []string) {
		k, _ := bare[i].Keywords(5, &c)
		for _, w := range k {
			out = append(out, strings.TrimPrefix(w.Text, "#"))
		}
		return
	}
	ratio := func(alpha, beta, smooth float64, phrases bool) func(i int) []string {
		return func(i int) (out []string) {
			ks, _ := bare[i].Keywords(1000, &c)
			type sc struct {
				w string
				s float64
			}
			var list []sc
			N := float64(c.Articles())
			val := map[string]float64{}
			for _, k := range ks {
				df := float64(c.Of(k.Text))
				rarity := math.Log((N + 1) / (df + .5))
				v := k.Weight / math.Sqrt(rarity)
				val[k.Text] = v
				t := float64(c.Of("#" + k.Text))
				if t == 0 {
					continue
				}
				list = append(list, sc{k.Text, math.Pow(v, beta) * math.Pow(t/(df+smooth), alpha)})
			}
			if phrases {
				text := strings.FieldsFunc(presse.Fold(strings.ToLower(all[i].Headline+" "+all[i].Body)), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
				seen := map[string]float64{}
				for n := 2; n <= 4; n++ {
					for j := 0; j+n <= len(text); j++ {
						seen[strings.Join(text[j:j+n], " ")]++
					}
				}
				for p, cnt := range seen {
					t := float64(c.Of("#" + p))
					if t == 0 {
						continue
					}
					m := 0.0
					low := 1.0
					df := math.Inf(1)
					for _, w := range strings.Fields(p) {
						m = max(m, val[w])
						if val[w] > 0 {
							low = min(low, val[w])
							df = min(df, float64(c.Of(w)))
						}
					}
					list = append(list, sc{p, math.Pow(low, beta) * math.Pow(t/(df+smooth), alpha) * 1.2})
					_ = cnt
					_ = m
				}
			}
			slices.SortFunc(list, func(a, b sc) int { return cmp.Or(cmp.Compare(b.s, a.s), cmp.Compare(a.w, b.w)) })
			for _, x := range list[:min(5, len(list))] {
				out = append(out, x.w)
			}
			return
		}
	}
	methods := []method{{"tfidf", tfidf}, {"keywords", kw}}
	for _, al := range []float64{.5, 1, 1.5} {
		for _, be := range []float64{.5, 1, 1.5} {
			for _, ph := range []bool{false, true} {
				methods = append(methods, method{fmt.Sprint("ratio ", al, " ", be, " ", ph), ratio(al, be, 5, ph)})
			}
		}
	}
	for _, m := range methods {
		var hit, n, five [2]float64
		for i, a := range all {
			h := fnv.New32a()
			h.Write([]byte(a.ID))
			half := h.Sum32() & 1
			if half == 1 && m.name != "tfidf" && m.name != "keywords" {
				continue
			}
			c.Remove(tagged[i])
			got := m.pick(i)
			c.Add(tagged[i])
			want := map[string]bool{}
			for _, t := range a.Tags {
				want[strings.Join(strings.FieldsFunc(presse.Fold(strings.ToLower(t)), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') }), " ")] = true
			}
			for _, g := range got {
				if want[g] {
					hit[half]++
				}
			}
			n[half]++
			five[half] += float64(len(got))
		}
		fmt.Printf("%-20s P@5 %.4f %.4f  of those given %.3f (%.2f each)\n", m.name, hit[0]/n[0]/5, hit[1]/n[1]/5, hit[0]/five[0], five[0]/n[0])
	}
	return nil
}
