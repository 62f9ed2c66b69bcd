package related

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/related/scoring"
	"github.com/presse-go/presse/internal/text"
)

// wordsOf returns the words of a body, each with its properties.
func wordsOf(body string) (out []string) {
	for w := range scoring.Words(scoring.Text{Body: body}) {
		out = append(out, fmt.Sprintf("%s field %d paragraph %d joined %t common %t quoted %t", w.Folded, w.Field, w.Paragraph, w.Joined, w.Common, w.Quoted))
	}
	return out
}

// differ compares the words of a body with those of its plain text. It returns a
// description of the first difference, or "" if there is none.
func differ(body string) string {
	got, want := wordsOf(Text(body)), wordsOf(string(text.Append(nil, body)))
	if slices.Equal(got, want) {
		return ""
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			return fmt.Sprintf("word %d of %d and %d:\n%q\n%q", i, len(got), len(want), got[min(i, len(got)):], want[min(i, len(want)):])
		}
	}
	return ""
}

func TestWordsAreThoseOfPlainText(t *testing.T) {
	for _, c := range []struct{ rule, body string }{
		{"an empty body", ""},
		{"plain text", "La crue a surpris la ville.\n\nElle se retire."},
		{"CRLF line endings", "La crue\r\n\r\na surpris\r\nla ville \n \n hier"},
		{"tabs", "La crue\ta surpris\t\tla ville"},
		{"other white space in blank lines", "La crue\n\t\n\f\na surpris\n\v\nla ville"},
		{"paragraphs of no-break spaces", "La crue\n\n\u00a0\u202f\n\na surpris\n\n\u200b\n\nla ville"},
		{"a no-break space between line ends", "La crue\n\u00a0\na surpris"},
		{"paragraphs of punctuation marks", "* * *\n\nLa crue\n\n—\n\na surpris"},
		{"blank lines at both ends", "\n\n La crue \n\n"},
		{"invalid UTF-8", "La cr\xffue a\xe2\x80 surpris\n\n\xff\n\nla ville"},
		{"Unicode line and paragraph separators", "La crue\u2028a surpris\u2029la\u0085ville"},
		{"paragraphs of HTML", "<p>La crue</p><p></p><p>a <b>surp</b>ris</p><ul><li>la<li>ville</ul>"},
		{"hidden text", `<p>La crue</p><p hidden>n’a rien</p><script>"x"</script>a surpris`},
		{"references", "l&rsquor;&Eacute;tat &laquo;&nbsp;d&eacute;borde&nbsp;&raquo; &lt;b&gt; &amp;amp;"},
		{"characters that look like markup", "R&D, x < 3 et AT&T"},
		{"NUL", "La \x00cr\x00ue"},
		{"what the WordPress editor leaves behind", "La crue\n\n<!--more-->\n\n[gallery]\n\na surpris<br><br>la ville<br>hier"},
	} {
		assert.Empty(t, differ(c.body), "%s: %q", c.rule, c.body)
	}
}

func TestWordsOfAttacksAndPagesAreThoseOfPlainText(t *testing.T) {
	dir := conformance.Path(t, "sanitize")
	payloads, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	require.NoError(t, err)
	n := 0
	for _, path := range payloads {
		conformance.Lines(t, "sanitize/"+filepath.Base(path), func(line int, b []byte) {
			var in struct{ Payload string }
			require.NoError(t, json.Unmarshal(b, &in))
			if in.Payload != "" {
				n++
			}
			require.Empty(t, differ(in.Payload), "%s:%d: %q", path, line, in.Payload)
		})
	}
	pages := 0
	html, err := os.ReadDir(conformance.Path(t, "html"))
	require.NoError(t, err)
	for _, page := range html {
		if strings.HasSuffix(page.Name(), ".html.gz") {
			pages++
			require.Empty(t, differ(string(conformance.Read(t, "html/"+page.Name()))), page.Name())
		}
	}
	t.Logf("%d payloads, %d pages", n, pages)
	require.GreaterOrEqual(t, n, 20000)
	require.GreaterOrEqual(t, pages, 120)
}

func TestEveryApostropheIsOne(t *testing.T) {
	want := wordsOf("L’oued déborde, aujourd’hui")
	n := 0
	for _, r := range letters.Apostrophes {
		n++
		got := wordsOf(strings.ReplaceAll("L’oued déborde, aujourd’hui", "’", string(r)))
		assert.Equal(t, want, got, "with %q (%U)", r, r)
	}
	assert.Equal(t, 10, n)
}

func FuzzWordsAreThoseOfPlainText(f *testing.F) {
	for _, s := range []string{"La crue\n\n\u00a0\n\na surpris", "<p>l&rsquor;&Eacute;tat</p>", "a\r\n\f\n\"b\" « c »\tx", "é\u0301\u00ad\u200b\xff", "<!--", "x < y & z\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d := differ(s); d != "" {
			t.Errorf("%q: %s", s, d)
		}
	})
}
