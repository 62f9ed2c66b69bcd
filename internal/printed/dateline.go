package printed

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/words"
)

// A Dateline is the content of the words that open an agency's text. All fields
// except Text are in normal form C.
type Dateline struct {
	Text     string // as printed, including the dash and the space after it
	Place    string
	Date     string
	Agencies []string
}

// longestDateline is the length in bytes within which a dateline must end.
const longestDateline = 160

// ParseDateline parses the dateline that opens text, if there is one, and returns
// it with the rest of the text: d.Text+rest is always text.
//
// A place and a dash are not enough, since a headline-like lead, a kicker or a pair
// of towns looks the same ("SONDAGE – …", "Rabat – Salé …"). A dateline must name
// the sender of the text, or have a date, or be a well-known town in capitals:
//
//	CASABLANCA (MAP) –      Rabat, 15 avr 2025 (MAP) –      BANGKOK/PHNOM PENH (Reuters) -
//	New York (Nations unies), le 3 mars –                   (AFP) –        TUNIS –
func ParseDateline(text string) (d Dateline, rest string) {
	line := head(text)
	r := datelineReader{line: line, list: tokens(line)}
	if !r.read() {
		return Dateline{}, text
	}
	end := r.list[r.next-1].end
	end += len(text[end:]) - len(strings.TrimLeftFunc(text[end:], unicode.IsSpace))
	r.out.Text = text[:end]
	return r.out, text[end:]
}

// head returns the first line of text that is not blank, with the space before it,
// or as much of it as may be a dateline.
func head(text string) string {
	start := len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	end := min(start+longestDateline, len(text))
	if n := strings.IndexByte(text[start:end], '\n'); n >= 0 {
		return text[:start+n]
	}
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end++
	}
	return text[:end]
}

// A datelineReader has read the tokens of line before next.
type datelineReader struct {
	line string
	list []token
	next int
	out  Dateline

	words      int  // number of words in the place
	start, end int  // byte offsets of the place
	small      bool // whether the place so far ends with a lower-case word
	sure       bool // whether a sender is known to be one
}

// read reads the parts of a dateline in any order that papers use, and reports
// whether they form one.
func (r *datelineReader) read() bool {
	for r.next < len(r.list) {
		t := r.list[r.next]
		switch {
		case t.text == "(":
			if !r.parenthesis() {
				return false
			}
			if n := r.next; r.sure && r.words > 0 && n < len(r.list) && !r.list[n].sign && isCapital(r.list[n].text) {
				return r.settled() // "PARIS (Reuters) Le …"
			}
		case strings.Contains("–—-:", t.text):
			r.next++
			if r.next < len(r.list) && r.list[r.next].text == "(" && r.words > 0 && r.out.Agencies == nil {
				continue // "Rabat - (MAP) -"
			}
			if r.next < len(r.list) && isAgency(r.list[r.next]) && isUpper(r.list[r.next].text) && r.dashAfter() {
				r.sender(r.list[r.next])
				r.next++
				continue // "RABAT -MAP-"
			}
			return r.settled() && (t.text != ":" || r.sure)
		case t.text == "," || t.text == "/" || t.text == "|":
			r.next++
		case t.sign:
			return false
		case r.date():
		case isAgency(t) && isUpper(t.text) && (r.next == 0 || r.list[r.next-1].sign):
			r.sender(t)
			r.next++
		case !r.town(t):
			return false
		default:
			r.grow(t)
			r.next++
		}
	}
	return false
}

// dashAfter reports whether a dash follows the next token.
func (r *datelineReader) dashAfter() bool {
	return r.next+1 < len(r.list) && strings.Contains("–—-", r.list[r.next+1].text)
}

// town reports whether a word may be part of a place: a capitalized word or, after
// one, a small word such as de. A place has at most eight words and contains none of
// the words agence, presse and the like.
func (r *datelineReader) town(t token) bool {
	if r.words >= 8 || r.out.Agencies != nil || r.out.Date != "" || listed(" agence agences presse press news ", t.key) {
		return false
	}
	if isCapital(t.text) {
		return true
	}
	return r.words > 0 && listed(" de la le les du des sur en et el al unies d ", t.key)
}

