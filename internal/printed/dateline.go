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
// the sender of the text, or have a date, or be a well-known place in capitals, before
// a bar or in parentheses:
//
//	CASABLANCA (MAP) –      Rabat, 15 avr 2025 (MAP) –      BANGKOK/PHNOM PENH (Reuters) -
//	New York (Nations unies), le 3 mars –                   (AFP) –        TUNIS –
//	PARIS |      (Québec) Le …      BERLIN, 9. —      الرباط/ 12 مارس 2025/ ومع/
func ParseDateline(text string) (d Dateline, rest string) {
	line := head(text)
	r := datelineReader{line: line, list: tokens(line), whole: len(line) < len(text) && text[len(line)] == '\n'}
	if !r.placeInParentheses() && !r.read() {
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
	line  string
	list  []token
	whole bool // line is a whole line of the text, and another follows
	next  int
	out   Dateline

	words      int  // number of words in the place
	start, end int  // byte offsets of the place
	small      bool // whether the place so far ends with a lower-case word
	comma      bool // whether a comma or slash separates the date from the place
	day        bool // whether the date is a day of the month alone
	slashes    bool // whether slashes end the parts: الرباط/ ومع/
	sure       bool // whether a sender is known to be one
}

// placeInParentheses reads the dateline of La Presse: "(Québec) Le premier ministre …".
func (r *datelineReader) placeInParentheses() bool {
	n := parenthesis(r.list)
	if n < 3 || n >= len(r.list) || !isTown(r.list[1:n-1]) {
		return false
	}
	after := r.list[n]
	if !opensSentence(after) {
		return false
	}
	r.out.Place, r.next = span(r.line, r.list[1:n-1]), n
	return true
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
			r.skip(".") // "PETROGRAD, 20 (Havas). —"
			if n := r.next; r.sure && r.words > 0 && n < len(r.list) && !r.list[n].sign && opensSentence(r.list[n]) {
				return r.settled() // "PARIS (Reuters) Le …"
			}
		case strings.Contains(dashes+":", t.text):
			r.next++
			if r.next < len(r.list) && r.list[r.next].text == "(" && r.words > 0 && r.out.Agencies == nil {
				continue // "Rabat - (MAP) -"
			}
			if r.next+1 < len(r.list) && r.inPlace() && r.out.Date == "" && isNumber(r.list[r.next].key) && isMonth(r.list[r.next+1].key) {
				continue // "ALGER - 12 novembre (APS)"
			}
			if r.next < len(r.list) && isAgency(r.list[r.next]) && isUpper(r.list[r.next].text) && r.dashAfter() {
				r.sender(trimElision(r.list[r.next].text))
				r.sure = true
				r.next++
				continue // "RABAT -MAP-"
			}
			r.skip(t.text) // "--"
			return r.settled() && (t.text != ":" || r.sure)
		case t.text == "|" && r.barAfterPlace():
			r.next++
			return r.settledPlace()
		case strings.Contains(",،/|", t.text):
			r.next++
			r.comma = r.comma || t.text != "|"
			if r.slashes && t.text == "/" && r.sure && r.words > 0 && r.next < len(r.list) && !r.list[r.next].sign && !isAgency(r.list[r.next]) {
				return r.settled()
			}
			r.slashes = t.text == "/"
		case t.sign:
			return false
		case r.date():
		case isAgency(t) && isUpper(t.text) && (r.next == 0 || r.list[r.next-1].sign), r.slashes && isAgency(t):
			r.sender(trimElision(t.text))
			r.sure = true
			r.next++
		case !r.town(t):
			return false
		default:
			r.grow(t)
			r.next++
		}
	}
	// A dateline may be a line of its own: "Nicosie, 12 juillet 2020 (AFP)".
	return r.whole && r.sure && r.words > 0 && r.list[r.next-1].text == ")" && r.inPlace() && r.settled()
}

