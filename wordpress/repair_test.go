package wordpress

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"github.com/presse-go/presse"
)

// A repair is damage to testdata/items/journal.xml that costs no item.
type repair struct {
	rule     string
	old, new string              // old is replaced once
	change   func(items []Item)  // what is different in the items; nil: nothing
	losses   []string            // what is told
	all      func([]byte) []byte // alters the whole text instead
}

var repairs = []repair{
	// Control characters.
	{rule: "a control character is dropped", old: "Le grand pont rouvre lundi", new: "Le grand\x01 pont \x1frouvre lundi",
		losses: []string{"21 title changed: control characters dropped"}},
	{rule: "a vertical tab is a line break", old: "Après dix mois", new: "Après\vdix mois",
		change: func(items []Item) {
			items[1].Content = strings.Replace(items[1].Content, "Après dix", "Après\ndix", 1)
		},
		losses: []string{"21 content:encoded changed: control characters dropped"}},
	{rule: "a character that XML does not allow is dropped", old: "surtitre", new: "sur\uFFFFtitre",
		losses: []string{"21 wp:meta_key changed: control characters dropped"}},
	{rule: "a reference to a control character is dropped", old: "&quot;principal&quot;", new: "&#x1;&quot;principal&#0000000031;&quot;",
		losses: []string{"40 category changed: control characters dropped"}},
	{rule: "NUL between elements", old: "<wp:post_id>24", new: "\x00<wp:post_id>24", losses: []string{"24 changed: control characters dropped"}},
	{rule: "told once an item and kind", old: "<title><![CDATA[Note interne]]>", new: "<title><![CDATA[\x01Note\x01 interne]]>",
		losses: []string{"24 title changed: control characters dropped"}},
	// Bytes that are not UTF-8.
	{rule: "Windows-1252 in a title", old: "Écrire pour la Gazette", new: "\xC9crire pour la Gazette",
		losses: []string{"22 title guessed: read as Windows-1252"}},
	{rule: "Windows-1252 in a whole body", old: "« On ne passera plus l’eau de la même façon », résume Maël", new: "\xAB On ne passera plus l\x92eau de la m\xEAme fa\xE7on \xBB, r\xE9sume Ma\xEBl",
		losses: []string{"31 content:encoded guessed: read as Windows-1252"}},
	{rule: "a character that was cut", old: "Un pont dans la brume]]>", new: "Un pont dans la brume\xE2\x80]]>",
		change: func(items []Item) { items[0].Meta[3].Value += "\uFFFD" },
		losses: []string{"20 wp:meta_value changed: incomplete characters replaced"}},
	{rule: "an overlong form is no character", old: "Rien avant lundi.", new: "Rien avant\xC0\xA0lundi.",
		change: func(items []Item) { items[3].Content = "Rien avantÀ\u00A0lundi." },
		losses: []string{"23 content:encoded guessed: read as Windows-1252"}},
	{rule: "a numeric reference to Windows-1252", old: "Menu &quot;", new: "Menu &#156;&quot;",
		change: func(items []Item) { items[9].Terms[0].Name = "Menu œ\"principal\"" },
		losses: []string{"40 category guessed: read as Windows-1252"}},
	// Ampersands, references and less-than signs.
	{rule: "a bare ampersand", old: "&#038;preview", new: "&preview", losses: []string{"31 link changed: ampersand without a reference"}},
	{rule: "a bare ampersand before what could be a name", old: "?p=31&#038;preview", new: "?p=31&copy",
		change: func(items []Item) { items[8].Link = "https://gazette.example/?p=31&copy=1" },
		losses: []string{"31 link changed: ampersand without a reference"}},
	{rule: "an entity of HTML", old: "Menu &quot;", new: "Menu &nbsp;&eacute;&quot;",
		change: func(items []Item) { items[9].Terms[0].Name = "Menu \u00A0é\"principal\"" }},
	{rule: "an entity that a DTD would define", old: "Menu &quot;", new: "Menu &lol9;&quot;",
		change: func(items []Item) { items[9].Terms[0].Name = "Menu &lol9;\"principal\"" },
		losses: []string{"40 category changed: ampersand without a reference"}},
	{rule: "a bare less-than sign", old: "<title>Menu</title>", new: "<title>Menu < 3 <3</title>",
		change: func(items []Item) { items[9].Title = "Menu < 3 <3" },
		losses: []string{"40 title changed: less-than sign that begins no tag"}},
	// CDATA sections that were not split.
	{rule: "a section that was not split", old: "s’écrit ]]]]><![CDATA[> en", new: "s’écrit ]]> en",
		losses: []string{"22 content:encoded guessed: “]]>” not split"}},
	{rule: "a section that was not split, with markup behind it", old: "Pour la rédaction.", new: "<script>/* ]]> */</script><p>Pour <b>elle</b> ]]></p>",
		change: func(items []Item) { items[4].Content = "<script>/* ]]> */</script><p>Pour <b>elle</b> ]]></p>" },
		losses: []string{"24 content:encoded guessed: “]]>” not split"}},
	{rule: "a section that begins with its end", old: "<wp:meta_value><![CDATA[oui]]>", new: "<wp:meta_value><![CDATA[]]>]]>",
		change: func(items []Item) { items[3].Meta[0].Value = "]]>" },
		losses: []string{"23 wp:meta_value guessed: “]]>” not split"}},
	// In front of the XML.
	{rule: "a warning of PHP in front of the XML", old: "<?xml", new: "<br />\n<b>Warning</b>:  Undefined array key 3 in <b>/srv/plugin.php</b> on line <b>12</b><br />\n<?xml",
		losses: []string{"br \"br\" dropped: unknown element", "b \"b\" dropped: unknown element", "dropped: text between elements skipped"}},
	{rule: "a plain warning of PHP in front of the XML", old: "<?xml", new: "PHP Warning:  Undefined array key 3 in /srv/plugin.php on line 12\n<?xml",
		losses: []string{"dropped: text between elements skipped"}},
	{rule: "a byte order mark", old: "<?xml", new: "\uFEFF<?xml"},
	{rule: "blank lines", old: "<?xml", new: "\r\n\n \t\n<?xml"},
	{rule: "blank lines and a byte order mark", old: "<?xml", new: "\n\n\uFEFF<?xml"},
	{rule: "no XML declaration", old: "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>", new: ""},
	{rule: "another encoding claimed", old: "UTF-8", new: "ISO-8859-1"},
	// The version and the namespaces.
	{rule: "no version", old: "<wp:wxr_version>1.2</wp:wxr_version>", new: ""},
	{rule: "an unknown version", old: "<wp:wxr_version>1.2<", new: "<wp:wxr_version>9.beta<"},
	{rule: "an unknown namespace", old: "\"http://wordpress.org/export/1.2/\"", new: "\"http://exemple.example/\"",
		losses: []string{"wp guessed: unknown namespace"}},
	{rule: "namespaces of version 1.0", all: func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("/export/1.2/"), []byte("/export/1.0/")) }},
	{rule: "other prefixes", all: func(b []byte) []byte {
		b = bytes.ReplaceAll(b, []byte("<wp:"), []byte("<w:"))
		b = bytes.ReplaceAll(b, []byte("</wp:"), []byte("</w:"))
		b = bytes.Replace(b, []byte("xmlns:wp="), []byte("xmlns:w="), 1)
		b = bytes.Replace(b, []byte("xmlns:content="), []byte("xmlns:contenu="), 1)
		return bytes.ReplaceAll(b, []byte("content:"), []byte("contenu:"))
	}, change: func(items []Item) {
		items[2].Content = strings.NewReplacer("<wp:", "<w:", "</wp:", "</w:", "content:", "contenu:").Replace(items[2].Content)
	}},
	{rule: "no namespaces", all: func(b []byte) []byte {
		at := bytes.Index(b, []byte("\n\txmlns"))
		return slices.Concat(b[:at], b[bytes.Index(b, []byte("\n>\n")):])
	}},
	// Between elements.
	{rule: "a message of PHP within an item", old: "<wp:post_id>24", new: "<br />\n<b>Deprecated</b>: strlen() in <b>/srv/x.php</b> on line <b>1</b><br />\n<wp:post_id>24",
		losses: []string{"24 br \"br\" dropped: unknown element", "24 b \"b\" dropped: unknown element", "24 dropped: text between elements skipped"}},
	{rule: "a message of PHP between two items", old: "</item>\n\t\t<item>\n\t\t<title><![CDATA[Note interne", new: "</item>\nNotice: x in /srv/x.php on line 1\n<item>\n\t\t<title><![CDATA[Note interne",
		losses: []string{"dropped: text between elements skipped"}},
	{rule: "comments between elements", old: "<wp:post_id>24", new: "<!-- <item> --><?php echo 1 ?><wp:post_id>24"},
	{rule: "a comment between two items", old: "</item>\n\t\t<item>", new: "</item>\n\t\t<!-- <item> </item> -->\n\t\t<item>"},
	{rule: "an attribute without quotation marks", old: "domain=\"post_tag\"", new: "domain=post_tag", losses: []string{"21 category changed: attribute without quotation marks"}},
	{rule: "an attribute with apostrophes", old: "domain=\"post_tag\"", new: "domain='post_tag'"},
	{rule: "an attribute without value", old: "isPermaLink=\"false\"", new: "isPermaLink", losses: []string{"20 guid changed: attribute without quotation marks"}},
	{rule: "white space in tags", old: "<wp:post_id>24</wp:post_id>", new: "<wp:post_id\n>\n24\n</wp:post_id \n>"},
	{rule: "unknown elements are told by name", old: "<wp:post_id>24", new: "<media:thumbnail url=\"a\"/><jetpack:note><a><b>x</b></a></jetpack:note><wp:post_id>24",
		losses: []string{"24 media:thumbnail \"media:thumbnail\" dropped: unknown element", "24 jetpack:note \"jetpack:note\" dropped: unknown element"}},
	{rule: "an unknown element of the channel", old: "<generator>", new: "<image><url>a</url><title>b</title></image><atom:link href=\"c\"/><generator>",
		losses: []string{"image \"image\" dropped: unknown element", "atom:link \"atom:link\" dropped: unknown element"}},
	{rule: "an element that occurs twice with one value", old: "<wp:post_id>24</wp:post_id>", new: "<wp:post_id>24</wp:post_id><wp:post_id>24</wp:post_id>",
		losses: []string{"24 wp:post_id dropped: repeated element"}},
	{rule: "a term without slug", old: "<category domain=\"category\" nicename=\"peche\"><", new: "<category><![CDATA[Pêche &amp; criée]]></category><category>Divers</category><category domain=\"category\" nicename=\"peche\"><",
		losses: []string{"22 category dropped: term without slug or taxonomy skipped"}},
	{rule: "a tag of WordPress 3.0", old: "domain=\"post_tag\"", new: "domain=\"tag\""},
	{rule: "a document type declaration", old: "<rss", new: "<!DOCTYPE rss [\n<!ENTITY lol \"lol\">\n<!ENTITY lol2 \"&lol;&lol;>\">\n]>\n<rss",
		losses: []string{"dropped: document type declaration skipped"}},
	{rule: "a damaged author", old: "<wp:author_id>2</wp:author_id>", new: "<wp:author_id>2</wp:author>", losses: []string{"wp:author dropped: damaged element skipped"}},
	{rule: "a damaged category", old: "<wp:term_id>3</wp:term_id>", new: "<wp:term_id>3<wp:category_nicename>", losses: []string{"wp:category dropped: damaged element skipped"}},
	{rule: "a damaged head", old: "<language>fr-FR</language>", new: "<language>fr-FR", losses: []string{"language dropped: damaged element skipped"}},
	{rule: "carriage returns", all: func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) }},
	{rule: "UTF-16, least byte first", all: func(b []byte) []byte {
		out := []byte{0xFF, 0xFE}
		for _, u := range utf16.Encode([]rune(string(b))) {
			out = append(out, byte(u), byte(u>>8))
		}
		return out
	}},
	{rule: "UTF-16, greatest byte first", all: func(b []byte) []byte {
		out := []byte{0xFE, 0xFF}
		for _, u := range utf16.Encode([]rune(string(b))) {
			out = append(out, byte(u>>8), byte(u))
		}
		return out
	}},
}

