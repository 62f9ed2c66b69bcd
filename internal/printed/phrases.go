package printed

import (
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/words"
)

// A phrase introduces a part of a byline and says what the people named next did.
// Its words are keys; "…" matches up to a few words.
type phrase struct {
	words string
	role  string
	kind  phraseKind
}

type phraseKind uint8

const (
	byPeople  phraseKind = iota // "par": even a single word is a person
	withOther                   // "avec": people or agencies
	ofSource                    // "source": never people
	atDate                      // "publié le": a date follows
	ofOthers                    // "entretien avec": whoever follows did not write it
)

// phrases lists all phrases. A phrase comes before any other that is a prefix of it.
var phrases = [...]phrase{
	{"en collaboration avec", Contributor, withOther},
	{"en partenariat avec", Contributor, withOther},
	{"avec le soutien", "", ofOthers},
	{"avec appui", "", ofOthers},
	{"avec", Contributor, withOther},
	{"with", Contributor, withOther},
	{"apres", Contributor, withOther},
	{"via", Contributor, withOther},
	{"propos recueillis … par", Interviewer, byPeople},
	{"propos recueillis", Interviewer, byPeople},
	{"propos de", Interviewer, byPeople},
	{"recueillis par", Interviewer, byPeople},
	{"recueilli par", Interviewer, byPeople},
	{"genere par", "", ofOthers},
	{"generee par", "", ofOthers},
	{"generes par", "", ofOthers},
	{"genere avec", "", ofOthers},
	{"generee avec", "", ofOthers},
	{"sponsorise par", "", ofOthers},
	{"sponsorisee par", "", ofOthers},
	{"sponsorises par", "", ofOthers},
	{"offert par", "", ofOthers},
	{"parraine par", "", ofOthers},
	{"finance par", "", ofOthers},
	{"assiste par", "", ofOthers},
	{"assistee par", "", ofOthers},
	{"entretien avec", Interviewer, ofOthers},
	{"interview avec", Interviewer, ofOthers},
	{"rencontre avec", Interviewer, ofOthers},
	{"conversation avec", Interviewer, ofOthers},
	{"entretien … par", Interviewer, byPeople},
	{"interview … par", Interviewer, byPeople},
	{"interviewe par", Interviewer, byPeople},
	{"interviewee par", Interviewer, byPeople},
	{"traduit … par", Translator, byPeople},
	{"traduction … par", Translator, byPeople},
	{"traduction de", Translator, byPeople},
	{"traduction", Translator, byPeople},
	{"edite par", Editor, byPeople},
	{"edited by", Editor, byPeople},
	{"adapte par", Editor, byPeople},
	{"relu par", Editor, byPeople},
	{"texte et photos", "", byPeople},
	{"textes et photos", "", byPeople},
	{"texte et photo", "", byPeople},
	{"photos et texte", "", byPeople},
	{"photo", Photographer, byPeople},
	{"photos", Photographer, byPeople},
	{"photographe", Photographer, byPeople},
	{"photographies", Photographer, byPeople},
	{"infographie", "", byPeople},
	{"infographies", "", byPeople},
	{"infographiste", "", byPeople},
	{"illustration", "", byPeople},
	{"illustrations", "", byPeople},
	{"dessin", "", byPeople},
	{"dessins", "", byPeople},
	{"cartographie", "", byPeople},
	{"images", Videographer, withOther},
	{"video", Videographer, withOther},
	{"videos", Videographer, withOther},
	{"article", "", withOther},
	{"texte de", "", byPeople},
	{"texte", "", byPeople},
	{"textes", "", byPeople},
	{"publie le", "", atDate},
	{"mis a jour le", "", atDate},
	{"mise a jour le", "", atDate},
	{"mis a jour", "", atDate},
	{"modifie le", "", atDate},
	{"mis en ligne le", "", atDate},
	{"ecrit par", "", byPeople},
	{"redige par", "", byPeople},
	{"realise par", "", byPeople},
	{"realisee par", "", byPeople},
	{"publie par", "", byPeople},
	{"poste par", "", byPeople},
	{"mis en ligne par", "", byPeople},
	{"signe", "", byPeople},
	{"auteur", "", byPeople},
	{"auteure", "", byPeople},
	{"autrice", "", byPeople},
	{"auteurs", "", byPeople},
	{"dont", "", withOther},
	{"sources", "", ofSource},
	{"source", "", ofSource},
	{"selon", "", ofSource},
	{"reportage de", "", byPeople},
	{"enquete de", "", byPeople},
	{"chronique de", "", byPeople},
	{"tribune de", "", byPeople},
	{"analyse de", "", byPeople},
	{"par", "", byPeople},
	{"by", "", byPeople},
	{"point de vue de", "", byPeople},
	{"carte blanche a", "", byPeople},
	{"carte blanche de", "", byPeople},
	{"متابعة", "", byPeople},
	{"بقلم", "", byPeople},
	{"كتب", "", byPeople},
	{"كتبت", "", byPeople},
	{"من إعداد", "", byPeople},
	{"من اعداد", "", byPeople},
	{"إعداد", "", byPeople},
	{"اعداد", "", byPeople},
	{"تحرير", Editor, byPeople},
	{"ترجمة", Translator, byPeople},
	{"تعريب", Translator, byPeople},
	{"حاوره", Interviewer, byPeople},
	{"حاورته", Interviewer, byPeople},
	{"حاورها", Interviewer, byPeople},
	{"حاورتها", Interviewer, byPeople},
	{"أجرى الحوار", Interviewer, byPeople},
	{"أجرت الحوار", Interviewer, byPeople},
	{"تصوير", Photographer, byPeople},
	{"عدسة", Photographer, byPeople},
	{"بعدسة", Photographer, byPeople},
	{"صور", Photographer, byPeople},
	{"فيديو", Videographer, withOther},
	{"بمشاركة", Contributor, withOther},
	{"بتعاون مع", Contributor, withOther},
	{"مع", Contributor, withOther},
	{"المصدر", "", ofSource},
	{"عن", "", ofSource},
	{"pour", "", ofSource},
	{"for", "", ofSource},
}

