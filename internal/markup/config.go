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
	for i := range providers {
		names = append(names, providers[i].name)
	}
	for i, e := range c.Embeds {
		want(containsFold(names, e), fmt.Sprintf("embeds[%d]", i), e, record.UnknownWord(names))
	}
	for i, h := range c.EmbedHosts {
		_, ok := framePlaceOf(h)
		want(ok, fmt.Sprintf("embed_hosts[%d]", i), h, whyHost(h))
	}
	want(strings.Map(keepIDRune, c.IDPrefix) == c.IDPrefix, "id_prefix", c.IDPrefix, errors.New("has a character that an id cannot have"))
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
		want(judgeOf(c.Bluemonday).settles, "bluemonday", "", errors.New("changes its own output, so that no text can be stable"))
	}
	return faults
}

// baseOf returns the URL of a page, or nil if base is not an absolute http or https URL
// that browsers and this package read alike.
func baseOf(base string) *url.URL {
	if strings.ContainsFunc(base, unicode.IsControl) || !utf8.ValidString(base) {
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
	return p, port == "" && p.host != "" && !strings.ContainsAny(path, "?#\\") && !climbs(path) && utf8.ValidString(path)
}

// climbs reports whether a browser removes segments from a path: it takes "%2e" for a
// full stop (URL Standard, "double-dot URL path segment").
func climbs(path string) bool {
	path = strings.ReplaceAll(strings.ToLower(path), "%2e", ".")
	return strings.Contains(path, "..") || strings.Contains(path, "/./") || strings.HasSuffix(path, "/.")
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