// TestItemsRepaired damages an export in ways that cost no item.
func TestItemsRepaired(t *testing.T) {
	text, items := journal(t)
	for _, c := range repairs {
		t.Run(c.rule, func(t *testing.T) {
			altered := bytes.Replace(text, []byte(c.old), []byte(c.new), 1)
			if c.all != nil {
				altered = c.all(text)
			}
			if bytes.Equal(altered, text) {
				t.Fatalf("%q does not occur", c.old)
			}
			want := make([]Item, len(items))
			for i, it := range items {
				want[i] = it
				want[i].Terms, want[i].Meta = slices.Clone(it.Terms), slices.Clone(it.Meta)
			}
			if c.change != nil {
				c.change(want)
			}
			var losses []string
			got, errs := readAll(altered, Options{Lost: func(l presse.Loss) { losses = append(losses, l.String()) }})
			if len(errs) > 0 || len(got) != len(want) {
				t.Fatalf("got %d items and the errors %v, want %d items", len(got), errs, len(want))
			}
			for i := range want {
				if diff := different(got[i], want[i]); diff != "" {
					t.Errorf("item %d: %s", i, diff)
				}
			}
			if !slices.Equal(losses, c.losses) {
				t.Errorf("got the losses %q, want %q", losses, c.losses)
			}
		})
	}
}

