package wordpress_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/wordpress"
)

// The columns of this site are categories below "chroniques", and its desk has fields of its
// own.
func ExampleOptions() {
	const export = `<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<link>https://gazette.example</link><language>fr-FR</language><pubDate>Tue, 10 Mar 2026 08:00:00 +0000</pubDate>
<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>billet</wp:category_nicename><wp:cat_name>Le billet</wp:cat_name></wp:category>
<item><title>Le pont rouvre</title><wp:post_id>21</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
<wp:post_name>le-pont-rouvre</wp:post_name><wp:post_date_gmt>2026-03-02 08:00:00</wp:post_date_gmt><link>https://gazette.example/le-pont-rouvre/</link>
<content:encoded><![CDATA[<p>Le pont a <a href="https://gazette.example/le-bac/">remplacé le bac</a>.</p>]]></content:encoded>
<category domain="category" nicename="billet"><![CDATA[Le billet]]></category>
<wp:postmeta><wp:meta_key>bandeau</wp:meta_key><wp:meta_value>Transports</wp:meta_value></wp:postmeta></item>
</channel></rss>`
	x, err := wordpress.Open(strings.NewReader(export), int64(len(export)), wordpress.Options{
		Section: func(t wordpress.Term) presse.Section { return presse.Section{Slug: "chronique-" + t.Slug} },
		Fields:  map[string]string{"bandeau": "kicker"},
		URL:     func(a *presse.Article) string { return "/2026/" + a.Slug },
		Link:    func(url string) string { return strings.TrimPrefix(url, "https://gazette.example") },
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for a := range x.Articles() {
		fmt.Println(a.Kicker, a.Sections, a.URL)
		fmt.Println(a.Body)
	}
	// Output:
	// Transports [chronique-billet] https://gazette.example/2026/le-pont-rouvre
	// <p>Le pont a <a href="/le-bac/">remplacé le bac</a>.</p>
}

// The category decides the kind of a section.
func ExampleTerm() {
	section := func(t wordpress.Term) presse.Section {
		if strings.HasPrefix(t.Slug, "bandeau-") {
			return presse.Section{Kind: presse.KindPlacement}
		}
		return presse.Section{} // slug and name of the category
	}
	fmt.Println(section(wordpress.Term{Taxonomy: "category", Slug: "bandeau-haut", Name: "Bandeau du haut"}).Kind)
	// Output: placement
}

// An item is what the file has, drafts and menus included.
func ExampleItem() {
	const export = `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>Le bac &amp;amp; le pont</title><wp:post_id>22</wp:post_id>
<wp:post_type>post</wp:post_type><wp:status>draft</wp:status><wp:post_name>le-bac-%d9%81%d8%a7%d8%b3</wp:post_name>
<wp:postmeta><wp:meta_key>surtitre</wp:meta_key><wp:meta_value>Transports</wp:meta_value></wp:postmeta></item></channel></rss>`
	for it, err := range wordpress.Items(strings.NewReader(export), wordpress.Options{}) {
		fmt.Println(it.ID, it.Type, it.Status, it.Title, it.Slug, it.Meta, err)
	}
	// Output: 22 post draft Le bac &amp; le pont le-bac-%d9%81%d8%a7%d8%b3 [{surtitre Transports}] <nil>
}

// A custom field may occur several times; each is a Meta.
func ExampleMeta() {
	it := wordpress.Item{Meta: []wordpress.Meta{{Key: "_wp_old_slug", Value: "le-bac"}, {Key: "_edit_lock", Value: "1772438400:1"}, {Key: "_wp_old_slug", Value: "le-pont"}}}
	for _, m := range it.Meta {
		if m.Key == "_wp_old_slug" {
			fmt.Println(m.Value)
		}
	}
	// Output:
	// le-bac
	// le-pont
}

// A damaged item costs one story.
func ExampleItemError() {
	const export = `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<item><title>Le bac</titre><wp:post_id>22</wp:post_id></item>
<item><title>Le pont</title><wp:post_id>23</wp:post_id></item></channel></rss>`
	for it, err := range wordpress.Items(strings.NewReader(export), wordpress.Options{}) {
		if damaged, ok := errors.AsType[*wordpress.ItemError](err); ok {
			fmt.Println("look at post", damaged.ID, "in line", damaged.Line, errors.Is(err, presse.ErrItem))
			continue
		}
		fmt.Println("read", it.Title)
	}
	// Output:
	// look at post 22 in line 2 true
	// read Le pont
}

// A gallery shows attachments, which the caller knows.
func ExampleBodyOptions() {
	options := wordpress.BodyOptions{
		Media: func(id int64) (presse.Media, bool) {
			return presse.Media{URL: "/rade.jpg", Kind: "image", Caption: "La rade"}, id == 12
		},
		Link: func(url string) string { return "https://img.gazette.example" + url },
	}
	body, losses := wordpress.Body(`<p>Trois quais.</p><img src="/quai.jpg">[gallery ids="13"]`, options)
	fmt.Print(body)
	fmt.Println(losses)
	// Output:
	// <p>Trois quais.</p>
	// <p><img decoding="async" src="https://img.gazette.example/quai.jpg"></p>
	// [content "attachment 13" dropped: there is no such attachment]
}
