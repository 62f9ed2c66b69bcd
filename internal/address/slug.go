package address

import (
	"slices"
	"strings"
)

// WithSlug returns path with the last segment that is the slug, or contains it, replaced by
// one with another slug. It reports false if there is none.
func WithSlug(path, slug, other string) (string, bool) {
	if slug == "" || other == "" {
		return "", false
	}
	segments := strings.Split(path, "/")
	for i, s := range slices.Backward(segments) {
		if Same(s, slug) {
			segments[i] = other
			return strings.Join(segments, "/"), true
		}
		if before, after, ok := cutSlug(Key(s), Key(slug)); ok { // titre-42, titre.html
			segments[i] = before + other + after
			return strings.Join(segments, "/"), true
		}
	}
	return "", false
}

// cutSlug finds the slug in a segment that has something around it, split by a hyphen,
// underscore or dot.
func cutSlug(segment, slug string) (before, after string, ok bool) {
	before, after, ok = strings.Cut(segment, slug)
	const marks = "-_."
	ok = ok && (before == "" || strings.IndexByte(marks, before[len(before)-1]) >= 0) &&
		(after == "" || strings.IndexByte(marks, after[0]) >= 0)
	return before, after, ok
}
