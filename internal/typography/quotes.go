package typography

import "strings"

// A quote is an opening straight quotation mark whose end has not been found yet.
type quote struct {
	at         int
	guillemets int  // guillemets open around it
	curly      int  // “ open around it
	curlies    int  // “ before it
	foreign    bool // « or » inside it
	pairs      int  // pairs found before it
}

// A pair is an opening and a closing straight quotation mark.
type pair struct {
	open, close int
	inner       bool // inside guillemets
}

// pairQuotes turns the straight quotation marks of the line that ends before s[end] into
// guillemets, and into “ ” inside guillemets. It reports whether it did.
//
// The spaces and punctuation around a mark decide whether it opens or closes. If a mark may
// do either or neither, or if they do not pair up, the line stays as it is. There are two
// exceptions, for a quotation of several paragraphs: in a line whose marks are not nested,
// the first may close what an earlier line opened, and the last may open what a later line
// closes. Both then stay straight, as do the marks of inches and seconds.
//
// A mark with a space on its inner side opens a quotation if none is open, and otherwise
// closes it. Then all marks of the line must pair up.
//
// A quotation whose paragraphs all begin with a mark stays, to its end: if the last mark of a
// line opens a quotation, the next line stays if it begins with a mark.
//
// A pair stays if what it encloses is in another script only. The other letters are of no
// account in a line that is French.
func (t *setter) pairQuotes(s string, end int) bool {
	q := quoter{setter: t, guillemets: t.unopened(s, end)}
	spans := t.spans
	first := -1
	t.pairs = t.pairs[:0]
	for i := t.line; i < end && !q.lost; i++ {
		switch s[i] {
		case '"':
			if !spans.has(i) {
				if first < 0 {
					first = i
				}
				q.straight(s, i)
			}
		case 0xC2:
			switch {
			case strings.HasPrefix(s[i:], "«"):
				q.guillemet(+1)
			case strings.HasPrefix(s[i:], "»"):
				q.guillemet(-1)
			}
		case 0xE2:
			switch {
			case strings.HasPrefix(s[i:], "“"):
				q.curly++
				q.curlies++
			case strings.HasPrefix(s[i:], "”"):
				q.curly--
			}
		}
	}
	open := q.depth > 0
	repeats := t.unended && first >= 0 && afterSpaces(s, t.line) == first
	t.unended = open && q.depth == 1 && !q.lost
	if repeats || !t.french || q.lost || q.depth > 1 || (open || q.continued) && (q.nested || q.spaced) || open && len(t.pairs) > q.open[0].pairs {
		return false
	}
	set := false
	for _, p := range t.pairs {
		if len(t.other) > 0 && isOtherScript(s[p.open:p.close]) {
			continue
		}
		set = true
		opening, closing, rule := t.open, t.close, Guillemets
		if p.inner {
			opening, closing, rule = "“", "”", InnerQuotes
		}
		t.edit(s, p.open, afterSpaces(s, p.open+1), opening, rule)
		t.edit(s, beforeSpaces(s, p.close), p.close+1, closing, rule)
	}
	return set
}

// unopened returns the number of guillemets that the line closes without having opened
// them: the line begins inside them. If a » begins the line, it is inside one that this »
// does not close.
func (t *setter) unopened(s string, end int) int {
	if t.closing == 0 {
		return 0
	}
	depth, least := 0, 0
	if t.leading {
		depth, least = 1, -1
	}
	for i := t.line; i < end; i++ {
		if s[i] != 0xC2 || i+1 == len(s) {
			continue
		}
		switch s[i+1] {
		case 0xAB:
			depth++
		case 0xBB:
			depth--
			least = min(least, depth)
		}
	}
	if t.leading {
		return 1 - least
	}
	return -least
}

// A quoter pairs the quotation marks of one line.
type quoter struct {
	*setter
	open       [2]quote // those that are open, outermost first
	depth      int      // their number
	guillemets int      // « that are open
	curly      int      // “ that are open
	curlies    int      // “ so far
	nested     bool     // a pair inside another was found
	seen       bool     // a mark was found
	continued  bool     // the first mark closed what an earlier line opened
	spaced     bool     // a mark has a space inside: " oui "
	lost       bool     // the marks do not pair up
}

