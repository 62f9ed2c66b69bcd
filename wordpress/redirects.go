package wordpress

import (
	"errors"
	"hash/fnv"
	"io"
	"iter"
	"net/url"
	"slices"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/address"
)

var (
	errNoDate = errors.New("a former date, but the addresses of the site have none")
	errNoURL  = errors.New("Options.URL returned no address")
	errNotURL = errors.New("Options.URL returned neither a path nor an absolute http or https URL")
	errSame   = errors.New("Options.URL returned the address of another story")
	errTaken  = errors.New("another story or page has this former address")
	errNoSlug = errors.New("a published story without a slug; it was made from the address or the headline")
)

// maxFormer is the maximum number of former slugs, and of former dates, of a story: each
// date is combined with each slug. WordPress notes one for each change by an editor.
const maxFormer = 100

// maxRedirects is the maximum number of redirects to a story.
const maxRedirects = 1000

var errFormer = errors.New("too many former addresses")

const trashed = "__trashed" // what WordPress adds to the slug of a story in the trash

// addresses sets the slug, the former slugs and the address.
func (r *reading) addresses() {
	a, it := r.a, r.it
	desired := r.first("_wp_desired_post_slug")       // before the story was put into the trash
	slug, _, inTrash := strings.Cut(it.Slug, trashed) // a number may follow
	if inTrash && desired != "" {
		slug, _, _ = strings.Cut(desired, trashed)
	}
	slug = decoded(slug)
	public := a.Status >= presse.StatusScheduled
	switch {
	case slug == "" && public:
		slug = decoded(lastSegment(it.Link))
		if address.Valid(slug) != nil {
			slug = presse.Slug(a.Headline)
		}
		if slug != "" {
			r.lose(presse.LossGuessed, "wp:post_name", "", errNoSlug)
		}
	case slug != "" && address.Valid(slug) != nil:
		r.lose(presse.LossChanged, "wp:post_name", "", errSlug)
		slug = presse.Slug(slug)
	}
	a.Slug = slug
	if isWeb(it.Link) && (!isShort(it.Link) || a.Status == presse.StatusPublished) && !strings.Contains(it.Link, trashed) {
		a.URL = it.Link
	}
	r.former()
}

// former sets the former slugs: those that WordPress noted when the slug of a published
// story changed (wp_check_for_changed_slugs, WordPress 2.1), and the former paths if the
// addresses of the site have the date (wp_check_for_changed_dates, WordPress 4.9).
func (r *reading) former() {
	a := r.a
	add := func(key, path string) {
		switch {
		case address.ValidFormer(path) != nil:
			r.lose(presse.LossDropped, key, "", errSlug)
		case presse.SameAddress(path, a.Slug):
			// It was changed back.
		case len(a.FormerSlugs) == maxFormer:
			r.lose(presse.LossDropped, key, "", errFormer)
		case r.once("address " + address.Key(path)):
			a.FormerSlugs = append(a.FormerSlugs, path)
		}
	}
	for _, m := range r.it.Meta {
		switch m.Key {
		case "_wp_old_slug":
			if m.Value != "" {
				add(m.Key, decoded(m.Value))
			}
		case "_wp_old_date":
			path, ok := withDate(pathOf(r.it.Link), r.it.Date, m.Value)
			if !ok {
				r.lose(presse.LossDropped, m.Key, digitsOf(m.Value), errNoDate)
				continue
			}
			add(m.Key, decodedPath(path))
		}
	}
}

// url sets the address on the new site.
func (r *reading) url() {
	if r.options.URL == nil {
		return
	}
	given := r.options.URL(r.a)
	u, err := url.Parse(given)
	switch {
	case given == "":
		r.a.URL = ""
		r.lose(presse.LossDropped, "url", "", errNoURL)
	case err != nil || !isWeb(given) && (u.Scheme != "" || u.Opaque != "" || r.base == ""):
		r.a.URL = ""
		r.lose(presse.LossDropped, "url", "", errNotURL)
	default:
		r.a.URL = r.site.absolute(given)
	}
}

