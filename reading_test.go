package presse

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/internal/related"
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

// control drops the characters that the sanitizer leaves out, and makes white space and
// what stands for no character one.
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

// TestReferencesAreReadAlike: what a reference stands for is one thing to PlainText,
// Sanitize, Slug and Related, for every name of the standard, with and without
// semicolon, and for numbers of every size.
func TestReferencesAreReadAlike(t *testing.T) {
	references := referenceNames(t)
	for n := 0; n < 0x110100; n += 1 + n/500 {
		references = append(references, "&#"+strconv.Itoa(n)+";", "&#x"+strconv.FormatInt(int64(n), 16), "&#X"+strconv.FormatInt(int64(n), 16)+";")
	}
	for _, ref := range references {
		for _, in := range []string{"l" + ref + "t", "l" + ref + " t", "l" + ref + ";"} {
			text := PlainText(in)
			if got := shown(t, string(Sanitize(in))); control(got) != control(text) {
				t.Errorf("Sanitize(%q) shows %q, PlainText gives %q", in, got, text)
			}
			if got := related.Text(in); strings.TrimSpace(got) != strings.TrimSpace(text) {
				t.Errorf("Related reads %q as %q, PlainText as %q", in, got, text)
			}
			checkText(t, in)
		}
	}
	t.Logf("%d references", len(references))
}

// TestMarkupIsReadAlike: the same of strings of hostile markup.
func TestMarkupIsReadAlike(t *testing.T) {
	n := 100_000
	if testing.Short() {
		n = 10_000
	}
	rng := rand.New(rand.NewPCG(11, 27))
	for range n {
		in := conformance.Markup(rng)
		checkText(t, in)
		if got := related.Text(in); got != PlainText(in) && strings.ContainsAny(in, "<&\x00") {
			t.Errorf("Related reads %q as %q, PlainText as %q", in, got, PlainText(in))
		}
	}
	t.Logf("%d strings", n)
}
