package markup

import (
	"errors"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/microcosm-cc/bluemonday"

	"github.com/presse-go/presse/internal/html"
)

// A newsroom may have a bluemonday policy of its own, which it wants to be the judge of
// what it publishes. What is written is then allowed by both: the text in normal form is
// given to bluemonday, and is the result only if bluemonday changes nothing but spelling.
//
// Most texts need only one run of bluemonday, which takes two or three times as long as
// the normaliser, since the normaliser knows what the policy allows: a judge asks it once,
// about samples, and remembers its answers about unusual values.

// A judge is a bluemonday policy, and what it makes of sample tags. It is safe for
// concurrent use.
type judge struct {
	policy     *bluemonday.Policy
	elements   [html.Elements]bool
	attributes [html.Elements]attributeSet // with some value
	free       [html.Elements]attributeSet // with any value of their form
	drops      [html.Elements]bool         // elements that it removes with their content
	mail       bool
	relAny     relSet // tokens that it adds to every link
	relFull    relSet // tokens that it adds to links with a host
	window     bool   // it makes links with a host open a new window
	relKept    relSet // tokens that it does not remove
	settles    bool   // what it makes of its own output is the same
	rewrites   bool   // it changes addresses
	panics     atomic.Bool

	mutex  sync.RWMutex
	values map[string]bool // whether it allows a tag with one attribute; see allows
}

// judges holds the judges of the last policies, since rules are made for each article.
var judges struct {
	sync.Mutex
	last [8]*judge
	next int
}

// judgeOf returns the judge for a policy, which must not be changed afterwards.
func judgeOf(p *bluemonday.Policy) *judge {
	judges.Lock()
	defer judges.Unlock()
	for _, j := range judges.last {
		if j != nil && j.policy == p {
			return j
		}
	}
	j := newJudge(p)
	judges.last[judges.next] = j
	judges.next = (judges.next + 1) % len(judges.last)
	return j
}

// rewritesSrc reports whether a policy has a function that rewrites addresses, which may
// leave those of the samples as they are.
func rewritesSrc(p *bluemonday.Policy) bool {
	rewriter := reflect.ValueOf(p).Elem().FieldByName("srcRewriter") // TestBluemondayPolicies checks that there is one
	return rewriter.IsValid() && !rewriter.IsNil()
}

// sanitize returns what the policy makes of s. A function of the policy that panics allows
// nothing.
func (j *judge) sanitize(s string) (answer string) {
	defer func() {
		if recover() != nil {
			j.panics.Store(true)
			answer = ""
		}
	}()
	return j.policy.Sanitize(s)
}

// fault returns why a sanitizer cannot have the policy, or nil.
func (j *judge) fault() error {
	switch {
	case j.panics.Load():
		return errors.New("a function of the policy panics")
	case j.rewrites:
		return errors.New("rewrites addresses")
	case !j.settles:
		return errors.New("changes its own output, so that no text can be stable")
	}
	return nil
}

// samples are values for attributes of a form. Policies often allow only values that match
// a pattern, so that there are several.
var samples = map[form][]string{
	formFlag:     {""},
	formNumber:   {"1", "100"},
	formInteger:  {"1", "100"},
	formToken:    {"a", "fr", "wp-block-image", "2026-01-31", "text/plain", "100vw", "1"},
	formText:     {"Un titre", "a", "1"},
	formID:       {"a-1", "n1", "id-titre"},
	formLink:     {"https://exemple.fr/a", "/a", "http://exemple.fr/a"},
	formResource: {"https://exemple.fr/a.jpg", "/a.jpg", "http://exemple.fr/a.jpg"},
	formSrcset:   {"https://exemple.fr/a.jpg 1x", "/a.jpg 300w"},
	formRel:      {"nofollow", "noopener"},
}

func newJudge(p *bluemonday.Policy) *judge {
	j := &judge{policy: p, settles: true, rewrites: rewritesSrc(p)}
	for e := html.Other + 1; e < html.Elements; e++ {
		name := e.String()
		if !e.Has(html.Void) {
			j.drops[e] = !strings.Contains(j.sanitize("<"+name+">presse</"+name+">"), "presse")
		}
		if e.Has(html.Kept) {
			j.ask(e)
		}
	}
	j.elements[html.Iframe] = false
	for _, src := range []string{"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", "https://player.vimeo.com/video/1", "https://exemple.fr/a"} {
		for _, tail := range frameEnds {
			frame := `<iframe src="` + src + `" title="Un titre" width="560" height="315` + tail
			j.elements[html.Iframe] = j.elements[html.Iframe] || sameSpelling(frame, j.sanitize(frame))
		}
	}
	j.mail = j.sanitize(`<a href="mailto:a@exemple.fr">`) != "" && j.sanitize(`<a href="tel:1">`) != ""
	j.askLinks()
	j.prune()
	return j
}

