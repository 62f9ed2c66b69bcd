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

// goldenRows returns the quoted strings of each line of a file written by
// testdata/golden.php.
func goldenRows(t *testing.T, name string) (rows [][]string) {
	t.Helper()
	golden, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(golden)) {
		var row []string
		for field := range strings.SplitSeq(strings.TrimSuffix(line, "\n"), "\t") {
			s, err := strconv.Unquote(field)
			if err != nil {
				t.Fatalf("%s: %s: %v", name, field, err)
			}
			row = append(row, s)
		}
		rows = append(rows, row)
	}
	return rows
}

func TestStripTagsAsPHPDoes(t *testing.T) {
	for _, row := range goldenRows(t, "testdata/strip_tags.tsv") {
		if got := stripTags(row[0]); got != row[1] {
			t.Errorf("stripTags(%q) = %q, want %q", row[0], got, row[1])
		}
	}
}

func TestSanitizedTitleAsWordPressDoes(t *testing.T) {
	for _, row := range goldenRows(t, "testdata/sanitize_title.tsv") {
		checkTitle(t, Title{Lang: "fr"}, row[0], row[1])
	}
}

// checkTitle checks both ways of making a slug: in one pass, if that is possible, and in
// the steps of PHP.
func checkTitle(t *testing.T, o Title, title, want string) {
	t.Helper()
	if got := string(o.Append([]byte("-"), title)); got != "-"+want {
		t.Errorf("%+v.Append(-, %q) = %q, want %q", o, title, got, "-"+want)
	}
	if got := string(o.appendAny([]byte("-"), title)); got != "-"+want {
		t.Errorf("%+v.appendAny(-, %q) = %q, want %q", o, title, got, "-"+want)
	}
}

// languages are the languages of the locales in sanitize_title_locales.tsv.
var languages = []string{"fr", "de", "da", "ca", "sr", "bs"}

func TestTitleInLocalesAsWordPressDoes(t *testing.T) {
	for _, row := range goldenRows(t, "testdata/sanitize_title_locales.tsv") {
		for i, want := range strings.Split(row[1], "\t") {
			checkTitle(t, Title{Lang: languages[i]}, row[0], want)
		}
	}
}

// TestRandomTitles compares titles with what WordPress makes of them. They are in the file
// $PRESSE_TITLES, which testdata/golden.php prints.
func TestRandomTitles(t *testing.T) {
	name := os.Getenv("PRESSE_TITLES")
	if name == "" {
		t.Skip("PRESSE_TITLES is not set")
	}
	rows := goldenRows(t, name)
	for _, row := range rows {
		if checkTitle(t, Title{Lang: row[1][:2]}, row[0], row[2]); t.Failed() {
			break
		}
	}
	t.Logf("%d titles", len(rows))
}

// TestTitleInOnePass checks that one pass over a title makes the same slug as the steps of
// PHP, or says that it cannot.
func TestTitleInOnePass(t *testing.T) {
	check := func(o Title, title string) bool {
		t.Helper()
		got, ok := o.appendPlain([]byte("-"), title)
		if want := o.appendAny([]byte("-"), title); ok && string(got) != string(want) {
			t.Errorf("%+v.appendPlain(-, %+q) = %q, want %q", o, title, got, want)
		}
		return ok
	}
	for _, lang := range languages {
		for r := rune(1); r <= unicode.MaxRune; r++ {
			ok := check(Title{Lang: lang}, "e"+string(r)+"E")
			if r < 0x250 && !ok && !strings.ContainsRune("<·", r) {
				t.Errorf("%q needs the steps of PHP", r)
			}
			if lang != "fr" && r > 0x2000 {
				break
			}
		}
	}
	// The limit of WordPress is reached at each byte of each title.
	for _, o := range []Title{{}, {Lang: "de"}, {KeepCase: true}, {KeepRuns: true}, {KeepCase: true, KeepRuns: true}} {
		for _, end := range []string{
			"Œuvre", "ÉÉ", "££É", "Ä’Ä", "مم", "м🔥日", "🔥", "\xff", "…  -", "е\u0301", "e\u0301", "a<b>c", "a%41", "a&b;", "-- -.--", "---c3---", "×b", "’’’a",
			"fin. Suite", "3,5 %", "%", "%a", "%%41", "--%-c3---", "-%-b", "%4%1", "R&D", "%Fès", "%c£3", "%cç", "3 %\u00a0:", "%ß", "&a\u037e", "%\u0301", "a\tb \t c", "- : « Oui » -", "A_b/C",
		} {
			for n := range MaxTitle + 2 {
				check(o, strings.Repeat("a", n)+end)
				check(o, strings.Repeat("é ", n/2)+end+"\xe9")
				check(o, strings.Repeat("م", n/6)+end+"م")
			}
		}
	}
}

