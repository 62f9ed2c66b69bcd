package markup

import (
	"bytes"
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/text"
)

// onlyDigits reports whether s consists of 1 to 20 digits.
func onlyDigits(s string) bool { return valid("digits", s) }

// checkFrame reports whether src, an escaped attribute value, is the URL of a frame that
// the rules trust. It also returns how the frame's tag must end.
func (r *Rules) checkFrame(src string) (tail string, ok bool) {
	if ok, _ := r.checkURL(src, true); !ok {
		return "", false
	}
	rest, secure := strings.CutPrefix(src, "https://")
	if !secure {
		return "", false
	}
	host, port, path := splitAuthority(rest)
	for _, p := range embedHosts()[host] {
		if !slices.Contains(r.embeds, p) {
			continue
		}
		for i := range p.players {
			if p.players[i].builds(src) && r.namesSite(p, src) {
				if r.own(host) {
					return frameEnds[own], true
				}
				return frameEnds[p.sandbox], true
			}
		}
	}
	for _, trusted := range r.embedHosts {
		if port == "" && covers(trusted.host, host) && trusted.holds(path) {
			// A frame with scripts and access to the origin of the page can remove its
			// sandbox. Unless the policy names the site's hosts, any host may be one.
			if len(r.hosts) == 0 || r.own(host) {
				return frameEnds[own], true
			}
			return frameEnds[media], true
		}
	}
	return "", false
}

// checkTitle reports whether title, an escaped attribute value, names a frame.
func checkTitle(title string) bool {
	return title != "" && title[0] != ' ' && title[0] != '\t' && title[0] != '\n'
}

// A rebuilt embed is what the rules make of embed code: a frame, or a link to the page. Its
// label is the title of the frame or the text of the link, if the code has none.
type rebuilt struct {
	embed
	frame bool   // write the frame
	url   string // the url of the code that it was found by, if any
	added bool   // inside an element that stays
	blank bool   // the code contains a link without text to what it shows
}

// rebuild returns what the rules make of link, the address in embed code. It returns false
// if link is not a provider's and not trusted either; page is then the address itself if
// readers can follow it, otherwise "".
func (r *Rules) rebuild(link string) (b rebuilt, ok bool) {
	link, reason := r.normalURL(link, true)
	if reason != "" {
		return b, false
	}
	a, ok := newAddress(link)
	if !ok {
		return b, false
	}
	lost := r.nameSite(&a)
	known := false
	if b.embed, known = findEmbed(a); known {
		if lost { // the player would not play anywhere, but its page exists
			return rebuilt{embed: embed{page: b.page, label: b.label}}, true
		}
		if b.frame = r.trusts(b.src); b.frame {
			return b, true
		}
	} else {
		b.label = a.host
	}
	if r.trusts(link) {
		return rebuilt{embed: embed{src: link, page: link, label: b.label}, frame: true}, true
	}
	// On a provider's host, an address that no row matches is still linked to, unless its
	// path hides ASCII characters behind percent signs: no provider writes such addresses.
	if !known && strings.HasPrefix(link, "https://") && !(a.encoded && embedHosts()[a.host] != nil) {
		b.page = link
	}
	return b, known
}

// nameSite adds the host of the base to the hosts in a where the player may be, if a is the
// address of a player that must know them. It reports whether no such host is known.
func (r *Rules) nameSite(a *address) (lost bool) {
	for _, p := range embedHosts()[a.host] {
		if p.site == "" {
			continue
		}
		named := false
		a.query = slices.DeleteFunc(a.query, func(q part) bool { return q.name == p.site && !valid("host", q.value) })
		for _, q := range a.query {
			named = named || q.name == p.site
		}
		switch host := r.site(); {
		case host != "" && !slices.Contains(a.query, part{p.site, host, host}):
			a.query = append(a.query, part{p.site, host, host})
		case host == "" && !named:
			a.query = append(a.query, part{p.site, a.host, a.host})
			return true
		}
	}
	return false
}

// site returns the host of the base, or "" if there is none.
func (r *Rules) site() string {
	if r.base == nil || !valid("host", r.base.Hostname()) {
		return ""
	}
	return r.base.Hostname()
}

