package words

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/arabic"
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
}

// CanadianCalendar has the abbreviations of the Office québécois de la langue
// française.
var CanadianCalendar = Calendar{
	Months:    frenchMonths,
	Short:     [...]string{"janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."},
	Weekdays:  frenchDays,
	ShortDays: frenchAbbrs,
	First:     "1er",
}

// The calendars of Arabic. It does not abbreviate its names.
var (
	ArabicCalendar     = Calendar{moroccoMonths, moroccoMonths, arabicDays, arabicDays, "1"} // Morocco and Western Sahara
	MauritaniaCalendar = Calendar{mauritania, mauritania, arabicDays, arabicDays, "1"}
	TunisiaCalendar    = Calendar{tunisiaMonths, tunisiaMonths, arabicDays, arabicDays, "1"} // and Algeria
	EgyptCalendar      = Calendar{egyptMonths, egyptMonths, arabicDays, arabicDays, "1"}     // and every other country
	LevantCalendar     = Calendar{levantMonths, levantMonths, arabicDays, arabicDays, "1"}   // Lebanon, Syria, Jordan, Palestine, Iraq
)

// EnglishCalendar has the names that package time prints.
var EnglishCalendar = Calendar{
	Months:    englishMonths,
	Short:     englishAbbrs,
	Weekdays:  englishDays,
	ShortDays: [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
	First:     "1",
}

// TamazightCalendar is Standard Moroccan Tamazight, in Tifinagh.
var TamazightCalendar = Calendar{
	Months:    tamazightNames,
	Short:     [...]string{"ⵉⵏⵏ", "ⴱⵕⴰ", "ⵎⴰⵕ", "ⵉⴱⵔ", "ⵎⴰⵢ", "ⵢⵓⵏ", "ⵢⵓⵍ", "ⵖⵓⵛ", "ⵛⵓⵜ", "ⴽⵜⵓ", "ⵏⵓⵡ", "ⴷⵓⵊ"},
	Weekdays:  [...]string{"ⴰⵙⴰⵎⴰⵙ", "ⴰⵢⵏⴰⵙ", "ⴰⵙⵉⵏⴰⵙ", "ⴰⴽⵕⴰⵙ", "ⴰⴽⵡⴰⵙ", "ⴰⵙⵉⵎⵡⴰⵙ", "ⴰⵙⵉⴹⵢⴰⵙ"},
	ShortDays: [...]string{"ⴰⵙⴰ", "ⴰⵢⵏ", "ⴰⵙⵉ", "ⴰⴽⵕ", "ⴰⴽⵡ", "ⴰⵙⵉⵎ", "ⴰⵙⵉⴹ"},
	First:     "1",
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
