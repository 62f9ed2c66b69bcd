package wordpress

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"strings"

	"github.com/presse-go/presse"
)

var (
	errNoStatus = errors.New("the answer has no status, and the story is not public: with _fields, ask for status too; context=embed never has one")
	errByClass  = errors.New("the answer has no status; that of class_list is used")
	errDisagree = errors.New("class_list or post_status says that the story is not published; it is not public")
	errNotice   = errors.New("a membership plugin shows a notice in it; the story is for subscribers")
	errReader   = errors.New("not for the reader who asked; the story is for subscribers")
)

// status returns the status of a post; "?" is not public. Without _fields, the contexts view
// and edit have it (WordPress 4.7), the context embed has none. A post cannot be taken for a
// public one because nothing says otherwise: an editor's request returns drafts in the
// same form as the published stories, in the context view too.
func (p *restPosts) status(o restObject) string {
	lose := func(field string, kind presse.LossKind, err error) {
		p.site.lost(presse.Loss{Item: o.id("id"), Field: field, Kind: kind, Err: err})
	}
	classes := classesOf(o)
	said := ""
	for _, class := range classes {
		if name, ok := strings.CutPrefix(class, "status-"); ok && said != name {
			if said != "" { // a taxonomy with the name status has such classes too
				name = "?"
			}
			said = name
		}
	}
	status := o.text("status")
	switch {
	case isNull(o["status"]) && said != "" && said != "?":
		lose("status", presse.LossGuessed, errByClass)
		status = said
	case isNull(o["status"]):
		lose("status", presse.LossChanged, errNoStatus)
		return "?"
	case status == "":
		return "?"
	}
	if plain := strings.ToLower(strings.TrimSpace(status)); plain != status {
		lose("status", presse.LossGuessed, errSpelling)
		status = plain
	}
	if status != statusPublish {
		return status
	}
	for _, class := range classes {
		switch class {
		case "status-private", "status-draft", "status-pending", "status-future", "status-trash", "status-auto-draft":
			lose("class_list", presse.LossChanged, errDisagree)
			return "?"
		}
	}
	if other := strings.ToLower(o.text("post_status")); other != "" && other != statusPublish {
		lose("post_status", presse.LossChanged, errDisagree)
		return "?"
	}
	return status
}

// classesOf returns the classes that themes give a post (get_post_class; in the REST API
// since WordPress 6.6). PHP writes an object if a plugin took one out.
func classesOf(o restObject) (classes []string) {
	raw := bytes.TrimSpace(o["class_list"])
	if len(raw) > 0 && raw[0] == '"' {
		return strings.Fields(scalar(raw))
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		in := o.object("class_list")
		for _, name := range memberOrder(raw) {
			list = append(list, in[name])
		}
	}
	for _, class := range list {
		classes = append(classes, scalar(class))
	}
	return classes
}

// passwordOf returns the password of a post. One that is no text still restricts it.
func passwordOf(o restObject) string {
	text := o.text("password")
	for _, class := range classesOf(o) {
		if class == "post-password-required" || class == "post-password-protected" {
			text = cmp.Or(text, "?")
		}
	}
	switch raw := o["password"]; {
	case text != "" || isNull(raw) || string(raw) == `""` || string(raw) == "false":
		return text
	}
	return "?"
}

// isProtected reports whether the member protected of a text says anything but no.
func isProtected(raw json.RawMessage) bool {
	raw = bytes.TrimSpace(raw)
	return !isNull(raw) && (bytes.IndexByte([]byte("{["), raw[0]) >= 0 || !isFalse(scalar(raw)))
}

// close adds what restricts a post and is not a custom field: members that plugins add, and
// parts of them; classes; notices to readers who may not see the rest.
func (p *restPosts) close(it *Item, o restObject) {
	c := &restCloser{site: p.site, it: it}
	for _, name := range sortedKeys(o) {
		switch {
		case name == "meta" || name == "acf":
			all, _ := namedValues(decodeJSON(o[name]), deepestText) // metaOf has reported it
			for _, in := range all {
				c.further(in.name, in.value)
				c.inside(in.value, part{texts: deepestText})
			}
		case name == "yoast_head_json":
			c.inside(decodeJSON(o[name]), part{within: true})
		case !isKnownMember(name):
			value := decodeJSON(o[name])
			if isPasswordName(name) && !isEmptyValue(value) {
				it.Password = cmp.Or(it.Password, "?")
			}
			c.inside(map[string]any{name: value}, part{texts: deepestText})
		}
	}
	for _, class := range classesOf(o) {
		if !strings.HasPrefix(class, "status-") && isWallClass(class, true) { // the status itself is known
			c.paid("class_list", class, errMember)
			break
		}
	}
	if !it.rendered {
		return
	}
	for _, text := range []struct{ name, html string }{{"content", it.Content}, {"excerpt", it.Excerpt}} {
		if class := wallIn(text.html); class != "" {
			c.paid(text.name, class, errNotice)
		}
	}
}

