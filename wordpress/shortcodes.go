package wordpress

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/php"
)

// isCore reports whether WordPress itself has the shortcode.
func isCore(name, _ string, _, _ bool) bool {
	switch name {
	case "caption", "wp_caption", "gallery", "audio", "video", "playlist", "embed":
		return true
	}
	return false
}

// deepestCode is how deep shortcodes are replaced inside captions.
const deepestCode = 4

// shortcodes replaces the shortcodes of WordPress, as do_shortcode does.
func (b *body) shortcodes(text string, depth int) string {
	if strings.IndexByte(text, '[') < 0 {
		return text
	}
	masked := php.MaskBrackets(text)
	f := php.Shortcodes{Text: masked, Known: isCore}
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
		out.WriteString(b.code(&s, depth))
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
func (b *body) code(s *php.Shortcode, depth int) string {
	attrs := codeAttrs(php.ShortcodeAttrs(s.Attrs))
	switch s.Name {
	case "gallery":
		return b.gallery(attrs)
	case "audio", "video":
		return b.sound(s.Name, attrs, s.Content)
	case "playlist":
		return b.playlist(attrs)
	case "embed":
		return embedCode(attrs, s.Content)
	}
	return b.caption(attrs, s.Content, depth)
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

// captioned finds the picture, with its link, in the content of a caption.
var captioned = regexp.MustCompile(`(?is)(?:<a [^>]+>\s*)?<img [^>]+>(?:\s*</a>)?`)

// caption is img_caption_shortcode of WordPress 7.1, in a theme with HTML5 captions.
func (b *body) caption(a codeAttrs, content string, depth int) string {
	caption, old := a.lookUp("caption")
	before := ""
	if !old {
		if at := captioned.FindStringIndex(content); at != nil {
			before, caption, content = content[:at[0]], trimPHP(content[at[1]:]), content[at[0]:at[1]]
			if presse.PlainText(before) == "" {
				before = "" // WordPress drops all text before the picture
			}
		}
	}
	if depth < deepestCode {
		content = b.shortcodes(content, depth+1)
		caption = b.shortcodes(caption, depth+1)
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
	class := strings.TrimSpace("wp-caption " + align + " " + a.get("class"))
	return before + "<figure " + id + described + `style="width: ` + strconv.Itoa(width) + `px" class="` + escape(class) + `">` + content +
		"<figcaption " + captionID + `class="wp-caption-text">` + caption + "</figcaption></figure>"
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

var percent = regexp.MustCompile(`%[a-fA-F0-9][a-fA-F0-9]`)

// htmlClass is sanitize_html_class.
func htmlClass(s string) string {
	s = percent.ReplaceAllString(s, "")
	return strings.Map(func(r rune) rune {
		if html.IsDigit(byte(r)) && r < 0x80 || r < 0x80 && html.IsLetter(byte(r)) || r == '_' || r == '-' {
			return r
		}
		return -1
	}, s)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#039;")

// escape returns text as an attribute value or as text of HTML.
func escape(text string) string {
	if !strings.ContainsAny(text, `&<>"'`) {
		return text
	}
	return escaper.Replace(text)
}

// escapeOnce is escape for text that may contain character references.
func escapeOnce(text string) string { return escape(html.Unescape(text)) }

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
		if src = html.Unescape(src); kind == "video" && plays(src) {
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

// size returns the number in an attribute, in digits.
func size(a codeAttrs, name string, usual int) string {
	if v, ok := a.lookUp(name); ok {
		usual = max(leadingInt(v), 0)
	}
	return strconv.Itoa(usual)
}

// embedCode is the shortcode embed: a player, or a link to what no player is known for.
func embedCode(a codeAttrs, content string) string {
	link := strings.TrimSpace(content)
	if link == "" {
		link = strings.TrimSpace(a.get("src"))
	}
	if link = html.Unescape(link); plays(link) {
		return player(link)
	}
	if link == "" {
		return ""
	}
	return `<a href="` + escape(link) + `">` + escape(link) + "</a>"
}
