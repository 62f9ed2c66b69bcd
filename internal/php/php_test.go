package php

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/presse-go/presse/internal/conformance"
)

// goldenRows returns the pairs of quoted strings in a file written by testdata/golden.php.
func goldenRows(t *testing.T, name string) (rows [][2]string) {
	t.Helper()
	golden, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(golden)) {
		var row [2]string
		for i, field := range strings.Split(strings.TrimSuffix(line, "\n"), "\t") {
			if row[i], err = strconv.Unquote(field); err != nil {
				t.Fatalf("%s: %s: %v", name, field, err)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func TestStripTagsAsPHPDoes(t *testing.T) {
	for _, row := range goldenRows(t, "strip_tags.tsv") {
		if got := stripTags(row[0]); got != row[1] {
			t.Errorf("stripTags(%q) = %q, want %q", row[0], got, row[1])
		}
	}
}

func TestSanitizedTitleAsWordPressDoes(t *testing.T) {
	for _, row := range goldenRows(t, "sanitize_title.tsv") {
		if got := string(AppendSanitizedTitle([]byte("-"), row[0])); got != "-"+row[1] {
			t.Errorf("AppendSanitizedTitle(-, %q) = %q, want %q", row[0], got, "-"+row[1])
		}
	}
}

// The golden file is written by testdata/wp_trim_words.php.
func TestTrimWordsAsWordPressDoes(t *testing.T) {
	golden, err := os.ReadFile("testdata/wp_trim_words.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(golden)) {
		var c struct {
			Text, More, Want string
			Words            int
		}
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		if got := TrimWords(c.Text, c.Words, c.More); got != c.Want {
			t.Errorf("TrimWords(%q, %d, %q) = %q, want %q", c.Text, c.Words, c.More, got, c.Want)
		}
	}
}

// TestHostileTexts processes two megabytes of input that would take several minutes if
// every position started a search. The limit of one minute leaves room for slow machines.
func TestHostileTexts(t *testing.T) {
	for _, unit := range []string{"<", "<a", "<!--", "<script>", "<style", "<?xml", "&", "& ;", "%c3", "é", "e\u0301", "\xff&", "a "} {
		in := strings.Repeat(unit, 1<<20/len(unit)) + "<script>" + strings.Repeat("x", 1<<20) + "</script>"
		start := time.Now()
		TrimWords(in, 1<<20, "…")
		AppendSanitizedTitle(nil, in)
		if took := time.Since(start); took > time.Minute {
			t.Errorf("two megabytes of %q took %v, want at most a minute", unit, took)
		}
	}
}

// TestRemoveAccents compares removeAccents with WordPress's own table for each code point
// of the basic multilingual plane.
func TestRemoveAccents(t *testing.T) {
	folds := make(map[rune]string)
	for _, row := range conformance.Table(t, "slug/wordpress_remove_accents_codepoints.tsv") {
		folds[[]rune(row["input"])[0]] = row["expected"]
	}
	for r := rune(0x80); r < 0x10000; r++ {
		if r >= 0xD800 && r < 0xE000 {
			continue
		}
		want, ok := folds[r]
		if !ok {
			want = norm.NFC.String(string(r))
			if want != string(r) {
				continue // singletons; the table has only the Ångström sign
			}
		}
		if got := removeAccents(string(r)); string(got) != want {
			t.Errorf("removeAccents(%U) = %q, want %q", r, got, want)
		}
	}
}

// TestRemoveAccentsOfBlocks checks letters at the bounds of the blocks in WordPress's
// table, and the letters just outside them.
func TestRemoveAccentsOfBlocks(t *testing.T) {
	const known = "ªº£€ɑßĸÀÖØöøÿĀſƠơƯưǍǜȘșȚțẠỹ"
	const unknown = "¿×÷ƀƝƟƮƲǌǝȗȜɐẟỺ¢¥µ"
	for _, r := range known {
		if got := string(removeAccents(string(r))); strings.ContainsFunc(got, func(r rune) bool { return r > unicode.MaxASCII }) {
			t.Errorf("removeAccents(%q) = %q, want ASCII", r, got)
		}
	}
	for _, r := range unknown {
		if got := string(removeAccents(string(r))); got != string(r) {
			t.Errorf("removeAccents(%q) = %q, want it unchanged", r, got)
		}
	}
}
