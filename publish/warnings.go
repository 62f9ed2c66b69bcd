package publish

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/printed"
	"github.com/presse-go/presse/internal/quote"
)

// Pages of Google Search Central (developers.google.com/search/docs) and of schema.org.
const (
	pageArticle      = "Article structured data"
	pageImages       = "Image SEO best practices"
	pageDiscover     = "Get on Discover"
	pageDates        = "Influence your byline dates in Google Search"
	pagePaywall      = "Structured data for subscription and paywalled content"
	pageOrganization = "Organization structured data"
	pageNewsSitemap  = "News sitemaps"
	pageRobots       = "Robots meta tag specifications"
	pageCanonical    = "How to specify a canonical URL"
	pageNewsPolicies = "Google News policies"
	pageLiveBlog     = "schema.org/LiveBlogPosting"
	pagePublisher    = "schema.org/NewsMediaOrganization"
)

// A rule is one that search engines have for a page.
type rule struct {
	name   string // for tests
	source string // the page that has it
	find   func(s *story, warn warning)
}

// A warning reports a breach of a rule: the field, its value if that is no text of the story,
// and what is wrong.
type warning func(field, value, why string)

// rules are Google's rules that the desk can follow; those that a writer can follow alone, such
// as the form of instants, it does.
var rules = []rule{
	{"headline", pageArticle, func(s *story, warn warning) {
		if blank(s.a.Headline) {
			warn("headline", "", "empty: every article has one")
		}
	}},
	{"concise headline", pageArticle, func(s *story, warn warning) {
		if field, text := s.searchTitle(); utf8.RuneCountInString(text) > maxHeadline {
			warn(field, "", fmt.Sprintf("longer than %d characters: it is cut on some devices; a shorter one can be in titles.seo", maxHeadline))
		}
	}},
	{"image", pageArticle, func(s *story, warn warning) {
		if s.shared() == nil {
			warn("lead", "", "no image, and the site has none for sharing")
		}
	}},
	{"image of the story", pageDiscover, func(s *story, warn warning) {
		if m := s.shared(); m != nil && m == &s.image {
			warn("lead", "", "no image: that of the site is shared, which is the same for all stories")
		}
	}},
	{"image size known", pageArticle, func(s *story, warn warning) {
		if m := s.lead(); m != nil && (m.Width == 0 || m.Height == 0) {
			warn("lead.width", "", "width or height unknown: 50,000 pixels or more are needed, and 1200 in width are best")
		}
	}},
	{"image of 50,000 pixels", pageArticle, func(s *story, warn warning) {
		if m := s.lead(); m != nil && m.Width > 0 && m.Height > 0 && pixels(m.Width, m.Height) < minPixels {
			warn("lead.width", size(m.Width, m.Height), "fewer than 50,000 pixels in width times height")
		}
	}},
	{"image 1200 wide", pageDiscover, func(s *story, warn warning) {
		m := s.lead()
		if m == nil || m.Width == 0 || m.Height == 0 || pixels(m.Width, m.Height) < minPixels {
			return
		}
		wide := m.Width >= largeWidth && pixels(m.Width, m.Height) >= largePixels
		for _, r := range m.Renditions {
			wide = wide || r.Width >= largeWidth && pixels(r.Width, r.Height) >= largePixels
		}
		if !wide {
			warn("lead.width", size(m.Width, m.Height), "narrower than 1200 pixels or fewer than 300,000: no large preview")
		}
	}},
	{"images in three shapes", pageArticle, func(s *story, warn warning) {
		m := s.lead()
		if m == nil || m.Width == 0 || m.Height == 0 {
			return
		}
		if missing := missingShapes(m); len(missing) > 0 {
			warn("lead.renditions", strings.Join(missing, " "), "no image of this shape; best are images in 16x9, 4x3 and 1x1")
		}
	}},
	{"image format", pageImages, func(s *story, warn warning) {
		if m := s.lead(); m != nil && !indexable(m.URL, m.Type) {
			warn("lead.type", cmp.Or(m.Type, path.Ext(m.URL)), "not a format of Google Images: BMP, GIF, JPEG, PNG, WebP, SVG or AVIF")
		}
	}},
	{"alternative text", pageImages, func(s *story, warn warning) {
		if m := s.lead(); m != nil && blank(m.Alt) {
			warn("lead.alt", "", "empty: it says what the image shows")
		}
	}},
	{"author", pageArticle, func(s *story, warn warning) {
		if blank(s.a.Byline.Text) && len(s.a.Byline.People)+len(s.a.Byline.Agencies) == 0 {
			warn("byline", "", "nobody is named: the newspaper is the author")
		}
	}},
	{"authors apart", pageArticle, func(s *story, warn warning) {
		b := s.a.Byline
		if !blank(b.Text) && len(b.People)+len(b.Agencies) == 0 && len(namesOf(peopleOf(presse.ParseByline(b.Text)), presse.ParseByline(b.Text).Agencies)) == 0 {
			warn("byline.people", "", "the line names nobody that can be recognized; each author is an entry of its own")
		}
	}},
	{"bare names", pageArticle, func(s *story, warn warning) {
		eachAuthor(s, func(field string, p presse.Person) {
			if why := notBare(p.Name, s.site.Name); why != "" {
				warn(field+".name", p.Name, why)
			}
		})
		names := new(naming)
		for i, entry := range s.a.Byline.Agencies {
			if why := notBareAgency(names, entry); why != "" {
				warn(indexed("byline.agencies", i), entry, why)
			}
		}
	}},
	{"author page", pageArticle, func(s *story, warn warning) {
		eachAuthor(s, func(field string, p presse.Person) {
			if p.Name != "" && p.URL == "" && (s.site.AuthorURL == nil || s.site.AuthorURL(p) == "") {
				warn(field+".url", "", "no page that says who the author is")
			}
		})
	}},
	{"date of publication", pageArticle, func(s *story, warn warning) {
		if s.a.Published.IsZero() {
			warn("published", "", "empty")
		}
	}},
	{"zone of dates", pageArticle, func(s *story, warn warning) {
		if !s.a.Published.IsZero() && s.site.Zone == nil && s.a.Published.Location() == time.Local {
			warn("published", "", "in the zone of the machine that writes it; Site.Zone is that of the newspaper")
		}
	}},
	{"changes after publication", pageDates, func(s *story, warn warning) {
		if !s.a.Updated.IsZero() && s.a.Updated.Before(s.a.Published) {
			warn("updated", "", "before published, and so left out")
		}
	}},
	{"paywall", pagePaywall, func(s *story, warn warning) {
		if !s.free && s.site.Paywall == "" {
			warn("site.paywall", "", "no class for what only subscribers see: a page that shows search engines more than readers looks like cloaking")
		}
	}},
	{"logo", pageOrganization, func(s *story, warn warning) {
		switch m := &s.logo; {
		case m.URL == "":
			warn("site.logo.url", "", "the newspaper has no logo")
		case m.Width > 0 && m.Width < minLogo || m.Height > 0 && m.Height < minLogo:
			warn("site.logo.width", size(m.Width, m.Height), "smaller than 112 by 112 pixels")
		case !indexable(m.URL, m.Type):
			warn("site.logo.type", cmp.Or(m.Type, path.Ext(m.URL)), "not a format of Google Images: BMP, GIF, JPEG, PNG, WebP, SVG or AVIF")
		}
	}},
	{"policies", pagePublisher, func(s *story, warn warning) {
		for _, name := range slices.Sorted(maps.Keys(s.site.Policies)) {
			if !isPolicy(name) {
				warn("site.policies."+quote.Short(name), "", errNoPolicy.Error())
			}
		}
	}},
	{"name of the publication", pageNewsSitemap, func(s *story, warn warning) {
		switch name := s.site.Name; {
		case blank(name):
			warn("site.name", "", "empty: News needs the name of the publication")
		case strings.ContainsAny(name, "()"):
			warn("site.name", name, "has parentheses, which the name of a publication in News does not have")
		}
	}},
	{"language", pageNewsSitemap, func(s *story, warn warning) {
		if s.a.Lang == "" && s.site.Lang == "" {
			warn("lang", "", "empty, and the site has none: News needs the language of a story")
		}
	}},
	{"headline alone", pageNewsSitemap, func(s *story, warn warning) {
		title := presse.SearchKey(s.a.Headline)
		ends := func(with string) bool {
			with = presse.SearchKey(with)
			return with != "" && len(title) > len(with) && (strings.HasSuffix(title, " "+with) && separated(s.a.Headline))
		}
		if ends(s.site.Name) || slices.ContainsFunc(s.a.Byline.People, func(p presse.Person) bool { return ends(p.Name) }) {
			warn("headline", "", "ends in the name of the newspaper or of an author")
		}
	}},
	{"address", pageNewsSitemap, func(s *story, warn warning) {
		if s.page == "" {
			warn("url", "", s.fault.Error())
		}
	}},
	{"another page is indexed", pageCanonical, func(s *story, warn warning) {
		switch {
		case s.page != "" && s.canonical == "":
			warn("canonical", "", "cannot be read: nobody knows which page search engines should index, and sitemaps leave the story out")
		case s.page != "" && s.canonical != s.page:
			warn("canonical", s.canonical, "search engines index that page instead, and sitemaps leave the story out")
		}
	}},
	{"not indexed", pageRobots, func(s *story, warn warning) {
		if s.a.NoIndex {
			warn("no_index", "", "search engines leave the story out, and so do sitemaps")
		}
	}},
	// "Ads & sponsored content": content that looks like that of the newsroom without saying
	// clearly who paid for it is not allowed.
	{"sponsored", pageNewsPolicies, func(s *story, warn warning) {
		paid := s.sponsored()
		if paid && (blank(s.a.Sponsor.Name) || blank(s.a.Sponsor.Label)) {
			warn("sponsor", "", "who paid for the story, and the label that says so, must both be named")
		}
		if paid {
			warn("sponsor", "", "left out of the news sitemap, which cannot say that the story is paid for")
		}
	}},
	{"beginning of live coverage", pageLiveBlog, func(s *story, warn warning) {
		if (s.genre.Schema == live || len(s.a.Live) > 0) && s.a.LiveFrom.IsZero() {
			warn("live_from", "", "empty: coverageStartTime is when live coverage begins")
		}
	}},
	{"end of live coverage", pageLiveBlog, func(s *story, warn warning) {
		if s.endsEarly() {
			warn("live_until", "", errEndsEarly.Error())
		}
	}},
	{"entries of live coverage", pageLiveBlog, func(s *story, warn warning) {
		if s.free && (s.genre.Schema == live || !s.a.LiveFrom.IsZero()) && len(s.a.Live) == 0 {
			warn("live", "", "no entries")
		}
	}},
	{"parts of an entry", pageLiveBlog, func(s *story, warn warning) {
		for i, n := range s.a.Live {
			field := fmt.Sprintf("live[%d]", i)
			if n.At.IsZero() {
				warn(field+".at", "", "empty: the entry needs its instant")
			}
			if blank(n.Headline) {
				warn(field+".headline", "", "empty: the entry is shown by its headline")
			}
			if blank(presse.PlainText(n.Body)) && len(n.Media) == 0 {
				warn(field+".body", "", "empty: the entry says nothing")
			}
		}
	}},
}

