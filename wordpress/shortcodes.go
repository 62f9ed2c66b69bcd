package wordpress

import (
	"strconv"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/php"
)

// isCore reports whether WordPress itself has the shortcode. One that contains another "["
// lacks its end: WordPress drops what follows, up to the next "]", and here it is text,
// except for one in the caption of the old form. Punctuation after the name makes another name:
// [gallery: 12 photos] is text.
func isCore(name, attrs string, _, closed bool) bool {
	switch name {
	case "caption", "wp_caption":
		if closed && strings.Count(attrs, `"`)%2 == 1 { // the "[" is in a value
			return isCoreEnd(name, attrs)
		}
		fallthrough
	case "gallery", "audio", "video", "playlist", "embed":
		return strings.IndexByte(attrs, '[') < 0 && isCoreEnd(name, attrs)
	}
	return false
}

// isCoreEnd reports whether attrs can follow the name of a shortcode of WordPress. Plugins
// before WordPress 3.6 had [audio:ADDRESS].
func isCoreEnd(name, attrs string) bool {
	if attrs == "" || attrs[0] <= ' ' || strings.IndexByte("=<>&/", attrs[0]) >= 0 || strings.HasPrefix(attrs, "\u00A0") {
		return true
	}
	return attrs[0] == ':' && (name == "audio" || name == "video")
}

// isEmbed reports whether the shortcode is embed, which WordPress replaces before all others.
func isEmbed(name, _ string, _, _ bool) bool { return name == "embed" }

// shortcodes replaces the shortcodes of WordPress, as do_shortcode does. A caption in a
// caption ends where the outer one does, so that two names nest two deep at most.
func (b *body) shortcodes(text string) string {
	if strings.IndexByte(text, '[') < 0 {
		return text
	}
	return eachCode(text, isCore, b.code)
}

// eachCode replaces the known shortcodes in text with what with returns.
func eachCode(text string, known func(name, attrs string, selfClosing, closed bool) bool, with func(*php.Shortcode) string) string {
	masked := php.MaskBrackets(text)
	f := php.Shortcodes{Text: masked, Known: known}
	var out strings.Builder
	done := 0
	for {
		s, ok := f.Next(done)
		if !ok {
			break
		}
		out.WriteString(masked[done:s.Start])
		done = s.End
		if s.Escaped() {
			out.WriteString(masked[s.Start+1 : s.End-1])
			continue
		}
		if s.Before {
			out.WriteByte('[')
		}
		out.WriteString(with(&s))
		if s.After {
			out.WriteByte(']')
		}
	}
	if done == 0 && len(masked) == len(text) {
		return text
	}
	out.WriteString(masked[done:])
	return php.UnmaskBrackets(out.String())
}

// code returns the HTML of a shortcode of WordPress.
func (b *body) code(s *php.Shortcode) string {
	attrs := codeAttrs(php.ShortcodeAttrs(s.Attrs))
	switch s.Name {
	case "gallery":
		return b.gallery(attrs)
	case "audio", "video":
		return b.sound(s.Name, attrs, s.Content)
	case "playlist":
		return b.playlist(attrs)
	case "embed":
		return b.shortcodes(embedCode(s, inline)) // a file becomes another shortcode
	}
	content := s.Content
	if strings.IndexByte(s.Attrs, '[') >= 0 { // the rest of an attribute with a shortcode
		if n := strings.IndexByte(content, ']'); n >= 0 && n < strings.IndexByte(content+"<", '<') {
			content = content[n+1:]
		}
	}
	shown := b.caption(attrs, content)
	if shown == "" && isSentence(attrs) {
		b.lose(presse.LossDropped, s.Name, errBracket)
	}
	return shown
}

// isSentence reports whether the attributes of a shortcode have words without a name, as in
// a bracket of the desk: [caption : le maire].
func isSentence(a codeAttrs) bool {
	_, ok := a.lookUp("0")
	return ok
}

// codeAttrs are the attributes of a shortcode.
type codeAttrs []php.ShortcodeAttr

// get returns the value of the attribute of that name, or "".
func (a codeAttrs) get(name string) string {
	value, _ := a.lookUp(name)
	return value
}

func (a codeAttrs) lookUp(name string) (value string, ok bool) {
	for _, attr := range a {
		if attr.Key == name {
			return attr.Value, true
		}
	}
	return "", false
}

