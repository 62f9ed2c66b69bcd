package words

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// A Calendar holds the words that dates are made of in one language.
type Calendar struct {
	Months   [12]string
	Short    [12]string // abbreviated months
	Weekdays [7]string  // from Sunday
	First    string     // the first day of a month, as written before the name of the month
}

// FrenchCalendar follows the Imprimerie nationale.
var FrenchCalendar = Calendar{
	Months:   [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	Short:    [...]string{"janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."},
	Weekdays: [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
	First:    "1er",
}

// ArabicCalendar has the names that Moroccan papers print.
var ArabicCalendar = Calendar{
	Months:   [...]string{"يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"},
	Short:    [...]string{"يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"},
	Weekdays: [...]string{"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"},
	First:    "1",
}

// CalendarOf returns the calendar for a BCP 47 tag: ArabicCalendar for Arabic,
// FrenchCalendar for every other language.
func CalendarOf(tag string) *Calendar {
	if Language(tag) == "ar" {
		return &ArabicCalendar
	}
	return &FrenchCalendar
}

// Month returns the number of the month that a folded word names, or 0 if it names
// none. It also reports whether the word is short for the month: its first three
// to five letters (janv, fev, juill).
func (c *Calendar) Month(word string) (number int, short bool) {
	for i, name := range c.Months {
		if word == "" || word[0] != name[0] { // folding does not change first letters
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
