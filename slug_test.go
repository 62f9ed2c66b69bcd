package presse

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
)

// tally counts the rows of a table that come out as expected, and shows the
// first few that do not.
type tally struct {
	t            *testing.T
	passed, rows int
}

func (c *tally) check(input, got, want string) {
	c.t.Helper()
	c.rows++
	if got == want {
		c.passed++
	} else if c.rows-c.passed <= 20 {
		c.t.Errorf("%q: got %q, want %q", input, got, want)
	}
}

func (c *tally) report(name string) {
	c.t.Helper()
	c.t.Logf("%s: %d of %d", name, c.passed, c.rows)
}

func TestConformanceGold(t *testing.T) {
	for _, suite := range []struct {
		file    string
		slugger Slugger
	}{
		{"slug/gold_slugs_sep.tsv", Slugger{}},
		{"slug/gold_slugs_glue.tsv", Slugger{Elision: ElisionGlue}},
		{"slug/wordpress_6.1.9_sanitize_title_headlines.tsv", Slugger{Profile: ProfileWordPress}},
	} {
		count := tally{t: t}
		for _, row := range conformance.Table(t, suite.file) {
			count.check(row["input"], suite.slugger.Slug(row["input"]), row["expected"])
		}
		count.report(suite.file)
	}
}

func TestConformanceWanted(t *testing.T) {
	var rows []struct{ ID, In, Want, Spelled string }
	if err := json.Unmarshal(conformance.Read(t, "slug/wanted.json"), &rows); err != nil {
		t.Fatal(err)
	}
	count := tally{t: t}
	for _, row := range rows {
		count.check(row.In, Slug(row.In), row.Want)
	}
	count.report("wanted.json")
}

func TestConformanceWordPressUnit(t *testing.T) {
	count := tally{t: t}
	for _, row := range conformance.Table(t, "slug/wordpress_sanitizeTitleWithDashes_phpunit.tsv") {
		if row["context"] == "save" {
			count.check(row["input"], Slugger{Profile: ProfileWordPress}.Slug(row["input"]), row["expected"])
		}
	}
	count.report("PHPUnit")
}

func TestConformanceTruncated(t *testing.T) {
	count := tally{t: t}
	for _, row := range conformance.Table(t, "slug/gold_truncated.tsv") {
		limit, err := strconv.Atoi(row["inferred_limit"])
		if err != nil {
			t.Fatal(err)
		}
		if row["cut"] == "word-boundary" || row["cut"] == "word-boundar" {
			a := Slugger{MaxLen: limit}.Slug(row["title"])
			if a != row["slug"] {
				a = Slugger{MaxLen: limit, Elision: ElisionGlue}.Slug(row["title"])
			}
			count.check(row["title"]+row["domain"]+row["inferred_limit"], a, row["slug"])
		}
	}
	count.report("truncated")
}

func TestConformanceDetect(t *testing.T) {
	for _, suite := range []struct {
		file string
		want Slugger
	}{
		{"slug/gold_slugs_sep.tsv", Slugger{}},
		{"slug/gold_slugs_glue.tsv", Slugger{Elision: ElisionGlue}},
	} {
		domains := make(map[string][][2]string)
		for _, row := range conformance.Table(t, suite.file) {
			domains[row["domain"]] = append(domains[row["domain"]], [2]string{row["input"], row["expected"]})
		}
		right, all := 0, 0
		for domain, pairs := range domains {
			if len(pairs) < 50 {
				continue
			}
			all++
			got, fit := DetectSlugger(func(yield func(string, string) bool) {
				for _, p := range pairs[:50] {
					if !yield(p[0], p[1]) {
						return
					}
				}
			})
			same := 0
			for _, p := range pairs {
				if got.Slug(p[0]) == p[1] {
					same++
				}
			}
			if got.Profile == suite.want.Profile && got.Elision == suite.want.Elision && got.MaxLen == 0 && got.Skip == nil {
				right++
			} else {
				t.Logf("%s: %+v %+v", domain, got, fit)
			}
			if same != len(pairs) {
				t.Logf("%s: %d of %d", domain, same, len(pairs))
			}
		}
		t.Logf("%s: %d of %d", suite.file, right, all)
	}
}
