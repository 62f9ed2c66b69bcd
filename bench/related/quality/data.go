package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/presse-go/presse/bench/related/halftags"
)

// An article is a line of a data file.
type article struct {
	ID        string   `json:"id"`
	Lang      string   `json:"lang"`
	Title     string   `json:"title"`
	Body      string   `json:"body"`
	Sections  []string `json:"sections"`
	Tags      []string `json:"tags"`
	Published string   `json:"published"`

	given []string // tags given to the engine, if the task says so
}

// instant returns the time when the article was published, or the zero time if it is
// not known.
func (a *article) instant() time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.Parse(layout, a.Published); err == nil {
			return t
		}
	}
	return time.Time{}
}

// A set is a corpus with its tasks.
type set struct {
	articles []*article
	tasks    []*task
	lang     string // of all articles; French if empty
	groups   []int  // see task
}

// openSets reads the corpora. rpm2os uses all articles, the other tasks those with
// editors' tags, which are hidden except in the task "half, given"; feeds are a corpus
// of their own.
func openSets(root string) ([]*set, error) {
	dir := filepath.Join(root, "related")
	orange, err := readArticles(filepath.Join(dir, "orangesum.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	rpm2, err := readArticles(filepath.Join(dir, "rpm2.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	all := &set{articles: slices.Concat(rpm2, orange)}
	tagged := &set{articles: slices.DeleteFunc(slices.Clone(orange), func(a *article) bool { return len(a.Tags) == 0 })}

	rpm2os, err1 := openTask(dir, "rpm2os", all)
	osstory, err2 := openTask(dir, "osstory", tagged)
	ostags, err3 := openTask(dir, "ostags", tagged)
	for _, err := range []error{err1, err2, err3} {
		if err != nil {
			return nil, err
		}
	}
	story := *osstory
	story.name, story.near = "story+time", true
	all.tasks = []*task{rpm2os}
	tagged.tasks = append([]*task{osstory, &story, ostags}, fresh(tagged, osstory.queries, ostags.queries)...)
	tagged.tasks = append(tagged.tasks, halfTags(tagged, ostags.queries)...)
	short, err1 := feeds(filepath.Join(dir, "rss_2025.jsonl.gz"))
	wikinews, err2 := readArticles(filepath.Join(dir, "wikinews_fr_100.jsonl"))
	arabic, err3 := readArticles(filepath.Join(dir, "yabiladi_ar_sample.jsonl"))
	pairs := filepath.Join(dir, "neardup_pairs_orangesum.tsv")
	var err4, err5 error
	all.groups, err4 = copyGroups(pairs, all.articles)
	tagged.groups, err5 = copyGroups(pairs, tagged.articles)
	if err := cmp.Or(err1, err2, err3, err4, err5); err != nil {
		return nil, err
	}
	var untagged []*article // every third, which are enough
	for i, a := range orange {
		if len(a.Tags) == 0 && i%3 == 0 {
			untagged = append(untagged, a)
		}
	}
	for _, t := range tagged.tasks {
		t.groups = tagged.groups
	}
	return []*set{all, tagged, short,
		halves("untagged", "fr", untagged, 500), halves("wikinews", "fr", wikinews, 100), halves("yabiladi", "ar", arabic, 100)}, nil
}

// fresh returns tasks like osstory and ostags whose queries are articles that are in
// neither. They show whether what was tuned on the given queries carries over.
func fresh(s *set, given ...[]int) []*task {
	const (
		number = 1000
		shared = 0.41   // tags in common, for osstory; nearly all of its judgements follow this rule
		days   = 3 * 24 // hours
	)
	asked := map[int]bool{}
	for _, queries := range given {
		for _, q := range queries {
			asked[q] = true
		}
	}
	var queries []int
	deal := halftags.All(tagsOf(s))
	for i := range s.articles {
		if asked[i] || len(deal.Hidden[i]) < 3 || i%3 == 0 {
			continue
		}
		relevant := 0
		for _, gain := range deal.Gains(i) {
			if gain >= 0.35 {
				relevant++
			}
		}
		if relevant >= 3 {
			queries = append(queries, i)
		}
	}
	slices.SortFunc(queries, func(x, y int) int { return cmp.Compare(hash(s.articles[x].ID), hash(s.articles[y].ID)) })
	tags := taskOf("fresh tags", s, deal, queries[:number])
	story := &task{name: "fresh story", articles: s.articles, gains: map[int]map[int]float64{}}
	for _, q := range queries {
		gains, strong := map[int]float64{}, false
		for i, gain := range deal.Gains(q) {
			if gain < shared {
				continue
			}
			gains[i] = 1
			if s.articles[q].instant().Sub(s.articles[i].instant()).Abs().Hours() <= days {
				gains[i], strong = 2, true
			}
		}
		if strong && len(story.queries) < number {
			story.queries = append(story.queries, q)
			story.gains[q] = gains
		}
	}
	near := *story
	near.name, near.near = "fresh +time", true
	return []*task{story, &near, tags}
}

func readArticles(path string) ([]*article, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := io.Reader(f)
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, err
		}
	}
	var articles []*article
	for dec := json.NewDecoder(bufio.NewReaderSize(r, 1<<20)); dec.More(); {
		a := new(article)
		if err := dec.Decode(a); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		articles = append(articles, a)
	}
	return articles, nil
}

