// Package printed reads and writes the lines that papers print around a story,
// mainly in French: bylines, datelines and picture credits.
//
// Bylines, datelines and credits share a small language: names of people and of
// agencies, with a few set phrases between them. Their common parts are in this
// file, the phrases in phrases.go. Dates are in package dates.
package printed

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/arabic"
	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/words"
)

// A token is a word, or one punctuation mark or symbol that separates words.
type token struct {
	text string // as printed, in normal form C
	key  string // lower case, without accents, elision and final full stop; for a sign the same as text
	sign bool

	pos, end int // byte offsets in the line
}

// signs are the characters that separate words wherever they occur. A hyphen does so
// only at the beginning or end of a word.
const signs = ",;:/|()[]{}<>«»\"“”„‹›•·–—―&+©…!?*،؛؟"

// dashes are the signs that end a dateline or separate the parts of a line.
const dashes = "–—―-"

// quotes open a quotation.
const quotes = "\"«“„‹"

// mostTokens bounds the work on a text that is not a byline: no byline is half as
// long.
const mostTokens = 256

// tokens splits a line into words and signs, at most mostTokens of them. Initials
// (A.B.), addresses and compounds such as AFP-Services are single words. A web
// address and an HTML tag are signs, except tags within a line (<b>), which are left
// out. Invisible characters do not separate words.
func tokens(line string) []token { return tokensBetween(nil, line) }

// tokensAndPhones does what tokens does, for a line in which telephone numbers are signs like web
// addresses. They are looked for in what mostTokens words of usual length take.
func tokensAndPhones(line string) []token {
	return tokensBetween(phones(line[:min(len(line), mostTokens*16)]), line)
}

// tokensBetween returns the tokens of a line, in which the numbers with these bounds are signs.
func tokensBetween(phones [][]int, line string) []token {
	r := tokenReader{line: line, list: make([]token, 0, min(strings.Count(line, " ")+4, mostTokens)), word: -1}
	arabicLetters := false
	for i, c := range line {
		if i < r.next {
			continue
		}
		if len(r.list) >= mostTokens {
			break
		}
		for len(phones) > 0 && phones[0][0] < i {
			phones = phones[1:]
		}
		if len(phones) > 0 && phones[0][0] == i {
			r.end(i)
			r.sign(breakSign, i, phones[0][1])
			r.next = phones[0][1]
			continue
		}
		switch {
		case unicode.IsSpace(c) || c == utf8.RuneError || unicode.IsControl(c):
			r.end(i)
		case c == zeroWidthSpace && betweenWords(line, i):
			r.end(i)
		case c >= utf8.RuneSelf && isInvisible(c):
			r.invisible = true
		case c == '<' && r.tag(i):
		case c == '+' && r.word >= 0 && i-r.word >= len("Canal") && endsWord(line[i+1:]): // Canal+
		case strings.ContainsRune(signs, c) || c == '-' && r.word < 0:
			r.end(i)
			r.sign(line[i:i+max(1, utf8.RuneLen(c))], i, i+max(1, utf8.RuneLen(c)))
		case r.word < 0:
			if end := addressEnd(line, i); end > 0 {
				r.sign(breakSign, i, end)
				r.next = end
				continue
			}
			r.word = i
		}
		arabicLetters = arabicLetters || c >= 0x600 && arabic.Is(c)
	}
	if len(r.list) < mostTokens {
		r.end(len(line))
	}
	if arabicLetters {
		r.list = joinLetters(r.list)
	}
	return r.list[:min(len(r.list), mostTokens)]
}

// breakSign is the text of the sign for a web address, a telephone number or an HTML tag.
const breakSign = "<"

type tokenReader struct {
	line      string
	list      []token
	word      int  // where the current word begins, or -1
	invisible bool // it has invisible characters
	next      int  // the end of the last tag or address
	open      bool // a tag never ends, so no other does
}

// end ends the current word, if there is one, at line[i].
func (r *tokenReader) end(i int) {
	if r.word < 0 {
		return
	}
	printed := strings.TrimRight(r.line[r.word:i], "-")
	hyphen := r.word + len(printed)
	if r.invisible {
		printed = visible(printed)
	}
	if text := letters.NFC(printed); text != "" {
		r.list = append(r.list, token{text: text, key: key(text), pos: r.word, end: hyphen})
	}
	if hyphen < i {
		r.sign("-", hyphen, hyphen+1)
	}
	r.word, r.invisible = -1, false
}

