package wordpress

import (
	"encoding/base64"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/php"
)

// A setting says what the text around a shortcode is.
type setting uint8

const (
	paragraphs setting = iota // text whose paragraphs wpautop makes
	inline                    // HTML
)

// isUnknown reports whether a bracket is a shortcode of a plugin or theme. Those that are
// registered are not known here, so the form decides: an end tag, attributes with values,
// a name with an underscore, or a name that plugins use. All else is text of the desk:
// [sic], [NDLR : …], [Mise à jour à 12 h].
func isUnknown(name, attrs string, selfClosing, closed bool) bool {
	if !html.IsLetter(name[0]) || isCore(name, "", false, false) || strings.IndexByte(attrs, '[') >= 0 {
		return false
	}
	rest := strings.TrimLeft(attrs, " \t\r\n\u00A0")
	if attrs != "" && len(rest) == len(attrs) && !(attrs[0] == '=' || attrs[0] == ':' && barePlugins.has(name)) {
		return false // [a.b], [l’affaire]
	}
	switch {
	case closed, selfClosing && rest == "":
		return true
	case strings.IndexByte(name, '_') > 0 && strings.ToLower(name) == name:
		return true
	case barePlugins.has(name):
		return namesThing(name, rest)
	case attrs != "" && attrs[0] == '=':
		return false // [b=c] without an end tag
	}
	return assigns(name, rest)
}

// namesThing reports whether the attributes of a shortcode that needs none are none, an
// address or an ID, so that [ad hoc] is text and [ad 3] is not.
func namesThing(name, attrs string) bool {
	first, _, _ := strings.Cut(attrs, " ")
	switch {
	case attrs == "", strings.Contains(attrs, "="), strings.Contains(first, "://"):
		return true
	case first != strings.TrimSpace(attrs) || !isID(first):
		return false
	}
	return players[name] != "" || strings.ContainsAny(first, "0123456789")
}

// assigns reports whether attributes contain name="value", or begin with name=value.
func assigns(name, attrs string) bool {
	for i := 0; i < len(attrs); {
		n := strings.IndexByte(attrs[i:], '=')
		if n < 0 {
			return false
		}
		i += n
		key := strings.TrimRight(attrs[:i], " ")
		value := strings.TrimLeft(attrs[i+1:], " ")
		i++
		if key == "" || !isWordByte(key[len(key)-1]) || value == "" {
			continue
		}
		for _, quote := range [...]string{`"`, "'", "”", "“", "″", "»", "«", "’", "&quot;", "&#82", "&rdquo;", "&Prime;"} {
			if strings.HasPrefix(value, quote) {
				return true
			}
		}
		if strings.IndexFunc(key, func(r rune) bool { return r >= 0x80 || !isWordByte(byte(r)) }) < 0 &&
			attrs[len(key)] == '=' && value == attrs[len(key)+1:] && name[0] >= 'a' {
			return true // the first one, without spaces: [sondage id=7]
		}
	}
	return false
}

func isWordByte(c byte) bool {
	return html.IsLetter(c) || html.IsDigit(c) || c == '_' || c == '-'
}

// barePlugins are names of shortcodes that are written without attributes or with one that
// has no name: those of WordPress.com and Jetpack, and of plugins that French papers use.
var barePlugins = names{
	"youtube", "vimeo", "dailymotion", "soundcloud", "spotify", "googlemaps", "googlemap", "instagram", "tweet",
	"twitter", "facebook", "slideshare", "scribd", "gist", "tiktok", "twitch", "wpvideo", "videopress", "ted",
	"polldaddy", "crowdsignal", "archiveorg", "bandcamp", "flickr", "contact-form", "contact-form-7", "contact-field",
	"wpforms", "ninja_form", "gravityform", "formidable", "newsletter", "mc4wp_form", "toc", "no_toc", "adsense", "ad",
	"ads", "adrotate", "pub", "publicite", "sondage", "poll", "sharethis", "addtoany", "social", "sociable",
	"printfriendly", "latestbycategory", "related", "recent-posts", "recent_posts", "sitemap", "archives", "slideshow",
	"tribe_events", "nggallery", "singlepic", "album", "imagebrowser", "nextpage", "divider", "clear", "spacer", "hr",
	"members", "member", "restrict", "paywall", "login_form", "loginform", "dropcap", "widget", "ngg_images",
	"pdf-embedder", "pdf", "pdfviewer", "embeddoc", "gview", "wpdm_package", "download", "easy-tweet-on-click",
	"clickToTweet", "ctt", "table", "wpdatatable", "tablepress", "chart", "infogram", "datawrapper", "playbuzz", "qzzr",
	"instagram-feed", "yop_poll", "wp-rss-aggregator", "jwplayer", "kaltura-widget", "brightcove", "ultimatemember",
	"userpro", "subscribe", "subscribe2", "jetpack_subscription_form", "jetpack-related-posts",
}

