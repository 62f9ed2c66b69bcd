package main

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/presse-go/presse"
)

// Peers holds the counts of words that textbook formulas need. Words are compared as
// presse.SearchKey spells them: without accents and case, and with Arabic letters in one
// spelling. There are no stems and no small words to leave out.
type peers struct {
	t     *task
	docs  []map[int32]float64 // by text: the number of occurrences of each word
	lens  []float64           // by text: the number of its words
	mean  float64
	lists [][]int32 // by word: the texts that contain it
}

func newPeers(t *task) *peers {
	p := &peers{t: t}
	numbers := map[string]int32{}
	for i, a := range t.texts {
		words := strings.Fields(presse.SearchKey(a.Headline + " " + a.Body))
		counts := make(map[int32]float64, len(words))
		for _, w := range words {
			n, known := numbers[w]
			if !known {
				n = int32(len(numbers))
				numbers[w] = n
				p.lists = append(p.lists, nil)
			}
			if counts[n]++; counts[n] == 1 {
				p.lists[n] = append(p.lists[n], int32(i))
			}
		}
		p.docs = append(p.docs, counts)
		p.lens = append(p.lens, float64(len(words)))
		p.mean += float64(len(words)) / float64(len(t.texts))
	}
	return p
}

// A formula returns what a word adds to a score, given its number of occurrences in the
// question and in the text, the number of texts, the number of texts that contain the
// word, and the length of the text relative to the mean.
type formula struct {
	weight    func(asked, found, texts, containing, length float64) float64
	normalize bool // divide by the length of the vector of the text
}

// tfidf is the cosine of the angle between vectors of log frequency × log rarity.
var tfidf = formula{
	weight: func(asked, found, texts, containing, _ float64) float64 {
		rarity := math.Log(texts / containing)
		return (1 + math.Log(asked)) * (1 + math.Log(found)) * rarity * rarity
	},
	normalize: true,
}

// bm25 is the formula of Robertson and others (1994) with the customary constants. Each
// occurrence of a word in the question counts.
var bm25 = formula{
	weight: func(asked, found, texts, containing, length float64) float64 {
		const k1, b = 1.2, 0.75
		rarity := math.Log1p((texts - containing + 0.5) / (containing + 0.5))
		return asked * rarity * found * (k1 + 1) / (found + k1*(1-b+b*length))
	},
}

// ranks returns the rank of the answer to each question, or 0 if it is lower than depth.
func (p *peers) ranks(f formula) (ranks []int) {
	texts := float64(len(p.docs))
	norms := make([]float64, len(p.docs))
	for i, counts := range p.docs {
		norms[i] = 1
		if f.normalize {
			sum := 0.0
			for _, word := range sorted(counts) {
				n := counts[word]
				sum += f.weight(n, n, texts, float64(len(p.lists[word])), 1)
			}
			norms[i] = math.Sqrt(max(sum, math.SmallestNonzeroFloat64))
		}
	}
	scores := make([]float64, len(p.docs))
	for _, q := range p.t.questions {
		clear(scores)
		for _, word := range sorted(p.docs[q.asked]) {
			asked := p.docs[q.asked][word]
			for _, i := range p.lists[word] {
				scores[i] += f.weight(asked, p.docs[i][word], texts, float64(len(p.lists[word])), p.lens[i]/p.mean)
			}
		}
		for i := range scores {
			scores[i] = math.Round(scores[i]/norms[i]*1e9) / 1e9
		}
		rank := 1
		wanted := scores[q.wanted]
		for i, s := range scores {
			if i != q.asked && (s > wanted || s == wanted && p.t.texts[i].ID < p.t.texts[q.wanted].ID) { // as presse orders equal scores
				rank++
			}
		}
		if rank > depth || wanted == 0 {
			rank = 0
		}
		ranks = append(ranks, rank)
	}
	return ranks
}

// sorted returns the words of a text in a fixed order, so that sums are the same in each
// run.
func sorted(counts map[int32]float64) []int32 {
	words := make([]int32, 0, len(counts))
	for w := range counts {
		words = append(words, w)
	}
	slices.SortFunc(words, cmp.Compare[int32])
	return words
}
