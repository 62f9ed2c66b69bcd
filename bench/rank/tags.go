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

// tags prints how many of the first five keywords of an article whose tags are hidden are
// among the editors' tags, beside the five words with the greatest TF-IDF. The archive is
// all other articles with tags. The constants of the suggestions were chosen on the first
// half of the articles, by the hash of their IDs.
func tags() error {
	all, err := archive.Read("orangesum.jsonl.gz")
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(a *presse.Article) bool { return len(a.Tags) == 0 })
	var with, untagged rank.Counts // all articles; the same without their tags
	tagged, bare := make([]rank.Digest, len(all)), make([]rank.Digest, len(all))
	for i, a := range all {
		hidden := *a
		hidden.Tags = nil
		var err1, err2 error
		tagged[i], err1 = rank.NewDigest(a, presse.IndexOptions{})
		bare[i], err2 = rank.NewDigest(&hidden, presse.IndexOptions{})
		if err := cmp.Or(err1, err2, with.Add(tagged[i]), untagged.Add(bare[i])); err != nil {
			return err
		}
	}
	fmt.Println("of the first five, editors' tags:   tuned half  other half")
	for _, m := range []struct {
		name string
		pick func(i int) ([]string, error)
	}{
		{"TF-IDF", func(i int) ([]string, error) { return tfidf(all[i], bare[i], &with), nil }},
		{"Keywords", func(i int) ([]string, error) { return firstFive(bare[i], &with) }},
		{"Keywords, in an archive without tags", func(i int) ([]string, error) { return firstFive(bare[i], &untagged) }},
	} {
		var right, number [2]float64
		for i, a := range all {
			if err := with.Remove(tagged[i]); err != nil {
				return err
			}
			got, err := m.pick(i)
			if err := cmp.Or(err, with.Add(tagged[i])); err != nil {
				return err
			}
			half := half(a.ID)
			number[half] += 5
			for _, g := range got {
				if slices.ContainsFunc(a.Tags, func(tag string) bool { return strings.Join(words(tag), " ") == g }) {
					right[half]++
				}
			}
		}
		fmt.Printf("%-36s %9.1f %% %9.1f %%\n", m.name, 100*right[0]/number[0], 100*right[1]/number[1])
	}
	return nil
}

func half(id string) int {
	h := fnv.New32a()
	h.Write([]byte(id))
	return int(h.Sum32() & 1)
}

func firstFive(d rank.Digest, f rank.Frequencies) (texts []string, err error) {
	keywords, err := d.Keywords(5, f)
	for _, k := range keywords {
		texts = append(texts, strings.TrimPrefix(k.Text, "#"))
	}
	return texts, err
}

// words returns the words of a text as a digest compares them.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(presse.Fold(s)), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
}

// tfidf returns the five words of a digest with the greatest TF-IDF in the article.
func tfidf(a *presse.Article, d rank.Digest, f rank.Frequencies) []string {
	weights := map[string]float64{}
	for term := range d.Terms() {
		if !strings.HasPrefix(term, "/") {
			weights[term] = 0
		}
	}
	for _, w := range words(a.Headline + " " + a.Body) {
		if _, ok := weights[w]; ok {
			weights[w]++
		}
	}
	var all []string
	for w := range weights {
		weights[w] *= math.Log(float64(f.Articles()+1) / float64(f.Of(w)+1))
		all = append(all, w)
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(cmp.Compare(weights[b], weights[a]), cmp.Compare(a, b)) })
	return all[:min(5, len(all))]
}
