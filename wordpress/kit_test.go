package wordpress

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// An export that the tests below write. It is the form of WordPress's own, as short as it
// can be.
type testExport struct {
	created string // of the file; "2026-03-10 08:00" if empty
	channel string // authors, categories and other terms
	items   []Item
}

func cdata(s string) string {
	return "<![CDATA[" + strings.ReplaceAll(s, "]]>", "]]]]><![CDATA[>") + "]]>"
}

func (x testExport) String() string {
	var b strings.Builder
	if x.created == "" {
		x.created = "2026-03-10 08:00"
	}
	fmt.Fprintf(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<!-- generator=\"WordPress/6.5\" created=\"%s\" -->\n", x.created)
	b.WriteString(`<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>La Gazette des oliviers</title>
<link>https://gazette.example</link>
<language>fr-FR</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://gazette.example</wp:base_site_url>
<wp:base_blog_url>https://gazette.example</wp:base_blog_url>
`)
	b.WriteString(x.channel)
	for _, it := range x.items {
		writeItem(&b, it)
	}
	b.WriteString("</channel>\n</rss>\n")
	return b.String()
}

func writeItem(b *strings.Builder, it Item) {
	field := func(name, value string) { fmt.Fprintf(b, "<%s>%s</%s>\n", name, cdata(value), name) }
	b.WriteString("<item>\n")
	field("title", it.Title)
	fmt.Fprintf(b, "<link>%s</link>\n", it.Link)
	field("dc:creator", it.Author)
	field("content:encoded", it.Content)
	field("excerpt:encoded", it.Excerpt)
	fmt.Fprintf(b, "<wp:post_id>%s</wp:post_id>\n", it.ID)
	field("wp:post_date", it.Date)
	field("wp:post_date_gmt", it.DateGMT)
	field("wp:post_modified", it.Modified)
	field("wp:post_modified_gmt", it.ModifiedGMT)
	field("wp:post_name", it.Slug)
	field("wp:status", it.Status)
	fmt.Fprintf(b, "<wp:post_parent>%s</wp:post_parent>\n", it.Parent)
	field("wp:post_type", it.Type)
	field("wp:post_password", it.Password)
	sticky := 0
	if it.Sticky {
		sticky = 1
	}
	fmt.Fprintf(b, "<wp:is_sticky>%d</wp:is_sticky>\n", sticky)
	for _, t := range it.Terms {
		fmt.Fprintf(b, "<category domain=\"%s\" nicename=\"%s\">%s</category>\n", t.Taxonomy, t.Slug, cdata(t.Name))
	}
	for _, m := range it.Meta {
		if m.Key == attachmentURL {
			field(m.Key, m.Value)
			continue
		}
		fmt.Fprintf(b, "<wp:postmeta><wp:meta_key>%s</wp:meta_key><wp:meta_value>%s</wp:meta_value></wp:postmeta>\n", cdata(m.Key), cdata(m.Value))
	}
	for i := range it.Comments {
		fmt.Fprintf(b, "<wp:comment><wp:comment_id>%d</wp:comment_id><wp:comment_content>%s</wp:comment_content></wp:comment>\n", i+1, cdata("Bravo"))
	}
	b.WriteString("</item>\n")
}

// story returns a published story, changed by the given functions.
func story(id string, change ...func(*Item)) Item {
	it := Item{
		ID: id, Type: "post", Status: "publish", Title: "Le pont rouvre", Slug: "le-pont-rouvre-" + id, Link: "https://gazette.example/le-pont-rouvre-" + id + "/",
		Author: "lina", Content: "<p>Le pont a rouvert lundi à l’aube.</p>",
		Date: "2026-03-02 09:00:00", DateGMT: "2026-03-02 08:00:00", Modified: "2026-03-02 09:00:00", ModifiedGMT: "2026-03-02 08:00:00",
	}
	for _, c := range change {
		c(&it)
	}
	return it
}

// meta returns a change that adds custom fields, given as key and value in turn.
func meta(pairs ...string) func(*Item) {
	return func(it *Item) {
		for pair := range slices.Chunk(pairs, 2) {
			it.Meta = append(it.Meta, Meta{pair[0], pair[1]})
		}
	}
}

// terms returns a change that adds terms, each given as taxonomy, slug and name.
func terms(list ...string) func(*Item) {
	return func(it *Item) {
		for term := range slices.Chunk(list, 3) {
			it.Terms = append(it.Terms, Term{Taxonomy: term[0], Slug: term[1], Name: term[2]})
		}
	}
}

func picture(id, file string, change ...func(*Item)) Item {
	it := Item{
		ID: id, Type: "attachment", Status: "inherit", Title: "", Link: "https://gazette.example/?attachment_id=" + id, Author: "lina",
		Meta: []Meta{{attachmentURL, "https://gazette.example/wp-content/uploads/" + file}},
	}
	for _, c := range change {
		c(&it)
	}
	return it
}

const lina = "<wp:author><wp:author_id>7</wp:author_id><wp:author_login>lina</wp:author_login><wp:author_email>lina@gazette.example</wp:author_email>" +
	"<wp:author_display_name><![CDATA[Lina Haddad]]></wp:author_display_name></wp:author>\n"

func category(id, slug, parent, name string) string {
	return fmt.Sprintf("<wp:category><wp:term_id>%s</wp:term_id><wp:category_nicename>%s</wp:category_nicename><wp:category_parent>%s</wp:category_parent><wp:cat_name>%s</wp:cat_name></wp:category>\n",
		id, slug, parent, cdata(name))
}

func otherTerm(id, taxonomy, slug, name, description string) string {
	return fmt.Sprintf("<wp:term><wp:term_id>%s</wp:term_id><wp:term_taxonomy>%s</wp:term_taxonomy><wp:term_slug>%s</wp:term_slug><wp:term_name>%s</wp:term_name><wp:term_description>%s</wp:term_description></wp:term>\n",
		id, taxonomy, slug, cdata(name), cdata(description))
}

// open opens an export, and returns the list to which losses are added.
func open(t testing.TB, text string, o Options) (*Export, *[]presse.Loss) {
	t.Helper()
	losses := new([]presse.Loss)
	if o.Lost == nil {
		o.Lost = func(l presse.Loss) { *losses = append(*losses, l) }
	}
	x, err := Open(strings.NewReader(text), int64(len(text)), o)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	return x, losses
}

// read returns the stories of an export, and what was lost on the way.
func read(t testing.TB, x testExport, o Options) ([]*presse.Article, []presse.Loss) {
	t.Helper()
	if x.channel == "" {
		x.channel = lina
	}
	e, losses := open(t, x.String(), o)
	var articles []*presse.Article
	for a, err := range e.Articles() {
		if err != nil {
			t.Fatalf("Articles: %v", err)
		}
		articles = append(articles, a)
	}
	return articles, *losses
}

// told lists losses on one line, without the IDs of the items.
func told(losses []presse.Loss) string {
	var list []string
	for _, l := range losses {
		l.Item = ""
		list = append(list, l.String())
	}
	return strings.Join(list, " | ")
}

// members returns the JSON of a, without the members that story sets.
func membersOf(t testing.TB, a *presse.Article) string {
	t.Helper()
	text, err := a.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"id", "status", "lang", "slug", "url", "headline", "byline", "body", "published"} {
		delete(all, name)
	}
	raw, err := marshalJSON(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
