package printed

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/words"
)

// longestCredit is the number of tokens that a credit at the end of a caption has at
// most, and captionEnd the number of bytes at the end of a caption in which it is
// looked for.
const (
	longestCredit = 30
	captionEnd    = 600
)

// SplitCaption splits the text printed under a picture into the caption and the
// credit at its end or beginning, if there is one: "Le port de Tanger. © Karim Benali / MAP".
// Both are parts of text; only spaces, dashes, bars and brackets around them are left out.
// If there is no credit, SplitCaption returns text and "".
//
// A caption often ends with a name or a parenthesis. A credit must be marked as one,
// by © or a word such as Photo or Crédit, or be set apart and name a known agency.
func SplitCaption(text string) (caption, credit string) {
	start := max(0, len(text)-captionEnd)
	for start > 0 && start < len(text) && text[start] != ' ' {
		start++
	}
	list := tokens(text[start:])
	if start == 0 {
		if caption, credit := leadingCredit(text, list); credit != "" {
			return caption, credit
		}
	}
	for i := range list {
		inside := creditAt(text[start:], list, i)
		if inside == nil || start > 0 && i == 0 || i == 0 && creditFollows(text, list) {
			continue
		}
		at, end := start+inside[0].pos, start+inside[len(inside)-1].end
		if text[at:end] == "" {
			continue
		}
		if open := start + list[i].pos; open < at {
			at, caption = open+len(list[i].text), text[:open]
		} else {
			caption = text[:at]
			end = len(text)
		}
		return trimCaption(caption), strings.TrimSpace(text[at:end])
	}
	return text, ""
}

// creditFollows reports whether a caption that begins like a credit has another that is
// certainly one: "Photo : une berline de 1962 - Crédit : X" says what the picture shows.
func creditFollows(text string, list []token) bool {
	for i := 1; i < len(list); i++ {
		t := list[i]
		if (t.key == "credit" || t.key == "credits" || t.text == "©") && list[i-1].sign && strings.Contains(dashes+"|(", list[i-1].text) && creditAt(text, list, i) != nil {
			return true
		}
	}
	return false
}

// trimCaption drops the separators at the end of a caption.
func trimCaption(s string) string {
	return strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(dashes+"|•·,،/", r) })
}

// creditAt returns the tokens of the credit that begins at list[i] and ends the
// caption, without brackets around it, or nil if there is none.
func creditAt(text string, list []token, i int) []token {
	rest := list[i:]
	if len(rest) > longestCredit {
		return nil
	}
	if t := rest[0]; (t.text == "(" || t.text == "[") && copyrightSign(rest) == 0 {
		end := len(rest) - 1
		for end > 0 && rest[end].text == "." {
			end--
		}
		inside := rest[1:max(end, 1)]
		if !isClosing(rest[end]) || !isCredit(inside) || len(inside) == 1 && spelledOut(inside[0], list[:i]) {
			return nil
		}
		return inside
	}
	if !setApart(text, list, i) || !isCredit(rest) || endsWithCredit(rest) || i == 0 && isSubject(rest) {
		return nil
	}
	return rest
}

// endsWithCredit reports whether the words are not marked as a credit and a parenthesis at
// their end is one: "La Bourse de Casablanca (AFP)".
func endsWithCredit(list []token) bool {
	if marked(list) {
		return false
	}
	at := slices.IndexFunc(list, func(t token) bool { return t.text == "(" || t.text == "[" })
	if at < 1 {
		return false
	}
	end := len(list) - 1
	for end > 0 && list[end].text == "." {
		end--
	}
	return isClosing(list[end]) && end > at+1 && isCredit(list[at+1:end])
}

// marked reports whether a list begins with what marks a credit: ©, a label, a notice.
func marked(list []token) bool {
	return copyrightSign(list) > 0 || listed(markers, list[0].key) || noticeAt(list) > 0
}

// isSubject reports whether a text that ends with the name of an agency begins with what
// the picture shows, rather than with who took it: "Alger / AFP".
func isSubject(list []token) bool {
	if marked(list) {
		return false
	}
	n := slices.IndexFunc(list, func(t token) bool { return t.sign })
	if n < 1 {
		return false
	}
	name := list[:n]
	if isKnown(name) {
		return false
	}
	return isPlace(name) || isArticleName(name) || slices.ContainsFunc(name, func(t token) bool {
		return listed(" du des ", t.key) || t.key == "de" && isPlace(name[len(name)-1:]) || elidesArticle(t.text)
	})
}

