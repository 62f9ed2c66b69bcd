package wxr

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// post is an item of ours, by the names of its elements.
type post map[string]string

// brief returns a story that was published on a day of March.
func brief(id int) post {
	day, slug := fmt.Sprintf("2026-03-%02d", id), []string{"bac", "digue", "marche", "phare", "criee", "halle", "quai", "pont", "gare", "lycee", "stade", "theatre"}[id%12]
	return post{
		"title": "Le " + slug, "link": "https://gazette.example/2026/03/port/" + slug + "/", "pubDate": fmt.Sprintf("Mon, %02d Mar 2026 08:00:00 +0000", id),
		"dc:creator": "nadia", "guid": fmt.Sprintf("https://gazette.example/?p=%d", id), "description": "", "content:encoded": "<p>Texte.</p>", "excerpt:encoded": "",
		"wp:post_id": fmt.Sprint(id), "wp:post_date": day + " 09:00:00", "wp:post_date_gmt": day + " 08:00:00", "wp:comment_status": "open", "wp:ping_status": "open",
		"wp:post_name": slug, "wp:status": "publish", "wp:post_parent": "0", "wp:menu_order": "0", "wp:post_type": "post", "wp:post_password": "",
		"category": "port", "meta": "",
	}
}

var elementsOfPost = []string{
	"title", "link", "pubDate", "dc:creator", "guid", "description", "content:encoded", "excerpt:encoded", "wp:post_id", "wp:post_date", "wp:post_date_gmt",
	"wp:comment_status", "wp:ping_status", "wp:post_name", "wp:status", "wp:post_parent", "wp:menu_order", "wp:post_type", "wp:post_password", "wp:attachment_url", "category", "meta",
}

func (p post) text() string {
	var b strings.Builder
	b.WriteString("<item>\n")
	for _, e := range elementsOfPost {
		v, ok := p[e]
		switch {
		case !ok:
		case e == "category":
			fmt.Fprintf(&b, "<category domain=\"category\" nicename=\"%s\"><![CDATA[%s]]></category>\n", v, v)
		case e == "meta":
			if key, value, ok := strings.Cut(v, "="); ok {
				fmt.Fprintf(&b, "<wp:postmeta><wp:meta_key>%s</wp:meta_key><wp:meta_value>%s</wp:meta_value></wp:postmeta>\n", key, value)
			}
		default:
			fmt.Fprintf(&b, "<%s><![CDATA[%s]]></%s>\n", e, v, e)
		}
	}
	return b.String() + "</item>\n"
}

const gazette = `<!-- generator="WordPress/7.1" created="2026-11-20 07:15" -->` + namespaces +
	"<channel><wp:base_site_url>https://gazette.example</wp:base_site_url><wp:base_blog_url>https://gazette.example</wp:base_blog_url>\n"

// exportOf returns an export of n stories, changed by edit.
func exportOf(n int, edit func(p post, id int)) string {
	var b strings.Builder
	b.WriteString(gazette)
	for id := 1; id <= n; id++ {
		p := brief(id)
		edit(p, id)
		b.WriteString(p.text())
	}
	return b.String() + "</channel></rss>"
}

// damaged returns the IDs of the items that cannot be read.
func damagedIn(r *Reader) (ids []string) {
	for {
		_, err := r.Next()
		var d *Damage
		switch {
		case errors.As(err, &d):
			ids = append(ids, d.ID)
		case err == io.EOF:
			return ids
		case err != nil:
			return append(ids, err.Error())
		}
	}
}

