package markup

import (
	"errors"
	"strconv"
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// keepsClass reports whether the rules allow a class. A pattern is a class, or has one
// "*", which stands for any characters.
func (r *Rules) keepsClass(class string) bool {
	if r.classes == nil {
		return true
	}
	for _, pattern := range r.classes {
		before, after, star := strings.Cut(pattern, "*")
		if class == pattern || star && len(class) >= len(before)+len(after) && strings.HasPrefix(class, before) && strings.HasSuffix(class, after) {
			return true
		}
	}
	return false
}

// checkClasses reports whether the rules allow every class in value.
func (r *Rules) checkClasses(value string) bool {
	if r.classes == nil {
		return true
	}
	for class := range strings.FieldsSeq(value) {
		if !r.keepsClass(class) {
			return false
		}
	}
	return true
}

// keepsClassOn reports whether the rules allow a class, which may be empty, on e.
func (n *normaliser) keepsClassOn(e html.Element, class string) bool {
	return class != "" && n.rules.attributes[e].has(atClass) && n.rules.keepsClass(class)
}

// checkClassPattern returns what is wrong with a pattern, or nil.
func checkClassPattern(pattern string) error {
	class := strings.Replace(pattern, "*", "", 1)
	switch {
	case pattern == "":
		return errors.New("empty")
	case strings.Contains(class, "*"):
		return errors.New("more than one *")
	case pattern[0] == '.':
		return errors.New("a class has no full stop before it")
	case class != "" && (!checkPlainValue(atClass, class) || strings.Contains(class, " ")):
		return errors.New("not a class")
	}
	return nil
}

// maxDataAttrs is the number of data attributes that a policy can allow: the verifier has
// a bit for each.
const maxDataAttrs = 64

// dataIndex returns the index of a data attribute among those that the rules allow, or -1.
func (r *Rules) dataIndex(name string) int {
	for i, d := range r.dataAttrs {
		if d == name {
			return i
		}
	}
	return -1
}

// checkDataName reports whether name is that of a data attribute in lower-case ASCII.
func checkDataName(name string) bool {
	rest, found := strings.CutPrefix(name, "data-")
	for i := range len(rest) {
		if !isNameByte(rest[i]) {
			return false
		}
	}
	return found && rest != ""
}

// checkMedia reports whether the rules let a browser load link, an escaped URL in normal
// form, as an image, a video or a sound.
func (r *Rules) checkMedia(link string) bool {
	if r.mediaHosts == nil || startsRelative(link[0]) {
		return true
	}
	rest, secure := strings.CutPrefix(link, "https://")
	host, _, _ := splitAuthority(rest)
	return secure && r.loadsFrom(host)
}

// loadsFrom reports whether images, videos and sounds may come from a host.
func (r *Rules) loadsFrom(host string) bool {
	for _, h := range r.mediaHosts {
		if covers(h, host) {
			return true
		}
	}
	return r.own(host)
}

// normalMedia returns link, a URL in normal form, as one that checkMedia accepts: with
// https instead of http. If there is none, it returns "" and the reason.
func (r *Rules) normalMedia(link string) (normal, reason string) {
	if r.mediaHosts == nil || link == "" || startsRelative(link[0]) {
		return link, ""
	}
	if rest, found := strings.CutPrefix(link, "http://"); found {
		if _, port, _ := splitAuthority(rest); port != "" {
			return "", "not https"
		}
		link = "https://" + rest
	}
	if !r.checkMedia(link) {
		return "", "a host that the policy does not allow"
	}
	return link, ""
}

// opensWindow reports whether links to other sites must open a new window.
func (r *Rules) opensWindow() bool { return r.newWindow && r.attributes[html.A].has(atTarget) }

// names reports whether headings e must have an id.
func (r *Rules) names(e html.Element) bool {
	return r.headingID != nil && e.Has(html.Heading) && r.requires(e, atID)
}

// headingText returns the output from content on without the links that replace players: a
// page, which has frames instead, and a feed agree on the id.
func (n *normaliser) headingText(content int) string {
	var own []byte
	from := content
	for _, link := range n.embedLinks {
		if link[0] >= from && link[1] <= len(n.out) {
			own = append(own, n.out[from:link[0]]...)
			from = link[1]
		}
	}
	n.embedLinks = n.embedLinks[:0]
	return string(append(own, n.out[from:]...))
}

// nameHeading gives the heading that ends at the end of the output an id made from its
// text, one that no other element has.
func (n *normaliser) nameHeading(heading *openElement) {
	if n.taken == nil {
		n.taken = make(map[string]int, len(n.ids))
		for id := range n.ids {
			id, _ = n.rules.normalID(id)
			n.taken[id] = 1
		}
	}
	id, _ := n.rules.normalID(n.rules.headingID(n.headingText(heading.content)))
	if id == "" {
		id, _ = n.rules.normalID("titre")
	}
	if last := n.taken[id]; last > 0 {
		unique := id
		for n.taken[unique] > 0 {
			last++
			unique = id + "-" + strconv.Itoa(last)
		}
		n.taken[id] = last
		id = unique
	}
	n.taken[id] = 1
	at := heading.tag + len("<h1")
	n.out = append(n.out, ` id=""`+id...)
	copy(n.out[at+len(` id=""`)+len(id):], n.out[at:])
	copy(n.out[at:], ` id="`+id+`"`)
	if n.log != nil {
		for i := len(n.log.tags) - 1; i >= 0 && n.log.tags[i].out > at; i-- {
			n.log.tags[i].out += len(` id=""`) + len(id)
		}
		for i := len(n.log.implied) - 1; i >= 0 && n.log.implied[i] > at; i-- {
			n.log.implied[i] += len(` id=""`) + len(id)
		}
	}
}
