package printed

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/words"
)

// A Credit is the content of a picture credit, in normal form C.
type Credit struct {
	Names        []string // who made it
	Agencies     []string // who supplies or owns it
	Rights       string   // one of the constants below, or empty if nothing is said
	Archive      bool
	Illustration bool
}

// What a credit says about rights.
const (
	Credited = "credited" // somebody is named
	Reserved = "reserved" // droits réservés, D.R
	Archive  = "archive"  // "Archives", and nobody is named
	Handout  = "handout"  // provided to the press
	Free     = "free"     // public domain, open licence
)

// A notice is a set phrase of credits that names nobody. Its words are keys.
type notice struct {
	words string
	mean  string // one of the constants for rights, or illustration
}

// notices lists all notices. A notice comes before any other that is a prefix of it.
var notices = [...]notice{
	{"tous droits reserves", Reserved},
	{"droits reserves", Reserved},
	{"droit reserve", Reserved},
	{"all rights reserved", Reserved},
	{"d r", Reserved},
	{"dr", Reserved},
	{"d.r", Reserved},
	{"@dr", Reserved},
	{"photo illustration", illustration},
	{"image illustration", illustration},
	{"a titre illustration", illustration},
	{"a titre illustratif", illustration},
	{"illustration", illustration},
	{"photo archives", Archive},
	{"photo archive", Archive},
	{"image archives", Archive},
	{"archives", Archive},
	{"archive", Archive},
	{"domaine public", Free},
	{"public domain", Free},
	{"libre de droits", Free},
	{"libres de droits", Free},
	{"creative commons", Free},
	{"cc0", Free},
	{"handout", Handout},
	{"courtoisie", Handout},
	{"gracieusete", Handout},
	{"remis par", Handout},
	{"transmis par", Handout},
	{"courtesy of", Handout},
	{"avec aimable autorisation de", Handout},
	{"avec aimable autorisation du", Handout},
	{"aimable autorisation de", Handout},
	{"fournie par", Handout},
	{"fourni par", Handout},
	{"remise par", Handout},
	{"transmise par", Handout},
	{"document remis", Handout},
	{"document transmis", Handout},
	{"dossier de presse", Handout},
	{"service de presse", Handout},
	{"service presse", Handout},
	{"حقوق محفوظة", Reserved},
	{"جميع الحقوق محفوظة", Reserved},
	{"صورة أرشيفية", Archive},
	{"من الأرشيف", Archive},
	{"الأرشيف", Archive},
	{"أرشيف", Archive},
	{"ارشيف", Archive},
	{"أرشيفية", Archive},
	{"صورة تعبيرية", illustration},
}

const illustration = "illustration"

// labels are words that announce a name and are not part of it.
const labels = " © (c) c copyright copyrights credit credits cred photo photos photographie photographies photographe ph phs phot" +
	" image images img visuel source sources capture captures copie impression ecran screenshot collage montage infographie infographies dessin dessins caricature caricatures video videos" +
	" par by de du des via compte the @ تصوير صورة صور عدسة بعدسة الصورة المصدر "

// cameras are the labels of whoever took the picture.
const cameras = " photographe تصوير عدسة بعدسة صورة صور "

// ParseCredit parses a picture credit as French papers print it. It skips what it
// does not understand. Character references are read first.
func ParseCredit(line string) Credit {
	line = characters(line)
	r := creditReader{line: line, list: tokensAndPhones(line)}
	if isCommand(r.list) {
		return Credit{}
	}
	for len(r.list) > 0 {
		r.step()
	}
	r.flush()
	named := slices.ContainsFunc(r.out.Names, func(name string) bool { return strings.Contains(name, " ") })
	for _, s := range r.singles {
		s.owner = s.owner || named && isAcronym(s.name) // LP/Karim Benali
		if (r.photo && !s.short || r.supplied) && !s.owner {
			r.add(&r.out.Names, s.name)
		} else {
			r.agency(s.name, s.at)
		}
	}
	c := r.out
	switch {
	case r.free:
		c.Rights = Free
	case r.reserved:
		c.Rights = Reserved
	case r.handout:
		c.Rights = Handout
	case len(c.Names)+len(c.Agencies) > 0:
		c.Rights = Credited
	case c.Archive:
		c.Rights = Archive
	}
	return c
}

// A creditReader consumes list from the left.
type creditReader struct {
	line  string
	list  []token
	words []token // of the current name
	out   Credit

	photo                   bool     // after "Ph." or "Photo": a single word is who took it, not who owns it
	at                      []int    // where each agency is printed
	singles                 []single // names of a single word, to be classified at the end
	supplied                bool     // by a known agency, so a single word is who took it: X/AFP
	owner                   bool     // after "via": whoever is named next supplied the picture
	screen                  bool     // a screenshot
	slash                   bool     // a slash and a person come before the current name
	free, reserved, handout bool
}

// A single is a name of one word, which may be that of a person or an owner.
type single struct {
	name  string
	owner bool // it follows another name and a slash: BOTTA / STILLS / GAMMA
	short bool // it may be an acronym
	at    int  // where it is printed
}

