// Package conformance reads the real data used by conformance tests and benchmarks:
// headlines with their published URLs, folding tables, attack corpora, and articles with
// relevance judgements.
//
// The data are outside the repository, in $PRESSE_DATA or, if that is not set, in
// ../shared/data next to the checkout. Tests that need them are skipped if neither exists
// or if PRESSE_NO_DATA is set. It is a failure if $PRESSE_DATA or a file is missing.
//
// It also has the check of several packages that hostile input takes linear time.
package conformance

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// Path returns the path of a data file or folder, given its name relative to the data
// folder, such as "slug/wanted.json".
func Path(tb testing.TB, name string) string {
	tb.Helper()
	dir, without := os.Getenv("PRESSE_DATA"), os.Getenv("PRESSE_NO_DATA") != ""
	if dir == "" {
		_, file, _, _ := runtime.Caller(0)
		dir = filepath.Join(filepath.Dir(file), "..", "..", "..", "shared", "data")
		_, err := os.Stat(dir)
		without = without || err != nil
	}
	if without {
		skip(tb)
	}
	path := filepath.Join(dir, filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		tb.Fatalf("real data missing (set PRESSE_NO_DATA=1 to skip the tests that need them): %v", err)
	}
	return path
}

// skip skips a test that needs data.
func skip(tb testing.TB) {
	tb.Helper()
	Skip(tb, "no real data", "set PRESSE_DATA to their folder")
}

var said sync.Map // the reasons that were given

// Skip skips a test for lack of something, such as "no real data". Only the first test of
// a package that is skipped for a reason gives it, with the remedy. If PRESSE_SKIPS is
// set, every skipped test is listed in that file with the reason, one per line; .ci/run
// counts the lines.
func Skip(tb testing.TB, why, remedy string) {
	tb.Helper()
	if name := os.Getenv("PRESSE_SKIPS"); name != "" {
		list, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			tb.Fatal(err)
		}
		defer list.Close()
		folder, _ := os.Getwd() // in a test, the folder of its package
		if _, err := fmt.Fprintf(list, "%s %s: %s\n", folder, tb.Name(), why); err != nil {
			tb.Fatal(err)
		}
	}
	if _, again := said.LoadOrStore(why, true); again {
		tb.SkipNow()
	}
	tb.Skip(why + ": skipping all tests of this package that need them (" + remedy + ")")
}

// Read returns the contents of a data file, decompressed if its name ends in .gz.
func Read(tb testing.TB, name string) []byte {
	tb.Helper()
	raw, err := os.ReadFile(Path(tb, name))
	if err != nil {
		tb.Fatal(err)
	}
	if !strings.HasSuffix(name, ".gz") {
		return raw
	}
	zr, err := gzip.NewReader(bytes.NewReader(raw))
	var text []byte
	if err == nil {
		text, err = io.ReadAll(zr)
	}
	if err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	return text
}

// Lines calls do for each non-empty line of a data file. Lines are numbered from 1,
// including empty ones.
func Lines(tb testing.TB, name string, do func(n int, line []byte)) {
	tb.Helper()
	sc := bufio.NewScanner(bytes.NewReader(Read(tb, name)))
	sc.Buffer(nil, 64<<20)
	for n := 1; sc.Scan(); n++ {
		if line := sc.Bytes(); len(line) > 0 {
			do(n, line)
		}
	}
	if err := sc.Err(); err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
}

// A Row is one row of a table, by column name.
type Row map[string]string

// Table returns the rows of a tab-separated file with a header row. It decodes the escapes
// \\, \t, \n, \r and \u{HEX} in fields.
func Table(tb testing.TB, name string) []Row {
	tb.Helper()
	var header []string
	var rows []Row
	Lines(tb, name, func(n int, line []byte) {
		fields := strings.Split(string(line), "\t")
		if header == nil {
			header = fields
			return
		}
		row := make(Row, len(header))
		for i, f := range fields {
			if i >= len(header) {
				tb.Fatalf("%s:%d: %d fields under %d columns", name, n, len(fields), len(header))
			}
			row[header[i]] = unescape(f)
		}
		rows = append(rows, row)
	})
	return rows
}

var escape = regexp.MustCompile(`\\(?:u\{[[:xdigit:]]+\}|.)`)

func unescape(s string) string {
	return escape.ReplaceAllStringFunc(s, func(e string) string {
		switch {
		case e == `\t`:
			return "\t"
		case e == `\n`:
			return "\n"
		case e == `\r`:
			return "\r"
		case e == `\u`:
			return e
		case strings.HasPrefix(e, `\u`):
			r, _ := strconv.ParseUint(e[len(`\u{`):len(e)-1], 16, 32) // U+FFFD when too large
			return string(rune(r))
		}
		return e[1:]
	})
}