// namesSite reports whether src, an escaped attribute value, names the host of the base, if
// there is one, in the parameter p.site, if there is one.
func (r *Rules) namesSite(p *provider, src string) bool {
	host := r.site()
	if p.site == "" || host == "" {
		return true
	}
	_, query, _ := strings.Cut(src, "?")
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&amp;")
		if name, value, _ := strings.Cut(pair, "="); name == p.site && value == host {
			return true
		}
	}
	return false
}

// trusts reports whether the rules allow the frame src, a URL in normal form.
func (r *Rules) trusts(src string) bool {
	if !r.elements[html.Iframe] {
		return false
	}
	_, ok := r.checkFrame(strings.ReplaceAll(src, "&", "&amp;"))
	return ok
}

// embedded handles the embed code that begins with the start tag just read, if any, and
// reports whether it did. If the element and its content stay, the caller writes them and
// then calls inside, which adds a player or a link.
func (n *normaliser) embedded() (done bool, inside func()) {
	t := &n.tag
	if t.Hidden || n.rules.scope != Article && n.rules.scope != Feed {
		return false, nil
	}
	switch t.Element {
	case html.Iframe:
		n.frame()
		return true, nil
	case html.Video:
		return hasToken(t.value(atClass), "video-js") && n.plugin(), nil
	case html.Div, html.Blockquote, html.Figure, html.Other:
	case html.A:
		return n.emptyLink()
	default:
		if t.Element == html.Object || t.Element == html.Embed || t.Element == html.Script || strings.HasPrefix(t.Element.String(), "amp-") {
			return n.plugin(), nil
		}
		return false, nil
	}
	if b, bare, end, ok := n.bareAddress(); ok {
		return false, n.instead(b, bare, end)
	}
	b, ok := n.code()
	if ok || b.page != "" {
		n.blankLinks = n.pos + len(n.content())
	}
	switch {
	case !ok, b.blank && !b.frame:
		return false, nil
	case b.frame && n.skipElement():
		n.replaceEmbed(b)
		return true, nil
	case t.Element == html.Other:
		n.around.Start(t.Element)
		n.replaceEmbed(b)
		return true, nil
	}
	return false, n.addition(b)
}

// instead returns a function that writes a frame or link instead of bare, the address that
// ends at end.
func (n *normaliser) instead(b rebuilt, bare string, end int) func() {
	b.added = true
	return func() {
		reason := "becomes iframe"
		switch n.writeEmbed(b) {
		case nothing:
			return
		case aLink:
			reason = "replaced by a link"
		}
		start := n.pos
		if n.pos = end; b.label != bare && n.log != nil {
			n.log.gone = append(n.log.gone, span{start, end, reason})
		}
	}
}

// code returns what the current tag shows if it begins the code of a player that lacks its
// frame, or its link if the frame is not allowed.
func (n *normaliser) code() (b rebuilt, ok bool) {
	if !n.mayBeCode() {
		return b, false
	}
	b, ok = n.coded()
	if href := html.Unescape(n.tag.value(atHref)); b.page == "" && n.tag.Element == html.A {
		b.page, b.label = href, href
	}
	switch {
	case !ok && b.page == "",
		strings.Contains(n.content(), "<iframe"), // written by a script, or by presse
		b.frame && b.provider != nil && b.provider.quotes && n.quotes():
		return b, false
	}
	linked, blank := n.linksTo(b)
	b.blank = blank
	return b, b.frame || !linked || blank
}

// emptyLink handles the start tag of a link if its content is blank and it is the code of a
// player, or a link in such code, since readers would not see it. The link gets a text, unless a frame
// replaces it.
func (n *normaliser) emptyLink() (done bool, inside func()) {
	if !startsBlank(n.in[n.pos:]) {
		return false, nil
	}
	label := ""
	if n.pos <= n.blankLinks {
		b, _ := n.rules.rebuild(html.Unescape(n.tag.value(atHref)))
		label = n.label(b, false)
	} else if b, ok := n.code(); ok && b.frame && n.skipElement() {
		n.replaceEmbed(b)
		return true, nil
	} else if ok {
		label = n.label(b, false)
	}
	if label == "" {
		return false, nil
	}
	return false, func() {
		if n.top() == html.A {
			n.out = append(n.out, label...)
		}
	}
}

