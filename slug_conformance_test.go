package presse

import (
	"encoding/json"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
)

// tally counts the rows of a table whose result is as expected, and reports the
// first 20 others as errors.
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
	c.t.Logf("%s: %d of %d rows", name, c.passed, c.rows)
}

// TestSlugsOfNewspapers checks the profiles against the headlines and URLs of 212
// newspapers, and against the slugs that WordPress makes of headlines.
func TestSlugsOfNewspapers(t *testing.T) {
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

func TestSlugsWanted(t *testing.T) {
	var rows []struct{ In, Want, Spelled string }
	if err := json.Unmarshal(conformance.Read(t, "slug/wanted.json"), &rows); err != nil {
		t.Fatal(err)
	}
	count := tally{t: t}
	for _, row := range rows {
		got, want := Slug(row.In), row.Want
		if row.Spelled != "" {
			got += " " + Slugger{Symbols: SymbolsSpelled}.Slug(row.In)
			want += " " + row.Spelled
		}
		count.check(row.In, got, want)
	}
	count.report("wanted.json")
}

// TestWordPressOwnTests checks the WordPress profile against the test tables of
// WordPress itself: the rows whose context is “save”, and those without a locale or
// with the French one.
func TestWordPressOwnTests(t *testing.T) {
	wordpress := Slugger{Profile: ProfileWordPress}
	count := tally{t: t}
	for _, row := range conformance.Table(t, "slug/wordpress_sanitizeTitleWithDashes_phpunit.tsv") {
		if row["context"] == "save" {
			count.check(row["input"], wordpress.Slug(row["input"]), row["expected"])
		}
	}
	for _, row := range conformance.Table(t, "slug/wordpress_removeAccents_phpunit.tsv") {
		if (row["locale"] == "-" || row["locale"] == "fr_FR") && !strings.Contains(row["input"], "·") {
			count.check(row["input"], wordpress.Slug(row["input"]), strings.ToLower(row["expected"]))
		}
	}
	count.report("PHPUnit")
}

// TestSlugOfTextOfPayloads checks, for attacks and newspaper pages as titles, that
// the slug of the HTML is the slug of its text.
func TestSlugOfTextOfPayloads(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(conformance.Path(t, "sanitize"), "*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	payloads := 0
	for _, file := range files {
		conformance.Lines(t, "sanitize/"+filepath.Base(file), func(_ int, line []byte) {
			var c struct{ Payload string }
			if err := json.Unmarshal(line, &c); err != nil {
				t.Fatal(err)
			}
			if c.Payload != "" {
				payloads++
				checkText(t, c.Payload)
			}
		})
	}
	pages, err := filepath.Glob(filepath.Join(conformance.Path(t, "html"), "*.gz"))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		checkText(t, string(conformance.Read(t, "html/"+filepath.Base(page))))
	}
	t.Logf("%d payloads, %d pages", payloads, len(pages))
}

func TestTruncatedSlugs(t *testing.T) {
	count := tally{t: t}
	for _, row := range conformance.Table(t, "slug/gold_truncated.tsv") {
		if !strings.HasPrefix(row["cut"], "word") {
			continue // sites that cut inside words
		}
		limit, err := strconv.Atoi(row["inferred_limit"])
		if err != nil {
			t.Fatal(err)
		}
		got := Slugger{MaxLen: limit}.Slug(row["title"])
		if got != row["slug"] {
			got = Slugger{MaxLen: limit, Elision: ElisionGlue}.Slug(row["title"])
		}
		count.check(row["title"], got, row["slug"])
	}
	count.report("cut between words")
}

// pairs returns the headlines and slugs of rows, in the form that DetectSlugger takes.
func pairs(rows []conformance.Row) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for _, row := range rows {
			if !yield(row["input"], row["expected"]) {
				return
			}
		}
	}
}

