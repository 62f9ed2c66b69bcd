package letters

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/presse-go/presse/internal/conformance"
)

func fold(s string) string { return string(AppendFold(nil, s)) }

func words(s string) string {
	slug, _ := AppendWords(nil, s, &Words{Separator: '-'})
	return string(slug)
}

// tables are the four tables that Fold follows.
var tables = []struct{ name, file, column string }{
	{"Lucene", "slug/lucene_asciifolding_codepoints.tsv", "expected"},
	{"ICU", "slug/icu72_latin_ascii_codepoints.tsv", "expected"},
	{"UCA", "slug/uca15_primary_to_ascii.tsv", "expected_primary_lowercase"}, // has no case
	{"WordPress", "slug/wordpress_remove_accents_codepoints.tsv", "expected"},
}

// choices lists the code points on which the tables disagree, or which one table
// folds and Fold does not, with the result of Fold and the reason for it.
var choices = map[rune]struct{ fold, why string }{
	'«': {`"`, "one quotation mark (Lucene), not two characters (ICU)"},
	'»': {`"`, "one quotation mark (Lucene), not two characters (ICU)"},
	'„': {`"`, "one quotation mark (Lucene), not two commas (ICU)"},
	'‚': {"'", "a quotation mark (Lucene), not a comma (ICU)"},
	'‹': {"'", "a quotation mark (Lucene), not less-than (ICU)"},
	'›': {"'", "a quotation mark (Lucene), not greater-than (ICU)"},
	'ǥ': {"g", "a small letter; Lucene has a capital by mistake"},
	'ǧ': {"g", "a small letter; Lucene has a capital by mistake"},
	'Ꞅ': {"S", "a capital; Lucene has it swapped with the small letter"},
	'ꞅ': {"s", "a small letter; Lucene has it swapped with the capital"},
	'ẛ': {"s", "a long s with a dot; Lucene mistakes it for an f"},
	'ℌ': {"H", "a black-letter H (UCA); ICU mistakes it for an x"},
	'ß': {"ss", "three of four tables; WordPress has s"},
	'ĸ': {"q", "its modern Greenlandic spelling (Lucene, ICU); WordPress has k"},
	'ŉ': {"n", "Lucene and WordPress; ICU keeps the apostrophe"},

	'£': {"£", "a currency sign; WordPress drops it"},
	'€': {"€", "a currency sign; WordPress has E"},
	'₠': {"₠", "a currency sign; ICU has CE"},
	'₢': {"₢", "a currency sign; ICU has Cr"},
	'₣': {"₣", "a currency sign; ICU has Fr."},
	'₤': {"₤", "a currency sign; ICU has L."},
	'₧': {"₧", "a currency sign; ICU has Pts"},
	'₹': {"₹", "a currency sign; ICU has Rs"},
	'₨': {"₨", "a currency sign; UCA has rs"},
	'₺': {"₺", "a currency sign; ICU has TL"},

	'\u00AD': {"", "a soft hyphen, which is invisible; ICU has -"},

	'\u0340': {"", "an accent, folded away; ICU returns its normal form"},
	'\u0341': {"", "an accent, folded away; ICU returns its normal form"},
	'\u0343': {"", "an accent, folded away; ICU returns its normal form"},
	'\u0344': {"", "two accents, folded away; ICU returns their normal form"},

	'\u1ABF': {"", "a w below: canonical order puts it before letters above, so as a letter it would give equivalent texts different folds"},
	'\u1DCA': {"", "an r below: for the same reason"},
}

func TestFoldAgreesWithTheTables(t *testing.T) {
	chosen := make(map[rune]bool)
	for _, table := range tables {
		rows, chosenHere := 0, 0
		for _, row := range conformance.Table(t, table.file) {
			input, want := row["input"], row[table.column]
			rows++
			got := fold(input)
			if got == want || table.name == "UCA" && strings.ToLower(got) == want {
				continue
			}
			r := []rune(input)[0]
			choice, ok := choices[r]
			if !ok || choice.fold != got {
				t.Errorf("Fold(%q) = %q, want %q as in the %s table (%U)", input, got, want, table.name, r)
			}
			chosen[r] = true
			chosenHere++
		}
		t.Logf("%s: %d of %d rows agree, %d differ by choice", table.name, rows-chosenHere, rows, chosenHere)
	}
	for r := range choices {
		if !chosen[r] {
			t.Errorf("choices has %U, but no table disagrees with Fold there", r)
		}
	}
}

// The columns of testdata/folding.tsv are a code point, its fold, the tables that
// have that fold ("Unicode" if it follows from the decomposition alone) and what
// the other tables have.
func TestFoldOfCodePoints(t *testing.T) {
	table, err := os.ReadFile("testdata/folding.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if got := fold(row[0]); got != row[1] {
			t.Errorf("Fold(%q) = %q, want %q as in %s", row[0], got, row[1], row[2])
		}
	}
}

func TestFoldFrenchWords(t *testing.T) {
	for _, list := range []struct{ file, column string }{
		{"slug/french_lexicon_fold.tsv", "expected"},
		{"slug/french_ligature_words_fold.tsv", "expected_lowercase"},
		{"slug/lucene_TestASCIIFoldingFilter.tsv", "expected"},
	} {
		rows := conformance.Table(t, list.file)
		passed := 0
		for _, row := range rows {
			got := fold(row["input"])
			if list.column == "expected_lowercase" {
				got = strings.ToLower(got)
			}
			choice, chosen := choices[[]rune(row["input"] + " ")[0]]
			switch {
			case got == row[list.column], chosen && got == choice.fold:
				passed++
			default:
				t.Errorf("Fold(%q) = %q, want %q", row["input"], got, row[list.column])
			}
		}
		t.Logf("%s: %d of %d", list.file, passed, len(rows))
	}
}