// startsBlank reports whether in, the input after the start tag of a link, begins with its end
// tag or white space and its end tag.
func startsBlank(in string) bool {
	in = strings.TrimLeft(in, " \t\n")
	return strings.HasPrefix(in, "</a") || strings.HasPrefix(in, "</A")
}

// hasCode reports whether in, which is in normal form, contains the code of a player that
// lacks its frame: such code may consist only of classes, text and links.
func (r *Rules) hasCode(in string) bool {
	n := normaliser{scanner: scanner{in: in, lastClose: strings.LastIndexByte(in, '>')}, rules: r}
	for {
		next := strings.IndexByte(in[n.pos:], '<')
		if next < 0 {
			return false
		}
		n.pos += next
		if n.next(&n.tag, nil) != startToken || !codeClass(n.tag.value(atClass), in[n.tag.Start:]) {
			continue
		}
		if _, _, _, ok := n.bareAddress(); ok {
			return true
		}
		if _, ok := n.code(); ok {
			return true
		}
	}
}

// codeClass quickly excludes most elements that are not code, given the class and what
// follows it.
func codeClass(class, after string) bool {
	if strings.Contains(class, "wp-block-embed") {
		after = after[strings.IndexByte(after, '>')+1:] // values contain no >
		return strings.HasPrefix(strings.TrimLeft(after, " \t\n"), "http")
	}
	return hasCodeClass(class)
}

// hasCodeClass reports whether one of the classes in class begins embed code.
func hasCodeClass(class string) bool {
	classes := codeClasses()
	for class != "" {
		var token string
		if token, class = cutToken(class); classes[token] {
			return true
		}
	}
	return false
}

// codeClasses is the set of classes in codes.
var codeClasses = sync.OnceValue(func() map[string]bool {
	classes := make(map[string]bool)
	for i := range codes {
		if c := codes[i].class; c != "" {
			classes[c] = true
		}
	}
	return classes
})

// frame writes what the current iframe shows.
func (n *normaliser) frame() {
	t := &n.tag
	src := html.Unescape(t.value(atSrc))
	if link, reason := n.rules.normalURL(src, true); reason != "" || !strings.HasPrefix(link, "http") {
		attrs := n.attrs()
		for _, name := range lazySources {
			if v := attrs.get(name); v != "" {
				src = v
				n.used("{" + name + "}")
				break
			}
		}
	}
	b, ok := n.rules.rebuild(src)
	if page, name := n.document(src); !ok && page != "" {
		b.page, b.label = page, name
	}
	if !ok && (invisible(t.value(atWidth)) || invisible(t.value(atHeight))) {
		b.page = "" // it measures something, rather than show it
	}
	n.replaceEmbed(b)
	n.leaveOut()
}

// plugin writes what the current object, embed, script or AMP element shows, and reports
// whether it is a player. An object may name it only in its content.
func (n *normaliser) plugin() bool {
	t := &n.tag
	b, ok := n.coded()
	if !ok && t.Element == html.Object {
		for tag, attrs := range tags(n.content()) {
			link := ""
			switch tag.Element {
			case html.Embed, html.Iframe:
				link = attrs.get("src")
			case html.Param:
				if name := strings.ToLower(attrs.get("name")); name == "movie" || name == "src" || name == "url" {
					link = attrs.get("value")
				}
			}
			if b, ok = n.rules.rebuild(link); ok {
				break
			}
		}
	}
	switch {
	case ok:
	case t.Element == html.Object || t.Element == html.Embed:
		address := "src"
		if t.Element == html.Object {
			address = "data"
		}
		if page, name := n.document(n.attrs().get(address)); page != "" {
			return n.linkDocument(page, name)
		}
		if b.page == "" || t.Element == html.Object || strings.HasSuffix(b.page, ".swf") {
			return false
		}
	case b.page == "", t.Element == html.Script, t.Element == html.Video, strings.HasSuffix(b.page, ".swf"):
		return false
	}
	n.replaceEmbed(b)
	n.leaveOut()
	return true
}

// leaveOut moves past the content of the current element, which hides it if it is closed.
func (n *normaliser) leaveOut() {
	if n.skipHidden(&n.tag, &n.around) {
		n.gone(n.tag.Start)
	}
}

