package presse

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/internal/related"
	"github.com/presse-go/presse/internal/typography"
)

// shown returns the text of sanitized HTML as golang.org/x/net/html parses it.
func shown(t *testing.T, sanitized string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(sanitized))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

// control removes the control characters that the sanitizer leaves out, replaces
// noncharacters by U+FFFD, and each run of white space by one space.
func control(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\f', r == '\r':
			return ' '
		case r < ' ':
			return -1
		case r == 0xFFFE, r == 0xFFFF:
			return '\uFFFD'
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}

// TestReferencesAreReadAlike checks that PlainText, Sanitize, Slug and Related
// decode each character reference alike: every name of the standard, with and
// without its semicolon, and numbers of every size.
func TestReferencesAreReadAlike(t *testing.T) {
	references := referenceNames(t)
	for n := 0; n < 0x110100; n += 1 + n/500 {
		references = append(references, "&#"+strconv.Itoa(n)+";", "&#x"+strconv.FormatInt(int64(n), 16), "&#X"+strconv.FormatInt(int64(n), 16)+";")
	}
	for _, ref := range references {
		for _, in := range []string{"l" + ref + "t", "l" + ref + " t", "l" + ref + ";"} {
			text := PlainText(in)
			if got := shown(t, string(Sanitize(in))); control(got) != control(text) {
				t.Errorf("Sanitize(%q) shows %q, PlainText returns %q", in, got, text)
			}
			if got := related.Text(in); strings.TrimSpace(got) != strings.TrimSpace(typography.WithoutCode(text)) {
				t.Errorf("Related reads %q as %q, PlainText as %q", in, got, text)
			}
			checkText(t, in)
		}
	}
	t.Logf("%d references", len(references))
}

// leftOut finds what may be visible, but no part of a story for Related.
var leftOut = regexp.MustCompile(`(?i)<(a|nav|aside|button|sup)\b|class|role|id=`)

// TestMarkupIsReadAlike checks the same of Slug and Related with random hostile markup.
func TestMarkupIsReadAlike(t *testing.T) {
	n := 100_000
	if testing.Short() {
		n = 10_000
	}
	rng := rand.New(rand.NewPCG(11, 27))
	compared := 0
	for range n {
		in := conformance.Markup(rng)
		checkText(t, in)
		if !strings.ContainsAny(in, "<&\x00") || leftOut.MatchString(in) {
			continue
		}
		compared++
		if got := related.Text(in); got != typography.WithoutCode(PlainText(in)) {
			t.Errorf("Related reads %q as %q, PlainText as %q", in, got, PlainText(in))
		}
	}
	t.Logf("%d strings, %d of them compared with Related", n, compared)
	if compared < n/10 {
		t.Errorf("only %d of %d strings are compared with Related", compared, n)
	}
}

// hiddenMarkup generates well-formed HTML: nested blocks and phrases, some of them
// hidden, with numbered words.
type hiddenMarkup struct {
	rng   *rand.Rand
	words int
}

func (h *hiddenMarkup) tag(name, content string) string {
	attribute := []string{"", "", "", " class=c", " hidden", " style='display:none'"}[h.rng.IntN(6)]
	return "<" + name + attribute + ">" + content + "</" + name + ">"
}

func (h *hiddenMarkup) phrases(depth int) string {
	var b strings.Builder
	for range 1 + h.rng.IntN(3) {
		if depth == 0 || h.rng.IntN(5) < 2 {
			h.words++
			b.WriteString("m" + strconv.Itoa(h.words) + " ")
			continue
		}
		names := strings.Fields("span b i em strong u small code sup q mark font label x-y cite time")
		b.WriteString(h.tag(names[h.rng.IntN(len(names))], h.phrases(depth-1)))
	}
	return b.String()
}

func (h *hiddenMarkup) blocks(depth int) string {
	var b strings.Builder
	names := strings.Fields("p h2 ul dl table div section blockquote article figure aside header nav")
	if depth == 0 {
		names = names[:2]
	}
	for range 1 + h.rng.IntN(3) {
		switch name := names[h.rng.IntN(len(names))]; name {
		case "p", "h2":
			b.WriteString(h.tag(name, h.phrases(2)))
		case "ul":
			b.WriteString(h.tag(name, h.tag("li", h.phrases(1))+h.tag("li", h.phrases(1)+h.blocks(depth-1))))
		case "dl":
			b.WriteString(h.tag(name, h.tag("dt", h.phrases(1))+h.tag("dd", h.phrases(1))+h.tag("dt", h.phrases(1))))
		case "table":
			row := func() string { return h.tag("tr", h.tag("td", h.phrases(1))+h.tag("td", h.phrases(1))) }
			b.WriteString(h.tag(name, h.tag("tbody", row()+row())))
		default:
			b.WriteString(h.tag(name, h.blocks(depth-1)))
		}
	}
	return b.String()
}

// visibleWords returns the words that are not hidden in fragment as
// golang.org/x/net/html parses it.
func visibleWords(t *testing.T, fragment string) []string {
	t.Helper()
	root, err := html.Parse(strings.NewReader("<!doctype html><body>" + fragment))
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for _, a := range n.Attr {
			if a.Key == "hidden" || a.Key == "style" {
				return
			}
		}
		if n.Type == html.TextNode {
			words = append(words, strings.Fields(n.Data)...)
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(root)
	return words
}

// TestHiddenIsHidden checks that PlainText, Slug and the sanitizer in every scope
// leave out what is hidden in well-formed HTML, and nothing else.
func TestHiddenIsHidden(t *testing.T) {
	h := &hiddenMarkup{rng: rand.New(rand.NewPCG(3, 5))}
	scopes := []Scope{ScopeArticle, ScopeComment, ScopeInline, ScopeFeed, ScopePlain}
	n := 3_000
	if testing.Short() {
		n = 500
	}
	for range n {
		h.words = 0
		in := h.blocks(2)
		want := visibleWords(t, in)
		hold := func(what string, got []string) {
			if !slices.Equal(got, want) {
				t.Errorf("%s of %q\n got %q\nwant %q", what, in, got, want)
			}
		}
		hold("PlainText", strings.Fields(PlainText(in)))
		hold("Slug", strings.FieldsFunc(Slug(in), func(r rune) bool { return r == '-' }))
		for _, scope := range scopes {
			s, err := NewSanitizer(Policy{Scope: scope, Base: "https://www.exemple.fr/"})
			if err != nil {
				t.Fatal(err)
			}
			out := string(s.HTML(in))
			hold("scope "+strconv.Itoa(int(scope)), strings.Fields(shown(t, out)))
		}
		if t.Failed() {
			return
		}
	}
}
