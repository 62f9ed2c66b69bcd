package scoring

import "strings"

// A term has a text form: a word is written as words are compared, a pair as its two
// words separated by a space, and a tag as its words after a number sign, "#conseil
// municipal".

// ReadTerm returns the hash and the code of the term with the given text form, whatever
// its case and accents. It reports whether there is one. The code of a word or pair is
// that of a single occurrence.
func ReadTerm(s string) (hash uint64, code uint8, ok bool) {
	if tag, ok := strings.CutPrefix(s, "#"); ok {
		return Label(CodeTag, tag), CodeTag, Named(tag)
	}
	var scan scanner
	var hashes [2]uint64
	n := 0
	for scan.reset(s); ; {
		switch scan.next() {
		case wordToken:
			if n == len(hashes) {
				return 0, 0, false
			}
			hashes[n] = wordHash(scan.word[:scan.n])
			n++
		case endToken:
			switch n {
			case 1:
				return hashes[0], codeWord, true
			case 2:
				return pairHash(hashes[0], hashes[1]), CodePair, true
			}
			return 0, 0, false
		}
	}
}

// wordHash returns the hash of a folded word.
func wordHash(folded []byte) uint64 { return hash(wordSalt, folded) }