// TestItemsJoined reads several exports in one file, also when the first of them is cut.
func TestItemsJoined(t *testing.T) {
	text, items := journal(t)
	got, errs := readAll(slices.Concat(text, text, []byte("\n\n"), text), Options{})
	if len(errs) > 0 || len(got) != 3*len(items) {
		t.Errorf("three exports: got %d items and the errors %v, want %d items", len(got), errs, 3*len(items))
	}
	itemEnds := ends(text, items)
	for cut := itemEnds[0]; cut < itemEnds[len(items)-1]; cut += 7 {
		got, errs := readAll(slices.Concat(text[:cut], text), Options{})
		whole := 0
		for itemEnds[whole] <= cut {
			whole++
		}
		if len(got) != whole+len(items) || len(errs) != 1 || !errors.Is(errs[0], presse.ErrItem) || !errors.Is(errs[0], presse.ErrCorrupt) {
			t.Errorf("an export cut at %d, and another one: got %d items and the errors %v, want %d items and one error", cut, len(got), errs, whole+len(items))
		}
		for i := range min(len(got), len(items)) {
			if diff := different(got[len(got)-1-i], items[len(items)-1-i]); diff != "" {
				t.Errorf("an export cut at %d, and another one: item %d: %s", cut, i, diff)
			}
		}
	}
}

