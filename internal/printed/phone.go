package printed

import (
	"regexp"
	"strings"
)

// phone is a telephone number as papers print it: with the code of a country (E.164, section 6.2:
// at most 15 digits, after +, or 00); ten digits from 01 to 09, in pairs or together, as in France
// and Morocco, or nine, in the groups of Switzerland, Belgium and Algeria; ten in three groups, as
// in North America; or any after a word for it. The pairs have one separator, which those of a
// date and an hour do not have.
var phone = regexp.MustCompile(`(?i)(?:` + phoneLabel + `\s*|\bau\s+)?(?:` + strings.Join([]string{
	`(?:\+|\b00)[1-9]\d{0,2}(?:[\s.()/-]{0,3}\d){6,12}`,
	`\b0[1-9](?: \d\d){4}`, `\b0[1-9](?:[\x{A0}\x{202F}]\d\d){4}`, `\b0[1-9](?:\.\d\d){4}`, `\b0[1-9](?:-\d\d){4}`, `\b0[1-9](?:/\d\d){4}`, `\b0[1-9]\d{7,8}`,
	`\b0[1-9]\d{1,2}[\s./-]\d{2,3}[\s.-]\d\d[\s.-]\d\d`,
	`\(?\b[2-9]\d\d\)?[\s.-]\d{3}[\s.-]\d{4}`,
}, `\b|`) + `\b)|` + phoneLabel + `\s*\(?\d(?:[\s.()/-]{0,2}\d){5,14}\b`)

const phoneLabel = `(?:(?:\bt[ée]l(?:[ée]phone)?|\bgsm|\bmobile|\bportable|\bwhatsapp|\bphone|\bfax|هاتف|الهاتف)\.?\s*[:：]?)`

// CutPhones returns a printed line without the telephone numbers in it and what sets them off:
// "Par Salma Idrissi (tél. 05 35 00 00 00)".
func CutPhones(line string) string {
	list := phones(line)
	if len(list) == 0 {
		return line
	}
	var out []byte
	start := 0
	for _, at := range list {
		out = append(out, line[start:at[0]]...)
		start = at[1]
	}
	return tidy(string(append(out, line[start:]...)))
}

// phones returns the bounds of the telephone numbers in a line.
func phones(line string) [][]int {
	if !mayHavePhone(line) {
		return nil
	}
	return phone.FindAllStringIndex(line, -1)
}

// mayHavePhone reports whether a line has as many digits as the shortest number after a word
// for it. Most have none.
func mayHavePhone(line string) bool {
	digits := 0
	for i := range len(line) {
		if isDigit(line[i]) {
			digits++
		}
	}
	return digits >= 6
}
