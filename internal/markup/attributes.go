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
	data  string // the name of a data attribute, which is a text; "" for others
}

// name returns the name of the attribute.
func (k *keptAttr) name() string {
	if k.data != "" {
		return k.data
	}
	return k.String()
}

// gather reads the attributes of the current tag that are kept on e, in the order of the
// input, into n.kept, and those that are not into n.refused.
func (n *normaliser) gather(e html.Element, s *style) {
	n.kept, n.refused = n.kept[:0], n.refused[:0]
	n.seen, n.external, n.rel = 0, false, 0
	for i := range n.tag.attrs {
		raw := &n.tag.attrs[i]
		a, value := n.rename(e, raw)
		n.partly = ""
		if a == noAttribute || n.seen.has(a) {
			n.refuseRaw(e, raw, s)
			continue
		}
		reason := "not allowed"
		if n.rules.attributes[e].has(a) {
			if a == atClass {
				value, reason = n.classes(e, html.Unescape(value))
			} else {
				value, reason = n.value(a, value)
			}
			if (a == atWidth || a == atHeight) && n.smallRatio() {
				reason = "a ratio, not pixels"
			}
			if reason == "" && n.rules.judge != nil && !n.judgedValue(e, a, value) {
				reason = "not allowed by the bluemonday policy"
			}
			if reason == "" && !n.budget.take(a, value) {
				reason = "more than a browser reads in time"
			}
		}
		switch {
		case reason != "":
			n.refuse(raw, reason)
		case a == atRel:
			n.rel = relTokens(value)
			n.refuseRel(raw, value)
		case a == atLoading: // written by attributes, by the position among the images
		default:
			n.keep(a, value)
			n.external = n.external || a == atHref && n.leadsOut(value)
			switch {
			case n.partly != "":
				n.refuse(raw, n.partly)
			case raw.attr == atSrc && e == html.Img && n.tag.has(rawDataSrc):
				n.refuse(raw, "replaced by the image that a script would load")
			}
		}
	}
	n.readStyled(e, s)
	for _, raw := range n.tag.data {
		n.kept = append(n.kept, keptAttr{value: raw.value, data: raw.as})
	}
}

// attributes adds the attributes that e must have to those that gather has kept. The
// attributes of formatting elements are sorted.
func (n *normaliser) attributes(e html.Element) {
	switch e {
	case html.A:
		if n.external {
			n.rel |= n.rules.rel
			if n.rules.opensWindow() {
				n.keep(atTarget, "_blank")
			}
		}
		if n.rules.judge != nil {
			n.judgedLink()
		}
		if n.seen.has(atTarget) {
			n.rel |= relNoopener
		}
		if n.rel != 0 {
			n.keep(atRel, n.rel.String())
		}
	case html.Img:
		// An image without an address shows its alternative text, and is not loaded.
		if n.images > 0 && (n.has(atSrc) || n.has(atSrcset)) {
			n.must(e, atLoading, "lazy")
		}
		n.refuseLoading()
		n.must(e, atDecoding, "async")
	case html.Audio, html.Video:
		n.must(e, atControls, "")
	}
	if e.Has(html.Formatting) {
		slices.SortFunc(n.kept, func(x, y keptAttr) int { return strings.Compare(x.name(), y.name()) })
	}
}

// writeAttributes writes the attributes that are kept.
func (n *normaliser) writeAttributes() {
	for i := range n.kept {
		k := &n.kept[i]
		n.out = append(append(append(n.out, ' '), k.name()...), `="`...)
		if attributes[k.attribute].form == formText { // which is that of noAttribute too
			n.out = appendEscaped(n.out, k.value, true, n.rules.xml)
		} else {
			n.out = append(n.out, k.value...)
		}
		n.out = append(n.out, '"')
	}
}

