package printed

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/presse-go/presse/internal/html"
)

var (
	// email is an address as people write them: what is on both sides of the @ is wider than
	// RFC 5322 allows unquoted, in letters of any script, and the @ may be hidden from robots: in
	// spaces, as %40, as a word in brackets. With spaces only, or with a word that is not in
	// brackets, a domain has to follow: "rédactrice at remparts.ma" is none. A handle has nothing before the @.
	email = func() *regexp.Regexp {
		const (
			char  = `[^\s@\x{FF20}\x{FE6B}()<>\[\]{},;:"“”«»|/\\%]`
			local = `(?:mailto:)?(?:"[^"@]*"|` + char + `+)`
			word  = `(?:@|\x{FF20}|\x{FE6B}|at|a|à|chez|arobase|arobas)`
			at    = `(?:[@\x{FF20}\x{FE6B}]|%40|\s*[\[({<]\s*` + word + `\s*[\])}>]\s*)`
			apart = `(?:\s*[@\x{FF20}\x{FE6B}]\s+|\s+(?:arobase|arobas)\s+)`
			dot   = `(?:\.|\s+(?:dot|point)\s+|\s*[\[({<]\s*(?:\.|dot|point)\s*[\])}>]\s*)`
			label = `[\pL\pN][\pL\pM\pN_-]*`
		)
		return regexp.MustCompile(`(?i)` + local + `(?:(` + at + label + `(?:` + dot + label + `)+|` + apart + label + `(?:` + dot + label + `)+|\s+at\s+` + label + `(?:\s+dot\s+` + label + `)+)|(?:[@\x{FF20}\x{FE6B}]|%40)` + char + `+)`)
	}()

	emptyBrackets = regexp.MustCompile(`\s*(\([\s,;:|/·•–—-]*\)|\[[\s,;:|/·•–—-]*\]|<\s*>|\{\s*\})`)
	loosePoints   = regexp.MustCompile(`\s*([,،;:|/·•–—-]\s*)+([,،;|·•–—-])|^[\s,،;:|/·•–—-]+|[\s,،;:|/·•–—©-]+$|\s+\.[\s,،;:|/·•–—.-]*$`)
	links         = regexp.MustCompile(`(?i)</?a(?:\s[^<>]*)?>`)
	invitation    = regexp.MustCompile(`(?i)(^|[\s,،;:|/·•–—(<[-])(?:(?:(?:nous |lui |m[’\x27])?(?:écrire|écrivez|ecrire|joindre|contact|contacter|contactez)(?:[ -](?:nous|moi|le|la))?|e-?mail|mail|mél|courriels?|adresse|البريد(?: الإلكتروني)?|للتواصل|راسلنا)\s*(?:à|a|sur|via|par|at|على|عبر)?|à|sur|via|chez|at|على|عبر)\s*:?\s*$`)
)

// CutEmails returns a printed line, such as a byline or a credit, without the e-mail addresses in
// it and the brackets and dashes that set them off: "Par Salma Idrissi (s.idrissi@journal.ma)".
// Character references, which WordPress (antispambot in wp-includes/formatting.php) hides
// addresses in, are read first. The domain of an address need not have a dot.
func CutEmails(line string) string {
	if !strings.Contains(line, "&") && !mayHaveEmail(line) {
		return line
	}
	if read := characters(line); read != line {
		if out := cutEmails(read); out != read {
			return out
		}
	}
	return cutEmails(line)
}

// characters returns a printed line with its character references read: Herv&eacute;,
// Herv&amp;eacute;, for which a newsroom's system escaped it once more.
func characters(line string) string {
	if !strings.Contains(line, "&") {
		return line
	}
	return html.Unescape(html.Unescape(line))
}

func cutEmails(s string) string {
	var out []byte
	start := 0
	for _, at := range email.FindAllStringIndex(s, -1) {
		if isAccountAt(s, at[0]) {
			continue
		}
		before := s[start:at[0]]
		if at := invitation.FindStringSubmatchIndex(before); at != nil {
			before = before[:at[3]] // "écrire à", which says nothing without the address
		}
		out = append(out, before...)
		start = at[1]
	}
	if start == 0 {
		return s
	}
	return tidy(string(append(out, s[start:]...)))
}

// tidy returns a line of which something was cut without what set that off: brackets, dashes, a
// link. What has no letter and no digit left is empty.
func tidy(s string) string {
	s = links.ReplaceAllLiteralString(s, "")
	s = emptyBrackets.ReplaceAllString(s, "")
	s = strings.Join(strings.Fields(loosePoints.ReplaceAllString(s, "$2")), " ")
	if at := invitation.FindStringIndex(s); at != nil && at[0] == 0 { // the text of a link
		return ""
	}
	if !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		return ""
	}
	return s
}