// ask finds out what the policy makes of e and its attributes.
func (j *judge) ask(e html.Element) {
	judged := func(attrs string) (kept attributeSet) {
		answer := j.sanitize("<" + e.String() + attrs + ">")
		if !strings.HasPrefix(answer, "<"+e.String()) {
			return 0
		}
		var tag html.Tag
		added := false
		tag.Read(answer, 0, func(a html.Attr) {
			if known := attributeNamed(a.Name); known != noAttribute {
				kept |= 1 << known
				if form := attributes[known].form; form == formLink || form == formResource {
					j.rewrites = j.rewrites || !strings.Contains(attrs, `"`+a.Value+`"`)
				}
			} else {
				added = true // such as crossorigin: not in the normal form
			}
		})
		again := j.sanitize(answer)
		j.settles = j.settles && again == answer
		if !added && !tag.Open && tag.Element == e {
			j.elements[e] = true
			j.attributes[e] |= kept
		}
		return kept
	}
	judged("")
	for round := range 7 {
		var attrs strings.Builder
		for a := noAttribute + 1; a < numAttributes; a++ {
			values := samples[attributes[a].form]
			switch a {
			case atLoading: // the values that are written
				values = []string{"lazy"}
			case atDecoding:
				values = []string{"async"}
			default:
				if attributes[a].form == formWord {
					values = strings.Fields(attributes[a].words)
				}
			}
			attrs.WriteString(" " + a.String() + `="` + values[round%len(values)] + `"`)
		}
		judged(attrs.String())
	}
	j.free[e] = judged(unusualAttributes())
	for a := noAttribute + 1; a < numAttributes; a++ {
		switch attributes[a].form {
		case formNumber, formFlag, formWord:
			j.free[e] |= j.attributes[e] & (1 << a)
		}
	}
}

// unusual are values that a pattern for a form hardly allows.
var unusual = map[form]string{
	formToken:    "Aa_1-b.c:d e/f,(g)=50%;",
	formText:     "« L’été : 3 % » – “à” &quot;x&quot; &amp; &lt;y&gt;…",
	formInteger:  "-1",
	formID:       "a-é_1.b:c",
	formLink:     "http://exemple.fr/a/b.php?c=%C3%A9&amp;d=(1)#e",
	formResource: "http://exemple.fr/a/b.php?c=%C3%A9&amp;d=(1)#e",
	formSrcset:   "http://exemple.fr/a.php?c=%C3%A9&amp;d=(1) 1.5x, /b.jpg 300w",
	formRel:      "ugc nofollow",
}

// unusualAttributes returns all attributes with unusual values.
func unusualAttributes() string {
	var attrs strings.Builder
	for a := noAttribute + 1; a < numAttributes; a++ {
		attrs.WriteString(" " + a.String() + `="` + unusual[attributes[a].form] + `"`)
	}
	return attrs.String()
}

// askLinks finds out which rel tokens the policy adds to links, and which it keeps.
func (j *judge) askLinks() {
	rel := func(attrs string) (tokens relSet, window bool) {
		var tag html.Tag
		answer := j.sanitize("<a " + attrs + ">")
		if !strings.HasPrefix(answer, "<a ") {
			return 0, false
		}
		tag.Read(answer, 0, func(a html.Attr) {
			switch a.Name {
			case "rel":
				tokens = relTokens(a.Value)
			case "target":
				window = a.Value == "_blank"
			}
		})
		return tokens, window
	}
	j.relFull, j.window = rel(`href="https://exemple.fr/a"`)
	if j.relAny, _ = rel(`href="/a"`); j.relAny == 0 {
		j.relAny, _ = rel(`href="mailto:a@exemple.fr"`)
	}
	for i, name := range relNames {
		tokens, _ := rel(`href="https://exemple.fr/a" rel="` + name + `"`)
		j.relKept |= tokens & (1 << i)
	}
	j.relKept |= j.relAny | j.relFull
	if j.relKept != 0 {
		j.attributes[html.A] |= 1 << atRel
	} else {
		j.attributes[html.A] &^= 1 << atRel
	}
	if j.relKept&relNoopener == 0 || !j.attributes[html.A].has(atTarget) && !j.window {
		j.attributes[html.A] &^= 1 << atTarget // a new window could reach back
	} else {
		j.attributes[html.A] |= 1 << atTarget
	}
}

