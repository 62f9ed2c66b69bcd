package wordpress

import (
	"encoding/json"
	"strings"
	"sync"
	"unicode"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/php"
)

// A keyKind says what the name of a custom field, attribute or shortcode speaks of. No list
// of names can be complete: fields are named by plugins, by themes and by the desk, and a
// group of Advanced Custom Fields puts its own name before theirs. The words decide.
type keyKind uint32

const (
	kindEmbargo  keyKind = 1 << iota // embargo, "ne pas publier avant"
	kindExpiry                       // the end of a story
	kindWall                         // paywall, payant, premium
	kindRestrict                     // restricted, protected
	kindLock                         // gate, locked, where text can be shut away: blocks and shortcodes
	kindReader                       // abonnés, subscribers, logged in: few stories have such a field by chance
	kindMember                       // members, membres: a band has them too
	kindBought                       // subscription, abonnement
	kindAct                          // only, level, plan, required
	kindAccess                       // access
	kindVisible                      // visibility: to readers, or on small screens
	kindReserve                      // réservé, restriction, protégé; a nature reserve and a species too
	kindRole                         // role of a user, or of an actor
	kindFree                         // gratuit, free, public
	kindStranger                     // logged out, guests, visitors
	kindHide                         // hide, masquer
	kindNot                          // no, not, disable, exempt
	kindOther                        // message, count, price: of a wall, but not the wall
	kindPassword                     // password, mot de passe
	kindDraft                        // draft, brouillon, old content
	kindFrom                         // the beginning of a publication: it counts only if it has not come yet
	kindMayFrom                      // the same, or the release of a film, a record or a prisoner
	kindNote                         // a note of the desk
	kindTopic                        // a word with another meaning, so that the name may be about something else
)

// kindWords are the words of each kind, as presse.Fold writes them.
var kindWords = sync.OnceValue(func() map[string]keyKind {
	return wordKinds(map[keyKind]string{
		kindRestrict: "مقيد",
		kindLock:     "gate gated gates lock locked locker unlock verrou verrouille verrouiller verrouillage",
		kindReader: "abonne abonnes abonnee abonnees subscriber subscribers subscribed logged loggedin connecte connectes connectee connectees " +
			"registered inscrit inscrits patreon patron patrons memberful ccaps adherent adherents paid مدفوع مدفوعة المدفوع المدفوعة مشترك مشتركين المشتركين للمشتركين مشتركون",
		kindMember: "s2member swpm wpmem pmpro wlm mepr rcp ihc",
		kindBought: "subscription subscriptions abonnement abonnements patronage",
		kindAct: "only seulement uniquement exclusivement level levels niveau niveaux plan plans tier tiers formule formules required require requires req " +
			"requis requise obligatoire ccaps acl rule rules cap capability",
		kindAccess:  "access acces",
		kindReserve: "reserve reserves reservee reservees private prive privee prives privees",
		kindRole:    "role roles userrole userroles",
		kindFree:    "gratuit gratuite gratuits gratuitement free libre public publique مجاني مجانا",
		kindStranger: "out loggedout guest guests visitor visitors visiteur visiteurs nonmember nonmembers nonabonnes anonymous anonyme unregistered unreg " +
			"deconnecte deconnectes",
		kindHide: "hide hidden hides masque masquer cacher",
		kindNot: "no non not sans pas disable disabled desactive desactiver exempt exempte bypass ignore skip exclude excluded exclure hors unrestricted force " +
			"never jamais unprotected remove contourner",
		kindOther: "count counts nombre nb nbre total number stats stat log logs views view token key message messages msg text texte textes title titre " +
			"excerpt extrait color couleur css style template price prices prix tarif tarifs cost cout url link lien image photo logo icon icone redirect error " +
			"erreur position order email mail list liste name nom nav menu newsletter form formulaire team equipe staff board bureau bouton button cta teaser " +
			"accroche description profile profil avatar since depuis login register naturelle naturel civile chaleur parking handicap pmr design " +
			"age partnership partenariat sponsor sponsored by ad directory grid addon addons card carte comments commentaires " +
			"tablet mobile desktop screen device phone",
		kindPassword: "password passwd pass motdepasse mdp pwd secret secrets apikey",
		kindDraft:    "draft drafts brouillon brouillons autosave revision revisions",
		0: "is est a has as article articles post posts page contenu content contents story it the le la les l de des du d en au aux pour for to site web " +
			"enable enabled active activate activated activer set use mode type statut status all any in if by my mon ma who qui on date custom block " +
			"requirement option options setting settings meta field champ single full wp i am user group groups groupe groupes utilisateur utilisateurs users " +
			"audience cible offre lecture lire lecteur lecteurs reader readers read reading categorie category droit droits محتوى المحتوى مقال المقال",
	})
})

