package dates

import (
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/words"
)

// A label says what the date after it is the date of. It is a set.
type label uint8

const (
	published label = 1 << iota
	updated
)

// labels are the words before printed dates. Their order in a phrase is that of French,
// English and Arabic pages; "le" and colons after them are read with the date.
var labels = phrases(labelLists)

var labelLists = map[label]string{
	published: "publié, publiée, publiés, publiées, publication, date de publication, première publication, publié pour la première fois, publié initialement," +
		"initialement publié, article publié, article paru, article mis en ligne, mis en ligne, mise en ligne, mises en ligne, paru, parue, parution, date de parution," +
		"posté, postée, soumis, soumise, créé, créée, création, date de création, écrit, écrite, rédigé, rédigée, diffusé, diffusée, ajouté, ajoutée, envoyé, envoyée, date, en date du," +
		"édition du, article du, numéro du," +
		"published, first published, originally published, date published, publication date, posted, created, written, added," +
		"نشر, نشرت, نشر في, نشرت في, نشر بتاريخ, تاريخ النشر, تم النشر, تم نشره, تم النشر في, النشر, منشور, كتب, كتب في, حرر, حرر في, أضيف, أضيف في, تاريخ, تاريخ الإضافة",
	updated: "mis à jour, mise à jour, mises à jour, maj, màj, m à j, modifié, modifiée, modification, actualisé, actualisée, actualisation, édité, corrigé, rectifié, révisé," +
		"dernière mise à jour, dernière maj, dernière modification, dernière actualisation, date de mise à jour, date de modification," +
		"date de dernière mise à jour, date de la dernière mise à jour, date de dernière modification, article mis à jour, article modifié," +
		"updated, last updated, last update, update, modified, last modified, edited, last edited, revised, date modified," +
		"آخر تحديث, تحديث, التحديث, تم التحديث, تم تحديثه, محدث, تاريخ التحديث, تاريخ آخر تحديث, آخر تعديل, تعديل, عدل, تم التعديل, حدث",
}

// conjunctions join a label to what precedes it: "Publié le … et mis à jour le …".
var conjunctions = phrases(map[bool]string{true: "et, puis, and, then, و, ثم, et a été, a été"})

// byWords precede the name of an author or a section: "Publié par Salma Idrissi le …".
var byWords = phrases(map[bool]string{true: "par, by, dans, in, بقلم, من طرف, من قبل"})

// sourceWords precede the name of an agency or a paper.
var sourceWords = phrases(map[bool]string{true: "source, sources"})

// small are words inside the names of authors and agencies, and those of newsrooms.
var small = phrases(map[bool]string{true: "avec, et, de, d, du, des, la, le, les, l, en, à, chez, pour, par, via, crédit, photo, photos, vidéo, agence, agences, rédaction, service, correspondant, correspondante," +
	"envoyé spécial, envoyée spéciale, and, with, of, for, by, from, staff"})

// Words of sentences. In "Le livre, publié le 14 novembre 2026" and "Il a publié le …" a
// label is a verb.
var (
	subjects    = phrases(map[bool]string{true: "le, la, les, l, un, une, des, ce, cet, cette, ces, il, elle, ils, elles, on, nous, vous, je, j, qui, the, a, an, this, that, he, she, it, they, we"})
	auxiliaries = phrases(map[bool]string{true: "a, ai, as, ont, est, sont, été, être, était, sera, seront, fut, avait, avoir, has, have, had, is, was, were, be, been, will, non, pas, jamais, not, never"})
)

// The words that may precede a date, a day of the week and a time.
var (
	dayIntros   = phrases(map[bool]string{true: "le, ce, on, on the, the, في, يوم, يومه, في يوم, بتاريخ, ل, ب"})
	clockIntros = phrases(map[bool]string{true: "à, at, في, عند"})
	hourIntros  = phrases(map[bool]string{true: "الساعة, على الساعة, في الساعة, عند الساعة, على, س"}) // need no h after the hour
)

// firsts are words for the first day of a month.
var firsts = phrases(map[bool]string{true: "premier, first, فاتح, الفاتح, أول"})

// rangeWords join the ends of a range, or precede its beginning.
var rangeWords = phrases(map[bool]string{true: "au, jusqu'au, et, entre, de, du, from, to, until, through, من, إلى, حتى, الى"})

// monthNames returns the names of months in every language and country, and their
// abbreviations: in French and English, the first three to five letters if no two
// months begin with them.
var monthNames = sync.OnceValue(func() table[time.Month] {
	t := newTable[time.Month]()
	short := map[string]time.Month{}
	for _, c := range words.Calendars() {
		for i, name := range c.Months {
			month := time.Month(i + 1)
			t.add(name, month)
			t.add(c.Short[i], month)
			if name = foldWord(name); name[0] >= utf8.RuneSelf {
				continue
			}
			for n := 3; n <= min(5, len(name)); n++ {
				if other, ok := short[name[:n]]; ok && other != month {
					month = 0
				}
				short[name[:n]] = month
				month = time.Month(i + 1)
			}
		}
	}
	for name, month := range short {
		if month > 0 {
			t.add(name, month)
		}
	}
	for month, names := range monthSpellings {
		for name := range strings.SplitSeq(names, ",") {
			t.add(name, month)
		}
	}
	return t
})

