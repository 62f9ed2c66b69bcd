package wordpress

import (
	"encoding/json"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/presse-go/presse"
)

// media returns an attachment, and reports one that does not exist.
func (b *body) media(id int64) (m presse.Media, ok bool) {
	if b.options.Media != nil {
		m, ok = b.options.Media(id)
	}
	if !ok || m.URL == "" {
		b.lose(presse.LossDropped, "attachment "+strconv.FormatInt(id, 10), errNoAttachment)
		return m, false
	}
	return m, true
}

// isPicture reports whether m can be part of a gallery.
func isPicture(m presse.Media) bool {
	return (m.Kind == "" || m.Kind == "image" || m.Kind == "graphic") && (m.Type == "" || strings.HasPrefix(m.Type, "image/"))
}

// galleryOf returns the attributes of a gallery of those attachments.
func galleryOf(ids []int64) codeAttrs {
	var list strings.Builder
	for _, id := range ids {
		list.WriteString(strconv.FormatInt(id, 10) + ",")
	}
	return codeAttrs{{Key: "ids", Value: list.String()}}
}

// listed returns the attachments that a shortcode lists, or those of the story if it lists
// none. If there are none either, this is reported. named reports whether it lists any.
func (b *body) listed(code string, a codeAttrs) (ids []int64, named bool) {
	list := a.get("ids")
	if list == "" {
		list = a.get("include")
	}
	if ids = idList(list); len(ids) == 0 {
		ids = b.attachedTo(a)
	}
	if len(ids) == 0 {
		b.lose(presse.LossDropped, code, errAttached)
	}
	return ids, list != ""
}

// maxPictures is the maximum number of pictures in the galleries of a story. A file may repeat
// a gallery of all pictures of the story in 9 bytes, and each takes 600 bytes or more.
const maxPictures = 10_000

// gallery is gallery_shortcode of WordPress 7.1, in a theme with HTML5 galleries. The
// pictures link to the file unless link is "none": pages of attachments are no stories.
func (b *body) gallery(a codeAttrs) string {
	ids, named := b.listed("gallery", a)
	if len(ids) == 0 {
		return ""
	}
	if b.pictures += len(ids); b.pictures > maxPictures {
		b.lose(presse.LossDropped, "gallery", errPictures)
		return ""
	}
	if a.get("ids") == "" || a.get("orderby") != "" { // the order in the menu is not known; then comes the ID
		switch order := strings.ToLower(a.get("orderby")); {
		case strings.HasPrefix(order, "rand"), strings.HasPrefix(order, "post__in"):
		default:
			slices.Sort(ids)
		}
		if strings.EqualFold(a.get("order"), "desc") {
			slices.Reverse(ids)
		}
	}
	b.galleries++
	number := strconv.Itoa(b.galleries)
	sizeName := a.get("size")
	if sizeName == "" {
		sizeName = "thumbnail"
	}
	columns := "3"
	if v, ok := a.lookUp("columns"); ok {
		columns = strconv.Itoa(leadingInt(v))
	}
	var out strings.Builder
	for _, id := range ids {
		m, ok := b.media(id)
		if !ok {
			continue
		}
		if !isPicture(m) {
			if named { // otherwise it is attached for another reason
				b.lose(presse.LossDropped, "attachment "+strconv.FormatInt(id, 10), errOtherKind)
			}
			continue
		}
		i := galleryItem{id: "gallery-" + number + "-" + strconv.FormatInt(id, 10), size: sizeName, link: a.get("link"),
			tag: galleryTag(a, "itemtag", "figure", "dl"), icon: galleryTag(a, "icontag", "div", "dt"), caption: galleryTag(a, "captiontag", "figcaption", "dd")}
		i.write(&out, m)
	}
	if out.Len() == 0 {
		return ""
	}
	return "<div id='gallery-" + number + "' class='gallery gallery-columns-" + columns + " gallery-size-" + htmlClass(sizeName) + "'>" +
		out.String() + "\n\t\t</div>\n"
}

// attachedTo returns the attachments of the story, or of the post that the attribute id
// names, without those of the attribute exclude.
func (b *body) attachedTo(a codeAttrs) []int64 {
	if b.options.attached == nil || b.options.Media == nil {
		return nil
	}
	without := idList(a.get("exclude"))
	return slices.DeleteFunc(slices.Clone(b.options.attached(a.get("id"))), func(id int64) bool { return slices.Contains(without, id) })
}

// A galleryItem says how a picture of a gallery is written.
type galleryItem struct {
	id, size, link     string
	tag, icon, caption string // names of its elements
}

// galleryTags are the elements that WordPress users choose for galleries; themes before
// HTML5 had the first three.
var galleryTags = names{"dl", "dt", "dd", "figure", "figcaption", "div", "p", "span", "ul", "ol", "li", "section", "article", "aside", "em", "strong"}

// galleryTag returns the name of an element that the attribute of that name sets. If it is
// none of HTML, gallery_shortcode takes wrong.
func galleryTag(a codeAttrs, name, usual, wrong string) string {
	tag, ok := a.lookUp(name)
	if !ok {
		return usual
	}
	if tag = strings.ToLower(tag); galleryTags.has(tag) {
		return tag
	}
	return wrong
}

