package php

import (
	"bytes"
	"strconv"
	"strings"
)

// The second half of Autop: paragraphs, and what is put right about them.

// paragraphs splits the text at blank lines and puts each part into a p element.
func (a *autop) paragraphs() {
	// More than two newlines in a row become two, which changes nothing of what follows:
	// blank lines are dropped whole.
	text := a.text
	a.out = a.out[:0]
	wrap := func(part []byte) {
		if len(part) > 0 {
			a.out = append(append(append(a.out, "<p>"...), bytes.Trim(part, "\n")...), "</p>\n"...)
		}
	}
	start := 0
	for i := 0; ; {
		n := bytes.IndexByte(text[i:], '\n')
		if n < 0 {
			break
		}
		i += n
		end := skipSpace(text, i+1)
		last := bytes.LastIndexByte(text[i+1:end], '\n')
		if last >= 0 {
			wrap(text[start:i])
			start = i + 1 + last + 1
		}
		i = end
	}
	wrap(text[start:])
	a.text, a.out = a.out, text[:0]
}

// unwrap removes the p elements around block elements.
func (a *autop) unwrap() {
	a.emptyParagraphs()
	a.closeParagraphs()
	a.wrappedBlocks()
	a.wrappedItems()
	a.quotations()
	a.replace("</blockquote></p>", "</p></blockquote>")
	a.openedBlocks()
	a.followedBlocks("</p>")
}

// replace is str_replace.
func (e *editor) replace(old, with string) {
	for i := 0; ; i += len(old) {
		n := bytes.Index(e.text[i:], []byte(old))
		if n < 0 {
			break
		}
		i += n
		e.put(i, i+len(old), with)
	}
	e.flush()
}

// eachParagraph calls do for the index of each <p>, with the index after the white space
// that follows it. do returns where to go on, or 0 if it found nothing.
func (a *autop) eachParagraph(do func(p, next int) int) {
	for i := 0; ; {
		n := bytes.Index(a.text[i:], []byte("<p>"))
		if n < 0 {
			break
		}
		i += n
		next := skipSpace(a.text, i+len("<p>"))
		if end := do(i, next); end > 0 {
			i = end
		} else {
			i = next
		}
	}
	a.flush()
}

// emptyParagraphs removes <p>\s*</p>.
func (a *autop) emptyParagraphs() {
	a.eachParagraph(func(p, next int) int {
		if !hasAt(a.text, next, "</p>") {
			return 0
		}
		a.put(p, next+len("</p>"), "")
		return next + len("</p>")
	})
}

// closeParagraphs ends a p before the end of a div, address or form that it is the last
// text of.
func (a *autop) closeParagraphs() {
	a.eachParagraph(func(p, _ int) int {
		text := p + len("<p>")
		n := bytes.IndexByte(a.text[text:], '<')
		if n <= 0 {
			return 0
		}
		for _, end := range [...]string{"</div>", "</address>", "</form>"} {
			if hasAt(a.text, text+n, end) {
				a.put(text+n, text+n, "</p>")
				return text + n + len(end)
			}
		}
		return text + n
	})
}

// wrappedBlocks removes <p> and </p> around one tag of a block element.
func (a *autop) wrappedBlocks() {
	a.eachOpenedBlock(func(p, next, end int) int {
		after := skipSpace(a.text, end)
		if !hasAt(a.text, after, "</p>") {
			return 0
		}
		a.put(p, next, "")
		a.put(end, after+len("</p>"), "")
		return after + len("</p>")
	})
}

// eachOpenedBlock is eachParagraph for those in which a tag of a block element follows, which
// ends at end.
func (a *autop) eachOpenedBlock(do func(p, next, end int) int) {
	ends := finder{mark: ">"}
	a.eachParagraph(func(p, next int) int {
		if !opensBlock(a.text, next) {
			return 0
		}
		end := ends.next(a.text, next)
		if end < 0 {
			return 0
		}
		return do(p, next, end+1)
	})
}