func TestTitleOptions(t *testing.T) {
	for _, c := range []struct {
		rule, title, want string
		o                 Title
	}{
		{"capitals are kept", "L’Œuvre d’Éva à Salé", "LOEuvre-dEva-a-Sale", Title{KeepCase: true}},
		{"octets are in lower case even if capitals are kept", "Ж %C3%A9B", "%d0%96-%c3%a9B", Title{KeepCase: true}},
		{"hyphens are not collapsed, spaces are", "Oui - non : ou  i", "oui---non-ou-i", Title{KeepRuns: true}},
		{"hyphens kept around hexadecimal digits are no octet", "Citroën - C3 - essai", "citroen---c3---essai", Title{KeepRuns: true}},
		{"hyphens kept around hexadecimal digits are no octet in a slug either", "citroen---c3---essai%C3%a9", "citroen---c3---essai%c3%a9", Title{KeepRuns: true}},
		{"octets are in lower case in invalid UTF-8 too", "x\xe9É%C3", "xeA%c3", Title{KeepCase: true}},
		{"a full stop and an em dash are hyphens", "si... — fin", "si------fin", Title{KeepRuns: true}},
		{"hyphens at the ends are dropped", "- Oui...", "oui", Title{KeepRuns: true}},
	} {
		checkTitle(t, c.o, c.title, c.want)
		if t.Failed() {
			t.Fatalf("%s", c.rule)
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
	for _, unit := range []string{"<", "<a", "<!--", "<script>", "<style", "<?xml", "&", "& ;", "%", "%c3", "é", "e\u0301", "\xff&", "a "} {
		in := strings.Repeat(unit, 1<<20/len(unit)) + "<script>" + strings.Repeat("x", 1<<20) + "</script>"
		start := time.Now()
		TrimWords(in, 1<<20, "…")
		Title{}.Append(nil, in)
		if took := time.Since(start); took > time.Minute {
			t.Errorf("two megabytes of %q took %v, want at most a minute", unit, took)
		}
	}
}

// TestRemoveAccents compares removeAccents with WordPress's own table for each code point
// of the basic multilingual plane.
func TestRemoveAccents(t *testing.T) {
	folds := map[rune]string{'Ə': "E", 'ǝ': "e"} // since 6.3; the table is that of 6.1.9
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
		if got := (Title{}).removeAccents(string(r)); string(got) != want {
			t.Errorf("removeAccents(%U) = %q, want %q", r, got, want)
		}
	}
}

// TestRemoveAccentsOfBlocks checks letters at the bounds of the blocks in WordPress's
// table, and the letters just outside them.
func TestRemoveAccentsOfBlocks(t *testing.T) {
	const known = "ªº£€ƏǝɑßĸÀÖØöøÿĀſƠơƯưǍǜȘșȚțẠỹ"
	const unknown = "¿×÷ƀƎƐƝƟƮƲǌǞȗȜɐẟỺ¢¥µ"
	for _, r := range known {
		if got := string((Title{}).removeAccents(string(r))); strings.ContainsFunc(got, func(r rune) bool { return r > unicode.MaxASCII }) {
			t.Errorf("removeAccents(%q) = %q, want ASCII", r, got)
		}
	}
	for _, r := range unknown {
		if got := string((Title{}).removeAccents(string(r))); got != string(r) {
			t.Errorf("removeAccents(%q) = %q, want it unchanged", r, got)
		}
	}
}
