package dates

import (
	"strings"
	"testing"
	"time"
)

// TestDate checks the four styles in each language and country.
func TestDate(t *testing.T) {
	evening := time.Date(2026, 11, 14, 18, 30, 0, 0, time.UTC)
	morning := time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct{ langs, evening, morning string }{
		{"fr  fr-FR fr-MA fr_TN fr-BE fr-LU FRA", "14/11/2026|14 nov. 2026|14 novembre 2026|14 novembre 2026 à 18 h 30",
			"01/04/2026|1er avril 2026|1er avril 2026|1er avril 2026 à 9 h"},
		{"fr-CA fr_CA", "2026-11-14|14 nov. 2026|14 novembre 2026|14 novembre 2026 à 18 h 30", "2026-04-01|1er avr. 2026|1er avril 2026|1er avril 2026 à 9 h"},
		{"fr-CH", "14.11.2026|14 nov. 2026|14 novembre 2026|14 novembre 2026 à 18 h 30", "01.04.2026|1er avril 2026|1er avril 2026|1er avril 2026 à 9 h"},
		{"ar ar-MA ar-EH", "14/11/2026|14 نونبر 2026|14 نونبر 2026|14 نونبر 2026 على الساعة 18:30", "01/04/2026|1 أبريل 2026|1 أبريل 2026|1 أبريل 2026 على الساعة 09:00"},
		{"ar-TN ar-DZ", "14/11/2026|14 نوفمبر 2026|14 نوفمبر 2026|14 نوفمبر 2026 على الساعة 18:30", "01/04/2026|1 أفريل 2026|1 أفريل 2026|1 أفريل 2026 على الساعة 09:00"},
		{"ar-MR", "14/11/2026|14 نوفمبر 2026|14 نوفمبر 2026|14 نوفمبر 2026 على الساعة 18:30", "01/04/2026|1 إبريل 2026|1 إبريل 2026|1 إبريل 2026 على الساعة 09:00"},
		{"ar-LB ar-SY ar-IQ ar-JO ar-PS", "14/11/2026|14 تشرين الثاني 2026|14 تشرين الثاني 2026|14 تشرين الثاني 2026 على الساعة 18:30",
			"01/04/2026|1 نيسان 2026|1 نيسان 2026|1 نيسان 2026 على الساعة 09:00"},
		{"ar-EG ar-SA ar-AE ar-LY ar-001", "14/11/2026|14 نوفمبر 2026|14 نوفمبر 2026|14 نوفمبر 2026 على الساعة 18:30", "01/04/2026|1 أبريل 2026|1 أبريل 2026|1 أبريل 2026 على الساعة 09:00"},
		{"en en-GB en-IE", "14/11/2026|14 Nov 2026|14 November 2026|14 November 2026 at 18:30", "01/04/2026|1 Apr 2026|1 April 2026|1 April 2026 at 09:00"},
		{"en-US en_CA", "2026-11-14|Nov 14, 2026|November 14, 2026|November 14, 2026 at 6:30 PM", "2026-04-01|Apr 1, 2026|April 1, 2026|April 1, 2026 at 9:00 AM"},
		{"zgh", "14/11/2026|14 ⵏⵓⵡ 2026|14 ⵏⵓⵡⴰⵏⴱⵉⵔ 2026|14 ⵏⵓⵡⴰⵏⴱⵉⵔ 2026 18:30", "01/04/2026|1 ⵉⴱⵔ 2026|1 ⵉⴱⵔⵉⵔ 2026|1 ⵉⴱⵔⵉⵔ 2026 09:00"},
		{"de es ber not_a_tag", "2026-11-14|2026-11-14|2026-11-14|2026-11-14 18:30", "2026-04-01|2026-04-01|2026-04-01|2026-04-01 09:00"},
	} {
		for lang := range strings.SplitSeq(c.langs, " ") {
			for at, want := range map[time.Time]string{evening: c.evening, morning: c.morning} {
				var got []string
				for s := Short; s <= Full; s++ {
					got = append(got, strings.ReplaceAll(Date(at, s, lang), nbsp, " "))
				}
				if got := strings.Join(got, "|"); got != want {
					t.Errorf("%q: got %s, want %s", lang, got, want)
				}
			}
			if got, want := Date(evening, Full+1, lang), Date(evening, Full, lang); got != want {
				t.Errorf("an unknown style: got %s, want %s", got, want)
			}
		}
	}
}

// TestLayoutsOfStyles checks that the layouts that Date and Relative use have no fault in
// their languages.
func TestLayoutsOfStyles(t *testing.T) {
	for _, lang := range []string{"fr", "fr-CA", "fr-CH", "ar", "en", "en-US", "zgh", "de"} {
		list := layoutsOf(lang)[:]
		if r := relativesOf(lang); r != nil {
			list = append(list, r.at, americanAt)
		}
		for _, layout := range list {
			if _, err := Format(time.Time{}, layout, lang); err != nil {
				t.Errorf("%s: %v", lang, err)
			}
		}
	}
}

