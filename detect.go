package presse

import (
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/address"
	"github.com/presse-go/presse/internal/published"
)

type Fit struct {
	Pairs      int      `json:"pairs,omitzero"`
	Reproduced int      `json:"reproduced,omitzero"`
	Edited     int      `json:"edited,omitzero"`
	Numbered   int      `json:"numbered,omitzero"`
	Around     string   `json:"around,omitzero"`
	Second     *Slugger `json:"second,omitzero"`
	Seconds    int      `json:"seconds,omitzero"`
}

func (f Fit) Found() bool { return f.Reproduced > 0 }

func (f Fit) SlugOf(addr string) (slug string, ok bool) {
	if !f.Found() {
		return "", false
	}
	slug, _, ok = published.Parse(f.Around).MatchAny(published.PathOf(addr).Text)
	return slug, ok
}

type pair struct {
	title string
	path  published.Path
}

func DetectSlugger(pairs iter.Seq2[string, string]) (Slugger, Fit) {
	if pairs == nil {
		return Slugger{}, Fit{}
	}
	var list []pair
	for title, addr := range pairs {
		list = append(list, pair{title, published.PathOf(addr)})
	}
	fit := Fit{Pairs: len(list)}
	var d detector
	d.list = list
	addresses := make([]published.Address, len(list))
	for i, p := range list {
		addresses[i] = published.Address{Words: strings.Split(Slug(p.title), "-"), Path: p.path}
	}
	best, bestCount := candidate{}, 0
	for _, around := range published.Patterns(addresses, 4) {
		c, n := d.best(published.Parse(around), nil)
		c.around = around
		if n > bestCount {
			best, bestCount = c, n
		}
	}
	if bestCount == 0 {
		return Slugger{}, fit
	}
	fit.Around = best.around
	if fit.Around == "{slug}" {
		fit.Around = ""
	}
	pattern := published.Parse(best.around)
	var rest []pair
	for _, p := range list {
		slug, n, ok := pattern.Match(p.path.Text)
		full := address.Key(best.slugger.Slug(p.title))
		switch {
		case ok && slug == full:
			fit.Reproduced++
			if n != "" {
				fit.Numbered++
			}
		case ok && unnumbered(slug) == full:
			fit.Reproduced++
			fit.Numbered++
		default:
			rest = append(rest, p)
		}
	}
	d.list = rest
	if c, n := d.best(pattern, nil); n >= 5 && 10*n >= len(rest) {
		fit.Second = &c.slugger
		fit.Seconds = n
	}
	return best.slugger, fit
}

func unnumbered(slug string) string { slug, _ = published.CutNumber(slug); return slug }

type candidate struct {
	around  string
	slugger Slugger
}

type detector struct{ list []pair }

// best returns the slugger that makes most of the slugs.
func (d *detector) best(pattern published.Pattern, _ any) (candidate, int) {
	var titles, slugs []string
	for _, p := range d.list {
		if slug, _, ok := pattern.Match(p.path.Text); ok {
			titles = append(titles, p.title)
			slugs = append(slugs, slug)
		}
	}
	var best Slugger
	most := 0
	for _, base := range []Slugger{{}, {Elision: ElisionGlue}, {Elision: ElisionDrop}, {Profile: ProfileWordPress}} {
		full := make([]string, len(titles))
		for i, t := range titles {
			full[i] = base.Slug(t)
		}
		skips := [][]string{nil}
		learnt := published.SkippedWords(full, slugs, isSmall, false, nil)
		for _, sk := range [][]string{learnt, published.SkippedWords(full, slugs, isSmall, true, nil)} {
			if len(sk) > 0 {
				skips = append(skips, sk)
			}
		}
		if len(learnt) > 0 && mode == "union" {
			skips = append(skips, published.SkippedWords(full, slugs, isSmall, false, stops))
		}
		for _, sk := range skips {
			s := base
			s.Skip = sk
			cut := full
			if sk != nil {
				cut = make([]string, len(full))
				for i, f := range full {
					cut[i] = string(skip([]byte(f), 0, sk))
				}
			}
			s.MaxLen = published.LengthLimit(cut, slugs)
			n := 0
			for i, t := range titles {
				if address.Key(s.Slug(t)) == slugs[i] {
					n++
				}
			}
			if n > most || mode == "union" && n == most && len(s.Skip)>len(best.Skip) && len(best.Skip)>0 {
				most, best = n, s
			}
		}
	}
	return candidate{slugger: best}, most
}

var _ = slices.Contains[[]string]

func isSmall(word string) bool {
	_, ok := slices.BinarySearch(stops, word)
	return ok
}

var stops = FrenchStopWords()

var mode = os.Getenv("MODE")