// footnoteCodes are shortcodes whose text is a note to the word before.
var footnoteCodes = names{
	"note", "ref", "fn", "footnote", "footnotes", "efn_note", "mfn", "su_footnote", "sidenote", "footnote_inline",
	"note-de-bas-de-page",
}

// marksCodes are shortcodes whose text is part of a line.
var marksCodes = names{
	"b", "i", "u", "s", "em", "strong", "del", "ins", "sub", "sup", "small", "big", "code", "color", "colour", "size",
	"font", "center", "left", "right", "justify", "url", "email", "tooltip", "highlight", "dropcap", "su_dropcap",
	"su_highlight", "su_tooltip", "su_label", "abbr", "acronym", "span", "quote", "tie_tooltip", "tie_dropcap",
	"glossary", "fusion_dropcap", "fusion_highlight", "fusion_tooltip", "fusion_popover", "av_dropcap1", "lang", "fr",
	"en", "ar",
}

// pictureCodes are shortcodes that show one picture.
var pictureCodes = names{"vc_single_image", "et_pb_image", "av_image", "fusion_imageframe", "su_image", "mk_image", "singlepic"}

// names is a list of names of blocks or shortcodes.
type names []string

func (n names) has(name string) bool { return slices.Contains(n, name) }

// replaceUnknown drops the shortcodes of plugins and reports them. The text between the tags
// of one stays, and so does what can be shown without the plugin: the address of a player, a
// picture, a heading.
func (b *body) replaceUnknown(text string, in setting) string {
	if strings.IndexByte(text, '[') < 0 {
		return text
	}
	masked := php.MaskBrackets(text)
	f := php.Shortcodes{Text: masked, Known: isUnknown}
	var out strings.Builder
	done := 0
	for i := 0; ; {
		n := strings.IndexByte(masked[i:], '[')
		if n < 0 {
			break
		}
		i += n
		start, end, with := i, i, ""
		if strings.HasPrefix(masked[i:], "[/") {
			end, with = b.endCode(masked, i, in)
		} else if s, ok := f.At(i); ok {
			switch {
			case s.Escaped():
				start, end, with = s.Start, s.End, masked[s.Start+1:s.End-1]
			case isWordAlone(&s) && !ownLine(masked, s.Start, s.End):
				b.lose(presse.LossGuessed, s.Name, errWord)
			default:
				start, end, with = b.unknownCode(&s, in)
				if in == paragraphs && with == "" && !marksCodes.has(s.Name) && (touches(masked, start, end) && s.Closed) {
					with = "\n\n"
				}
			}
		}
		if end == i {
			i++
			continue
		}
		out.WriteString(masked[done:start] + with)
		i, done = end, end
	}
	if done == 0 {
		return text
	}
	out.WriteString(masked[done:])
	return php.UnmaskBrackets(out.String())
}

// isWordAlone reports whether a shortcode is written like a word of the desk: [archives].
func isWordAlone(s *php.Shortcode) bool {
	return s.Name != "nextpage" && !s.Before && !s.After && !s.Closed && !s.SelfClosing && strings.TrimSpace(s.Attrs) == "" && barePlugins.has(s.Name) &&
		!strings.ContainsAny(s.Name, "-_0123456789")
}

// ownLine reports whether text[start:end] is alone on its line or in its element.
func ownLine(text string, start, end int) bool {
	before, after := strings.TrimRight(text[max(0, start-8):start], " \t"), strings.TrimLeft(text[end:min(len(text), end+8)], " \t")
	return (before == "" && start <= 8 || strings.HasSuffix(before, "\n") || strings.HasSuffix(before, ">")) &&
		(after == "" && end+8 >= len(text) || after != "" && strings.IndexByte("\r\n<", after[0]) >= 0)
}

// touches reports whether the shortcode text[start:end] is next to another bracket, as those
// of page builders are.
func touches(text string, start, end int) bool {
	for start > 0 && (text[start-1] == ' ' || text[start-1] == '\n' || text[start-1] == '\r' || text[start-1] == '\t') {
		start--
	}
	end = skipBlank(text, end)
	return start > 0 && text[start-1] == ']' || end < len(text) && text[end] == '['
}

