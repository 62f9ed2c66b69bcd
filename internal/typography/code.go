package typography

import (
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// WithoutCode returns s with a space in place of what is for machines: an address of a
// page, with or without its scheme (www.presse.ma, pic.twitter.com/Qx7), an e-mail address,
// or a shortcode of WordPress. What a pair of shortcodes encloses is kept. It returns s
// itself if there is nothing of this kind, as in most texts.
func WithoutCode(s string) string {
	if strings.IndexByte(s, '@') < 0 && strings.IndexByte(s, '[') < 0 && strings.IndexByte(s, '/') < 0 &&
		!strings.Contains(s, "www.") && !strings.Contains(s, "WWW.") {
		return s
	}
	p := protector{s: s}
	start, end := p.nextCode()
	if start == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for ; start < len(s); start, end = p.nextCode() {
		b.WriteString(s[p.from:start])
		b.WriteByte(' ')
		p.from = end
	}
	b.WriteString(s[p.from:])
	return b.String()
}

// nextCode returns the first part of p.s from p.from on that is for machines. If there is
// none, start is len(p.s).
func (p *protector) nextCode() (start, end int) {
	for i := p.from; i < len(p.s); i++ {
		switch p.s[i] {
		case '@':
			if start, end = p.address(i); start == i { // a handle, which names somebody
				continue
			}
		case '[':
			if start, end = i, p.endOfShortcode(i); end == 0 {
				end = endOfBareShortcode(p.s, i)
			}
		case '/':
			start, end = p.path(i)
		case ':':
			if !strings.HasPrefix(p.s[i:], "://") {
				continue
			}
			start, end = p.at(i)
		case 'w', 'W':
			start, end = p.at(i)
		default:
			continue
		}
		if end > i {
			return start, end
		}
	}
	return len(p.s), len(p.s)
}

// path returns the address without a scheme around the first / after the name of a host,
// at s[i]: pic.twitter.com/Qx7.
func (p *protector) path(i int) (start, end int) {
	const longest = len("media") // of a top-level domain
	dot := i
	for dot > p.from && i-dot < longest && p.s[dot-1] >= 'a' && p.s[dot-1] <= 'z' {
		dot--
	}
	if i-dot < 2 || dot < p.from+2 || p.s[dot-1] != '.' || !html.IsLetter(p.s[dot-2]) && !html.IsDigit(p.s[dot-2]) || !isWord(runeAt(p.s, i+1)) {
		return 0, 0
	}
	return p.startOfToken(i), endOfToken(p.s, i, "")
}

// endOfBareShortcode returns the index after the shortcode without attributes, or the end
// of a pair of shortcodes, that begins with the [ at s[i], or 0.
func endOfBareShortcode(s string, i int) int {
	n := strings.IndexByte(s[i+1:min(len(s), i+1+len("/[wp_caption]"))], ']')
	if n < 0 {
		return 0
	}
	name, closing := strings.CutPrefix(s[i+1:i+1+n], "/")
	switch name {
	case "audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption":
	default:
		if !closing || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_-") != "" {
			return 0
		}
	}
	return i + n + 2
}
