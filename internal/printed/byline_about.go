package printed

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/words"
)

// This file reads what a byline says about a person: the place, the posting, the
// title.

// atPlace reports whether a place begins here, after a name: à Rabat, au Cap, en
// Syrie, dans le Gush Etzion.
func (r *bylineReader) atPlace() bool {
	if len(r.words) == 0 && r.last < 0 || len(r.list) < 2 || r.list[1].sign {
		return false
	}
	next := r.list[1]
	switch r.list[0].text {
	case "à", "À", "au", "aux":
		return next.text[0] < '0' || next.text[0] > '9'
	case "a", "en", "in", "depuis", "من", "في", "إلى", "الى", "ب":
		return isCapital(next.text)
	case "dans":
		return next.key == "le" || next.key == "la" || next.key == "les" || elidesArticle(next.text)
	}
	return false
}

// placeFirst reads a town at the beginning of the line, before the names or a posting:
// "Rabat – Salma Idrissi", "Madrid (Espagne), correspondance".
func (r *bylineReader) placeFirst() {
	n := r.clause()
	if n > 2 && r.list[0].text == "من" { // "من الرباط محمد العلوي"
		for at := min(4, n-1); at > 1; at-- {
			if place := r.list[1:at]; isTown(place) {
				r.town, r.list = text(place), r.list[at:]
				return
			}
		}
	}
	if n == 0 || n == len(r.list) || !isTown(r.list[:n]) {
		return
	}
	place := r.list[:n]
	if p := parenthesis(r.list[n:]); p > 2 && n+p < len(r.list) && isRegion(r.list[n+1:n+p-1]) {
		n += p
		place = r.list[:n]
	}
	if n+1 >= len(r.list) {
		return
	}
	_, _, posted := posting(r.list[n+1:])
	if strings.Contains(dashes+":|", r.list[n].text) || r.list[n].text == "," && posted > 0 {
		r.town = span(r.line, place)
		r.list = r.list[n+1:]
	}
}

// readPlace reads the place of the person named before it. In Arabic, a single word
// before it is a paper, whose reporter is not named: "هسبريس من الرباط".
func (r *bylineReader) readPlace() {
	if r.list[0].text == "من" && len(r.words) == 1 && !r.said {
		r.agency(text(r.words))
		r.words = nil
		r.out.People = append(r.out.People, Person{Place: r.place()})
		r.last = len(r.out.People) - 1
		return
	}
	r.flush()
	if next := r.list[1]; !isCapital(next.text) && hasAnySuffix(next.key, "er", "ir", "re", "dre") && !has(towns, next.key) {
		r.prose = true // "à donner des leçons"
	}
	next := r.list[1].text
	place := r.place()
	if r.last >= 0 && !r.said && !isCapital(next) && !elidesArticle(next) && !strings.Contains(r.out.People[r.last].Name, " ") {
		r.prose = true // "Réservé aux abonnés"
	}
	if r.last >= 0 && r.out.People[r.last].Place == "" {
		r.out.People[r.last].Place = place
	}
}

// place reads the place after its preposition, up to a separator, a conjunction or
// another preposition, with a region in parentheses after it.
func (r *bylineReader) place() string {
	place := r.list[1:1]
	for r.list = r.list[1:]; len(r.list) > 0; r.list = r.list[1:] {
		t := r.list[0]
		if t.sign || conjunction(r.list) > 0 || listed(" avec with pour par for ", t.key) || strings.Contains(t.text, "@") ||
			len(r.list) > 1 && t.key == "le" && isNumber(r.list[1].key) {
			break
		}
		if _, ok := cutAnd(t, append(place, t), r.list[1:]); ok {
			break
		}
		place = place[:len(place)+1]
	}
	if len(place) == 0 {
		return ""
	}
	// No comma between place and name: "à Dakar Karim Benali".
	if r.open != nil && len(place) >= 3 && !slices.ContainsFunc(place, func(t token) bool { return !isCapital(t.text) }) {
		r.words = append(r.words, place[len(place)-2:]...)
		place = place[:len(place)-2]
	} else if n := parenthesis(r.list); n > 2 && isRegion(r.list[1:n-1]) {
		place = place[:len(place)+n]
		r.list = r.list[n:]
	}
	return strings.TrimRight(span(r.line, place), ".")
}

