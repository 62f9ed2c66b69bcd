// Gen writes tables.go, which says what every code point becomes in folded text
// and in a slug. It derives this by rule from the Unicode data in
// golang.org/x/text (decompositions, character names); exceptions.go and words.go
// list the cases that no rule covers.
//
// It is run by go generate in the directory of package letters.
package main

import (
	"bytes"
	"fmt"
	"go/format"
	"log"
	"os"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/presse-go/presse/internal/letters"
)

func main() {
	log.SetFlags(0)
	source, size := generate()
	if err := os.WriteFile("tables.go", source, 0o666); err != nil {
		log.Fatal(err)
	}
	log.Printf("tables.go: %d bytes of tables", size)
}

// The kinds of code and their bits; see letters.go.
const (
	kindLetter     = 1 << 12
	kindMark       = 2 << 12
	kindIgnored    = 3 << 12
	kindApostrophe = 4 << 12
	kindCombining  = 5 << 12
	kindText       = 8 << 12

	composes = 1
	cased    = 2
	bare     = 4

	vowel = 1

	isLetter = 1 << 8
)

// A text is a pair of results longer than one ASCII letter.
type text struct {
	fold, words string
	sheds       bool // whether accents that follow are folded away
	leftOut     bool // whether it is a letter that slugs leave out
}

// stored returns the two results as they are stored: one after the other, or only
// once if they are equal.
func (t text) stored() string {
	if t.fold == t.words {
		return t.fold
	}
	return t.fold + t.words
}

// texts collects the texts that codes refer to.
type texts []text

func (all *texts) index(t text) int {
	i := slices.Index(*all, t)
	if i < 0 {
		i = len(*all)
		*all = append(*all, t)
	}
	return i
}

// code returns the entry of r.
func (all *texts) code(r rune) int {
	folded, slugged := fold(r), words(r)
	properties := norm.NFC.PropertiesString(string(r))
	letter := 0
	if unicode.IsLetter(r) {
		letter = isLetter
	}
	switch {
	case strings.Contains(letters.Apostrophes, norm.NFC.String(string(r))):
		return kindApostrophe | letter | int(folded[0])

	case isMark(r) && !vanishes(r):
		const above = 230
		switch {
		case isAlnum(folded) && properties.CCC() == above:
			// Letters below the line are treated as ordinary marks. Canonical
			// order puts them first, so as letters they would give equivalent
			// texts different folds.
			return kindCombining | all.index(text{folded, strings.ToLower(folded), true, false})
		case isVowelSign(r):
			return kindMark | vowel
		}
		return kindMark

	case len(folded) == 1 && isAlnum(folded) && slugged == strings.ToLower(folded):
		return int(folded[0])

	case folded == string(r) && slugged == "":
		return kindIgnored | letter

	case folded == string(r) && slugged == " " && letter == 0:
		return 0

	case folded == string(r) && slugged == string(unicode.ToLower(r)):
		c := kindLetter
		if !properties.BoundaryBefore() {
			c |= composes
		}
		if unicode.IsUpper(r) || unicode.IsTitle(r) {
			c |= cased
		}
		if shedsAccents(r) {
			c |= bare
		}
		return c
	}
	last := []rune(" " + folded)
	sheds := shedsAccents(last[len(last)-1]) || isASCII(folded) && norm.NFC.String(string(r)) != folded
	leftOut := letter != 0 && strings.TrimSpace(slugged) == ""
	return kindText | all.index(text{folded, slugged, sheds, leftOut})
}

// plain returns the table of what slugs make of each byte.
func plain() []int {
	table := make([]int, 256)
	for c := range rune(256) {
		switch {
		case c >= 0x80:
			table[c] = 1
		case isAlnum(string(c)):
			table[c] = int(unicode.ToLower(c))
		case c == '<', c == '&', c < ' ' && !strings.ContainsRune("\t\n\v\f\r", c):
			table[c] = 2
		case letters.Apostrophe(c), strings.ContainsRune("%$+@", c):
			table[c] = 1
		}
	}
	return table
}

