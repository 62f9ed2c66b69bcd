package words

import "strings"

// languages are the languages whose words presse knows, each with its ISO 639
// codes.
var languages = [...][]string{{"fr", "fra", "fre"}, {"ar", "ara"}, {"en", "eng"}}

// Language returns the primary language of a BCP 47 tag in lower case, without
// script or region, so that an article from Rabat may be related to one from
// Paris. Subtags may also be separated by an underscore, as in WordPress's ar_MA.
// For French, Arabic and English it returns the two-letter code, without
// allocating.
func Language(tag string) string {
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	for _, codes := range languages {
		for _, code := range codes {
			if strings.EqualFold(tag, code) {
				return codes[0]
			}
		}
	}
	return strings.ToLower(tag)
}
