package markup

import "slices"

// Plays reports whether the table of players contains address, an absolute URL without
// character references: the sanitizer shows a frame, or a link to its page, where an
// editor's embed code names that address.
func Plays(address string) bool {
	_, ok := playerAt(address)
	return ok
}

// PlayerKey returns what all addresses of what a player shows have in common, those of its page
// and of its frame, with any parameters. It returns false if [Plays] does.
func PlayerKey(address string) (key string, ok bool) {
	e, ok := playerAt(address)
	if !ok {
		return "", false
	}
	required := slices.DeleteFunc(slices.Clone(e.parts), func(p part) bool {
		return slices.ContainsFunc(e.row.keep, func(k param) bool { return k.name == p.name })
	})
	return e.row.address(required, e.base), true
}

// playerAt returns the embed at an absolute URL without character references.
func playerAt(address string) (e embed, ok bool) {
	link, reason := new(Rules).normalURL(address, true)
	if reason != "" {
		return e, false
	}
	a, ok := newAddress(link)
	if !ok || embedHosts()[a.host] == nil {
		return e, false
	}
	return findEmbed(a)
}
