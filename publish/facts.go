package publish

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/markup"
	"github.com/presse-go/presse/internal/quote"
	"github.com/presse-go/presse/internal/vocabulary"
)

// A head holds the facts of a page, once they are needed.
type head struct {
	once  sync.Once
	facts *facts
}

// Facts are what the head of a page says and takes time to find out. What is left out is
// reported when they are found, once for each Release.
type facts struct {
	title, social, description string // of search results, of social networks
	summary                    string // description, or what stands in for it where there must be one

	lang      string // BCP 47
	links     []link
	locale    string
	locales   []string // of the editions
	schema    string   // type of schema.org
	published string   // RFC 3339
	modified  string   // RFC 3339, not before published
	expiry    string   // RFC 3339
	from      string   // RFC 3339: when live coverage begins
	until     string   // RFC 3339: when it ends

	trail    []crumb
	tags     []string // each once
	section  string   // the main one
	sections []string // subjects only, the main one first
	about    []topic
	holders  []agent  // of the rights to the text, if it is another's
	basis    string   // absolute URI of what the source calls the item
	sources  []string // URLs of schema.org/IPTCDigitalSourceEnumeration

	credited
	words       int
	corrections []update
	entries     []update // of a live blog

	images         []presse.Media           // in the order of the page, with credits as in credits
	videos, sounds []recording              // likewise
	credits        map[string]presse.Credit // with bare names, by the URL of the picture, video or sound
	share          presse.Media             // image for sharing, with a text for those who cannot see it
	account        string                   // on X, of the first author who has one

	homePage   string      // of the newspaper: absolute URI
	identities []string    // absolute URIs
	policies   [][2]string // property, absolute URI
}

// A crumb is a step of the breadcrumb.
type crumb struct{ name, page string }

// A recording is a video or a sound, as a file or at the address of a player.
type recording struct {
	presse.Media
	player bool
}

// A topic is something that the story is about.
type topic struct{ schema, name, uri string }

// An update is a note as text: a correction, or an entry of a live blog.
type update struct {
	id, headline, text, at string
	authors                []agent
	images                 []presse.Media
}

var (
	errNoGenre   = errors.New("not a genre that presse knows: a NewsArticle")
	errNoSource  = errors.New("not an IPTC digital source type")
	errNoTopic   = errors.New("neither a name nor a code that has a URI")
	errEndsEarly = errors.New("before live coverage begins, and so left out")
	errNoPolicy  = errors.New("not a property of schema.org/NewsMediaOrganization that is a policy")
)

// excerptWords is the length of a description that is made from the text. Google shows as much
// as fits the line, on a desktop about 160 characters; so many words are 155 on average, of
// 2,000 stories in French, and 152 in Arabic.
const excerptWords = 25

// known returns the facts of the story.
func (s *story) known() *facts {
	s.head.once.Do(func() { s.head.facts = s.find() })
	return s.head.facts
}

// find finds out the facts of the story.
func (s *story) find() *facts {
	a, n := &s.a, new(naming)
	f := &facts{
		lang: tag(s.lang()), credited: s.byline(n, a.Byline, func() string { return "byline" }),
		policies: s.policies(),
	}
	if f.title = firstVisible(a.Titles["seo"], a.Headline, a.Titles["short"], a.Titles["social"]); f.title == "" {
		f.title = s.untitled()
	}
	f.homePage = s.home()
	for _, raw := range s.site.SameAs {
		f.identities = append(f.identities, s.resolve("same_as", raw))
	}
	f.social = firstVisible(a.Titles["social"], a.Headline, f.title)
	if f.description = firstVisible(a.Deck); f.description == "" && s.free {
		f.description = presse.Excerpt(printable(s.told().Body), excerptWords)
	}
	f.summary = firstVisible(f.description, a.Kicker, f.social)
	if s.page == "" && s.fault == errNoURL { // else Release told it
		s.lose(presse.LossDropped, "url", "", s.fault)
	}
	f.links = s.links()
	f.locale, f.locales = s.locales()
	for _, p := range a.Byline.People {
		if f.account == "" && account.MatchString(p.Handle) {
			f.account = p.Handle
		}
	}
	var source credited
	for _, one := range n.agencies(a.Source.Name) {
		source.add("", agent{organization: one.organization, name: one.text})
	}
	f.holders = source.authors
	f.tags = distinct(a.Tags)
	f.schema = s.schema()
	s.times(f)
	s.sections(f)
	s.subjects(f)
	s.media(f, n)
	s.notes(f, n)
	if s.free {
		f.words = presse.WordCount(s.told().Body)
	}
	if len(f.authors) == 0 {
		f.authors = s.unsigned(f.holders)
	}
	return f
}

