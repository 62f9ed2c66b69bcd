package dates

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzFormat checks what Format guarantees for any layout. It does not panic and returns
// either a date or an error. Valid UTF-8 remains valid. If a layout without names and small
// words is accepted, the date is that of package time.
func FuzzFormat(f *testing.F) {
	for _, layout := range timeLayouts {
		f.Add(layout, int64(1794681000))
	}
	for _, layout := range []string{"lundi 2 janvier 2006 à 15 h 04", "le 2 janv. 2006, 15h04 min 05 s", "الاثنين ٢ كانون الثاني ٢٠٠٦ على الساعة ١٥:٠٤", "2 enero 2006", "%d", "YYYYMMDD", "1ᵉʳ",
		"_2/__2 002 .000,999 Z07-07:00:00 PM pm", "2006-07-02", "20٠٦", "\xff2", "d/m/Y", "2²", "à À LE a\u0300"} {
		f.Add(layout, int64(0))
	}
	zone := time.FixedZone("HNE", -5*3600)
	f.Fuzz(func(t *testing.T, layout string, seconds int64) {
		at := time.Unix(seconds%(1<<40), seconds&0x3fffffff).In(zone)
		for _, lang := range []string{"fr", "ar-LB", "en", "zgh", "de"} {
			got, err := Format(at, layout, lang)
			if err != nil && got != "" {
				t.Errorf("Format(%q, %s) = %q, %v", layout, lang, got, err)
			}
			if utf8.ValidString(layout) && !utf8.ValidString(got) {
				t.Errorf("Format(%q, %s) = %q, which is not valid UTF-8", layout, lang, got)
			}
			if lang == "de" && err == nil && strings.IndexFunc(layout, func(r rune) bool { return r >= 0x660 && r <= 0x6F9 }) < 0 && !hasNameOfTime(layout) {
				if want := at.Format(layout); got != want {
					t.Errorf("Format(%q) = %q, package time has %q", layout, got, want)
				}
			}
		}
		for s := Short; s <= Full; s++ {
			if got := Date(at, s, layout); got == "" || !utf8.ValidString(got) {
				t.Errorf("Date in the language %q = %q", layout, got)
			}
		}
		if got := Relative(at, at.Add(time.Duration(seconds)), layout); got == "" || !utf8.ValidString(got) {
			t.Errorf("Relative in the language %q = %q", layout, got)
		}
	})
}

// hasNameOfTime reports whether package time finds a name in a layout, perhaps inside a
// word, where Format does not.
func hasNameOfTime(layout string) bool {
	for _, name := range []string{"Jan", "Mon", "MST", "PM", "pm"} {
		if strings.Contains(layout, name) {
			return true
		}
	}
	return false
}

// BenchmarkFormat compares Format with package time.
func BenchmarkFormat(b *testing.B) {
	at := time.Date(2026, 11, 14, 18, 30, 0, 0, time.UTC)
	for _, c := range []struct{ name, layout, lang string }{
		{"in words", "lundi 2 janvier 2006 à 15 h 04", "fr"}, {"in figures", "02/01/2006 15:04", "fr"}, {"RFC3339", time.RFC3339, "fr"}, {"RFC1123", time.RFC1123, "fr"},
		{"in Arabic", "lundi 2 janvier 2006 à 15 h 04", "ar-MA"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Format(at, c.layout, c.lang); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for name, layout := range map[string]string{"in words": "Monday 2 January 2006 at 15:04", "in figures": "02/01/2006 15:04", "RFC3339": time.RFC3339, "RFC1123": time.RFC1123} {
		b.Run("package time, "+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = at.Format(layout)
			}
		})
	}
	b.Run("Date", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Date(at, Full, "fr")
		}
	})
	b.Run("Relative", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Relative(at, at.Add(2*time.Hour), "fr")
		}
	})
}
