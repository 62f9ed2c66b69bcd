package publish

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/markup"
)

var (
	errNoURL    = errors.New("neither Article.URL nor Site.URL says where the story is")
	errRelative = errors.New("not an absolute URL")
	errNoScheme = errors.New("an address of another site without https://")
)

// absolute returns raw as an absolute http or https URI (RFC 3986) in the form in which
// bodies have it too: resolved on base, with its host in ASCII, and percent-encoded. That is
// the form that RSS, Atom, sitemaps and schema.org ask for, none of which takes an IRI.
func absolute(base *url.URL, raw string) (string, error) {
	return markup.Absolute(base, strict(withoutRoot(raw)))
}

// withoutRoot returns an address without the dot after its host that stands for the root of all
// domains (RFC 1034, section 3.1): "https://www.remparts.exemple.ma./x".
func withoutRoot(raw string) string {
	i := strings.Index(raw, "//")
	if i < 0 || i > 0 && raw[i-1] != ':' {
		return raw
	}
	i += len("//")
	end := len(raw)
	if n := strings.IndexAny(raw[i:], `/?#:\\`); n >= 0 {
		end = i + n
	}
	if host := raw[i:end]; len(host) < 2 || host[len(host)-1] != '.' || host[len(host)-2] == '.' {
		return raw
	}
	return raw[:end-1] + raw[end:]
}

// strict returns an address in the normal form of bodies as a URI of RFC 3986, which is
// stricter than browsers are: a percent sign begins an escape (section 2.1), brackets are only
// for hosts (section 3.2.2), and a fragment has no number sign (section 3.5). xmllint refuses
// addresses that are not.
func strict(uri string) string {
	const special = "%[]#"
	i := strings.IndexAny(uri, special)
	if i < 0 {
		return uri
	}
	b, fragment := make([]byte, 0, len(uri)+2*len("%25")), false
	b = append(b, uri[:i]...)
	for ; i < len(uri); i++ {
		switch c := uri[i]; {
		case c == '%' && (i+2 >= len(uri) || !isHex(uri[i+1]) || !isHex(uri[i+2])), c == '[', c == ']', c == '#' && fragment:
			b = fmt.Appendf(b, "%%%02X", c)
		default:
			fragment = fragment || c == '#'
			b = append(b, c)
		}
	}
	return string(b)
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

// addresses sets the page, the canonical page and what is wrong with them.
func (r *releasing) addresses() {
	out := r.out
	out.page, out.fault = r.site.page(r.base, r.in)
	if out.fault != nil && out.fault != errNoURL {
		r.lose(presse.LossDropped, "url", r.in.URL, out.fault)
	}
	var err error
	if out.canonical, err = canonical(r.base, r.in, out.page); err != nil {
		r.lose(presse.LossDropped, "canonical", r.in.Canonical, err)
	}
}

// canonical returns the absolute URI of the page that search engines should index instead of
// the page of a story, or that page itself if the story names none. If what it names cannot be
// read, nobody knows which page it is, and it is none: a copy must not claim to be the original.
// A place on a page is no page (Google Search Central, "How to specify a canonical URL", on
// fragments), and a page that has https is not also one of http.
func canonical(base *url.URL, a *presse.Article, page string) (string, error) {
	if a.Canonical == "" {
		return withoutFragment(page), nil
	}
	if lacksScheme(a.Canonical) {
		return "", errNoScheme
	}
	if !hasScheme.MatchString(a.Canonical) {
		return "", errRelative
	}
	uri, err := absolute(base, a.Canonical)
	if err != nil {
		return "", err
	}
	uri = withoutFragment(uri)
	if rest, plain := strings.CutPrefix(uri, "http://"); plain && strings.HasPrefix(page, "https://") && !isCopy(page, uri) {
		uri = "https://" + rest
	}
	return uri, nil
}

// hasScheme is the beginning of an address with a scheme (RFC 3986, section 3.1), or of one from
// the root of a site. Any other text is resolved too, but is no address: "pas encore".
var hasScheme = regexp.MustCompile(`^\s*([a-zA-Z][a-zA-Z0-9+.-]*:|[/\\])`)

// withoutFragment returns the address of the page on which a place is.
func withoutFragment(uri string) string {
	page, _, _ := strings.Cut(uri, "#")
	return page
}

// lacksScheme reports whether an address begins with a host: "www.exemple.ma/article", which
// would be a path of this site.
func lacksScheme(raw string) bool {
	first, _, more := strings.Cut(strings.TrimSpace(raw), "/")
	first = strings.ToLower(first)
	if strings.HasPrefix(first, "www.") {
		return true
	}
	i := strings.LastIndexByte(first, '.')
	if !more || i <= 0 || len(first)-i-1 < 2 || strings.ContainsAny(first, ":?#") {
		return false
	}
	switch domain := first[i+1:]; domain {
	case "php", "html", "htm", "asp", "aspx", "jsp", "cgi", "xml": // index.php/2026/article
		return false
	default:
		return strings.Trim(domain, "abcdefghijklmnopqrstuvwxyz") == ""
	}
}

// page returns the absolute URI of the page of a story.
func (s *Site) page(base *url.URL, a *presse.Article) (string, error) {
	raw := a.URL
	if raw == "" && s.URL != nil {
		raw = s.URL(a)
	}
	if raw == "" {
		return "", errNoURL
	}
	return absolute(base, raw)
}
