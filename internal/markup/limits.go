package markup

// Browsers parse the values of sizes, media and srcset each time they choose an image.
// Chromium 156 needs quadratic time for open parentheses in sizes (5 KB take 0.7 s), time
// that doubles with each level of parentheses in media, and 0.3 s for a megabyte of
// conditions nested four deep or 8 MB of candidates. The limits keep a text with the
// longest values below a second (bench/sanitize/browser/long.mjs), and leave room for the
// values of news sites, which are below 3 KB and nested three deep.
const (
	maxQuery      = 512     // bytes of a sizes or media attribute
	maxQueryDepth = 4       // of parentheses
	maxSrcset     = 4096    // bytes of a srcset attribute
	maxQueries    = 1 << 19 // bytes of all sizes and media attributes of a text
	maxSrcsets    = 4 << 20 // bytes of all its srcset attributes
)

// checkQuery reports whether the value of a sizes or media attribute is short, and its
// parentheses are balanced and nested only a few deep.
func checkQuery(value string) bool {
	depth := 0
	for i := range len(value) {
		switch value[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth < 0 || depth > maxQueryDepth {
			return false
		}
	}
	return depth == 0 && len(value) <= maxQuery
}

// A budget counts the bytes of the values that browsers parse slowly.
type budget struct{ queries, srcsets int }

// take counts a value of the attribute a as it is written, and reports whether the limits
// of a text allow it. A value that they do not allow is not counted.
func (b *budget) take(a attribute, value string) bool {
	total, limit := &b.queries, maxQueries
	switch a {
	case atSizes, atMedia:
	case atSrcset:
		total, limit = &b.srcsets, maxSrcsets
	default:
		return true
	}
	if *total+len(value) > limit {
		return false
	}
	*total += len(value)
	return true
}
