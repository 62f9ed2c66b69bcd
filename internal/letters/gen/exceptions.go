package main

import "strings"

// foldExceptions are the folds that follow neither from a decomposition nor from
// a character name.
//
// Fold follows four tables: Lucene's ASCIIFoldingFilter, ICU's Latin-ASCII, the
// primary weights of the Unicode Collation Algorithm (UCA) and WordPress's
// remove_accents. Where they differ, the reason for the choice is given here. A
// character that only one of them folds is folded as in that table.
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
s	ſ ẛ ꞅ ẜ ẝ ꟙ	long s; Lucene mistakes ẛ for an f
T	Ꞇ
t	ꞇ ꝷ
N	Ŋ
n	ŋ ꝴ
n	ŉ	ICU: 'n
q	ĸ	kra was written q before 1973; WordPress: k
OI	Ƣ
oi	ƣ
GH	Ɣ	Amazigh, like Tifinagh ⵖ
gh	ɣ
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
pH	㏗	UCA has no case; NFKC has PH
P	℘
Rx	℞
AE	ᴁ
oe	ꟹ
ae	ᷔ
a	Ɐ	only Lucene, in lower case
c	Ꜿ	only Lucene, in lower case
p	ꟼ	only Lucene, in lower case

	Symbols that only one table folds
(C)	©
(R)	®
(P)	℗

	Punctuation with a similar character in ASCII
"	« »	ICU: << and >>, two characters for one
"	„	ICU: ,, which is not a quotation mark in ASCII
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

	Numerals whose name contains no number
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

// exceptions parses lines of the form "result, tab, code points, tab, remark". A
// line that begins with a tab is a heading, and ∅ means the empty string.
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
