package publish_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

// structured returns the objects of structured data in a head, in order.
func structured(t *testing.T, head string) (list []map[string]any) {
	t.Helper()
	for line := range strings.Lines(head) {
		if data, ok := strings.CutPrefix(line, `<script type="application/ld+json">`); ok {
			var v map[string]any
			if err := json.Unmarshal([]byte(strings.TrimSuffix(data, "</script>\n")), &v); err != nil {
				t.Fatalf("%v in %s", err, data)
			}
			list = append(list, v)
		}
	}
	return list
}

// ofType returns the object of a type.
func ofType(t *testing.T, head, schema string) map[string]any {
	t.Helper()
	for _, v := range structured(t, head) {
		if v["@type"] == schema {
			return v
		}
	}
	t.Fatalf("no %s in %s", schema, head)
	return nil
}

// at returns what is at a path in structured data: "publisher.logo.url", "author.0.name".
func in(v any, path string) any {
	for step := range strings.SplitSeq(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[step]
		case []any:
			var i int
			if fmt.Sscan(step, &i); i >= len(x) {
				return nil
			}
			v = x[i]
		default:
			return nil
		}
	}
	return v
}

// TestArticleRules states the rules of Google for the structured data of a story, each with the
// page of Google Search Central that has it, for all kinds of stories.
func TestArticleRules(t *testing.T) {
	const article = "Article (Article, NewsArticle, BlogPosting) structured data"
	const authors = article + ", Author markup best practices"
	const paywall = "Subscription and paywalled content"
	const breadcrumb = "Breadcrumb (BreadcrumbList) structured data"
	const images = "Image metadata in Google Images"
	const videos = "Video (VideoObject) structured data"
	const organization = "Organization structured data"

	isURI := func(v any) bool { s, _ := v.(string); return strings.HasPrefix(s, "https://") }
	isText := func(v any) bool { s, _ := v.(string); return strings.TrimSpace(s) != "" }
	instant := func(v any) time.Time {
		s, _ := v.(string)
		at, _ := time.Parse(time.RFC3339, s) // which requires a zone
		return at
	}
	each := func(v any, ok func(any) bool) bool {
		list, isList := v.([]any)
		for _, x := range list {
			if !ok(x) {
				return false
			}
		}
		return isList && len(list) > 0
	}
	rules := []struct {
		source, rule string
		ok           func(story map[string]any) bool
	}{
		{article, "the type is Article, NewsArticle, BlogPosting or one below", func(s map[string]any) bool {
			name := s["@type"].(string)
			return strings.HasSuffix(name, "Article") || name == "LiveBlogPosting"
		}},
		{article, "the headline is text", func(s map[string]any) bool { return isText(s["headline"]) }},
		{article, "image is a list, each with an absolute URL", func(s map[string]any) bool {
			return each(s["image"], func(x any) bool { return isURI(in(x, "url")) })
		}},
		{article, "datePublished is ISO 8601 with a zone", func(s map[string]any) bool { return !instant(s["datePublished"]).IsZero() }},
		{article, "dateModified is ISO 8601 with a zone", func(s map[string]any) bool { return !instant(s["dateModified"]).IsZero() }},
		{article, "dateModified is not before datePublished", func(s map[string]any) bool {
			return !instant(s["dateModified"]).Before(instant(s["datePublished"]))
		}},
		{authors, "each author is an object of its own, a Person or an Organization, with a name", func(s map[string]any) bool {
			return each(s["author"], func(x any) bool {
				return isText(in(x, "name")) && (in(x, "@type") == "Person" || in(x, "@type") == "Organization")
			})
		}},
		{authors, "the name is only the name: no “Par”, no publisher, no job title, no second author", func(s map[string]any) bool {
			return each(s["author"], func(x any) bool {
				name := in(x, "name").(string)
				return !strings.HasPrefix(name, "Par ") && !strings.ContainsAny(name, ",;|/&@") && !strings.Contains(name, " et ") && !strings.Contains(name, "journaliste")
			})
		}},
		{authors, "url is an absolute URL, if there is one", func(s map[string]any) bool {
			return each(s["author"], func(x any) bool { return in(x, "url") == nil || isURI(in(x, "url")) })
		}},
		{organization, "the publisher has a name, a URL and a logo with an absolute URL", func(s map[string]any) bool {
			return isText(in(s, "publisher.name")) && isURI(in(s, "publisher.url")) && isURI(in(s, "publisher.logo.url"))
		}},
		{paywall, "isAccessibleForFree is true or false, and hasPart names the class of what is not free", func(s map[string]any) bool {
			free, ok := s["isAccessibleForFree"].(bool)
			class, _ := in(s, "hasPart.cssSelector").(string)
			return ok && (free && s["hasPart"] == nil || !free && in(s, "hasPart.isAccessibleForFree") == false && class == ".abonnes")
		}},
		{images, "each image has a contentUrl, and whoever is named as creator an object of its own", func(s map[string]any) bool {
			return each(s["image"], func(x any) bool {
				return isURI(in(x, "contentUrl")) && (in(x, "creator") == nil || each(in(x, "creator"), func(y any) bool { return isText(in(y, "name")) }))
			})
		}},
		{videos, "a video has a name, a thumbnail, the instant of its upload, and where it is", func(s map[string]any) bool {
			return s["video"] == nil || each(s["video"], func(x any) bool {
				return isText(in(x, "name")) && isURI(in(x, "thumbnailUrl")) && !instant(in(x, "uploadDate")).IsZero() && (isURI(in(x, "contentUrl")) || isURI(in(x, "embedUrl")))
			})
		}},
	}
	crumbs := func(s map[string]any) bool {
		position := 0.0
		list, _ := s["itemListElement"].([]any)
		return len(list) >= 2 && each(s["itemListElement"], func(x any) bool {
			position++
			return in(x, "@type") == "ListItem" && in(x, "position") == position && isText(in(x, "name")) && isURI(in(x, "item"))
		})
	}
	all := stories()
	for genre := range strings.FieldsSeq("report analysis opinion obituary satire horoscope unheard-of live") {
		a := arabicStory()
		a.Genre, a.Access, a.Byline = genre, presse.AccessMetered, presse.Byline{Text: "Par Salma Berrada et Karim Tazi, avec ADR"}
		all["genre "+genre] = a
	}
	unsigned := arabicStory()
	unsigned.Byline, unsigned.Sections, unsigned.Updated = presse.Byline{}, nil, at(1, 0, 0)
	all["unsigned, in no section, changed before it was published"] = unsigned
	for name, a := range all {
		site := remparts(nil)
		r := released(t, site, a)
		head := string(site.Head(r))
		for i, object := range structured(t, head) {
			if object["@type"] == "BreadcrumbList" {
				if !crumbs(object) {
					t.Errorf("%s: %s: at least two steps, numbered from 1, each with a name and an absolute URL: got %v", name, breadcrumb, object)
				}
				continue
			}
			for _, rule := range rules {
				if !rule.ok(object) {
					t.Errorf("%s, object %d: %s: %s\ngot %v", name, i, rule.source, rule.rule, object)
				}
			}
		}
		var whole map[string]any
		if err := json.Unmarshal(site.AppendJSONLD(nil, r), &whole); err != nil {
			t.Fatal(err)
		}
		if page := in(whole, "mainEntityOfPage.breadcrumb"); page == nil || !crumbs(page.(map[string]any)) {
			t.Errorf("%s: AppendJSONLD has no breadcrumb: %v", name, whole)
		}
	}
}

