package scoring

import "strings"

// A term has a text form: a word or a number is written as words are compared, a tag as
// its words after a number sign, "#conseil municipal", and a section as its words after a
// slash, "/sport/equipe de france". All tags without a word are one, "#".

// ReadTerm returns the hash and the code of the term with the given text form, whatever
// its case and accents. It reports whether there is one. The code of a word or a number
// is that of a single occurrence.
func ReadTerm(s string) (hash uint64, code uint8, ok bool) {
	if tag, ok := strings.CutPrefix(s, "#"); ok {
		return Label(CodeTag, tag), CodeTag, true
	}
	if section, ok := strings.CutPrefix(s, "/"); ok {
		return Label(CodeSection, section), CodeSection, true
	}
	var scan scanner
	for scan.reset(s); ; {
		switch scan.next() {
		case wordToken:
			if ok {
				return 0, 0, false
			}
			hash, code, ok = wordHash(scan.word[:scan.n]), codeWord, true
			if isNumber(scan.word[:scan.n]) {
				code = CodeNumber
			}
		case endToken:
			return hash, code, ok
		}
	}
}

// WordHash returns the hash of the word or number with the given text form.
func WordHash(text []byte) uint64 { return wordHash(text) }

// AppendLabel appends the text form of a tag or a section.
func AppendLabel(dst []byte, code uint8, label string) []byte {
	mark := byte('#')
	if code == CodeSection {
		mark = '/'
	}
	dst = append(dst, mark)
	between := byte(0) // what separates the next word from the one before; 0 before the first
	var scan scanner
	for scan.reset(label); ; {
		switch scan.next() {
		case endToken:
			return dst
		case breakToken:
			if scan.mark == '/' && code == CodeSection && between != 0 {
				between = '/'
			}
		case wordToken:
			if between != 0 {
				dst = append(dst, between)
			}
			dst, between = append(dst, scan.word[:scan.n]...), ' '
		}
	}
}

// wordHash returns the hash of a folded word.
func wordHash(folded []byte) uint64 { return hash(wordSalt, folded) }

// AppendWord appends the text form of the first word of s, which is not taken for a stem.
func AppendWord(dst []byte, s string) []byte {
	var scan scanner
	scan.reset(s)
	if scan.next() != wordToken {
		return dst
	}
	return append(dst, scan.word[:scan.n]...)
}