func (q *quoter) guillemet(step int) {
	q.guillemets += step
	for i := range q.depth {
		q.open[i].foreign = true
	}
}

// straight handles the straight mark at s[i].
func (q *quoter) straight(s string, i int) {
	opens, closes := shape(s, i)
	if isPrime(s, i) || q.depth == 0 && !opens && isDigit(runeBefore(s, i)) {
		return
	}
	if !opens && !closes {
		opens, closes = q.spacedShape(s, i)
	}
	first := !q.seen
	q.seen = true
	switch {
	case opens == closes, opens && isProgram(s, i):
		q.lost = true
	case opens && (q.depth == len(q.open) || q.depth+q.guillemets > 0 && afterSentence(s, i)):
		q.lost = true
	case opens:
		q.open[q.depth] = quote{at: i, guillemets: q.guillemets, curly: q.curly, curlies: q.curlies, pairs: len(q.pairs)}
		q.nested = q.nested || q.depth > 0
		q.depth++
	case q.depth == 0:
		q.lost = !first
		q.continued = true
	default:
		q.depth--
		o := q.open[q.depth]
		switch inside := afterSpaces(s, o.at+1); {
		case inside >= i, q.depth+o.guillemets > 0 && isAttributed(s, i+1):
			q.lost = true
		case inside == o.at+1 && isLone(s, i):
			q.lost = true // "Un " deux "
		}
		q.close(o, i)
	}
}

// A quotation inside another one would be the work of a missing mark if it began a
// sentence, or if its speaker followed it: "Tout va bien, a-t-il dit. "Rien ne presse",
// a-t-il ajouté. Nous verrons".

// afterSentence reports whether the opening mark at s[i] follows the end of a sentence or
// of a quotation.
func afterSentence(s string, i int) bool {
	start := beforeSpaces(s, i)
	if start == i || start == 0 {
		return false
	}
	return strings.ContainsRune(".!?…»\"", runeBefore(s, start))
}

// isAttributed reports whether the speaker of the quotation that ends before s[i] follows:
// ", a-t-il dit", ", explique le maire".
func isAttributed(s string, i int) bool {
	i = afterSpaces(s, i)
	comma := runeAt(s, i) == ','
	if comma {
		i = afterSpaces(s, i+1)
	}
	const words = 3
	rest := s[i:min(len(s), i+80)]
	for n := range words {
		word := rest
		for end, r := range rest {
			if isSpace(r) || strings.ContainsRune(",.;:!?\"»()", r) {
				word = rest[:end]
				break
			}
		}
		for _, pronoun := range [...]string{"-il", "-elle", "-on", "-ils", "-elles", "-je"} {
			if strings.HasSuffix(word, pronoun) {
				return true
			}
		}
		if n == 0 && isSaying(word, comma) {
			return true
		}
		next := afterSpaces(rest, len(word))
		if next == len(word) || next >= len(rest) {
			break
		}
		rest = rest[next:]
	}
	return false
}

// isSaying reports whether a word after a quotation is a verb that names its speaker. After
// a comma, an auxiliary is one too.
func isSaying(word string, comma bool) bool {
	switch word {
	case "a", "ont", "avait", "avaient", "s'est", "s’est", "selon":
		return comma
	case "dit", "explique", "expliquait", "déclare", "déclarait", "assure", "assurait", "confie", "confiait", "raconte", "racontait",
		"estime", "estimait", "ajoute", "ajoutait", "poursuit", "précise", "précisait", "lance", "affirme", "affirmait", "conclut",
		"souligne", "soulignait", "indique", "interroge", "témoigne", "résume", "rappelle", "répond", "réplique", "regrette", "juge", "note",
		"dénonce", "plaide", "commente", "insiste", "analyse", "écrit", "écrivait", "promet", "prévient", "reconnaît", "admet", "justifie":
		return true
	}
	return false
}

