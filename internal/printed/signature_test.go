package printed

import (
	"strconv"
	"strings"
	"testing"
)

// Each predicate of a single word is checked with words for which it is true and
// words for which it is false.
func TestWords(t *testing.T) {
	word := func(s string) token { return token{text: s, key: key(s)} }
	for _, c := range []struct {
		rule    string
		is      func(string) bool
		yes, no string
	}{
		{"isAddress", isAddress, "lejournal.ma ab.fr exemple.press BFMTV.com a.b.fr", "a.fr exemple.m exemple.travel exemple.Fr s@exemple.ma exemple x.2025"},
		{"isMonogram", isMonogram, "K. A.B A.B. A.B.C.D A.-B. É.A.", "K AB NIH. A.B.C.D.E .A -A A.b A.1 A,B ."},
		{"isShortened", isShortened, "Th.B. L.Gam. É.Co Gr. L.C.-P. A.", "Gamm. th.B. Gr L.1. . A.B.C.D.E. LG."},
		{"isPronounceable", func(s string) bool { return isPronounceable(key(s)) }, "BOTTA KIRK SALMA", "ONCF LNT ONU BFMTV PQRST"},
		{"isPaperLike", func(s string) bool { return isPaperLike(word(s)) }, "Marsmag Sahelinfo euronews-fr Media-Services Info-Atlas", "Mag Salma Karim-Omar Jean-fin point-virgule"},
		{"isOneWordSource", func(s string) bool { return isOneWordSource(word(s), true) }, "76actu Infos24 LeJournal lejournal.ma Rfm-fr A.B.C.D.E.",
			"Salma SalmaB SALMA S.I. salma76543 76 Karim75 l’opinion"},
		{"isSource after par", func(s string) bool { return isSource(tokens(s), false) }, "LNT", "SALMA LB"},
		{"isOccupation", func(s string) bool { return isOccupation(word(s)) }, "Journaliste sociologue RÉDACTRICE juriste notaire صحفية الكاتب", "Salma Omar Hilaire Rabat Patrice liste"},
		{"isPlaceCompound", isPlaceCompound, "saint-malo fnideq-sur-mer haute-savoie", "saint sur-mer karim-omar malo-saint fnideq-sur-"},
		{"isArabicPlace", isArabicPlace, "الدار سيدي", "أعلن"},
		{"isTown", func(s string) bool { return isTown(tokens(s)) }, "Rabat FÈS Saint-Malo الرباط", "rabat Maroc Salma"},
		{"isPlace", func(s string) bool { return isPlace(tokens(s)) }, "Rabat Maroc Gironde", "maroc Salma"},
		{"isBank", func(s string) bool { return isBank(tokens(s)) }, "Pexels pixabay", "AFP Salma"},
		{"isMachine", func(s string) bool { return isMachine(tokens(s)) }, "IA l’IA ChatGPT ia", "Ia Salma Ai Aï I.A."},
		{"isNetwork", func(s string) bool { return isNetwork(word(s)) }, "X Facebook instagram", "x Salma"},
		{"arabicPosting", func(s string) bool { return arabicPosting(key(s)) != "" }, "مراسل مراسلتنا المبعوث موفدنا", "سلمى مراس correspondant"},
		{"isAcronym", isAcronym, "AB LNT ABCDEF BFM2 ÉÀ", "A ABCDEFG Ab A.B A-B L’AB L'AB 24"},
		{"isUpper", isUpper, "A AFP A1 A-É", "a Ab 12 - الرباط"},
		{"isCapital", isCapital, "A Rabat Éa l’État d'Arc qu’Ali jusqu’Ali QU’Ali N’Diaye الرباط ⵔⴱⴰⵟ", "a état l’état d'arc 24 - n’Diaye aujourd’Ali"},
		{"innerCapital", innerCapital, "LeHuffPost PlanetVidéos aB", "Le LE Rabat Mc-Avaney L’Opinion A.Bc É"},
		{"isNumber", isNumber, "1 15 2025 1er", "20255 1er1 1a er a 15/04"},
		{"isYear", isYear, "1900 1999 2000 2025", "1899 2100 199 19999 20a5 19"},
		{"isDayOpening", isDayOpening, "le du ce des lundi dim", "la rabat les"},
		{"isWeekday", isWeekday, "lundi lun mardi mar dim", "lu lund rabat janvier"},
		{"isDateWord", func(s string) bool { return isDateWord(word(s)) }, "le la à h min GMT du au janvier févr. lundi 15 18h30 15/04/2025 1er 9.30",
			"Rabat et 15km 24sur24 a1"},
		{"isAgency", func(s string) bool { return isAgency(word(s)) }, "AFP afp A.F.P. l’AFP AFP-Services Reuters ومع", "Rabat AF Services-AFP AFPS - MAPS"},
		{"isParticiple", func(s string) bool { return isParticiple([]token{word("Dossier"), word(s)}) },
			"réalisé réalisée réalisés réalisées recueillis fini fait écrite", "Réalisé photo dossier texte réaliser"},
		{"elidesArticle", elidesArticle, "l’Opinion L'Opinion l‘", "lOpinion d’Arc Lé’a ’l le’a N’Diaye"},
	} {
		for s := range strings.FieldsSeq(c.yes) {
			if !c.is(s) {
				t.Errorf("%s(%q) = false, want true", c.rule, s)
			}
		}
		for s := range strings.FieldsSeq(c.no) {
			if c.is(s) {
				t.Errorf("%s(%q) = true, want false", c.rule, s)
			}
		}
	}
	if isMonogram("") || isAddress("") || isUpper("") || isCapital("") || isNumber("") || isYear("") || isParticiple(nil) || isDateWord(token{}) {
		t.Error("a predicate is true of the empty word, want false")
	}
}

