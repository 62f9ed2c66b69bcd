package main

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// TestNoStoryCostsTheSite makes sites with a story, or a section, whose address no file can have,
// or has the name of a file of the site.
func TestNoStoryCostsTheSite(t *testing.T) {
	text := "<p>Le conseil municipal a voté mardi soir le budget du port, après cinq heures de débats et trois suspensions de séance.</p>"
	good := item{id: 900, title: "La gare rouvre", slug: "gare", content: text}
	paths := []string{
		"/evil.test/x/", "%2F/etc/", "a%2Fb/", "..%2F..%2Fx/", "%00/", "%FF%FE/", "con%0Atrol/", "a:b/", "fin./", "fin%20/", ".git/config/", ".presse-site/", ".presse-site.partial/x/",
		"index.html", "index.html/", "index.html/x/", "INDEX.HTML/", "404.html", "404.html/", "410.html/x/", "style.css", "style.css/", "Style.css/x/", "rss.xml/", "atom.xml/", "feed.json/x/",
		"sitemap.xml", "sitemap.xml/", "sitemap-1.xml/", "news-sitemap.xml/", "robots.txt", "robots.txt/", "_redirects", "_redirects/", "_redirects/x/", "rapport/", "rapport/index.html", "rapport/index.html/",
		"tous-les-articles/", "tous-les-articles/page/2/", "tous-les-articles/index.html/x/", "ville/page/2/", "auteurs/lina-haddad/", "auteurs/lina-haddad/index.html/", "ar/rss.xml/", "ar/index.html/x/",
		strings.Repeat("abcdefghij/", 120), strings.Repeat("x", 251) + "/",
	}
	cases := map[string][]fmt.Stringer{}
	for _, path := range paths {
		cases[fmt.Sprintf("a story at %.40q", path)] = []fmt.Stringer{item{id: 1, title: "Le budget", link: "https://essai.example/" + path, slug: "budget", content: text}}
		slug := strings.Trim(path, "/")
		cases[fmt.Sprintf("a story with the slug %.40q", slug)] = []fmt.Stringer{item{id: 1, title: "Le budget", link: "https://essai.example/?p=1", slug: slug, content: text}}
		cases[fmt.Sprintf("a section with the slug %.40q", slug)] = []fmt.Stringer{item{id: 1, title: "Le budget", slug: "budget", content: text, terms: term("category", slug, "Rubrique")}}
	}
	cases["a file where another story has a folder"] = []fmt.Stringer{
		item{id: 1, title: "Un", link: "https://essai.example/2026/a.html/b/", content: text}, item{id: 2, title: "Deux", link: "https://essai.example/2026/a.html", content: text},
		item{id: 3, title: "Trois", link: "https://essai.example/2026/A.HTML/c/", content: text}, item{id: 4, title: "Quatre", link: "https://essai.example/gare/index.html/x/", content: text},
	}
	var pages []fmt.Stringer
	for i := range 30 {
		pages = append(pages, item{id: i + 1, title: fmt.Sprintf("Séance %d", i), content: text, terms: term("category", "ville", "Ville")})
	}
	cases["stories where lists continue"] = append(pages,
		item{id: 41, title: "A", link: "https://essai.example/ville/page/2/", content: text}, item{id: 42, title: "B", link: "https://essai.example/tous-les-articles/page/2/index.html/x/", content: text},
		item{id: 43, title: "C", link: "https://essai.example/auteurs/lina-haddad/page/2/", content: text})
	var arabic []fmt.Stringer
	for i := range 3 {
		arabic = append(arabic, item{id: i + 1, title: "الميناء يفتح أبوابه", content: "<p>فتح الميناء أبوابه صباح اليوم بعد ثلاثة أشهر من الأشغال.</p>", terms: term("language", "ar", "العربية")})
	}
	for _, path := range []string{"ar/rss.xml/", "ar/index.html", "ar/tous-les-articles/", "ar/atom.xml/x/"} {
		cases["a story where an edition is, "+path] = append(arabic[:3:3], item{id: 50, title: "Le budget", link: "https://essai.example/" + path, content: text})
	}
	for name, items := range cases {
		t.Run(name, func(t *testing.T) {
			folder, _ := runSite(t, writeExport(t, export(append(items, good)...)))
			crawlSite(t, folder, "https://essai.example", false)
			read(t, folder, "gare/index.html")
			stories := 0
			err := fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error {
				if err == nil && strings.HasSuffix(name, ".html") && strings.Contains(read(t, folder, name), `class="story"`) {
					stories++
				}
				return err
			})
			if err != nil || stories != len(items)+1 {
				t.Errorf("%d pages of stories, want %d; error %v", stories, len(items)+1, err)
			}
		})
	}
}

