//go:build ignore

// Gen writes tables.go: what every code point becomes in folded text and in a
// slug. It works by rule from Unicode's own data as golang.org/x/text carries
// them (decompositions, character names); the short lists in this file hold
// what no rule gives, each with its reason.
//
// Run it with go generate in this directory.
package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"log"
	"os"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/runenames"
)

// foldExceptions are the folds that neither a decomposition nor a name gives.
//
// Fold follows four tables: ASCIIFoldingFilter of Lucene, Latin-ASCII of ICU,
// the primary weights of Unicode collation (UCA) and remove_accents of
// WordPress. Where they differ, the reason for the choice stands here; what one
// of them folds and the others pass over is folded as that one does.
var foldExceptions = exceptions(`
	Latin letters whose name does not end in an ASCII letter
ss	ß	WordPress: s
SS	ẞ
TH	Þ Ꝥ Ꝧ
th	þ ꝥ ꝧ ᵺ
D	Ð ᴆ Ꝺ
d	ð ᶞ ꝱ ꝺ ᷙ
F	Ꝼ
f	ꝼ
G	Ᵹ
g	ᵹ
I	Ɩ ꟾ
i	ᵼ
R	Ꝛ Ꞃ ꝶ
r	ꝛ ꞃ ꝵ ᷣ
S	Ꞅ Ꟙ
s	ſ ẛ ꞅ ẜ ẝ ꟙ	long s; Lucene takes ẛ for an f
T	Ꞇ
t	ꞇ ꝷ
N	Ŋ
n	ŋ ꝴ
n	ŉ	ICU: 'n
q	ĸ	kra was written q before 1973; WordPress: k
OI	Ƣ
oi	ƣ
HV	Ƕ
W	Ƿ Ꟃ
w	ƿ ꟃ
Z	Ȝ
z	ȝ
zw	ƍ
ts	ƾ
V	Ꝩ Ỽ
v	ꝩ ỽ
LL	Ỻ
ll	ỻ
A	Ə Ꞛ Ꟁ
a	ə ɚ ᶕ ₔ ɑ ꞛ ꟁ
O	Ꞝ
o	ꞝ
U	Ʉ Ꞟ
u	ʉ ꞟ
M	ꟽ ꟿ
F	ꟻ
l	ꝲ
m	ꝳ
h	ɧ ℏ
pH	㏗	UCA knows no case; NFKC has PH
P	℘
Rx	℞
AE	ᴁ
oe	ꟹ
ae	ᷔ
a	Ɐ	Lucene, alone, in lower case
c	Ꜿ	Lucene, alone, in lower case
p	ꟼ	Lucene, alone, in lower case

	Signs that one table has
∅	£	WordPress
E	€	WordPress
CE	₠
Cr	₢
Fr.	₣
L.	₤
Pts	₧
Rs	₹
TL	₺
(C)	©
(R)	®
(P)	℗
-	\u00ad	ICU

	Punctuation that has a likeness in ASCII
"	« »	ICU: << and >>, two signs for one
"	„	ICU: ,, which is no quotation mark in ASCII
"	“ ” ‟ ″ ‶ ʺ ❝ ❞ ❮ ❯ 〝 〞
'	‚ ‹ ›	ICU: a comma, < and >
'	´ ‘ ’ ‛ ′ ‵ ❛ ❜ ʹ ʻ ʼ ʽ ˈ
-	‐ ‑ ‒ – — ― − ˗ ⁻ ₋
!	¡
?	¿
+/-	±
*	× ⁎
/	÷ ⁄ ∕
\	∖
|	∣
||	‖ ∥
<	˂ ❬ ❰ 〈
>	˃ ❭ ❱ 〉
<<	≪ 《
>>	≫ 》
<-	←
->	→
<->	↔
(	❨ ❪
)	❩ ❫
((	⸨ ⦅
))	⸩ ⦆
[	⁅ ❲ 〔 〘 〚
]	⁆ ❳ 〕 〙 〛
{	❴
}	❵
^	˄ ˆ ‸
` + "`" + `	ˋ
:	ː
+	˖
~	˜ ⁓
;	⁏
%	⁒
,	、
.	。

	Numerals without a number in their name
0	〇 𐆊 ៰
1	៱ 𐅂
2	៲ 𒑖
3	៳ 𒑗
4	៴
5	៵ 𐅃 𐅈 𐅏 𐅟 𐅳
6	៶
7	៷
8	៸
9	៹
`)