// separateLink writes a space if the output ends with a link that replaces a player, written
// after the byte at before, and a word follows.
func (n *normaliser) separateLink(before int) {
	if n.pos < len(n.in) && n.in[n.pos] != '<' && !html.IsSpace(n.in[n.pos]) && bytes.HasSuffix(n.out[min(before, len(n.out)):], []byte("</a>")) {
		n.out = append(n.out, ' ')
	}
}

// bareAddress returns what a block of WordPress shows whose only text is the address of a
// page, the text, and where it ends.
// https://developer.wordpress.org/block-editor/reference-guides/core-blocks/#embed
func (n *normaliser) bareAddress() (b rebuilt, bare string, end int, ok bool) {
	class := n.tag.value(atClass)
	if !strings.Contains(class, "wp-block-embed") || !hasToken(class, "wp-block-embed__wrapper") && !hasToken(class, "wp-block-embed") {
		return b, "", 0, false
	}
	end = strings.IndexByte(n.in[n.pos:], '<')
	if end < 0 || end > maxURL {
		return b, "", 0, false
	}
	end += n.pos
	bare = strings.TrimSpace(html.Unescape(n.in[n.pos:end]))
	if !strings.HasPrefix(bare, "http") || strings.ContainsFunc(bare, unicode.IsSpace) {
		return b, "", 0, false
	}
	if b, ok = n.rules.rebuild(bare); !ok {
		b.label = bare
	}
	return b, bare, end, ok || b.page != ""
}

// mayBeCode quickly excludes most elements that are not in codes.
func (n *normaliser) mayBeCode() bool {
	t := &n.tag
	if t.Element == html.Other {
		return strings.Contains(t.Name, "-") || strings.EqualFold(t.Name, "oembed")
	}
	if t.Element == html.A {
		return startsBlank(n.in[n.pos:]) && (hasCodeClass(t.value(atClass)) ||
			strings.Contains(n.in[t.Start:t.End], "data-iframely-url") || strings.Contains(n.in[t.Start:t.End], "data-pin-do"))
	}
	if t.Element != html.Div && t.Element != html.Blockquote {
		return false
	}
	return hasCodeClass(t.value(atClass)) || strings.Contains(n.in[t.Start:t.End], "embed-")
}

// coded returns what the code that begins with the current tag shows; see rebuild.
func (n *normaliser) coded() (b rebuilt, ok bool) {
	t := &n.tag
	name, class, attrs := t.Element.String(), html.Unescape(t.value(atClass)), n.attrs()
	if t.Element == html.Other {
		name = t.name()
	}
	quoted := false
	for i := range codes {
		c := &codes[i]
		if c.element != "" && c.element != name || c.class != "" && !hasToken(class, c.class) {
			continue
		}
		if c.element == "div" && strings.TrimSpace(n.content()) != "" {
			continue // the editor's preview of the player
		}
		quoted = quoted || c.class != ""
		link, filled := fill(c.url, attrs)
		if !filled {
			continue
		}
		found, ok := n.rules.rebuild(link)
		found.url = c.url
		if ok {
			return found, true
		}
		if b.page == "" && c.url[0] == '{' {
			b = found
		}
	}
	if quoted {
		for link := range links(n.content()) {
			if found, ok := n.rules.rebuild(link); ok {
				return found, true
			}
		}
	}
	return b, false
}

// attrs returns the attributes of the current tag, with names in lower case.
func (n *normaliser) attrs() (attrs parts) {
	var t html.Tag
	t.Read(n.in, n.tag.Start, func(a html.Attr) {
		attrs = append(attrs, part{name: strings.ToLower(a.Name), value: html.Unescape(a.Value)})
	})
	return attrs
}

// used removes from the report the attributes of the current tag that the url of a code
// names, and returns them.
func (n *normaliser) used(url string) (used []refusal) {
	if n.log == nil || url == "" {
		return nil
	}
	n.unknown = slices.DeleteFunc(n.unknown, func(u refusal) bool {
		if !strings.Contains(url, "{"+u.name+"}") && !strings.Contains(url, "{"+u.name+":") {
			return false
		}
		used = append(used, u)
		return true
	})
	return used
}

