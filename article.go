package presse

import (
	"database/sql/driver"
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

	"github.com/presse-go/presse/internal/french"
	"github.com/presse-go/presse/internal/record"
	"github.com/presse-go/presse/internal/zone"
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

// A Byline says who made a story: the line as printed, and who it names.
// ParseByline reads one; in JSON, a byline given as a string is read the same way.
type Byline struct {
	Text     string   `json:"text,omitzero"` // as printed: "Par Salma Idrissi, avec MAP"
	People   []Person `json:"people,omitzero"`
	Agencies []string `json:"agencies,omitzero"` // agencies and other papers drawn on, as printed: "AFP", "MAP"

	Unknown map[string]json.RawMessage `json:"-"`
}

// A Person is someone a byline names.
type Person struct {
	Name   string `json:"name,omitzero"`  // as printed; empty in "De notre envoyé spécial à Dakar"
	Role   string `json:"role,omitzero"`  // empty for the author; else one of the Role constants
	Title  string `json:"title,omitzero"` // what they are, as printed: "professeur à l’université de Fès"
	Place  string `json:"place,omitzero"` // where they worked, as printed: "Washington"
	Email  string `json:"email,omitzero"`
	Handle string `json:"handle,omitzero"` // on a social network, with its @

	Unknown map[string]json.RawMessage `json:"-"`
}

// The roles that ParseByline tells apart. Other words may stand in Person.Role.
const (
	RoleContributor   = french.Contributor   // avec X
	RoleEnvoy         = french.Envoy         // envoyé spécial
	RoleCorrespondent = french.Correspondent // correspondant
	RoleInterviewer   = french.Interviewer   // propos recueillis par
	RoleEditor        = french.Editor        // édité par
	RoleTranslator    = french.Translator    // traduit par
	RolePhotographer  = french.Photographer  // photos
	RoleVideographer  = french.Videographer  // vidéo
)

// A Dateline says where and when a story was written, in the words that open
// its text: "CASABLANCA (MAP) –". ParseDateline reads one.
type Dateline struct {
	Text     string   `json:"text,omitzero"`  // as printed, the dash included
	Place    string   `json:"place,omitzero"` // as printed
	Date     string   `json:"date,omitzero"`  // as printed: "12 nov 2024"
	Agencies []string `json:"agencies,omitzero"`

	Unknown map[string]json.RawMessage `json:"-"`
}

// A Credit says whose picture it is, in the words printed under it, and what
// they come to: "© D.R" names nobody, it reserves the rights. ParseCredit reads
// one; in JSON, a credit given as a string is read the same way.
type Credit struct {
	Text         string   `json:"text,omitzero"`     // as printed: "Crédit : X/AFP"
	Names        []string `json:"names,omitzero"`    // who made it
	Agencies     []string `json:"agencies,omitzero"` // who distributes it
	Rights       Rights   `json:"rights,omitzero"`
	Archive      bool     `json:"archive,omitzero"`      // an old picture: "Archives"
	Illustration bool     `json:"illustration,omitzero"` // not of the event: "Photo d’illustration"

	Unknown map[string]json.RawMessage `json:"-"`
}

// Status is where a story stands on its way; Advance moves it along.
type Status uint8

// A story may be shown when it is scheduled, published or corrected, and its
// time has come: see Article.Public.
const (
	StatusDraft     Status = iota // being written
	StatusReview                  // before the desk
	StatusScheduled               // will appear at Published, without further action
	StatusPublished               // has appeared
	StatusCorrected               // has appeared, and says what it got wrong
	StatusWithdrawn               // has appeared and should not be seen any more
)

// Access is who may read a story.
type Access uint8

// From open to closed.
const (
	AccessFree       Access = iota // everyone
	AccessRegistered               // readers with an account
	AccessMetered                  // everyone, so many a month
	AccessPaid                     // subscribers
)

// Rights is what a credit says of the rights in a picture.
type Rights uint8

// What credits come to.
const (
	RightsUnknown  Rights = iota // nothing was said
	RightsCredited               // an author, agency or owner is named
	RightsReserved               // "D.R": droits réservés, the owner is not known or not named
	RightsArchive                // "Archives": the paper's own, and nobody else is named
	RightsHandout                // supplied by those it shows, for the press to use
	RightsFree                   // public domain or an open licence
)

// Lang is a language, as a BCP 47 tag: "fr", "ar", "fr-MA", "zgh". The zero
// value says that it is not known.
type Lang string

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

// MarshalJSON is Article.MarshalJSON for this part alone.
func (b Byline) MarshalJSON() ([]byte, error) { return marshal("write byline", b) }

// UnmarshalJSON reads an object, or a string as ParseByline does.
func (b *Byline) UnmarshalJSON(data []byte) error {
	return unmarshal("read byline", data, b, asPrinted)
}

// MarshalJSON is Article.MarshalJSON for this part alone.
func (p Person) MarshalJSON() ([]byte, error) { return marshal("write person", p) }

// UnmarshalJSON is Article.UnmarshalJSON for this part alone.
func (p *Person) UnmarshalJSON(data []byte) error {
	return unmarshal("read person", data, p, asPrinted)
}

// MarshalJSON is Article.MarshalJSON for this part alone.
func (d Dateline) MarshalJSON() ([]byte, error) { return marshal("write dateline", d) }

// UnmarshalJSON reads an object, or a string as ParseDateline does.
func (d *Dateline) UnmarshalJSON(data []byte) error {
	return unmarshal("read dateline", data, d, asPrinted)
}

// MarshalJSON is Article.MarshalJSON for this part alone.
func (c Credit) MarshalJSON() ([]byte, error) { return marshal("write credit", c) }

// UnmarshalJSON reads an object, or a string as ParseCredit does.
func (c *Credit) UnmarshalJSON(data []byte) error {
	return unmarshal("read credit", data, c, asPrinted)
}

// asPrinted reads the parts that JSON may give as they are printed.
func asPrinted(ptr any, text string) bool {
	switch ptr := ptr.(type) {
	case *Byline:
		*ptr = ParseByline(text)
	case *Dateline:
		*ptr = Dateline{Text: text}
		if d, rest := ParseDateline(text); rest == "" {
			*ptr = d
		}
	case *Credit:
		*ptr = ParseCredit(text)
	default:
		return false
	}
	return true
}

// Public tells whether the story may be shown at that instant: its status is
// scheduled, published or corrected, Published has come, the embargo is over, and
// it has not expired. Everything that shows stories should ask here.
func (a *Article) Public(at time.Time) bool { return a.Withheld(at) == nil }

// Withheld says why the story may not be shown at that instant: nil when it may,
// or an *Error whose Field is "status", "published", "embargo" or "expiry". Its
// cause is ErrEmbargoed for an embargo, and ErrGone for what was public once and
// is no more, which a site answers with HTTP 410 instead of 404.
func (a *Article) Withheld(at time.Time) error {
	unpublished := errors.New("not published yet")
	withheld := func(field, value string, cause error) error {
		return &Error{Op: "show article", Field: field, Value: value, Err: cause}
	}
	switch a.Status {
	case StatusScheduled, StatusPublished, StatusCorrected:
	case StatusWithdrawn:
		return withheld("status", a.Status.String(), ErrGone)
	default:
		return withheld("status", a.Status.String(), unpublished)
	}
	switch {
	case a.Status == StatusScheduled && a.Published.IsZero():
		return withheld("published", "", unpublished)
	case at.Before(a.Published):
		return withheld("published", instant(a.Published), unpublished)
	case at.Before(a.Embargo):
		return withheld("embargo", instant(a.Embargo), ErrEmbargoed)
	case !a.Expiry.IsZero() && !at.Before(a.Expiry):
		return withheld("expiry", instant(a.Expiry), ErrGone)
	}
	return nil
}

// steps is the lifecycle: where a story may go from each status. A story that
// has appeared cannot become a draft again, for its address is known; it is
// withdrawn, and may come back.
var steps = [...][]Status{
	StatusDraft:     {StatusReview, StatusScheduled, StatusPublished},
	StatusReview:    {StatusDraft, StatusScheduled, StatusPublished},
	StatusScheduled: {StatusDraft, StatusReview, StatusPublished},
	StatusPublished: {StatusCorrected, StatusWithdrawn},
	StatusCorrected: {StatusCorrected, StatusWithdrawn},
	StatusWithdrawn: {StatusPublished, StatusCorrected},
}

// Next returns the statuses that a story may go to from s.
func (s Status) Next() []Status {
	if int(s) >= len(steps) {
		return nil
	}
	return slices.Clone(steps[s])
}

// Advance moves the story to another status at that instant, and sets the
// instants that go with it: Published the first time it appears, Updated
// afterwards. A step that the lifecycle does not have is an *Error and changes
// nothing; so is scheduling a story whose Published is not ahead.
func (a *Article) Advance(to Status, at time.Time) error {
	if !slices.Contains(a.Status.Next(), to) {
		return &Error{Op: "advance article", Field: "status", Value: to.String(),
			Err: fmt.Errorf("no step leads there from %v", a.Status)}
	}
	switch {
	case to == StatusScheduled && !a.Published.After(at):
		return &Error{Op: "advance article", Field: "published", Value: instant(a.Published),
			Err: errors.New("a scheduled story needs an instant ahead")}
	case a.Status >= StatusPublished:
		a.Updated = at
	case to == StatusPublished && (a.Status != StatusScheduled || a.Published.After(at)):
		a.Published = at
	}
	a.Status = to
	return nil
}

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

// instant is how errors write an instant.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
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

// CheckEditions tells whether the editions of a story name each other, as
// search engines ask before they believe hreflang: each of Editions must be the
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

// The words of the small types, as they stand in JSON, text and SQL. They never
// change.
var (
	statusWords = []string{"draft", "review", "scheduled", "published", "corrected", "withdrawn"}
	accessWords = []string{"free", "registered", "metered", "paid"}
	rightsWords = []string{"unknown", "credited", "reserved", "archive", "handout", "free"}
)

// String returns the word for s, such as "published".
func (s Status) String() string { return record.Word(statusWords, s) }

// MarshalText returns the word for s; a number that stands for none is an *Error.
func (s Status) MarshalText() ([]byte, error) { return marshalWord("status", statusWords, s) }

// UnmarshalText reads the word for a status.
func (s *Status) UnmarshalText(b []byte) error { return scanWord("status", statusWords, s, b) }

// Value stores the word for s in a database.
func (s Status) Value() (driver.Value, error) { return valueWord("status", statusWords, s) }

// Scan reads the word for a status from a database; NULL is a draft.
func (s *Status) Scan(src any) error { return scanWord("status", statusWords, s, src) }

// String returns the word for a, such as "paid".
func (a Access) String() string { return record.Word(accessWords, a) }

// MarshalText returns the word for a; a number that stands for none is an *Error.
func (a Access) MarshalText() ([]byte, error) { return marshalWord("access", accessWords, a) }

// UnmarshalText reads the word for an access.
func (a *Access) UnmarshalText(b []byte) error { return scanWord("access", accessWords, a, b) }

// Value stores the word for a in a database.
func (a Access) Value() (driver.Value, error) { return valueWord("access", accessWords, a) }

// Scan reads the word for an access from a database; NULL is free.
func (a *Access) Scan(src any) error { return scanWord("access", accessWords, a, src) }

// String returns the word for r, such as "reserved".
func (r Rights) String() string { return record.Word(rightsWords, r) }

// Label returns what to print for r in French where the credit itself is not
// printed, such as "droits réservés"; empty when nothing is known.
func (r Rights) Label() string {
	return record.Word([]string{"", "tous droits réservés", "droits réservés", "archives", "document transmis", "libre de droits"}, r)
}

// MarshalText returns the word for r; a number that stands for none is an *Error.
func (r Rights) MarshalText() ([]byte, error) { return marshalWord("rights", rightsWords, r) }

// UnmarshalText reads the word for a status of rights.
func (r *Rights) UnmarshalText(b []byte) error { return scanWord("rights", rightsWords, r, b) }

// Value stores the word for r in a database.
func (r Rights) Value() (driver.Value, error) { return valueWord("rights", rightsWords, r) }

// Scan reads the word for a status of rights from a database; NULL is unknown.
func (r *Rights) Scan(src any) error { return scanWord("rights", rightsWords, r, src) }

// Tag returns l as a language.Tag; language.Und when it is none.
func (l Lang) Tag() language.Tag {
	tag, err := language.Parse(string(l))
	if err != nil {
		return language.Und
	}
	return tag
}

func (l Lang) valid() bool {
	_, err := language.Parse(string(l))
	return err == nil
}

// Dir returns the direction of writing, for the dir attribute of HTML: "rtl" for
// Arabic, Hebrew, Persian, Urdu …, else "ltr".
func (l Lang) Dir() string {
	switch script, _ := l.Tag().Script(); script.String() {
	case "Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi":
		return "rtl"
	}
	return "ltr"
}

// MarshalText returns l as it is.
func (l Lang) MarshalText() ([]byte, error) { return []byte(l), nil }

// UnmarshalText reads a BCP 47 tag and gives it its usual form: "fr_ma" becomes
// "fr-MA". The empty text is the zero Lang.
func (l *Lang) UnmarshalText(text []byte) error { return l.Scan(text) }

// Value stores l in a database as it is.
func (l Lang) Value() (driver.Value, error) { return string(l), nil }

// Scan reads a tag from a database as UnmarshalText does; NULL is the zero Lang.
func (l *Lang) Scan(src any) error {
	text, err := record.Text(src)
	if err != nil {
		return recordError("read lang", err)
	}
	tag, err := language.Parse(text)
	switch {
	case text == "":
		*l = ""
	case err != nil:
		return &Error{Op: "read lang", Value: shorten(text), Err: errLang}
	default:
		*l = Lang(tag.String())
	}
	return nil
}

func absolute(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// ParseByline reads a byline as French papers print it. The whole line stays in
// Text; a line in which nobody is recognised has nothing else.
func ParseByline(text string) Byline {
	parsed := french.ParseByline(text)
	b := Byline{Text: text, Agencies: parsed.Agencies}
	for _, p := range parsed.People {
		b.People = append(b.People, Person{p.Name, p.Role, p.Title, p.Place, p.Email, p.Handle, nil})
	}
	return b
}

// ParseDateline reads the dateline that opens a plain text, if there is one, and
// returns it with the text that follows: d.Text+rest is the text that came in.
func ParseDateline(text string) (d Dateline, rest string) {
	parsed, rest := french.ParseDateline(text)
	return Dateline{Text: parsed.Text, Place: parsed.Place, Date: parsed.Date, Agencies: parsed.Agencies}, rest
}

// ParseCredit reads the credit of a picture as French papers print it. The whole
// credit stays in Text.
func ParseCredit(text string) Credit {
	parsed := french.ParseCredit(text)
	c := Credit{Text: text, Names: parsed.Names, Agencies: parsed.Agencies, Archive: parsed.Archive, Illustration: parsed.Illustration}
	c.Rights = Rights(max(0, slices.Index(rightsWords, parsed.Rights)))
	return c
}

// FormatDate writes a date, in t's own zone, in a layout: Go's reference time in
// French, such as "lundi 2 janvier 2006", "le 2 janvier 2006 à 15 h 04",
// "02/01/2006 15:04" or "2 janv.". Other words stand as they are. It writes 1er,
// 9 h 05 and 18 h (not 18 h 00), and no line may break between a day and its
// month nor inside a time of day. Names are French, or Arabic as in Morocco when
// that is the language.
func (l Lang) FormatDate(t time.Time, layout string) string {
	return french.FormatDate(t, layout, string(l))
}

// ParseDate reads a date as papers print them, in loc (UTC when nil): "mardi 1er
// avril 2025", "le 15 avril 2025 à 18 h 30", "15/04/2025 18:30". The year must be
// there; without a time of day it is midnight; "GMT" or "GMT+1" after the time
// goes before loc. A date that is none, or not on the day of the week it claims,
// is an *Error.
func (l Lang) ParseDate(s string, loc *time.Location) (time.Time, error) {
	if loc == nil {
		loc = time.UTC
	}
	t, err := french.ParseDate(s, loc, string(l))
	if err != nil {
		return time.Time{}, &Error{Op: "parse date", Value: shorten(s), Err: err}
	}
	return t, nil
}

// CheckZone tells whether loc's data know the last change that concerns the
// papers presse serves: Morocco and Western Sahara, an hour ahead of UTC save in
// Ramadan since 2018, are at UTC all year since 20 September 2026, and most
// systems still believe the contrary. Those zones are told by their name or, for
// a "Local" one, by the hours they kept in 2026. Stale data are an *Error whose
// Value is an instant that they get wrong; every other zone is fine.
func CheckZone(loc *time.Location) error {
	if loc == nil { // which means UTC to package time
		return nil
	}
	if wrong, stale := zone.Stale(loc); stale {
		return &Error{Op: "check zone", Field: loc.String(), Value: instant(wrong),
			Err: errors.New("stale time zone data: Morocco is at UTC+0 since 2026-09-20")}
	}
	return nil
}