// TestHabits reads exports in which some items are not like the others.
func TestHabits(t *testing.T) {
	only := func(at int, changes ...string) func(post, int) {
		return func(p post, id int) {
			for i := 0; id == at && i < len(changes); i += 2 {
				p[changes[i]] = changes[i+1]
			}
		}
	}
	all := func(edits ...func(post, int)) func(post, int) {
		return func(p post, id int) {
			for _, e := range edits {
				e(p, id)
			}
		}
	}
	draft := []string{"wp:status", "draft", "link", "https://gazette.example/?p=5", "pubDate", "", "wp:post_date_gmt", "0000-00-00 00:00:00"}
	numbers := func(p post, id int) { p["link"] = fmt.Sprintf("https://gazette.example/archives/%d", id) }
	plain := func(p post, id int) { p["link"] = fmt.Sprintf("https://gazette.example/?p=%d", id) }
	attached := func(p post, id int) {
		p["wp:post_type"], p["wp:status"] = "attachment", "inherit"
		p["wp:attachment_url"], p["meta"] = fmt.Sprintf("https://gazette.example/u/%d.jpg", id), fmt.Sprintf("_wp_attached_file=%d.jpg", id)
	}
	for _, c := range []struct {
		rule string
		n    int
		edit func(post, int)
		want string // IDs
	}{
		{"a sound export", 12, only(0), ""},
		{"a draft", 12, only(5, draft...), ""},
		{"published at the address of a draft", 12, only(5, "link", "https://gazette.example/?p=5"), "5"},
		{"three stories suffice for that", 4, only(2, "link", "https://gazette.example/?p=2"), "2"},
		{"and two do not", 3, only(2, "link", "https://gazette.example/?p=2"), ""},
		{"an attachment has any address", 12, only(5, "link", "https://gazette.example/?attachment_id=5", "wp:post_type", "attachment"), ""},
		{"a second one of that kind", 40, all(only(5, "link", "https://gazette.example/?p=5"), only(9, "link", "https://gazette.example/?p=9")), "5 9"},
		{"half of the stories", 12, func(p post, id int) {
			if id%2 == 0 {
				plain(p, id)
			}
		}, ""},
		{"another date", 12, only(5, "pubDate", "Mon, 06 Mar 2026 08:00:00 +0000"), "5"},
		{"a date that cannot be read says nothing", 12, only(5, "pubDate", "Mon, 05 Mar 20261"), ""},
		{"a draft's date, as PHP wrote it", 12, only(5, append(draft, "pubDate", "Wed, 30 Nov -0001 00:00:00 +0000")...), ""},
		{"and as it wrote it in 2009", 12, only(5, append(draft, "pubDate", "Tue, 30 Nov 1999 00:00:00 +0000")...), ""},
		{"a date where there is none", 12, only(5, append(draft, "pubDate", "Mon, 05 Mar 2026 08:00:00 +0000")...), "5"},
		{"published without a date", 12, only(5, "pubDate", "", "wp:post_date_gmt", "0000-00-00 00:00:00"), "5"},
		{"the address of another story", 12, only(5, "link", "https://gazette.example/2026/03/port/autre/"), "5"},
		{"of eight", 9, only(5, "link", "https://gazette.example/2026/03/port/autre/"), "5"},
		{"of seven, that says nothing", 8, only(5, "link", "https://gazette.example/2026/03/port/autre/"), ""},
		{"a longer slug", 12, only(5, "link", "https://gazette.example/2026/03/port/halle-2/", "wp:post_name", "halle-20"), "5"},
		{"capitals of an encoded slug", 12, only(5, "link", "https://gazette.example/2026/03/port/%C3%A9t%C3%A9/", "wp:post_name", "%c3%a9t%c3%a9"), ""},
		{"two stories with addresses of their own", 12, all(only(5, "link", "https://gazette.example/2026/03/port/autre/"), only(7, "link", "https://gazette.example/2026/03/port/la/")), ""},
		{"Custom Permalinks", 12, only(5, "link", "https://gazette.example/dossier/", "meta", "custom_permalink=dossier/"), ""},
		{"Page Links To", 12, only(5, "link", "https://gazette.example/dossier/", "meta", "_links_to=/dossier/"), ""},
		{"another host", 12, only(5, "link", "https://ar.gazette.example/x/"), ""},
		{"a host that begins alike", 12, only(5, "link", "https://gazette.example.org/x/"), ""},
		{"the front page", 12, only(5, "link", "https://gazette.example/"), ""},
		{"private, with the slug of another", 12, only(5, "wp:status", "private", "wp:post_name", "autre"), "5"},
		{"another month", 12, only(5, "link", "https://gazette.example/2025/03/port/halle/"), "5"},
		{"another category", 12, only(5, "category", "sport"), "5"},
		{"no category", 12, func(p post, id int) {
			if id == 5 {
				delete(p, "category")
			}
		}, ""},
		{"the number of another story in guid", 12, only(5, "guid", "https://gazette.example/?p=4"), "5"},
		{"of another site", 12, only(5, "guid", "https://vieux.example/?p=4"), ""},
		{"two imported stories", 12, all(only(5, "guid", "https://gazette.example/?p=90"), only(7, "guid", "https://gazette.example/?p=91")), ""},
		{"addresses with numbers", 12, numbers, ""},
		{"one of which is another", 12, all(numbers, only(5, "link", "https://gazette.example/archives/90")), "5"},
		{"a number in a slug is none", 12, func(p post, id int) {
			p["wp:post_name"] = fmt.Sprintf("breve-%d", id)
			if id == 5 {
				p["wp:post_name"] = "breve"
			}
			p["link"] = "https://gazette.example/" + p["wp:post_name"] + "/"
		}, ""},
		{"plain addresses", 12, plain, ""},
		{"one of which is another's", 12, all(plain, only(5, "link", "https://gazette.example/?p=4")), "5"},
		{"a page among stories", 12, only(5, "wp:post_type", "page", "link", "https://gazette.example/?page_id=5"), ""},
		{"a menu item", 12, func(p post, id int) {
			if p["wp:post_type"] = "nav_menu_item"; id == 5 {
				plain(p, 4)
			}
		}, ""},
		{"the file of another attachment", 12, all(attached, only(5, "meta", "_wp_attached_file=4.jpg")), "5"},
		{"attachments", 12, attached, ""},
	} {
		text := exportOf(c.n, c.edit)
		if got := strings.Join(damagedIn(reader(text)), " "); got != c.want {
			t.Errorf("%s: got damage in %q, want %q", c.rule, got, c.want)
		}
	}
}

