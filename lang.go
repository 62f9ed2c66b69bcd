package presse

import (
	"database/sql/driver"

	"github.com/presse-go/presse/internal/collate"
	"github.com/presse-go/presse/internal/record"
	"golang.org/x/text/language"
)

// Lang is a language, as a BCP 47 tag: "fr", "ar", "fr-MA", "zgh". The zero
// value says that it is not known. Dates, slugs and related stories take its
// language in any spelling: ar-MA, ar_MA, AR, ara.
type Lang string

// Tag returns l as a language.Tag; language.Und when it is none.
func (l Lang) Tag() language.Tag {
	tag, err := language.Parse(string(l))
	if err != nil {
		return language.Und
	}
	return tag
}

func (l Lang) valid() bool {
	_, err := language.Parse(string(l))
	return err == nil
}

// Dir returns the direction of writing, for the dir attribute of HTML: "rtl" for
// Arabic, Hebrew, Persian, Urdu …, else "ltr".
func (l Lang) Dir() string {
	switch script, _ := l.Tag().Script(); script.String() {
	case "Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi":
		return "rtl"
	}
	return "ltr"
}

// MarshalText returns l as it is.
func (l Lang) MarshalText() ([]byte, error) { return []byte(l), nil }

// UnmarshalText reads a BCP 47 tag and gives it its usual form: "fr_ma" becomes
// "fr-MA". The empty text is the zero Lang.
func (l *Lang) UnmarshalText(text []byte) error { return l.Scan(text) }

// Value stores l in a database as it is.
func (l Lang) Value() (driver.Value, error) { return string(l), nil }

// Scan reads a tag from a database as UnmarshalText does; NULL is the zero Lang.
func (l *Lang) Scan(src any) error {
	text, err := record.Text(src)
	if err != nil {
		return recordError("read lang", err)
	}
	tag, err := language.Parse(text)
	switch {
	case text == "":
		*l = ""
	case err != nil:
		return &Error{Op: "read lang", Value: shorten(text), Err: errLang}
	default:
		*l = Lang(tag.String())
	}
	return nil
}

// Order is an alphabetical order of French. The zero value is the one of France
// and of the Maghreb.
type Order uint8

// The two orders differ where words differ by several accents.
const (
	OrderFrench   Order = iota // the first accent decides: cote, coté, côte, côté
	OrderCanadian              // the last accent decides: cote, côte, coté, côté
)

// Compare returns -1, 0 or +1 as a stands before, with or behind b: by letters
// first (œ as oe), then by accents (é after e), then by case (small first).
// Spaces and signs stand before digits, digits before letters, other alphabets
// after French: it is the CLDR's order for French (fr, and fr-u-kb-true).
// 0 means that a reader sees no difference; decide then by something else.
//
// It suits [slices.SortFunc], does not allocate on composed text, and unlike a
// collate.Collator may be used by many goroutines.
func (o Order) Compare(a, b string) int {
	if o == OrderCanadian {
		return collate.CompareCanadian(a, b)
	}
	return collate.Compare(a, b)
}
