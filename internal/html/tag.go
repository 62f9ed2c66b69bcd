package html

import "strings"

// A Kind says what a < begins.
type Kind uint8

const (
	NoTag Kind = iota // nothing: the < is text
	StartTag
	EndTag
	Comment // or a doctype, or anything that the standard treats as a comment
)

// A Tag is a tag or a comment as the tokenizer of the standard delimits it (§13.2.5).
type Tag struct {
	Kind        Kind
	Element     Element
	Name        string // as written
	SelfClosing bool   // ends with "/>"
	Hidden      bool   // a start tag whose attributes hide the element
	Open        bool   // the text ends before the tag does
	Start, End  int    // its position: in[Start:End]
}

// An Attr is an attribute as written; character references in its value are not decoded.
type Attr struct {
	Name, Value string
	At          int // index of its first byte
}

// Read reads the tag or comment that begins at in[at], which is a <. If each is not nil,
// Read calls it for every attribute of a start tag, in order, including duplicates.
//
// A tag or comment that never ends is Open, and its End is len(in): a browser drops such
// a tag with all the text after it, and treats all the text after such a comment as part
// of it.
func (t *Tag) Read(in string, at int, each func(Attr)) {
	*t = Tag{Start: at, End: at + 1}
	name := at + 1
	if name < len(in) && in[name] == '/' {
		name++
	}
	if name >= len(in) {
		return
	}
	switch c := in[name]; {
	case IsLetter(c):
		t.Kind = StartTag
		if name > at+1 {
			t.Kind = EndTag
		}
		t.read(in, name, each)
	case strings.HasPrefix(in[at:], "<!--"):
		t.Kind = Comment
		t.End, t.Open = endOfComment(in, at+len("<!--"))
	case name > at+1, c == '!', c == '?':
		t.Kind = Comment
		t.End, t.Open = after(in, name, ">")
	}
}

// Hides reports whether the start tag t hides what follows it, up to its end tag.
// Some editors close media with "/>", which HTML ignores; Hides returns false for such
// elements, since they would otherwise hide the text after them.
func (t *Tag) Hides() bool {
	e := t.Element
	if t.SelfClosing && !e.Has(Program) && (e.Has(Hidden) || e == Svg) {
		return false
	}
	return e.Has(Hidden) || t.Hidden && !e.Has(Void)
}

// read reads a tag, starting at its name, in[i].
func (t *Tag) read(in string, i int, each func(Attr)) {
	start, lower := i, byte(0x20) // the bit that upper-case letters lack
	for i < len(in) && ends[in[i]]&(space|slash|closing) == 0 {
		lower &= in[i]
		i++
	}
	if t.Name = in[start:i]; lower != 0 {
		t.Element = Known(t.Name)
	} else {
		t.Element = Named(t.Name)
	}
	styled, twin := false, false
	for {
		slashed := false
		for i < len(in) && ends[in[i]]&(space|slash) != 0 {
			slashed = in[i] == '/'
			i++
		}
		if i == len(in) {
			t.Open, t.End = true, i
			return
		}
		if in[i] == '>' {
			t.SelfClosing, t.End = slashed, i+1
			t.Hidden = t.Hidden || twin && besideFormula(in, t)
			return
		}
		var a Attr
		if a, i = attribute(in, i); t.Kind == EndTag {
			continue
		}
		switch len(a.Name) { // quickly excludes most names
		case len("hidden"):
			t.Hidden = t.Hidden || equalFold(a.Name, "hidden")
		case len("aria-hidden"):
			twin = twin || equalFold(a.Name, "aria-hidden") && equalFold(a.Value, "true")
		case len("style"):
			if !styled && equalFold(a.Name, "style") { // the first one applies
				styled = true
				t.Hidden = t.Hidden || hides(a.Value)
			}
		}
		if each != nil {
			each(a)
		}
	}
}

// besideFormula reports whether t, which is hidden from screen readers, begins the drawing
// of a formula that is next to it in MathML. KaTeX writes the drawing after the formula, and
// MathJax 2 writes it before, in a nobr. Only one of them is text of the page.
func besideFormula(in string, t *Tag) bool {
	const (
		white    = " \t\n\r\f"
		deepest  = 3     // end tags between the formula and its drawing
		farthest = 4_000 // bytes of a formula or a drawing
	)
	if t.Element.Has(Void) { // an image, which has no text
		return false
	}
	before := strings.TrimRight(in[:t.Start], white)
	for range deepest {
		before = strings.TrimRight(strings.TrimSuffix(before, "</span>"), white)
	}
	if before, found := strings.CutSuffix(before, "</math>"); found {
		before = before[max(0, len(before)-farthest):]
		start := strings.LastIndex(before, "<math")
		if start < 0 {
			return false
		}
		around := before[max(0, start-400):start]
		return !strings.Contains(around, "none") && !strings.Contains(around, "hidden") // only the drawing is shown
	}
	if t.Element != Nobr {
		return false
	}
	_, after, _ := strings.Cut(in[t.End:min(len(in), t.End+farthest)], "</nobr>")
	return strings.HasPrefix(after, `<span class="MJX_Assistive_MathML`)
}

// attribute reads the attribute that begins at in[i] and returns the index after it.
func attribute(in string, i int) (a Attr, next int) {
	a.At = i
	for i++; i < len(in) && ends[in[i]] == 0; i++ {
	} // a leading = is part of the name
	a.Name = in[a.At:i]
	if i = skipSpace(in, i); i == len(in) || in[i] != '=' {
		return a, i
	}
	if i = skipSpace(in, i+1); i == len(in) || in[i] == '>' {
		return a, i
	}
	start := i
	if quote := in[i]; quote == '"' || quote == '\'' {
		n := strings.IndexByte(in[i+1:], quote)
		if n < 0 {
			return a, len(in)
		}
		a.Value = in[i+1 : i+1+n]
		return a, i + n + 2
	}
	for i < len(in) && ends[in[i]]&(space|closing) == 0 {
		i++
	}
	a.Value = in[start:i]
	return a, i
}

func skipSpace(in string, i int) int {
	for i < len(in) && IsSpace(in[i]) {
		i++
	}
	return i
}

// after returns the index after the first mark in in[i:]. If there is none, it returns
// len(in) and true.
func after(in string, i int, mark string) (end int, open bool) {
	if n := strings.Index(in[i:], mark); n >= 0 {
		return i + n + len(mark), false
	}
	return len(in), true
}

// endOfComment returns the index after the comment whose text begins at in[i]. <!--> and
// <!---> are complete comments, and --!> also ends a comment.
func endOfComment(in string, i int) (end int, open bool) {
	for _, abrupt := range [...]string{">", "->"} {
		if strings.HasPrefix(in[i:], abrupt) {
			return i + len(abrupt), false
		}
	}
	for {
		if i, open = after(in, i, "--"); open {
			return i, true
		}
		switch {
		case strings.HasPrefix(in[i:], ">"):
			return i + 1, false
		case strings.HasPrefix(in[i:], "!>"):
			return i + 2, false
		}
		i-- // the second hyphen may be the first of -->, as in --->
	}
}
