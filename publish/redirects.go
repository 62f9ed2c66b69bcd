package publish

import (
	"errors"
	"fmt"
	"iter"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/address"
)

var (
	errInUse     = errors.New("a story or section has this address now")
	errClaimed   = errors.New("another story had this address too")
	errElsewhere = errors.New("an address on another host")
	errNotSlug   = errors.New("the address of the story does not show where the slug was")
	errNoFormer  = errors.New("neither a slug nor a path")
	errNeverHere = errors.New("it never was public")
	errQuery     = errors.New("a redirect has no query but that of a short link, and no fragment")
)

// shortLink is the form of WordPress's short links, the only addresses with a query that
// [presse.Redirect] has.
var shortLink = regexp.MustCompile(`^\?p=[0-9]+$`)

// Redirects returns the addresses that stories had, each with the one that its story has
// at the given instant. in are all stories of the site, whether they may be shown or not: an
// address that is in use can only be kept if its story is among them.
//
//   - From the former addresses of a story that may be shown (Article.FormerSlugs), a redirect
//     leads to its present one, in one step.
//   - A story that was public and no longer is (it was withdrawn or has expired, so that
//     [presse.Article.Withheld] is ErrGone) is gone: To is empty for its present address and for
//     the former ones. Servers answer 410 there, and 301 for the others (RFC 9110, sections
//     15.5.11 and 15.4.2).
//   - Any other story has none. Neither has a story that was withdrawn, or expired, before the
//     hour at which it was to appear. A withdrawn story without a date of publication never
//     appeared.
//
// A former slug is short for the address that Site.URL returns for the story with that slug,
// or, if the story has an Article.URL, for that address with the slug in place of the
// present one. A former path, which has a slash anywhere, is an address as it is: "tramway/" is
// the page "/tramway" of the site, and not a slug. One slash at either end is allowed, and
// "?p=12", although Article.Validate wants neither a slash in front nor a query. Slugs and paths
// may have spaces, encoded or not, and encoded slashes, as [presse.Article.ChangeSlug] keeps them.
// Former slugs and paths are taken to have been public.
//
// # What servers compare
//
// From has no slashes at its ends and is decoded, in normal form C: "2019/été". Only what would
// otherwise mean something else stays encoded, in capitals: %25, %2F, %3F, %23 and bytes that
// are not UTF-8. All spellings of an address ([presse.SameAddress]) have one From. It is the
// path of a request, as in [url.URL.Path], after [url.PathUnescape]:
//
//	path, err := url.PathUnescape(r.From) // "100%25" is "100%"
//	found := strings.Trim(request.URL.Path, "/") == path
//
// An encoded slash is a slash there: "a%2Fb" and "a/b" are one address in what follows.
//
// "?p=12", WordPress's short link, is the home page with that query. No From has another
// query: an address that differs from others by it, such as "spip.php?article12" or "?page_id=3",
// is left out, and needs a rule of the server.
//
// To is a path in the form of a Location header, without the first slash: "/" + r.To is an
// address for http.Redirect. Unlike From, it is encoded and keeps its query, fragment and last
// slash: "2019/%C3%A9t%C3%A9/". It is an absolute URL if the page is on another host than that
// of Base, or is the home page.
//
// # What is left out
//
// No redirect leads away from an address that is in use: that of a story that may be shown, or
// of one for readers with an account (StatusRestricted) if its hour has come and it has not
// expired; the front of a section of Site.Taxonomy, as Site.SectionURL returns it; and the home
// page. An address with a query uses its path too, since servers look for that. There is no redirect from
// an address that two stories had, if they lead to different ones. Therefore redirects never
// loop: no To is a From. Whatever is left out is reported to Lost, with the address.
//
// Redirects reads in once, before it returns the first redirect, and holds the addresses of
// all stories meanwhile, former ones included: about 60 bytes more than the length of each.
// Errors of in that are [presse.ErrItem] are passed on as they come, each with a zero
// Redirect. Any other error, and that of a Site at fault, is the last element, and there is no
// redirect, since an address in use might be missing.
func (s *Site) Redirects(in iter.Seq2[*presse.Article, error], at time.Time) iter.Seq2[presse.Redirect, error] {
	return func(yield func(presse.Redirect, error) bool) {
		base, err := s.check("redirect articles")
		if err != nil {
			yield(presse.Redirect{}, err)
			return
		}
		if in == nil {
			return
		}
		r := redirecting{site: s, base: base, at: at, used: make(map[string]bool), first: make(map[string]int)}
		r.fronts()
		for a, err := range in {
			if err == nil {
				r.add(a)
				continue
			}
			if !yield(presse.Redirect{}, err) || !errors.Is(err, presse.ErrItem) {
				return
			}
		}
		for _, c := range r.claims {
			if r.holds(c) && !yield(presse.Redirect{From: c.from, To: c.to}, nil) {
				return
			}
		}
	}
}

