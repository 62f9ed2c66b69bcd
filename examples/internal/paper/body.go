package paper

import (
	"fmt"
	stdhtml "html"
	"html/template"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/html"
)

// body returns the HTML of a story, which has been sanitized, as its page has it: in French
// typography, with the addresses of the page, headings that continue those of the page from the
// given level, pictures with a size, tables that scroll for themselves, ids that the page does not
// have yet, and a link in a box of its proportion in place of each player.
func (p *Paper) body(in string, a *presse.Article, level int, taken ids) template.HTML {
	lang := a.Lang
	if lang == "" {
		lang = p.Site.Lang
	}
	set := presse.Typesetter{Lang: lang}.HTML(template.HTML(in))
	r := rewriting{paper: p, story: a, words: wordsOf(lang, p.lang()), in: string(set), top: level, heading: level - 1}
	r.highest = highest(r.in)
	if r.own = taken.claim(r.in); r.own != nil {
		r.said = make(map[string]bool)
	}
	r.out.Grow(len(set) + len(set)/8)
	r.run()
	return template.HTML(r.out.String())
}

// rewriting changes HTML in the normal form of internal/markup, in one pass.
type rewriting struct {
	paper   *Paper
	story   *presse.Article
	words   *words
	in      string
	out     strings.Builder
	attrs   []html.Attr       // of the tag being read
	top     int               // level of the highest heading
	highest int               // level that the highest heading has in the text
	heading int               // level of the heading before, as written
	levels  []int             // of the headings that are open
	tables  int               // number of tables that are open
	own     map[string]string // ids of the text as the page has them; nil if it has none
	said    map[string]bool   // ids that were written
}

func (r *rewriting) run() {
	for i := 0; i < len(r.in); {
		n := strings.IndexByte(r.in[i:], '<')
		if n < 0 {
			r.out.WriteString(r.in[i:])
			return
		}
		r.out.WriteString(r.in[i : i+n])
		var t html.Tag
		r.attrs = r.attrs[:0]
		t.Read(r.in, i+n, func(a html.Attr) { r.attrs = append(r.attrs, html.Attr{Name: a.Name, Value: html.Unescape(a.Value)}) })
		switch t.Kind {
		case html.StartTag:
			i = r.start(&t)
		case html.EndTag:
			r.end(&t)
			i = t.End
		default:
			r.out.WriteString(r.in[t.Start:max(t.End, t.Start+1)])
			i = max(t.End, t.Start+1)
		}
	}
}

// start writes what a start tag stands for and returns the index after it.
func (r *rewriting) start(t *html.Tag) int {
	changed := r.id()
	switch t.Element {
	case html.Iframe:
		end := elementEnd(r.in, t)
		r.player(r.in[t.Start:end])
		return end
	case html.Img:
		r.image()
	case html.Video:
		r.change("src", r.paper.href)
		r.change("poster", r.paper.href)
		r.fill("preload", "none")
		r.size(1280, 720)
	case html.Audio:
		r.change("src", r.paper.href)
		r.fill("preload", "none")
	case html.A:
		r.change("href", r.within)
		r.change("href", r.paper.href)
		r.link(r.in[t.End:elementEnd(r.in, t)])
	case html.Source:
		r.change("src", r.paper.href)
		r.change("srcset", r.candidates)
	case html.Table:
		if r.tables++; r.tables == 1 {
			fmt.Fprintf(&r.out, `<div class="scroll" role="group" aria-label="%s" tabindex="0">`, stdhtml.EscapeString(r.words.Table))
		}
	default:
		if t.Element.Has(html.Heading) {
			r.title(t)
			return t.End
		}
		if changed {
			break
		}
		r.out.WriteString(r.in[t.Start:t.End])
		return t.End
	}
	r.tag(t.Name)
	return t.End
}

func (r *rewriting) end(t *html.Tag) {
	if t.Element.Has(html.Heading) && len(r.levels) > 0 {
		fmt.Fprintf(&r.out, "</h%d>", r.levels[len(r.levels)-1])
		r.levels = r.levels[:len(r.levels)-1]
		return
	}
	r.out.WriteString(r.in[t.Start:t.End])
	if t.Element == html.Table && r.tables > 0 {
		if r.tables--; r.tables == 0 {
			r.out.WriteString("</div>")
		}
	}
}

