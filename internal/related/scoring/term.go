package scoring

import "strings"

// A term has a text form: a word is written as words are compared, and a tag as its
// words after a number sign, "#conseil municipal".

// ReadTerm returns the hash and the code of the term with the given text form, whatever
// its case and accents. It reports whether there is one. The code of a word is
// that of a single occurrence.
func ReadTerm(s string) (hash uint64, code uint8, ok bool) {
	if tag, ok := strings.CutPrefix(s, "#"); ok {
		return Label(CodeTag, tag), CodeTag, Named(tag)
	}
	var scan scanner
	for scan.reset(s); ; {
		switch scan.next() {
		case wordToken:
			if ok {
				return 0, 0, false
			}
			hash, ok = wordHash(scan.word[:scan.n]), true
		case endToken:
			return hash, 0, ok
		}
	}
}

// wordHash returns the hash of a folded word.
func wordHash(folded []byte) uint64 { return hash(wordSalt, folded) }