// TestDetectSluggerOfNewspapers calls DetectSlugger with fifty pairs of each site
// that has as many. The slugger found must have the options of the site and
// reproduce all its slugs.
func TestDetectSluggerOfNewspapers(t *testing.T) {
	for _, suite := range []struct {
		file    string
		elision Elision
	}{
		{"slug/gold_slugs_sep.tsv", ElisionHyphen},
		{"slug/gold_slugs_glue.tsv", ElisionGlue},
	} {
		sites := make(map[string][]conformance.Row)
		for _, row := range conformance.Table(t, suite.file) {
			sites[row["domain"]] = append(sites[row["domain"]], row)
		}
		right, all := 0, 0
		for _, site := range slices.Sorted(maps.Keys(sites)) {
			rows := sites[site]
			if len(rows) < 50 {
				continue
			}
			all++
			got, fit := DetectSlugger(pairs(rows[:50]))
			ok := got.Profile == ProfilePress && got.Elision == suite.elision && fit.Reproduced == fit.Pairs
			for _, row := range rows {
				ok = ok && got.Slug(row["input"]) == row["expected"]
			}
			if ok {
				right++
			} else {
				t.Logf("%s: found %+v, %+v", site, got, fit)
			}
		}
		t.Logf("%s: %d of %d sites", suite.file, right, all)
		if right*100 < all*95 {
			t.Errorf("%s: detected for less than 95 %% of the sites", suite.file)
		}
	}
}

func TestDetectSluggerOfWordPress(t *testing.T) {
	rows := conformance.Table(t, "slug/wordpress_6.1.9_sanitize_title_headlines.tsv")
	right, all := 0, 0
	for ; len(rows) >= 50; rows = rows[50:] {
		all++
		if got, fit := DetectSlugger(pairs(rows[:50])); fit.Reproduced == fit.Pairs &&
			(got.Profile == ProfileWordPress || got.Elision == ElisionGlue) {
			right++
		}
	}
	t.Logf("detected for %d of %d batches of fifty", right, all)
	if right*100 < all*95 {
		t.Error("detected for less than 95 % of the batches")
	}
}

// TestDetectSluggerFindsStopWords makes slugs without the words that 20 Minutes
// leaves out, and expects DetectSlugger to find those that occur in ten slugs or more.
func TestDetectSluggerFindsStopWords(t *testing.T) {
	var list []string
	for _, row := range conformance.Table(t, "slug/profile_20minutes_stopwords.tsv") {
		list = append(list, row["word"])
	}
	site := Slugger{Skip: list}
	rows := conformance.Table(t, "slug/gold_slugs_sep.tsv")
	seen := make(map[string]int)
	for _, row := range rows {
		for word := range strings.SplitSeq(row["expected"], "-") {
			seen[word]++
		}
		row["expected"] = site.Slug(row["input"])
	}
	got, fit := DetectSlugger(pairs(rows))
	for _, word := range list {
		if !slices.Contains(got.Skip, word) && seen[word] >= 10 {
			t.Errorf("%q is not found, but occurs %d times", word, seen[word])
		}
	}
	for _, word := range got.Skip {
		if !slices.Contains(list, word) {
			t.Errorf("%q is found, but the site does not skip it", word)
		}
	}
	if got.MaxLen != 0 || got.Elision != ElisionHyphen || fit.Reproduced*100 < fit.Pairs*99 {
		t.Errorf("found %+v, %+v, want no limit, hyphens and 99 %% of the slugs reproduced", got, fit)
	}
	t.Logf("%d of %d words, %d of %d slugs", len(got.Skip), len(list), fit.Reproduced, fit.Pairs)
}

// TestDetectSluggerFindsTheLimit cuts slugs at lengths that real sites use, and
// expects DetectSlugger to find each.
func TestDetectSluggerFindsTheLimit(t *testing.T) {
	rows := conformance.Table(t, "slug/gold_slugs_sep.tsv")[:200]
	for _, limit := range []int{60, 80, 100} {
		site := Slugger{MaxLen: limit}
		for _, row := range rows {
			row["expected"] = site.Slug(row["input"])
		}
		if got, fit := DetectSlugger(pairs(rows)); got.MaxLen != limit || fit.Reproduced != fit.Pairs {
			t.Errorf("limit %d: found %+v, %+v, want that limit and all slugs reproduced", limit, got, fit)
		}
	}
}
