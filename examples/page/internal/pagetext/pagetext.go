// Package pagetext reads a newspaper page that was copied as text, that is, selected in
// a browser and pasted.
//
//	ActualitéEauUne                              the sections, run together
//	L’eau de mer arrive enfin au robinet         the headline
//	Après trois ans de chantier, …               the deck, if any
//	Par Ghita Lamrabet                           the byline, if any
//	Publié le 14 avril 2026 à 18 h 30            the date, if any
//	© D.R                                        the credit, if any
//	À 6 h 12, mardi, la vanne s’est ouverte …    the body, one paragraph per line
//	À lire aussi                                 the title of the related stories
//	CultureUne                                   a related story: its sections,
//	Œdipe en darija                              its headline
//	Thèbes a un ascenseur en panne …             and its excerpt; more stories follow
//
// Each line holds one part; empty lines are ignored. A line of the body that begins
// with “<” is kept as HTML from a content management system and must be sanitized
// before it is shown.
package pagetext

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/presse-go/presse"
)

// A Page holds the parts of a page as printed.
type Page struct {
	Kicker    string // "ActualitéEauUne"
	Headline  string
	Deck      string
	Byline    string    // "Par Ghita Lamrabet"
	Published time.Time // zero if the page has no date
	Credit    string    // "© D.R"
	Body      []string  // paragraphs of text, and lines of HTML: see HTML
	Cards     []Card    // related stories on the page
}

// A Card is a related story as printed on a page.
type Card struct {
	Kicker, Headline, Excerpt string
}

// HTML returns paragraphs as HTML. It escapes text and encloses it in <p> and </p>; it
// keeps lines of HTML unchanged, so the result must be sanitized before it is shown.
func HTML(paragraphs []string) string {
	var b strings.Builder
	for _, par := range paragraphs {
		if strings.HasPrefix(par, "<") {
			b.WriteString(par)
		} else {
			b.WriteString("<p>" + html.EscapeString(par) + "</p>")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Parse reads a page. Dates on the page are in the given zone. The text of an error
// begins with name and the number of the line: "page.txt:12: …".
func Parse(name string, r io.Reader, zone *time.Location) (*Page, error) {
	lines, err := split(name, r)
	if err != nil {
		return nil, err
	}
	if len(lines) < 3 {
		return nil, fmt.Errorf("%s:%d: the page ends before its body: sections, a headline and a paragraph are needed", name, last(lines))
	}

	p := &Page{Kicker: lines[0].text, Headline: lines[1].text}
	rest, err := p.header(name, lines[2:], zone)
	if err != nil {
		return nil, err
	}
	for len(rest) > 0 && !isCardsTitle(rest[0].text) {
		p.Body = append(p.Body, rest[0].text)
		rest = rest[1:]
	}
	if len(p.Body) == 0 {
		return nil, fmt.Errorf("%s:%d: no body between the header and the end or the related stories", name, last(lines))
	}
	if len(rest) > 0 {
		if p.Cards, err = cards(name, rest[1:]); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// A line is one part of the page with its line number, which counts from 1.
type line struct {
	n    int
	text string
}

// last returns the number of the last line that is not empty, or 1 for an empty page.
func last(lines []line) int {
	if len(lines) == 0 {
		return 1
	}
	return lines[len(lines)-1].n
}

// split returns the lines that are not empty, without surrounding white space.
func split(name string, r io.Reader) ([]line, error) {
	var lines []line
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 16<<20) // a pasted body may be one long line
	n := 0
	for sc.Scan() {
		n++
		text := sc.Text()
		if !utf8.ValidString(text) {
			return nil, fmt.Errorf("%s:%d: not UTF-8: save the page as UTF-8 text", name, n)
		}
		// Windows editors put a byte order mark first.
		if text = strings.TrimSpace(strings.TrimPrefix(text, "\ufeff")); text != "" {
			lines = append(lines, line{n, text})
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s:%d: %w", name, n+1, err)
	}
	return lines, nil
}

// The lines between headline and body are recognized by their beginnings, a date also
// by being one. A paragraph may have such a beginning too ("Par ailleurs, …"), but it
// is longer than these lines, or it is a sentence.
var (
	isByline = regexp.MustCompile(`^(Par|De notre|De nos|Propos recueillis|Vidéo\p{Zs}?:)\p{Zs}?.{0,119}[^.]$|^\([^()]{1,60}\)$`).MatchString
	isCredit = regexp.MustCompile(`^(©|\([Cc]\)|Ph\.|Photo|Crédit|Archives).{0,120}$`).MatchString
	posted   = regexp.MustCompile(`^Publiée? (?:le )?`)
)

func isDate(s string) bool {
	_, err := parseDate(s, nil)
	return len(s) < 100 && (err == nil || posted.MatchString(s))
}

// parseDate returns the date of publication, or of the update if there is no other.
func parseDate(s string, zone *time.Location) (time.Time, error) {
	published, updated, err := presse.Lang("fr").ParseDates(s, zone)
	if published.IsZero() {
		return updated, err
	}
	return published, err
}

func isLabelled(s string) bool { return isByline(s) || isDate(s) || isCredit(s) }

// header reads the lines between headline and body and returns the rest. An unlabelled
// line is the deck if a labelled one follows it.
func (p *Page) header(name string, lines []line, zone *time.Location) ([]line, error) {
	if len(lines) > 1 && !isLabelled(lines[0].text) && isLabelled(lines[1].text) {
		p.Deck = lines[0].text
		lines = lines[1:]
	}
	for ; len(lines) > 0 && isLabelled(lines[0].text); lines = lines[1:] {
		switch l := lines[0]; {
		case isDate(l.text):
			at, err := parseDate(l.text, zone)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, l.n, err)
			}
			p.Published = at
			if isByline(l.text) { // Par Ghita Lamrabet, publié le 14 avril 2026
				p.Byline = l.text
			}
		case isCredit(l.text):
			p.Credit = l.text
		default:
			p.Byline = l.text
		}
	}
	return lines, nil
}

// isCardsTitle reports whether a line is the title of the related stories.
func isCardsTitle(s string) bool {
	switch strings.ToLower(strings.TrimSpace(strings.TrimSuffix(s, ":"))) {
	case "à lire aussi", "lire aussi", "voir aussi", "sur le même sujet", "sur le même thème", "dans la même rubrique",
		"articles similaires", "articles liés", "related articles", "related posts":
		return true
	}
	return false
}

// cards reads cards of three lines each.
func cards(name string, lines []line) ([]Card, error) {
	var list []Card
	for ; len(lines) >= 3; lines = lines[3:] {
		list = append(list, Card{lines[0].text, lines[1].text, lines[2].text})
	}
	if len(lines) > 0 {
		return nil, fmt.Errorf("%s:%d: related story %d is incomplete: sections, headline and excerpt are needed",
			name, last(lines), len(list)+1)
	}
	return list, nil
}
