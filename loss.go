package presse

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/presse-go/presse/internal/record"
)

// A Redirect leads from an old address to a new one.
type Redirect struct {
	// From is a path without scheme, host or leading slash, as in
	// [Article.FormerSlugs], or "?p=123", WordPress's short link.
	From string `json:"from,omitzero"`

	// To is such a path, or an absolute URL; empty if the page is gone (HTTP 410).
	To string `json:"to,omitzero"`
}

// LossKind says what happened to something that an import or export could not carry over
// unchanged. Its text form is "dropped", "changed", "guessed" or "kept".
type LossKind uint8

// From worst to best.
const (
	LossDropped LossKind = iota // it was left out
	LossChanged                 // it was replaced by something similar
	LossGuessed                 // it could be read in several ways, and was read in the most likely one
	LossKept                    // it is kept in Unknown
)

var lossWords = []string{"dropped", "changed", "guessed", "kept"}

// String returns the text form of k.
func (k LossKind) String() string { return record.Word(lossWords, k) }

// MarshalText returns the text form of k; an unknown kind is an *Error.
func (k LossKind) MarshalText() ([]byte, error) { return marshalWord("loss", lossWords, k) }

// UnmarshalText reads the text form of a kind.
func (k *LossKind) UnmarshalText(b []byte) error { return scanWord("loss", lossWords, k, b) }

// A Loss describes something that an import or export could not carry over unchanged.
//
// As JSON it is an object with the members item, field, value, kind and err, the last of
// which is the text of Err. It can be written, but not read.
type Loss struct {
	Item  string // ID of the story, or of another item of the file
	Field string // of the item, as the other system calls it
	Value string // the name of a member, shortcode or block, or an address; never text of the story
	Kind  LossKind
	Err   error // why
}

// String returns the item, field, quoted value, kind and cause on one line.
func (l Loss) String() string {
	var text strings.Builder
	for _, name := range []string{l.Item, l.Field} {
		if name != "" {
			text.WriteString(name + " ")
		}
	}
	if l.Value != "" {
		fmt.Fprintf(&text, "%q ", l.Value)
	}
	text.WriteString(l.Kind.String())
	if l.Err != nil {
		text.WriteString(": " + l.Err.Error())
	}
	return text.String()
}

// MarshalJSON returns the JSON form of l. Empty members are left out, except the kind.
func (l Loss) MarshalJSON() ([]byte, error) {
	form := struct {
		Item  string   `json:"item,omitzero"`
		Field string   `json:"field,omitzero"`
		Value string   `json:"value,omitzero"`
		Kind  LossKind `json:"kind"`
		Err   string   `json:"err,omitzero"`
	}{Item: l.Item, Field: l.Field, Value: l.Value, Kind: l.Kind}
	if l.Err != nil {
		form.Err = l.Err.Error()
	}
	text, err := json.Marshal(form)
	if err != nil {
		return nil, &Error{Op: "write loss", Err: err}
	}
	return text, nil
}
