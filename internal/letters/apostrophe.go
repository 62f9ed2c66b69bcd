package letters

import "strings"

// Apostrophes are the signs that keyboards, word processors and agencies' wires
// put for an apostrophe: ' ’ ‘ ‛ ʼ ʹ ′ ＇ ´ and `. Nothing else in presse says
// what an apostrophe is. Three more are ʹ ´ ` once [NFC] has composed them.
const Apostrophes = "'’‘‛ʼʹ′＇´`"

// Apostrophe reports whether r is one of [Apostrophes]. Most runes asked of are
// small letters, which are none.
func Apostrophe(r rune) bool {
	return (r <= '`' || r > 'z') && strings.ContainsRune(Apostrophes, r)
}