// redirecting collects the addresses of stories.
type redirecting struct {
	site *Site
	base *url.URL
	at   time.Time

	used   map[string]bool // the addresses that are in use, by what servers compare
	claims []claim
	first  map[string]int // index of the claim to each former address, by what servers compare
}

// A claim is that of a story to a former address.
type claim struct {
	from      string // the key of the address
	to        string // as in presse.Redirect
	story     string // ID
	contested bool   // another story had it too
}

// fronts notes the home page and the fronts of the sections as addresses in use.
func (r *redirecting) fronts() {
	r.used[""] = true // the root of the host, wherever the home page is
	r.use(r.base.String())
	for section := range r.site.Taxonomy.All() {
		if uri, err := absolute(r.base, r.site.front(section)); err == nil {
			r.use(uri)
		}
	}
}

// add notes the addresses of a story.
func (r *redirecting) add(a *presse.Article) {
	withheld := a.Withheld(r.at)
	if a == nil {
		r.site.withheld(a, withheld)
		return
	}
	gone := errors.Is(withheld, presse.ErrGone)
	page, err := r.site.page(r.base, a)
	switch {
	case a.Status == presse.StatusRestricted:
		if err == nil && readable(a, r.at) {
			r.use(page)
		}
		return
	case withheld != nil && !gone:
		if len(a.FormerSlugs) > 0 {
			r.site.withheld(a, withheld)
		}
		return
	case gone && !appeared(a, r.at):
		r.lose(a, "published", "", errNeverHere)
		return
	case err != nil:
		r.lose(a, "url", a.URL, err)
		return
	case !gone:
		r.use(page)
	}
	to := ""
	present, unable := r.from(page)
	switch {
	case !gone:
		to = r.relative(page)
	case unable == nil:
		r.claim(claim{from: present, story: a.ID})
	default:
		r.lose(a, "url", page, unable)
	}
	for i, former := range a.FormerSlugs {
		from, err := r.former(a, page, former)
		switch {
		case err != nil:
			r.lose(a, fmt.Sprintf("former_slugs[%d]", i), former, err)
		case unable != nil || from != present: // else renamed, and renamed back
			r.claim(claim{from: from, to: to, story: a.ID})
		}
	}
}

// appeared reports whether a story that is gone has been public: its hour came, and it did
// not expire before. A story that was last changed before its hour was withdrawn before
// it, since Advance sets Updated.
func appeared(a *presse.Article, at time.Time) bool {
	hour := a.Published
	if a.Embargo.After(hour) {
		hour = a.Embargo
	}
	if a.Status == presse.StatusWithdrawn && (a.Published.IsZero() || !a.Updated.IsZero() && a.Updated.Before(hour)) {
		return false
	}
	return !hour.After(at) && (a.Expiry.IsZero() || a.Expiry.After(hour))
}

// readable reports whether readers with an account can read a restricted story.
func readable(a *presse.Article, at time.Time) bool {
	open := *a
	open.Status = presse.StatusPublished
	return open.Withheld(at) == nil
}

