package letters

import "strings"

// markup is the state of reading the HTML of one title.
type markup struct {
	normal bool // whether what is still to be read is in normal form C

	// Which endings no longer occur, so that a hostile row of unclosed tags is
	// not searched to its end from each.
	noTagEnd, noCommentEnd bool
}

// tag returns the length of the HTML tag or comment that s begins with, and
// whether it parts words: <br> does, <em> does not. The length is 0 when the <
// is no tag's: "3 < 5", "<3".
func (m *markup) tag(s string) (length int, parts bool) {
	if strings.HasPrefix(s, "<!--") {
		return endOf(s, "-->", &m.noCommentEnd), false
	}
	name := strings.TrimPrefix(s[1:], "/")
	end := 0
	for end < len(name) && (isAlnum(name[end]) || end > 0 && (name[end] == '-' || name[end] == ':')) {
		end++
	}
	if end == 0 || name[0] <= '9' || end == len(name) || strings.IndexByte(" \t\r\n\f/>", name[end]) < 0 {
		return 0, false
	}
	return endOf(s, ">", &m.noTagEnd), !inline(name[:end])
}

// endOf returns the length of s up to and with the next ending, 0 when there is
// none, and notes that in missing.
func endOf(s, ending string, missing *bool) int {
	if *missing {
		return 0
	}
	i := strings.Index(s, ending)
	if i < 0 {
		*missing = true
		return 0
	}
	return i + len(ending)
}

// inline reports whether a tag of this name may stand inside a word.
func inline(name string) bool {
	const names = " a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var wbr "
	for i := 1; i < len(names); {
		end := i + strings.IndexByte(names[i:], ' ')
		if equalFold(name, names[i:end]) {
			return true
		}
		i = end + 1
	}
	return false
}