// content returns the beginning of the content of the current element, up to the first end
// tag with its name. It is short, so that nested elements cost no more than others.
func (n *normaliser) content() string {
	content := n.in[n.pos:min(n.pos+4096, len(n.in))]
	if i := strings.Index(content, "</"+n.tag.Name); i >= 0 {
		content = content[:i]
	}
	return content
}

// tags returns an iterator over the first 16 tags in content, with their attributes.
func tags(content string) iter.Seq2[html.Tag, parts] {
	return func(yield func(html.Tag, parts) bool) {
		at := 0
		for range 16 {
			next := strings.IndexByte(content[at:], '<')
			if next < 0 {
				return
			}
			var (
				t     html.Tag
				attrs parts
			)
			t.Read(content, at+next, func(a html.Attr) {
				attrs = append(attrs, part{name: strings.ToLower(a.Name), value: html.Unescape(a.Value)})
			})
			if at = t.End; t.Kind == html.StartTag && !yield(t, attrs) {
				return
			}
		}
	}
}

// links returns an iterator over the addresses of links in content, and whether each link is
// blank.
func links(content string) iter.Seq2[string, bool] {
	return func(yield func(string, bool) bool) {
		for t, attrs := range tags(content) {
			if href := attrs.get("href"); t.Element == html.A && href != "" && !yield(href, startsBlank(content[t.End:])) {
				return
			}
		}
	}
}

// linksTo reports whether the content of the current element contains a link to what b
// shows, and whether all such links are blank.
func (n *normaliser) linksTo(b rebuilt) (linked, blank bool) {
	for link, empty := range links(n.content()) {
		if other, _ := n.rules.rebuild(link); other.page == b.page || other.provider != nil && other.base == b.base {
			blank = empty && (blank || !linked)
			linked = true
		}
	}
	return linked, blank
}

// quotes reports whether the content of the current element contains letters outside links:
// the text of a post, rather than its date and address.
func (n *normaliser) quotes() bool {
	content, inLink := n.content(), false
	for content != "" {
		before, _, more := strings.Cut(content, "<")
		if !inLink && strings.ContainsFunc(html.Unescape(before), unicode.IsLetter) {
			return true
		}
		if !more {
			return false
		}
		var t html.Tag
		content = content[len(before):]
		t.Read(content, 0, nil)
		if content = content[t.End:]; t.Element == html.A {
			inLink = t.Kind == html.StartTag
		}
	}
	return false
}

// skipElement moves past the current element, which does not hide its content, and reports
// whether it did. The element stays if it has text: readers may have no other. If it has no
// end tag of its own, it might contain the rest of the article. The content of a custom
// element is a placeholder. Each part of the input is searched once.
func (n *normaliser) skipElement() bool {
	t := &n.tag
	if t.Start < n.searched || t.SelfClosing {
		return false
	}
	end, ok := n.around.Close(n.in, &t.Tag)
	if !ok {
		n.searched = len(n.in)
		return false
	}
	n.searched = end
	if t.Element != html.Other && len(bytes.TrimSpace(text.Append(nil, n.in[t.End:end]))) > 0 {
		return false
	}
	n.pos = end
	n.gone(t.Start)
	return true
}

// written says what stands for embed code in the output.
type written uint8

const (
	nothing written = iota
	aLink
	aFrame
)

// writeEmbed writes a frame, or a link to the page that it would show.
func (n *normaliser) writeEmbed(b rebuilt) written {
	switch {
	case b.frame && n.makeRoom(html.Iframe):
		n.frameTag(b)
		for _, name := range b.dropped {
			n.removed("attribute", "src", "without the parameter "+name, n.tag.Start)
		}
		return aFrame
	case b.page != "" && n.linkTag(b):
		return aLink
	}
	return nothing
}

// replaceEmbed writes a frame or link instead of the current element.
func (n *normaliser) replaceEmbed(b rebuilt) {
	t := &n.tag
	switch n.writeEmbed(b) {
	case nothing:
		n.removed("element", t.name(), n.whyNot(b), t.Start)
	case aLink:
		n.removed("element", t.name(), "replaced by a link", t.Start)
	case aFrame:
		if t.Element == html.Iframe {
			n.reportFrame()
		} else {
			n.removed("element", t.name(), "becomes iframe", t.Start)
		}
	}
}

