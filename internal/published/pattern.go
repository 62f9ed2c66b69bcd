// Package published finds out how a site makes its addresses: where in an address the
// slug is, what surrounds it, which words are left out of it, and how long it may be.
//
// A [Pattern] says where the slug is. [Patterns] finds the patterns that addresses of a
// site may have, by comparing them with their headlines. [SkippedWords] and
// [LengthLimit] infer the options of a slugger from the slugs.
package published

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/address"
)

// A kind of part of a pattern.
type kind uint8

const (
	literal kind = iota
	section      // segments of the path, as many as there are, or one word before an ID
	date         // 2026/11/14, 2026/11, 2026, 2026-11-14, 20261114, 14-11-2026
	id           // digits, or letters and digits
	number       // the number of a slug that was taken, with its separator, if there is one
)

// names are the kinds as patterns write them.
var names = [...]string{section: "{section}", date: "{date}", id: "{id}", number: "{n}"}

const slugName = "{slug}"

type part struct {
	kind kind
	text string // of a literal; the separator of a number
}

// A Pattern says where in an address the slug is. Its text form is a path in which
// {slug}, {section}, {date}, {id} and {n} stand for what differs from one address to
// another. The empty pattern is {slug} alone. Slashes at both ends do not matter.
type Pattern struct {
	dirs  [][]part // the segments before that of the slug
	lead  []part   // the part of the slug's segment before the slug
	trail []part   // what follows the slug
	valid bool
	limit int // the largest number that {n} stands for; 0 if it is not known
}

// Numbered reports whether the pattern has an {n}.
func (p Pattern) Numbered() bool {
	return slices.ContainsFunc(p.trail, func(t part) bool { return t.kind == number })
}

// UpTo returns the pattern with an {n} of at most limit; if limit is 0, of at most three
// digits.
func (p Pattern) UpTo(limit int) Pattern {
	p.limit = limit
	return p
}

// Parse reads the text form of a pattern. A pattern without {slug}, with two, or with a
// {section} after it matches no address.
func Parse(text string) Pattern {
	if text == "" {
		text = slugName
	}
	before, after, ok := strings.Cut(strings.Trim(text, "/"), slugName)
	if !ok || strings.Contains(after, slugName) || strings.Contains(after, names[section]) {
		return Pattern{}
	}
	p := Pattern{valid: true, trail: parts(after)}
	if i := strings.LastIndexByte(before, '/'); i >= 0 {
		for unit := range strings.SplitSeq(before[:i], "/") {
			p.dirs = append(p.dirs, parts(unit))
		}
		before = before[i+1:]
	}
	p.lead = parts(before)
	return p
}

// parts reads a piece of a pattern that does not have {slug}. A number takes the
// separator before it.
func parts(text string) []part {
	var list []part
	add := func(lit string) {
		if lit == "" {
			return
		}
		if n := len(list); n > 0 && list[n-1].kind == literal {
			list[n-1].text += lit
			return
		}
		list = append(list, part{literal, lit})
	}
next:
	for text != "" {
		i := strings.IndexByte(text, '{')
		if i < 0 {
			break
		}
		add(text[:i])
		text = text[i:]
		for k, name := range names {
			if name == "" || !strings.HasPrefix(text, name) {
				continue
			}
			text = text[len(name):]
			p := part{kind: kind(k)}
			if n := len(list); p.kind == number && n > 0 && list[n-1].kind == literal {
				last := &list[n-1]
				p.text = last.text[len(last.text)-1:]
				if last.text = last.text[:len(last.text)-1]; last.text == "" {
					list = list[:n-1]
				}
			}
			list = append(list, p)
			continue next
		}
		add("{")
		text = text[1:]
	}
	add(text)
	return list
}

// A Path is the path of an address.
type Path struct {
	Text        string // decoded, without slashes at both ends
	Site        string // the last two labels of the host; "" if there is none
	first, last bool   // whether there are slashes at both ends
}

// PathOf returns the path of an address, which is a URL, with or without scheme, a path
// or a single segment, without white space around it. An address with another scheme, such
// as mailto, has no path.
func PathOf(addr string) Path {
	addr = strings.TrimSpace(addr)
	if i := strings.IndexAny(addr, "?#"); i >= 0 {
		addr = addr[:i]
	}
	site := ""
	if rest, ok := afterScheme(addr); ok {
		host := rest
		addr = ""
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			host, addr = rest[:i], rest[i:]
		}
		site = siteOf(host)
	} else if host, rest, ok := strings.Cut(addr, "/"); ok && isHost(host) {
		site, addr = siteOf(host), "/"+rest
	} else if scheme, _, ok := strings.Cut(addr, ":"); ok && isAlphas(scheme) {
		return Path{}
	}
	return Path{strings.TrimSpace(address.Key(addr)), site, strings.HasPrefix(addr, "/"), strings.HasSuffix(addr, "/")}
}

