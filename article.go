package presse

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

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
// Do not embed an Article in a struct of your own: its methods would be promoted,
// so that encoding/json, log/slog and database/sql would see the article alone
// and lose the other fields. Make it a named field instead, as in the example
// “Field”, or keep additional members in Unknown.
type Article struct {
	ID      string `json:"id,omitzero"`      // unique in the newsroom, and never reused
	Version int    `json:"version,omitzero"` // 1, 2, 3 …, counted by the desk; presse only stores it
	Lang    Lang   `json:"lang,omitzero"`    // "fr", "fr-MA", "ar", "zgh"
	Status  Status `json:"status,omitzero"`
	Access  Access `json:"access,omitzero"`

	Slug        string   `json:"slug,omitzero"`
	FormerSlugs []string `json:"former_slugs,omitzero"` // earlier slugs, to redirect from; see ChangeSlug
	Canonical   string   `json:"canonical,omitzero"`    // absolute URL of the page that search engines should index

	Kicker   string   `json:"kicker,omitzero"`   // surtitre: plain text above the headline
	Headline string   `json:"headline,omitzero"` // titre: plain text
	Deck     string   `json:"deck,omitzero"`     // chapô: plain text
	Dateline Dateline `json:"dateline,omitzero"`
	Byline   Byline   `json:"byline,omitzero"`
	Body     string   `json:"body,omitzero"` // HTML as received: sanitize it before printing it

	Lead  Media   `json:"lead,omitzero"`  // the image next to the headline
	Media []Media `json:"media,omitzero"` // all other images, videos and sounds

	Sections []string `json:"sections,omitzero"` // slugs of sections
	Tags     []string `json:"tags,omitzero"`     // free keywords, as printed

	Published time.Time `json:"published,omitzero"` // first publication, past or planned
	Updated   time.Time `json:"updated,omitzero"`   // last change worth telling readers about
	Embargo   time.Time `json:"embargo,omitzero"`   // not public before this instant
	Expiry    time.Time `json:"expiry,omitzero"`    // not public from this instant on

	Corrections []Note          `json:"corrections,omitzero"` // oldest first
	Live        []Note          `json:"live,omitzero"`        // entries of a live blog, in the desk's order
	Editions    map[Lang]string `json:"editions,omitzero"`    // the same story in other languages: absolute URLs

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// Media is an image, a video or a sound that goes with a story.
type Media struct {
	Kind    string `json:"kind,omitzero"` // "image" (also if empty), "video", "audio" or "graphic"
	URL     string `json:"url,omitzero"`
	Width   int    `json:"width,omitzero"`  // in pixels; 0 if unknown
	Height  int    `json:"height,omitzero"` // in pixels; 0 if unknown
	Caption string `json:"caption,omitzero"`
	Alt     string `json:"alt,omitzero"` // what it shows, for readers who cannot see it
	Credit  Credit `json:"credit,omitzero"`

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// A Note is a dated addition to a story: a correction, or an entry of a live blog.
type Note struct {
	ID       string    `json:"id,omitzero"`
	At       time.Time `json:"at,omitzero"`
	Headline string    `json:"headline,omitzero"`
	Body     string    `json:"body,omitzero"` // HTML as received
	Byline   Byline    `json:"byline,omitzero"`

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// MarshalJSON returns the article as a JSON object, unknown members last. Those
// keep their bytes if MarshalJSON is called directly, or by a json.Encoder with
// SetEscapeHTML(false) (which removes the spaces between them); json.Marshal also
// escapes < > and & as \u003c and so on, as it does everywhere.
func (a Article) MarshalJSON() ([]byte, error) { return marshal("write article", a) }

// UnmarshalJSON reads an article and replaces what a held before. Names match
// exactly: "Headline" is an unknown member. It stops at the first fault, an *Error
// whose Field is the path of the value, such as media[2].alt, and leaves a empty. (json.Unmarshal checks the syntax
// first, and reports a fault there as a *json.SyntaxError.)
func (a *Article) UnmarshalJSON(data []byte) error {
	return unmarshal("read article", data, a, asPrinted)
}

// MarshalJSON does for a Media what [Article.MarshalJSON] does for an Article.
func (m Media) MarshalJSON() ([]byte, error) { return marshal("write media", m) }

// UnmarshalJSON does for a Media what [Article.UnmarshalJSON] does for an Article.
func (m *Media) UnmarshalJSON(data []byte) error { return unmarshal("read media", data, m, asPrinted) }

// MarshalJSON does for a Note what [Article.MarshalJSON] does for an Article.
func (n Note) MarshalJSON() ([]byte, error) { return marshal("write note", n) }

// UnmarshalJSON does for a Note what [Article.UnmarshalJSON] does for an Article.
func (n *Note) UnmarshalJSON(data []byte) error { return unmarshal("read note", data, n, asPrinted) }

// ChangeSlug gives the story another slug. If the story has been scheduled or
// published, the old slug is added to FormerSlugs so that its address can be
// redirected; the address of a draft was never public. A slug that is used again
// is removed from FormerSlugs. It is an error if slug is not one: see [IsSlug].
func (a *Article) ChangeSlug(slug string) error {
	const op = "change slug"
	if a == nil {
		return &Error{Op: op, Err: errNil}
	}
	if !IsSlug(slug) {
		return &Error{Op: op, Field: "slug", Value: shorten(slug), Err: errSlug}
	}
	if slug == a.Slug {
		return nil
	}
	// Cloned, since a copy of the article may share the slice.
	former := slices.DeleteFunc(slices.Clone(a.FormerSlugs), func(s string) bool { return s == slug || s == a.Slug })
	if a.Slug != "" && a.Status >= StatusScheduled {
		former = append(former, a.Slug)
	}
	a.Slug, a.FormerSlugs = slug, former
	return nil
}

// Validate reports everything that must be fixed before the story can be
// published, as *Errors joined in the order of the fields. It returns nil if there
// is nothing. A draft may still lack its headline, slug and date.
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
	c.want(a.Slug == "" || IsSlug(a.Slug), "slug", a.Slug, errSlug)
	c.each("former_slugs", a.FormerSlugs, errSlug, IsSlug)
	i := slices.Index(a.FormerSlugs, a.Slug)
	c.want(a.Slug == "" || i < 0, fmt.Sprintf("former_slugs[%d]", i), a.Slug, errors.New("the current slug"))
	c.want(a.Canonical == "" || absolute(a.Canonical), "canonical", a.Canonical, errURL)
	c.want(strings.TrimSpace(a.Headline) != "" || !public, "headline", a.Headline, errEmpty)
	c.media("lead", a.Lead)
	for i, m := range a.Media {
		field := fmt.Sprintf("media[%d]", i)
		c.want(m.URL != "", field+".url", "", errEmpty)
		c.media(field, m)
	}
	c.each("sections", a.Sections, errSlug, IsSlug)
	c.each("tags", a.Tags, errEmpty, func(s string) bool { return strings.TrimSpace(s) != "" })

	c.want(!a.Published.IsZero() || !public, "published", "", errEmpty)
	c.want(a.Updated.IsZero() || !a.Updated.Before(a.Published), "updated", instant(a.Updated), errors.New("before published"))
	c.want(a.Expiry.IsZero() || a.Expiry.After(a.Published), "expiry", instant(a.Expiry), errors.New("not after published"))
	c.want(a.Expiry.IsZero() || a.Expiry.After(a.Embargo), "expiry", instant(a.Expiry), errors.New("not after embargo"))
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
	return errors.Join(c.faults...)
}

func (c *check) media(field string, m Media) {
	_, err := url.Parse(m.URL)
	c.want(err == nil, field+".url", m.URL, errors.New("not a URL"))
	c.want(m.Width >= 0, field+".width", fmt.Sprint(m.Width), errNegative)
	c.want(m.Height >= 0, field+".height", fmt.Sprint(m.Height), errNegative)
	wantWord(c, rightsWords, m.Credit.Rights, field+".credit.rights")
}

func (c *check) notes(field string, notes []Note) {
	ids := make(map[string]bool)
	for i, n := range notes {
		at := fmt.Sprintf("%s[%d]", field, i)
		c.want(n.ID == "" || !ids[n.ID], at+".id", n.ID, ErrDuplicate)
		ids[n.ID] = true
		c.want(!n.At.IsZero(), at+".at", "", errEmpty)
		c.want(n.Body != "" || n.Headline != "", at+".body", "", errEmpty)
	}
}

// Warnings lists what a careful desk would improve but may publish as it is.
func (a *Article) Warnings() []*Error {
	const op = "review article"
	if a == nil {
		return []*Error{{Op: op, Err: errNil}}
	}
	var found []*Error
	warn := func(ok bool, field, text string) {
		if !ok {
			found = append(found, &Error{Op: op, Field: field, Err: errors.New(text)})
		}
	}
	warn(a.Lang != "", "lang", "empty: the direction of the text and its related stories depend on it")
	warn(!strings.ContainsAny(a.Headline, "<>"), "headline", "looks like HTML, should be plain text")
	warn(a.Deck != "", "deck", "no deck")
	warn(a.Byline.Text != "" || len(a.Byline.People)+len(a.Byline.Agencies) > 0, "byline", "no byline")
	warn(a.Body != "", "body", "no text")
	warn(len(a.Sections) > 0, "sections", "in no section")
	warn(a.Lead.URL != "", "lead.url", "no image")
	media := func(field string, m Media) {
		warn(m.Alt != "" || m.Kind == "audio", field+".alt", "no text for readers who cannot see it")
		warn(m.Credit.Text != "" || m.Credit.Rights != RightsUnknown, field+".credit", "no credit")
	}
	if a.Lead.URL != "" {
		media("lead", a.Lead)
	}
	for i, m := range a.Media {
		media(fmt.Sprintf("media[%d]", i), m)
	}
	warn(len(a.Corrections) == 0 || a.Status == StatusCorrected, "corrections", "the status does not say that the story was corrected")
	return found
}

// CheckEditions checks that the editions of a story name each other, which search
// engines require of hreflang: each address in Editions must be the Canonical of
// one of others, in that language, whose Editions name a in turn. Nil articles
// among others are skipped. All faults are joined.
func (a *Article) CheckEditions(others ...*Article) error {
	c := check{op: "check editions"}
	if a == nil {
		return &Error{Op: c.op, Err: errNil}
	}
	c.want(a.Canonical != "" || len(a.Editions) == 0, "canonical", "", errEmpty)
	for _, lang := range slices.Sorted(maps.Keys(a.Editions)) {
		field, address := "editions."+string(lang), a.Editions[lang]
		i := slices.IndexFunc(others, func(o *Article) bool { return o != nil && o.Canonical == address })
		if i < 0 {
			c.want(false, field, address, ErrNotFound)
			continue
		}
		back := others[i].Editions[a.Lang]
		c.want(others[i].Lang == lang, field, address, fmt.Errorf("the language of that page is %q", others[i].Lang))
		c.want(back == a.Canonical, field, address, fmt.Errorf("that page names %q as its edition in %q", back, a.Lang))
	}
	return errors.Join(c.faults...)
}

// A Card is what a list of stories shows of one: plain text and an image.
type Card struct {
	ID        string    `json:"id,omitzero"`
	Slug      string    `json:"slug,omitzero"`
	Lang      Lang      `json:"lang,omitzero"`
	Access    Access    `json:"access,omitzero"`
	Sections  []string  `json:"sections,omitzero"` // slugs
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
		_, text = ParseDateline(PlainText(a.Body))
	}
	excerpt := Text(text).Excerpt(words)
	return Card{a.ID, a.Slug, a.Lang, a.Access, a.Sections, a.Headline, excerpt, a.Lead, a.Published}
}

// LogValue identifies the story in a log: its ID, version, language, status and
// slug. It holds none of the text, which may be under embargo.
func (a *Article) LogValue() slog.Value {
	if a == nil {
		return slog.StringValue("<nil>")
	}
	return slog.GroupValue(slog.String("id", a.ID), slog.Int("version", a.Version),
		slog.String("lang", string(a.Lang)), slog.String("status", a.Status.String()), slog.String("slug", a.Slug))
}

func absolute(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
