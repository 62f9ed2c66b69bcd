// Package corpus has the stories on which package publish is judged: those of the export of a
// WordPress site, and 2,000 of a news archive, to which a newsroom's bylines, pictures,
// corrections and so on are added. They are always the same.
package corpus

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"iter"
	"os"
	"path/filepath"
	"time"
	"unicode/utf8"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
	"github.com/presse-go/presse/wordpress"
)

// At is when everything is published: after the last story.
var At = time.Date(2026, 3, 3, 10, 0, 0, 0, time.UTC)

// Stories is the number of stories of the archive.
const Stories = 2000

// Secret is in the text of every story that is not free, and of every entry of one, and
// nowhere else.
const Secret = "chuchotement7391"

// Read returns the stories of the export and of the archive in a data folder, in this order,
// and the sections.
func Read(data string) ([]*presse.Article, *presse.Taxonomy, error) {
	export, err := os.ReadFile(filepath.Join(data, "wordpress", "export.xml"))
	if err != nil {
		return nil, nil, err
	}
	site, err := wordpress.Open(bytes.NewReader(export), int64(len(export)), wordpress.Options{})
	if err != nil {
		return nil, nil, err
	}
	taxonomy, err := site.Taxonomy()
	if err != nil {
		return nil, nil, err
	}
	var list []*presse.Article
	for a, err := range site.Articles() {
		if err == nil { // an item that cannot be read is a matter of package wordpress
			list = append(list, a)
		}
	}
	sections := []string{""}
	for s := range taxonomy.All() {
		sections = append(sections, s.Path)
	}
	archive, err := archive(filepath.Join(data, "related", "orangesum.jsonl.gz"), sections)
	return append(list, archive...), taxonomy, err
}

// archive returns the stories of the archive.
func archive(name string, sections []string) ([]*presse.Article, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	lines := json.NewDecoder(text)
	var list []*presse.Article
	for n := range Stories {
		var line struct{ ID, Title, Body string }
		if err := lines.Decode(&line); err == io.EOF {
			break
		} else if err != nil {
			return nil, err
		}
		list = append(list, story(n, line.ID, html.UnescapeString(line.Title), line.Body, sections))
	}
	return list, nil
}

var bylines = []string{
	"Par Salma Idrissi", "Par Salma Idrissi et Karim Benali, avec MAP", "AFP", "", "Par Jean-Noël d’Aramitz, à Genève", "Avec Reuters",
	"Propos recueillis par Noémie Tremblay", "بقلم فاطمة الزهراء بناني", "La rédaction",
}

var genres = []string{"", "report", "analysis", "opinion", "editorial", "interview", "review", "obituary", "brief", "factcheck", "satire"}

var credits = []string{"Karim Benali / AFP", "© D.R", "Inès Tazi", "Archives", "MAP"}

// story returns a story with what a newsroom adds to it. Numbers that have no common factor
// make all combinations occur.
func story(n int, id, title, body string, sections []string) *presse.Article {
	a := &presse.Article{
		ID: id, Lang: "fr", Status: presse.StatusPublished, Slug: presse.Slug(title), Headline: title,
		Published: At.Add(-time.Duration(n)*17*time.Minute - time.Minute), Genre: genres[n%len(genres)],
		Byline: presse.ParseByline(bylines[n%len(bylines)]),
		Body:   "<p>" + body + "</p><p>Lire aussi <a href=\"/autre?a=1&b=2\">l’autre récit</a>.</p>",
		Tags:   []string{fmt.Sprintf("mot %d", n%13), "R&D"},
	}
	if a.Slug == "" {
		a.Slug = id
	}
	if section := sections[n%len(sections)]; section != "" {
		a.Sections = []string{section}
	}
	if n%3 > 0 {
		a.Deck = body[:min(len(body), 400)]
		for !utf8.ValidString(a.Deck) {
			a.Deck = a.Deck[:len(a.Deck)-1]
		}
	}
	if n%4 > 0 {
		a.Lead = presse.Media{
			URL: fmt.Sprintf("/photos/été %d.jpg?w=1600&h=900", n), Type: "image/jpeg", Width: 1600, Height: 900, Size: 120_000, Alt: "Les remparts", Caption: "Les remparts, un matin d’hiver.",
			Credit: presse.ParseCredit(credits[n%len(credits)]), Renditions: []presse.Rendition{{URL: fmt.Sprintf("/photos/%d-300.jpg", n), Width: 300, Height: 169}},
		}
		a.Body += fmt.Sprintf(`<figure><img src="/photos/corps-%d.jpg" alt="La place"><figcaption>La place</figcaption></figure>`, n)
	}
	if n%29 == 0 {
		a.Media = append(a.Media, presse.Media{Kind: "audio", URL: fmt.Sprintf("/sons/%d.mp3", n), Type: "audio/mpeg", Size: 3_000_000, Seconds: 185})
	}
	if n%5 == 0 {
		a.Updated = a.Published.Add(10 * time.Minute)
	}
	if n%19 == 0 {
		a.Corrections = []presse.Note{{Kind: "correction", At: a.Published.Add(time.Minute), Body: "<p>Un nom était mal écrit.</p>"}}
	}
	if n%23 == 0 {
		a.Genre, a.LiveFrom = "live", a.Published
		a.Live = []presse.Note{{ID: "e1", At: a.Published.Add(30 * time.Second), Headline: "Premières gouttes", Body: "<p>Il pleut.</p>"}}
	}
	if n%31 == 0 {
		a.Sponsor = presse.Sponsor{Name: "Office du tourisme de Fès", Label: "Contenu proposé par"}
	}
	if n%11 == 0 {
		a.Lang, a.Headline, a.Deck = "ar-MA", fmt.Sprintf("محطة القطار الجديدة رقم %d", n), "تفتح المحطة أبوابها يوم الاثنين."
		a.Body = "<p dir=\"rtl\">قالت الشركة إن القطارات ستنطلق في موعدها.</p>"
	}
	if access := presse.Access(n % 7); access != presse.AccessFree && access <= presse.AccessPaid {
		a.Access = access
		a.Body += "<p>" + Secret + "</p>"
		for i := range a.Live {
			a.Live[i].Body += Secret
		}
	}
	if a.Access != presse.AccessFree && a.Deck == "" {
		a.Kicker = "Abonnés"
	}
	return a
}

// Site returns the site on which the stories are published.
func Site(sections *presse.Taxonomy) *publish.Site {
	return &publish.Site{
		Name: "Le Journal des remparts", Base: "https://journal-des-remparts.example/", Lang: "fr-MA", Zone: time.FixedZone("", 3600), Taxonomy: sections,
		Logo: presse.Media{URL: "/logo.png", Width: 144, Height: 144}, Image: presse.Media{URL: "/remparts.jpg", Width: 1600, Height: 900},
		Tag: "journal-des-remparts.example,2019", Account: "@remparts", Paywall: "abonnes",
		URL: func(a *presse.Article) string { return "/actualite/" + a.Slug + "-" + a.ID },
	}
}

// All returns an iterator over stories.
func All[T any](stories []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, a := range stories {
			if !yield(a, nil) {
				return
			}
		}
	}
}