// wrappedItems removes <p> and </p> around <li…> on one line.
func (a *autop) wrappedItems() {
	ends, lines := finder{mark: "</p>"}, finder{mark: "\n"}
	a.eachParagraph(func(p, _ int) int {
		const item = "<li"
		start := p + len("<p>")
		if !hasAt(a.text, start, item) {
			return 0
		}
		end, line := ends.next(a.text, start+len(item)), lines.next(a.text, start+len(item))
		if end == start+len(item) { // .+? takes at least one byte
			end = bytes.Index(a.text[end+1:], []byte("</p>"))
			if end >= 0 {
				end += start + len(item) + 1
			}
		}
		if end < 0 || line >= 0 && line < end {
			return 0
		}
		a.put(p, start, "")
		a.put(end, end+len("</p>"), "")
		return end + len("</p>")
	})
}

// quotations moves <p> into a blockquote. It is the only step that ignores case.
func (a *autop) quotations() {
	const opens = "<p><blockquote"
	ends := finder{mark: ">"}
	for i := 0; ; {
		n := bytes.IndexByte(a.text[i:], '<')
		if n < 0 {
			break
		}
		i += n
		if len(a.text)-i < len(opens) || a.text[i+1]|0x20 != 'p' || !bytes.EqualFold(a.text[i:i+len(opens)], []byte(opens)) {
			i++
			continue
		}
		end := ends.next(a.text, i+len(opens))
		if end < 0 {
			break
		}
		a.put(i, i+len(opens), "<blockquote")
		a.put(end+1, end+1, "<p>")
		i = end + 1
	}
	a.flush()
}

// openedBlocks removes <p> before a tag of a block element.
func (a *autop) openedBlocks() {
	a.eachOpenedBlock(func(p, next, end int) int {
		a.put(p, next, "")
		return end
	})
}

// followedBlocks removes \s* and mark after a tag of a block element.
func (a *autop) followedBlocks(mark string) {
	for i := 0; ; {
		n := bytes.IndexByte(a.text[i:], '<')
		if n < 0 {
			break
		}
		i += n
		if !opensBlock(a.text, i) {
			i++
			continue
		}
		// Whatever is between i and the ">", a tag that begins there ends there too.
		n = bytes.IndexByte(a.text[i:], '>')
		if n < 0 {
			break
		}
		i += n + 1
		if next := skipSpace(a.text, i); hasAt(a.text, next, mark) {
			a.put(i, next+len(mark), "")
			i = next + len(mark)
		}
	}
	a.flush()
}

const keptNewline = "<WPPreserveNewline />"

// lineBreaks writes <br /> for each newline that follows none.
func (a *autop) lineBreaks() {
	a.keepNewlines()
	a.closeBreaks()
	for i := 0; ; {
		n := bytes.IndexByte(a.text[i:], '\n')
		if n < 0 {
			break
		}
		i += n
		start, end := i, skipSpace(a.text, i)
		for start > a.done && isRegexpSpace(a.text[start-1]) {
			start--
		}
		if bytes.HasSuffix(a.text[:start], []byte("<br />")) {
			start++
		}
		if last := bytes.LastIndexByte(a.text[min(start, end):end], '\n'); last >= 0 {
			a.put(start, start+last+1, "<br />\n")
		}
		i = end
	}
	a.flush()
	if bytes.Contains(a.text, []byte(keptNewline[1:])) { // "<" is too frequent to look for
		a.replace(keptNewline, "\n")
	}
}

// closeBreaks writes <br> and <br/> as <br />.
func (a *autop) closeBreaks() {
	for i := 0; ; {
		n := bytes.Index(a.text[i:], []byte("<br"))
		if n < 0 {
			break
		}
		i += n + len("<br")
		switch {
		case hasAt(a.text, i, ">"):
			a.put(i, i, " /")
		case hasAt(a.text, i, "/>"):
			a.put(i, i, " ")
		}
	}
	a.flush()
}

