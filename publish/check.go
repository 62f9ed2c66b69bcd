package publish

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/markup"
	"github.com/presse-go/presse/internal/quote"
)

var (
	errEmpty   = errors.New("must not be empty")
	errNil     = errors.New("nil pointer")
	errNotURL  = errors.New("not an absolute http or https URL")
	errIPv6    = errors.New("an IPv6 address in place of the name of a host")
	errNotHome = errors.New("the URL of a home page with a query")
	errControl = errors.New("a control character in it")
	errTag     = errors.New("not a domain or an e-mail address, a comma and a date, as in \"journal.ma,2019\" (RFC 4151)")
	errClass   = errors.New("not the name of a class")
	errAccount = errors.New("not an account, as in \"@remparts\"")
	errLang    = errors.New("not a BCP 47 language tag")
)

var (
	// taggingEntity is that of RFC 4151, section 2.1.
	taggingEntity = regexp.MustCompile(`^([a-zA-Z0-9._-]+@)?[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*,[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$`)
	className     = regexp.MustCompile(`^-?[a-zA-Z_][a-zA-Z0-9_-]*$`)
	account       = regexp.MustCompile(`^@[a-zA-Z0-9_]{1,15}$`)
)

// check returns the base of the site, or everything that is wrong with the site.
func (s *Site) check(op string) (*url.URL, error) {
	if s == nil {
		return nil, &presse.Error{Op: op, Field: "site", Err: errNil}
	}
	var faults []error
	want := func(ok bool, field, value string, err error) {
		if !ok {
			faults = append(faults, &presse.Error{Op: op, Field: field, Value: quote.Short(withoutPassword(value)), Err: err})
		}
	}
	wantURL := func(field, raw string) {
		_, err := absolute(nil, raw)
		want(err == nil && isWeb(raw), field, raw, errNotURL)
	}
	want(s.Base != "", "base", "", errEmpty)
	var base *url.URL
	if s.Base != "" {
		uri, err := absolute(nil, s.Base)
		if err == nil {
			base, err = url.Parse(uri)
		}
		_, host, _ := strings.Cut(s.Base, "://")
		switch {
		case strings.HasPrefix(host, "["): // none in bodies either
			want(false, "base", s.Base, errIPv6)
		case strings.ContainsFunc(strings.TrimSpace(s.Base), unicode.IsControl):
			want(false, "base", s.Base, errControl)
		case err != nil || !isWeb(s.Base):
			want(false, "base", s.Base, errNotURL)
		default:
			want(base.RawQuery == "" && !base.ForceQuery, "base", s.Base, errNotHome) // a fragment does no harm: see homePage
		}
	}
	if s.Lang != "" {
		_, err := s.Lang.MarshalText()
		want(err == nil, "lang", string(s.Lang), errLang)
	}
	wantPicture := func(field, raw string) {
		if raw != "" && base != nil {
			_, err := absolute(base, raw)
			want(err == nil, field, raw, errNotURL)
		}
	}
	wantPicture("logo.url", s.Logo.URL)
	wantPicture("image.url", s.Image.URL)
	want(s.Tag == "" || isTag(s.Tag), "tag", s.Tag, errTag)
	want(s.Account == "" || account.MatchString(s.Account), "account", s.Account, errAccount)
	for i, raw := range s.SameAs {
		wantURL(fmt.Sprintf("same_as[%d]", i), raw)
	}
	for _, name := range slices.Sorted(maps.Keys(s.Policies)) {
		wantURL("policies."+name, s.Policies[name])
	}
	want(s.Paywall == "" || className.MatchString(s.Paywall), "paywall", s.Paywall, errClass)
	s.checkPolicy(want)
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return base, nil
}

// isWeb reports whether an address begins with a web scheme and a host. Browsers take
// "https:///x" and "https:x" for https://x/ too, but whoever writes that in a configuration has
// forgotten something.
func isWeb(raw string) bool {
	scheme, rest, ok := strings.Cut(raw, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")) && rest != "" && strings.IndexByte(`/\\?#`, rest[0]) < 0
}

// isTag reports whether s is a tagging entity whose date exists.
func isTag(s string) bool {
	if !taggingEntity.MatchString(s) {
		return false
	}
	_, date, _ := strings.Cut(s, ",")
	_, err := time.Parse("2006-01-02"[:len(date)], date)
	return err == nil
}

// withoutPassword returns an address without the user name and the password in it.
func withoutPassword(raw string) string {
	before, rest, ok := strings.Cut(raw, "//")
	if !ok {
		return raw
	}
	host, _, _ := strings.Cut(rest, "/")
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		return before + "//" + rest[i+1:]
	}
	return raw
}

// checkPolicy reports what is wrong with the policy. Faults do not depend on the scope, and
// Base is not used. A Bluemonday policy is checked apart: its faults are remembered by
// internal/markup, so that asking for them takes no time, while a sanitizer with one takes
// ten microseconds to make, and Release asks for every story.
func (s *Site) checkPolicy(want func(ok bool, field, value string, err error)) {
	p := s.Policy
	p.Scope, p.Base, p.Bluemonday = presse.ScopeArticle, "", nil
	if _, err := presse.NewSanitizer(p); err != nil {
		for _, f := range presse.Faults(err) {
			want(false, "policy."+f.Field, f.Value, f.Err)
		}
	}
	if s.Policy.Bluemonday != nil {
		for _, f := range (markup.Config{Bluemonday: s.Policy.Bluemonday}).Faults() {
			want(false, "policy."+f.Field, f.Value, f.Err)
		}
	}
}