func TestSchemaOfGenre(t *testing.T) {
	for _, test := range []struct {
		rule, want string
		change     func(*presse.Article)
	}{
		{"a story without a genre is a NewsArticle", "NewsArticle", func(*presse.Article) {}},
		{"a genre has its own type", "OpinionNewsArticle", func(a *presse.Article) { a.Genre = "editorial" }},
		{"whatever its case", "OpinionNewsArticle", func(a *presse.Article) { a.Genre = " Editorial" }},
		{"and in French", "ReportageNewsArticle", func(a *presse.Article) { a.Genre = "Reportage" }},
		{"and in Arabic", "OpinionNewsArticle", func(a *presse.Article) { a.Genre = "رأي" }},
		{"a live blog in French", "LiveBlogPosting", func(a *presse.Article) { a.Genre = "En direct" }},
		{"an advertorial in French", "AdvertiserContentArticle", func(a *presse.Article) { a.Genre = "Publireportage" }},
		{"an advertorial in Arabic", "AdvertiserContentArticle", func(a *presse.Article) { a.Genre = "محتوى ممول" }},
		{"a genre that presse does not know is a NewsArticle", "NewsArticle", func(a *presse.Article) { a.Genre = "poésie" }},
		{"entries make a live blog", "LiveBlogPosting", func(a *presse.Article) { a.Live = []presse.Note{{At: at(2, 9, 0), Headline: "Ouverture"}} }},
		{"a time of coverage makes a live blog", "LiveBlogPosting", func(a *presse.Article) { a.LiveFrom = at(2, 9, 0) }},
		{"what is paid for says so, whatever its genre", "AdvertiserContentArticle", func(a *presse.Article) { a.Genre, a.Sponsor.Label = "report", "Contenu proposé par" }},
		{"so does an advertorial that is a live blog", "AdvertiserContentArticle", func(a *presse.Article) { a.Genre, a.LiveFrom = "advertorial", at(2, 9, 0) }},
		{"an advertorial is paid for", "AdvertiserContentArticle", func(a *presse.Article) { a.Genre = "advertorial" }},
	} {
		a := arabicStory()
		test.change(a)
		site := remparts(nil)
		var got struct {
			Type string `json:"@type"`
		}
		if err := json.Unmarshal(site.AppendJSONLD(nil, released(t, site, a)), &got); err != nil {
			t.Fatal(err)
		}
		if got.Type != test.want {
			t.Errorf("%s: genre %q: got %s, want %s", test.rule, a.Genre, got.Type, test.want)
		}
	}
}

