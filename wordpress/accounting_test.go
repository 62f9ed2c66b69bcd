package wordpress

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// account checks that everything that a story has in an export is in the article, in its
// Unknown, reported to Lost, or on the list of bookkeeping. It looks at the raw item, and
// not at what the import did. It returns what has been lost in silence.
func account(it *Item, a *presse.Article, losses []presse.Loss) (silent []string) {
	told := func(fields ...string) bool {
		return slices.ContainsFunc(losses, func(l presse.Loss) bool { return l.Item == it.ID && slices.Contains(fields, l.Field) })
	}
	missing := func(ok bool, what string) {
		if !ok {
			silent = append(silent, what)
		}
	}
	if a == nil {
		missing(told("wp:status", "wp:post_id"), "the whole story")
		return silent
	}
	whole := everything(a)
	has := func(value string) bool {
		return strings.Contains(whole, compact(value)) || strings.Contains(whole, compact(presse.PlainText(value)))
	}
	missing(has(it.Title) || told("title"), "title")
	missing(it.Title != "" || told("title"), "an empty title")
	missing(it.Content == "" || a.Body != "" || told("content", "content:encoded"), "content")
	missing(has(it.Excerpt) || told("excerpt:encoded", "excerpt"), "excerpt")
	missing(it.Password == "" || a.Status != presse.StatusPublished && told("wp:post_password"), "password")
	missing(!it.Sticky || told("sticky"), "sticky")
	missing(it.Comments == 0 || told("wp:comment"), "comments")
	missing(isZero(it.DateGMT) || !a.Published.IsZero() || told("wp:post_date"), "date")
	missing(it.Slug == "" || a.Slug == decoded(it.Slug) || strings.HasSuffix(it.Slug, trashed) || told("wp:post_name"), "slug")
	missing(isShort(it.Link) || it.Link == a.URL || !isWeb(it.Link), "link")
	missing(it.Author == "" || len(a.Byline.People) > 0 || a.Byline.Text != "" || told("dc:creator", "author"), "author")
	for _, t := range it.Terms {
		ok := false
		switch t.Taxonomy {
		case "category":
			slug := decoded(t.Slug)
			ok = slices.ContainsFunc(a.Sections, func(s string) bool { return s == slug || strings.HasSuffix(s, "/"+slug) })
		case "post_tag":
			ok = slices.Contains(a.Tags, presse.PlainText(t.Name))
		case "language":
			ok = a.Lang != ""
		case "post_translations":
			ok = len(a.Editions) > 0
		case "author":
			ok = len(a.Byline.People) > 0 || a.Byline.Text != ""
		default:
			ok = has(presse.PlainText(t.Name)) || a.Unknown[t.Taxonomy] != nil
		}
		missing(ok || told(t.Taxonomy, "category"), "term "+t.Taxonomy+" "+t.Slug)
	}
	for _, m := range it.Meta {
		ok := strings.TrimSpace(m.Value) == "" || isReference(m) || isBookkeeping(m.Key) && m.Key != "_thumbnail_id" && m.Key != "_wp_old_slug" && m.Key != "_wp_old_date"
		ok = ok || m.Key == "_wp_page_template" && m.Value == "default"
		switch m.Key {
		case "_thumbnail_id":
			ok = ok || a.Lead.ID == m.Value
		case "_wp_old_slug":
			ok = ok || slices.Contains(a.FormerSlugs, decoded(m.Value)) || presse.SameAddress(m.Value, a.Slug)
		case "_yoast_wpseo_primary_category", "rank_math_primary_category":
			ok = ok || a.Primary != ""
		case "_wp_old_date":
			ok = ok || slices.ContainsFunc(a.FormerSlugs, func(s string) bool { return strings.HasPrefix(s, strings.ReplaceAll(m.Value, "-", "/")) })
		case "_expiration-date", "_expiration-date-status", "_expiration-date-type":
			ok = ok || !a.Expiry.IsZero()
		case "embargo":
			ok = ok || !a.Embargo.IsZero()
		case "enclosure":
			ok = ok || len(a.Media) > 0
		case "footnotes":
			ok = ok || strings.Contains(a.Body, "footnote")
		}
		ok = ok || a.Unknown[m.Key] != nil || a.Unknown["wordpress_"+m.Key] != nil || told(m.Key) || has(m.Value)
		missing(ok, "custom field "+m.Key)
	}
	return silent
}

// everything returns all texts of an article, without white space.
func everything(a *presse.Article) string {
	text, err := json.Marshal(a)
	if err != nil {
		return err.Error()
	}
	var v any
	if json.Unmarshal(text, &v) != nil {
		return ""
	}
	var b strings.Builder
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			b.WriteString(compact(v) + "|")
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			for _, x := range v {
				walk(x)
			}
		default:
			b.WriteString(fmt.Sprint(v) + "|")
		}
	}
	walk(v)
	return b.String()
}

func compact(s string) string { return strings.Join(strings.Fields(s), "") }

