package wordpress

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// A difference is one between what WordPress shows and what Body returns, both sanitized.
// Removing it from both makes them equal.
type difference struct {
	name string
	html *regexp.Regexp
	with string
}

var differences = []difference{
	{"candidates of srcset: Media has the renditions, publish writes them", regexp.MustCompile(` (srcset|sizes)="[^"]*"`), ""},
	{"the order of loading and decoding, which the sanitizer adds", regexp.MustCompile(` (loading|decoding|fetchpriority)="[^"]*"`), ""},
	{"classes of the theme's layout", regexp.MustCompile(` (has-global-padding|is-layout-[a-z]+|wp-block-[a-z]+-is-layout-[a-z]+|wp-block-gallery-\d+|galleryid-\d+|aria-describedby="[^"]*")`), ""},
	{"ids that depend on the post and on the posts before it on the page", regexp.MustCompile(` id="(id-)?(gallery|audio|attachment|caption-attachment)[-_][-\d]+"`), ""},
	{"an empty paragraph, left by a mark of pages or by an order of filters that only a page with several posts has", regexp.MustCompile(`<p>\s*</p>\s*`), ""},
	{"the break after nextpage", regexp.MustCompile(`<p><br>\s*`), "<p>"},
	{"a number after an address, for the player of WordPress", regexp.MustCompile(`\?_=\d+"`), `"`},
	{"a picture of a gallery links to its file, not to a page of its own", regexp.MustCompile(`<a href="[^"]*">(<img [^>]*class="attachment-)`), "<a>$1"},
	{"an address on its own line is a player", regexp.MustCompile(`<p>https://www\.youtube\.com/watch\?v=\w+</p>|<figure class="wp-block-embed"><div class="wp-block-embed__wrapper"><iframe [^>]*></iframe></div></figure>`), "<player>"},
	{"blank lines", regexp.MustCompile(`\s*\n\s*`), "\n"},
}

// withoutDifferences returns a sanitized body without the differences, and adds 1 for each
// that it contained to found.
func withoutDifferences(body string, found map[string]int) string {
	for _, d := range differences {
		if d.html.MatchString(body) {
			found[d.name]++
			body = d.html.ReplaceAllString(body, d.with)
		}
	}
	return strings.TrimSpace(body)
}

// restMedia returns the attachments of rest/media-edit.json.
func restMedia(t *testing.T) func(int64) (presse.Media, bool) {
	var list []struct {
		ID        int64
		SourceURL string `json:"source_url"`
		AltText   string `json:"alt_text"`
		MediaType string `json:"media_type"`
		Caption   struct{ Raw string }
		Details   struct {
			Width, Height int
			Sizes         map[string]struct {
				SourceURL     string `json:"source_url"`
				Width, Height int
			}
		} `json:"media_details"`
	}
	// Where there are no details, PHP writes an empty list.
	raw := bytes.ReplaceAll(conformance.Read(t, "wordpress/rest/media-edit.json"), []byte(`"media_details":[]`), []byte(`"media_details":{}`))
	raw = bytes.ReplaceAll(raw, []byte(`"sizes":[]`), []byte(`"sizes":{}`))
	if err := json.Unmarshal(raw, &list); err != nil {
		t.Fatal(err)
	}
	media := make(map[int64]presse.Media)
	for _, one := range list {
		m := presse.Media{ID: strconv.FormatInt(one.ID, 10), Kind: one.MediaType, URL: one.SourceURL, Alt: one.AltText,
			Width: one.Details.Width, Height: one.Details.Height}
		if raw, err := json.Marshal(one.Caption.Raw); err == nil {
			m.Unknown = map[string]json.RawMessage{storedCaption: raw}
		}
		for _, s := range one.Details.Sizes {
			m.Renditions = append(m.Renditions, presse.Rendition{URL: s.SourceURL, Width: s.Width, Height: s.Height})
		}
		media[one.ID] = m
	}
	return func(id int64) (presse.Media, bool) { m, ok := media[id]; return m, ok }
}

// A tally counts the rows of a golden file that are equal.
type tally struct {
	rows, same, named int
	found             map[string]int
}

