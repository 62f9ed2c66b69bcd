package presse

import (
	"cmp"
	"database/sql/driver"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/printed"
	"github.com/presse-go/presse/internal/record"
)

// A Byline says who wrote a story: the line as printed, and the people and agencies
// it names, in Unicode normal form C. [ParseByline] reads one. In JSON, a byline may
// also be a string, which is read the same way, or a list of names.
type Byline struct {
	Text     string   `json:"text,omitzero"` // as printed: "Par Salma Idrissi, avec MAP"
	People   []Person `json:"people,omitzero"`
	Agencies []string `json:"agencies,omitzero"` // agencies and other papers named as sources, as printed: "AFP", "MAP"

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// A Person is someone named in a byline.
type Person struct {
	Name   string `json:"name,omitzero"`  // as printed; empty in "De notre envoyé spécial à Dakar"
	Role   string `json:"role,omitzero"`  // empty for an author, otherwise one of the Role constants or a custom role
	Title  string `json:"title,omitzero"` // occupation as printed: "professeur à l’université de Fès"
	Place  string `json:"place,omitzero"` // where they reported from, as printed: "Washington"
	Email  string `json:"email,omitzero"`
	Handle string `json:"handle,omitzero"` // on a social network, including the @
	ID     string `json:"id,omitzero"`     // of the person, in the newsroom or in a registry such as ORCID
	URL    string `json:"url,omitzero"`    // of their page

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// The roles that ParseByline distinguishes.
const (
	RoleContributor   = "contributor"   // avec X
	RoleEnvoy         = "envoy"         // envoyé spécial
	RoleCorrespondent = "correspondent" // correspondant
	RoleInterviewer   = "interviewer"   // propos recueillis par
	RoleEditor        = "editor"        // édité par
	RoleTranslator    = "translator"    // traduit par
	RolePhotographer  = "photographer"  // photos
	RoleVideographer  = "videographer"  // vidéo
)

// A Dateline says where and when a story was written, in the words that open its
// text: "CASABLANCA (MAP) –". [ParseDateline] reads one. In JSON, a dateline may also
// be a string, which is read the same way.
type Dateline struct {
	Text     string   `json:"text,omitzero"`  // as printed, including the dash
	Place    string   `json:"place,omitzero"` // as printed
	Date     string   `json:"date,omitzero"`  // as printed: "12 nov 2024"
	Agencies []string `json:"agencies,omitzero"`

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// A Credit says who made a picture and who owns it: the words printed under it, and
// what they mean. "© D.R" names nobody but reserves the rights. [ParseCredit] reads
// one. In JSON, a credit may also be a string, which is read the same way.
type Credit struct {
	Text         string   `json:"text,omitzero"`     // as printed: "Crédit : X/AFP"
	Names        []string `json:"names,omitzero"`    // photographers and other authors
	Agencies     []string `json:"agencies,omitzero"` // agencies and other suppliers
	Rights       Rights   `json:"rights,omitzero"`
	Archive      bool     `json:"archive,omitzero"`      // a file picture: "Archives"
	Illustration bool     `json:"illustration,omitzero"` // does not show the event itself: "Photo d’illustration"

	License string    `json:"license,omitzero"` // URL of the licence, such as https://creativecommons.org/licenses/by/4.0/
	Terms   string    `json:"terms,omitzero"`   // conditions of use in words: "pas d’usage après le procès"
	Expiry  time.Time `json:"expiry,omitzero"`  // not to be used from this instant on

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// Rights is what a credit says about the rights in a picture. Its text form, in JSON
// and databases too, is "unknown", "credited", "reserved", "archive", "handout" or
// "free".
type Rights uint8

// What a credit can say.
const (
	RightsUnknown  Rights = iota // nothing about the rights
	RightsCredited               // an author, agency or owner is named
	RightsReserved               // "D.R", droits réservés: the owner is unknown or not named
	RightsArchive                // "Archives": from the paper's own files, and nobody is named
	RightsHandout                // supplied for use by the press
	RightsFree                   // public domain or an open licence
)

// ParseByline reads a byline as French papers print it. Text is the whole line; if
// nobody is recognized in it, the other fields are empty. Text stays as it is, while
// character references are read in names (Herv&eacute; is Hervé), of which addresses of
// pages and telephone numbers are no part.
func ParseByline(text string) Byline {
	parsed := printed.ParseByline(text)
	b := Byline{Text: text, Agencies: parsed.Agencies}
	for _, p := range parsed.People {
		b.People = append(b.People, Person{Name: p.Name, Role: p.Role, Title: p.Title, Place: p.Place, Email: p.Email, Handle: p.Handle})
	}
	return b
}

// ParseDateline reads the dateline at the beginning of a plain text, if there is
// one, and returns it and the rest of the text: d.Text+rest is always text.
func ParseDateline(text string) (d Dateline, rest string) {
	parsed, rest := printed.ParseDateline(text)
	return Dateline{Text: parsed.Text, Place: parsed.Place, Date: parsed.Date, Agencies: parsed.Agencies}, rest
}

// ParseCredit reads the credit of a picture as French papers print it. Text is the
// whole credit, as it is; character references are read in names, as ParseByline does.
func ParseCredit(text string) Credit {
	parsed := printed.ParseCredit(text)
	c := Credit{Text: text, Names: parsed.Names, Agencies: parsed.Agencies, Archive: parsed.Archive, Illustration: parsed.Illustration}
	c.Rights = Rights(max(0, slices.Index(rightsWords, parsed.Rights)))
	return c
}

// Line returns the byline as a line to print in the given language, composed from
// People and Agencies: "Par Salma Idrissi et Karim Benali, avec MAP", "بقلم X وY".
// It is written in French, Arabic or English, and in French for any other language.
// Names stay as they are, followed by the place in parentheses; Title, Email, Handle,
// and whether an author is an envoy or a correspondent, are left out. If the byline
// names nobody, Line returns Text.
func (b Byline) Line(l Lang) string {
	w := wordingIn(l)
	groups := make(map[string][]string)
	roles := []string{"", RoleInterviewer, RoleEditor, RoleTranslator, RolePhotographer, RoleVideographer}
	for _, p := range b.People {
		role, name := p.Role, strings.TrimSpace(p.Name)
		switch role {
		case RoleEnvoy:
			role, name = "", cmp.Or(name, w.envoy)
		case RoleCorrespondent:
			role, name = "", cmp.Or(name, w.correspondent)
		}
		if name == "" {
			continue
		}
		if p.Place != "" {
			name += " (" + p.Place + ")"
		}
		if role != RoleContributor && !slices.Contains(roles, role) {
			roles = append(roles, role)
		}
		groups[role] = append(groups[role], name)
	}
	var line []string
	for _, role := range roles {
		if names := groups[role]; len(names) > 0 {
			line = append(line, w.before(role)+w.list(names))
		}
	}
	contributors := groups[RoleContributor]
	agencies := slices.DeleteFunc(slices.Clone(b.Agencies), func(s string) bool { return strings.TrimSpace(s) == "" })
	switch with := append(contributors, agencies...); {
	case len(line) == 0 && len(with) == 0:
		return b.Text
	case len(line) == 0 && len(contributors) == 0:
		line = append(line, w.list(with))
	case len(with) > 0:
		line = append(line, w.before(RoleContributor)+w.list(with))
	}
	first, size := utf8.DecodeRuneInString(line[0])
	return string(unicode.ToUpper(first)) + strings.Join(line, w.comma)[size:]
}

// SplitCaption splits the one field in which WordPress and others keep both the caption
// of a picture and its credit: "Le port de Tanger. © Karim Benali / MAP". The credit may
// come first. If there is no credit that is marked as one (by ©, "Photo :", "Crédit", a
// known agency after a dash or in parentheses …), the caption is the whole text.
func SplitCaption(text string) (caption string, c Credit) {
	caption, credit := printed.SplitCaption(text)
	if credit == "" {
		return text, Credit{}
	}
	return caption, ParseCredit(credit)
}

// bylineOf returns the byline for a list of names, which it may change. JSON Feed and
// schema.org have such lists.
func bylineOf(names []string) Byline {
	names = slices.DeleteFunc(names, func(name string) bool { return strings.TrimSpace(name) == "" })
	b := Byline{Text: strings.Join(names, ", ")}
	for _, name := range names {
		parsed := ParseByline(name)
		b.People = append(b.People, parsed.People...)
		b.Agencies = append(b.Agencies, parsed.Agencies...)
	}
	return b
}

// MarshalJSON does for a Byline what [Article.MarshalJSON] does for an Article.
func (b Byline) MarshalJSON() ([]byte, error) { return marshal("write byline", b) }

// UnmarshalJSON reads an object, a string as [ParseByline] does, or a list of such strings.
func (b *Byline) UnmarshalJSON(data []byte) error {
	return unmarshal("read byline", data, b)
}

// MarshalJSON does for a Person what [Article.MarshalJSON] does for an Article.
func (p Person) MarshalJSON() ([]byte, error) { return marshal("write person", p) }

// UnmarshalJSON reads an object, or a string, the name.
func (p *Person) UnmarshalJSON(data []byte) error {
	return unmarshal("read person", data, p)
}

// MarshalJSON does for a Dateline what [Article.MarshalJSON] does for an Article.
func (d Dateline) MarshalJSON() ([]byte, error) { return marshal("write dateline", d) }

// UnmarshalJSON reads an object, or a string as [ParseDateline] does.
func (d *Dateline) UnmarshalJSON(data []byte) error {
	return unmarshal("read dateline", data, d)
}

// MarshalJSON does for a Credit what [Article.MarshalJSON] does for an Article.
func (c Credit) MarshalJSON() ([]byte, error) { return marshal("write credit", c) }

// UnmarshalJSON reads an object, or a string as [ParseCredit] does.
func (c *Credit) UnmarshalJSON(data []byte) error {
	return unmarshal("read credit", data, c)
}

// rightsWords are the text forms of Rights, also in JSON and databases. They must not change.
var rightsWords = []string{"unknown", printed.Credited, printed.Reserved, printed.Archive, printed.Handout, printed.Free}

// String returns the text form of r, such as "reserved".
func (r Rights) String() string { return record.Word(rightsWords, r) }

// Label returns what to print for r where the credit itself is not printed, in French, Arabic
// or English: "droits réservés". For any other language the label is French. Label returns ""
// for RightsUnknown and for unknown values.
func (r Rights) Label(l Lang) string {
	if labels := wordingIn(l).rights; int(r) < len(labels) {
		return labels[r]
	}
	return ""
}

// MarshalText returns the text form of r; an unknown value is an *Error.
func (r Rights) MarshalText() ([]byte, error) { return marshalWord("rights", rightsWords, r) }

// UnmarshalText reads the text form of rights.
func (r *Rights) UnmarshalText(b []byte) error { return scanWord("rights", rightsWords, r, b) }

// Value returns the text form of r, to be stored in a database.
func (r Rights) Value() (driver.Value, error) { return valueWord("rights", rightsWords, r) }

// Scan reads the text form of rights from a database; NULL is unknown.
func (r *Rights) Scan(src any) error { return scanWord("rights", rightsWords, r, src) }
