package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// The heads of the tables, which README.md has as well.
var (
	slugHead    = []string{"", "l’État: l-etat", "l’État: letat", "time", "allocations"}
	htmlHead    = []string{"input", "presse", "bluemonday", "ratio"}
	orderHead   = []string{"pairs of words", "presse", "x/text", "ratio"}
	relatedHead = []string{"", "nDCG@5", "half of the tags given", "a query, p50", "p99", "articles/s built", "memory an article"}
	archiveHead = []string{"articles", "related to one of them, p50 / p99", "to a new text", "found", "built", "memory", "opening a snapshot"}
	sizeHead    = []string{"a program that makes slugs", "adds"}
)

// slugs counts the published addresses that each library reproduces, and times
// the headline of 103 bytes.
func slugs(w io.Writer, r runner) error {
	out, err := r.bench("./slug", "^Benchmark(Slug|Append|Gosimple|HugoRules)$/^headline103$")
	if err != nil {
		return err
	}
	took, err := benchmarks(out, "Slug/headline103", "Append/headline103", "Gosimple/headline103", "HugoRules/headline103")
	if err != nil {
		return err
	}
	if out, err = r.test(".", "./slug", "^TestRealURLs$"); err != nil {
		return err
	}
	rows := [][]string{slugHead}
	base := took["Slug/headline103"]
	for _, library := range []struct{ title, logged, benchmark string }{
		{"presse, `Slug`", "presse", "Slug"},
		{"presse, `Append`", "presse", "Append"},
		{"gosimple/slug", "gosimple/slug", "Gosimple"},
		{"Hugo’s rules", "Hugo's rules", "HugoRules"},
	} {
		n, err := numbers(out, library.logged+`: (\d+) of (\d+) with hyphenated elisions, (\d+) of (\d+) with glued ones`)
		if err != nil {
			return err
		}
		took := took[library.benchmark+"/headline103"]
		cost := duration(took.ns)
		if library.logged != "presse" {
			cost += ", " + ratio(took.ns, base.ns)
		}
		rows = append(rows, []string{library.title, count(n[0]) + " of " + count(n[1]), count(n[2]) + " of " + count(n[3]), cost, fmt.Sprint(took.allocs)})
	}
	io.WriteString(w, table(rows...))

	if out, err = r.test("..", ".", "^(TestSlugsOfNewspapers|TestDetectSluggerOfNewspapers|TestDetectSluggerOfSites)$"); err != nil {
		return err
	}
	wordpress, err := numbers(out, `wordpress_\S+: (\d+) of (\d+) rows`)
	if err != nil {
		return err
	}
	sites, err := numbers(out, `: (\d+) of (\d+) sites`)
	if err != nil {
		return err
	}
	published, err := numbers(out, `pairs_published\.tsv: (\d+) of (\d+) rows`)
	if err != nil {
		return err
	}
	unchosen, err := numbers(out, `pairs_unchosen\.tsv: (\d+) of (\d+) rows`)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\nThe slug that WordPress stores: %s of %s headlines. The rule of a site, found from 50 of its pairs: %s sites of %s.\n",
		count(wordpress[0]), count(wordpress[1]), count(sites[0]), count(sites[1]))
	fmt.Fprintf(w, "Addresses as published, reproduced by the rule found from 50 others of the site: %s of %s, and %s of %s of further sites.\n",
		count(published[0]), count(published[1]), count(unchosen[0]), count(unchosen[1]))
	return nil
}