const (
	// maxHeadline is the number of characters that Google's page on Article asked for until
	// 2022. It now asks for a concise title.
	maxHeadline = 110

	minPixels   = 50_000 // Article structured data, image
	largeWidth  = 1200   // Get on Discover
	largePixels = 300_000
	minLogo     = 112 // Organization structured data, logo
)

// Warnings returns what the desk could do so that search engines show the story well, in the
// order of Google's pages: it lacks a headline, its image is too small, a name is not bare. The
// Field of each is that of the story, such as "lead.width", or of the Site, such as
// "site.logo.url"; the Value is empty where it would be text of the story; Err says what is
// wrong, and which page of Google or schema.org says so. None of them keeps the story from
// being published: that is for [presse.Article.Validate], and what every editor sees is for
// [presse.Article.Warnings].
//
// Warnings returns nil if there is nothing, and for a Release that is zero or of another Site.
func (s *Site) Warnings(r Release) []*presse.Error {
	story := s.of(r)
	if story == nil {
		return nil
	}
	var found []*presse.Error
	for i := range rules {
		rule := &rules[i]
		rule.find(story, func(field, value, why string) {
			found = append(found, &presse.Error{Op: "review page", Field: field, Value: quote.Short(value), Err: errors.New(why + " (" + rule.source + ")")})
		})
	}
	return found
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

func size(width, height int) string { return fmt.Sprintf("%dx%d", width, height) }

// pixels returns the area of an image, as large as it may be.
func pixels(width, height int) float64 { return float64(width) * float64(height) }

// searchTitle returns the title that search results show, and its field.
func (s *story) searchTitle() (field, text string) {
	if text = strings.TrimSpace(s.a.Titles["seo"]); text != "" {
		return "titles.seo", text
	}
	return "headline", strings.TrimSpace(s.a.Headline)
}

// isImage reports whether m is an image that can be shown.
func isImage(m *presse.Media) bool { return m.URL != "" && m.Kind != "video" && m.Kind != "audio" }

// lead returns the image next to the headline, nil if there is none.
func (s *story) lead() *presse.Media {
	if isImage(&s.a.Lead) {
		return &s.a.Lead
	}
	return nil
}

// shared returns an image that represents the story, that of the site if it has none of its
// own, and nil if there is none either.
func (s *story) shared() *presse.Media {
	if m := s.lead(); m != nil {
		return m
	}
	for i := range s.a.Media {
		if isImage(&s.a.Media[i]) {
			return &s.a.Media[i]
		}
	}
	if s.image.URL != "" {
		return &s.image
	}
	return nil
}

// missingShapes returns the shapes in which there is no image, the known sizes considered. A
// hundredth is for whole pixels: 1200 by 675 is 16x9, and so is 1024 by 576.
func missingShapes(m *presse.Media) (missing []string) {
	for _, shape := range []struct{ width, height int }{{16, 9}, {4, 3}, {1, 1}} {
		has := func(width, height int) bool {
			if width <= 0 || height <= 0 || pixels(width, height) < minPixels {
				return false
			}
			ratio := float64(width) / float64(height) / (float64(shape.width) / float64(shape.height))
			return ratio > 0.99 && ratio < 1.01
		}
		if has(m.Width, m.Height) || slices.ContainsFunc(m.Renditions, func(r presse.Rendition) bool { return has(r.Width, r.Height) }) {
			continue
		}
		missing = append(missing, size(shape.width, shape.height))
	}
	return missing
}

// indexable reports whether an image has a format of Google Images, as far as its type or
// address says.
func indexable(address, mime string) bool {
	if mime, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(mime)), ";"); mime != "" {
		return slices.Contains([]string{"image/bmp", "image/gif", "image/jpeg", "image/jpg", "image/png", "image/webp", "image/svg+xml", "image/avif"}, mime)
	}
	address, _, _ = strings.Cut(address, "?")
	switch strings.ToLower(path.Ext(address)) {
	case ".tif", ".tiff", ".heic", ".heif", ".jxl", ".jp2", ".psd", ".eps", ".pdf":
		return false
	}
	return true // an address need not end in the format
}

