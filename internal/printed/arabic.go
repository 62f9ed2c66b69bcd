package printed

import (
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/arabic"
	"github.com/presse-go/presse/internal/words"
)

// isArabic reports whether a word begins with an Arabic letter.
func isArabic(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return arabic.Is(r)
}

// joinLetters joins Arabic letters that are printed as words, as agencies print their
// names: "و م ع" becomes one word. It splits the preposition "in" from a town.
func joinLetters(list []token) []token {
	out := make([]token, 0, len(list)+2)
	for i := 0; i < len(list); {
		n := i
		for n < len(list) && isArabicLetter(list[n]) {
			n++
		}
		if n-i < 2 {
			out = append(out, list[i])
			if in, town, ok := cutIn(list[i]); ok {
				out = append(out[:len(out)-1], in, town)
			}
			i++
			continue
		}
		t := list[i]
		t.text, t.end = text(list[i:n]), list[n-1].end
		t.key = strings.ReplaceAll(t.text, " ", "")
		out = append(out, t)
		i = n
	}
	return out
}

// cutIn splits the preposition of a place from a known town: بالرباط.
func cutIn(t token) (in, town token, ok bool) {
	const in1 = "ب"
	rest, cut := strings.CutPrefix(t.text, in1)
	if !cut || !has(arabicTowns, rest) {
		return t, t, false
	}
	in, town = t, t
	in.text, in.key, in.end = in1, in1, t.pos+len(in1)
	town.text, town.key, town.pos = rest, rest, in.end
	return in, town, true
}

// isArabicLetter reports whether a word is a single Arabic letter, perhaps with a
// period.
func isArabicLetter(t token) bool {
	return !t.sign && utf8.RuneCountInString(t.key) == 1 && isArabic(t.key)
}

// waw are names that begin with the letter of the conjunction "and".
const waw = " واصف واثق وائل وادي وجدان وجدي وجيه وحيد وحيدة وداد وديع وديعة ورد وردة ورود وسام وسيم وسيمة وصال وصفي وضاح وفاء وفيق وفيقة ولاء ولي وليد وليدة وهاب وهيب وهيبة وهبي ويسام وئام وزاني وهبة والي وليم "

// cutAnd splits the conjunction from a word that begins with it, if another name begins
// there: "سلمى الإدريسي وعمر العلمي". words are those of the name before it, and after
// those that follow it.
func cutAnd(t token, words, after []token) (rest token, ok bool) {
	const and = "و"
	if len(words) < 2 || !strings.HasPrefix(t.text, and) || len(after) == 0 || after[0].sign || !isArabic(after[0].text) ||
		listed(waw, t.key) || isAgency(t) || utf8.RuneCountInString(t.key) < 4 {
		return t, false
	}
	t.text, t.pos = t.text[len(and):], t.pos+len(and)
	t.key = key(t.text)
	return t, true
}

// isMonth reports whether a key names a month in French, perhaps abbreviated, or in the
// Arabic of any country.
func isMonth(key string) bool {
	m, _ := words.FrenchCalendar.Month(key)
	return m > 0 || isArabic(key) && words.ArabicMonth(key) > 0
}

// arabicPosting returns the role that an Arabic word for a correspondent or an envoy
// means, with or without the article or "our" attached to it.
func arabicPosting(key string) string {
	if !isArabic(key) {
		return ""
	}
	key = strings.TrimPrefix(key, "ال")
	switch strings.TrimSuffix(key, "نا") {
	case "مراسل", "مراسلة", "مراسلت", "مراسلو", "مراسلي":
		return Correspondent
	case "موفد", "موفدة", "موفدت", "مبعوث", "مبعوثة", "مبعوثت":
		return Envoy
	}
	return ""
}

// isArabicPlace reports whether the words are formed as names of places are: all of
// them with the article, or after a word that begins such names.
func isArabicPlace(place string) bool {
	first, _, _ := strings.Cut(place, " ")
	if listed(" سيدي بني عين واد وادي رأس مولاي أولاد آيت ايت أيت حي تل خان بئر دير كفر بيت جبل شرم ", first) {
		return true
	}
	for word := range strings.FieldsSeq(place) {
		if !strings.HasPrefix(word, "ال") {
			return false
		}
	}
	return true
}

// isArabicDesk reports whether the words name a desk of the newsroom: هيئة التحرير,
// القسم الرياضي.
func isArabicDesk(list []token) bool {
	return listed(" التحرير القسم أسرة إدارة رئاسة سكرتارية طاقم فريق قسم مكتب هيئة ", list[0].key)
}

// isArabicSource reports whether the words begin with the word for an agency or a paper:
// وكالة الأنباء, صحيفة الشروق.
func isArabicSource(list []token) bool {
	return listed(" الوكالات وكالات ", list[0].key) || len(list) > 1 && listed(" إذاعة جريدة شبكة صحيفة قناة مجلة موقع وكالة وكالتا يومية ", list[0].key)
}