// opensSentence reports whether a word or an opening quotation mark begins a sentence:
// Le, L’incendie.
func opensSentence(t token) bool {
	if t.sign {
		return strings.Contains("«“\"", t.text)
	}
	first, _ := utf8.DecodeRuneInString(t.text)
	return unicode.IsLetter(first) && !unicode.IsLower(first)
}

// skip skips a token.
func (r *datelineReader) skip(text string) {
	if r.next < len(r.list) && r.list[r.next].text == text {
		r.next++
	}
}

// barAfterPlace reports whether the bar here ends a dateline that is only a place:
// "PARIS | Un …", but not "Paris | AFP | …".
func (r *datelineReader) barAfterPlace() bool {
	if r.next+1 >= len(r.list) || len(r.out.Agencies) > 0 || r.out.Date != "" || !r.inTownOrCompound() {
		return false
	}
	if slices.ContainsFunc(r.list[r.next+1:], func(t token) bool { return t.text == "|" }) {
		return false
	}
	after := r.list[r.next+1]
	return opensSentence(after) && !(isAgency(after) && isUpper(after.text))
}

// settledPlace sets the place and reports whether there is one.
func (r *datelineReader) settledPlace() bool {
	place := strings.ToValidUTF8(r.line[r.start:r.end], " ") // invalid bytes separate words
	r.out.Place = letters.NFC(visible(strings.TrimRight(place, ".")))
	return r.out.Place != ""
}

// dashAfter reports whether a dash follows the next token.
func (r *datelineReader) dashAfter() bool {
	return r.next+1 < len(r.list) && strings.Contains("–—-", r.list[r.next+1].text)
}

