package publish

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

// The bar that matters most: a story that is withheld is in no output. A secret word is in every
// text of it, and it is asked for in every way in which a story can get out.

// withheldBy lists the ways in which a story is withheld at coreNoon.
var withheldBy = []struct {
	name   string
	change func(*presse.Article)
}{
	{"draft", func(a *presse.Article) { a.Status = presse.StatusDraft }},
	{"review", func(a *presse.Article) { a.Status = presse.StatusReview }},
	{"scheduled", func(a *presse.Article) { a.Status, a.Published = presse.StatusScheduled, hours(1) }},
	{"scheduled without an instant", func(a *presse.Article) { a.Status, a.Published = presse.StatusScheduled, time.Time{} }},
	{"published tomorrow", func(a *presse.Article) { a.Status, a.Published = presse.StatusPublished, hours(24) }},
	{"embargo", func(a *presse.Article) { a.Status, a.Embargo = presse.StatusPublished, coreNoon.Add(1) }},
	{"restricted", func(a *presse.Article) { a.Status = presse.StatusRestricted }},
	{"withdrawn", func(a *presse.Article) { a.Status = presse.StatusWithdrawn }},
	{"expired", func(a *presse.Article) { a.Status, a.Expiry = presse.StatusCorrected, coreNoon }},
	{"a status of a later version", func(a *presse.Article) { a.Status = 99 }},
}

// outputs are what can be made of a Release, by name. A writer of lists writes it and the others,
// also at an instant at which all may be in a feed. What it returns as an error is part of what it
// says.
var outputs = map[string]func(s *Site, r Release, others ...Release) string{
	"Head":         func(s *Site, r Release, _ ...Release) string { return string(s.Head(r)) },
	"AppendJSONLD": func(s *Site, r Release, _ ...Release) string { return string(s.AppendJSONLD(nil, r)) },
	"WriteRSS": func(s *Site, r Release, others ...Release) string {
		return written(func(w io.Writer) error { return s.WriteRSS(w, coreFeed, list(r, others)) })
	},
	"WriteAtom": func(s *Site, r Release, others ...Release) string {
		return written(func(w io.Writer) error { return s.WriteAtom(w, coreFeed, list(r, others)) })
	},
	"WriteJSONFeed": func(s *Site, r Release, others ...Release) string {
		return written(func(w io.Writer) error { return s.WriteJSONFeed(w, coreFeed, list(r, others)) })
	},
	"WriteNewsSitemap": func(s *Site, r Release, others ...Release) string {
		return written(func(w io.Writer) error { return s.WriteNewsSitemap(w, coreNoon, list(r, others)) })
	},
	"WriteSitemaps": func(s *Site, r Release, others ...Release) string {
		return written(func(w io.Writer) error {
			return s.WriteSitemaps(func(name string) (io.WriteCloser, error) { return noCloser{w}, nil }, list(r, others))
		})
	},
	"AppendJSON": func(s *Site, r Release, others ...Release) string {
		return string(s.AppendJSON(nil, r, others...))
	},
	"Warnings": func(s *Site, r Release, _ ...Release) string {
		text, _ := json.Marshal(s.Warnings(r))
		return string(text) + fmt.Sprint(s.Warnings(r))
	},
	"body": func(_ *Site, r Release, _ ...Release) string {
		if r.story == nil {
			return ""
		}
		return string(r.story.body(presse.ScopeArticle) + r.story.body(presse.ScopeFeed))
	},
}

// coreFeed is a feed of everything that may be shown at coreNoon.
var coreFeed = Feed{Title: "À la une", Path: "/flux.xml", At: coreNoon}

// written returns what a writer writes, and its error.
func written(write func(io.Writer) error) string {
	var text strings.Builder
	if err := write(&text); err != nil {
		fmt.Fprint(&text, err)
	}
	return text.String()
}

