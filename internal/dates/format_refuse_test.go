package dates

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// TestRefused checks that a layout with a part that only looks like an element is an
// error that names the part.
func TestRefused(t *testing.T) {
	at := time.Date(2026, 8, 14, 18, 30, 15, 0, time.UTC)
	for _, c := range []struct{ rule, layouts, part string }{
		{"another year", "2 janvier 2025|2025|02/01/2025|2025-01-02", "2025"},
		{"another year of two digits", "02/01/25", "25"},
		{"another date in figures", "14/11/2026|14.11.2026|14-11-2026", "14"},
		{"another day", "14 janvier 2006|lundi 14 janvier", "14"},
		{"another hour", "16:04|16 h 04|à 16 h", "16"},
		{"other minutes", "15:30|15 h 30|15h30", "30"},
		{"no minutes", "15:00|15 h 00", "00"},
		{"other seconds", "15:04:59", "59"},
		{"another weekday", "mardi|mardi 2 janvier 2006", "mardi"},
		{"another weekday, in capitals", "MARDI 2 JANVIER", "MARDI"},
		{"another weekday, abbreviated", "mar. 2 janvier", "mar."},
		{"another weekday, abbreviated without a period", "mer 2 janvier", "mer"},
		{"another weekday in English", "Tuesday 2 January|Tuesday", "Tuesday"},
		{"another weekday in English, abbreviated", "Tue 2 Jan", "Tue"},
		{"a longer abbreviation in English", "Thurs 2 Jan", "Thurs"},
		{"another weekday in Arabic", "الثلاثاء 2 يناير", "الثلاثاء"},
		{"another month", "février|2 février|février 2006|2 février 2006", "février"},
		{"another month without its accent", "2 fevrier 2006", "fevrier"},
		{"another month, decomposed", "2 fe\u0301vrier 2006", "fe\u0301vrier"},
		{"another month, in capitals", "2 FÉVRIER 2006", "FÉVRIER"},
		{"another month, abbreviated", "2 févr. 2006", "févr."},
		{"another month, abbreviated without its accent", "2 fev 2006", "fev"},
		{"another month of Quebec", "2 juill. 2006", "juill."},
		{"another month in English", "2 February 2006", "February"},
		{"another month in English, abbreviated", "Sept 2, 2006", "Sept"},
		{"another month in Arabic", "2 غشت 2006", "غشت"},
		{"another month in another spelling", "2 ابريل 2006", "ابريل"},
		{"another month of the Levant", "2 تشرين الأول 2006", "تشرين الأول"},
		{"another month in Tamazight", "2 ⵖⵓⵛⵜ 2006", "ⵖⵓⵛⵜ"},
		{"a month of another language", "2 enero 2006|2 enero, 2006|2. enero 2006|2 enero 06", "enero"},
		{"a month of another language after of", "2 de enero 2006|2 de enero de 2006", "enero"},
		{"a misspelled month", "2 janvie 2006", "janvie"},
		{"an ordinal of French", "1er janvier 2006", "1er"},
		{"an ordinal of the first, with small letters", "1ᵉʳ janvier", "1ᵉʳ"},
		{"the first in words", "le premier janvier 2006|premier يناير", "premier"},
		{"the first in capitals", "LE PREMIER JANVIER", "PREMIER"},
		{"an ordinal of English", "January 2nd, 2006", "2nd"},
		{"a layout of other programs", "YYYY-MM-DD|YYYY", "YYYY"},
		{"a layout of other programs with a time of Go", "yyyy-01-02", "yyyy"},
		{"a layout in French", "jj/mm/aaaa", "jj"},
		{"a year in French", "02/01/aaaa", "aaaa"},
		{"months of other programs", "02/MM/2006", "MM"},
		{"months of other programs, in full", "2 MMMM 2006", "MMMM"},
		{"weekdays of other programs", "dddd 2 janvier", "dddd"},
		{"a layout without separators", "yyyyMMdd", "yyyyMMdd"},
		{"a layout of other programs with T", "yyyyMMddTHHmm", "yyyyMMddTHHmm"},
		{"a layout of strftime", "%d/%m/%Y|%d 2006", "%d"},
		{"the last letter of strftime", "%z 2006", "%z"},
		{"a percent sign of strftime", "2006 %%", "%%"},
		{"a flag of strftime", "%-d 2006", "%-"},
		{"a layout of PHP", "d/m/Y|d/m/2006", "d"},
		{"a time of PHP", "H:i|2 janvier 2006 H:i", "H"},
		{"letters of PHP next to an element", "d/01/2006|d janvier 2006|02-01-2006 d", "d"},
		{"the month of PHP", "02/m/2006|02-m-2006", "m"},
		{"the year of PHP", "02/01/Y|2 janvier Y|2 janvier\u00a0Y", "Y"},
		{"the hour of PHP", "H:04", "H"},
		{"the minutes of PHP", "15:i|15 h i", "i"},
		{"the name of the day of PHP", "l 2 janvier", "l"},
		{"the seconds of PHP", "15:04:s", "s"},
		{"letters of PHP with an h", "2 janvier 2006 à H h i", "H h"},
		{"letters of PHP that follow each other", "2006 ; F Y, 2006", "F Y"},
		{"braces", "{jour} janvier 2006", "{jour}"},
		{"braces with spaces", "{{ date }} 2006|janvier {{ date }}", "{{"},
		{"a variable", "2 janvier 2006 $Y", "$Y"},
		{"angle brackets", "<day> janvier 2006", "<day>"},
		{"an end tag", "2006</time>", "</time>"},
		{"a verb of package fmt", "%[1]d janvier 2006", "%["},
		{"letters that are escaped", "\\l 2 janvier 2006", "\\l"},
		{"a name after a colon", ":day janvier|2006 :day", ":day"},
		{"the word for the day", "jour janvier 2006|jour 2 janvier", "jour"},
		{"a day in words", "deux janvier 2006|lundi deux janvier", "deux"},
		{"the word for the year", "2 janvier année", "année"},
		{"the word for the hour", "heure:04", "heure"},
		{"the word for the minutes", "15:minute", "minute"},
		{"digits that are no element", "15:04 (page 7)", "7"},
		{"zero", "0", "0"},
		{"six and more", "6", "6"},
		{"an element without its zero next to another", "22006", "22006"},
		{"a long number", strings.Repeat("2006", 9), strings.Repeat("2006", 9)},
		{"a part that is cut after 60 bytes", strings.Repeat("2006", 40), strings.Repeat("2006", 15) + "…"},
		{"digits of two kinds", "20٠٦", "20٠٦"},
		{"an offset without its sign", "07:00", "07"},
		{"another offset", "15:04-08:00", "08"},
		{"an offset with a plus sign", "15:04+07:00", "07"},
		{"an offset with minutes", "15:04-07:30", "30"},
		{"a month that would be an offset", "2006-07", "07"},
		{"a month that would be an offset, before a day", "2006-07-02", "07"},
		{"a superscript", "2²", "²"},
		{"a fraction", "½", "½"},
		{"digits of full width", "２００６", "２"},
		{"before noon", "3:04 AM", "AM"},
		{"before noon, in lower case", "3:04 am|3:04am", "am"},
		{"before noon, with periods", "3:04 a.m.|15:04 a.m. 2006", "a.m."},
		{"after noon, with one period", "3:04 P.M", "P.M"},
		{"after noon, capitalized", "3:04 Pm", "Pm"},
		{"a zone in lower case", "15:04 mst", "mst"},
	} {
		for layout := range strings.SplitSeq(c.layouts, "|") {
			for _, lang := range []string{"fr", "ar-MA", "en"} {
				got, err := Format(at, layout, lang)
				if err == nil || got != "" || !strings.HasPrefix(err.Error(), "“"+c.part+"” in the layout is not an element: ") {
					t.Errorf("%s: Format(%q, %s) = %q, %v; want an error about %q", c.rule, layout, lang, got, err, c.part)
				}
			}
		}
	}
	for _, layout := range []string{"", " ", "—", "publié", "à", "%", "T", "Z", ".", "le", "h", "يوم", "\xff", "_", "-", "__"} {
		if got, err := Format(at, layout, "fr"); !errors.Is(err, ErrLayout) || got != "" {
			t.Errorf("no element: Format(%q) = %q, %v; want the error %v", layout, got, err, ErrLayout)
		}
	}
	if got := ErrLayout.Error(); got != "no element of a date in the layout: write the reference date, such as lundi 2 janvier 2006 à 15:04" {
		t.Errorf("got %q", got)
	}
}

