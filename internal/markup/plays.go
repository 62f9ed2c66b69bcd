package markup

// Plays reports whether the table of players contains address, an absolute URL without
// character references: the sanitizer shows a frame, or a link to its page, where an
// editor's embed code names that address.
func Plays(address string) bool {
	link, reason := new(Rules).normalURL(address, true)
	if reason != "" {
		return false
	}
	a, ok := newAddress(link)
	if !ok || embedHosts()[a.host] == nil {
		return false
	}
	_, ok = findEmbed(a)
	return ok
}
