package wordpress

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

func TestHostileBodiesInLinearTime(t *testing.T) {
	options := BodyOptions{
		Media: func(id int64) (presse.Media, bool) { return presse.Media{URL: "https://a.example/a.jpg"}, id%2 == 0 },
		Block: func(id int64) (string, bool) {
			return "<!-- wp:block {\"ref\":2} /--> et <!-- wp:block {\"ref\":3} /-->", true
		},
		Link: func(s string) string { return s + "?" },
	}
	for _, piece := range []string{"[", "[[", "]", "<", "<p", "<p>", "\n\n<p", "<!--", "<!-- wp:", "<!-- wp:a {", "<!-- wp:a {\"a\":1} -->", "<!-- wp:a ", "}",
		"<!-- wp:paragraph -->", "<!-- wp:shortcode -->[a_b]", "<!-- wp:quote --><p>x", "<!-- /wp:a -->", "<!-- wp:block {\"ref\":1} /-->", "<!--more", "<!--nextpage-->",
		"[a_b]", "[a_b][/a_b]", "[a_b", "[/a_b]", "[a ", "[a =", "[a b=\"", "[a=", "[caption]", "[caption width=1]<img src=a> x[/caption]", "[caption width=1]<a <img ",
		"<a ", "<img ", "[gallery ids=\"1,2\"]", "[gallery ids=\"", "[audio ", "[note]", "[note]x[/note]", "http://", "\nhttps://youtu.be/abcdefghijk\n", "https://youtu.be/abcdefghijk ",
		"<p>https://youtu.be/abcdefghijk</p>", "<p>https://", "<p ", "<img class=wp-image-2>", "<img srcset='a 1x,", "<a href=\"", "<a title='[a_b]'>", "<script>", "&#91;", "\\", "\xff"} {
		for _, end := range []string{"", "]", "<!-- wp:p -->\"}-->"} {
			conformance.Linear(t, "Body of many "+piece, func(n int) { Body(strings.Repeat(piece, n/len(piece))+end, options) })
			conformance.Linear(t, "restrictedContent of many "+piece, func(n int) { restrictedContent(strings.Repeat(piece, n/len(piece)) + end) })
		}
	}
}

func TestBlocksNestedDeeply(t *testing.T) {
	for _, name := range []string{"group", "paragraph", "quote", "shortcode", "gallery"} {
		conformance.Linear(t, "Body of nested blocks "+name, func(n int) {
			depth := n / 5 // 100,000, if the test is not short
			in := strings.Repeat("<!-- wp:"+name+" --><div>", depth) + "mot" + strings.Repeat("</div><!-- /wp:"+name+" -->", depth)
			out, _ := Body(in, BodyOptions{})
			if got := presse.PlainText(out); !strings.Contains(out, "mot") || strings.Contains(out, "wp:") {
				t.Errorf("%s: Body loses the word or keeps comments: %.80s", name, got)
			}
		})
	}
}

// A reusable block that contains others twice grows with a power of two.
func TestReusableBlocksAreBounded(t *testing.T) {
	blocks := func(id int64) (string, bool) {
		next := strconv.FormatInt(id+1, 10)
		return "<p>mot</p><!-- wp:block {\"ref\":" + next + "} /--><!-- wp:block {\"ref\":" + next + "} /-->", true
	}
	out, losses := Body("<!-- wp:block {\"ref\":1} /-->", BodyOptions{Block: blocks})
	if n := strings.Count(out, "mot"); n < deepest || n > mostParts {
		t.Errorf("%d texts, want %d to %d", n, deepest, mostParts)
	}
	if len(losses) == 0 || losses[0].Err != errTooMany {
		t.Errorf("losses = %v, want %v", losses, errTooMany)
	}
}

func TestLossesOfOneKindAreReportedOnce(t *testing.T) {
	var in strings.Builder
	for range 1000 {
		in.WriteString("[sondage id=\"7\"] [carte_" + strings.Repeat("x", 500) + "] <!-- wp:acme/carte {\"a\":1} /-->")
	}
	_, losses := Body(in.String(), BodyOptions{})
	if len(losses) != 3 {
		t.Errorf("%d losses, want 3: %v", len(losses), losses)
	}
	for _, l := range losses {
		if len(l.Value) > 200 {
			t.Errorf("a loss with a value of %d bytes, want at most 200", len(l.Value))
		}
	}
}

