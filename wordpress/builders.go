package wordpress

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// Page builders keep some texts in attributes of shortcodes: Divi (et_pb_), WPBakery (vc_),
// Avada (fusion_) and Enfold (av_). Which attribute a reader sees as a heading, as a line or
// as a link follows from its name, whatever the shortcode is.

// builders are the prefixes of the shortcodes of page builders.
var builders = [...]string{"et_pb_", "vc_", "fusion_", "av_"}

// titledCodes are shortcodes of other plugins that show the attribute title as a heading.
var titledCodes = names{"su_spoiler", "su_tab", "su_box", "toggle", "accordion", "accordion_item", "tab", "spoiler", "tie_box", "box", "encadre"}

// titles are the attributes that are headings, with the level where the builder has one.
var titles = [...]struct{ name, tag string }{
	{"primary_title", ""}, {"title", ""}, {"heading", ""}, {"h2", "tag:h2"}, {"h4", "tag:h4"}, {"name", ""},
}

// lines are the attributes that are lines of text below it.
var lines = [...]string{"subhead", "subtitle", "subheading", "hover_title", "author", "position", "job", "job_title", "company", "company_name", "description"}

// buttons are the attributes that are the text of a link.
var buttons = [...]string{"button_text", "button_one_text", "label", "button"}

// builderText returns what a shortcode of a page builder shows of its attributes, or "". Forms
// and lists that a program fills have headings too, but no text; columns and the like have
// names that only editors see.
func builderText(code string, a codeAttrs, in setting) string {
	switch {
	case code == "vc_custom_heading":
		return heading(unescapeAttr(code, a.get("text")), a.get("font_container"), in)
	case titledCodes.has(code):
		return heading(a.get("title"), "", in)
	case !isBuilder(code) || isLayout(code):
		return ""
	}
	var out strings.Builder
	if link := html.Unescape(a.get("image")); isImage(link) {
		out.WriteString(apart(imageAt(link, a), in))
	}
	button := ""
	if strings.HasSuffix(code, "btn") || strings.Contains(code, "button") && a.get("button_text") == "" {
		button = a.get("title") // the text of the button itself
	}
	for _, t := range titles {
		if text := unescapeAttr(code, a.get(t.name)); text != "" && button == "" {
			tag := t.tag
			if code == "av_heading" {
				tag = "tag:" + a.get("tag")
			}
			out.WriteString(heading(text, tag, in))
		}
	}
	for _, name := range lines {
		out.WriteString(line(unescapeAttr(code, a.get(name)), in))
	}
	for _, name := range buttons {
		if button == "" {
			button = a.get(name)
		}
	}
	if button = strings.TrimSpace(html.Unescape(unescapeAttr(code, button))); button != "" {
		out.WriteString(apart("<p>"+linked(button, a)+"</p>", in))
	}
	return out.String()
}

func isBuilder(code string) bool {
	for _, prefix := range builders {
		if strings.HasPrefix(code, prefix) {
			return true
		}
	}
	return false
}

// isLayout reports whether a shortcode of a page builder holds others, or what a program
// fills in.
func isLayout(code string) bool {
	if code == "vc_tta_section" { // a tab
		return false
	}
	for _, part := range [...]string{"section", "row", "column", "container", "form", "signup", "login", "search", "menu", "blog", "posts", "portfolio", "map", "raw"} {
		if strings.Contains(code, part) {
			return true
		}
	}
	return false
}

// unescapeAttr undoes what a page builder does to the characters that would end an attribute
// or a shortcode: %22, %91, %92 and %93 of Divi (ET_Builder_Element), and the backquotes of
// WPBakery (vc_value_from_safe).
func unescapeAttr(code, value string) string {
	switch {
	case strings.HasPrefix(code, "et_pb_"):
		return diviEscapes.Replace(value)
	case strings.HasPrefix(code, "vc_"):
		return bakeryEscapes.Replace(value)
	}
	return value
}

var (
	diviEscapes   = strings.NewReplacer("%22", `"`, "%91", "[", "%92", `\`, "%93", "]")
	bakeryEscapes = strings.NewReplacer("`{`", "[", "`}`", "]", "``", `"`)
)

// heading returns a heading with the text of an attribute. Its level is in tag, "tag:h3|…".
func heading(text, tag string, in setting) string {
	if text = attrText(text); text == "" {
		return ""
	}
	level := 3
	if _, after, ok := strings.Cut(tag, "tag:h"); ok && after != "" && after[0] >= '1' && after[0] <= '6' {
		level = int(after[0] - '0')
	}
	name := "h" + strconv.Itoa(level)
	return apart("<"+name+">"+escape(text)+"</"+name+">", in)
}

// line returns a paragraph with the text of an attribute.
func line(text string, in setting) string {
	if text = attrText(text); text == "" {
		return ""
	}
	return apart("<p>"+escape(text)+"</p>", in)
}

// attrText returns the text of an attribute, "" for a field of Divi that is filled in when it
// is shown.
func attrText(text string) string {
	text = strings.TrimSpace(html.Unescape(text))
	if strings.HasPrefix(text, "@ET-DC@") {
		return ""
	}
	return text
}

// linked returns the text of a button with its link, if that is an address.
func linked(text string, a codeAttrs) string {
	for _, name := range [...]string{"button_url", "button_one_url", "link", "url"} {
		link := html.Unescape(a.get(name))
		if _, after, ok := strings.Cut(link, "url:"); ok { // of WPBakery: url:https%3A%2F%2F…|title:…
			after, _, _ = strings.Cut(after, "|")
			if decoded, err := url.PathUnescape(after); err == nil {
				link = decoded
			}
		}
		if link = strings.TrimPrefix(link, "manually,"); isAddress(link) { // of Enfold
			return `<a href="` + escape(link) + `">` + escape(text) + "</a>"
		}
	}
	return escape(text)
}

// imageAt returns the picture at an address, with the text that the shortcode has for it.
func imageAt(link string, a codeAttrs) string {
	return `<figure class="wp-block-image"><img src="` + escape(link) + `" alt="` + escape(html.Unescape(a.get("alt"))) + `"/></figure>`
}

// isImage reports whether link is the address of a picture.
func isImage(link string) bool {
	switch strings.ToLower(path.Ext(link)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif":
		return true
	}
	return false
}
