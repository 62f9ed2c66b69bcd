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
		{"line separator", "Salé\u2028Rabat", 0, 2},
		{"paragraph separator and next line", "Salé\u2029Rabat\u0085Fès", 0, 3},
		{"digits on both sides of a line separator", "10\u2028000", 0, 2},
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
		{"lines and cells on one line", "<table><tr><td>a<br>b<td>c</table>", 9, "a b c"},
		{"line separators of layout programs on one line", "<p>Salé\u2028Rabat \u2029 Fès\u0085Taza</p>", 9, "Salé Rabat Fès Taza"},
		{"no cut after a French pronoun or determiner", "Il dit que notre ville dort", 4, "Il dit…"},
		{"no cut after an Arabic conjunction", "أعلن الوزير أن الحكومة ستدعم الفلاحين", 3, "أعلن الوزير…"},
		{"no cut after an Arabic preposition", "ذهب الولد إلى المدرسة صباحا", 3, "ذهب الولد…"},
		{"no cut after an Arabic preposition behind a conjunction", "ذهب الولد وفي المدرسة لعب", 3, "ذهب الولد…"},
		{"no cut after a conjunction of two words", "Il arrive parce qu’il pleut fort", 4, "Il arrive…"},
		{"no cut between the words of a preposition", "Il est venu grâce à la pluie", 5, "Il est venu…"},
		{"no cut after forms of être and avoir", "Le prix est de près de cent", 4, "Le prix…"},
		{"no cut after a number that counts the next word", "Il pèse en tout 5 kg", 5, "Il pèse en tout…"},
		{"a year can end an excerpt", "Il revient après 2026 à Fès", 4, "Il revient après 2026…"},
		{"the east can end an excerpt", "Il vient de l’Est et part", 4, "Il vient de l’Est…"},
		{"no cut after an Arabic conjunction of time", "رفض الوزير عندما سئل عن الأمر", 3, "رفض الوزير…"},
		{"a few English words are told by what follows", "Morocco beat Spain as the keeper saved two of them", 4, "Morocco beat Spain…"},
		{"an Arabic noun can end an excerpt", "ذهب الولد فجرا إلى المدرسة", 3, "ذهب الولد فجرا…"},
		{"no cut after small English words", "The port of Rabat opens with the new tramway", 7, "The port of Rabat opens…"},
		{"no cut after an English word that is a French noun", "The port and the town reopen or close", 7, "The port and the town reopen…"},
		{"a French noun that is an English small word", "Le Wydad marque un but à Fès", 5, "Le Wydad marque un but…"},
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