// tag writes a start tag with the attributes of r.
func (r *rewriting) tag(name string) {
	r.out.WriteByte('<')
	r.out.WriteString(name)
	for _, a := range r.attrs {
		fmt.Fprintf(&r.out, ` %s="%s"`, a.Name, stdhtml.EscapeString(a.Value))
	}
	r.out.WriteByte('>')
}

// id gives an element the id that it has in the page, and reports whether it is another one. Of two
// elements of a text with one id, the first keeps it: links lead there.
func (r *rewriting) id() bool {
	if r.own == nil {
		return false
	}
	for i, a := range r.attrs {
		if a.Name != "id" {
			continue
		}
		if r.said[a.Value] {
			r.attrs = append(r.attrs[:i], r.attrs[i+1:]...)
			return true
		}
		r.said[a.Value] = true
		r.attrs[i].Value = r.own[a.Value]
		return r.attrs[i].Value != a.Value
	}
	return false
}

// within returns a link to an id of the text as the page has it.
func (r *rewriting) within(address string) string {
	if id, ok := strings.CutPrefix(address, "#"); ok && r.own[id] != "" {
		return "#" + r.own[id]
	}
	return address
}

// title writes the start tag of a heading, at most one level below the heading before it, since
// readers who cannot see the page find their way by them (WCAG 2.2, technique G141).
func (r *rewriting) title(t *html.Tag) {
	level, _ := strconv.Atoi(t.Name[1:])
	r.heading = max(r.top, min(level-r.highest+r.top, r.heading+1, 6))
	r.levels = append(r.levels, r.heading)
	r.tag("h" + strconv.Itoa(r.heading))
}

// highest returns the level of the highest heading.
func highest(in string) int {
	for level := 1; level < 6; level++ {
		if strings.Contains(in, fmt.Sprintf("<h%d", level)) {
			return level
		}
	}
	return 6
}

// value returns the value of an attribute.
func (r *rewriting) value(name string) (string, bool) {
	for _, a := range r.attrs {
		if a.Name == name {
			return a.Value, true
		}
	}
	return "", false
}

// change changes the value of an attribute, if it is there.
func (r *rewriting) change(name string, to func(string) string) {
	for i, a := range r.attrs {
		if a.Name == name {
			r.attrs[i].Value = to(a.Value)
		}
	}
}

// fill adds an attribute that is not there.
func (r *rewriting) fill(name, value string) {
	if _, ok := r.value(name); !ok {
		r.attrs = append(r.attrs, html.Attr{Name: name, Value: value})
	}
}

// size gives a picture or video that says no size another one, and reports whether it did.
func (r *rewriting) size(width, height int) bool {
	_, wide := r.value("width")
	_, high := r.value("height")
	if wide && high {
		return false
	}
	r.change("width", func(string) string { return strconv.Itoa(width) })
	r.change("height", func(string) string { return strconv.Itoa(height) })
	r.fill("width", strconv.Itoa(width))
	r.fill("height", strconv.Itoa(height))
	return true
}

// image completes a picture with what the story knows of it.
func (r *rewriting) image() {
	address, _ := r.value("src")
	known := r.known(address)
	switch {
	case known.Width > 0 && known.Height > 0:
		r.size(known.Width, known.Height)
	case r.size(defaultWidth, defaultHeight): // no picture is cut: it is shown whole in its box
		r.fill("class", "")
		r.change("class", func(c string) string { return strings.TrimSpace(c + " unsized") })
	}
	r.fill("alt", known.Alt)
	r.change("src", r.paper.href)
	r.change("srcset", r.candidates)
}

// known returns what the story says about a picture, or nothing.
func (r *rewriting) known(address string) presse.Media {
	at := presse.Media{URL: address}
	if sameMedia(at, r.story.Lead) {
		return r.story.Lead
	}
	for _, m := range r.story.Media {
		if sameMedia(at, m) {
			return m
		}
	}
	return presse.Media{}
}

// candidates returns the value of a srcset with the addresses of the page.
func (r *rewriting) candidates(set string) string {
	candidates := strings.Split(set, ", ")
	for i, c := range candidates {
		address, width, _ := strings.Cut(strings.TrimSpace(c), " ")
		candidates[i] = strings.TrimSpace(r.paper.href(address) + " " + width)
	}
	return strings.Join(candidates, ", ")
}

