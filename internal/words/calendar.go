package words

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/arabic"
	"github.com/presse-go/presse/internal/letters"
)

// A Calendar holds the words that dates are made of in one language, as one country
// uses them. The names of months in Arabic differ between countries more than those
// of any other language here.
//
// The names are those of CLDR 48, unless the comment of a calendar says otherwise.
type Calendar struct {
	Months    [12]string
	Short     [12]string // abbreviated months
	Weekdays  [7]string  // from Sunday
	ShortDays [7]string  // abbreviated days, from Sunday
	First     string     // the first day of a month, as written before the name of the month
	AM, PM    string     // before and after noon, with hours up to 12
}

var (
	frenchMonths   = [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}
	frenchDays     = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}
	frenchAbbrs    = [...]string{"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."}
	arabicDays     = [...]string{"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"}
	moroccoMonths  = [...]string{"يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"}
	mauritania     = [...]string{"يناير", "فبراير", "مارس", "إبريل", "مايو", "يونيو", "يوليو", "أغشت", "شتمبر", "أكتوبر", "نوفمبر", "دجمبر"}
	tunisiaMonths  = [...]string{"جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"}
	egyptMonths    = [...]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"}
	levantMonths   = [...]string{"كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"}
	englishMonths  = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	englishAbbrs   = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	englishDays    = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	tamazightNames = [...]string{"ⵉⵏⵏⴰⵢⵔ", "ⴱⵕⴰⵢⵕ", "ⵎⴰⵕⵚ", "ⵉⴱⵔⵉⵔ", "ⵎⴰⵢⵢⵓ", "ⵢⵓⵏⵢⵓ", "ⵢⵓⵍⵢⵓⵣ", "ⵖⵓⵛⵜ", "ⵛⵓⵜⴰⵏⴱⵉⵔ", "ⴽⵜⵓⴱⵔ", "ⵏⵓⵡⴰⵏⴱⵉⵔ", "ⴷⵓⵊⴰⵏⴱⵉⵔ"}
)

// FrenchCalendar follows the Imprimerie nationale, for every country but Canada.
var FrenchCalendar = Calendar{
	Months:    frenchMonths,
	Short:     [...]string{"janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."},
	Weekdays:  frenchDays,
	ShortDays: frenchAbbrs,
	First:     "1er",
	AM:        "AM",
	PM:        "PM",
}

// CanadianCalendar has the abbreviations of the Office québécois de la langue
// française.
var CanadianCalendar = Calendar{
	Months:    frenchMonths,
	Short:     [...]string{"janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."},
	Weekdays:  frenchDays,
	ShortDays: frenchAbbrs,
	First:     "1er",
	AM:        "AM",
	PM:        "PM",
}

// The calendars of Arabic. It does not abbreviate its names.
var (
	ArabicCalendar     = Calendar{moroccoMonths, moroccoMonths, arabicDays, arabicDays, "1", "ص", "م"} // Morocco and Western Sahara
	MauritaniaCalendar = Calendar{mauritania, mauritania, arabicDays, arabicDays, "1", "ص", "م"}
	TunisiaCalendar    = Calendar{tunisiaMonths, tunisiaMonths, arabicDays, arabicDays, "1", "ص", "م"} // and Algeria
	EgyptCalendar      = Calendar{egyptMonths, egyptMonths, arabicDays, arabicDays, "1", "ص", "م"}     // and every other country
	LevantCalendar     = Calendar{levantMonths, levantMonths, arabicDays, arabicDays, "1", "ص", "م"}   // Lebanon, Syria, Jordan, Palestine, Iraq
)

