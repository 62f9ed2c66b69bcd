package digest

import (
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

const rules = 7

var update = flag.Bool("update", false, "write the golden file")

// docOf returns the document of a text and the text forms of its terms.
func docOf(text scoring.Text) (*postings.Doc, func(i int) []byte) {
	a := &scoring.Analyzer{KeepTexts: true}
	d := &postings.Doc{ID: "42", Published: 1770714000, From: 1770714000, Until: postings.Never}
	d.Terms, d.Length = a.Analyze(text, nil)
	d.Sketch = a.AppendSketch(nil)
	d.Terms = append(d.Terms, scoring.Term{Hash: scoring.Label(scoring.CodeLang, text.Lang), Code: scoring.CodeLang, Written: text.Lang})
	return d, a.Text
}

var story = scoring.Text{
	Lang: "fr", Headline: "L’oued Sébou déborde à Kénitra", Tags: []string{"Crues", "Kénitra"}, Sections: []string{"regions/gharb"},
	Body: "La crue de 2026 inquiète : « C’est la 3e, à 20h30 », dit Salma Idrissi.\n\nⴰⵎⴰⵣⵉⵖ, الفيضان, Größe et McDonald’s au G7.",
}

// The bytes of a digest are part of the format: if they change, version must change, or
// the rules.
func TestGolden(t *testing.T) {
	got := hex.EncodeToString(Append(nil, rules, first(docOf(story)), second(docOf(story))))
	const golden = "testdata/digest.hex"
	if *update {
		if err := os.WriteFile(golden, []byte(got+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != strings.TrimSpace(string(want)) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func first(d *postings.Doc, _ func(int) []byte) *postings.Doc       { return d }
func second(_ *postings.Doc, f func(int) []byte) func(i int) []byte { return f }

// A digest says of a document all that it is made of.
func TestRoundTrip(t *testing.T) {
	for _, c := range []struct {
		rule   string
		change func(d *postings.Doc)
	}{
		{"public", func(d *postings.Doc) {}},
		{"undated", func(d *postings.Doc) { d.Published, d.From = postings.Undated, postings.Undated }},
		{"undated, from an instant on", func(d *postings.Doc) { d.Published, d.From = postings.Undated, -5 }},
		{"never public", func(d *postings.Doc) { d.From = postings.Never }},
		{"under embargo", func(d *postings.Doc) { d.From += 3600 }},
		{"until an instant", func(d *postings.Doc) { d.Until = 7 }},
		{"far dates", func(d *postings.Doc) { d.Published, d.From, d.Until = -1<<62, 1<<62, -1<<61 }},
		{"never offered", func(d *postings.Doc) { d.Unoffered = true }},
		{"without a headline", func(d *postings.Doc) { d.Untitled = true }},
		{"without a sketch", func(d *postings.Doc) { d.Sketch = nil }},
		{"without terms", func(d *postings.Doc) { d.Terms, d.Length = nil, 0 }},
		{"a long ID", func(d *postings.Doc) { d.ID = strings.Repeat("é", 512) }},
	} {
		want, text := docOf(story)
		c.change(want)
		d := new(Doc)
		if err := d.Read(Append(nil, rules, want, text), rules); err != nil {
			t.Errorf("%s: %v", c.rule, err)
			continue
		}
		got := postings.Doc{
			ID: string(d.ID), Published: d.Published, From: d.From, Until: d.Until, Unoffered: d.Unoffered, Untitled: d.Untitled,
			Length: d.Length, Sketch: d.Sketch,
		}
		for _, w := range d.Words {
			hash := KnownHash(int(w.Known))
			if w.Known == 0 {
				hash = scoring.WordHash(d.Text(w))
			}
			got.Terms = append(got.Terms, scoring.Term{Hash: hash, Code: w.Code})
		}
		d.Written(func(i int, written string) { got.Terms[i].Written = written })
		for _, l := range d.Labels {
			got.Terms = append(got.Terms, scoring.Term{Hash: scoring.Label(l.Code, string(l.Text)), Code: l.Code, Written: string(l.Text)})
		}
		inOrder := func(terms []scoring.Term) []scoring.Term {
			return slices.SortedFunc(slices.Values(terms), func(a, b scoring.Term) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		}
		if !slices.Equal(inOrder(got.Terms), inOrder(want.Terms)) {
			t.Errorf("%s: terms\n%v\nwant\n%v", c.rule, inOrder(got.Terms), inOrder(want.Terms))
		}
		got.Terms, want.Terms = nil, nil
		if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", *want); g != w {
			t.Errorf("%s:\ngot  %s\nwant %s", c.rule, g, w)
		}
	}
}

// A long article's digest says what counts, but not how words are written.
func TestLongArticle(t *testing.T) {
	var b strings.Builder
	for i := range 400 {
		fmt.Fprintf(&b, "Éa%cb%cc%c ", 'a'+i%26, 'a'+i/26%26, 'a'+i/3%26)
	}
	d, text := docOf(scoring.Text{Lang: "fr", Body: b.String()})
	long := Append(nil, rules, d, text)
	read := new(Doc)
	if err := read.Read(long, rules); err != nil {
		t.Fatal(err)
	}
	if len(read.Words) != 400 || long[headSize]&flagForms != 0 {
		t.Errorf("%d bytes, %d words, flags %b", len(long), len(read.Words), long[headSize])
	}
	read.Written(func(i int, written string) {
		if written != string(read.Text(read.Words[i])) {
			t.Errorf("word %d is written %q", i, written)
		}
	})
}

func TestKnownWords(t *testing.T) {
	if n := strings.Count(listed, "\n"); n != Known {
		t.Fatalf("%d words are listed, want %d", n, Known)
	}
	for n := 1; n <= Known; n++ {
		hash, code, ok := scoring.ReadTerm(KnownWritten(n))
		if !ok || code != 0 || hash != KnownHash(n) || KnownWord(hash) != n {
			t.Errorf("word %d, %q, text form %q: found %d", n, KnownWritten(n), KnownText(n), KnownWord(hash))
		}
		if again, _, ok := scoring.ReadTerm(KnownText(n)); !ok || again != hash {
			t.Errorf("word %d: the text form %q is another word", n, KnownText(n))
		}
	}
	if KnownWord(scoring.WordHash([]byte("xyzzy"))) != 0 {
		t.Error("xyzzy is known")
	}
}

func TestBits(t *testing.T) {
	var w bitWriter
	for i := 1; i < 3000; i++ {
		w.gamma(i)
		w.put(uint64(i), 1+i%32)
		w.letters([]byte("a9é东الⴰ"))
		w.code(uint8(i % 16))
	}
	r := newBitReader(w.end())
	for i := 1; i < 3000; i++ {
		if n := r.gamma(); n != i {
			t.Fatalf("got %d, want %d", n, i)
		}
		if n := r.take(1 + i%32); n != uint64(i)&(1<<(1+i%32)-1) {
			t.Fatalf("%d: got %d", i, n)
		}
		if text, ok := r.letters(nil); !ok || string(text) != "a9é东الⴰ" {
			t.Fatalf("%d: got %q", i, text)
		}
		if c, ok := r.code(); !ok || c != uint8(i%16) {
			t.Fatalf("%d: code %d", i, c)
		}
	}
	if r.over() {
		t.Error("all was written")
	}
	for range 20 {
		r.take(32)
	}
	if r.gamma() != 0 || !r.over() {
		t.Error("more was read than written")
	}
}
