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

//go:generate go run ./gen -n 8192

//go:embed words.txt
var listed string

// Known is the number of known words.
const Known = 8192

// known holds the known words, read from the list at the first use.
type known struct {
	written [Known + 1]string
	texts   [Known + 1]string // text forms
	hashes  [Known + 1]uint64
	table   [4 * Known]uint16 // hash table with open addressing: the number, or 0 if free
}

var theKnown = sync.OnceValue(func() *known {
	k := new(known)
	n := 0
	for word := range strings.Lines(listed) {
		word = strings.TrimSuffix(word, "\n")
		n++
		text := string(scoring.AppendWord(nil, word))
		k.written[n], k.texts[n], k.hashes[n] = word, text, scoring.WordHash([]byte(text))
		k.table[k.slot(k.hashes[n])] = uint16(n)
	}
	return k
})

// slot returns the slot of a hash, or the free one where it belongs.
func (k *known) slot(hash uint64) int {
	i := int(hash % (4 * Known))
	for k.table[i] != 0 && k.hashes[k.table[i]] != hash {
		i = (i + 1) % (4 * Known)
	}
	return i
}

// KnownWord returns the number of the known word with this hash, or 0.
func KnownWord(hash uint64) int {
	k := theKnown()
	return int(k.table[k.slot(hash)])
}

// KnownText returns the text form of the known word with this number, from 1 to Known.
func KnownText(n int) string { return theKnown().texts[n] }

// KnownWritten returns how the known word with this number is written most often.
func KnownWritten(n int) string { return theKnown().written[n] }

// KnownHash returns the hash of the known word with this number.
func KnownHash(n int) uint64 { return theKnown().hashes[n] }
