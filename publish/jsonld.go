package publish

import (
	"strings"

	"github.com/presse-go/presse"
)

// AppendJSONLD appends the structured data of a story, one JSON object in the vocabulary of
// schema.org, whose page has the breadcrumb. It appends nothing for the zero Release, and for
// one of another Site. The object may be put into a script element as it is.
//
// The type is NewsArticle or what the genre says: ReportageNewsArticle, OpinionNewsArticle,
// LiveBlogPosting for a live blog … A story that somebody paid for is an
// AdvertiserContentArticle, whatever its genre. The authors are those who wrote or reported
// it, with bare names, one in each entry, also where the desk has a line for one ("AFP et
// Reuters", "Par Salma Idrissi"); so are those of pictures. Agencies are organizations; a story
// that names nobody is its source's, else the newspaper's. Only notes of the kind "correction" are corrections. Of a story that
// is not free, there are neither corrections nor entries, number of words or pictures of the
// text.
func (s *Site) AppendJSONLD(dst []byte, r Release) []byte {
	story := s.of(r)
	if story == nil {
		return dst
	}
	w := writers.Get().(*writer)
	kept := w.b
	w.b, w.story, w.facts = dst, story, story.known()
	w.describe(w.facts.schema, true)
	dst, w.b = w.b, kept
	w.done()
	return dst
}

// describe writes the story as an object of a type: the members that Google names (Google
// Search Central, "Article structured data", "Subscription and paywalled content"), then those
// of schema.org that say what a newsroom knows.
func (w *writer) describe(schema string, breadcrumb bool) {
	w.raw(`{"@context":"https://schema.org"`)
	w.text("@type", schema)
	w.members(schema, breadcrumb)
}

// members writes what follows the type.
func (w *writer) members(schema string, breadcrumb bool) {
	w.identity(breadcrumb)
	w.text("datePublished", w.published)
	w.text("dateModified", w.modified)
	w.agents("author", w.authors)
	w.publisher()
	w.pictures(w.images)
	w.access()
	if strings.HasSuffix(schema, news) {
		w.text("dateline", w.a.Dateline.Text) // no other type has it
	}
	w.place()
	w.agents("editor", w.editors)
	w.agents("translator", w.translators)
	w.agents("contributor", w.contributors)
	w.subject()
	w.origin()
	w.sponsor()
	w.recordings("video", "VideoObject", w.videos)
	w.recordings("audio", "AudioObject", w.sounds)
	w.correction()
	if schema == live {
		w.coverage()
	}
	w.end()
}

// articles writes the story in an object of its own, and in another one before it as the
// NewsArticle that it is too, if its type is narrower. Google names three types (Google Search
// Central, "Article structured data": Article, NewsArticle, BlogPosting), of which
// OpinionNewsArticle and the like are subtypes, and programs that look for a NewsArticle
// compare the name: structured-data-testing-tool, for one. One object with both types in an
// array is no way out, since they do not find the name in it either. Both objects have one @id,
// so that they are about one thing (JSON-LD 1.1, "Node Identifiers"). Satire and
// horoscopes are no news, also if somebody paid for them.
func (w *writer) articles() {
	schema := w.facts.schema
	if schema == news || !isNews(schema) || w.genre.Schema != "" && !isNews(w.genre.Schema) {
		w.script(func() { w.describe(schema, false) })
		return
	}
	var from, to int
	w.script(func() {
		w.raw(`{"@context":"https://schema.org","@type":"NewsArticle"`)
		from = len(w.b)
		w.members(news, false)
		to = len(w.b)
	})
	w.script(func() {
		if !strings.HasSuffix(schema, news) {
			w.describe(schema, false)
			return
		}
		w.raw(`{"@context":"https://schema.org"`)
		w.text("@type", schema)
		w.b = append(w.b, w.b[from:to]...) // all but the type is the same
	})
}

// news is the type of a story of which nothing more is known.
const news = "NewsArticle"

// isNews reports whether a type is NewsArticle or a subtype, by whose names schema.org lists
// them, or one that a newspaper has for its news too: a live blog, and what somebody paid for,
// which appears among the news and says so in its other object and by its sponsor.
func isNews(schema string) bool {
	return strings.HasSuffix(schema, news) || schema == live || schema == advertisement
}

// identity writes what the story is called and where it is.
func (w *writer) identity(breadcrumb bool) {
	if w.canonical != "" && strings.IndexByte(w.canonical, '#') < 0 {
		w.key("@id")
		w.fragment(w.canonical, "#article")
	}
	headline := firstVisible(w.a.Headline, w.facts.title)
	w.text("headline", headline)
	if w.facts.title != headline {
		w.text("alternativeHeadline", w.facts.title)
	}
	w.text("description", w.description)
	w.text("url", w.canonical)
	if w.canonical != "" || breadcrumb {
		w.key("mainEntityOfPage")
		w.typed("WebPage")
		w.text("@id", w.canonical)
		if breadcrumb {
			w.key("breadcrumb")
			w.typed("BreadcrumbList")
			w.crumbs()
			w.end()
		}
		w.end()
	}
}