// parenthesis reads the senders in parentheses, or a place that specifies the one
// before it: "New York (Nations unies)".
func (r *datelineReader) parenthesis() bool {
	n := slices.IndexFunc(r.list[r.next:], func(t token) bool { return t.text == ")" })
	if n < 2 {
		return false
	}
	inside := r.list[r.next+1 : r.next+n]
	r.next += n + 1
	if isSenders(inside, r.capitals() || r.out.Date != "" || r.inTown()) {
		for _, t := range inside {
			if !t.sign && (isAgency(t) || isAcronym(t.text)) {
				r.sender(t)
			}
		}
		r.sure = r.sure || len(r.out.Agencies) == 0 // an envoy, "agences"
		return true
	}
	for _, t := range inside {
		if !r.town(t) {
			return false
		}
	}
	if r.words == 0 {
		return false
	}
	r.grow(r.list[r.next-1])
	return true
}

// grow extends the place by a token.
func (r *datelineReader) grow(t token) {
	if r.words == 0 {
		r.start = t.pos
	}
	r.words++
	r.end = t.end
	r.small = !t.sign && !isCapital(t.text)
}

// isSenders reports whether the content of a parenthesis names the senders of the
// text: known agencies, an envoy and perhaps their name, or, if placed is true and
// there is certainly a place before it, any acronym.
func isSenders(inside []token, placed bool) bool {
	known, all := false, true
	for i, t := range inside {
		if _, _, n := posting(inside[i:]); n > 0 {
			return true
		}
		switch {
		case isAgency(t), listed(" agences archives ", t.key):
			known = true
		case t.sign || listed(" et avec ", t.key) || isAcronym(t.text):
		default:
			all = false
		}
	}
	return all && (known || placed)
}

func (r *datelineReader) sender(t token) {
	name := trimElision(t.text)
	r.sure = r.sure || isAgency(t)
	if !slices.Contains(r.out.Agencies, name) {
		r.out.Agencies = append(r.out.Agencies, name)
	}
}

// capitals reports whether the place is printed in capitals.
func (r *datelineReader) capitals() bool {
	first, _, _ := strings.Cut(r.line[r.start:r.end], " ")
	return isUpper(first)
}

// inTown reports whether the place is a known town.
func (r *datelineReader) inTown() bool {
	place := strings.TrimRight(r.line[r.start:r.end], ".")
	return listed(towns, strings.ReplaceAll(words.Fold(place), " ", "-"))
}

// date reads "le 15 avril 2025", "mardi 15 avr." or 15/04/2025.
func (r *datelineReader) date() bool {
	if r.words == 0 || r.out.Date != "" {
		return false
	}
	day, n := r.next, r.next
	for n < len(r.list) && (r.list[n].text == "le" || isWeekday(r.list[n].key)) {
		n++
		day = n
	}
	if n >= len(r.list) || !isNumber(r.list[n].key) {
		return false
	}
	switch n++; {
	case n < len(r.list) && isMonth(r.list[n].key):
		if n++; n < len(r.list) && isNumber(r.list[n].key) && len(r.list[n].key) == 4 {
			n++
		}
	case n+3 < len(r.list) && r.list[n].text == "/" && isNumber(r.list[n+1].key) && r.list[n+2].text == "/" && isNumber(r.list[n+3].key):
		n += 4
	default:
		return false
	}
	date := r.list[day:n]
	r.out.Date = text(date)
	if date[1].text == "/" {
		r.out.Date = date[0].text + "/" + date[2].text + "/" + date[4].text
	}
	r.next = n
	return true
}

// isNumber reports whether a key is a number of at most four digits, or 1er.
func isNumber(key string) bool {
	return key == "1er" || key != "" && len(key) <= 4 && strings.Trim(key, "0123456789") == ""
}

