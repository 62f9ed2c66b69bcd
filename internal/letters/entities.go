package letters

import (
	"strings"
	"unicode/utf8"
)

// entity decodes the HTML character reference that s begins with, and returns
// its length; 0 if there is none. The final semicolon is required, as newspaper
// systems write it: without it R&D or AT&T would lose letters.
func entity(s string) (rune, int) {
	const longest = len("&#x0010FFFF;") // no name is as long
	end := strings.IndexByte(s[:min(len(s), longest)], ';')
	if end < 2 {
		return 0, 0
	}
	name := s[1:end]
	if name[0] == '#' {
		return numeric(name[1:]), end + 1
	}
	for rest := entities; ; {
		i := strings.Index(rest, name)
		if i < 0 {
			return 0, 0
		}
		after := rest[i+len(name):]
		if i > 0 && rest[i-1] == ' ' {
			if r, n := utf8.DecodeRuneInString(after); after[n:] != "" && after[n] == ' ' && !isAlnum(after[0]) {
				return r, end + 1
			}
		}
		rest = after
	}
}

// numeric decodes the digits of a numeric reference. What is no character, or
// no number, is a replacement character, which parts words.
func numeric(digits string) rune {
	base := rune(10)
	if digits != "" && digits[0]|0x20 == 'x' {
		base, digits = 16, digits[1:]
	}
	if digits == "" {
		return utf8.RuneError
	}
	r := rune(0)
	for _, d := range []byte(digits) {
		switch {
		case '0' <= d && d <= '9':
			d -= '0'
		case base == 16 && 'a' <= d|0x20 && d|0x20 <= 'f':
			d = d | 0x20 - 'a' + 10
		default:
			return utf8.RuneError
		}
		r = r*base + rune(d)
		if r > utf8.MaxRune {
			return utf8.RuneError
		}
	}
	if 0x80 <= r && r < 0xA0 {
		return windows1252[r-0x80]
	}
	if !utf8.ValidRune(r) {
		return utf8.RuneError
	}
	return r
}

// windows1252 is what HTML makes of &#128; to &#159;, which old systems wrote
// for typographic signs: &#146; is ’ and &#156; is œ.
var windows1252 = [32]rune{
	'€', 0xFFFD, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0xFFFD, 'Ž', 0xFFFD,
	0xFFFD, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0xFFFD, 'ž', 'Ÿ',
}

// entities are the 252 named references of HTML 4 and &apos;, each followed by
// its character.
const entities = " " +
	"AEligÆ AacuteÁ AcircÂ AgraveÀ AlphaΑ AringÅ AtildeÃ AumlÄ BetaΒ CcedilÇ ChiΧ Dagger‡ DeltaΔ ETHÐ EacuteÉ " +
	"EcircÊ EgraveÈ EpsilonΕ EtaΗ EumlË GammaΓ IacuteÍ IcircÎ IgraveÌ IotaΙ IumlÏ KappaΚ LambdaΛ MuΜ NtildeÑ NuΝ " +
	"OEligŒ OacuteÓ OcircÔ OgraveÒ OmegaΩ OmicronΟ OslashØ OtildeÕ OumlÖ PhiΦ PiΠ Prime″ PsiΨ RhoΡ ScaronŠ SigmaΣ " +
	"THORNÞ TauΤ ThetaΘ UacuteÚ UcircÛ UgraveÙ UpsilonΥ UumlÜ XiΞ YacuteÝ YumlŸ ZetaΖ aacuteá acircâ acute´ aeligæ " +
	"agraveà alefsymℵ alphaα amp& and∧ ang∠ apos' aringå asymp≈ atildeã aumlä bdquo„ betaβ brvbar¦ bull• cap∩ " +
	"ccedilç cedil¸ cent¢ chiχ circˆ clubs♣ cong≅ copy© crarr↵ cup∪ curren¤ dArr⇓ dagger† darr↓ deg° deltaδ diams♦ " +
	"divide÷ eacuteé ecircê egraveè empty∅ emsp\u2003 ensp\u2002 epsilonε equiv≡ etaη ethð eumlë euro€ exist∃ " +
	"fnofƒ forall∀ frac12½ frac14¼ frac34¾ frasl⁄ gammaγ ge≥ gt> hArr⇔ harr↔ hearts♥ hellip… iacuteí icircî iexcl¡ " +
	"igraveì imageℑ infin∞ int∫ iotaι iquest¿ isin∈ iumlï kappaκ lArr⇐ lambdaλ lang〈 laquo« larr← lceil⌈ ldquo“ " +
	"le≤ lfloor⌊ lowast∗ loz◊ lrm\u200e lsaquo‹ lsquo‘ lt< macr¯ mdash— microµ middot· minus− muμ nabla∇ " +
	"nbsp\u00a0 ndash– ne≠ ni∋ not¬ notin∉ nsub⊄ ntildeñ nuν oacuteó ocircô oeligœ ograveò oline‾ omegaω omicronο " +
	"oplus⊕ or∨ ordfª ordmº oslashø otildeõ otimes⊗ oumlö para¶ part∂ permil‰ perp⊥ phiφ piπ pivϖ plusmn± pound£ " +
	"prime′ prod∏ prop∝ psiψ quot\u0022 rArr⇒ radic√ rang〉 raquo» rarr→ rceil⌉ rdquo” realℜ reg® rfloor⌋ rhoρ " +
	"rlm\u200f rsaquo› rsquo’ sbquo‚ scaronš sdot⋅ sect§ shy\u00ad sigmaσ sigmafς sim∼ spades♠ sub⊂ sube⊆ sum∑ " +
	"sup⊃ sup1¹ sup2² sup3³ supe⊇ szligß tauτ there4∴ thetaθ thetasymϑ thinsp\u2009 thornþ tilde˜ times× trade™ " +
	"uArr⇑ uacuteú uarr↑ ucircû ugraveù uml¨ upsihϒ upsilonυ uumlü weierp℘ xiξ yacuteý yen¥ yumlÿ zetaζ zwj\u200d " +
	"zwnj\u200c "
