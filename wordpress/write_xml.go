package wordpress

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/xml"
)

// This file writes the XML of export_wp (wp-admin/includes/export.php), one element a line:
// the importer without an XML parser (WXR_Parser_Regex) reads lines.

const wxrHead = `<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="presse" -->
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
`

// head writes what precedes the items. There is no date, since there is no clock.
func (x *exporter) head() {
	x.out.WriteString(wxrHead)
	x.text("\t", "title", "", x.o.Name)
	x.text("\t", "link", "", x.base)
	x.text("\t", "language", "", string(x.o.Lang))
	x.text("\t", "wp:wxr_version", "", "1.2")
	x.text("\t", "wp:base_site_url", "", x.base)
	x.text("\t", "wp:base_blog_url", "", x.base)
	for s := range x.o.Taxonomy.All() {
		x.terms.section(s.Path)
		x.loseSection(s)
	}
	x.know(0)
	x.categories(0)
}

// loseSection reports what a category cannot say of a section.
func (x *exporter) loseSection(s presse.Section) {
	for field, there := range map[string]bool{
		"kind": s.Kind != presse.KindSubject, "labels": len(s.Labels) > 0, "former_names": len(s.FormerNames) > 0,
		"aliases": len(s.Aliases) > 0, "subjects": len(s.Subjects) > 0, "unknown": len(s.Unknown) > 0,
	} {
		if there {
			x.lose(presse.Loss{Item: s.Path, Field: field, Kind: presse.LossDropped, Err: errors.New("a category of WordPress has no place for it")})
		}
	}
	if t := x.terms.section(s.Path); t.Slug != s.Slug {
		x.lose(presse.Loss{Item: s.Path, Field: "slug", Value: t.Slug, Kind: presse.LossChanged, Err: errors.New("WordPress has a slug once, in its own form")})
	}
}

// tail writes authors and terms, and what closes the file.
func (x *exporter) tail() {
	for _, who := range x.names.list {
		x.out.WriteString("\t<wp:author>")
		fmt.Fprintf(&x.out, "<wp:author_id>%d</wp:author_id>", who.id)
		x.inline("wp:author_login", "", who.login)
		x.inline("wp:author_email", "", who.email)
		x.inline("wp:author_display_name", who.login, who.name)
		x.inline("wp:author_first_name", "", "")
		x.inline("wp:author_last_name", "", "")
		x.out.WriteString("</wp:author>\n")
	}
	x.categories(x.terms.wrote)
	x.languages()
	x.out.WriteString("</channel>\n</rss>\n")
}

// categories writes the categories from a place in the list on.
func (x *exporter) categories(from int) {
	x.terms.wrote = len(x.terms.order)
	for _, t := range x.terms.order[from:] {
		x.out.WriteString("\t<wp:category>\n")
		x.text("\t\t", "wp:term_id", "", t.ID)
		x.cdata("wp:category_nicename", "", t.Slug)
		x.cdata("wp:category_parent", "", t.Parent)
		x.cdata("wp:cat_name", t.Slug, t.Name)
		x.out.WriteString("\t</wp:category>\n")
	}
}

// languages writes the terms of Polylang.
func (x *exporter) languages() {
	id := len(x.terms.order)
	for _, l := range sortedKeys(x.langs) {
		id++
		x.out.WriteString("\t<wp:term>\n")
		x.text("\t\t", "wp:term_id", "", fmt.Sprint(id))
		x.cdata("wp:term_taxonomy", "", "language")
		x.cdata("wp:term_slug", "", wpSlug(l))
		x.cdata("wp:term_parent", "", "")
		x.cdata("wp:term_name", "", l)
		x.out.WriteString("\t</wp:term>\n")
	}
}

