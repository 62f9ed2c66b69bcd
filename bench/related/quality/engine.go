package main

import (
	"fmt"

	"github.com/presse-go/presse"
)

// measureIndex prints the results of presse.Index with both ways of searching. They
// show that the figures of the formula are those of the library, that the default loses
// nothing compared with Exact, and what it costs to list a text only once. least is the
// MinScore of the queries.
func measureIndex(sets []*set, least float64) error {
	for _, s := range sets {
		for _, given := range []bool{false, true} {
			if err := measureIndexOn(s, given, least); err != nil {
				return err
			}
		}
	}
	return nil
}

func measureIndexOn(s *set, given bool, least float64) error {
	var tasks []*task
	for _, t := range s.tasks {
		if t.given == given {
			tasks = append(tasks, t)
		}
	}
	if len(tasks) == 0 {
		return nil
	}
	x, number, err := putAll(s, given)
	if err != nil {
		return err
	}
	for _, t := range tasks {
		for _, way := range []struct {
			name  string
			query presse.Query
		}{
			{"index, exact", presse.Query{Desk: true, Exact: true, Copies: true}},
			{"index", presse.Query{Desk: true, Copies: true}},
			{"index, copies folded", presse.Query{Desk: true}},
		} {
			way.query.Limit, way.query.MinScore = depth, least
			got, err := answers(x, number, t, way.query)
			if err != nil {
				return err
			}
			fmt.Println(t.judge(func(query int) []int32 { return got[query] }).line(way.name, t))
		}
	}
	return nil
}

// putAll returns an index of the articles and maps their IDs to their numbers.
func putAll(s *set, given bool) (*presse.Index, map[string]int32, error) {
	x := presse.NewIndex(presse.IndexOptions{})
	number := map[string]int32{}
	for i, a := range s.articles {
		number[a.ID] = int32(i)
		p := &presse.Article{ID: a.ID, Lang: "fr", Headline: a.Title, Body: a.Body, Published: a.instant(), Status: presse.StatusPublished}
		if given {
			p.Tags = a.given
		}
		if err := x.Put(p); err != nil {
			return nil, nil, err
		}
	}
	return x, number, nil
}

// answers runs all queries of t on x and returns the answers by query.
func answers(x *presse.Index, number map[string]int32, t *task, q presse.Query) (map[int][]int32, error) {
	if t.near {
		q.Focus = presse.FocusStory
	}
	all := map[int][]int32{}
	for _, query := range t.queries {
		matches, err := x.RelatedTo(t.articles[query].ID, q)
		if err != nil {
			return nil, err
		}
		for _, m := range matches {
			all[query] = append(all[query], number[m.ID])
		}
	}
	return all, nil
}
