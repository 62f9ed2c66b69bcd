package markup

//go:generate go run ./gen

// An attribute is one that may appear in the normal form. The list is in gen.
type attribute uint8

// A form says how the value of an attribute is written in the normal form.
type form uint8

const (
	formText     form = iota // anything, escaped
	formFlag                 // empty: only the presence of the attribute matters
	formToken                // letters, digits, . _ - / + : ; = ( ) , % and spaces: cannot name a resource
	formNumber               // 1 to 5 digits
	formInteger              // the same, which may be negative
	formWord                 // one of the words listed for the attribute
	formID                   // see checkID
	formLink                 // URL that a reader may follow: http, https, mailto, tel or relative
	formResource             // URL that a browser loads on its own: http, https or relative
	formSrcset               // list of formResource URLs with sizes
	formRel                  // rel tokens
)

func (a attribute) String() string { return attributes[a].name }