// TestItemsChunkLost removes a part of an export: what is outside of it is read, and nothing
// is invented.
func TestItemsChunkLost(t *testing.T) {
	text, items := journal(t)
	itemEnds := ends(text, items)
	first := bytes.Index(text, []byte("<item>"))
	random := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		from := first + random.IntN(len(text)-first-20)
		to := min(from+1+random.IntN(1<<random.IntN(12)), len(text)-len("</channel>\n</rss>\n"))
		if from >= to {
			continue
		}
		altered := slices.Concat(text[:from], text[to:])
		told := 0
		got, errs := readAll(altered, Options{Lost: func(presse.Loss) { told++ }})
		// The items that the part does not touch, with the white space between them.
		outside, start := 0, first
		for i, end := range itemEnds {
			// If the start of the next item is lost as far as into a section, it is not
			// certain that </item> is the end of this one.
			next := min(end+len("\n\t\t<item>"), len(text))
			unsure := from >= end && from < next && bytes.Index(text[to:], []byte("]]>"))+1 > 0 &&
				bytes.Index(text[to:], []byte("]]>")) < bytes.Index(text[to:], []byte("<![CDATA["))
			if to <= start || from >= end && !unsure {
				outside++
				if !slices.ContainsFunc(got, func(it Item) bool { return different(it, items[i]) == "" }) {
					t.Errorf("%d bytes lost at %d, %q: item %d is missing or changed: %v", to-from, from, altered[max(0, from-30):from+30], i, errs)
				}
			}
			start = end
		}
		if len(got) > outside && told == 0 && len(errs) == 0 {
			want, err := oracle(altered)
			if err != nil || len(want) != len(got) || !equal(got, want) {
				t.Errorf("%d bytes lost at %d, %q: read as sound, but it is not: %v", to-from, from, altered[max(0, from-30):from+30], err)
			}
		}
	}
}