func openTask(dir, name string, s *set) (*task, error) {
	t := &task{name: name, articles: s.articles, gains: map[int]map[int]float64{}}
	number := map[string]int{}
	for i, a := range s.articles {
		number[a.ID] = i
	}
	queries, err := os.ReadFile(filepath.Join(dir, name, "queries.txt"))
	if err != nil {
		return nil, err
	}
	for _, id := range strings.Fields(string(queries)) {
		t.queries = append(t.queries, number[id])
	}
	qrels, err := os.ReadFile(filepath.Join(dir, name, "qrels.tsv"))
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(qrels)) {
		f := strings.Fields(line)
		gain, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			return nil, err
		}
		t.add(number[f[0]], number[f[1]], gain)
	}
	return t, nil
}

// halfTags returns two tasks that judge by the hidden half of the tags of each article.
// One of them gives the other half to the formula.
func halfTags(s *set, queries []int) []*task {
	deal := halftags.Half(tagsOf(s))
	for i, a := range s.articles {
		a.given = deal.Given[i]
	}
	queries = slices.DeleteFunc(slices.Clone(queries), func(q int) bool { return len(deal.Given[q]) == 0 })
	with := taskOf("half, given", s, deal, queries)
	with.given = true
	without := *with
	without.name, without.given = "half, text", false
	return []*task{&without, with}
}

// feeds returns a set of items of newspapers' feeds, which consist of a headline and a
// sentence or two and are judged by the papers' own categories.
func feeds(path string) (*set, error) {
	articles, err := readArticles(path)
	if err != nil {
		return nil, err
	}
	s := &set{articles: articles}
	var queries []int
	for i := 0; i < len(articles); i += 3 {
		queries = append(queries, i)
	}
	s.tasks = []*task{taskOf("feeds", s, halftags.All(tagsOf(s)), queries)}
	return s, nil
}

func tagsOf(s *set) (tags [][]string) {
	for _, a := range s.articles {
		tags = append(tags, a.Tags)
	}
	return tags
}

// taskOf returns a task of the queries that have a relevant answer.
func taskOf(name string, s *set, deal *halftags.Deal, queries []int) *task {
	t := &task{name: name, articles: s.articles, gains: map[int]map[int]float64{}}
	for _, q := range queries {
		gains := deal.Gains(q)
		for i, gain := range gains {
			t.add(q, i, gain)
		}
		if len(gains) > 0 {
			t.queries = append(t.queries, q)
		}
	}
	return t
}