// checkAccount accounts for every story of an export.
func checkAccount(t *testing.T, name string, text []byte) {
	t.Helper()
	var losses []presse.Loss
	x, err := Open(bytes.NewReader(text), int64(len(text)), Options{Lost: func(l presse.Loss) { losses = append(losses, l) }})
	if err != nil {
		if !errors.Is(err, presse.ErrCorrupt) {
			t.Errorf("%s: %v", name, err)
		}
		return
	}
	articles := make(map[string]*presse.Article)
	for a, err := range x.Articles() {
		if err == nil {
			articles[a.ID] = a
		}
	}
	checked := make(map[int64]bool)
	for it, err := range Items(bytes.NewReader(text), Options{}) {
		if err != nil || !x.isChosen(&it) || checked[it.Offset] {
			continue
		}
		checked[it.Offset] = true
		if it.Type == "attachment" {
			for _, what := range accountMedia(x, &it, losses) {
				t.Errorf("%s: attachment %s loses %s in silence", name, it.ID, what)
			}
			continue
		}
		if it.Type != "post" {
			told := slices.ContainsFunc(losses, func(l presse.Loss) bool { return l.Item == it.ID && l.Field == "wp:post_type" })
			_, block := x.site.blocks[it.ID]
			guest := x.site.guests["id:"+it.ID] != nil
			if !told && !block && !guest {
				t.Errorf("%s: item %s of the type %s is lost in silence", name, it.ID, it.Type)
			}
			continue
		}
		if it.ID == "" {
			continue // an error
		}
		for _, what := range account(&it, articles[it.ID], losses) {
			t.Errorf("%s: story %s loses %s in silence", name, it.ID, what)
		}
	}
	if _, err := x.Taxonomy(); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	if name == "namespace-edge-cases.xml" {
		return // accountChannel takes prefixes as names
	}
	for _, what := range accountChannel(x, text, articles, losses) {
		t.Errorf("%s: %s is lost in silence", name, what)
	}
}

func TestNothingIsLostInSilence(t *testing.T) {
	for _, name := range []string{"export.xml", "export-posts-publish.xml", "export-culture.xml"} {
		checkAccount(t, name, conformance.Read(t, "wordpress/"+name))
	}
	files, err := filepath.Glob(filepath.Join(conformance.Path(t, "model/samples/wxr"), "*.xml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		checkAccount(t, filepath.Base(name), text)
	}
}

// The same on an export of ours, so that a clone without the data has it too.
func TestNothingOfOursIsLostInSilence(t *testing.T) {
	text, err := os.ReadFile("testdata/gazette.xml")
	if err != nil {
		t.Fatal(err)
	}
	checkAccount(t, "gazette.xml", text)
}

func TestRealExport(t *testing.T) {
	text := conformance.Read(t, "wordpress/export.xml")
	x, losses := open(t, string(text), Options{})
	at := x.site.written
	public, withheld := 0, make(map[string]string)
	for a, err := range x.Articles() {
		if err != nil {
			t.Fatal(err)
		}
		if err := a.Withheld(at); err != nil {
			withheld[a.ID] = a.Status.String() + ", " + presse.Faults(err)[0].Field
			continue
		}
		public++
		if err := a.Validate(); err != nil && a.Headline != "" { // one story has no title
			t.Errorf("story %s: %v", a.ID, err)
		}
	}
	want := map[string]string{"16": "scheduled, published", "17": "restricted, status", "18": "draft, status", "19": "review, status", "20": "restricted, status", "21": "withdrawn, status"}
	if public != 47 || !maps.Equal(withheld, want) {
		t.Errorf("%d public stories, want 47; withheld:\n got %v\nwant %v", public, withheld, want)
	}
	tx, err := x.Taxonomy()
	if err != nil {
		t.Fatal(err)
	}
	const sections = "actualite=Actualité actualite/maroc=Maroc actualite/politique=Politique actualite/societe=Société actualite/societe/education=Éducation " +
		"autre=Autre(placement) culture=Culture culture/livres=Livres culture/musique=Musique debats=Débats « & » opinions economie=Économie " +
		"economie/energie-climat=Énergie & climat economie/bourse=Bourse lete-a-lombre=L’Été à l’ombre oeuvres-coeurs=Œuvres & cœurs sport=Sport " +
		"sport/football=Football sport/maroc-sport=Maroc une=Une(placement) videos=Vidéos(format) أخبار=أخبار"
	if got := tree(tx); got != sections {
		t.Errorf("sections\n got %s\nwant %s", got, sections)
	}
	for _, want := range []string{`17 wp:status "private" changed`, `20 wp:post_password changed`, `12 title changed`, `24 content:encoded dropped`} {
		if !slices.ContainsFunc(*losses, func(l presse.Loss) bool { return strings.HasPrefix(l.String(), want) }) {
			t.Errorf("not reported: %s", want)
		}
	}
	t.Logf("%d losses reported", len(*losses))
}
