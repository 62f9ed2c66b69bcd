package presse

import (
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/address"
	"github.com/presse-go/presse/internal/quote"
	"github.com/presse-go/presse/internal/record"
	"github.com/presse-go/presse/internal/vocabulary"
	"golang.org/x/text/language"
)

// An Article is a newspaper story. The zero Article is an empty draft; Validate
// reports what it lacks before it can be published. A nil *Article is never
// public.
//
// It is a plain value: a copy shares the slices and maps of the original, and
// changing an article while other goroutines read it requires locking.
//
// The JSON names below are stable. A zero field is left out, so a list is never
// null and an instant never in year 1; an instant is written as RFC 3339 with its
// own offset. Members that presse does not know are kept in Unknown, in an article
// and in each of its parts, and written back byte for byte.
//
// Packages for YAML and TOML do not know the JSON names: convert front matter to JSON
// first, as sigs.k8s.io/yaml does.
//
// Do not embed an Article in a struct of your own: its methods would be promoted,
// so that encoding/json, fmt, log/slog and database/sql would see the article alone
// and lose the other fields. Make it a named field instead, as in the example
// “Field”, or keep additional members in Unknown.
type Article struct {
	ID      string `json:"id,omitzero"`      // unique in the newsroom, and never reused
	Version int    `json:"version,omitzero"` // 1, 2, 3 …, counted by the desk; presse only stores it
	Lang    Lang   `json:"lang,omitzero"`    // "fr", "fr-MA", "ar", "zgh"
	Status  Status `json:"status,omitzero"`
	Access  Access `json:"access,omitzero"`

	Slug        string   `json:"slug,omitzero"`         // the last segment of the address: anything that one segment of a path can be
	FormerSlugs []string `json:"former_slugs,omitzero"` // earlier slugs and paths, to redirect from; see ChangeSlug
	URL         string   `json:"url,omitzero"`          // absolute URL of the story, if the site does not derive it from the slug
	Canonical   string   `json:"canonical,omitzero"`    // absolute URL of the page that search engines should index

	Kicker   string            `json:"kicker,omitzero"`   // surtitre: plain text above the headline
	Headline string            `json:"headline,omitzero"` // titre: plain text
	Titles   map[string]string `json:"titles,omitzero"`   // other headlines, plain text: "seo", "social", "short", "push"
	Deck     string            `json:"deck,omitzero"`     // chapô: plain text
	Dateline Dateline          `json:"dateline,omitzero"`
	Byline   Byline            `json:"byline,omitzero"`
	Body     string            `json:"body,omitzero"` // HTML as received: sanitize it before printing it

	Lead  Media   `json:"lead,omitzero"`  // the image next to the headline
	Media []Media `json:"media,omitzero"` // all other images, videos and sounds

	Sections []string  `json:"sections,omitzero"` // slugs or paths of sections
	Primary  string    `json:"primary,omitzero"`  // the main section, as the desk chose it, one of Sections: see Taxonomy.PrimaryOf
	Genre    string    `json:"genre,omitzero"`    // "report", "analysis", "background", "opinion", "editorial", "interview", "feature", "profile", "review", "obituary", "factcheck", "live", "brief", "satire", "advertorial" …, after the genres of the IPTC (cv.iptc.org/newscodes/genre) and of schema.org
	Tags     []string  `json:"tags,omitzero"`     // free keywords, as printed
	Subjects []Subject `json:"subjects,omitzero"` // what the story is about, in shared vocabularies

	Published time.Time `json:"published,omitzero"`  // first publication, past or planned
	Updated   time.Time `json:"updated,omitzero"`    // last change worth telling readers about
	Embargo   time.Time `json:"embargo,omitzero"`    // not public before this instant
	Expiry    time.Time `json:"expiry,omitzero"`     // not public from this instant on
	LiveFrom  time.Time `json:"live_from,omitzero"`  // when live coverage begins; only a live blog has it
	LiveUntil time.Time `json:"live_until,omitzero"` // when it ends; zero if that is not known yet

	Corrections []Note          `json:"corrections,omitzero"` // oldest first
	Live        []Note          `json:"live,omitzero"`        // entries of a live blog, in the desk's order
	Editions    map[Lang]string `json:"editions,omitzero"`    // the same story in other languages: absolute URLs; "x-default" for readers of any other language

	Source       Source   `json:"source,omitzero"`
	Sponsor      Sponsor  `json:"sponsor,omitzero"`
	Machine      []string `json:"machine,omitzero"`       // what a machine wrote or made, as IPTC digital source types (cv.iptc.org/newscodes/digitalsourcetype): "trainedAlgorithmicMedia"
	InternalNote string   `json:"internal_note,omitzero"` // for the newsroom only, never published or logged: "ne pas publier avant relecture"
	NoRelated    bool     `json:"no_related,omitzero"`    // never offered next to another story, for legal reasons
	NoIndex      bool     `json:"no_index,omitzero"`      // search engines are asked to leave it out

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// A Subject is what a story or a section is about, in a shared vocabulary:
// IPTC Media Topics ("medtop", cv.iptc.org/newscodes/mediatopic), Wikidata ("wikidata"),
// or a scheme of the newsroom for people and places. In JSON, a subject may also be a
// string with scheme and code, "medtop:11000000".
type Subject struct {
	Scheme string `json:"scheme,omitzero"` // "medtop", "wikidata", "people", "places"
	Code   string `json:"code,omitzero"`   // "11000000", "Q1017"
	Name   string `json:"name,omitzero"`   // as printed: "politique"

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// A Source is where wire copy comes from.
type Source struct {
	Name      string `json:"name,omitzero"`      // the agency: "AFP"
	Copyright string `json:"copyright,omitzero"` // the notice to print: "© 2026 AFP"
	URI       string `json:"uri,omitzero"`       // identifies the item at the agency
	Urgency   int    `json:"urgency,omitzero"`   // 1, a flash, to 9, as in NewsML and ninjs; 0 if unknown

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// A Sponsor pays for a story, which must say so.
type Sponsor struct {
	Name  string `json:"name,omitzero"` // as printed: "Office du tourisme de Fès"
	URL   string `json:"url,omitzero"`
	Label string `json:"label,omitzero"` // what the page prints: "Contenu proposé par"

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// Media is an image, a video or a sound that goes with a story.
type Media struct {
	ID         string      `json:"id,omitzero"`
	Kind       string      `json:"kind,omitzero"` // "image" (also if empty), "video", "audio" or "graphic"
	URL        string      `json:"url,omitzero"`
	Type       string      `json:"type,omitzero"`       // MIME type: "image/webp"
	Size       int64       `json:"size,omitzero"`       // in bytes; 0 if unknown
	Width      int         `json:"width,omitzero"`      // in pixels; 0 if unknown
	Height     int         `json:"height,omitzero"`     // in pixels; 0 if unknown
	Seconds    float64     `json:"seconds,omitzero"`    // duration; 0 if unknown
	Focus      [2]float64  `json:"focus,omitzero"`      // the point that a crop must keep, as fractions of the width and height from the top left; 0, 0 if unknown
	Renditions []Rendition `json:"renditions,omitzero"` // the same in other sizes and formats
	Caption    string      `json:"caption,omitzero"`
	Alt        string      `json:"alt,omitzero"` // what it shows, for readers who cannot see it
	Credit     Credit      `json:"credit,omitzero"`

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// A Rendition is a picture, video or sound in another size or format.
type Rendition struct {
	URL    string `json:"url,omitzero"`
	Type   string `json:"type,omitzero"`   // MIME type
	Width  int    `json:"width,omitzero"`  // in pixels; 0 if unknown
	Height int    `json:"height,omitzero"` // in pixels; 0 if unknown

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// A Note is a dated addition to a story: a correction, or an entry of a live blog.
type Note struct {
	ID       string    `json:"id,omitzero"`
	Kind     string    `json:"kind,omitzero"` // "correction", "clarification", "reply" (droit de réponse) or "update"; empty for an entry of a live blog
	At       time.Time `json:"at,omitzero"`
	Headline string    `json:"headline,omitzero"`
	Body     string    `json:"body,omitzero"`  // HTML as received
	Media    []Media   `json:"media,omitzero"` // an entry may be a picture alone
	Byline   Byline    `json:"byline,omitzero"`
	Pinned   bool      `json:"pinned,omitzero"` // stays above the other entries

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// MarshalJSON returns the article as a JSON object, unknown members last. A status,
// access or rights of a later version is written in its place. Both kinds of members
// keep their bytes if MarshalJSON is called directly, or by a json.Encoder with
// SetEscapeHTML(false) (which removes the spaces between them); json.Marshal also
// escapes < > and & as \u003c and so on, as it does everywhere.
func (a Article) MarshalJSON() ([]byte, error) { return marshal("write article", a) }

// UnmarshalJSON reads an article and replaces what a held before. Names match
// exactly: "Headline" is an unknown member. It stops at the first fault, an *Error
// whose Field is the path of the value, such as media[2].alt, and leaves a empty.
// (json.Unmarshal checks the syntax first, and reports a fault there as a
// *json.SyntaxError.)
func (a *Article) UnmarshalJSON(data []byte) error {
	return unmarshal("read article", data, a)
}

// MarshalJSON does for a Media what [Article.MarshalJSON] does for an Article.
func (m Media) MarshalJSON() ([]byte, error) { return marshal("write media", m) }

// UnmarshalJSON reads an object, or a string, the URL.
func (m *Media) UnmarshalJSON(data []byte) error { return unmarshal("read media", data, m) }

// MarshalJSON does for a Note what [Article.MarshalJSON] does for an Article.
func (n Note) MarshalJSON() ([]byte, error) { return marshal("write note", n) }

// UnmarshalJSON does for a Note what [Article.UnmarshalJSON] does for an Article.
func (n *Note) UnmarshalJSON(data []byte) error { return unmarshal("read note", data, n) }

// MarshalJSON does for a Rendition what [Article.MarshalJSON] does for an Article.
func (r Rendition) MarshalJSON() ([]byte, error) { return marshal("write rendition", r) }

// UnmarshalJSON reads an object, or a string, the URL.
func (r *Rendition) UnmarshalJSON(data []byte) error { return unmarshal("read rendition", data, r) }

// MarshalJSON does for a Subject what [Article.MarshalJSON] does for an Article.
func (s Subject) MarshalJSON() ([]byte, error) { return marshal("write subject", s) }

// UnmarshalJSON reads an object, or a string with scheme and code.
func (s *Subject) UnmarshalJSON(data []byte) error { return unmarshal("read subject", data, s) }

// MarshalJSON does for a Source what [Article.MarshalJSON] does for an Article.
func (s Source) MarshalJSON() ([]byte, error) { return marshal("write source", s) }

// UnmarshalJSON reads an object, or a string, the name.
func (s *Source) UnmarshalJSON(data []byte) error { return unmarshal("read source", data, s) }

// MarshalJSON does for a Sponsor what [Article.MarshalJSON] does for an Article.
func (s Sponsor) MarshalJSON() ([]byte, error) { return marshal("write sponsor", s) }

// UnmarshalJSON does for a Sponsor what [Article.UnmarshalJSON] does for an Article.
func (s *Sponsor) UnmarshalJSON(data []byte) error { return unmarshal("read sponsor", data, s) }

// ChangeSlug gives the story another slug. Unless the story is a draft or in review, the
// old slug is added to FormerSlugs so that its address can be redirected; so is that of a
// story whose status only a later version of presse knows. An old slug is added even if it
// could not be a new one, since it has spaces or encoded slashes ("mon titre", "a%2Fb"), but
// not if no address can end in it: an empty one, "a/b", "a?b", one with a control character
// or with a % that begins no escape, and one of more than 255 bytes. A slug that is used
// again, in any spelling, is removed from FormerSlugs. It is an error if slug cannot be a
// segment of a path, or has a space; it need not be one that [Slug] makes. See [SameAddress]
// for the spellings.
func (a *Article) ChangeSlug(slug string) error {
	const op = "change article"
	if a == nil {
		return &Error{Op: op, Err: errNil}
	}
	if err := address.Valid(slug); err != nil {
		return &Error{Op: op, Field: "slug", Value: quote.Short(slug), Err: err}
	}
	// Cloned, since a copy of the article may share the slice.
	former := slices.DeleteFunc(slices.Clone(a.FormerSlugs), func(s string) bool {
		return SameAddress(s, slug) || SameAddress(s, a.Slug)
	})
	_, kept := a.Unknown["status"] // of a later version, which may have been public
	known := a.Status >= StatusScheduled || kept
	segment := !strings.Contains(a.Slug, "/") && address.ValidFormer(a.Slug) == nil
	if known && segment && !SameAddress(slug, a.Slug) {
		former = append(former, a.Slug)
	}
	a.Slug, a.FormerSlugs = slug, former
	return nil
}

// maxHeadline is the number of characters of a headline that search results show, as
// Google's documentation of Article had it until 2022.
const maxHeadline = 110

// Validate reports everything that must be fixed before the story can be
// published, as *Errors joined in the order of the fields. It returns nil if there
// is nothing. A draft may still lack its headline, slug and date. What can be
// published, but should be improved, is for [Article.Warnings].
func (a *Article) Validate() error {
	c := check{op: "validate article"}
	if a == nil {
		return &Error{Op: c.op, Err: errNil}
	}
	public := a.Status >= StatusScheduled
	c.want(a.ID != "", "id", "", errEmpty)
	c.want(a.Version >= 0, "version", fmt.Sprint(a.Version), errNegative)
	c.want(a.Lang == "" || a.Lang.valid(), "lang", string(a.Lang), errLang)
	wantWord(&c, statusWords, a.Status, "status")
	wantWord(&c, accessWords, a.Access, "access")

	c.want(a.Slug != "" || !public, "slug", "", errEmpty)
	if a.Slug != "" {
		c.none(address.Valid(a.Slug), "slug", a.Slug)
	}
	for i, s := range a.FormerSlugs {
		field := fmt.Sprintf("former_slugs[%d]", i)
		c.none(address.ValidFormer(strings.TrimSuffix(s, "/")), field, s) // WordPress's paths end in a slash
		c.want(a.Slug == "" || !SameAddress(s, a.Slug), field, s, errors.New("the current slug"))
	}
	c.want(a.URL == "" || absolute(a.URL), "url", a.URL, errURL)
	c.want(a.Canonical == "" || absolute(a.Canonical), "canonical", a.Canonical, errURL)
	c.want(!public || strings.ContainsFunc(a.Headline, isVisible), "headline", a.Headline, errEmpty)
	c.text("kicker", a.Kicker)
	c.text("headline", a.Headline)
	c.text("deck", a.Deck)
	c.text("body", a.Body)
	c.byline("byline", a.Byline)
	c.media("lead", a.Lead)
	c.list("media", a.Media)
	for i, s := range a.Sections {
		c.none(address.ValidPath(s), fmt.Sprintf("sections[%d]", i), s)
	}
	isPrimary := func(s string) bool { return sameSection(s, a.Primary) }
	c.want(a.Primary == "" || slices.ContainsFunc(a.Sections, isPrimary), "primary", a.Primary, errors.New("not one of the sections"))
	for i, t := range a.Tags {
		c.want(strings.TrimSpace(t) != "", fmt.Sprintf("tags[%d]", i), t, errEmpty)
	}
	c.subjects("subjects", a.Subjects)

	c.year("published", a.Published)
	c.year("updated", a.Updated)
	c.year("embargo", a.Embargo)
	c.year("expiry", a.Expiry)
	c.year("live_from", a.LiveFrom)
	c.year("live_until", a.LiveUntil)
	c.want(!a.Published.IsZero() || !public || a.Status == StatusRestricted, "published", "", errEmpty)
	c.want(a.Expiry.IsZero() || a.Expiry.After(a.Published), "expiry", instant(a.Expiry), errors.New("not after published"))
	c.want(a.Expiry.IsZero() || a.Expiry.After(a.Embargo), "expiry", instant(a.Expiry), errors.New("not after embargo"))
	c.want(a.LiveUntil.IsZero() || !a.LiveUntil.Before(a.LiveFrom), "live_until", instant(a.LiveUntil), errors.New("before live_from"))
	c.notes("corrections", a.Corrections)
	c.want(a.Status != StatusCorrected || len(a.Corrections) > 0, "corrections", "", errors.New("a corrected story must say what was wrong"))
	c.notes("live", a.Live)
	seen := make(map[language.Tag]bool)
	for _, lang := range slices.Sorted(maps.Keys(a.Editions)) {
		field, tag := "editions."+string(lang), lang.Tag()
		switch {
		case !lang.valid():
			c.want(false, field, string(lang), errLang)
		case seen[tag]:
			c.want(false, field, string(lang), ErrDuplicate)
		case tag == a.Lang.Tag():
			c.want(false, field, string(lang), errors.New("the language of the story itself"))
		}
		seen[tag] = true
		c.want(absolute(a.Editions[lang]), field, a.Editions[lang], errURL)
	}
	c.want(a.Source.Urgency >= 0 && a.Source.Urgency <= 9, "source.urgency", fmt.Sprint(a.Source.Urgency), errors.New("not from 0 to 9"))
	c.want(a.Sponsor.URL == "" || absolute(a.Sponsor.URL), "sponsor.url", a.Sponsor.URL, errURL)
	return errors.Join(c.faults...)
}

// sameSection reports whether a and b, slugs or paths, may name the same section. A path
// ends in the slug.
func sameSection(a, b string) bool {
	a, b = "/"+address.Key(a), "/"+address.Key(b)
	return strings.HasSuffix(a, b) || strings.HasSuffix(b, a)
}

// isVisible reports whether a reader sees r.
func isVisible(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }

// none adds err as a fault, unless it is nil.
func (c *check) none(err error, field, value string) { c.want(err == nil, field, value, err) }

// text requires text that JSON writes as it is, and HTML and XML can contain.
func (c *check) text(field, s string) {
	c.want(utf8.ValidString(s), field, "", errUTF8)
	c.want(strings.IndexByte(s, 0) < 0, field, "", errors.New("has a zero character"))
}

// year requires an instant that RFC 3339 can write.
func (c *check) year(field string, t time.Time) {
	y := t.Year()
	c.want(y >= 0 && y <= 9999, field, strconv.Itoa(y), errors.New("not a year from 0 to 9999"))
}

// list checks media that must have an address.
func (c *check) list(field string, list []Media) {
	for i, m := range list {
		at := fmt.Sprintf("%s[%d]", field, i)
		c.want(m.URL != "", at+".url", "", errEmpty)
		c.media(at, m)
	}
}

func (c *check) media(field string, m Media) {
	isURL := func(field, s string) {
		u, err := url.Parse(s)
		c.want(err == nil && (u.Scheme == "" || isWeb(u)), field, s, errors.New("not an http or https URL"))
	}
	isSize := func(field string, n int64) { c.want(n >= 0, field, fmt.Sprint(n), errNegative) }
	isURL(field+".url", m.URL)
	isSize(field+".size", m.Size)
	isSize(field+".width", int64(m.Width))
	isSize(field+".height", int64(m.Height))
	c.want(m.Seconds >= 0 && !math.IsInf(m.Seconds, 0), field+".seconds", fmt.Sprint(m.Seconds), errors.New("not a duration"))
	for i, x := range m.Focus {
		c.want(x >= 0 && x <= 1, fmt.Sprintf("%s.focus[%d]", field, i), fmt.Sprint(x), errors.New("not from 0 to 1"))
	}
	for i, r := range m.Renditions {
		at := fmt.Sprintf("%s.renditions[%d]", field, i)
		c.want(r.URL != "", at+".url", "", errEmpty)
		isURL(at+".url", r.URL)
		isSize(at+".width", int64(r.Width))
		isSize(at+".height", int64(r.Height))
	}
	c.text(field+".caption", m.Caption)
	c.text(field+".alt", m.Alt)
	wantWord(c, rightsWords, m.Credit.Rights, field+".credit.rights")
	c.year(field+".credit.expiry", m.Credit.Expiry)
	c.want(m.Credit.License == "" || absolute(m.Credit.License), field+".credit.license", m.Credit.License, errURL)
}

func (c *check) byline(field string, b Byline) {
	for i, p := range b.People {
		c.want(p.URL == "" || absolute(p.URL), fmt.Sprintf("%s.people[%d].url", field, i), p.URL, errURL)
	}
}

func (c *check) subjects(field string, list []Subject) {
	for i, s := range list {
		at := fmt.Sprintf("%s[%d]", field, i)
		c.want(s.Code != "" || strings.TrimSpace(s.Name) != "", at, "", errEmpty)
		c.want(s.Scheme != "medtop" || s.Code == "" || isMediaTopic(s.Code), at+".code", s.Code, errMediaTopic)
	}
}

func (c *check) notes(field string, notes []Note) {
	ids := make(map[string]bool)
	for i, n := range notes {
		at := fmt.Sprintf("%s[%d]", field, i)
		c.want(n.ID == "" || !ids[n.ID], at+".id", n.ID, ErrDuplicate)
		ids[n.ID] = true
		c.year(at+".at", n.At)
		c.text(at+".headline", n.Headline)
		c.text(at+".body", n.Body)
		c.want(n.Body != "" || n.Headline != "" || len(n.Media) > 0, at+".body", "", errEmpty)
		c.list(at+".media", n.Media)
		c.byline(at+".byline", n.Byline)
	}
}

// Warnings lists what a careful desk would improve but may publish as it is.
func (a *Article) Warnings() []*Error {
	const op = "review article"
	if a == nil {
		return []*Error{{Op: op, Err: errNil}}
	}
	var found []*Error
	warn := func(ok bool, field, value, text string) {
		if !ok {
			found = append(found, &Error{Op: op, Field: field, Value: quote.Short(value), Err: errors.New(text)})
		}
	}
	twice := func(field string, list []string, key func(string) string) {
		seen := make(map[string]bool, len(list))
		for i, s := range list {
			warn(!seen[key(s)], fmt.Sprintf("%s[%d]", field, i), s, "listed twice")
			seen[key(s)] = true
		}
	}
	warn(a.Lang != "", "lang", "", "empty: the direction of the text and its related stories depend on it")
	if word, kept := a.Unknown["status"]; kept {
		warn(a.Status != StatusDraft, "status", string(word), "unknown word, read as a draft")
	}
	if word, kept := a.Unknown["access"]; kept {
		warn(a.Access != AccessPaid, "access", string(word), "unknown word, read as paid")
	}
	warn(a.Slug == "" || IsSlug(a.Slug), "slug", a.Slug, "not as Slug writes it")
	twice("former_slugs", a.FormerSlugs, address.Key)
	warn(!strings.ContainsAny(a.Headline, "<>"), "headline", "", "looks like HTML, should be plain text")
	warn(utf8.RuneCountInString(a.Headline) <= maxHeadline, "headline", "", "longer than 110 characters: search engines cut it")
	warn(a.Deck != "", "deck", "", "no deck")
	warn(a.Byline.Text != "" || len(a.Byline.People)+len(a.Byline.Agencies) > 0, "byline", "", "no byline")
	warn(a.Body != "", "body", "", "no text")
	warn(a.Lead.URL != "", "lead.url", "", "no image")
	media := func(field string, m Media) {
		warn(m.Kind == "" || slices.Contains(vocabulary.MediaKinds, m.Kind), field+".kind", m.Kind, record.UnknownWord(vocabulary.MediaKinds).Error())
		warn(m.Alt != "" || m.Kind == "audio", field+".alt", "", "no text for readers who cannot see it")
		warn(m.Credit.Text != "" || m.Credit.Rights != RightsUnknown, field+".credit", "", "no credit")
	}
	if a.Lead.URL != "" {
		media("lead", a.Lead)
	}
	for i, m := range a.Media {
		media(fmt.Sprintf("media[%d]", i), m)
	}
	warn(len(a.Sections) > 0, "sections", "", "in no section")
	twice("sections", a.Sections, address.Key)
	_, known := vocabulary.GenreOf(a.Genre)
	warn(a.Genre == "" || known, "genre", a.Genre, record.UnknownWord(vocabulary.Genres()).Error())
	twice("tags", a.Tags, func(tag string) string { return strings.ToLower(Fold(tag)) })
	warn(a.Updated.IsZero() || !a.Updated.Before(a.Published), "updated", instant(a.Updated), "before published")
	for i, n := range a.Corrections {
		warn(!n.At.IsZero(), fmt.Sprintf("corrections[%d].at", i), "", "no date")
		warn(n.Kind == "" || slices.Contains(vocabulary.NoteKinds, n.Kind), fmt.Sprintf("corrections[%d].kind", i), n.Kind,
			record.UnknownWord(vocabulary.NoteKinds).Error())
	}
	isCorrection := func(n Note) bool { return n.Kind == "" || n.Kind == "correction" }
	warn(a.Status == StatusCorrected || !slices.ContainsFunc(a.Corrections, isCorrection), "corrections", "", "the status does not say that the story was corrected")
	for i, n := range a.Live {
		warn(!n.At.IsZero(), fmt.Sprintf("live[%d].at", i), "", "no date")
	}
	warn(a.Sponsor.Name == "" && a.Sponsor.URL == "" || a.Sponsor.Label != "", "sponsor.label", "", "empty: paid content must say so")
	for i, m := range a.Machine {
		warn(slices.Contains(vocabulary.DigitalSources, m), fmt.Sprintf("machine[%d]", i), m, "not an IPTC digital source type")
	}
	return found
}

// CheckEditions checks that the editions of a story name each other, which search
// engines require of hreflang: each address in Editions must be the Canonical of
// one of others, in that language, whose Editions name a in turn. The page for
// "x-default", which is in no language, need not. Nil articles among others are
// skipped. All faults are joined.
func (a *Article) CheckEditions(others ...*Article) error {
	c := check{op: "check editions"}
	if a == nil {
		return &Error{Op: c.op, Err: errNil}
	}
	c.want(a.Canonical != "" || len(a.Editions) == 0, "canonical", "", errEmpty)
	for _, lang := range slices.Sorted(maps.Keys(a.Editions)) {
		field, page := "editions."+string(lang), a.Editions[lang]
		if lang == "x-default" {
			continue
		}
		i := slices.IndexFunc(others, func(o *Article) bool { return o != nil && SameAddress(o.Canonical, page) })
		if i < 0 {
			c.want(false, field, page, ErrNotFound)
			continue
		}
		back := others[i].Editions[a.Lang]
		c.want(others[i].Lang == lang, field, page, fmt.Errorf("the language of that page is %q", others[i].Lang))
		c.want(SameAddress(back, a.Canonical), field, page, fmt.Errorf("that page names %q as its edition in %q", back, a.Lang))
	}
	return errors.Join(c.faults...)
}

// A Card is what a list of stories shows of one: plain text and an image.
type Card struct {
	ID        string    `json:"id,omitzero"`
	Slug      string    `json:"slug,omitzero"`
	Lang      Lang      `json:"lang,omitzero"`
	Access    Access    `json:"access,omitzero"`
	Sections  []string  `json:"sections,omitzero"` // slugs or paths
	Headline  string    `json:"headline,omitzero"`
	Excerpt   string    `json:"excerpt,omitzero"`
	Image     Media     `json:"image,omitzero"`
	Published time.Time `json:"published,omitzero"`
}

// Card returns a card with an excerpt of at most the given number of words: of the
// deck, which was written to be read alone, or of the body without its dateline if
// there is no deck. It does not check whether the story may be shown: see Public.
// The card of a nil *Article is empty.
func (a *Article) Card(words int) Card {
	if a == nil {
		return Card{}
	}
	text := a.Deck
	if text == "" {
		_, text = ParseDateline(prose(a.Body))
	}
	excerpt := Text(text).Excerpt(words)
	return Card{a.ID, a.Slug, a.Lang, a.Access, a.Sections, a.Headline, excerpt, a.Lead, a.Published}
}

func absolute(address string) bool {
	u, err := url.Parse(address)
	return err == nil && isWeb(u) && u.Host != ""
}

func isWeb(u *url.URL) bool { return u.Scheme == "http" || u.Scheme == "https" }

// parseSubject reads a subject written as scheme and code, "medtop:11000000"; any other
// text is a name.
func parseSubject(text string) Subject {
	scheme, code, found := strings.Cut(text, ":")
	if !found || scheme == "" || code == "" || strings.ContainsAny(text, " /") {
		return Subject{Name: text}
	}
	return Subject{Scheme: scheme, Code: code}
}

// same reports whether two subjects are one: by scheme and code, or by name without them.
func (s Subject) same(other Subject) bool {
	if s.Code == "" && other.Code == "" {
		return s.Name == other.Name
	}
	return s.Scheme == other.Scheme && s.Code == other.Code
}

var errMediaTopic = errors.New("not the code of an IPTC Media Topic, such as 11000000")

// isMediaTopic reports whether code has the right form. The IPTC adds and retires codes
// twice a year, so whether it exists is not checked.
func isMediaTopic(code string) bool {
	return len(code) == 8 && strings.Trim(code, "0123456789") == ""
}

// Value returns the article as JSON, to be stored in a database.
func (a Article) Value() (driver.Value, error) {
	text, err := a.MarshalJSON()
	if err != nil {
		return nil, err
	}
	return string(text), nil
}

// Scan reads an article from JSON in a database; NULL is the zero Article.
func (a *Article) Scan(src any) error {
	const op = "read article"
	if a == nil {
		return &Error{Op: op, Err: errNil}
	}
	text, err := record.Text(src)
	if err != nil {
		return recordError(op, err)
	}
	if src == nil {
		*a = Article{}
		return nil
	}
	return a.UnmarshalJSON([]byte(text))
}
