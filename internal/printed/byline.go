package printed

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/words"
)

// A Byline is the content of a printed byline, in normal form C.
type Byline struct {
	People   []Person
	Agencies []string // and other papers, as printed
}

// A Person is someone named in a byline. All fields are as printed except Role,
// which is one of the constants below, or empty for an author. The name is empty in
// "De notre envoyé spécial à Dakar".
type Person struct {
	Name, Role, Title, Place, Email, Handle string
}

// The roles of people who are not simply the author of a story.
const (
	Contributor   = "contributor"
	Envoy         = "envoy"
	Correspondent = "correspondent"
	Interviewer   = "interviewer"
	Editor        = "editor"
	Translator    = "translator"
	Photographer  = "photographer"
	Videographer  = "videographer"
)

// ParseByline parses a byline as French papers print it: people with their roles and
// places, agencies and other papers. It skips what it does not understand, and never
// adds a word that is not printed. Character references are read first.
func ParseByline(line string) Byline {
	line = characters(line)
	r := bylineReader{line: line, list: tokensAndPhones(line), last: -1}
	if isProse(r.list) || isCommand(r.list) {
		return Byline{}
	}
	if len(r.list) > 0 {
		r.start = r.list[0].pos
	}
	pairs := arePairs(r.list)
	for name, n := invertedName(r.list, pairs); n > 0; name, n = invertedName(r.list, pairs) {
		r.out.People = append(r.out.People, Person{Name: name})
		r.list = r.list[n:]
	}
	r.placeFirst()
	for len(r.list) > 0 {
		r.step()
	}
	r.flush()
	r.settle()
	return r.out
}

// A bylineReader consumes list from the left.
type bylineReader struct {
	line  string
	list  []token
	words []token // of the current name
	out   Byline

	role  string // of the people named next
	kind  phraseKind
	said  bool    // a phrase announced people, so a single word is one
	open  *Person // role and place announced before the name: "De notre envoyé spécial à Dakar, X"
	taken bool    // a name for open was found; "nos envoyés spéciaux" may have several
	last  int     // index of the person that a place belongs to, or -1 for nobody
	near  bool    // only a comma or parenthesis since that person: a title may follow
	label bool    // an unknown word and a colon announced people
	start int     // the byte offset of the first word

	prose bool // part of the line is a sentence

	anySource   bool // after "source" or "pour": any name is that of a source
	manySources bool // after "source": also the names after a comma
	barred      bool // after a slash or bar that follows somebody
	towns       bool // in the list of towns of a group: "les bureaux de Rennes et Toulouse"

	town   string  // where the line says that people are, before their names
	parens []outer // the state before each open parenthesis
}

type outer struct {
	role   string
	kind   phraseKind
	said   bool
	people int  // number of people so far
	last   int  // the person before the parenthesis, or -1
	named  bool // the parenthesis has words that are not a role
	closed bool // a closing parenthesis follows
}

// step reads one token, or several that belong together.
func (r *bylineReader) step() {
	t := r.list[0]
	if role, plural, n := posting(r.list); n > 0 {
		r.dropDeed()
		r.flush()
		if !r.near && r.last >= 0 && slices.ContainsFunc(r.list[:n], func(t token) bool { return t.key == "notre" || t.key == "nos" }) {
			r.last = -1 // "X et notre correspondant à Dakar, Y"
		}
		r.list = r.list[n:]
		r.post(role, plural)
		return
	}
	if p, n := r.opening(); n > 0 {
		r.announce(p, n)
		return
	}
	switch n := conjunction(r.list); {
	case t.sign:
		if n := r.nickname(); n > 0 {
			t.text, t.sign, t.end = span(r.line, r.list[:n]), false, r.list[n-1].end
			r.words = append(r.words, t)
			r.list = r.list[n:]
			return
		}
		r.list = r.list[1:]
		r.sign(t)
	case n > 0:
		r.flush()
		r.list = r.list[n:]
		r.near = false
	case len(r.words) == 0 && r.atGroup() > 0:
		r.readGroup()
	case r.atDate():
		r.flush()
		r.skipDate()
	case r.atPlace():
		r.readPlace()
	case len(r.words) == 0 && r.near && r.atTitle():
		r.title()
	default:
		r.word(t)
	}
}

// conjunction returns the number of words of a conjunction between two names.
func conjunction(list []token) int {
	switch list[0].key {
	case "et", "and", "و":
		return 1
	case "ainsi":
		if len(list) > 1 && list[1].key == "que" {
			return 2
		}
	}
	return 0
}

