package markup

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// Word writes the items of a list as paragraphs with a level, and Quill writes them as
// items of one flat list with an indentation. The normaliser makes nested lists of them,
// an outline. An item stays open after its end tag, since the next one may be inside it;
// the lists of an outline are closed before anything else is written.

// maxLevel is the deepest level of a list in Word and in Quill.
const maxLevel = 9

// An item is what is known of an item of an outline from its start tag and its marker.
type item struct {
	level  int          // from 1
	list   html.Element // Ul or Ol
	kind   string       // the type attribute of an ol, or ""
	number int          // 0 if unknown
	id     string       // of the list in Word
	box    string       // "☑ " or "☐ ", or "" if the item is not a task
}

// writeItem writes the start tag of an item of an outline, and reports whether it could.
// The end tag of named ends the item.
func (n *normaliser) writeItem(it item, named html.Element, s *style) bool {
	n.itemEnded = false
	n.wordItems = n.wordItems || named == html.P
	list := n.outlineList(it)
	if list < 0 || !n.makeRoom(html.Li) {
		return false
	}
	at := &n.stack[list]
	n.reserve()
	start := len(n.out)
	n.out = append(n.out, "<li"...)
	n.gather(html.Li, s)
	n.attributes(html.Li)
	kept := n.kept[:0]
	for _, k := range n.kept {
		switch {
		case k.attribute == atClass && named == html.P:
			n.refuseKept(atClass, "replaced by a list")
		case k.attribute != atValue:
			kept = append(kept, k)
		}
	}
	n.kept = kept
	if it.list == html.Ol {
		if it.number > 0 && it.number != at.next {
			at.next = it.number
			if n.rules.attributes[html.Li].has(atValue) {
				n.kept = append(n.kept, keptAttr{attribute: atValue, value: strconv.Itoa(it.number)})
			}
		}
		at.next++
	}
	n.writeAttributes()
	n.reportTag(html.Li, start)
	n.endOfStartTag(html.Li, named)
	n.inherit(html.Li, s)
	n.stack[len(n.stack)-1].item = true
	n.out = append(n.out, it.box...)
	return true
}

// outlineList returns the depth of the list for an item, after closing the lists and items
// that the item ends and opening a list if there is none. It returns -1 if it could not.
func (n *normaliser) outlineList(it item) int {
	found := -1
	for i := len(n.stack) - 1; i >= 0 && !n.stack[i].Has(html.Cell); i-- {
		if level := n.stack[i].level; level >= it.level {
			found = i
		} else if level > 0 {
			break
		}
	}
	if found >= 0 {
		if at := &n.stack[found]; at.Element == it.list && at.id == it.id && (at.kind == it.kind || it.number == 0) {
			at.level = it.level // an item on a level that was left out
			n.closeTo(found + 1)
			n.writeBetween()
			return found
		}
		n.closeTo(found)
	}
	n.writeBetween()
	if !n.makeRoom(it.list) {
		return -1
	}
	n.imply()
	n.out = append(append(n.out, '<'), it.list.String()...)
	first := 1
	if it.list == html.Ol {
		if it.number > 1 && n.rules.attributes[html.Ol].has(atStart) {
			first = it.number
			n.out = append(strconv.AppendInt(append(n.out, ` start="`...), int64(first), 10), '"')
		}
		if it.kind != "" && n.rules.attributes[html.Ol].has(atType) {
			n.out = append(append(append(n.out, ` type="`...), it.kind...), '"')
		}
	}
	n.endOfStartTag(it.list, html.Other)
	at := &n.stack[len(n.stack)-1]
	at.level, at.id, at.next, at.kind = it.level, it.id, first, it.kind
	return len(n.stack) - 1
}

// endItem ends the item at the given depth. Its li stays open.
func (n *normaliser) endItem(depth int) {
	n.closeTo(depth + 1)
	n.stack[depth].named = html.Other
	n.itemEnded = true
}

// reopenItem opens the last item of the innermost list again: a list follows, which
// Google Docs and older editors write next to the item it belongs to.
func (n *normaliser) reopenItem() {
	const end = "</li>"
	item := bytes.TrimRight(n.out, " \t\n")
	if !bytes.HasSuffix(item, []byte(end)) || n.itemEnded || len(n.stack)-n.ghosts+4 > maxDepth {
		return
	}
	between := n.out[len(item):]
	n.out = append(item[:len(item)-len(end)], between...)
	n.stack = append(n.stack, openElement{Element: html.Li, marks: n.marks()})
	n.open[html.Li]++
}

