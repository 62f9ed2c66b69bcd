package wordpress

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// An item may claim any number of fields and terms: reading it takes time in proportion.
func TestHostileStories(t *testing.T) {
	const n = 20000
	many := func(add func(it *Item, i int)) change {
		return func(it *Item) {
			for i := range n {
				add(it, i)
			}
		}
	}
	field := func(key, value string) func(it *Item, i int) {
		return func(it *Item, i int) {
			it.Meta = append(it.Meta, Meta{strings.ReplaceAll(key, "#", fmt.Sprint(i)), strings.ReplaceAll(value, "#", fmt.Sprint(i))})
		}
	}
	term := func(taxonomy, slug string) func(it *Item, i int) {
		return func(it *Item, i int) {
			it.Terms = append(it.Terms, Term{Taxonomy: strings.ReplaceAll(taxonomy, "#", fmt.Sprint(i)), Slug: strings.ReplaceAll(slug, "#", fmt.Sprint(i)), Name: fmt.Sprint("n ", i)})
		}
	}
	cases := map[string]change{
		"fields": many(field("k#", "x")), "one field": many(field("k", "#")), "notes": many(field("note", "#")), "enclosures": many(field("enclosure", "https://a.example/#.mp3\n1\naudio/mpeg")),
		"former slugs": many(field("_wp_old_slug", "ancien-#")), "former dates": many(field("_wp_old_date", "2026-03-02")), "fields that restrict": many(field("paywall_#", "1")),
		"embargoes": many(field("embargo", "2026-01-01 00:00:#")), "tags": many(term("post_tag", "t#")), "categories": many(term("category", "c#")),
		"taxonomies": many(term("x#", "t")), "terms": many(term("x", "t#")), "authors": many(term("byline", "b#")), "co-authors": many(term("author", "b#")),
		"translations": many(term("post_translations", "b#")), "tags by a field": meta("mots", strings.Repeat("a,", n)), "Molongui": many(field("_molongui_author", "user-#")),
		"a long title": func(it *Item) { it.Title = strings.Repeat("<b>", n) + "x" }, "a long excerpt": func(it *Item) { it.Excerpt = strings.Repeat("le pont ", n) },
		"a long path": link("pont", "https://gazette.example/"+strings.Repeat("pont/", n)), "templates": meta("_yoast_wpseo_title", strings.Repeat("%%sep%% ", n)),
		"a long address": meta("signature", strings.Repeat("a@", n)), "a deep array": meta("rank_math_robots", strings.Repeat("a:1:{i:0;", n)),
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			x, _ := open(t, testExport{channel: lina, items: []Item{story("12", c)}}.String(), Options{Fields: map[string]string{"mots": "tags"}})
			begin := time.Now()
			list, errs := collect(x.Articles())
			if len(list) != 1 || errs != nil {
				t.Errorf("%d stories, %v", len(list), errs)
			}
			redirects := 0
			for range x.Redirects() {
				redirects++
			}
			if redirects > 20000 {
				t.Errorf("%d redirects", redirects)
			}
			// Quadratic time would be more than a minute.
			if d := time.Since(begin); d > 20*time.Second {
				t.Errorf("%v", d)
			} else {
				t.Log(d)
			}
		})
	}
}