// link names a link that has no text of its own: around a picture without a description.
func (r *rewriting) link(content string) {
	if strings.TrimSpace(presse.PlainText(content)) != "" {
		return
	}
	for rest := content; ; {
		n := strings.IndexByte(rest, '<')
		if n < 0 {
			break
		}
		var t html.Tag
		named, address := false, ""
		t.Read(rest, n, func(a html.Attr) {
			named = named || a.Name == "alt" && strings.TrimSpace(a.Value) != ""
			if a.Name == "src" {
				address = html.Unescape(a.Value)
			}
		})
		if t.Element == html.Img && (named || r.known(address).Alt != "") {
			return
		}
		rest = rest[max(t.End, n+1):]
	}
	if strings.Contains(content, "<img ") {
		r.fill("aria-label", r.words.Enlarge)
		return
	}
	for i, a := range r.attrs { // a link that nobody can see is none
		if a.Name == "href" {
			r.attrs = append(r.attrs[:i], r.attrs[i+1:]...)
			return
		}
	}
}

// player writes a link to the page of a player, in a box of its proportion. What the sanitizer puts
// in place of a player that is not allowed says where the link leads.
func (r *rewriting) player(frame string) {
	title, _ := r.value("title")
	width, _ := r.value("width")
	height, _ := r.value("height")
	address, _ := r.value("src")
	link := string(r.paper.compiled.player.HTML(frame))
	var t html.Tag
	if strings.HasPrefix(link, "<a ") {
		t.Read(link, 0, func(a html.Attr) {
			if a.Name == "href" {
				address = html.Unescape(a.Value)
			}
		})
	}
	host := address
	if u, err := url.Parse(address); err == nil {
		host = strings.TrimPrefix(u.Hostname(), "www.")
	}
	w, errW := strconv.Atoi(width)
	h, errH := strconv.Atoi(height)
	box := fmt.Sprintf("--w: %d; --h: %d", w, h)
	switch {
	case errW != nil && errH == nil && h > 0: // as wide as the text
		box = fmt.Sprintf("block-size: %dpx", min(h, 640))
	case errW != nil || errH != nil || w <= 0 || h <= 0:
		box = "--w: 16; --h: 9"
	}
	fmt.Fprintf(&r.out, `<a class="player" href="%s" style="%s"><span class="player-title">%s</span> <span class="player-host">%s, %s</span></a>`,
		stdhtml.EscapeString(address), box, stdhtml.EscapeString(title), stdhtml.EscapeString(r.words.Player), stdhtml.EscapeString(host))
}

// elementEnd returns the index after the element that a start tag begins.
func elementEnd(in string, start *html.Tag) int {
	if start.Element.Has(html.Void) {
		return start.End
	}
	depth := 1
	for i := start.End; i < len(in); {
		n := strings.IndexByte(in[i:], '<')
		if n < 0 {
			break
		}
		var t html.Tag
		t.Read(in, i+n, nil)
		if t.Name == start.Name {
			switch t.Kind {
			case html.StartTag:
				depth++
			case html.EndTag:
				if depth--; depth == 0 {
					return t.End
				}
			}
		}
		i = max(t.End, i+n+1)
	}
	return len(in)
}

// withoutOpening returns a body that does not begin with the picture that is printed above it.
// If it does, and only there has a caption, it stays.
func withoutOpening(body string, lead presse.Media) string {
	rest := strings.TrimLeft(body, " \t\n")
	if !strings.HasPrefix(rest, "<") {
		return body
	}
	var t html.Tag
	t.Read(rest, 0, nil)
	if t.Kind != html.StartTag {
		return body
	}
	switch t.Element {
	case html.Figure, html.P, html.A, html.Img, html.Div:
	default:
		return body
	}
	end := elementEnd(rest, &t)
	opening := rest[:end]
	if strings.Count(opening, "<img ") != 1 || strings.TrimSpace(presse.PlainText(withoutCaption(opening))) != "" {
		return body
	}
	if strings.Contains(opening, "<figcaption") && lead.Caption == "" {
		return body
	}
	if !shows(opening, lead) {
		return body
	}
	return rest[end:]
}

func withoutCaption(figure string) string {
	before, after, found := strings.Cut(figure, "<figcaption")
	if !found {
		return figure
	}
	_, after, _ = strings.Cut(after, "</figcaption>")
	return before + after
}

// shows reports whether HTML contains a picture in any size.
func shows(body string, m presse.Media) bool {
	name := path.Base(fileOf(m.URL))
	return len(name) > 1 && strings.Contains(body, "/"+name)
}
