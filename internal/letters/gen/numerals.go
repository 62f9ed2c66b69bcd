package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	units = strings.Fields("ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE")
	teens = strings.Fields("TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN SEVENTEEN EIGHTEEN NINETEEN TWENTY")
	tens  = strings.Fields("ZERO TEN TWENTY THIRTY FORTY FIFTY SIXTY SEVENTY EIGHTY")

	// circled matches the names of circled numbers without a decomposition: ⓫ ❿ ㉈.
	circled = regexp.MustCompile(`^(?:DINGBAT )?(?:NEGATIVE |DOUBLE )?CIRCLED (?:SANS-SERIF )?NUMBER ([A-Z]+)(?: ON BLACK SQUARE)?$`)

	// composite matches the names of numerals that are not a single digit.
	composite = regexp.MustCompile(`\b(?:TEN|TWENTY|THIRTY|FORTY|FIFTY|SIXTY|SEVENTY|EIGHTY|NINETY|HUNDRED|THOUSAND|TEENS|ELEVEN|TWELVE|` +
		`THIRDS?|QUARTER|EIGHTHS?|TWELFTH|SIXTH|FIFTH|TENTH|TWENTIETH|OVER|MINUS|HALVES|FRACTION ONE|NUMERATOR)\b`)
)

// numeral returns, in ASCII digits, the number in the name of a digit of any
// script (ARABIC-INDIC DIGIT FOUR, COUNTING ROD UNIT DIGIT FIVE) or of a circled
// number. It returns "" for any other name.
func numeral(name string) string {
	if m := circled.FindStringSubmatch(name); m != nil {
		if n := slices.Index(teens, m[1]); n >= 0 {
			return strconv.Itoa(10 + n)
		}
		if n := slices.Index(tens, m[1]); n > 0 {
			return strconv.Itoa(10 * n)
		}
	}
	if composite.MatchString(name) {
		return ""
	}
	for word := range strings.FieldsSeq(name) {
		if n := slices.Index(units, word); n >= 0 {
			return strconv.Itoa(n)
		}
	}
	return ""
}
