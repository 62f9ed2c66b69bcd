package main

import (
	"bytes"
	"html"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// localize returns a page with the addresses of all other pages and files of the site as
// paths relative to it, so that it can be looked at without a server, too. Only the head keeps
// absolute addresses: those of the page to index, of editions and of feeds. The page has its
// attributes in quotation marks.
func (x *addresses) localize(page []byte, at string) []byte {
	from := strings.Split(path.Dir(fileOf(at)), "/")
	if from[0] == "." {
		from = nil
	}
	return rewrite(page, func(address string) string { return x.relative(from, address) })
}

// relative returns an address relative to a folder, if it is that of a file of the site.
func (x *addresses) relative(from []string, address string) string {
	rest, ok := strings.CutPrefix(address, x.base+"/")
	if !ok {
		return address
	}
	end := strings.IndexAny(rest, "?#")
	if end < 0 {
		end = len(rest)
	}
	file := fileOf(rest[:end])
	if strings.HasPrefix(rest[end:], "?") || !x.files[folded(file)] {
		return address
	}
	to := strings.Split(file, "/")
	same := 0
	for same < len(from) && same < len(to)-1 && from[same] == to[same] {
		same++
	}
	var b strings.Builder
	for range len(from) - same {
		b.WriteString("../")
	}
	b.WriteString((&url.URL{Path: strings.Join(to[same:], "/")}).EscapedPath())
	return b.String() + rest[end:]
}

// rewrite returns a page in which change was applied to all addresses in attributes, but for
// those of link elements other than style sheets and icons, and of meta elements.
func rewrite(page []byte, change func(address string) string) []byte {
	var out []byte
	done := 0
	for i := 0; i < len(page); {
		if page[i] != '<' {
			i++
			continue
		}
		if bytes.HasPrefix(page[i:], []byte("<!--")) {
			i = after(page, i, "-->")
			continue
		}
		name := nameAt(page[i+1:])
		if name == "" {
			i++
			continue
		}
		end := i + 1 + len(name)
		keep := name == "meta" || name == "link" && !isOurLink(page[i:])
		for end < len(page) && page[end] != '>' {
			attribute := nameAt(page[end:])
			if attribute == "" {
				end++
				continue
			}
			end += len(attribute)
			if end+1 >= len(page) || page[end] != '=' || page[end+1] != '"' {
				continue
			}
			start := end + 2
			end = after(page, start, `"`)
			if keep || !isAddress(attribute) || end == len(page) {
				continue
			}
			value := html.UnescapeString(string(page[start : end-1]))
			if changed := eachAddress(attribute, value, change); changed != value {
				out = append(append(out, page[done:start]...), html.EscapeString(changed)...)
				done = end - 1
			}
		}
		if name == "script" || name == "style" {
			end = after(page, end, "</"+name)
		}
		i = end
	}
	return append(out, page[done:]...)
}

// eachAddress applies change to the address in an attribute, or to each of the candidates of a
// srcset, which publish and package paper separate by a comma and a space.
func eachAddress(attribute, value string, change func(string) string) string {
	if attribute != "srcset" {
		return change(value)
	}
	candidates := strings.Split(value, ", ")
	for i, c := range candidates {
		address, size, ok := strings.Cut(c, " ")
		if candidates[i] = change(address); ok {
			candidates[i] += " " + size
		}
	}
	return strings.Join(candidates, ", ")
}

// after returns the offset behind the next occurrence of s, or the length of the page.
func after(page []byte, from int, s string) int {
	if i := bytes.Index(page[from:], []byte(s)); i >= 0 {
		return from + i + len(s)
	}
	return len(page)
}

// nameAt returns the name of an element or attribute that text begins with.
func nameAt(text []byte) string {
	i := 0
	for i < len(text) && (text[i] >= 'a' && text[i] <= 'z' || i > 0 && (text[i] >= '0' && text[i] <= '9' || text[i] == '-' || text[i] == ':')) {
		i++
	}
	return string(text[:i])
}

func isAddress(attribute string) bool {
	switch attribute {
	case "href", "src", "srcset", "poster", "action":
		return true
	}
	return false
}

// isOurLink reports whether a link element names a style sheet or an icon.
func isOurLink(tag []byte) bool {
	text := string(tag[:after(tag, 0, ">")])
	return strings.Contains(text, `rel="stylesheet"`) || strings.Contains(text, `rel="icon"`)
}

// markTifinagh returns a page with lang="zgh" on the words in Tifinagh that it has in the text of
// its body, so that they are read aloud as Tamazight (WCAG 2.2, 3.1.2). A mark inside an
// element in that language says the same again, and does no harm.
func markTifinagh(page []byte) []byte {
	body := bytes.Index(page, []byte("<body"))
	if body < 0 || !bytes.ContainsFunc(page[body:], isTifinagh) {
		return page
	}
	out := append([]byte(nil), page[:body]...)
	for rest := page[body:]; len(rest) > 0; {
		tag := bytes.IndexByte(rest, '<')
		if tag < 0 {
			tag = len(rest)
		}
		out = appendMarked(out, rest[:tag])
		rest = rest[tag:]
		end := 0
		if len(rest) > 0 {
			end = endOfTag(rest)
		}
		out = append(out, rest[:end]...)
		rest = rest[end:]
	}
	return out
}

// appendMarked appends a text with its runs of Tifinagh marked, the spaces between its words
// included.
func appendMarked(out, text []byte) []byte {
	for len(text) > 0 {
		start := bytes.IndexFunc(text, isTifinagh)
		if start < 0 {
			return append(out, text...)
		}
		end := start
		for i := start; i < len(text); {
			r, size := utf8.DecodeRune(text[i:])
			if !isTifinagh(r) && !unicode.IsSpace(r) {
				break
			}
			if i += size; isTifinagh(r) {
				end = i
			}
		}
		out = append(append(out, text[:start]...), `<span lang="zgh">`...)
		out = append(append(out, text[start:end]...), "</span>"...)
		text = text[end:]
	}
	return out
}

func isTifinagh(r rune) bool { return unicode.Is(unicode.Tifinagh, r) }

// endOfTag returns the offset behind a tag or a comment, and behind the text of an element that
// cannot have others in it.
func endOfTag(text []byte) int {
	if bytes.HasPrefix(text, []byte("<!--")) {
		return after(text, 0, "-->")
	}
	name := nameAt(text[1:])
	end := 1 + len(name)
	for end < len(text) && text[end] != '>' {
		if text[end] == '"' {
			end = after(text, end+1, `"`)
			continue
		}
		end++
	}
	end = min(end+1, len(text))
	switch name {
	case "script", "style", "title", "textarea", "option":
		return after(text, end, "</"+name)
	}
	return end
}