// keepNewlines hides the newlines of scripts, styles and drawings.
func (a *autop) keepNewlines() {
	names := [...]string{"script", "style", "svg", "math"}
	var none [len(names)]bool // there is no further end tag
	for i := 0; ; {
		n := bytes.IndexByte(a.text[i:], '<')
		if n < 0 {
			break
		}
		i += n
		end := -1
		for k, name := range names {
			if none[k] || !hasAt(a.text, i+1, name) {
				continue
			}
			if end = bytes.Index(a.text[i:], []byte("</"+name+">")); end < 0 {
				none[k] = true
				continue
			}
			end += i
		}
		if end < 0 {
			i++
			continue
		}
		for {
			n := bytes.IndexByte(a.text[i:end], '\n')
			if n < 0 {
				break
			}
			a.put(i+n, i+n+1, keptNewline)
			i += n + 1
		}
		i = end + 1
	}
	a.flush()
}

// dropBreaks removes the br elements next to tags of block elements, and the newline before
// the last </p>.
func (a *autop) dropBreaks() {
	const br = "<br />"
	a.followedBlocks(br)
	ends := finder{mark: ">"}
	for i := 0; ; {
		n := bytes.Index(a.text[i:], []byte(br))
		if n < 0 {
			break
		}
		i += n
		next := skipSpace(a.text, i+len(br))
		end := -1
		if opensNarrow(a.text, next) {
			end = ends.next(a.text, next)
		}
		if end < 0 {
			i = next
			continue
		}
		a.put(i, i+len(br), "")
		i = end + 1
	}
	a.flush()
	const last = "\n</p>"
	end := len(a.text)
	if end > 0 && a.text[end-1] == '\n' {
		end--
	}
	if bytes.HasSuffix(a.text[:end], []byte(last)) {
		a.put(end-len(last), end-len(last)+1, "")
	}
	a.flush()
}

// opensNarrow reports whether text[i:] begins like a tag before which wpautop wants no br.
func opensNarrow(text []byte, i int) bool {
	if i >= len(text) || text[i] != '<' {
		return false
	}
	if i++; i < len(text) && text[i] == '/' {
		i++
	}
	for _, name := range [...]string{"p", "li", "div", "dl", "dd", "dt", "th", "td", "ul", "ol"} {
		if hasAt(text, i, name) {
			return true
		}
	}
	return false
}

// restore puts the pre elements and the newlines of tags back.
func (a *autop) restore() string {
	if len(a.pres) > 0 {
		a.restorePre()
	}
	if bytes.Contains(a.text, []byte("wpnl -->")) {
		a.replace(hiddenNewline, "\n")
		a.replace("<!-- wpnl -->", "\n")
	}
	return string(a.text)
}

// restorePre replaces each placeholder with its element. In the original, the elements are
// put back one after the other, so that an element whose text is the placeholder of a later
// one, which only a hostile author writes, is replaced in turn. Each element can end with
// one such placeholder. There is a limit to how much they may add.
func (a *autop) restorePre() {
	limit := 8 * (len(a.text) + 1<<16)
	for i := 0; ; {
		n := bytes.Index(a.text[i:], []byte(preOpens))
		if n < 0 {
			break
		}
		i += n
		k, length := a.placeholder(a.text[i:])
		if k < 0 {
			i += len(preOpens)
			continue
		}
		a.put(i, i, "")
		for {
			pre := a.pres[k]
			start := strings.LastIndex(pre, preOpens)
			next := -1
			if start >= 0 && len(a.out) < limit {
				var size int
				if next, size = a.placeholder([]byte(pre[start:])); start+size != len(pre) {
					next = -1
				}
			}
			if next <= k {
				a.out = append(a.out, pre...)
				break
			}
			a.out = append(a.out, pre[:start]...)
			k = next
		}
		i += length
		a.done = i
	}
	a.flush()
}

// placeholder returns the number of the pre element that the placeholder at the beginning
// of text is for, and the length of the placeholder. The number is -1 if it is none.
func (a *autop) placeholder(text []byte) (k, length int) {
	end := len(preOpens)
	for end < len(text) && end < len(preOpens)+9 && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	digits := string(text[len(preOpens):end])
	k, err := strconv.Atoi(digits)
	if err != nil || !hasAt(text, end, preCloses) || k >= len(a.pres) || strconv.Itoa(k) != digits {
		return -1, 0
	}
	return k, end + len(preCloses)
}
