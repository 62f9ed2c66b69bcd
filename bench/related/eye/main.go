// Eye prints related boxes of random articles, to be judged by somebody who reads them
// as the reader of a page would, and counts such verdicts.
//
//	cd bench && go run ./related/eye -n 40 -seed 15
//	cd bench && go run ./related/eye -count
//
// The articles are drawn at random, with a seed, from those of Orange Actu. A box has
// the answers of the default query at the time of the latest article, four at most, asked
// with the whole article.
//
// A verdict is a line of a table: the ID of the article asked with, that of the answer,
// one of the words good, fair and wrong, and a reason in a few words. An answer is good if
// an editor would have chosen it, fair if he would leave it, and wrong if he would remove
// it: another subject in the same words, a text that the reader has just read, an answer
// that is worse than none. -count asks again, so a verdict on an answer that is no longer
// given does not count, and an answer without a verdict is reported.
//
// verdicts.tsv has the boxes of seed 15. The other tables are named after their seeds.
// They have the answers before and after a change of the formula, judged together, in
// mixed order and without their scores, by somebody who saw only headlines and beginnings:
// what he would remove is more than in verdicts.tsv. On 101, which has further answers as
// well, the change was tuned; on 202 and 303 nothing was. verdicts-404.tsv has only the
// answers after it, judged by an editor who had seen neither the code nor scores. Before
// the change, -count printed
//
//	101: 50 boxes, 200 answers: 85 good, 60 fair, 55 wrong (27.5 %)
//	202: 40 boxes, 160 answers: 57 good, 50 fair, 53 wrong (33.1 %)
//	303: 39 boxes, 153 answers: 52 good, 49 fair, 52 wrong (34.0 %)
package main

import (
	"bufio"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"math/rand/v2"
	"os"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
)

//go:embed verdicts*.tsv
var verdicts embed.FS

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 40, "number of boxes")
	seed := flag.Uint64("seed", 15, "seed of the choice of articles")
	count := flag.Bool("count", false, "count the verdicts instead of printing boxes")
	least := flag.Float64("min", 0, "MinScore of the queries")
	part := flag.Float64("part", 0, "with -count, leave out answers with less than this part of the best score")
	flag.Parse()
	if err := run(*n, *seed, *count, *least, *part); err != nil {
		log.Fatal(err)
	}
}

func run(n int, seed uint64, count bool, least, part float64) error {
	articles, err := archive.Read("orangesum.jsonl.gz")
	if err != nil {
		return err
	}
	a := newAsker(articles)
	a.query.MinScore, a.part = least, part
	if err := a.index.Put(articles...); err != nil {
		return err
	}
	if count {
		return a.countAll(os.Stdout)
	}
	w := bufio.NewWriter(os.Stdout)
	r := rand.New(rand.NewPCG(seed, 0))
	for range n {
		if err := a.print(w, articles[r.IntN(len(articles))].ID); err != nil {
			return err
		}
	}
	return w.Flush()
}

// An asker asks for the boxes of articles.
type asker struct {
	index *presse.Index
	byID  map[string]*presse.Article
	query presse.Query
	part  float64 // of the best score that an answer must have to be counted
}

func newAsker(articles []*presse.Article) *asker {
	a := &asker{index: presse.NewIndex(presse.IndexOptions{}), byID: map[string]*presse.Article{}}
	for _, b := range articles {
		a.byID[b.ID] = b
		if b.Published.After(a.query.At) {
			a.query.At = b.Published
		}
	}
	return a
}

// print prints the box of an article.
func (a *asker) print(w *bufio.Writer, id string) error {
	matches, err := a.index.RelatedTo(id, a.query)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "# %s\n%s\n", id, a.describe(id, 900))
	for i, m := range matches {
		fmt.Fprintf(w, "\n  %d. %s (score %.2f)\n  %s\n  why: %v\n", i+1, m.ID, m.Score, strings.ReplaceAll(a.describe(m.ID, 500), "\n", "\n  "), m.Why)
	}
	fmt.Fprintln(w)
	return nil
}

func (a *asker) describe(id string, length int) string {
	b := a.byID[id]
	text := presse.PlainText(b.Body)
	if len(text) > length {
		text = strings.ToValidUTF8(text[:length], "") + "…"
	}
	return fmt.Sprintf("%s, %s\n%s\n%s", b.Published.Format("2006-01-02"), strings.Join(b.Sections, ", "), b.Headline, text)
}

// countAll counts the verdicts of each table.
func (a *asker) countAll(w *os.File) error {
	tables, err := fs.Glob(verdicts, "*.tsv")
	if err != nil {
		return err
	}
	for _, name := range tables {
		table, err := verdicts.ReadFile(name)
		if err != nil {
			return err
		}
		fmt.Fprintln(w, name)
		if err := a.count(w, string(table)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// count prints how many of the answers are good, fair and wrong.
func (a *asker) count(w *os.File, table string) error {
	type answer struct{ asked, given string }
	verdict := map[answer]string{}
	var asked []string
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) < 4 || f[2] != "good" && f[2] != "fair" && f[2] != "wrong" {
			return fmt.Errorf("invalid line %q", line)
		}
		if len(asked) == 0 || asked[len(asked)-1] != f[0] {
			asked = append(asked, f[0])
		}
		verdict[answer{f[0], f[1]}] = f[2]
	}
	if len(asked) == 0 {
		return errors.New("no verdicts")
	}
	counts, answers := map[string]int{}, 0
	for _, id := range asked {
		matches, err := a.index.RelatedTo(id, a.query)
		if err != nil {
			return err
		}
		for _, m := range matches {
			if m.Score < a.part*matches[0].Score {
				continue
			}
			answers++
			v := verdict[answer{id, m.ID}]
			if v == "" {
				v = "without a verdict"
				fmt.Fprintf(w, "no verdict on %s as an answer to %s\n", m.ID, id)
			}
			counts[v]++
		}
	}
	fmt.Fprintf(w, "%d boxes, %d answers: %d good, %d fair, %d wrong (%.1f %%), %d without a verdict\n", len(asked), answers,
		counts["good"], counts["fair"], counts["wrong"], 100*float64(counts["wrong"])/float64(answers), counts["without a verdict"])
	return nil
}