// step reads one token, or several that belong together.
func (r *creditReader) step() {
	t := r.list[0]
	for i := range notices {
		n := &notices[i]
		if t.key == "" || n.words[0] != t.key[0] {
			continue
		}
		if taken := matchPhrase(r.list, n.words); taken > 0 && !(t.text == "Dr" && len(r.list) > 1 && isCapital(r.list[1].text)) {
			r.flush()
			r.list = r.list[taken:]
			r.note(n.mean)
			return
		}
	}
	switch {
	case (t.key == "cc" || strings.HasPrefix(t.key, "cc-")) && isUpper(t.text):
		// "CC BY-SA 4.0": capitals and figures.
		r.flush()
		r.free = true
		for len(r.list) > 0 && (isUpper(r.list[0].text) || strings.Trim(r.list[0].text, ".0123456789") == "") && !r.list[0].sign {
			r.list = r.list[1:]
		}
		return
	case t.key == "n" && len(r.list) > 2 && r.list[1].text == "/" && r.list[2].key == "a": // N/A
		r.flush()
		r.list = r.list[2:]
	case t.text == "," && r.inOwner():
		r.words = append(r.words, t)
	case t.sign:
		r.flush()
		r.slash = t.text == "/" && len(r.out.Names)+len(r.singles) > 0
	case t.key == "sur" && r.screen && len(r.words) == 0:
		for len(r.list) > 1 && !r.list[1].sign { // where it was seen
			r.list = r.list[1:]
		}
	case len(r.words) > 0 && isCapital(t.text) && listed(" avec par pour ", t.key) && (len(r.list) == 1 || r.list[1].sign): // Pierre Pour
		r.words = append(r.words, t)
	case listed(" avec et and pour for via on sur ", t.key), t.text == "و", t.text == "مع":
		r.flush()
		r.owner = listed(" via on pour for ", t.key)
	case strings.HasPrefix(t.text, "Ph.") && len(t.text) > len("Ph.") && !areInitials(r.list[:1]):
		r.photo = true
		t.text = t.text[len("Ph."):]
		t.key, t.pos = key(t.text), t.pos+len("Ph.")
		r.list[0] = t
		return // read the rest of the word as a token
	case t.key == "compte" && len(r.words) == 0 && len(r.list) > 1 && isNetwork(r.list[1]):
		r.words = append(r.words, t)
	case len(r.words) == 0 && listed(labels, t.key):
		r.label(t)
	case isYear(t.key), t.key == "pool":
		r.flush()
	default:
		if rest, ok := cutAnd(t, r.words, r.list[1:]); ok {
			r.flush()
			r.list[0] = rest
			return
		}
		r.words = append(r.words, t)
	}
	r.list = r.list[1:]
}

// label handles a label. "Ph. B." are initials, not a label.
func (r *creditReader) label(t token) {
	if len(r.list) > 1 && t.text == "Ph." && isMonogram(r.list[1].text) && utf8.RuneCountInString(r.list[1].text) == 2 && (len(r.list) == 2 || r.list[2].sign) {
		r.words = append(r.words, t)
		return
	}
	r.photo = r.photo || strings.HasPrefix(t.key, "ph") || listed(cameras, t.key)
	r.screen = r.screen || listed(" ecran screenshot capture captures copie impression ", t.key)
}

// isAccount reports whether the words are an account or a page on a social network.
func isAccount(list []token) bool {
	return len(list) > 1 && listed(" compte page chaine ", list[0].key) && isNetwork(list[1])
}

// isNetwork reports whether a word is a social network, whose accounts are named by
// it: compte Facebook.
func isNetwork(t token) bool {
	return t.text == "X" || listed(" facebook instagram linkedin telegram tiktok twitter youtube snapchat ", t.key)
}

// inOwner reports whether a comma belongs to the name of an institution, before its
// place at the end of the credit: NELSON MUSEUM OF ART, MISSOURI.
func (r *creditReader) inOwner() bool {
	if len(r.words) < 4 || len(r.list) < 2 || len(r.list) > 3 || isKnown(r.list[1:]) {
		return false
	}
	return slices.ContainsFunc(r.words, func(t token) bool { return has(institutions, t.key) }) &&
		!slices.ContainsFunc(r.list[1:], func(t token) bool { return t.sign || !isCapital(t.text) })
}

// note records the meaning of a notice.
func (r *creditReader) note(mean string) {
	switch mean {
	case Reserved:
		r.reserved = true
	case Free:
		r.free = true
	case Handout:
		r.handout = true
	case Archive:
		r.out.Archive = true
	case illustration:
		r.out.Illustration = true
	}
}

// isYear reports whether a key is a year, as in "© 2024 AFP".
func isYear(key string) bool {
	return len(key) == 4 && strings.Trim(key, "0123456789") == "" && (key[:2] == "19" || key[:2] == "20")
}

