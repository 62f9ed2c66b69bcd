package presse

import (
	"database/sql/driver"

	"github.com/presse-go/presse/internal/collate"
	"github.com/presse-go/presse/internal/quote"
	"github.com/presse-go/presse/internal/record"
	"golang.org/x/text/language"
)

// Lang is a language as a BCP 47 tag: "fr", "ar", "fr-MA", "zgh". The zero value is an
// unknown language. Whatever depends on the language (dates, slugs, related articles,
// labels) accepts any spelling of the tag: ar-MA, ar_MA, AR, ara.
type Lang string

// Tag returns l as a [language.Tag], or language.Und if it is not a valid tag.
func (l Lang) Tag() language.Tag {
	tag, _ := l.parse()
	return tag
}

func (l Lang) valid() bool {
	_, err := l.parse()
	return err == nil
}

// maxTag is the maximum length of a tag in bytes, several times that of any real one:
// reading a tag takes time that grows with its square.
const maxTag = 100

func (l Lang) parse() (language.Tag, error) {
	if len(l) > maxTag {
		return language.Und, errLang
	}
	tag, err := language.Parse(string(l))
	if err != nil {
		return language.Und, errLang
	}
	return tag, nil
}

// Dir returns the direction of the language's script, for the dir attribute of HTML:
// "rtl" for Arabic, Hebrew, Persian, Urdu and others, otherwise "ltr".
func (l Lang) Dir() string {
	switch script, _ := l.Tag().Script(); script.String() {
	case "Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi":
		return "rtl"
	}
	return "ltr"
}

// MarshalText returns l unchanged; it is an *Error if l is not a BCP 47 tag and could
// not be read again.
func (l Lang) MarshalText() ([]byte, error) {
	if l != "" && !l.valid() {
		return nil, &Error{Op: "write lang", Value: quote.Short(string(l)), Err: errLang}
	}
	return []byte(l), nil
}

// UnmarshalText reads a BCP 47 tag and stores it in its canonical form: "fr_ma" becomes
// "fr-MA". The empty text is the zero Lang. Any other text is an *Error.
func (l *Lang) UnmarshalText(text []byte) error { return l.Scan(text) }

// Value returns what MarshalText does, to be stored in a database.
func (l Lang) Value() (driver.Value, error) {
	text, err := l.MarshalText()
	if err != nil {
		return nil, err
	}
	return string(text), nil
}

// Scan reads a tag from a database as [Lang.UnmarshalText] does; NULL is the zero Lang.
func (l *Lang) Scan(src any) error {
	if l == nil {
		return &Error{Op: "read lang", Err: errNil}
	}
	text, err := record.Text(src)
	if err != nil {
		return recordError("read lang", err)
	}
	tag, err := Lang(text).parse()
	switch {
	case text == "":
		*l = ""
	case err != nil:
		return &Error{Op: "read lang", Value: quote.Short(text), Err: errLang}
	default:
		*l = Lang(tag.String())
	}
	return nil
}

// Order is an alphabetical order of French. The zero value is the order of France and
// the Maghreb. Its text form is "french" or "canadian".
type Order uint8

// The two orders differ only for words that differ in several accents.
const (
	OrderFrench   Order = iota // the first accent decides: cote, coté, côte, côté
	OrderCanadian              // the last accent decides: cote, côte, coté, côté
)

var orderWords = []string{"french", "canadian"}

// String returns the text form of o.
func (o Order) String() string { return record.Word(orderWords, o) }

// MarshalText returns the text form of o; an unknown order is an *Error.
func (o Order) MarshalText() ([]byte, error) { return marshalWord("order", orderWords, o) }

// UnmarshalText reads the text form of an order.
func (o *Order) UnmarshalText(b []byte) error { return scanWord("order", orderWords, o, b) }

// Compare returns -1, 0 or +1 if a sorts before, with or after b. It compares letters
// first (œ as oe), then accents (é after e), then case (lower case first). Spaces and
// punctuation sort before digits, digits before letters, and other alphabets after
// French. This is the CLDR order for French (fr, and fr-u-kb-true). 0 means that a
// reader sees no difference: use something else to break the tie.
//
// Compare suits [slices.SortFunc], does not allocate for composed text, and is safe
// for concurrent use, unlike the Collator of golang.org/x/text/collate.
func (o Order) Compare(a, b string) int {
	if o == OrderCanadian {
		return collate.CompareCanadian(a, b)
	}
	return collate.Compare(a, b)
}