// word adds a word to the current name. In Arabic it may begin with the conjunction,
// and thus be the first of another name. A period ends the name, unless it ends an
// initial.
func (r *bylineReader) word(t token) {
	if rest, ok := cutAnd(t, r.words, r.list[1:]); ok {
		r.flush()
		r.near = false
		r.list[0] = rest
		return
	}
	r.list = r.list[1:]
	if t.text == "." && (len(r.words) == 0 || utf8.RuneCountInString(r.words[len(r.words)-1].text) > 1) {
		r.sign(t)
		return
	}
	r.words = append(r.words, t)
	if strings.HasSuffix(t.text, ".") && !r.keepsPeriod(t) {
		r.sign(token{text: "."})
	}
}

// keepsPeriod reports whether the period of the word just read ends an initial, a
// shortened name or a title rather than the name: "M. Gr.", "Ba. C.", "Gilles-R.".
func (r *bylineReader) keepsPeriod(t token) bool {
	if t.text == "." || isMonogram(t.text) || words.Honorific(t.text) != 0 || isArabicLetter(t) {
		return true
	}
	if i := strings.LastIndexByte(t.text, '-'); i > 0 && isMonogram(t.text[i+1:]) {
		return true
	}
	if !isShortened(t.text) {
		return false
	}
	if strings.Contains(strings.TrimRight(t.text, "."), ".") {
		return true
	}
	n := len(r.words)
	return n > 1 && isMonogram(r.words[n-2].text) || len(r.list) > 0 && isMonogram(r.list[0].text)
}

// nickname returns the number of tokens of a nickname in quotation marks within a
// name: Karim « Krimo » Benali. It is 0 if there is none here.
func (r *bylineReader) nickname() int {
	if len(r.words) == 0 || !strings.ContainsAny(r.list[0].text, quotes) {
		return 0
	}
	for n := 2; n <= 4 && n+1 < len(r.list); n++ {
		switch {
		case !r.list[n].sign:
		case strings.ContainsAny(r.list[n].text, "\"»”“›") && isCapital(r.list[n+1].text) && !r.list[n+1].sign:
			return n + 1
		default:
			return 0
		}
	}
	return 0
}

// opening returns the phrase that begins here and the number of tokens that it takes.
// Within a name, or after it, a word is not always a phrase: Barthélemy Dont; "X,
// auteur de romans".
func (r *bylineReader) opening() (p phrase, n int) {
	p, n = opening(r.list)
	if n == 0 {
		if len(r.words) > 0 {
			return phrase{}, 0
		}
		return genre(r.list)
	}
	t := r.list[0]
	ends := n == len(r.list) || r.list[n].sign && r.list[n].text != ":" && r.list[n].text != "("
	switch {
	case len(r.words) == 0:
		if r.near && len(r.parens) == 0 && n == 1 && isOccupation(t) && (ends || !isCapital(r.list[1].text)) {
			return phrase{}, 0
		}
	case p.role == Photographer && n < len(r.list) && isFullName(r.words) && r.isName(r.list[n:]): // "Texte X Photos Y"
	case t.key == "par" && n == 1 && isCapital(t.text) && (ends || conjunction(r.list[n:]) > 0) && !isParticiple(r.words): // Pierre Par
		return phrase{}, 0
	case p.kind == byPeople && t.key != "par" && r.list[n-1].text != ":",
		n == 1 && ends && isCapital(t.text) && t.key != "par":
		return phrase{}, 0
	}
	return p, n
}

// announce applies a phrase of n tokens.
func (r *bylineReader) announce(p phrase, n int) {
	first := r.list[0].pos
	r.dropDeed()
	r.flush()
	r.list = r.list[n:]
	r.near, r.towns = false, false
	switch p.kind {
	case atDate:
		r.skipDate()
		return
	case ofOthers:
		for len(r.list) > 0 && !r.list[0].sign && r.list[0].key != "par" && r.list[0].key != "propos" {
			r.list = r.list[1:]
		}
		if len(r.list) == 0 || r.list[0].key != "par" {
			return
		}
		p.kind, r.list = byPeople, r.list[1:] // "Entretien avec X par Y"
	}
	r.role, r.kind, r.said = p.role, p.kind, p.kind == byPeople
	r.label = false
	r.anySource = p.kind == ofSource && p.words != "selon" && (first == r.start || r.named() || !listed(" pour for ", p.words))
	r.manySources = listed(" source sources المصدر ", p.words)
	if p.kind == byPeople && len(r.list) > 0 && p.words != "par" {
		if _, after, _ := words.CutApostrophe(r.list[0].text); elidesDe(r.list[0].text) && isCapital(after) {
			r.list[0].text = after // "La chronique d’Omar Alami"
		}
	}
}