// item writes a post or an attachment.
func (x *exporter) item(p *post) {
	x.out.WriteString("\t<item>\n")
	x.cdataOf(p, "title", p.Title)
	x.text("\t\t", "link", p.story, p.Link)
	if at, err := time.Parse(wpTime, p.DateGMT); err == nil {
		x.text("\t\t", "pubDate", "", at.Format(time.RFC1123Z))
	}
	x.cdataOf(p, "dc:creator", p.Author)
	fmt.Fprintf(&x.out, "\t\t<guid isPermaLink=\"false\">%s/?p=%s</guid>\n", xml.Escape(x.base), p.ID)
	x.out.WriteString("\t\t<description></description>\n")
	x.cdataOf(p, "content:encoded", p.Content)
	x.cdataOf(p, "excerpt:encoded", p.Excerpt)
	parent := p.Parent
	if parent == "" {
		parent = "0"
	}
	x.text("\t\t", "wp:post_id", "", p.ID)
	x.cdataOf(p, "wp:post_date", p.Date)
	x.cdataOf(p, "wp:post_date_gmt", p.DateGMT)
	x.cdataOf(p, "wp:post_modified", p.Modified)
	x.cdataOf(p, "wp:post_modified_gmt", p.ModifiedGMT)
	x.cdataOf(p, "wp:comment_status", "closed")
	x.cdataOf(p, "wp:ping_status", "closed")
	x.cdataOf(p, "wp:post_name", p.Slug)
	x.cdataOf(p, "wp:status", p.Status)
	x.text("\t\t", "wp:post_parent", "", parent)
	x.text("\t\t", "wp:menu_order", "", "0")
	x.cdataOf(p, "wp:post_type", p.Type)
	x.cdataOf(p, "wp:post_password", "")
	x.text("\t\t", "wp:is_sticky", "", "0")
	for _, t := range p.Terms {
		fmt.Fprintf(&x.out, "\t\t<category domain=%q nicename=\"%s\">", t.Taxonomy, xml.Escape(t.Slug))
		x.section(p.story, "tags", t.Name)
		x.out.WriteString("</category>\n")
	}
	for _, m := range p.Meta {
		if m.Key == attachmentURL {
			x.cdataOf(p, attachmentURL, m.Value)
			continue
		}
		x.out.WriteString("\t\t<wp:postmeta>\n")
		x.cdata("wp:meta_key", p.story, m.Key)
		x.out.WriteString("\t\t<wp:meta_value>")
		x.section(p.story, m.Key, m.Value)
		x.out.WriteString("</wp:meta_value>\n\t\t</wp:postmeta>\n")
	}
	x.out.WriteString("\t</item>\n")
}

// text writes an element with escaped text.
func (x *exporter) text(indent, name, story, value string) {
	value = x.clean(story, name, value)
	fmt.Fprintf(&x.out, "%s<%s>%s</%[2]s>\n", indent, name, xml.Escape(value))
}

// cdata writes an element with a CDATA section.
func (x *exporter) cdata(name, story, value string) {
	x.out.WriteString("\t\t")
	x.inline(name, story, value)
	x.out.WriteByte('\n')
}

// cdataOf writes an element of an item.
func (x *exporter) cdataOf(p *post, name, value string) { x.cdata(name, p.story, value) }

// inline writes an element with a CDATA section, without white space around it.
func (x *exporter) inline(name, story, value string) {
	fmt.Fprintf(&x.out, "<%s>", name)
	x.section(story, name, value)
	fmt.Fprintf(&x.out, "</%s>", name)
}

// section writes text as a CDATA section, split where it contains the end of one.
func (x *exporter) section(story, field, value string) {
	value = x.clean(story, field, value)
	x.out.Write(xml.AppendCDATA(x.out.AvailableBuffer(), value))
}

// clean returns text without what XML cannot contain, and reports what was left out.
func (x *exporter) clean(story, field, value string) string {
	cleaned := xml.Clean(value)
	if cleaned != value {
		kind := presse.LossDropped
		if strings.ReplaceAll(value, "\r", "") == strings.ReplaceAll(cleaned, "\r", "") {
			kind = presse.LossChanged
		}
		x.lose(presse.Loss{Item: story, Field: field, Kind: kind, Err: errors.New("control characters, invalid UTF-8 or line ends that XML cannot contain")})
	}
	return cleaned
}

// wpText returns plain text as WordPress stores a title, an excerpt and the name of a term:
// as HTML, in which only what would be markup is escaped.
func wpText(s string) string {
	if !strings.ContainsAny(s, "&<") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		switch next := byteAt(s, i+1); {
		case s[i] == '<' && (isASCIILetter(next) || next == '/' || next == '!' || next == '?'):
			b.WriteString("&lt;")
		case s[i] == '&' && (isASCIILetter(next) || next == '#'):
			b.WriteString("&amp;")
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func byteAt(s string, i int) byte {
	if i < len(s) {
		return s[i]
	}
	return 0
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
