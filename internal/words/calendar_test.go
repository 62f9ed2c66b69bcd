package words_test

import (
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse/internal/words"
)

func TestMonth(t *testing.T) {
	for _, c := range []struct {
		rule  string
		in    *words.Calendar
		words string // one for each month, - to skip one
		short bool
	}{
		{"in full", &words.FrenchCalendar, "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre", false},
		{"three letters", &words.FrenchCalendar, "jan fev - avr - - - aou sep oct nov dec", true},
		{"four letters", &words.FrenchCalendar, "janv fevr - avri - - juil - sept octo nove dece", true},
		{"five letters", &words.FrenchCalendar, "janvi fevri - - - - juill - septe octob novem decem", true},
		{"in Arabic", &words.ArabicCalendar, "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر", false},
	} {
		for i, word := range strings.Fields(c.words) {
			if word == "-" {
				continue
			}
			if n, short := c.in.Month(word); n != i+1 || short != c.short {
				t.Errorf("%s: Month(%q) = %d, %v; want %d, %v", c.rule, word, n, short, i+1, c.short)
			}
		}
	}
	for _, word := range []string{"يو", "غ", "ما"} {
		if n, short := words.ArabicCalendar.Month(word); n != 0 || short {
			t.Errorf("one or two letters in Arabic: Month(%q) = %d, %v; want 0, false", word, n, short)
		}
	}
	for rule, word := range map[string]string{
		"an empty word": "", "two letters": "ja", "six letters": "septem", "June or July": "jui", "short for Tuesday": "mar",
		"letters after a month": "maison", "not folded": "février", "a month in Arabic": "غشت", "another word": "jante",
	} {
		if n, short := words.FrenchCalendar.Month(word); n != 0 || short {
			t.Errorf("%s: Month(%q) = %d, %v; want 0, false", rule, word, n, short)
		}
	}
}

func TestWeekday(t *testing.T) {
	for _, c := range []struct {
		rule  string
		in    *words.Calendar
		words string // from Sunday
	}{
		{"in full", &words.FrenchCalendar, "dimanche lundi mardi mercredi jeudi vendredi samedi"},
		{"three letters", &words.FrenchCalendar, "dim lun mar mer jeu ven sam"},
		{"in Arabic", &words.ArabicCalendar, "الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت"},
	} {
		for i, word := range strings.Fields(c.words) {
			if day, ok := c.in.Weekday(word); day != time.Weekday(i) || !ok {
				t.Errorf("%s: Weekday(%q) = %v, %v; want %v, true", c.rule, word, day, ok, time.Weekday(i))
			}
		}
	}
	for _, word := range []string{"", "lu", "lund", "janvier", "الأحد"} {
		if day, ok := words.FrenchCalendar.Weekday(word); ok {
			t.Errorf("Weekday(%q) = %v, want no weekday", word, day)
		}
	}
}

func TestCalendarOf(t *testing.T) {
	for tags, want := range map[string]*words.Calendar{
		" fr FR fra fr-FR fr_MA fr-CH fr-BE fr-Latn-FR fr-u-rg-cazzzz": &words.FrenchCalendar,
		"fr-CA fr_CA FR-ca fr-Latn-CA":                                 &words.CanadianCalendar,
		"ar AR ara ar-MA ar_MA ar-EH ar-Arab ar-Arab-MA":               &words.ArabicCalendar,
		"ar-MR":                         &words.MauritaniaCalendar,
		"ar-TN ar-DZ ara_DZ ar-Arab-TN": &words.TunisiaCalendar,
		"ar-001 ar-EG ar-LY ar-SD ar-SA ar-AE ar-QA ar-KW ar-FR": &words.EgyptCalendar,
		"ar-LB ar-SY ar-JO ar-PS ar-IQ":                          &words.LevantCalendar,
		"en eng EN en-GB en_US":                                  &words.EnglishCalendar,
		"zgh zgh-Tfng-MA":                                        &words.TamazightCalendar,
		"de es ber kab frm x":                                    nil,
	} {
		for tag := range strings.SplitSeq(tags, " ") {
			if got := words.CalendarOf(tag); got != want {
				t.Errorf("CalendarOf(%q) = %v, want %v", tag, got, want)
			}
		}
	}
}

func TestRegion(t *testing.T) {
	for tag, want := range map[string]string{
		"": "", "fr": "", "fr-MA": "MA", "fr_ma": "MA", "zgh-Tfng-MA": "MA", "ar-001": "001", "sl-rozaj-IT": "IT", "fr-": "", "-MA": "MA",
		"ca-valencia": "", "de-1996": "", "fr-u-rg-ca": "", "fr-x-MA": "", "zh-yue-HK": "HK",
	} {
		if got := words.Region(tag); got != want {
			t.Errorf("Region(%q) = %q, want %q", tag, got, want)
		}
	}
}