// told returns the story with the text that is told of it: that of the desk, which takes no time,
// unless pictures past Credit.Expiry, and what goes with them, have to be left out.
func (s *story) told() *presse.Article {
	if s.expired != nil {
		return s.public()
	}
	return &s.a
}

// distinct returns the texts of which a reader sees something, each once.
func distinct(list []string) (out []string) {
	seen := make(map[string]bool, len(list))
	for _, text := range list {
		if text = strings.TrimSpace(text); visible(text) && !seen[text] {
			seen[text] = true
			out = append(out, text)
		}
	}
	return out
}

// sponsored reports whether somebody paid for the story. A genre in another spelling, of which
// [presse.Article.Warnings] warns, is no reason to call it news.
func (s *story) sponsored() bool {
	return s.a.Sponsor.Name != "" || s.a.Sponsor.URL != "" || s.a.Sponsor.Label != "" || s.genre.Schema == advertisement
}

// isLive reports whether the story is a live blog. Of one that is not free, the entries are
// not known here.
func (s *story) isLive() bool {
	return s.genre.Schema == live || !s.a.LiveFrom.IsZero() || len(s.a.Live) > 0
}

// Types of schema.org that do not depend on the genre alone.
const (
	live          = "LiveBlogPosting"
	advertisement = "AdvertiserContentArticle"
)

// schema returns the type of the story in schema.org. What is paid for says so, whatever
// else it is.
func (s *story) schema() string {
	switch {
	case s.sponsored():
		return advertisement
	case s.isLive():
		return live
	case s.genre.Schema != "":
		return s.genre.Schema
	case s.a.Genre != "":
		s.lose(presse.LossChanged, "genre", s.a.Genre, errNoGenre)
	}
	return news
}

// unsigned returns who answers for a story without a name: those it comes from, else the
// newspaper.
func (s *story) unsigned(source []agent) []agent {
	if len(source) > 0 {
		return source
	}
	return []agent{{organization: true, name: s.paper(), url: s.home()}}
}

func (s *story) home() string { return homePage(s.base) }

// homePage returns the absolute URI of the home page, without a fragment. An empty path is the path
// of the root (RFC 3986, section 6.2.3).
func homePage(base *url.URL) string {
	u := *base
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String()
}

// paper returns the name of the newspaper, else the host of its home page.
func (s *story) paper() string { return firstVisible(s.site.Name, s.base.Hostname()) }

// times sets the instants. Google wants their zone (Article structured data, datePublished).
func (s *story) times(f *facts) {
	a := &s.a
	f.published, f.modified, f.expiry = instant(a.Published), instant(changed(a)), instant(a.Expiry)
	f.from = cmp.Or(instant(a.LiveFrom), f.published)
	if s.endsEarly() {
		s.lose(presse.LossDropped, "live_until", "", errEndsEarly)
		return
	}
	f.until = instant(a.LiveUntil)
}

// endsEarly reports whether live coverage ends before it begins.
func (s *story) endsEarly() bool {
	from := s.a.LiveFrom
	if from.IsZero() {
		from = s.a.Published
	}
	return !s.a.LiveUntil.IsZero() && s.a.LiveUntil.Before(from)
}

// latest returns the instant of the last note.
func latest(notes []presse.Note) (last time.Time) {
	for _, n := range notes {
		if n.At.After(last) {
			last = n.At
		}
	}
	return last
}

// instant returns t as appendTime writes it, "" if it is zero.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return string(appendTime(nil, t))
}

