package markup

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/presse-go/presse/internal/html"
)

// A part is a captured part of an address, or one of its parameters.
type part struct {
	name  string
	value string // percent-decoded, unless its syntax is "raw"
	raw   string // of a parameter: as in the address
}

// parts are the captured parts of an address, in order.
type parts []part

func (p parts) get(name string) string {
	for i := range p {
		if p[i].name == name {
			return p[i].value
		}
	}
	return ""
}

// An address is a URL in normal form, split and percent-decoded, so that it can be
// compared with the rows of the table.
type address struct {
	host     string // with its port, so that no row matches an address with a port
	segments []string
	query    parts
	fragment string
	encoded  bool // the path contains an ASCII character that is percent-encoded
}

// newAddress splits link, a URL in normal form. It returns false if link is not an absolute
// http or https URL.
func newAddress(link string) (a address, ok bool) {
	_, rest, found := strings.Cut(link, "://")
	if !found || !strings.HasPrefix(link, "http") {
		return a, false
	}
	rest, fragment, _ := strings.Cut(rest, "#")
	if !strings.Contains(rest, "?") {
		rest = strings.Replace(rest, "&", "?", 1) // Flash: /v/ID&hl=fr
	}
	rest, query, _ := strings.Cut(rest, "?")
	host, path, _ := strings.Cut(rest, "/")
	a.host, a.fragment = host, unescaped(fragment)
	for i := range len(path) {
		a.encoded = a.encoded || path[i] == '%' && i+1 < len(path) && path[i+1] < '8'
	}
	if path = strings.Trim(path, "/"); path != "" {
		for segment := range strings.SplitSeq(path, "/") {
			a.segments = append(a.segments, unescaped(segment))
		}
	}
	// A second "?" and a reference escaped twice, "&amp;amp;", are common mistakes.
	for query != "" {
		pair, separator := query, byte(0)
		if i := strings.IndexAny(query, "&?"); i >= 0 {
			pair, separator = query[:i], query[i]
		}
		query = query[min(len(pair)+1, len(query)):]
		if pair == "" {
			continue
		}
		for query != "" && len(pair) < 2000 && strings.HasPrefix(pair, "pb=!") && !strings.HasPrefix(query, "pb=") && strings.Contains(query, "!") {
			// A map is a list of fields that begin with "!", and names in it may contain both.
			more := query
			if i := strings.IndexAny(query, "&?"); i >= 0 {
				more = query[:i]
			}
			pair += encodedByte(separator) + more
			if separator = 0; len(more) < len(query) {
				separator = query[len(more)]
			}
			query = query[min(len(more)+1, len(query)):]
		}
		name, value, _ := strings.Cut(strings.TrimPrefix(pair, "amp;"), "=")
		a.query = append(a.query, part{unescaped(name), unescaped(value), value})
	}
	return a, true
}

// unescaped returns s percent-decoded, or s itself if it is malformed.
func unescaped(s string) string {
	if d, err := url.QueryUnescape(s); err == nil {
		return d
	}
	return s
}

// param returns the parameter with the given name or, for a name that begins with #, the
// part of the fragment after it: "#t" is the parameter t in it, "#slide-" what follows.
func (a *address) param(name string) (p part) {
	if name[0] != '#' {
		for _, p := range a.query {
			if p.name == name && p.value != "" {
				return p
			}
		}
		return part{}
	}
	value, found := strings.CutPrefix(a.fragment, strings.TrimSuffix(name[1:], "="))
	if found && !strings.HasSuffix(name, "-") {
		value, found = strings.CutPrefix(value, "=")
	}
	if !found {
		return part{}
	}
	return part{name, value, value}
}

// match compares a with pattern, an address of a row (see player.from), and returns the
// captured parts.
func (a *address) match(pattern, hosts string) (captured parts, ok bool) {
	pattern, query, _ := strings.Cut(strings.TrimPrefix(pattern, "https://"), "?")
	host, path, _ := strings.Cut(pattern, "/")
	switch {
	case host == a.host:
	case host != "" || !hasToken(hosts, a.host):
		return nil, false
	}
	path = strings.TrimSuffix(path, "/")
	for _, segment := range a.segments {
		var want string
		switch want, path, _ = strings.Cut(path, "/"); want {
		case "*":
		case "**":
			path = "**"
		default:
			if !capture(&captured, want, segment, segment) {
				return nil, false
			}
		}
	}
	if path != "" && path != "**" {
		return nil, false
	}
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		name, want, _ := strings.Cut(pair, "=")
		p := a.param(name)
		if p.value == "" || !capture(&captured, want, p.value, p.raw) {
			return nil, false
		}
	}
	return captured, true
}