func (r *tokenReader) sign(text string, pos, end int) {
	r.list = append(r.list, token{text: text, key: text, sign: true, pos: pos, end: end})
}

// tag reads the HTML tag that begins at line[i], and reports whether one does.
func (r *tokenReader) tag(i int) bool {
	var tag html.Tag
	if r.open {
		return false
	}
	tag.Read(r.line, i, nil)
	r.open = tag.Open
	if tag.Kind == html.NoTag || tag.Open || strings.Contains(tag.Name, "@") {
		return false
	}
	r.end(i)
	switch strings.ToLower(tag.Name) {
	case "a", "abbr", "b", "em", "font", "i", "small", "span", "strong", "u": // within a name
	default:
		r.sign(breakSign, i, tag.End)
	}
	r.next = tag.End
	return true
}

// endsWord reports whether a word ends before rest.
func endsWord(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || unicode.IsSpace(r) || strings.ContainsRune(",;/)|", r)
}

// zeroWidthSpace is a place where a line may be broken. Pages have it between two words,
// and within long ones.
const zeroWidthSpace = '\u200b'

// betweenWords reports whether the zero width space at line[i] separates two words: it
// follows a lower-case letter and precedes a capital.
func betweenWords(line string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:i])
	after, _ := utf8.DecodeRuneInString(line[i+len(string(zeroWidthSpace)):])
	return (unicode.IsLower(before) || unicode.Is(unicode.Mn, before)) && unicode.IsUpper(after)
}

// isInvisible reports whether a character may occur inside a word without being seen:
// a soft hyphen, a joiner, a mark of direction.
func isInvisible(r rune) bool {
	if !unicode.Is(unicode.Cf, r) {
		return false
	}
	_, role := letters.AppendLetter(nil, r)
	return role == letters.Silent
}

// visible returns s without its invisible characters.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= utf8.RuneSelf && isInvisible(r) {
			return -1
		}
		return r
	}, s)
}

