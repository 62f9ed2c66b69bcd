package printed

import (
	"strings"
	"testing"
)

// fuzzSeeds are lines that the rules look at in some detail.
var fuzzSeeds = []string{
	"Par Salma Idrissi et Karim Benali, avec MAP", "De nos envoyés spéciaux à New York Salma Idrissi", "Idrissi, Salma",
	"© AFP, Karim BENALI / POOL", "Ph.DR", "(Propos recueillis par S.I)", "les bureaux de l’AFP à Rennes, Nantes",
	"NEW YORK (Nations unies), le 3 mars 2025 (MAP) – Le", "Rabat -MAP- Le", "le 15 avril 2025 à 18 h 30 (GMT+1)", "2025-04-15T18:30",
	"\xff(\x00", "d'", "l’", ".-", "Ph..", "@@", "(((", "à à", "notre", "CC", "الرباط (ومع) – عقد", "0\u0340\xe5\u06ea", "A\xa7A0(ومع)A0",
	"L’éditorial de Salma Idrissi, députée (PS) de Fès, porte-parole", "A . H. et M. Gr.", "Karim « Krimo » Benali (Midi Ovalie)", "سلمى الإدريسي وعمر العلمي",
	"<a href='https://exemple.ma'>Salma</a> exemple.ma/a/b", "Sal\u00adma Id\u200brissi", "(Québec) Le", "PARIS | Le", "BERLIN, 9. — Le", "21 mai (Reuters) - Le",
	"Nicosie, 12 juil 2020 (AFP)\nLe", "الدار البيضاء/ 12 مارس 2025/ ومع/ أعلن", "BOTTA / STILLS / GAMMA", "Image générée par IA", "Canal+ (c)",
	"L&eacute;a O&#8217;Neill &amp; Karim &lt;b&gt;Benali", "Lina Haddad, députée 06 11 22 33 44 de Fès (tél. : 71 112 233) à Rabat 0", "Anne van den Bosch Par",
}

// checkByline checks that a byline has no word that is not printed, its references read.
func checkByline(t *testing.T, line string) {
	for _, name := range wordsOf(ParseByline(line)) {
		if !printed(characters(line), name) {
			t.Errorf("ParseByline(%q) returns %q, which is not printed", line, name)
		}
	}
}

// checkCredit checks that a credit has no empty name and no word that is not printed.
func checkCredit(t *testing.T, line string) {
	c := ParseCredit(line)
	for _, name := range append(c.Names, c.Agencies...) {
		if !printed(characters(line), name) || name == "" {
			t.Errorf("ParseCredit(%q) returns %q, which is empty or not printed", line, name)
		}
	}
}

// checkDateline checks that a dateline loses no byte and has no word that is not
// printed.
func checkDateline(t *testing.T, line string) {
	d, rest := ParseDateline(line)
	if d.Text+rest != line || !printed(d.Text, d.Place) {
		t.Errorf("ParseDateline(%q) = %+v, %q: text is lost or the place is not printed", line, d, rest)
	}
	for _, part := range append([]string{d.Date}, d.Agencies...) {
		if !printed(d.Text, part) {
			t.Errorf("ParseDateline(%q) = %+v: %q is not printed", line, d, part)
		}
	}
}

func fuzz(f *testing.F, check func(*testing.T, string)) {
	for _, seed := range fuzzSeeds {
		f.Add(seed)
	}
	f.Fuzz(check)
}

func FuzzParseByline(f *testing.F)   { fuzz(f, checkByline) }
func FuzzParseCredit(f *testing.F)   { fuzz(f, checkCredit) }
func FuzzParseDateline(f *testing.F) { fuzz(f, checkDateline) }

// FuzzSignatures checks what the parsers guarantee for any text: they do not panic,
// return no word that is not printed, and lose no byte of a dateline.
func FuzzSignatures(f *testing.F) {
	fuzz(f, func(t *testing.T, line string) {
		checkByline(t, line)
		checkCredit(t, line)
		checkDateline(t, line)
	})
}

// TestFragments reads every line of up to three words or signs that the rules look
// for. A rule that looks ahead must handle the end of the line.
func TestFragments(t *testing.T) {
	list := strings.Fields("de notre un la par avec et à dans envoyé photos publié 15 avril h : / ( , – @ AFP Karim l’ Dr cc")
	for _, a := range list {
		for _, b := range list {
			for _, c := range append(list, "") {
				line := strings.TrimSpace(a + " " + b + " " + c)
				for _, name := range wordsOf(ParseByline(line)) {
					if !printed(line, name) {
						t.Errorf("ParseByline(%q) returns %q, which is not printed", line, name)
					}
				}
				if d, rest := ParseDateline(line); d.Text+rest != line {
					t.Errorf("ParseDateline(%q) = %+v, %q: text is lost", line, d, rest)
				}
				ParseCredit(line)
			}
		}
	}
}

func BenchmarkParseByline(b *testing.B) {
	for _, line := range []string{"Orange avec AFP-Services", "Lina HADDAD, avec Paul MARTIN à Houston et les bureaux de l’AFP dans le monde"} {
		b.Run(line[:11], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ParseByline(line)
			}
		})
	}
}

func BenchmarkParseDateline(b *testing.B) {
	text := strings.Repeat("Le conseil s’est réuni lundi à Rabat. ", 100)
	for _, c := range []struct{ name, text string }{{"none", text}, {"one", "CASABLANCA (MAP) – " + text}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ParseDateline(c.text)
			}
		})
	}
}

func BenchmarkParseCredit(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ParseCredit("Crédits photos : Karim Benali / AFP")
	}
}
