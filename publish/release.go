package publish

import (
	"errors"
	"iter"
	"math"
	"net/url"
	"slices"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/vocabulary"
)

// A Release is what may be published of a story of a Site, as of an instant: a copy, which
// later changes of the story do not reach. Only [Site.Release] makes one. The zero Release,
// and one of another Site, are refused by what writes several, and are empty elsewhere.
type Release struct{ story *story }

// A story is what a Release holds. Nothing in it changes once it is made, except for the
// bodies, which are sanitized when they are first needed, and the facts of its page.
type story struct {
	site *Site
	a    presse.Article // what may be published of it, with absolute URIs: see public

	page      string // absolute URI; empty if the story has none
	fault     error  // why it has none
	canonical string // absolute URI of the page that search engines should index; page if no other is named, empty if the one that is named cannot be read
	editions  []edition
	code      string // of the story for hreflang, where its editions say it
	fallback  string // for readers of any other language, where the desk did not choose it
	until     time.Time
	genre     vocabulary.Genre // whatever its spelling; zero if presse knows none
	free      bool
	base      *url.URL // of the site

	logo  presse.Media // of the site, zero if it has none or the rights to it have ended
	image presse.Media // of the site, likewise

	bodies    [2]body  // for ScopeArticle and ScopeFeed
	shown     shown    // with all bodies sanitized
	head      head     // what Head and AppendJSONLD say
	fed       fed      // what feeds say
	expired   *expired // pictures past Credit.Expiry
	noIndex   bool
	noRelated bool // never offered beside another story; it is not printed
}

// An edition is another page of the story, in another language.
type edition struct {
	lang presse.Lang // "x-default" for readers of any other language
	page string      // absolute URI

	fault error // why hreflang must not name it; nil if it may
}

// Release returns what may be published of a story at the given instant. If the story may
// not be shown, the error is that of [presse.Article.Withheld]. If the Site is at fault, it
// is an *Error for each of its fields, joined: "base", "lang", "logo.url", "image.url", "tag",
// "account", "same_as[0]", "policies.ethicsPolicy", "policy.embeds[0]", "paywall".
//
// Left out are notes, and an update, that are dated after the instant, and pictures, videos and
// sounds past Credit.Expiry, from the story, its notes and its body, as well as Site.Logo and
// Site.Image: in all their sizes and formats, at any address that has theirs in it, such as that of
// a service that makes sizes, with all members of the same kind that have their ID, at the
// addresses of their page and player, and with their captions in the body.
// Addresses become absolute URIs. E-mail addresses and telephone numbers are removed from bylines,
// datelines, credits, Source and Sponsor. What has no address that a page can have, and what no
// format can write, such as a year over 9999, is left out too. All of that is reported to Lost.
//
// A story without an address, or with one that cannot be one, is no error: see Site.URL.
// Writers of lists leave it out.
func (s *Site) Release(a *presse.Article, at time.Time) (Release, error) {
	base, err := s.check("release article")
	if err != nil {
		return Release{}, err
	}
	return s.release(base, a, at)
}

// release does what Release does for a site that is checked.
func (s *Site) release(base *url.URL, a *presse.Article, at time.Time) (Release, error) {
	if err := a.Withheld(at); err != nil {
		return Release{}, err
	}
	genre, _ := vocabulary.GenreSpelled(a.Genre)
	r := releasing{site: s, base: base, at: at, in: a, out: &story{site: s, base: base, genre: genre, free: a.Access == presse.AccessFree, noIndex: a.NoIndex, noRelated: a.NoRelated}}
	r.until(a.Expiry)
	r.addresses()
	r.rightsOf()
	r.public()
	r.editions()
	return Release{r.out}, nil
}

