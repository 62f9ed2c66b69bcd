package paper

import (
	"html/template"
	"strings"

	"github.com/presse-go/presse"
)

// signature returns the byline of a story in a language, in which each name that has a page is a
// link to it.
func (p *Paper) signature(b presse.Byline, lang presse.Lang) (template.HTML, error) {
	line := b.Line(lang)
	var out strings.Builder
	for _, person := range b.People { // in the order of the line
		address, err := p.compiled.url(person)
		if err != nil {
			return "", err
		}
		before, after, found := strings.Cut(line, person.Name)
		if !found || person.Name == "" || address == "" {
			continue
		}
		out.WriteString(template.HTMLEscapeString(before))
		out.WriteString(`<a href="` + template.HTMLEscapeString(p.href(address)) + `">` + template.HTMLEscapeString(person.Name) + "</a>")
		line = after
	}
	return template.HTML(out.String() + template.HTMLEscapeString(line)), nil
}