// parenthesis returns the number of tokens of the parenthesis that begins here, or 0
// if none does.
func parenthesis(list []token) int {
	if len(list) == 0 || list[0].text != "(" {
		return 0
	}
	return 1 + slices.IndexFunc(list, func(t token) bool { return t.text == ")" })
}

// post assigns a posting to the person named before it, or to everyone so far if it
// is plural. If nobody was named, it is kept for the next name.
func (r *bylineReader) post(role string, plural bool) {
	r.open = &Person{Role: role}
	if n := r.sentBy(); n > 0 {
		r.list = r.list[n:]
	}
	if len(r.list) > 1 && !r.list[0].sign && (!isCapital(r.list[0].text) || isArabic(r.list[0].text)) {
		before := r.last
		r.last = max(r.last, 0) // accept a place here even without a name before it
		if r.atPlace() {
			r.open.Place = r.place()
		}
		r.last = before
	}
	if r.last < 0 {
		r.role, r.kind, r.said = role, byPeople, true
		return
	}
	first := r.last
	if plural {
		first = 0
	}
	for i := first; i <= r.last; i++ {
		if p := &r.out.People[i]; p.Role == "" || p.Role == Contributor {
			p.Role = role
			if p.Place == "" {
				p.Place = r.open.Place
			}
		} else if plural && p.Place == "" {
			p.Place = r.open.Place // "X (texte) et Y (photos), envoyés spéciaux à Dakar"
		}
	}
	r.open = nil
}

// settle adds a posting that was not followed by a name. If part of the line is a
// sentence, only known agencies remain.
func (r *bylineReader) settle() {
	if r.prose {
		r.out.People = nil
		r.out.Agencies = slices.DeleteFunc(r.out.Agencies, func(name string) bool { return !isKnown(tokens(name)) })
		if len(r.out.Agencies) == 0 {
			r.out.Agencies = nil
		}
		return
	}
	if r.open != nil && !r.taken {
		if r.open.Place == "" {
			r.open.Place = r.town
		}
		r.out.People = append(r.out.People, *r.open)
	}
}

// sentBy reads the paper or agency whose correspondent somebody is, "de l’AFP" or "du
// Monde", and returns the number of words that it takes.
func (r *bylineReader) sentBy() int {
	of := 0 // in Arabic, nothing is between the two
	if len(r.list) > 0 && (r.list[0].key == "de" || r.list[0].key == "pour") {
		of = 1
	} else if len(r.list) == 0 || !isArabic(r.list[0].text) {
		return 0
	}
	for n := min(mostKnown, len(r.list)-of); n > 0; n-- {
		if name := r.list[of : of+n]; isKnown(name) {
			r.addAgency(trimElision(text(name)))
			return of + n
		}
	}
	return 0
}

// atTitle reports whether the title of a person begins here: a lower-case word that
// is neither an agency nor the first word of a name or date, a capitalized word for
// what somebody does, or the name of an institution.
func (r *bylineReader) atTitle() bool {
	t := r.list[0]
	if strings.Contains(t.text, "@") || isAgency(t) || listed(" agence agences ", t.key) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(t.text)
	if !unicode.IsLower(first) || isCapital(t.text) {
		return isOccupation(t) && r.clause() <= 12 && (isArabic(t.text) || !r.isName(r.list)) || r.atInstitution()
	}
	if isBody(t.key) && !isOccupation(t) { // presse régionale
		return false
	}
	if len(r.list) == 1 {
		return true
	}
	next := r.list[1]
	if _, elides := words.CutElision(next.text); elides { // de l’Académie
		return true
	}
	return !(words.French(t.key).Has(words.Particle) && (isCapital(next.text) || '0' <= next.text[0] && next.text[0] <= '9'))
}

