package markup

import "github.com/presse-go/presse/internal/html"

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
func (n *normaliser) mathStart() {
	const deepest = 100
	t := &n.tag
	name := t.name()
	if name != "math" && len(n.math) == 0 || len(n.math) > deepest {
		return
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
		return
	}
	n.math = append(n.math, m)
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
