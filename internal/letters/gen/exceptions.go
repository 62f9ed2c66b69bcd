package main

import "strings"

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

	Punctuation that has a likeness in ASCII
"	« »	ICU: << and >>, two signs for one
"	„	ICU: ,, which is no quotation mark in ASCII
"	“ ” ‟ ″ ‶ ʺ ❝ ❞ ❮ ❯ 〝 〞
'	‚ ‹ ›	ICU: a comma, < and >
'	‵ ❛ ❜ ʻ ʽ ˈ	and the apostrophes
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
		for _, r := range strings.ReplaceAll(runes, " ", "") {
			m[r] = to
		}
	}
	return m
}