// caption is img_caption_shortcode of WordPress 7.1, in a theme with HTML5 captions.
func (b *body) caption(a codeAttrs, content string) string {
	caption, old := a.lookUp("caption")
	before := ""
	if !old {
		if start, end, ok := linkedPicture(content); ok {
			before, caption, content = content[:start], trimPHP(content[end:]), content[start:end]
			if presse.PlainText(before) == "" {
				before = "" // WordPress drops all text before the picture
			}
		}
	}
	width := leadingInt(a.get("width"))
	if width < 1 || caption == "" || caption == "0" {
		if caption != "" {
			b.lose(presse.LossDropped, "caption", errNoCaption)
		}
		return before + content
	}
	var id, described, captionID string
	if value := htmlClass(a.get("id")); value != "" {
		value = b.unique(value)
		id = `id="` + value + `" `
		captionID = "caption-" + strings.ReplaceAll(value, "_", "-")
	}
	if value := htmlClass(a.get("caption_id")); value != "" {
		captionID = b.unique(value)
	}
	if captionID != "" {
		described, captionID = `aria-describedby="`+captionID+`" `, `id="`+captionID+`" `
	}
	align, ok := a.lookUp("align")
	if !ok {
		align = "alignnone"
	}
	content = b.shortcodes(content)
	class := strings.TrimSpace("wp-caption " + align + " " + a.get("class"))
	return before + "<figure " + id + described + `style="width: ` + strconv.Itoa(width) + `px" class="` + escape(class) + `">` + content +
		"<figcaption " + captionID + `class="wp-caption-text">` + caption + "</figcaption></figure>"
}

// linkedPicture finds the first picture in text, with the link around it: what
// (?:<a [^>]+>\s*)?<img [^>]+>(?:\s*</a>)? matches.
func linkedPicture(text string) (start, end int, ok bool) {
	closing, failed := -1, -1 // the next ">", and one that no picture follows
	for i := 0; ; i++ {
		n := strings.IndexByte(text[i:], '<')
		if n < 0 {
			return 0, 0, false
		}
		i += n
		link := beginsWith(text[i:], "<a ")
		from := i + len("<a ")
		if !link {
			if from = i + len("<img "); !beginsWith(text[i:], "<img ") {
				continue
			}
		}
		if from == len(text) || text[from] == '>' {
			continue
		}
		if closing < from {
			n := strings.IndexByte(text[from:], '>')
			if n < 0 {
				return 0, 0, false
			}
			closing = from + n
		}
		end = closing + 1
		if link {
			if closing == failed {
				continue
			}
			next := skipBlank(text, end)
			inner := next + len("<img ")
			n := -1
			if beginsWith(text[next:], "<img ") && inner < len(text) && text[inner] != '>' {
				n = strings.IndexByte(text[inner:], '>')
			}
			if n < 0 {
				failed = closing
				continue
			}
			end = inner + n + 1
		}
		if next := skipBlank(text, end); beginsWith(text[next:], "</a>") {
			end = next + len("</a>")
		}
		return i, end, true
	}
}

// beginsWith reports whether s begins with prefix, ignoring case.
func beginsWith(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// unique returns id, with a number if it was given before.
func (b *body) unique(id string) string {
	if b.ids == nil {
		b.ids = make(map[string]int)
	}
	b.ids[id]++
	if n := b.ids[id]; n > 1 {
		return id + "-" + strconv.Itoa(n)
	}
	return id
}

// trimPHP is PHP's trim.
func trimPHP(s string) string { return strings.Trim(s, " \t\n\r\x00\x0b") }

// leadingInt is PHP's (int): the number that s begins with, or 0.
func leadingInt(s string) int {
	s = strings.TrimLeft(s, " \t\n\r\v\f")
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || end == 0 && (s[0] == '-' || s[0] == '+')) {
		end++
	}
	n, err := strconv.ParseInt(s[:end], 10, 32)
	if err != nil {
		return 0
	}
	return int(n)
}

// htmlClass is sanitize_html_class: it drops percent-encoded bytes, and all that is no
// letter, digit, hyphen or underscore.
func htmlClass(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			i += 2
		case isWordByte(c):
			out = append(out, c)
		}
	}
	return string(out)
}