func TestRelative(t *testing.T) {
	now := time.Date(2026, 11, 14, 18, 30, 0, 0, time.UTC)
	for _, c := range []struct {
		rule           string
		ago            time.Duration
		fr, ar, en, us string
	}{
		{"now", 0, "à l’instant", "الآن", "just now", "just now"},
		{"less than a minute", 59 * time.Second, "à l’instant", "الآن", "just now", "just now"},
		{"a minute", time.Minute, "il y a 1 minute", "قبل دقيقة واحدة", "1 minute ago", "1 minute ago"},
		{"rounded down", 3*time.Minute - 1, "il y a 2 minutes", "قبل دقيقتين", "2 minutes ago", "2 minutes ago"},
		{"less than an hour", time.Hour - 1, "il y a 59 minutes", "قبل 59 دقيقة", "59 minutes ago", "59 minutes ago"},
		{"an hour", time.Hour, "il y a 1 heure", "قبل ساعة واحدة", "1 hour ago", "1 hour ago"},
		{"hours of the same day", 18 * time.Hour, "il y a 18 heures", "قبل 18 ساعة", "18 hours ago", "18 hours ago"},
		{"the first instant of the day", 18*time.Hour + 30*time.Minute, "il y a 18 heures", "قبل 18 ساعة", "18 hours ago", "18 hours ago"},
		{"the last instant of yesterday", 18*time.Hour + 30*time.Minute + 1, "hier à 23 h 59", "أمس على الساعة 23:59", "yesterday at 23:59", "yesterday at 11:59 PM"},
		{"yesterday", 28 * time.Hour, "hier à 14 h 30", "أمس على الساعة 14:30", "yesterday at 14:30", "yesterday at 2:30 PM"},
		{"yesterday on the hour", 30*time.Hour + 30*time.Minute, "hier à 12 h", "أمس على الساعة 12:00", "yesterday at 12:00", "yesterday at 12:00 PM"},
		{"the first instant of yesterday", 42*time.Hour + 30*time.Minute, "hier à 0 h", "أمس على الساعة 00:00", "yesterday at 00:00", "yesterday at 12:00 AM"},
		{"before yesterday", 42*time.Hour + 31*time.Minute, "12 novembre 2026", "12 نونبر 2026", "12 November 2026", "November 12, 2026"},
		{"years ago", 90000 * 24 * time.Hour, "16 juin 1780", "16 يونيو 1780", "16 June 1780", "June 16, 1780"},
		{"an instant ahead", -1, "dans un instant", "بعد لحظات", "in a moment", "in a moment"},
		{"minutes ahead", -4 * time.Minute, "dans 4 minutes", "خلال 4 دقائق", "in 4 minutes", "in 4 minutes"},
		{"rounded down ahead", -(2*time.Hour - 1), "dans 1 heure", "خلال ساعة واحدة", "in 1 hour", "in 1 hour"},
		{"later on the same day", -5 * time.Hour, "dans 5 heures", "خلال 5 ساعات", "in 5 hours", "in 5 hours"},
		{"minutes into tomorrow are days ahead after an hour", -6 * time.Hour, "demain à 0 h 30", "غدًا على الساعة 00:30", "tomorrow at 00:30", "tomorrow at 12:30 AM"},
		{"the last instant of tomorrow", -(29*time.Hour + 30*time.Minute - 1), "demain à 23 h 59", "غدًا على الساعة 23:59", "tomorrow at 23:59", "tomorrow at 11:59 PM"},
		{"after tomorrow", -(29*time.Hour + 30*time.Minute), "16 novembre 2026", "16 نونبر 2026", "16 November 2026", "November 16, 2026"},
	} {
		for lang, want := range map[string]string{"fr": c.fr, "": c.fr, "ar-MA": c.ar, "en": c.en, "en-US": c.us} {
			if got := strings.ReplaceAll(Relative(now.Add(-c.ago), now, lang), nbsp, " "); got != want {
				t.Errorf("%s: Relative(%v ago, %s) = %q, want %q", c.rule, c.ago, lang, got, want)
			}
		}
	}
	if got, want := Relative(now.Add(-25*time.Minute), now.Add(-18*time.Hour-25*time.Minute), "fr"), "dans 18\u00a0heures"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	midnight := time.Date(2026, 11, 14, 0, 10, 0, 0, time.UTC)
	if got, want := Relative(midnight.Add(-20*time.Minute), midnight, "fr"), "il y a 20\u00a0minutes"; got != want {
		t.Errorf("minutes ago on the day before: got %q, want %q", got, want)
	}
	if got, want := Relative(now.Add(-time.Hour), now, "zgh"), "14\u00a0ⵏⵓⵡⴰⵏⴱⵉⵔ 2026 17:30"; got != want {
		t.Errorf("a language without phrases: got %q, want %q", got, want)
	}
	if got, want := Relative(now.Add(-time.Hour), now, "de"), "2026-11-14 17:30"; got != want {
		t.Errorf("a language without names: got %q, want %q", got, want)
	}
}