// endCode returns the index after the end tag at text[i] if it is one of an unknown shortcode,
// and what replaces it. Otherwise it returns i.
func (b *body) endCode(text string, i int, in setting) (end int, with string) {
	name := i + len("[/")
	end = name
	for end < len(text) && isWordByte(text[end]) {
		end++
	}
	if end == name || end == len(text) || text[end] != ']' || !html.IsLetter(text[name]) {
		return i, ""
	}
	switch code := text[name:end]; {
	case !b.opened[code] && (strings.IndexByte(code, '_') < 0 || isCore(code, "", false, false)):
		return i, ""
	case footnoteCodes.has(code):
		with = ")"
	case b.marked[code]:
		b.marked[code] = false
		with = "</" + emphasis[code] + ">"
	case code == "url" && b.linked:
		with = "</a>"
		b.linked = false
	case in == paragraphs && !marksCodes.has(code) && touches(text, i, end+1):
		with = "\n\n"
	}
	return end + 1, with
}

// unknownCode returns what of the text an unknown shortcode covers, and what replaces it.
func (b *body) unknownCode(s *php.Shortcode, in setting) (start, end int, with string) {
	start = s.Start
	if s.Before {
		start++
	}
	end = start + len("[") + len(s.Name) + len(s.Attrs) + len("]")
	if s.SelfClosing {
		end++
	}
	content := end + len(s.Content) + len("[/]") + len(s.Name) // the end, with the content
	switch {
	case s.Closed && isHiddenCode(s):
		b.lose(presse.LossDropped, s.Name, errHidden)
		return start, content, ""
	case s.Closed && isForStrangers(s.Name):
		b.lose(presse.LossDropped, s.Name, errNonMember)
		return start, content, ""
	case programs.has(s.Name):
		b.lose(presse.LossDropped, s.Name, errProgram)
		if s.Closed {
			end = content
		}
		return start, end, ""
	case s.Name == "nextpage":
		b.lose(presse.LossChanged, "nextpage", errPages)
		return start, end, "\n\n"
	case encodedCodes.has(s.Name) && s.Closed:
		if text, ok := rawHTML(s.Content); ok {
			if s.Name == listingCode {
				text = "<pre><code>" + escape(text) + "</code></pre>"
			}
			b.lose(presse.LossChanged, s.Name, errReplaced)
			return start, content, apart(text, in)
		}
	}
	if s.Closed {
		if link := html.Unescape(strings.TrimSpace(s.Content)); plays(link) {
			b.lose(presse.LossChanged, s.Name, errReplaced)
			return start, content, playerFor(link, in)
		}
		if b.opened == nil {
			b.opened = make(map[string]bool)
		}
		b.opened[s.Name] = true
	}
	shown := b.shownBy(s, in)
	switch {
	case shown != "":
		b.lose(presse.LossChanged, s.Name, errReplaced)
	case s.Closed && strings.TrimSpace(s.Content) != "":
		b.lose(presse.LossChanged, s.Name, errUnknownCode)
	default:
		b.lose(presse.LossDropped, s.Name, errUnknownCode)
	}
	switch {
	case footnoteCodes.has(s.Name) && s.Closed:
		shown = " ("
	case pictureCodes.has(s.Name) && s.Closed && shown != "":
		end = content // the address of the picture
	}
	return start, end, shown
}

// programs are shortcodes that contain a program.
var programs = names{
	"vc_raw_js", "et_pb_code_js", "script", "javascript", "js", "php", "insert_php", "exec", "xyz-ips",
}

// withoutDivi replaces the newlines in the code of Divi, and drops the fields that Divi fills
// in when it shows the story: @ET-DC@, base64, "@".
func (b *body) withoutDivi(text string) string {
	const mark = "@ET-DC@"
	text = strings.ReplaceAll(text, "<!-- [et_pb_line_break_holder] -->", "\n")
	before, after, found := strings.Cut(text, mark)
	if !found {
		return text
	}
	var out strings.Builder
	for ; found; before, after, found = strings.Cut(after, mark) {
		out.WriteString(before)
		end := 0
		for end < len(after) && (html.IsLetter(after[end]) || html.IsDigit(after[end]) || strings.IndexByte("+/=", after[end]) >= 0) {
			end++
		}
		after = strings.TrimPrefix(after[end:], "@")
		b.lose(presse.LossDropped, mark, errDynamic)
	}
	out.WriteString(before)
	return out.String()
}

