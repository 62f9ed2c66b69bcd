package conformance

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

// watched is a testing.TB that records the outcome of a test and its message.
type watched struct {
	testing.TB
	outcome string // "went on", or "skipped" or "failed" and the message
}

func (w *watched) Helper()      {}
func (w *watched) Name() string { return "TestWatched" }

func (w *watched) end(outcome string) {
	w.outcome = outcome
	runtime.Goexit()
}

func (w *watched) Skip(args ...any)  { w.end("skipped: " + fmt.Sprint(args...)) }
func (w *watched) SkipNow()          { w.end("skipped") }
func (w *watched) Fatal(args ...any) { w.end("failed: " + fmt.Sprint(args...)) }
func (w *watched) Fatalf(format string, args ...any) {
	w.end("failed: " + fmt.Sprintf(format, args...))
}

// watch runs use as a test until it returns, skips or fails, and returns the outcome.
func watch(use func(testing.TB)) string {
	w := &watched{outcome: "went on"}
	done := make(chan bool)
	go func() {
		defer close(done)
		use(w)
	}()
	<-done
	return w.outcome
}

// folder creates a data folder with the given files, by name, and sets PRESSE_DATA to it.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PRESSE_NO_DATA", "")
	t.Setenv("PRESSE_DATA", dir)
	return dir
}

func TestPath(t *testing.T) {
	const noData = "skipped: no real data: skipping all tests of this package that need them (set PRESSE_DATA to their folder)"
	dir := folder(t, map[string]string{"a.txt": ""})
	skips := filepath.Join(t.TempDir(), "skips")
	t.Setenv("PRESSE_SKIPS", skips)
	_, before := said.LoadAndDelete("no real data")
	t.Cleanup(func() {
		said.Delete("no real data")
		if before {
			said.Store("no real data", true)
		}
	})
	for _, c := range []struct{ rule, data, without, name, want string }{
		{"a file that exists", dir, "", "a.txt", "went on"},
		{"the folder itself", dir, "", "", "went on"},
		{"a missing file fails", dir, "", "b.txt", "failed: real data missing"},
		{"a missing folder fails", filepath.Join(dir, "absent"), "", "a.txt", "failed: real data missing"},
		{"without data the first test is skipped with the reason", dir, "1", "a.txt", noData},
		{"without data the second test is skipped without the reason", dir, "1", "a.txt", "skipped"},
	} {
		t.Setenv("PRESSE_DATA", c.data)
		t.Setenv("PRESSE_NO_DATA", c.without)
		var path string
		got := watch(func(tb testing.TB) { path = Path(tb, c.name) })
		if got != c.want && (!strings.HasPrefix(c.want, "failed") || !strings.HasPrefix(got, c.want)) {
			t.Errorf("%s: Path(%q): got outcome %q, want %q", c.rule, c.name, got, c.want)
		}
		if want := filepath.Join(dir, c.name); got == "went on" && path != want {
			t.Errorf("%s: Path(%q) = %q, want %q", c.rule, c.name, path, want)
		}
	}

	list, err := os.ReadFile(skips)
	here, _ := os.Getwd()
	if want := strings.Repeat(here+" TestWatched: no real data\n", 2); string(list) != want || err != nil {
		t.Errorf("list of skipped tests: got %q, error %v, want %q", list, err, want)
	}
	t.Setenv("PRESSE_SKIPS", filepath.Join(dir, "absent", "skips"))
	if got := watch(func(tb testing.TB) { Path(tb, "a.txt") }); !strings.HasPrefix(got, "failed") {
		t.Errorf("a list that cannot be written: got outcome %q, want a failure", got)
	}
}

// TestPathBesideTheCheckout checks that, without PRESSE_DATA, the data are read from next
// to the checkout if they are there, and the test is skipped if they are not.
func TestPathBesideTheCheckout(t *testing.T) {
	t.Setenv("PRESSE_SKIPS", "")
	t.Setenv("PRESSE_NO_DATA", "")
	t.Setenv("PRESSE_DATA", "")
	beside := filepath.Join("..", "..", "..", "shared", "data")
	_, err := os.Stat(beside)
	got := watch(func(tb testing.TB) { Path(tb, "README.md") })
	if err == nil && got != "went on" || errors.Is(err, os.ErrNotExist) && !strings.HasPrefix(got, "skipped") {
		t.Errorf("Stat(%s) returns %v, but the outcome is %q", beside, err, got)
	}
}

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRead(t *testing.T) {
	folder(t, map[string]string{
		"plain.txt": "texte\n",
		"whole.gz":  gzipped(t, "texte\n"),
		"cut.gz":    gzipped(t, strings.Repeat("texte\n", 10))[:25],
		"none.gz":   "texte",
	})
	for _, name := range []string{"plain.txt", "whole.gz"} {
		if got := string(Read(t, name)); got != "texte\n" {
			t.Errorf("Read(%q) = %q, want %q", name, got, "texte\n")
		}
	}
	for _, name := range []string{"cut.gz", "none.gz", ""} {
		if got := watch(func(tb testing.TB) { Read(tb, name) }); !strings.HasPrefix(got, "failed") {
			t.Errorf("Read(%q): got outcome %q, want a failure", name, got)
		}
	}
}