// leadingCredit splits a text that begins with a credit, if there is one: "(© AFP) Le port",
// "© Karim Benali. Le port". It must be marked by © or, in brackets, by a label.
func leadingCredit(text string, list []token) (caption, credit string) {
	if len(list) < 3 {
		return text, ""
	}
	next := 0 // where the caption begins
	var inside []token
	if t := list[0]; (t.text == "(" || t.text == "[") && copyrightSign(list) == 0 {
		next = slices.IndexFunc(list, isClosing) + 1
		if next < 3 || !marked(list[1:next]) {
			return text, ""
		}
		inside = list[1 : next-1]
	} else if n := copyrightSign(list); n > 0 {
		end := n
		for ; end < len(list) && next == 0; end++ {
			t := list[end]
			if t.text == "." || strings.HasSuffix(t.text, ".") && words.Honorific(t.text) == 0 && !isMonogram(t.text) && !isShortened(t.text) ||
				end+1 < len(list) && strings.ContainsAny(text[t.end:list[end+1].pos], "\n\r\u2028") {
				next = end + 1
			}
		}
		inside = list[:end]
	}
	if next == 0 || next >= len(list) || len(inside) > longestCredit/2 || !isCredit(inside) || !opensSentence(list[next]) {
		return text, ""
	}
	rest := list[next:]
	if marked(rest) || isListOfNames(rest, 0) && hasSupplier(rest) {
		return text, "" // more of the credit
	}
	return strings.TrimSpace(text[list[next].pos:]), strings.TrimSpace(text[inside[0].pos:inside[len(inside)-1].end])
}

// spelledOut reports whether the words before an acronym say what it stands for, as in
// "Institut national de l’audiovisuel (INA)".
func spelledOut(acronym token, before []token) bool {
	left := strings.ReplaceAll(acronym.key, ".", "")
	for _, t := range before[max(0, len(before)-8):] {
		for part := range strings.SplitSeq(t.key, "-") {
			if part != "" && left != "" && part[0] == left[0] {
				left = left[1:]
			}
		}
	}
	return left == ""
}

// setApart reports whether something other than the sentence before it begins at
// list[i]: at the beginning, on a new line, after a dash or bar, after a sentence, or
// with a sign or word that begins a credit.
func setApart(text string, list []token, i int) bool {
	t := list[i]
	if copyrightSign(list[i:]) > 0 {
		return true
	}
	if i == 0 {
		return !t.sign
	}
	if t.sign {
		return false
	}
	before := list[i-1]
	if inCapitals(list[i:]) && !isUpper(before.text) {
		return true // "… à l’Élysée PHOTO LUDOVIC MARIN, AGENCE FRANCE-PRESSE"
	}
	switch {
	case strings.ContainsAny(text[before.end:t.pos], "\n\r\u2028"):
		return true
	case before.sign:
		return strings.Contains(dashes+"|•·/", before.text) && before.pos > 0 && (unicode.IsSpace(rune(text[before.pos-1])) || before.text == "|" || i > 1 && list[i-2].sign) ||
			strings.Contains("!?…»”\")]", before.text)
	case strings.HasSuffix(before.text, ".") && words.Honorific(before.text) == 0 && !isMonogram(before.text):
		return true
	}
	return i+1 < len(list) && list[i+1].text == ":" && isCapital(t.text) && listed(markers, t.key) ||
		i+2 < len(list) && list[i+2].text == ":" && isCapital(t.text) && listed(markers, t.key) && listed(markers, list[i+1].key)
}

// inCapitals reports whether a label and all the words after it are in capitals, as La
// Presse prints credits.
func inCapitals(list []token) bool {
	return len(list) > 2 && listed(" photo photos archives ", list[0].key) && !slices.ContainsFunc(list, func(t token) bool { return !t.sign && !isUpper(t.text) })
}

// copyrightSign returns the number of tokens of the sign © or (c) that begins the list,
// or 0.
func copyrightSign(list []token) int {
	switch {
	case len(list) > 0 && list[0].text == "©":
		return 1
	case len(list) > 2 && list[0].text == "(" && list[1].key == "c" && list[2].text == ")":
		return 3
	}
	return 0
}

// markers are the labels by which a credit is known, if a colon or a name follows.
const markers = " capture captures ecran screenshot copyright credit credits photo photos photographie photographe ph phot phs image images visuel source illustration infographie infographies dessin dessins caricature caricatures" +
	" تصوير صورة الصورة عدسة بعدسة المصدر "