// checkURL reports a story whose address on the new site another story has.
func (s *site) checkURL(urls map[uint64]string, a *presse.Article) {
	if s.options.URL == nil || a.URL == "" {
		return
	}
	if first, taken := s.firstAt(urls, a); taken {
		s.lost(presse.Loss{Item: a.ID, Field: "url", Value: first, Kind: presse.LossGuessed, Err: errSame})
	}
}

// firstAt returns the ID of the first story with the address of a, and reports whether that is
// another story. The map has the IDs of the stories by a hash of their addresses; a is added
// to it.
func (s *site) firstAt(urls map[uint64]string, a *presse.Article) (first string, taken bool) {
	h := fnv.New64a()
	io.WriteString(h, address.Key(a.URL))
	key := h.Sum64()
	if first, ok := urls[key]; ok && first != a.ID {
		return first, true
	}
	urls[key] = strings.Clone(a.ID)
	return a.ID, false
}

// absolute returns the absolute form of an address on the site; empty for an empty address.
func (s *site) absolute(to string) string {
	switch {
	case to == "" || isWeb(to):
		return to
	case s.base == "":
		return ""
	}
	u, err := url.Parse(s.base)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host + "/" + strings.TrimLeft(to, "/")
}

// pathOf returns the path of an address without slashes around it.
func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.Trim(u.EscapedPath(), "/")
}

// decodedPath decodes the segments of a path, each as decoded does.
func decodedPath(path string) string {
	if !strings.Contains(path, "%") {
		return path
	}
	segments := strings.Split(path, "/")
	for i, s := range segments {
		segments[i] = decoded(s)
	}
	return strings.Join(segments, "/")
}

func lastSegment(address string) string {
	path := pathOf(address)
	return path[strings.LastIndexByte(path, '/')+1:]
}

// isShort reports whether an address is a short link, by the ID: all stories that are not
// published have one, and stories of sites that never chose other addresses.
func isShort(address string) bool {
	if !strings.Contains(address, "?") {
		return false
	}
	u, err := url.Parse(address)
	return err == nil && (u.Query().Has("p") || u.Query().Has("page_id") || u.Query().Has("post_type"))
}

// withDate returns path with the date of the story replaced by another: "2019/03/12/titre".
// It reports false if the path does not have the date.
func withDate(path, date, other string) (string, bool) {
	if len(date) < 10 || len(other) != 10 || path == "" {
		return "", false
	}
	was, is := strings.Split(date[:10], "-"), strings.Split(other, "-")
	if len(was) != 3 || len(is) != 3 {
		return "", false
	}
	segments := strings.Split(path, "/")
	for n := 3; n >= 1; n-- { // year, month and day; year and month; year
		for i := 0; i+n <= len(segments); i++ {
			if slices.Equal(segments[i:i+n], was[:n]) {
				changed := slices.Clone(segments)
				copy(changed[i:], is[:n])
				return strings.Join(changed, "/"), strings.Join(changed, "/") != path
			}
		}
	}
	return "", false
}

// Redirects returns the addresses that stories had, each with the address that it leads to
// now: short links (?p=123), the addresses with former slugs and dates that WordPress noted,
// and, if Options.URL changes addresses, those that the stories had in WordPress. An address
// is returned once, for the first story that had it; the others are reported to Options.Lost,
// and so is a story to which Options.URL gives the address of an earlier one: nothing leads
// there from its own.
// It leads to the final address in one step. A story has 1,000 redirects at most.
//
// Only stories that are public when the file was written are redirected to. For a story that
// was public and no longer is, only the short link is returned, and To is empty. No redirect
// mentions a story that was never public, or leads from an address that another story or
// page has. Attachments have no
// redirects: WordPress since version 6.4 has no pages for them.
//
// Errors are those of [Export.Articles], in which damaged items are reported; here they are
// skipped, and an error ends the iteration. The file is read twice.
func (x *Export) Redirects() iter.Seq2[presse.Redirect, error] {
	return func(yield func(presse.Redirect, error) bool) {
		live, err := x.liveAddresses()
		if err != nil {
			yield(presse.Redirect{}, err)
			return
		}
		seen := make(map[string]string) // where they lead to
		urls := make(map[uint64]string) // see firstAt
		err = x.stories(func(a *presse.Article, it *Item) bool {
			lose := func(err error) {
				x.site.lost(presse.Loss{Item: a.ID, Field: "redirect", Kind: presse.LossDropped, Err: err})
			}
			if x.site.options.URL != nil && a.URL != "" && a.Withheld(x.site.written) == nil {
				if first, taken := x.site.firstAt(urls, a); taken {
					x.site.lost(presse.Loss{Item: a.ID, Field: "redirect", Value: first, Kind: presse.LossDropped, Err: errSame})
					return true // its reader would be sent to another story
				}
			}
			list := x.site.redirects(a, it)
			if len(list) == maxRedirects {
				lose(errFormer)
			}
			for _, d := range list {
				key := address.Key(d.From)
				to, again := seen[key]
				switch {
				case presse.SameAddress(d.From, d.To), again && to == d.To:
					continue
				case live[key], again:
					lose(errTaken)
					continue
				}
				seen[key] = d.To
				if !yield(d, nil) {
					return false
				}
			}
			return true
		})
		if err != nil {
			yield(presse.Redirect{}, err)
		}
	}
}

