package markup

import (
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/text"
)

// A Removal is something that the normaliser removed; see presse.Removal.
type Removal struct {
	Kind, Name, Reason, Text string
	Offset                   int
}

// Report is like Sanitize but also returns what was removed, sorted by offset.
func (r *Rules) Report(in string) (string, []Removal) {
	log := new(removalLog)
	var out string
	if r.judge != nil {
		out = r.judged(in, log)
	} else {
		out = r.normal(in, log)
	}
	log.addText(in)
	slices.SortStableFunc(log.removals, func(a, b Removal) int { return a.Offset - b.Offset })
	return out, log.removals
}

// A removalLog collects what the normaliser records for a report.
type removalLog struct {
	removals []Removal
	gone     []span // parts of the input of which nothing was written
	implied  []int  // where the output has start tags that the input lacks
	tags     []tagPair
}

// A tagPair says where a start tag begins in the output and in the input.
type tagPair struct{ out, in int }

// A span is a part of the input.
type span struct {
	start, end int
	why        string
}

func (n *normaliser) removed(kind, name, reason string, offset int) {
	if n.log != nil {
		n.log.removals = append(n.log.removals, Removal{Kind: kind, Name: name, Reason: reason, Offset: offset})
	}
}

// A refusal is an attribute that is not kept as it is.
type refusal struct {
	name, reason string
	start        int
}

// refuse records that an attribute of the current tag is not kept.
func (n *normaliser) refuse(raw *rawAttr, reason string) {
	if n.log != nil {
		n.refused = append(n.refused, refusal{raw.name(), reason, raw.start})
	}
}

// refuseRel records the tokens of a rel attribute that are not kept.
func (n *normaliser) refuseRel(raw *rawAttr, value string) {
	for token := range strings.FieldsSeq(value) {
		if relToken(strings.ToLower(token)) == 0 {
			n.refuse(raw, "not allowed: "+token)
		}
	}
}

// refuseLoading records that the loading attribute of the current image is not kept.
func (n *normaliser) refuseLoading() {
	value, invalid := normalValue(atLoading, html.Unescape(n.tag.value(atLoading)))
	switch loaded := n.has(atSrc) || n.has(atSrcset); {
	case n.log == nil, invalid != "":
	case !loaded:
		n.refuseKept(atLoading, "the image has no address")
	case n.images == 0 && value == "lazy":
		n.refuseKept(atLoading, "the first image is loaded at once")
	case n.images > 0 && value != "lazy":
		n.refuseKept(atLoading, "images after the first are loaded late")
	}
}

// report records removals of attributes of the current tag.
func (n *normaliser) report(refused []refusal) {
	for _, r := range refused {
		n.removed("attribute", r.name, r.reason, r.start)
	}
}

// refuseKept records that the attribute a of the current tag, which gather has kept, is not.
func (n *normaliser) refuseKept(a attribute, reason string) {
	for i := range n.tag.attrs {
		if raw := &n.tag.attrs[i]; raw.attr == a {
			n.refuse(raw, reason)
		}
	}
}

// reportTag records what is not as in the current tag, for which e has been written at
// start.
func (n *normaliser) reportTag(e html.Element, start int) {
	if n.log == nil {
		return
	}
	n.log.tags = append(n.log.tags, tagPair{start, n.tag.Start})
	n.report(n.refused)
	n.report(n.unknown)
	if t := &n.tag; e != t.Element && t.Element != html.Image {
		n.removed("element", t.label(), "becomes "+e.String(), t.Start)
	}
}

// reportFrame records the attributes of the current iframe that are not in the frame that
// was written for it. Every frame has its own permissions.
func (n *normaliser) reportFrame() {
	n.refused = n.refused[:0]
	for i := range n.tag.attrs {
		switch raw := &n.tag.attrs[i]; raw.attr {
		case atSrc, atTitle, atWidth, atHeight, atLoading:
		default:
			n.refuse(raw, "not allowed")
		}
	}
	n.report(n.refused)
	for _, u := range n.unknown {
		switch u.name {
		case "allow", "allowfullscreen", "sandbox", "referrerpolicy":
		default:
			n.removed("attribute", u.name, u.reason, u.start)
		}
	}
}

// imply records that the start tag that is written next is not in the input.
func (n *normaliser) imply() {
	if n.log != nil {
		n.log.implied = append(n.log.implied, len(n.out))
	}
}

// gone records that nothing was written of the input from start to the current position.
func (n *normaliser) gone(start int) {
	if n.log != nil {
		n.log.gone = append(n.log.gone, span{start, n.pos, "inside a removed element"})
	}
}

// addText adds a removal for the visible text in each span that is gone. Usually there is
// none, since scripts and hidden elements contain no visible text. But if end tags are
// missing or misnested, text.Reader may place the end of such an element elsewhere.
func (l *removalLog) addText(in string) {
	if len(l.gone) == 0 {
		return
	}
	slices.SortFunc(l.gone, func(a, b span) int { return a.start - b.start })
	i, offset := 0, 0 // the current span, and where its text begins
	var lost []byte
	flush := func() {
		if t := strings.TrimSpace(string(lost)); t != "" {
			l.removals = append(l.removals, Removal{Kind: "text", Reason: l.gone[i].why, Text: t, Offset: offset})
		}
		lost = lost[:0]
	}
	rd := text.NewReader(in)
	rd.Runs(func(at int, run string, apart bool) {
		for i < len(l.gone) && l.gone[i].end <= at {
			flush()
			i++
		}
		if i == len(l.gone) || at < l.gone[i].start {
			return
		}
		if len(lost) == 0 {
			offset = at
		} else if apart {
			lost = append(lost, ' ')
		}
		lost = append(lost, run...)
	})
	flush()
}