// TestHeadTypes checks under which types a head describes a story: as a NewsArticle too where
// its own type is narrower.
func TestHeadTypes(t *testing.T) {
	for _, test := range []struct {
		rule, want string
		change     func(*presse.Article)
	}{
		{"a story without a genre, once", "NewsArticle", func(*presse.Article) {}},
		{"a genre that is a NewsArticle, once", "NewsArticle", func(a *presse.Article) { a.Genre = "interview" }},
		{"a report", "NewsArticle ReportageNewsArticle", func(a *presse.Article) { a.Genre = "report" }},
		{"an analysis for subscribers", "NewsArticle AnalysisNewsArticle", func(a *presse.Article) { a.Genre, a.Access = "analysis", presse.AccessPaid }},
		{"background", "NewsArticle BackgroundNewsArticle", func(a *presse.Article) { a.Genre = "background" }},
		{"an editorial", "NewsArticle OpinionNewsArticle", func(a *presse.Article) { a.Genre = "editorial" }},
		{"a review", "NewsArticle ReviewNewsArticle", func(a *presse.Article) { a.Genre = "review" }},
		{"a live blog", "NewsArticle LiveBlogPosting", func(a *presse.Article) { a.Live = []presse.Note{{At: at(2, 9, 0), Headline: "Ouverture"}} }},
		{"what is paid for", "NewsArticle AdvertiserContentArticle", func(a *presse.Article) { a.Genre = "advertorial" }},
		{"satire, alone", "SatiricalArticle", func(a *presse.Article) { a.Genre = "satire" }},
		{"satire that is paid for, alone", "AdvertiserContentArticle", func(a *presse.Article) { a.Genre, a.Sponsor.Name = "satire", "Office du tourisme" }},
		{"a live blog of satire, alone", "LiveBlogPosting", func(a *presse.Article) { a.Genre, a.LiveFrom = "satire", at(2, 9, 0) }},
		{"a live blog of opinion", "NewsArticle LiveBlogPosting", func(a *presse.Article) { a.Genre, a.LiveFrom = "opinion", at(2, 9, 0) }},
		{"a genre that presse does not know, paid for", "NewsArticle AdvertiserContentArticle", func(a *presse.Article) { a.Genre, a.Sponsor.Name = "poésie", "Office du tourisme" }},
		{"satire in French, alone", "SatiricalArticle", func(a *presse.Article) { a.Genre = "Satire " }},
		{"a horoscope, alone", "Article", func(a *presse.Article) { a.Genre = "horoscope" }},
	} {
		t.Run(test.rule, func(t *testing.T) {
			a := arabicStory()
			a.Dateline = presse.Dateline{Text: "وجدة –", Place: "وجدة"}
			test.change(a)
			site := remparts(nil)
			r := released(t, site, a)
			var types []string
			var objects []map[string]any
			for _, object := range structured(t, string(site.Head(r))) {
				if object["@type"] != "BreadcrumbList" {
					types, objects = append(types, object["@type"].(string)), append(objects, object)
				}
			}
			if got := strings.Join(types, " "); got != test.want {
				t.Fatalf("genre %q: the types are %s, want %s", a.Genre, got, test.want)
			}
			var whole map[string]any
			if err := json.Unmarshal(site.AppendJSONLD(nil, r), &whole); err != nil {
				t.Fatal(err)
			}
			delete(whole["mainEntityOfPage"].(map[string]any), "breadcrumb")
			if got := objects[len(objects)-1]; !reflect.DeepEqual(got, whole) {
				t.Errorf("the last object is\n%v\nwant that of AppendJSONLD\n%v", got, whole)
			}
			if len(objects) == 1 {
				return
			}
			// Only what the other type does not have, or what is of that type alone, differs.
			for _, name := range []string{"@type", "dateline", "liveBlogUpdate", "coverageStartTime", "coverageEndTime"} {
				for _, object := range objects {
					delete(object, name)
				}
			}
			if !reflect.DeepEqual(objects[0], objects[1]) {
				t.Errorf("the NewsArticle is\n%v\nand the other\n%v", objects[0], objects[1])
			}
		})
	}
}

