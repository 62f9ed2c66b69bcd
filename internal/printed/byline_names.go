package printed

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/words"
)

// This file decides whether a name is that of a person, a paper or a place.

// name adds a name to the people, the agencies or, as a place, to the last person.
func (r *bylineReader) name(name []token) {
	name = bareName(name)
	if len(name) > 0 && areInitials(name) && !isKnown(name) && r.kind != ofSource && !r.isNobody(name) {
		r.person(name)
		return
	}
	if len(name) == 0 || !slices.ContainsFunc(name, func(t token) bool { return !isDateWord(t) }) || r.isNobody(name) {
		return
	}
	known := isKnown(name)
	if known && len(name) > 1 && listed(" la le les ", name[0].key) && !isCapital(name[1].text) && !r.atSource() {
		return // le point
	}
	if !known && (isSentence(name) || isRunOfWords(name)) {
		r.prose = r.prose || r.kind != ofSource || isSentence(name)
		return
	}
	tail := knownTail(name)
	switch {
	case known:
		if n := text(name); isAgency(name[0]) || strings.HasPrefix(name[0].key, "agence") {
			r.agency(trimElision(n)) // l’AFP, but L’Opinion
		} else {
			r.agency(n)
		}
	case r.kind == ofSource:
		// An unknown name does not begin with an article in lower case: la République.
		article := listed(" la le les ", name[0].text) || elidesArticle(name[0].text) && name[0].text[0] == 'l'
		if r.isSource(name) || r.anySource && isProperName(name) && !article {
			r.agency(text(name))
		}
	case isPaperWithArticle(name): // Le Lab d’Europe 1
		r.agency(text(name))
	case tail > 0 && !r.isSource(name[:len(name)-tail]) && r.isPerson(name[:len(name)-tail]):
		r.person(name[:len(name)-tail])
		r.agency(text(name[len(name)-tail:]))
	case r.aside():
		r.besides(name)
	case r.isPlaceOfLast(name):
		if r.last >= 0 && r.out.People[r.last].Place == "" {
			r.out.People[r.last].Place = text(name)
		}
	case r.isSource(name):
		r.agency(text(name))
	case r.isPerson(name):
		r.person(name)
	}
}

// isSource reports whether the words are the name of a paper or agency, given what comes
// before them. An unknown name with an article is one only where sources are printed:
// after "avec" or "source", after a slash or bar, in a parenthesis after a person.
func (r *bylineReader) isSource(name []token) bool {
	return isArabicSource(name) || isSource(name, !r.said || r.label) || !r.said && r.atSource() && isArticleName(name)
}

// atSource reports whether sources are printed here.
func (r *bylineReader) atSource() bool {
	return r.role == Contributor || r.kind == ofSource || r.barred || r.aside()
}

// bareName drops the article before an agency or acronym, and the word agence next to
// an agency.
func bareName(name []token) []token {
	if len(name) > 1 && listed(" la le les ", name[0].text) && (isAgency(name[1]) || isAcronym(name[1].text)) {
		name = name[1:]
	}
	if n := len(name); n == 2 && isAgency(name[0]) && listed(" agence agences staff ", name[1].key) {
		name = name[:1]
	}
	return name
}

// isNobody reports whether the words are printed where a name is but name nobody:
// "les bureaux de Rennes et Toulouse"; "X, agence AFP"; "Photos : DR"; "admin".
func (r *bylineReader) isNobody(name []token) bool {
	if r.towns && !isAgency(name[0]) || isMachine(name) || len(name) == 1 && listed(nobody, name[0].key) {
		return name[0].key != "agences"
	}
	if len(name) > 1 && !isCapital(name[1].text) && listed(" collaboration contenu partenariat ", name[0].key) {
		return true // collaboration spéciale
	}
	if !isKnown(name) && (isKicker(name) || len(name) == 1 && isCommonNoun(name[0])) || isArabicDesk(name) || isClub(name) {
		return true
	}
	return slices.ContainsFunc(name, func(t token) bool { return listed(" collectif collective collectifs ", t.key) })
}

// isCommonNoun reports whether a word is the abbreviation of a party, a union or a club, or
// the word for an institution without its name: CGT, Police.
func isCommonNoun(t token) bool {
	if isUpper(trimElision(t.text)) {
		return has(acronyms, t.key)
	}
	return has(institutions, t.key)
}