// addressEnd returns the end of the web address that begins at line[at], or 0 if none
// does.
func addressEnd(line string, at int) int {
	rest := line[at:]
	scheme := hasPrefixFold(rest, "http://") || hasPrefixFold(rest, "https://") || hasPrefixFold(rest, "www.")
	slash := -1
	if !scheme {
		if slash = strings.IndexByte(rest, '/'); slash < len("a.ma") { // exemple.ma/auteur/salma
			return 0
		}
		host := rest[:slash]
		if strings.IndexFunc(host, func(r rune) bool { return r <= ' ' || unicode.IsUpper(r) }) >= 0 || !isAddress(host) {
			return 0
		}
	}
	n := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("<>\"«»,;)]}|", r) })
	if n < 0 {
		n = len(rest)
	}
	if !scheme && (n <= slash+1 || !strings.ContainsAny(rest[slash+1:n], "/._?=-0123456789")) {
		return 0
	}
	return at + n
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// span returns the part of line that list covers, in normal form C, with single
// spaces and without invisible characters.
func span(line string, list []token) string {
	if !slices.ContainsFunc(list, func(t token) bool { return t.sign }) {
		return text(list)
	}
	s := strings.ToValidUTF8(line[list[0].pos:list[len(list)-1].end], " ")
	return letters.NFC(visible(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")))
}

// tatweel lengthens a line of Arabic letters and is not one.
const tatweel = "ـ"

// key returns a word in the form in which words are compared.
func key(word string) string {
	word = strings.TrimRight(words.Fold(word), ".'")
	if strings.Contains(word, tatweel) {
		word = strings.ReplaceAll(word, tatweel, "")
	}
	if rest := trimElision(word); rest != "" {
		return rest
	}
	return word
}

// trimElision returns word without an elided word at its beginning: AFP for l’AFP.
func trimElision(word string) string {
	rest, _ := words.CutElision(word)
	return rest
}

// isAcronym reports whether a word has two to six characters and is all capitals:
// LNT, MAP, BFMTV.
func isAcronym(word string) bool {
	n := utf8.RuneCountInString(word)
	return 2 <= n && n <= 6 && isUpper(word) && !strings.ContainsAny(word, ".-"+letters.Apostrophes)
}

// elidesArticle reports whether a word begins with an elided article: l’Opinion.
func elidesArticle(word string) bool {
	_, elides := words.CutElision(word)
	return elides && word[0]|0x20 == 'l'
}

// isUpper reports whether a word has at least one upper-case letter and no
// lower-case one.
func isUpper(word string) bool {
	return strings.IndexFunc(word, unicode.IsUpper) >= 0 && strings.IndexFunc(word, unicode.IsLower) < 0
}

// isCapital reports whether a word begins with a capital, or with a letter of a
// script without case. An elided word at its beginning is ignored.
func isCapital(word string) bool {
	r, _ := utf8.DecodeRuneInString(trimElision(word))
	return unicode.IsLetter(r) && !unicode.IsLower(r)
}

// isMonogram reports whether a word consists of up to four initials, like A.B., K.
// or L.C.-P.
func isMonogram(word string) bool {
	capitals, before := 0, false
	for i, r := range word {
		capital := unicode.IsUpper(r)
		switch {
		case capital && before: // NIH.
			return false
		case capital:
			capitals++
		case r != '.' && r != '-' || i == 0:
			return false
		}
		before = capital
	}
	return capitals <= 4 && strings.Contains(word, ".")
}

// isShortened reports whether a word is made of shortened names, each of one to three
// letters: Th.B., L.Gam., É.Co, Gr.
func isShortened(word string) bool {
	if len(word) > 24 || !strings.Contains(word, ".") {
		return false
	}
	parts := 0
	for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return r == '.' || r == '-' }) {
		first, size := utf8.DecodeRuneInString(part)
		rest := part[size:]
		if !unicode.IsUpper(first) || utf8.RuneCountInString(rest) > 2 || strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLower(r) }) >= 0 {
			return false
		}
		parts++
	}
	return 1 <= parts && parts <= 4
}

// areInitials reports whether all the words are initials or shortened names, at least
// one of them a single letter: M. Gr., Ba. C., A . H.
func areInitials(list []token) bool {
	certain := false
	for _, t := range list {
		if t.text == "." {
			continue
		}
		monogram := isMonogram(t.text)
		if !monogram && !isShortened(t.text) && utf8.RuneCountInString(t.text) > 1 {
			return false
		}
		certain = certain || monogram || strings.Count(t.text, ".") > 1 || strings.Contains(strings.TrimRight(t.text, "."), ".")
	}
	return certain
}

// isSource reports whether the words are the name of a paper, an agency or a firm
// rather than of a person: one that is known, or that is formed like one. If alone is
// true, nothing announces a person.
func isSource(list []token, alone bool) bool {
	if isKnown(list) {
		return true
	}
	first := list[0]
	if len(list) == 1 {
		return isOneWordSource(first, alone)
	}
	switch {
	case listed(" la le les ", strings.ToLower(first.text)), elidesArticle(first.text):
		return isPaperWithArticle(list)
	case !isProperName(list):
		return false
	}
	for i, t := range list {
		if isAgency(t) && !listed(surnames, t.key) && (isUpper(t.text) || i == 0) || isBody(t.key) || isAddress(t.text) {
			return true
		}
	}
	return hasNumber(list) || isEdition(list)
}

// isEdition reports whether the words are a known agency or paper and the language or country of
// one of its editions: Hespress FR, BBC Arabic.
func isEdition(list []token) bool {
	n := len(list) - 1
	last := list[n]
	return isKnown(list[:n]) && (isUpper(last.text) && listed(" ar be ca ch de dz en es fr it ma pt sn tn uk us ", last.key) ||
		isCapital(last.text) && listed(" anglais arabe arabia arabic english espanol francais french عربي عربية ", last.key))
}

// hasNumber reports whether the name of a channel or site ends or begins with a number:
// Canal 13, Media365 Sport; but not BMW Z4.
func hasNumber(list []token) bool {
	first, last := list[0], list[len(list)-1]
	return len(list) == 2 && words.AllDigits(last.key) && len(last.key) < 4 || hasDigits(list[:1]) && isOneWordSource(first, false)
}

