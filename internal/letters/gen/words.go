package main

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/presse-go/presse/internal/letters"
)

// words returns what r becomes in a slug: letters, digits and marks in lower case,
// a space where it separates words, or "" if it vanishes.
func words(r rune) string {
	if vanishes(r) {
		return ""
	}
	if isPicture(r) {
		return " "
	}
	to := fold(r)
	if isShape(r) {
		to = norm.NFKC.String(to)
	}
	var b strings.Builder
	for _, part := range to {
		switch {
		case vanishes(part), isMark(part) && part != r && (isVowelSign(part) || !unicode.IsLetter(r)):
		case unicode.In(part, unicode.L, unicode.M, unicode.N):
			b.WriteString(romanise(unicode.ToLower(part)))
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// vanishes reports whether r is left out of slugs without splitting a word. This
// applies to invisible characters, to U+FFFD, which replaces invalid UTF-8, to
// tatweel, and to modifier letters, including those of romanised Arabic (ʾ for
// hamza, ʿ and ʻ for ayn).
func vanishes(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) ||
		r == 'ـ' || r == unicode.ReplacementChar || r >= 0x02B0 && r < 0x0300 && !letters.Apostrophe(r) && !isAlnum(fold(r))
}

// isPicture reports whether r only separates words even though it may fold to
// letters: emoji and similar symbols, currency signs, © ® ™, and º, which is often
// typed for °. Letterlike symbols (№ ℡), circled letters and units (㎡) are read as
// text and are not pictures.
func isPicture(r rune) bool {
	if strings.ContainsRune("©®™℠℗º", r) || unicode.Is(unicode.Sc, r) {
		return true
	}
	read := r >= 0x2100 && r < 0x2150 || r >= 0x24B6 && r < 0x24EA || r >= 0x3300 && r < 0x3400
	return unicode.Is(unicode.So, r) && !read
}

// isShape reports whether r is a presentation form of a letter: Arabic, Hebrew, or
// half-width. The half-width voicing marks of Japanese do not count, since they
// would become marks without a letter to carry them.
func isShape(r rune) bool {
	return unicode.IsLetter(r) && (r >= 0xFB00 && r <= 0xFDFB || r >= 0xFE70 && r <= 0xFFFF) && r != '\uFF9E' && r != '\uFF9F'
}

// isVowelSign reports whether r is a mark that ordinary Arabic and Hebrew text
// omits, and so do slugs. Hamza and madda are part of their letter and stay.
func isVowelSign(r rune) bool {
	const madda, hamzaBelow = 0x0653, 0x0655
	shared := r >= 0x064B && r <= 0x0670 // fathatan to superscript alef, which are shared with other scripts
	return isMark(r) && (shared || unicode.In(r, unicode.Arabic, unicode.Hebrew)) && !(r >= madda && r <= hamzaBelow)
}

// romanise returns the Latin letters for a lower-case letter or for its base
// letter, or the letter itself if there are none.
func romanise(lower rune) string {
	if to, ok := romanisations[lower]; ok {
		return to
	}
	base := []rune(norm.NFD.String(string(lower)))[0]
	if to, ok := romanisations[base]; ok {
		return to
	}
	return string(lower)
}

// romanisations are the Latin letters that slugs use for Greek, Cyrillic and
// Tifinagh. Cyrillic follows the French press (Poutine, Khrouchtchev), Greek its
// modern pronunciation, and Tifinagh the IRCAM table. A composed letter (й, ё, ή)
// is romanised as its base, so that both its encodings agree.
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
		ʒz ʃs ʔ ʕ
		µu`) {
		runes := []rune(pair)
		m[runes[0]] = string(runes[1:])
	}
	return m
}()
