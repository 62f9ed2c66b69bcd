package wordpress

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

// A stream repeats a text a number of times without holding it all.
type stream struct {
	text string
	n    int
	rest string
}

func (s *stream) Read(p []byte) (int, error) {
	if s.rest == "" {
		if s.n == 0 {
			return 0, io.EOF
		}
		s.n--
		s.rest = s.text
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

func repeated(text string, bytes int) io.Reader {
	n := max(1, 4096/len(text))
	return &stream{text: strings.Repeat(text, n), n: bytes/(n*len(text)) + 1}
}

const (
	head = "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>La Gazette</title>\n"
	good = "<item><title>Bon</title><wp:post_id>7</wp:post_id></item>\n"
	tail = "</channel></rss>"
)

// bomb returns 200 MB of text, compressed.
func bomb(front, text, end string) io.Reader {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	io.Copy(w, io.MultiReader(strings.NewReader(front), repeated(text, 200<<20), strings.NewReader(end)))
	w.Close()
	return &packed
}

// TestItemsHostile reads texts made to take much time or memory. The good item behind them
// is read unless the file ends before.
func TestItemsHostile(t *testing.T) {
	const size = 20 << 20 // more than an item may have
	for _, c := range []struct {
		rule        string
		front       string
		text        string // repeated
		size        int
		end         string
		items, errs int // -1: any number
	}{
		{"attributes of an item", head + "<item", " a=\"b\"", size, ">" + good[6:] + good + tail, 1, 1},
		{"attributes of the root", "<rss", " a=\"b\"", size, ">" + head[4:] + good + tail, 1, 0},
		{"a name without end", head + "<item><", "a", size, "/></item>" + good + tail, 1, 1},
		{"an attribute without end", head + "<item a=\"", "a", size, "\"></item>" + good + tail, 1, 1},
		{"elements in elements of an item", head + "<item>", "<a>", size, "</item>" + good + tail, 1, 1},
		{"elements in elements of the channel", head, "<a>", size, good + tail, 1, 0},
		{"an item too large", head + "<item><content:encoded><![CDATA[", "Encore. ", size, "]]></content:encoded></item>" + good + tail, 1, 1},
		{"an item far too large", head + "<item><content:encoded><![CDATA[", "Encore. ", 200 << 20, "]]></content:encoded></item>" + good + tail, 1, 1},
		{"an item too large, without end", head + "<item><content:encoded><![CDATA[", "Encore. ", size, "", 0, 1},
		{"an item too large, of many fields", head + "<item>", "<wp:postmeta><wp:meta_key>a</wp:meta_key></wp:postmeta>", size, "</item>" + good + tail, 1, 1},
		{"an item too large, of white space", head + "<item>", "\n", size, "</item>" + good + tail, 1, 1},
		{"an author too large", head + "<wp:author>", "<wp:author_id>1</wp:author_id>", size, "</wp:author>" + good + tail, 1, 0},
		{"a title of the channel too large", "<rss><channel><title>", "a", size, "</title>" + good + tail, 1, 0},
		{"text between items", head + good, "Encore. ", size, good + tail, 2, 0},
		{"white space between items", head + good, " ", size, good + tail, 2, 0},
		{"a comment too large", head + "<!--", "a", size, "-->" + good + tail, 1, 0},
		{"comments without end", head, "<!--", size, good + tail, 1, 0},
		{"processing instructions without end", head, "<?", size, good + tail, 1, 0},
		{"a document type without end", "<!DOCTYPE rss [", "<!ENTITY a \"b\">", size, head + good + tail, 1, 0},
		{"a document type", "<!DOCTYPE rss [", "<!ENTITY a \"&b;&b;&b;\">", size, "]>" + head + good + tail, 1, 0},
		{"CDATA sections without end", head + "<item><title>", "<![CDATA[", size, "", 0, 1},
		{"ends of CDATA sections", head + "<item><title><![CDATA[", "]]>", 10 << 20, "", 0, 1},
		{"pieces of CDATA sections", head + "<item><title><![CDATA[", "]]]]><![CDATA[>", 10 << 20, "]]></title></item>" + tail, 1, 0},
		{"sections and text by turns", head + "<item><title>", "<![CDATA[a]]>b", 10 << 20, "</title></item>" + tail, 1, 0},
		{"sections and comments by turns", head + "<item><title>", "<![CDATA[a]]><!-- b -->", 10 << 20, "]]></item>" + tail, 0, 1},
		{"items without end", head, "<item>", 2 << 20, good + tail, 1, -1},
		{"titles without end", head, "<item><title>", 2 << 20, "]]></title>" + tail, 0, -1},
		{"tags in titles", head, "<item><title><a>", 2 << 20, "]]></title>" + good + tail, 1, -1},
		{"sections not followed by their tag", head, "<item><content:encoded><![CDATA[]]>x", 2 << 20, good + tail, 1, -1},
		{"sections that seem to have swallowed others", head, "<item><title><![CDATA[</title><excerpt:encoded><![CDATA[]]></excerpt:encoded>", 2 << 20, good + tail, 1, -1},
		{"ends of items", head, "</item>", 2 << 20, good + tail, 1, -1},
		{"items followed by text", head, "<item></item>]]>", 2 << 20, good + tail, 1, -1},
		{"less-than signs", head, "<", 2 << 20, good + tail, 1, 0},
		{"ampersands", head + "<item><title>", "&", 2 << 20, "</title></item>" + tail, 1, 0},
		{"references without end", head + "<item><title>", "&#", 2 << 20, "</title></item>" + tail, 1, 0},
		{"Windows-1252", head + "<item><title>", "\xE9", 2 << 20, "</title></item>" + tail, 1, 0},
		{"terms without slugs", head + "<item>", "<category>a</category><category domain=\"b\" nicename=\"c\">d</category>", 8 << 20, "</item>" + tail, 1, 0},
		{"unknown elements", head + "<item>", "<a/><b/>", 8 << 20, "</item>" + tail, 1, 0},
		{"declarations of namespaces", head + "<item>", "<a xmlns:b=\"http://exemple.example/\"/>", 8 << 20, "</item>" + tail, 1, 0},
		{"exports in exports", "", head, 2 << 20, good + tail, 1, -1},
	} {
		t.Run(c.rule, func(t *testing.T) {
			if testing.Short() && c.size > size {
				t.Skip("large")
			}
			r := io.MultiReader(strings.NewReader(c.front), repeated(c.text, c.size), strings.NewReader(c.end))
			hostile(t, r, c.items, c.errs)
		})
	}
	for _, c := range []struct {
		rule, front, text, end string
		items, errs            int
	}{
		{"a gzip bomb in an item", head + "<item><title>", "a", "</title></item>" + good + tail, 1, 1},
		{"a gzip bomb between items", head, " ", good + tail, 1, 0},
		{"a gzip bomb that is no export", "", "\x00", "", 0, 1},
	} {
		t.Run(c.rule, func(t *testing.T) {
			if testing.Short() {
				t.Skip("large")
			}
			hostile(t, bomb(c.front, c.text, c.end), c.items, c.errs)
		})
	}
}

// hostile reads r, and checks the numbers of items and errors, time and memory.
func hostile(t *testing.T, r io.Reader, items, errs int) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	n, bad, losses := 0, 0, 0
	for it, err := range Items(r, Options{Lost: func(presse.Loss) { losses++ }}) {
		var e *presse.Error
		switch {
		case err == nil:
			n++
			if len(it.Content) > 16<<20 {
				t.Errorf("an item of %d bytes", len(it.Content))
			}
		case errors.As(err, &e) && e.Op != "":
			bad++
		default:
			t.Errorf("error %v", err)
		}
	}
	runtime.ReadMemStats(&after)
	if spent := time.Since(start); spent > 20*time.Second {
		t.Errorf("took %v", spent)
	}
	if n != items || errs >= 0 && bad != errs {
		t.Errorf("got %d items and %d errors, want %d and %d", n, bad, items, errs)
	}
	if losses > 1000 {
		t.Errorf("%d losses were told", losses)
	}
	if grown := int64(after.HeapSys-after.HeapReleased) - int64(before.HeapSys-before.HeapReleased); grown > 300<<20 {
		t.Errorf("the heap grew by %d MB", grown>>20)
	}
	t.Logf("%v, %d items, %d errors, %d losses, heap %d MB", time.Since(start).Round(time.Millisecond), n, bad, losses, after.HeapSys>>20)
}
