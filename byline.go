package presse

import (
	"database/sql/driver"
	"encoding/json"
	"slices"

	"github.com/presse-go/presse/internal/printed"
	"github.com/presse-go/presse/internal/record"
)

// A Byline says who made a story: the line as printed, and who it names, in
// normal form C as everything that is read here from printed lines.
// ParseByline reads one; in JSON, a byline given as a string is read the same way.
type Byline struct {
	Text     string   `json:"text,omitzero"` // as printed: "Par Salma Idrissi, avec MAP"
	People   []Person `json:"people,omitzero"`
	Agencies []string `json:"agencies,omitzero"` // agencies and other papers drawn on, as printed: "AFP", "MAP"

	Unknown map[string]json.RawMessage `json:"-"`
}

// A Person is someone a byline names.
type Person struct {
	Name   string `json:"name,omitzero"`  // as printed; empty in "De notre envoyé spécial à Dakar"
	Role   string `json:"role,omitzero"`  // empty for the author; else one of the Role constants
	Title  string `json:"title,omitzero"` // what they are, as printed: "professeur à l’université de Fès"
	Place  string `json:"place,omitzero"` // where they worked, as printed: "Washington"
	Email  string `json:"email,omitzero"`
	Handle string `json:"handle,omitzero"` // on a social network, with its @

	Unknown map[string]json.RawMessage `json:"-"`
}

// The roles that ParseByline tells apart. Other words may stand in Person.Role.
const (
	RoleContributor   = printed.Contributor   // avec X
	RoleEnvoy         = printed.Envoy         // envoyé spécial
	RoleCorrespondent = printed.Correspondent // correspondant
	RoleInterviewer   = printed.Interviewer   // propos recueillis par
	RoleEditor        = printed.Editor        // édité par
	RoleTranslator    = printed.Translator    // traduit par
	RolePhotographer  = printed.Photographer  // photos
	RoleVideographer  = printed.Videographer  // vidéo
)

// A Dateline says where and when a story was written, in the words that open
// its text: "CASABLANCA (MAP) –". ParseDateline reads one.
type Dateline struct {
	Text     string   `json:"text,omitzero"`  // as printed, the dash included
	Place    string   `json:"place,omitzero"` // as printed
	Date     string   `json:"date,omitzero"`  // as printed: "12 nov 2024"
	Agencies []string `json:"agencies,omitzero"`

	Unknown map[string]json.RawMessage `json:"-"`
}

// A Credit says whose picture it is, in the words printed under it, and what
// they come to: "© D.R" names nobody, it reserves the rights. ParseCredit reads
// one; in JSON, a credit given as a string is read the same way.
type Credit struct {
	Text         string   `json:"text,omitzero"`     // as printed: "Crédit : X/AFP"
	Names        []string `json:"names,omitzero"`    // who made it
	Agencies     []string `json:"agencies,omitzero"` // who distributes it
	Rights       Rights   `json:"rights,omitzero"`
	Archive      bool     `json:"archive,omitzero"`      // an old picture: "Archives"
	Illustration bool     `json:"illustration,omitzero"` // not of the event: "Photo d’illustration"

	Unknown map[string]json.RawMessage `json:"-"`
}

// Rights is what a credit says of the rights in a picture.
type Rights uint8

// What credits come to.
const (
	RightsUnknown  Rights = iota // nothing was said
	RightsCredited               // an author, agency or owner is named
	RightsReserved               // "D.R": droits réservés, the owner is not known or not named
	RightsArchive                // "Archives": the paper's own, and nobody else is named
	RightsHandout                // supplied by those it shows, for the press to use
	RightsFree                   // public domain or an open licence
)

// ParseByline reads a byline as French papers print it. The whole line stays in
// Text; a line in which nobody is recognised has nothing else.
func ParseByline(text string) Byline {
	parsed := printed.ParseByline(text)
	b := Byline{Text: text, Agencies: parsed.Agencies}
	for _, p := range parsed.People {
		b.People = append(b.People, Person{p.Name, p.Role, p.Title, p.Place, p.Email, p.Handle, nil})
	}
	return b
}

