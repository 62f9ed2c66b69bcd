package printed

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/words"
)

// This file detects the words that are printed where a byline or a credit is, but name
// nobody: sentences, section names and the labels of a page.

// finite are forms of verbs, pronouns and negations that occur in a sentence and in no
// name.
const finite = " a-t-elle a-t-il ait annonce annoncent annoncer attend attendent aura auront avaient avait avons bat c'est ca car ce" +
	" celle celui ceux chaque comme comment devait devant disent doit doivent donc donne elle elles est etaient etait" +
	" etes etre eu eut face faire fait faut font fut gagne il ils je leur leurs lui mais malgre meme meurt mon monte n ne" +
	" ni non nos notre nous on ont ou pas perd peut peuvent plus pour prend quand que quel quelle quelles quels qui quoi" +
	" remporte s sa sans se sera serait seront ses si sommes son sont sous suis tous tout toute toutes tres trop va" +
	" veulent veut vient vive voici voila vont vos votre vous "

// kickers are the words of which kickers, section names and labels of a page are made.
const kickers = " abonnement abonnes accueil actu actualite actualites affaires agenda alerte analyse annonce annonces archive" +
	" archives argent article articles audio auto automobile avis basket billet blog blogs bourse breaking bref breves" +
	" buzz carnet carriere chronique chroniques cinema climat commentaire commentaires communication concours connexion" +
	" conso consommation contact contribution contributions copyright coronavirus couple covid-19 credit credits critique" +
	" critiques cuisine culture cyclisme debat debats decryptage defense derniere dernieres diaporama diplomatie direct" +
	" divers divertissement document documents dossier dossiers ecologie economie edition edito editorial editoriaux" +
	" education elections emploi energie enquete enquetes entreprise entreprises entretien entretiens environnement euro" +
	" evenement evenements exclusif exclusivite fait fait-divers faits faits-divers famille feuilleton finance finances" +
	" flash focus foot football formation galerie gastronomie gouvernement grand-angle high-tech histoire horoscope" +
	" humeur idees image images immobilier info infographie infos insolite insolites interview interviews invite jeux" +
	" judo justice legales libre live livre livres locales logement loisirs medias mentions menu mercato meteo mode monde" +
	" mondial musique musiques national nature necrologie news newsletter newsletters numerique opinion opinions" +
	" parlement patrimoine people petites photo photographie photos planete podcast podcasts point point-de-vue politique" +
	" portrait portraits premium presse programme programmes promo psycho publicite question questions quiz radio" +
	" reactions recettes recit recits regions religion replay reportage reportages resultats revue rubrique rugby sante" +
	" science sciences securite societe sommaire sondage source sources sport sports sujet tech technologie technologies" +
	" temoignage temoignages tennis texte textes tourisme transferts transports tribune tribunes une urgent video videos" +
	" visuel voyage voyages vue آراء أخبار اقتصاد ثقافة حوادث حوار دولية رأي رياضة سياسة عاجل فن فيديو كتاب مجتمع مستجدات" +
	" مقالات وطنية "

// commands are the words with which a page tells its readers what to do.
const commands = " abonner abonnez acceder acceptez acheter achetez afficher agrandir ajouter cliquer cliquez commander commenter" +
	" commentez connectez consulter consultez copier decouvrez decouvrir ecouter ecoutez enregistrer envoyer imprimer" +
	" inscrivez lire lisez masquer modifier partager partagez participez reagir reagissez recevez recevoir regarder" +
	" regardez rejoignez retour retrouvez s'abonner s'inscrire sauvegarder signaler suivez suivre telecharger telechargez" +
	" voir voter votez اقرأ تابع تابعونا شارك شاهد "

// acronyms are the abbreviations of parties, unions, clubs and institutions, where they
// may be taken for the initials of a person.
const acronyms = " cdt cfdt cftc cgt cnt eelv fdt ffs fln fn fo fsu lfi losc lr lrem medef modem mpr mr mrc npa ogc ol om ona onu otan" +
	" pam pcf pib pjd pps ps psg psu ptb qs rcd rn rnd rni sps sud tva udc udi ue uf ugta ugtt ump umt unsa usa usfp" +
	" utica "

