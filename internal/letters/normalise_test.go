package letters

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

func TestNFC(t *testing.T) {
	marks := func(n int) string { return strings.Repeat("\u0323", n) }
	for _, c := range []struct{ rule, in, want string }{
		{"ASCII is unchanged", "etat <b>", "etat <b>"},
		{"French is unchanged", "L’État, cœur", "L’État, cœur"},
		{"letters and marks compose", "e\u0301te\u0301", "été"},
		{"marks are sorted by class", "ا\u0655\u0654", "إ\u0654"},
		{"Hangul composes", "\u1112\u1161\u11ab", "한"},
		{"singletons are replaced", "\u212b \u1fef \u037e", "Å ` ;"},
		{"composition exclusions stay decomposed", "\u0958", "\u0915\u093c"},
		{"beyond the first plane", "\U00011131\U00011127", "\U0001112e"},
		{"compatibility ideographs", "\U0002f800\uf900", "丽豈"},
		{"invalid UTF-8 is dropped", "e\xff\u0301\xc3", "é"},
		{"invalid UTF-8 is dropped before letters compose", "\xffe\u0301", "é"},
		{"U+FFFD stays", "é\ufffd", "é\ufffd"},
		{"a joiner in the text stays", "e\u034f\u0301", "e\u034f\u0301"},
		{"thirty marks", "a" + marks(29) + "\u0301", "ạ" + marks(28) + "\u0301"},
		{"more than thirty marks", "a" + marks(31) + "\u0301", "ạ" + marks(30) + "\u0301"},
		{"the last of many marks composes if no mark of its class precedes it", "e" + strings.Repeat("\u0332", 40) + "\u0301", "é" + strings.Repeat("\u0332", 40)},
		{"the last of many marks moves to the front if its class is lower", "e" + strings.Repeat("\u0306", 40) + "\u0327", "ḝ" + strings.Repeat("\u0306", 39)},
		{"two marks of a class compose one after the other", "u" + strings.Repeat("\u0308\u0304", 20), "ǖ" + strings.Repeat("\u0308\u0304", 19)},
		{"letters next to one with many marks", "e\u0301\u1112\u1161\u11aba" + marks(31) + "\u0958é\u212b", "é한ạ" + marks(30) + "\u0915\u093céÅ"},
		{"many marks without a letter", marks(31) + "\u0307", marks(31) + "\u0307"},
		{"a joiner after many marks stays", "a" + marks(31) + "\u034f\u0301", "ạ" + marks(30) + "\u034f\u0301"},
	} {
		if got := NFC(c.in); got != c.want {
			t.Errorf("%s: NFC(%+q) = %+q, want %+q", c.rule, c.in, got, c.want)
		}
		if got := NFC(c.want); got != c.want {
			t.Errorf("%s: NFC(%+q) = %+q, want itself", c.rule, c.want, got)
		}
	}
}

func TestSettledIsInNormalForm(t *testing.T) {
	for r := range rune(0x30000) {
		if r >= 0xD800 && r < 0xE000 || !settled(r) {
			continue
		}
		if s := string(r); norm.NFC.String(s) != s || !norm.NFC.PropertiesString(s).BoundaryBefore() {
			t.Errorf("settled(%U) = true, but x/text would change it or compose it with the preceding character", r)
		}
	}
	for _, r := range "é’…–أم日한\u200f" {
		if !settled(r) {
			t.Errorf("settled(%q) = false, want true: NFC would be slow", r)
		}
	}
}

func TestNFCDoesNotAllocateForNormalText(t *testing.T) {
	for _, s := range []string{"L’État, cœur", "المغرب أخبار", "ⵜⴰⵎⴰⵣⵉⵖⵜ"} {
		if n := testing.AllocsPerRun(100, func() { NFC(s) }); n > 0 {
			t.Errorf("NFC(%q) allocates %v times, want 0", s, n)
		}
	}
}

// Half a million marks take a tenth of a second; a quadratic sort would take
// minutes.
func TestMillionsOfMarks(t *testing.T) {
	for _, unit := range []string{"\u0301", "\u0315\u0300", "\u0655\u0654\u064b", "e\u0301", "ا\u0654\u0655"} {
		in := "ا" + strings.Repeat("\u0323", 31) + strings.Repeat(unit, 1<<19/len(unit))
		start := time.Now()
		folded := NFC(in)
		AppendFold(nil, in)
		AppendWords(nil, in, &Words{Separator: '-'})
		if took := time.Since(start); took > time.Minute || len(folded) == 0 {
			t.Errorf("half a megabyte of %+q took %v and became %d bytes, want at most a minute and some text", unit, took, len(folded))
		}
	}
}

// The rules of composition hold however many marks a letter has.
func TestNFCOfManyMarks(t *testing.T) {
	below := strings.Repeat("\u0316", 31) // class 220, composes with nothing
	for in, want := range map[string]string{
		"a" + below + "\u0301":       "\u00e1" + below,             // marks below do not block a mark above
		"a" + below + "\u030d\u0301": "a" + below + "\u030d\u0301", // a mark of its own class does
		"a\u0301" + below:            "\u00e1" + below,
		"a" + below + "b\u0301":      "a" + below + "b\u0301",
		"\u1100\u1161" + below:       "\uac00" + below,
	} {
		if got := NFC(in); got != want {
			t.Errorf("NFC(%+q) = %+q, want %+q", in, got, want)
		}
	}
}

// AppendFold composes letters that compose with the preceding letter.
func TestFoldComposesLetters(t *testing.T) {
	if got := string(AppendFold(nil, "\u1100\u1161\u11a8 \u00e9")); got != "\uac01 e" {
		t.Errorf("AppendFold of conjoining jamo and é = %+q, want %+q", got, "\uac01 e")
	}
}