func wordKinds(lists map[keyKind]string) map[string]keyKind {
	all := make(map[string]keyKind)
	for kind, list := range lists {
		for word := range strings.FieldsSeq(list) {
			all[string(presse.Fold(word))] |= kind
		}
	}
	return all
}

// kindStems are the beginnings of words of each kind.
var kindStems = []struct {
	stem string
	kind keyKind
}{
	{"paywall", kindWall}, {"payant", kindWall}, {"premium", kindWall}, {"membersonly", kindWall}, {"membreonly", kindWall}, {"subscribersonly", kindWall},
	{"subscriberonly", kindWall}, {"abonnesonly", kindWall},
	{"restriction", kindReserve}, {"protection", kindReserve}, {"proteg", kindReserve}, {"restrict", kindRestrict}, {"restrein", kindRestrict}, {"protect", kindRestrict},
	{"member", kindMember}, {"membre", kindMember}, {"visib", kindVisible}, {"expir", kindExpiry}, {"depubl", kindExpiry}, {"unpubl", kindExpiry},
	{"dexpir", kindExpiry},
}

// nameKind returns what a name speaks of.
func nameKind(name string) keyKind {
	words := wordsOf(name)
	var kind keyKind
	known := kindWords()
	account := phrase(words).some("require", "required", "requires", "requis", "requise", "obligatoire", "only")
	for _, w := range words {
		switch known, ok := known[w]; {
		case account && contains([]string{"login", "connexion", "signin"}, w):
			kind |= kindReader
		case ok:
			kind |= known
		case strings.Contains(w, "embargo"), strings.Contains(w, "publieravant"), strings.Contains(w, "publishbefore"):
			kind |= kindEmbargo
		case strings.HasSuffix(w, "locker"):
			kind |= kindLock
		default:
			kind |= stemKind(w)
		}
	}
	return kind | phraseKind(words, kind)
}

// A phrase is the words of a name, of which some make sense only together.
type phrase []string

// some reports whether one of the words is in list.
func (p phrase) some(list ...string) bool {
	for _, w := range p {
		if contains(list, w) {
			return true
		}
	}
	return false
}

// only reports whether all words are in list.
func (p phrase) only(list ...string) bool {
	for _, w := range p {
		if !contains(list, w) {
			return false
		}
	}
	return true
}

// phraseKind returns what the words of a name speak of together. The kind is what they speak
// of one by one.
func phraseKind(words phrase, each keyKind) (kind keyKind) {
	some := words.some
	publication := some("publication", "parution", "publish", "publier", "published", "publie", "diffuser", "diffusion")
	switch {
	case publication && some("avant", "before", "after") || some("not") && some("before"), some("hold") && some("until"),
		some("حظر", string(presse.Fold("حظر"))):
		kind |= kindEmbargo
	case publication && some("fin", "end", "until", "jusqu", "jusque", "stop", "arret"),
		some("ligne") && some("hors", "fin", "retrait"), some("online") && some("until", "end"), some("offline"),
		some("visible", "visibilite") && some("jusqu", "jusque", "until", "fin"),
		some("retrait") && words.only("date", "de", "du", "le", "retrait", "heure", "article", "post", "contenu"):
		kind |= kindExpiry
	case beginsPublication(words):
		kind |= kindFrom
	case words.some("release", "liberation") && words.only(append(small, "release", "liberation")...):
		kind |= kindMayFrom
	}
	if some("plan") && some("acces") {
		kind |= kindOther // how to get there
	}
	if some("mot") && some("passe") || some("api") && some("key") {
		kind |= kindPassword
	}
	if some("old", "ancien", "backup", "sauvegarde") && some("content", "contenu", "texte", "text") {
		kind |= kindDraft
	}
	if some("note", "notes", "commentaire", "commentaires", "memo", "remarque", "remarques", "consigne", "consignes", "comment", "comments", "instruction", "instructions") &&
		some("interne", "internes", "internal", "redaction", "redacteur", "redacteurs", "redactrice", "redac", "editor", "editors", "editorial", "desk", "maquette",
			"relecture", "relecteur", "correcteur", "correction", "secretariat", "private", "privee", "privees") {
		kind |= kindNote
	}
	for i, w := range words {
		// Members of something: "membres du jury".
		if i+2 < len(words) && each&kindMember != 0 && stemKind(w) == kindMember && contains([]string{"du", "de", "des", "d", "of"}, words[i+1]) {
			kind |= kindOther
		}
	}
	return kind
}

