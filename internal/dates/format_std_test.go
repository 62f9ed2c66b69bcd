package dates

import (
	"os"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// cldr returns the rows of testdata/cldr.tsv: by locale and kind, the cells.
func cldr(t testing.TB) map[string]map[string][]string {
	t.Helper()
	text, err := os.ReadFile("testdata/cldr.tsv")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]map[string][]string{}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if rows[cells[0]] == nil {
			rows[cells[0]] = map[string][]string{}
		}
		rows[cells[0]][cells[1]] = cells[2:]
	}
	if len(rows) < 30 {
		t.Fatalf("testdata/cldr.tsv has %d locales, want at least 30", len(rows))
	}
	return rows
}

// choices are the names that differ from CLDR's, and why.
var choices = []struct{ why, locales, kind, names string }{
	{"the Lexique of the Imprimerie nationale abbreviates no month of fewer than six letters, and CLDR has mar. and jui. in Morocco",
		"fr fr-BE fr-CH fr-DZ fr-LU fr-MA fr-TN", "short", "janv. févr. mars avril mai juin juil. août sept. oct. nov. déc."},
	{"papers of Laayoune print the names of Morocco", "ar-EH", "months", "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"},
	{"papers of Laayoune print the names of Morocco", "ar-EH", "short", "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"},
	{"English is abbreviated as package time does it: September is Sep", "en-GB en-AU en-CA", "short", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"},
}

// namesOf returns the names that a locale must print: CLDR's, or those of choices.
func namesOf(rows map[string]map[string][]string, locale, kind string) []string {
	for _, c := range choices {
		if c.kind == kind && strings.Contains(" "+c.locales+" ", " "+locale+" ") {
			return strings.Fields(c.names)
		}
	}
	var list []string
	for _, name := range rows[locale][kind] {
		list = append(list, strings.ReplaceAll(name, nbsp, " ")) // in abbreviations of the Levant
	}
	return list
}

// TestNamesOfCLDR compares the names of every locale, and its long dates, with CLDR.
func TestNamesOfCLDR(t *testing.T) {
	rows := cldr(t)
	for locale := range rows {
		if rows[locale]["long"] == nil { // relative times only
			continue
		}
		for _, c := range []struct{ kind, layout string }{
			{"months", "janvier"}, {"months", "يناير"}, {"months", "January"}, {"short", "Jan"},
			{"weekdays", "lundi"}, {"weekdays", "الاثنين"}, {"days", "Mon"},
		} {
			for i, name := range namesOf(rows, locale, c.kind) {
				at := time.Date(2026, time.Month(i+1), 14, 0, 0, 0, 0, time.UTC)
				if c.kind == "weekdays" || c.kind == "days" {
					at = time.Date(2025, 6, i+1, 0, 0, 0, 0, time.UTC) // 1 June 2025 was a Sunday
				}
				want := name
				if first, size := utf8.DecodeRuneInString(name); c.layout[0] <= 'Z' { // as the layout
					want = string(unicode.ToUpper(first)) + name[size:]
				}
				if got, err := Format(at, c.layout, locale); got != want || err != nil {
					t.Errorf("%s: Format(%v, %q) = %q, %v; want %q", locale, at, c.layout, got, err, want)
				}
			}
		}
		for i, day := range []string{"1900-03-02", "1967-12-31", "2000-02-29", "2026-11-14", "2100-07-09"} {
			at, err := time.Parse(time.DateOnly, day)
			if err != nil {
				t.Fatal(err)
			}
			want := rows[locale]["long"][i]
			switch locale {
			case "en": // as in Britain
				want = rows["en-GB"]["long"][i]
			case "ar-EH":
				want = rows["ar-MA"]["long"][i]
			}
			if got := strings.ReplaceAll(Date(at, Long, locale), nbsp, " "); got != want {
				t.Errorf("%s: Date(%s, Long) = %q, want %q", locale, day, got, want)
			}
			want = rows[locale]["numbers"][i]
			switch locale {
			case "en", "zgh":
				want = rows["en-GB"]["numbers"][i]
			case "en-US":
				want = day // see layoutsOf
			}
			if got := Date(at, Short, locale); got != want {
				t.Errorf("%s: Date(%s, Short) = %q, want %q", locale, day, got, want)
			}
		}
	}
}

// regions are six regions with different names, and the two other languages.
var regions = []string{"fr", "fr-CA", "ar-MA", "ar-TN", "ar-EG", "ar-LB", "en", "zgh"}

// An oracle translates what package time writes.
type oracle struct {
	months, short, weekdays, days []string
	am, pm                        string
}

func oracleOf(rows map[string]map[string][]string, region string) oracle {
	o := oracle{namesOf(rows, region, "months"), namesOf(rows, region, "short"), namesOf(rows, region, "weekdays"), namesOf(rows, region, "days"), "AM", "PM"}
	switch region[:2] {
	case "ar":
		o.am, o.pm = "ص", "م"
	case "zg":
		o.am, o.pm = "ⵜⵉⴼⴰⵡⵜ", "ⵜⴰⴷⴳⴳⵯⴰⵜ"
	}
	return o
}

// format returns what t.Format returns, with the first month, day and half of the day
// that layout has in the names of o, capitalized as package time does.
func (o oracle) format(t time.Time, layout string) string {
	capital := func(s string) string {
		r, size := utf8.DecodeRuneInString(s)
		return string(unicode.ToUpper(r)) + s[size:]
	}
	text := t.Format(layout)
	for _, c := range []struct{ element, name string }{
		{"January", capital(o.months[t.Month()-1])}, {"Jan", capital(o.short[t.Month()-1])},
		{"Monday", capital(o.weekdays[t.Weekday()])}, {"Mon", capital(o.days[t.Weekday()])},
		{"PM", map[bool]string{false: o.am, true: o.pm}[t.Hour() >= 12]},
		{"pm", strings.ToLower(map[bool]string{false: o.am, true: o.pm}[t.Hour() >= 12])},
	} {
		if strings.Contains(layout, c.element) {
			text = strings.Replace(text, t.Format(c.element), c.name, 1)
			layout = strings.Replace(layout, c.element, "", 1)
		}
	}
	return text
}

// timeLayouts are the layouts of package time.
var timeLayouts = []string{time.Layout, time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC1123Z,
	time.RFC3339, time.RFC3339Nano, time.Kitchen, time.Stamp, time.StampMilli, time.StampMicro, time.StampNano, time.DateTime, time.DateOnly, time.TimeOnly}

// TestLayoutsOfTime formats every third day from 1900 to 2100, so every day of a year and of
// the week, with the layouts of package time and compares the result with package time's.
func TestLayoutsOfTime(t *testing.T) {
	rows := cldr(t)
	zones := []*time.Location{time.UTC, time.FixedZone("CET", 3600), time.FixedZone("", -(3*3600 + 1800)), time.FixedZone("X", 12*3600+34*60+56)}
	n := 0
	for _, region := range regions {
		o := oracleOf(rows, region)
		for at := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() <= 2100; at = at.Add(72*time.Hour + 17*time.Minute + 3*time.Second + 1001*time.Microsecond) {
			at := at.In(zones[n%len(zones)])
			layout := timeLayouts[n%len(timeLayouts)]
			n++
			if got, err := Format(at, layout, region); got != o.format(at, layout) || err != nil {
				t.Fatalf("%s: Format(%v, %q) = %q, %v; want %q", region, at, layout, got, err, o.format(at, layout))
			}
		}
	}
}

// TestEveryDay formats every day from 1900 to 2100, by a French layout and an Arabic one in
// turn.
func TestEveryDay(t *testing.T) {
	rows := cldr(t)
	for _, region := range regions[:6] {
		o := oracleOf(rows, region)
		arabic := region[:2] == "ar"
		for at := time.Date(1900, 1, 1, 0, 5, 0, 0, time.UTC); at.Year() <= 2100; at = at.Add(24 * time.Hour) {
			day := at.Format("2")
			if day == "1" && !arabic {
				day = "1er"
			}
			want := o.weekdays[at.Weekday()] + " " + day + nbsp + o.months[at.Month()-1] + at.Format(" 2006|02/01/06|2006-01-02|2006 002")
			layout := [...]string{"lundi 2 janvier 2006|02/01/06|2006-01-02|2006 002", "الاثنين 2 يناير 2006|02/01/06|2006-01-02|2006 002"}[at.YearDay()%2]
			if got, err := Format(at, layout, region); got != want || err != nil {
				t.Fatalf("%s: Format(%v, %q) = %q, %v; want %q", region, at, layout, got, err, want)
			}
		}
	}
}

// spellings are the spellings of every element of package time. Names have the capitals
// of the element, so that the result is the same.
var spellings = map[string]string{
	"January": "January Janvier", "Jan": "Jan", "Monday": "Monday Lundi", "Mon": "Mon",
	"2006": "٢٠٠٦ ۲۰۰۶", "06": "٠٦", "01": "٠١ ۰۱", "1": "١", "02": "٠٢", "2": "٢", "_2": "", "002": "٠٠٢", "__2": "",
	"15": "١٥", "03": "٠٣", "3": "٣", "04": "٠٤", "4": "٤", "05": "٠٥", "5": "٥", "PM": "", "pm": "", "MST": "",
	"-0700": "", "-07:00": "", "-07": "", "-070000": "", "-07:00:00": "", "Z0700": "", "Z07:00": "", "Z07": "", "Z070000": "", "Z07:00:00": "",
	".0": "", ".00": "", ".000": "", ".000000": "", ".000000000": "", ".9": "", ".99": "", ".999": "", ".999999999": "", ",000": "", ",999": "",
}

// TestEveryElement formats times by each element of package time alone, between other
// text, twice, and in its other spellings, in every region.
func TestEveryElement(t *testing.T) {
	rows := cldr(t)
	ascii := strings.NewReplacer("٠", "0", "١", "1", "٢", "2", "٣", "3", "٤", "4", "٥", "5", "٦", "6", "٧", "7", "٨", "8", "٩", "9",
		"۰", "0", "۱", "1", "۲", "2", "۳", "3", "۴", "4", "۵", "5", "۶", "6", "۷", "7", "۸", "8", "۹", "9")
	var times []time.Time
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("HNE", -5*3600), time.FixedZone("", 5*3600+45*60+1)} {
		for month := time.January; month <= time.December; month++ {
			times = append(times, time.Date(1999+int(month), month, int(month)*2, int(month)*2-1, int(month), 59-int(month), int(month)*1001001, zone),
				time.Date(2026, month, 1, 0, 0, 0, 0, zone), time.Date(-5, month, 9, 12, 0, 0, 120000000, zone))
		}
	}
	check := func(region string, at time.Time, layout, want string) {
		t.Helper()
		if got, err := Format(at, layout, region); ascii.Replace(got) != want || err != nil {
			t.Errorf("%s: Format(%v, %q) = %q, %v; want %q", region, at, layout, got, err, want)
		}
	}
	for _, region := range regions {
		o := oracleOf(rows, region)
		for element, others := range spellings {
			for _, at := range times {
				want := o.format(at, element)
				check(region, at, element, want)
				check(region, at, "("+element+") ("+element+")", "("+want+") ("+want+")")
				check(region, at, "x:"+nbsp+element+"|y", "x:"+nbsp+want+"|y") // a digit after a word is text
				for spelling := range strings.FieldsSeq(others) {
					check(region, at, spelling, want)
				}
			}
		}
	}
}

