package wordpress_test

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/wordpress"
)

// A whole archive: sections, an index for related articles, and redirects.
func Example() {
	check := func(err error) {
		if err != nil {
			log.Fatal(err)
		}
	}
	file, err := os.Open("testdata/gazette.xml") // or .xml.gz, or several exports joined
	check(err)
	defer file.Close()
	info, err := file.Stat()
	check(err)
	lost := make(map[presse.LossKind]int) // everything that is not carried over unchanged
	export, err := wordpress.Open(file, info.Size(), wordpress.Options{
		URL:  func(a *presse.Article) string { return "/" + a.ID + "/" + a.Slug },
		Lost: func(l presse.Loss) { lost[l.Kind]++ },
	})
	check(err)
	sections, err := export.Taxonomy()
	check(err)
	index := presse.NewIndex(presse.IndexOptions{})
	public, withheld := 0, 0
	for article, err := range export.Articles() {
		switch {
		case err != nil:
			fmt.Println(err) // one damaged story; the others are sound
			continue
		case article.Public(time.Date(2026, 11, 21, 6, 0, 0, 0, time.UTC)):
			public++
		default:
			withheld++ // drafts, embargoes, passwords, the trash …
		}
		check(index.Put(article)) // it answers with what is public
	}
	fmt.Println(public, "public,", withheld, "withheld,", sections.Len(), "sections,", lost[presse.LossKept], "values kept")
	for r, err := range export.Redirects() {
		check(err)
		if strings.HasSuffix(r.From, "olives-la-recolte") {
			fmt.Println(r.From, "→", r.To)
		}
	}
	// Output:
	// 9 public, 10 withheld, 12 sections, 11 values kept
	// 2026/11/02/olives-la-recolte → 101/olives-la-recolte-commence
	// 2026/11/01/olives-la-recolte → 101/olives-la-recolte-commence
}

func ExampleOpen() {
	text, err := os.ReadFile("testdata/gazette.xml")
	if err != nil {
		log.Fatal(err)
	}
	export, err := wordpress.Open(bytes.NewReader(text), int64(len(text)), wordpress.Options{
		Zone:   time.FixedZone("+01", 3600),
		Fields: map[string]string{"titre_de_tete": "kicker"},
		URL:    func(a *presse.Article) string { return "/" + a.ID + "/" + a.Slug },
	})
	if err != nil {
		log.Fatal(err)
	}
	for article, err := range export.Articles() {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(article.Headline)
		fmt.Println(article.URL)
		break
	}
	// Output:
	// Olives : la récolte commence enfin
	// https://gazette.example/101/olives-la-recolte-commence
}

func ExampleExport_Articles() {
	text, err := os.ReadFile("testdata/gazette.xml")
	if err != nil {
		log.Fatal(err)
	}
	export, err := wordpress.Open(bytes.NewReader(text), int64(len(text)), wordpress.Options{})
	if err != nil {
		log.Fatal(err)
	}
	at := time.Date(2026, 11, 21, 6, 0, 0, 0, time.UTC)
	for article, err := range export.Articles() {
		if err != nil {
			fmt.Println(err)
			continue
		}
		if err := article.Withheld(at); err != nil {
			fmt.Println(article.ID, article.Status, err)
		}
	}
	// Output:
	// 103 draft presse: show article status "draft": not published
	// 104 scheduled presse: show article published "2026-12-01T05:00:00+01:00": not published
	// 105 review presse: show article status "review": not published
	// 106 restricted presse: show article status "restricted": not published
	// 107 restricted presse: show article status "restricted": not published
	// 108 review presse: show article status "review": not published
	// 109 withdrawn presse: show article status "withdrawn": no longer public
	// 111 draft presse: show article status "draft": not published
	// 112 restricted presse: show article status "restricted": not published
	// 119 published presse: show article expiry "2026-09-01T00:00:00+01:00": no longer public
}

func ExampleExport_Taxonomy() {
	var lost []presse.Loss
	text, err := os.ReadFile("testdata/gazette.xml")
	if err != nil {
		log.Fatal(err)
	}
	export, err := wordpress.Open(bytes.NewReader(text), int64(len(text)), wordpress.Options{Lost: func(l presse.Loss) { lost = append(lost, l) }})
	if err != nil {
		log.Fatal(err)
	}
	lost = nil
	sections, err := export.Taxonomy()
	if err != nil {
		log.Fatal(err)
	}
	for s := range sections.Children("") {
		fmt.Println(s.Path, s.Kind)
	}
	for _, l := range lost {
		fmt.Println(l)
	}
	// Output:
	// une placement
	// vallee subject
	// economie subject
	// sport subject
	// videos format
	// أخبار subject
	// marches subject
	// boucle-a subject
	// patrimoine subject
	// 11 wp:category_description "vallee" kept: a section has no such member
	// 18 wp:category_parent "marches" changed: unknown parent; the section is at the top
	// category "patrimoine" guessed: a category that the file does not describe; the section is at the top
	// 19 wp:category_parent "boucle-a" changed: a section cannot be its own ancestor
	// 1 category "non-classe" dropped: WordPress's category for stories without one is no section
}

func ExampleExport_Redirects() {
	text, err := os.ReadFile("testdata/gazette.xml")
	if err != nil {
		log.Fatal(err)
	}
	export, err := wordpress.Open(bytes.NewReader(text), int64(len(text)), wordpress.Options{URL: func(a *presse.Article) string { return a.ID + "/" + a.Slug }})
	if err != nil {
		log.Fatal(err)
	}
	for r, err := range export.Redirects() {
		if err != nil {
			log.Fatal(err)
		}
		if r.To == "101/olives-la-recolte-commence" || r.To == "" {
			fmt.Printf("%s → %q\n", r.From, r.To)
		}
	}
	// Output:
	// ?p=101 → "101/olives-la-recolte-commence"
	// 2026/11/02/olives-la-recolte-commence → "101/olives-la-recolte-commence"
	// 2026/11/02/olives-la-recolte → "101/olives-la-recolte-commence"
	// 2026/11/01/olives-la-recolte-commence → "101/olives-la-recolte-commence"
	// 2026/11/01/olives-la-recolte → "101/olives-la-recolte-commence"
	// ?p=109 → ""
	// ?p=119 → ""
}

func ExampleExport_Media() {
	text, err := os.ReadFile("testdata/gazette.xml")
	if err != nil {
		log.Fatal(err)
	}
	export, err := wordpress.Open(bytes.NewReader(text), int64(len(text)), wordpress.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for m, err := range export.Media() {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(m.URL, m.Width, "—", m.Caption, "—", m.Credit.Text)
	}
	// Output:
	// https://gazette.example/wp-content/uploads/2026/03/moulin.jpg 1200 — Le moulin, à l’aube. — © Rim Saïdi / MAP
	// https://gazette.example/wp-content/uploads/2026/03/puits.jpg 1200 — Un puits — DR
	// https://gazette.example/wp-content/uploads/2026/03/%d8%b2%d9%8a%d8%aa%d9%88%d9%86.jpg 0 — قطاف الزيتون. — تصوير: فاطمة الزهراء
}

func ExampleExport_Progress() {
	text, err := os.ReadFile("testdata/gazette.xml")
	if err != nil {
		log.Fatal(err)
	}
	export, err := wordpress.Open(bytes.NewReader(text), int64(len(text)), wordpress.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for range export.Articles() {
	}
	read, size := export.Progress()
	fmt.Println(100*read/size, "%")
	// Output: 100 %
}