// matchPhrase returns the number of tokens that the phrase takes at the beginning of
// list, or 0 if it does not match. list must not be empty.
func matchPhrase(list []token, keys string) int {
	if !strings.HasPrefix(keys, list[0].key) {
		return 0
	}
	n := 0
	for word := range strings.FieldsSeq(keys) {
		if word == "…" {
			for n < len(list) && n < 6 && !list[n].sign && list[n].key != "par" {
				n++
			}
			continue
		}
		if n >= len(list) || list[n].key != word {
			return 0
		}
		n++
	}
	return n
}

// mostHelp is the maximum number of words that say what the help was: "l’aimable
// collaboration exceptionnelle".
const mostHelp = 3

// help returns the number of tokens of "avec le concours de" or "avec l’aide de", in any
// words, at the beginning of list, or 0: an article and words in lower case, before "de"
// in any form.
func help(list []token) int {
	if len(list) < 4 && !(len(list) == 3 && elidesArticle(list[1].text)) || list[0].key != "avec" {
		return 0
	}
	n := 1
	if listed(" le la les ", list[n].key) {
		n++
	} else if !elidesArticle(list[n].text) {
		return 0
	}
	for start := n; n < len(list) && n <= start+mostHelp; n++ {
		switch t := list[n]; {
		case n > start && listed(" de du des ", t.key) && n+1 < len(list):
			return n + 1
		case n > start && (strings.HasPrefix(t.text, "d") || strings.HasPrefix(t.text, "D")) && trimElision(t.text) != "":
			return n // d’Anne: the name is in the same word
		case t.sign || listed(groups, t.key) || t.text != strings.ToLower(t.text) && t.text != strings.ToUpper(t.text):
			return 0
		}
	}
	return 0
}

// opening returns the phrase at the beginning of list and the number of tokens that
// it takes, including a colon, "de" or "par" after it. n is 0 if there is none.
func opening(list []token) (p phrase, n int) {
	first := list[0].key
	if first == "" {
		return phrase{}, 0
	}
	if n := help(list); n > 0 && !listed(" soutien appui ", list[1].key) && !listed(" soutien appui ", list[2].key) { // of a sponsor
		return phrase{words: "avec", role: Contributor, kind: withOther}, n
	}
	for i := range phrases {
		p := &phrases[i]
		if p.words[0] != first[0] { // true of most phrases
			continue
		}
		n := matchPhrase(list, p.words)
		if n == 0 {
			continue
		}
		for n < len(list) && (list[n].key == ":" || p.kind == byPeople && !listed(" par by بقلم ", p.words) && !isOccupation(list[0]) && (list[n].key == "de" || list[n].key == "par")) {
			n++
		}
		return *p, n
	}
	return phrase{}, 0
}

