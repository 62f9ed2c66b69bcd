package dates

import (
	"time"

	"github.com/presse-go/presse/internal/words"
)

// A Style is a form of dates that is the same in all stories of a paper.
type Style uint8

// The styles, from short to long.
const (
	Short  Style = iota // 14/11/2026
	Medium              // 14 nov. 2026
	Long                // 14 novembre 2026
	Full                // 14 novembre 2026 à 18 h 30
)

// layouts are the layouts of the four styles in one language or country.
type layouts [4]string

var (
	frenchLayouts    = layouts{"02/01/2006", "2 janv. 2006", "2 janvier 2006", "2 janvier 2006 à 15 h 04"}
	canadianLayouts  = layouts{"2006-01-02", "2 janv. 2006", "2 janvier 2006", "2 janvier 2006 à 15 h 04"}
	swissLayouts     = layouts{"02.01.2006", "2 janv. 2006", "2 janvier 2006", "2 janvier 2006 à 15 h 04"}
	arabicLayouts    = layouts{"02/01/2006", "2 يناير 2006", "2 يناير 2006", "2 يناير 2006 على الساعة 15:04"}
	englishLayouts   = layouts{"02/01/2006", "2 Jan 2006", "2 January 2006", "2 January 2006 at 15:04"}
	americanLayouts  = layouts{"2006-01-02", "Jan 2, 2006", "January 2, 2006", "January 2, 2006 at 3:04 PM"}
	tamazightLayouts = layouts{"02/01/2006", "2 ⵉⵏⵏ 2006", "2 ⵉⵏⵏⴰⵢⵔ 2006", "2 ⵉⵏⵏⴰⵢⵔ 2006 15:04"}
	isoLayouts       = layouts{"2006-01-02", "2006-01-02", "2006-01-02", "2006-01-02 15:04"}
)

// layoutsOf returns the layouts of a language, as its country has them. In numbers, the
// United States write the month first, and a reader of another country takes 11/04/2026
// for the eleventh of April, so these dates are written year first there, as in Canada.
func layoutsOf(lang string) *layouts {
	region := words.Region(lang)
	switch words.Language(lang) {
	case "", "fr":
		switch region {
		case "CA":
			return &canadianLayouts
		case "CH":
			return &swissLayouts
		}
		return &frenchLayouts
	case "ar":
		return &arabicLayouts
	case "en":
		if region == "US" || region == "CA" {
			return &americanLayouts
		}
		return &englishLayouts
	case "zgh":
		return &tamazightLayouts
	}
	return &isoLayouts
}

// Date formats t in a style. In a language without names, dates are in figures, year
// first. Date does not check whether the data of the zone of t are stale. An unknown style
// is the last.
func Date(t time.Time, s Style, lang string) string {
	w := newWriter(t, lang)
	_ = w.layout(layoutsOf(lang)[min(s, Full)]) // TestLayoutsOfStyles: they have no fault
	return w.out.String()
}
