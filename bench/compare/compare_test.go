package main

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func TestBenchmarks(t *testing.T) {
	const out = "goos: linux\n" +
		"BenchmarkSlug/headline103-2         \t 8135434\t       147.3 ns/op\t 699.22 MB/s\t     112 B/op\t       1 allocs/op\n" +
		"BenchmarkSlug/short-2 \t 1\t 60.00 ns/op\t 24 B/op\t 1 allocs/op\n" +
		"BenchmarkSlug/short-2 \t 1\t 50.00 ns/op\t 24 B/op\t 1 allocs/op\n" +
		"BenchmarkSlug/short-2 \t 1\t 900.0 ns/op\t 24 B/op\t 2 allocs/op\n" +
		"BenchmarkText/text                  \t  110000\t     10812 ns/op\t    4000 B/op\t       5 allocs/op\n" +
		"BenchmarkOrder/near/presse/fr-u-kb-true-16 \t 1\t 57.00 ns/op\t 0 B/op\t 0 allocs/op\n" +
		"PASS\n"
	for _, c := range []struct {
		rule, name string
		want       result
	}{
		{"the number of processors is no part of the name", "Slug/headline103", result{147.3, 1}},
		{"the best of several runs", "Slug/short", result{50, 1}},
		{"one processor, no bytes a second", "Text/text", result{10812, 5}},
		{"hyphens are part of the name", "Order/near/presse/fr-u-kb-true", result{57, 0}},
	} {
		got, err := benchmarks(out, c.name)
		if err != nil || got[c.name] != c.want {
			t.Errorf("%s: %s is %v, %v; want %v", c.rule, c.name, got[c.name], err, c.want)
		}
	}
	if _, err := benchmarks(out, "Slug"); err == nil {
		t.Error("a benchmark that did not run: no error")
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		rule, out, pattern string
		want               []float64 // nil: an error
	}{
		{"the groups of one match", "x: 9104 of 9105 rows", `(\d+) of (\d+) rows`, []float64{9104, 9105}},
		{"several matches are added", "a: 30 of 31 sites\nb: 26 of 27 sites", `: (\d+) of (\d+) sites`, []float64{56, 58}},
		{"a pattern may begin with a line", "Related 1\nRelatedTo 2", `^RelatedTo ([\d.]+)`, []float64{2}},
		{"no match", "x: 9104 of 9105 pairs", `(\d+) of (\d+) rows`, nil},
		{"no number", "p50 1.2.3 ms", `p50 ([\d.]+) ms`, nil},
	} {
		got, err := numbers(c.out, c.pattern)
		if !slices.Equal(got, c.want) || (err == nil) != (c.want != nil) {
			t.Errorf("%s: %q in %q is %v, %v; want %v", c.rule, c.pattern, c.out, got, err, c.want)
		}
	}
}

func TestFormats(t *testing.T) {
	for _, c := range []struct{ rule, got, want string }{
		{"nanoseconds", duration(147.3), "147 ns"},
		{"two digits below ten", duration(5464), "5.5 µs"},
		{"two digits above ten", duration(52_900), "53 µs"},
		{"rounding reaches the next unit", duration(999_600), "1.0 ms"},
		{"seconds", duration(3.6e9), "3.6 s"},
		{"a small ratio", ratio(75.1, 28.4), "2.6 times"},
		{"a large ratio", ratio(4.7, 0.16), "29 times"},
		{"slower than the peer", ratio(1, 2), "0.5 times"},
		{"rounding reaches ten", ratio(9.96, 1), "10 times"},
		{"counts", count(9104), "9,104"},
		{"bytes of an article", kilobytes(1141), "1.1 KB"},
		{"bytes of an archive", kilobytes(668e6), "668 MB"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, c.got, c.want)
		}
	}
	got := table([]string{"", "time"}, []string{"presse", "1 ns"})
	if want := "|  | time |\n|---|---|\n| presse | 1 ns |\n"; got != want {
		t.Errorf("table: %q, want %q", got, want)
	}
}