// TestNamesAsInTheLayout checks that a name is as long and in the same capitals as in the
// layout.
func TestNamesAsInTheLayout(t *testing.T) {
	friday := time.Date(2026, 2, 13, 0, 0, 0, 0, time.UTC)
	may := time.Date(2026, 5, 6, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		rule, lang, layouts string // separated by |
		at                  time.Time
		want                string
	}{
		{"in full, in lower case", "fr", "lundi janvier|lUNDI jANVIER|الاثنين يناير|الإثنين جانفي|الأثنين كانون الثاني|ⴰⵢⵏⴰⵙ ⵉⵏⵏⴰⵢⵔ", friday, "vendredi février"},
		{"capitalized", "fr", "Lundi Janvier|Monday January|LuNdi JaNVIER", friday, "Vendredi Février"},
		{"in capitals", "fr", "LUNDI JANVIER|MONDAY JANUARY", friday, "VENDREDI FÉVRIER"},
		{"abbreviated, with periods", "fr", "lun. janv.|mon jan|mon. jan.|ⴰⵢⵏ ⵉⵏⵏ", friday, "ven. févr."},
		{"abbreviated, without periods", "fr", "lun janv", friday, "ven févr"},
		{"abbreviated and capitalized", "fr", "Lun. Janv.|Mon Jan|Mon. Jan.", friday, "Ven. Févr."},
		{"abbreviated, in capitals", "fr", "LUN. JANV.|MON JAN", friday, "VEN. FÉVR."},
		{"no period after a month that is not abbreviated", "fr", "lun. janv.|mon jan", may, "mer. mai"},
		{"the abbreviations of Quebec", "fr-CA", "lun. janv.", time.Date(2026, 7, 10, 0, 0, 0, 0, time.UTC), "ven. juill."},
		{"English has its own capitals", "en", "lundi janvier|monday january|Monday January|Lundi Janvier|الاثنين يناير", friday, "Friday February"},
		{"English in capitals", "en", "LUNDI JANVIER|MONDAY JANUARY", friday, "FRIDAY FEBRUARY"},
		{"English abbreviations as package time has them", "en", "Mon Jan|lun. janv.|Lun. Janv.|lun janv", friday, "Fri Feb"},
		{"the period of an English layout in English", "en", "Mon. Jan.", friday, "Fri. Feb."},
		{"no period after May", "en", "Mon. Jan.", may, "Wed. May"},
		{"Arabic does not abbreviate", "ar", "lundi janvier|lun. janv.|LUN JANV|Mon Jan|الاثنين يناير", friday, "الجمعة فبراير"},
		{"two words of the Levant", "ar-LB", "lundi janvier|الاثنين كانون الثاني|الاثنين يناير", friday.AddDate(0, 8, 0), "الثلاثاء تشرين الأول"},
		{"Tamazight", "zgh", "lundi janvier|Lundi JANVIER|ⴰⵢⵏⴰⵙ ⵉⵏⵏⴰⵢⵔ", friday, "ⴰⵙⵉⵎⵡⴰⵙ ⴱⵕⴰⵢⵕ"},
		{"twice", "fr", "janvier janvier Janvier janv.", friday, "février février Février févr."},
		{"letters without accents, decomposed", "fr", "Lundi\u0301 Janvier", friday, "Vendredi Février"},
		{"no element inside another word", "fr", "lundi démonstration|lundi démonstration", friday, "vendredi démonstration"},
	} {
		for layout := range strings.SplitSeq(c.layouts, "|") {
			if got, err := Format(c.at, layout, c.lang); got != c.want || err != nil {
				t.Errorf("%s: Format(%q, %s) = %q, %v; want %q", c.rule, layout, c.lang, got, err, c.want)
			}
		}
	}
}
