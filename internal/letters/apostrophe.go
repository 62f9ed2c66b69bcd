package letters

import "strings"

// Apostrophes are the signs that keyboards, word processors and agencies' wires
// put for an apostrophe: ' ’ ‘ ‛ ʼ ʹ ′ ＇ ´ and `. Nothing else in presse says
// what an apostrophe is.
const Apostrophes = "'’‘‛ʼʹ′＇´`"

// Apostrophe reports whether r is one of [Apostrophes].
func Apostrophe(r rune) bool { return strings.ContainsRune(Apostrophes, r) }