// TestItemsReaders reads from sources that are slow, or fail.
func TestItemsReaders(t *testing.T) {
	text, items := journal(t)
	broken := errors.New("connection reset")
	count := func(r io.Reader) (n int, errs []error) {
		for _, err := range Items(r, Options{}) {
			if err != nil {
				errs = append(errs, err)
			} else {
				n++
			}
		}
		return n, errs
	}
	for _, c := range []struct {
		rule string
		r    io.Reader
		n    int
		want error
	}{
		{"a byte at a time", iotest.OneByteReader(bytes.NewReader(text)), len(items), nil},
		{"data with the error", iotest.DataErrReader(bytes.NewReader(text)), len(items), nil},
		{"an error within an item", io.MultiReader(bytes.NewReader(text[:6000]), iotest.ErrReader(broken)), 1, broken},
		{"an error at once", iotest.ErrReader(broken), 0, broken},
		{"nothing, for ever", nothing{}, 0, io.ErrNoProgress},
		{"more than there is room for", liar{}, 0, errNotTold},
		{"no reader", nil, 0, errNilReader},
		{"an empty file", strings.NewReader(""), 0, presse.ErrCorrupt},
		{"white space", strings.NewReader(" \n"), 0, presse.ErrCorrupt},
		{"a page of HTML", strings.NewReader("<!DOCTYPE html><html><head><title>Erreur</title></head><body><p>404</p></body></html>"), 0, presse.ErrCorrupt},
		{"JSON", strings.NewReader(`[{"id":1}]`), 0, presse.ErrCorrupt},
		{"text without end", endless{}, 0, presse.ErrCorrupt},
		{"a ZIP archive", strings.NewReader("PK\x03\x04abc"), 0, errNotTold},
		{"a damaged gzip head", strings.NewReader("\x1f\x8babcdefghijkl"), 0, presse.ErrCorrupt},
		{"a gzip file cut within an item", bytes.NewReader(packed(text)[:len(packed(text))/2]), -1, presse.ErrCorrupt},
	} {
		n, errs := count(c.r)
		if n != c.n && c.n >= 0 {
			t.Errorf("%s: got %d items, want %d", c.rule, n, c.n)
		}
		var e *presse.Error
		switch {
		case c.want == nil && len(errs) == 0:
		case len(errs) != 1, !errors.As(errs[0], &e) || e.Op == "", c.want != errNotTold && !errors.Is(errs[0], c.want):
			t.Errorf("%s: got the errors %v, want %v", c.rule, errs, c.want)
		}
	}
}

var errNotTold = errors.New("any error")

func packed(text []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(text)
	w.Close()
	return out.Bytes()
}

type nothing struct{}

func (nothing) Read([]byte) (int, error) { return 0, nil }

type liar struct{}

func (liar) Read(p []byte) (int, error) { return len(p) + 1, nil }

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

// TestItemsBreak leaves the loop: nothing more is read.
func TestItemsBreak(t *testing.T) {
	text, items := journal(t)
	for it, err := range Items(bytes.NewReader(text), Options{}) {
		if err != nil || it.ID != items[0].ID {
			t.Errorf("got %v, %v", it.ID, err)
		}
		break
	}
}
