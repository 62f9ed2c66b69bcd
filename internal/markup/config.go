package markup

import (
	"errors"
	"fmt"
	"strings"

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
	base, _ := new(Rules).normalURL(c.Base, true)
	_, host, _ := strings.Cut(c.Base, "://") // to a browser, "https:///a" has the host a
	want(c.Base == "" || strings.HasPrefix(base, "http") && leadingSlashes(host) == 0, "base", c.Base, errors.New("not an absolute http or https URL"))
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
		host, port, path := splitAuthority(h)
		want(port == "" && normalPattern(host) != "" && !strings.Contains(path, ".."), fmt.Sprintf("embed_hosts[%d]", i), h, whyHost(h))
	}
	want(strings.Map(keepIDRune, c.IDPrefix) == c.IDPrefix, "id_prefix", c.IDPrefix, errors.New("has a character that an id cannot have"))
	want(c.TopHeading >= 0 && c.TopHeading <= 6, "top_heading", fmt.Sprint(c.TopHeading), errors.New("not from 0 to 6"))
	return faults
}

// A framePlace is where frames are let through: on a host, or ".host", under a path.
type framePlace struct{ host, under string }

func whyHost(h string) error {
	if strings.Contains(h, "://") {
		return errors.New("a host has no scheme")
	}
	return errors.New("not a host")
}

// normalPattern returns a host, or ".host" for that host and all below it, in the
// form that normal URLs have; "" if it is not valid.
func normalPattern(h string) string {
	name, below := strings.CutPrefix(strings.TrimSpace(h), ".")
	if name = normalHost(name); below && name != "" {
		name = "." + name
	}
	return name
}

// covers reports whether a pattern of [normalPattern] stands for the host.
func covers(pattern, host string) bool {
	return host == pattern || pattern[0] == '.' && (host == pattern[1:] || strings.HasSuffix(host, pattern))
}