// TestHabitsLater reads an export of which only the first items are read in advance.
func TestHabitsLater(t *testing.T) {
	var b strings.Builder
	b.WriteString(gazette)
	n := 0
	for ; b.Len() < sampleSize+sampleSize/2; n++ {
		p := brief(n%28 + 1)
		p["wp:post_id"], p["guid"] = fmt.Sprint(n+1), fmt.Sprintf("https://gazette.example/?p=%d", n+1)
		p["content:encoded"] = strings.Repeat("<p>Texte.</p>", 100)
		b.WriteString(p.text())
	}
	for i := range 3 {
		p := brief(3)
		p["wp:post_id"], p["guid"], p["wp:post_name"] = fmt.Sprint(n+i+1), fmt.Sprintf("https://gazette.example/?p=%d", n+i+1), "autre"
		b.WriteString(p.text())
	}
	got := damagedIn(reader(b.String() + "</channel></rss>"))
	if want := []string{fmt.Sprint(n + 1)}; !slices.Equal(got, want) {
		t.Errorf("three stories of %d with addresses of their own, behind the others: got damage in %q, want %q: the others are no exceptions anymore", n+3, got, want)
	}
	if got := damagedIn(NewReader(iotest.OneByteReader(strings.NewReader(b.String()+"</channel></rss>")), Options{MaxItem: 1 << 14})); len(got) != 1 {
		t.Errorf("with a limit of 16 KB: got damage in %q, want in one", got)
	}
}