// exceptions reads lines of "result, tab, code points, tab, remark"; a line
// that begins with a tab is a heading and ∅ stands for nothing.
func exceptions(list string) map[rune]string {
	m := make(map[rune]string)
	for line := range strings.Lines(list) {
		to, rest, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if !ok || to == "" {
			continue
		}
		if to == "∅" {
			to = ""
		}
		runes, _, _ := strings.Cut(rest, "\t")
		runes = strings.ReplaceAll(runes, `\u00ad`, "\u00ad")
		for _, r := range strings.ReplaceAll(runes, " ", "") {
			m[r] = to
		}
	}
	return m
}

// romanisations are what slugs make of Greek, Cyrillic and Tifinagh letters.
// Cyrillic follows the French press (Poutine, Khrouchtchev), Greek its modern
// sound, Tifinagh the IRCAM table. A letter that is composed (й, ё, ή) is
// romanised as its base, so that both encodings of it agree.
var romanisations = func() map[rune]string {
	m := make(map[rune]string)
	for _, pair := range strings.Fields(`
		αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo
		ϐv ϑth ϕf ϖp ϗkai ϙk ϛst ϝw ϟk ϡs ϰk ϱr ϲs ϳj ϵe ϸsh ϻs ϼr ͱh ͳs ͷw
		аa бb вv гg дd еe жj зz иi кk лl мm нn оo пp рr сs тt уou фf хkh цts чtch шch щchtch
		ъ ыy ь эe юiou яia єe іi ґg ђdj ѕdz јj љlj њnj ћc џdj ѣe ѧia ѩia ѫou ѭiou ѯx ѱps ѳf ѵi ѡo
		әa ғg қk ҡk ҟk ҝk ңn ҥng өo ұou үu һh ҳh ҷj ҹtch җj ҙz ҫs ҕg ҵts ӏ ӄk ӊn ӡdz ҩo ҽtch ҿtch ҭt ԛq ԝw
		ⴰa ⴱb ⴲb ⴳg ⴴg ⴵdj ⴶdj ⴷd ⴸd ⴹd ⴺd ⴻe ⴼf ⴽk ⴾk ⴿk ⵀh ⵁh ⵂh ⵃh ⵄe ⵅx ⵆx ⵇq ⵈq ⵉi ⵊj ⵋj ⵌj ⵍl ⵎm ⵏn ⵐny ⵑng
		ⵒp ⵓu ⵔr ⵕr ⵖgh ⵗgh ⵘj ⵙs ⵚs ⵛc ⵜt ⵝt ⵞtc ⵟt ⵠv ⵡw ⵢy ⵣz ⵤz ⵥz ⵦe ⵧo ⵯw
		ʒz ɣg ʃs ʔ ʕ
		µu`) {
		runes := []rune(pair)
		m[runes[0]] = string(runes[1:])
	}
	return m
}()

var (
	latinName = regexp.MustCompile(`LATIN (?:EPIGRAPHIC |SUBSCRIPT )?(CAPITAL |SMALL CAPITAL |SMALL )?(?:LETTER|LIGATURE) (SMALL CAPITAL )?` +
		`(?:(?:TURNED|REVERSED|INVERTED|OPEN|CLOSED|SIDEWAYS|INSULAR|BARRED|BROKEN|SCRIPT|AFRICAN|STRETCHED|HALF|DOTLESS|TOP HALF|BOTTOM HALF|ARCHAIC|VISIGOTHIC|ANGLICANA|SIGMOID|LONG|FLATTENED|SMALL|BLACKLETTER) )*` +
		`([A-Z]{1,2})(?: (?:WITH|BAR|DIGRAPH|CEDILLA|BELOW|ABOVE).*)?$`)
	modifierName = regexp.MustCompile(`MODIFIER LETTER (CAPITAL |SMALL CAPITAL |SMALL )(?:LIGATURE )?([A-Z]{1,2})(?: WITH .*| DIGRAPH.*)?$`)
	squaredName  = regexp.MustCompile(`^(?:NEGATIVE )?SQUARED ((?:[A-Z]+ )*?)([A-Z]{1,8})$`)
)

// digraphs are the two-letter names that stand for two letters; any other such
// name is a word (EN, ET …).
var digraphs = strings.Fields("AA AE AO AU AV AY DB DZ IJ LJ LS LZ NJ OE OO OU QP TC TS TZ UE HV VY")