// classes returns the classes in value that are allowed on e. An unusual one is dropped
// alone.
func (n *normaliser) classes(e html.Element, value string) (classes, reason string) {
	if !strings.Contains(value, " ") && n.keepsClassIn(e, value) { // most have one class
		return value, ""
	}
	var kept, dropped strings.Builder
	kept.Grow(len(value))
	for class := range strings.FieldsSeq(value) {
		into := &kept
		if !n.keepsClassIn(e, class) {
			if into = &dropped; n.log == nil {
				continue
			}
		}
		if into.Len() > 0 {
			into.WriteByte(' ')
		}
		into.WriteString(class)
	}
	switch {
	case kept.Len() == 0 && n.rules.replacesAnyClass(e, value):
		return "", "replaced by markup"
	case kept.Len() == 0:
		return "", "an invalid value"
	case dropped.Len() > 0:
		n.partly = "in part; not kept: " + dropped.String()
	}
	return kept.String(), ""
}

// keepsClassIn reports whether the normal form of e can have a class.
func (n *normaliser) keepsClassIn(e html.Element, class string) bool {
	return checkPlainValue(atClass, class) && n.rules.keepsClass(class) &&
		!n.rules.replacesClass(e, class) && !strings.HasPrefix(class, "Apple-") && class != "ql-ui"
}

// refuseRaw records what becomes of an attribute that is not written under its own name.
func (n *normaliser) refuseRaw(e html.Element, raw *rawAttr, s *style) {
	switch {
	case n.log == nil, n.moved(e, raw), raw.attr == rawStyle: // see reportStyle
	case raw.attr == rawAlign && n.keepsClassOn(e, n.alignment(e, s)):
		n.refuse(raw, "replaced by a class")
	case raw.attr == rawTask && (e == html.Li || e.Has(html.List)):
		n.refuse(raw, "replaced by markup")
	default:
		n.refuse(raw, "not allowed")
	}
}

// must adds an attribute that e must have, unless the rules do not allow it.
func (n *normaliser) must(e html.Element, a attribute, value string) {
	if n.rules.requires(e, a) {
		n.keep(a, value)
	}
}

// keep adds an attribute unless it is already in n.seen.
func (n *normaliser) keep(a attribute, value string) {
	if !n.seen.has(a) {
		n.seen |= 1 << a
		n.kept = append(n.kept, keptAttr{attribute: a, value: value})
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
			n.partly = "replaced by the target of its redirect"
			value = target
		}
		if value, reason = n.rules.normalURL(value, form == formResource); reason == "" {
			value = n.toOwnID(value)
		}
		if form == formResource && reason == "" {
			before := value
			if value, reason = n.rules.normalMedia(value); reason == "" && value != before {
				n.partly = "replaced by its https address"
			}
		}
	case formSrcset:
		if value, reason = n.rules.normalSrcset(value); value != "" {
			if reason != "" {
				n.partly, reason = "in part; not kept: "+reason, ""
			}
		}
	default:
		return normalValue(a, value)
	}
	return strings.ReplaceAll(value, "&", "&amp;"), reason
}

// moved reports whether an attribute that gather does not keep is in the output all the
// same: as a data attribute, or as the address of an image that a script would load.
func (n *normaliser) moved(e html.Element, raw *rawAttr) bool {
	for i := range n.tag.data {
		if n.tag.data[i].start == raw.start {
			return true
		}
	}
	if raw.attr != rawDataSrc || e != html.Img {
		return false
	}
	_, reason := n.value(atSrc, raw.value)
	n.partly = ""
	return reason == ""
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
	case rawStyle, rawAlign, rawTask, rawChecked, rawBoxImage:
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

// toOwnID updates a link to an id in this text whose name has changed. It may be written
// with the URL of the page, as in a feed.
func (n *normaliser) toOwnID(link string) string {
	page, fragment, found := strings.Cut(link, "#")
	if !found || fragment == "" || page != "" && page != n.rules.page {
		return link
	}
	id, err := url.PathUnescape(fragment)
	if err != nil {
		return link
	}
	id = strings.Map(keepIDRune, id)
	if _, here := n.ids[id]; !here {
		return link
	}
	id, _ = n.rules.normalID(id)
	return page + "#" + encodeURL(id, false)
}