// liveAddresses returns the addresses that stories and pages have, by their key: those on
// the new site, and those that stories which are not public had in WordPress.
func (x *Export) liveAddresses() (map[string]bool, error) {
	live := make(map[string]bool)
	add := func(address string) {
		if key := x.site.keyOf(address); key != "" {
			live[key] = true
		}
	}
	for _, link := range x.pages {
		add(link)
	}
	err := x.stories(func(a *presse.Article, it *Item) bool {
		switch withheld := a.Withheld(x.site.written); {
		case withheld == nil:
			add(a.URL)
		case !errors.Is(withheld, presse.ErrGone):
			add(a.URL)
			add(it.Link)
		}
		return true
	})
	return live, err
}

// keyOf returns the key of the path of an address on the site; empty for a short link and an
// address on another host.
func (s *site) keyOf(link string) string {
	if strings.Contains(s.relative(link), "://") {
		return ""
	}
	return address.Key(pathOf(link))
}

// redirects returns the redirects of one story.
func (s *site) redirects(a *presse.Article, it *Item) []presse.Redirect {
	withheld := a.Withheld(s.written)
	var to string
	switch {
	case withheld == nil && a.URL == "":
		return nil
	case withheld == nil:
		to = s.relative(a.URL)
	case !errors.Is(withheld, presse.ErrGone):
		return nil
	}
	var list []presse.Redirect
	add := func(from string) {
		if from != "" && !strings.Contains(from, trashed) && len(list) < maxRedirects {
			list = append(list, presse.Redirect{From: from, To: to})
		}
	}
	if !isShort(a.URL) || withheld != nil {
		add("?p=" + it.ID)
	}
	path := pathOf(it.Link)
	if path == "" || isShort(it.Link) || withheld != nil {
		return list // the slug of a story that is gone may say what it is about
	}
	paths, slugs := []string{decodedPath(path)}, []string(nil)
	for _, m := range it.Meta {
		switch m.Key {
		case "_wp_old_date":
			if old, ok := withDate(path, it.Date, m.Value); ok && len(paths) <= maxFormer {
				paths = append(paths, decodedPath(old))
			}
		case "_wp_old_slug":
			if len(slugs) < maxFormer {
				slugs = append(slugs, decoded(m.Value))
			}
		}
	}
	for _, p := range paths {
		add(p)
		if len(list) == maxRedirects {
			break
		}
		for _, slug := range slugs {
			if old, ok := address.WithSlug(p, decoded(it.Slug), slug); ok && address.ValidFormer(old) == nil {
				add(old)
			}
		}
	}
	return list
}

// relative returns the path of an address on the site, without the first slash, or the
// absolute URL of an address on another site.
func (s *site) relative(to string) string {
	base, err := url.Parse(s.base)
	if err != nil {
		return to
	}
	u, err := url.Parse(to)
	if err != nil || u.Host != base.Host {
		return to
	}
	path := strings.TrimLeft(u.EscapedPath(), "/")
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return path
}