var (
	units   = strings.Fields("ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE")
	tens    = strings.Fields("_ TEN TWENTY THIRTY FORTY FIFTY SIXTY SEVENTY EIGHTY")
	teens   = strings.Fields("TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN SEVENTEEN EIGHTEEN NINETEEN TWENTY")
	circled = regexp.MustCompile(`^(?:DINGBAT )?(?:NEGATIVE |DOUBLE )?CIRCLED (?:SANS-SERIF )?NUMBER ([A-Z]+)(?: ON BLACK SQUARE)?$`)
	bigger  = regexp.MustCompile(`\b(?:TEN|TWENTY|THIRTY|FORTY|FIFTY|SIXTY|SEVENTY|EIGHTY|NINETY|HUNDRED|THOUSAND|TEENS|ELEVEN|TWELVE|THIRD|QUARTER|EIGHTH|TWELFTH|SIXTH|FIFTH|TENTH|TWENTIETH|OVER|MINUS|HALVES|FRACTION ONE|NUMERATOR|THIRDS|EIGHTHS)\b`)
)

func isMark(r rune) bool { return unicode.Is(unicode.M, r) }

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 })
}

// fold returns what r becomes in folded text, and whether it changes at all.
func fold(r rune) (string, bool) {
	if to, ok := foldExceptions[r]; ok {
		return to, true
	}
	if r < 0x80 {
		return string(r), true
	}
	if to, ok := byDecomposition(r); ok {
		return to, true
	}
	if to, ok := byName(r); ok {
		return to, true
	}
	if isBare(r) && unicode.IsLetter(r) {
		// Accents of Greek and Cyrillic go as those of Latin do: the tables
		// know only ASCII, collation's primary weights ignore them.
		if base := withoutMarks(norm.NFD.String(string(r))); base != string(r) && base != "" {
			return base, true
		}
		// A capital that no table has folds as its small letter does.
		if lower := unicode.ToLower(r); lower != r {
			if to, ok := fold(lower); ok && alnum(to) {
				return strings.ToUpper(to), true
			}
		}
	}
	if to := norm.NFC.String(string(r)); to != string(r) {
		if same := []rune(to); len(same) == 1 {
			to, _ = fold(same[0])
		}
		return to, true // a code point that no normal text holds
	}
	return string(r), false
}

func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if isMark(r) {
			return -1
		}
		return r
	}, s)
}

// byDecomposition folds what decomposes, canonically or by compatibility, to
// something that folds to ASCII: é, ﬁ, Ａ, ², …, ㎧.
func byDecomposition(r rune) (string, bool) {
	full := norm.NFKD.String(string(r))
	if full == string(r) {
		return "", false
	}
	if strings.HasPrefix(full, " ") && len(full) > 1 {
		return "", false // a free-standing accent
	}
	if norm.NFD.String(string(r)) != string(r) && strings.IndexAny(full[:1], "<=>") == 0 {
		return "", false // ≠ is not =
	}
	var b strings.Builder
	if unicode.Is(unicode.No, r) && strings.ContainsRune(full, '⁄') {
		b.WriteByte(' ') // 2½ is not 21/2
	}
	for _, part := range full {
		if isMark(part) {
			continue
		}
		to, ok := fold(part)
		if !ok || !ascii(to) {
			return "", false
		}
		b.WriteString(to)
	}
	return b.String(), b.Len() > 0
}

// byName folds Latin letters by the letter in their name and numerals by the
// number in theirs.
func byName(r rune) (string, bool) {
	name := runenames.Name(r)
	if m := latinName.FindStringSubmatch(name); m != nil && (len(m[3]) == 1 || slices.Contains(digraphs, m[3])) {
		if strings.HasPrefix(m[1], "SMALL ") && !strings.Contains(m[1]+m[2], "CAPITAL") {
			return strings.ToLower(m[3]), true
		}
		if m[1] == "SMALL " && m[2] == "" {
			return strings.ToLower(m[3]), true
		}
		if m[1] == "" && m[2] == "" && !strings.Contains(name, "EPIGRAPHIC") && !strings.Contains(name, "STRETCHED") {
			return "", false
		}
		return m[3], true
	}
	if m := modifierName.FindStringSubmatch(name); m != nil && (len(m[2]) == 1 || slices.Contains(digraphs, m[2])) {
		if m[1] == "SMALL " {
			return strings.ToLower(m[2]), true
		}
		return m[2], true
	}
	if m := squaredName.FindStringSubmatch(name); m != nil && unicode.Is(unicode.So, r) {
		number := strings.TrimSpace(m[1])
		if n := slices.Index(units, number); n >= 0 {
			return fmt.Sprint(n) + m[2], true
		}
		switch number {
		case "SIXTY":
			return "60" + m[2], true
		case "ONE HUNDRED TWENTY":
			return "120" + m[2], true
		}
		if number == "" && m[2] != "DJ" && m[2] != "KEY" && m[2] != "SALTIRE" {
			return m[2], true
		}
	}
	if unicode.Is(unicode.N, r) {
		if m := circled.FindStringSubmatch(name); m != nil {
			if n := slices.Index(teens, m[1]); n >= 0 {
				return fmt.Sprint(10 + n), true
			}
			if n := slices.Index(tens, m[1]); n > 0 {
				return fmt.Sprint(10 * n), true
			}
		}
		if !bigger.MatchString(name) {
			for _, word := range strings.Fields(name) {
				if n := slices.Index(units, word); n >= 0 {
					return fmt.Sprint(n), true
				}
			}
		}
		if unicode.Is(unicode.Nd, r) {
			log.Printf("no digit in %U %s", r, name)
		}
	}
	return "", false
}

