package printed

import (
	"strings"
	"testing"
	"testing/quick"

	"github.com/presse-go/presse/internal/conformance"
)

func TestCutEmails(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Par Salma Idrissi", "Par Salma Idrissi"},
		{"Par Salma Idrissi (s.idrissi@remparts.exemple.ma)", "Par Salma Idrissi"},
		{"Par Salma Idrissi, s.idrissi@remparts.exemple.ma, à Fès", "Par Salma Idrissi, à Fès"},
		{"Salma Idrissi - salma@remparts.ma", "Salma Idrissi"},
		{"Salma Idrissi <mailto:salma@remparts.ma>, avec MAP", "Salma Idrissi, avec MAP"},
		{"salma@remparts.ma", ""},
		{"Salma [salma+fes@remparts.ma | karim@localhost]", "Salma"},
		{"Salma ＠ Fès", "Salma ＠ Fès"},
		{"Salma salma＠remparts.ma", "Salma"},
		{"سلمى الإدريسي salma@remparts.ma", "سلمى الإدريسي"},
		{"Salma Idrissi (@salma)", "Salma Idrissi (@salma)"},
		{"@salma", "@salma"},
		{"Salma Idrissi, @salma@mastodon.example", "Salma Idrissi, @salma@mastodon.example"},
		{"@salma, salma@remparts.ma", "@salma"},
	} {
		if got := CutEmails(c.in); got != c.want {
			t.Errorf("CutEmails(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestHiddenEmails checks addresses that a CMS or a desk has hidden from robots, and what
// looks like one and is none.
func TestHiddenEmails(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"spaces", "Salma Idrissi (s.idrissi @ presse.ma)", "Salma Idrissi"},
		{"a space after it", "Salma Idrissi, s.idrissi@ presse.ma", "Salma Idrissi"},
		{"a reference", "Salma Idrissi – s.idrissi&#64;presse.ma", "Salma Idrissi"},
		{"references throughout, as WordPress writes them", "&#115;&#46;idri&#115;&#x73;i&#64;pre&#115;se&#46;ma", ""},
		{"a reference with a name, escaped", "Salma (s.idrissi&amp;commat;presse.ma)", "Salma"},
		{"quoted", `"s idrissi"@presse.co.ma, Salma Idrissi`, "Salma Idrissi"},
		{"words in brackets", "Salma Idrissi s.idrissi [at] presse [dot] ma", "Salma Idrissi"},
		{"words in brackets, in French", "Salma Idrissi – s.idrissi(arobase)presse(point)ma", "Salma Idrissi"},
		{"@ in brackets", "s.idrissi(@)presse.ma", ""},
		{"the word", "s.idrissi arobase presse.ma", ""},
		{"words", "s.idrissi at presse dot ma", ""},
		{"percent-encoded", "s.idrissi%40presse.ma", ""},
		{"a small @", "s.idrissi\ufe6bpresse.ma", ""},
		{"a handle", "Salma Idrissi @salma.bsky.social", "Salma Idrissi @salma.bsky.social"},
		{"an account of the Fediverse", "Salma @salma@mastodon.example", "Salma @salma@mastodon.example"},
		{"an ampersand", "Dupont & Fils (AFP)", "Dupont & Fils (AFP)"},
		{"a reference to something else", "Dupont &amp; Fils (AFP)", "Dupont &amp; Fils (AFP)"},
		{"brackets", "Karim Benali (AFP) [archives]", "Karim Benali (AFP) [archives]"},
		{"a workplace", "Salma Idrissi, reporter at remparts.ma", "Salma Idrissi, reporter at remparts.ma"},
		{"a percentage", "Photo 50 % IA", "Photo 50 % IA"},
	} {
		if got := CutEmails(c.in); got != c.want {
			t.Errorf("%s: CutEmails(%q) = %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}

// TestEmailsLeaveNothingBehind checks that what was there for the address goes with it.
func TestEmailsLeaveNothingBehind(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"an invitation", "Écrire à lina@gazette.example", ""},
		{"an invitation after a name", "Lina Haddad, écrire à lina@gazette.example", "Lina Haddad"},
		{"an imperative", "Lina Haddad – Écrivez-moi à lina@gazette.example", "Lina Haddad"},
		{"a word for the address", "Lina Haddad. Courriel : lina@gazette.example", "Lina Haddad."},
		{"a word for it, with a hyphen", "Lina Haddad (e-mail: lina@gazette.example)", "Lina Haddad"},
		{"a contact", "Lina Haddad | Contact : lina@gazette.example", "Lina Haddad"},
		{"a preposition", "Lina Haddad via lina@gazette.example", "Lina Haddad"},
		{"a word for it, in Arabic", "لينا حداد، البريد الإلكتروني: lina@gazette.example", "لينا حداد"},
		{"a sign of copyright", "© lina@gazette.example", ""},
		{"a sign of copyright after a name", "AFP © lina@gazette.example", "AFP"},
		{"a sign of copyright that says more", "© AFP, lina@gazette.example", "© AFP"},
		{"a full stop", "Lina Haddad lina@gazette.example.", "Lina Haddad"},
		{"a full stop apart", "Lina Haddad lina@gazette.example .", "Lina Haddad"},
		{"an initial keeps its own", "Lina H. lina@gazette.example", "Lina H."},
		{"a link", `Lina Haddad <a href="mailto:lina@gazette.example">lina@gazette.example</a>`, "Lina Haddad"},
		{"an invitation in a link", `<a href="mailto:lina@gazette.example">Écrire</a>`, ""},
		{"the name in a link", `<a href='mailto:lina@gazette.example'>Lina Haddad</a>`, "Lina Haddad"},
		{"a word that ends like an invitation", "Lina Lemail lina@gazette.example", "Lina Lemail"},
	} {
		if got := CutEmails(c.in); got != c.want {
			t.Errorf("%s: CutEmails(%q) = %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}

// TestHasEmail checks which texts of custom fields, in plain text, HTML or JSON, have an address.
func TestHasEmail(t *testing.T) {
	long := strings.Repeat("Été à Fès, 12 000 m² (zellige) @media {a} ", 100)
	for _, c := range []struct {
		rule, in string
		want     bool
	}{
		{"an address", "lina@gazette.example", true},
		{"a decimal reference", "lina&#64;gazette.example", true},
		{"a hexadecimal one", "lina&#x40;gazette.example", true},
		{"one with a name", "lina&commat;gazette.example", true},
		{"one that is escaped again", "lina&amp;#64;gazette.example", true},
		{"in a link", `<a href="mailto:lina%40gazette.example">`, true},
		{"in a query", "https://gazette.example/?q=lina%40gazette.example", true},
		{"escaped as JSON", `{"a":"lina\u0040gazette.example"}`, true},
		{"an accent", "léa.ñ@gazette.example", true},
		{"in Arabic", "سلمى@مثال.موقع", true},
		{"a full-width sign", "lina\uff20gazette.example", true},
		{"a small sign", "lina\ufe6bgazette.example", true},
		{"a word", "lina arobase gazette.example", true},
		{"a word in capitals", "LINA AROBASE GAZETTE.EXAMPLE", true},
		{"words", "lina at gazette dot example", true},
		{"words, Dot", "lina at gazette Dot example", true},
		{"a word in brackets", "lina (at) gazette.example", true},
		{"in other brackets", "lina[chez]gazette[point]example", true},
		{"in a long text", long + "lina@gazette.example" + long, true},
		{"after a long text without spaces", strings.Repeat("é", 2000) + "@gazette.example", true},
		{"at the end of a long text", long + "lina@gazette.example", true},
		{"after an account", long + "@lina@mastodon.example" + long + "lina@gazette.example", true},
		{"an ampersand", "lina & rim", false},
		{"a rule of style", long, false},
		{"an escape alone", "40%40", false},
		{"a sign alone", "&#64;", false},
		{"@", "@", false},
		{"no domain", "a@b", false},
		{"an account", "@lina", false},
		{"an account of the Fediverse", "@lina@mastodon.example", false},
		{"a function in brackets", "f(a)", false},
		{"a place", "a reporter at gazette.example", false},
		{"dot without at", "a dot b", false},
		{"nothing", "", false},
	} {
		if got := HasEmail(c.in); got != c.want {
			t.Errorf("%s: HasEmail(%.60q) = %v, want %v", c.rule, c.in, got, c.want)
		}
	}
}

// TestEmailsAreOneNotion checks that a line in which HasEmail finds an address is one that
// CutEmails shortens, and that nothing is left.
func TestEmailsAreOneNotion(t *testing.T) {
	pieces := []string{"lina", "@", "gazette", ".", "example", " ", "(at)", "%40", "&#64;", "é", "@m", " dot ", " at ", ",", "<", "arobase", "\uff20", "س"}
	check := func(choice []byte) bool {
		var b strings.Builder
		for _, c := range choice {
			b.WriteString(pieces[int(c)%len(pieces)])
		}
		line := b.String()
		if cut := CutEmails(line); HasEmail(line) && cut == line {
			t.Logf("%q has an address, and CutEmails returns it", line)
			return false
		}
		return true
	}
	if err := quick.Check(check, &quick.Config{MaxCount: 20000}); err != nil {
		t.Error(err)
	}
}

func TestHasEmailLinear(t *testing.T) {
	for what, piece := range map[string]string{"signs": "@", "rules of style": "}@media{a:b}", "names": "a@b ", "brackets": "(at)(", "words": "arobase ", "a word": "a", "references": "&#64;"} {
		conformance.Linear(t, what, func(n int) { HasEmail(strings.Repeat(piece, n/len(piece))) })
	}
}