// isCredit reports whether the words are a credit.
func isCredit(list []token) bool {
	if !slices.ContainsFunc(list, func(t token) bool { return !t.sign }) {
		return false
	}
	named := list // what the credit announces
	certain := false
	for n := 1; n > 0 && len(named) > 0; named = named[n:] {
		if n = copyrightSign(named); n > 0 {
			certain = true
		} else if listed(markers, named[0].key) {
			n = 1
		}
	}
	marked := len(list) - len(named)
	if marked > 0 && len(named) > 0 && named[0].text == ":" {
		named, certain = named[1:], true
	}
	if marked == 0 {
		if n := noticeAt(list); n > 0 {
			return n == len(list) || list[n].sign && isCredit(list[n+1:]) || isListOfNames(list[n:], 0)
		}
		return (isCapital(list[0].text) || isDigit(list[0].text[0]) || isKnown(list[:1])) && isListOfNames(list, 0) && hasSupplier(list)
	}
	if noticeAt(list) == len(list) {
		return true
	}
	if !slices.ContainsFunc(named, func(t token) bool { return !t.sign }) {
		return listed(" ecran screenshot ", list[len(list)-len(named)-1].key) // "Capture d’écran"
	}
	if noticeAt(named) > 0 {
		return isListOfNames(named[noticeAt(named):], 4)
	}
	if certain {
		return isListOfNames(named, 1) && !(words.French(named[0].key).Has(words.Leaning) && !isCapital(named[0].text) && !elidesArticle(named[0].text))
	}
	return isListOfNames(named, 0) && !isDate(named)
}

// isDate reports whether all the words are those of a date.
func isDate(list []token) bool {
	for _, t := range list {
		if !t.sign && !isDateWord(t) {
			return false
		}
	}
	return true
}

// noticeAt returns the number of tokens of the notice that begins the list, or 0.
func noticeAt(list []token) int {
	if len(list) == 0 || list[0].key == "" {
		return 0
	}
	for i := range notices {
		if n := matchPhrase(list, notices[i].words); n > 0 {
			return n
		}
	}
	return 0
}

// isListOfNames reports whether the words are names, with signs, small words and
// labels between them, and at most the given number of other lower-case words.
func isListOfNames(list []token, most int) bool {
	small := 0
	for i, t := range list {
		switch {
		case t.sign:
			if strings.Contains("!?…<\"«»“”", t.text) {
				return false
			}
		case strings.ContainsAny(t.text, "0123456789"):
			known := isYear(t.key) && copyrightSign(list[max(0, i-1):]) > 0 || isKnown(list[i:i+1]) || isKnown(list[i:min(i+2, len(list))]) || i > 0 && isKnown(list[i-1:i+1])
			if !known && t.text[0] != '@' && !isOneWordSource(t, false) {
				return false // a model of a car, a date
			}
		case isCapital(t.text), t.text[0] == '@', isAddress(t.text), isKnown(list[i : i+1]):
			if i > 0 && strings.HasSuffix(list[i-1].text, ".") && !list[i-1].sign && words.Honorific(list[i-1].text) == 0 &&
				!isMonogram(list[i-1].text) && !isShortened(list[i-1].text) && utf8.RuneCountInString(t.text) > 1 {
				return false // another sentence
			}
		case listed(" et de du des d la le les pour via par avec on for and von van bin ben el al sur ", t.key), listed(labels, t.key), noticeAt(list[i:]) > 0:
		default:
			if small++; small > most {
				return false
			}
		}
	}
	return true
}

// hasSupplier reports whether the list, whose parts are separated by signs, has a part
// that is a known agency or collection, or ends with one. A paper is enough only
// after a slash.
func hasSupplier(list []token) bool {
	from, slash := 0, false
	unknown := false // a part is not a known paper, so it may be somebody
	for i := 0; i <= len(list); i++ {
		if i < len(list) && !list[i].sign && list[i].key != "via" && list[i].key != "et" {
			continue
		}
		if part := list[from:i]; len(part) > 0 {
			name := string(joined(nil, part))
			unknown = unknown || !isKnown(part)
			if isKnown(part) && (slash && unknown || !has(papers, name)) && (len(part) > 1 || isUpper(part[0].text) || slash || len(list) == 1 && !listed(surnames, name)) {
				return true
			}
			if tail := knownTail(part); tail > 0 && isAgency(part[len(part)-1]) {
				return true
			}
		}
		if i < len(list) {
			slash = list[i].text == "/"
		}
		from = i + 1
	}
	return false
}
