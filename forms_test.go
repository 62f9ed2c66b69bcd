package presse

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
	"golang.org/x/text/unicode/norm"
)

// formReaders read printed text. Each returns its result as one line.
var formReaders = []struct {
	name string
	read func(in string) string
	in   []string // read wrongly by code that compares letters without composing them
}{
	{"byline", func(in string) string {
		b := ParseByline(in)
		return fmt.Sprintf("%+v %q", b.People, b.Agencies)
	}, []string{
		"Salma Idrissi à Bogota", "Salma Idrissi, à Rabat", "SALMA IDRISSI, ENVOYÉE SPÉCIALE À DAKAR", "Dossier réalisé par Salma Idrissi",
		"Par É.B.", "Par Élise Bâ, éditorialiste à l’Académie", "ÉLISE BÂ (LÉMAN)", "Par Élise Bâ et Zoé", "Propos recueillis à Fès par É.-Z. Bâ.",
		"M. Gén. Élie Bâ", "Élise Bâ, l\u1FEFAFP", "Élise Bâ, qu\u1FFDAFP", "Aïcha d\u0374Éna",
	}},
	{"credit", func(in string) string {
		c := ParseCredit(in)
		return fmt.Sprintf("%q %q %v %v %v", c.Names, c.Agencies, c.Rights, c.Archive, c.Illustration)
	}, []string{
		"Crédit : Élise Bâ/AFP", "© É.B.", "Prise réalisée par Zoé", "Ph.Élie", "ÉNA", "Droits réservés", "Photo d’illustration - Élise Bâ",
	}},
	{"dateline", func(in string) string {
		d, rest := ParseDateline(in)
		if d.Text+rest != in {
			return "lost text: " + d.Text + rest
		}
		return fmt.Sprintf("%q %q %q %q", norm.NFC.String(d.Text), d.Place, d.Date, d.Agencies)
	}, []string{
		"FÈS (MAP) – Le conseil", "BÉJAÏA – L’été", "Genève, le 3 août 2025 (Reuters) – Étude", "N’DJAMÉNA, 3 déc. – Élu", "Orléans, É (ÉNA) – Où", "TÉHÉRAN (ÉFÉ) Été",
	}},
	{"date", func(in string) string {
		at, err := Lang("fr").ParseDate(in, nil)
		return fmt.Sprint(at, err == nil)
	}, []string{"3 févr. 2025", "Publié le 15 août 2025 à 18 h 30", "3 décembre 2025"}},
	{"kicker", func(in string) string {
		sections, err := formTaxonomy.SplitKicker(in)
		names := []string{fmt.Sprint(err == nil)}
		for _, s := range sections {
			names = append(names, s.Slug, s.Name)
		}
		return strings.Join(names, "|")
	}, []string{"SociétéL’ÉtatÉdito", "SOCIÉTÉÀ LA UNE", "ÉtéÀ l’écoute"}},
	{"sentences", func(in string) string {
		return norm.NFC.String(strings.Join(slices.Collect(Text(in).Sentences()), "|"))
	}, []string{"Il part. À Fès, il reste.", "Né le 3 déc. 2025 à Fès. Élu en févr. 2026."}},
	{"excerpt", func(in string) string { return norm.NFC.String(Text(in).Excerpt(3) + "|" + Text(in).Excerpt(20)) },
		[]string{"Il va à Fès", "Elle vit là, à Fès", "Le plan Gén. Bâ", "Il y l\u1FEFa dit"}},
}

var formTaxonomy = func() *Taxonomy {
	t, err := NewTaxonomy(Section{Slug: "societe", Name: "Société"}, Section{Slug: "etat", Name: "L’État"}, Section{Slug: "ete", Name: "Été"})
	if err != nil {
		panic(err)
	}
	return t
}()

// TestForms checks that decomposed text is read like composed text.
func TestForms(t *testing.T) {
	for _, r := range formReaders {
		for _, in := range r.in {
			if got, want := r.read(norm.NFD.String(in)), r.read(norm.NFC.String(in)); got != want {
				t.Errorf("%s of %q\ndecomposed %s\n  composed %s", r.name, in, got, want)
			}
		}
	}
}

// TestRealForms does the same with the bylines and the first 400 bytes of 34,567
// real articles, with -short of every tenth.
func TestRealForms(t *testing.T) {
	read := make(map[string]int)
	conformance.Lines(t, "related/orangesum.jsonl.gz", func(n int, line []byte) {
		if testing.Short() && n%10 != 0 {
			return
		}
		var a struct{ Author, Body string }
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		opening := a.Body[:min(400, len(a.Body))]
		for _, r := range formReaders {
			for _, in := range []string{a.Author, strings.ToValidUTF8(opening, "")} {
				composed, decomposed := norm.NFC.String(in), norm.NFD.String(in)
				if composed == decomposed {
					continue
				}
				read[r.name]++
				if got, want := r.read(decomposed), r.read(composed); got != want {
					t.Errorf("line %d: %s of %q\ndecomposed %s\n  composed %s", n, r.name, in, got, want)
				}
			}
		}
	})
	t.Logf("read composed and decomposed: %v", read)
}