// eachAuthor calls f for the people who wrote the story.
func eachAuthor(s *story, f func(field string, p presse.Person)) {
	for i, p := range s.a.Byline.People {
		if p.Role != presse.RolePhotographer && p.Role != presse.RoleVideographer {
			f(fmt.Sprintf("byline.people[%d]", i), p)
		}
	}
}

// notBare returns why a name is not only a name, "" if it is. Google asks for the name alone: no
// title, no words before it, no newspaper, and one author in each entry.
func notBare(name, paper string) string {
	name = strings.TrimSpace(name)
	if name == "" {
		return ""
	}
	read := presse.ParseByline(name)
	switch key := presse.SearchKey(name); {
	case paper != "" && key != presse.SearchKey(paper) && strings.Contains(" "+key+" ", " "+presse.SearchKey(paper)+" "):
		return "names the newspaper, which is the publisher"
	case printed.NamesNobody(name), len(read.People) == 1 && read.People[0].Name == "":
		return errNobody.Error()
	case html.Unescape(name) != name:
		return "has a character reference: a name is plain text"
	case len(read.People)+len(read.Agencies) > 1:
		return "more than one name: each author is an entry of its own"
	case len(read.People) == 0 && len(read.Agencies) == 1:
		return "an agency: it is one of byline.agencies"
	case len(read.People) == 1 && read.People[0].Name != name && presse.SearchKey(read.People[0].Name) != key,
		len(read.People) == 1 && (read.People[0].Title != "" || read.People[0].Role != ""):
		return "more than the name: no words before it, no occupation, no place"
	case strings.ContainsAny(name, "@/|<>:;"):
		return "has characters that no name has"
	}
	return ""
}

// notBareAgency returns why an entry of the agencies of a byline is not only the name of one, "" if
// it is.
func notBareAgency(names *naming, entry string) string {
	if blank(entry) {
		return ""
	}
	switch read := names.agencies(entry); {
	case len(read) == 0:
		return errNobody.Error()
	case len(read) > 1:
		return "more than one name: each author is an entry of its own"
	case nameKey(read[0].text) != nameKey(entry) || strings.ContainsAny(entry, "()©/|<>:;,"):
		return "more than the name: no words before it, no brackets"
	}
	return ""
}

// separated reports whether a headline has a mark after which titles of pages put a name.
func separated(headline string) bool {
	return strings.ContainsAny(headline, "|–—·•") || strings.Contains(headline, " - ")
}
