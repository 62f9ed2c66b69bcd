package publish_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
)

// TestSchemaProperties checks that each object of structured data has only properties that
// schema.org defines for its type.
func TestSchemaProperties(t *testing.T) {
	var types map[string]struct{ Properties map[string]any }
	if err := json.Unmarshal(conformance.Read(t, "model/schemas/schemaorg/newsarticle-properties.json"), &types); err != nil {
		t.Fatal(err)
	}
	// The types above each type, of those that the data have, and the properties of types that
	// they do not have (schema.org/Organization, WebPage, VideoObject …).
	above := map[string]string{
		"ReportageNewsArticle": "NewsArticle", "NewsArticle": "Article", "AdvertiserContentArticle": "Article", "Article": "CreativeWork", "LiveBlogPosting": "SocialMediaPosting",
		"BlogPosting": "SocialMediaPosting", "SocialMediaPosting": "Article", "CorrectionComment": "Comment", "Comment": "CreativeWork", "WebPageElement": "CreativeWork",
		"WebPage": "CreativeWork", "ImageObject": "MediaObject", "VideoObject": "MediaObject", "AudioObject": "MediaObject", "MediaObject": "CreativeWork", "CreativeWork": "Thing",
		"BreadcrumbList": "ItemList", "ItemList": "Thing", "ListItem": "Thing", "NewsMediaOrganization": "Organization", "Organization": "Thing", "Person": "Thing", "Place": "Thing",
	}
	more := map[string][]string{"Organization": {"logo", "sameAs", "ethicsPolicy", "correctionsPolicy"}, "WebPage": {"breadcrumb"}}
	defined := func(schema, property string) bool {
		for name := schema; name != ""; name = above[name] {
			if _, ok := types[name].Properties[property]; ok || slices.Contains(more[name], property) {
				return true
			}
		}
		return false
	}
	rows, passed := 0, 0
	var check func(name string, v any)
	check = func(name string, v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				check(name, x)
			}
		case map[string]any:
			schema, _ := v["@type"].(string)
			for property, value := range v {
				check(name, value)
				if strings.HasPrefix(property, "@") {
					continue
				}
				if rows++; defined(schema, property) {
					passed++
				} else {
					t.Errorf("%s: schema.org/%s has no property %s", name, schema, property)
				}
			}
		}
	}
	all := stories()
	entries := arabicStory()
	entries.Live = liveStory().Live
	all["entries"] = entries
	for name, a := range all {
		site := remparts(nil)
		r := released(t, site, a)
		for _, object := range structured(t, string(site.Head(r))) {
			check(name, object)
		}
		var whole any
		if err := json.Unmarshal(site.AppendJSONLD(nil, r), &whole); err != nil {
			t.Fatal(err)
		}
		check(name, whole)
	}
	t.Logf("%d of %d properties passed", passed, rows)
}
