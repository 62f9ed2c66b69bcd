package publish

import (
	"errors"
	"iter"
	"maps"
	"net/url"
	"slices"
	"time"

	"github.com/presse-go/presse"
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
	canonical string // absolute URI of the page that search engines should index; page if no other is named
	editions  []edition
	until     time.Time
	free      bool
	base      *url.URL // of the site

	bodies  [2]body         // for ScopeArticle and ScopeFeed
	head    head            // what Head and AppendJSONLD say
	expired map[string]bool // absolute URIs of pictures past Credit.Expiry
}

// An edition is another page of the story, in another language.
type edition struct {
	lang presse.Lang // "x-default" for readers of any other language
	page string      // absolute URI
}

// Release returns what may be published of a story at the given instant. If the story may
// not be shown, the error is that of [presse.Article.Withheld]. If the Site is at fault, it
// is an *Error for each of its fields, joined.
//
// Notes that are dated after the instant are left out, and so are pictures past
// Credit.Expiry, in the body too. Addresses become absolute URIs; an image, a person or an
// edition whose address cannot be one loses it, which is reported to Lost. A story without an
// address of its own is no error: see Site.URL.
func (s *Site) Release(a *presse.Article, at time.Time) (Release, error) {
	base, err := s.check("release article")
	if err != nil {
		return Release{}, err
	}
	if err := a.Withheld(at); err != nil {
		return Release{}, err
	}
	r := releasing{site: s, base: base, at: at, in: a, out: &story{site: s, base: base, free: a.Access == presse.AccessFree}}
	r.until(a.Expiry)
	r.public()
	r.addresses()
	r.editions()
	return Release{r.out}, nil
}

// Releases returns an iterator over the releases of stories. A story that may not be shown is
// left out, and its ID and the cause are reported to Lost. Errors of in are passed on, each
// with a zero Release. If the Site is at fault, its error is the only element.
func (s *Site) Releases(in iter.Seq2[*presse.Article, error], at time.Time) iter.Seq2[Release, error] {
	return func(yield func(Release, error) bool) {
		if _, err := s.check("release articles"); err != nil {
			yield(Release{}, err)
			return
		}
		if in == nil {
			return
		}
		for a, err := range in {
			var r Release
			if err == nil {
				if r, err = s.Release(a, at); err != nil {
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
	if s.Lost != nil {
		s.Lost(l)
	}
}

// Until returns the instant from which Release would return something else: the story
// expires, a note or an edition becomes public, the rights to a picture end. It is zero if
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

// public copies the members that may be published; the others are InternalNote, NoRelated,
// FormerSlugs, which may hold addresses that never were public, and Unknown. Of a story that
// is not free, what remains is what a front page shows of it.
func (r *releasing) public() {
	in := r.in
	r.out.a = presse.Article{
		ID: in.ID, Version: in.Version, Lang: in.Lang, Status: in.Status, Access: in.Access,
		Slug: in.Slug, Kicker: in.Kicker, Headline: in.Headline, Titles: maps.Clone(in.Titles), Deck: in.Deck,
		Dateline: dateline(in.Dateline), Byline: r.byline("byline", in.Byline), Lead: r.picture("lead", in.Lead),
		Sections: slices.Clone(in.Sections), Primary: in.Primary, Genre: in.Genre, Tags: slices.Clone(in.Tags), Subjects: subjects(in.Subjects),
		Published: r.zoned(in.Published), Updated: r.zoned(in.Updated), Expiry: r.zoned(in.Expiry),
		LiveFrom: r.zoned(in.LiveFrom), LiveUntil: r.zoned(in.LiveUntil),
		Source:  presse.Source{Name: in.Source.Name, Copyright: in.Source.Copyright, URI: in.Source.URI, Urgency: in.Source.Urgency},
		Sponsor: presse.Sponsor{Name: in.Sponsor.Name, URL: r.address("sponsor.url", in.Sponsor.URL), Label: in.Sponsor.Label},
		Machine: slices.Clone(in.Machine), NoIndex: in.NoIndex,
	}
	media, corrections, live := r.pictures("media", in.Media), r.notes("corrections", in.Corrections), r.notes("live", in.Live)
	if r.out.free {
		out := &r.out.a
		out.Body, out.Media, out.Corrections, out.Live = in.Body, media, corrections, live
	}
}