// TestInstead checks what the errors say to write instead.
func TestInstead(t *testing.T) {
	for layout, want := range map[string]string{
		"2025":       "the year is 2006",
		"1999":       "the year is 2006",
		"15:00":      "minutes are 04 and seconds 05; a fraction follows a period or a comma",
		"+07":        "the offset from UTC is -07 or Z07",
		"2006-07":    "it would be the offset from UTC; the month is 01",
		"2nd":        "the day is 2",
		"février":    "the month is janvier or January, the day is lundi or Monday",
		"2 enero 06": "the month is janvier or January",
		"3:04 AM":    "before and after noon are PM or pm",
		"Mst":        "the zone is MST",
		"14":         writeReference,
		"%Y":         writeReference,
	} {
		if _, err := Format(time.Time{}, layout, "fr"); err == nil || !strings.HasSuffix(err.Error(), "not an element: "+want) {
			t.Errorf("Format(%q): got the error %v, want one that ends with %q", layout, err, want)
		}
	}
}

// TestGreenwich checks that a layout says GMT or Z only of a time that is.
func TestGreenwich(t *testing.T) {
	utc := time.Date(2026, 8, 14, 18, 30, 0, 0, time.UTC)
	for _, layout := range []string{"15:04 GMT", "15:04:05Z", "15 h 04 UTC", "15 h 04 UT (TU)", "2006-01-02T15:04:05.000Z"} {
		for _, zone := range []*time.Location{time.UTC, time.FixedZone("WET", 0)} {
			if _, err := Format(utc.In(zone), layout, "fr"); err != nil {
				t.Errorf("Format(%q): %v", layout, err)
			}
		}
		got, err := Format(utc.In(time.FixedZone("", 3600)), layout, "fr")
		if err == nil || !strings.HasSuffix(err.Error(), "” in the layout is not an element: the time is at +01:00 and the zone is MST or Z07:00") {
			t.Errorf("Format(%q) of a time at +01:00 = %q, %v; want an error", layout, got, err)
		}
	}
	for layout, want := range map[string]string{"15:04 GMT-07": "19:30 GMT+01", "15:04 UTC-07:00": "19:30 UTC+01:00", "2006 GMT": "2026 GMT", "15:04, Z": "19:30, Z"} {
		if got, err := Format(utc.In(time.FixedZone("", 3600)), layout, "fr"); got != want || err != nil {
			t.Errorf("Format(%q) = %q, %v; want %q", layout, got, err, want)
		}
	}
}