// paperWords are words of the names of newspapers, by which a name with an article is
// that of a paper: Le Républicain lorrain.
const paperWords = " courrier dauphine depeche echo echos eclaireur economiste edition eveil express figaro gazette hebdo independant" +
	" journal magazine matin messager moniteur nouvelles nouvelliste observateur populaire progres quotidien reporter" +
	" republicain reveil telegramme tribune voix "

// openers are words that open a sentence or a headline and no name.
const openers = " a apres aupres aux avant ce ces cet cette chez comment dans des deux en entre les pourquoi quand que quel quelle" +
	" quelles quels qui sans selon sous sur trois vers voici "

// isClub reports whether the words are the name of a sports club: FC Barcelone, RC Lens.
func isClub(list []token) bool {
	return len(list) > 1 && listed(" AC AS FC OGC RC SC US USM ", list[0].text) && !isUpper(list[1].text)
}

// isFiller reports whether the words fill the place of a name: Aucun, Non communiqué.
func isFiller(list []token) bool {
	return len(list) == 1 && listed(nobody, list[0].key) ||
		len(list) > 1 && listed(" aucun aucune non pas sans ", list[0].key) && listed(" auteur communique communiquee credit credite disponible fourni legende nom precise renseigne signature signe specifie ", list[len(list)-1].key)
}

// isCommand reports whether a line begins as the label of a button or link does:
// "Partager sur Facebook", "Abonnez-vous", "À lire aussi".
func isCommand(list []token) bool {
	if len(list) == 0 || list[0].sign {
		return false
	}
	t := list[0]
	if listed(" À A à ", t.text) {
		return len(list) > 1 && has(commands, list[1].key) && !isCapital(list[1].text)
	}
	verb, pronoun, _ := strings.Cut(t.key, "-")
	if pronoun == "vous" || pronoun == "nous" || pronoun == "toi" || pronoun == "moi" {
		return true
	}
	if has(commands, verb) && pronoun == "" {
		return len(list) == 1 || list[1].sign || !isCapital(list[1].text) || elidesArticle(list[1].text) || listed(" lire voir suivre suivez partager ecouter ", verb)
	}
	return len(t.key) > 5 && strings.HasSuffix(t.key, "ez") && len(list) > 1 && !list[1].sign && !isCapital(list[1].text) && !isName(list[1]) && conjunction(list[1:]) == 0
}

// particles are those of names in Dutch, German, Italian, Spanish, Portuguese and Arabic that
// are no words of French: Anne van den Berg.
const particles = " abu af bar bint das de' degli del della delle den di do e las los oum ten ter uit um umm vom y zu zum zur "

// isName reports whether a lower-case word may be part of a name.
func isName(t token) bool {
	return words.French(t.key).Has(words.Particle) || listed(particles, t.key) || listed(" alias des dit dite ", t.key) // Sophie des Prés
}

// isSentence reports whether a part of a byline has a word that only sentences have. If all
// the words are in capitals, fewer of them are certain: SON is a surname too.
func isSentence(list []token) bool {
	if len(list) > 3 && !slices.ContainsFunc(list, func(t token) bool { return !isUpper(t.text) }) {
		return slices.ContainsFunc(list, func(t token) bool { return has(clausal, t.key) || listed(" A ONT UN UNE AUX SE ", t.text) })
	}
	for _, t := range list {
		first, _ := utf8.DecodeRuneInString(t.text)
		if before, _, ok := words.CutApostrophe(t.text); ok && listed(" n s c j m ", strings.ToLower(before)) && !isCapital(t.text) {
			return true
		}
		if first >= 'a' && first <= 'z' && has(finite, t.key) {
			return true
		}
	}
	return false
}

// isRunOfWords reports whether most of the words are in lower case, as in the middle of
// a sentence.
func isRunOfWords(list []token) bool {
	lower := 0
	for _, t := range list {
		if !isCapital(t.text) && !isName(t) && !isDigit(t.text[0]) && !isAgency(t) && !isAddress(t.text) {
			lower++
		}
	}
	return lower > 2
}