// clause returns the number of tokens up to the next sign.
func (r *bylineReader) clause() int {
	if n := slices.IndexFunc(r.list, func(t token) bool { return t.sign }); n >= 0 {
		return n
	}
	return len(r.list)
}

// atInstitution reports whether the words up to the next sign name the institution
// that somebody belongs to: "Université de Fès", "Fondation X".
func (r *bylineReader) atInstitution() bool {
	list := r.list[:r.clause()]
	return len(list) > 1 && !isKnown(list) && slices.ContainsFunc(list, func(t token) bool { return has(institutions, t.key) })
}

// title reads the title of a person after the name, to its end: "députée de la Loire,
// porte-parole du Parti rural". A single lower-case word in parentheses is a title
// only if it is something that people do; otherwise it is a nickname.
func (r *bylineReader) title() {
	list := r.list
	n := r.titleEnd()
	r.list = r.list[n:]
	if isClause(list[:n]) {
		r.prose = true
		return
	}
	if n == 1 && len(r.parens) > 0 && !isOccupation(list[0]) {
		return
	}
	if p := &r.out.People[r.last]; p.Title == "" && n > 0 {
		p.Title = strings.TrimRight(span(r.line, list[:n]), ".")
	}
}

// titleEnd returns the number of tokens of the title that begins here.
func (r *bylineReader) titleEnd() int {
	list := r.list
	defer func() { r.list = list }()
	n := 0
	for n < len(list) {
		t := list[n]
		r.list = list[n:]
		switch {
		case t.text == "-":
		case t.text == "," || t.text == "،":
			if r.list = list[n+1:]; n == 0 || !r.titleGoesOn() {
				return n
			}
		case t.text == "(":
			end := parenthesis(r.list)
			if end < 3 || len(r.list) <= end || r.list[end].sign || isCapital(r.list[end].text) {
				return n
			}
			n += end - 1
		case strings.ContainsAny(t.text, "«“\"") && t.sign:
			end := slices.IndexFunc(r.list[1:], func(t token) bool { return strings.ContainsAny(t.text, "»”\"") && t.sign })
			if end < 0 {
				return n
			}
			n += end + 1
		case t.sign, strings.Contains(t.text, "@"):
			return n
		case conjunction(r.list) > 0 && r.isName(r.list[conjunction(r.list):]):
			return n
		case listed(" avec pour ", t.key) && n+1 < len(list) && (isKnown(list[n+1:n+2]) || t.key == "avec" && isCapital(list[n+1].text)):
			return n
		case n > 0 && strings.HasSuffix(t.text, ".") && !isMonogram(t.text) && words.Honorific(t.text) == 0 && (n+1 == len(list) || isCapital(list[n+1].text)):
			return n + 1
		}
		n++
	}
	return n
}

// isName reports whether two capitalized words, such as a name has, begin the list.
func (r *bylineReader) isName(list []token) bool {
	return len(list) > 1 && !list[0].sign && !list[1].sign && isCapital(list[0].text) && isCapital(list[1].text) &&
		!isBody(list[0].key) && !isBody(list[1].key)
}

// titleGoesOn reports whether what follows a comma is still about the same person:
// another title, or an institution.
func (r *bylineReader) titleGoesOn() bool {
	if len(r.list) == 0 || r.list[0].sign {
		return false
	}
	t := r.list[0]
	if _, n := opening(r.list); n > 0 && (!isOccupation(t) || n > 1) {
		return false
	}
	if _, _, n := posting(r.list); n > 0 || conjunction(r.list) > 0 || listed(" à au aux en a dans depuis le ", t.text) || isDateWord(t) || t.key == "toute" {
		return false
	}
	if r.atGroup() > 0 {
		return false
	}
	return r.atTitle() || r.clause() == 1 && isAcronym(t.text) && utf8.RuneCountInString(t.text) > 2 && !isKnown(r.list[:1])
}
