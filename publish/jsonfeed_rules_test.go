package publish

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/presse-go/presse"
)

// jsonFeedFaults returns the rules of JSON Feed 1.1 (jsonfeed.org/version/1.1) that a document
// breaks.
func jsonFeedFaults(doc []byte) (faults []string) {
	want := func(ok bool, rule string) {
		if !ok && !slices.Contains(faults, rule) {
			faults = append(faults, rule)
		}
	}
	want(utf8.Valid(doc), "UTF-8")
	var feed map[string]any
	if err := json.Unmarshal(doc, &feed); err != nil {
		return append(faults, "JSON")
	}
	text := func(object map[string]any, name string) string { s, _ := object[name].(string); return s }
	list := func(object map[string]any, name string) (out []map[string]any) {
		given, is := object[name].([]any)
		want(is || object[name] == nil, name+" is an array")
		for _, one := range given {
			o, is := one.(map[string]any)
			want(is, name+" has objects")
			out = append(out, o)
		}
		return out
	}
	texts := func(where string, object map[string]any, names ...string) {
		for _, name := range names {
			if v, ok := object[name]; ok {
				s, is := v.(string)
				want(is && s != "", where+name+" is a string")
			}
		}
	}
	isURL := func(where string, object map[string]any, names ...string) {
		texts(where, object, names...)
		for _, name := range names {
			if raw := text(object, name); raw != "" {
				u, err := url.Parse(raw)
				want(err == nil && u.IsAbs(), where+name+" is a URL")
			}
		}
	}
	only := func(where string, object map[string]any, names ...string) {
		for name := range object {
			want(slices.Contains(names, name), where+"has no member "+name)
		}
	}
	authors := func(where string, object map[string]any) {
		if _, ok := object["authors"]; ok {
			want(len(list(object, "authors")) > 0, where+"authors has one")
		}
		for _, who := range list(object, "authors") {
			only("an author ", who, "name", "url", "avatar")
			texts("an author’s ", who, "name")
			isURL("an author’s ", who, "url", "avatar")
			want(len(who) > 0, "an author has a member")
		}
	}
	lang := func(where string, object map[string]any) {
		texts(where, object, "language")
		if s := text(object, "language"); s != "" {
			_, err := language.Parse(s)
			want(err == nil && !strings.Contains(s, "_"), where+"language is a tag of RFC 5646")
		}
	}
	only("", feed, "version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon", "authors", "language", "expired", "hubs", "items")
	want(text(feed, "version") == "https://jsonfeed.org/version/1.1", "version is that of the format")
	want(text(feed, "title") != "", "title is required")
	want(text(feed, "home_page_url") != "", "home_page_url is strongly recommended")
	want(text(feed, "feed_url") != "", "feed_url is strongly recommended")
	texts("", feed, "title", "description", "user_comment")
	isURL("", feed, "home_page_url", "feed_url", "next_url", "icon", "favicon")
	want(text(feed, "next_url") == "" || text(feed, "next_url") != text(feed, "feed_url"), "next_url is not feed_url")
	authors("", feed)
	lang("", feed)
	for _, hub := range list(feed, "hubs") {
		want(text(hub, "type") != "" && text(hub, "url") != "", "a hub has a type and a url")
		isURL("a hub’s ", hub, "url")
	}
	_, is := feed["items"].([]any)
	want(is, "items is required")
	ids := make(map[string]bool)
	for _, item := range list(feed, "items") {
		only("an item ", item, "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image", "date_published", "date_modified", "authors", "tags", "language", "attachments")
		id := text(item, "id")
		want(id != "", "an item has an id")
		want(!ids[id], "an id is unique")
		ids[id] = true
		want(text(item, "url") != "", "an item’s url should be present")
		isURL("an item’s ", item, "url", "external_url", "image", "banner_image")
		texts("an item’s ", item, "title", "content_html", "content_text", "summary")
		want(text(item, "content_html")+text(item, "content_text") != "", "an item has content_html or content_text")
		want(text(item, "banner_image") == "" || !strings.Contains(text(item, "content_html"), text(item, "banner_image")) && text(item, "banner_image") != text(item, "image"), "banner_image is another picture than that of the item")
		for _, name := range []string{"date_published", "date_modified"} {
			texts("an item’s ", item, name)
			if s := text(item, name); s != "" {
				_, err := time.Parse(time.RFC3339, s)
				want(err == nil, "an item’s "+name+" is an instant of RFC 3339")
			}
		}
		authors("an item’s ", item)
		lang("an item’s ", item)
		if tags, ok := item["tags"]; ok {
			given, is := tags.([]any)
			want(is, "tags is an array")
			for _, one := range given {
				s, is := one.(string)
				want(is && s != "", "a tag is a string")
			}
		}
		var titles []string
		for _, a := range list(item, "attachments") {
			only("an attachment ", a, "url", "mime_type", "title", "size_in_bytes", "duration_in_seconds")
			want(text(a, "url") != "", "an attachment has a url")
			isURL("an attachment’s ", a, "url")
			want(mimeForm.MatchString(text(a, "mime_type")), "an attachment has a mime_type")
			texts("an attachment’s ", a, "title")
			title := text(a, "title")
			want(title == "" || !slices.Contains(titles, title), "attachments with the same title are the same thing")
			titles = append(titles, title)
			for _, name := range []string{"size_in_bytes", "duration_in_seconds"} {
				if v, ok := a[name]; ok {
					n, is := v.(float64)
					want(is && n > 0, "an attachment’s "+name+" is a number")
				}
			}
		}
	}
	return faults
}