// settled sets the place and reports whether the parts read are enough for a
// dateline.
func (r *datelineReader) settled() bool {
	if r.start < r.end {
		place := strings.ToValidUTF8(r.line[r.start:r.end], " ") // invalid bytes separate words
		r.out.Place = letters.NFC(strings.TrimRight(place, "."))
	}
	switch {
	case r.words > 0 && r.small:
		return false // "Le Maroc et" is not a place
	case isDayOpening(words.Fold(r.out.Place)):
		return false // "Le 12 mars – …", "Lundi 3 mai – …": a date without a place
	case r.sure || len(r.out.Agencies) > 0 || r.out.Date != "":
		return true
	case !r.capitals() || !r.inTown() || r.next >= len(r.list):
		return false
	}
	follows := r.list[r.next] // "TUNIS – Le …", but not "RABAT – SALÉ"
	return !follows.sign && isCapital(follows.text) && !listed(towns, follows.key)
}

// isDayOpening reports whether a key may be the first word of a date that opens a
// sentence.
func isDayOpening(key string) bool { return listed(" le du ce des ", key) || isWeekday(key) }

// towns are the places that may form a dateline without a sender: capital cities and
// the larger towns of French-speaking countries.
const towns = " abidjan abou-dhabi abuja accra addis-abeba agadir aix-en-provence ajaccio alep alexandrie alger amman amsterdam" +
	" anvers ankara annaba antananarivo athenes bagdad bakou bale bamako bangkok bangui barcelone bastia batna bejaia belfort" +
	" beni-mellal berlin berne besancon beyrouth bissau bizerte blida bobo-dioulasso bogota bordeaux bratislava brazzaville brest" +
	" bruxelles bucarest budapest buenos-aires bujumbura caen calais canberra caracas casablanca cayenne charleroi chisinau" +
	" clermont-ferrand colombo conakry constantine copenhague cotonou dakar dakhla damas davos dijon djerba djibouti doha douala" +
	" dubai dublin edimbourg el-jadida erevan errachidia essaouira fes fort-de-france francfort gabes gafsa gatineau gaza geneve" +
	" grenoble guelmim hambourg hanoi helsinki hong-kong houston islamabad istanbul jakarta jerusalem johannesburg kaboul" +
	" kairouan kampala kenitra khartoum khouribga kiev kigali kinshasa kyiv la-havane la-haye la-rochelle laayoune lausanne" +
	" le-caire le-cap le-havre le-mans libreville liege lille lima limoges lisbonne lome londres los-angeles luanda lubumbashi" +
	" luxembourg lyon madrid malabo manille maputo marrakech marseille mascate meknes melbourne metz mexico miami milan minsk" +
	" mohammedia monaco monastir montpellier montreal moscou mossoul moroni mumbai munich n'djamena nabeul nador namur nancy" +
	" nantes naples nairobi new-delhi new-york niamey nice nicosie nimes nouakchott nouadhibou noumea oran orleans oslo ottawa" +
	" ouagadougou ouarzazate oujda papeete paris pau pekin perpignan perth phnom-penh pointe-a-pitre pointe-noire port-au-prince" +
	" port-louis poitiers prague pretoria pristina quebec quito rabat ramallah reims rennes reykjavik riga rio-de-janeiro riyad" +
	" rome rotterdam rouen safi saint-denis saint-etienne saint-petersbourg sale san-francisco sanaa santiago sao-paulo sarajevo" +
	" settat seoul sfax shanghai sidi-bouzid singapour skopje sofia sousse stockholm strasbourg sydney tallinn tanger tanta" +
	" tataouine taza tbilissi teheran tel-aviv tetouan tindouf tirana tizi-ouzou tokyo toronto toulon toulouse tours tozeur" +
	" tripoli tunis turin valence vancouver varsovie vatican venise versailles vienne vilnius washington yaounde zagreb zurich" +
	" ziguinchor "