// TestZoneWords checks that a layout names a zone only if the time is at its offset then.
func TestZoneWords(t *testing.T) {
	for _, c := range []struct {
		rule, layouts string // separated by |
		in, out       time.Time
	}{
		{"Greenwich", "15:04 GMT|15:04 (UTC)|15:04, gmt|15:04 [Gmt]|15:04 utc|GMT 15:04|15 h 04 TU|15:04 T.U.|15 h 04 heure GMT|15:04 temps universel|15:04z|15:04:05.000Z|15:04 غرينتش|15:04 بتوقيت غرينتش|15:04 WET",
			time.Date(2026, 8, 14, 18, 5, 0, 0, time.UTC), time.Date(2026, 8, 14, 18, 5, 0, 0, time.FixedZone("", 3600))},
		{"Quebec", "15:04 HAE|15 h 04 (HAE)|15:04 EDT", time.Date(2026, 8, 14, 18, 5, 0, 0, time.FixedZone("", -4*3600)), time.Date(2026, 11, 14, 18, 5, 0, 0, time.FixedZone("", -5*3600))},
		{"Central Europe", "15:04 CET|15 h 04 – HEC", time.Date(2026, 1, 14, 18, 5, 0, 0, time.FixedZone("", 3600)), time.Date(2026, 8, 14, 18, 5, 0, 0, time.FixedZone("", 7200))},
		{"the time of a place, which depends on the date", "15 h 04 (heure de Paris)|15 h 04, heure de Bruxelles|15:04 بتوقيت باريس|15 h 04 HEURE DE PARIS",
			time.Date(2026, 8, 14, 18, 5, 0, 0, time.FixedZone("", 7200)), time.Date(2026, 12, 14, 18, 5, 0, 0, time.FixedZone("", 7200))},
		{"Eastern time", "15 h 04 HE|15:04 ET", time.Date(2026, 8, 14, 18, 5, 0, 0, time.FixedZone("", -4*3600)), time.Date(2026, 12, 14, 18, 5, 0, 0, time.FixedZone("", -4*3600))},
	} {
		for layout := range strings.SplitSeq(c.layouts, "|") {
			if got, err := Format(c.in, layout, "fr"); err != nil {
				t.Errorf("%s: Format(%q) = %q, %v", c.rule, layout, got, err)
			}
			if got, err := Format(c.out, layout, "fr"); err == nil || !strings.Contains(err.Error(), "the time is at ") {
				t.Errorf("%s: Format(%q) of %v = %q, %v; want an error", c.rule, layout, c.out, got, err)
			}
		}
	}
	at := time.Date(2026, 8, 14, 18, 5, 0, 0, time.FixedZone("", 7200))
	for _, c := range []struct{ rule, layout, want string }{
		{"an element after the zone", "15:04 (GMT-07:00)", "18:05 (GMT+02:00)"},
		{"no time", "2006, GMT", "2026, GMT"},
		{"words that are abbreviations in capitals", "15:04 est tu met l’Est", "18:05 est tu met l’Est"},
		{"abbreviations that are words, in a layout in capitals", "LE MET EST OUVERT À 15 H 04, C’EST TU", "LE MET EST OUVERT À 18\u00a0H\u00a005, C’EST TU"},
		{"Z that follows no time", "Plan Z, 15:04, Z", "Plan Z, 18:05, Z"},
		{"an hour that is of no place", "15:04, heure locale, heure de pointe", "18:05, heure locale, heure de pointe"},
	} {
		if got, err := Format(at, c.layout, "fr"); got != c.want || err != nil {
			t.Errorf("%s: Format(%q) = %q, %v; want %q", c.rule, c.layout, got, err, c.want)
		}
	}
	if got, err := Format(at, "15:04 GMT+07", "fr"); err == nil {
		t.Errorf("an offset with a plus sign: got %q, want an error", got)
	}
}

