package words

import "strings"

// Region returns the region of a BCP 47 tag, such as MA or 001, in upper case, or "" if
// it has none. Subtags may also be separated by an underscore.
func Region(tag string) string {
	subtag, rest := "", tag
	for first := true; rest != ""; first = false {
		n := strings.IndexAny(rest, "-_")
		if n < 0 {
			n = len(rest)
		}
		subtag, rest = rest[:n], rest[min(n+1, len(rest)):]
		switch {
		case first:
		case len(subtag) == 1: // an extension
			return ""
		case len(subtag) == 2 || len(subtag) == 3 && AllDigits(subtag):
			return strings.ToUpper(subtag)
		}
	}
	return ""
}

// AllDigits reports whether s consists of ASCII digits, at least one.
func AllDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