// flush ends the current name and decides whether it is a person or an agency. The
// word "Photo" may also end a name: AP Photo.
func (r *creditReader) flush() {
	list, owner := r.words, r.owner
	r.words, r.owner = nil, false
	if n := slices.IndexFunc(list, func(t token) bool { return t.key == "par" }); n >= 0 && isParticiple(list[:n]) {
		list, r.photo = list[n+1:], true // "prise par X"
	}
	if len(list) > 1 && !isKnown(list) && (list[len(list)-1].key == "photo" || list[len(list)-1].key == "photos") {
		list = list[:len(list)-1]
	}
	small := func(t token) bool { return !isCapital(t.text) && !strings.ContainsAny(t.text, "@.0123456789") }
	if len(list) == 0 || isMachine(list) {
		return
	}
	switch {
	case isFiller(list), isKicker(list) && !isKnown(list), isDescription(list):
		return
	case isBank(list):
		r.free = true
	case isTown(list) && len(r.out.Names)+len(r.out.Agencies) > 0, // Musée Atlas, Rabat
		r.handout && isUpper(list[0].text) && listed(" la le les ", list[0].key) && !isSource(list, false): // FOURNIE PAR LA FAMILLE
		return
	}
	tail := knownTail(list)
	if tail == 0 && !isKnown(list) && !isInstitution(list) && (len(list) > 1 || r.photo) && !slices.ContainsFunc(list, func(t token) bool { return !small(t) }) {
		return // "photo non contractuelle", "photo prétexte"
	}
	if tail > 0 && !isSource(list[:len(list)-tail], false) {
		r.add(&r.out.Names, text(list[:len(list)-tail])) // Karim Benali AFP
		r.agency(text(list[len(list)-tail:]), list[len(list)-tail].pos)
		r.supplied = true
		return
	}
	r.classify(list, owner)
}

// classify adds a name to the people or the agencies, or keeps a single word for
// later.
func (r *creditReader) classify(list []token, owner bool) {
	name := strings.TrimRight(span(r.line, list), "-")
	last := list[len(list)-1]
	if !isMonogram(last.text) && !areInitials(list) && words.Honorific(last.text) == 0 {
		name = strings.TrimRight(name, ".")
	}
	switch {
	case isKnown(list), isSource(list, false), isArabicSource(list), isAccount(list), isInstitution(list), strings.Contains(name, "@"), hasDigits(list) && isProperName(list):
		r.agency(name, list[0].pos)
		r.supplied = r.supplied || isKnown(list) || isAgency(list[0]) || isDigit(list[0].text[0])
	case owner && len(list) == 1, r.slash && len(list) > 1 && listed(" le la les ", list[0].key):
		r.agency(name, list[0].pos)
		r.supplied = true
	case len(list) == 1 && strings.Contains(name, "_"):
		r.add(&r.out.Names, name)
	case len(list) == 1 && !isMonogram(name) && !areInitials(list):
		r.singles = append(r.singles, single{name, r.slash, isAcronym(name) && utf8.RuneCountInString(name) > 2 && utf8.RuneCountInString(name) < 5, list[0].pos})
	default:
		r.add(&r.out.Names, name)
	}
}

// isDescription reports whether the words say something of the picture instead of naming
// somebody: "prise le 3 mai", "Le port de Tanger", "Selon l’AFP".
func isDescription(list []token) bool {
	if isKnown(list) || isAccount(list) || isInstitution(list) {
		return false
	}
	first := list[0]
	capital := isCapital(first.text)
	switch {
	case first.key == "selon", first.key == "apres" && elidesDe(first.text), isSentence(list):
		return true
	case !capital && listed(" a au aux dans en lors vers ", first.key): // à Rabat, lors du match
		return true
	case len(list) == 1: // créée
		return !capital && (strings.HasSuffix(strings.TrimRight(first.text, "es"), "é") || elidesArticle(first.text) && !isAddress(first.text))
	case len(list) > 2 && !slices.ContainsFunc(list[1:], func(t token) bool { return !isLower(t.text) }):
		return true
	case isParticiple(list[:1]): // prise le 3 mai
		return !isCapital(list[1].text)
	case !elidesArticle(first.text):
		return listed(" la le les un une des ", first.key) && !isCapital(list[1].text)
	}
	return !capital
}

// elidesDe reports whether a word begins with an elided de: d’après.
func elidesDe(word string) bool {
	before, _, ok := words.CutApostrophe(word)
	return ok && strings.EqualFold(before, "d")
}

// isLower reports whether a word consists of lower-case letters.
func isLower(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLower(r) && r != '-' }) < 0
}

// agency adds an agency in the order in which they are printed.
func (r *creditReader) agency(name string, at int) {
	if name == "" || slices.Contains(r.out.Agencies, name) {
		return
	}
	i, _ := slices.BinarySearch(r.at, at)
	r.at = slices.Insert(r.at, i, at)
	r.out.Agencies = slices.Insert(r.out.Agencies, i, name)
}

func (r *creditReader) add(list *[]string, name string) {
	if name != "" && !slices.Contains(*list, name) {
		*list = append(*list, name)
	}
}