// gone are the signs that vanish from a slug without parting a word, beside
// format characters: variation selectors, tatweel, the signs of romanised
// Arabic (ʾ hamza, ʿ ʻ ayn) and phonetic ones.
func gone(r rune) bool {
	switch {
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r), unicode.Is(unicode.Cs, r):
		return true
	case r == '\u034f', r == 'ـ', unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return true
	case r >= 0x02B0 && r < 0x0300 && r != 'ʼ':
		to, _ := fold(r)
		return !alnum(to)
	}
	return false
}

// vowelled reports whether r is a sign that ordinary Arabic and Hebrew text
// leaves out: slugs do too. Hamza and madda are part of the letter and stay.
func vowelSign(r rune) bool {
	return isMark(r) && (unicode.In(r, unicode.Arabic, unicode.Hebrew) || r >= 0x064B && r <= 0x0652) && !(r >= 0x0653 && r <= 0x0655)
}

const apostrophes = "'’‘‛ʼ′´`ʹ"

func alnum(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !('0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
	})
}

// slug returns what r becomes in a slug: letters, digits and marks in lower
// case, spaces where it parts words.
func slug(r rune) string {
	if gone(r) {
		return ""
	}
	if unicode.Is(unicode.So, r) && !(r >= 0x2100 && r < 0x2150 || r >= 0x24B6 && r < 0x24EA || r >= 0x3300 && r < 0x3400) ||
		strings.ContainsRune("©®™℠℗ºª"[:len("©®™℠℗º")], r) || unicode.Is(unicode.Sc, r) {
		return " " // pictures, ™ and º (typed for °) are signs, whatever letter they show
	}
	to, _ := fold(r)
	if r >= 0xFB00 && r < 0xFC00 || r >= 0xFE70 && unicode.IsLetter(r) && r != '\uFF9E' && r != '\uFF9F' { // Arabic and Hebrew shapes, half-width letters
		to = norm.NFKC.String(to)
	}
	var b strings.Builder
	for _, p := range to {
		switch {
		case gone(p) || isMark(p) && (vowelSign(p) || !unicode.IsLetter(r)) && r != p:
		case p < 0x80 && alnum(string(p)):
			b.WriteString(strings.ToLower(string(p)))
		case p < 0x80:
			b.WriteByte(' ')
		default:
			lower := unicode.ToLower(p)
			base := []rune(norm.NFD.String(string(lower)))[0]
			if to, ok := romanisations[lower]; ok {
				b.WriteString(to)
			} else if to, ok := romanisations[base]; ok {
				b.WriteString(to)
			} else if unicode.IsOneOf([]*unicode.RangeTable{unicode.L, unicode.M, unicode.N}, p) {
				b.WriteRune(lower)
			} else {
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}

// A text is a pair of results, told apart by its place in the table of texts.
type text struct {
	fold, slug    string
	sheds, letter bool
}

// both is how the two results are stored: one after the other, or once when
// they are equal.
func (t text) both() string {
	if t.fold == t.slug {
		return t.fold
	}
	return t.fold + t.slug
}

var texts []text

func textIndex(t text) int {
	if i := slices.Index(texts, t); i >= 0 {
		return i
	}
	texts = append(texts, t)
	return len(texts) - 1
}

// The kinds of code, as letters.go explains them.
const (
	letter     = 1 << 12
	mark       = 2 << 12
	ignored    = 3 << 12
	apostrophe = 4 << 12
	combining  = 5 << 12
	spelled    = 8 << 12

	composes = 1
	cased    = 2
	bare     = 4
	vowel    = 1 << 8

	letterBit = 1 << 8
)

func isBare(r rune) bool {
	return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Tifinagh)
}

// code returns the entry of r in the table of code points.
func code(r rune) int {
	folded, _ := fold(r)
	slugged := slug(r)
	props := norm.NFC.PropertiesString(string(r))
	ccc := int(props.CCC())
	switch {
	case strings.Contains(apostrophes, norm.NFC.String(string(r))):
		if unicode.IsLetter(r) {
			return apostrophe | letterBit | int(folded[0])
		}
		return apostrophe | int(folded[0])
	case isMark(r) && !gone(r):
		if alnum(folded) {
			if ccc == 230 {
				return combining | textIndex(text{folded, strings.ToLower(folded), true, false})
			}
			// Under the line: canonical order would put it before
			// those above, so that one text would have two folds.
		}
		if vowelSign(r) {
			return mark | vowel | ccc
		}
		return mark | ccc
	case len(folded) == 1 && alnum(folded) && slugged == strings.ToLower(folded):
		return int(folded[0])
	case folded == string(r) && slugged == "":
		if unicode.IsLetter(r) {
			return ignored | letterBit
		}
		return ignored
	case folded == string(r) && strings.TrimSpace(slugged) == "":
		return 0
	case folded == string(r) && (slugged == string(unicode.ToLower(r))):
		c := letter
		if !props.BoundaryBefore() {
			c |= composes
		}
		if unicode.ToLower(r) != r {
			c |= cased
		}
		if isBare(r) {
			c |= bare
		}
		return c
	}
	last := []rune(" " + folded)
	sheds := ascii(folded) || isBare(last[len(last)-1])
	return spelled | textIndex(text{folded, slugged, sheds, unicode.IsLetter(r) && strings.TrimSpace(slugged) == ""})
}

// compress cuts values into blocks of the given size and stores each once: the
// value at i is blocks[index[i/size]*size + i%size]. The first blocks up to
// plain are kept in place, so that a value there is blocks[i].
func compress(values []int, size, plain int) (index, blocks []int) {
	seen := make(map[string]int)
	for i := 0; i < len(values); i += size {
		block := values[i : i+size]
		key := fmt.Sprint(block)
		n, ok := seen[key]
		if !ok || i < plain {
			n = len(blocks) / size
			blocks = append(blocks, block...)
			seen[key] = n
		}
		index = append(index, n)
	}
	return index, blocks
}

func main() {
	log.SetFlags(0)
	// The ideographic planes are letters throughout but for the 542
	// compatibility ideographs, which follow the first two planes here.
	var all []int
	for r := rune(0); r < 0x2FB00; r++ {
		switch {
		case r == 0x20000:
			r = 0x2F800
			fallthrough
		case r < 0xD800 || r >= 0xE000:
			all = append(all, code(r))
		default:
			all = append(all, 0)
		}
	}
	blockIndex, codes := compress(all, 8, 0x800)
	pages, blocks := compress(blockIndex, 32, 0)

	var out bytes.Buffer
	fmt.Fprintf(&out, "// Code generated by gen.go from the Unicode %s data of golang.org/x/text. DO NOT EDIT.\n\npackage letters\n\n", norm.Version)
	fmt.Fprintf(&out, "// plain says what slugs make of ASCII: the lower-case letter or digit, 0 for what\n")
	fmt.Fprintf(&out, "// parts words, special for what depends on Words.\nvar plain = [128]byte{")
	list(&out, plain(), "%d,", 16)
	fmt.Fprintf(&out, "}\n\n// pages holds, for each 256 code points, the number of their run of 32 blocks.\n")
	fmt.Fprintf(&out, "var pages = [%d]uint8{", len(pages))
	list(&out, pages, "%d,", 32)
	fmt.Fprintf(&out, "}\n\n// blocks holds, for each 8 code points of a page, the number of their block in codes.\n")
	fmt.Fprintf(&out, "var blocks = [%d]uint16{", len(blocks))
	list(&out, blocks, "%d,", 32)
	fmt.Fprintf(&out, "}\n\n// codes says what becomes of each code point; letters.go explains the entries.\nvar codes = [%d]code{", len(codes))
	list(&out, codes, "%#x,", 16)
	var pool string
	place := func(s string) int {
		if i := strings.Index(pool, s); i >= 0 {
			return i
		}
		pool += s
		return len(pool) - len(s)
	}
	// The longest first, so that the others are found inside them.
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return len(texts[b].fold) + len(texts[b].slug) - len(texts[a].fold) - len(texts[a].slug)
	})
	for _, i := range order {
		place(texts[i].both())
	}
	fmt.Fprintf(&out, "}\n\n// texts are the results longer than one ASCII letter, as offsets and lengths in pool.\nvar texts = [%d]text{\n", len(texts))
	for _, t := range texts {
		slugged := len(t.slug)
		if t.slug == t.fold {
			slugged = 0xFF
		}
		folded := len(t.fold)
		if t.sheds {
			folded |= 0x80
		}
		if t.letter {
			folded |= 0x40
		}
		fmt.Fprintf(&out, "{%d, %#x, %#x},\n", place(t.both()), folded, slugged)
	}
	fmt.Fprintf(&out, "}\n\nconst pool = %q\n", pool)
	narrow, wide := compositions()
	fmt.Fprintf(&out, "\n// pairs are the canonical pairs that normal text composes, in order, and their composites.\nvar pairs = [%d]pair{\n", len(narrow))
	for _, c := range narrow {
		fmt.Fprintf(&out, "{%#x, %#x, %#x},\n", c.first, c.second, c.composite)
	}
	fmt.Fprintf(&out, "}\n\n// byComposite holds the numbers of pairs in the order of their composites.\nvar byComposite = [%d]uint16{", len(narrow))
	order = order[:0]
	for i := range narrow {
		order = append(order, i)
	}
	slices.SortFunc(order, func(a, b int) int { return int(narrow[a].composite - narrow[b].composite) })
	list(&out, order, "%d,", 32)
	fmt.Fprintf(&out, "}\n\n// oddities are the canonical decompositions that pairs cannot hold.\nvar oddities = [%d]oddity{\n", len(wide))
	for _, c := range wide {
		fmt.Fprintf(&out, "{%#x, %#x, %#x, %t},\n", c.composite, c.first, c.second, c.frozen)
	}
	out.WriteString("}\n")
	src, err := format.Source(out.Bytes())
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("tables.go", src, 0o666); err != nil {
		log.Fatal(err)
	}
	log.Printf("tables.go: %d bytes of tables", len(pages)+2*len(blocks)+2*len(codes)+4*len(texts)+len(pool)+8*len(narrow)+16*len(wide))
}

