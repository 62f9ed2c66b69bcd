package markup

import (
	"net/url"
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// A keptAttr is an attribute that is kept, with the value to be written.
type keptAttr struct {
	attribute
	value string // as in the input for formText, otherwise in normal form
}

// readAttributes stores in kept the attributes of the current tag that are allowed on e,
// in the order of the input, followed by those that its style stands for and those that e
// must have. The attributes of formatting elements are sorted.
func (n *normaliser) readAttributes(e html.Element, s *style) {
	n.kept = n.kept[:0]
	var (
		seen     attributeSet
		external bool
		rel      relSet
	)
	for i := range n.tag.attrs {
		raw := &n.tag.attrs[i]
		a, value := n.rename(e, raw)
		if a == noAttribute || seen.has(a) {
			n.reportRaw(e, raw, s)
			continue
		}
		reason := "not allowed"
		if n.rules.attributes[e].has(a) {
			if a == atClass {
				value, reason = n.classes(e, html.Unescape(value), raw.start)
			} else {
				value, reason = n.value(a, value)
			}
		}
		switch {
		case reason != "":
			n.removed("attribute", a.String(), reason, raw.start)
		case a == atRel:
			rel = relTokens(value)
		case a == atLoading: // set below, by the position among the images
		default:
			n.keep(&seen, a, value)
			external = external || a == atHref && n.leadsOut(value)
		}
	}
	n.readStyled(e, s, &seen)
	switch e {
	case html.A:
		if external {
			rel |= n.rules.rel
		}
		if seen.has(atTarget) {
			rel |= relNoopener
		}
		if rel != 0 {
			n.keep(&seen, atRel, rel.String())
		}
	case html.Img:
		// An image without an address shows its alternative text, and is not loaded.
		if n.has(atSrc) || n.has(atSrcset) {
			if n.images > 0 {
				n.keep(&seen, atLoading, "lazy")
			}
		}
		n.keep(&seen, atDecoding, "async")
	case html.Audio, html.Video:
		n.keep(&seen, atControls, "")
	}
	if e.Has(html.Formatting) {
		slices.SortFunc(n.kept, func(x, y keptAttr) int { return int(x.attribute) - int(y.attribute) })
	}
}

// writeAttributes writes the attributes in kept.
func (n *normaliser) writeAttributes(e html.Element) {
	for _, k := range n.kept {
		n.out = append(append(append(n.out, ' '), k.String()...), `="`...)
		if attributes[k.attribute].form == formText {
			n.out = appendEscaped(n.out, k.value, true, n.rules.xml)
		} else {
			n.out = append(n.out, k.value...)
		}
		n.out = append(n.out, '"')
	}
}

// classes returns the classes in value that are allowed on e. An unusual one is dropped
// alone.
func (n *normaliser) classes(e html.Element, value string, offset int) (classes, reason string) {
	dropped := ""
	for class := range strings.FieldsSeq(value) {
		switch {
		case !checkPlainValue(atClass, class), e == html.Li && strings.Contains(class, quillClass), strings.HasPrefix(class, "Apple-"), class == "ql-ui":
			dropped += " " + class
		case classes == "":
			classes = class
		default:
			classes += " " + class
		}
	}
	switch {
	case classes == "":
		return "", "an invalid value"
	case dropped != "":
		n.removed("attribute", "class", "invalid classes:"+dropped, offset)
	}
	return classes, ""
}

// reportRaw records what becomes of an attribute that is not written under its own name.
func (n *normaliser) reportRaw(e html.Element, raw *rawAttr, s *style) {
	switch {
	case n.log == nil:
	case raw.attr == rawAlign && n.alignment(e, s) != "" && n.rules.attributes[e].has(atClass):
		n.removed("attribute", "align", "replaced by a class", raw.start)
	case raw.attr == rawAlign:
		n.removed("attribute", "align", "not allowed", raw.start)
	case raw.attr == rawTask && (e == html.Li || e.Has(html.List)):
		n.removed("attribute", n.rawName(raw), "replaced by markup", raw.start)
	case raw.attr == rawTask, raw.attr == rawChecked:
		n.removed("attribute", n.rawName(raw), "not allowed", raw.start)
	}
}

// rawName returns the name of an attribute of the current tag as written, in lower case.
func (n *normaliser) rawName(raw *rawAttr) string {
	end := raw.start
	for end < len(n.in) && (html.IsLetter(n.in[end]) || n.in[end] == '-') {
		end++
	}
	return strings.ToLower(n.in[raw.start:end])
}

// keep adds an attribute unless it is already in seen.
func (n *normaliser) keep(seen *attributeSet, a attribute, value string) {
	if !seen.has(a) {
		*seen |= 1 << a
		n.kept = append(n.kept, keptAttr{a, value})
	}
}

// value returns the raw value of an allowed attribute in normal form, or the reason why
// it cannot be kept.
func (n *normaliser) value(a attribute, raw string) (value, reason string) {
	form := attributes[a].form
	if form == formText {
		return raw, ""
	}
	value = html.Unescape(raw)
	switch form {
	case formRel:
		return value, ""
	case formID:
		return n.rules.normalID(value)
	case formLink, formResource:
		if target := behindRedirect(value); target != "" && a == atHref {
			n.removed("attribute", "href", "replaced by the target of its redirect", n.tag.Start)
			value = target
		}
		if value, reason = n.rules.normalURL(value, form == formResource); reason == "" {
			value = n.toOwnID(value)
		}
	case formSrcset:
		value, reason = n.rules.normalSrcset(value)
	default:
		return normalValue(a, value)
	}
	return strings.ReplaceAll(value, "&", "&amp;"), reason
}

// leadsOut reports whether link, a URL in normal form, leads to another site.
func (n *normaliser) leadsOut(link string) bool {
	_, external := n.rules.checkURL(link, false)
	return external
}

// rename returns the attribute that a raw attribute of e stands for, and its raw value.
func (n *normaliser) rename(e html.Element, raw *rawAttr) (attribute, string) {
	switch raw.attr {
	case rawName:
		if e == html.A && !n.tag.has(atID) {
			return atID, raw.value
		}
		return noAttribute, ""
	case atSrc:
		// Lazy-loading scripts put a blank image here.
		if e == html.Img && n.tag.has(rawDataSrc) {
			return atSrc, n.lazyAddress(raw.value)
		}
	case rawDataSrc:
		if (e == html.Img || e == html.Video || e == html.Source) && !n.tag.has(atSrc) {
			return atSrc, raw.value
		}
		return noAttribute, ""
	case rawDataSrcset:
		if (e == html.Img || e == html.Source) && !n.tag.has(atSrcset) {
			return atSrcset, raw.value
		}
		return noAttribute, ""
	case rawStyle, rawAlign, rawTask, rawChecked, rawVideoID:
		return noAttribute, ""
	}
	return raw.attr, raw.value
}

// normalValue returns v, an unescaped value of a, in normal form, or the reason why it
// cannot be kept.
func normalValue(a attribute, v string) (normal, reason string) {
	switch attributes[a].form {
	case formFlag:
		return "", ""
	case formInteger:
		v = strings.TrimPrefix(strings.TrimSpace(v), "+")
	case formNumber:
		v = strings.TrimSuffix(strings.TrimSpace(v), "px")
	case formWord:
		v = strings.ToLower(strings.TrimSpace(v))
		if a == atTarget && v == "blank" {
			v = "_blank"
		}
	case formToken:
		v = strings.Join(strings.Fields(v), " ")
		if a == atMedia {
			v = boundsOf(v)
		}
	}
	if v == "" || !checkPlainValue(a, v) {
		return "", "an invalid value"
	}
	return v, ""
}

// normalID drops the characters that an id may not contain. Unless the result is already
// in normal form, it adds the policy's prefix or, if there is none, "id-", so that the id
// cannot be mistaken for a variable of a script.
func (r *Rules) normalID(id string) (normal, reason string) {
	id = strings.Map(keepIDRune, id)
	if id == "" {
		return "", "an invalid value"
	}
	if r.checkID(id) {
		return id, ""
	}
	if r.idPrefix != "" {
		return r.idPrefix + id, ""
	}
	return "id-" + id, ""
}

// keepIDRune returns c, or -1 if an id may not contain it.
func keepIDRune(c rune) rune {
	switch {
	case c < 0x80 && !idByte(byte(c)), c == 0xA0, c == 0xFFFD, c == 0xFFFE, c == 0xFFFF:
		return -1
	}
	return c
}

// toOwnID updates a link to an id in this text whose name has changed.
func (n *normaliser) toOwnID(link string) string {
	fragment, found := strings.CutPrefix(link, "#")
	if !found || fragment == "" {
		return link
	}
	id, err := url.PathUnescape(fragment)
	if err != nil {
		return link
	}
	if _, here := n.ids[id]; !here {
		return link
	}
	id, _ = n.rules.normalID(id)
	return "#" + encodeURL(id, false)
}