// genres are the kinds of text that a paper prints under the name of who writes it:
// "L’éditorial de X", "Une tribune de X".
const genres = " analyse article billet bloc-notes blog carnet chronique commentaire contribution critique decryptage dossier eclairage" +
	" edito editorial enquete entretien essai feuilleton grand-entretien humeur interview lettre mot note oeil opinion" +
	" papier podcast recit regard reportage revue serie synthese temoignage texte tribune "

// bareGenres are the genres that may come before a name without anything between them:
// "Synthèse R. N.".
const bareGenres = " analyse billet chronique decryptage dossier edito editorial enquete reportage synthese "

// genre reads the announcement of a text by its kind, with "de", "par" or a colon
// after it. n is the number of tokens that it takes, or 0 if there is none.
func genre(list []token) (p phrase, n int) {
	if listed(" la le les l un une ce cette notre ", list[0].key) {
		n++
	}
	article := n > 0 || elidesArticle(list[0].text)
	if n < len(list) && listed(" grand grande petit petite autre libre ", list[n].key) {
		n++
	}
	if n >= len(list) || !has(genres, list[n].key) && !has(genres, strings.TrimSuffix(list[n].key, "s")) {
		return phrase{}, 0
	}
	if list[n].key == "entretien" || list[n].key == "interview" {
		p.role = Interviewer
	}
	if n == 0 && len(list) > 2 && listed(bareGenres, list[0].key) && !listed(" de par signe ", list[1].key) && !list[1].sign && !list[2].sign && isCapital(list[1].text) && isCapital(list[2].text) {
		return p, 1
	}
	for n++; n < len(list) && n < 5 && !list[n].sign && (!isCapital(list[n].text) || isUpper(list[n].text) && isUpper(list[n-1].text)) && !listed(" de par d ", list[n].key); n++ {
	}
	if n >= len(list) {
		return phrase{}, 0
	}
	next := list[n]
	article = article || n+1 < len(list) && isCapital(list[n+1].text) // Billet de Salma Idrissi
	switch before, after, _ := words.CutApostrophe(next.text); {
	case next.key == "de" && p.role == Interviewer:
		return phrase{role: Interviewer, kind: ofOthers}, n // whoever answered
	case next.text == ":" || next.key == "par" || next.key == "de" && article:
		return p, n + 1
	case article && strings.EqualFold(before, "d") && isCapital(after):
		return p, n
	}
	return phrase{}, 0
}

// posting reads a phrase such as "de notre envoyée spéciale" or "correspondants
// permanents" at the beginning of list. n is the number of tokens that it takes, or
// 0 if there is none.
func posting(list []token) (role string, plural bool, n int) {
	if n < len(list) && (list[n].key == "de" || list[n].key == "par" || list[n].key == "من") {
		n++
	}
	if n < len(list) && (list[n].key == "notre" || list[n].key == "nos" || list[n].key == "son") {
		n++
	}
	if n >= len(list) {
		return "", false, 0
	}
	word := list[n].key
	switch strings.TrimRight(word, "es") {
	case "envoy":
		if n++; n >= len(list) || !strings.HasPrefix(list[n].key, "specia") {
			return "", false, 0
		}
		role = Envoy
	case "correspondant", "correspondanc":
		role = Correspondent
	default:
		if role = arabicPosting(word); role == "" {
			return "", false, 0
		}
	}
	for n++; n < len(list) && hasAnyPrefix(list[n].key, "permanent", "particuli", "regiona", "specia", "local", "locaux", "الخاص", "الدائم"); n++ {
	}
	return role, strings.HasSuffix(word, "s"), n
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

func hasAnySuffix(s string, suffixes ...string) bool {
	return slices.ContainsFunc(suffixes, func(p string) bool { return len(s) > len(p) && strings.HasSuffix(s, p) })
}

// isParticiple reports whether the words end in a participle, like "Dossier réalisé".
func isParticiple(list []token) bool {
	if len(list) == 0 || isCapital(list[len(list)-1].text) {
		return false
	}
	last := strings.TrimRight(strings.ToLower(list[len(list)-1].text), "es")
	return strings.HasSuffix(last, "é") || strings.HasSuffix(last, "i") || strings.HasSuffix(last, "it")
}
