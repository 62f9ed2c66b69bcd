package markup

import (
	"net/url"
	"strings"
	"sync"

	"github.com/presse-go/presse/internal/html"

	"github.com/microcosm-cc/bluemonday"
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
}

// Rules is a Config prepared for use. It is immutable.
type Rules struct {
	*allowance
	scope      Scope
	xml        bool     // written as XML: <br/>, only the named entities of XML
	absolute   bool     // relative URLs are resolved or removed
	base       *url.URL // nil if there is none
	hosts      []string // lower case; ".host" includes its subdomains
	rel        relSet   // tokens that every external link must have
	embeds     []*provider
	embedHosts []framePlace
	idPrefix   string
	topHeading html.Element
}

// An allowance records which elements, attributes and schemes of the normal form
// bluemonday allows in a scope. It is computed once for each scope, since running
// bluemonday on every text would be too slow: it reads `<a href=x>` at 7.6 MB/s,
// below the 10 MB/s required for the worst input (bench/sanitize,
// BenchmarkSanitize/links). TestBluemondayAgrees runs it on the outputs.
type allowance struct {
	elements   [html.Elements]bool
	attributes [html.Elements]attributeSet
	mail       bool // mailto: and tel: links
}

// An attributeSet is a bit set, with bit a for attribute a.
type attributeSet uint64

func (s attributeSet) has(a attribute) bool { return s>>a&1 != 0 }

// allowances holds the allowance of each scope, computed on first use.
var allowances = [numScopes]func() *allowance{
	Article: sync.OnceValue(func() *allowance { return ask(articlePolicy()) }),
	Comment: sync.OnceValue(func() *allowance { return ask(commentPolicy()) }),
	Inline:  sync.OnceValue(func() *allowance { return ask(inlinePolicy()) }),
	Feed:    sync.OnceValue(func() *allowance { return ask(feedPolicy()) }),
	Plain:   sync.OnceValue(func() *allowance { return ask(bluemonday.NewPolicy()) }),
}

// NewRules returns the Rules for c. An unknown scope is treated as Plain, and a base
// that is not an absolute http or https URL is ignored.
func NewRules(c Config) *Rules {
	if c.Scope >= numScopes {
		c.Scope = Plain
	}
	r := &Rules{
		allowance:  allowances[c.Scope](),
		scope:      c.Scope,
		xml:        c.Scope == Feed,
		rel:        relTokens(c.Rel),
		idPrefix:   strings.Map(keepIDRune, c.IDPrefix),
		topHeading: html.H1 + html.Element(min(max(c.TopHeading, 1), 6)-1),
	}
	for _, h := range c.Hosts {
		if h = normalPattern(h); h != "" {
			r.hosts = append(r.hosts, h)
		}
	}
	if r.base = baseOf(c.Base); r.base != nil {
		r.hosts = append(r.hosts, r.base.Hostname())
	}
	r.absolute = r.base != nil || c.Scope == Feed
	if c.Scope == Comment {
		r.rel |= relTokens("nofollow ugc")
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

// The bluemonday policies that define what each scope allows.

const (
	inlineElements  = "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr"
	commentElements = "a abbr b blockquote br cite code del em i ins kbd li ol p pre q s strong sub sup u ul"
	bodyElements    = inlineElements + " address article aside audio blockquote caption col colgroup dd details div dl dt figcaption figure footer" +
		" h1 h2 h3 h4 h5 h6 header hr img li nav ol p picture pre section source summary table tbody td tfoot th thead tr track ul video"
)

func basePolicy(names string) *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowNoAttrs().OnElements(strings.Fields(names)...)
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowRelativeURLs(true)
	p.RequireParseableURLs(true)
	p.AllowAttrs("lang", "dir").Globally()
	return p
}

func commentPolicy() *bluemonday.Policy {
	p := basePolicy(commentElements)
	p.AllowAttrs("href", "rel", "target").OnElements("a")
	p.AllowAttrs("title").OnElements("a", "abbr")
	return p
}

func inlinePolicy() *bluemonday.Policy {
	p := basePolicy(inlineElements)
	p.AllowAttrs("href", "rel", "target", "hreflang").OnElements("a")
	p.AllowAttrs("title").Globally()
	p.AllowAttrs("datetime").OnElements("time", "del", "ins")
	return p
}

// feedPolicy leaves out classes, which have a meaning only on the site, and frames, which
// feed readers drop.
func feedPolicy() *bluemonday.Policy {
	p := basePolicy(bodyElements)
	p.AllowAttrs("title", "id", "hidden", "role", "aria-label", "aria-hidden").Globally()
	p.AllowAttrs("href", "rel", "target", "hreflang").OnElements("a")
	p.AllowAttrs("cite").OnElements("blockquote", "q", "del", "ins")
	p.AllowAttrs("datetime").OnElements("time", "del", "ins")
	p.AllowAttrs("src", "alt", "width", "height", "srcset", "sizes", "loading", "decoding", "fetchpriority").OnElements("img")
	p.AllowAttrs("src", "srcset", "sizes", "media", "type", "width", "height").OnElements("source")
	p.AllowAttrs("src", "controls", "loop", "muted", "preload").OnElements("audio", "video")
	p.AllowAttrs("poster", "width", "height", "playsinline").OnElements("video")
	p.AllowAttrs("src", "srclang", "kind", "label", "default").OnElements("track")
	p.AllowAttrs("open").OnElements("details")
	p.AllowAttrs("start", "reversed", "type").OnElements("ol")
	p.AllowAttrs("value").OnElements("li")
	p.AllowAttrs("span").OnElements("col", "colgroup")
	p.AllowAttrs("colspan", "rowspan").OnElements("td", "th")
	p.AllowAttrs("scope", "abbr").OnElements("th")
	return p
}

func articlePolicy() *bluemonday.Policy {
	p := feedPolicy()
	p.AllowAttrs("class").Globally()
	p.AllowAttrs("src", "title", "width", "height").OnElements("iframe")
	return p
}

// ask compiles p into an allowance by passing every tag of the normal form through it.
func ask(p *bluemonday.Policy) *allowance {
	al := new(allowance)
	for e := range html.Elements {
		if !e.Has(html.Kept) {
			continue
		}
		var tag strings.Builder
		tag.WriteString("<" + e.String())
		for a := noAttribute + 1; a < numAttributes; a++ {
			tag.WriteString(" " + a.String() + `="1"`)
		}
		answer := p.Sanitize(tag.String() + ">")
		al.elements[e] = strings.HasPrefix(answer, "<"+e.String()+" ") || strings.HasPrefix(answer, "<"+e.String()+">")
		for a := noAttribute + 1; a < numAttributes; a++ {
			if strings.Contains(answer, " "+a.String()+`="`) {
				al.attributes[e] |= 1 << a
			}
		}
	}
	al.mail = p.Sanitize(`<a href="mailto:a@b">`) != "" && p.Sanitize(`<a href="tel:1">`) != ""
	return al
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
