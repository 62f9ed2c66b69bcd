package wordpress

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// A leaf is an element of an export as encoding/xml sees it: a name with its usual prefix,
// and a text or other leaves.
type leaf struct {
	name string
	text string
	in   []*leaf
}

// at returns the text of the first child with one of the names.
func (l *leaf) at(names ...string) string {
	for _, c := range l.in {
		if slices.Contains(names, c.name) {
			return strings.TrimSpace(c.text)
		}
	}
	return ""
}

// elementLeaves reads the channel of an export, up to what encoding/xml cannot read.
func elementLeaves(text []byte) *leaf {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	root := new(leaf)
	stack := []*leaf{root}
	for {
		token, err := d.RawToken()
		if err != nil {
			return root
		}
		top := stack[len(stack)-1]
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			if token.Name.Space != "" {
				name = token.Name.Space + ":" + name
			}
			l := &leaf{name: name}
			top.in = append(top.in, l)
			stack = append(stack, l)
		case xml.EndElement:
			if len(stack) > 1 {
				stack = stack[:len(stack)-1]
			}
		case xml.CharData:
			top.text += string(token)
		}
	}
}

// notCarried are the elements that the documentation of Articles lists as bookkeeping of
// WordPress, and those that say where something is.
var notCarried = strings.Fields(`
	channel/title channel/description channel/pubDate channel/generator channel/wp:wxr_version channel/cloud channel/image
	channel/link channel/language channel/wp:base_site_url channel/wp:base_blog_url
	wp:author/wp:author_id wp:author/wp:author_login wp:author/wp:author_email wp:author/wp:author_first_name wp:author/wp:author_last_name
	wp:category/wp:term_id wp:tag/wp:tag_slug wp:tag/wp:term_id wp:term/wp:term_id wp:term/wp:term_taxonomy
	item/guid item/pubDate item/wp:comment_status item/wp:ping_status item/wp:post_id item/wp:post_type item/wp:comment`)

// carried are the elements of items that account and accountMedia look at.
var carried = strings.Fields(`
	title link dc:creator content:encoded excerpt:encoded wp:post_date wp:post_date_gmt wp:post_modified wp:post_modified_gmt wp:post_name wp:status
	wp:post_parent wp:post_password wp:is_sticky category wp:postmeta wp:attachment_url`)

// accountChannel returns what of authors, terms and other elements of a channel, and what
// of the elements of its items that an Item has no field for, is lost in silence.
func accountChannel(x *Export, text []byte, articles map[string]*presse.Article, losses []presse.Loss) (silent []string) {
	tx, err := x.site.sections.taxonomy()
	if err != nil {
		return []string{err.Error()}
	}
	var all strings.Builder
	for _, a := range articles {
		all.WriteString(everything(a))
	}
	for s := range tx.All() {
		all.WriteString(compact(s.Name) + "|" + compact(s.Slug) + "|" + compact(string(s.Unknown["description"])) + "|")
	}
	whole := all.String()
	told := func(id, value string, fields ...string) bool {
		return slices.ContainsFunc(losses, func(l presse.Loss) bool {
			return (id == "" || l.Item == id) && slices.Contains(fields, l.Field) && (value == "" || l.Value == value)
		})
	}
	has := func(value string) bool { return strings.Contains(whole, compact(presse.PlainText(value))) }
	check := func(group, id string, l *leaf) bool {
		switch l.name {
		case "wp:author_display_name":
			return true // account looks at the bylines of stories
		case "wp:termmeta":
			return l.at("wp:meta_value") == "" || told(id, l.at("wp:meta_key"), "wp:termmeta")
		case "wp:category_nicename", "wp:cat_name", "wp:tag_name", "wp:term_slug", "wp:term_name":
			return has(l.text) || has(decoded(l.text)) || told(id, "", "category", "wp:term", "wp:category_nicename", "wp:cat_name")
		case "wp:category_parent":
			return true // the trees are compared elsewhere
		case "wp:term_parent":
			return told(id, "", l.name)
		case "wp:tag_description", "wp:term_description", "wp:category_description":
			return has(l.text) || told(id, "", l.name)
		}
		return false
	}
	var walk func(l *leaf)
	walk = func(l *leaf) {
		for _, c := range l.in {
			name := l.name + "/" + c.name
			switch {
			case c.name == "item" || c.name == "channel" || c.name == "rss" || l.name == "channel" && strings.HasPrefix(c.name, "wp:") && len(c.in) > 0 && known(c.name):
				walk(c)
			case slices.Contains(notCarried, name), len(c.in) == 0 && strings.TrimSpace(c.text) == "", told("", "", c.name):
			case l.name == "item" && slices.Contains(carried, c.name):
			case l.name == "item" && l.at("wp:post_type") != "post" && told(l.at("wp:post_id"), "", "wp:post_type"):
			case l.name == "item" && l.at("wp:post_type") != "post" && c.name == "wp:menu_order":
			case l.name == "item" && c.name == "wp:menu_order" && strings.TrimSpace(c.text) == "0":
			case strings.HasPrefix(l.name, "wp:") && termOfPolylang(l, c):
			case !check(l.name, l.at("wp:term_id"), c):
				silent = append(silent, name+" of "+l.at("wp:term_id", "wp:author_id", "wp:post_id"))
			}
		}
	}
	walk(elementLeaves(text))
	return silent
}

