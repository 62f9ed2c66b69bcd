package markup

import (
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// Editors that write a class and rely on a style sheet of their own: Quill for direction
// and alignment, TinyMCE and Notion for the state of a task. The normal form says the same
// with an attribute, a class of WordPress or a character, and does not keep the class.
const (
	quillAlign     = "ql-align-"
	quillDirection = "ql-direction-rtl"
	tinyTasks      = "tox-checklist"          // of a list
	tinyDone       = "tox-checklist--checked" // of an li
	notionTasks    = "to-do-list"             // of a list
	notionDone     = "checkbox-on"            // of an empty div in an li
	notionOpen     = "checkbox-off"
)

// replacesClass reports whether the normal form of e says in another way what class says.
func (r *Rules) replacesClass(e html.Element, class string) bool {
	switch {
	case e == html.Li && strings.Contains(class, quillClass):
		return true
	case class == tinyDone:
		return e == html.Li
	case class == tinyTasks, class == notionTasks:
		return e.Has(html.List)
	case class == notionDone, class == notionOpen:
		return e == html.Div
	case !e.Has(html.Block) && !e.Has(html.Tabular):
		return false
	case class == quillDirection:
		return true
	case class == quillAlign+"center", class == quillAlign+"right":
		return r.keepsClass("has-text-align-" + class[len(quillAlign):])
	}
	return false
}

// replacesAnyClass reports whether replacesClass is true of one of the classes in value.
func (r *Rules) replacesAnyClass(e html.Element, value string) bool {
	for value != "" {
		var class string
		if class, value = cutToken(value); r.replacesClass(e, class) {
			return true
		}
	}
	return false
}

// readClasses adds to s what the classes of Quill and Word say of the current tag, which
// begins e. As in their style sheets, a style attribute has precedence.
func (n *normaliser) readClasses(e html.Element, s *style) {
	classes := n.tag.value(atClass)
	if classes == "" {
		return
	}
	block := e.Has(html.Block) || e.Has(html.Tabular)
	for class := range strings.FieldsSeq(classes) {
		switch align, aligned := strings.CutPrefix(class, quillAlign); {
		case (n.tag.Element == html.A || e == html.Span) && (class == "MsoFootnoteReference" || class == "MsoEndnoteReference"):
			s.set |= raised
		case !block:
		case aligned && s.align == "":
			s.align = align
		case class == quillDirection && s.dir == "":
			s.dir = "rtl"
		}
	}
}

// maxTaskLists bounds the number of lists whose tasks are known.
const maxTaskLists = 64

// startList records the start of a list of the input.
func (n *normaliser) startList() {
	n.listDepth++
	if n.listDepth > maxTaskLists {
		return
	}
	box := boxOf(n.tag.value(rawTask))
	if hasToken(n.tag.value(atClass), tinyTasks) {
		box = boxOf("false")
	}
	n.taskLists = append(n.taskLists, box)
}

// endList records the end of a list of the input.
func (n *normaliser) endList() {
	if n.listDepth == 0 {
		return
	}
	if n.listDepth <= maxTaskLists {
		n.taskLists = n.taskLists[:len(n.taskLists)-1]
	}
	n.listDepth--
}

// ownBox returns the box of the li that the current tag begins: what its attributes or its
// class say of its task, or the list around it does, unless a checkbox in it does.
func (n *normaliser) ownBox() string {
	box := boxOf(n.tag.value(rawTask))
	if box == "" && hasToken(n.tag.value(atClass), tinyDone) {
		box = boxOf("true")
	}
	if box == "" && 0 < n.listDepth && n.listDepth <= maxTaskLists {
		box = n.taskLists[n.listDepth-1]
	}
	if box == "" {
		return ""
	}
	rest := n.in[n.tag.End:]
	rest, _, _ = strings.Cut(rest[:min(len(rest), 300)], "</li")
	if _, input, found := strings.Cut(rest, "<input"); found && strings.Contains(input, "checkbox") {
		return ""
	}
	return box
}

// task writes the box of a task, or keeps it for the text of the paragraph that follows.
func (n *normaliser) task(box string) {
	if box == "" {
		return
	}
	rest := strings.TrimLeft(n.in[n.tag.End:], " \t\r\n\f")
	if n.tag.Element == html.Li && (strings.HasPrefix(rest, "<p") || strings.HasPrefix(rest, "<div") || strings.HasPrefix(rest, "<img")) {
		n.box = box
		return
	}
	n.writeBox(box)
}

// writeBox writes the box of a task before the text that follows the current position.
func (n *normaliser) writeBox(box string) {
	n.box = ""
	n.place(box)
	rest := n.in[min(n.pos, len(n.in)):]
	if n.leaveDiv {
		_, rest, _ = strings.Cut(rest, ">")
	}
	if rest != "" && (html.IsSpace(rest[0]) || strings.HasPrefix(rest, "&nbsp;") || strings.HasPrefix(rest, "\u00a0")) {
		box = strings.TrimSpace(box)
	}
	n.out = append(n.out, box...)
}

// checkbox writes the box that the current tag shows, and reports whether it did: an input,
// an empty div of Notion, or the picture that Google Docs writes in an li whose attributes
// say the same. A checkbox in a form is for its readers.
func (n *normaliser) checkbox() bool {
	t := &n.tag
	inList := n.around.Has(html.Li)
	switch t.Element {
	case html.Input:
		if n.around.Has(html.Form) || !strings.EqualFold(strings.TrimSpace(t.value(atType)), "checkbox") {
			return false
		}
		state := "false"
		if t.has(rawChecked) {
			state = "true"
		}
		n.writeBox(boxOf(state))
		return true
	case html.Div:
		rest := strings.TrimLeft(n.in[t.End:], " \t\r\n\f")
		if !inList || !strings.HasPrefix(rest, "</div") {
			return false
		}
		for class := range strings.FieldsSeq(t.value(atClass)) {
			if class == notionDone || class == notionOpen {
				n.leaveDiv = true
				n.writeBox(boxOf(map[string]string{notionDone: "true", notionOpen: "false"}[class]))
				return true
			}
		}
	case html.Img:
		return n.box != "" && (n.tag.has(rawBoxImage) || strings.Contains(strings.ToLower(t.value(atSrc)), "checkbox"))
	}
	return false
}

// attachment writes what the current tag stands for if Trix, the editor of Rails, wrote it
// for an uploaded file, and reports whether it did: a picture with its caption, or a link.
// https://guides.rubyonrails.org/action_text_overview.html
func (n *normaliser) attachment() bool {
	t := &n.tag
	if !strings.EqualFold(t.Name, "action-text-attachment") || !strings.HasPrefix(strings.TrimLeft(n.in[t.End:], " \t\r\n\f"), "</") {
		return false // what is in it is the attachment as it is shown
	}
	attrs := map[string]string{}
	var again html.Tag
	again.Read(n.in, t.Start, func(a html.Attr) {
		if name := strings.ToLower(a.Name); attrs[name] == "" {
			attrs[name] = a.Value
		}
	})
	src, reason := n.value(atSrc, attrs["url"])
	caption := strings.TrimSpace(html.Unescape(attrs["caption"]))
	if reason == "" && strings.HasPrefix(strings.ToLower(attrs["content-type"]), "image/") && n.rules.elements[html.Img] && n.openElement(html.Figure, html.Other) {
		depth := len(n.stack) - 1
		n.kept, n.refused, n.seen = n.kept[:0], n.refused[:0], 0
		n.keep(atSrc, src)
		for _, a := range [...]attribute{atWidth, atHeight} {
			if value, invalid := normalValue(a, html.Unescape(attrs[a.String()])); invalid == "" && n.rules.attributes[html.Img].has(a) {
				n.keep(a, value)
			}
		}
		n.keep(atAlt, "")
		n.attributes(html.Img)
		n.imply()
		n.out = append(n.out, "<img"...)
		n.writeAttributes()
		n.endOfStartTag(html.Img, html.Other)
		if !onePixel(n.keptValue(atWidth), n.keptValue(atHeight)) {
			n.images++
		}
		if caption != "" && n.openElement(html.Figcaption, html.Other) {
			n.literal(caption)
		}
		n.closeTo(depth)
		n.removed("element", t.label(), "replaced by a figure", t.Start)
		return true
	}
	n.partly = ""
	label := caption
	if label == "" {
		label = strings.TrimSpace(html.Unescape(attrs["filename"]))
	}
	href, reason := n.value(atHref, attrs["url"])
	n.partly = ""
	if label == "" {
		label = strings.TrimSpace(html.Unescape(attrs["url"]))
	}
	if label == "" {
		return false
	}
	if reason != "" || !n.makeRoom(html.A) {
		n.literal(label)
		n.removed("element", t.label(), "replaced by its caption", t.Start)
		return true
	}
	depth := len(n.stack)
	n.kept, n.seen, n.rel = n.kept[:0], 0, 0
	n.keep(atHref, href)
	n.external = n.leadsOut(href)
	n.attributes(html.A)
	n.out = append(n.out, "<a"...)
	n.writeAttributes()
	n.endOfStartTag(html.A, html.Other)
	n.literal(label)
	n.closeTo(depth)
	n.removed("element", t.label(), "replaced by a link", t.Start)
	return true
}
