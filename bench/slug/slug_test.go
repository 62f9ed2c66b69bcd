// Package slug compares presse's slugs and folding with the libraries that Go programs use
// today. It measures them in one run, so that the ratios are valid on a noisy machine:
//
//	go test -bench . ./slug
//
// Its tests report how many real URLs each library reproduces, and how much it adds to the
// size of a binary.
package slug

import (
	"strings"
	"testing"
	"unicode"

	gosimple "github.com/gosimple/slug"
	"github.com/mozillazg/go-unidecode"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// titles have lengths typical of newspapers. The first three are 103, 310 and 24 bytes long.
var titles = []struct{ name, text string }{
	{"headline103", "Coopération sécuritaire: le Maroc, un « partenaire précieux » de la France, souligne M. Retailleau"},
	{"deck310", strings.Repeat("Coopération sécuritaire: le Maroc, un « partenaire précieux » de la France, souligne M. Retailleau ", 3)},
	{"short", "L’État et l’été à Fès"},
	{"ascii", "Le gouvernement annonce un nouveau plan pour les transports publics du pays"},
	{"arabic", "المغرب يفوز بكأس إفريقيا للأمم"},
}

func each(b *testing.B, f func(b *testing.B, title string)) {
	for _, title := range titles {
		b.Run(title.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(title.text)))
			f(b, title.text)
		})
	}
}

// hugo converts a title to a path as Hugo does (common/paths, removePathAccents): it
// removes combining marks, drops all characters except letters, digits and a few symbols,
// replaces spaces with hyphens, and converts to lower case.
func hugo(title string) string {
	t := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
	plain, _, _ := transform.String(t, title)
	var b strings.Builder
	hyphen := false
	for _, r := range plain {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), strings.ContainsRune("./\\_#+~-@", r):
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsSpace(r):
			hyphen = true
		}
	}
	return b.String()
}

func BenchmarkAppend(b *testing.B) {
	each(b, func(b *testing.B, title string) {
		buf := make([]byte, 0, 1024)
		for b.Loop() {
			buf = presse.Slugger{}.Append(buf[:0], title)
		}
	})
}

func BenchmarkSlug(b *testing.B) {
	each(b, func(b *testing.B, title string) {
		for b.Loop() {
			presse.Slug(title)
		}
	})
}

func BenchmarkWordPress(b *testing.B) {
	each(b, func(b *testing.B, title string) {
		s := presse.Slugger{Profile: presse.ProfileWordPress}
		for b.Loop() {
			s.Slug(title)
		}
	})
}

func BenchmarkGosimple(b *testing.B) {
	each(b, func(b *testing.B, title string) {
		for b.Loop() {
			french(title)
		}
	})
}

func BenchmarkHugoRules(b *testing.B) {
	each(b, func(b *testing.B, title string) {
		for b.Loop() {
			hugo(title)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	each(b, func(b *testing.B, title string) {
		for b.Loop() {
			presse.Fold(title)
		}
	})
}

func BenchmarkAppendFold(b *testing.B) {
	each(b, func(b *testing.B, title string) {
		buf := make([]byte, 0, 1024)
		for b.Loop() {
			buf = presse.AppendFold(buf[:0], title)
		}
	})
}

func BenchmarkSearchKey(b *testing.B) {
	each(b, func(b *testing.B, title string) {
		for b.Loop() {
			presse.SearchKey(title)
		}
	})
}

func BenchmarkUnidecode(b *testing.B) {
	each(b, func(b *testing.B, title string) {
		for b.Loop() {
			unidecode.Unidecode(title)
		}
	})
}

func BenchmarkTextTransform(b *testing.B) {
	each(b, func(b *testing.B, title string) {
		t := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
		for b.Loop() {
			_, _, _ = transform.String(t, title)
		}
	})
}

// TestRealURLs counts how many real newspaper slugs each library reproduces.
func TestRealURLs(t *testing.T) {
	sep := conformance.Table(t, "slug/gold_slugs_sep.tsv")
	glue := conformance.Table(t, "slug/gold_slugs_glue.tsv")
	for _, library := range []struct {
		name      string
		sep, glue func(string) string
	}{
		{"presse", presse.Slug, presse.Slugger{Elision: presse.ElisionGlue}.Slug},
		{"gosimple/slug", french, french},
		{"Hugo's rules", hugo, hugo},
	} {
		count := func(rows []conformance.Row, slug func(string) string) (n int) {
			for _, row := range rows {
				if slug(row["input"]) == row["expected"] {
					n++
				}
			}
			return n
		}
		t.Logf("%s: %d of %d with hyphenated elisions, %d of %d with glued ones",
			library.name, count(sep, library.sep), len(sep), count(glue, library.glue), len(glue))
	}
}

func french(title string) string { return gosimple.MakeLang(title, "fr") }
