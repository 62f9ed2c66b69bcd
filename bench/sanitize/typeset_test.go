package sanitize

import (
	"html/template"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// BenchmarkTypeset compares setting a body in which nothing changes with reading its text,
// as HTML and as plain text. "dirty" is the body as WordPress wrote it.
func BenchmarkTypeset(b *testing.B) {
	dirty := template.HTML(conformance.Read(b, "sanitize/body6k.html"))
	var y presse.Typesetter
	body := y.HTML(presse.Sanitize(string(dirty)))
	text := y.Text(presse.PlainText(string(body)))
	if y.HTML(body) != body || y.Text(text) != text {
		b.Fatal("setting twice is not setting once")
	}
	for _, c := range []struct {
		name string
		do   func()
	}{
		{"PlainText/html", func() { presse.PlainText(string(body)) }},
		{"HTML", func() { y.HTML(body) }},
		{"PlainText/text", func() { presse.PlainText(text) }},
		{"Text", func() { y.Text(text) }},
		{"dirty", func() { y.HTML(dirty) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.do()
			}
		})
	}
}