func TestArabicMonth(t *testing.T) {
	for i, names := range strings.Split("يناير كانون_الثاني جانفي|فبراير شباط فيفري|مارس آذار اذار|أبريل ابريل إبريل نيسان أفريل افريل|ماي مايو أيار ايار|"+
		"يونيو حزيران جوان|يوليوز يوليو تموز جويلية جويليه|غشت أغسطس اغسطس أغشت آب اب أوت اوت|شتنبر سبتمبر أيلول شتمبر|"+
		"أكتوبر اكتوبر تشرين_الأول|نونبر نوفمبر تشرين_الثاني|دجنبر ديسمبر كانون_الأول دجمبر كانون_الاول", "|") {
		for name := range strings.FieldsSeq(names) {
			if name = strings.ReplaceAll(name, "_", " "); words.ArabicMonth(name) != i+1 {
				t.Errorf("ArabicMonth(%q) = %d, want %d", name, words.ArabicMonth(name), i+1)
			}
		}
	}
	for _, name := range []string{"", "ـ", "ما", "مايوو", "الأحد", "كانون", "تشرين", "mars"} {
		if n := words.ArabicMonth(name); n != 0 {
			t.Errorf("ArabicMonth(%q) = %d, want 0", name, n)
		}
	}
}

func TestNameOf(t *testing.T) {
	month := func(n int, short bool, lang string) words.DateName {
		return words.DateName{Month: n, Short: short, Lang: lang}
	}
	day := func(d time.Weekday, short bool, lang string) words.DateName {
		return words.DateName{Weekday: d, Short: short, Lang: lang}
	}
	for _, c := range []struct {
		rule, list string
		want       words.DateName
	}{
		{"a month of French", "février FÉVRIER fevrier Fe\u0301vrier", month(2, false, "fr")},
		{"an abbreviated month of French", "févr FEVR fév fev", month(2, true, "fr")},
		{"a month of French that is not abbreviated", "mars mai juin août aout", words.DateName{}},
		{"an abbreviation of Quebec", "juill", month(7, true, "fr")},
		{"an abbreviation in Morocco", "jui", month(6, true, "fr")},
		{"a month of English", "January JANUARY january", month(1, false, "en")},
		{"an abbreviated month of English", "Jan jan JAN", month(1, true, "en")},
		{"an abbreviation of both", "sept Sept", month(9, true, "fr")},
		{"a short abbreviation of English", "Sep", month(9, true, "en")},
		{"a weekday of French", "lundi LUNDI", day(time.Monday, false, "fr")},
		{"an abbreviated weekday of French", "dim Dim", day(time.Sunday, true, "fr")},
		{"a weekday of English", "Thursday", day(time.Thursday, false, "en")},
		{"an abbreviated weekday of English", "thu Thur THURS", day(time.Thursday, true, "en")},
		{"a month of Arabic", "غشت أغسطس اغسطس أوت آب", month(8, false, "ar")},
		{"a weekday of Arabic", "الاثنين الإثنين الأثنين", day(time.Monday, false, "ar")},
		{"a month of Tamazight", "ⵢⵓⵍⵢⵓⵣ", month(7, false, "zgh")},
		{"an abbreviated weekday of Tamazight", "ⴰⵙⵉ", day(time.Tuesday, true, "zgh")},
	} {
		for word := range strings.FieldsSeq(c.list) {
			got, ok := words.NameOf(word)
			if c.want.Lang == "" {
				if !ok || got.Short || got.Lang != "fr" || got.Month == 0 {
					t.Errorf("%s: NameOf(%q) = %+v, %v", c.rule, word, got, ok)
				}
			} else if !ok || got != c.want {
				t.Errorf("%s: NameOf(%q) = %+v, %v; want %+v", c.rule, word, got, ok, c.want)
			}
		}
	}
	for i, two := range []string{"كانون الثاني", "تشرين الأول", "تشرين الثاني", "كانون الأول", "كانون الاول"} {
		if got, ok := words.NameOf(two); !ok || got.Month != []int{1, 10, 11, 12, 12}[i] {
			t.Errorf("a month of two words: NameOf(%q) = %+v, %v", two, got, ok)
		}
	}
	for _, word := range []string{"", "l", "lund", "lundis", "janvi", "enero", "Montag", "كانون", "الاثنان", "ⵢⵓ", "février.", strings.Repeat("a", 100), "\xff", "2"} {
		if got, ok := words.NameOf(word); ok {
			t.Errorf("no name: NameOf(%q) = %+v", word, got)
		}
	}
	for _, c := range words.Calendars() {
		for i := range c.Months {
			for _, name := range []string{c.Months[i], strings.TrimSuffix(c.Short[i], ".")} {
				if got, ok := words.NameOf(name); !ok || got.Month != i+1 && name != "Mar" { // mardi, abbreviated in French
					t.Errorf("NameOf(%q) = %+v, %v; want the month %d", name, got, ok, i+1)
				}
			}
		}
		for i := range c.Weekdays {
			for _, name := range []string{c.Weekdays[i], strings.TrimSuffix(c.ShortDays[i], ".")} {
				if got, ok := words.NameOf(name); !ok || got.Month != 0 || got.Weekday != time.Weekday(i) {
					t.Errorf("NameOf(%q) = %+v, %v; want %v", name, got, ok, time.Weekday(i))
				}
			}
		}
	}
	if n := testing.AllocsPerRun(100, func() { words.NameOf("FÉVRIER"); words.NameOf("الإثنين") }); n > 0 {
		t.Errorf("NameOf allocates %v times, want 0", n)
	}
}

// Whether two stories are from the same day follows from their dates, not from
// their words.
func TestDaysAndMonthsAreCommon(t *testing.T) {
	for _, name := range append(words.FrenchCalendar.Months[:], words.FrenchCalendar.Weekdays[:]...) {
		if word := words.Fold(name); !words.French(word).Has(words.Common) {
			t.Errorf("French(%q) does not have Common", word)
		}
	}
}