// encodedCodes are shortcodes whose content is HTML in base64, except that of listingCode,
// which is a program to be read.
var encodedCodes = names{"vc_raw_html", "fusion_code", listingCode}

const listingCode = "fusion_syntax_highlighter"

// emphasis are the elements for shortcodes of forums.
var emphasis = map[string]string{"b": "strong", "strong": "strong", "i": "em", "em": "em"}

// rawHTML decodes HTML in base64, percent-encoded as in vc_raw_html of WPBakery or not, as
// in fusion_code of Avada.
func rawHTML(content string) (text string, ok bool) {
	raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(content))
	if err != nil {
		return "", false
	}
	if text, err = url.PathUnescape(string(raw)); err != nil {
		text = string(raw)
	}
	return text, utf8.ValidString(text) && strings.IndexByte(text, 0) < 0
}

// apart returns HTML that is a block of its own.
func apart(text string, in setting) string {
	if text == "" {
		return ""
	}
	if in == paragraphs {
		return "\n\n" + text + "\n\n"
	}
	return text
}

// playerFor returns what shows the player of link.
func playerFor(link string, in setting) string {
	if in == paragraphs {
		return ownParagraph(escape(link))
	}
	return player(link)
}

// shownBy returns what the attributes of an unknown shortcode show without its plugin, or
// "".
func (b *body) shownBy(s *php.Shortcode, in setting) string {
	attrs := codeAttrs(php.ShortcodeAttrs(s.Attrs))
	for _, a := range attrs {
		link := html.Unescape(strings.Trim(strings.TrimPrefix(a.Value, "="), `"' `))
		if plays(link) {
			return playerFor(link, in)
		}
		if code := fileCode(link); code != "" && (a.Key == "audio" || a.Key == "src" || a.Key == "url" || a.Key == "mp3" || a.Key == "mp4" || a.Key == "0") {
			return apart(code, in)
		}
		if page, ok := players[strings.TrimPrefix(s.Name, "su_")]; ok && (a.Key == "0" || a.Key == "id" || a.Key == "url") && isID(link) {
			if link = page + link; plays(link) {
				return playerFor(link, in)
			}
		}
	}
	if pictureCodes.has(s.Name) {
		return apart(b.picture(s, attrs), in)
	}
	switch s.Name {
	case "b", "strong", "i", "em":
		if s.Closed && !b.marked[s.Name] {
			if b.marked == nil {
				b.marked = make(map[string]bool)
			}
			b.marked[s.Name] = true
			return "<" + emphasis[s.Name] + ">"
		}
	case "url": // of forums: [url=ADDRESS]text[/url]
		if link := html.Unescape(strings.Trim(s.Attrs, `="' `)); s.Closed && !b.linked && isAddress(link) {
			b.linked = true
			return `<a href="` + escape(link) + `">`
		}
	case "vc_gallery", "et_pb_gallery", "av_gallery", "fusion_gallery", "vc_images_carousel", "tie_slideshow":
		for _, name := range [...]string{"images", "gallery_ids", "ids", "image_ids"} {
			if ids := idList(attrs.get(name)); len(ids) > 0 {
				gallery := galleryOf(ids)
				if in == inline {
					return b.gallery(gallery)
				}
				return apart(`[gallery ids="`+gallery.get("ids")+`"]`, in) // wpautop must not see its HTML
			}
		}
	}
	return builderText(s.Name, attrs, in)
}

// players are the addresses of players that shortcodes name by an ID.
var players = map[string]string{
	"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/", "dailymotion": "https://www.dailymotion.com/video/",
	"youtube_advanced": "https://www.youtube.com/watch?v=", "fusion_youtube": "https://www.youtube.com/watch?v=", "fusion_vimeo": "https://vimeo.com/",
}

// isID reports whether s can be an ID in an address.
func isID(s string) bool {
	return s != "" && len(s) < 64 && strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 || !isWordByte(byte(r)) }) < 0
}

// picture returns the picture of a shortcode of a page builder, or "".
func (b *body) picture(s *php.Shortcode, attrs codeAttrs) string {
	for _, name := range [...]string{"image", "attachment", "image_id", "id"} {
		if id := leadingInt(attrs.get(name)); id > 0 {
			if m, ok := b.media(int64(id)); ok {
				return b.figure(m)
			}
		}
	}
	for _, link := range [...]string{attrs.get("src"), attrs.get("url"), strings.TrimSpace(s.Content)} {
		link = html.Unescape(link)
		if isImage(link) {
			return imageAt(link, attrs)
		}
	}
	return ""
}
