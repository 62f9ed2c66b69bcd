package printed

import (
	"slices"
	"strings"
	"unicode"
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
// adds a word that is not printed.
func ParseByline(line string) Byline {
	r := bylineReader{list: tokens(line), last: -1}
	for name, n := invertedName(r.list); n > 0; name, n = invertedName(r.list) {
		r.out.People = append(r.out.People, Person{Name: name})
		r.list = r.list[n:]
	}
	for len(r.list) > 0 {
		r.step()
	}
	r.flush()
	r.settle()
	return r.out
}

// A bylineReader consumes list from the left.
type bylineReader struct {
	list  []token
	words []token // of the current name
	out   Byline

	role  string // of the people named next
	kind  phraseKind
	said  bool    // a phrase announced people, so a single word is one
	open  *Person // role and place announced before the name: "De notre envoyé spécial à Dakar, X"
	taken bool    // a name for open was found; "nos envoyés spéciaux" may have several
	last  int     // index of the person that a place belongs to, or -1 for nobody
	near  bool    // only a comma or parenthesis since that person: lower-case words are their title
	towns bool    // in the list of towns of a group: "les bureaux de Rennes et Toulouse"

	parens []outer // the state before each open parenthesis
}

type outer struct {
	role   string
	kind   phraseKind
	said   bool
	people int // number of people so far
}

// step reads one token, or several that belong together.
func (r *bylineReader) step() {
	t := r.list[0]
	if role, plural, n := posting(r.list); n > 0 {
		r.dropDeed()
		r.flush()
		r.list = r.list[n:]
		r.post(role, plural)
		return
	}
	if p, n := opening(r.list); n > 0 && (len(r.words) == 0 || p.kind != byPeople || t.key == "par" || r.list[n-1].text == ":") {
		r.dropDeed()
		r.flush()
		r.list = r.list[n:]
		r.near, r.towns = false, false
		if p.kind == atDate {
			r.skipDate()
			return
		}
		r.role, r.kind, r.said = p.role, p.kind, p.kind == byPeople
		return
	}
	switch {
	case t.sign:
		r.list = r.list[1:]
		r.sign(t)
	case t.key == "et" || t.key == "and":
		r.flush()
		r.list = r.list[1:]
		r.near = false
	case len(r.words) == 0 && r.atGroup() > 0:
		r.readGroup()
	case r.atDate():
		r.flush()
		r.skipDate()
	case r.atPlace():
		r.flush()
		place := r.place()
		if r.last >= 0 && r.out.People[r.last].Place == "" {
			r.out.People[r.last].Place = place
		}
	case len(r.words) == 0 && r.near && r.atTitle():
		r.title()
	default:
		r.words = append(r.words, t)
		r.list = r.list[1:]
		if strings.HasSuffix(t.text, ".") && !isMonogram(t.text) && words.Honorific(t.text) == 0 {
			r.sign(token{text: "."})
		}
	}
}

// sign handles a token that separates words.
func (r *bylineReader) sign(t token) {
	switch t.text {
	case ":":
		if !r.said { // an unknown label before it: "Chronique : X"
			r.words = r.words[:0]
			r.said = true
		}
		r.flush()
	case "(", "[":
		r.flush()
		r.parens = append(r.parens, outer{r.role, r.kind, r.said, len(r.out.People)})
		r.role, r.kind, r.said = "", withOther, false
	case ")", "]":
		r.flush()
		if n := len(r.parens); n > 0 {
			before := r.parens[n-1]
			r.parens = r.parens[:n-1]
			if r.last >= 0 && r.out.People[r.last].Role == "" && before.people == len(r.out.People) {
				r.out.People[r.last].Role = r.role // "X (texte) et Y (photos)"
			}
			r.role, r.kind, r.said = before.role, before.kind, before.said
		}
	case ",", "&", "+", "*":
		r.flush()
	case "/":
		r.flush()
		r.said = false
	default:
		r.flush()
		r.towns = false
		if r.open == nil || r.taken { // otherwise the name comes next: "De notre correspondant à Rabat – X"
			r.role, r.kind, r.said = "", withOther, false
		}
		r.near = r.near && strings.Contains("–—-", t.text)
	}
}

// dropDeed drops the words before a name that say what the person did, such as "Dossier
// réalisé par".
func (r *bylineReader) dropDeed() {
	if r.list[0].key == "par" && isParticiple(r.words) {
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
	if listed(" la le les nos notre des ", r.list[n].key) {
		n++
	}
	if n >= len(r.list) || !listed(groups, r.list[n].key) {
		return 0
	}
	// A capitalized "Service" or "Bureau" may begin a proper name; "Rédaction"
	// never does.
	if n == 0 && !elidesArticle(r.list[0].text) && !strings.HasPrefix(r.list[0].key, "redac") && isCapital(r.list[0].text) && !r.said {
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
		if isAgency(t) {
			r.agency(trimElision(t.text))
		}
		r.towns = isCapital(t.text) && !isUpper(t.text) && !strings.ContainsAny(t.text, letters.Apostrophes)
		r.list = r.list[1:]
	}
}

// atTitle reports whether the title of a person begins here: a lower-case word that
// is neither an agency nor the first word of a name or date.
func (r *bylineReader) atTitle() bool {
	t := r.list[0]
	first, _ := utf8.DecodeRuneInString(t.text)
	if !unicode.IsLower(first) || isCapital(t.text) || strings.Contains(t.text, "@") || isAgency(t) || listed(" agence agences ", t.key) {
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
	case "a", "en", "in", "depuis":
		return isCapital(next.text)
	case "dans":
		return next.key == "le" || next.key == "la" || next.key == "les"
	}
	return false
}

// place reads the place after its preposition, up to a separator, a conjunction or
// avec.
func (r *bylineReader) place() string {
	place := r.list[1:1]
	for r.list = r.list[1:]; len(r.list) > 0; r.list = r.list[1:] {
		t := r.list[0]
		if t.sign || t.key == "et" || t.key == "and" || t.key == "avec" || t.key == "with" {
			break
		}
		place = place[:len(place)+1]
	}
	// No comma between place and name: "à Dakar Karim Benali".
	if r.open != nil && len(place) >= 3 && !slices.ContainsFunc(place, func(t token) bool { return !isCapital(t.text) }) {
		r.words = append(r.words, place[len(place)-2:]...)
		place = place[:len(place)-2]
	}
	return text(place)
}

// post assigns a posting to the person named before it, or to everyone so far if it
// is plural. If nobody was named, it is kept for the next name.
func (r *bylineReader) post(role string, plural bool) {
	r.open = &Person{Role: role}
	if len(r.list) > 1 && !r.list[0].sign && !isCapital(r.list[0].text) {
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
		}
	}
	r.open = nil
}

// settle adds a posting that was not followed by a name.
func (r *bylineReader) settle() {
	if r.open != nil && !r.taken {
		r.out.People = append(r.out.People, *r.open)
	}
}

// title reads the title of a person, in lower case after the name: "professeur à
// l’université de Rabat".
func (r *bylineReader) title() {
	n := 0
	for n < len(r.list) && (!r.list[n].sign || r.list[n].text == "-") {
		n++
	}
	if p := &r.out.People[r.last]; p.Title == "" {
		p.Title = text(r.list[:n])
	}
	r.list = r.list[n:]
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

// name decides whether a name is a person, a paper or a place, and adds it.
func (r *bylineReader) name(name []token) {
	if len(name) > 1 && listed(" la le les ", name[0].text) && (isAgency(name[1]) || isAcronym(name[1].text)) {
		name = name[1:]
	}
	if len(name) == 0 || !slices.ContainsFunc(name, func(t token) bool { return !isDateWord(t) }) {
		return
	}
	switch n := len(name); {
	case r.towns && !isAgency(name[0]), n == 1 && listed(nobody, name[0].key):
		// "les bureaux de Rennes et Toulouse"; "X, agence AFP"; "Photos : DR"
	case r.kind == ofSource:
		r.agency(text(name))
	case n == 1 && isAgency(name[0]):
		r.agency(trimElision(name[0].text))
	case n >= 3 && isAgency(name[n-1]) && isUpper(name[n-1].text) && !isSource(name[:n-1], !r.said):
		r.person(text(name[:n-1]))
		r.agency(name[n-1].text)
	case n == 1 && r.last >= 0 && r.out.People[r.last].Place == "" && r.role == r.out.People[r.last].Role &&
		strings.Contains(r.out.People[r.last].Name, " ") && isCapital(name[0].text) && !isSource(name, false) && !isMonogram(name[0].text):
		r.out.People[r.last].Place = name[0].text // Salma Idrissi, Rabat
	case isSource(name, !r.said):
		r.agency(text(name))
	default:
		r.person(text(name))
	}
}

// nobody are words that appear in the place of a name but are not one.
const nobody = " agence dr d.r communique ndlr publi-redactionnel publireportage "

func (r *bylineReader) agency(name string) {
	r.last, r.near = -1, false
	name = strings.Trim(name, ".-")
	if name != "" && !slices.Contains(r.out.Agencies, name) {
		r.out.Agencies = append(r.out.Agencies, name)
	}
}

func (r *bylineReader) person(name string) {
	p := Person{Name: name, Role: r.role}
	if !isMonogram(name[strings.LastIndexByte(name, ' ')+1:]) {
		p.Name = strings.TrimRight(name, ".")
	}
	if p.Name == "" {
		return
	}
	if r.open != nil && p.Role == r.open.Role {
		p.Place, r.taken = r.open.Place, true
	}
	r.out.People = append(r.out.People, p)
	r.last, r.near = len(r.out.People)-1, true
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

// invertedName reads a name with the surname first, as archives file it: "Bergon,
// Mathilde". It returns the number of tokens it takes, or 0.
func invertedName(list []token) (name string, n int) {
	comma := slices.IndexFunc(list, func(t token) bool { return t.sign })
	if comma < 1 || list[comma].text != "," || comma+1 >= len(list) || comma+2 < len(list) && list[comma+2].text != "," {
		return "", 0
	}
	surname, first := list[:comma], list[comma+1]
	if len(surname) > 1 && !(len(surname) == 2 && words.French(surname[0].key).Has(words.Particle)) {
		return "", 0
	}
	for _, t := range append([]token{first}, surname...) {
		if isAgency(t) || !isCapital(t.text) || isUpper(t.text) || strings.ContainsAny(t.text, "@.0123456789") || listed(bodies, t.key) {
			return "", 0
		}
	}
	return first.text + " " + text(surname), min(comma+3, len(list))
}