// monthSpellings are names of months that are in no calendar of package words.
var monthSpellings = map[time.Month]string{
	time.January:   "كانون 2, كانون ثاني, ك 2",
	time.February:  "فبراير, فيفرى",
	time.April:     "نيسان, ابريل",
	time.May:       "ماية",
	time.June:      "يونيه, جويان",
	time.July:      "يوليه, جوليه, جويلي",
	time.August:    "أوغسطس, اغشت",
	time.September: "شتمبر, سبتنبر, سيبتمبر",
	time.October:   "تشرين 1, تشرين أول, ت 1",
	time.November:  "تشرين 2, تشرين ثاني, ت 2, نونبير, نوانبر",
	time.December:  "كانون 1, كانون أول, ك 1, دسمبر, دجنبير",
}

// hijriMonths are the months of the Muslim calendar, whose years are not ours.
var hijriMonths = phrases(map[bool]string{true: "محرم, صفر, ربيع الأول, ربيع الثاني, ربيع الآخر, جمادى الأولى, جمادى الثانية, جمادى الآخرة, رجب, شعبان, رمضان, شوال," +
	"ذو القعدة, ذي القعدة, ذو الحجة, ذي الحجة, muharram, mouharram, safar, rajab, chaabane, ramadan, chaoual, dhou al hijja"})

// Words after a year.
var (
	hijriMarks     = phrases(map[bool]string{true: "ه, هجري, هجرية, للهجرة"})
	gregorianMarks = phrases(map[bool]string{true: "م, ميلادي, ميلادية"})
	yearIntros     = phrases(map[bool]string{true: "of, عام, سنة, لعام, لسنة, من عام, من سنة"})
	monthIntros    = phrases(map[bool]string{true: "of, من, من شهر, شهر"})
	agreements     = phrases(map[bool]string{true: "الموافق, الموافق ل, الموافق لـ, الموافق ب, موافق, موافق ل"}) // Gregorian date after a Muslim one
)

// weekdayNames returns the names of days in every language, and their abbreviations.
var weekdayNames = sync.OnceValue(func() table[time.Weekday] {
	t := newTable[time.Weekday]()
	for _, c := range words.Calendars() {
		for i := range c.Weekdays {
			t.add(c.Weekdays[i], time.Weekday(i))
			t.add(c.ShortDays[i], time.Weekday(i))
		}
	}
	for day, names := range weekdaySpellings {
		for name := range strings.SplitSeq(names, ",") {
			t.add(name, day)
		}
	}
	return t
})

var weekdaySpellings = map[time.Weekday]string{
	time.Sunday:    "الاحد",
	time.Monday:    "الإثنين, الأثنين",
	time.Tuesday:   "tues, الثلثاء, الثلاثا",
	time.Wednesday: "weds, الاربعاء, الأربعا",
	time.Thursday:  "thur, thurs",
	time.Friday:    "الجمعه",
}

// A dayPart is a part of the day, as in "7 h du soir", and says which hours it can
// follow.
type dayPart struct {
	first, last int // hours of the 12-hour clock that are before noon
	from, to    int // hours of the 12-hour clock that are after noon
	twelve      int // what 12 means, or -1
}

// hour returns an hour before the part of the day on the 24-hour clock.
func (p dayPart) hour(h int) (hour int, ok bool) {
	switch {
	case h == 12:
		return p.twelve, p.twelve >= 0
	case p.first <= h && h <= p.last:
		return h, true
	case p.from <= h && h <= p.to:
		return h + 12, true
	}
	return h, h > 12 && p.from <= h-12 && h-12 <= p.to // 18 h 30 p.m.
}

var (
	am        = dayPart{first: 0, last: 11, from: 1, to: 0, twelve: 0}
	pm        = dayPart{first: 1, last: 0, from: 1, to: 11, twelve: 12}
	morning   = dayPart{first: 0, last: 11, from: 1, to: 0, twelve: -1}
	noon      = dayPart{first: 11, last: 11, from: 1, to: 3, twelve: 12}
	zawal     = dayPart{first: 11, last: 11, from: 1, to: 6, twelve: 12} // from noon on, in the Maghreb
	afternoon = dayPart{first: 1, last: 0, from: 1, to: 7, twelve: 12}
	evening   = dayPart{first: 1, last: 0, from: 4, to: 11, twelve: -1}
	night     = dayPart{first: 0, last: 5, from: 6, to: 11, twelve: 0}
	dawn      = dayPart{first: 0, last: 7, from: 1, to: 0, twelve: -1}
)

