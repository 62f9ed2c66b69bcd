package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// An article is one line of a data file.
type article struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Body      string   `json:"body"`
	Sections  []string `json:"sections"`
	Tags      []string `json:"tags"`
	Published string   `json:"published"`

	given  []string // tags that a task gives
	hidden []string // tags that it judges by
}

// instant returns when the article was published, zero when that is not known.
func (a *article) instant() time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.Parse(layout, a.Published); err == nil {
			return t
		}
	}
	return time.Time{}
}

// A set is a corpus and the tasks on it.
type set struct {
	articles []*article
	tasks    []*task
}

// openSets reads the two corpora: rpm2os on all articles, the others on those
// with editors' tags, which are hidden except from the task "halftags".
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
	tagged.tasks = append([]*task{osstory, &story, ostags}, halfTags(tagged, ostags.queries)...)
	return []*set{all, tagged}, nil
}

func readArticles(path string) ([]*article, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	zr, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var articles []*article
	for dec := json.NewDecoder(bufio.NewReaderSize(zr, 1<<20)); dec.More(); {
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

// halfTags makes two tasks that judge by the hidden half of each article's
// tags: one gives the other half to the formula, one gives nothing. The gain is
// the overlap of the hidden tags, each weighted by its rarity, from a fifth up.
// Tags are dealt by their hash, so that a tag is mostly given or mostly hidden:
// what is judged by is not what was given.
func halfTags(s *set, queries []int) []*task {
	frequency := map[string]int{}
	for _, a := range s.articles {
		var tags []string
		for _, t := range a.Tags {
			tags = append(tags, strings.ToLower(t))
		}
		slices.SortFunc(tags, func(x, y string) int { return int(tagHash(x)) - int(tagHash(y)) })
		tags = slices.Compact(tags)
		half := (len(tags) + 1) / 2
		a.hidden, a.given = tags[:half], tags[half:]
		for _, t := range a.hidden {
			frequency[t]++
		}
	}
	rarity := func(tag string) float64 { return math.Log(float64(len(s.articles)) / float64(frequency[tag])) }
	with := &task{name: "half, given", articles: s.articles, gains: map[int]map[int]float64{}, given: true}
	for _, q := range queries {
		asked := s.articles[q]
		if len(asked.given) == 0 {
			continue
		}
		for i, a := range s.articles {
			shared, union := 0.0, 0.0
			for _, t := range a.hidden {
				union += rarity(t)
				if slices.Contains(asked.hidden, t) {
					shared += rarity(t)
				}
			}
			if i == q || shared == 0 {
				continue
			}
			for _, t := range asked.hidden {
				if !slices.Contains(a.hidden, t) {
					union += rarity(t)
				}
			}
			if shared/union >= 0.2 {
				with.add(q, i, shared/union)
			}
		}
		if len(with.gains[q]) > 0 {
			with.queries = append(with.queries, q)
		}
	}
	without := *with
	without.name, without.given = "half, text", false
	return []*task{&without, with}
}

func tagHash(s string) uint16 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return uint16(h.Sum32() >> 8)
}
