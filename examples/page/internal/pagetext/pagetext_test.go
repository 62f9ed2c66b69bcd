package pagetext

import (
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var zone = time.FixedZone("", 3600)

func parse(t *testing.T, lines ...string) *Page {
	t.Helper()
	p, err := Parse("page.txt", strings.NewReader(strings.Join(lines, "\n")), zone)
	require.NoError(t, err)
	return p
}

func TestParse(t *testing.T) {
	full := &Page{
		Kicker:    "CultureUne",
		Headline:  "Œdipe en darija",
		Deck:      "Thèbes a un ascenseur en panne.",
		Byline:    "Par Imane Sefraoui",
		Published: time.Date(2026, 4, 11, 11, 30, 0, 0, zone),
		Credit:    "© D.R",
		Body:      []string{"Le rideau se lève.", "Il retombe."},
		Cards:     []Card{{"Culture", "Un luthier", "Au fond de la ruelle..."}, {"SportUne", "Le Rapid gagne", "À la 96e..."}},
	}
	text := `CultureUne

Œdipe en darija

Thèbes a un ascenseur en panne.
Par Imane Sefraoui
Publié le 11 avril 2026 à 11 h 30
© D.R

Le rideau se lève.

Il retombe.

À lire aussi

Culture
Un luthier
Au fond de la ruelle...

SportUne
Le Rapid gagne
À la 96e...
`
	for name, in := range map[string]string{
		"every part":                       text,
		"no empty lines":                   strings.ReplaceAll(text, "\n\n", "\n"),
		"CRLF line endings":                strings.ReplaceAll(text, "\n", "\r\n"),
		"byte order mark":                  "\ufeff" + text,
		"English title of the related box": strings.Replace(text, "À lire aussi", "Related Articles", 1),
		"title of the related box in capitals, with a colon": strings.Replace(text, "À lire aussi", "À LIRE AUSSI :", 1),
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, full, parse(t, in)) })
	}
}

func TestHeader(t *testing.T) {
	for name, tc := range map[string]struct {
		lines []string // between headline and body
		want  Page
	}{
		"no line":                                         {nil, Page{}},
		"credit only, as on the seed page":                {[]string{"© D.R"}, Page{Credit: "© D.R"}},
		"credit as “Ph.”":                                 {[]string{"Ph. N. Tazrout"}, Page{Credit: "Ph. N. Tazrout"}},
		"credit as “Crédit”":                              {[]string{"Crédit : L’Estran"}, Page{Credit: "Crédit : L’Estran"}},
		"byline of an agency":                             {[]string{"(avec agences)"}, Page{Byline: "(avec agences)"}},
		"byline of a correspondent":                       {[]string{"De notre correspondante à Dakar"}, Page{Byline: "De notre correspondante à Dakar"}},
		"labelled lines in any order":                     {[]string{"© D.R", "Par A. B."[:8]}, Page{Credit: "© D.R", Byline: "Par A. B"}},
		"deck before a byline":                            {[]string{"Un chapô.", "Par Imane Sefraoui"}, Page{Deck: "Un chapô.", Byline: "Par Imane Sefraoui"}},
		"a sentence that begins with Par is not a byline": {[]string{"Par chance, il a plu."}, Page{Body: []string{"Par chance, il a plu."}}},
		"two unlabelled lines are paragraphs":             {[]string{"Un.", "Deux.", "© D.R"}, Page{Body: []string{"Un.", "Deux.", "© D.R"}}},
	} {
		t.Run(name, func(t *testing.T) {
			tc.want.Kicker, tc.want.Headline = "Culture", "Un titre"
			tc.want.Body = append(tc.want.Body, "Le corps.")
			lines := append(append([]string{"Culture", "Un titre"}, tc.lines...), "Le corps.")
			assert.Equal(t, &tc.want, parse(t, lines...))
		})
	}
}

func TestDates(t *testing.T) {
	for line, want := range map[string]string{
		"Publié le 14 avril 2026 à 18 h 30":                "2026-04-14T18:30:00+01:00",
		"Publié le 14\u00a0avril 2026 à 18\u202fh\u202f30": "2026-04-14T18:30:00+01:00",
		"15/04/2025 18:30":                                 "2025-04-15T18:30:00+01:00",
		"mardi 15 avril 2025":                              "2025-04-15T00:00:00+01:00",
		"Publiée le mardi 1er avril 2025":                  "2025-04-01T00:00:00+01:00",
		"Publié le 14/04/2026 à 18h30, mis à jour à 20h":   "2026-04-14T18:30:00+01:00",
		"Mis à jour le 14 avril 2026 à 18h30":              "2026-04-14T18:30:00+01:00",
	} {
		p := parse(t, "Culture", "Un titre", line, "Le corps.")
		assert.Equal(t, want, p.Published.Format(time.RFC3339), line)
	}
	p := parse(t, "Culture", "Un titre", "Par Ghita Lamrabet, publié le 14 avril 2026 à 18h30", "Le corps.")
	assert.Equal(t, "2026-04-14T18:30:00+01:00", p.Published.Format(time.RFC3339))
	assert.Equal(t, []presse.Person{{Name: "Ghita Lamrabet"}}, presse.ParseByline(p.Byline).People)
}

func TestErrorsNameFileAndLine(t *testing.T) {
	for name, tc := range map[string]struct{ in, want string }{
		"empty":               {"", "page.txt:1: the page ends before its body"},
		"sections alone":      {"\n\nCulture\n", "page.txt:3: the page ends before its body"},
		"header without body": {"Culture\nTitre\n© D.R\n", "page.txt:3: no body"},
		"cards without body":  {"Culture\nTitre\nÀ lire aussi\nSport\nTitre\nTexte\n", "page.txt:6: no body"},
		"half a card":         {"Culture\nTitre\nCorps.\nÀ lire aussi\nSport\nTitre\n", "page.txt:6: related story 1 is incomplete"},
		"impossible date":     {"Culture\nTitre\n\nPublié le 31 avril 2026\nCorps.\n", "page.txt:4: presse: parse date"},
		"Latin-1":             {"Culture\nLe march\xe9\nCorps.\n", "page.txt:2: not UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Parse("page.txt", strings.NewReader(tc.in), zone)
			assert.Nil(t, p)
			assert.ErrorContains(t, err, tc.want)
		})
	}
}

func TestHTML(t *testing.T) {
	p := parse(t, "Culture", "Titre", "Recherche & développement : 3 < 5", "<h2>Un intertitre</h2>", "Fin.")
	assert.Equal(t, "<p>Recherche &amp; développement : 3 &lt; 5</p>\n<h2>Un intertitre</h2>\n<p>Fin.</p>\n", HTML(p.Body))
}

// For any input, Parse returns either a page that has a body or an error with a line
// number.
func FuzzParse(f *testing.F) {
	f.Add("Culture\nTitre\nCorps.\nÀ lire aussi\nSport\nTitre\nTexte\n")
	f.Add("Culture\nTitre\nChapô\nPublié le 14 avril 2026 à 18 h 30\nCorps.")
	f.Fuzz(func(t *testing.T, in string) {
		p, err := Parse("page.txt", strings.NewReader(in), zone)
		if err != nil {
			assert.Nil(t, p)
			assert.Regexp(t, `^page\.txt:\d+: `, err.Error())
			return
		}
		assert.NotEmpty(t, p.Headline)
		assert.NotEmpty(t, p.Body)
	})
}