// HasEmail reports whether a text of any kind, HTML and JSON too, has an e-mail address that
// [CutEmails] would remove. Since "a@b" may be anything there, the domain has a dot.
func HasEmail(text string) bool {
	if strings.Contains(text, `\u0040`) { // JSON
		text = strings.ReplaceAll(text, `\u0040`, "@")
	}
	if strings.Contains(text, "&") {
		if read := html.Unescape(html.Unescape(text)); read != text && hasEmail(read) {
			return true
		}
	}
	return hasEmail(text)
}

// reach is how much text around the @ of an address is read: an address has at most 254 bytes (RFC
// 5321, section 4.5.3.1.3), and the words in it may be far apart.
const reach = 512

// hasEmail reads the text near each sign of an address only: text may be long, and the expression
// is slow.
func hasEmail(text string) bool {
	for i := 0; ; {
		n := sign(text[i:])
		if n < 0 {
			return false
		}
		i += n
		from, to := max(0, i-reach), min(len(text), i+reach)
		for _, at := range email.FindAllStringSubmatchIndex(text[from:to], -1) {
			if at[2] >= 0 && !isAccountAt(text, from+at[0]) { // the group that has a dot
				return true
			}
		}
		i = min(len(text), i+reach/2) // what follows was read with what may belong to it
	}
}

// isAccountAt reports whether what looks like an address at s[i:] is an account of the Fediverse:
// @salma@mastodon.example.
func isAccountAt(s string, i int) bool { return i > 0 && s[i-1] == '@' }

// mayHaveEmail reports whether a text has a sign of an address: most have none.
func mayHaveEmail(s string) bool { return sign(s) >= 0 }

// sign returns the index of the first thing in s that may be the @ of an address, or part of a
// word for it, -1 if there is none. Few texts have one: it looks at what is fast to find first,
// in parts of the text, so that a call near the beginning does not read it all.
func sign(s string) int {
	const part, longest = 4096, len(" dot ")
	for start := 0; start < len(s); start += part {
		end := min(len(s), start+part)
		first := -1
		for _, word := range []string{"aroba", "Aroba", "AROBA", " dot ", " Dot ", " DOT "} { // lina arobase …, lina at … dot …
			if i := strings.Index(s[start:min(len(s), end+longest)], word); i >= 0 && start+i < end {
				end = start + i
				first = end
			}
		}
		for i := start; i < end; i++ {
			if signByte[s[i]] && isSign(s, i) {
				return i
			}
		}
		if first >= 0 {
			return first
		}
	}
	return -1
}

var signByte = func() (set [256]bool) {
	for _, c := range "@%([{<" {
		set[c] = true
	}
	set[0xEF] = true
	return set
}()

// isSign reports whether s[i], one of signByte, begins what may be the @ of an address.
func isSign(s string, i int) bool {
	before, after := s[:i], s[i+1:]
	switch s[i] {
	case '@':
		return i > 0 && after != "" && isBetween(before, after)
	case '%':
		return strings.HasPrefix(after, "40")
	case 0xEF:
		return strings.HasPrefix(s[i:], "\uff20") || strings.HasPrefix(s[i:], "\ufe6b")
	}
	return inBrackets(after)
}

// isBetween reports whether an @ may be that of an address for what is before and after it. Rules
// of style, "@media", and handles have no letter before it.
func isBetween(before, after string) bool {
	switch c := after[0]; {
	case html.IsSpace(c), strings.IndexByte("])}>", c) >= 0: // lina @ gazette.example, lina (@) gazette.example
		return true
	}
	switch last := before[len(before)-1]; {
	case last == '"': // "lina b"@gazette.example, unlike "css":"@media"
		return len(before) > 1 && strings.IndexByte(":,[{(= \\", before[len(before)-2]) < 0
	case html.IsSpace(last), strings.IndexByte("@()<>[]{},;:|/\\%", last) >= 0:
		return false
	}
	return true
}

// inBrackets reports whether a word for @ and a closing bracket follow an opening one.
func inBrackets(s string) bool {
	for len(s) > 0 && html.IsSpace(s[0]) {
		s = s[1:]
	}
	for _, word := range []string{"@", "\uff20", "\ufe6b", "arobase", "arobas", "at", "chez", "à", "À", "a"} {
		if len(s) <= len(word) || s[0]|0x20 != word[0]|0x20 || !strings.EqualFold(s[:len(word)], word) {
			continue
		}
		if rest := strings.TrimLeft(s[len(word):], " \t\n\r\f"); rest != "" && strings.IndexByte("])}>", rest[0]) >= 0 {
			return true
		}
	}
	return false
}