// TestNameless reads items without number, type or status.
func TestNameless(t *testing.T) {
	without := func(names ...string) func(post, int) {
		return func(p post, id int) {
			for _, name := range names {
				if id == 2 {
					delete(p, name)
				}
			}
		}
	}
	for _, c := range []struct {
		rule string
		edit func(post, int)
		want []string
	}{
		{"no number", without("wp:post_id"), []string{""}},
		{"no type", without("wp:post_type"), []string{"2"}},
		{"no status", without("wp:status"), []string{"2"}},
		{"neither type nor status", without("wp:post_type", "wp:status"), []string{"2"}},
		{"nothing but a title", without(elementsOfPost[1:]...), []string{""}},
		{"no address", without("link"), []string{"2"}},
		{"a type with a letter that none has", func(p post, id int) {
			if id == 2 {
				p["wp:post_type"] = "poÿt"
			}
		}, []string{"2"}},
		{"a type that nobody knows", func(p post, id int) {
			if id == 2 {
				p["wp:post_type"] = "rost"
			}
		}, nil},
		{"an empty type", func(p post, id int) {
			if id == 2 {
				p["wp:post_type"] = ""
			}
		}, []string{"2"}},
		{"a number that is none", func(p post, id int) {
			if id == 2 {
				p["wp:post_id"] = "2x"
			}
		}, []string{"2x"}},
		{"an empty status is no damage", func(p post, id int) {
			if id == 2 {
				p["wp:status"] = ""
			}
		}, nil},
	} {
		if got := damagedIn(reader(exportOf(3, c.edit))); !slices.Equal(got, c.want) {
			t.Errorf("%s: got damage in %q, want in %q", c.rule, got, c.want)
		}
	}
}

// TestBoundary damages the tags between two items: only one is lost if the other is whole, and
// both are named.
func TestBoundary(t *testing.T) {
	text := exportOf(4, func(post, int) {})
	for _, c := range []struct{ rule, from, to string }{
		{"a section begins in the end tag", "</item>\n<item>", "</<![CDATA[item>\n<item>"},
		{"a section begins in front of it", "</item>\n<item>", "<![CDATA[</item>\n<item>"},
		{"the end tag is cut", "</item>\n<item>", "</it\n<item>"},
	} {
		at := strings.Index(text, "<wp:post_id><![CDATA[2]]>")
		altered := text[:at] + strings.Replace(text[at:], c.from, c.to, 1)
		if got := damagedIn(reader(altered)); !slices.Equal(got, []string{"2"}) {
			t.Errorf("%s: got damage in %q, want in 2", c.rule, got)
		}
	}
	at := strings.Index(text, "<wp:post_id><![CDATA[2]]>")
	altered := text[:at] + strings.Replace(text[at:], "</item>\n<item>", "</itemitem>", 1)
	altered = strings.ReplaceAll(strings.ReplaceAll(altered, "<wp:post_id><![CDATA[", "<wp:post_id>"), "]]></wp:post_id>", "</wp:post_id>")
	if got := damagedIn(reader(altered)); !slices.Equal(got, []string{"2", "3"}) {
		t.Errorf("both tags are lost: got damage in %q, want in 2 and 3", got)
	}
}

// TestPacked reads compressed exports that were damaged.
func TestPacked(t *testing.T) {
	text := exportOf(6, func(post, int) {})
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, text)
	w.Close()
	packed := b.Bytes()
	altered := func(at int) []byte {
		c := bytes.Clone(packed)
		c[at] ^= 1
		return c
	}
	for _, c := range []struct {
		rule  string
		text  []byte
		want  int
		sound bool
	}{
		{"as it is", packed, 6, true},
		{"two of them", slices.Concat(packed, packed), 12, true},
		{"zeros behind it", slices.Concat(packed, make([]byte, 600)), 6, true},
		{"another checksum", altered(len(packed) - 8), 6, false},
		{"another size", altered(len(packed) - 1), 6, false},
		{"no checksum and size", packed[:len(packed)-8], 6, false},
		{"a piece of them", packed[:len(packed)-3], 6, false},
		{"text behind it", slices.Concat(packed, []byte("texte")), 6, false},
		{"a second one with another checksum", slices.Concat(packed, altered(len(packed)-8)), 12, false},
	} {
		r := NewReader(bytes.NewReader(c.text), Options{})
		n := 0
		for {
			part, err := r.Next()
			if err != nil {
				if c.sound != (err == io.EOF) || !c.sound && !errors.Is(err, ErrPacked) {
					t.Errorf("%s: the last error is %v; sound: %v", c.rule, err, c.sound)
				}
				break
			}
			if part == PartItem {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%s: got %d items, want %d", c.rule, n, c.want)
		}
	}
	for bit := range 8 * len(packed) { // of all flips, those in names and flags of the header change nothing
		c := bytes.Clone(packed)
		c[bit/8] ^= 1 << (bit % 8)
		if bit/8 < 10 || bit%5 != 0 {
			continue
		}
		if got, want := read(NewReader(bytes.NewReader(c), Options{})), read(reader(text)); !slices.Equal(got, want) && len(damagedIn(NewReader(bytes.NewReader(c), Options{}))) == 0 {
			t.Errorf("bit %d flipped: the export differs, and no error is returned", bit)
		}
	}
	source := errors.New("the disk")
	r := NewReader(io.MultiReader(bytes.NewReader(packed[:len(packed)/2]), iotest.ErrReader(source)), Options{})
	var err error
	for d := new(Damage); err == nil || errors.As(err, &d); _, err = r.Next() {
	}
	if !errors.Is(err, source) || errors.Is(err, ErrPacked) {
		t.Errorf("an error of the source: got %v", err)
	}
}

