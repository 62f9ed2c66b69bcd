package dates

import (
	"strconv"
	"strings"
	"time"

	"github.com/presse-go/presse/internal/words"
)

// relatives are the phrases of one language for times near now. The plural forms of
// Arabic and all phrases of minutes and hours are those of CLDR 48.
type relatives struct {
	now, soon           string
	past, future        string    // with % for minutes or hours
	minutes, hours      [4]string // for 1, 2, 3 to 10, and more; with % for the number
	yesterday, tomorrow string
	at                  string // the layout of the time after them
}

var (
	frenchRelatives = relatives{
		now: "à l’instant", soon: "dans un instant", past: "il y a %", future: "dans %",
		minutes:   [...]string{"1 minute", "% minutes", "% minutes", "% minutes"},
		hours:     [...]string{"1 heure", "% heures", "% heures", "% heures"},
		yesterday: "hier", tomorrow: "demain", at: " à 15 h 04",
	}
	englishRelatives = relatives{
		now: "just now", soon: "in a moment", past: "% ago", future: "in %",
		minutes:   [...]string{"1 minute", "% minutes", "% minutes", "% minutes"},
		hours:     [...]string{"1 hour", "% hours", "% hours", "% hours"},
		yesterday: "yesterday", tomorrow: "tomorrow", at: " at 15:04",
	}
	arabicRelatives = relatives{
		now: "الآن", soon: "بعد لحظات", past: "قبل %", future: "خلال %",
		minutes:   [...]string{"دقيقة واحدة", "دقيقتين", "% دقائق", "% دقيقة"},
		hours:     [...]string{"ساعة واحدة", "ساعتين", "% ساعات", "% ساعة"},
		yesterday: "أمس", tomorrow: "غدًا", at: " على الساعة 15:04",
	}
)

// americanAt is the layout of the time after yesterday and tomorrow in America.
const americanAt = " at 3:04\u00a0PM"

func relativesOf(lang string) *relatives {
	switch words.Language(lang) {
	case "", "fr":
		return &frenchRelatives
	case "en":
		return &englishRelatives
	case "ar":
		return &arabicRelatives
	}
	return nil
}

// Relative returns t as seen from now: à l’instant, il y a 5 minutes, on the same day il
// y a 2 heures, hier à 14 h 30, and the date in the style Long if it is farther away; dans
// 5 minutes, dans 2 heures, demain à 14 h 30 in the future. Days are those of the zone of
// now. A language without such phrases has the date and time.
func Relative(t, now time.Time, lang string) string {
	t = t.In(now.Location())
	r := relativesOf(lang)
	if r == nil {
		return Date(t, Full, lang)
	}
	t, now = t.Round(0), now.Round(0) // by the clock that readers see
	away, future := now.Sub(t), t.After(now)
	one, day := r.past, r.yesterday
	if future {
		away, one, day = t.Sub(now), r.future, r.tomorrow
	}
	days := daysBetween(t, now)
	switch {
	case away < time.Minute && future:
		return r.soon
	case away < time.Minute:
		return r.now
	case away < time.Hour:
		return r.count(one, &r.minutes, int(away/time.Minute))
	case days == 0:
		return r.count(one, &r.hours, int(away/time.Hour))
	case days == 1 || days == -1:
		w := newWriter(t, lang)
		w.out.WriteString(day)
		at := r.at
		if layoutsOf(lang) == &americanLayouts {
			at = " at 3:04 PM"
		}
		_ = w.layout(at)
		return w.out.String()
	}
	return Date(t, Long, lang)
}

// count writes a number of minutes or hours.
func (r *relatives) count(phrase string, forms *[4]string, n int) string {
	form := forms[3]
	switch {
	case n <= 2:
		form = forms[n-1]
	case n <= 10:
		form = forms[2]
	}
	before, after, _ := strings.Cut(phrase, "%")
	number, unit, counted := strings.Cut(form, "%")
	if counted {
		number += strconv.Itoa(n)
	}
	return before + number + unit + after
}

// daysBetween returns how many days the day of now is after that of t, both in their own
// zones.
func daysBetween(t, now time.Time) int {
	day := func(t time.Time) int64 {
		year, month, day := t.Date()
		return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60)
	}
	return int(day(now) - day(t))
}
