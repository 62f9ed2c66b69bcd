package markup

import (
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// survey scans the text for what must be known before writing: the ids that links may
// lead to, and the highest heading.
func (n *normaliser) survey() {
	links := hasFragment(n.in)
	levels := n.rules.topHeading > html.H1
	quill := n.rules.elements[html.Li] && (strings.Contains(n.in, quillClass) || strings.Contains(n.in, "data-list") || strings.Contains(n.in, "data-checked"))
	if !links && !levels && !quill && n.rules.headingID == nil {
		return
	}
	var lists []int // start tags of open lists, by offset
	n.ids = map[string]struct{}{}
	s, t := n.scanner, tag{}
	var around html.Open
	highest := html.H6
	for {
		lt := strings.IndexByte(s.in[s.pos:], '<')
		if lt < 0 {
			break
		}
		s.pos += lt
		kind := s.next(&t, nil)
		if kind == unfinished {
			break
		}
		if kind == endToken {
			around.End(t.Element)
			if t.Element.Has(html.List) && len(lists) > 0 {
				lists = lists[:len(lists)-1]
			}
		}
		if kind != startToken {
			continue
		}
		switch {
		case t.Element == html.Xmp && !t.Hidden:
			s.skipRaw(&t)
			continue
		case t.Hidden, skipped(t.Element):
			if s.skipHidden(&t, &around) {
				continue
			}
		}
		around.Start(t.Element)
		if quill {
			lists = n.surveyList(&t, lists)
		}
		if e := t.Element; e.Has(html.Heading) {
			highest = min(highest, e)
		}
		for _, a := range [...]attribute{atID, rawName} {
			if id := t.value(a); id != "" {
				n.ids[strings.Map(keepIDRune, html.Unescape(id))] = struct{}{}
			}
		}
	}
	if highest < n.rules.topHeading {
		n.shift = n.rules.topHeading - highest
	}
}

// surveyList notes a list of Quill, given the current tag and the lists that are open.
func (n *normaliser) surveyList(t *tag, lists []int) []int {
	found := false
	switch {
	case t.Element == html.Ul, t.Element == html.Ol:
		lists = append(lists, t.Start)
		found = len(lists) == 1 && t.has(rawTask)
	case t.Element == html.Li && len(lists) == 1:
		switch t.value(rawTask) {
		case "ordered", "bullet", "checked", "unchecked":
			found = true
		}
		found = found || quillIndent(t.value(atClass)) > 0
	}
	if found {
		if n.quillLists == nil {
			n.quillLists = make(map[int]bool)
		}
		n.quillLists[lists[0]] = true
	}
	return lists
}

// hasFragment reports whether in may have a link with a fragment: a # that does not begin
// a numeric character reference, or a reference to one.
func hasFragment(in string) bool {
	for i := 0; ; i++ {
		n := strings.IndexByte(in[i:], '#')
		if n < 0 {
			return strings.Contains(in, "&num;")
		}
		if i += n; i == 0 || in[i-1] != '&' {
			return true
		}
		if r, _, _ := html.Reference(in[i-1:], true); r == '#' {
			return true
		}
	}
}