var mimeForm = regexp.MustCompile(`^[a-z]+/[a-z0-9.+-]+$`)

// richFeed returns a JSON Feed of stories with everything that one can have.
func richFeed(t *testing.T) string {
	s := coreSite()
	s.Logo = presse.Media{URL: "/logo.png", Width: 512, Height: 512}
	got, err := feedOf(t, (*Site).WriteJSONFeed, s, Feed{Path: "/flux.json", Hub: "https://hub.example/", Description: "Tout & plus"},
		func(a *presse.Article) {
			a.Headline, a.Deck, a.Tags = "<b>Un</b>", "<i>R&D</i>", []string{"R&D", " ", "<u>"}
			a.Lead = presse.Media{URL: "/été.jpg", Caption: "La place"}
			a.Media = []presse.Media{
				{Kind: "audio", URL: "/a.mp3", Caption: "La place", Size: 3, Seconds: 1.5}, {URL: "/b.jpg", Caption: "La place"}, {URL: "/sans-type", Caption: "Autre"}, {Kind: "video", URL: "/c.mp4", Type: "vidéo"}, {URL: "/d.png"},
			}
			a.Byline = presse.Byline{People: []presse.Person{{Name: "Salma Idrissi", URL: "/auteurs/salma"}}, Agencies: []string{"MAP"}}
			a.Updated = coreNoon.Add(-time.Minute)
		},
		func(a *presse.Article) {
			a.ID, a.URL, a.Access, a.Deck, a.Lang = "2", "/2", presse.AccessPaid, "", "ar_MA"
		},
		func(a *presse.Article) {
			a.ID, a.URL, a.Body, a.Headline, a.Deck, a.Published = "3", "/3", "", "", "", time.Time{}
		},
		func(a *presse.Article) {
			a.ID, a.URL, a.Lead, a.Lang = "4", "/4", presse.Media{Kind: "video", URL: "https://video.example/film"}, ""
			a.Published = time.Date(1905, 1, 1, 12, 0, 0, 0, time.FixedZone("", 561))
		},
	)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestJSONFeedRules(t *testing.T) {
	doc := richFeed(t)
	if faults := jsonFeedFaults([]byte(doc)); len(faults) > 0 {
		t.Errorf("got %q, want none, in\n%s", faults, doc)
	}
	type object = map[string]any
	item := func(feed object, n int) object { return feed["items"].([]any)[n].(object) }
	set := func(name string, value any) func(object) {
		return func(feed object) { item(feed, 0)[name] = value }
	}
	feedSet := func(name string, value any) func(object) { return func(feed object) { feed[name] = value } }
	attachment := func(name string, value any) func(object) {
		return func(feed object) { item(feed, 0)["attachments"].([]any)[0].(object)[name] = value }
	}
	for rule, mutate := range map[string]func(object){
		"version is that of the format":                         feedSet("version", "https://jsonfeed.org/version/2"),
		"title is required":                                     feedSet("title", ""),
		"home_page_url is a URL":                                feedSet("home_page_url", "/"),
		"feed_url is strongly recommended":                      func(feed object) { delete(feed, "feed_url") },
		"home_page_url is strongly recommended":                 func(feed object) { delete(feed, "home_page_url") },
		"description is a string":                               feedSet("description", 1),
		"next_url is not feed_url":                              func(feed object) { feed["next_url"] = feed["feed_url"] },
		"icon is a URL":                                         feedSet("icon", "logo.png"),
		"authors is an array":                                   feedSet("authors", object{"name": "Un"}),
		"authors has one":                                       feedSet("authors", []any{}),
		"an author has a member":                                feedSet("authors", []any{object{}}),
		"language is a tag of RFC 5646":                         feedSet("language", "ar_MA"),
		"a hub has a type and a url":                            feedSet("hubs", []any{object{"url": "https://hub.example/"}}),
		"items is required":                                     func(feed object) { delete(feed, "items") },
		"has no member author":                                  feedSet("author", object{"name": "Un"}),
		"an item has an id":                                     set("id", ""),
		"an id is unique":                                       func(feed object) { item(feed, 1)["id"] = item(feed, 0)["id"] },
		"an item’s url should be present":                       set("url", nil),
		"an item’s url is a URL":                                set("url", "/un"),
		"an item has content_html or content_text":              func(feed object) { delete(item(feed, 0), "content_html") },
		"an item’s summary is a string":                         set("summary", []any{}),
		"an item’s image is a URL":                              set("image", "été.jpg"),
		"banner_image is another picture than that of the item": func(feed object) { item(feed, 0)["banner_image"] = item(feed, 0)["image"] },
		"an item’s date_published is an instant of RFC 3339":    set("date_published", "14 novembre 2026"),
		"an item’s date_modified is an instant of RFC 3339":     set("date_modified", "2026-11-14"),
		"an item’s authors has one":                             set("authors", []any{}),
		"an item’s language is a tag of RFC 5646":               set("language", "français"),
		"tags is an array":                                      set("tags", "R&D"),
		"a tag is a string":                                     set("tags", []any{""}),
		"an attachment has a url":                               attachment("url", nil),
		"an attachment has a mime_type":                         attachment("mime_type", "mp3"),
		"attachments with the same title are the same thing":    func(feed object) { item(feed, 0)["attachments"].([]any)[1].(object)["title"] = "La place" },
		"an attachment’s size_in_bytes is a number":             attachment("size_in_bytes", "3"),
		"an attachment’s duration_in_seconds is a number":       attachment("duration_in_seconds", 0),
	} {
		var feed object
		if err := json.Unmarshal([]byte(doc), &feed); err != nil {
			t.Fatal(err)
		}
		mutate(feed)
		wrong, err := json.Marshal(feed)
		if err != nil {
			t.Fatal(err)
		}
		if faults := jsonFeedFaults(wrong); !slices.Contains(faults, rule) {
			t.Errorf("a feed that breaks %q: got %q", rule, faults)
		}
	}
}

// TestJSONFeedMembers checks what is where, and that there is no banner_image: the picture next
// to the headline is the image, also where the body has it.
func TestJSONFeedMembers(t *testing.T) {
	var feed struct {
		Items []map[string]any
	}
	if err := json.Unmarshal([]byte(richFeed(t)), &feed); err != nil {
		t.Fatal(err)
	}
	for n, members := range []map[string]string{
		{
			"title": "<b>Un</b>", "summary": "<i>R&D</i>", "tags": "[R&D <u>]", "image": "https://remparts.exemple.ma/%C3%A9t%C3%A9.jpg", "banner_image": "<nil>", "content_html": "<p>L’eau coule de nouveau.</p>", "content_text": "<nil>",
			"date_published": "2026-11-14T09:00:00+01:00", "date_modified": "2026-11-14T11:59:00+01:00", "language": "fr-MA",
			"authors": "[map[name:Salma Idrissi url:https://remparts.exemple.ma/auteurs/salma] map[name:MAP]]",
		},
		{"content_html": "<nil>", "content_text": "À Fès, la médina retrouve ses fontaines", "language": "ar-MA", "date_modified": "<nil>", "image": "<nil>"},
		{"content_text": "Le Journal des remparts", "date_published": "<nil>", "date_modified": "<nil>", "attachments": "<nil>"},
		{"image": "<nil>", "attachments": "<nil>", "date_published": "1905-01-01T11:50:39Z", "language": "fr"},
	} {
		for name, want := range members {
			if got := fmt.Sprint(feed.Items[n][name]); got != want {
				t.Errorf("item %d has the %s %s, want %s", n, name, got, want)
			}
		}
	}
}