// dayParts are parts of the day after a time.
var dayParts = phrases(dayPartLists)

var dayPartLists = map[dayPart]string{
	am:        "am, a m, ⵜⵉⴼⴰⵡⵜ, ص, صباحا, الصباح, في الصباح, من صباح, قبل الظهر, قبل الزوال",
	pm:        "pm, p m, ⵜⴰⴷⴳⴳⵯⴰⵜ, م, مساء, المساء, في المساء",
	morning:   "du matin, le matin, in the morning",
	noon:      "ظهرا, الظهر",
	zawal:     "زوالا",
	afternoon: "de l'après-midi, l'après-midi, in the afternoon, بعد الظهر, بعد الزوال, عصرا, العصر",
	evening:   "du soir, le soir, in the evening",
	night:     "de la nuit, at night, ليلا",
	dawn:      "فجرا, الفجر",
}

// hourParts are the dayParts that make an hour of a number: 6 pm.
var hourParts = phrases(map[dayPart]string{
	am: "am, a m, ⵜⵉⴼⴰⵡⵜ, ص, صباحا",
	pm: "pm, p m, ⵜⴰⴷⴳⴳⵯⴰⵜ, م, مساء",
})

// Units of a time of day.
var (
	hourWords   = phrases(map[bool]string{true: "h, heure, heures, hr, hrs, hs, س, سا"})
	minuteWords = phrases(map[bool]string{true: "m, mn, min, mins, minute, minutes, د, دقيقة, دقائق"})
	secondWords = phrases(map[bool]string{true: "s, sec, seconde, secondes, second, seconds, ثانية"})
)

// exactly are words after a time that change nothing.
var exactly = phrases(map[bool]string{true: "pile, précises, précise, tapantes, exactement, sharp, تماما, بالضبط"})

// The words of "3 min de lecture" and "Temps de lecture : 3 min".
var (
	readingTimes = phrases(map[bool]string{true: "temps de lecture, durée de lecture, lecture, reading time, مدة القراءة, وقت القراءة"})
	readingEnds  = phrases(map[bool]string{true: "de lecture, read, قراءة, للقراءة"})
)

// middays are the times that have a name.
var middays = phrases(map[int]string{
	12: "midi, noon, منتصف النهار, الزوال",
	0:  "minuit, midnight, منتصف الليل",
})

// fractions are the minutes in words, after an hour.
var fractions = phrases(map[int]string{
	15:  "et quart, et un quart, والربع, وربع",
	20:  "والثلث, وثلث",
	30:  "et demie, et demi, والنصف, ونصف",
	45:  "trois quarts, et trois quarts",
	-5:  "moins cinq",
	-10: "moins dix",
	-15: "moins le quart, moins quart, moins un quart, إلا ربعا, إلا ربع, إلا الربع",
	-20: "moins vingt, إلا ثلثا, إلا ثلث, إلا الثلث",
	-25: "moins vingt-cinq",
})

// arabicHours are the hours in words, after "the hour".
var arabicHours = phrases(map[int]string{
	1: "الواحدة", 2: "الثانية", 3: "الثالثة", 4: "الرابعة", 5: "الخامسة", 6: "السادسة", 7: "السابعة", 8: "الثامنة", 9: "التاسعة", 10: "العاشرة",
	11: "الحادية عشرة, الحادية عشر", 12: "الثانية عشرة, الثانية عشر",
})

// numerals returns the numbers from 0 to 59 in words.
var numerals = sync.OnceValue(func() table[int] {
	t := newTable[int]()
	for n, names := range numeralLists {
		for name := range strings.SplitSeq(names, ",") {
			t.add(name, n)
		}
	}
	for tens, name := range map[int]string{20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante"} {
		t.add(name+" et un", tens+1)
		t.add(name+" et une", tens+1)
		for i, unit := range []string{"deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"} {
			t.add(name+" "+unit, tens+2+i)
		}
	}
	return t
})

var numeralLists = map[int]string{
	0: "zéro", 1: "un, une, a, an, one, واحد, واحدة", 2: "deux, two, اثنان, اثنين", 3: "trois, three, ثلاث, ثلاثة", 4: "quatre, four, أربع, أربعة",
	5: "cinq, five, خمس, خمسة", 6: "six, ست, ستة", 7: "sept, seven, سبع, سبعة", 8: "huit, eight, ثماني, ثمانية, ثمان", 9: "neuf, nine, تسع, تسعة",
	10: "dix, ten, عشر, عشرة", 11: "onze, eleven", 12: "douze, twelve", 13: "treize", 14: "quatorze", 15: "quinze, fifteen", 16: "seize",
	17: "dix-sept", 18: "dix-huit", 19: "dix-neuf", 20: "vingt, twenty", 30: "trente, thirty", 40: "quarante", 50: "cinquante",
}
