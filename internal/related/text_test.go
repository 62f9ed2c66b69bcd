package related

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/related/scoring"
	"github.com/presse-go/presse/internal/text"
)

// wordsOf returns the words of a body, each with its properties.
func wordsOf(body string) (out []string) {
	for w := range scoring.Words(scoring.Text{Body: body}) {
		out = append(out, fmt.Sprintf("%s field %d paragraph %d joined %t common %t quoted %t", w.Folded, w.Field, w.Paragraph, w.Joined, w.Common, w.Quoted))
	}
	return out
}

// differ compares the words of a body with those of its plain text. It returns a
// description of the first difference, or "" if there is none. If the body has anything
// that Text may leave out, its words need only be some of the others, in their order.
func differ(body string) string {
	plain := string(text.Append(nil, body))
	got, want := wordsOf(Text(body)), wordsOf(plain)
	if slices.Equal(got, want) {
		return ""
	}
	if mayLeaveOut(body, plain) {
		all := foldedOf(plain)
		for i, c := range foldedOf(Text(body)) {
			n := strings.IndexRune(all, c)
			if n < 0 {
				return fmt.Sprintf("letter %d, %q, is in %q but not there in %q", i, c, Text(body), plain)
			}
			all = all[n+utf8.RuneLen(c):]
		}
		return ""
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			return fmt.Sprintf("word %d of %d and %d:\n%q\n%q", i, len(got), len(want), got[min(i, len(got)):], want[min(i, len(want)):])
		}
	}
	return ""
}

// foldedOf returns the words of a body as one string.
func foldedOf(body string) string {
	var b strings.Builder
	for w := range scoring.Words(scoring.Text{Body: body}) {
		b.Write(w.Folded)
	}
	return strings.ToValidUTF8(b.String(), "?")
}

// mayLeaveOut reports whether the body may have parts that Text leaves out.
func mayLeaveOut(body, plain string) bool {
	body = strings.ToLower(body)
	for _, sign := range []string{"<a", "<nav", "<button", "<sup", "class", "role", "id"} {
		if strings.Contains(body, sign) {
			return true
		}
	}
	return strings.ContainsAny(plain, "@/[") || strings.Contains(strings.ToLower(plain), "www.") ||
		slices.ContainsFunc(strings.Split(plain, "\n"), text.IsPointer)
}

func TestWordsAreThoseOfPlainText(t *testing.T) {
	for _, c := range []struct{ rule, body string }{
		{"an empty body", ""},
		{"plain text", "La crue a surpris la ville.\n\nElle se retire."},
		{"CRLF line endings", "La crue\r\n\r\na surpris\r\nla ville \n \n hier"},
		{"tabs", "La crue\ta surpris\t\tla ville"},
		{"other white space in blank lines", "La crue\n\t\n\f\na surpris\n\v\nla ville"},
		{"paragraphs of no-break spaces", "La crue\n\n\u00a0\u202f\n\na surpris\n\n\u200b\n\nla ville"},
		{"a no-break space between line ends", "La crue\n\u00a0\na surpris"},
		{"paragraphs of punctuation marks", "* * *\n\nLa crue\n\n—\n\na surpris"},
		{"blank lines at both ends", "\n\n La crue \n\n"},
		{"invalid UTF-8", "La cr\xffue a\xe2\x80 surpris\n\n\xff\n\nla ville"},
		{"Unicode line and paragraph separators", "La crue\u2028a surpris\u2029la\u0085ville"},
		{"paragraphs of HTML", "<p>La crue</p><p></p><p>a <b>surp</b>ris</p><ul><li>la<li>ville</ul>"},
		{"hidden text", `<p>La crue</p><p hidden>n’a rien</p><script>"x"</script>a surpris`},
		{"references", "l&rsquor;&Eacute;tat &laquo;&nbsp;d&eacute;borde&nbsp;&raquo; &lt;b&gt; &amp;amp;"},
		{"characters that look like markup", "R&D, x < 3 et AT&T"},
		{"NUL", "La \x00cr\x00ue"},
		{"what the WordPress editor leaves behind", "La crue\n\n<!--more-->\n\na surpris<br><br>la ville<br>hier"},
	} {
		assert.Equal(t, wordsOf(string(text.Append(nil, c.body))), wordsOf(Text(c.body)), "%s: %q", c.rule, c.body)
	}
}