// Alone reports whether the address is a segment alone.
func (p Path) Alone() bool { return !p.first && !strings.Contains(p.Text, "/") }

// isHost reports whether the first segment of an address is a host rather than a file
// such as index.php: names joined by full stops, the last of letters that are no
// extension.
func isHost(s string) bool {
	s = strings.ToLower(s)
	if i := strings.LastIndexByte(s, ':'); i >= 0 && isNumber(s[i+1:]) {
		s = s[:i]
	}
	i := strings.LastIndexByte(s, '.')
	if i <= 0 || len(s)-i < 3 || !isAlphas(s[i+1:]) || slices.Contains(extensions, s[i+1:]) {
		return false
	}
	for name := range strings.SplitSeq(s, ".") {
		if name == "" || strings.ContainsFunc(name, func(r rune) bool { return r != '-' && (r >= utf8.RuneSelf || !inToken(byte(r))) }) {
			return false
		}
	}
	return true
}

// extensions are those of pages whose names folders may have: index.php/sport.
var extensions = []string{"asp", "aspx", "cfm", "cgi", "do", "ece", "htm", "html", "jsp", "php", "shtml", "xhtml", "xml"}

// siteOf returns the last two labels of a host, without user and port, in lower case:
// sports.exemple.ma and www.exemple.ma are one site.
func siteOf(host string) string {
	host = host[strings.LastIndexByte(host, '@')+1:]
	if i := strings.IndexByte(host, ':'); i >= 0 {
		host = host[:i]
	}
	host = strings.TrimSuffix(host, ".")
	if i := strings.LastIndexByte(host, '.'); i >= 0 {
		host = host[strings.LastIndexByte(host[:i], '.')+1:]
	}
	return strings.ToLower(host)
}

// afterScheme returns what follows the // of an absolute URL or of one without scheme.
func afterScheme(addr string) (string, bool) {
	if rest, ok := strings.CutPrefix(addr, "//"); ok {
		return rest, true
	}
	scheme, rest, ok := strings.Cut(addr, "://")
	if !ok || scheme == "" || !isAlpha(scheme[0]) {
		return "", false
	}
	for i := range len(scheme) {
		if c := scheme[i]; !isAlpha(c) && !isDigit(c) && c != '+' && c != '-' && c != '.' {
			return "", false
		}
	}
	return rest, true
}

// Match returns the slug in the text of a path, and the number that follows it if the
// pattern has one. It reports whether the path has the pattern. The slug must be one that
// a slugger can write, and no part of a date: an address whose slug would have a full
// stop, a space or an at sign has another form.
//
// Hyphens at the ends of a slug are not part of it: some systems leave one for a
// quotation mark or a space. They are if the slug also has two in a row.
//
// A path that does not have the pattern matches if its story has: that of an AMP page or
// of an index.html does.
func (p Pattern) Match(path string) (slug, n string, ok bool) {
	slug, n, ok = p.match(path, false)
	if !ok || slug == "amp" {
		for _, story := range stories(path) {
			if s, m, matches := p.match(story, false); matches {
				return s, m, true
			}
		}
	}
	return slug, n, ok
}

// MatchAny is like Match, but also matches addresses of sections and years that were not
// seen: a literal segment before the slug may be another one, as a {section} may, the
// separator of an ID may be another one, and the date of an address with an ID may be
// elsewhere. If the pattern has a date or an ID, literal segments may also be absent.
func (p Pattern) MatchAny(path string) (slug, n string, ok bool) {
	if slug, n, ok = p.Match(path); ok {
		return slug, n, ok
	}
	for _, story := range append(stories(path), path) {
		if slug, n, ok = p.match(story, true); ok {
			return slug, n, ok
		}
	}
	if undated, dated := p.undated(); dated {
		slug, n, ok = undated.match(path, true)
		if size := lastToken(slug, date); ok && size > 0 && size+1 < len(slug) {
			slug = slug[:len(slug)-size-1]
		}
	}
	return slug, n, ok
}

// stories returns the paths of the story that an AMP page or an index.html may have.
func stories(path string) []string {
	for _, end := range []string{"/amp", "/index.html", "/index.htm", "/index.php"} {
		if story, ok := strings.CutSuffix(path, end); ok {
			return []string{story}
		}
	}
	if story, ok := strings.CutSuffix(path, ".amp.html"); ok {
		return []string{story + ".html", story}
	}
	if story, ok := strings.CutSuffix(path, ".amp"); ok {
		return []string{story, story + ".html"}
	}
	if story, ok := strings.CutPrefix(path, "amp/"); ok {
		return []string{story}
	}
	return nil
}