// TestExcerptOfProse checks what excerpts of HTML leave out, which plain text cannot show.
func TestExcerptOfProse(t *testing.T) {
	for _, c := range []struct{ rule, html, want string }{
		{"a heading", "<h2>Le souk</h2><p>Il rouvre à Fès.</p>", "Il rouvre à Fès."},
		{"a heading in the middle", "<p>Il rouvre.</p><h3>Des étals</h3><p>Le maire l’a dit.</p>", "Il rouvre. Le maire l’a dit."},
		{"a table", "<table><caption>Prix</caption><tr><th>Olives<td>12</table><p>Les prix montent.</p>", "Les prix montent."},
		{"a paragraph in a table", "<table><tr><td><p>12</p></table><p>Les prix montent.</p>", "Les prix montent."},
		{"text outside any paragraph is kept", "Les prix<h2>Titre</h2>montent.", "Les prix montent."},
		{"lists and quotations are kept", "<ul><li>Un souk</ul><blockquote>Un fondouk</blockquote>", "Un souk Un fondouk"},
		{"only headings", "<h2>Le souk rouvre</h2>", "Le souk rouvre"},
		{"only a table", "<table><tr><td>Le souk<td>rouvre</table>", "Le souk rouvre"},
		{"an empty paragraph is no text", "<p>&nbsp;</p><h2>Le souk rouvre</h2>", "Le souk rouvre"},
		{"a button", "<p>Le souk rouvre.<button>Partager</button></p>", "Le souk rouvre."},
		{"a link that is a button", `<p>Le souk rouvre.</p><div class="wp-block-button"><a class="wp-block-button__link" href="/a">S’abonner</a></div>`, "Le souk rouvre."},
		{"a link with the role of a button", `<p>Le souk rouvre.</p><a role=button href="/a">S’abonner</a>`, "Le souk rouvre."},
		{"only a button", "<button>S’abonner</button>", "S’abonner"},
		{"a button that never ends", "<p>Le souk <button>rouvre.</p>", "Le souk rouvre."},
		{"a footnote of WordPress", `<p>Le souk<sup data-fn="3f" class="fn"><a href="#3f" id="3f-link">1</a></sup> rouvre.</p>`, "Le souk rouvre."},
		{"a footnote of Word", `<p>Le souk<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> rouvre.</p>`, "Le souk rouvre."},
		{"a footnote of Markdown", `<p>Le souk<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup> rouvre.</p>`, "Le souk rouvre."},
		{"a footnote with its brackets outside the link", `<p>Le souk<sup>[<a href="#n2">2</a>]</sup> rouvre.</p>`, "Le souk rouvre."},
		{"a footnote with an asterisk", `<p>Le souk<a href="#n">*</a> rouvre.</p>`, "Le souk rouvre."},
		{"a footnote with an address", `<p>Le souk<sup><a href="https://exemple.ma/souk#note-4">4</a></sup> rouvre.</p>`, "Le souk rouvre."},
		{"a footnote without a link", `<p>Le souk<sup class="footnote">3</sup> rouvre.</p>`, "Le souk rouvre."},
		{"an exponent", "<p>Le 1<sup>er</sup> souk, de 30 m<sup>2</sup>, rouvre.</p>", "Le 1er souk, de 30 m2, rouvre."},
		{"a link to a place in the page", `<p>Le <a href="#souk">souk</a> rouvre en <a href="#an">2026</a>.</p>`, "Le souk rouvre en 2026."},
		{"a link to another page with a number", `<p>Le souk rouvre le <a href="/12">12</a>.</p>`, "Le souk rouvre le 12."},
		{"no text but a mark", `<p><a href="#n1">1</a></p><p>Le souk rouvre.</p>`, "Le souk rouvre."},
		{"a number that leads to a place in another page", `<p>Bilan : <a href="/direct#bilan">12</a> morts.</p>`, "Bilan : 12 morts."},
		{"a number that leads to a place in this page", `<p>L’article <a href="#art49">49</a> passe.</p>`, "L’article 49 passe."},
		{"a Roman numeral that leads to a place", `<p>Mohammed <a href="/rois#m6">VI</a> arrive.</p>`, "Mohammed VI arrive."},
		{"a letter that leads to a place", `<p>Il a <a href="#x">a</a>.</p>`, "Il a a."},
		{"a footnote of SPIP with its brackets", `<p>La pluie<span class="spip_note_ref">&nbsp;[<a href="#nb1" class="spip_note" rel="appendix">1</a>]</span> revient.</p>`, "La pluie revient."},
		{"brackets around a link", `<p>La pluie [<a href="#_ftn1">1</a>] revient (<a href="#note1">2</a>).</p>`, "La pluie revient."},
		{"several marks", `<p>La pluie<sup><a href="#fn1">1</a>, <a href="#fn2">2</a></sup> revient<a href="#fn3">3</a> <a href="#fn4">4</a>.</p>`, "La pluie revient."},
		{"marks without links", "<p>Fès<sup>[2]</sup>, la pluie<sup>(1)</sup>, le vent<sup>*</sup>, la neige<sup>1, 2</sup>, la mer<sup>1</sup>.</p>", "Fès, la pluie, le vent, la neige, la mer."},
		{"a mark before the word", `<p>Le <a href="#fn1">1</a>souk rouvre.</p>`, "Le souk rouvre."},
		{"a mark with a word", `<p>La pluie<sup class="reference"><a href="#cite_note-1">[note 1]</a></sup> revient.</p>`, "La pluie revient."},
		{"exponents of units", "<p>Il a 30 m<sup>2</sup>, 5 km<sup>2</sup>, 3 mètres<sup>3</sup>, E = mc<sup>2</sup> et 10<sup>3</sup>.</p>", "Il a 30 m2, 5 km2, 3 mètres3, E = mc2 et 103."},
		{"the footnotes at the end", `<p>Le souk rouvre.</p><ol class="wp-block-footnotes"><li>Loi de 2012.</li></ol>`, "Le souk rouvre."},
		{"the caption of WordPress's classic editor", `<div class="wp-caption"><img src="a.jpg"><p class="wp-caption-text">La rade. © X</p></div><p>La pluie revient.</p>`, "La pluie revient."},
		{"the caption of a gallery", `<dl class="gallery-item"><dt><img src="a.jpg"></dt><dd class="wp-caption-text gallery-caption">La rade</dd></dl><p>La pluie revient.</p>`, "La pluie revient."},
		{"the shortcode of a caption", `<p>[caption id="a" width="300"]<img src="a.jpg"> La rade[/caption]</p><p>La pluie [caption] revient.</p>`, "La pluie [caption] revient."},
		{"a heading by its role", `<div role="heading">Météo</div><p>La pluie revient.</p>`, "La pluie revient."},
		{"navigation and asides", `<nav><a href="/">Une</a></nav><aside>À lire aussi</aside><p>La pluie revient.</p>`, "La pluie revient."},
		{"a link in a sentence with the class of a button", `<p>Lire <a class="btn-link" href="/a">le rapport</a> complet.</p>`, "Lire le rapport complet."},
	} {
		if got := text.ExcerptHTML(c.html, 20); got != c.want {
			t.Errorf("%s: ExcerptHTML(%q) = %q, want %q", c.rule, c.html, got, c.want)
		}
		if got := text.Excerpt(text.Prose(c.html), 20); got != c.want {
			t.Errorf("%s: Excerpt(Prose(%q)) = %q, want %q", c.rule, c.html, got, c.want)
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
			if want := text.Excerpt(text.Prose(in), limit); got != want {
				t.Errorf("ExcerptHTML(%q, %d) = %q, but Excerpt of its prose is %q", in, limit, got, want)
			}
			if a, o := text.Count([]byte(got)); a+o > limit {
				t.Errorf("ExcerptHTML(%q, %d) = %q, which has more words", in, limit, got)
			}
		}
	})
}