// TestWordsThatTellNothing has what is on the page but in no story. Its text may be HTML
// or plain.
func TestWordsThatTellNothing(t *testing.T) {
	for _, c := range []struct{ rule, body, want string }{
		// hidden and beside the story
		{"hidden text", `<p>La crue</p><p hidden>Caché</p><p style="display: none">Caché</p><template>Caché</template>`, "la crue"},
		{"text for screen readers", `<p>La crue <span class="screen-reader-text">Partager</span>monte</p><p class="sr-only">Menu</p>`, "la crue monte"},
		{"navigation", `<nav><a href="/">Accueil</a> Sport</nav><p>La crue</p>`, "la crue"},
		{"an aside", `<p>La crue</p><aside><h2>Le chiffre</h2><p>Douze</p></aside><p>monte</p>`, "la crue monte"},
		{"a box of related articles", `<p>La crue</p><div class="bloc-lire-aussi"><h3>Tramway</h3><p>Retour en mai</p></div><p>monte</p>`, "la crue monte"},
		{"a box of WordPress’s plugins", `<p>La crue</p><div class="jp-relatedposts"><p>Le tramway</p></div>`, "la crue"},
		{"a box by its role", `<p>La crue</p><div role="complementary"><p>Le tramway</p></div>`, "la crue"},
		{"a box without an end", `<p>La crue</p><div class="related-posts"><p>Le tramway`, "la crue le tramway"},
		{"a class that is no box", `<p>La crue</p><p class="correlated">monte</p>`, "la crue monte"},
		{"a button", `<p>La crue</p><button>S’abonner</button><p>monte</p>`, "la crue monte"},
		{"the mark of a footnote", `<p>La crue<sup><a href="#fn1">1</a></sup> monte</p>`, "la crue monte"},
		{"headings and tables are part of the story", `<h2>Bilan</h2><table><tr><td>Fès</td></tr></table><p>La crue</p>`, "bilan fes la crue"},
		{"a body of nothing else is kept", `<aside><p>La crue</p></aside>`, "la crue"},

		// links
		{"a paragraph that is a link", `<p>La crue</p><p><a href="/t">Le tramway revient</a></p><p>monte</p>`, "la crue monte"},
		{"a list of links, with dashes", `<p>La crue</p><ul><li>– <a href="/t">Le tramway</a></li><li><b><a href="/u">Le port</a></b> ;</li></ul>`, "la crue"},
		{"a link in a sentence is part of it", `<p>La crue de <a href="/s">l’oued Sébou</a> monte</p>`, "la crue de l oued sebou monte"},
		{"a link after a word in Tifinagh is part of the sentence", `<p>ⴼⴰⵙ <a href="/s">Fès</a></p>`, "ⴼⴰⵙ fes"},
		{"a body that is one link is kept", `<a href="/t">Le tramway revient</a>`, "le tramway revient"},

		// labels
		{"À lire aussi", "La crue\n\nÀ lire aussi : Le tramway revient\n\nmonte", "la crue monte"},
		{"without accents, with a sign before it", "La crue\n\n» A LIRE AUSSI Le tramway revient", "la crue"},
		{"with a no-break space", "La crue\n\nLire aussi\u00a0: « Le tramway »", "la crue"},
		{"in HTML, with a link", `<p>La crue</p><p><strong>Lire aussi :</strong> <a href="/t">Le tramway</a></p><p>monte</p>`, "la crue monte"},
		{"a heading over links", `<p>La crue</p><h3>Sur le même sujet</h3><ul><li><a href="/t">Le tramway</a></ul>`, "la crue"},
		{"on a line of a paragraph", "La crue<br>Voir aussi : le tramway<br>monte", "la crue monte"},
		{"Lire la suite", "La crue\n\n… Lire la suite sur LeMatin.ma", "la crue"},
		{"alone", "La crue\n\nPour aller plus loin", "la crue"},
		{"first", "À lire aussi : Le tramway revient\n\nLa crue", "la crue"},
		{"several", "La crue\nLire aussi : un\nLire aussi : deux\nmonte", "la crue monte"},
		{"in English", "The flood\n\nRead more: Trams return", "the flood"},
		{"in Arabic", "الفيضان\n\nاقرأ أيضًا: عودة الترامواي\n\nإقرأ أيضا عودة الترامواي", "فيض"},
		{"a sentence that begins like a label", "Sur le même sujet, le maire se tait", "sur le meme sujet le maire se tait"},
		{"a sentence that begins with a certain label", "À lire aussi, le roman de Salma", "a lire aussi le roman de salma"},
		{"a sentence with a verb like a label", "Lire Camus reste un plaisir", "lire camus reste un plaisir"},
		{"a label that continues as a word", "Lire aussitôt : voilà", "lire aussitot voila"},

		// addresses and shortcodes
		{"an address", "La crue (https://exemple.ma/crue?id=7) monte", "la crue monte"},
		{"an address without a scheme", "La crue, www.exemple.ma, monte", "la crue monte"},
		{"an address of a picture", "La crue pic.twitter.com/Qx7Rt monte", "la crue monte"},
		{"in HTML", `<p>La crue <a href="https://exemple.ma">https://exemple.ma/crue</a> monte</p>`, "la crue monte"},
		{"an e-mail address", "La crue : salma.idrissi@exemple.ma monte", "la crue monte"},
		{"the name of a site is a name", "Booking.com et LeMatin.ma", "booking com et lematin ma"},
		{"a handle is a name", "Selon @SalmaIdrissi", "selon salmaidrissi"},
		{"a hashtag is a word", "La crue #Fès", "la crue fes"},
		{"a slash is not an address", "Le 24/7 en km/h et M. Alami/Mme Tazi", "le 24 7 en km h et m alami mme tazi"},
		{"a gallery", "La crue\n\n[gallery ids=\"1,2\"]\n\n[gallery]\n\nmonte", "la crue monte"},
		{"a caption keeps its text", "La crue [caption id=\"a1\" align=\"left\"]Le pont[/caption] monte", "la crue le pont monte"},
		{"an embed", "La crue [embed]https://exemple.ma/v[/embed] monte", "la crue monte"},
		{"the desk’s brackets are words", "La crue [sic] du [ministre] monte [NDLR : hier]", "la crue sic du ministre monte ndlr hier"},
	} {
		var got []string
		for w := range scoring.Words(scoring.Text{Body: Text(c.body)}) {
			got = append(got, string(w.Folded))
		}
		assert.Equal(t, c.want, strings.Join(got, " "), "%s: %q", c.rule, c.body)
	}
}

