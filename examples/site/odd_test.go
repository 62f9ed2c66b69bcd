package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExportsOfOtherKinds makes the sites of exports that are not what one expects.
func TestExportsOfOtherKinds(t *testing.T) {
	text := "<p>Le conseil municipal a voté mardi soir le budget du port, après cinq heures de débats et trois suspensions de séance.</p>"
	one := item{id: 1, title: "Le budget du port est voté", content: text}
	var many []fmt.Stringer
	for i := range 60 {
		many = append(many, item{id: i + 1, title: fmt.Sprintf("Séance %d du conseil", i), content: text})
	}
	gz := func(s string) string {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write([]byte(s))
		w.Close()
		return b.String()
	}
	cases := []struct {
		name   string
		export string
		want   string // what a file has: "index.html: budget"
	}{
		{"one story without a category", export(one), "index.html: Le budget du port est voté"},
		{"many stories without a category", export(many...), "tous-les-articles/page/3/index.html: Séance"},
		{"a story without title", export(item{id: 1, title: "", content: text}), "index.html: Le conseil municipal a voté"},
		{"a story without title, text and slug", export(one, item{id: 2, link: "https://essai.example/?p=2", slug: " "}), "index.html: Sans titre (2)"},
		{"a story without author", export(item{id: 1, title: "Sans signature", content: text, author: "inconnu"}), "index.html: Sans signature"},
		{"plain permalinks", export(item{id: 7, title: "Par numéro", slug: "par-numero", link: "https://essai.example/?p=7", content: text}), "par-numero/index.html: Par numéro"},
		{"two stories with one address", export(one, item{id: 2, title: "L’autre", link: "https://essai.example/titre-1/", content: text}), "titre-2/index.html: L’autre"},
		{"a story where the front page is", export(item{id: 1, title: "Tout en haut", slug: "haut", link: "https://essai.example/", content: text}), "haut/index.html: Tout en haut"},
		{"a story where a section is", export(item{id: 1, title: "La ville", link: "https://essai.example/ville/", content: text, terms: term("category", "ville", "Ville")}), "rubrique/ville/index.html: La ville"},
		{"a story in the place of the report", export(item{id: 1, title: "Le rapport", slug: "rapport", link: "https://essai.example/rapport/", content: text}), "rapport-1/index.html: Le rapport"},
		{"addresses that end in html", export(item{id: 1, title: "En html", link: "https://essai.example/2026/en.html", content: text}), "2026/en.html: En html"},
		{"an address that would leave the folder", export(item{id: 1, title: "Dehors", link: "https://essai.example/../../%2e%2e/etc/passwd", content: text}), "titre-1/index.html: Dehors"},
		{"an address with a name that is too long", export(item{id: 1, title: "Long", link: "https://essai.example/" + strings.Repeat("a", 300) + "/", content: text}), "titre-1/index.html: Long"},
		{"no base", strings.NewReplacer("<link>https://essai.example</link>", "", "<wp:base_site_url>https://essai.example</wp:base_site_url>", "", "<wp:base_blog_url>https://essai.example</wp:base_blog_url>", "").Replace(export(one)), "titre-1/index.html: Le budget du port est voté"},
		{"no base at all", strings.ReplaceAll(export(one), "https://essai.example", ""), "titre-1/index.html: https://journal.example/titre-1/"},
		{"no name", strings.Replace(export(one), "<title>Le Courrier d’essai</title>", "", 1), "index.html: essai.example"},
		{"no language", strings.Replace(export(one), "<language>fr-FR</language>", "", 1), "index.html: lang=\"fr\""},
		{"a language that is none", strings.Replace(export(one), "fr-FR", "français de France", 1), "index.html: lang=\"fr\""},
		{"broken dates", export(item{id: 1, title: "Sans date", date: "0000-00-00 00:00:00", content: text}, item{id: 2, title: "Mal daté", date: "hier", content: text}, one), "index.html: budget"},
		{"pages only", export(item{id: 1, kind: "page", title: "Qui sommes-nous ?", content: text}), "index.html: sommes-nous"},
		{"a type of its own", export(item{id: 1, kind: "article", title: "Un article", content: text}, item{id: 2, kind: "nav_menu_item", title: "Menu"}), "index.html: Un article"},
		{"gzip", gz(export(one)), "index.html: budget"},
		{"cut in the middle", export(one, item{id: 2, title: "Coupé", content: text})[:len(export(one))+150], "rapport/index.html: Passages abîmés"},
		{"a damaged item", export(one, raw("<item><title>Abîmé</title><wp:post_id>9</wp:post_id><content:encoded><![CDATA[…</item>"), item{id: 3, title: "Intact", content: text}), "titre-3/index.html: Intact"},
		{"control characters and bare ampersands", strings.Replace(export(one), "budget du port", "budget\x01 & port", 1), "rapport/index.html: caractères de contrôle"},
		{"an Arabic newspaper", strings.Replace(export(item{id: 1, title: "الميناء يفتح أبوابه", content: "<p>فتح الميناء أبوابه صباح اليوم بعد ثلاثة أشهر من الأشغال.</p>"}), "fr-FR", "ar", 1), `index.html: dir="rtl"`},
		{"an export that says another language than its stories", strings.Replace(export(
			item{id: 1, title: "Le port", content: text, terms: term("language", "fr", "Français")}), "fr-FR", "en-US", 1), `index.html: lang="fr"`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			folder, printed := runSite(t, writeExport(t, c.export))
			base := "https://essai.example"
			if c.name == "no base at all" {
				base = standIn
			}
			crawlSite(t, folder, base, false)
			if warned := strings.Contains(printed, "ATTENTION"); warned != (c.name == "cut in the middle") {
				t.Errorf("a warning of a cut export: %v\n%s", warned, printed)
			}
			name, text, _ := strings.Cut(c.want, ": ")
			if got := read(t, folder, name); !strings.Contains(got, text) {
				t.Errorf("%s has no %q:\n%.2000s", name, text, got)
			}
		})
	}
}