// untitled returns what a story without a headline is called, in heads and in feeds: by the
// beginning of its deck or text, by its kicker, or else as the newspaper.
func (s *story) untitled() string {
	a := presse.Article{Deck: s.a.Deck}
	if !visible(a.Deck) && s.free {
		a.Deck, a.Body = "", printable(s.told().Body)
	}
	return firstVisible(a.Card(entryWords).Excerpt, s.a.Kicker, s.paper())
}

// breadcrumb writes the breadcrumb in an object of its own.
func (w *writer) breadcrumb() {
	w.raw(`{"@context":"https://schema.org","@type":"BreadcrumbList"`)
	w.crumbs()
	w.end()
}

// crumbs writes the steps of the breadcrumb, the story last: at least two, each with a name and
// an address (Google Search Central, "Breadcrumb structured data"). The home page is none,
// unless there is no section.
func (w *writer) crumbs() {
	w.array("itemListElement")
	for i := range w.trail {
		w.typed("ListItem")
		w.count("position", i+1)
		w.text("name", w.trail[i].name)
		w.text("item", w.trail[i].page)
		w.end()
	}
	w.endArray()
}

// access writes whether everybody may read the story, and which elements only subscribers
// see, if not (Google Search Central, "Subscription and paywalled content"). What asks for an
// account or counts visits is not free either. A number of words would tell how long a text
// is that readers do not see.
func (w *writer) access() {
	if w.story.free {
		w.boolean("isAccessibleForFree", true)
		w.count("wordCount", w.words)
		return
	}
	w.boolean("isAccessibleForFree", false)
	if class := w.site.Paywall; class != "" {
		w.key("hasPart")
		w.typed("WebPageElement")
		w.boolean("isAccessibleForFree", false)
		w.text("cssSelector", "."+class)
		w.end()
	}
}

// place writes where the story was written.
func (w *writer) place() {
	if name := w.a.Dateline.Place; strings.TrimSpace(name) != "" {
		w.key("locationCreated")
		w.typed("Place")
		w.text("name", name)
		w.end()
	}
}

// subject writes what the story is about, and in which language.
func (w *writer) subject() {
	w.texts("articleSection", w.facts.sections)
	w.texts("keywords", w.tags)
	if len(w.about) > 0 {
		w.array("about")
		for i := range w.about {
			w.typed(w.about[i].schema)
			w.text("@id", w.about[i].uri)
			w.text("name", w.about[i].name)
			w.end()
		}
		w.endArray()
	}
	w.text("inLanguage", w.facts.lang)
	w.text("expires", w.expiry)
}

// origin writes who has the rights, where wire copy comes from and what a machine made.
func (w *writer) origin() {
	switch notice := w.a.Source.Copyright; {
	case len(w.holders) == 1:
		w.key("copyrightHolder")
		w.agent(&w.holders[0])
		w.text("copyrightNotice", notice)
	case len(w.holders) > 1:
		w.agents("copyrightHolder", w.holders)
		w.text("copyrightNotice", notice)
	case visible(notice):
		w.text("copyrightNotice", notice)
	default:
		w.key("copyrightHolder")
		w.toPublisher()
	}
	w.text("isBasedOn", w.basis)
	switch len(w.sources) {
	case 0:
	case 1:
		w.text("digitalSourceType", w.sources[0])
	default:
		w.texts("digitalSourceType", w.sources)
	}
}

// sponsor writes who paid for the story.
func (w *writer) sponsor() {
	sponsor := &w.a.Sponsor
	if strings.TrimSpace(sponsor.Name) == "" && sponsor.URL == "" {
		return
	}
	w.key("sponsor")
	w.agent(&agent{organization: true, name: sponsor.Name, url: sponsor.URL})
}

// correction writes the corrections.
func (w *writer) correction() {
	if len(w.facts.corrections) == 0 {
		return
	}
	w.array("correction")
	for i := range w.facts.corrections {
		u := &w.facts.corrections[i]
		w.typed("CorrectionComment")
		w.lines("text", u.text)
		w.text("datePublished", u.at)
		w.end()
	}
	w.endArray()
}

// coverage writes when a live blog begins and ends, and its entries (schema.org/LiveBlogPosting).
func (w *writer) coverage() {
	w.text("coverageStartTime", w.from)
	w.text("coverageEndTime", w.facts.until)
	if len(w.entries) == 0 {
		return
	}
	w.array("liveBlogUpdate")
	for i := range w.entries {
		u := &w.entries[i]
		w.typed("BlogPosting")
		w.text("headline", u.headline)
		w.text("datePublished", u.at)
		w.lines("articleBody", u.text)
		w.agents("author", u.authors)
		w.pictures(u.images)
		w.end()
	}
	w.endArray()
}