// capture compares s with pattern, whose placeholders stand for one character or more, and
// appends what they stand for. A placeholder that occurs twice stands for the same twice. One
// with a syntax stands for what has it; "raw" is the parameter as in the address.
func capture(captured *parts, pattern, s, raw string) bool {
	for {
		literal, rest, found := strings.Cut(pattern, "{")
		if !found {
			return s == literal
		}
		if s, found = strings.CutPrefix(s, literal); !found {
			return false
		}
		placeholder, rest, _ := strings.Cut(rest, "}")
		name, syntax, _ := strings.Cut(placeholder, ":")
		next, _, more := strings.Cut(rest, "{")
		var end int
		switch {
		case syntax == "raw":
			s = encoded(raw)
			end = len(s)
		case more:
			end = strings.Index(s, next)
		case strings.HasSuffix(s, next):
			end = len(s) - len(next)
		default:
			return false
		}
		if end <= 0 {
			return false
		}
		value := s[:end]
		if syntax != "" && syntax != "raw" && !valid(syntax, value) {
			return false
		}
		if known := captured.get(name); known != "" && known != value && name != "_" {
			return false
		}
		*captured = append(*captured, part{name, value, value})
		s, pattern = s[end:], rest
	}
}

// cutToken slices list, separated by white space, after its first token. It is faster than
// [strings.FieldsSeq] and may return empty tokens.
func cutToken(list string) (token, rest string) {
	for i := range len(list) {
		if html.IsSpace(list[i]) {
			return list[:i], list[i+1:]
		}
	}
	return list, ""
}

// hasToken reports whether list, separated by white space, contains token.
func hasToken(list, token string) bool {
	for word := range strings.FieldsSeq(list) {
		if word == token {
			return true
		}
	}
	return false
}

// valid reports whether v has the given syntax:
//
//	word     1 to 100 ASCII letters, digits, - and _; word11 exactly 11
//	long     a word of 15 or more
//	letters  1 to 40 ASCII letters and digits
//	words    words separated by commas
//	hex      8 to 40 hexadecimal digits
//	name     a word that may also contain full stops, but not first or two in a row
//	digits   1 to 20 digits
//	number   digits, full stops, commas and -
//	seconds  1 to 6 digits, not 0 first
//	time     the same, followed by s
//	color    %23 and six hexadecimal digits
//	host     the name of a host
//	raw      the bytes of a URL, percent-encoded, 1 to 2,000
//	=a|b     a or b
//
// The others are the syntax of one provider's ids.
func valid(syntax, v string) bool {
	n := prefixLen(syntax, v)
	if n != len(v) || n == 0 || n > 100 && syntax != "raw" {
		return false
	}
	switch syntax {
	case "word", "number":
		return true
	case "long":
		return n >= 15
	case "letters":
		return n <= 40
	case "hex":
		return n >= 8 && n <= 40
	case "words":
		return v[0] != ',' && v[n-1] != ',' && !strings.Contains(v, ",,")
	case "name":
		return v[0] != '.' && !strings.Contains(v, "..")
	case "digits":
		return n <= 20
	case "seconds":
		return n <= 6 && v[0] != '0'
	case "time":
		return strings.HasSuffix(v, "s") && valid("seconds", v[:n-1])
	case "color":
		_, err := strconv.ParseUint(strings.TrimPrefix(v, "%23"), 16, 24)
		return n == 9 && err == nil
	case "host":
		return checkHost(v)
	case "raw":
		return n <= 2000 && checkEscapes(v)
	case "video": // of YouTube
		return n == 11 && v != "videoseries" && v != "live_stream"
	case "list": // of YouTube
		return n >= 10 && n <= 64 && !strings.HasPrefix(v, "RDMM") && !strings.HasPrefix(v, "FL")
	case "page": // of Facebook, which has pages of its own
		return valid("name", v) && !hasToken("plugins dialog sharer login help ads policies", v)
	case "account": // of Instagram, which has pages of its own
		return valid("name", v) && !hasToken("share explore stories accounts direct", v)
	case "brightcove": // the number of a video or, after "ref:", the publisher's id
		id, ref := strings.CutPrefix(v, "ref:")
		return ref && valid("name", id) || valid("digits", v)
	case "secret": // of SoundCloud
		return strings.HasPrefix(v, "s-") && n > 2
	case "did": // of Bluesky: https://www.w3.org/TR/did-core/#did-syntax
		return strings.HasPrefix(v, "did:plc:") || strings.HasPrefix(v, "did:web:")
	case "ina": // letters and eight digits or more
		return n >= 9 && n <= 16 && html.IsLetter(v[0])
	case "arte": // 123456-000-A, or a collection: RC-012345
		return n >= 9 && n <= 16 && (html.IsDigit(v[0]) || strings.HasPrefix(v, "RC-"))
	}
	if words, found := strings.CutPrefix(syntax, "="); found {
		for words != "" {
			var word string
			if word, words, _ = strings.Cut(words, "|"); word == v {
				return true
			}
		}
		return false
	}
	length, err := strconv.Atoi(strings.TrimPrefix(syntax, "word"))
	return err == nil && n == length
}