// town reports whether a word may be part of a place: a capitalized word or, after
// one, a small word such as de. A place has at most eight words, or three in Arabic,
// which has no capitals, and contains none of the words agence, presse and the like.
func (r *datelineReader) town(t token) bool {
	if r.words >= 8 || r.words >= 3 && isArabic(t.text) || r.out.Agencies != nil || r.out.Date != "" || listed(" agence agences presse press news وكالة ", t.key) {
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
	if r.words == 0 && len(r.out.Agencies) == 0 && isPaperAlone(inside) && r.next < len(r.list) && strings.Contains(dashes, r.list[r.next].text) {
		r.out.Agencies = append(r.out.Agencies, text(inside)) // "(BFM Bourse) -"
		r.sure = true
		return true
	}
	if names, known, ok := senders(inside, r.capitals() || r.out.Date != "" || r.inPlace()); ok {
		for _, name := range names {
			r.sender(name)
		}
		r.sure = r.sure || known
		r.sure = r.sure || len(r.out.Agencies) == 0 // an envoy, "agences"
		return true
	}
	if len(inside) == 1 && isAcronym(inside[0].text) && !isRegion(inside) {
		return r.words > 0 && (r.out.Date != "" || r.capitals() && r.inTown()) // Rabat, 3 mai (PJD)
	}
	if r.inPlace() && r.specifies(inside) {
		r.grow(r.list[r.next-1])
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

// specifies reports whether the words in a parenthesis after a known town say where it
// is, which the sender in another parenthesis follows: "Gaza (Territoires palestiniens) (AFP)".
func (r *datelineReader) specifies(inside []token) bool {
	if len(inside) > 4 || !isCapital(inside[0].text) || slices.ContainsFunc(inside, func(t token) bool { return t.sign }) {
		return false
	}
	after := r.list[r.next:]
	n := parenthesis(after)
	if n < 3 {
		return false
	}
	_, known, ok := senders(after[1:n-1], true)
	return known && ok
}

// isPaperAlone reports whether the words are the name of a paper or site beyond doubt,
// which opens its own text: (CercleFinance.com), (BFM Bourse), (Agefi-Dow Jones).
func isPaperAlone(list []token) bool {
	for _, t := range list {
		if t.sign && t.text != "-" || !t.sign && !isCapital(t.text) && !isAddress(t.text) {
			return false
		}
	}
	first := list[0]
	if len(list) == 2 && first.key == "agence" {
		return true // Agence Ecofin
	}
	return len(list) == 1 && (isAddress(first.text) || isPaperLike(first)) || len(list) <= 4 && (isKnown(list) && len(list) > 1 || !isAgency(first) && (isKnown(list) || isKnown(list[:1]) || strings.Contains(first.key, "-") && isPaperLike(first)))
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

// senders returns the senders of the text that the content of a parenthesis names, and
// reports whether one of them is known and whether it names nothing else: known
// agencies, an envoy and perhaps their name, or, if placed is true and there is certainly
// a place before it, any acronym.
func senders(inside []token, placed bool) (names []string, known, ok bool) {
	all := true
	for i := 0; i < len(inside); i++ {
		t := inside[i]
		if _, _, n := posting(inside[i:]); n > 0 {
			return names, known, true
		}
		if n := agencyWords(inside[i:]); n > 1 {
			names, known = append(names, text(inside[i:i+n])), true
			i += n - 1
			continue
		}
		switch {
		case isAgency(t):
			names, known = append(names, trimElision(t.text)), true
		case listed(" agences archives ", t.key):
			known = true
		case isAcronym(t.text) && isKnown(inside[i:i+1]):
			names = append(names, t.text)
		case t.sign || listed(" et avec ", t.key):
		default:
			all = false
		}
	}
	return names, known, all && (known || placed)
}

// agencyWords returns the number of words of the known agency that begins the list and
// is followed by a sign or nothing, or 0.
func agencyWords(list []token) int {
	n := slices.IndexFunc(list, func(t token) bool { return t.sign })
	if n < 0 {
		n = len(list)
	}
	if n > mostKnown || n < 2 || !has(agencies, string(joined(nil, list[:n]))) {
		return 0
	}
	return n
}

func (r *datelineReader) sender(name string) {
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
func (r *datelineReader) inTown() bool { return has(towns, r.folded()) }

// inTownOrCompound reports whether the place is a town: a known one, or a word formed
// as only places are.
func (r *datelineReader) inTownOrCompound() bool {
	return r.words > 0 && (r.inTown() || has(arabicTowns, r.folded()) || r.words == 1 && isPlaceCompound(r.folded()))
}

// inPlace reports whether the place is one beyond doubt.
func (r *datelineReader) inPlace() bool {
	return r.inTownOrCompound() || r.words > 0 && has(countries, r.folded())
}

// folded returns the place in the form in which places are listed.
func (r *datelineReader) folded() string {
	place := strings.TrimRight(r.line[r.start:r.end], ".")
	return strings.ReplaceAll(words.Fold(place), " ", "-")
}

// date reads "le 15 avril 2025", "mardi 15 avr.", 15/04/2025, or the day alone, as
// archives have it: "BERLIN, 9. —". Without a place before it, it must be "21 mai".
func (r *datelineReader) date() bool {
	if r.out.Date != "" {
		return false
	}
	day, n := r.next, r.next
	for r.words > 0 && n < len(r.list) && (r.list[n].text == "le" || isWeekday(r.list[n].key)) {
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
	case r.words > 0 && n+3 < len(r.list) && r.list[n].text == "/" && isNumber(r.list[n+1].key) && r.list[n+2].text == "/" && isNumber(r.list[n+3].key):
		n += 4
	case day == r.next && r.isDay(n-1):
		r.day = true
	default:
		return false
	}
	date := r.list[day:n]
	r.out.Date = text(date)
	if len(date) > 1 && date[1].text == "/" {
		r.out.Date = date[0].text + "/" + date[2].text + "/" + date[4].text
	}
	if n < len(r.list) && strings.Contains(dashes, r.list[n].text) {
		r.out.Date = strings.TrimRight(r.out.Date, ".")
	}
	r.next = n
	if r.day {
		r.out.Date = strings.TrimRight(r.out.Date, ".")
		r.skip(",")
	}
	return true
}

// isDay reports whether the number at n is the day of a month that stands alone after
// a place in capitals: "STOCKHOLM, 8, —", "PETROGRAD, 20 (Havas)". A kicker has a
// number too, but not this punctuation ("LOTO, 8 –").
func (r *datelineReader) isDay(n int) bool {
	t := r.list[n]
	if !r.capitals() || !r.comma || len(t.key) > 2 || t.key == "1er" || t.key > "31" && len(t.key) == 2 || n+1 >= len(r.list) {
		return false
	}
	after := r.list[n+1]
	switch after.text {
	case "(":
		inside := parenthesis(r.list[n+1:])
		if inside < 3 {
			return false
		}
		_, _, ok := senders(r.list[n+2:n+inside], true)
		return ok
	case ",":
		return n+2 < len(r.list) && strings.Contains(dashes, r.list[n+2].text)
	}
	return strings.Contains("–—―-", after.text) && strings.HasSuffix(t.text, ".")
}

// isNumber reports whether a key is a number of at most four digits, or 1er.
func isNumber(key string) bool {
	return key == "1er" || key != "" && len(key) <= 4 && strings.Trim(key, "0123456789") == ""
}

// settled sets the place and reports whether the parts read are enough for a
// dateline.
func (r *datelineReader) settled() bool {
	if r.start < r.end {
		r.settledPlace()
	}
	switch {
	case r.words > 0 && r.small:
		return false // "Le Maroc et" is not a place
	case r.words == 0 && r.out.Date != "" && !r.sure:
		return false // "15 avril – …"
	case r.words > 0 && isNoPlace(tokens(r.out.Place)):
		return false // "URGENT (AFP) – …", "Le Monde (AFP) – …", "M. Macron (AFP) – …"
	case isDayOpening(words.Fold(r.out.Place)):
		return false // "Le 12 mars – …", "Lundi 3 mai – …": a date without a place
	case r.words > 1 && r.out.Date == "" && isArabic(r.out.Place) && !r.inPlace() && !isArabicPlace(r.out.Place):
		return false // a verb and its subject
	case r.next < len(r.list) && r.list[r.next].text == "/":
		return false // "X, le 16 mai 2020. - / AFP" under a picture
	case r.sure || len(r.out.Agencies) > 0:
		return true
	case r.out.Date != "":
		return r.dated()
	case !r.capitals() || !r.inTown() || r.next >= len(r.list):
		return false
	}
	follows := r.list[r.next] // "TUNIS – Le …", but not "RABAT – SALÉ"
	return !follows.sign && opensSentence(follows) && !has(towns, follows.key)
}

// isNoPlace reports whether the words before a sender are a kicker, a paper or a person
// with a title.
func isNoPlace(list []token) bool {
	if len(list) == 0 {
		return true
	}
	return isKicker(list) || len(list) > 1 && (isKnown(list) || isPaperWithArticle(list)) || len(list) > 1 && listed(" m mm mme mmes mlle dr pr me ", list[0].key)
}

// dated reports whether a place and a date are a dateline without a sender: the place
// is known, or a single word with a comma after it. "FEU D’ARTIFICE 14 JUILLET – …" is
// a kicker, "Karim Benali, le 16 mai – …" is printed under a picture.
func (r *datelineReader) dated() bool {
	return r.inPlace() || r.words == 1 && (r.comma || !r.capitals()) || strings.Contains(r.line[r.start:r.end], "(")
}

// isDayOpening reports whether a key may be the first word of a date that opens a
// sentence.
func isDayOpening(key string) bool { return listed(" le du ce des ", key) || isWeekday(key) }

func isWeekday(key string) bool {
	_, ok := words.FrenchCalendar.Weekday(key)
	return ok
}