// TestRelativeZones checks that days are those of the zone of now.
func TestRelativeZones(t *testing.T) {
	paris := zoneData(t, "Europe/Paris", "CET-1CEST,M3.5.0,M10.5.0/3")
	montreal := time.FixedZone("HNE", -5*3600)
	for _, c := range []struct {
		rule    string
		t, now  time.Time
		want    string
		absolut time.Duration
	}{
		{"yesterday in Paris, today in Montreal", time.Date(2026, 11, 13, 20, 0, 0, 0, montreal), time.Date(2026, 11, 14, 8, 0, 0, 0, paris), "il y a 6\u00a0heures", 6 * time.Hour},
		{"yesterday in Montreal", time.Date(2026, 11, 14, 4, 0, 0, 0, time.UTC), time.Date(2026, 11, 14, 8, 0, 0, 0, montreal), "hier à 23\u00a0h", 9 * time.Hour},
		{"the date in the zone of now", time.Date(2026, 11, 12, 3, 0, 0, 0, time.UTC), time.Date(2026, 11, 14, 8, 0, 0, 0, montreal), "11\u00a0novembre 2026", 58 * time.Hour},
		{"yesterday, 25 hours long", time.Date(2026, 10, 25, 0, 30, 0, 0, paris), time.Date(2026, 10, 26, 23, 30, 0, 0, paris), "hier à 0\u00a0h\u00a030", 48 * time.Hour},
		{"today, 25 hours long", time.Date(2026, 10, 25, 0, 0, 0, 0, paris), time.Date(2026, 10, 25, 23, 30, 0, 0, paris), "il y a 24\u00a0heures", 24*time.Hour + 30*time.Minute},
		{"yesterday, 23 hours long", time.Date(2026, 3, 29, 0, 30, 0, 0, paris), time.Date(2026, 3, 30, 23, 30, 0, 0, paris), "hier à 0\u00a0h\u00a030", 46 * time.Hour},
		{"the day before a short day", time.Date(2026, 3, 28, 23, 30, 0, 0, paris), time.Date(2026, 3, 30, 0, 0, 0, 0, paris), "28\u00a0mars 2026", 23*time.Hour + 30*time.Minute},
		{"tomorrow after a short day", time.Date(2026, 3, 30, 0, 0, 0, 0, paris), time.Date(2026, 3, 29, 0, 30, 0, 0, paris), "demain à 0\u00a0h", -(22*time.Hour + 30*time.Minute)},
		{"across the end of a year", time.Date(2026, 12, 31, 23, 0, 0, 0, paris), time.Date(2027, 1, 1, 1, 0, 0, 0, paris), "hier à 23\u00a0h", 2 * time.Hour},
	} {
		if away := c.now.Sub(c.t); away != c.absolut {
			t.Errorf("%s: the case has %v between its times, want %v", c.rule, away, c.absolut)
		}
		if got := Relative(c.t, c.now, "fr"); got != c.want {
			t.Errorf("%s: Relative(%v, %v) = %q, want %q", c.rule, c.t, c.now, got, c.want)
		}
	}
}

// TestRelativeOfCLDR compares minutes and hours with CLDR.
func TestRelativeOfCLDR(t *testing.T) {
	rows := cldr(t)
	noon := time.Date(2026, 11, 14, 0, 0, 0, 0, time.UTC)
	for _, lang := range []string{"fr", "ar", "en"} {
		for unit, length := range map[string]time.Duration{"minute": time.Minute, "hour": time.Hour} {
			for i, want := range rows[lang][unit+" ago"] {
				if got := strings.ReplaceAll(Relative(noon, noon.Add(time.Duration(i+1)*length), lang), nbsp, " "); got != strings.ReplaceAll(want, nbsp, " ") {
					t.Errorf("%s: got %q, want %q", lang, got, want)
				}
			}
			for i, want := range rows[lang][unit+" ahead"] {
				if got := strings.ReplaceAll(Relative(noon.Add(time.Duration(i+1)*length), noon, lang), nbsp, " "); got != strings.ReplaceAll(want, nbsp, " ") {
					t.Errorf("%s: got %q, want %q", lang, got, want)
				}
			}
		}
	}
}
