package markup

import (
	"errors"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// Browsers, Go and feed readers interpret malformed URLs differently: "https:\\evil\",
// "///evil" and "http:evil" do not lead where they seem to. A URL is therefore never
// checked as written. The normaliser follows the WHATWG URL parser
// (https://url.spec.whatwg.org) to produce a form that all parsers agree on, and the
// verifier accepts only that form:
//
//	http://HOST[:PORT][/…][?…][#…]     HOST in lower-case ASCII, no credentials
//	https://HOST…
//	mailto:…  tel:…                    links only
//	/…  ./…  ../…  ?…  #…             not beginning with two slashes
//
// All are in printable ASCII without space and " < > \ ^ ` { | }.

// urlByte is the set of bytes that may appear in a normal URL, apart from &.
var urlByte = asciiSet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$'()*+,;=%")

// maxURL is the maximum length of a URL in bytes. Web servers refuse longer request lines.
const maxURL = 8192

// A byteSet is a set of bytes, stored as a lookup table.
type byteSet [256]bool

func asciiSet(members string) (set byteSet) {
	for i := range len(members) {
		set[members[i]] = true
	}
	return set
}

// checkURL reports whether v, an escaped attribute value, is a URL in normal form that
// the rules allow, and whether it leads to another site. resource reports whether a
// browser loads the URL on its own.
func (r *Rules) checkURL(v string, resource bool) (ok, external bool) {
	if v == "" || len(v) > maxURL {
		return false, false
	}
	for i := 0; i < len(v); i++ {
		if !urlByte[v[i]] && !strings.HasPrefix(v[i:], "&amp;") {
			return false, false
		}
	}
	switch v[0] {
	case 'h':
		rest, found := strings.CutPrefix(v, "https://")
		if !found {
			if rest, found = strings.CutPrefix(v, "http://"); !found {
				return false, false
			}
		}
		host, port, _ := splitAuthority(rest)
		return checkHost(host) && checkPort(port), !r.own(host)
	case 'm', 't':
		address, found := strings.CutPrefix(v, "mailto:")
		if !found {
			address, found = strings.CutPrefix(v, "tel:")
		}
		return found && !resource && r.mail && address != "" && address[0] != '/', false
	case '#':
		return r.scope != Feed, false
	}
	return startsRelative(v[0]) && !strings.HasPrefix(v, "//") && !r.absolute, false
}

// startsRelative reports whether no parser, however lenient, can mistake a reference that
// begins with c for a URL with a scheme.
func startsRelative(c byte) bool { return c == '/' || c == '.' || c == '?' || c == '#' }

// splitAuthority splits the part of a URL after "https://" into the host, the port with
// its colon, and the rest, from the first / ? or # on.
func splitAuthority(s string) (host, port, rest string) {
	colon, end := -1, 0
	for end < len(s) && s[end] != '/' && s[end] != '?' && s[end] != '#' {
		if s[end] == ':' {
			colon = end
		}
		end++
	}
	if colon < 0 {
		return s[:end], "", s[end:]
	}
	return s[:colon], s[colon:end], s[end:]
}

// checkHost reports whether h is a name in lower-case ASCII or an IPv4 address in
// canonical form. It rejects other forms that a browser reads as an address, such as
// "0x7f.1" and "2130706433".
func checkHost(h string) bool {
	if h == "" || len(h) > 253 {
		return false
	}
	label := 0 // where the current label begins
	for i := 0; i < len(h); i++ {
		c := h[i]
		switch {
		case c == '.':
			if i == label {
				return false
			}
			label = i + 1
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-', c == '_':
		default:
			return false
		}
	}
	last := h[label:]
	if last == "" {
		return false
	}
	if '0' <= last[0] && last[0] <= '9' {
		addr, err := netip.ParseAddr(h)
		return err == nil && addr.Is4()
	}
	return true
}

// checkPort reports whether p is empty, or a colon followed by a number from 1 to 65535
// without leading zeros.
func checkPort(p string) bool {
	if p == "" {
		return true
	}
	n := 0
	for i := 1; i < len(p); i++ {
		if p[i] < '0' || p[i] > '9' || i > 5 {
			return false
		}
		n = n*10 + int(p[i]-'0')
	}
	return len(p) > 1 && p[1] != '0' && n <= 65535
}

// own reports whether host belongs to the site.
func (r *Rules) own(host string) bool {
	for _, h := range r.hosts {
		if covers(h, host) {
			return true
		}
	}
	return false
}

// normalURL returns raw, a URL without character references, in normal form but not yet
// escaped. If the URL cannot be kept, it returns "" and the reason.
func (r *Rules) normalURL(raw string, resource bool) (normal, reason string) {
	if len(raw) > maxURL {
		return "", "a URL longer than servers accept"
	}
	defer func() {
		if len(normal) > maxURL {
			normal, reason = "", "a URL longer than servers accept"
		}
	}()
	raw = trimURL(raw)
	scheme, rest, found := cutScheme(raw)
	if !found {
		scheme, rest = "", raw
	}
	slashes := leadingSlashes(rest)
	switch scheme {
	case "http", "https":
		if slashes >= 2 {
			return absoluteURL(scheme, rest[slashes:])
		}
		// "https:page" is relative only on a page with the same scheme.
		switch {
		case r.base == nil:
			return "", "a URL whose meaning depends on the page"
		case r.base.Scheme != scheme:
			return absoluteURL(scheme, rest[slashes:])
		}
	case "mailto", "tel":
		if resource || !r.mail || rest == "" || slashes > 0 {
			return "", "a scheme that is not allowed here: " + scheme
		}
		return scheme + ":" + encodeURL(rest, false), ""
	case "":
	default:
		return "", "a scheme that is not allowed: " + scheme
	}
	if slashes >= 2 {
		scheme = "https"
		if r.base != nil {
			scheme = r.base.Scheme
		}
		return absoluteURL(scheme, rest[slashes:])
	}
	return r.relativeURL(encodeURL(rest, true))
}

// relativeURL returns ref, an encoded reference without scheme and host, in normal form.
// It resolves ref if the rules require absolute URLs.
func (r *Rules) relativeURL(ref string) (normal, reason string) {
	if ref == "" {
		return "", "an empty URL"
	}
	if !startsRelative(ref[0]) {
		ref = "./" + ref
	}
	if !r.absolute || ref[0] == '#' && r.scope != Feed {
		return ref, ""
	}
	if r.base == nil {
		return "", "a relative URL without a base"
	}
	u, err := url.Parse(ref)
	if err != nil {
		return "", "a URL that cannot be resolved"
	}
	u = r.base.ResolveReference(u)
	return absoluteURL(u.Scheme, strings.TrimPrefix(u.String(), u.Scheme+"://"))
}

// absoluteURL returns the normal form of the URL with the given scheme, where s is the
// part after the slashes.
func absoluteURL(scheme, s string) (normal, reason string) {
	end := strings.IndexAny(s, `/\?#`)
	if end < 0 {
		end = len(s)
	}
	authority, rest := s[:end], s[end:]
	if strings.Contains(authority, "@") {
		return "", "a URL with a user name"
	}
	host, port, _ := splitAuthority(authority)
	if host = normalHost(host); host == "" {
		return "", "a URL without a valid host"
	}
	if port == ":" || port == ":80" && scheme == "http" || port == ":443" && scheme == "https" {
		port = ""
	}
	if !checkPort(port) {
		return "", "a URL without a valid port"
	}
	return scheme + "://" + host + port + encodeURL(rest, true), ""
}

// maxHost is the maximum length of a host in bytes before it is converted to ASCII: 253
// letters of at most four bytes. The conversion takes quadratic time (RFC 3492, section
// 6.3), so that a longer name must be refused before it.
const maxHost = 4 * 253

// normalHost returns host in normal form: percent-decoded and converted to lower-case
// ASCII. It returns "" if host is not valid.
func normalHost(host string) string {
	if strings.Contains(host, "%") {
		decoded, err := url.PathUnescape(host)
		if err != nil {
			return ""
		}
		host = decoded
	}
	if len(host) > maxHost {
		return ""
	}
	for i := range len(host) {
		if host[i] >= 0x80 {
			if host = asciiHost(host); host == "" {
				return ""
			}
			break
		}
	}
	host = strings.ToLower(host)
	if !checkHost(host) {
		return ""
	}
	return host
}

// asciiHost converts a host to ASCII as browsers do, or returns "" if it is not valid.
func asciiHost(host string) string {
	for label := range strings.SplitSeq(host, ".") {
		// 63 letters is the longest label, and each of them may be written as a letter
		// with an accent that follows it. Nothing is lost if longer ones are refused.
		if utf8.RuneCountInString(label) > 2*63 {
			return ""
		}
	}
	// The tables of idna are those of Unicode 15.0, which maps the capital sharp s to ss.
	// Since 15.1, it is mapped to the small one (UTS 46, revision 31).
	ascii, err := hostProfile().ToASCII(strings.ReplaceAll(host, "ẞ", "ß"))
	if err != nil {
		return ""
	}
	return ascii
}

// hostProfile returns a profile that maps host names as browsers do: UTS 46,
// non-transitional.
var hostProfile = sync.OnceValue(func() *idna.Profile {
	return idna.New(idna.MapForLookup(), idna.Transitional(false), idna.BidiRule(), idna.StrictDomainName(false))
})

// trimURL removes what the WHATWG parser removes before parsing: control characters and
// spaces at both ends, and tabs and newlines anywhere.
func trimURL(s string) string {
	s = strings.TrimFunc(s, func(c rune) bool { return c <= ' ' })
	if !strings.ContainsAny(s, "\t\n\r") {
		return s
	}
	return strings.Map(func(c rune) rune {
		if c == '\t' || c == '\n' || c == '\r' {
			return -1
		}
		return c
	}, s)
}

// cutScheme splits a URL after its scheme, which it returns in lower case and without the
// colon.
func cutScheme(s string) (scheme, rest string, found bool) {
	for i := 0; i < len(s); i++ {
		c := s[i] | 0x20
		switch {
		case 'a' <= c && c <= 'z':
		case i == 0:
			return "", s, false
		case '0' <= s[i] && s[i] <= '9', s[i] == '+', s[i] == '-', s[i] == '.':
		case s[i] == ':':
			return strings.ToLower(s[:i]), s[i+1:], true
		default:
			return "", s, false
		}
	}
	return "", s, false
}

func leadingSlashes(s string) int {
	n := 0
	for n < len(s) && (s[n] == '/' || s[n] == '\\') {
		n++
	}
	return n
}

// encodeURL percent-encodes every byte that may not appear in the normal form. In the
// path of a hierarchical URL, it replaces backslashes with slashes.
func encodeURL(s string, hierarchical bool) string {
	var b []byte // nil as long as s is unchanged
	path := hierarchical
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '?' || c == '#' {
			path = false
		}
		if urlByte[c] || c == '&' {
			if b != nil {
				b = append(b, c)
			}
			continue
		}
		if b == nil {
			b = append(make([]byte, 0, len(s)+16), s[:i]...)
		}
		if c == '\\' && path {
			b = append(b, '/')
		} else {
			const hex = "0123456789ABCDEF"
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	if b == nil {
		return s
	}
	return string(b)
}

// checkSrcset reports whether v is a list of candidates "URL", "URL 300w" or "URL 1.5x",
// separated by a comma and a space. No URL may begin or end with a comma, so that a
// browser splits the list in the same places.
// https://html.spec.whatwg.org/multipage/images.html#parse-a-srcset-attribute
func (r *Rules) checkSrcset(v string) bool {
	if len(v) > maxSrcset {
		return false
	}
	for {
		candidate, rest, more := strings.Cut(v, ", ")
		link, descriptor, described := strings.Cut(candidate, " ")
		if link == "" || link[0] == ',' || link[len(link)-1] == ',' || described && !checkDescriptor(descriptor) {
			return false
		}
		if ok, _ := r.checkURL(link, true); !ok || !r.checkMedia(link) {
			return false
		}
		if !more {
			return true
		}
		v = rest
	}
}

// checkDescriptor reports whether d consists of digits followed by w, or of digits with at
// most one decimal point followed by x.
func checkDescriptor(d string) bool {
	if len(d) < 2 || len(d) > 8 {
		return false
	}
	unit := d[len(d)-1]
	if unit != 'w' && unit != 'x' || d[0] < '0' || d[0] > '9' {
		return false
	}
	points := 0
	for i := range len(d) - 1 {
		switch {
		case d[i] == '.' && unit == 'x' && points == 0 && i < len(d)-2:
			points++
		case d[i] < '0' || d[i] > '9':
			return false
		}
	}
	return true
}

// normalSrcset returns the candidates of a srcset that can be kept, in normal form, and
// the reason why one of the others cannot.
func (r *Rules) normalSrcset(raw string) (normal, reason string) {
	const space = " \t\n\f\r"
	var b strings.Builder
	b.Grow(min(len(raw)+len(raw)/4, maxSrcset))
	size := 0 // of the value as it is written, at most
	for raw = strings.TrimLeft(raw, space+","); raw != ""; raw = strings.TrimLeft(raw, space+",") {
		link, descriptor := raw, ""
		if i := strings.IndexAny(raw, space); i >= 0 {
			link, raw = raw[:i], raw[i:]
		} else {
			raw = ""
		}
		if bare := strings.TrimRight(link, ","); bare != link {
			link = bare
		} else {
			// A comma inside parentheses does not end a descriptor.
			end, depth := 0, 0
			for ; end < len(raw) && (raw[end] != ',' || depth > 0); end++ {
				switch raw[end] {
				case '(':
					depth++
				case ')':
					depth = 0
				}
			}
			descriptor, raw = strings.Trim(raw[:end], space), raw[end:]
		}
		// A height after the width, as in "640w 480h", adds nothing.
		descriptor, _, _ = strings.Cut(descriptor, " ")
		if descriptor != "" && !checkDescriptor(descriptor) {
			reason = "an invalid size"
			continue
		}
		link, why := r.normalURL(link, true)
		if link != "" {
			before := link
			if link, why = r.normalMedia(link); link != "" && link != before {
				reason = "http, replaced by https"
			}
		}
		if link == "" || link[0] == ',' || link[len(link)-1] == ',' {
			reason = why
			continue
		}
		if size += len(", ") + len(link) + len("&amp;")*strings.Count(link, "&") + len(" ") + len(descriptor); size > maxSrcset {
			return b.String(), "more candidates than a browser reads in time"
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(link)
		if descriptor != "" {
			b.WriteByte(' ')
			b.WriteString(descriptor)
		}
	}
	if b.Len() == 0 && reason == "" {
		reason = "an empty URL"
	}
	return b.String(), reason
}

// Absolute returns raw as an absolute http or https URL in normal form, not escaped. It is
// resolved on base, the address of a page, unless that is nil.
func Absolute(base *url.URL, raw string) (string, error) {
	r := Rules{absolute: true, scope: Feed, base: base}
	normal, reason := r.normalURL(raw, true)
	if reason != "" {
		return "", errors.New(reason)
	}
	return normal, nil
}