// sections sets the breadcrumb and the sections that are subjects. Placements and formats say
// where a story is shown and what it is, not what it is about.
func (s *story) sections(f *facts) {
	t := s.site.Taxonomy
	main, _ := t.PrimaryOf(&s.a)
	for _, section := range t.Breadcrumb(main.Path) {
		f.trail = append(f.trail, crumb{firstVisible(section.Label(s.lang())), s.front(section)})
	}
	if last := len(f.trail) - 1; last >= 0 {
		f.section = f.trail[last].name
		f.sections = append(f.sections, f.section)
	} else {
		f.trail = append(f.trail, crumb{s.paper(), f.homePage})
	}
	f.trail = append(f.trail, crumb{firstVisible(s.a.Titles["short"], s.a.Headline, f.title), s.canonical})
	seen := map[string]bool{f.section: true}
	for i, given := range s.a.Sections {
		path, _, err := t.Resolve(given)
		if err != nil {
			if t.Len() > 0 {
				s.lose(presse.LossDropped, indexed("sections", i), given, err)
			}
			continue
		}
		if path == main.Path {
			continue
		}
		if section, ok := t.Section(path); ok && section.Kind == presse.KindSubject {
			if label := firstVisible(section.Label(s.lang())); !seen[label] {
				seen[label] = true
				f.sections = append(f.sections, label)
			}
		}
	}
}

// front returns the absolute URI of the front of a section.
func (s *story) front(section presse.Section) string {
	raw := "/" + section.Path
	if f := s.site.SectionURL; f != nil {
		raw = f(section)
	}
	return s.resolve("sections", raw)
}

// subjects sets what the story is about.
func (s *story) subjects(f *facts) {
	for i, subject := range s.a.Subjects {
		one := topic{schema: "Thing", name: strings.TrimSpace(subject.Name)}
		switch subject.Scheme {
		case "people":
			one.schema = "Person"
		case "places":
			one.schema = "Place"
		case "wikidata": // wikidata.org/wiki/Wikidata:Data_access, "Linked Data interface": the URI of the concept
			if number, ok := strings.CutPrefix(subject.Code, "Q"); ok && isNumber(number) {
				one.uri = "http://www.wikidata.org/entity/" + subject.Code
			}
		case "medtop": // cv.iptc.org/newscodes/mediatopic: the URI of the concept
			if len(subject.Code) == len("11000000") && isNumber(subject.Code) {
				one.uri = "http://cv.iptc.org/newscodes/mediatopic/" + subject.Code
			}
		}
		if one.name == "" && one.uri == "" {
			s.lose(presse.LossDropped, indexed("subjects", i), subject.Scheme+":"+subject.Code, errNoTopic)
			continue
		}
		f.about = append(f.about, one)
	}
	if uri := s.a.Source.URI; uri != "" {
		f.basis, _ = absolute(nil, uri) // others, such as tag and urn, are no addresses
	}
	for i, code := range s.a.Machine {
		uri := vocabulary.DigitalSourceSchema(code)
		if uri == "" {
			s.lose(presse.LossDropped, indexed("machine", i), code, errNoSource)
			continue
		}
		f.sources = append(f.sources, uri)
	}
}

// isNumber reports whether s is digits only.
func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// media sets the pictures, videos and sounds, each address once, and the image for sharing.
func (s *story) media(f *facts, n *naming) {
	f.credits = make(map[string]presse.Credit)
	add := func(field string, m presse.Media) {
		if _, seen := f.credits[m.URL]; seen || m.URL == "" {
			return
		}
		m.Credit = s.credit(n, m.Credit, func() string { return field })
		f.credits[m.URL] = m.Credit
		switch m.Kind {
		case "video":
			f.videos = append(f.videos, recording{m, markup.Plays(m.URL)})
		case "audio":
			f.sounds = append(f.sounds, recording{m, markup.Plays(m.URL)})
		default:
			f.images = append(f.images, m)
		}
	}
	add("lead", s.a.Lead)
	for i, m := range s.a.Media {
		add(indexed("media", i), m)
	}
	if len(f.images) == 0 && s.image.URL != "" {
		image := s.image
		image.Credit = s.credit(n, image.Credit, func() string { return "image" })
		f.images = append(f.images, image)
	}
	if len(f.images) > 0 {
		f.share = f.images[0]
		f.images = slices.Insert(f.images, 1, shapes(f.share)...)
		f.share.Alt = firstVisible(f.share.Alt, f.share.Caption, f.social)
	}
}

// byline returns whom a byline, which is in a field, names.
func (s *story) byline(n *naming, b presse.Byline, field func() string) credited {
	return n.byline(s, b, func(member string) {
		s.lose(presse.LossDropped, field()+"."+member, "", errNobody)
	})
}

