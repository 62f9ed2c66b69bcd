package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
)

// A task is a list of queries with judged answers.
type task struct {
	name      string
	articles  []*article
	queries   []int
	gains     map[int]map[int]float64 // by query and answer
	fractions bool                    // gains are shares, not grades
	near      bool                    // count closeness in time
	given     bool                    // give the given tags to the formula
	known     bool                    // each query has one right answer
	groups    []int                   // by article: the number of its group of copies; nil if every text is different
}

func (t *task) add(query, answer int, gain float64) {
	if gain != math.Trunc(gain) {
		t.fractions = true
	}
	if t.gains[query] == nil {
		t.gains[query] = map[int]float64{}
	}
	t.gains[query][answer] = gain
}

// The measures of the quality of answers.
const (
	nDCG5 = iota
	nDCG10
	p4
	map50
	reader5 // nDCG@5 by the reader's measure
	mrr     // of the reciprocal rank
	measures
)

// A result holds the measures of each query.
type result [][measures]float64

func (r result) mean(measure int) float64 {
	sum := 0.0
	for _, m := range r {
		sum += m[measure]
	}
	return sum / float64(len(r))
}

// of returns the mean for the queries in one half.
func (r result) of(t *task, which, measure int) float64 {
	sum, n := 0.0, 0
	for i, m := range r {
		if half(t.articles[t.queries[i]].ID) == which {
			sum += m[measure]
			n++
		}
	}
	return sum / float64(max(1, n))
}

// line formats the means. Those of the reader's measure are also formatted for each of
// two halves of the queries.
func (r result) line(name string, t *task) string {
	if t.known {
		return fmt.Sprintf("%-22s %-11s MRR %.4f", name, t.name, r.mean(mrr))
	}
	line := fmt.Sprintf("%-22s %-11s nDCG@5 %.4f  nDCG@10 %.4f  P@4 %.4f  MAP@50 %.4f",
		name, t.name, r.mean(nDCG5), r.mean(nDCG10), r.mean(p4), r.mean(map50))
	if t.groups != nil {
		line += fmt.Sprintf("  reader's nDCG@5 %.4f (%.4f, %.4f)", r.mean(reader5), r.of(t, 0, reader5), r.of(t, 1, reader5))
	}
	return line
}

// depth is the number of answers that are judged.
const depth = 50

// judge measures the answers, best first, that related returns for each query.
func (t *task) judge(related func(query int) []int32) result {
	var r result
	for _, q := range t.queries {
		answers := related(q)
		answers = answers[:min(depth, len(answers))]
		m := t.judgeOne(t.gains[q], answers)
		if t.groups != nil {
			gains, groups := t.asRead(q, answers)
			m[reader5] = t.judgeOne(gains, groups)[nDCG5]
		}
		r = append(r, m)
	}
	return r
}

func (t *task) judgeOne(gains map[int]float64, answers []int32) (m [measures]float64) {
	worth := func(gain float64) float64 {
		if t.fractions {
			return gain
		}
		return math.Exp2(gain) - 1
	}
	relevant := func(gain float64) bool {
		if t.fractions {
			return gain >= 0.35
		}
		return gain > 0
	}
	var ideal []float64
	all := 0
	for _, gain := range gains {
		ideal = append(ideal, -worth(gain))
		if relevant(gain) {
			all++
		}
	}
	slices.Sort(ideal)
	nDCG := func(k int) float64 {
		got, best := 0.0, 0.0
		for i := range k {
			if i < len(answers) {
				got += worth(gains[int(answers[i])]) / math.Log2(float64(i+2))
			}
			if i < len(ideal) {
				best -= ideal[i] / math.Log2(float64(i+2))
			}
		}
		if best == 0 {
			return 0
		}
		return got / best
	}
	m[nDCG5], m[nDCG10] = nDCG(5), nDCG(10)
	if i := slices.IndexFunc(answers, func(a int32) bool { return relevant(gains[int(a)]) }); i >= 0 {
		m[mrr] = 1 / float64(i+1)
	}
	hits, precision := 0.0, 0.0
	for i, a := range answers {
		if !relevant(gains[int(a)]) {
			continue
		}
		hits++
		precision += hits / float64(i+1)
		if i < 4 {
			m[p4] += 0.25
		}
	}
	if all > 0 {
		m[map50] = precision / float64(min(all, depth))
	}
	return m
}

// difference formats the gain in the reader's nDCG@5, or in the measure that the task has
// instead, and its standard error. Queries of one rpm2
// topic are not independent, so they are grouped.
func (t *task) difference(got, base result) string {
	measure := nDCG5
	switch {
	case t.known:
		measure = mrr
	case t.groups != nil:
		measure = reader5
	}
	gain := got.mean(measure) - base.mean(measure)
	groups := map[string]float64{}
	for i, q := range t.queries {
		group := t.articles[q].ID
		if t.name == "rpm2os" {
			group = group[:len("T01")]
		}
		groups[group] += got[i][measure] - base[i][measure] - gain
	}
	sum := 0.0
	for _, g := range groups {
		sum += g * g
	}
	return fmt.Sprintf("%+.4f ± %.4f", gain, math.Sqrt(sum)/float64(len(got)))
}

// writeRun writes lines of the form "query<TAB>answer", best answers first.
func (t *task) writeRun(dir string, related func(query int) []int32) error {
	f, err := os.Create(filepath.Join(dir, t.name+".tsv"))
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	for _, q := range t.queries {
		answers := related(q)
		for _, a := range answers[:min(depth, len(answers))] {
			fmt.Fprintf(w, "%s\t%s\n", t.articles[q].ID, t.articles[a].ID)
		}
	}
	return w.Flush()
}