// small are words that add nothing to a name of the beginning of a publication.
var small = []string{"date", "dates", "heure", "time", "de", "du", "des", "d", "la", "le", "l", "en", "a", "au", "on", "at", "to", "be", "article", "post", "contenu", "content", "web", "site", "prevue", "planned"}

// beginsPublication reports whether a name is that of the instant at which a story is to
// appear. The words have other uses, so that all count. (In public code, release_date is that
// of a film or record throughout.)
func beginsPublication(words phrase) bool {
	begin := words.some("from", "debut", "start", "starts", "begin", "begins", "partir", "differe", "differee", "programme", "programmee", "scheduled")
	appear := []string{"publication", "parution", "publish", "publier", "publiable", "diffuser", "diffusable", "diffusion", "diffuse", "visible", "visibilite", "visibility",
		"disponible", "available", "ligne", "online"}
	switch {
	case begin && words.some(appear...):
		return true
	case words.some("publier", "publiable", "diffuser", "diffusable", "diffusion", "levee"):
		return words.only(append(small, "publier", "publiable", "diffuser", "diffusable", "diffusion", "levee")...)
	case words.some("mise") && words.some("ligne"), words.some("go") && words.some("live"):
		return words.only(append(small, "mise", "ligne", "go", "live")...)
	}
	return false
}

func stemKind(word string) keyKind {
	for _, s := range kindStems {
		if strings.HasPrefix(word, s.stem) {
			return s.kind
		}
	}
	return kindTopic
}

// longestName is where names are cut: the keys of custom fields have 255 characters at most.
const longestName = 512

// wordsOf returns the words of a name, folded: they end at signs, at digits, and where
// capital letters begin, as in "dateEmbargo" and "PMSRestrict".
func wordsOf(name string) []string {
	if len(name) > longestName {
		name = name[:longestName]
	}
	var words []string
	var word []rune
	runes := []rune(name)
	end := func() {
		if len(word) > 0 {
			words = append(words, strings.ToLower(string(presse.Fold(string(word)))))
			word = word[:0]
		}
	}
	for i, c := range runes {
		switch {
		case unicode.IsMark(c):
		case !unicode.IsLetter(c):
			end()
			continue
		case unicode.IsUpper(c) && i > 0 && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])):
			end()
		}
		word = append(word, c)
	}
	end()
	return words
}

// A meaning is what the value of a field, attribute or setting says.
type meaning uint8

const (
	says       meaning = iota // nothing
	saysNo                    // 0, non, false, an empty list
	saysAll                   // everybody, public, gratuit, default
	saysYes                   // 1, oui, on
	saysLevel                 // subscribers, members, premium, logged in
	saysNumber                // greater than one
	saysList                  // a list or an object that is not empty
	saysToken                 // one word
	saysText
)

// meaningOf returns what a value says: text, serialized by PHP, or JSON.
func meaningOf(value string) meaning {
	value = strings.TrimSpace(value)
	switch {
	case value == "":
		return says
	case isFalse(value):
		return saysNo
	case php.IsSerialized(value):
		if v := unserialize(value); v.Kind != php.Null {
			return meaningOfPHP(v, 0)
		}
		return saysList
	case value[0] == '{' || value[0] == '[':
		var v any
		if json.Unmarshal([]byte(value), &v) == nil {
			return meaningOfJSON(v)
		}
	case strings.Trim(value, "0123456789") == "" || value[0] == '-' && strings.Trim(value[1:], "0123456789.") == "":
		switch n := strings.TrimLeft(value, "0"); {
		case n == "" || value[0] == '-':
			return saysNo
		case n == "1":
			return saysYes
		}
		return saysNumber
	}
	return meaningOfText(value)
}