// MatchFirst returns what the first of the patterns that a path has matches, as Match
// does. One whose slug has no ID at its ends, such as 24518-le-souk, goes before one
// whose slug does.
func MatchFirst(patterns []Pattern, path string) (slug, n string, ok bool) {
	for _, p := range patterns {
		s, m, matches := p.Match(path)
		if matches && !endsInID(s, 4) {
			return s, m, true
		}
		if matches && !ok {
			slug, n, ok = s, m, true
		}
	}
	return slug, n, ok
}

// anchored reports whether the pattern has a date or an ID, which pages other than
// stories rarely have.
func (p Pattern) anchored() bool {
	has := func(list []part) bool {
		return slices.ContainsFunc(list, func(t part) bool { return t.kind == date || t.kind == id })
	}
	return has(p.lead) || has(p.trail) || slices.ContainsFunc(p.dirs, has)
}

// isStory reports whether a slug in a folder can be that of a story: what a slugger
// writes, not a part of a date, and not the number of a page.
func isStory(dirs []string, slug string) bool {
	token := false
	for _, r := range slug {
		switch {
		case r >= utf8.RuneSelf:
			if unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError {
				return false
			}
			token = true
		case inToken(byte(r)):
			token = true
		case r != '-' && r != '_' && r != '%': // WordPress keeps underscores and escapes
			return false
		}
	}
	if !token || firstDate(slug) == len(slug) {
		return false
	}
	if n := len(dirs); n > 0 && (isDateUnit(dirs[n-1]+"/"+slug) || dirs[n-1] == "page" && isNumber(slug)) {
		return false
	}
	return true
}

// undated returns the pattern without its dates, and reports whether it has any, and an
// ID next to the slug or in its folders.
func (p Pattern) undated() (_ Pattern, dated bool) {
	q := Pattern{lead: p.lead, valid: p.valid, limit: p.limit}
	for _, unit := range p.dirs {
		if isKind(unit, date) {
			dated = true
			unit = []part{{kind: section}}
		}
		q.dirs = append(q.dirs, unit)
	}
	hasID := false
	for i, t := range p.trail {
		hasID = hasID || t.kind == id
		switch n := len(q.trail); {
		case t.kind == date && n > 0 && isSeparator(q.trail[n-1].text):
			dated = true
			q.trail = q.trail[:n-1]
		case t.kind == date:
			return q, false
		default:
			q.trail = append(q.trail, p.trail[i])
		}
	}
	return q, dated && hasID
}

func (p Pattern) match(path string, lenient bool) (slug, n string, ok bool) {
	if !p.valid {
		return "", "", false
	}
	end := len(path)
	for i := len(p.trail) - 1; i >= 0; i-- {
		switch t := p.trail[i]; t.kind {
		case literal:
			if !strings.HasSuffix(path[:end], t.text) && !(lenient && i == 0 && isSeparator(t.text) && end > 0 && isSeparator(path[end-1:end])) {
				return "", "", false
			}
			end -= len(t.text)
		case number:
			if found := p.trailingNumber(path[:end], t.text); found != "" && i == 0 {
				n = found
				end -= len(t.text) + len(found)
			}
		default:
			size := lastToken(path[:end], t.kind)
			if size == 0 {
				return "", "", false
			}
			end -= size
		}
	}
	start := strings.LastIndexByte(path[:end], '/') + 1
	dirs := units(strings.TrimSuffix(path[:start], "/"))
	if lenient && !p.matchAnyDirs(dirs) || !lenient && !matchDirs(p.dirs, dirs) {
		return "", "", false
	}
	size, ok := matchLead(p.lead, path[start:end])
	if !ok {
		return "", "", false
	}
	slug = path[start+size : end]
	if trimmed := strings.Trim(slug, "-"); !strings.Contains(trimmed, "--") {
		slug = trimmed
	}
	// A single word without the section that others have is the page of a section.
	if !isStory(dirs, slug) || len(dirs) == 0 && len(p.dirs) > 0 && !strings.Contains(slug, "-") && !p.anchored() {
		return "", "", false
	}
	return slug, n, true
}

// trailingNumber is like the function of the same name, but returns no number beyond the
// limit of the pattern, and none that follows another number: le-49-3. A year may come
// before it, and any number on a site that numbers its slugs into the hundreds.
func (p Pattern) trailingNumber(text, separator string) string {
	n := trailingNumber(text, separator)
	if n == "" || len(n) > 3 || p.limit > 0 && between(n, 0, p.limit) == 0 {
		return ""
	}
	before := text[:len(text)-len(separator)-len(n)]
	at := len(before)
	for at > 0 && inToken(before[at-1]) {
		at--
	}
	if last := before[at:]; p.limit < 100 && isNumber(last) && !isYear(last) {
		return ""
	}
	return n
}

