package words

import (
	"slices"
	"strings"
	"time"
)

// A Calendar is the words that dates are made of in a language.
type Calendar struct {
	Months   [12]string
	Short    [12]string // the months where room is scarce
	Weekdays [7]string  // from Sunday
	First    string     // how the first of a month is written before its name
}

// FrenchCalendar is as the Imprimerie nationale has it.
var FrenchCalendar = Calendar{
	Months:   [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	Short:    [...]string{"janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."},
	Weekdays: [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
	First:    "1er",
}

// ArabicCalendar is as papers in Morocco print it.
var ArabicCalendar = Calendar{
	Months:   [...]string{"يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"},
	Short:    [...]string{"يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"},
	Weekdays: [...]string{"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"},
	First:    "1",
}

// CalendarOf returns the calendar for a BCP 47 tag: the Arabic one, else the French
// one.
func CalendarOf(tag string) *Calendar {
	if Language(tag) == "ar" {
		return &ArabicCalendar
	}
	return &FrenchCalendar
}

// Month returns the number of the month that a folded word names, or 0, and whether
// the word is short for it: its first letters, three to five bytes (janv, fev, juill).
func (c *Calendar) Month(word string) (number int, short bool) {
	for i, name := range c.Months {
		if word == "" || word[0] != name[0] { // folding changes no first letter
			continue
		}
		name = Fold(name)
		// Two months begin with jui; "mar" is a Tuesday.
		short = len(word) >= 3 && len(word) <= 5 && strings.HasPrefix(name, word) && word != "jui" && word != "mar"
		if word == name || short {
			return i + 1, word != name
		}
	}
	return 0, false
}

// Weekday returns the day of the week that a folded word names, in full or by its
// three first letters.
func (c *Calendar) Weekday(word string) (day time.Weekday, ok bool) {
	i := slices.IndexFunc(c.Weekdays[:], func(name string) bool {
		return word == name || word == name[:3]
	})
	return time.Weekday(i), i >= 0
}
