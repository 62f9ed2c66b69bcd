package wxr

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
)

// read returns what Next returns, one line for each part.
func read(r *Reader) (lines []string) {
	for {
		part, err := r.Next()
		var d *Damage
		switch {
		case err == io.EOF:
			return lines
		case errors.As(err, &d):
			lines = append(lines, fmt.Sprintf("damage: line %d, post %q: %v", d.Line, d.ID, d.Err))
			continue
		case err != nil:
			return append(lines, "error: "+err.Error())
		}
		switch part {
		case PartHead:
			lines = append(lines, fmt.Sprintf("head: %+v", r.Head))
		case PartAuthor:
			lines = append(lines, fmt.Sprintf("author: %+v", r.Author))
		case PartTerm:
			lines = append(lines, fmt.Sprintf("term: %+v", r.Term))
		case PartNote:
			lines = append(lines, fmt.Sprintf("note: %v %s", r.Note.Kind, r.Note.Field))
		case PartItem:
			it := r.Item
			it.Line, it.Offset, it.Size = 0, 0, 0
			lines = append(lines, "item: "+shown(it))
		default:
			lines = append(lines, "nothing")
		}
	}
}

func reader(text string) *Reader { return NewReader(strings.NewReader(text), Options{}) }

const namespaces = `<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/">`

