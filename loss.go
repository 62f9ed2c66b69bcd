package presse

import (
	"encoding/json"
	"fmt"

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

// LossKind is what became of something that an import or export could not carry as it
// was. Its text form is "dropped", "changed", "guessed" or "kept".
type LossKind uint8

// From worst to best.
const (
	LossDropped LossKind = iota // it is gone
	LossChanged                 // something else stands for it
	LossGuessed                 // it was read in the likeliest way
	LossKept                    // it is in Unknown
)

var lossWords = []string{"dropped", "changed", "guessed", "kept"}

// String returns the text form of k.
func (k LossKind) String() string { return record.Word(lossWords, k) }

// MarshalText returns the text form of k; an unknown kind is an *Error.
func (k LossKind) MarshalText() ([]byte, error) { return marshalWord("loss", lossWords, k) }

// UnmarshalText reads the text form of a kind.
func (k *LossKind) UnmarshalText(b []byte) error { return scanWord("loss", lossWords, k, b) }

// A Loss is something that an import or export could not carry as it was.
//
// As JSON it is an object with the members item, field, value, kind and err, the last of
// which is the text of Err.
type Loss struct {
	Item  string // ID of the story, or of what else the file holds
	Field string // of the item, in the terms of the other system
	Value string // a name (a member, shortcode, block or address), never text of the story
	Kind  LossKind
	Err   error // why
}

// String returns the loss on one line.
func (l Loss) String() string {
	text := fmt.Sprintf("%s %s %q: %s", l.Item, l.Field, l.Value, l.Kind)
	if l.Err != nil {
		text += ": " + l.Err.Error()
	}
	return text
}

// MarshalJSON returns the JSON form of l. Empty members are left out, but for the kind.
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
