package digest

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/presse-go/presse/internal/related/scoring"
)

// The words that most articles have are known to every digest by their numbers, which
// start from 1. A number takes less room than the word, and Choose needs neither to read
// the word nor to look it up. The list is part of the format: another list is another
// version.

//go:generate go run ./gen -n 16384

//go:embed words.txt
var listed string

// Known is the number of known words.
const Known = 16384

// known holds the known words, read from the list at the first use.
type known struct {
	texts   string // text forms, one after the other
	textTo  [Known + 1]uint32
	lineTo  [Known + 1]uint32 // where the line of each word ends in the list
	hashes  [Known + 1]uint64
	numbers [4 * Known]uint16 // hash table with open addressing: the number, or 0 if free
}

var theKnown = sync.OnceValue(func() *known {
	k := new(known)
	texts, n := make([]byte, 0, len(listed)), 0
	for line := range strings.Lines(listed) {
		n++
		from := len(texts)
		texts = scoring.AppendWord(texts, line)
		k.textTo[n], k.lineTo[n] = uint32(len(texts)), k.lineTo[n-1]+uint32(len(line))
		k.hashes[n] = scoring.WordHash(texts[from:])
		k.numbers[k.slot(k.hashes[n])] = uint16(n)
	}
	k.texts = string(texts)
	return k
})

// slot returns the slot of a hash, or the free one where it belongs.
func (k *known) slot(hash uint64) int {
	i := int(hash % (4 * Known))
	for k.numbers[i] != 0 && k.hashes[k.numbers[i]] != hash {
		i = (i + 1) % (4 * Known)
	}
	return i
}

// KnownWord returns the number of the known word with this hash, or 0.
func KnownWord(hash uint64) int {
	k := theKnown()
	return int(k.numbers[k.slot(hash)])
}

// KnownText returns the text form of the known word with this number, from 1 to Known.
func KnownText(n int) string {
	k := theKnown()
	return k.texts[k.textTo[n-1]:k.textTo[n]]
}

// KnownWritten returns how the known word with this number is written most often.
func KnownWritten(n int) string {
	k := theKnown()
	return listed[k.lineTo[n-1] : k.lineTo[n]-1]
}

// KnownHash returns the hash of the known word with this number.
func KnownHash(n int) uint64 { return theKnown().hashes[n] }
