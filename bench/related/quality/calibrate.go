package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/related"
	"github.com/presse-go/presse/internal/related/scoring"
)

// An asking is a part of an article that asks for related articles.
type asking struct {
	name string
	text func(headline, body string) scoring.Text
}

var askings = []asking{
	{"article", func(headline, body string) scoring.Text { return scoring.Text{Headline: headline, Body: body} }},
	{"headline + lead", func(headline, body string) scoring.Text {
		lead, _, _ := strings.Cut(body, "\n\n")
		return scoring.Text{Headline: headline, Body: lead}
	}},
	{"headline", func(headline, _ string) scoring.Text { return scoring.Text{Headline: headline} }},
	{"three words", func(headline, _ string) scoring.Text {
		var words []string
		for w := range scoring.Words(scoring.Text{Headline: headline}) {
			if s := string(w.Folded); !w.Common && len(words) < 3 && !slices.Contains(words, s) {
				words = append(words, s)
			}
		}
		return scoring.Text{Headline: strings.Join(words, " ")}
	}},
}

// A judged is one of the first four answers to a question.
type judged struct {
	evidence scoring.Evidence
	relevant bool
	gain     float64
}

// calibrate fits the constants of scoring.Evidence.Share to one half of the queries of
// ostags, and prints the share of relevant answers by score for the other half and for
// queries on which nothing was tuned.
func calibrate(sets []*set) {
	var fitted []judged
	type row struct {
		name    string
		answers []judged
	}
	var rows []row
	for _, s := range sets {
		if s.tasks[0].known {
			knownAbove(s)
			continue
		}
		var c *corpus
		for _, t := range s.tasks {
			if t.name != "ostags" && t.name != "fresh tags" {
				continue
			}
			if c == nil {
				c = newCorpus(s, shipped())
				c.formula = shipped()
			}
			for _, c.near = range []bool{false, true} {
				focus := "background"
				if c.near {
					focus = "story"
				}
				for _, ask := range askings {
					r := row{name: fmt.Sprintf("%-11s %-11s %-16s", t.name, focus, ask.name)}
					for _, q := range t.queries {
						a := s.articles[q]
						answers := c.evidence(t, q, ask.text(related.Text(a.Title), related.Text(a.Body)))
						if t.name == "ostags" && half(a.ID) == 0 {
							fitted = append(fitted, answers...)
						} else {
							r.answers = append(r.answers, answers...)
						}
					}
					rows = append(rows, r)
				}
			}
		}
	}
	if len(fitted) == 0 {
		return
	}
	fmt.Printf("fitted constants: %.2f\n", fit(fitted))
	fmt.Println("answers of four with at least a score, and the share of relevant ones among them:")
	for _, r := range rows {
		fmt.Print(r.name)
		for _, least := range []float64{0, 0.1, 0.2, 0.25, 0.3, 0.5} {
			n, relevant := 0, 0
			for _, j := range r.answers {
				if j.evidence.Share() >= least {
					n++
					if j.relevant {
						relevant++
					}
				}
			}
			fmt.Printf("  %.2f: %.2f %3.0f %%", least, 4*float64(n)/float64(len(r.answers)), percent(relevant, n))
		}
		fmt.Println()
	}
	fmt.Println("share of relevant answers, in percent, for scores from 0, 0.1, …, 0.9; those judged at all; number of answers")
	for _, r := range rows {
		fmt.Print(r.name)
		var n, relevant, any [10]int
		for _, j := range r.answers {
			i := min(9, int(10*j.evidence.Share()))
			n[i]++
			if j.relevant {
				relevant[i]++
			}
			if j.gain > 0 {
				any[i]++
			}
		}
		for i := range n {
			if n[i] < 30 {
				fmt.Print("       -       ")
				continue
			}
			fmt.Printf(" %3.0f %3.0f %5d |", percent(relevant[i], n[i]), percent(any[i], n[i]), n[i])
		}
		fmt.Println()
	}
}

// knownAbove prints, for each floor, the share of known items among the first four
// answers, and the number of these answers.
func knownAbove(s *set) {
	c := newCorpus(s, shipped())
	c.formula = shipped()
	for _, t := range s.tasks {
		var all []judged
		for _, q := range t.queries {
			all = append(all, c.evidence(t, q, scoring.Text{Lang: cmp.Or(s.lang, "fr"), Body: s.articles[q].Body})...)
		}
		fmt.Printf("%-40s", t.name)
		for _, least := range []float64{0, 0.05, 0.1, 0.15, 0.2, 0.25} {
			n, found := 0, 0
			for _, j := range all {
				if j.evidence.Share() >= least {
					n++
					if j.relevant {
						found++
					}
				}
			}
			fmt.Printf("  %.2f: %.2f %3.0f %%", least, float64(n)/float64(len(t.queries)), percent(found, len(t.queries)))
		}
		fmt.Println()
	}
}

// evidence returns the first four answers to a text.
func (c *corpus) evidence(t *task, query int, text scoring.Text) (all []judged) {
	c.weigh()
	q := c.askText(text)
	hits := c.timed(query, c.answer(query, q))
	near := c.formula.background
	if c.near {
		near = c.formula.story
	}
	for _, h := range hits[:min(4, len(hits))] {
		gain := t.gains[query][int(h.doc)]
		all = append(all, judged{scoring.Evidence{Value: h.score * q.self / q.sum, Terms: q.terms, Near: near}, gain >= 0.35, gain})
	}
	return all
}

// fit returns the six constants of a logistic regression, by Newton's method.
func fit(answers []judged) (w [6]float64) {
	for range 12 {
		var gradient [6]float64
		var hessian [6][7]float64
		for _, j := range answers {
			value, terms := math.Log(j.evidence.Value), math.Log(float64(j.evidence.Terms))
			x := [6]float64{1, value, terms, -1 / float64(j.evidence.Terms), -value * terms, -math.Log1p(j.evidence.Near)}
			z := 0.0
			for i := range x {
				z += w[i] * x[i]
			}
			p := 1 / (1 + math.Exp(-z))
			r := -p
			if j.relevant {
				r++
			}
			for i := range x {
				gradient[i] += r * x[i]
				for k := range x {
					hessian[i][k] += p * (1 - p) * x[i] * x[k]
				}
			}
		}
		for i := range gradient {
			hessian[i][6] = gradient[i]
		}
		for i := range hessian { // Gauss-Jordan elimination; the matrix is positive definite
			for k := range hessian {
				if k == i {
					continue
				}
				factor := hessian[k][i] / hessian[i][i]
				for l := range hessian[k] {
					hessian[k][l] -= factor * hessian[i][l]
				}
			}
		}
		for i := range w {
			w[i] += hessian[i][6] / hessian[i][i]
		}
	}
	return w
}
