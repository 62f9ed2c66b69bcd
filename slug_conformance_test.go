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

// tally counts the rows of a table that come out as expected, and shows the
// first that do not.
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

// TestSlugsOfNewspapers holds the profiles against the headlines and URLs of
// 212 newspapers, and against what WordPress makes of headlines.
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

// TestWordPressOwnTests holds the profile against the test tables of WordPress
// itself, as far as the context is “save” and the locale no special one.
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

// TestSlugOfTextOfPayloads reads attacks and newspaper pages as titles: the slug
// is that of the text.
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

// pairs are those of the first rows, as DetectSlugger takes them.
func pairs(rows []conformance.Row) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for _, row := range rows {
			if !yield(row["input"], row["expected"]) {
				return
			}
		}
	}
}

// TestDetectSluggerOfNewspapers gives fifty pairs of each site that has them:
// the slugger found must be the site's, and reproduce all its other slugs.
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
			t.Errorf("%s: less than 95 %%", suite.file)
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
	t.Logf("%d of %d times fifty", right, all)
	if right*100 < all*95 {
		t.Error("less than 95 %")
	}
}

// TestDetectSluggerFindsStopWords skips the words that 20 Minutes does, and
// expects to find those that headlines have often enough.
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
			t.Errorf("%q is not found, in %d headlines", word, seen[word])
		}
	}
	for _, word := range got.Skip {
		if !slices.Contains(list, word) {
			t.Errorf("%q is found, but not skipped", word)
		}
	}
	if got.MaxLen != 0 || got.Elision != ElisionHyphen || fit.Reproduced*100 < fit.Pairs*99 {
		t.Errorf("found %+v, %+v", got, fit)
	}
	t.Logf("%d of %d words, %d of %d slugs", len(got.Skip), len(list), fit.Reproduced, fit.Pairs)
}

// TestDetectSluggerFindsTheLimit cuts the slugs of headlines at lengths that
// sites have.
func TestDetectSluggerFindsTheLimit(t *testing.T) {
	rows := conformance.Table(t, "slug/gold_slugs_sep.tsv")[:200]
	for _, limit := range []int{60, 80, 100} {
		site := Slugger{MaxLen: limit}
		for _, row := range rows {
			row["expected"] = site.Slug(row["input"])
		}
		if got, fit := DetectSlugger(pairs(rows)); got.MaxLen != limit || fit.Reproduced != fit.Pairs {
			t.Errorf("limit %d: found %+v, %+v", limit, got, fit)
		}
	}
}