// isInstitution reports whether the words, perhaps after an article, name an institution:
// Le Théâtre du Nord, la mairie de Fès.
func isInstitution(list []token) bool {
	at := 0
	if len(list) > 1 && !elidesArticle(list[0].text) && listed(" la le les ", list[0].key) {
		at = 1
	}
	return has(institutions, list[at].key) && len(list) > at+1 && !isSentence(list)
}

// isOneWordSource reports whether a word that is not known is formed like the name of
// a paper or site: 76actu, Infos24, LeHuffPost, lopinion.fr, L’Opinion.
func isOneWordSource(t token, alone bool) bool {
	name := strings.TrimRight(t.key, "0123456789")
	switch {
	case t.key == "" || isMonogram(t.text) || isShortened(t.text):
		return false
	case isUpper(t.text) && strings.Count(t.key, ".") > 3: // A.B.C.D.E.
		return true
	case isAddress(t.text):
		return true
	case name != t.key:
		return len(t.key)-len(name) <= 3 && (isBody(name) || has(papers, name))
	case isDigit(t.key[0]): // 76actu, but not 5G
		return utf8.RuneCountInString(strings.TrimLeft(t.key, "0123456789")) > 2
	case utf8.RuneCountInString(t.text) > 2 && isBody(t.key):
		return true
	case isPaperLike(t):
		return true
	case isAcronym(t.text):
		return !alone && utf8.RuneCountInString(t.text) > 2 && !isPronounceable(t.key)
	case innerCapital(t.text):
		last, _ := utf8.DecodeLastRuneInString(t.text)
		return isCapital(t.text) && unicode.IsLower(last) && !strings.Contains(t.text, "_")
	}
	return false
}

// isPaperLike reports whether a word is formed as names of sites and magazines are:
// Marsmag, Sahelinfo, euronews-fr, Media-Services.
func isPaperLike(t token) bool {
	head, tail, cut := strings.Cut(t.key, "-")
	if cut {
		return listed(" fr ma be ch ca dz tn com officiel ", tail) || has(papers, head) || has(papers, tail) || (isBody(tail) || isBody(head)) && isCapital(t.text)
	}
	for _, ending := range [...]string{"mag", "info", "infos", "actu", "news", "presse", "media", "medias", "hebdo", "video", "videos"} {
		if len(t.key) > len(ending)+2 && strings.HasSuffix(t.key, ending) {
			return true
		}
	}
	return false
}

// isPronounceable reports whether a word in capitals may be a name rather than an
// acronym: BOTTA, but not ONCF. Its key is enough.
func isPronounceable(key string) bool {
	vowels, run := 0, 0
	for _, r := range key {
		if strings.ContainsRune("aeiouy", r) {
			vowels, run = vowels+1, 0
		} else if run++; run > 2 {
			return false
		}
	}
	return vowels > 0 && len(key) > 3
}

// hasDigits reports whether a word has a digit.
func hasDigits(list []token) bool {
	for _, t := range list {
		if strings.ContainsAny(t.text, "0123456789") {
			return true
		}
	}
	return false
}

// innerCapital reports whether a word has a capital after its first letter, as LeHuffPost and
// PlanetVidéos do. It is meant for a name of one word only, since surnames such as McAvaney
// and BenAli follow a first name.
func innerCapital(word string) bool {
	_, size := utf8.DecodeRuneInString(word)
	rest := word[size:]
	return !isUpper(word) && !strings.ContainsAny(word, "-."+letters.Apostrophes) && strings.IndexFunc(rest, unicode.IsUpper) >= 0
}

// isAddress reports whether a word is the name of a site: lopinion.fr, BFMTV.com.
func isAddress(word string) bool {
	i := strings.LastIndexByte(word, '.')
	if i < 2 || strings.Contains(word, "@") {
		return false
	}
	suffix := word[i+1:]
	return 2 <= len(suffix) && len(suffix) <= 5 && strings.IndexFunc(suffix, func(r rune) bool { return !unicode.IsLower(r) }) < 0
}

// text returns the words as printed, with single spaces between them.
func text(list []token) string {
	var b strings.Builder
	for i, t := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
	return b.String()
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
