package markup

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A writer writes random well-formed pastes, in which every character is different, so
// that its marks can be compared in a browser.
type writer struct {
	strings.Builder
	rng *rand.Rand
	r   rune
}

// styled returns a style attribute with some of the declarations that word processors use.
func (w *writer) styled() string {
	declarations := [...]string{
		"font-weight:700", "font-weight:bold", "FONT-WEIGHT: 600", "font-weight:normal", "font-weight:400", "font-style:italic", "font-style:normal", "font-style:oblique",
		"text-decoration:line-through", "text-decoration:underline", "text-decoration:none", "text-decoration-line:underline line-through", "vertical-align:super", "vertical-align:sub",
		"vertical-align:baseline", "font:bold 12px Arial", "font:italic 700 1em/1.2 serif", "font:7.0pt 'Times New Roman'", "color:red", "mso-bidi-font-weight:normal",
		"font-weight:bold !important", "/*;*/font-style:italic/**/", "font-family:'a;font-weight:bold'", "font-weight:gras", "font-weight:inherit", "font-variant-position:normal",
	}
	if w.rng.IntN(3) == 0 {
		return ""
	}
	var list []string
	for range 1 + w.rng.IntN(3) {
		list = append(list, declarations[w.rng.IntN(len(declarations))])
	}
	return ` style="` + strings.Join(list, ";") + `"`
}

// text writes a character that has not been written.
func (w *writer) text() {
	w.r++
	w.WriteRune(w.r)
}

// inline writes text and inline elements.
func (w *writer) inline(depth int, link bool) {
	names := [...]string{"span", "span", "span", "span", "b", "i", "strong", "em", "s", "u", "sup", "sub", "font", "a", "small", "code", "cite", "del", "ins"}
	for range 1 + w.rng.IntN(3) {
		if depth == 0 || w.rng.IntN(3) == 0 {
			w.text()
			continue
		}
		name := names[w.rng.IntN(len(names))]
		if name == "a" && link {
			continue
		}
		w.WriteString("<" + name)
		if name == "a" {
			w.WriteString(` href="/x"`)
		}
		style := w.styled()
		if link && strings.ContainsAny(style, "f") {
			style = "" // a mark that begins outside a link is not taken back in it
		}
		if strings.HasPrefix(name, "su") && strings.Contains(style, "vertical-align") {
			style = "" // taken for the copy of a sup that its page moves by other means
		}
		w.WriteString(style + ">")
		w.inline(depth-1, link || name == "a")
		w.WriteString("</" + name + ">")
	}
}

// blocks writes blocks with text.
func (w *writer) blocks(depth int) {
	for range 1 + w.rng.IntN(2) {
		style := w.styled()
		kind := w.rng.IntN(7)
		if depth == 0 {
			kind = min(kind, 1)
		}
		switch kind {
		case 0, 1:
			name := [...]string{"p", "p", "p", "h2"}[w.rng.IntN(4)]
			w.WriteString("<" + name + style + ">")
			w.inline(4, false)
			w.WriteString("</" + name + ">")
		case 2:
			w.WriteString("<div" + style + ">")
			w.inline(2, false)
			w.blocks(depth - 1)
			w.WriteString("</div>")
		case 3:
			w.WriteString("<ul" + style + "><li" + w.styled() + ">")
			w.inline(3, false)
			w.WriteString("</li><li" + w.styled() + ">")
			w.blocks(depth - 1)
			w.WriteString("</li></ul>")
		case 4:
			w.WriteString("<table" + style + "><tbody><tr" + w.styled() + "><td" + w.styled() + ">")
			w.inline(3, false)
			w.WriteString("</td><th" + w.styled() + ">")
			w.inline(2, false)
			w.WriteString("</th></tr></tbody></table>")
		case 5:
			w.WriteString("<blockquote" + style + ">")
			w.blocks(depth - 1)
			w.WriteString("</blockquote>")
		case 6:
			w.WriteString("<p" + style + ">")
			w.inline(6, false)
			w.WriteString("</p>")
		}
	}
}

// TestMarks checks every promise on well-formed pastes. If PRESSE_OUTPUTS is set to a
// folder, it writes the inputs and outputs there, for the check in a browser
// (bench/sanitize/browser/marks.mjs).
func TestMarks(t *testing.T) {
	rules := NewRules(Config{})
	var file strings.Builder
	enc := json.NewEncoder(&file)
	enc.SetEscapeHTML(false)
	rng := rand.New(rand.NewPCG(14, 2))
	for range 3_000 {
		w := writer{rng: rng, r: 0x4E00}
		w.blocks(2)
		in := w.String()
		if why := pasteFault(rules, in); why != "" {
			t.Fatalf("%s\n in %s\nout %s", why, in, rules.normalise(in, nil))
		}
		if err := enc.Encode(map[string]string{"in": in, "out": rules.Sanitize(in)}); err != nil {
			t.Fatal(err)
		}
	}
	if dir := os.Getenv("PRESSE_OUTPUTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "marks.pairs"), []byte(file.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