// credit returns the credit of a picture, which is in a field, with bare names.
func (s *story) credit(n *naming, c presse.Credit, field func() string) presse.Credit {
	return n.credit(c, func(member string) {
		s.lose(presse.LossDropped, field()+"."+member, "", errNobody)
	})
}

// shapes returns a picture in the other shapes that it has, the largest of each: Google asks for
// several, best 16x9, 4x3 and 1x1 (Article structured data, image).
func shapes(m presse.Media) (list []presse.Media) {
	ratio := func(width, height int) float64 { return float64(width) / float64(height) }
	alike := func(width, height int, n presse.Media) bool {
		r := ratio(width, height) / ratio(n.Width, n.Height)
		return r > 0.99 && r < 1.01 // whole pixels
	}
	if m.Width <= 0 || m.Height <= 0 {
		return nil
	}
	for _, r := range m.Renditions {
		if r.URL == "" || r.Width <= 0 || r.Height <= 0 || float64(r.Width)*float64(r.Height) < minPixels || alike(r.Width, r.Height, m) {
			continue
		}
		other := m
		other.URL, other.Type, other.Width, other.Height = r.URL, r.Type, r.Width, r.Height
		i := slices.IndexFunc(list, func(n presse.Media) bool { return alike(r.Width, r.Height, n) })
		switch {
		case i < 0:
			list = append(list, other)
		case r.Width > list[i].Width:
			list[i] = other
		}
	}
	return list
}

// notes sets the corrections, and the entries of a live blog, in the order of the desk. What
// is precise, an answer or an update is no correction, which says that the story was wrong.
// A note without a kind is one, as in [presse.Article.Warnings].
func (s *story) notes(f *facts, n *naming) {
	for _, note := range s.told().Corrections {
		if note.Kind != "" && note.Kind != "correction" {
			continue
		}
		if text := firstVisible(presse.PlainText(printable(note.Body)), note.Headline); text != "" {
			f.corrections = append(f.corrections, update{text: text, at: instant(note.At)})
		}
	}
	for i, note := range s.told().Live {
		u := update{id: note.ID, text: presse.PlainText(printable(note.Body)), at: instant(note.At), authors: s.byline(n, note.Byline, func() string { return fmt.Sprintf("live[%d].byline", i) }).authors}
		for j, m := range note.Media {
			if isImage(&m) {
				m.Credit = s.credit(n, m.Credit, func() string { return fmt.Sprintf("live[%d].media[%d]", i, j) })
				u.images = append(u.images, m)
			}
		}
		u.headline = firstVisible(note.Headline, presse.Excerpt(printable(note.Body), entryWords))
		if u.headline == "" && len(u.images) > 0 {
			u.headline = firstVisible(u.images[0].Caption, u.images[0].Alt)
		}
		f.entries = append(f.entries, u)
	}
}

// entryWords is the length of the headline that an entry of a live blog gets if it has none:
// about half the length of a description, which fits the line of a search result.
const entryWords = 12

// policies returns the policies of the newspaper, in the order of their names.
func (s *story) policies() (list [][2]string) {
	for _, name := range slices.Sorted(maps.Keys(s.site.Policies)) {
		if !isPolicy(name) {
			s.lose(presse.LossDropped, "policies."+quote.Short(name), "", errNoPolicy)
			continue
		}
		if uri := s.resolve("policies."+name, s.site.Policies[name]); uri != "" {
			list = append(list, [2]string{name, uri})
		}
	}
	return list
}

// isPolicy reports whether a property is that of a policy.
func isPolicy(name string) bool { return slices.Contains(policyNames, name) }

// policyNames are the properties of schema.org/NewsMediaOrganization that are the addresses of
// a policy or of a page about the newspaper, its own and those of Organization.
var policyNames = []string{
	"actionableFeedbackPolicy", "correctionsPolicy", "diversityPolicy", "diversityStaffingReport", "ethicsPolicy", "masthead",
	"missionCoveragePrioritiesPolicy", "noBylinesPolicy", "ownershipFundingInfo", "publishingPrinciples", "unnamedSourcesPolicy",
	"verificationFactCheckingPolicy",
}
