package markup

//go:generate go run ./gen

// An attribute is one of those that the normal form can hold (gen lists them).
type attribute uint8

// form is how the value of an attribute is written in the safe normal form.
type form uint8

const (
	formText     form = iota // anything, escaped
	formFlag                 // empty: the attribute's presence is all
	formToken                // letters, digits and . _ - / + : ; = ( ) , % and inner spaces: cannot name a resource
	formNumber               // 1 to 5 digits
	formWord                 // one of a few words, see words
	formID                   // see checkID
	formLink                 // URL for a reader: http, https, mailto, tel or relative
	formResource             // URL that a browser loads by itself: http, https or relative
	formSrcset               // several of them
	formRel                  // rel tokens
)

func (a attribute) String() string { return attributes[a].name }
