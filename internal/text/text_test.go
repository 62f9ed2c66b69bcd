package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/text"
)

func TestCount(t *testing.T) {
	for _, c := range []struct {
		rule, text    string
		arabic, other int
	}{
		{"nothing", "", 0, 0},
		{"only spaces", " \u00a0\n\t\u202f ", 0, 0},
		{"an elision is one word", "l’eau d'ici", 0, 2},
		{"a compound is one word", "peut-être Saint-Denis", 0, 2},
		{"separate punctuation is not a word", "« Non » : oui ; et – ?", 0, 3},
		{"a no-break space separates words", "M.\u00a0Laftit\u202fparle", 0, 3},
		{"thousands grouped by a no-break space are one word", "10\u00a0000", 0, 1},
		{"thousands grouped by a narrow no-break space are one word", "1\u202f234\u202f567,5", 0, 1},
		{"thousands grouped by a space are one word", "10 000 personnes", 0, 2},
		{"number in brackets", "(10 000)", 0, 1},
		{"a year is not a group of thousands", "en 2020 300 personnes", 0, 4},
		{"pairs of digits are separate words", "05 22 30 12 00", 0, 5},
		{"four digits do not continue a number", "10 2024", 0, 2},
		{"a tab between cells separates numbers", "12\t300", 0, 2},
		{"a line break separates numbers", "12\n300", 0, 2},
		{"the signs of a number are not words", "+ 3,1\u00a0%", 0, 1},
		{"non-ASCII letters", "À Œuvre été", 0, 3},
		{"symbols are not words", "× ÷ € → 🎉", 0, 0},
		{"long word", strings.Repeat("é", 100), 0, 1},
		{"exactly one block of eight", "abcdefgh ij", 0, 2},
		{"Arabic", "أعلنت الحكومة، خطة؟", 3, 0},
		{"Arabic digits", "١٢", 1, 0},
		{"both scripts", "وزير Macron", 1, 1},
		{"Tifinagh", "ⵜⴰⵎⴰⵣⵉⵖⵜ ⴷ", 0, 2},
		{"ideographic space", "a\u3000b", 0, 2},
		{"invalid UTF-8", "a\xff b\xc2", 0, 2},
	} {
		if arabic, other := text.Count([]byte(c.text)); arabic != c.arabic || other != c.other {
			t.Errorf("%s: Count(%q) = %d, %d, want %d, %d", c.rule, c.text, arabic, other, c.arabic, c.other)
		}
	}
}

func TestExcerpt(t *testing.T) {
	for _, c := range []struct {
		rule  string
		html  string
		limit int
		want  string
	}{
		{"no comma before the ellipsis", "<p>Une série d’expositions, notamment d’art plastique, et de concerts.</p>", 6, "Une série d’expositions, notamment d’art plastique…"},
		{"the whole text if it is no longer than the limit", "<p>Un texte court.</p>", 3, "Un texte court."},
		{"the whole text if only punctuation exceeds the limit", "<p>Un texte court !</p>", 3, "Un texte court !"},
		{"limit zero", "<p>Un texte.</p>", 0, ""},
		{"negative limit", "<p>Un texte.</p>", -1, ""},
		{"no text", "<p></p>", 5, ""},
		{"paragraphs on one line", "<p>Un.</p><p>Deux trois</p>", 9, "Un. Deux trois"},
		{"lines and cells on one line", "a<br>b<table><tr><td>c<td>d</table>", 9, "a b c d"},
		{"no cut after an article", "Il visite la ville de la côte", 5, "Il visite la ville…"},
		{"no cut after an elided word", "Il voit qu’une loi suit", 3, "Il voit…"},
		{"no cut after a title", "Le ministre reçoit M. Laftit à Rabat", 4, "Le ministre reçoit…"},
		{"a period before the cut is removed", "Un mot. Une suite plus longue", 2, "Un mot…"},
		{"a question mark before the cut is kept", "Un mot ? Une suite plus longue", 2, "Un mot ?…"},
		{"marks before a closing guillemet are kept", "« Enfin ! » dit-il en riant", 1, "« Enfin ! »…"},
		{"a question mark without a space is kept", "Un mot? Une suite plus longue", 2, "Un mot?…"},
		{"a closing guillemet is kept", "Il dit «\u00a0non\u00a0» puis sort", 3, "Il dit «\u00a0non\u00a0»…"},
		{"an opening guillemet is removed", "Il dit : « le texte » est long", 3, "Il dit…"},
		{"an ellipsis is not doubled", "Un mot… et la suite", 2, "Un mot…"},
		{"only small words", "De la de la de la", 3, "De la de…"},
		{"a percent sign stays with its number", "Près de 25 % des voix", 3, "Près de 25 %…"},
		{"no-break spaces are kept", "<p>Prix&nbsp;: 10&#8239;000&nbsp;€ par an et par tête</p>", 4, "Prix\u00a0: 10\u202f000\u00a0€ par an…"},
		{"no cut after a small word that follows a no-break space", "Ils partent à\u00a0la ville voisine demain", 4, "Ils partent…"},
		{"no cut after a small word that begins a paragraph", "<p>Il est bloqué.</p><p>En ville, rien.</p>", 4, "Il est bloqué…"},
		{"a per mille sign stays with its number", "Près de 3 ‰ sont perdus hier", 3, "Près de 3 ‰…"},
		{"a pound sign stays with its number", "Il vaut 3 £ pièce ici", 3, "Il vaut 3 £…"},
		{"a dollar sign stays with its number", "Il vaut 3 $ pièce ici", 3, "Il vaut 3 $…"},
		{"invalid UTF-8 before a small word", "\x80 A 00", 1, "\ufffd…"},
		{"Arabic comma", "قال الوزير، ثم غادر القاعة", 2, "قال الوزير…"},
	} {
		if got := text.ExcerptHTML(c.html, c.limit); got != c.want {
			t.Errorf("%s: ExcerptHTML(%q, %d) = %q, want %q", c.rule, c.html, c.limit, got, c.want)
		}
		if got := text.Excerpt(text.Append(nil, c.html), c.limit); got != c.want {
			t.Errorf("%s: Excerpt of the text of %q, %d = %q, want %q", c.rule, c.html, c.limit, got, c.want)
		}
	}
}

