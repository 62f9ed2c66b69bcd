package presse

import (
	"html/template"

	"github.com/presse-go/presse/internal/record"
	"github.com/presse-go/presse/internal/typography"
	"github.com/presse-go/presse/internal/words"
)

// Typeset sets French text as the press prints it: see [Typesetter.Text].
func Typeset(s string, l Lang) string { return Typesetter{Lang: l}.Text(s) }

// A Typesetter sets French text.
type Typesetter struct {
	Lang   Lang   `json:"lang,omitzero"`
	Spaces Spaces `json:"spaces,omitzero"`
}

type Spaces uint8

const (
	SpacesByLang Spaces = iota
	SpacesFull
	SpacesNarrow
)

var spacesWords = []string{"bylang", "full", "narrow"}

// String returns the text form of s.
func (s Spaces) String() string { return record.Word(spacesWords, s) }

// MarshalText returns the text form of s; an unknown value is an *Error.
func (s Spaces) MarshalText() ([]byte, error) { return marshalWord("spaces", spacesWords, s) }

// UnmarshalText reads the text form of spaces.
func (s *Spaces) UnmarshalText(b []byte) error { return scanWord("spaces", spacesWords, s, b) }

type Change struct {
	Offset int    `json:"offset,omitzero"`
	Old    string `json:"old,omitzero"`
	New    string `json:"new,omitzero"`
	Rule   string `json:"rule,omitzero"`
}

func (y Typesetter) Text(s string) string {
	if style := y.style(); style != nil {
		return style.Text(s)
	}
	return s
}

func (y Typesetter) HTML(body template.HTML) template.HTML {
	if style := y.style(); style != nil {
		return template.HTML(style.HTML(string(body)))
	}
	return body
}

func (y Typesetter) Changes(s string) []Change {
	style := y.style()
	if style == nil {
		return []Change{}
	}
	edits := style.Edits(s)
	changes := make([]Change, len(edits))
	for i, e := range edits {
		changes[i] = Change{Offset: e.Start, Old: s[e.Start:e.End], New: e.New, Rule: e.Rule}
	}
	return changes
}

// style returns the style of the language and the spaces, or nil if the language is not
// French.
func (y Typesetter) style() *typography.Style {
	if y.Lang != "" && words.Language(string(y.Lang)) != "fr" {
		return nil
	}
	switch y.Spaces {
	case SpacesFull:
		return typography.Full
	case SpacesNarrow:
		return typography.Lexique
	}
	switch words.Region(string(y.Lang)) {
	case "CA":
		return typography.Canada
	case "CH":
		return typography.Swiss
	}
	return typography.Lexique
}
