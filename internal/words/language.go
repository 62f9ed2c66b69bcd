package words

import "strings"

// languages are those whose words presse knows, by their codes in ISO 639.
var languages = [...][]string{{"fr", "fra", "fre"}, {"ar", "ara"}, {"en", "eng"}}

// Language returns the primary language of a BCP 47 tag in lower case, without
// script and region: an article from Rabat may stand beside one from Paris. An
// underscore may part them, as in WordPress's ar_MA. Of the codes for French,
// Arabic and English it returns that of two letters, without allocating.
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