// clausal are the words of finite that no title of a person has.
const clausal = " a-t-elle a-t-il c'est elle elles est etaient etait font il ils je ne sera serait seront sont va veulent veut vont vous "

// isClause reports whether the words are part of a sentence rather than the title of a
// person, which may have a relative clause or quote a book.
func isClause(list []token) bool {
	quoted := false
	for _, t := range list {
		switch {
		case t.sign && strings.ContainsAny(t.text, "«»“”\""):
			quoted = !quoted
		case quoted || t.sign:
		case has(clausal, t.key) && !isCapital(t.text):
			return true
		default:
			if before, _, ok := words.CutApostrophe(t.text); ok && listed(" n c j ", before) {
				return true
			}
		}
	}
	return false
}

// isKicker reports whether all the words are those of a kicker or of the label of a
// page: Sport, Point de vue, Faits divers.
func isKicker(list []token) bool {
	for i, t := range list {
		if !has(kickers, t.key) && !(len(list) > 1 && (i > 0 && (words.French(t.key).Has(words.Particle) || listed(" en a vos nos notre votre ", t.key)) ||
			i == 0 && listed(" la le les l nos notre votre vos une un ", t.key))) {
			return false
		}
	}
	return len(list) > 0 && !(len(list) == 1 && elidesArticle(list[0].text) && isCapital(trimElision(list[0].text)))
}

// isProperName reports whether the words are written as a name is: all of them begin with
// a capital, except small words within the name and words such as vidéo or service.
func isProperName(list []token) bool {
	capitals := 0
	for i, t := range list {
		switch {
		case t.text == ",": // MUSEUM OF FINE ARTS, BOSTON
		case t.sign:
			return false
		case isCapital(t.text), isDigit(t.text[0]), isAddress(t.text), isAgency(t), isKnown(list[i : i+1]):
			if i > 0 || !listed(" la le les ", t.key) {
				capitals++
			}
		case i < len(list)-1 && (words.French(t.key).Has(words.Particle) || listed(" et en of the and for sur aux au ", t.key)):
		case listed(groups, t.key), has(bodies, t.key):
		default:
			return false
		}
	}
	return capitals > 0
}

// isArticleName reports whether the words are an article and one or two capitalized
// words, such as the name of a paper may be: La Vie, L’Alsace.
func isArticleName(list []token) bool {
	first := list[0]
	n := len(list)
	if listed(" La Le Les LA LE LES ", first.text) {
		n--
	} else if !elidesArticle(first.text) || first.text[0] != 'L' || !isCapital(first.text) {
		return false
	}
	if n < 1 || n > 2 {
		return false
	}
	for _, t := range list[1:] {
		if !isCapital(t.text) {
			return false
		}
	}
	return true
}

// isPaperWithArticle reports whether the words, which begin with an article, are the name
// of a paper: they contain a word that such names have, or end with a known name. A
// single adjective may end it: Le Républicain lorrain.
func isPaperWithArticle(list []token) bool {
	head := list
	if len(list) == 0 || !listed(" la le les ", strings.ToLower(list[0].text)) && !(elidesArticle(list[0].text) && isCapital(list[0].text)) {
		return false
	}
	if !elidesArticle(list[0].text) {
		head = list[1:]
	}
	if len(head) == 0 || !isCapital(head[0].text) {
		return false
	}
	titled := isProperName(list)
	if n := len(list); !titled && len(head) == 2 && !has(finite, list[n-1].key) && has(paperWords, head[0].key) {
		return true
	}
	if !titled {
		return false
	}
	for n := 2; n < len(list); n++ {
		if isKnown(list[:n]) { // Le Figaro Étudiant
			return true
		}
	}
	for i, t := range head {
		if has(paperWords, t.key) || isAddress(t.text) {
			return true
		}
		if i > 0 && (isKnown(head[i:]) || has(bodies, t.key) && !has(kickers, t.key)) {
			return true
		}
	}
	return false
}
