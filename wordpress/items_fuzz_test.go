package wordpress

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// A writer writes a well-formed export as a fuzzer chooses.
type writer struct {
	bytes.Buffer
	choices []byte
}

// choose returns a number less than n.
func (w *writer) choose(n int) int {
	if len(w.choices) == 0 {
		return 0
	}
	c := int(w.choices[0])
	w.choices = w.choices[1:]
	return c % n
}

// samples are texts with what a scanner may stumble over.
var samples = []string{
	"", "Le pont rouvre", "été", "a & b", "1 < 2", "]]>", "]]", "]", ">", "<item>", "</item>", "</channel>", "<title>", "</title>", "\r\n", "\n", "\t", " ",
	"<!-- wp:paragraph -->", "-->", "<?php ?>", "&amp;", "&eacute;", "&#233;", "يعود الجسر", "\u00A0", "<wp:post_id>9</wp:post_id>", "</content:encoded>",
	"<![CDATA[a]]>", "\uFFFD", "\u0085", "\u2028", "\U0001F600", "]]]]", "<p>a</p>", "\"", "'", "&", "<",
}

// text writes a text that an element or attribute can have.
func (w *writer) text(value bool) {
	var text strings.Builder
	for range w.choose(4) {
		text.WriteString(samples[w.choose(len(samples))])
	}
	escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;", "]]>", "]]&gt;", "\"", "&quot;", "'", "&#39;").Replace(text.String())
	switch {
	case value:
		quote := []string{"\"", "'"}[w.choose(2)]
		w.WriteString(quote + escaped + quote)
	case w.choose(3) == 0:
		w.WriteString(escaped)
		w.misc()
	default:
		// A section that ends with ]] is taken for the first piece of a split ]]>, if text
		// follows: so none does.
		w.WriteString("<![CDATA[" + strings.ReplaceAll(text.String(), "]]>", "]]]]><![CDATA[>") + "]]>")
		if !strings.HasSuffix(text.String(), "]]") {
			w.misc()
			if w.choose(4) == 0 {
				w.WriteString(escaped)
			}
		}
	}
}

// misc writes what means nothing.
func (w *writer) misc() {
	switch w.choose(8) {
	case 1:
		w.WriteString("<!-- - > <item> </item> ]]> & -->")
	case 2:
		w.WriteString("<?php a > b ? c : d ?>") // a < in it is taken for its lost end
	case 3:
		w.WriteString("<![CDATA[]]>")
	}
}

// element writes an element with a text.
func (w *writer) element(name string) {
	space := []string{"", "\n\t\t", " ", "\r\n"}
	w.WriteString(space[w.choose(4)] + "<" + name)
	if w.choose(6) == 1 {
		w.WriteString(" isPermaLink =\n")
		w.text(true)
	}
	if w.choose(10) == 1 {
		w.WriteString(" />")
		return
	}
	w.WriteString([]string{">", " >"}[w.choose(2)])
	w.text(false)
	w.WriteString("</" + name + []string{">", "\n>"}[w.choose(2)])
}

// export writes an export.
func (w *writer) export() {
	wp, content := []string{"wp", "w", "wp"}[w.choose(3)], []string{"content", "c"}[w.choose(2)]
	version := []string{"1.2", "1.1", "1.0"}[w.choose(3)]
	fmt.Fprintf(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version='2.0' xmlns:%s=\"http://wordpress.org/export/%s/\"\n xmlns:excerpt=\"http://wordpress.org/export/%[2]s/excerpt/\" xmlns:%[3]s=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n<title>T</title>", wp, version, content)
	// An item that lacks what others have is damage: see TestItemsShape.
	var left [32]bool
	for i := range left {
		left[i] = w.choose(5) == 0
	}
	for range w.choose(4) {
		w.WriteString("\n<item>")
		for i, name := range []string{
			"title", "link", "pubDate", "dc:creator", "guid", "description", content + ":encoded", "excerpt:encoded", wp + ":post_id", wp + ":post_date",
			wp + ":post_date_gmt", wp + ":post_modified", wp + ":post_modified_gmt", wp + ":post_name", wp + ":status", wp + ":post_parent", wp + ":post_type",
			wp + ":post_password", wp + ":is_sticky", wp + ":attachment_url", "jetpack:unknown",
		} {
			if !left[i] {
				w.element(name)
			}
		}
		for range w.choose(3) {
			w.WriteString("<category domain=")
			w.text(true)
			w.WriteString(" nicename=")
			w.text(true)
			w.WriteString(">")
			w.text(false)
			w.WriteString("</category>")
		}
		for range w.choose(3) {
			w.WriteString("<" + wp + ":postmeta>")
			w.WriteString("<" + wp + ":meta_key>k")
			w.text(false)
			w.WriteString("</" + wp + ":meta_key>")
			w.misc()
			w.element(wp + ":meta_value")
			w.WriteString("</" + wp + ":postmeta>")
		}
		for range w.choose(3) {
			w.WriteString("<" + wp + ":comment>")
			w.element(wp + ":comment_content")
			w.WriteString("</" + wp + ":comment>")
		}
		w.WriteString("</item>")
		if w.choose(3) == 0 {
			w.misc2()
		}
	}
	w.WriteString("\n</channel></rss>\n")
}

// misc2 writes what may be between items.
func (w *writer) misc2() {
	w.WriteString([]string{"", "\n<!-- <item> ]]> -->\n", "<?a b?>"}[w.choose(3)])
}

// FuzzItemsAsXML compares well-formed exports with what encoding/xml reads.
func FuzzItemsAsXML(f *testing.F) {
	f.Add([]byte("\x00\x00\x00\x01"))
	for seed := range 20 {
		f.Add(randomChoices(uint64(seed)))
	}
	f.Fuzz(asXML)
}

// TestItemsAsXML does the same for random exports; with -everybit for many.
func TestItemsAsXML(t *testing.T) {
	n := 2000
	if *everyBit {
		n = 200000
	}
	for seed := range n {
		asXML(t, randomChoices(uint64(seed)))
		if t.Failed() {
			break
		}
	}
}

func randomChoices(seed uint64) (choices []byte) {
	random := rand.New(rand.NewPCG(seed, 3))
	for range 100 + random.IntN(1000) {
		choices = append(choices, byte(random.Uint32()))
	}
	return choices
}

// asXML compares one export with what encoding/xml reads.
func asXML(t *testing.T, choices []byte) {
	w := writer{choices: choices}
	w.export()
	want, err := oracle(w.Bytes())
	if err != nil {
		t.Fatalf("%q: encoding/xml: %v", w.Bytes(), err)
	}
	got, errs := readAll(w.Bytes(), Options{})
	if len(errs) > 0 || len(got) != len(want) {
		t.Fatalf("%q: got %d items and the errors %v, want %d items", w.Bytes(), len(got), errs, len(want))
	}
	for i := range want {
		if diff := different(got[i], want[i]); diff != "" {
			t.Fatalf("%q: item %d: %s", w.Bytes(), i, diff)
		}
	}
}
