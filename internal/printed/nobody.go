package printed

import (
	"slices"
	"strings"
	"unicode"
)

// NamesNobody reports whether a line in the place of a name has no word that may be one: "Par",
// "...", "Contributeur", "rédaction web", "avec les agences", an address of a page, a telephone
// number. What this does not know may be a name.
func NamesNobody(line string) bool { return namesNobody(line, isKicker) }

// NamesNoAgency does what NamesNobody does for a line in the place of the name of an agency,
// which words of pages may be: Sport Info.
func NamesNoAgency(line string) bool {
	return namesNobody(line, func([]token) bool { return false })
}

func namesNobody(line string, isLabel func([]token) bool) bool {
	list := tokensAndPhones(characters(line))
	for len(list) > 0 {
		n := 1
		if !list[0].sign {
			if listed(" avec with مع ", list[0].key) { // also before an article: avec les agences de presse
			} else if _, phrase := opening(list); phrase > 0 {
				n = phrase
			} else if and := conjunction(list); and > 0 {
				n = and
			} else if n = clauseEnd(list); !isNobody(list[:n], isLabel) {
				return false
			}
		}
		list = list[n:]
	}
	return true
}

// NamesNewsroom reports whether a line begins with the newsroom that prints it, or a part of it:
// "La rédaction", "Par la rédaction avec MAP", "Service sport".
func NamesNewsroom(line string) bool {
	list := tokens(characters(line))
	for len(list) > 0 && (list[0].sign || list[0].key == "par") {
		list = list[1:]
	}
	return len(list) > 0 && isNewsroom(list[:clauseEnd(list)])
}

// clauseEnd returns the number of words up to the next sign, conjunction or phrase, at least one.
func clauseEnd(list []token) int {
	for n := 1; n < len(list); n++ {
		_, phrase := opening(list[n:])
		if list[n].sign || phrase > 0 || conjunction(list[n:]) > 0 {
			return n
		}
	}
	return len(list)
}

// isNobody reports whether words, of which none is a sign, name nobody.
func isNobody(list []token, isLabel func([]token) bool) bool {
	if isKnown(list) {
		return false
	}
	if isLabel(list) || isFiller(list) || !slices.ContainsFunc(list, func(t token) bool { return strings.ContainsFunc(t.text, unicode.IsLetter) }) {
		return true
	}
	head, rest := afterArticles(list)
	switch {
	case listed(" agences agencies الوكالات وكالات ", head.key):
		return !slices.ContainsFunc(rest, func(t token) bool { return !listed(ofAgencies, t.key) })
	case listed(nobody, head.key) && !listed(" dr root test ", head.key):
		return !slices.ContainsFunc(rest, func(t token) bool { return !listed(" anonyme du externe exterieur invite invitee site web ", t.key) })
	}
	return isNewsroom(list)
}

// isNewsroom reports whether words are the newsroom or a part of it. A capitalized "Bureau" alone
// may be a name.
func isNewsroom(list []token) bool {
	head, rest := afterArticles(list)
	if listed(" هيئة أسرة طاقم فريق ", head.key) {
		return len(rest) == 1 && rest[0].key == "التحرير"
	}
	if len(rest) > 0 && isPlace(rest[len(rest)-1:]) { // La rédaction de Fès
		rest = rest[:len(rest)-1]
	}
	if !listed(newsrooms, head.key) || slices.ContainsFunc(rest, func(t token) bool { return isCapital(t.text) || !ofNewsroom(t) }) {
		return false
	}
	return len(list) > 1 || !isCapital(head.text) || listed(" desk redac redaction redactions webteam التحرير ", head.key)
}

// afterArticles returns the first word after articles and the like, and what follows it.
func afterArticles(list []token) (head token, rest []token) {
	for len(list) > 1 && listed(" d des differentes diverses l la le les nos notre plusieurs toute toutes ", list[0].key) {
		list = list[1:]
	}
	return list[0], list[1:]
}

// newsrooms are words for a newsroom or a part of it.
const newsrooms = " bureau cellule desk equipe pole redac redaction redactions service staff webteam zone التحرير "

// ofAgencies are words after "agences" that name none.
const ofAgencies = " de presse d'information information internationales locales mondiales news nationales أجنبية الأنباء أنباء دولية "

// ofNewsroom reports whether a word after "rédaction" says which part of the newsroom that is.
func ofNewsroom(t token) bool {
	return has(kickers, t.key) || has(bodies, t.key) || isName(t) || listed(" central centrale digital digitale en et numerique data ligne national nationale regional regionale ", t.key)
}
