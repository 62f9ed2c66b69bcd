package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse"
)

// An article is a line of a set.
type article struct {
	Title string      `json:"title"`
	Body  string      `json:"body"`
	Lang  presse.Lang `json:"lang"`
}

// readArticles reads a set, which may be compressed.
func readArticles(path string) ([]article, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	buffered := bufio.NewReaderSize(f, 1<<20)
	var in io.Reader = buffered
	if magic, _ := buffered.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		if in, err = gzip.NewReader(buffered); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	var articles []article
	for dec := json.NewDecoder(in); dec.More(); {
		var a article
		if err := dec.Decode(&a); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		articles = append(articles, a)
	}
	return articles, nil
}

// A task is a set of texts with questions whose answers are known.
type task struct {
	texts     []*presse.Article
	questions []question
}

// A question is a part of an article. It asks for the other part. The values are indexes
// of task.texts.
type question struct{ asked, wanted int }

// minSentences is the number of sentences that an article must have to be used. Half of a
// shorter one may consist of two sentences about something else.
const minSentences = 8

// newTask splits the articles and chooses n questions at random. The texts are the wanted
// part of every article and the parts that ask. No text has tags, sections or a date.
func newTask(articles []article, ask string, n int, seed uint64) (*task, error) {
	split, ok := map[string]func(a article, sentences []string) (asked, wanted presse.Article){
		"halves": func(_ article, s []string) (asked, wanted presse.Article) {
			var halves [2][]string
			for i, sentence := range s {
				halves[i%2] = append(halves[i%2], sentence)
			}
			asked.Body, wanted.Body = paragraphs(halves[0]), paragraphs(halves[1])
			return asked, wanted
		},
		"headline": func(a article, s []string) (asked, wanted presse.Article) {
			asked.Headline, wanted.Body = a.Title, paragraphs(s)
			return asked, wanted
		},
		"brief": func(a article, s []string) (asked, wanted presse.Article) {
			asked.Headline, asked.Body, wanted.Body = a.Title, paragraphs(s[:2]), paragraphs(s[2:])
			return asked, wanted
		},
	}[ask]
	if !ok {
		return nil, fmt.Errorf("-ask %s: want halves, headline or brief", ask)
	}
	var t task
	var asking []*presse.Article
	for _, a := range articles {
		s := sentences(a.Body)
		if len(s) < minSentences || ask != "halves" && a.Title == "" {
			continue
		}
		asked, wanted := split(a, s)
		number := strconv.Itoa(len(t.texts))
		asked.ID, wanted.ID = "A"+number, "B"+number
		for _, p := range []*presse.Article{&asked, &wanted} {
			p.Lang, p.Status = a.Lang, presse.StatusPublished
		}
		asking = append(asking, &asked)
		t.texts = append(t.texts, &wanted)
	}
	chosen := rand.New(rand.NewPCG(seed, 0)).Perm(len(asking))
	chosen = chosen[:min(n, len(chosen))]
	slices.Sort(chosen)
	for _, i := range chosen {
		t.questions = append(t.questions, question{asked: len(t.texts), wanted: i})
		t.texts = append(t.texts, asking[i])
	}
	return &t, nil
}

func paragraphs(sentences []string) string { return strings.Join(sentences, "\n\n") }

// minSentence is the number of characters that a sentence exceeds. Shorter ones are
// dropped.
const minSentence = 15

// sentences returns the sentences of plain text, which end at a line end or at white space
// after a full stop, an exclamation mark or a question mark.
func sentences(text string) (all []string) {
	start, ends := 0, false
	cut := func(end int) {
		if s := strings.TrimSpace(text[start:end]); utf8.RuneCountInString(s) > minSentence {
			all = append(all, s)
		}
		start = end
	}
	for i, r := range text {
		if r == '\n' || ends && unicode.IsSpace(r) {
			cut(i)
		}
		ends = strings.ContainsRune(".!?؟。", r)
	}
	cut(len(text))
	return all
}