// prune forbids elements that cannot be in normal form without others, which the policy
// does not allow.
func (j *judge) prune() {
	need := func(elements string, others ...html.Element) {
		for _, other := range others {
			if !j.elements[other] {
				for name := range strings.FieldsSeq(elements) {
					j.elements[html.Named(name)] = false
				}
			}
		}
	}
	need("table caption colgroup col tbody thead tfoot tr td th", html.Table, html.Tbody, html.Tr, html.Td)
	need("col", html.Colgroup)
	need("li", html.Ul)
	need("ul ol", html.Li)
	need("dt dd", html.Dl)
	need("rt rp", html.Ruby)
	if a := j.attributes[html.A]; !a.has(atHref) && !a.has(atID) {
		j.elements[html.A] = false
	}
}

// limit returns al without the elements that the policy does not allow. Its attributes
// depend on their values; see allows.
func (j *judge) limit(al *allowance) *allowance {
	both := *al
	for e := range html.Elements {
		both.elements[e] = both.elements[e] && j.elements[e]
	}
	both.attributes[html.A] &= j.attributes[html.A] | ^attributeSet(1<<atRel|1<<atTarget)
	both.mail = both.mail && j.mail
	return &both
}

// maxValues bounds the memory of a judge, to about a megabyte.
const maxValues = 4096

// allows reports whether the policy lets through the attribute a of e with value, as it is
// written. It may be mistaken, since the policy judges the whole text in the end.
func (j *judge) allows(e html.Element, a attribute, value string) bool {
	if j.free[e].has(a) {
		return true
	}
	if len(value) > 300 {
		return j.attributes[e].has(a)
	}
	tag := "<" + e.String() + " " + a.String() + `="` + value + `">`
	j.mutex.RLock()
	known, found := j.values[tag]
	j.mutex.RUnlock()
	if !found {
		known = strings.Contains(j.sanitize(tag), " "+a.String()+"=")
		j.mutex.Lock()
		if j.values == nil || len(j.values) >= maxValues {
			j.values = make(map[string]bool)
		}
		j.values[tag] = known
		j.mutex.Unlock()
	}
	return known
}

// requires reports whether e must have the attribute a, which it must in the normal form
// unless a bluemonday policy does not allow it.
func (r *Rules) requires(e html.Element, a attribute) bool {
	return r.attributes[e].has(a) && (r.judge == nil || r.judge.attributes[e].has(a))
}

// keeps reports whether the policy lets a data attribute through.
func (j *judge) keeps(name string) bool {
	return strings.Contains(j.sanitize(`<p `+name+`="a">`), name) || strings.Contains(j.sanitize(`<div `+name+`="a">`), name)
}

// keepsIDs reports whether the policy lets ids of headings through.
func (j *judge) keepsIDs() bool {
	for _, id := range [...]string{"id-titre", "l-ete-2026", "a1-bilan-2"} {
		if !strings.Contains(j.sanitize(`<h2 id="`+id+`">`), id) {
			return false
		}
	}
	return true
}

// judged returns in as both the rules and the policy allow it.
func (r *Rules) judged(in string, log *removalLog) string {
	first := r.normal(in, log)
	out, ok := r.agree(first)
	if !ok {
		// Only text is allowed by every policy.
		text := Rules{allowance: &allowances[Plain], scope: Plain, xml: r.xml}
		out = text.normal(out, nil)
	}
	log.addJudged(first, out, first == in)
	return out
}

// agree returns what is left of out, which is in normal form, when the policy and the
// normal form have nothing more to change. It reports whether they come to an end.
func (r *Rules) agree(out string) (agreed string, ok bool) {
	for range 5 {
		answer := r.judge.sanitize(out)
		if sameSpelling(out, answer) {
			return out, true
		}
		out = r.normal(answer, nil)
	}
	return out, false
}

// normal returns in as the rules alone allow it.
func (r *Rules) normal(in string, log *removalLog) string {
	if r.clean(in) {
		return in
	}
	return r.normalised(in, log)
}

// sameSpelling reports whether bluemonday's answer to out, which is in normal form, is the
// same but for the spelling of character references and the order of attributes: it puts
// the rel attribute that it adds last.
func sameSpelling(out, answer string) bool {
	i, k := 0, 0
	tagOut, tagAnswer := 0, 0 // where the last < of both is
	for i < len(out) && k < len(answer) {
		a, b := out[i], answer[k]
		if a == b && a != '&' {
			if a == '<' {
				tagOut, tagAnswer = i, k
			}
			i++
			k++
			continue
		}
		x, n := spelled(out[i:])
		y, m := spelled(answer[k:])
		if x == y {
			i += n
			k += m
			continue
		}
		endOut, endAnswer := sameTag(out, tagOut, answer, tagAnswer)
		if endOut <= i || endAnswer <= k { // not in these tags
			return false
		}
		i, k = endOut, endAnswer
	}
	return i == len(out) && k == len(answer)
}

