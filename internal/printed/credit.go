package printed

import (
	"slices"
	"strings"
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
	{"wikimedia commons", Free},
	{"wikimedia", Free},
	{"unsplash", Free},
	{"pexels", Free},
	{"pixabay", Free},
	{"cc0", Free},
	{"handout", Handout},
	{"courtoisie", Handout},
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
}

const illustration = "illustration"

// labels are words that announce a name and are not part of it.
const labels = " © (c) c copyright copyrights credit credits cred photo photos photographie photographies photographe ph phs phot" +
	" image images img visuel source sources capture ecran collage montage infographie video videos" +
	" par by de du des via compte the "

// ParseCredit parses a picture credit as French papers print it. It skips what it
// does not understand.
func ParseCredit(line string) Credit {
	r := creditReader{list: tokens(line)}
	for len(r.list) > 0 {
		r.step()
	}
	r.flush()
	for _, name := range r.singles {
		if r.photo || r.supplied {
			r.add(&r.out.Names, name)
		} else {
			r.add(&r.out.Agencies, name)
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
	list  []token
	words []token // of the current name
	out   Credit

	photo                   bool     // after "Ph." or "Photo": a single word is who took it, not who owns it
	singles                 []string // names of a single word, to be classified at the end
	supplied                bool     // by a known agency, so a single word is who took it: X/AFP
	free, reserved, handout bool
}

// step reads one token, or several that belong together.
func (r *creditReader) step() {
	t := r.list[0]
	for _, n := range notices {
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
	case t.sign:
		r.flush()
	case listed(" et and pour for via on sur ", t.key):
		r.flush()
	case strings.HasPrefix(t.text, "Ph.") && len(t.text) > len("Ph."):
		r.photo = true
		t.text = t.text[len("Ph."):]
		t.key = key(t.text)
		r.list[0] = t
		return // read the rest of the word as a token
	case len(r.words) == 0 && listed(labels, t.key):
		r.photo = r.photo || strings.HasPrefix(t.key, "ph")
	case isYear(t.key), t.key == "pool":
		r.flush()
	default:
		r.words = append(r.words, t)
	}
	r.list = r.list[1:]
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
	list := r.words
	r.words = nil
	if len(list) > 1 && (list[len(list)-1].key == "photo" || list[len(list)-1].key == "photos") {
		list = list[:len(list)-1]
	}
	if n := slices.IndexFunc(list, func(t token) bool { return t.key == "par" }); n >= 0 && isParticiple(list[:n]) {
		list, r.photo = list[n+1:], true // "prise par X"
	}
	small := func(t token) bool { return !isCapital(t.text) && !strings.ContainsAny(t.text, "@.0123456789") }
	if len(list) == 0 || (len(list) > 1 || r.photo) && !slices.ContainsFunc(list, func(t token) bool { return !small(t) }) {
		return // "photo non contractuelle", "photo prétexte"
	}
	name := strings.TrimRight(text(list), "-")
	switch last := list[len(list)-1]; {
	case len(list) >= 3 && isAgency(last) && isUpper(last.text) && !isSource(list[:len(list)-1], true):
		r.add(&r.out.Names, text(list[:len(list)-1])) // Karim Benali AFP
		r.add(&r.out.Agencies, last.text)
	case isSource(list, false) || strings.Contains(name, "@"):
		r.add(&r.out.Agencies, name)
		r.supplied = r.supplied || isAgency(list[0])
	case len(list) == 1 && !isMonogram(name):
		r.singles = append(r.singles, name)
	default:
		if !isMonogram(last.text) {
			name = strings.TrimRight(name, ".")
		}
		r.add(&r.out.Names, name)
	}
}

func (r *creditReader) add(list *[]string, name string) {
	if name != "" && !slices.Contains(*list, name) {
		*list = append(*list, name)
	}
}
