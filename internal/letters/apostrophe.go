package letters

import "strings"

// Apostrophes are the characters that keyboards, word processors and agency wires
// use as an apostrophe: ' ’ ‘ ‛ ʼ ʹ ′ ＇ ´ and `. It is the only definition of an
// apostrophe in presse. Three more characters become ʹ, ´ or ` in normal form C
// (see [NFC]).
const Apostrophes = "'’‘‛ʼʹ′＇´`"

// Apostrophe reports whether r is one of [Apostrophes]. It rules out lower-case
// ASCII letters first, since most runes are.
func Apostrophe(r rune) bool {
	return (r <= '`' || r > 'z') && strings.ContainsRune(Apostrophes, r)
}