// markup times sanitizing and reading HTML.
func markup(w io.Writer, r runner) error {
	out, err := r.bench("./sanitize", "^Benchmark(Sanitize|Text)$/^(paragraph|french|clean|dirty|text|functions|bluemonday)$")
	if err != nil {
		return err
	}
	rows := [][]string{htmlHead}
	for _, input := range []struct{ title, ours, peer string }{
		{"a paragraph of English", "Sanitize/paragraph/presse", "Sanitize/paragraph/bluemonday"},
		{"a paragraph of French", "Sanitize/french/presse", "Sanitize/french/bluemonday"},
		{"4 KB, clean", "Sanitize/clean/presse", "Sanitize/clean/bluemonday"},
		{"6 KB as WordPress exports it", "Sanitize/dirty/presse", "Sanitize/dirty/bluemonday"},
		{"its text, words, excerpt and reading time, by `Text`", "Text/text", "Text/bluemonday"},
		{"the same by four functions", "Text/functions", "Text/bluemonday"},
	} {
		row, err := pair(out, input.title, input.ours, input.peer)
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	_, err = io.WriteString(w, table(rows...))
	return err
}

// pair returns a row that compares two benchmarks.
func pair(out, title, ours, peer string) ([]string, error) {
	took, err := benchmarks(out, ours, peer)
	if err != nil {
		return nil, err
	}
	cell := func(r result) string {
		return fmt.Sprintf("%s, %s allocations", duration(r.ns), count(float64(r.allocs)))
	}
	return []string{title, cell(took[ours]), cell(took[peer]), ratio(took[peer].ns, took[ours].ns)}, nil
}

// order times comparisons of French words and counts the pairs on which x/text
// agrees.
func order(w io.Writer, r runner) error {
	out, err := r.bench("./taxonomy", "^BenchmarkOrder$")
	if err != nil {
		return err
	}
	rows := [][]string{orderHead}
	for _, input := range []struct{ title, set, mode string }{
		{"random", "random", "fr"},
		{"differing at most in accents", "near", "fr"},
		{"random, Canadian order", "random", "fr-u-kb-true"},
		{"differing at most in accents, Canadian order", "near", "fr-u-kb-true"},
	} {
		row, err := pair(out, input.title, "Order/"+input.set+"/presse/"+input.mode, "Order/"+input.set+"/xtext/"+input.mode)
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	io.WriteString(w, table(rows...))

	if out, err = r.test("..", "./internal/collate", "^TestCompareAgreesWithCLDR$"); err != nil {
		return err
	}
	agree, err := numbers(out, `: (\d+) of (\d+) pairs agree`)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\nx/text agrees on %s of %s pairs.\n", count(agree[0]), count(agree[1]))
	return nil
}

// related times and judges the engines of related articles.
func related(w io.Writer, r runner) error {
	out, err := r.run("related/peers", "run", ".")
	if err != nil {
		return err
	}
	rows, err := peers(out)
	if err != nil {
		return err
	}
	asked, err := numbers(out, `^(\d+) articles, (\d+) queries`)
	if err != nil {
		return err
	}
	half, err := numbers(out, `^half of the tags given.* (\d+) queries`)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s articles, %s queries; with half of the tags given, %s queries.\n\n%s",
		count(asked[0]), count(asked[1]), count(half[0]), table(rows...))
	return nil
}

// peers returns the table of related articles, from the output of related/peers.
func peers(out string) ([][]string, error) {
	text, halfTags, _ := strings.Cut(out, "half of the tags given")
	rows := [][]string{relatedHead}
	var base float64
	for _, engine := range []struct{ title, printed, withTags string }{
		{"presse", "presse", "presse"},
		{"Hugo’s related", "Hugo related", "Hugo related, tags and text"},
		{"bleve, on disk", "bleve", ""},
	} {
		n, err := numbers(text, `^`+engine.printed+`.* (\d+) +(-?\d+) +([\d.]+) +([\d.]+) +([\d.]+)$`)
		if err != nil {
			return nil, err
		}
		p50, memory, withTags := duration(n[2]*1e6), kilobytes(n[1]), ""
		if engine.printed == "presse" {
			base = n[2]
		} else {
			p50 += ", " + ratio(n[2], base)
		}
		if engine.printed == "bleve" {
			memory = "on disk"
		}
		if engine.withTags != "" {
			half, err := numbers(halfTags, `^`+engine.withTags+` +([\d.]+)$`)
			if err != nil {
				return nil, err
			}
			withTags = fmt.Sprintf("%.3f", half[0])
		}
		rows = append(rows, []string{engine.title, fmt.Sprintf("%.3f", n[4]), withTags, p50, duration(n[3] * 1e6), count(n[0]), memory})
	}
	return rows, nil
}

// archives measures indexes of 100,000 and of a million articles.
func archives(w io.Writer, r runner) error {
	rows := [][]string{archiveHead}
	for _, n := range []int{100_000, 1_000_000} {
		out, err := r.run(".", "run", "./related/speed", "-n", fmt.Sprint(n))
		if err != nil {
			return err
		}
		row, err := archiveRow(out)
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	_, err := io.WriteString(w, table(rows...))
	return err
}

// archiveRow returns a row of the table of archives, from the output of
// related/speed.
func archiveRow(out string) ([]string, error) {
	var n []float64
	for _, pattern := range []string{
		`^(\d+) articles on \d+ processors: (\d+) articles/s`,
		`^memory: (\d+) bytes an article`,
		`^RelatedTo +p50 ([\d.]+) ms, p99 ([\d.]+)`,
		`^Related, new text +p50 ([\d.]+) ms, p99 ([\d.]+)`,
		`^none +([\d.]+) %`,
		`^none, ten answers +([\d.]+) %`,
	} {
		found, err := numbers(out, pattern)
		if err != nil {
			return nil, err
		}
		n = append(n, found...)
	}
	articles, perSecond, bytes := n[0], n[1], n[2]
	_, opened, _ := strings.Cut(out, "opened in ")
	opened, _, _ = strings.Cut(opened, ",")
	opening, err := time.ParseDuration(opened)
	if err != nil {
		return nil, fmt.Errorf("no time of opening a snapshot: %w in:\n%s", err, out)
	}
	both := func(p50, p99 float64) string { return fmt.Sprintf("%.2f / %.2f ms", p50, p99) }
	return []string{
		count(articles), both(n[3], n[4]), both(n[5], n[6]),
		fmt.Sprintf("%.0f %%, %.0f %%", n[7], n[8]),
		count(perSecond) + "/s",
		fmt.Sprintf("%s, %.0f bytes an article", kilobytes(bytes*articles), bytes),
		duration(float64(opening)),
	}, nil
}

// sizes reports what slugs add to a program.
func sizes(w io.Writer, r runner) error {
	out, err := r.test(".", "./slug", "^TestSize$")
	if err != nil {
		return err
	}
	rows := [][]string{sizeHead}
	for _, program := range []struct{ title, name string }{
		{"with the engines of slugs and folding alone", "engine"},
		{"with presse, bluemonday included", "whole"},
		{"with gosimple/slug", "gosimple"},
	} {
		n, err := numbers(out, program.name+` adds (\d+) bytes`)
		if err != nil {
			return err
		}
		rows = append(rows, []string{program.title, kilobytes(n[0])})
	}
	_, err = io.WriteString(w, table(rows...))
	return err
}