// besides handles words in a parenthesis after a person: a place, the paper that the
// person works for, or the name that belongs to an e-mail address.
func (r *bylineReader) besides(name []token) {
	p := &r.out.People[r.last]
	capital := isCapital(name[0].text)
	switch n := len(name); {
	case isArabicSource(name):
		r.agency(text(name))
	case p.Name == "" && p.Role == "" && !isSource(name, true) && !isPlace(name): // salma@exemple.ma (Salma Idrissi)
		p.Name = text(name)
	case p.Title == "" && slices.ContainsFunc(name, func(t token) bool { return has(institutions, t.key) }) && !isKnown(name): // CNRS
		p.Title = text(name)
	case isPlace(name) || n == 1 && capital && p.Place == "" && !isSource(name, true) && !isAcronym(name[0].text):
		if p.Place == "" {
			p.Place = text(name)
		}
	case r.isSource(name), capital && n <= 4 && isProperName(name) && (n > 1 || utf8.RuneCountInString(name[0].text) > 2):
		r.agency(text(name))
	}
}

// isPlaceOfLast reports whether the words are a place that follows a name: any single
// word after a full name, or else a place beyond doubt.
func (r *bylineReader) isPlaceOfLast(name []token) bool {
	if r.said && r.last < 0 || isArabicSource(name) {
		return false
	}
	if (r.last >= 0 || len(r.out.Agencies) > 0) && !(r.last >= 0 && r.role != r.out.People[r.last].Role) && isPlace(name) {
		return true
	}
	return len(name) == 1 && r.near && r.last >= 0 && r.out.People[r.last].Place == "" && r.role == r.out.People[r.last].Role &&
		strings.Contains(r.out.People[r.last].Name, " ") && isCapital(name[0].text) &&
		!isAcronym(name[0].text) && !isSource(name, false)
}

// isPerson reports whether the words may be the name of a person here. Words in lower case
// that nothing announces are a name only at the beginning of the line.
func (r *bylineReader) isPerson(name []token) bool {
	if (name[0].pos > r.start && !r.said || r.label) && !slices.ContainsFunc(name, func(t token) bool { return isCapital(t.text) }) {
		return false
	}
	return isPerson(name, r.said && (!r.label || len(name) == 1), r.role)
}

// isPerson reports whether the words, which are not the name of a paper, may be that
// of a person with the given role. A login is one only if a phrase announces it,
// prose never is. Three capitals may be initials, more of them must be pronounceable.
func isPerson(name []token, said bool, role string) bool {
	if first := name[0].text; listed(" la le les un une des du ", first) || elidesArticle(first) && !isCapital(first) || first[0] == 'l' && elidesArticle(first) {
		return false // "par la justice"
	}
	small, lower := 0, 0 // lower-case words: those of sentences, and all but particles
	for _, t := range name {
		if strings.ContainsAny(t.text, "0123456789=%#~\\") && (len(name) > 1 || !said) {
			return false
		}
		particle := words.French(t.key).Has(words.Particle) || listed(particles, t.key)
		if !isCapital(t.text) && words.French(t.key).Has(words.Common) && !particle {
			small++
		}
		if !isCapital(t.text) && !particle {
			lower++
		}
	}
	if len(name) > 1 {
		return small < 2 && len(name) <= 8 && (lower < 2 || !isCapital(name[0].text)) && (said || isFullName(name))
	}
	switch t := name[0]; {
	case said:
		return role == "" || role == Interviewer || isCapital(t.text) // not "Photo prétexte"
	case !isCapital(t.text), has(openers, t.key), listed(" l d des un une ", t.key), strings.Contains(t.text, "_"):
		return false
	case isAcronym(t.text):
		return utf8.RuneCountInString(t.text) < 3 || isPronounceable(t.key)
	}
	return hasVowel(name[0].key) && !elidesArticle(name[0].text)
}

// isFullName reports whether several words that no phrase announces are written as the
// name of a person: all of them with a capital, or all in lower case, except particles.
func isFullName(name []token) bool {
	if len(name) < 2 {
		return false
	}
	first, last := name[0], name[len(name)-1]
	if has(openers, first.key) && !strings.HasSuffix(first.text, ".") || words.French(last.key).Has(words.Particle) && !isCapital(last.text) {
		return false
	}
	if listed(" la le ", first.key) && (len(name) == 2 || has(institutions, name[1].key) || slices.ContainsFunc(name, func(t token) bool { return listed(" du des ", t.text) })) {
		return false // Le Maroc, La Coupe du Monde
	}
	capitals, lower := 0, 0
	upper := true // all but the first word are in capitals
	for i, t := range name {
		upper = upper && (i == 0 || isUpper(t.text))
		_, second, _ := strings.Cut(t.text, "-")
		switch {
		case isCapital(t.text), isCapital(second): // al-Kaabi
			capitals++
		case isBody(t.key):
			return false
		case strings.ContainsAny(t.text, quotes): // a nickname
		case !isName(t):
			lower++
		case capitals == 0 && listed(" la le les ", t.key):
			return false
		}
	}
	if capitals == 0 {
		return lower > 1 && len(name) < 4
	}
	foreign := isName(first) && !words.French(first.key).Has(words.Common)                                                                  // van den Berg, unlike "de la Loire"
	return (lower == 0 || lower == 1 && upper && len(name) == 2) && (capitals > 1 || !isCapital(first.text) && (len(name) == 2 || foreign)) // louis GENOT
}