// ParseDateline reads the dateline that opens a plain text, if there is one, and
// returns it with the text that follows: d.Text+rest is the text that came in.
func ParseDateline(text string) (d Dateline, rest string) {
	parsed, rest := printed.ParseDateline(text)
	return Dateline{Text: parsed.Text, Place: parsed.Place, Date: parsed.Date, Agencies: parsed.Agencies}, rest
}

// ParseCredit reads the credit of a picture as French papers print it. The whole
// credit stays in Text.
func ParseCredit(text string) Credit {
	parsed := printed.ParseCredit(text)
	c := Credit{Text: text, Names: parsed.Names, Agencies: parsed.Agencies, Archive: parsed.Archive, Illustration: parsed.Illustration}
	c.Rights = Rights(max(0, slices.Index(rightsWords, parsed.Rights)))
	return c
}

// MarshalJSON is Article.MarshalJSON for this part alone.
func (b Byline) MarshalJSON() ([]byte, error) { return marshal("write byline", b) }

// UnmarshalJSON reads an object, or a string as ParseByline does.
func (b *Byline) UnmarshalJSON(data []byte) error {
	return unmarshal("read byline", data, b, asPrinted)
}

// MarshalJSON is Article.MarshalJSON for this part alone.
func (p Person) MarshalJSON() ([]byte, error) { return marshal("write person", p) }

// UnmarshalJSON is Article.UnmarshalJSON for this part alone.
func (p *Person) UnmarshalJSON(data []byte) error {
	return unmarshal("read person", data, p, asPrinted)
}

// MarshalJSON is Article.MarshalJSON for this part alone.
func (d Dateline) MarshalJSON() ([]byte, error) { return marshal("write dateline", d) }

// UnmarshalJSON reads an object, or a string as ParseDateline does.
func (d *Dateline) UnmarshalJSON(data []byte) error {
	return unmarshal("read dateline", data, d, asPrinted)
}

// MarshalJSON is Article.MarshalJSON for this part alone.
func (c Credit) MarshalJSON() ([]byte, error) { return marshal("write credit", c) }

// UnmarshalJSON reads an object, or a string as ParseCredit does.
func (c *Credit) UnmarshalJSON(data []byte) error {
	return unmarshal("read credit", data, c, asPrinted)
}

// asPrinted reads the parts that JSON may give as they are printed.
func asPrinted(ptr any, text string) bool {
	switch ptr := ptr.(type) {
	case *Byline:
		*ptr = ParseByline(text)
	case *Dateline:
		*ptr = Dateline{Text: text}
		if d, rest := ParseDateline(text); rest == "" {
			*ptr = d
		}
	case *Credit:
		*ptr = ParseCredit(text)
	default:
		return false
	}
	return true
}

// The words of Rights, as they stand in JSON, text and SQL. They never change.
var rightsWords = []string{"unknown", "credited", "reserved", "archive", "handout", "free"}

// String returns the word for r, such as "reserved".
func (r Rights) String() string { return record.Word(rightsWords, r) }

// Label returns what to print for r in French where the credit itself is not
// printed, such as "droits réservés"; empty when nothing is known.
func (r Rights) Label() string {
	return record.Word([]string{"", "tous droits réservés", "droits réservés", "archives", "document transmis", "libre de droits"}, r)
}

// MarshalText returns the word for r; a number that stands for none is an *Error.
func (r Rights) MarshalText() ([]byte, error) { return marshalWord("rights", rightsWords, r) }

// UnmarshalText reads the word for a status of rights.
func (r *Rights) UnmarshalText(b []byte) error { return scanWord("rights", rightsWords, r, b) }

// Value stores the word for r in a database.
func (r Rights) Value() (driver.Value, error) { return valueWord("rights", rightsWords, r) }

// Scan reads the word for a status of rights from a database; NULL is unknown.
func (r *Rights) Scan(src any) error { return scanWord("rights", rightsWords, r, src) }