// former returns the key of a former address of a story.
func (r *redirecting) former(a *presse.Article, page, former string) (string, error) {
	path := strings.TrimPrefix(former, "/")
	if shortLink.MatchString(path) {
		return path, nil
	}
	path = strings.TrimSuffix(path, "/")
	isPath := strings.Contains(former, "/")
	switch {
	case address.ValidFormer(path) != nil || hasBackslash(path):
		return "", errNoFormer
	case isPath:
		return address.Key(path), nil
	}
	uri := ""
	if a.URL != "" {
		var ok bool
		if uri, ok = r.replaced(page, a.Slug, former); !ok {
			return "", errNotSlug
		}
	} else {
		then := *a
		then.Slug = former
		var err error
		if uri, err = r.site.page(r.base, &then); err != nil {
			return "", err
		}
	}
	return r.from(uri)
}

// hasBackslash reports whether an address has a backslash, encoded or not. Browsers take it for
// a slash (WHATWG URL, "path state"), so that no page was there.
func hasBackslash(path string) bool { return strings.Contains(address.Key(path), `\`) }

// replaced returns the address of a page with another slug.
func (r *redirecting) replaced(page, slug, other string) (string, bool) {
	u, err := url.Parse(page)
	if err != nil {
		return "", false
	}
	path, ok := address.WithSlug(strings.TrimPrefix(u.EscapedPath(), "/"), slug, other)
	if !ok {
		return "", false
	}
	u.Path, u.RawPath = "", ""
	uri, err := absolute(u, "/"+path)
	return uri, err == nil
}

// compared returns what servers compare of the key of an address: for them, an encoded slash is
// a slash, as in [url.URL.Path].
func compared(key string) string { return strings.ReplaceAll(key, "%2F", "/") }

// claim notes a former address.
func (r *redirecting) claim(c claim) {
	i, again := r.first[compared(c.from)]
	switch {
	case !again:
		r.first[compared(c.from)] = len(r.claims)
		r.claims = append(r.claims, c)
	case r.claims[i].to != c.to:
		r.claims[i].contested = true
		r.loseFrom(c, errClaimed)
	}
}

// holds reports whether a claim is the only one to an address that is not in use. If not,
// it tells Lost.
func (r *redirecting) holds(c claim) bool {
	switch {
	case r.used[compared(c.from)]:
		r.loseFrom(c, errInUse)
		return false
	case c.contested:
		r.loseFrom(c, errClaimed)
		return false
	}
	return true
}

// use notes an address that is in use, with whatever requests for it could be taken for.
func (r *redirecting) use(uri string) {
	u, err := url.Parse(uri)
	if err != nil || u.Host != r.base.Host {
		return
	}
	path := address.Key(u.EscapedPath())
	r.used[compared(path)] = true
	if path == "" && u.RawQuery != "" {
		r.used["?p="+u.Query().Get("p")] = true
	}
}

// from returns an address on the host of the site as presse.Redirect has it.
func (r *redirecting) from(uri string) (string, error) {
	u, err := url.Parse(uri)
	if err != nil || u.Host != r.base.Host {
		return "", errElsewhere
	}
	path := address.Key(u.EscapedPath())
	switch query := "?" + u.RawQuery; {
	case u.Fragment != "":
		return "", errQuery
	case u.RawQuery == "":
		return path, nil
	case path == "" && shortLink.MatchString(query):
		return query, nil
	}
	return "", errQuery
}

// relative returns the path of an address on the host of the site, without the first
// slash, and any other address as it is. So it does the home page, whose path is empty, and
// "https://journal.example//page": "//page" would be another host.
func (r *redirecting) relative(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Host != r.base.Host {
		return uri
	}
	path := strings.TrimPrefix(u.EscapedPath(), "/")
	if path == "" && u.RawQuery == "" || strings.HasPrefix(path, "/") {
		return uri
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if u.Fragment != "" {
		path += "#" + u.EscapedFragment()
	}
	return path
}

func (r *redirecting) lose(a *presse.Article, field, value string, err error) {
	r.site.lose(presse.Loss{Item: a.ID, Field: field, Value: value, Kind: presse.LossDropped, Err: err})
}

func (r *redirecting) loseFrom(c claim, err error) {
	r.site.lose(presse.Loss{Item: c.story, Field: "redirect", Value: c.from, Kind: presse.LossDropped, Err: err})
}