// TestMovedIsTold checks that the report has the addresses that changed.
func TestMovedIsTold(t *testing.T) {
	text := "<p>Le conseil municipal a voté mardi soir le budget du port.</p>"
	folder, _ := runSite(t, writeExport(t, export(item{id: 7, title: "Le budget", link: "https://essai.example//evil.test/x/", slug: "budget", content: text, terms: term("category", "rapport", "Rapports")})))
	report := read(t, folder, "rapport/index.html")
	for _, want := range []string{"l’article en a une autre", "la rubrique en a une autre"} {
		if !strings.Contains(report, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	read(t, folder, "budget/index.html")
	read(t, folder, "rubrique/rapport/index.html")
}

// TestOutsideTheFolder checks the story of a newspaper in a folder of its host that was outside.
func TestOutsideTheFolder(t *testing.T) {
	text := strings.NewReplacer("https://essai.example", "https://essai.example/journal", "DEHORS", "https://essai.example/budget/").Replace(export(
		item{id: 1, title: "Le budget", link: "DEHORS", slug: "budget", content: `<p>Le conseil a voté. Voir <a href="/journal/port/">le port</a>.</p>`},
		item{id: 2, title: "Le port", slug: "port", content: `<p>Voir <a href="/budget/#suite">le budget</a>.</p>`}))
	src, err := openSource(writeExport(t, text))
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	target, err := openFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	n, err := build(t.Context(), src, target, noon, newProgress(new(strings.Builder)))
	if err == nil {
		err = target.commit()
	}
	if err != nil {
		t.Fatal(err)
	}
	if page := read(t, target.name, "port/index.html"); !strings.Contains(page, `href="../budget/index.html#suite"`) {
		t.Errorf("the link does not lead to the story:\n%.3000s", page)
	}
	h := n.handler(os.DirFS(target.name))
	for _, c := range []struct {
		at   string
		code int
		to   string
	}{
		{"/journal/budget/", 200, ""}, {"/budget/", 301, "/journal/budget/"}, {"/budget", 301, "/journal/budget/"}, {"/autre/", 404, ""},
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, c.at, nil))
		if w.Code != c.code || w.Header().Get("Location") != c.to {
			t.Errorf("%s: %d %q, want %d %q", c.at, w.Code, w.Header().Get("Location"), c.code, c.to)
		}
	}
}

// TestManySections checks that no page names all sections but those that list them.
func TestManySections(t *testing.T) {
	var items []fmt.Stringer
	for i := range 60 {
		items = append(items, item{id: i + 1, title: fmt.Sprintf("Séance %d du conseil", i), content: "<p>Le conseil municipal a voté.</p>",
			terms: term("category", fmt.Sprintf("quartier-%d", i), fmt.Sprintf("Quartier %d", i))})
	}
	folder, _ := runSite(t, writeExport(t, export(items...)))
	crawlSite(t, folder, "https://essai.example", false)
	links := func(name string) (n int) {
		page := read(t, folder, name)
		for i := range 60 {
			if strings.Contains(page, fmt.Sprintf("quartier-%d/index.html", i)) {
				n++
			}
		}
		return n
	}
	for name, most := range map[string]int{"titre-1/index.html": 25, "quartier-3/index.html": 25, "tous-les-articles/page/2/index.html": 14 + perPage} {
		if got := links(name); got > most || got < inMenu-1 { // not to itself
			t.Errorf("%s has links to %d sections, want %d to %d", name, got, inMenu-1, most)
		}
		if !strings.Contains(read(t, folder, name), "Autres rubriques") {
			t.Errorf("%s has no link to the other sections", name)
		}
	}
	if got := links("tous-les-articles/index.html"); got != 60 {
		t.Errorf("the list of all stories has links to %d sections, want 60", got)
	}
}

// TestWithoutTitle checks what is printed of a story without a headline.
func TestWithoutTitle(t *testing.T) {
	long := "<p>Le bac du matin ne partira pas avant midi à cause du vent, dit la capitainerie.</p>"
	cases := []struct {
		name string
		item item
		want string
	}{
		{"the beginning of its text", item{id: 1, content: long}, "Le bac du matin ne partira pas avant midi…"},
		{"spaces that nobody sees are none", item{id: 1, title: "\u200b \u2060", content: long}, "Le bac du matin ne partira pas avant midi…"},
		{"a text without spaces is cut", item{id: 1, content: "<p>" + strings.Repeat("港は朝から閉まっている。", 60) + "</p>"}, "港は朝から閉まっている。"},
		{"its number, if it has no text", item{id: 12}, "Sans titre (12)"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			folder, _ := runSite(t, writeExport(t, export(c.item, item{id: 900, title: "La gare rouvre", slug: "gare", content: long})))
			page := read(t, folder, fmt.Sprintf("titre-%d/index.html", c.item.id))
			for _, tag := range []string{"h1", "title"} {
				_, rest, _ := strings.Cut(page, "<"+tag)
				_, rest, _ = strings.Cut(rest, ">")
				got, _, _ := strings.Cut(rest, "</"+tag+">")
				if !strings.HasPrefix(got, c.want) || len([]rune(got)) > 150 {
					t.Errorf("%s is %q, want %q", tag, got, c.want)
				}
			}
		})
	}
}

// TestLanguageWithoutWords checks the pages of a newspaper whose language package paper lacks.
func TestLanguageWithoutWords(t *testing.T) {
	one := export(item{id: 1, title: "Der Hafen öffnet", content: "<p>Der Hafen öffnet am Morgen wieder, nach drei Monaten Arbeit.</p>"})
	for _, c := range []struct{ lang, want string }{
		{"de-DE", `<html lang="de-DE" dir="ltr">`}, {"he-IL", `<html lang="he-IL" dir="rtl">`}, {"fr-CA", `<html lang="fr" dir="ltr">`},
	} {
		folder, _ := runSite(t, writeExport(t, strings.Replace(one, "fr-FR", c.lang, 1)))
		if page := read(t, folder, "index.html"); !strings.Contains(page, c.want) || strings.Contains(page, `<body class="on-front" lang="fr">`) == (c.lang == "fr-CA") {
			t.Errorf("%s: the page begins\n%.200s\nwant %s", c.lang, page, c.want)
		}
		if told := strings.Contains(read(t, folder, "rapport/index.html"), "leurs intitulés sont en français"); told == (c.lang == "fr-CA") {
			t.Errorf("%s: the report says that the words are French: %v", c.lang, told)
		}
	}
}
