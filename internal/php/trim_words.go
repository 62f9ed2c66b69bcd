package php

import "strings"

// TrimWords reproduces WordPress's wp_trim_words byte for byte. It removes script and
// style elements, and all other tags as PHP's strip_tags does, without decoding entities.
// It then keeps the first limit words, which are separated by ASCII white space, joins
// them with single spaces, and appends more if any words were omitted.
//
// WordPress splits the text into at most limit+1 pieces with preg_split and drops the last
// piece if there are more than limit. Since preg_split treats 0 and -1 as no limit, a
// limit of -1 or -2 drops the last word. With a lower limit, preg_split returns one piece,
// and nothing is left.
func TrimWords(in string, limit int, more string) string {
	const white = "\n\r\t "
	text := strings.Trim(stripTags(stripCode(in)), " \t\n\r\x00\x0B")
	if limit < -2 || limit == 0 && text != "" {
		return more
	}
	words := make([]byte, 0, min(len(text), 1<<10))
	last := 0 // where the last word begins, with the space before it
	for n := 0; text != ""; n++ {
		if n == limit {
			return string(words) + more
		}
		end := strings.IndexAny(text, white)
		if end < 0 {
			end = len(text)
		}
		last = len(words)
		if n > 0 {
			words = append(words, ' ')
		}
		words = append(words, text[:end]...)
		text = strings.TrimLeft(text[end:], white)
	}
	if limit < 0 {
		return string(words[:last]) + more
	}
	return string(words)
}

// stripCode removes the elements that WordPress removes with their content: from "<script"
// or "<style", whatever follows the name, up to the end tag, which may not contain spaces.
func stripCode(in string) string {
	var b strings.Builder
	unclosed := map[string]bool{}
	kept := 0
	for i := 0; ; {
		n := strings.IndexByte(in[i:], '<')
		if n < 0 {
			break
		}
		i += n
		name := ""
		for _, code := range [...]string{"script", "style"} {
			if hasPrefixFold(in[i+1:], code) {
				name = code
			}
		}
		if name == "" || unclosed[name] {
			i++
			continue
		}
		end := strings.IndexByte(in[i:], '>')
		if end < 0 {
			break
		}
		end = indexFold(in, i+end+1, "</"+name+">")
		if end < 0 {
			unclosed[name] = true
			i++
			continue
		}
		b.WriteString(in[kept:i])
		i = end + len("</>") + len(name)
		kept = i
	}
	if kept == 0 {
		return in
	}
	b.WriteString(in[kept:])
	return b.String()
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// indexFold returns the index of the first mark at or after in[i], ignoring case, or -1.
// mark begins with "<".
func indexFold(in string, i int, mark string) int {
	for {
		n := strings.IndexByte(in[i:], '<')
		if n < 0 {
			return -1
		}
		i += n
		if hasPrefixFold(in[i:], mark) {
			return i
		}
		i++
	}
}