// A restCloser collects what restricts a post, as custom fields of its item.
type restCloser struct {
	site *site
	it   *Item
}

// A part says where a value is.
type part struct {
	texts  int  // how many texts with JSON may be in each other
	within bool // the list or object is in one that is the value of a custom field already
}

// paid makes the story one for subscribers, by a field that no option maps to a member.
func (c *restCloser) paid(field, value string, err error) {
	c.site.lost(presse.Loss{Item: c.it.ID, Field: shortened(field, longestWord), Value: shortened(value, longestWord), Kind: presse.LossChanged, Err: err})
	c.it.Meta = append(c.it.Meta, Meta{"_is_paid", "1"})
}

// say adds what a name and its value say. It reports whether they became a custom field.
func (c *restCloser) say(in namedValue, at part) bool {
	c.further(in.name, in.value)
	if at.within && isComposite(in.value) || !c.restricts(in.name) {
		return false
	}
	for _, value := range valuesOf(in.value) {
		c.it.Meta = append(c.it.Meta, Meta{in.name, value})
	}
	return true
}

// inside adds what the parts of a value say.
func (c *restCloser) inside(value any, at part) {
	switch v := value.(type) {
	case string:
		if at.texts > 0 {
			c.inside(valueIn(v), part{at.texts - 1, at.within})
		}
	case []any:
		for _, in := range v {
			inner := at
			if pair, is := pairOf(in); is && c.say(pair, at) {
				inner.within = true
			}
			c.inside(in, inner)
		}
	case map[string]any:
		if in, is := keyAndValue(v); is && c.say(in, at) {
			at.within = true
		}
		for _, name := range sortedKeys(v) {
			inner := at
			if c.say(namedValue{name, v[name]}, at) {
				inner.within = true
			}
			c.inside(v[name], inner)
		}
	}
}

// restricts reports whether a custom field of that name may restrict a story, whatever its
// value: [reading.close] decides.
func (c *restCloser) restricts(name string) bool {
	if memberships[name] {
		return true
	}
	member, kind := (&reading{site: c.site}).purpose(name)
	switch member {
	case "embargo", "expiry", "access":
		return true
	}
	return kind&kindClosing != 0
}

// further adds what a name says that is none of a custom field: the data of schema.org,
// what the reader who asked may do, locks, and fields of plugins without their first sign.
func (c *restCloser) further(name string, value any) {
	if value == nil || c.site.fields[name] != "" {
		return
	}
	no := !isComposite(value) && isFalse(textOf(value))
	words := wordsOf(name)
	switch {
	case strings.EqualFold(name, "isAccessibleForFree"): // schema.org, in Yoast SEO's data
		if no {
			c.paid(name, "", errReader)
		}
	case memberships["_"+name]:
		for _, text := range valuesOf(value) {
			c.it.Meta = append(c.it.Meta, Meta{"_" + name, text})
		}
	case no && (contains(words, "has") || contains(words, "can")) &&
		(contains(words, "access") || contains(words, "acces") || contains(words, "view") || contains(words, "read")):
		c.paid(name, "", errReader) // that the reader may says nothing of others
	case isLockName(words) && meaningOf(textOf(value)) > saysAll:
		c.paid(name, "", errGuessPaid)
	}
}

// isEmptyValue reports whether a value says nothing or no.
func isEmptyValue(value any) bool {
	switch v := value.(type) {
	case map[string]any:
		return len(v) == 0
	case []any:
		return len(v) == 0
	}
	return isFalse(textOf(value))
}

// isLockName reports whether a name says that a story is locked: is_locked, newspack_gate.
// The names of plugins that have such fields say nothing of their own.
func isLockName(words []string) bool {
	var kind keyKind
	for _, w := range words {
		switch w {
		case "newspack", "jetpack", "wp", "woocommerce", "wc", "steady", "leaky":
			continue
		case "edit", "editor", "editing": // another editor has it open
			return false
		}
		kind |= nameKind(w)
	}
	return kind&kindLock != 0 && kind&(kindOther|kindTopic|kindNot|kindStranger|kindHide) == 0
}

