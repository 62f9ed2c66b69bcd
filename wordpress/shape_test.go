package wordpress

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// secretJournal returns an export of ours in which every item that is not for everyone has a
// word in its title and throughout its text.
func secretJournal(t testing.TB) (text []byte, where []int) {
	t.Helper()
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.5.4" created="2026-03-20 09:00" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>La Gazette</title><link>https://gazette.example</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://gazette.example</wp:base_site_url><wp:base_blog_url>https://gazette.example</wp:base_blog_url>
`)
	for id := 1; id <= 8; id++ {
		status, password, embargo, word := "publish", "", "", "marché"
		date, gmt, pub := fmt.Sprintf("2026-03-%02d 09:00:00", id), fmt.Sprintf("2026-03-%02d 08:00:00", id), ""
		link := fmt.Sprintf("https://gazette.example/2026/03/brève-%d/", id)
		switch id % 4 {
		case 2:
			status, word, gmt, link = "draft", "SECRET", "0000-00-00 00:00:00", fmt.Sprintf("https://gazette.example/?p=%d", id)
		case 3:
			password, word = "bac", "SECRET"
		case 0:
			embargo, word = "2027-03-12 06:00:00", "SECRET"
		}
		if status != "draft" {
			pub = fmt.Sprintf("%s, %02d Mar 2026 08:00:00 +0000", []string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}[id%7], id)
		}
		fmt.Fprintf(&b, `	<item>
		<title><![CDATA[Le %[1]s du port %[2]d]]></title>
		<link>%[3]s</link>
		<pubDate>%[4]s</pubDate>
		<dc:creator><![CDATA[nadia]]></dc:creator>
		<guid isPermaLink="false">https://gazette.example/?p=%[2]d</guid>
		<description></description>
		<content:encoded><![CDATA[%[5]s]]></content:encoded>
		<excerpt:encoded><![CDATA[Le %[1]s]]></excerpt:encoded>
		<wp:post_id>%[2]d</wp:post_id>
		<wp:post_date><![CDATA[%[6]s]]></wp:post_date>
		<wp:post_date_gmt><![CDATA[%[7]s]]></wp:post_date_gmt>
		<wp:post_modified><![CDATA[%[6]s]]></wp:post_modified>
		<wp:post_modified_gmt><![CDATA[%[7]s]]></wp:post_modified_gmt>
		<wp:comment_status><![CDATA[open]]></wp:comment_status>
		<wp:ping_status><![CDATA[closed]]></wp:ping_status>
		<wp:post_name><![CDATA[breve-%[2]d]]></wp:post_name>
		<wp:status><![CDATA[%[8]s]]></wp:status>
		<wp:post_parent>0</wp:post_parent>
		<wp:menu_order>0</wp:menu_order>
		<wp:post_type><![CDATA[post]]></wp:post_type>
		<wp:post_password><![CDATA[%[9]s]]></wp:post_password>
		<wp:is_sticky>0</wp:is_sticky>
		<category domain="category" nicename="port"><![CDATA[Port]]></category>
		<wp:postmeta>
		<wp:meta_key><![CDATA[embargo]]></wp:meta_key>
		<wp:meta_value><![CDATA[%[10]s]]></wp:meta_value>
		</wp:postmeta>
	</item>
`, word, id, link, pub, strings.Repeat("<p>Le "+word+" du port.</p>\n", 12), date, gmt, status, password, embargo)
	}
	b.WriteString("</channel>\n</rss>\n")
	text = []byte(b.String())
	items, errs := readAll(text, Options{})
	if len(items) != 8 || len(errs) > 0 || leak(items) != "" {
		t.Fatalf("a sound export: got %d items, the errors %v and the leak %q", len(items), errs, leak(items))
	}
	for at := bytes.Index(text, []byte("<item>")); at < len(text); at++ {
		if text[at] == '<' {
			where = append(where, at)
		}
	}
	return text, where
}

// leak returns what is public in items and has the secret word.
func leak(items []Item) string {
	for _, it := range items {
		if it.Type == "post" && it.Status == "publish" && it.Password == "" && strings.Contains(it.Title+it.Content+it.Excerpt, "SECRET") &&
			!slices.ContainsFunc(it.Meta, func(m Meta) bool { return m.Key == "embargo" && m.Value != "" }) {
			return short(it)
		}
	}
	return ""
}

// TestItemsSecretEnded inserts end tags of items before every tag of an export: no part of an
// item that is not for everyone becomes a public item, and an error is told.
func TestItemsSecretEnded(t *testing.T) {
	text, where := secretJournal(t)
	for _, tag := range []string{"</item>", "</item><item>", "</item>\n\t<item>\n"} {
		for _, at := range where {
			if bytes.HasPrefix(text[at:], []byte("<p>")) || bytes.HasPrefix(text[at:], []byte("</p>")) {
				continue // it is text
			}
			altered := slices.Concat(text[:at], []byte(tag), text[at:])
			got, errs := readAll(altered, Options{})
			if l := leak(got); l != "" {
				t.Errorf("%q inserted before %q: public: %s", tag, text[at:at+30], l)
			}
			if len(got) == 8 && len(errs) == 0 && !equal(got, sound(t, text)) {
				t.Errorf("%q inserted before %q: items differ, and no error is told", tag, text[at:at+30])
			}
		}
	}
}

func sound(t testing.TB, text []byte) []Item {
	items, errs := readAll(text, Options{})
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return items
}

// TestItemsSecretLost removes parts of an export, at random places and from tag to tag.
func TestItemsSecretLost(t *testing.T) {
	text, where := secretJournal(t)
	random := rand.New(rand.NewPCG(3, 4))
	leaks, ran := 0, 0
	for n := range 6000 {
		from, to := where[random.IntN(len(where))], where[random.IntN(len(where))]
		if n%2 == 0 {
			from = where[0] + random.IntN(len(text)-where[0])
			to = from + 1 + random.IntN(4000)
		}
		if from >= to || to > len(text) || alike(text, from, to) {
			continue
		}
		ran++
		got, errs := readAll(slices.Concat(text[:from], text[to:]), Options{})
		if l := leak(got); l != "" {
			if leaks++; leaks <= 5 {
				t.Errorf("%q … %q lost: public: %s; errors %v", text[from:min(from+40, len(text))], text[to:min(to+40, len(text))], l, errs)
			}
		}
	}
	t.Logf("%d leaks in %d", leaks, ran)
}

// alike reports whether a part that begins and ends within the same element of two items, except
// the text, is lost. Nothing says then that the one item is not the other, unless the first one is
// a draft, whose address says so: see Items.
func alike(text []byte, from, to int) bool {
	if bytes.Count(text[:from], []byte("<item>"))%4 == 2 {
		return false
	}
	place := func(at int) (n int) {
		item := bytes.LastIndex(text[:at], []byte("<item>"))
		if item < 0 {
			return -1
		}
		in := text[item:at]
		return bytes.Count(in, []byte("<")) - bytes.Count(in, []byte("<p>")) - bytes.Count(in, []byte("</p>"))
	}
	const content = 14 // "<" in front of the text, with that of its CDATA section
	a, b := place(from), place(to)
	return bytes.Contains(text[from:to], []byte("<item>")) && a-b <= 2 && b-a <= 2 && (a > content+1 || b < content)
}

// TestItemsShape reads items that lack elements.
func TestItemsShape(t *testing.T) {
	text, _ := secretJournal(t)
	without := func(id int, tags ...string) []byte {
		out := slices.Clone(text)
		from := bytes.Index(out, fmt.Appendf(nil, "port %d]]", id)) - 60
		if id == 0 {
			from = 0
		}
		head, rest := string(out[:max(0, from)]), string(out[max(0, from):])
		for _, tag := range tags {
			n := 1
			if id == 0 {
				n = -1
			}
			for at := 0; n != 0; n-- {
				i := strings.Index(rest[at:], "\t\t<"+tag)
				if i < 0 {
					break
				}
				end := strings.Index(rest[at+i:], "</"+tag+">") + len("</"+tag+">")
				rest = rest[:at+i] + rest[at+i+end:]
				at += i
			}
		}
		return []byte(head + rest)
	}
	only, _, _ := bytes.Cut(without(1, "guid", "description"), []byte("</item>"))
	only = append(only, "</item>"...)
	for _, c := range []struct {
		rule        string
		text        []byte
		items, errs int
	}{
		{"one element is missing", without(3, "wp:post_password"), 7, 1},
		{"of the first item", without(1, "wp:post_password"), 7, 1},
		{"the items consistently lack elements", without(0, "wp:post_password", "guid"), 8, 0},
		{"tools leave out description and is_sticky", without(4, "description", "wp:is_sticky"), 8, 0},
		{"a custom field without value", without(4, "wp:meta_value"), 7, 1},
		{"a custom field without key", without(4, "wp:meta_key"), 7, 1},
		{"an only item is read as it is", slices.Concat(only, []byte("</channel></rss>")), 1, 0},
		{"number and date of another item", bytes.Replace(bytes.Replace(text, []byte("/?p=3</guid>"), []byte("/?p=2</guid>"), 1), []byte("03 Mar 2026 08:00:00"), []byte("02 Mar 2026 08:00:00"), 1), 7, 1},
		{"the number alone, of the site before", bytes.Replace(text, []byte("/?p=3</guid>"), []byte("/?p=2</guid>"), 1), 8, 0},
		{"upper case", bytes.Replace(text, []byte("<item>"), []byte("<ITEM>"), 1), 7, 1},
	} {
		got, errs := readAll(c.text, Options{})
		if len(got) != c.items || len(errs) != c.errs {
			t.Errorf("%s: got %d items and the errors %v, want %d items and %d errors", c.rule, len(got), errs, c.items, c.errs)
		}
	}
}

// TestItemsWindows reads French in Windows-1252 that is UTF-8 by accident.
func TestItemsWindows(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"an accent before a no-break space and a quotation mark", "\xAB\xA0Caf\xE9\xA0\xBB", "« Café »"},
		{"an accent before an apostrophe and an ellipsis", "\xE0 l\x92\xE9t\xE9\x85", "à l’été…"},
		{"an accent before a curly quotation mark", "\x93n\xE9\x94", "“né”"},
		{"an accent before a quotation mark", "C\xF4t\xE9\xBB", "Côté»"},
		{"a capital before a no-break space", "\xC0 la une\xA0: \xDC\xA0\xBB", "À la une : Ü »"},
		{"UTF-8 with one byte that is not", "Été \x96 à côté", "Été – à côté"},
		{"a character that was cut", "brume\xE2\x80", "brume\uFFFD"},
	} {
		text := "<rss><channel><item><title><![CDATA[" + c.in + "]]></title><wp:post_id>1</wp:post_id></item></channel></rss>"
		told := 0
		got, errs := readAll([]byte(text), Options{Lost: func(presse.Loss) { told++ }})
		if len(got) != 1 || len(errs) > 0 || strings.ReplaceAll(got[0].Title, "\u00A0", " ") != c.want || told != 1 {
			t.Errorf("%s: %q: got %+v, %v, and %d losses, want %q and one", c.rule, c.in, got, errs, told, c.want)
		}
	}
	text := "<rss><channel><item><title>\xE9t\xE9</title></item><item><title>Caf\xE9\xA0\xBB</title></item></channel></rss>"
	if got, _ := readAll([]byte(text), Options{}); len(got) != 2 || got[1].Title != "Café\u00A0»" {
		t.Errorf("a title that is UTF-8 by accident in a file of Windows-1252: got %+v", got)
	}
}

// TestItemsTwice iterates twice.
func TestItemsTwice(t *testing.T) {
	seq := Items(strings.NewReader("<rss><channel></channel></rss>"), Options{})
	for range seq {
	}
	n := 0
	for _, err := range seq {
		if n++; err == nil || !strings.Contains(err.Error(), "already read") {
			t.Errorf("got %v, want “already read”", err)
		}
	}
	if n != 1 {
		t.Errorf("got %d errors, want 1", n)
	}
}
