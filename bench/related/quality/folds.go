package main

import (
	"fmt"
	"hash/fnv"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/internal/related/scoring"
)

// A fold is a pair of texts that may be copies of each other.
type fold struct {
	share, worth            float64
	words, theirWords, both int
	apart                   int64
	containment             float64 // of all phrases of the bodies
	half                    int     // 0 for choosing constants, 1 for checking them
}

// folds returns the pairs of an article and its first forty answers, and the given pairs
// of near-copies, that share a fifth of their phrases or may be copies by their sketches.
func (b *boxes) folds() ([]fold, error) {
	pairs := map[[2]string]bool{}
	for p := range b.copies {
		pairs[p] = true
	}
	for _, a := range b.articles {
		matches, err := b.index.RelatedTo(a.ID, presse.Query{Desk: true, Limit: 40, Copies: true, MinScore: -1})
		if err != nil {
			return nil, err
		}
		for _, m := range matches {
			pairs[pairOf(a.ID, m.ID)] = true
		}
	}
	var analyzer scoring.Analyzer
	known := map[string]*text{}
	of := func(id string) *text {
		if known[id] == nil {
			known[id] = newText(b.byID[id], &analyzer)
		}
		return known[id]
	}
	var all []fold
	for p := range pairs {
		x, y := of(p[0]), of(p[1])
		f := fold{containment: conformance.Containment(x.body, y.body), apart: x.apart(y)}
		f.share, f.worth = scoring.SharedPhrases(x.sketch, y.sketch)
		if f.containment < 0.2 && !scoring.MaybeCopies(f.share, f.worth) {
			continue
		}
		f.words, f.theirWords, f.both = len(x.words), len(y.words), both(x, y)
		h := fnv.New32a()
		h.Write([]byte(p[0] + p[1]))
		f.half = int(h.Sum32() & 1)
		all = append(all, f)
	}
	return all, nil
}

// measureFolds prints, for the thresholds of scoring and for their neighbors, how many
// near-copies are missed and how many pairs are folded wrongly, on each half of the
// pairs: those that share less than 0.35 of their phrases or are a year apart.
func measureFolds(root string) error {
	b, err := openBoxes(root)
	if err != nil {
		return err
	}
	all, err := b.folds()
	if err != nil {
		return err
	}
	show := func(name string, copies func(*fold) bool) {
		var near, missed, folded, wrong [2]int
		for i := range all {
			f := &all[i]
			is := copies(f)
			if is {
				folded[f.half]++
			}
			switch {
			case f.containment >= 0.5:
				near[f.half]++
				if !is {
					missed[f.half]++
				}
			case is && (f.containment < 0.35 || f.apart >= 365*24*3600):
				wrong[f.half]++
			}
		}
		fmt.Printf("%-22s missed %d of %d near-copies, %d of %d folded wrongly; other half: %d of %d, %d of %d\n",
			name, missed[0], near[0], wrong[0], folded[0], missed[1], near[1], wrong[1], folded[1])
	}
	show("shipped", func(f *fold) bool {
		return scoring.Copies(f.share, f.worth, f.words, f.theirWords, f.both, f.apart)
	})
	for _, v := range []struct {
		name   string
		values []float64
		set    func(*thresholds, float64)
	}{
		{"copyShare", []float64{0.435, 0.445, 0.455, 0.465, 0.475}, func(t *thresholds, v float64) { t.share = v }},
		{"yearShare", []float64{0, 0.13, 0.26, 0.39}, func(t *thresholds, v float64) { t.year = v }},
		{"briefShare", []float64{0, 0.035, 0.07, 0.14, 0.28}, func(t *thresholds, v float64) { t.brief = v }},
		{"copyWords", []float64{0.45, 0.5, 0.55, 0.6, 0.65}, func(t *thresholds, v float64) { t.words = v }},
		{"wordsWorth", []float64{0, 5, 10, 20, 40}, func(t *thresholds, v float64) { t.worth = v }},
		{"briefPart", []float64{1, 3, 6, 100}, func(t *thresholds, v float64) { t.part = v }},
	} {
		for _, value := range v.values {
			t := thresholds{0.455, 0.26, 0.07, 0.55, 10, 6}
			v.set(&t, value)
			show(fmt.Sprintf("%s %v", v.name, value), t.copies)
		}
	}
	return nil
}

// thresholds are the constants of scoring.Copies.
type thresholds struct{ share, year, brief, words, worth, part float64 }

func (t thresholds) copies(f *fold) bool {
	shorter, longer := float64(min(f.words, f.theirWords)), float64(max(f.words, f.theirWords))
	w := float64(f.both) / (shorter + 1)
	byWords := w * w * w * min(1, t.part*shorter/(longer+1))
	need := t.share + t.year*min(1, float64(f.apart)/(365*24*3600)) + t.brief*(1-shorter/max(1, longer))
	return w >= t.words && f.share*f.worth+t.worth*byWords >= need*(f.worth+t.worth)
}
