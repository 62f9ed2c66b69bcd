// Package conformance opens the real data that conformance tests and
// benchmarks measure against: headlines with their published URLs, folding
// tables, attack corpora, judged articles.
//
// The data live outside the repository, in $PRESSE_DATA or, when that is not
// set, in ../shared/data beside the checkout. Tests that need them are skipped
// on a clone without that folder, and everywhere when PRESSE_NO_DATA is set; a
// folder or file that should be there and is not is a failure.
package conformance

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
)

// Path returns the path of a data file or folder, named relative to the data
// folder, such as "slug/wanted.json".
func Path(tb testing.TB, name string) string {
	tb.Helper()
	dir, without := os.Getenv("PRESSE_DATA"), os.Getenv("PRESSE_NO_DATA") != ""
	if dir == "" {
		_, file, _, _ := runtime.Caller(0)
		dir = filepath.Join(filepath.Dir(file), "..", "..", "..", "shared", "data")
		if _, err := os.Stat(dir); err != nil {
			without = true
		}
	}
	if without {
		skip(tb)
	}
	path := filepath.Join(dir, filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		tb.Fatalf("real data missing (PRESSE_NO_DATA=1 does without): %v", err)
	}
	return path
}

var said atomic.Bool

// skip skips a test for want of data. The first test of a package says why; all
// are listed, one a line, in the file $PRESSE_SKIPS, which .ci/run counts.
func skip(tb testing.TB) {
	tb.Helper()
	if name := os.Getenv("PRESSE_SKIPS"); name != "" {
		list, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			tb.Fatal(err)
		}
		defer list.Close()
		folder, _ := os.Getwd() // the package's, in a test
		if _, err := fmt.Fprintln(list, folder, tb.Name()); err != nil {
			tb.Fatal(err)
		}
	}
	if said.Swap(true) {
		tb.SkipNow()
	}
	tb.Skip("no real data: all tests of this package that need them are skipped (set PRESSE_DATA to their folder)")
}

// Read returns the whole of a data file, decompressed when its name ends in .gz.
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
	if err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	text, err := io.ReadAll(zr)
	if err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	return text
}

// Lines calls do with each non-empty line of a data file, numbered from 1.
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

// Row is one row of a table, by column name.
type Row map[string]string

// Table returns the rows of a tab-separated file with a header row. The escapes
// \\ \t \n \r and \u{HEX} in fields are undone.
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

func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 't':
			b.WriteByte('\t')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 'u':
			end := strings.IndexByte(s[i:], '}')
			if end < 0 || i+1 >= len(s) || s[i+1] != '{' {
				b.WriteString(`\u`)
				continue
			}
			if r, err := strconv.ParseInt(s[i+2:i+end], 16, 32); err == nil {
				b.WriteRune(rune(r))
			}
			i += end
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
