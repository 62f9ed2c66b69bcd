package main

import (
	"fmt"
	"hash/fnv"
	"path/filepath"
	"regexp"
	"strings"
)

// Known items: the even sentences of an article ask for the odd ones. Neither half has
// a headline, tags or a date. No formula was tuned on them.

var sentenceEnd = regexp.MustCompile(`([.!?؟。])\s+|\n+`)

// sentences splits a text roughly.
func sentences(body string) (all []string) {
	for _, s := range strings.Split(sentenceEnd.ReplaceAllString(body, "$1\n"), "\n") {
		if s = strings.TrimSpace(s); len([]rune(s)) > 15 {
			all = append(all, s)
		}
	}
	return all
}

// halves returns the set of the odd halves of all articles of eight sentences or more,
// and of the even halves of n of them, which are the queries.
func halves(name, lang string, articles []*article, n int) *set {
	s := &set{lang: lang}
	t := &task{name: name, gains: map[int]map[int]float64{}, known: true}
	type asked struct {
		even string
		odd  int
	}
	var queries []asked
	for _, a := range articles {
		all := sentences(a.Body)
		if len(all) < 8 {
			continue
		}
		var parts [2][]string
		for i, sentence := range all {
			parts[i%2] = append(parts[i%2], sentence)
		}
		queries = append(queries, asked{strings.Join(parts[0], "\n\n"), len(s.articles)})
		s.articles = append(s.articles, &article{ID: "odd-" + a.ID, Body: strings.Join(parts[1], "\n\n")})
	}
	for i, q := range queries {
		if i*n/len(queries) == (i+1)*n/len(queries) && n < len(queries) {
			continue
		}
		t.add(len(s.articles), q.odd, 1)
		t.queries = append(t.queries, len(s.articles))
		s.articles = append(s.articles, &article{ID: fmt.Sprint("even-", i), Body: q.even})
	}
	t.articles = s.articles
	s.tasks = []*task{t}
	return s
}

// half returns 0 or 1, by the hash of an id.
func half(id string) int { return int(hash(id)) & 1 }

func hash(id string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(id))
	return h.Sum32() >> 8
}

// openHalves returns the halves of the articles of files.
func openHalves(paths []string) (sets []*set, err error) {
	for _, path := range paths {
		articles, err := readArticles(path)
		if err != nil {
			return nil, err
		}
		lang := "fr"
		if len(articles) > 0 && articles[0].Lang != "" {
			lang = articles[0].Lang
		}
		name, _, _ := strings.Cut(filepath.Base(path), ".")
		sets = append(sets, halves(name, lang, articles, 800))
	}
	return sets, nil
}