func hasVowel(key string) bool { return isArabic(key) || strings.ContainsAny(key, "aeiouy") }

// person adds the person whom the words name. Somebody named twice is added once.
func (r *bylineReader) person(name []token) {
	switch first := name[0].text; { // the preposition of "avec l’aide de X et d’Anne Martin"
	case len(name) > 2 && first == "de" && r.role != "":
		name = name[1:]
	case first[0] == 'd' && r.role != "" && trimElision(first) != "":
		name = slices.Clone(name)
		name[0].text = trimElision(first)
	}
	p := Person{Name: text(name), Role: r.role}
	if last := name[len(name)-1].text; !isMonogram(last) && !areInitials(name) {
		p.Name = strings.TrimRight(p.Name, ".")
	}
	if p.Name == "" {
		return
	}
	if r.open != nil && p.Role == r.open.Role {
		p.Place, r.taken = r.open.Place, true
	}
	if i := slices.IndexFunc(r.out.People, func(q Person) bool { return q.Name == p.Name && q.Role == p.Role }); i >= 0 && len(name) > 1 {
		r.last, r.near = i, true
		return
	}
	if p.Place == "" {
		p.Place = r.town
	}
	r.out.People = append(r.out.People, p)
	r.last, r.near = len(r.out.People)-1, true
}

// isProse reports whether a line is a sentence of some length rather than a byline:
// most words are in lower case, and it begins with words that are neither a name nor
// announce one.
func isProse(list []token) bool {
	const fewest = 10
	if len(list) < fewest || list[0].sign {
		return false
	}
	small, all := 0, 0
	for _, t := range list {
		if t.sign {
			continue
		}
		all++
		if !isCapital(t.text) && !words.AllDigits(t.key) {
			small++
		}
	}
	if all < fewest || small*2 <= all {
		return false
	}
	if _, n := genre(list); n > 0 {
		return false
	}
	odd := 0 // words before the first sign or phrase that belong to no name
	for i, t := range list {
		if t.sign || conjunction(list[i:]) > 0 || listed(groups, t.key) || t.text == "à" {
			break
		}
		_, phrase := opening(list[i:])
		_, _, post := posting(list[i:])
		if phrase > 0 || post > 0 {
			break
		}
		if !isCapital(t.text) && !words.AllDigits(t.key) && !words.French(t.key).Has(words.Particle) && !isAgency(t) {
			odd++
		}
	}
	return odd > 1 || odd > 0 && all > fewest+3 && strings.HasSuffix(list[len(list)-1].text, ".")
}

// arePairs reports whether the whole line consists of names with the surname first,
// as archives file them: "Bergon, Mathilde, Le Gall, Yann".
func arePairs(list []token) bool {
	parts, length := 0, 0
	for i, t := range list {
		switch {
		case t.text == ",":
			if length == 0 {
				return false
			}
			parts, length = parts+1, 0
		case t.sign, conjunction(list[i:]) > 0:
			return false
		default:
			length++
		}
	}
	if length > 0 {
		parts++
	}
	return parts > 0 && parts%2 == 0
}

// invertedName reads a name with the surname first, and returns the number of tokens
// it takes, or 0. This is only safe if the surname is in capitals ("IDRISSI, Salma") or
// if the whole line consists of such pairs: "Denis, Didier et Guillaume" are three
// people.
func invertedName(list []token, pairs bool) (name string, n int) {
	comma := slices.IndexFunc(list, func(t token) bool { return t.sign })
	if comma < 1 || list[comma].text != "," || comma+1 >= len(list) {
		return "", 0
	}
	surname, first := list[:comma], list[comma+1]
	end := comma + 2
	if end < len(list) && list[end].text != "," && conjunction(list[end:]) == 0 && list[end].text != "(" {
		return "", 0
	}
	if len(surname) > 1 && !(len(surname) == 2 && words.French(surname[0].key).Has(words.Particle)) {
		return "", 0
	}
	capitals := true
	for _, t := range surname {
		capitals = capitals && isUpper(t.text) && !strings.ContainsAny(t.text, ".0123456789") && (utf8.RuneCountInString(t.text) > 2 || len(surname) > 1)
	}
	if !capitals && !pairs || isPlace(surname) || isKnown(surname) || isOccupation(first) {
		return "", 0
	}
	for i, t := range append([]token{first}, surname...) {
		if isAgency(t) || !isCapital(t.text) || isUpper(t.text) && (i == 0 || !capitals) || strings.ContainsAny(t.text, "@.0123456789") || isBody(t.key) {
			return "", 0
		}
	}
	if end < len(list) && list[end].text != "(" {
		end++
	}
	return first.text + " " + text(surname), end
}