func TestAppendKeepsWhatIsThere(t *testing.T) {
	if got := string(text.Append([]byte("Titre. "), " <p>Un.</p><p>Deux.</p> ")); got != "Titre. Un.\n\nDeux." {
		t.Errorf("got %q, want %q", got, "Titre. Un.\n\nDeux.")
	}
}

func TestReferences(t *testing.T) {
	for in, want := range map[string]string{
		"&amp;lt;":                          "&lt;",
		"&notit;":                           "¬it;",
		"&copy=2":                           "©=2",
		"&nGt;&nLt;":                        "≫⃒≪⃒",
		"&fjlig;":                           "fj",
		"&CounterClockwiseContourIntegral;": "∳",
		"&#x20AC;&#8364&#128;":              "€€€",
		"&#xD800;&#0;&#x110000;&#99999999999999999999;": "\ufffd\ufffd\ufffd\ufffd",
		"a&#32;&#10;b": "a b",
		"&":            "&", "&;": "&;", "&#": "&#", "&#x;": "&#x;", "&unknown;": "&unknown;", "& amp;": "& amp;",
	} {
		if got := string(text.Append(nil, in)); got != want {
			t.Errorf("Append(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestNoControlCharacters checks that text has no character that XML does not allow, so
// that a feed or a database can be filled with it.
func TestNoControlCharacters(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"a vertical tab, Word's line end, is white space", "<p>Un\vdeux</p>", "Un deux"},
		{"unless no text follows it in its element", "<p>Un\v</p><b>\vde\v</b>ux&#11;", "Un\n\ndeux"},
		{"controls are dropped", "<p>U\x00\x01n\x08 \x1bd\x1feux</p>", "Un deux"},
		{"controls at the end of a run of eight bytes", "<p>abcdefg\x02abcdefgh\x03</p>", "abcdefgabcdefgh"},
		{"controls written as references", "U&#1;n&#x1F; deux&#11;trois", "Un deux trois"},
		{"only controls are no paragraph", "<p>\x01</p><p>Un</p>", "Un"},
		{"noncharacters that XML does not allow", "a\ufffeb\uffff&#xFFFE;", "a\ufffdb\ufffd\ufffd"},
		{"their neighbours stay", "a\ufffdb\uffeec\U0001fffe", "a\ufffdb\uffeec\U0001fffe"},
		{"tab, newline and DEL are allowed", "a\tb\nc\x7f", "a b c\x7f"},
	} {
		if got := string(text.Append(nil, c.in)); got != c.want {
			t.Errorf("%s: Append(%q) = %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}

// pathological returns inputs of about n bytes each that have made HTML programs slow.
func pathological(n int) map[string]string {
	times := func(s string) string { return strings.Repeat(s, n/len(s)) }
	return map[string]string{
		"less-than signs":       times("<"),
		"open tags":             times("<div>"),
		"unclosed inline tags":  times("<b><i>"),
		"closed deep nesting":   times("<div>") + times("</div>"),
		"stray end tags":        times("</div>"),
		"unclosed comments":     times("<!--"),
		"dashes in a comment":   "<!--" + times("-"),
		"bogus comments":        times("</ "),
		"unclosed scripts":      times("<script>"),
		"scripts in comments":   "<script>" + times("<!--<script>"),
		"unclosed titles":       times("<title>"),
		"unclosed svgs":         times("<svg>"),
		"unclosed videos":       times("<video>"),
		"hidden elements":       times("<p hidden>"),
		"hidden unknown names":  times("<x hidden>"),
		"all hiding elements":   times("<svg><video><object><canvas><select><template><iframe><title><noscript>"),
		"long tag name":         "<" + times("a"),
		"long attribute name":   "<p " + times("a"),
		"many attributes":       "<p " + times("a=b ") + ">",
		"unclosed quotes":       times(`<p a="`),
		"ampersands":            times("&"),
		"references":            times("&eacute"),
		"unknown references":    times("&unknown;"),
		"long reference":        "&" + times("a"),
		"digits of a reference": "&#" + times("9"),
		"spaces":                times(" "),
		"line breaks":           times("<br>"),
		"blank paragraphs":      times("<p>&nbsp;</p>"),
		"no-break spaces":       times("\u00a0"),
		"opening guillemets":    times("« "),
		"closing guillemets":    times("» "),
		"periods":               times(". "),
		"initials":              times("A."),
		"digit groups":          times("000 "),
		"small words":           times("de la "),
	}
}

func BenchmarkPathological(b *testing.B) {
	for _, n := range []int{100 << 10, 3200 << 10} {
		for name, in := range pathological(n) {
			b.Run(name+"/"+map[bool]string{true: "3.2MB", false: "100KB"}[n > 1<<20], func(b *testing.B) {
				b.SetBytes(int64(len(in)))
				for b.Loop() {
					text.Append(nil, in)
					text.CountHTML(in)
					text.ExcerptHTML(in, 30)
				}
			})
		}
	}
}

// FuzzText checks what the functions promise for any input.
func FuzzText(f *testing.F) {
	for _, in := range pathological(64) {
		f.Add(in)
	}
	f.Add("<p>L&rsquo;&Eacute;tat <b>a</b> 10&nbsp;000 €.</p><figure><figcaption>x</figcaption></figure>")
	f.Fuzz(func(t *testing.T, in string) {
		plain := text.Append(nil, in)
		if !utf8.Valid(plain) {
			t.Errorf("Append(%q) = %q, which is not valid UTF-8", in, plain)
		}
		if strings.ContainsRune(string(plain), 0) {
			t.Errorf("Append(%q) = %q, which contains NUL", in, plain)
		}
		for p := range strings.SplitSeq(string(plain), "\n\n") {
			if p != strings.Trim(p, " \t\n\r\f") || p == "" && len(plain) > 0 || strings.Contains(p, "  ") {
				t.Errorf("Append(%q): paragraph %q is empty or has stray white space", in, p)
			}
		}
		escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(string(plain))
		if !strings.ContainsAny(escaped, "\t\n") {
			if again := string(text.Append(nil, escaped)); again != string(plain) {
				t.Errorf("text %q escaped and read again is %q", plain, again)
			}
		}
		arabic, other := text.Count(plain)
		if a, o := text.CountHTML(in); utf8.ValidString(in) && (a != arabic || o != other) {
			t.Errorf("CountHTML(%q) = %d, %d, but Count of its text is %d, %d", in, a, o, arabic, other)
		}
		for _, limit := range []int{1, 3, arabic + other} {
			got := text.ExcerptHTML(in, limit)
			if want := text.Excerpt(plain, limit); got != want {
				t.Errorf("ExcerptHTML(%q, %d) = %q, but Excerpt of its text is %q", in, limit, got, want)
			}
			if a, o := text.Count([]byte(got)); a+o > limit {
				t.Errorf("ExcerptHTML(%q, %d) = %q, which has more words", in, limit, got)
			}
		}
	})
}