func TestPeers(t *testing.T) {
	const out = `8419 articles, 532 queries, 2 processors
                             articles/s bytes/art.    p50 ms    p99 ms   nDCG@5
presse                            11167       1141     0.175     0.348    0.531
Hugo related v0.165.0              4894       7471     6.552    31.866    0.483
bleve v2.6.3 (fr, on disk)         1305         -1    84.259   182.781    0.513

half of the tags given, judged by the other half, 1000 queries
                               nDCG@5
presse                          0.484
Hugo related, tags and text     0.422
Hugo related, tags alone        0.263
`
	rows, err := peers(out)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"presse 0.531 0.484 175 µs 348 µs 11,167 1.1 KB",
		"Hugo’s related 0.483 0.422 6.6 ms, 37 times 32 ms 4,894 7.5 KB",
		"bleve, on disk 0.513  84 ms, 481 times 183 ms 1,305 on disk",
	}
	for i, row := range rows[1:] {
		if got := strings.Join(row, " "); got != want[i] {
			t.Errorf("row %d is %q, want %q", i, got, want[i])
		}
	}
	if _, err := peers(strings.Replace(out, "bleve", "other", 1)); err == nil {
		t.Error("an engine is missing: no error")
	}
}

func TestArchiveRow(t *testing.T) {
	const out = `1000000 articles on 2 processors: 19500 articles/s
memory: 668 bytes an article (dictionary 100, forward 300, postings 200, IDs 68); heap 700; 3000000 terms
RelatedTo                  p50 0.240 ms, p99 0.410, max 1.20, mean 0.250
RelatedTo, ten             p50 0.300 ms, p99 0.500, max 1.20, mean 0.310
Related, new text          p50 0.280 ms, p99 0.450, max 1.20, mean 0.290
filter                     found   short   p50 ms  p99 ms  ratio
none                       96.12 %     0    0.240   0.410   1.00
none, ten answers          98.40 %     0    0.300   0.500   1.25
1 day                     100.00 %     0    0.100   0.200   0.42
snapshot: saved in 2.1s, opened in 3.612s, 1/14 of building
`
	row, err := archiveRow(out)
	want := "1,000,000; 0.24 / 0.41 ms; 0.28 / 0.45 ms; 96 %, 98 %; 19,500/s; 668 MB, 668 bytes an article; 3.6 s"
	if got := strings.Join(row, "; "); err != nil || got != want {
		t.Errorf("the row is %q, %v; want %q", got, err, want)
	}
	for _, line := range []string{"memory: ", "Related, new text", "ten answers", "opened in"} {
		if row, err := archiveRow(strings.Replace(out, line, "other", 1)); err == nil {
			t.Errorf("without %q: %q, want an error", line, row)
		}
	}
}

func TestChoose(t *testing.T) {
	for _, c := range []struct {
		rule, list string
		want       string // "": an error
	}{
		{"all parts", "", "slug html order related archive size"},
		{"in the order given", "size,slug", "size slug"},
		{"spaces after commas", "html, order", "html order"},
		{"an unknown part", "slug,tags", ""},
	} {
		chosen, err := choose(c.list)
		var got []string
		for _, p := range chosen {
			got = append(got, p.name)
		}
		if strings.Join(got, " ") != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s: -only %q is %q, %v; want %q", c.rule, c.list, got, err, c.want)
		}
	}
}

func TestDataFolder(t *testing.T) {
	folder := t.TempDir()
	for _, c := range []struct {
		rule, data, without string
		want                string
		fails               bool
	}{
		{"the folder named", folder, "", folder, false},
		{"none if the data are not wanted", folder, "1", "", false},
		{"a folder named that is missing is an error", folder + "/missing", "", "", true},
	} {
		t.Setenv("PRESSE_DATA", c.data)
		t.Setenv("PRESSE_NO_DATA", c.without)
		if got, err := dataFolder(); got != c.want || (err != nil) != c.fails {
			t.Errorf("%s: %q, %v; want %q", c.rule, got, err, c.want)
		}
	}
}

// The tables of README.md are those that this program prints.
func TestReadmeHasTheTables(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, head := range [][]string{slugHead, htmlHead, orderHead, relatedHead, archiveHead, sizeHead} {
		if !strings.Contains(string(readme), table(head)) {
			t.Errorf("README.md has no table under\n%s", table(head))
		}
	}
}
