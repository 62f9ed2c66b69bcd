package dates

import (
	"strings"
	"testing"
	"time"
)

func TestFormat(t *testing.T) {
	zone := time.FixedZone("", 3600)
	for _, c := range []struct {
		rule, layout, lang string
		at                 time.Time
		want               string
	}{
		{"the first is 1er", "lundi 2 janvier 2006", "fr", time.Date(2025, 4, 1, 0, 0, 0, 0, zone), "mardi 1er\u00a0avril 2025"},
		{"a day and a time", "le 2 janvier 2006 à 15 h 04", "fr", time.Date(2025, 4, 15, 18, 30, 0, 0, zone), "le 15\u00a0avril 2025 à 18\u00a0h\u00a030"},
		{"minutes are padded, hours are not", "15 h 04", "fr", time.Date(2025, 4, 15, 9, 5, 0, 0, zone), "9\u00a0h\u00a005"},
		{"no minutes on the hour", "à 15 h 04, lundi", "fr", time.Date(2025, 4, 15, 18, 0, 0, 0, zone), "à 18\u00a0h, mardi"},
		{"no spaces if the layout has none", "15h04", "fr", time.Date(2025, 4, 15, 18, 30, 0, 0, zone), "18h30"},
		{"the hour alone", "15 h", "fr", time.Date(2025, 4, 15, 18, 30, 0, 0, zone), "18\u00a0h"},
		{"figures are padded", "02/01/2006 15:04", "fr", time.Date(2025, 4, 1, 9, 5, 0, 0, zone), "01/04/2025 09:05"},
		{"the first without its month is 1", "2/01", "fr", time.Date(2025, 4, 1, 0, 0, 0, 0, zone), "1/04"},
		{"short months", "2 janv. 2006", "fr", time.Date(2025, 2, 1, 0, 0, 0, 0, zone), "1er\u00a0févr. 2025"},
		{"a capitalized weekday", "Lundi 2 janvier", "fr", time.Date(2025, 8, 10, 0, 0, 0, 0, zone), "Dimanche 10\u00a0août"},
		{"Arabic names", "lundi 2 janvier 2006", "ar", time.Date(2025, 8, 1, 0, 0, 0, 0, zone), "الجمعة 1\u00a0غشت 2025"},
		{"other words are copied", "publié le 2 janvier", "fr", time.Date(2025, 12, 25, 0, 0, 0, 0, zone), "publié le 25\u00a0décembre"},
	} {
		if got, err := Format(c.at, c.layout, c.lang); got != c.want || err != nil {
			t.Errorf("%s: Format(%v, %q) = %q, %v; want %q", c.rule, c.at, c.layout, got, err, c.want)
		}
	}
}

func TestNamesOfDates(t *testing.T) {
	for _, c := range []struct{ lang, layout, want string }{
		{"fr", "janvier", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"},
		{"fr-MA", "janv.", "janv. févr. mars avril mai juin juil. août sept. oct. nov. déc."},
		{"ar", "janvier", "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"},
		{"ar-MA", "janv.", "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"},
	} {
		for i, want := range strings.Fields(c.want) {
			at := time.Date(2025, time.Month(i+1), 3, 0, 0, 0, 0, time.UTC)
			if got, err := Format(at, c.layout, c.lang); got != want || err != nil {
				t.Errorf("%s: Format of month %d = %s, %v; want %s", c.lang, i+1, got, err, want)
			}
			if got, err := ParseDate("3 "+want+" 2025", time.UTC, c.lang); err != nil || !got.Equal(at) {
				t.Errorf("%s: ParseDate(3 %s 2025) = %v, %v; want %v", c.lang, want, got, err, at)
			}
		}
	}
	for lang, list := range map[string]string{
		"fr": "dimanche lundi mardi mercredi jeudi vendredi samedi",
		"ar": "الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت",
	} {
		for i, want := range strings.Fields(list) {
			at := time.Date(2025, 6, i+1, 0, 0, 0, 0, time.UTC) // 1 June 2025 was a Sunday
			if got, err := Format(at, "lundi", lang); got != want || err != nil {
				t.Errorf("%s: Format of weekday %d = %s, %v; want %s", lang, i, got, err, want)
			}
			written, _ := Format(at, "lundi 2 janvier 2006", lang)
			if got, err := ParseDate(written, time.UTC, lang); err != nil || !got.Equal(at) {
				t.Errorf("%s: ParseDate(%s) = %v, %v; want %v", lang, written, got, err, at)
			}
		}
	}
}