// sign handles a token that separates words.
func (r *bylineReader) sign(t token) {
	switch t.text {
	case ":":
		if !r.said { // an unknown label before it: "Chronique : X"
			r.words = r.words[:0]
			r.said, r.label = true, true
		}
		r.flush()
	case "(", "[":
		r.flush()
		r.parens = append(r.parens, outer{r.role, r.kind, r.said, len(r.out.People), r.last, false, slices.ContainsFunc(r.list, isClosing)})
		r.role, r.kind, r.said = "", withOther, false
	case ")", "]":
		r.flush()
		r.closeParen()
	case ",", "،", "&", "+", "*", "<":
		r.flush()
		if r.kind == ofSource && !r.manySources { // "Pour Le Monde, Salma Idrissi"
			r.kind = withOther
		}
	case "/":
		r.flush()
		r.said, r.near, r.barred = false, false, r.named()
	default:
		r.flush()
		r.towns, r.barred = false, t.text == "|" && r.named()
		if r.open == nil || r.taken { // otherwise the name comes next: "De notre correspondant à Rabat – X"
			r.role, r.kind, r.said = "", withOther, false
		}
		r.near = r.near && strings.Contains(dashes+"•·|\"«»“”", t.text)
	}
}

// named reports whether somebody was named so far.
func (r *bylineReader) named() bool { return len(r.out.People)+len(r.out.Agencies) > 0 }

// closeParen ends a parenthesis. What follows is about whoever was named before it.
func (r *bylineReader) closeParen() {
	n := len(r.parens)
	if n == 0 {
		return
	}
	before := r.parens[n-1]
	r.parens = r.parens[:n-1]
	if !before.named && before.people == len(r.out.People) && r.last >= 0 && r.out.People[r.last].Role == "" {
		r.out.People[r.last].Role = r.role // "X (texte) et Y (photos)"
	}
	if before.last >= 0 {
		r.last, r.near = before.last, true
	}
	r.role, r.kind, r.said = before.role, before.kind, before.said
}

func isClosing(t token) bool { return t.text == ")" || t.text == "]" }

// aside reports whether the words are in a parenthesis after somebody and not
// announced: "Salma Idrissi (Rabat)".
func (r *bylineReader) aside() bool {
	n := len(r.parens)
	return n > 0 && r.parens[n-1].closed && r.parens[n-1].last >= 0 && r.parens[n-1].last == r.last && r.kind == withOther && r.role == "" && !r.said
}

// dropDeed drops the words before a name that say what the person did, such as "Dossier
// réalisé par".
func (r *bylineReader) dropDeed() {
	if r.list[0].key == "par" && isParticiple(r.words) {
		if len(r.words) > 2 && isFullName(r.words[:2]) && isCapital(r.words[0].text) {
			r.prose = true // "Salma Idrissi est remplacée par Karim Benali"
		}
		r.words = nil
	}
}

// atGroup returns the number of words that introduce a group here: two for "les
// bureaux", one for "Rédaction", or 0 if there is no group.
func (r *bylineReader) atGroup() int {
	n := 0
	if r.list[0].key == "de" && len(r.list) > 1 && listed(" notre nos ", r.list[1].key) {
		n++
	}
	if listed(" un une des plusieurs ", r.list[n].key) && n+1 < len(r.list) && !isCapital(r.list[n+1].text) {
		return n + 1 // no name begins like this
	}
	if listed(" toute tous toutes ", r.list[n].key) && n+1 < len(r.list) {
		n++
	}
	if listed(" la le les nos notre des son sa leur leurs l'ensemble ", r.list[n].key) {
		n++
	}
	if n >= len(r.list) || !listed(groups, r.list[n].key) {
		return 0
	}
	// A capitalized "Bureau" or "Équipe" may begin a proper name, unless a lower-case
	// word follows; "Rédaction" and "Service" never do.
	key := r.list[0].key
	if n == 0 && !elidesArticle(r.list[0].text) && isCapital(r.list[0].text) && !r.said && !strings.HasPrefix(key, "redac") &&
		!(listed(" service services pole cellule zone desk ", key) && !isKnown(r.list[:min(r.clause(), mostKnown)])) && (len(r.list) < 2 || r.list[1].sign || isCapital(r.list[1].text)) {
		return 0
	}
	return n + 1
}