// list returns an iterator over a release and others.
func list(r Release, others []Release) iter.Seq2[Release, error] {
	return func(yield func(Release, error) bool) {
		for _, r := range append([]Release{r}, others...) {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// noCloser is a file that nobody closes.
type noCloser struct{ io.Writer }

func (noCloser) Close() error { return nil }

// redirected returns the redirects of stories.
func redirected(s *Site, stories ...*presse.Article) string {
	var text strings.Builder
	for r, err := range s.Redirects(sequence(stories...), coreNoon) {
		fmt.Fprintln(&text, r.From, r.To, err)
	}
	return text.String()
}

func sequence(stories ...*presse.Article) iter.Seq2[*presse.Article, error] {
	return func(yield func(*presse.Article, error) bool) {
		for _, a := range stories {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// checkWithheld fails if a word of a withheld story is in an output: of itself, of a story that
// names it as its edition, or beside which it is related.
func checkWithheld(t *testing.T, secret *presse.Article, word string) {
	t.Helper()
	site, open := coreSite(), coreStory()
	var told []presse.Loss
	site.Lost = func(l presse.Loss) { told = append(told, l) }
	secret.ID = "withheld"
	secret.Editions = map[presse.Lang]string{"fr": "/2026/11/medina"}
	open.Editions = map[presse.Lang]string{"ar": "/ar/medina"}
	site.Edition = editionOf(secret)
	r, err := site.Release(secret, coreNoon)
	if err == nil || r != (Release{}) {
		t.Fatalf("released: %v", err)
	}
	var released []Release
	for r, err := range site.Releases(sequence(open, secret), coreNoon) {
		if err != nil {
			t.Fatal(err)
		}
		released = append(released, r)
	}
	if len(released) != 1 || released[0].story.a.ID != open.ID {
		t.Fatalf("%d releases, want that of the open story", len(released))
	}
	texts := map[string]string{"the error": fmt.Sprint(err), "Lost": fmt.Sprint(told)}
	for name, write := range outputs {
		alone := write(site, released[0])
		if !strings.Contains(alone, "médina") && name != "Warnings" && name != "body" && name != "WriteSitemaps" {
			t.Errorf("%s does not even write the open story: %s", name, alone)
		}
		texts[name] = alone + write(site, released[0], r) + write(site, r, released[0])
	}
	// The addresses of a story that is gone were public, and no others.
	moved := *secret
	if errors.Is(secret.Withheld(coreNoon), presse.ErrGone) {
		moved.URL, moved.Slug, moved.FormerSlugs = "/ancienne", "ancienne", []string{"2019/ancienne"}
	}
	open.FormerSlugs = []string{"2019/medina"}
	if texts["Redirects"] = redirected(site, open, &moved); !strings.Contains(texts["Redirects"], "2019/medina 2026/11/medina") {
		t.Errorf("Redirects does not even write the open story: %s", texts["Redirects"])
	}
	for name, text := range texts {
		if strings.Contains(text, word) || name != "Lost" && strings.Contains(text, "/ar/") {
			t.Errorf("%s has the secret: %s", name, text)
		}
	}
	if len(told) == 0 {
		t.Error("nothing is reported")
	}
}

func TestWithheldStoriesDoNotLeak(t *testing.T) {
	const word = "ZQXSECRET"
	for _, way := range withheldBy {
		t.Run(way.name, func(t *testing.T) {
			a := fullStory(word)
			way.change(a)
			checkWithheld(t, a, word)
		})
	}
}

// FuzzWithheld withholds a story in any way at any instant.
func FuzzWithheld(f *testing.F) {
	f.Add(uint8(0), int64(0), int64(0), int64(0), uint8(0))
	f.Add(uint8(3), int64(-1), int64(1), int64(1), uint8(3))
	f.Add(uint8(2), int64(1), int64(0), int64(0), uint8(0))
	f.Fuzz(func(t *testing.T, status uint8, published, embargo, expiry int64, access uint8) {
		const word = "ZQXSECRET"
		a := fullStory(word)
		a.Status, a.Access = presse.Status(status), presse.Access(access)
		at := func(minutes int64) time.Time { return coreNoon.Add(time.Duration(minutes%(1<<20)) * time.Minute) }
		a.Published, a.Embargo, a.Expiry = at(published), at(embargo), at(expiry)
		if a.Withheld(coreNoon) != nil {
			checkWithheld(t, a, word)
			return
		}
		r := coreRelease(t, coreSite(), a)
		if until := r.Until(); until.IsZero() || a.Expiry.Before(until) {
			t.Errorf("Until is %v, after the story expires at %v", until, a.Expiry)
		}
	})
}

// TestPaidTextDoesNotLeak checks that the text of a story that is not free is in no output,
// alone or beside another story.
func TestPaidTextDoesNotLeak(t *testing.T) {
	const word = "ZQXSECRET"
	for _, access := range []presse.Access{presse.AccessRegistered, presse.AccessMetered, presse.AccessPaid, 77} {
		for _, deck := range []string{"", "Ce que tout le monde peut lire."} {
			a := coreStory()
			a.ID, a.URL, a.Access, a.Deck = "paid", "/paid", access, deck
			secret := fullStory(word)
			a.Body, a.Media, a.Corrections, a.Live, a.Dateline = secret.Body, secret.Media, secret.Corrections, secret.Live, secret.Dateline
			a.Genre, a.LiveFrom = "live", hours(-2)
			site := coreSite()
			paid, open := coreRelease(t, site, a), coreRelease(t, site, coreStory())
			for name, write := range outputs {
				if text := write(site, paid, open) + write(site, open, paid); strings.Contains(text, word) {
					t.Errorf("access %v, deck %q: %s has the text: %s", access, deck, name, text)
				}
			}
		}
	}
}

// TestChangesAfterRelease has the caller write a secret into every member of a story, while
// others print what was released. It is for the race detector.
func TestChangesAfterRelease(t *testing.T) {
	site, a := coreSite(), fullStory("texte")
	site.AuthorURL = func(p presse.Person) string { return p.URL }
	r := coreRelease(t, site, a)
	var all sync.WaitGroup
	all.Go(func() {
		for range 50 {
			overwrite(reflect.ValueOf(a).Elem())
			a.Status = presse.StatusWithdrawn
		}
	})
	for range 3 {
		all.Go(func() {
			for name, write := range outputs {
				if text := write(site, r, r); strings.Contains(text, "CHANGED") {
					t.Errorf("%s has what was written after Release: %s", name, text)
				}
			}
			_ = r.Until()
		})
	}
	all.Wait()
}

// TestPastUntil keeps a Release after what it says has changed: no writer that knows the time
// prints it.
func TestPastUntil(t *testing.T) {
	const word = "ZQXSECRET"
	for _, c := range []struct {
		rule   string
		change func(*presse.Article)
		until  time.Time
	}{
		{"the story expires", func(a *presse.Article) { a.Expiry = hours(1) }, hours(1)},
		{"the rights to a picture end", func(a *presse.Article) { a.Lead = expiring("/"+word+".jpg", hours(2)) }, hours(2)},
		{"a correction becomes public", func(a *presse.Article) { a.Corrections = []presse.Note{{At: hours(3), Body: "<p>Erratum</p>"}} }, hours(3)},
		{"an update is dated ahead", func(a *presse.Article) { a.Updated = hours(4) }, hours(4)},
	} {
		t.Run(c.rule, func(t *testing.T) {
			site, told := losing()
			a := coreStory()
			a.Headline = "Le titre " + word
			c.change(a)
			r := coreRelease(t, site, a)
			if !r.Until().Equal(c.until) {
				t.Fatalf("Until is %v, want %v", r.Until(), c.until)
			}
			writers := map[string]func(w io.Writer, at time.Time) error{
				"WriteRSS": func(w io.Writer, at time.Time) error { return site.WriteRSS(w, Feed{At: at}, list(r, nil)) },
				"WriteAtom": func(w io.Writer, at time.Time) error {
					return site.WriteAtom(w, Feed{At: at, Path: "/flux"}, list(r, nil))
				},
				"WriteJSONFeed":    func(w io.Writer, at time.Time) error { return site.WriteJSONFeed(w, Feed{At: at}, list(r, nil)) },
				"WriteNewsSitemap": func(w io.Writer, at time.Time) error { return site.WriteNewsSitemap(w, at, list(r, nil)) },
			}
			for name, write := range writers {
				before := written(func(w io.Writer) error { return write(w, c.until.Add(-1)) })
				if !strings.Contains(before, word) {
					t.Errorf("%s just before Until: the story is not in %s", name, before)
				}
				for _, at := range []time.Time{c.until, c.until.Add(1), c.until.Add(24 * time.Hour)} {
					*told = nil
					if text := written(func(w io.Writer) error { return write(w, at) }); strings.Contains(text, word) {
						t.Errorf("%s at %v has the story: %s", name, at, text)
					}
					if len(*told) != 1 || !strings.Contains((*told)[0], "4711 until dropped") {
						t.Errorf("%s at %v reported %q, want one loss of until", name, at, *told)
					}
				}
			}
		})
	}
}