// raw is XML in an export.
type raw string

func (r raw) String() string { return string(r) }

// TestExportsOfNothing checks what is said of exports of which no page can be made, and that
// nothing is left.
func TestExportsOfNothing(t *testing.T) {
	attachment := item{id: 5, kind: "attachment", status: "inherit", title: "port", extra: "<wp:attachment_url>https://essai.example/wp-content/uploads/port.jpg</wp:attachment_url>"}
	cases := []struct{ name, export, want string }{
		{"no item", export(), "n’a aucun article à montrer"},
		{"drafts only", export(item{id: 1, status: "draft", title: "Le titre caché"}), "1  article retenu, brouillon"},
		{"attachments only", export(attachment), "1  fichier joint public"},
		{"menus only", export(item{id: 2, kind: "nav_menu_item", title: "Accueil"}), "1  contenu de type nav_menu_item"},
		{"one damaged item", exportStart + exportHead + "<item><title>x</title><content:encoded><![CDATA[a", "1  passage abîmé"},
		{"no export", "<html><body>Une page</body></html>", ""},
		{"an empty file", "", ""},
		{"a feed", `<rss version="2.0"><channel><title>x</title><item><title>y</title></item></channel></rss>`, ""},
		{"a ZIP archive", "PK\x03\x04aaaaaaaaaaaaaaaaaaa", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "site")
			var out, problems bytes.Buffer
			err := run(context.Background(), []string{"-o", folder, writeExport(t, c.export)}, noon, &out, &problems)
			if err == nil {
				t.Fatalf("no error\n%s", out.String())
			}
			if !strings.Contains(out.String(), c.want) {
				t.Errorf("printed %q, want %q; error %v", out.String(), c.want, err)
			}
			if strings.Contains(out.String()+problems.String()+err.Error(), "Le titre caché") {
				t.Errorf("a headline that is withheld is printed: %s", out.String())
			}
			if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("the folder is left: %v", err)
			}
		})
	}
}

// TestUntil checks that the report says when the site is out of date.
func TestUntil(t *testing.T) {
	expiring := item{id: 2, title: "Expire", content: "<p>Une annonce.</p>", extra: meta("_expiration-date", "1798000000") + meta("_expiration-date-status", "saved")}
	folder, _ := runSite(t, writeExport(t, export(item{id: 1, title: "Reste", content: "<p>Le conseil municipal a voté.</p>"}, expiring)))
	if report := read(t, folder, "rapport/index.html"); !strings.Contains(report, "à refaire le") {
		t.Error("the report does not say that a story expires")
	}
}