// close records the pair that begins with o and ends at s[i], unless it is one that stays
// straight: it holds guillemets or is inside “ ”, or it is the third level.
func (q *quoter) close(o quote, i int) {
	level := q.depth + o.guillemets
	if o.foreign || o.curly != 0 || q.curly != 0 || level > 1 || level == 1 && q.curlies > o.curlies {
		if q.depth == 0 {
			q.pairs = q.pairs[:o.pairs] // what is inside stays too
		}
		return
	}
	q.pairs = append(q.pairs, pair{o.at, i, level == 1})
}

// isProgram reports whether the opening mark at s[i] follows an equals sign or the name of a
// function: x = "a", print("a").
func isProgram(s string, i int) bool {
	before := s[:beforeSpaces(s, i)]
	if rest, ok := strings.CutSuffix(before, "("); ok {
		return isWord(runeBefore(rest, len(rest)))
	}
	return strings.HasSuffix(before, "=")
}

// isPrime reports whether the mark at s[i] is that of inches or seconds after feet or
// minutes: 5'10", 12' 30".
func isPrime(s string, i int) bool {
	start := i
	for start > 0 && digitAt(s, start-1) {
		start--
	}
	if start == i {
		return false
	}
	before := s[:beforeSpaces(s, start)]
	for _, sign := range [...]string{"'", "’", "′"} {
		if b, ok := strings.CutSuffix(before, sign); ok {
			return isDigit(runeBefore(b, len(b)))
		}
	}
	return false
}

// shape reports whether the straight mark at s[i] may open a quotation, and whether it may
// close one, by the characters around it.
func shape(s string, i int) (opens, closes bool) {
	const most = 3 // marks in a row
	start, end := i, i+1
	for start > 0 && s[start-1] == '"' && i-start < most {
		start--
	}
	for end < len(s) && s[end] == '"' && end-i <= most {
		end++
	}
	if end-start > most {
		return false, false
	}
	before, after := runeBefore(s, start), runeAt(s, end)
	opens = isBefore(s, start, before, after) && isContent(after) && (after != '.' || isWord(runeAt(s, end+1)) || isEllipsis(s, end))
	closes = isContentEnd(before) && isAfter(after)
	return opens, closes
}

// spacedShape is like shape for a mark with a space on its inner side, which may have one on
// its outer side too. It opens a quotation if none is open and otherwise closes it.
func (q *quoter) spacedShape(s string, i int) (opens, closes bool) {
	before, after := runeBefore(s, i), runeAt(s, i+1)
	if q.depth == 0 {
		opens = after != none && isSpace(after) && isBefore(s, i, before, after)
	} else {
		closes = before != none && isSpace(before) && isAfter(after)
	}
	q.spaced = q.spaced || opens || closes
	return opens, closes
}

// isLone reports whether the mark at s[i] has spaces on both sides and nothing after it that
// can only follow a quotation.
func isLone(s string, i int) bool {
	if beforeSpaces(s, i) == i || spaceAt(s, i+1) == 0 {
		return false
	}
	next := runeAt(s, afterSpaces(s, i+1))
	return next != none && !strings.ContainsRune(",.;:!?)»", next)
}

// isBefore reports whether r, which is before s[i], may precede an opening mark.
func isBefore(s string, i int, r, after rune) bool {
	switch r {
	case '\'', '’':
		return elided(s, i-len(string(r))) || !isLetter(runeBefore(s, i-len(string(r))))
	case ':':
		return isLetter(after)
	}
	return isSpace(r) || isInvisible(r) || strings.ContainsRune("([{«“‘-–—/*", r)
}

// isContent reports whether a quotation may begin with r.
func isContent(r rune) bool {
	if r < 0x80 {
		return r > ' ' && (isWord(r) || strings.ContainsRune("([{#@$&+.-*'/", r))
	}
	return !isSpace(r) && !strings.ContainsRune("»”’", r)
}

// isContentEnd reports whether a quotation may end with r.
func isContentEnd(r rune) bool {
	if r < 0x80 {
		return r > ' ' && (isWord(r) || strings.ContainsRune(")]}.,;:!?%$*+-/'", r))
	}
	return !isSpace(r) && !strings.ContainsRune("«“‘", r)
}

// isAfter reports whether r may follow a closing mark.
func isAfter(r rune) bool {
	return isSpace(r) || isInvisible(r) || strings.ContainsRune(")]}.,;:!?%»”…-–—/*'’", r)
}
