package markup

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/record"
)

// A Fault is a setting that a Config cannot have.
type Fault struct {
	Field string // as in presse.Policy, in lower case: "embeds[1]"
	Value string
	Err   error
}

// Faults returns what is wrong with c, in the order of its fields. [NewRules] makes
// rules from a Config with faults too, which allow less rather than more.
func (c Config) Faults() (faults []Fault) {
	want := func(ok bool, field, value string, err error) {
		if !ok {
			faults = append(faults, Fault{field, value, err})
		}
	}
	want(c.Base == "" || baseOf(c.Base) != nil, "base", c.Base, errors.New("not an absolute http or https URL of a page"))
	for i, h := range c.Hosts {
		want(normalPattern(h) != "", fmt.Sprintf("hosts[%d]", i), h, whyHost(h))
	}
	for token := range strings.FieldsSeq(c.Rel) {
		want(relToken(strings.ToLower(token)) != 0, "rel", token, record.UnknownWord(relNames[:]))
	}
	var names []string
	if len(c.Embeds) > 0 {
		for i := range providers {
			names = append(names, providers[i].name)
		}
	}
	for i, e := range c.Embeds {
		want(containsFold(names, e), fmt.Sprintf("embeds[%d]", i), e, record.UnknownWord(names))
	}
	for i, h := range c.EmbedHosts {
		_, ok := framePlaceOf(h)
		want(ok, fmt.Sprintf("embed_hosts[%d]", i), h, whyPlace(h))
	}
	want(strings.Map(keepIDRune, c.IDPrefix) == c.IDPrefix, "id_prefix", c.IDPrefix, errors.New("has a character that an id cannot have"))
	want(len(c.IDPrefix) <= maxIDPrefix, "id_prefix", c.IDPrefix, fmt.Errorf("longer than %d bytes", maxIDPrefix))
	want(c.TopHeading >= 0 && c.TopHeading <= 6, "top_heading", fmt.Sprint(c.TopHeading), errors.New("not from 0 to 6"))
	for i, class := range c.Classes {
		err := checkClassPattern(class)
		want(err == nil, fmt.Sprintf("classes[%d]", i), class, err)
	}
	for i, name := range c.DataAttrs {
		want(checkDataName(name), fmt.Sprintf("data_attrs[%d]", i), name, errors.New("not the name of a data attribute in lower case"))
	}
	want(len(c.DataAttrs) <= maxDataAttrs, "data_attrs", fmt.Sprint(len(c.DataAttrs)), fmt.Errorf("more than %d", maxDataAttrs))
	for i, h := range c.MediaHosts {
		want(normalPattern(h) != "", fmt.Sprintf("media_hosts[%d]", i), h, whyHost(h))
	}
	if c.Bluemonday != nil {
		err := judgeOf(c.Bluemonday).fault()
		want(err == nil, "bluemonday", "", err)
	}
	return faults
}

// baseOf returns the URL of a page, or nil if base is not an absolute http or https URL
// that browsers and this package read alike.
func baseOf(base string) *url.URL {
	if strings.ContainsFunc(base, func(c rune) bool { return unicode.IsControl(c) || unicode.IsSpace(c) || c == '\\' }) || !utf8.ValidString(base) {
		return nil
	}
	_, rest, found := cutScheme(base)
	normal, _ := new(Rules).normalURL(base, true)
	if !found || leadingSlashes(rest) != 2 || !strings.HasPrefix(normal, "http") {
		return nil
	}
	u, err := url.Parse(normal)
	if err != nil {
		return nil
	}
	return u
}

// A framePlace is where frames are let through: on a host, or ".host", under a path.
type framePlace struct{ host, under string }

// framePlaceOf reads a host with an optional path, and reports whether it is valid. The
// path is in the form that normal URLs have.
func framePlaceOf(s string) (framePlace, bool) {
	host, port, path := splitAuthority(s)
	p := framePlace{normalPattern(host), encodeURL(path, true)}
	resolved, ok := browserPath(path)
	return p, ok && resolved == path && port == "" && p.host != "" && !strings.ContainsAny(path, "?#\\*") && utf8.ValidString(path)
}

// holds reports whether a browser asks the server for a path under p, given the part of a
// frame's URL after the host.
func (p framePlace) holds(path string) bool {
	path, ok := browserPath(path)
	return ok && strings.HasPrefix(path, p.under)
}

// browserPath returns the path that a browser asks for, given the part of a normal URL
// after the host: without query, fragment and dot segments (URL Standard, path state). It
// returns false if a server that decodes the path once more, or removes parameters, could
// find a dot segment in the result, as in "..%2f" and "..;".
func browserPath(path string) (resolved string, ok bool) {
	if end := strings.IndexAny(path, "?#"); end >= 0 {
		path = path[:end]
	}
	if !strings.Contains(path, "/.") && !strings.Contains(path, "%") {
		return path, true
	}
	var kept []string
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, segment := range segments {
		last := i == len(segments)-1
		switch strings.ReplaceAll(strings.ToLower(segment), "%2e", ".") {
		case "..":
			kept = kept[:max(len(kept)-1, 0)]
			if last {
				kept = append(kept, "")
			}
		case ".":
			if last {
				kept = append(kept, "")
			}
		default:
			kept = append(kept, segment)
		}
	}
	for _, segment := range kept {
		segment = strings.ReplaceAll(strings.ToLower(segment), "%2e", ".")
		segment = strings.NewReplacer("%2f", "/", "%5c", "/", "%3b", ";").Replace(segment)
		for part := range strings.SplitSeq(segment, "/") {
			if part, _, _ = strings.Cut(part, ";"); part == "." || part == ".." {
				return "", false
			}
		}
	}
	return "/" + strings.Join(kept, "/"), true
}

// maxIDPrefix is the maximum length of Config.IDPrefix in bytes. It is put before every id
// and every link to one.
const maxIDPrefix = 100

// whyPlace returns why h, a host with an optional path, is not valid.
func whyPlace(h string) error {
	if host, port, path := splitAuthority(h); port == "" && normalPattern(host) != "" {
		if strings.Contains(path, "*") {
			return errors.New("a path is a prefix and has no *")
		}
		return errors.New("not a path")
	}
	return whyHost(h)
}

func whyHost(h string) error {
	switch _, port, _ := splitAuthority(h); {
	case strings.Contains(h, "://"):
		return errors.New("a host has no scheme")
	case port != "":
		return errors.New("a host has no port")
	}
	return errors.New("not a host")
}

// normalPattern returns a host, or ".host" for that host and all below it, in the
// form that normal URLs have; "" if it is not valid.
func normalPattern(h string) string {
	name, below := strings.CutPrefix(strings.TrimSpace(h), ".")
	if !utf8.ValidString(name) {
		return ""
	}
	if name = normalHost(name); below && name != "" {
		name = "." + name
	}
	return name
}

// covers reports whether a pattern of [normalPattern] stands for the host.
func covers(pattern, host string) bool {
	return host == pattern || pattern[0] == '.' && (host == pattern[1:] || strings.HasSuffix(host, pattern))
}