// write writes the picture m.
func (i *galleryItem) write(out *strings.Builder, m presse.Media) {
	shown := rendition(m, i.size)
	caption := captionOf(m)
	orientation := ""
	if m.Width > 0 && m.Height > 0 {
		orientation = "landscape"
		if m.Height > m.Width {
			orientation = "portrait"
		}
	}
	picture := "<img" + dimensions(shown.Width, shown.Height) + ` src="` + escape(shown.URL) + `" class="attachment-` + htmlClass(i.size) +
		" size-" + htmlClass(i.size) + `" alt="` + escape(m.Alt) + `"`
	if caption != "" {
		picture += ` aria-describedby="` + i.id + `"`
	}
	picture += " />"
	if i.link != "none" {
		picture = "<a href='" + escape(m.URL) + "'>" + picture + "</a>"
	}
	out.WriteString("<" + i.tag + " class='gallery-item'>\n\t\t\t<" + i.icon + " class='gallery-icon " + orientation + "'>\n\t\t\t\t" + picture +
		"\n\t\t\t</" + i.icon + ">")
	if caption != "" {
		out.WriteString("\n\t\t\t\t<" + i.caption + " class='wp-caption-text gallery-caption' id='" + i.id + "'>\n\t\t\t\t" + caption +
			"\n\t\t\t\t</" + i.caption + ">")
	}
	out.WriteString("</" + i.tag + ">")
}

// storedCaption is the member of [presse.Media.Unknown] with the caption as WordPress stores
// it, markup and credit included. It is there if [joinCaption] does not return the same.
const storedCaption = "wordpress_caption"

// captionOf returns the HTML of the caption of m, as WordPress shows it.
func captionOf(m presse.Media) string {
	if stored, ok := rawCaption(m); ok {
		return stored
	}
	return escape(joinCaption(m))
}

// rawCaption returns the caption of m as WordPress stores it, if it is known.
func rawCaption(m presse.Media) (caption string, ok bool) {
	raw, ok := m.Unknown[storedCaption]
	if !ok || json.Unmarshal(raw, &caption) != nil {
		return "", false
	}
	return strings.TrimSpace(caption), true
}

// joinCaption returns the caption of m with its credit in one text, as WordPress has them.
func joinCaption(m presse.Media) string {
	caption, credit := strings.TrimSpace(m.Caption), strings.TrimSpace(m.Credit.Text)
	switch {
	case credit == "" || strings.Contains(caption, credit):
		return caption
	case caption == "":
		return credit
	case strings.HasSuffix(caption, ".") || strings.HasSuffix(caption, "!") || strings.HasSuffix(caption, "?"):
		return caption + " " + credit
	}
	return caption + ". " + credit
}

// idList reads IDs separated by commas or white space, as wp_parse_id_list does.
func idList(s string) (ids []int64) {
	seen := make(map[int64]bool)
	for field := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\t' || r == '\r' }) {
		if id := int64(max(leadingInt(field), -leadingInt(field))); id > 0 && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	return ids
}

// largest are the sizes that WordPress makes unless the site has others. The thumbnail is
// cropped to a square.
var largest = map[string]int{"thumbnail": 150, "medium": 300, "medium_large": 768, "large": 1024}

// rendition returns m in the size of that name. If it does not exist, it is m itself.
func rendition(m presse.Media, size string) presse.Rendition {
	full := presse.Rendition{URL: m.URL, Width: m.Width, Height: m.Height}
	limit, ok := largest[size]
	if !ok {
		return full
	}
	best := full
	for _, r := range m.Renditions {
		switch {
		case size == "thumbnail":
			if r.Width == limit && r.Height == limit {
				return r
			}
		case max(r.Width, r.Height) == limit || size == "medium_large" && r.Width == limit:
			best = r
		}
	}
	return best
}

// dimensions returns the attributes width and height, or "" if they are not known.
func dimensions(width, height int) string {
	if width <= 0 || height <= 0 {
		return ""
	}
	return ` width="` + strconv.Itoa(width) + `" height="` + strconv.Itoa(height) + `"`
}

// figure returns the picture m with its caption.
func (b *body) figure(m presse.Media) string {
	if !isPicture(m) {
		return `<a href="` + escape(m.URL) + `">` + escape(path.Base(m.URL)) + "</a>"
	}
	out := `<figure class="wp-block-image"><img` + dimensions(m.Width, m.Height) + ` src="` + escape(m.URL) + `" alt="` + escape(m.Alt) + `"/>`
	if caption := captionOf(m); caption != "" {
		out += `<figcaption class="wp-element-caption">` + caption + "</figcaption>"
	}
	return out + "</figure>"
}

// playlist returns the sounds or videos of a playlist, one player each: WordPress has one
// player, a program, for all of them.
func (b *body) playlist(a codeAttrs) string {
	ids, named := b.listed("playlist", a)
	if len(ids) == 0 {
		return ""
	}
	kind := "audio"
	if a.get("type") == "video" {
		kind = "video"
	}
	var out strings.Builder
	for _, id := range ids {
		m, ok := b.media(id)
		if !ok {
			continue
		}
		if m.Kind != kind && !strings.HasPrefix(m.Type, kind+"/") {
			if named { // otherwise it is attached for another reason
				b.lose(presse.LossDropped, "attachment "+strconv.FormatInt(id, 10), errOtherKind)
			}
			continue
		}
		out.WriteString(`<figure class="wp-block-` + kind + `"><` + kind + ` controls src="` + escape(m.URL) + `"></` + kind + ">")
		if caption := captionOf(m); caption != "" {
			out.WriteString("<figcaption>" + caption + "</figcaption>")
		}
		out.WriteString("</figure>\n")
	}
	return out.String()
}
