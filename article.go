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
)

// An Article is what a newspaper story is. The zero Article is a draft that
// says nothing; Validate tells what a story still lacks before it may appear.
//
// It is a plain value: a copy shares the slices and maps of the original, and
// whoever changes one while others read it must see to the locking.
//
// The JSON names below are stable. A zero field is left out, so no list is ever
// null and no instant ever year 1; an instant is written in RFC 3339 with its
// own offset. Members that presse does not know are kept in Unknown, here and in
// every part of an article, and written back byte for byte.
type Article struct {
	ID      string `json:"id,omitzero"`      // unique in the newsroom, and for ever
	Version int    `json:"version,omitzero"` // 1, 2, 3 … as the desk saves; presse only keeps it
	Lang    Lang   `json:"lang,omitzero"`    // "fr", "fr-MA", "ar", "zgh"
	Status  Status `json:"status,omitzero"`
	Access  Access `json:"access,omitzero"`

	Slug        string   `json:"slug,omitzero"`
	FormerSlugs []string `json:"former_slugs,omitzero"` // where it once was published, to redirect from; see Rename
	Canonical   string   `json:"canonical,omitzero"`    // absolute URL of the page that search engines should know

	Kicker   string   `json:"kicker,omitzero"`   // surtitre: plain text above the headline
	Headline string   `json:"headline,omitzero"` // titre: plain text
	Deck     string   `json:"deck,omitzero"`     // chapô: plain text
	Dateline Dateline `json:"dateline,omitzero"`
	Byline   Byline   `json:"byline,omitzero"`
	Body     string   `json:"body,omitzero"` // HTML, as it came: sanitize it before it is shown

	Lead  Media   `json:"lead,omitzero"`  // the image shown with the headline
	Media []Media `json:"media,omitzero"` // everything else to look at or listen to

	Sections []string `json:"sections,omitzero"` // slugs of sections
	Tags     []string `json:"tags,omitzero"`     // free words, as printed

	Published time.Time `json:"published,omitzero"` // first publication, or the one that is planned
	Updated   time.Time `json:"updated,omitzero"`   // last change that a reader should know of
	Embargo   time.Time `json:"embargo,omitzero"`   // not to be shown before
	Expiry    time.Time `json:"expiry,omitzero"`    // not to be shown from then on

	Corrections []Note          `json:"corrections,omitzero"` // the newest last
	Live        []Note          `json:"live,omitzero"`        // entries of a live, in the order the desk keeps
	Editions    map[Lang]string `json:"editions,omitzero"`    // the same story in other languages: hreflang to absolute URL

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// Media is an image, a video, a sound: what stands beside the text.
type Media struct {
	Kind    string `json:"kind,omitzero"` // "image" when empty; "video", "audio", "graphic"
	URL     string `json:"url,omitzero"`
	Width   int    `json:"width,omitzero"`  // pixels; 0 when not known
	Height  int    `json:"height,omitzero"` // pixels; 0 when not known
	Caption string `json:"caption,omitzero"`
	Alt     string `json:"alt,omitzero"` // what it shows, for those who do not see it
	Credit  Credit `json:"credit,omitzero"`

	Unknown map[string]json.RawMessage `json:"-"`
}

// A Note is a dated addition to a story: a correction, or an entry of a live.
type Note struct {
	ID       string    `json:"id,omitzero"`
	At       time.Time `json:"at,omitzero"`
	Headline string    `json:"headline,omitzero"`
	Body     string    `json:"body,omitzero"` // HTML; what was wrong and what is right, or what has happened
	Byline   Byline    `json:"byline,omitzero"`

	Unknown map[string]json.RawMessage `json:"-"`
}

// MarshalJSON writes the article with its unknown members last. Called directly,
// or through a json.Encoder with SetEscapeHTML(false), it leaves the unknown
// members' bytes as they came (an Encoder drops spaces between them);
// json.Marshal also turns < > & into \u003c and the like, as it does everywhere.
func (a Article) MarshalJSON() ([]byte, error) { return marshal("write article", a) }

// UnmarshalJSON reads an article; what a held before is gone. Names match
// exactly: "Headline" is an unknown member. A fault is an *Error with the path of
// the value, such as media[2].alt. (json.Unmarshal looks for faults of syntax
// first, and reports these as a *json.SyntaxError.)
func (a *Article) UnmarshalJSON(data []byte) error {
	return unmarshal("read article", data, a, asPrinted)
}

// MarshalJSON is Article.MarshalJSON for this part alone.
func (m Media) MarshalJSON() ([]byte, error) { return marshal("write media", m) }

// UnmarshalJSON is Article.UnmarshalJSON for this part alone.
func (m *Media) UnmarshalJSON(data []byte) error { return unmarshal("read media", data, m, asPrinted) }

// MarshalJSON is Article.MarshalJSON for this part alone.
func (n Note) MarshalJSON() ([]byte, error) { return marshal("write note", n) }

// UnmarshalJSON is Article.UnmarshalJSON for this part alone.
func (n *Note) UnmarshalJSON(data []byte) error { return unmarshal("read note", data, n, asPrinted) }

// ChangeSlug gives the story another slug. The former one joins FormerSlugs, so
// that the old address can be redirected, unless the story is a draft or in
// review and its address known to nobody; a slug that comes back leaves them.
func (a *Article) ChangeSlug(slug string) error {
	if !IsSlug(slug) {
		return &Error{Op: "change slug", Field: "slug", Value: shorten(slug), Err: errSlug}
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

// Validate returns everything that must be mended before the story may appear,
// as *Errors joined in the order of the fields; nil when there is nothing. A
// draft may lack what it will need: its headline, its slug.
func (a *Article) Validate() error {
	c := check{op: "validate article"}
	public := a.Status >= StatusScheduled
	c.want(a.ID != "", "id", "", errEmpty)
	c.want(a.Version >= 0, "version", fmt.Sprint(a.Version), errors.New("below zero"))
	c.want(a.Lang == "" || a.Lang.valid(), "lang", string(a.Lang), errLang)
	c.want(a.Status <= StatusWithdrawn, "status", a.Status.String(), errWord)
	c.want(a.Access <= AccessPaid, "access", a.Access.String(), errWord)

	c.want(a.Slug != "" || !public, "slug", "", errEmpty)
	c.want(a.Slug == "" || IsSlug(a.Slug), "slug", a.Slug, errSlug)
	c.each("former_slugs", a.FormerSlugs, errSlug, func(s string) bool { return IsSlug(s) && s != a.Slug })
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
	c.want(a.Status != StatusCorrected || len(a.Corrections) > 0, "corrections", "", errors.New("a corrected story says what was wrong"))
	c.notes("live", a.Live)
	for _, lang := range slices.Sorted(maps.Keys(a.Editions)) {
		field := "editions." + string(lang)
		c.want(lang.valid(), field, string(lang), errLang)
		c.want(lang != a.Lang, field, string(lang), errors.New("the language of the story itself"))
		c.want(absolute(a.Editions[lang]), field, a.Editions[lang], errURL)
	}
	return errors.Join(c.faults...)
}

func (c *check) media(field string, m Media) {
	_, err := url.Parse(m.URL)
	c.want(err == nil, field+".url", m.URL, errors.New("not a URL"))
	c.want(m.Width >= 0, field+".width", fmt.Sprint(m.Width), errors.New("below zero"))
	c.want(m.Height >= 0, field+".height", fmt.Sprint(m.Height), errors.New("below zero"))
	c.want(m.Credit.Rights <= RightsFree, field+".credit.rights", m.Credit.Rights.String(), errWord)
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

// Warnings returns what a careful desk would still mend, but may let pass.
func (a *Article) Warnings() []*Error {
	var found []*Error
	warn := func(ok bool, field, text string) {
		if !ok {
			found = append(found, &Error{Op: "look over article", Field: field, Err: errors.New(text)})
		}
	}
	warn(a.Lang != "", "lang", "without a language, neither direction nor related stories can be told")
	warn(!strings.ContainsAny(a.Headline, "<>"), "headline", "plain text is expected, this looks like HTML")
	warn(a.Deck != "", "deck", "no deck")
	warn(a.Byline.Text != "" || len(a.Byline.People)+len(a.Byline.Agencies) > 0, "byline", "nobody signs")
	warn(a.Body != "", "body", "no text")
	warn(len(a.Sections) > 0, "sections", "in no section")
	warn(a.Lead.URL != "", "lead.url", "no image")
	media := func(field string, m Media) {
		warn(m.Alt != "" || m.Kind == "audio", field+".alt", "says nothing to those who do not see it")
		warn(m.Credit.Text != "" || m.Credit.Rights != RightsUnknown, field+".credit", "nobody is credited")
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
// engines require before they trust hreflang: each of Editions must be the
// Canonical URL of one of others, in that language, which names a in turn. All
// faults are joined.
func (a *Article) CheckEditions(others ...*Article) error {
	c := check{op: "check editions"}
	c.want(a.Canonical != "" || len(a.Editions) == 0, "canonical", "", errEmpty)
	for _, lang := range slices.Sorted(maps.Keys(a.Editions)) {
		field, address := "editions."+string(lang), a.Editions[lang]
		i := slices.IndexFunc(others, func(o *Article) bool { return o != nil && o.Canonical == address })
		if i < 0 {
			c.want(false, field, address, ErrNotFound)
			continue
		}
		back := others[i].Editions[a.Lang]
		c.want(others[i].Lang == lang, field, address, fmt.Errorf("that page is in %q", others[i].Lang))
		c.want(back == a.Canonical, field, address, fmt.Errorf("that page names %q as its edition in %q", back, a.Lang))
	}
	return errors.Join(c.faults...)
}

// A Card is what a box of stories shows of one: plain text, and an image.
type Card struct {
	ID, Slug  string
	Lang      Lang
	Access    Access
	Sections  []string // slugs
	Headline  string
	Excerpt   string
	Image     Media
	Published time.Time
}

// Card returns the story's card, with an excerpt of so many words from the deck,
// which was written to be read alone, or from the body of a story without one,
// its dateline left out. It does not ask whether the story may be shown: see
// Public.
func (a *Article) Card(words int) Card {
	text := a.Deck
	if text == "" {
		_, text = ParseDateline(PlainText(a.Body))
	}
	excerpt := Text(text).Excerpt(words)
	return Card{a.ID, a.Slug, a.Lang, a.Access, a.Sections, a.Headline, excerpt, a.Lead, a.Published}
}

// LogValue says which story it is, in a line of log: no text of it, which may be
// under embargo.
func (a *Article) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", a.ID), slog.Int("version", a.Version),
		slog.String("lang", string(a.Lang)), slog.String("status", a.Status.String()), slog.String("slug", a.Slug))
}

func absolute(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