// TestEquivalents checks that canonically equivalent texts have the same fold, the
// same words and the same normal form C, which must be the one of x/text.
func TestEquivalents(t *testing.T) {
	rows := conformance.Table(t, "slug/unicode15_NormalizationTest.tsv")
	passed := 0
	for _, row := range rows {
		source, composed, decomposed := hex(t, row["source_hex"]), hex(t, row["NFC_hex"]), hex(t, row["NFD_hex"])
		ok := true
		for _, f := range []func(string) string{fold, words, NFC} {
			if got, again, other := f(source), f(composed), f(decomposed); got != again || got != other {
				t.Errorf("%+q: got %+q, but %+q from its NFC and %+q from its NFD", source, got, again, other)
				ok = false
			}
		}
		if got := NFC(source); got != composed {
			t.Errorf("NFC(%+q) = %+q, want %+q", source, got, composed)
			ok = false
		}
		if ok {
			passed++
		}
	}
	t.Logf("%d of %d", passed, len(rows))
}

func hex(t *testing.T, points string) string {
	var b strings.Builder
	for point := range strings.FieldsSeq(points) {
		r, err := strconv.ParseInt(point, 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteRune(rune(r))
	}
	return b.String()
}

// TestEveryCodePoint checks invariants of every code point, alone, after a letter
// that loses accents and after one that keeps them.
func TestEveryCodePoint(t *testing.T) {
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		switch {
		case r >= 0xD800 && r < 0xE000:
			continue // surrogates
		case r >= 0x3400 && r < 0xA000, r >= 0xAC00 && r < 0xD800, r >= 0x20000 && r < 0xE0000, r >= 0xE1000:
			if r%97 != 0 && r < 0x2F800 || r > 0x2FB00 {
				continue // a sample will do for ideographs and Hangul
			}
		}
		for _, before := range []string{"", "a", "ا"} {
			s := before + string(r) + "\u0323\u0301"
			for _, f := range []func(string) string{fold, words} {
				got := f(s)
				if other := f(norm.NFD.String(s)); got != other {
					t.Errorf("%U: got %+q from %+q, but %+q from its NFD", r, got, s, other)
				}
				if again := f(got); again != got || !norm.NFC.IsNormalString(got) {
					t.Errorf("%U: got %+q from %+q, and then %+q, want the same again, in NFC", r, got, s, again)
				}
			}
			if got, want := NFC(s), norm.NFC.String(s); got != want {
				t.Errorf("%U: NFC(%+q) = %+q, want %+q", r, s, got, want)
			}
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if words(string(r)) == "" {
				t.Errorf("%U %c: a letter or digit has an empty slug", r, r)
			}
		}
	}
}

// TestPresentationForms checks that presentation forms of Arabic and Hebrew letters have
// the words of their letters, unless these have none.
func TestPresentationForms(t *testing.T) {
	for r := rune(0xFB00); r < 0xFF00; r++ {
		if !unicode.IsLetter(r) {
			continue
		}
		of := norm.NFKC.String(string(r))
		if got, want := words("a"+string(r)), words("a"+of); got != want {
			t.Errorf("%U %c: words of a and it are %q, want %q, as for %q", r, r, got, want, of)
		}
	}
}

func TestWordsOfScripts(t *testing.T) {
	for _, c := range []struct{ rule, title, want string }{
		{"Tifinagh follows the IRCAM table", "ⵜⴰⵎⴰⵣⵉⵖⵜ, ⴰⵡⴰⵍ ⵏ ⵉⵎⴰⵣⵉⵖⵏ", "tamazight-awal-n-imazighn"},
		{"Arabic keeps its letters", "المغرب يفوز على إسبانيا", "المغرب-يفوز-على-إسبانيا"},
		{"tashkeel and tatweel are dropped", "المَغْرِبُ مُـــبَاشَر", "المغرب-مباشر"},
		{"hamza as a separate mark", "ا\u0654خبار", "أخبار"},
		{"Arabic presentation forms", "ﺍﻟﻤﻐﺮﺏ", "المغرب"},
		{"Arabic ligatures, as text from PDF has them", "ﳊﳌ ﷺ ﷴ ﷲ", "لحلم-صلى-الله-عليه-وسلم-محمد-الله"},
		{"Arabic digits", "٢٠٢٦ و ۱۹۵۶", "2026-و-1956"},
		{"Cyrillic follows the French press", "Хрущёв, Путин и Чайковский", "khrouchtchev-poutin-i-tchaikovskii"},
		{"Greek", "Αθήνα: ο Τσίπρας", "athina-o-tsipras"},
		{"Hebrew without points", "שָׁלוֹם", "שלום"},
		{"Korean, decomposed", norm.NFD.String("한국 뉴스"), "한국-뉴스"},
		{"Japanese, half-width", "ﾆｭｰｽ", "ニュース"},
		{"ideographs of every plane", "日本語𠀀豈", "日本語𠀀豈"},
		{"Hindi keeps its vowel signs", "हिन्दी समाचार", "हिन्दी-समाचार"},
		{"Armenian in lower case", "Երևան", "երևան"},
		{"ayn and hamza of romanised Arabic", "ʿAbd al-Raḥmān, Muʾmin", "abd-al-rahman-mumin"},
		{"right-to-left marks vanish", "\u200fالرباط\u200e \u2067و\u2069 سلا", "الرباط-و-سلا"},
	} {
		if got := words(c.title); got != c.want {
			t.Errorf("%s: slug of %q = %q, want %q", c.rule, c.title, got, c.want)
		}
	}
}
