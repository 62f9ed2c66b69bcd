package wordpress

import (
	"net/url"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/markup"
)

// isAddress reports whether s is an absolute address and nothing else.
func isAddress(s string) bool {
	if len(s) < len("http://a") || !strings.EqualFold(s[:len("http")], "http") {
		return false
	}
	rest := strings.TrimPrefix(s[len("http"):], "s")
	rest = strings.TrimPrefix(rest, "S")
	return strings.HasPrefix(rest, "://") && !strings.ContainsAny(s, " \t\n\r\v\f<>\"")
}

// plays reports whether address is that of a player that presse knows.
func plays(address string) bool { return isAddress(address) && markup.Plays(address) }

// player returns the block that WordPress stores for an embedded address. presse.Sanitize
// makes a player of it, and WordPress too.
func player(address string) string {
	return `<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">` + "\n" + escape(address) + "\n</div></figure>"
}

// separatePlayers replaces each address of a player that is alone on its line with what
// write returns for the line. It is the first half of WP_Embed.autoembed.
func separatePlayers(text string, write func(line string) string) string {
	if !strings.Contains(text, "://") {
		return text
	}
	var out strings.Builder
	done := 0
	for i := 0; ; {
		n := strings.Index(text[i:], "://")
		if n < 0 {
			break
		}
		at := i + n
		start := strings.LastIndexAny(text[done:at], "\r\n") + 1 + done
		end := len(text)
		if n := strings.IndexAny(text[at:], "\r\n"); n >= 0 {
			end = at + n
		}
		i = end
		line := strings.TrimSpace(text[start:end])
		if plays(html.Unescape(line)) && !strings.HasSuffix(strings.TrimRight(text[:start], "\r\n"), `__wrapper">`) {
			out.WriteString(text[done:start] + write(line))
			done = end
		}
	}
	if done == 0 {
		return text
	}
	out.WriteString(text[done:])
	return out.String()
}

// ownParagraph makes a paragraph of a line, which wpautop writes.
func ownParagraph(line string) string { return "\n\n" + line + "\n\n" }

// players replaces each paragraph that is the address of a player with the block of that
// player. It is the second half of WP_Embed.autoembed.
func (b *body) players(text string) string {
	if !strings.Contains(text, "://") {
		return text
	}
	var out strings.Builder
	done := 0
	for i := 0; ; {
		n := strings.Index(text[i:], "<p")
		if n < 0 {
			break
		}
		i += n
		inner := i + len("<p")
		if inner < len(text) && text[inner] == ' ' {
			n := strings.IndexByte(text[inner:], '>')
			if n < 0 {
				break
			}
			inner += n
		}
		if inner == len(text) || text[inner] != '>' {
			i = inner
			continue
		}
		inner = skipBlank(text, inner+1)
		end := strings.IndexByte(text[inner:], '<')
		if end < 0 {
			break
		}
		end += inner
		i = end
		if end-inner < len("http://a") || text[inner]|0x20 != 'h' || !strings.HasPrefix(text[end:], "</p>") {
			continue
		}
		if link := html.Unescape(strings.TrimSpace(text[inner:end])); plays(link) {
			start := strings.LastIndex(text[done:inner], "<p") + done
			out.WriteString(text[done:start] + player(link))
			i = end + len("</p>")
			done = i
		}
	}
	if done == 0 {
		return text
	}
	out.WriteString(text[done:])
	return out.String()
}

// fileCode returns the shortcode for the address of a sound or video file, or "": what
// wp_embed_handler_audio and wp_embed_handler_video do.
func fileCode(address string) string {
	if !isAddress(address) || strings.ContainsAny(address, "[]'\\?#") {
		return ""
	}
	switch {
	case typeOf(sounds, address) != "":
		return `[audio src="` + escape(address) + `" /]`
	case typeOf(films, address) != "":
		return `[video src="` + escape(address) + `" /]`
	}
	return ""
}

// bare returns what replaces an address that is alone on its line or in its paragraph and
// is not that of a player, or "".
func (b *body) bare(address string) string {
	link := html.Unescape(address)
	if !isAddress(link) || plays(link) {
		return ""
	}
	if code := fileCode(link); code != "" {
		return code
	}
	if base := b.options.base; base != "" && strings.HasPrefix(link, base) && (len(link) == len(base) || link[len(base)] == '/' || link[len(base)] == '?') {
		return `<a href="` + escape(link) + `">` + escape(link) + "</a>"
	}
	if u, err := url.Parse(link); err == nil && u.Hostname() != "" {
		b.lose(presse.LossGuessed, u.Hostname(), errBare)
	}
	return ""
}

// addresses replaces the addresses of files and of the paper itself that are alone on a
// line or in a paragraph.
func (b *body) addresses(text string) string {
	var out strings.Builder
	done := 0
	for i := 0; ; {
		n := strings.Index(text[i:], "://")
		if n < 0 {
			break
		}
		at := i + n
		start := at
		for start > done && html.IsLetter(text[start-1]) {
			start--
		}
		end := at
		for end < len(text) && text[end] > ' ' && text[end] != '<' && text[end] != '>' && text[end] != '"' {
			end++
		}
		if i = end; !isAlone(text, start, end) {
			continue
		}
		if with := b.bare(text[start:end]); with != "" {
			out.WriteString(text[done:start] + with)
			done = end
		}
	}
	if done == 0 {
		return text
	}
	return out.String() + text[done:]
}

// isAlone reports whether text[start:end] is alone on its line or in its p element.
func isAlone(text string, start, end int) bool {
	blank := func(c byte) bool { return c == ' ' || c == '\t' }
	newline := func(c byte) bool { return c == '\n' || c == '\r' }
	for start > 0 && blank(text[start-1]) {
		start--
	}
	for end < len(text) && blank(text[end]) {
		end++
	}
	if (start == 0 || newline(text[start-1])) && (end == len(text) || newline(text[end])) {
		return true
	}
	for start > 0 && (blank(text[start-1]) || newline(text[start-1])) {
		start--
	}
	if end = skipBlank(text, end); start == 0 || text[start-1] != '>' || !beginsWith(text[end:], "</p>") {
		return false
	}
	const longest = 500 // attributes of a paragraph
	open := strings.LastIndexByte(text[max(0, start-longest):start], '<')
	if open < 0 {
		return false
	}
	tag := text[max(0, start-longest)+open : start]
	return beginsWith(tag, "<p>") || beginsWith(tag, "<p ")
}