func meaningOfText(value string) meaning {
	if len(value) > 80 {
		return saysText
	}
	words := wordsOf(value)
	var kind keyKind
	all, filler := false, true
	for _, w := range words {
		k, known := kindWords()[w]
		if !known {
			k = stemKind(w)
		}
		switch w {
		case "yes", "true", "oui", "vrai", "checked", "نعم", "y", "o", "on", "active", "enabled":
			if len(words) == 1 {
				return saysYes
			}
		case "all", "tous", "toutes", "tout", "everybody", "everyone", "anyone", "open", "default", "defaut", "inherit", "global", "standard", "normal", "none",
			"aucun", "aucune", "ouvert", "visible", "unrestricted", "guests", "الجميع", "للجميع", "عام":
			all, k = true, 0
		case "private", "prive", "privee", "prives", "reg", "user", "users", "customer", "vip":
			k |= kindReader
		case "monde", "lecteurs", "readers":
			k = 0
		}
		if k&kindFree != 0 || k&kindStranger != 0 {
			all = true
		}
		filler = filler && k&kindTopic == 0
		kind |= k
	}
	readers := kind&(kindReader|kindMember|kindWall|kindRestrict|kindReserve|kindBought) != 0
	switch {
	case len(words) == 0:
		return saysToken
	case kind&(kindStranger|kindNot) != 0 && (readers || all):
		return saysAll // non-members, logged out
	case readers && len(words) <= 5:
		return saysLevel
	case all && filler:
		return saysAll
	case strings.ContainsAny(value, " ,;"):
		return saysText
	}
	return saysToken
}

// meaningOfPHP returns the strictest meaning of the values in v. An object whose member
// "enabled" says no says no.
func meaningOfPHP(v php.Value, depth int) meaning {
	if v.Kind != php.Array && v.Kind != php.Object || depth > 8 {
		return max(meaningOfScalar(v.String()), saysNo)
	}
	most := saysNo
	for _, p := range v.Pairs {
		m := meaningOfPHP(p.Value, depth+1)
		if isSwitch(p.Key) && m == saysNo {
			return saysNo
		}
		most = max(most, m)
	}
	return asList(most)
}

func meaningOfJSON(v any) meaning {
	most := saysNo
	switch v := v.(type) {
	case map[string]any:
		for key, v := range v {
			m := meaningOfJSON(v)
			if isSwitch(key) && m == saysNo {
				return saysNo
			}
			most = max(most, m)
		}
		return asList(most)
	case []any:
		for _, v := range v {
			most = max(most, meaningOfJSON(v))
		}
		return asList(most)
	case bool:
		if v {
			return saysYes
		}
	case float64:
		switch {
		case v == 1:
			return saysYes
		case v > 1:
			return saysNumber
		}
	case string:
		return max(meaningOfScalar(v), saysNo)
	}
	return saysNo
}

// meaningOfScalar is meaningOf without a second level of serialization.
func meaningOfScalar(s string) meaning {
	if s = strings.TrimSpace(s); s != "" && (php.IsSerialized(s) || s[0] == '{' || s[0] == '[') {
		return saysList
	}
	return meaningOf(s)
}

// asList returns the meaning of a list whose strictest value is m.
func asList(m meaning) meaning {
	if m <= saysAll || m == saysLevel {
		return m
	}
	return saysList
}

func isSwitch(key string) bool {
	switch strings.ToLower(key) {
	case "enable", "enabled", "active", "activated", "is_enabled", "isenabled":
		return true
	}
	return false
}

// kindClosing are the kinds of which closes needs a value.
const kindClosing = kindWall | kindLock | kindRestrict | kindReader | kindMember | kindBought | kindAct | kindAccess | kindVisible | kindReserve | kindFree | kindHide

// restricts reports whether a field or attribute of that kind with that value restricts a
// story to some readers.
func (k keyKind) restricts(value string) bool {
	return k&kindClosing != 0 && k.closes(meaningOf(value))
}

// restrictsStory is restricts for what a story has: if the name says nothing, as in
// "type_article", a value that is nothing but the name of those who may read it counts too.
func (k keyKind) restrictsStory(value string) bool {
	return k.restricts(value) || k == 0 && namesReaders(value)
}