// compare compares what Body returns with what WordPress shows, both sanitized.
func (c *tally) compare(t *testing.T, what, in, want string, o BodyOptions) {
	t.Helper()
	out, _ := Body(in, o)
	got, safe := string(presse.Sanitize(out)), string(presse.Sanitize(want))
	c.rows++
	if got == safe {
		c.same++
		return
	}
	if got, safe = withoutDifferences(got, c.found), withoutDifferences(safe, c.found); got == safe {
		c.named++
		return
	}
	t.Errorf("%s: Body(%q)\n got %s\nwant %s", what, in, got, safe)
}

func (c *tally) report(t *testing.T, name string) {
	t.Logf("%s: %d rows: %d equal byte for byte, %d more but for the differences named in this file: %v", name, c.rows, c.same, c.named, c.found)
}

func TestBodiesOfRealWordPress(t *testing.T) {
	o := BodyOptions{Media: restMedia(t)}
	c := tally{found: make(map[string]int)}
	conformance.Lines(t, "wordpress/golden/the_content.jsonl", func(n int, line []byte) {
		var row struct {
			ID   int
			In   string
			Want string `json:"the_content"`
		}
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatalf("line %d: %v", n, err)
		}
		c.compare(t, "post "+strconv.Itoa(row.ID), row.In, row.Want, o)
	})
	c.report(t, "the_content")
	if c.same*100 < 90*c.rows || c.rows == 0 {
		t.Errorf("%d of %d rows equal, want 90 %%", c.same, c.rows)
	}
}

func TestShortcodesOfRealWordPress(t *testing.T) {
	o := BodyOptions{Media: restMedia(t)}
	c := tally{found: make(map[string]int)}
	conformance.Lines(t, "wordpress/golden/shortcodes.jsonl", func(n int, line []byte) {
		var row struct {
			In   string
			Want string `json:"do_shortcode"`
		}
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatalf("line %d: %v", n, err)
		}
		b := body{options: o}
		got := string(presse.Sanitize(b.shortcodes(row.In)))
		want := string(presse.Sanitize(row.Want))
		c.rows++
		if got == want {
			c.same++
		} else if got, want = withoutDifferences(got, c.found), withoutDifferences(want, c.found); got == want {
			c.named++
		} else {
			t.Errorf("shortcodes(%q)\n got %s\nwant %s", row.In, got, want)
		}
	})
	c.report(t, "shortcodes")
	if c.rows == 0 {
		t.Error("no rows")
	}
}

// TestBodiesOfREST compares content.raw with content.rendered of the REST API, whose texts
// are those of the export.
func TestBodiesOfREST(t *testing.T) {
	o := BodyOptions{Media: restMedia(t), Block: func(id int64) (string, bool) {
		return "<!-- wp:paragraph -->\n<p>Abonnez-vous pour 30 DH.</p>\n<!-- /wp:paragraph -->", id == 43
	}}
	var posts []struct {
		ID      int
		Content struct{ Raw, Rendered string }
		Meta    struct{ Footnotes string }
	}
	if err := json.Unmarshal(conformance.Read(t, "wordpress/rest/posts-edit.json"), &posts); err != nil {
		t.Fatal(err)
	}
	others := map[int]string{ // posts that differ in more than that
		10: "an unknown shortcode, sondage, is dropped and reported",
		42: "the shortcodes of a page builder are dropped and reported, their text stays",
		44: "the list of the latest posts is dropped and reported",
	}
	c := tally{found: make(map[string]int)}
	for _, p := range posts {
		o.Notes = []byte(p.Meta.Footnotes)
		if why := others[p.ID]; why == "" {
			c.compare(t, "post "+strconv.Itoa(p.ID), p.Content.Raw, p.Content.Rendered, o)
		} else if _, losses := Body(p.Content.Raw, o); len(losses) == 0 {
			t.Errorf("post %d: no losses, want one: %s", p.ID, why)
		}
	}
	c.report(t, "posts-edit.json")
	if c.same*100 < 90*len(posts) {
		t.Errorf("%d of %d posts equal, want 90 %%", c.same, len(posts))
	}
}
