// Package sanitize compares presse's sanitizer with bluemonday.
package sanitize

import (
	"strings"
	"testing"

	"github.com/microcosm-cc/bluemonday"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

const frenchParagraph = "<p>Le conseil municipal a approuvé mardi soir le nouveau plan d’habitat, après un long débat sur son coût et son " +
	"calendrier. « Cette mesure aidera des milliers de familles à trouver un toit d’ici à cinq ans », a déclaré l’élue chargée " +
	"du dossier. Un second vote est prévu au printemps ; la mairie s’est engagée à publier d’ici là le budget détaillé.</p>"

// BenchmarkSanitize runs both libraries on the same bodies: a plain paragraph in English
// and one in French, a clean body of 4 KB (output of presse itself), an unmodified
// WordPress export, and a text that consists only of tags.
func BenchmarkSanitize(b *testing.B) {
	dirty := string(conformance.Read(b, "sanitize/body6k.html"))
	clean := string(presse.Sanitize(dirty))
	clean = string(presse.Sanitize(clean[:4096]))
	for _, body := range []struct{ name, html string }{
		{"paragraph", string(conformance.Read(b, "sanitize/para.txt"))}, // English: ASCII
		{"french", frenchParagraph},
		{"clean", clean},
		{"dirty", dirty},
		{"links", strings.Repeat("<a href=x>", 40_000)}, // only tags: why presse does not run bluemonday on every text
	} {
		run := func(name string, sanitize func(string)) {
			b.Run(body.name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(body.html)))
				for b.Loop() {
					sanitize(body.html)
				}
			})
		}
		ugc := bluemonday.UGCPolicy()
		run("bluemonday", func(s string) { ugc.Sanitize(s) })
		run("presse", func(s string) { presse.Sanitize(s) })
	}
}