// namesReaders reports whether a value or the name of a term is nothing but the name of those
// who may read a story: "Abonnés", "Réservé aux abonnés", "Contenu premium". It is stricter
// than saysLevel, since the name says nothing: a patron, an inscription or a protected species
// may be what a story is about.
func namesReaders(text string) bool {
	if len(text) > 80 || text == "" || strings.ContainsAny(text, "{}[]\"=<>") {
		return false
	}
	const readers, restricts = 1, 2
	found := 0
	words := wordsOf(text)
	if len(words) > 6 {
		return false
	}
	for _, w := range words {
		kind, known := kindWords()[w]
		if !known {
			kind = stemKind(w)
		}
		switch {
		case contains([]string{"espace", "zone", "acces", "access"}, w):
		case kind&(kindTopic|kindOther|kindNot|kindStranger|kindFree|kindHide|kindBought) != 0:
			return false
		case kind&(kindWall|kindMember) != 0, isReaderWord(w):
			found |= readers
		case kind&(kindReader|kindRole) != 0:
			return false // a patron, something paid
		case kind&kindRestrict != 0, kind&kindReserve != 0 && len(words) > 1 && !strings.HasPrefix(w, "pri") && !strings.HasPrefix(w, "prot"):
			found |= restricts
		}
	}
	return found&readers != 0 || found == restricts && len(words) > 1
}

// isReaderWord reports whether a word is the name of those who pay, and has no other meaning.
func isReaderWord(w string) bool {
	for _, stem := range []string{"abonne", "subscriber", "adherent", "مشترك", "المشترك", "للمشترك"} {
		if strings.HasPrefix(w, string(presse.Fold(stem))) {
			return !strings.HasPrefix(w, "abonnement")
		}
	}
	return false
}

// closes reports whether a field or attribute of that kind restricts a story to some
// readers when its value says m.
func (k keyKind) closes(m meaning) bool {
	readers := k&(kindReader|kindMember|kindBought) != 0
	plain := k&(kindTopic|kindOther) == 0
	switch {
	case k&kindHide != 0 && k&kindStranger != 0:
		return m > saysAll
	case k&(kindNot|kindStranger|kindHide) != 0:
		return false
	case k&kindFree != 0:
		return plain && (m == saysNo || m == saysLevel) && k&(kindMember|kindReader|kindWall) == 0
	case m <= saysAll, k&kindExpiry != 0:
		return false
	case k&kindOther != 0:
		return false
	case k&(kindWall) != 0:
		return true
	}
	switch m {
	case saysYes:
		return k&(kindRestrict|kindReader) != 0 || k&kindLock != 0 && plain ||
			k&(kindMember|kindBought|kindReserve) != 0 && (plain || k&kindAct != 0 || k&kindReader != 0) ||
			k&kindAccess != 0 && plain && k&kindAct != 0
	case saysLevel:
		return readers || k&(kindRestrict|kindAccess|kindReserve|kindVisible) != 0 || k&(kindAct|kindLock) != 0 && plain
	case saysNumber:
		return k&kindRestrict != 0 || (readers || k&(kindAccess|kindReserve) != 0) && k&kindAct != 0
	case saysList:
		return k&kindRestrict != 0 || readers && k&(kindAct|kindAccess) != 0 || k&kindAccess != 0 && plain && k&kindAct != 0
	case saysToken:
		return k&kindRestrict != 0 && plain || readers && k&kindAct != 0 || k&kindAccess != 0 && plain
	}
	return false
}

// mostNames is how many names of custom fields a site remembers the kind of. The given
// exports have 61; the names of caches, which hold a hash, are not among them.
const mostNames = 10000

// learn notes the kinds of the custom fields of an item.
func (s *site) learn(it *Item) {
	for _, m := range it.Meta {
		if _, ok := s.kinds[m.Key]; ok || isBookkeeping(m.Key) || len(s.kinds) >= mostNames {
			continue
		}
		s.kinds[strings.Clone(m.Key)] = nameKind(m.Key)
	}
}

// closedness orders copies of one item: the higher, the fewer may read it.
func (s *site) closedness(it *Item) int {
	n := 0
	switch {
	case it.Status == "publish" && it.Password != "", it.Status == "private":
		n = 20000
	case it.Status == "future":
		n = 10000
	case it.Status != "publish":
		n = 30000
	}
	r := &reading{site: s, it: it}
	for _, m := range r.signals() {
		member, kind := r.purpose(m.key)
		if member == "embargo" || member == "access" || m.own && memberships[m.key] {
			if meaningOf(m.value) > saysAll {
				n++
			}
		} else if kind.restrictsStory(m.value) {
			n++
		}
	}
	for i := range it.Terms {
		if r.termSays(&it.Terms[i]) > termMayClose {
			n++
		}
	}
	return n
}