func TestAuthors(t *testing.T) {
	const paper = "Organization Le Journal des remparts"
	for _, test := range []struct {
		rule   string
		byline presse.Byline
		want   []string
	}{
		{"one entry each", presse.Byline{People: []presse.Person{{Name: "Salma Berrada"}, {Name: "Karim Tazi"}}}, []string{"Person Salma Berrada", "Person Karim Tazi"}},
		{"an agency is an organization", presse.Byline{Agencies: []string{"AFP"}}, []string{"Organization AFP"}},
		{"an agency among the people too", presse.Byline{People: []presse.Person{{Name: "AFP"}}}, []string{"Organization AFP"}},
		{"a line in place of a name is read", presse.Byline{People: []presse.Person{{Name: "Par Salma Berrada et Karim Tazi, avec AFP"}}}, []string{"Person Salma Berrada", "Person Karim Tazi", "Organization AFP"}},
		{"the printed line is read if nobody is named", presse.Byline{Text: "Par Salma Berrada (avec AFP)"}, []string{"Person Salma Berrada", "Organization AFP"}},
		{"an Arabic line is read", presse.Byline{Text: "بقلم سلمى برادة"}, []string{"Person سلمى برادة"}},
		{"photographers, editors, translators and custom roles are no authors", presse.Byline{People: []presse.Person{
			{Name: "Salma Berrada"}, {Name: "Inès Alami", Role: presse.RolePhotographer}, {Name: "Omar Fassi", Role: presse.RoleVideographer}, {Name: "Lina Naciri", Role: presse.RoleEditor},
			{Name: "Yto Amrani", Role: presse.RoleTranslator}, {Name: "Zineb Kadiri", Role: "illustration"},
		}}, []string{"Person Salma Berrada"}},
		{"envoys, correspondents, interviewers and contributors are authors", presse.Byline{People: []presse.Person{
			{Name: "Salma Berrada", Role: presse.RoleEnvoy}, {Name: "Karim Tazi", Role: presse.RoleInterviewer}, {Name: "Omar Fassi", Role: presse.RoleContributor}, {Name: "Lina Naciri", Role: presse.RoleCorrespondent},
		}}, []string{"Person Salma Berrada", "Person Karim Tazi", "Person Omar Fassi", "Person Lina Naciri"}},
		{"an unsigned story is the newspaper’s", presse.Byline{}, []string{paper}},
		{"so is one of the newsroom", presse.Byline{Text: "La rédaction", People: []presse.Person{{Name: "La rédaction"}}}, []string{paper}},
		{"so is one with pictures only", presse.Byline{People: []presse.Person{{Name: "Inès Alami", Role: presse.RolePhotographer}}}, []string{paper}},
		{"an envoy without a name is nobody", presse.Byline{People: []presse.Person{{Role: presse.RoleEnvoy, Place: "Dakar"}}}, []string{paper}},
		{"a name twice is one author", presse.Byline{People: []presse.Person{{Name: "Salma Berrada"}, {Name: " Salma Berrada "}}}, []string{"Person Salma Berrada"}},
	} {
		a := arabicStory()
		a.Byline = test.byline
		site := remparts(nil)
		var got []string
		list, _ := ofType(t, string(site.Head(released(t, site, a))), "NewsArticle")["author"].([]any)
		for _, x := range list {
			got = append(got, fmt.Sprint(in(x, "@type"), " ", in(x, "name")))
		}
		if fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%s: %+v\n got %q\nwant %q", test.rule, test.byline, got, test.want)
		}
	}
}