func TestKey(t *testing.T) {
	for in, want := range map[string]string{
		"Réalisé": "realise", "l’AFP": "afp", "D‘Arc": "arc", "qu'Idrissi": "idrissi", "l’": "l", "avr.": "avr", "A.F.P.": "a.f.p",
		"jusqu’ici": "ici", "N’Djamena": "n'djamena", "aujourd’hui": "aujourd'hui", "1ᵉʳ": "1er", "ŒUVRE": "oeuvre", "أبريل": "أبريل", "": "", ".'": "", "re\u0301alise\u0301": "realise",
	} {
		if got := key(in); got != want {
			t.Errorf("key(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTrimElision(t *testing.T) {
	for in, want := range map[string]string{"l’AFP": "AFP", "d'Arc": "Arc", "qu’Ali": "Ali", "l’": "", "AFP": "AFP", "M’jid": "M’jid", "’AFP": "’AFP", "é’A": "é’A"} {
		if got := trimElision(in); got != want {
			t.Errorf("trimElision(%q) = %q, want %q", in, got, want)
		}
	}
}

// A dateline must end within the first 160 bytes after any leading white space, and
// within the first line. No letter is cut in half.
func TestHead(t *testing.T) {
	long := strings.Repeat("a", longestDateline-1)
	for _, c := range []struct{ rule, in, want string }{
		{"the first line", " \n Rabat\nAgadir", " \n Rabat"},
		{"one byte over the limit", long + "ab", long + "a"},
		{"a letter across the limit", long + "éb", long + "é"},
		{"a letter of four bytes across the limit", "  " + long + "😀b", "  " + long + "😀"},
		{"a line as long as the limit", long, long},
		{"a line end at the limit", long + "a\n", long + "a"},
		{"an empty text", "", ""},
		{"only white space", " \n", " \n"},
	} {
		if got := head(c.in); got != c.want {
			t.Errorf("%s: head(%q) = %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}

func TestTokens(t *testing.T) {
	for in, want := range map[string]string{
		"Par A.B., le":       "Par:par@0 A.B.:a.b@4 ,@8 le:le@10",
		"a- -b c-d":          "a:a@0 -@1 -@3 b:b@4 c-d:c-d@6",
		"a--":                "a:a@0 -@1",
		"é–b":                "é:e@0 –@2 b:b@5",
		"a\u200bb\xffc\x01d": "ab:ab@0 c:c@6 d:d@8",
		"":                   "",
	} {
		var got []string
		for _, t := range tokens(in) {
			s := t.text
			if !t.sign {
				s += ":" + t.key
			}
			got = append(got, s+"@"+strconv.Itoa(t.pos))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("tokens(%q)\n got %s\nwant %s", in, s, want)
		}
	}
	if n := len(tokens(strings.Repeat("a ", 1000))); n != 256 {
		t.Errorf("%d tokens of a long line, want 256", n)
	}
	if n := len(tokens(strings.Repeat("a ", mostTokens-1) + "b")); n != mostTokens {
		t.Errorf("%d tokens of a line of that many words, want %d", n, mostTokens)
	}
}