// readGroup skips a group that names nobody, but keeps its agency: "les bureaux de
// l’AFP dans le monde". If the group ends with a town, other towns may follow.
func (r *bylineReader) readGroup() {
	r.list = r.list[r.atGroup():]
	r.last, r.near, r.towns = -1, false, false
	for len(r.list) > 0 && !r.list[0].sign && r.list[0].key != "et" && r.list[0].key != "avec" && r.list[0].key != "with" {
		t := r.list[0]
		r.agencyOfGroup()
		r.towns = isCapital(t.text) && !isUpper(t.text) && !strings.ContainsAny(t.text, letters.Apostrophes)
		r.list = r.list[1:]
	}
}

// atDate reports whether a date begins here: le 15, 15 avril.
func (r *bylineReader) atDate() bool {
	if len(r.list) < 2 || len(r.words) == 0 {
		return false
	}
	t, next := r.list[0], r.list[1]
	return (t.key == "le" || t.key == "du") && isNumber(next.key) || isNumber(t.key) && isMonth(next.key)
}

// skipDate skips a date.
func (r *bylineReader) skipDate() {
	for len(r.list) > 0 && (isDateWord(r.list[0]) || r.list[0].text == ":") {
		r.list = r.list[1:]
	}
}

// isDateWord reports whether a word may be part of a date or a time of day.
func isDateWord(t token) bool {
	if t.text != "" && '0' <= t.text[0] && t.text[0] <= '9' {
		return strings.Trim(t.key, "0123456789hmin./-er") == ""
	}
	return listed(" le la a h min gmt du au ", t.key) || isMonth(t.key) || isWeekday(t.key)
}

// flush ends the current name. An e-mail address or handle within it belongs to
// whoever the other words name.
func (r *bylineReader) flush() {
	name := r.words
	r.words = nil
	if n := len(r.parens); n > 0 && len(name) > 0 {
		r.parens[n-1].named = true
	}
	var addresses []string
	name = slices.DeleteFunc(name, func(t token) bool {
		if strings.Contains(t.text, "@") {
			addresses = append(addresses, strings.Trim(t.text, "."))
		}
		return strings.Contains(t.text, "@")
	})
	r.name(name)
	for _, address := range addresses {
		r.address(address)
	}
}

// agencyOfGroup adds the agency or paper that a group belongs to, if its name begins
// here: "le desk AFP", "la rédaction du Monde".
func (r *bylineReader) agencyOfGroup() {
	if !isCapital(r.list[0].text) && !isAgency(r.list[0]) || r.list[0].sign {
		return
	}
	for n := min(mostKnown, r.clause()); n > 0; n-- {
		name := r.list[:n]
		if isKnown(name) && !isTown(name) {
			if isAgency(name[0]) {
				r.agency(trimElision(text(name)))
			} else {
				r.agency(strings.TrimPrefix(strings.TrimPrefix(text(name), "d’"), "d'")) // L’Opinion
			}
			return
		}
	}
}

func (r *bylineReader) agency(name string) {
	r.last, r.near = -1, false
	r.addAgency(name)
}

func (r *bylineReader) addAgency(name string) {
	name = strings.Trim(name, ".-")
	if name != "" && !slices.Contains(r.out.Agencies, name) {
		r.out.Agencies = append(r.out.Agencies, name)
	}
}

// address adds an e-mail address, or a handle such as @salma, to the person named
// before it, or to a new person without a name.
func (r *bylineReader) address(s string) {
	handle := s[0] == '@'
	if len(s) < 3 || !handle && strings.Count(s, "@") != 1 {
		return
	}
	var p *Person
	switch {
	case r.last >= 0:
		p = &r.out.People[r.last]
	case len(r.out.Agencies) > 0:
		return // the paper's own address
	}
	if p == nil || handle && p.Handle != "" || !handle && p.Email != "" {
		r.out.People = append(r.out.People, Person{Role: r.role})
		r.last = len(r.out.People) - 1
		p = &r.out.People[r.last]
	}
	if handle {
		p.Handle = s
	} else {
		p.Email = s
	}
}