// MaxNumber returns the largest {n} that a site with the given ones is likely to use: a
// quarter and two more than the largest of them. A number more than four times as large
// as the next one, such as 737 after 2, 3 and 4, is the headline's, unless there are at
// least three such numbers. It returns 0 if there are no numbers.
func MaxNumber(numbers []int) int {
	numbers = slices.Sorted(slices.Values(numbers))
	largest := 0
	for i, n := range numbers {
		if i > 0 && n > 4*largest && len(numbers)-i < minVotes {
			break
		}
		largest = n
	}
	if largest == 0 {
		return 0
	}
	return largest + largest/4 + 2
}

// isSeparator reports whether s is a separator of words and IDs.
func isSeparator(s string) bool { return s == "-" || s == "_" || s == "," || s == "." }

// matchLead returns the length of the beginning of text that has the given parts.
func matchLead(parts []part, text string) (size int, ok bool) {
	for _, t := range parts {
		n := 0
		switch t.kind {
		case literal:
			if strings.HasPrefix(text[size:], t.text) {
				n = len(t.text)
			}
		case number:
			continue
		default:
			n = firstToken(text[size:], t.kind)
		}
		if n == 0 {
			return 0, false
		}
		size += n
	}
	return size, true
}

// matchDirs reports whether the segments of a path have a pattern. A {section} stands for
// any number of segments.
func matchDirs(pattern [][]part, segments []string) bool {
	// The usual matching of wildcards: if the rest does not match, the last wildcard
	// takes one segment more.
	p, s, wildcard, taken := 0, 0, -1, 0
	for s < len(segments) {
		switch {
		case p < len(pattern) && isKind(pattern[p], section):
			wildcard, taken = p, s
			p++
		case p < len(pattern) && matchUnit(pattern[p], segments[s]):
			p++
			s++
		case wildcard >= 0:
			taken++
			p, s = wildcard+1, taken
		default:
			return false
		}
	}
	for p < len(pattern) && isKind(pattern[p], section) {
		p++
	}
	return p == len(pattern)
}

// matchAnyDirs reports whether the segments of a path have the dates and IDs of the
// pattern, in this order, and others only if the pattern has others. If the pattern has
// neither dates nor IDs, there must be as many segments as it has literal ones.
func (p Pattern) matchAnyDirs(segments []string) bool {
	literals, others := 0, false
	for _, unit := range p.dirs {
		if isKind(unit, literal) {
			literals++
		}
		others = others || isKind(unit, literal) || isKind(unit, section)
	}
	if len(segments) < literals && !p.anchored() {
		return false
	}
	for _, unit := range p.dirs {
		if isKind(unit, literal) || isKind(unit, section) {
			continue
		}
		i := 0
		for i < len(segments) && !matchUnit(unit, segments[i]) {
			if !others {
				return false
			}
			i++
		}
		if i == len(segments) {
			return false
		}
		segments = segments[i+1:]
	}
	return others || len(segments) == 0
}

func isKind(parts []part, k kind) bool { return len(parts) == 1 && parts[0].kind == k }

func matchUnit(pattern []part, unit string) bool {
	if isKind(pattern, date) {
		return isDateUnit(unit)
	}
	size, ok := matchLead(pattern, unit)
	return ok && size == len(unit)
}

// units splits the path of a folder at slashes. The year, month and day of a date are
// one unit.
func units(path string) []string {
	if path == "" {
		return nil
	}
	var list []string
	for unit := range strings.SplitSeq(path, "/") {
		if n := len(list); n > 0 && len(unit) <= 2 && isNumber(unit) {
			if joined := list[n-1] + "/" + unit; isDateUnit(joined) {
				list[n-1] = joined
				continue
			}
		}
		list = append(list, unit)
	}
	return list
}

// Clean reports whether a slug has no ID at its ends and no extension.
func Clean(slug string) bool {
	if strings.Contains(slug, ".") {
		return false
	}
	return len(tokens(slug)) > 0 && !endsInID(slug, 5)
}

// endsInID reports whether a slug has an ID of at least size bytes at one of its ends.
func endsInID(slug string, size int) bool {
	list := tokens(slug)
	if len(list) == 0 {
		return false
	}
	for _, t := range []span{list[0], list[len(list)-1]} {
		if word := slug[t.from:t.to]; isID(word) && likelyID(word) && len(word) >= size {
			return true
		}
	}
	return false
}
