package wordpress

import (
	"strings"

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