// TestHeadlinesAreKept checks that a headline may be a link and look like a label.
func TestHeadlinesAreKept(t *testing.T) {
	for _, c := range []struct{ rule, headline, want string }{
		{"a headline may be a link", `<a href="/c">La crue monte</a>`, "La crue monte"},
		{"a headline may look like a label", "À voir : la crue", "À voir : la crue"},
		{"a headline has no addresses", "La crue https://exemple.ma", "La crue  "},
	} {
		assert.Equal(t, c.want, new(reader).line(c.headline), c.rule)
	}
}

func TestNumbersAloneAreNoReason(t *testing.T) {
	for _, c := range []struct {
		rule, asked, found string
		want               string // the reasons, or "no match"
	}{
		{"a shared number", "Grève en 2026", "Moisson de 2026", "no match"},
		{"several shared numbers", "Score : 3 à 1, 10 2026", "Moisson : 3 sacs, 1 champ, 10 2026", "no match"},
		{"Arabic digits", "إضراب ٢٠٢٦", "حصاد ٢٠٢٦", "no match"},
		{"a number next to a shared word is not named", "Grève 2026", "Grève et moisson 2026", "Grève"},
		{"a word with digits is a word", "Le G7 à Fès", "Moisson du G7", "G7"},
		{"a number that begins a name", "Le 4x4 au Maroc", "Moisson en 4x4", "4x4"},
		{"an hour", "Grève à 20h30", "Moisson à 20h30", "no match"},
		{"an ordinal", "La 1ère grève, la 2e grogne", "La 1ère moisson, le 2e champ", "no match"},
		{"a quantity", "Grève : 10km à pied", "Moisson sur 10km", "no match"},
	} {
		for _, exact := range []bool{false, true} {
			x := New()
			x.put(Article{ID: "a", Lang: "fr", Headline: c.found}, Article{ID: "b", Lang: "fr", Headline: "Tout autre chose"})
			got := "no match"
			for _, m := range x.about(Article{Lang: "fr", Headline: c.asked}, Query{Explain: true, Exact: exact}) {
				got = strings.Join(terms(m), " ")
			}
			assert.Equal(t, c.want, got, "%s, exact %t: %q and %q", c.rule, exact, c.asked, c.found)
		}
	}
}

func TestWordsOfAttacksAndPagesAreThoseOfPlainText(t *testing.T) {
	dir := conformance.Path(t, "sanitize")
	payloads, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	require.NoError(t, err)
	n := 0
	for _, path := range payloads {
		conformance.Lines(t, "sanitize/"+filepath.Base(path), func(line int, b []byte) {
			var in struct{ Payload string }
			require.NoError(t, json.Unmarshal(b, &in))
			if in.Payload != "" {
				n++
			}
			require.Empty(t, differ(in.Payload), "%s:%d: %q", path, line, in.Payload)
		})
	}
	pages := 0
	html, err := os.ReadDir(conformance.Path(t, "html"))
	require.NoError(t, err)
	for _, page := range html {
		if strings.HasSuffix(page.Name(), ".html.gz") {
			pages++
			require.Empty(t, differ(string(conformance.Read(t, "html/"+page.Name()))), page.Name())
		}
	}
	t.Logf("%d payloads, %d pages", n, pages)
	require.GreaterOrEqual(t, n, 20000)
	require.GreaterOrEqual(t, pages, 120)
}

func TestEveryApostropheIsOne(t *testing.T) {
	want := wordsOf("L’oued déborde, aujourd’hui")
	n := 0
	for _, r := range letters.Apostrophes {
		n++
		got := wordsOf(strings.ReplaceAll("L’oued déborde, aujourd’hui", "’", string(r)))
		assert.Equal(t, want, got, "with %q (%U)", r, r)
	}
	assert.Equal(t, 10, n)
}

func FuzzWordsAreThoseOfPlainText(f *testing.F) {
	for _, s := range []string{"La crue\n\n\u00a0\n\na surpris", "<p>l&rsquor;&Eacute;tat</p>", "a\r\n\f\n\"b\" « c »\tx", "é\u0301\u00ad\u200b\xff", "<!--", "x < y & z\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d := differ(s); d != "" {
			t.Errorf("%q: %s", s, d)
		}
	})
}