// compress cuts values into blocks of the given size and stores each distinct
// block once: the value at i is blocks[index[i/size]*size + i%size]. Blocks below
// inPlace are all stored, in order, so that the value there is simply blocks[i].
func compress(values []int, size, inPlace int) (index, blocks []int) {
	seen := make(map[string]int)
	for i := 0; i < len(values); i += size {
		block := values[i : i+size]
		key := fmt.Sprint(block)
		n, ok := seen[key]
		if !ok || i < inPlace {
			n = len(blocks) / size
			blocks = append(blocks, block...)
			seen[key] = n
		}
		index = append(index, n)
	}
	return index, blocks
}

// pool returns a string that contains the stored form of every text. It adds the
// longest first, since they often contain shorter ones.
func pool(all texts) string {
	byLength := slices.Clone(all)
	slices.SortStableFunc(byLength, func(a, b text) int { return len(b.stored()) - len(a.stored()) })
	var joined string
	for _, t := range byLength {
		if !strings.Contains(joined, t.stored()) {
			joined += t.stored()
		}
	}
	return joined
}

// generate returns the source of tables.go and the size of its tables in bytes.
func generate() (source []byte, size int) {
	// The first two planes, followed by the compatibility ideographs. All other
	// code points of the planes above are ideographs, and so letters, or have a
	// fixed code (see lookup).
	var all texts
	var codes []int
	for r := rune(0); r < 0x2FB00; r++ {
		if r == 0x20000 {
			r = 0x2F800
		}
		c := 0
		if r < 0xD800 || r >= 0xE000 {
			c = all.code(r)
		}
		codes = append(codes, c)
	}
	blockIndex, codes := compress(codes, 8, 0x800)
	pages, blocks := compress(blockIndex, 32, 0)
	joined := pool(all)

	var out bytes.Buffer
	p := func(format string, args ...any) { fmt.Fprintf(&out, format, args...) }
	list := func(values []int, verb string) {
		for i, v := range values {
			if i%16 == 0 {
				p("\n")
			}
			p(verb+",", v)
		}
		p("\n}\n\n")
	}
	p("// Code generated by gen from the Unicode %s data of golang.org/x/text. DO NOT EDIT.\n\npackage letters\n\n", norm.Version)

	p("// plain says what slugs make of a byte: a lower-case letter or digit to write,\n")
	p("// 0 if it separates words, or special or markup if it needs a closer look.\nvar plain = [256]byte{")
	list(plain(), "%d")
	p("// pages holds, for each page of 256 code points, the index of its run of 32 blocks.\nvar pages = [%d]uint8{", len(pages))
	list(pages, "%d")
	p("// blocks holds, for each 8 code points of a page, the index of their block in codes.\nvar blocks = [%d]uint16{", len(blocks))
	list(blocks, "%d")
	p("// codes says what becomes of each code point; letters.go explains the entries.\nvar codes = [%d]code{", len(codes))
	list(codes, "%#x")

	p("// texts are the results longer than one ASCII letter, as offsets and lengths in pool.\nvar texts = [%d]text{\n", len(all))
	for _, t := range all {
		folded, slugged := len(t.fold), len(t.words)
		if t.sheds {
			folded |= 0x80
		}
		if t.leftOut {
			folded |= 0x40
		}
		if t.words == t.fold {
			slugged = 0xFF
		}
		p("{%d, %#x, %#x},\n", strings.Index(joined, t.stored()), folded, slugged)
	}
	p("}\n\nconst pool = %q\n", joined)

	source, err := format.Source(out.Bytes())
	if err != nil {
		log.Fatal(err)
	}
	size = 256 + len(pages) + 2*len(blocks) + 2*len(codes) + 4*len(all) + len(joined)
	return source, size
}