func TestLines(t *testing.T) {
	folder(t, map[string]string{
		"lines.txt": "un\n\ntrois\nquatre",
		"long.txt":  strings.Repeat("x", 200_000) + "\nfin\n",
		"huge.txt":  strings.Repeat("x", 65<<20),
	})
	var got []string
	Lines(t, "lines.txt", func(n int, line []byte) { got = append(got, fmt.Sprint(n, string(line))) })
	if want := []string{"1un", "3trois", "4quatre"}; !reflect.DeepEqual(got, want) {
		t.Errorf("lines are numbered with the empty ones: got %q, want %q", got, want)
	}
	last := 0
	Lines(t, "long.txt", func(n int, _ []byte) { last = n })
	if last != 2 {
		t.Errorf("a long line: got last line number %d, want 2", last)
	}
	if got := watch(func(tb testing.TB) { Lines(tb, "huge.txt", func(int, []byte) {}) }); !strings.HasPrefix(got, "failed: huge.txt") {
		t.Errorf("a line of 65 MB: got outcome %q, want a failure that names the file", got)
	}
}

func TestTable(t *testing.T) {
	folder(t, map[string]string{
		"good.tsv": "input\twant\nÉté\tete\nun\\tdeux\t\nseul\n",
		"wide.tsv": "input\twant\na\tb\n1\t2\t3\n",
	})
	want := []Row{{"input": "Été", "want": "ete"}, {"input": "un\tdeux", "want": ""}, {"input": "seul"}}
	if got := Table(t, "good.tsv"); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	got := watch(func(tb testing.TB) { Table(tb, "wide.tsv") })
	if want := "failed: wide.tsv:3: 3 fields under 2 columns"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestUnescape(t *testing.T) {
	for in, want := range map[string]string{
		`plain`:          "plain",
		`a\tb\nc\rd\\e`:  "a\tb\nc\rd\\e",
		`x\u{A0}y`:       "x\u00a0y",
		`\u{1F600}`:      "😀",
		`\u{x}y`:         `\u{x}y`,
		`\u{}`:           `\u{}`,
		`\u{FFFFFFFFF}`:  "\ufffd",
		`\\t\é`:          `\té`,
		`ends in \`:      `ends in \`,
		`ends in \u`:     `ends in \u`,
		`\u without hex`: `\u without hex`,
		`\ux}`:           `\ux}`,
		`\u{41`:          `\u{41`,
		`\x`:             "x",
	} {
		if got := unescape(in); got != want {
			t.Errorf("unescape(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPhrasesAreKeptOnce(t *testing.T) {
	if got := len(Phrases("bis bis bis bis bis bis bis")); got != 1 {
		t.Errorf("got %d phrases, want 1", got)
	}
}

func TestContainment(t *testing.T) {
	const six = "Le port de Tanger rouvre lundi" // two phrases
	for _, c := range []struct {
		rule, a, b string
		want       float64
	}{
		{"the same text", six, six, 1},
		{"case and punctuation are ignored", six, "LE PORT, de Tanger : rouvre… lundi !", 1},
		{"the fraction is that of the shorter text", six, "Le port de Tanger rouvre mardi et pour longtemps", 0.5},
		{"the order of the texts is irrelevant", "Le port de Tanger rouvre mardi et pour longtemps", six, 0.5},
		{"the order of words matters", six, "lundi rouvre Tanger de port Le", 0},
		{"digits are words", "Le port 2 rouvre lundi", "Le port 3 rouvre lundi", 0},
		{"exactly five words", "Le port de Tanger rouvre", six, 1},
		{"fewer than five words", "Le port de Tanger", "Le port de Tanger", 0},
	} {
		if got := Containment(Phrases(c.a), Phrases(c.b)); got != c.want {
			t.Errorf("%s: Containment of %q and %q = %v, want %v", c.rule, c.a, c.b, got, c.want)
		}
	}
}
