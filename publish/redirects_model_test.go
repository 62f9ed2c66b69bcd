package publish

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/address"
)

// A history is what happened to a newspaper, as its readers saw it.
type history struct {
	site    *Site
	at      time.Time
	stories []*presse.Article
	seen    map[string]map[string]bool // by address: the IDs of the stories that readers saw there
	log     []string
}

// historySlugs are few, so that stories meet; two are spellings of one.
var historySlugs = []string{"a", "b", "c", "d", "été", "%C3%A9t%C3%A9"}

// newHistory replays a script: three bytes for each event, what happens, to which story, and
// with which slug.
func newHistory(script []byte) *history {
	site, _ := sitemapSite()
	h := &history{site: site, at: sitemapAt, seen: make(map[string]map[string]bool)}
	for len(script) >= 3 {
		h.event(script[0], script[1], script[2])
		script = script[3:]
	}
	return h
}

func (h *history) event(what, which, slug byte) {
	h.at = h.at.Add(time.Hour)
	h.look()
	name := historySlugs[int(slug)%len(historySlugs)]
	var a *presse.Article
	if len(h.stories) > 0 {
		a = h.stories[int(which)%len(h.stories)]
	}
	switch what %= 10; {
	case what == 0 || a == nil: // a new draft
		a = &presse.Article{ID: fmt.Sprint(len(h.log)), Headline: "Titre", Slug: name}
		h.stories = append(h.stories, a)
	case what == 1, what == 2:
		a.Advance(presse.StatusPublished, h.at)
	case what == 3 && a.Status < presse.StatusScheduled: // appears in two hours, unless it is changed
		a.Published = h.at.Add(2 * time.Hour)
		a.Advance(presse.StatusScheduled, h.at)
	case what == 4:
		a.Advance(presse.StatusWithdrawn, h.at)
	case what == 5 && a.Status >= presse.StatusScheduled && a.Status != presse.StatusWithdrawn: // a program that does not ask Advance
		a.Status, a.Updated = presse.StatusWithdrawn, h.at
	case what == 6 && a.Status != presse.StatusWithdrawn:
		a.Expiry = h.at.Add(time.Hour)
	case what == 7: // deleted: nobody knows any more where it was
		h.stories = slices.DeleteFunc(h.stories, func(b *presse.Article) bool { return a == b })
	case a.Public(h.at) && what == 8: // moved, by a program that keeps whole paths
		a.FormerSlugs = append(a.FormerSlugs, "/"+a.Slug+"/")
		a.Slug = name
	case a.Public(h.at), a.Status < presse.StatusScheduled:
		// Not while it waits for its hour or is gone: ChangeSlug, which is not told the
		// time, would keep an address that nobody saw.
		a.ChangeSlug(name)
	}
	h.log = append(h.log, fmt.Sprintf("%d %s %s", what, a.ID, name))
	h.look()
}

func (h *history) wasSeen(a *presse.Article) bool {
	for _, ids := range h.seen {
		if ids[a.ID] {
			return true
		}
	}
	return false
}

// look lets readers see what is public now.
func (h *history) look() {
	for _, a := range h.stories {
		if a.Public(h.at) {
			key := address.Key(a.Slug)
			if h.seen[key] == nil {
				h.seen[key] = make(map[string]bool)
			}
			h.seen[key][a.ID] = true
		}
	}
}

// check fails if the redirects are not those that readers need.
func (h *history) check(t *testing.T) {
	t.Helper()
	to := make(map[string]string)
	for r, err := range h.site.Redirects(storiesOf(h.stories...), h.at) {
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := to[r.From]; twice || r.From != address.Key(r.From) {
			t.Errorf("from %q: twice, or not decoded", r.From)
		}
		to[r.From] = r.To
	}
	living, gone := make(map[string]string), make(map[string]bool) // by address: ID; by ID
	for _, a := range h.stories {
		switch {
		case a.Public(h.at):
			living[address.Key(a.Slug)] = a.ID
		case h.wasSeen(a):
			gone[a.ID] = true
		}
	}
	for from, target := range to {
		switch key := address.Key(target); {
		case living[from] != "":
			t.Errorf("%q leads away from the living story %s", from, living[from])
		case target != "" && living[key] == "":
			t.Errorf("%q leads to %q, where no story is", from, target)
		case target == "" && len(h.seen[from]) == 0:
			t.Errorf("%q is gone, and never was public", from)
		case target == "" && !slices.ContainsFunc(h.stories, func(a *presse.Article) bool { return gone[a.ID] && h.seen[from][a.ID] }):
			t.Errorf("%q is gone, and no story that was there is", from)
		case target != "" && len(h.seen[from]) == 0:
			t.Errorf("%q leads to %q, and never was public", from, target)
		}
	}
	for _, a := range h.stories {
		for from, ids := range h.seen {
			if !ids[a.ID] || len(ids) > 1 || living[from] != "" {
				continue // two stories had it, or one has it
			}
			switch target, ok := to[from]; {
			case a.Public(h.at) && (!ok || !presse.SameAddress(target, a.Slug)):
				t.Errorf("readers of %s saw it at %q, which leads to %q (%v) and not to %q", a.ID, from, target, ok, a.Slug)
			case gone[a.ID] && (!ok || target != ""):
				t.Errorf("readers of %s saw it at %q, which is not gone: %q (%v)", a.ID, from, target, ok)
			}
		}
	}
	if t.Failed() {
		for _, a := range h.stories {
			t.Logf("story %s: %v, slug %q, former %q, published %v, expires %v", a.ID, a.Status, a.Slug, a.FormerSlugs, a.Published, a.Expiry)
		}
		t.Fatalf("at %v, redirects %q after %q", h.at, to, h.log)
	}
}

func TestRedirectsOfHistories(t *testing.T) {
	random := rand.New(rand.NewPCG(17, 4))
	redirects := 0
	for range 5000 {
		script := make([]byte, 3*(4+random.IntN(24)))
		for i := range script {
			script[i] = byte(random.Uint32())
		}
		h := newHistory(script)
		h.check(t)
		for range h.site.Redirects(storiesOf(h.stories...), h.at) {
			redirects++
		}
	}
	if redirects < 3000 {
		t.Errorf("only %d redirects were checked", redirects)
	}
}

func FuzzRedirects(f *testing.F) {
	f.Add([]byte{0, 0, 0, 1, 0, 0, 9, 0, 1, 9, 0, 0})          // renamed and renamed back
	f.Add([]byte{0, 0, 0, 1, 0, 0, 9, 0, 1, 0, 0, 0, 1, 1, 0}) // another story uses the address
	f.Add([]byte{0, 0, 0, 3, 0, 0, 5, 0, 0})                   // withdrawn before its hour
	f.Add([]byte{0, 0, 4, 1, 0, 0, 9, 0, 1, 0, 0, 5, 1, 1, 0, 9, 1, 2})
	f.Fuzz(func(t *testing.T, script []byte) {
		if len(script) > 300 {
			return
		}
		newHistory(script).check(t)
	})
}