// TestRepeatedGallery checks that nine bytes of a file cannot stand for all pictures of a
// story again and again.
func TestRepeatedGallery(t *testing.T) {
	ids := make([]int64, 1000)
	for i := range ids {
		ids[i] = int64(i + 1)
	}
	options := testOptions()
	options.Media = func(int64) (presse.Media, bool) { return presse.Media{URL: "https://a.example/a.jpg"}, true }
	options.attached = func(string) []int64 { return ids }
	for galleries, want := range map[int]int{1: 1000, 10: 10_000, 11: 10_000, 1000: 10_000} {
		out, losses := Body(strings.Repeat("[gallery]\n\n", galleries), options)
		if got := strings.Count(out, "<img"); got != want {
			t.Errorf("%d galleries of %d pictures: got %d pictures, want %d", galleries, len(ids), got, want)
		}
		told := slices.ContainsFunc(losses, func(l presse.Loss) bool { return l.Value == "gallery" && l.Kind == presse.LossDropped })
		if told != (galleries > 10) {
			t.Errorf("%d galleries of %d pictures lose %v", galleries, len(ids), losses)
		}
	}
}

func FuzzBody(f *testing.F) {
	for _, seed := range []string{
		"Un.\n\nDeux\ntrois", "<!-- wp:paragraph -->\n<p>Un</p>\n<!-- /wp:paragraph -->", "<!-- wp:list --><ul><li>a</li></ul><!-- /wp:list -->",
		`[caption id="a_1" width="3"]<img src="a.jpg"> Légende[/caption]`, `[gallery ids="1,2"]`, "[sic] [NDLR : x] [[a_b]] [vc_row][a]b[/a]",
		"https://youtu.be/abcdefghijk", "http://#", "https://a.example/a.mp3", `<!-- wp:block {"ref":1} /-->`, `<!-- wp:footnotes /-->`, "<!--more-->a<!--nextpage-->b",
		`<img class="wp-image-2" srcset="a 1x, b 2x"><a href="[a_b]">`, `[audio src="a.mp3"][video mp4="b.mp4"][embed]c[/embed][playlist ids=1]`,
		`<p class="x">https://vimeo.com/12</p>`, `[url=http://a.example]b[/url][note]c[/note]`,
		"http://" + strings.Repeat("\xcc", 300) + ".0", // its host is no UTF-8
	} {
		f.Add(seed)
	}
	options := BodyOptions{
		Media: func(id int64) (presse.Media, bool) {
			return presse.Media{URL: "https://a.example/a.jpg", Width: 3, Height: 4, Alt: `"<`, Caption: "Légende"}, id%3 != 0
		},
		Block: func(id int64) (string, bool) { return fmt.Sprintf("<!-- wp:block {\"ref\":%d} /-->", id%4), id%5 != 0 },
		Notes: []byte(`[{"id":"a","content":"b"}]`),
		Link:  func(s string) string { return "/" + s },
	}
	f.Fuzz(func(t *testing.T, in string) {
		out, losses := Body(in, options)
		again, _ := Body(in, options)
		if out != again {
			t.Fatalf("Body(%q) returns %q, then %q", in, out, again)
		}
		for _, l := range losses {
			if l.Field != "content" || l.Value == "" || l.Err == nil {
				t.Fatalf("Body(%q): incomplete loss %#v", in, l)
			}
		}
		safe := string(presse.Sanitize(out))
		if twice := string(presse.Sanitize(safe)); twice != safe {
			t.Fatalf("Body(%q) is not stable once sanitized:\n%q\n%q", in, safe, twice)
		}
		if strings.ContainsAny(in, "<>[]&\x00") || !strings.Contains(out, "<p>") || strings.Contains(in, "://") {
			return
		}
		if got, want := visibleWords(out), visibleWords(in); !slices.Equal(got, want) {
			t.Fatalf("Body(%q) has the words %q, want %q", in, got, want)
		}
	})
}

// visibleWords returns the words of HTML, without characters that nobody sees: a line of
// these alone is no paragraph.
func visibleWords(in string) []string {
	return strings.Fields(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, presse.PlainText(in)))
}