// Releases returns an iterator over the releases of stories. A story that may not be shown is
// left out, and its ID and the cause are reported to Lost. Errors of in are passed on, each
// with a zero Release. If the Site is at fault, its error is the only element. A nil in is
// empty.
func (s *Site) Releases(in iter.Seq2[*presse.Article, error], at time.Time) iter.Seq2[Release, error] {
	return func(yield func(Release, error) bool) {
		base, err := s.check("release articles")
		if err != nil {
			yield(Release{}, err)
			return
		}
		if in == nil {
			return
		}
		for a, err := range in {
			var r Release
			if err == nil {
				if r, err = s.release(base, a, at); err != nil {
					s.withheld(a, err)
					continue
				}
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// withheld reports a story that may not be shown.
func (s *Site) withheld(a *presse.Article, err error) {
	loss := presse.Loss{Kind: presse.LossDropped, Err: err}
	if a != nil {
		loss.Item = a.ID
	}
	var fault *presse.Error
	if errors.As(err, &fault) {
		loss.Field, loss.Err = fault.Field, fault.Err
	}
	s.lose(loss)
}

// lose calls Lost.
func (s *Site) lose(l presse.Loss) {
	if s != nil && s.Lost != nil {
		s.Lost(l)
	}
}

// Until returns the instant from which Release would return something else: the story
// expires, a note, an update or an edition becomes public, the rights to a picture end. It is zero if
// nothing is known to change. Caches should keep no output of a Release longer.
func (r Release) Until() time.Time {
	if r.story == nil {
		return time.Time{}
	}
	return r.story.until
}

// releasing makes the story of a Release.
type releasing struct {
	site *Site
	base *url.URL // absolute URI of the home page
	at   time.Time
	in   *presse.Article
	out  *story

	rights *rights
}

// until notes an instant at which the answer changes, if it is in the future.
func (r *releasing) until(t time.Time) {
	if t.After(r.at) && (r.out.until.IsZero() || t.Before(r.out.until)) {
		r.out.until = t
	}
}

// lose reports something that the release lacks.
func (r *releasing) lose(kind presse.LossKind, field, value string, err error) {
	r.site.lose(presse.Loss{Item: r.in.ID, Field: field, Value: value, Kind: kind, Err: err})
}

// public copies the members that may be published. The others are Embargo, which is over;
// InternalNote; NoRelated; FormerSlugs, which may hold addresses that never were public; and
// Unknown. Of a story that is not free, what remains is what a front page shows of it: neither
// its text, which begins with the dateline, nor what is next to the text: other pictures,
// corrections, entries. If the lead is itself a video or a sound, that is what readers pay for.
func (r *releasing) public() {
	in := r.in
	r.out.a = presse.Article{
		ID: in.ID, Version: r.number("version", in.Version, math.MaxInt), Lang: r.lang("lang", in.Lang), Status: in.Status, Access: r.access(),
		Slug: in.Slug, URL: r.out.page, Kicker: in.Kicker, Headline: in.Headline, Titles: r.titles(in.Titles), Deck: in.Deck,
		Byline:   r.byline("byline", in.Byline),
		Sections: slices.Clone(in.Sections), Primary: in.Primary, Genre: in.Genre, Tags: slices.Clone(in.Tags), Subjects: subjects(in.Subjects),
		Published: r.instant("", "published", in.Published), Updated: r.updated(in.Updated), Expiry: r.instant("", "expiry", in.Expiry),
		LiveFrom: r.instant("", "live_from", in.LiveFrom), LiveUntil: r.instant("", "live_until", in.LiveUntil),
		Source: r.source(in.Source), Sponsor: r.sponsor(in.Sponsor),
		Machine: slices.Clone(in.Machine), NoIndex: in.NoIndex,
	}
	out := &r.out.a
	if in.Canonical != "" {
		out.Canonical = r.out.canonical
	}
	r.out.logo, r.out.image = r.picture("logo", r.site.Logo), r.picture("image", r.site.Image)
	if r.out.free || in.Lead.Kind != "video" && in.Lead.Kind != "audio" {
		out.Lead = r.picture("lead", in.Lead)
	}
	if r.out.free {
		out.Dateline, out.Body, out.Media = r.dateline(in.Dateline), in.Body, r.pictures("media", in.Media)
		out.Corrections, out.Live = r.notes("corrections", in.Corrections), r.notes("live", in.Live)
	}
}
