// Package printed reads and writes the lines that papers print around a story,
// mainly in French: bylines, datelines, picture credits and dates.
//
// Bylines, datelines and credits share a small language: names of people and of
// agencies, with a few set phrases between them. Their common parts are in this
// file, the phrases in phrases.go. Dates are in dates.go, and zone.go detects
// outdated time zone data.
package printed

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
const signs = ",;:/|()[]{}<>«»\"“”•·–—&+©…!?*"

// mostTokens bounds the work on a text that is not a byline: no byline is half as
// long.
const mostTokens = 256

// tokens splits a line into words and signs, at most mostTokens of them. Initials
// (A.B.), addresses and compounds such as AFP-Services are single words.
func tokens(line string) []token {
	list := make([]token, 0, min(strings.Count(line, " ")+4, mostTokens))
	word := -1
	end := func(i int) {
		if word >= 0 {
			printed := strings.TrimRight(line[word:i], "-")
			text, hyphen := letters.NFC(printed), word+len(printed)
			list = append(list, token{text: text, key: key(text), pos: word, end: hyphen})
			if hyphen < i {
				list = append(list, token{text: "-", key: "-", sign: true, pos: hyphen, end: hyphen + 1})
			}
			word = -1
		}
	}
	for i, r := range line {
		if len(list) >= mostTokens {
			return list
		}
		size := max(1, len(string(r)))
		switch {
		case unicode.IsSpace(r) || r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			end(i)
		case strings.ContainsRune(signs, r) || r == '-' && word < 0:
			end(i)
			list = append(list, token{text: line[i : i+size], key: line[i : i+size], sign: true, pos: i, end: i + size})
		case word < 0:
			word = i
		}
	}
	end(len(line))
	return list
}

// key returns a word in the form in which words are compared.
func key(word string) string {
	word = strings.TrimRight(words.Fold(word), ".'")
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

// The lists below are strings of words between spaces, as listed expects, so that
// nothing has to be built when a program starts.

// agencies supply papers with texts and pictures. They are listed without periods:
// A.F.P. is afp.
const agencies = " aa aap abaca abacapress adn afp afptv alamy ami anadolu angop anp ansa ap apa apanews aps apt ats avp" +
	" belga bestimage bloomberg bns ctk dpa dppi efe epa gamma getty hanslucas ians icon ina interfax irna istock" +
	" itar-tass kcs keystone kuna kyodo lana lusa magnum map maxppp mena mti myop nna ntb nurphoto panapress" +
	" panoramic pap photonews photopqr pti qna reuters rfi sana shutterstock sipa spa starface sputnik" +
	" tanjug tap tass tt unian upi wam wafa wenn wochit xinhua yonhap zuma ومع واج وات رويترز "

// bodies are words by which the name of a paper, a channel, a site, a firm or an
// institution can be recognized.
const bodies = " actu actualite actualites afrique agence agences agency archives bleu channel chaine club communication" +
	" courrier depeche diffusion echo echos edition editions express fm gazette hebdo illustrated image images info infos" +
	" inter international journal magazine mag media medias minutes multimedia network news newspaper officiel online" +
	" partenaires photo photos point politique post press presse production productions quotidien radio redaction" +
	" reporters revue service services sport sports stock studio studios tele television telegramme temps times tribune" +
	" tv video videos web webradio zap zapping" +
	" facebook instagram linkedin telegram tiktok twitter youtube" +
	" ambassade association banque conseil federation fondation gendarmerie gouvernement groupe institut ligue mairie" +
	" ministere musee office parlement police prefecture presidence societe universite wilaya "

// groups are words that begin the name of a group, not of a person: a desk, the
// correspondents, the bureaus of an agency.
const groups = " bureau bureaux cellule correspondants desk envoyes equipe equipes journalistes pole redac redaction" +
	" redactions reporters service services staff videastes webteam "

// listed reports whether a word is in a list.
func listed(list, word string) bool {
	return word != "" && strings.Contains(list, " "+word+" ")
}

// isAgency reports whether a word is the name of a known agency, with or without
// periods, article and suffix: AFP, A.F.P., l’AFP, AFP-Services.
func isAgency(t token) bool {
	name := strings.ReplaceAll(t.key, ".", "")
	if listed(agencies, name) {
		return true
	}
	head, _, cut := strings.Cut(name, "-")
	return cut && listed(agencies, head)
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

// isMonogram reports whether a word consists of up to four initials, like A.B. or K.
func isMonogram(word string) bool {
	capitals := 0
	for i, r := range word {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case r != '.' && r != '-' || i == 0:
			return false
		}
	}
	return capitals <= 4 && strings.Contains(word, ".")
}

// isSource reports whether the words are the name of a paper, an agency or a firm
// rather than of a person. If alone is true, nothing announces a person, and a
// single word is not taken for one.
func isSource(list []token, alone bool) bool {
	first := list[0]
	if len(list) == 2 && listed(agencies, first.key+list[1].key) { // Hans Lucas
		return true
	}
	for i, t := range list {
		if isAgency(t) && (i == 0 || isUpper(t.text)) || listed(bodies, t.key) ||
			strings.ContainsAny(t.text, "0123456789_") || isAddress(t.text) {
			return true
		}
	}
	if len(list) == 1 {
		switch {
		case isMonogram(first.text):
			return false
		case isAcronym(first.text):
			return alone || utf8.RuneCountInString(first.text) > 2
		case innerCapital(first.text):
			return true
		}
		return alone
	}
	// Le Matin, La Vie éco; but not LE ROUX, a surname in capitals.
	switch first.text {
	case "Le", "La", "Les", "The", "El", "le", "la", "les":
		return true
	}
	return alone && (first.key == "france" || elidesArticle(first.text))
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
