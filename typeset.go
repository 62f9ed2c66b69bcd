package presse

import (
	"html/template"

	"github.com/presse-go/presse/internal/record"
	"github.com/presse-go/presse/internal/typography"
	"github.com/presse-go/presse/internal/words"
)

// A Typesetter sets French text as the press prints it. It changes spaces, apostrophes,
// quotation marks and ellipses, never a letter or a digit:
//
//   - A space before ; : ! ? becomes a no-break space, or is removed if the region prints
//     none. A space that the writer left out is not added: Yahoo!, 18h30.
//   - A space before %, a unit of measure or the symbol of a currency becomes a no-break
//     space, as do the spaces in 18 h 30, 1 m 80, 10 000 F CFA, and after M., Mme, Dr, Me, n°,
//     p., art. and the like. A unit in words, as in 30 dirhams or 5 millions, is not one.
//   - A space in 10 000 becomes a no-break space unless the digits may be two numbers: those
//     after a name, as in Peugeot 208 100 ch, and those of a telephone number stay.
//   - « and » get a no-break space inside, whether the writer left one or not.
//   - "oui" becomes « oui », or “oui” inside guillemets. If the straight quotation marks of
//     a paragraph do not pair up, all of them stay, except that the paragraph may begin or
//     end inside a longer quotation. A quotation whose paragraphs all begin with a mark stays.
//   - ' inside a word becomes ’, and three periods become an ellipsis.
//
// It does not change what is not French prose: addresses, handles, hashtags, paths, tags,
// shortcodes, code between backquotes, JSON, identifiers such as doi:10.1000/x, emoticons,
// feet and inches, and text in a script other than Latin and Greek, with the punctuation
// after it. In a French line, quotation marks are set around words in another script too,
// unless straight marks enclose nothing else. In doubt, it changes nothing. It sets each line
// of a text, and each block of HTML, separately.
//
// Setting text that has been set changes nothing. Text and HTML that need no change are
// returned as they are, without allocating. The time is linear in the length of the text.
//
// The zero Typesetter sets the French of France and the Maghreb. A Typesetter is plain
// data, and is safe for concurrent use.
//
// The rules are those of the Lexique des règles typographiques en usage à l'Imprimerie
// nationale and the Code typographique, for Canada those of the Banque de dépannage
// linguistique of the Office québécois de la langue française, and for Switzerland those
// of the Guide du typographe.
type Typesetter struct {
	// Lang is the language of the text. Only French is set; text in any other language
	// stays as it is. The zero Lang is French. The region matters for fr-CA and fr-CH. A
	// language is a tag, in any spelling: fr, fr_ca, fra, fr-Latn-CA. A name, such as
	// "french", is not one, and the text stays.
	Lang Lang `json:"lang,omitzero"`

	// Spaces selects the no-break spaces. An unknown value is SpacesByLang.
	Spaces Spaces `json:"spaces,omitzero"`
}

// Spaces selects the no-break spaces that a [Typesetter] uses: the full one, U+00A0, and
// the narrow one, U+202F, which some old fonts lack. Its text form is "bylang", "full" or
// "narrow".
type Spaces uint8

const (
	// SpacesByLang follows the region of the language:
	//
	//	region                 before ; ! ?  before :  inside « »  in numbers  before units
	//	France, Maghreb, other narrow        full      full        narrow      full
	//	Canada                 none          full      full        full        full
	//	Switzerland            narrow        narrow    narrow      narrow      full
	SpacesByLang Spaces = iota
	SpacesFull          // full spaces everywhere, in every region
	SpacesNarrow        // those of France, in every region: narrow before ; ! ? and in numbers
)

var spacesWords = []string{"bylang", "full", "narrow"}

// String returns the text form of s.
func (s Spaces) String() string { return record.Word(spacesWords, s) }

// MarshalText returns the text form of s; an unknown value is an *Error.
func (s Spaces) MarshalText() ([]byte, error) { return marshalWord("spaces", spacesWords, s) }

// UnmarshalText reads the text form of spaces.
func (s *Spaces) UnmarshalText(b []byte) error { return scanWord("spaces", spacesWords, s, b) }

// A Change is a change that a [Typesetter] makes to a text, to be shown to an editor.
type Change struct {
	Offset int    `json:"offset,omitzero"` // where Old begins, in bytes of the old text
	Old    string `json:"old,omitzero"`    // what is replaced, never empty
	New    string `json:"new,omitzero"`    // what replaces it; empty if a space is removed

	// Rule is the reason, in English: one of the following, which never change.
	//
	//	no-break space before punctuation
	//	no space before punctuation
	//	no-break space before a unit
	//	no-break space in a number
	//	no-break space after an abbreviation
	//	no-break space inside guillemets
	//	apostrophe
	//	ellipsis
	//	guillemets
	//	quotation marks inside guillemets
	Rule string `json:"rule,omitzero"`
}

// Typeset sets a text in the language l: it is Typesetter{Lang: l}.Text(s).
func Typeset(s string, l Lang) string { return Typesetter{Lang: l}.Text(s) }

// Text sets a plain text, such as a headline or the result of [PlainText].
func (y Typesetter) Text(s string) string {
	if style := y.style(); style != nil {
		return style.Text(s)
	}
	return s
}

// HTML sets the text of HTML. A rule sees across inline tags, but not across the tags of
// blocks, table cells or line breaks. Tags, attributes and comments stay as they are, as
// does the content of code, pre, kbd, samp, script and the like, and of elements whose lang
// attribute is not French; inside those, lang="fr" resumes. A name or code, marked with
// translate="no" or the class notranslate, stays too, unless html or body has the mark. With
// SpacesByLang, a block in French of another region, such as <p lang="fr-CA">, has the spaces
// of that region; an inline element has those around it. A character reference is the
// character that it stands for.
//
// If body has been sanitized, [Sanitize] does not change the result. HTML is no sanitizer:
// body must be as safe as its type says.
func (y Typesetter) HTML(body template.HTML) template.HTML {
	if style := y.style(); style != nil {
		return template.HTML(style.HTML(string(body)))
	}
	return body
}

// Changes returns the changes that [Typesetter.Text] makes to s, in the order of s. They do
// not overlap. It returns an empty slice if there are none.
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
		return typography.Narrow
	}
	return typography.Of(string(y.Lang))
}
