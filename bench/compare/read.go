package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// A result is a line that a benchmark prints.
type result struct {
	ns     float64
	allocs int
}

var benchmarkLine = regexp.MustCompile(`(?m)^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+([\d.]+) ns/op.* (\d+) allocs/op`)

// benchmarks returns the best results in the output of go test -benchmem, by name
// without "Benchmark" and the number of processors. It is an error if a wanted
// one is missing.
func benchmarks(out string, wanted ...string) (map[string]result, error) {
	results := map[string]result{}
	for _, m := range benchmarkLine.FindAllStringSubmatch(out, -1) {
		ns, _ := strconv.ParseFloat(m[2], 64)
		allocs, _ := strconv.Atoi(m[3])
		if best, ok := results[m[1]]; !ok || ns < best.ns {
			results[m[1]] = result{ns, allocs}
		}
	}
	for _, name := range wanted {
		if results[name].ns == 0 {
			return nil, fmt.Errorf("no benchmark %s in:\n%s", name, out)
		}
	}
	return results, nil
}

// numbers returns the numbers that the groups of a pattern match. If it matches
// several times, they are added, group by group; it is an error if it matches
// nowhere.
func numbers(out, pattern string) ([]float64, error) {
	var sums []float64
	for _, m := range regexp.MustCompile("(?m)"+pattern).FindAllStringSubmatch(out, -1) {
		if sums == nil {
			sums = make([]float64, len(m)-1)
		}
		for i, group := range m[1:] {
			n, err := strconv.ParseFloat(group, 64)
			if err != nil {
				return nil, fmt.Errorf("%q: %w", m[0], err)
			}
			sums[i] += n
		}
	}
	if sums == nil {
		return nil, fmt.Errorf("no %q in:\n%s", pattern, out)
	}
	return sums, nil
}

// duration writes nanoseconds with two or three digits: 147 ns, 5.5 µs, 120 ms.
func duration(ns float64) string {
	unit := "ns"
	for _, larger := range []string{"µs", "ms", "s"} {
		if ns < 999.5 {
			break
		}
		ns, unit = ns/1000, larger
	}
	if unit == "ns" {
		return fmt.Sprintf("%.0f ns", ns)
	}
	return short(ns) + " " + unit
}

// ratio writes a/b: 29 times.
func ratio(a, b float64) string {
	if short(a/b) == "1.0" {
		return "1 time"
	}
	return short(a/b) + " times"
}

// short writes a number with one decimal below ten and with none above.
func short(n float64) string {
	if n < 9.95 {
		return fmt.Sprintf("%.1f", n)
	}
	return fmt.Sprintf("%.0f", n)
}

// count writes a whole number with commas: 9,104.
func count(n float64) string { return english.Sprintf("%d", int(n+0.5)) }

// kilobytes writes bytes in units of a thousand: 1.1 KB, 668 MB.
func kilobytes(n float64) string {
	if n < 999_500 {
		return short(n/1000) + " KB"
	}
	return short(n/1e6) + " MB"
}

var english = message.NewPrinter(language.English)

// table writes rows as Markdown, the first one as the head.
func table(rows ...[]string) string {
	var b strings.Builder
	for i, row := range rows {
		b.WriteString("| " + strings.Join(row, " | ") + " |\n")
		if i == 0 {
			b.WriteString(strings.Repeat("|---", len(row)) + "|\n")
		}
	}
	return b.String()
}