// isPasswordName reports whether a member is about the password of the post.
func isPasswordName(name string) bool {
	kind := nameKind(name)
	return kind&kindPassword != 0 && kind&(kindOther|kindTopic|kindNot|kindStranger|kindHide|kindDraft) == 0
}

// mostValues is how many values of a name are custom fields of their own; leaves has the same
// limit. A longer list is one value.
const mostValues = 64

// valuesOf returns the values of a name as custom fields have them: each of a list, and the
// one that Toolset and others keep as raw or value. Another object is one value, which
// cannot be read as an instant.
func valuesOf(value any) (values []string) {
	switch v := value.(type) {
	case []any:
		for _, in := range v {
			if isComposite(in) || len(v) > mostValues {
				return []string{encodeJSON(v)}
			}
			if text := textOf(in); text != "" {
				values = append(values, text)
			}
		}
		return values
	case map[string]any:
		for _, name := range []string{"raw", "value"} {
			if text := textOf(v[name]); text != "" {
				return []string{text}
			}
		}
		if len(v) == 0 {
			return nil
		}
		return []string{encodeJSON(v)}
	}
	if text := textOf(value); text != "" {
		return []string{text}
	}
	return nil
}

// wallClasses are classes that membership plugins give a post or what they show instead of
// its text, or beginnings of such classes.
var wallClasses = []string{
	"pmpro-level-required", "pmpro-no-access", "pmpro_content_message", "pmpro_card-content-locked",
	"rcp-is-restricted", "rcp-no-access", "rcp_restricted", "access-restricted", "membership-content", "wc-memberships-restriction-message",
	"wc-memberships-member-content", "wp-block-jetpack-paywall", "wp-block-jetpack-premium-content", "jetpack-subscribe-paywall",
	"wp-block-premium-content-", "mepr-unauthorized", "mepr_unauthorized", "members-access-error", "swpm-post-not-logged-in-msg", "swpm-restricted",
	"swpm-partial-protection", "swpm-more-tag", "leaky_paywall_message", "newspack-memberships__gate", "newspack-content-gate", "newspack-gate",
	"content-control-container", "post-password-form", "ppw-post-password-form", "passster-form", "um-restricted", "wlm-protected",
	"armember-restrict", "arm_restrict", "s2member-restricted", "patreon-locked", "memberful-", "steady-paywall", "ihc-locker",
}

// isWallClass reports whether a class says that a post, or a text, is for some readers only.
// The words decide, as for custom fields, apart from premium, which is the name of several
// plugins for layouts. Classes of a post have those of its terms among them.
func isWallClass(class string, ofPost bool) bool {
	lower := strings.ToLower(class)
	for _, known := range wallClasses {
		if strings.HasPrefix(lower, known) && (!ofPost || lower == known) {
			return true
		}
	}
	if len(class) > longestName || strings.Contains(lower, "premium") {
		return false
	}
	if strings.Contains(lower, "paywall") && !ofPost {
		return nameKind(class)&(kindNot|kindStranger) == 0
	}
	words := wordsOf(class)
	kind := nameKind(class)
	plain := kind&(kindTopic|kindOther) == 0
	if ofPost {
		return plain && len(words) > 1 && kind.closes(saysYes)
	}
	notice := contains(words, "message") || contains(words, "notice") || contains(words, "required") || contains(words, "only")
	return kind&(kindNot|kindStranger|kindTopic) == 0 && notice && kind&(kindReader|kindMember|kindRestrict) != 0
}

// wallIn returns a class in HTML that isWallClass means; empty if there is none.
func wallIn(html string) string {
	for {
		at := strings.Index(html, "class=")
		if at < 0 {
			return ""
		}
		html = html[at+len("class="):]
		if html == "" {
			return ""
		}
		var classes string
		if quote := html[0]; quote == '"' || quote == '\'' {
			end := strings.IndexByte(html[1:], quote)
			if end < 0 {
				return ""
			}
			classes = html[1 : end+1]
		} else {
			end := strings.IndexAny(html, " \t\r\n>")
			if end < 0 {
				end = len(html)
			}
			classes = html[:end]
		}
		for class := range strings.FieldsSeq(classes) {
			if isWallClass(class, false) {
				return class
			}
		}
	}
}