// prefixLen returns the length of the longest prefix of s that consists of bytes that occur in
// values with the given syntax.
func prefixLen(syntax, s string) int {
	for i := range len(s) {
		c := s[i]
		switch {
		case html.IsDigit(c):
			continue
		case syntax == "digits", syntax == "seconds":
			return i
		case syntax == "time":
			if c != 's' {
				return i
			}
			continue
		case html.IsLetter(c) && syntax != "number" && (syntax != "hex" || c|0x20 <= 'f'):
			continue
		}
		more := "-_"
		switch syntax {
		case "letters", "hex", "ina":
			more = ""
		case "name", "page", "account", "host":
			more = "-_."
		case "words":
			more = "-_,"
		case "number":
			more = "-.,"
		case "did", "brightcove":
			more = "-_.:"
		case "color":
			more = "%"
		case "raw":
			more = "-._~!$*(),;:@/+%"
		}
		if strings.IndexByte(more, c) < 0 {
			return i
		}
	}
	return len(s)
}

// encoded returns raw, a parameter in an address, with each byte percent-encoded that values
// with the syntax "raw" lack: names on maps contain apostrophes.
func encoded(raw string) string {
	if valid("raw", raw) {
		return raw
	}
	var b strings.Builder
	for i := range len(raw) {
		if c := raw[i]; prefixLen("raw", raw[i:i+1]) == 0 || c == '%' && !checkEscapes(raw[i:min(i+3, len(raw))]) {
			b.WriteString(encodedByte(c))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// encodedByte returns c percent-encoded.
func encodedByte(c byte) string { return fmt.Sprintf("%%%02X", c) }

// checkEscapes reports whether every % in s begins a percent-encoded byte.
func checkEscapes(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == '%' {
			if _, err := strconv.ParseUint(s[i+1:min(i+3, len(s))], 16, 8); err != nil || i+2 >= len(s) {
				return false
			}
		}
	}
	return true
}

// normalised returns the value of a parameter as a frame with the given syntax writes it,
// or "" if it cannot.
func (p part) normalised(syntax string) string {
	v := p.value
	switch syntax {
	case "seconds", "time":
		v = seconds(v)
		if v != "" && syntax == "time" {
			v += "s"
		}
	case "color":
		v = "%23" + strings.TrimPrefix(v, "#")
	case "raw":
		v = encoded(p.raw)
	}
	if !valid(syntax, v) {
		return ""
	}
	return v
}

// seconds returns a time such as "90", "90.5", "90s", "1m30s", "1h2m3s" or "1:30" in whole seconds, or
// "" if it is not a time or is 0.
func seconds(v string) string {
	total, n, digits := 0, 0, 0
	if whole, fraction, found := strings.Cut(v, "."); found && onlyDigits(strings.TrimSuffix(fraction, "s")) {
		v = whole
	}
	for i := range len(v) {
		switch c := v[i]; {
		case html.IsDigit(c) && digits < 6:
			n, digits = n*10+int(c-'0'), digits+1
			continue
		case digits == 0:
			return ""
		case c == ':':
			total = (total + n) * 60
		case c == 'h':
			total += n * 3600
		case c == 'm':
			total += n * 60
		case c == 's':
			total += n
		default:
			return ""
		}
		n, digits = 0, 0
	}
	if total += n; total <= 0 || total > 999_999 {
		return ""
	}
	return strconv.Itoa(total)
}

// fill returns pattern with its placeholders replaced by captured parts. It returns false if
// one is missing or has not the syntax of the placeholder. A part in brackets is left out
// in that case.
func fill(pattern string, captured parts) (filled string, ok bool) {
	var b strings.Builder
	for {
		i := strings.IndexAny(pattern, "{[")
		if i < 0 {
			b.WriteString(pattern)
			return b.String(), true
		}
		b.WriteString(pattern[:i])
		closing := "}"
		if pattern[i] == '[' {
			closing = "]"
		}
		inside, rest, _ := strings.Cut(pattern[i+1:], closing)
		if closing == "]" {
			if s, ok := fill(inside, captured); ok {
				b.WriteString(s)
			}
		} else {
			name, syntax, _ := strings.Cut(inside, ":")
			v := captured.get(name)
			if v == "" || syntax != "" && !valid(syntax, v) {
				return "", false
			}
			b.WriteString(v)
		}
		pattern = rest
	}
}

// cutPattern returns what follows the part of s, an escaped attribute value, that the
// address of a frame with the given pattern occupies.
func cutPattern(pattern, s string) (rest string, ok bool) {
	for {
		literal, after, found := strings.Cut(pattern, "{")
		if s, ok = cutLiteral(s, literal); !ok || !found {
			return s, ok
		}
		placeholder, after, _ := strings.Cut(after, "}")
		_, syntax, _ := strings.Cut(placeholder, ":")
		n := prefixLen(syntax, s)
		if !valid(syntax, s[:n]) {
			return "", false
		}
		s, pattern = s[n:], after
	}
}

// cutLiteral is like strings.CutPrefix for s, an escaped attribute value.
func cutLiteral(s, literal string) (rest string, ok bool) {
	for {
		before, after, more := strings.Cut(literal, "&")
		if s, ok = strings.CutPrefix(s, before); !ok || !more {
			return s, ok
		}
		if s, ok = strings.CutPrefix(s, "&amp;"); !ok {
			return "", false
		}
		literal = after
	}
}

// builds reports whether src, an escaped attribute value, is a URL of p's frame as
// [player.build] returns it. It allocates nothing.
func (p *player) builds(src string) bool {
	rest, ok := cutPattern(p.frame, src)
	if !ok {
		return false
	}
	separator := "?"
	if strings.Contains(p.frame, "?") {
		separator = "&amp;"
	}
	for i := range p.keep {
		k := &p.keep[i]
		if k.from == "+" {
			if rest, ok = cutMore(k, rest, separator); !ok {
				return false
			}
			continue
		}
		after := rest
		if k.name[0] != '#' {
			if after, ok = strings.CutPrefix(after, separator); !ok {
				continue
			}
		}
		if after, ok = strings.CutPrefix(after, k.name); !ok {
			continue
		}
		if k.name[0] != '#' {
			if after, ok = strings.CutPrefix(after, "="); !ok {
				continue
			}
			separator = "&amp;"
		}
		n := prefixLen(k.syntax, after)
		if !valid(k.syntax, after[:n]) {
			return false
		}
		rest = after[n:]
	}
	return rest == ""
}

// cutMore returns what follows the parameters k at the beginning of s.
func cutMore(k *param, s, separator string) (rest string, ok bool) {
	for {
		after, ok := strings.CutPrefix(s, separator)
		if ok {
			after, ok = strings.CutPrefix(after, k.name+"=")
		}
		if !ok {
			return s, true
		}
		n := prefixLen(k.syntax, after)
		if !valid(k.syntax, after[:n]) {
			return "", false
		}
		s = after[n:]
	}
}

// build returns the URL of p's frame for an address that it has been matched with. It adds
// the parameters that are kept to captured. It returns false if a part has not the syntax
// that it must have.
func (p *player) build(a *address, captured parts) (src string, all parts, ok bool) {
	if src, ok = fill(p.frame, captured); !ok {
		return "", nil, false
	}
	separator := "?"
	if strings.Contains(p.frame, "?") {
		separator = "&"
	}
	for _, k := range p.keep {
		if k.from == "+" {
			for i, more := range a.query {
				if more.name == k.name && slices.ContainsFunc(a.query[:i], func(p part) bool { return p.name == k.name }) && valid(k.syntax, more.value) {
					src += separator + k.name + "=" + more.value
				}
			}
			continue
		}
		v := part{value: captured.get(k.name)}.normalised(k.syntax)
		for name := range strings.FieldsSeq(k.sources()) {
			if v == "" {
				v = a.param(name).normalised(k.syntax)
			}
		}
		captured = slices.DeleteFunc(captured, func(p part) bool { return p.name == k.name })
		if v == "" {
			continue
		}
		if k.name[0] == '#' {
			src += k.name + v
		} else {
			src += separator + k.name + "=" + v
			separator = "&"
		}
		captured = append(captured, part{k.name, v, v})
	}
	return src, captured, true
}

// sources returns the names of k in addresses.
func (k *param) sources() string {
	if k.from == "" {
		return k.name
	}
	return k.from
}

// An embed is what the table knows about an address.
type embed struct {
	provider *provider
	src      string // URL of the frame, not escaped
	base     string // the same without optional parameters
	page     string // URL of the page, or of the frame if there is none
	label    string
	dropped  []string // parameters of the address that the frame does not have
	row      *player  // that it was found by
	parts    parts    // of the address, with optional parameters
}

// embedHosts maps each host in the table to the providers whose rows name it.
var embedHosts = sync.OnceValue(func() map[string][]*provider {
	hosts := make(map[string][]*provider)
	for i := range providers {
		p := &providers[i]
		all := p.hosts + " " + p.wraps
		for j := range p.players {
			all += " " + p.players[j].from + " " + p.players[j].frame
		}
		for form := range strings.FieldsSeq(all) {
			host, _, _ := strings.Cut(strings.TrimPrefix(form, "https://"), "/")
			if host != "" && !slices.Contains(hosts[host], p) {
				hosts[host] = append(hosts[host], p)
			}
		}
	}
	return hosts
})

// findEmbed returns what the table knows about an address.
func findEmbed(a address) (e embed, ok bool) {
	if inner, ok := a.unwrapped(wrappers, ""); ok {
		a = inner
	}
	for _, p := range embedHosts()[a.host] {
		if e, ok := p.find(&a); ok {
			return e, true
		}
	}
	return e, false
}

// unwrapped returns the address in the parameter {url} of a, if a matches one of patterns.
func (a *address) unwrapped(patterns, hosts string) (inner address, ok bool) {
	for pattern := range strings.FieldsSeq(patterns) {
		if captured, ok := a.match(pattern, hosts); ok {
			link, reason := new(Rules).normalURL(captured.get("url"), true)
			if reason != "" {
				return inner, false
			}
			return newAddress(link)
		}
	}
	return inner, false
}

// find returns what the rows of p say about a.
func (p *provider) find(a *address) (e embed, ok bool) {
	outer := *a
	inner, wrapped := a.unwrapped(p.wraps, p.hosts)
	if wrapped {
		// The parameters of both are the player's: secret_token is in the inner, visual in
		// the outer.
		inner.query = slices.Concat(inner.query, outer.query)
		a = &inner
	}
	for i := range p.players {
		row := &p.players[i]
		forms := row.from
		for {
			form, rest, more := strings.Cut(forms, " ")
			if !more && form == "" {
				form = row.frame
			}
			forms = rest
			if captured, ok := a.match(form, p.hosts); ok {
				if src, all, ok := row.build(a, captured); ok {
					return p.embed(row, a, all, src, form), true
				}
			}
			if form == row.frame {
				break
			}
		}
	}
	return e, false
}

// address returns the address of the page for captured parts, or frame if none applies.
func (p *player) address(captured parts, frame string) string {
	for page := range strings.FieldsSeq(p.page) {
		if filled, ok := fill(page, captured); ok {
			return filled
		}
	}
	return frame
}

// embed returns the embed of a row, given the address that it was built from and the form
// that the address matched.
func (p *provider) embed(row *player, a *address, all parts, src, form string) embed {
	e := embed{provider: p, src: src, label: p.label, row: row, parts: all}
	if row.label != "" {
		e.label = row.label
	}
	e.base, _ = fill(row.frame, all)
	e.page = row.address(all, src)
	_, required, _ := strings.Cut(form, "?")
	for i := range a.query {
		name := a.query[i].name
		used := name == "" || name == "href" || name == "url" || name == "json_url"
		for pair := range strings.SplitSeq(required, "&") {
			key, _, _ := strings.Cut(pair, "=")
			used = used || key == name
		}
		for _, k := range row.keep {
			used = used || hasToken(k.sources(), name) && all.get(k.name) != ""
		}
		if !used {
			e.dropped = append(e.dropped, name)
		}
	}
	return e
}
