package publish

import (
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

func TestHreflang(t *testing.T) {
	for _, test := range []struct {
		rule string
		in   presse.Lang
		want string
	}{
		{"a language of ISO 639-1", "fr", "fr"},
		{"with a country", "fr-MA", "fr-MA"},
		{"with a script", "zh-Hant", "zh-Hant"},
		{"with both", "zh-Hant-TW", "zh-Hant-TW"},
		{"an underscore and any case", "AR_ma", "ar-MA"},
		{"a code of three letters that has one of two", "ara", "ar"},
		{"Tamazight has none", "zgh", ""},
		{"Kabyle has none, with a script either", "kab-Tfng", ""},
		{"a region that is no country is left out", "es-419", "es"},
		{"nor is a union of countries", "fr-EU", "fr"},
		{"variants and extensions are left out", "fr-CA-x-quebec", "fr-CA"},
		{"not a language", "français", ""},
		{"no language", "", ""},
	} {
		if got := hreflang(test.in); got != test.want {
			t.Errorf("%s: hreflang(%q) = %q, want %q", test.rule, test.in, got, test.want)
		}
	}
}

func TestLocale(t *testing.T) {
	for _, test := range []struct {
		rule       string
		paper, in  presse.Lang
		want, bcp4 string
	}{
		{"a language and its country", "", "fr-CA", "fr_CA", "fr-CA"},
		{"the country of the newspaper", "fr-MA", "ar", "ar_MA", "ar"},
		{"the likely country", "", "fr", "fr_FR", "fr"},
		{"the likely country where the newspaper has none", "fr", "de", "de_DE", "de"},
		{"a language without a code of two letters", "", "zgh", "zgh_MA", "zgh"},
		{"no language", "", "", "", ""},
		{"not a language", "fr-MA", "français", "", ""},
	} {
		s := &story{site: &Site{Lang: test.paper}}
		if got := s.locale(test.in); got != test.want {
			t.Errorf("%s: locale(%q) = %q, want %q", test.rule, test.in, got, test.want)
		}
		if got := tag(test.in); got != test.bcp4 {
			t.Errorf("%s: tag(%q) = %q, want %q", test.rule, test.in, got, test.bcp4)
		}
	}
}

func TestLocales(t *testing.T) {
	s := &story{site: &Site{Lang: "fr-MA"}, a: presse.Article{Lang: "fr"}}
	for _, l := range []presse.Lang{"ar", "fr-MA", "ar-MA", "en-GB", "français", "x-default"} {
		s.editions = append(s.editions, edition{lang: l})
	}
	own, others := s.locales()
	if want := []string{"ar_MA", "en_GB"}; own != "fr_MA" || !slices.Equal(others, want) {
		t.Errorf("each locale once, those of the editions without that of the story: got %q and %q, want fr_MA and %q", own, others, want)
	}
}

func TestAppendText(t *testing.T) {
	for _, test := range []struct{ rule, in, html, json string }{
		{"plain text stays as it is", "« L’été » à 12 000 m² — أخبار", "« L’été » à 12 000 m² — أخبار", "« L’été » à 12 000 m² — أخبار"},
		{"what means something is escaped", `a & <b> "c" 'd' \e`, `a &amp; &lt;b&gt; &#34;c&#34; &#39;d&#39; \e`, `a \u0026 \u003cb\u003e \"c\" 'd' \\e`},
		{"a character reference is text", "&amp;", "&amp;amp;", `\u0026amp;`},
		{"an end of line is a space", "a\nb\r\nc\rd\u2028e\u0085f\tg", "a b c d e f g", "a b c d e f g"},
		{"white space at the ends goes", " \u00a0a\u202f ", "a", "a"},
		{"control characters go", "a\x00b\x1bc\x7fd\u0080e", "abcde", "abcde"},
		{"noncharacters go", "a\ufffeb\uffffc\ufdd0d\ufdefe\U0001fffff\U0010fffeg", "abcdefg", "abcdefg"},
		{"their neighbours stay", "\ufffd\ufdcf\ufdf0\U0001fffd\U00020000\U0001f600\u00a0\u00a1", "\ufffd\ufdcf\ufdf0\U0001fffd\U00020000\U0001f600\u00a0\u00a1", "\ufffd\ufdcf\ufdf0\U0001fffd\U00020000\U0001f600\u00a0\u00a1"},
		{"invalid UTF-8 is replaced", "a\xffb", "a\ufffdb", "a\ufffdb"},
		{"an open override is closed", "a\u202eb", "a\u202eb\u202c", "a\u202eb\u202c"},
		{"an open isolate is closed", "a\u2066b", "a\u2066b\u2069", "a\u2066b\u2069"},
		{"an open embedding is closed", "a\u202ab", "a\u202ab\u202c", "a\u202ab\u202c"},
		{"the end of an isolate that closes nothing goes", "a\u2069b", "ab", "ab"},
		{"the end of an override that closes nothing goes", "a\u202cb", "ab", "ab"},
		{"what closes nothing goes", "a\u2069b<c\u202c>", "ab&lt;c&gt;", `ab\u003cc\u003e`},
		{"marks of direction stay", "a\u200fb\u200e", "a\u200fb\u200e", "a\u200fb\u200e"},
		{"a mark of order of bytes stays within a text", "a\ufeffb", "a\ufeffb", "a\ufeffb"},
	} {
		if got := string(appendText(nil, test.in, inHTML)); got != test.html {
			t.Errorf("%s: %q in HTML is %q, want %q", test.rule, test.in, got, test.html)
		}
		if got := string(appendText([]byte("x"), test.in, inJSON)); got != "x"+test.json {
			t.Errorf("%s: %q in JSON is %q, want %q", test.rule, test.in, got, "x"+test.json)
		}
	}
	if got, want := string(appendText(nil, "un\r\n\ndeux", inJSONLines)), `un\n\ndeux`; got != want {
		t.Errorf("lines of a paragraph: got %q, want %q", got, want)
	}
}

// TestPrintableBodies checks that bodies lose the characters that titles lose, in all formats.
func TestPrintableBodies(t *testing.T) {
	const in, want = "a\x01b\x7fc\u0080d\u009fe\ufffef\U0001ffffg\ufdd0h&#127;i&#x81;j&#xfdd0;k\xffl\u0085m&#x80;n\U0001f600", "abcdefghijk\ufffdl m€n\U0001f600"
	a := coreStory()
	a.Headline, a.Body, a.Deck = strings.NewReplacer("&#127;", "", "&#x81;", "", "&#xfdd0;", "", "&#x80;", "€").Replace(in), "<p title=\"x\x7f\">"+in+"</p>", ""
	a.Corrections = []presse.Note{{Kind: "correction", Body: "<p>" + in + "</p>"}}
	site := coreSite()
	r := coreRelease(t, site, a)
	if got, want := string(r.story.body(presse.ScopeArticle)), `<p title="x">`+want+`</p>`; got != want {
		t.Errorf("the body is %q, want %q", got, want)
	}
	if got, want := r.story.public().Corrections[0].Body, "<p>"+want+"</p>"; got != want {
		t.Errorf("the correction is %q, want %q", got, want)
	}
	head := string(site.Head(r))
	for _, want := range []string{"<title>" + want + "</title>", `"description":"` + want + `"`, `"text":"` + want + `"`} {
		if !strings.Contains(head, want) {
			t.Errorf("the head lacks %q:\n%s", want, head)
		}
	}
	var feed strings.Builder
	if err := site.WriteRSS(&feed, Feed{}, listed(r)); err != nil {
		t.Fatal(err)
	}
	if want := "<![CDATA[<p title=\"x\">" + want + "</p>]]>"; !strings.Contains(feed.String(), want) {
		t.Errorf("the feed lacks %q:\n%s", want, feed.String())
	}
}
