package markup

import "strings"

// Bidirectional controls (UAX #9). An override that is not closed turns the words that
// follow the text on the page, for example those after a headline.
const (
	popFormat  = "\u202c" // ends the last of U+202A, U+202B, U+202D and U+202E
	popIsolate = "\u2069" // ends the last of U+2066, U+2067 and U+2068, and all formats in it
)

// BalancedText returns plain text with every bidirectional control closed: those that are
// open at the end are closed there, and those that close nothing are removed. It returns s
// itself if there is nothing to do.
func BalancedText(s string) string { return closedBidi(s, false) }

// balancedBidi does for the text of s, which is HTML in normal form, what BalancedText does
// for plain text.
func balancedBidi(s string) string { return closedBidi(s, true) }

func closedBidi(s string, tags bool) string {
	var (
		open     []string // what closes each open control, outermost first
		isolates int      // those closed by popIsolate
		b        strings.Builder
		done     int // s[:done] is in b
	)
	for i := 0; ; i++ {
		n := strings.IndexByte(s[i:], 0xE2)
		if n < 0 {
			break
		}
		if tag := strings.IndexByte(s[i:i+n], '<'); tags && tag >= 0 { // skip the whole tag
			i += tag
			i += max(strings.IndexByte(s[i:], '>'), 0)
			continue
		}
		if i += n; i+3 > len(s) {
			break
		}
		switch c := s[i : i+3]; c {
		case "\u202a", "\u202b", "\u202d", "\u202e":
			open = append(open, popFormat)
		case "\u2066", "\u2067", "\u2068":
			open = append(open, popIsolate)
			isolates++
		case popFormat, popIsolate:
			if c == popIsolate && isolates > 0 {
				for isolates--; open[len(open)-1] != popIsolate; {
					open = open[:len(open)-1]
				}
			}
			if last := len(open) - 1; last >= 0 && open[last] == c {
				open = open[:last]
				continue
			}
			b.WriteString(s[done:i])
			done = i + len(c)
		}
	}
	if done == 0 && len(open) == 0 {
		return s
	}
	b.WriteString(s[done:])
	for i := len(open) - 1; i >= 0; i-- {
		b.WriteString(open[i])
	}
	return b.String()
}
