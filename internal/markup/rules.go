package markup

import (
	"net/url"
	"strings"

	"github.com/microcosm-cc/bluemonday"

	"github.com/presse-go/presse/internal/html"
)

// Scope is the context in which the HTML will be used; see presse.Scope.
type Scope uint8

// The scopes, in the same order as those of presse.Scope.
const (
	Article Scope = iota
	Comment
	Inline
	Feed
	Plain
	numScopes
)

// Config holds the settings of presse.Policy that concern markup.
type Config struct {
	Scope      Scope
	Base       string
	Hosts      []string
	Rel        string
	Embeds     []string
	EmbedHosts []string
	IDPrefix   string
	TopHeading int
	Classes    []string
	DataAttrs  []string
	NewWindow  bool
	MediaHosts []string
	NoLinks    bool
	HeadingID  func(heading string) string // returns the id for the HTML of a heading; nil if headings need none
	Bluemonday *bluemonday.Policy          // judges the text too; nil if none does
}

// Rules is a Config prepared for use. It is immutable.
type Rules struct {
	*allowance
	scope      Scope
	xml        bool     // written as XML: <br/>, only the named entities of XML
	absolute   bool     // relative URLs are resolved or removed
	base       *url.URL // nil if there is none
	page       string   // base in normal form, without its fragment
	hosts      []string // lower case; ".host" includes its subdomains
	rel        relSet   // tokens that every external link must have
	embeds     []*provider
	embedHosts []framePlace
	idPrefix   string
	topHeading html.Element
	classes    []string // patterns; nil if all classes are allowed
	dataAttrs  []string // at most maxDataAttrs
	newWindow  bool
	mediaHosts []string // patterns of hosts; nil if all are allowed
	headingID  func(heading string) string
	judge      *judge // nil if there is none
}

// An allowance records which elements, attributes and schemes of the normal form are
// allowed. The generated table has one for each scope (allowed_table.go). It is not
// computed from a policy of bluemonday, which takes milliseconds; but bluemonday allows
// the same in the policies of the tests, which TestTableIsWhatBluemondayAllows and
// TestBluemondayAgrees check.
type allowance struct {
	elements   [html.Elements]bool
	attributes [html.Elements]attributeSet
	mail       bool // mailto: and tel: links
}

// An attributeSet is a bit set, with bit a for attribute a.
type attributeSet uint64

func (s attributeSet) has(a attribute) bool { return s>>a&1 != 0 }

// NewRules returns the Rules for c. An unknown scope is treated as Plain, and a base
// that is not an absolute http or https URL is ignored.
func NewRules(c Config) *Rules {
	if c.Scope >= numScopes {
		c.Scope = Plain
	}
	r := &Rules{
		allowance:  &allowances[c.Scope],
		scope:      c.Scope,
		xml:        c.Scope == Feed,
		rel:        relTokens(c.Rel),
		idPrefix:   strings.Map(keepIDRune, c.IDPrefix),
		topHeading: html.H1 + html.Element(min(max(c.TopHeading, 1), 6)-1),
		classes:    c.Classes,
		newWindow:  c.NewWindow,
		headingID:  c.HeadingID,
	}
	if c.Bluemonday != nil {
		r.judge = judgeOf(c.Bluemonday)
		al := r.judge.limit(r.allowance)
		if c.Scope == Comment && r.judge.relKept&relTokens("nofollow") == 0 {
			al.elements[html.A] = false
		}
		r.allowance = al
		if !r.judge.keepsIDs() {
			r.headingID = nil
		}
	}
	if c.NoLinks {
		al := *r.allowance
		al.elements[html.A], al.attributes[html.A] = false, 0
		r.allowance = &al
	}
	if c.Scope == Article {
		for _, name := range c.DataAttrs {
			if checkDataName(name) && len(r.dataAttrs) < maxDataAttrs && (r.judge == nil || r.judge.keeps(name)) {
				r.dataAttrs = append(r.dataAttrs, name)
			}
		}
	}
	if c.MediaHosts != nil {
		r.mediaHosts = []string{}
		for _, h := range c.MediaHosts {
			if h = normalPattern(h); h != "" {
				r.mediaHosts = append(r.mediaHosts, h)
			}
		}
	}
	for _, h := range c.Hosts {
		if h = normalPattern(h); h != "" {
			r.hosts = append(r.hosts, h)
		}
	}
	if r.base = baseOf(c.Base); r.base != nil {
		r.hosts = append(r.hosts, r.base.Hostname())
		page := *r.base
		page.Fragment, page.RawFragment = "", ""
		r.page = page.String()
	}
	r.absolute = r.base != nil || c.Scope == Feed
	if c.Scope == Comment {
		r.rel |= relTokens("nofollow ugc")
	}
	if r.judge != nil {
		r.rel &= r.judge.relKept
	}
	for i := range providers {
		p := &providers[i]
		if (r.elements[html.Iframe] || c.Scope == Feed) && (c.Embeds == nil || containsFold(c.Embeds, p.name)) {
			r.embeds = append(r.embeds, p)
		}
	}
	if r.elements[html.Iframe] {
		for _, h := range c.EmbedHosts {
			if place, ok := framePlaceOf(h); ok {
				r.embedHosts = append(r.embedHosts, place)
			}
		}
	}
	return r
}

func containsFold(list []string, s string) bool {
	for _, x := range list {
		if strings.EqualFold(x, s) {
			return true
		}
	}
	return false
}

// A relSet is a set of rel tokens, with one bit for each element of relNames.
type relSet uint16

// relNames lists the rel tokens that are allowed on links. It deliberately omits "opener".
var relNames = [...]string{"nofollow", "noopener", "noreferrer", "sponsored", "ugc", "author", "bookmark", "external", "license", "tag"}

const relNoopener relSet = 1 << 1

func relToken(name string) relSet {
	for i, n := range relNames {
		if n == name {
			return 1 << i
		}
	}
	return 0
}

// relTokens returns the tokens in a rel attribute, ignoring unknown ones.
func relTokens(s string) (set relSet) {
	for _, name := range strings.Fields(strings.ToLower(s)) {
		set |= relToken(name)
	}
	return set
}

// String returns the tokens in the order of relNames, separated by spaces.
func (s relSet) String() string {
	var tokens []string
	for i, name := range relNames {
		if s>>i&1 != 0 {
			tokens = append(tokens, name)
		}
	}
	return strings.Join(tokens, " ")
}
