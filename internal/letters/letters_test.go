package letters

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/presse-go/presse/internal/conformance"
)

func fold(s string) string { return string(AppendFold(nil, s)) }

func words(s string) string {
	return string(AppendWords(nil, s, &Words{Separator: '-', Markup: true}))
}

// TestFoldTables holds Fold against the four tables it follows. A code point on
// which they agree, or that one of them alone folds, folds as they say.
func TestFoldTables(t *testing.T) {
	type opinion struct{ table, folds string }
	opinions := make(map[string][]opinion)
	for table, file := range map[string]string{
		"Lucene":    "slug/lucene_asciifolding_codepoints.tsv",
		"ICU":       "slug/icu72_latin_ascii_codepoints.tsv",
		"UCA":       "slug/uca15_primary_to_ascii.tsv",
		"WordPress": "slug/wordpress_remove_accents_codepoints.tsv",
	} {
		for _, row := range conformance.Table(t, file) {
			folds, ok := row["expected"]
			if !ok {
				folds = row["expected_primary_lowercase"]
			}
			opinions[row["input"]] = append(opinions[row["input"]], opinion{table, folds})
		}
	}
	passed, rows := 0, 0
	for input, all := range opinions {
		got := fold(input)
		for _, o := range all {
			rows++
			if o.folds == got || o.table == "UCA" && o.folds == strings.ToLower(got) {
				passed++
			} else {
				t.Logf("U+%04X %s: %q, %s has %q of %v", []rune(input)[0], input, got, o.table, o.folds, all)
			}
		}
	}
	t.Logf("%d of %d rows", passed, rows)
}

func TestNormal(t *testing.T) {
	bad := 0
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		s := string(r)
		for _, f := range []func(string) string{fold, words} {
			a := f(s)
			if b := f(norm.NFD.String(s)); a != b {
				if bad++; bad < 40 {
					t.Errorf("%U %s: %q, decomposed %q", r, s, a, b)
				}
			}
			if f(a) != a || !norm.NFC.IsNormalString(a) {
				if bad++; bad < 40 {
					t.Errorf("%U %s: %+q, then %+q, NFC %+q", r, s, a, f(a), norm.NFC.String(a))
				}
			}
		}
		if unicode.In(r, unicode.L, unicode.N) && words(s) == "" {
			t.Logf("%U %s: empty", r, s)
		}
	}
	t.Log(bad)
}

func TestNFC(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if s := string(r) + "\u0323\u0301"; NFC(s) != norm.NFC.String(s) {
			t.Errorf("%U: %+q, want %+q", r, NFC(s), norm.NFC.String(s))
		}
	}
}

func TestNormalizationTest(t *testing.T) {
	n := 0
	for _, row := range conformance.Table(t, "slug/unicode15_NormalizationTest.tsv") {
		var forms []string
		for _, f := range []string{"source_hex", "NFC_hex", "NFD_hex"} {
			var b strings.Builder
			for _, h := range strings.Fields(row[f]) {
				var r rune
				for _, c := range h {
					r = r<<4 | rune(strings.IndexRune("0123456789ABCDEF", c))
				}
				b.WriteRune(r)
			}
			if got, want := NFC(b.String()), norm.NFC.String(b.String()); got != want {
				t.Errorf("NFC(%+q) = %+q, want %+q", b.String(), got, want)
			}
			forms = append(forms, b.String())
		}
		ok := true
		for _, f := range []func(string) string{fold, words} {
			a, b, c := f(forms[0]), f(forms[1]), f(forms[2])
			if a != b || b != c {
				ok = false
				if n < 1000000 {
					t.Errorf("%+q: %+q %+q %+q", forms, a, b, c)
				}
			}
		}
		if ok {
			n++
		}
	}
	t.Log(n)
}