// TestCopied checks that text that does not look like an element is copied.
func TestCopied(t *testing.T) {
	at := time.Date(2026, 8, 14, 18, 30, 15, 0, time.UTC)
	for _, c := range []struct{ rule, layout, want string }{
		{"words and punctuation", "Publié à Rabat, le 2/01 (édition du soir) — n° : 2006 !", "Publié à Rabat, le 14/08 (édition du soir) — n° : 2026 !"},
		{"words that begin as names do", "Monsieur, la janviérisation, marsouin, lundisme 2006", "Monsieur, la janviérisation, marsouin, lundisme 2026"},
		{"words that contain elements", "CPM HPMX AMSTEL 2006", "CPM HPMX AMSTEL 2026"},
		{"single letters", "j, d, T 2006", "j, d, T 2026"},
		{"an apostrophe after a letter", "2 janvier d’hiver, l’an 2006, l’été 2006", "14\u00a0août d’hiver, l’an 2026, l’été 2026"},
		{"initials before a date", "Jean M. 2 janvier, Jeanne D, 2 janvier - E", "Jean M. 14\u00a0août, Jeanne D, 14\u00a0août - E"},
		{"a word before a month", "en janvier, fin janvier, un janvier", "en août, fin août, un août"},
		{"the word for the year before it", "année 2006, an 2006", "année 2026, an 2026"},
		{"angle brackets that are no placeholders", "2006 > 01 < 02 >", "2026 > 08 < 14 >"},
		{"il y a", "2006, il y a", "2026, il y a"},
		{"initials", "J.-C. 2006", "J.-C. 2026"},
		{"a percent sign", "2006 % %", "2026 % %"},
		{"le and à where no date follows", "le soir à Fès, le 2, at home, on 2006", "le soir à Fès, le 14, at home, on 2026"},
		{"T between date and time", "2006-01-02T15:04", "2026-08-14T18:30"},
		{"no separators", "20060102150405", "20260814183015"},
		{"no separators, with T and an offset", "20060102T150405Z0700", "20260814T183015Z"},
		{"letters around the zone", "TZ07:00", "TZ"},
		{"an underscore before the year", "x_2006_01_02", "x_2026_08_14"},
		{"a path", "/2006/01/02/", "/2026/08/14/"},
		{"of after a day", "2 of January", "14 of Août"},
		{"invalid UTF-8", "\xff2006", "\xff2026"},
		{"Arabic words", "صدر 2006", "صدر 2026"},
		{"invisible characters", "2006\u200f/\u200f01", "2026\u200f/\u200f08"},
		{"words between a day and a year", "2 jours en 2006", "14 jours en 2026"},
		{"a fraction after seconds", "05,000|05.9", "15,000|15"},
		{"an offset between other text", "a-07b", "a+00b"},
		{"ordinals that are words", "2 th, 01 2006 er", "14 th, 08 2026 er"},
		{"am that is no noon", "2006 am", "2026 am"},
		{"words that begin as noon does", "15:04 ampère, 15:04 p.mètre", "18:30 ampère, 18:30 p.mètre"},
	} {
		if got, err := Format(at, c.layout, "fr"); got != c.want || err != nil {
			t.Errorf("%s: Format(%q) = %q, %v; want %q", c.rule, c.layout, got, err, c.want)
		}
	}
}
