package wordpress_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/wordpress"
)

// Two pages of posts, one after the other. The second post is only for those with the password.
func ExampleReadREST() {
	const pages = `[{"id":31,"date_gmt":"2026-03-02T05:05:00","slug":"le-bac-repart","status":"publish","type":"post",
  "title":{"rendered":"Le bac repart"},"content":{"rendered":"<p>Lundi.</p>","protected":false}}]
[{"id":32,"date_gmt":"2026-03-03T05:05:00","slug":"la-criee","status":"publish","type":"post",
  "title":{"rendered":"La criée"},"content":{"rendered":"","protected":true}}]`
	for a, err := range wordpress.ReadREST(strings.NewReader(pages), nil, wordpress.Options{}) {
		if errors.Is(err, presse.ErrItem) {
			fmt.Println("left out:", err)
			continue
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(a.ID, a.Status, a.Headline)
	}
	// Output:
	// 31 published Le bac repart
	// 32 restricted La criée
}

// The lists of a site say what the numbers in its posts mean.
func ExampleReadRESTSite() {
	const categories = `[{"id":2,"name":"Le port","slug":"port","taxonomy":"category","parent":0},
 {"id":3,"name":"La criée","slug":"criee","taxonomy":"category","parent":2}]`
	const users = `[{"id":4,"name":"Salma Berrada","slug":"salma","avatar_urls":{}}]`
	const post = `{"id":33,"date_gmt":"2026-03-02T05:05:00","slug":"prix","status":"publish","title":{"rendered":"Le prix de la sardine"},
 "content":{"rendered":"<p>Stable.</p>"},"author":4,"categories":[3]}`
	options := wordpress.Options{}
	site, err := wordpress.ReadRESTSite(options, strings.NewReader(categories), strings.NewReader(users))
	if err != nil {
		fmt.Println(err)
		return
	}
	for a, err := range wordpress.ReadREST(strings.NewReader(post), site, options) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(a.Headline, a.Sections, a.Byline.Text)
	}
	// Output:
	// Le prix de la sardine [port/criee] Salma Berrada
}

// The categories of a site are the sections of the paper.
func ExampleRESTSite() {
	const categories = `[{"id":3,"name":"La cri&eacute;e","slug":"criee","taxonomy":"category","parent":2},
 {"id":2,"name":"Le port","slug":"port","taxonomy":"category","parent":0}]`
	site, err := wordpress.ReadRESTSite(wordpress.Options{}, strings.NewReader(categories))
	if err != nil {
		fmt.Println(err)
		return
	}
	sections, err := site.Taxonomy()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sections.Len(), sections.Path("criee"))
	// Output:
	// 2 port/criee
}