// leaveOutline closes the lists of an outline whose last item has ended.
func (n *normaliser) leaveOutline() {
	if !n.itemEnded {
		return
	}
	n.itemEnded = false
	outermost := -1
	for i := len(n.stack) - 1; i >= 0 && !n.stack[i].Has(html.Cell); i-- {
		if n.stack[i].level > 0 {
			outermost = i
		}
	}
	if outermost >= 0 {
		n.closeTo(outermost)
	}
	n.writeBetween()
}

// writeBetween writes the white space after the last item.
func (n *normaliser) writeBetween() {
	n.out = appendEscaped(n.out, n.between, false, n.rules.xml)
	n.between = ""
}

// endWordItem ends the item of Word that is open, if a block ends it: it is a p in the
// input.
func (n *normaliser) endWordItem() {
	for i := len(n.stack) - 1; i >= 0; i-- {
		at := &n.stack[i]
		if at.item && at.named == html.P {
			n.endItem(i)
			return
		}
		if at.Has(html.Block) || at.Has(html.Tabular) {
			return
		}
	}
}

// outlineItem returns the item that the current tag begins, if it begins one, and the
// element whose end tag ends it.
func (n *normaliser) outlineItem(e html.Element, s *style) (it item, ok bool) {
	if !n.rules.elements[html.Li] {
		return it, false
	}
	switch e {
	case html.P:
		return n.wordItem(s)
	case html.Li:
		return n.quillItem()
	}
	return it, false
}

// quillItem returns the item that the current li begins, if the list around it is Quill's.
// Quill 2 writes all lists as ol and the type of an item in data-list; Quill 1 writes the
// state of a task in data-checked of the list.
func (n *normaliser) quillItem() (it item, ok bool) {
	i := len(n.stack) - 1
	for i >= 0 && !n.stack[i].quill && !n.stack[i].Has(html.Cell) {
		i--
	}
	if i < 0 || !n.stack[i].quill {
		return it, false
	}
	it = item{level: 1 + quillIndent(n.tag.value(atClass)), list: n.stack[i].named, box: n.stack[i].id}
	switch n.tag.value(rawTask) {
	case "ordered":
		it.list = html.Ol
		if it.level == 1 {
			// Bullets in between do not begin the numbers anew.
			n.stack[i].next++
			it.number = n.stack[i].next
		}
	case "bullet":
		it.list = html.Ul
	case "checked", "unchecked":
		it.list = html.Ul
		it.box = boxOf(n.tag.value(rawTask))
	}
	return it, true
}

// quillIndent returns the N of a class "ql-indent-N", or 0.
func quillIndent(classes string) int {
	_, after, _ := strings.Cut(classes, quillClass)
	if after != "" && '1' <= after[0] && after[0] < '0'+maxLevel && (len(after) == 1 || after[1] == ' ') {
		return int(after[0] - '0')
	}
	return 0
}

const quillClass = "ql-indent-"

// boxOf returns the character for the state of a task, and a space; or "".
func boxOf(state string) string {
	switch strings.ToLower(state) {
	case "checked", "true":
		return "☑ "
	case "unchecked", "false":
		return "☐ "
	}
	return ""
}

// writeOutline handles a start tag that is part of an outline, and reports whether it did.
func (n *normaliser) writeOutline(e html.Element, s *style) bool {
	if e == html.Ul || e == html.Ol {
		if !n.quillLists[n.tag.Start] || n.ghosts >= maxGhosts {
			return false
		}
		n.makeRoom(e)
		n.removed("element", e.String(), "replaced by lists for its items", n.tag.Start)
		n.ghosts++
		n.stack = append(n.stack, openElement{named: e, quill: true, marks: n.marks(), id: boxOf(n.tag.value(rawTask))})
		return true
	}
	if n.wordItems && (e.Has(html.Block) || e.Has(html.Tabular)) {
		n.endWordItem()
	}
	it, ok := n.outlineItem(e, s)
	return ok && n.writeItem(it, n.tag.Element, s)
}
