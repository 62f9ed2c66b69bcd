package wordpress

import (
	"strings"
	"testing"
)

// FuzzNames checks that names and values of any form are read without a panic, that what
// says no or everybody closes nothing but a field about what is free, and that case does not
// matter where words are separated.
func FuzzNames(f *testing.F) {
	for _, seed := range [][2]string{{"_embargo_until", "2027-03-12"}, {"dateEmbargo", `a:1:{i:0;s:3:"all";}`}, {"isPremium", `{"enabled":false,"plans":[1]}`}, {"réservé_aux_abonnés", "oui"}, {"مشترك", "نعم"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, name, value string) {
		kind := nameKind(name)
		m := meaningOf(value)
		if kind.closes(m) && m <= saysAll && kind&kindFree == 0 {
			t.Errorf("%q = %q closes, although it says %d", name, value, m)
		}
		if kind.restricts(value) && !kind.closes(m) {
			t.Errorf("%q = %q: restricts and closes differ", name, value)
		}
		ascii := strings.IndexFunc(name, func(r rune) bool { return r >= 0x80 }) < 0
		if lower := strings.ToLower(name); ascii && len(wordsOf(lower)) == len(wordsOf(name)) && nameKind(lower) != kind {
			t.Errorf("%q: kind %b, in lower case %b", name, kind, nameKind(lower))
		}
		closingAttrs(value)
		closingCodeAttrs(value)
		isHiddenFromAll(value)
	})
}
