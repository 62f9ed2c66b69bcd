package markup

import (
	"strings"
	"testing"

	"github.com/microcosm-cc/bluemonday"

	elements "github.com/presse-go/presse/internal/html"
)

// TestTableIsWhatBluemondayAllows checks every element, attribute and scope of the table
// against a bluemonday policy.
func TestTableIsWhatBluemondayAllows(t *testing.T) {
	for scope, policy := range map[Scope]*bluemonday.Policy{
		Article: articlePolicy(), Comment: commentPolicy(), Inline: inlinePolicy(), Feed: feedPolicy(), Plain: bluemonday.NewPolicy(),
	} {
		got, want := &allowances[scope], ask(policy)
		if got.mail != want.mail {
			t.Errorf("scope %d: mailto: and tel: allowed: %t, by bluemonday %t", scope, got.mail, want.mail)
		}
		for e := range elements.Elements {
			if got.elements[e] != want.elements[e] {
				t.Errorf("scope %d, %s: allowed %t, by bluemonday %t", scope, e, got.elements[e], want.elements[e])
			}
			for a := noAttribute + 1; a < numAttributes; a++ {
				switch ours, theirs := got.attributes[e].has(a), want.attributes[e].has(a); {
				case e == elements.Iframe && theirs: // never written from this table
				case ours != theirs:
					t.Errorf("scope %d, %s on %s: allowed %t, by bluemonday %t", scope, a, e, ours, theirs)
				}
			}
		}
	}
}

// The bluemonday policies that allow what each scope allows. They were written by hand,
// before the table.

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

// ask returns what p allows, by passing every tag of the normal form through it.
func ask(p *bluemonday.Policy) *allowance {
	al := new(allowance)
	for e := range elements.Elements {
		if !e.Has(elements.Kept) {
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