// TestNext reads the parts of exports.
func TestNext(t *testing.T) {
	for _, c := range []struct {
		rule, in string
		want     []string
	}{
		{"the head comes before the first item, with what follows the authors",
			`<!-- generator="WordPress/7.1" created="2026-11-20 07:15" -->` + namespaces + `<channel><title>La Gazette</title><link>https://gazette.example</link>
<description>D</description><pubDate>Fri, 20 Nov 2026 07:15:02 +0000</pubDate><language>fr-FR</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://a.example</wp:base_site_url><wp:base_blog_url>https://b.example</wp:base_blog_url>
<wp:author><wp:author_id>2</wp:author_id></wp:author><generator>https://wordpress.org/?v=7.1</generator><item><wp:post_id>1</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>`,
			[]string{
				"author: {ID:2 Login: DisplayName: FirstName: LastName:}",
				"head: {Title:La Gazette Link:https://gazette.example Description:D PubDate:Fri, 20 Nov 2026 07:15:02 +0000 Language:fr-FR Version:1.2 SiteURL:https://a.example BlogURL:https://b.example Generator:https://wordpress.org/?v=7.1 Created:2026-11-20 07:15}",
				"item: " + shown(Item{ID: "1", Status: "publish", Type: "post"}),
			}},
		{"without items, the head comes at the end", namespaces + "<channel><title>La Gazette</title></channel></rss>",
			[]string{"head: " + fmt.Sprintf("%+v", Head{Title: "La Gazette"})}},
		{"the first element of the head counts", namespaces + "<channel><title>La Gazette</title><title>Autre</title></channel></rss>",
			[]string{"head: " + fmt.Sprintf("%+v", Head{Title: "La Gazette"})}},
		{"an author without e-mail address", namespaces + `<channel><wp:author><wp:author_id>2</wp:author_id><wp:author_login><![CDATA[nadia]]></wp:author_login><wp:author_email>nadia@gazette.example</wp:author_email>
<wp:author_display_name><![CDATA[Nadia Kerbrat]]></wp:author_display_name><wp:author_first_name>Nadia</wp:author_first_name><wp:author_last_name>Kerbrat</wp:author_last_name></wp:author></channel>`,
			[]string{"author: {ID:2 Login:nadia DisplayName:Nadia Kerbrat FirstName:Nadia LastName:Kerbrat}", "head: " + fmt.Sprintf("%+v", Head{})}},
		{"a category, a tag and a term of another taxonomy", namespaces + `<channel>
<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>peche</wp:category_nicename><wp:category_parent>economie</wp:category_parent><wp:cat_name><![CDATA[Pêche &amp; criée]]></wp:cat_name><wp:category_description>D</wp:category_description></wp:category>
<wp:tag><wp:term_id>8</wp:term_id><wp:tag_slug>maree</wp:tag_slug><wp:tag_name>marée</wp:tag_name><wp:tag_description>E</wp:tag_description></wp:tag>
<wp:term><wp:term_id><![CDATA[11]]></wp:term_id><wp:term_taxonomy>dossier</wp:term_taxonomy><wp:term_slug>pont</wp:term_slug><wp:term_parent>ponts</wp:term_parent><wp:term_name>Le pont</wp:term_name><wp:term_description>F</wp:term_description>
<wp:termmeta><wp:meta_key>couleur</wp:meta_key><wp:meta_value>#0a4</wp:meta_value></wp:termmeta><wp:termmeta><wp:meta_key>rang</wp:meta_key><wp:meta_value></wp:meta_value></wp:termmeta></wp:term></channel>`,
			[]string{
				"term: {Taxonomy:category ID:3 Slug:peche Name:Pêche &amp; criée Parent:economie Description:D Meta:[]}",
				"term: {Taxonomy:post_tag ID:8 Slug:maree Name:marée Parent: Description:E Meta:[]}",
				"term: {Taxonomy:dossier ID:11 Slug:pont Name:Le pont Parent:ponts Description:F Meta:[{Key:couleur Value:#0a4} {Key:rang Value:}]}",
				"head: " + fmt.Sprintf("%+v", Head{}),
			}},
		{"every field of an item", namespaces + `<channel><item><title> T </title><link> L </link><pubDate>P</pubDate><dc:creator>A</dc:creator><guid isPermaLink="false">G</guid><description>D</description>
<content:encoded> C </content:encoded><excerpt:encoded>E</excerpt:encoded><wp:post_id>1</wp:post_id><wp:post_date>2</wp:post_date><wp:post_date_gmt>3</wp:post_date_gmt>
<wp:post_modified>4</wp:post_modified><wp:post_modified_gmt>5</wp:post_modified_gmt><wp:comment_status>6</wp:comment_status><wp:ping_status>7</wp:ping_status><wp:post_name>8</wp:post_name>
<wp:status>9</wp:status><wp:post_parent>10</wp:post_parent><wp:menu_order>11</wp:menu_order><wp:post_type>12</wp:post_type><wp:post_password> 13 </wp:post_password><wp:is_sticky>1</wp:is_sticky>
<wp:attachment_url>14</wp:attachment_url><category domain="D" nicename="N&amp;">C</category><wp:postmeta><wp:meta_key>K</wp:meta_key><wp:meta_value>V</wp:meta_value></wp:postmeta>
<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content>x</wp:comment_content><wp:commentmeta><wp:meta_key>K2</wp:meta_key><wp:meta_value>V2</wp:meta_value></wp:commentmeta></wp:comment><wp:comment></wp:comment></item></channel>`,
			[]string{
				"head: " + fmt.Sprintf("%+v", Head{}),
				"item: " + shown(Item{
					Title: " T ", Link: "L", PubDate: "P", Author: "A", GUID: "G", Description: "D", Content: " C ", Excerpt: "E", ID: "1",
					Date: "2", DateGMT: "3", Modified: "4", ModifiedGMT: "5", CommentStatus: "6", PingStatus: "7", Slug: "8", Status: "9", Parent: "10",
					MenuOrder: "11", Type: "12", Password: " 13 ", Sticky: true, AttachmentURL: "14", Terms: []Term{{Taxonomy: "D", Slug: "N&", Name: "C"}},
					Meta: []Meta{{"K", "V"}}, Comments: 2,
				}),
			}},
		{"two exports: each has its head", `<!-- generator="a" created="2026-01-01 00:00" -->` + namespaces + "<channel><title>Un</title></channel></rss>" + `<!-- generator="a" created="2026-02-02 00:00" -->` + namespaces + "<channel><title>Deux</title></channel></rss>",
			[]string{"head: " + fmt.Sprintf("%+v", Head{Title: "Un", Created: "2026-01-01 00:00"}), "head: " + fmt.Sprintf("%+v", Head{Title: "Deux", Created: "2026-02-02 00:00"})}},
		{"a section behind the last item", "<item></item><![CDATA[]]>0", []string{"head: " + fmt.Sprintf("%+v", Head{}), "item: " + shown(Item{}), "note: text between elements skipped ", "error: the file ends before </channel>"}},
		{"an item that is cut", namespaces + "<channel>\n<item><title>T</title>", []string{"head: " + fmt.Sprintf("%+v", Head{}), `damage: line 2, post "": the file ends within the item`}},
		{"an item with an unclosed element", namespaces + "<channel><item><wp:post_id>5</wp:post_id><link>a</item><item></item></channel>", []string{
			"head: " + fmt.Sprintf("%+v", Head{}), `damage: line 1, post "5": an element is not closed`, "item: " + shown(Item{})}},
		{"an ID behind the damage", namespaces + "<channel><item><link>a</lnik><wp:post_id>5</wp:post_id></item></channel>", []string{
			"head: " + fmt.Sprintf("%+v", Head{}), `damage: line 1, post "5": an element is not closed`}},
		{"an item without start tag", namespaces + "<channel><item></item><itm><title>T</title><wp:post_id>5</wp:post_id></item><item></item></channel>", []string{
			"head: " + fmt.Sprintf("%+v", Head{}), "item: " + shown(Item{}), "note: unknown element itm",
			`damage: line 1, post "5": the item has lost its start tag`, "item: " + shown(Item{})}},
		{"an element that occurs twice with two values", namespaces + "<channel><item><wp:post_id>5</wp:post_id><wp:post_id>6</wp:post_id></item></channel>", []string{
			"head: " + fmt.Sprintf("%+v", Head{}), `damage: line 1, post "5": an element occurs twice, with different values`}},
		{"the first of two with different prefixes", `<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:v="http://wordpress.org/export/1.1/"><channel><item><wp:post_id>5</wp:post_id><v:post_id>6</v:post_id></item></channel>`, []string{
			"head: " + fmt.Sprintf("%+v", Head{}), "item: " + shown(Item{ID: "5", Notes: []Note{{Repeated, "v:post_id"}}})}},
		{"an item that begins with a category, behind an empty one", namespaces + `<channel><item></item><item><category domain="category" nicename="port">Port</category></item></channel>`, []string{
			"head: " + fmt.Sprintf("%+v", Head{}), "item: " + shown(Item{}), "item: " + shown(Item{Terms: []Term{{Taxonomy: "category", Slug: "port", Name: "Port"}}})}},
		{"an item that begins with a category, behind one of custom fields alone", namespaces + `<channel><item><wp:postmeta><wp:meta_key>a</wp:meta_key><wp:meta_value>b</wp:meta_value></wp:postmeta></item><item><category domain="category" nicename="port">Port</category></item></channel>`, []string{
			"head: " + fmt.Sprintf("%+v", Head{}), "item: " + shown(Item{Meta: []Meta{{Key: "a", Value: "b"}}}), "item: " + shown(Item{Terms: []Term{{Taxonomy: "category", Slug: "port", Name: "Port"}}})}},
		{"a prefix bound to something else within an item", namespaces + `<channel><item xmlns:wp="http://exemple.example/"><wp:post_id>5</wp:post_id></item><item><wp:post_id>6</wp:post_id></item></channel>`, []string{
			"head: " + fmt.Sprintf("%+v", Head{}), "item: " + shown(Item{Notes: []Note{{Element, "wp:post_id"}}}),
			"item: " + shown(Item{ID: "6"})}},
		{"a default namespace on one element", namespaces + `<channel><item><post_id xmlns="http://wordpress.org/export/1.2/">5</post_id><post_id>6</post_id></item></channel>`, []string{
			"head: " + fmt.Sprintf("%+v", Head{}), "item: " + shown(Item{ID: "5", Notes: []Note{{Element, "post_id"}}})}},
		{"two sections, and text around them", namespaces + "<channel><item><title> a &amp; <![CDATA[b &amp; ]]>c<!-- d --><![CDATA[e]]>\n</title></item></channel>", []string{
			"head: " + fmt.Sprintf("%+v", Head{}), "item: " + shown(Item{Title: " a & b &amp; ce\n"})}},
	} {
		got := read(reader(c.in))
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.rule, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// shown writes it as read does.
func shown(it Item) string {
	it.Terms, it.Meta = append([]Term{}, it.Terms...), append([]Meta{}, it.Meta...)
	return fmt.Sprintf("%+v", it)
}

// TestPlaces checks line, offset and size of items and damage.
func TestPlaces(t *testing.T) {
	text := "\uFEFF<?xml version=\"1.0\"?>\n" + namespaces + "\n<channel>\n<item>\n</item>\n\n<item><x></item>\n<item/>\n<itm>\n<link>a</link>\n</item><item />\n<item><title>a"
	var got []string
	for r := reader(text); ; {
		part, err := r.Next()
		var d *Damage
		if errors.As(err, &d) {
			got = append(got, fmt.Sprintf("%d %q", d.Line, text[d.Offset:][:5]))
		} else if part == PartItem {
			got = append(got, fmt.Sprintf("%d %q", r.Item.Line, text[r.Item.Offset:][:r.Item.Size]))
		} else if err != nil {
			break
		}
	}
	want := []string{`4 "<item>\n</item>"`, `7 "<item"`, `8 "<item/>"`, `9 "<itm>"`, `11 "<item />"`, `12 "<item"`}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestSmallBuffer reads with a buffer that is moved and made larger all the time, and a
// source that returns one byte at a time: nothing depends on where the text is in memory.
func TestSmallBuffer(t *testing.T) {
	text, err := os.ReadFile("../../wordpress/testdata/items/journal.xml")
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []int{-1, 0, 320, 1500, 4839, 6000, 8259, 8414, 8420, 9000, 12000, 18101} {
		altered := bytes.Clone(text)
		if at >= 0 {
			altered[at] ^= 1
		}
		want := read(NewReader(bytes.NewReader(altered), Options{}))
		if got := read(small(altered)); !reflect.DeepEqual(got, want) {
			t.Errorf("byte %d altered: got\n%s\nwant\n%s", at, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// small returns a Reader with a buffer of 4 bytes to begin with.
func small(text []byte) *Reader {
	r := NewReader(iotest.OneByteReader(bytes.NewReader(text)), Options{})
	r.slack = 2
	return r
}

// TestDone counts the bytes of the source.
func TestDone(t *testing.T) {
	text := namespaces + "<channel><item></item></channel></rss>"
	r := reader(text)
	if r.Done() != 0 {
		t.Errorf("before Next: got %d, want 0", r.Done())
	}
	read(r)
	if r.Done() != int64(len(text)) {
		t.Errorf("at the end: got %d, want %d", r.Done(), len(text))
	}
	if _, err := r.Next(); err != io.EOF {
		t.Errorf("Next after the end: got %v, want io.EOF", err)
	}
}

// TestMaxItem reads items of exactly the maximum size and of one byte more.
func TestMaxItem(t *testing.T) {
	text := namespaces + "<channel><item><title>aaaa</title></item>\n<item><title>aaaaa</title></item></channel></rss>"
	r := NewReader(strings.NewReader(text), Options{MaxItem: len("<item><title>aaaa</title></item>")})
	got := read(r)
	want := []string{"head: " + fmt.Sprintf("%+v", Head{}), "item: " + shown(Item{Title: "aaaa"}),
		`damage: line 2, post "": the item is too large`}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// FuzzNext checks that nothing panics, that what is read does not depend on the buffer, and
// that the offsets of items and damage increase.
func FuzzNext(f *testing.F) {
	text, err := os.ReadFile("../../wordpress/testdata/items/journal.xml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	items := bytes.SplitAfter(text, []byte("</item>"))
	for _, it := range items[1:] {
		f.Add(append(append([]byte(namespaces+"<channel>"), it...), "</channel></rss>"...))
	}
	f.Add([]byte(namespaces + "<channel><item><title><![CDATA[a]]]]>b</title><link>&amp;&eacute;&#233;&x;</link><x><y/></x></item><!-- a --><?b c?></channel></rss>"))
	f.Add([]byte("<!DOCTYPE rss [<!ENTITY a \"b\">]><rss><channel><item><wp:post_id>1</wp:post_id>]]></item><item"))
	f.Add([]byte("\xFE\xFF"))
	f.Add([]byte(`<rss><item></item></chenn`)) // what ends there is not </channel>
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 1<<16 {
			return
		}
		r := NewReader(bytes.NewReader(text), Options{})
		var last int64 = -1
		for {
			part, err := r.Next()
			var d *Damage
			at := last + 1
			switch {
			case part == PartItem:
				at = r.Item.Offset
				if end := at + r.Item.Size; !bytes.HasPrefix(text[at:], []byte("<")) && r.source.n.Load() == int64(len(text)) && end > int64(len(text)) {
					t.Errorf("an item from %d to %d of %d", at, end, len(text))
				}
			case errors.As(err, &d):
				at = d.Offset
			case err != nil:
				if again, err2 := r.Next(); again != PartNone || !errors.Is(err2, err) {
					t.Errorf("after %v, Next returns %v, %v", err, again, err2)
				}
				if got, want := read(small(text)), read(NewReader(bytes.NewReader(text), Options{})); !reflect.DeepEqual(got, want) {
					t.Errorf("with a small buffer: got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
				return
			}
			if at <= last && (part == PartItem || d != nil) {
				t.Errorf("offset %d after %d", at, last)
			}
			if part == PartItem || d != nil {
				last = at
			}
		}
	})
}