func isHex(c byte) bool { return html.IsDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

// escape returns text as an attribute value or as text of HTML.
func escape(text string) string {
	if !strings.ContainsAny(text, `&<>"'`) {
		return text
	}
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#039;").Replace(text)
}

// The extensions of files that browsers play, in the order of wp_get_audio_extensions and
// wp_get_video_extensions, and their types in wp_get_mime_types.
var (
	sounds = [][2]string{{"mp3", "audio/mpeg"}, {"ogg", "audio/ogg"}, {"flac", "audio/flac"}, {"m4a", "audio/mpeg"}, {"wav", "audio/wav"}}
	films  = [][2]string{{"mp4", "video/mp4"}, {"m4v", "video/mp4"}, {"webm", "video/webm"}, {"ogv", "video/ogg"}, {"flv", "video/x-flv"}}
)

// typeOf returns the type of the file at address, or "".
func typeOf(files [][2]string, address string) string {
	address, _, _ = strings.Cut(address, "?")
	address, _, _ = strings.Cut(address, "#")
	for _, f := range files {
		if n := len(address) - len(f[0]) - 1; n > 0 && address[n] == '.' && strings.EqualFold(address[n+1:], f[0]) {
			return f[1]
		}
	}
	return ""
}

// sound is wp_audio_shortcode and wp_video_shortcode of WordPress 7.1. It writes no id, and
// no number after the address, which only serve the player of WordPress.
func (b *body) sound(kind string, a codeAttrs, content string) string {
	files := sounds
	if kind == "video" {
		files = films
	}
	var sources []string
	if src := a.get("src"); src != "" {
		src = strings.Trim(html.Unescape(src), "“”„«»″") // quotation marks of a word processor
		if kind == "video" && plays(src) {
			return player(src)
		}
		if typeOf(files, src) == "" {
			return `<a class="wp-embedded-` + kind + `" href="` + escape(src) + `">` + escape(src) + "</a>"
		}
		sources = append(sources, src)
	}
	for _, f := range files {
		if src := html.Unescape(a.get(f[0])); src != "" {
			sources = append(sources, src)
		}
	}
	for _, attr := range a { // of plugins before WordPress 3.6: [audio:ADDRESS], [video ADDRESS]
		if link := html.Unescape(strings.TrimLeft(attr.Value, ":=")); len(sources) == 0 && isAddress(link) && typeOf(files, link) != "" {
			sources = append(sources, link)
		}
	}
	if len(sources) == 0 {
		if link := strings.TrimSpace(html.Unescape(content)); isAddress(link) {
			return `<a class="wp-embedded-` + kind + `" href="` + escape(link) + `">` + escape(link) + "</a>"
		}
		if m, ok := b.firstAttached(kind); ok {
			return b.sound(kind, append(codeAttrs{{Key: "src", Value: m.URL}}, a...), content)
		}
		b.lose(presse.LossDropped, kind, errUnplayable)
		return ""
	}
	var out strings.Builder
	out.WriteString("<" + kind + ` class="wp-` + kind + `-shortcode"`)
	preload := "none"
	if kind == "video" {
		preload = "metadata"
		out.WriteString(` width="` + size(a, "width", 640) + `" height="` + size(a, "height", 360) + `"`)
		if poster := html.Unescape(a.get("poster")); poster != "" {
			out.WriteString(` poster="` + escape(poster) + `"`)
		}
	}
	for _, name := range [...]string{"loop", "autoplay", "muted"} {
		if v := a.get(name); v != "" && v != "0" && !strings.EqualFold(v, "false") {
			out.WriteString(" " + name)
		}
	}
	if v, ok := a.lookUp("preload"); ok {
		preload = v
	}
	switch preload {
	case "none", "metadata", "auto":
		out.WriteString(` preload="` + preload + `"`)
	}
	if kind == "audio" {
		out.WriteString(` style="width: 100%;"`)
	}
	out.WriteString(` controls="controls">`)
	for _, src := range sources {
		out.WriteString(`<source type="` + typeOf(files, src) + `" src="` + escape(src) + `" />`)
	}
	if kind == "video" {
		out.WriteString(strings.TrimSpace(strings.NewReplacer("\r\n", "", "\n", "", "\t", "").Replace(content)))
	}
	out.WriteString(`<a href="` + escape(sources[0]) + `">` + escape(sources[0]) + "</a></" + kind + ">")
	if kind == "video" {
		return `<div style="width: ` + size(a, "width", 640) + `px;" class="wp-video">` + out.String() + "</div>"
	}
	return out.String()
}

// firstAttached returns the first sound or video that is attached to the story and that
// browsers play.
func (b *body) firstAttached(kind string) (m presse.Media, ok bool) {
	files := sounds
	if kind == "video" {
		files = films
	}
	for _, id := range b.attachedTo(nil) {
		if m, ok := b.options.Media(id); ok && typeOf(files, m.URL) != "" {
			return m, true
		}
	}
	return m, false
}

// size returns the number in an attribute, in digits.
func size(a codeAttrs, name string, usual int) string {
	if v, ok := a.lookUp(name); ok {
		usual = max(leadingInt(v), 0)
	}
	return strconv.Itoa(usual)
}

// embedCodes replaces the shortcode embed.
func (b *body) embedCodes(text string, in setting) string {
	if !strings.Contains(text, "[embed") {
		return text
	}
	return eachCode(text, isEmbed, func(s *php.Shortcode) string {
		shown := embedCode(s, in)
		if shown == "" && isSentence(php.ShortcodeAttrs(s.Attrs)) {
			b.lose(presse.LossDropped, s.Name, errBracket)
		}
		return shown
	})
}

// embedCode is the shortcode embed: a player, or a link to what no player is known for.
func embedCode(s *php.Shortcode, in setting) string {
	link := strings.TrimSpace(s.Content)
	if link == "" {
		link = strings.TrimSpace(codeAttrs(php.ShortcodeAttrs(s.Attrs)).get("src"))
	}
	if link = html.Unescape(link); plays(link) {
		return playerFor(link, in)
	}
	if code := fileCode(link); code != "" {
		return code
	}
	if link == "" {
		return ""
	}
	return `<a href="` + escape(link) + `">` + escape(link) + "</a>"
}
