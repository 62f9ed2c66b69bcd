// Quality prints what the formula of related articles is worth on the judged
// sets of French news, and what each of its constants would give at its
// neighbouring values: every constant of internal/related/scoring was chosen by this
// program. It scores every article against every query, without the index, so
// that it judges the formula and nothing else.
//
//	go run ./related/quality                  # the shipped formula
//	go run ./related/quality -tuning all      # and each constant's neighbours
//	go run ./related/quality -tuning pairs    # one constant's neighbours
//	go run ./related/quality -index           # presse.Index beside it
//	go run ./related/quality -copies          # what folding copies costs, and which are left
//	go run ./related/quality -runs /tmp/runs  # run files, for another evaluator
//
// The data are those of $PRESSE_DATA (../../shared/data when that is not set).
// A difference is followed by its standard error, over queries or, for the
// twenty topics of rpm2os, over topics: less than two of them is chance.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"
)

func main() {
	tuning := flag.String("tuning", "", "constant whose neighbours to measure, or all")
	runs := flag.String("runs", "", "folder to write run files of the shipped formula to")
	index := flag.Bool("index", false, "measure presse.Index as well")
	copies := flag.Bool("copies", false, "measure ways to fold copies as well")
	flag.Parse()
	log.SetFlags(0)

	sets, err := openSets(cmp.Or(os.Getenv("PRESSE_DATA"), "../../shared/data"))
	if err != nil {
		log.Fatal(err)
	}
	l := &lab{sets: sets, shipped: map[string]result{}}
	l.measure("shipped", shipped(), *runs)
	if *index {
		if err := measureIndex(sets); err != nil {
			log.Fatal(err)
		}
	}
	if *copies {
		if err := measureCopies(sets); err != nil {
			log.Fatal(err)
		}
	}
	for _, t := range tunings() {
		if *tuning != "all" && *tuning != t.name {
			continue
		}
		fmt.Printf("\n%s: %s\n", t.name, t.question)
		for _, v := range t.variants {
			f := shipped()
			v.change(&f)
			l.measure(v.name, f, "")
		}
	}
}

// A lab measures formulas on all sets.
type lab struct {
	sets    []*set
	shipped map[string]result
	corpus  corpus
}

// measure prints a line for each task.
func (l *lab) measure(name string, f formula, runs string) {
	for _, s := range l.sets {
		if l.corpus.set != s || l.corpus.needsOther(f) {
			l.corpus = newCorpus(s, f)
		}
		l.corpus.formula = f
		for _, t := range s.tasks {
			l.corpus.near = t.near
			l.corpus.given = t.given
			got := t.judge(l.corpus.related)
			line := got.line(name, t)
			if base, ok := l.shipped[t.name]; ok {
				line += "  " + t.difference(got, base)
			} else {
				l.shipped[t.name] = got
			}
			fmt.Println(line)
			if runs != "" {
				if err := t.writeRun(runs, l.corpus.related); err != nil {
					log.Fatal(err)
				}
			}
		}
	}
}

// Steps of a constant, as variants.
func steps[T any](values []T, change func(*formula, T)) []variant {
	var vs []variant
	for _, v := range values {
		vs = append(vs, variant{strings.Trim(fmt.Sprint(v), "[]"), func(f *formula) { change(f, v) }})
	}
	return vs
}
