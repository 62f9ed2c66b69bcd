package main

import (
	"fmt"

	"github.com/presse-go/presse"
)

// measureIndex prints what presse.Index answers, on its two ways of searching:
// that the formula's figures are those of the library, that the default loses
// nothing against Exact, and what it costs to list a text only once.
func measureIndex(sets []*set) error {
	for _, s := range sets {
		for _, given := range []bool{false, true} {
			if err := measureIndexOn(s, given); err != nil {
				return err
			}
		}
	}
	return nil
}

func measureIndexOn(s *set, given bool) error {
	var tasks []*task
	for _, t := range s.tasks {
		if t.given == given {
			tasks = append(tasks, t)
		}
	}
	if len(tasks) == 0 {
		return nil
	}
	x := presse.NewIndex(presse.IndexOptions{})
	number := map[string]int32{}
	for i, a := range s.articles {
		number[a.ID] = int32(i)
		p := &presse.Article{ID: a.ID, Lang: "fr", Headline: a.Title, Body: a.Body, Published: a.instant(), Status: presse.StatusPublished}
		if given {
			p.Tags = a.given
		}
		if err := x.Put(p); err != nil {
			return err
		}
	}
	for _, t := range tasks {
		for _, way := range []struct {
			name  string
			query presse.Query
		}{
			{"index, exact", presse.Query{Exact: true, Copies: true}},
			{"index", presse.Query{Copies: true}},
			{"index, copies folded", presse.Query{}},
		} {
			way.query.Limit = depth
			if t.near {
				way.query.Focus = presse.FocusStory
			}
			var err error
			got := t.judge(func(query int) []int32 {
				var answers []int32
				matches, e := x.RelatedTo(s.articles[query].ID, way.query)
				for _, m := range matches {
					answers = append(answers, number[m.ID])
				}
				if e != nil {
					err = e
				}
				return answers
			})
			if err != nil {
				return err
			}
			fmt.Println(got.line(way.name, t))
		}
	}
	return nil
}