func known(group string) bool {
	return group == "wp:author" || group == "wp:category" || group == "wp:tag" || group == "wp:term"
}

// termOfPolylang reports whether an element belongs to a term whose name or description is
// read: those of languages, of groups of translations and of Co-Authors Plus. Their names
// are numbers, languages and logins.
func termOfPolylang(term, c *leaf) bool {
	switch term.at("wp:term_taxonomy") {
	case "language", "post_translations", "author":
		return c.name == "wp:term_description" || c.name == "wp:term_slug" || c.name == "wp:term_name"
	}
	return false
}

// accountMedia returns what of the attachments is lost in silence.
func accountMedia(x *Export, it *Item, losses []presse.Loss) (silent []string) {
	told := func(fields ...string) bool {
		return slices.ContainsFunc(losses, func(l presse.Loss) bool { return l.Item == it.ID && slices.Contains(fields, l.Field) })
	}
	if told("wp:post_parent", "wp:status", "wp:attachment_url") {
		return nil // the whole
	}
	m := x.site.media[it.ID]
	if m == nil {
		return []string{"the whole attachment"}
	}
	whole := everything(&presse.Article{Lead: *m})
	has := func(value string) bool { return strings.Contains(whole, compact(plainLine(value))) }
	for _, part := range []struct{ name, value string }{{"title", it.Title}, {"description", it.Content}, {"excerpt:encoded", it.Excerpt}} {
		// The credit is cut out of the caption.
		caption := part.name == "excerpt:encoded" && has(m.Caption) && strings.Contains(compact(plainLine(part.value)), compact(m.Caption))
		if !has(part.value) && !caption && m.Unknown[part.name] == nil && !told(part.name) {
			silent = append(silent, part.name)
		}
	}
	for _, f := range it.Meta {
		if f.Key != "_attachment_original_parent_id" && !isBookkeeping(f.Key) && !isReference(f) && strings.TrimSpace(f.Value) != "" && !has(f.Value) && m.Unknown[f.Key] == nil && m.Unknown["wordpress_"+f.Key] == nil && !told(f.Key) {
			silent = append(silent, "custom field "+f.Key)
		}
	}
	return silent
}

// The walk itself must find what is lost.
func TestAccountFindsWhatIsLost(t *testing.T) {
	channel := lina + strings.Replace(category("7", "sport", "", "Sport"), "</wp:category>", "<wp:termmeta><wp:meta_key>couleur</wp:meta_key><wp:meta_value>rouge</wp:meta_value></wp:termmeta></wp:category>", 1) +
		`<wp:tag><wp:term_id>5</wp:term_id><wp:tag_slug>eau</wp:tag_slug><wp:tag_name>Eau</wp:tag_name><wp:tag_description>Sur l’eau</wp:tag_description></wp:tag>` +
		otherTerm("6", "lieu", "fes", "Fès", "Ville") + "<wp:nouveau>x</wp:nouveau>"
	text := testExport{channel: channel, items: []Item{story("1")}}.String()
	x, losses := open(t, text, Options{})
	articles := make(map[string]*presse.Article)
	for a := range x.Articles() {
		articles[a.ID] = a
	}
	if _, err := x.Taxonomy(); err != nil {
		t.Fatal(err)
	}
	if silent := accountChannel(x, []byte(text), articles, *losses); silent != nil {
		t.Errorf("lost in silence: %q", silent)
	}
	want := []string{"wp:category/wp:termmeta of 7", "wp:tag/wp:tag_name of 5", "wp:tag/wp:tag_description of 5",
		"wp:term/wp:term_slug of 6", "wp:term/wp:term_name of 6", "wp:term/wp:term_description of 6", "channel/wp:nouveau of "}
	if got := accountChannel(x, []byte(text), articles, nil); !slices.Equal(got, want) {
		t.Errorf("without losses\n got %q\nwant %q", got, want)
	}
}
