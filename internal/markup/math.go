package markup

import (
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// MathML is not in the normal form. Its text stays, with exponents and indices as sup and
// sub, and fractions with a slash: without them, a formula would say something else.

// A mathElement is an open element of MathML.
type mathElement struct {
	name     string
	children int
	depth    int    // of the stack before what is written for it
	after    string // text written after it
}

// mathStart handles the start tag of an element inside a math element, or of that element.
// It reports whether it has skipped the element.
func (n *normaliser) mathStart() (gone bool) {
	const deepest = 100
	t := &n.tag
	name := t.name()
	if name != "math" && len(n.math) == 0 || len(n.math) > deepest {
		return false
	}
	if name == "annotation" || name == "annotation-xml" {
		return n.skipAnnotation()
	}
	m := mathElement{name: name, depth: len(n.stack)}
	if len(n.math) > 0 {
		n.mathChild(&m)
	}
	if name == "msqrt" {
		n.mathText("√(")
		m.after += ")"
	}
	if t.SelfClosing {
		n.mathEnd(m)
		return false
	}
	n.math = append(n.math, m)
	return false
}

// mathChild writes what comes before m, a child of the innermost element.
func (n *normaliser) mathChild(m *mathElement) {
	parent := &n.math[len(n.math)-1]
	parent.children++
	script := html.Other
	switch {
	case parent.name == "msup" && parent.children == 2, parent.name == "msubsup" && parent.children == 3:
		script = html.Sup
	case (parent.name == "msub" || parent.name == "msubsup") && parent.children == 2:
		script = html.Sub
	case parent.name == "mfrac":
		if parent.children == 2 {
			n.mathText("/")
		}
		if m.name == "mrow" {
			n.mathText("(")
			m.after = ")"
		}
	}
	m.depth = len(n.stack)
	if script != html.Other && n.rules.elements[script] {
		n.openElement(script, html.Other)
	}
}

// mathText writes text that the notation stands for.
func (n *normaliser) mathText(text string) {
	n.place(text)
	n.out = append(n.out, text...)
}

// mathEnd ends an element.
func (n *normaliser) mathEnd(m mathElement) {
	if m.after != "" {
		n.mathText(m.after)
	}
	if m.depth < len(n.stack) {
		n.closeTo(m.depth)
	}
}

// mathEndTag handles an end tag inside a math element.
func (n *normaliser) mathEndTag() {
	name := n.tag.name()
	for i := len(n.math) - 1; i >= 0; i-- {
		if n.math[i].name != name {
			continue
		}
		for j := len(n.math) - 1; j >= i; j-- {
			n.mathEnd(n.math[j])
		}
		n.math = n.math[:i]
		return
	}
}

// skipAnnotation skips the source of a formula, such as TeX, and reports whether it did.
func (n *normaliser) skipAnnotation() bool {
	t := &n.tag
	if n.noAnnotation {
		return false
	}
	end := strings.Index(n.in[t.End:], "</"+t.Name)
	if end < 0 {
		n.noAnnotation = true
		return false
	}
	const why = "the source of a formula"
	n.pos = t.End + end
	n.removed("element", t.label(), why, t.Start)
	if n.log != nil {
		n.log.gone = append(n.log.gone, span{t.Start, n.pos, why})
	}
	return true
}