// sameTag returns the ends of the tags at out[i] and answer[k] if they have the same name
// and attributes, in any order, and 0 otherwise.
func sameTag(out string, i int, answer string, k int) (endOut, endAnswer int) {
	if out[i] != '<' || answer[k] != '<' {
		return 0, 0
	}
	var x, y html.Tag
	attrs := map[string]string{}
	x.Read(out, i, func(a html.Attr) { attrs[a.Name] = html.Unescape(a.Value) })
	same := 0
	y.Read(answer, k, func(a html.Attr) {
		if value, found := attrs[a.Name]; found && value == html.Unescape(a.Value) {
			same++
		} else {
			same = -len(answer)
		}
	})
	if same != len(attrs) || x.Kind != html.StartTag || y.Kind != x.Kind || x.Name != y.Name || x.SelfClosing != y.SelfClosing || x.Open || y.Open {
		return 0, 0
	}
	return x.End, y.End
}

// spelled returns the character that s begins with, and the length of its spelling.
func spelled(s string) (char rune, n int) {
	for _, c := range [...]struct {
		spelling string
		char     rune
	}{{"&amp;", '&'}, {"&lt;", '<' + 1<<20}, {"&gt;", '>' + 1<<20}, {"&#39;", '\''}, {"&#34;", '"'}, {"&quot;", '"'}, {"&nbsp;", 0xA0}, {"\u00a0", 0xA0}} {
		if strings.HasPrefix(s, c.spelling) {
			return c.char, len(c.spelling)
		}
	}
	return rune(s[0]), 1
}

// addJudged adds removals for the start tags and attributes of the normaliser's output
// that are not in out, what the policy has left of it. same says that the output is the
// input, so that the log does not say where its tags are.
func (l *removalLog) addJudged(first, out string, same bool) {
	if l == nil || first == out {
		return
	}
	type written struct {
		html.Tag
		attrs map[string]string
	}
	var left []written
	startTags(out, func(t html.Tag, attrs []html.Attr) {
		w := written{t, map[string]string{}}
		for _, a := range attrs {
			w.attrs[a.Name] = a.Value
		}
		left = append(left, w)
	})
	next := 0 // in l.tags
	startTags(first, func(t html.Tag, attrs []html.Attr) {
		for next < len(l.tags) && l.tags[next].out < t.Start {
			next++
		}
		offset := t.Start
		switch {
		case same:
		case next == len(l.tags) || l.tags[next].out != t.Start:
			return // implied
		default:
			offset = l.tags[next].in
		}
		removed := func(kind, name string) {
			l.removals = append(l.removals, Removal{Kind: kind, Name: name, Reason: "not allowed by the bluemonday policy", Offset: offset})
		}
		if len(left) == 0 || left[0].Name != t.Name {
			if t.Element == html.Iframe && len(left) > 0 && left[0].Element == html.A {
				left = left[1:] // a frame with an address that the policy changed
			}
			removed("element", t.Name)
			return
		}
		for _, a := range attrs {
			switch value, found := left[0].attrs[a.Name]; {
			case !found:
				removed("attribute", a.Name)
			case value != a.Value:
				l.removals = append(l.removals, Removal{Kind: "attribute", Name: a.Name, Reason: "changed by the bluemonday policy", Offset: offset})
			}
		}
		left = left[1:]
	})
}

// startTags calls do for each start tag of text in normal form.
func startTags(s string, do func(t html.Tag, attrs []html.Attr)) {
	var attrs []html.Attr
	for i := 0; ; {
		n := strings.IndexByte(s[i:], '<')
		if n < 0 {
			return
		}
		var t html.Tag
		attrs = attrs[:0]
		t.Read(s, i+n, func(a html.Attr) { attrs = append(attrs, a) })
		if t.Kind == html.StartTag {
			do(t, attrs)
		}
		i = t.End
	}
}

// judgedLink adds to the attributes of the current link what the policy would add.
func (n *normaliser) judgedLink() {
	j := n.rules.judge
	for i := range n.kept {
		if k := &n.kept[i]; k.attribute == atHref {
			rel, window := j.adds(k.value)
			if n.rel |= rel; window {
				n.keep(atTarget, "_blank")
			}
		}
	}
	n.rel &= j.relKept
}

// adds returns the rel tokens that the policy adds to a link, and whether it makes the link
// open a new window.
func (j *judge) adds(href string) (rel relSet, window bool) {
	if strings.HasPrefix(href, "http") {
		return j.relAny | j.relFull, j.window
	}
	return j.relAny, false
}

// judgedValue reports whether the policy allows the attribute a of e with value, which
// gather is to keep.
func (n *normaliser) judgedValue(e html.Element, a attribute, value string) bool {
	if a == atRel || n.rules.judge.free[e].has(a) {
		return true
	}
	if attributes[a].form == formText {
		value = string(appendEscaped(nil, value, true, n.rules.xml))
	}
	return n.rules.judge.allows(e, a, value)
}