// addition returns a function that writes a frame or link inside the current element, and
// reports the attributes that name the player.
func (n *normaliser) addition(b rebuilt) func() {
	b.added = true
	used := n.used(b.url)
	return func() {
		reason := "replaced by a link"
		switch n.writeEmbed(b) {
		case aFrame:
			reason = "becomes iframe"
		case nothing:
			reason = n.whyNot(b)
		}
		for _, u := range used {
			n.removed("attribute", u.name, reason, u.start)
		}
	}
}

// whyNot returns why neither a frame nor a link was written.
func (n *normaliser) whyNot(b rebuilt) string {
	if b.frame || b.page != "" && n.rules.elements[html.A] {
		return "not allowed inside the open elements"
	}
	return "not a trusted embed"
}

// label returns the title of the current tag or, if it has none, that of b, escaped. The text
// of a link is not a title that the provider gives to all its frames.
func (n *normaliser) label(b rebuilt, inValue bool) string {
	title := strings.TrimSpace(string(appendLiteral(nil, html.Unescape(n.tag.value(atTitle)), inValue)))
	if title == "" || !inValue && machineTitles[strings.ToLower(title)] {
		title = string(appendLiteral(nil, b.label, inValue))
	}
	return title
}

// frameTag writes a frame.
func (n *normaliser) frameTag(b rebuilt) {
	title := n.label(b, true)
	width, height := n.sizes(b)
	src := strings.ReplaceAll(b.src, "&", "&amp;")
	end, _ := n.rules.checkFrame(src)
	n.logEmbed(b)
	for _, s := range [...]string{`<iframe src="`, src, `" title="`, title, `" width="`, width, `" height="`, height, end} {
		n.out = append(n.out, s...)
	}
}

// linkTag writes a link to the page of b and reports whether it could.
func (n *normaliser) linkTag(b rebuilt) bool {
	href := strings.ReplaceAll(b.page, "&", "&amp;")
	ok, external := n.rules.checkURL(href, false)
	if !ok || b.added && n.open[html.A] > 0 || !n.makeRoom(html.A) { // it would end the element
		return false
	}
	if endsInText(n.out) {
		n.out = append(n.out, ' ')
	}
	n.logEmbed(b)
	start := len(n.out)
	rel, window := n.linkAttributes(href, external)
	n.out = append(append(n.out, `<a href="`...), href...)
	if rel != 0 {
		n.out = append(append(n.out, `" rel="`...), rel.String()...)
	}
	if window {
		n.out = append(n.out, `" target="_blank`...)
	}
	n.out = append(append(append(n.out, `">`...), n.label(b, false)...), "</a>"...)
	n.embedLinks = append(n.embedLinks, [2]int{start, len(n.out)})
	return true
}

// endsInText reports whether output ends with text, be it that of a link or of another
// formatting element, so that what follows would be read as one word with it.
func endsInText(out []byte) bool {
	for {
		last := len(out) - 1
		switch {
		case last < 0, out[last] == ' ', out[last] == '\n':
			return false
		case out[last] != '>':
			return true
		}
		start := max(0, bytes.LastIndexByte(out, '<'))
		name, isEnd := bytes.CutPrefix(out[start:last], []byte("</"))
		if !isEnd || !html.Named(string(name)).Has(html.Formatting) {
			return false
		}
		out = out[:start]
	}
}

// linkAttributes returns the rel tokens that a link written by the normaliser must have,
// and whether it must open a new window.
func (n *normaliser) linkAttributes(href string, external bool) (rel relSet, window bool) {
	if external {
		rel, window = n.rules.rel, n.rules.opensWindow()
	}
	if j := n.rules.judge; j != nil {
		more, opens := j.adds(href)
		rel, window = (rel|more)&j.relKept, window || opens
	}
	if window {
		rel |= relNoopener
	}
	return rel, window
}

// logEmbed records where the tag that is written next comes from.
func (n *normaliser) logEmbed(b rebuilt) {
	switch {
	case n.log == nil:
	case b.added:
		n.imply()
	default:
		n.log.tags = append(n.log.tags, tagPair{len(n.out), n.tag.Start})
	}
}