type composition struct {
	first, second, composite rune
	frozen                   bool // never composed again
}

// compositions lists the canonical decompositions into two: those that fit 16
// bits and are composed again, by pair, and the others, by composite. Hangul
// goes by arithmetic, compatibility ideographs by their fold.
func compositions() (narrow, wide []composition) {
	for r := rune(0x80); r < 0x20000; r++ {
		if r >= 0xAC00 && r < 0xE000 || r >= 0xF900 && r < 0xFB00 {
			continue
		}
		full := []rune(norm.NFD.String(string(r)))
		if len(full) == 1 && full[0] == r {
			continue
		}
		c := composition{composite: r, frozen: norm.NFC.String(string(r)) != string(r)}
		head := full[:max(1, len(full)-1)]
		if len(head) > 1 {
			head = []rune{recompose(string(head))}
		}
		c.first = head[0]
		if len(full) > 1 {
			c.second = full[len(full)-1]
		}
		if r < 0x10000 && !c.frozen {
			narrow = append(narrow, c)
		} else {
			wide = append(wide, c)
		}
	}
	slices.SortFunc(narrow, func(a, b composition) int {
		return cmp.Or(int(a.first-b.first), int(a.second-b.second))
	})
	return narrow, wide
}

// recompose returns the one code point that decomposes to s.
func recompose(s string) rune {
	for r := rune(0x80); r < 0x20000; r++ {
		if norm.NFD.String(string(r)) == s {
			return r
		}
	}
	log.Fatalf("%+q is no decomposition", s)
	return 0
}

func plain() []int {
	table := make([]int, 128)
	for c := range rune(128) {
		if alnum(string(c)) {
			table[c] = int(unicode.ToLower(c))
		}
	}
	for _, c := range "'`&<%$+@" {
		table[c] = 1
	}
	return table
}

func list(out *bytes.Buffer, values []int, verb string, perLine int) {
	for i, v := range values {
		if i%perLine == 0 {
			out.WriteByte('\n')
		}
		fmt.Fprintf(out, verb, v)
	}
	out.WriteByte('\n')
}
