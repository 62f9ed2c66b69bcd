package wordpress

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// secret is a word that is in the text and in every field of the stories that are withheld,
// and nowhere else.
const secret = "zibeline"

// confidential puts the secret word into everything that a story has, apart from its
// status.
func confidential(it *Item) {
	it.Title = "Affaire " + secret
	it.Slug = secret + "-" + it.ID
	it.Link = "https://gazette.example/2026/03/02/" + it.Slug + "/"
	it.Content = "<p>" + secret + "</p>[" + secret + "]<!-- wp:" + secret + "/bloc /-->"
	it.Excerpt = secret
	it.Author = "lina"
	it.Comments = 2
	it.Sticky = true
	for _, key := range []string{
		"surtitre", "chapo", "signature", "note", "infos", secret, "source", "genre", "sponsor", "lead", "fifu_image_url", "credit_photo", "legende",
		"titre_court", "_yoast_wpseo_title", "_yoast_wpseo_canonical", "_yoast_wpseo_metadesc", "_yoast_wpseo_primary_category", "rank_math_title",
		"_wp_old_slug", "enclosure", "footnotes", "date_expiration", "_thumbnail_id", "liveblog", "audio_file", "dateline", "_molongui_author",
		"_wp_attachment_image_alt", "_edit_lock",
	} {
		it.Meta = append(it.Meta, Meta{key, secret})
	}
	it.Meta = append(it.Meta, Meta{"_wp_old_date", "2026-02-28"})
	it.Terms = append(it.Terms,
		Term{Taxonomy: "post_tag", Slug: secret, Name: secret}, Term{Taxonomy: "post_tag", Slug: secret + "-2"}, Term{Taxonomy: "dossier", Slug: secret, Name: secret},
		Term{Taxonomy: "category", Slug: secret, Name: secret}, Term{Taxonomy: "author", Slug: "cap-" + secret, Name: secret}, Term{Taxonomy: "byline", Slug: secret, Name: secret},
		Term{Taxonomy: "post_translations", Slug: "pll_1", Name: "pll_1"}, Term{Taxonomy: "language", Slug: "ar", Name: "ar"})
}

func TestSecretsOfWithheldStories(t *testing.T) {
	withheld := map[string][]change{
		"draft": {status("draft"), draftDate}, "pending": {status("pending"), draftDate}, "private": {status("private")}, "password": {password(secret)},
		"scheduled": {status("future"), published("2026-03-12 09:00:00", "2026-03-12 08:00:00")}, "missed schedule": {status("future")},
		"embargo": {meta("embargo", "2026-03-12 09:00:00")}, "an embargo that cannot be read": {meta("embargo", secret)},
		"a later date": {published("2026-03-12 09:00:00", "2026-03-12 08:00:00")}, "expired": {meta("expiration_date", "2026-03-05 00:00:00")},
		"trash of a draft": {status("trash"), meta("_wp_trash_meta_status", "draft")}, "trash": {status("trash"), meta("_wp_trash_meta_status", "publish")},
		"pitch": {status("pitch")}, "archive": {status("archive")}, "inherit": {status("inherit")}, "auto-draft": {status("auto-draft")},
	}
	for name, changes := range withheld {
		t.Run(name, func(t *testing.T) {
			channel := lina + otherTerm("1", "language", "fr", "Français", "") + otherTerm("2", "language", "ar", "العربية", "") +
				otherTerm("9", "post_translations", "pll_1", "pll_1", `a:2:{s:2:"fr";i:1;s:2:"ar";i:2;}`)
			items := []Item{
				// A public story that refers to all that is not.
				story("1", terms("post_translations", "pll_1", "pll_1", "language", "fr", "fr"), meta("_thumbnail_id", "51", "_wp_old_slug", "ancien"),
					content(`<!-- wp:block {"ref":50} /--><!-- wp:paragraph --><p>Le pont.</p><!-- /wp:paragraph -->[gallery ids="51,52"][gallery id="2"]`)),
				story("2", append([]change{confidential}, changes...)...),
				{ID: "50", Type: "wp_block", Status: "draft", Title: secret, Content: "<p>" + secret + "</p>", Slug: secret},
				picture("51", secret+".jpg", status("private"), func(it *Item) { it.Excerpt, it.Title = secret, secret }),
				picture("52", "parc.jpg", func(it *Item) { it.Parent = "2" }),
				picture("54", secret+".jpg", func(it *Item) { it.Parent, it.Title, it.Excerpt = "2", secret, secret }),
				{ID: "53", Type: "page", Status: "private", Title: secret, Content: secret, Slug: secret, Link: "https://gazette.example/" + secret + "/"},
			}
			x, losses := open(t, testExport{channel: channel, items: items}.String(), Options{})
			public := 0
			for a, err := range x.Articles() {
				if err != nil {
					t.Errorf("%v", err)
					continue
				}
				if !a.Public(written) {
					continue
				}
				public++
				text, err := json.Marshal(a)
				if err != nil {
					t.Fatal(err)
				}
				if strings.Contains(string(text), secret) {
					t.Errorf("public story %s: %s", a.ID, text)
				}
			}
			if public != 1 {
				t.Errorf("%d public stories, want 1", public)
			}
			for r, err := range x.Redirects() {
				if text := fmt.Sprint(r, err); strings.Contains(text, secret) {
					t.Errorf("redirect %s", text)
				}
			}
			for m, err := range x.Media() {
				text, _ := json.Marshal(m)
				if strings.Contains(string(text), secret) || err != nil {
					t.Errorf("media %s %v", text, err)
				}
			}
			if tx, err := x.Taxonomy(); err != nil || strings.Contains(tree(tx), secret) {
				t.Errorf("sections %s, error %v", tree(tx), err)
			}
			for _, l := range *losses {
				// The names of fields, blocks and shortcodes are no text.
				if l.Field == secret || l.Field == "content" {
					continue
				}
				if text := l.String(); strings.Contains(text, secret) {
					t.Errorf("loss %s", text)
				}
			}
		})
	}
}