// EnglishCalendar has the names that package time prints.
var EnglishCalendar = Calendar{
	Months:    englishMonths,
	Short:     englishAbbrs,
	Weekdays:  englishDays,
	ShortDays: [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
	First:     "1",
	AM:        "AM",
	PM:        "PM",
}

// TamazightCalendar is Standard Moroccan Tamazight, in Tifinagh.
var TamazightCalendar = Calendar{
	Months:    tamazightNames,
	Short:     [...]string{"ⵉⵏⵏ", "ⴱⵕⴰ", "ⵎⴰⵕ", "ⵉⴱⵔ", "ⵎⴰⵢ", "ⵢⵓⵏ", "ⵢⵓⵍ", "ⵖⵓⵛ", "ⵛⵓⵜ", "ⴽⵜⵓ", "ⵏⵓⵡ", "ⴷⵓⵊ"},
	Weekdays:  [...]string{"ⴰⵙⴰⵎⴰⵙ", "ⴰⵢⵏⴰⵙ", "ⴰⵙⵉⵏⴰⵙ", "ⴰⴽⵕⴰⵙ", "ⴰⴽⵡⴰⵙ", "ⴰⵙⵉⵎⵡⴰⵙ", "ⴰⵙⵉⴹⵢⴰⵙ"},
	ShortDays: [...]string{"ⴰⵙⴰ", "ⴰⵢⵏ", "ⴰⵙⵉ", "ⴰⴽⵕ", "ⴰⴽⵡ", "ⴰⵙⵉⵎ", "ⴰⵙⵉⴹ"},
	First:     "1",
	AM:        "ⵜⵉⴼⴰⵡⵜ",
	PM:        "ⵜⴰⴷⴳⴳⵯⴰⵜ",
}

// Calendars returns the calendars of every language and country.
func Calendars() []*Calendar {
	return []*Calendar{&FrenchCalendar, &CanadianCalendar, &ArabicCalendar, &MauritaniaCalendar, &TunisiaCalendar, &EgyptCalendar, &LevantCalendar,
		&EnglishCalendar, &TamazightCalendar}
}

// CalendarOf returns the calendar for a BCP 47 tag, or nil if its language has none.
// The empty tag is French, as papers that use presse mostly are; Arabic without a
// country is that of Morocco.
func CalendarOf(tag string) *Calendar {
	switch Language(tag) {
	case "", "fr":
		if Region(tag) == "CA" {
			return &CanadianCalendar
		}
		return &FrenchCalendar
	case "ar":
		switch Region(tag) {
		case "", "MA", "EH":
			return &ArabicCalendar
		case "MR":
			return &MauritaniaCalendar
		case "TN", "DZ":
			return &TunisiaCalendar
		case "LB", "SY", "JO", "PS", "IQ":
			return &LevantCalendar
		}
		return &EgyptCalendar
	case "en":
		return &EnglishCalendar
	case "zgh":
		return &TamazightCalendar
	}
	return nil
}

// Region returns the region of a BCP 47 tag, such as MA or 001, in upper case, or "" if
// it has none. Subtags may also be separated by an underscore.
func Region(tag string) string {
	subtag, rest := "", tag
	for first := true; rest != ""; first = false {
		n := strings.IndexAny(rest, "-_")
		if n < 0 {
			n = len(rest)
		}
		subtag, rest = rest[:n], rest[min(n+1, len(rest)):]
		switch {
		case first:
		case len(subtag) == 1: // an extension
			return ""
		case len(subtag) == 2 || len(subtag) == 3 && AllDigits(subtag):
			return strings.ToUpper(subtag)
		}
	}
	return ""
}

// AllDigits reports whether s consists of ASCII digits, at least one.
func AllDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// A DateName is the month or the day of the week that a word names.
type DateName struct {
	Month   int          // 1 to 12, or 0 for a day of the week
	Weekday time.Weekday // if Month is 0
	Short   bool         // abbreviated
	Lang    string       // the language: fr, en, ar or zgh. What is the same in French and English is French.
}

// otherAbbrs are abbreviations that papers print in addition to those of the calendars.
// A month of Arabic is never abbreviated.
var otherAbbrs = [...]struct {
	word string
	name DateName
}{
	{"fev", DateName{Month: 2, Short: true, Lang: "fr"}}, {"aou", DateName{Month: 8, Short: true, Lang: "fr"}}, {"jui", DateName{Month: 6, Short: true, Lang: "fr"}},
	{"sept", DateName{Month: 9, Short: true, Lang: "en"}}, {"tues", DateName{Weekday: time.Tuesday, Short: true, Lang: "en"}},
	{"weds", DateName{Weekday: time.Wednesday, Short: true, Lang: "en"}}, {"thur", DateName{Weekday: time.Thursday, Short: true, Lang: "en"}},
	{"thurs", DateName{Weekday: time.Thursday, Short: true, Lang: "en"}},
}

// NameOf returns the month or the day that a word names in any language and country, in
// full or abbreviated, whatever its case and accents. The word must not have the period
// of an abbreviation. NameOf does not allocate.
func NameOf(word string) (name DateName, ok bool) {
	switch first, _ := utf8.DecodeRuneInString(word); {
	case arabic.Is(first):
		if m := ArabicMonth(word); m > 0 {
			return DateName{Month: m, Lang: "ar"}, true
		}
		for i, day := range &arabicDays {
			if sameArabic(day, word) {
				return DateName{Weekday: time.Weekday(i), Lang: "ar"}, true
			}
		}
		return DateName{}, false
	case first >= 0x2D30 && first <= 0x2D7F: // Tifinagh
		return TamazightCalendar.nameOf(word, "zgh")
	}
	var buf [48]byte
	if len(word) > len(buf)/2 {
		return DateName{}, false
	}
	key := appendFoldLower(buf[:0], word)
	for _, c := range [...]struct {
		in   *Calendar
		lang string
	}{{&FrenchCalendar, "fr"}, {&EnglishCalendar, "en"}, {&CanadianCalendar, "fr"}} {
		if name, ok = c.in.nameOf(string(key), c.lang); ok {
			return name, true
		}
	}
	for i := range &otherAbbrs {
		if o := &otherAbbrs[i]; string(key) == o.word {
			return o.name, true
		}
	}
	return DateName{}, false
}

// nameOf returns the month or the day that a folded word names in c.
func (c *Calendar) nameOf(key, lang string) (DateName, bool) {
	for i := range c.Months {
		if foldsTo(c.Months[i], key) {
			return DateName{Month: i + 1, Lang: lang}, true
		}
		if foldsTo(c.Short[i], key) {
			return DateName{Month: i + 1, Short: true, Lang: lang}, true
		}
	}
	for i := range c.Weekdays {
		if foldsTo(c.Weekdays[i], key) {
			return DateName{Weekday: time.Weekday(i), Lang: lang}, true
		}
		if foldsTo(c.ShortDays[i], key) {
			return DateName{Weekday: time.Weekday(i), Short: true, Lang: lang}, true
		}
	}
	return DateName{}, false
}

// foldsTo reports whether a name, without its period, folds to key.
func foldsTo(name, key string) bool {
	if key == "" || name[0]|0x20 != key[0]|0x20 { // folding changes no more than the case of first letters
		return false
	}
	var buf [48]byte
	return string(appendFoldLower(buf[:0], strings.TrimSuffix(name, "."))) == key
}

// appendFoldLower appends s without its accents and in lower case.
func appendFoldLower(dst []byte, s string) []byte {
	dst = letters.AppendFold(dst, s)
	for i, c := range dst {
		if 'A' <= c && c <= 'Z' {
			dst[i] += 'a' - 'A'
		}
	}
	return dst
}

// ArabicMonth returns the number of the month that an Arabic name means in any country,
// or 0. It ignores differences between the forms of alef and between other letters
// that arabic.Normalize makes one: ابريل and إبريل are أبريل.
func ArabicMonth(name string) int {
	for _, months := range [...]*[12]string{&moroccoMonths, &egyptMonths, &tunisiaMonths, &levantMonths, &mauritania} {
		for i, month := range months {
			if sameArabic(month, name) {
				return i + 1
			}
		}
	}
	return 0
}

// sameArabic reports whether a and b are the same after arabic.Normalize.
func sameArabic(a, b string) bool {
	for {
		c, restA := nextArabic(a)
		d, restB := nextArabic(b)
		if c != d || c < 0 {
			return c == d
		}
		a, b = restA, restB
	}
}

// nextArabic returns the first normalized character of s and the rest of s, or -1 at
// the end of s.
func nextArabic(s string) (rune, string) {
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		s = s[size:]
		if r = arabic.Normalize(r); r != 0 {
			return r, s
		}
	}
	return -1, ""
}

// Month returns the number of the month that a folded word names, or 0 if it names
// none. It also reports whether the word is short for the month: its first three
// to five letters (janv, fev, juill).
func (c *Calendar) Month(word string) (number int, short bool) {
	for i, name := range c.Months {
		if word == "" || word[0]|0x20 != name[0]|0x20 { // folding changes no more than the case of first letters
			continue
		}
		name = Fold(name)
		// Two months begin with jui, and mar is short for mardi.
		n := utf8.RuneCountInString(word)
		short = n >= 3 && n <= 5 && strings.HasPrefix(name, word) && word != "jui" && word != "mar"
		if word == name || short {
			return i + 1, word != name
		}
	}
	return 0, false
}

// Weekday returns the day of the week that a folded word names, either in full or
// by its first three bytes.
func (c *Calendar) Weekday(word string) (day time.Weekday, ok bool) {
	i := slices.IndexFunc(c.Weekdays[:], func(name string) bool {
		return word == name || word == name[:3]
	})
	return time.Weekday(i), i >= 0
}
