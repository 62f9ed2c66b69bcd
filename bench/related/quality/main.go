// Quality measures the formula of related articles on judged sets of French news. It
// also measures the formula with other values of its constants; every constant of
// internal/related/scoring was chosen by this program. It scores every article against
// every query without the index, so the results depend on the formula only.
//
//	go run ./related/quality                  # the formula as it is
//	go run ./related/quality -tuning all      # with other values of each constant
//	go run ./related/quality -tuning pairs    # with other values of one constant
//	go run ./related/quality -index           # presse.Index in addition
//	go run ./related/quality -copies          # the cost of folding copies, and the copies left
//	go run ./related/quality -boxes           # boxes that show a text twice, wrong folds
//	go run ./related/quality -folds           # the thresholds for copies and their neighbors
//	go run ./related/quality -calibrate       # scores as shares of relevant answers
//	go run ./related/quality -tasks fresh     # only tasks whose names match
//	go run ./related/quality -runs /tmp/runs  # run files for another evaluator
//
// The constants were tuned on the given queries of rpm2os, osstory and ostags, and on
// feeds. The tasks "fresh …", which ask with other articles and are judged by the same
// rule, and the known items (halves.go) show whether a gain carries over.
//
// The data are read from $PRESSE_DATA, by default ../../shared/data. A difference is
// followed by its standard error over queries or, for rpm2os, over its twenty topics. A
// difference of less than two standard errors is not significant.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"log"
	"os"
	"regexp"
	"slices"
	"strings"
)

func main() {
	tuning := flag.String("tuning", "", "constant to measure with other values, or all")
	runs := flag.String("runs", "", "directory for run files of the formula")
	index := flag.Bool("index", false, "also measure presse.Index")
	least := flag.Float64("min", -1, "MinScore of the queries of presse.Index; 0 is the default floor")
	only := flag.String("tasks", "", "only tasks whose names match this regular expression")
	scores := flag.Bool("calibrate", false, "fit the scores to the share of relevant answers and print how well they match; nothing else")
	copies := flag.Bool("copies", false, "also measure ways to fold copies")
	boxes := flag.Bool("boxes", false, "only count the boxes of all Orange articles that show a text twice")
	folds := flag.Bool("folds", false, "only measure the thresholds for copies with other values")
	more := flag.String("halves", "", "measure only the halves of the articles of these files, separated by commas")
	flag.Parse()
	log.SetFlags(0)

	root := cmp.Or(os.Getenv("PRESSE_DATA"), "../../shared/data")
	for _, only := range []struct {
		asked   bool
		measure func(root string) error
	}{{*boxes, measureBoxes}, {*folds, measureFolds}} {
		if only.asked {
			if err := only.measure(root); err != nil {
				log.Fatal(err)
			}
			return
		}
	}
	open := openSets
	if *more != "" {
		open = func(string) ([]*set, error) { return openHalves(strings.Split(*more, ",")) }
	}
	sets, err := open(root)
	if err != nil {
		log.Fatal(err)
	}
	matching, err := regexp.Compile(*only)
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range sets {
		s.tasks = slices.DeleteFunc(s.tasks, func(t *task) bool { return !matching.MatchString(t.name) })
	}
	sets = slices.DeleteFunc(sets, func(s *set) bool { return len(s.tasks) == 0 })
	if *scores {
		calibrate(sets)
		return
	}
	l := &lab{sets: sets, shipped: map[string]result{}, corpora: map[*set]*corpus{}}
	l.measure("shipped", shipped(), *runs)
	if *index {
		if err := measureIndex(sets, *least); err != nil {
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
	corpora map[*set]*corpus
}

// measure prints a line for each task.
func (l *lab) measure(name string, f formula, runs string) {
	for _, s := range l.sets {
		c := l.corpora[s]
		if c == nil || c.needsOther(f) {
			c = newCorpus(s, f)
			l.corpora[s] = c
		}
		c.formula = f
		for _, t := range s.tasks {
			c.near = t.near
			c.given = t.given
			got := t.judge(c.related)
			line := got.line(name, t)
			if base, ok := l.shipped[t.name]; ok {
				line += "  " + t.difference(got, base)
			} else {
				l.shipped[t.name] = got
			}
			fmt.Println(line)
			if runs != "" {
				if err := t.writeRun(runs, c.related); err != nil {
					log.Fatal(err)
				}
			}
		}
	}
}

// steps returns a variant for each value of a constant.
func steps[T any](values []T, change func(*formula, T)) []variant {
	var vs []variant
	for _, v := range values {
		vs = append(vs, variant{strings.Trim(fmt.Sprint(v), "[]"), func(f *formula) { change(f, v) }})
	}
	return vs
}