// TestEncodings reads exports in several encodings.
func TestEncodings(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"ISO-8859-15", `<?xml version="1.0" encoding="ISO-8859-15"?>` + "\xA4 \xA6 \xA8 \xB4 \xB8 \xBC \xBD \xBE \xE9", "€ Š š Ž ž Œ œ Ÿ é"},
		{"in single quotation marks", `<?xml version='1.0' encoding='latin9' ?>` + "c\xBDur", "cœur"},
		{"declared, but UTF-8", `<?xml version="1.0" encoding="iso-8859-15"?>` + "cœur", "cœur"},
		{"ISO-8859-1", `<?xml version="1.0" encoding="iso-8859-1"?>` + "\xE9t\xE9 \x80", "été €"},
		{"nothing declared", "c\x9Cur \xBD", "cœur ½"},
		{"Arabic of Windows", `<?xml version="1.0" encoding="windows-1256"?>` + "\xC7\xE1", `error: windows-1256`},
		{"Arabic of Windows, but UTF-8", `<?xml version="1.0" encoding="windows-1256"?>` + "الفنيدق", "الفنيدق"},
		{"Macintosh", `<?xml version="1.0" encoding="macintosh"?>` + "\x8E", `error: macintosh`},
		{"UTF-16 without byte order mark", "<\x00t\x00>\x00\xE9\x00", "UTF-16"},
		{"UTF-32", "<\x00\x00\x00t\x00\x00\x00", "error: UTF-32"},
		{"UTF-32 with byte order mark", "\xFF\xFE\x00\x00<\x00\x00\x00", "error: UTF-32"},
		{"big-endian UTF-32", "\x00\x00\xFE\xFF\x00\x00\x00<", "error: UTF-32"},
	} {
		text := c.in
		if head, title, ok := strings.Cut(c.in, "?>"); ok {
			text = head + "?>" + namespaces + "<channel><item><title>" + title + "</title></item></channel></rss>"
		} else if !strings.HasPrefix(c.want, "error") && c.want != "UTF-16" {
			text = namespaces + "<channel><item><title>" + c.in + "</title></item></channel></rss>"
		}
		if c.want == "UTF-16" {
			var b strings.Builder
			for _, c := range namespaces + "<channel><item><title>UTF-16</title></item></channel></rss>" {
				b.WriteString(string(c) + "\x00")
			}
			text = b.String()
		}
		r := reader(text)
		got := ""
		for got == "" {
			part, err := r.Next()
			if err != nil {
				got = "error: " + err.Error()
			} else if part == PartItem {
				got = r.Item.Title
			}
		}
		if wanted, ok := strings.CutPrefix(c.want, "error: "); got != c.want && !(ok && strings.HasPrefix(got, "error: ") && strings.Contains(got, wanted)) {
			t.Errorf("%s: got %q, want %q", c.rule, got, c.want)
		}
	}
}

// TestFeed reads a feed that is no export.
func TestFeed(t *testing.T) {
	const feed = `<rss version="2.0"><channel><title>La Gazette</title><item><title>Le bac</title><link>https://gazette.example/bac</link></item></channel></rss>`
	lines := read(reader(feed))
	if last := lines[len(lines)-1]; last != "error: not a WordPress export: it has no element of WordPress" {
		t.Errorf("got %q", last)
	}
}
