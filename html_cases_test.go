package presse_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// An htmlCase says how to check a row of cases/html.jsonl, whose wants are in words.
type htmlCase struct {
	want []string // strings that the output must contain
	not  []string // strings that it must not contain
	exact,
	removal string // the output, and a removal as "kind name: reason", if not ""
	check func(s *presse.Sanitizer, in, out string) error
}

// htmlCases are the rows of cases/html.jsonl, by their id. The rules behind them have
// tables of their own: internal/markup, sanitize_test.go, testdata/editors.
var htmlCases = map[string]htmlCase{
	"embedhosts-dot-dot-encoded":  {not: []string{"<iframe"}},
	"fallback-tables-32":          {want: []string{"<table>", "Fin"}, not: []string{"&lt;"}},
	"fallback-div-122":            {want: []string{"<div><div>", "Score", "Fin"}, not: []string{"&lt;"}},
	"fallback-spotify-space-feed": {exact: "<p>Un <b>article</b> entier.</p>"},
	"sizes-parens-hang":           {not: []string{"sizes"}, removal: "attribute sizes: an invalid value"},
	"idn-long-label":              {exact: "x"}, // a link that leads nowhere: see empty-link
	"idn-capital-sharp-s":         {exact: `<a href="https://xn--strae-oqa.example/">x</a>`},
	"own-frame-same-origin":       {want: []string{"<iframe"}, not: []string{"allow-same-origin"}},
	"inline-link-in-link": {check: func(_ *presse.Sanitizer, in, _ string) error {
		s, err := presse.NewSanitizer(presse.Policy{Scope: presse.ScopeInline, NoLinks: true})
		if err != nil {
			return err
		}
		return wantOutput(string(s.HTML(in)), "Le rapport attendu")
	}},
	"inline-bidi": {want: []string{"\u202e", "\u202c"}},
	"text-control": {check: func(_ *presse.Sanitizer, in, _ string) error {
		return wantOutput(presse.PlainText(in), "Un deux")
	}},
	"hosts-idn":               {not: []string{"rel="}},
	"embedhosts-case":         {want: []string{`<iframe src="https://media.exemple.fr/e/1"`}},
	"feed-link-to-renamed-id": {want: []string{`<a href="https://www.exemple.fr/a/b.html#id-note1">`, `<p id="id-note1">`}},
	"id-space":                {want: []string{`<a href="#id-note1">`, `<p id="id-note1">`}},
	"base-self-link":          {want: []string{`#a-n1"`, `<p id="a-n1">`}},
	"word-bold":               {exact: `<p class="MsoNormal">Le <b>maire</b> refuse.</p>`},
	"docs-superscript":        {exact: "<p>100 m<sup>2</sup>, CO<sub>2</sub>, 10<sup>6</sup></p>"},
	"docs-strike":             {want: []string{"<s>100 €</s>"}},
	"docs-bold-italic":        {exact: "<p><strong><em>Gras italique</em></strong></p>"},
	"style-rtl":               {want: []string{`<p dir="rtl">`}},
	"style-align":             {want: []string{`<p class="has-text-align-center">`, `<td class="has-text-align-right">`}, removal: "attribute style: replaced by markup"},
	"word-list":               {exact: "<ul><li>Premier</li></ul>"},
	"task-list":               {exact: "<ul><li>☑ fait</li><li>☐ à faire</li></ul>"},
	"oembed-ckeditor":         {want: []string{`<figure class="media"><iframe src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"`}},
	"youtube-playlist":        {want: []string{"/embed/videoseries?list=PLabcdefghijklmnop"}},
	"dailymotion-playlist":    {want: []string{"/embed/playlist/x5nmbq"}},
	"dailymotion-player":      {want: []string{`src="https://geo.dailymotion.com/player/xf7zn.html?video=x8abcde"`}},
	"x-photo":                 {want: []string{"id=1890000000000000000"}},
	"soundcloud-urn":          {want: []string{"<iframe", "tracks%2F123456789"}},
	"soundcloud-page":         {want: []string{"<iframe", "exemple%2Ftitre"}},
	"flourish-script":         {want: []string{`<iframe src="https://flo.uri.sh/visualisation/123456/embed"`}},
	"fb-post-div":             {want: []string{"<iframe", "exemple%2Fposts%2F123"}},
	"tiktok-blockquote":       {want: []string{"<iframe", "7123456789012345678"}},
	"untrusted-frame-no-link": {want: []string{`<a href="https://player.ina.fr/player/embed/I12345/1">Le débat</a>`}},
	"feed-embedhost":          {exact: `<p>Carte</p><a href="https://www.arte.tv/embeds/fr/1">Le film</a>`},
	"feed-frame-in-link":      {exact: `<a href="https://www.exemple.fr/x">Voir </a><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">Vidéo YouTube</a>`, removal: "element iframe: replaced by a link"},
	"frame-width-percent":     {want: []string{`width="100%"`}},
	"frame-title-empty":       {want: []string{`<iframe src="https://media.exemple.fr/e/1" title="media.exemple.fr"`}},
	"object-fallback":         {exact: `<p><a href="/rapport.pdf">Télécharger le rapport (PDF)</a></p>`},
	"noscript-image":          {exact: `<img class="lazy" src="/vrai.jpg" alt="Le port" decoding="async">`},
	"img-without-src":         {exact: `<p></p><img src="/une.jpg" alt="Une" decoding="async">`, removal: "element img: shows nothing"},
	"class-mixed":             {want: []string{`class="wp-block-image alignleft"`}},
	"dl-div":                  {exact: `<dl><div class="ligne"><dt>Durée</dt><dd>1 h 30</dd></div><div class="ligne"><dt>Pays</dt><dd>Maroc</dd></div></dl>`},
	"picture-range":           {want: []string{`<source media="(min-width: 800px)" srcset="/grand.jpg">`}},
	"math":                    {exact: "<p>E = mc<sup>2</sup></p>"},
	"ol-start-negative":       {exact: `<ol start="-2"><li>z</li></ol>`},
	"report-style-silent":     {removal: "attribute style: replaced by markup"},
	"report-fallback-silent":  {want: []string{"<table>"}, not: []string{"&lt;"}}, // there is no fallback to report
	"empty-link":              {exact: "Lire Partager"},
	"unclosed-table-swallows": {want: []string{"</table><table><tbody><tr><td>b</td></tr></tbody></table><p>Fin</p>"}},
}

// TestHTMLCases checks the rows of cases/html.jsonl, except for WordPress source, which is
// not HTML.
func TestHTMLCases(t *testing.T) {
	rows, source, passed := 0, 0, 0
	conformance.Lines(t, "cases/html.jsonl", func(n int, line []byte) {
		var row struct {
			ID, Input, Kind, Want string
			Policy                json.RawMessage
		}
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatalf("line %d: %v", n, err)
		}
		if strings.HasPrefix(row.Kind, "import: WordPress source") {
			source++
			return
		}
		rows++
		if err := checkHTMLCase(row.ID, row.Input, row.Policy); err != nil {
			t.Errorf("%s (%s)\n  in %.1000q\nwant %s\n     %v", row.ID, row.Kind, row.Input, row.Want, err)
			return
		}
		passed++
	})
	t.Logf("%d of %d rows; %d rows of WordPress source left out", passed, rows, source)
}

// checkHTMLCase returns what is wrong with the output for a row.
func checkHTMLCase(id, in string, policy json.RawMessage) error {
	var row struct {
		presse.Policy
		Scope string
	}
	if string(policy) != `"PlainText"` {
		if err := json.Unmarshal(policy, &row); err != nil {
			return err
		}
	}
	scope, ok := map[string]presse.Scope{"": presse.ScopeArticle, "ScopeComment": presse.ScopeComment, "ScopeInline": presse.ScopeInline, "ScopeFeed": presse.ScopeFeed}[row.Scope]
	if !ok {
		return fmt.Errorf("unknown scope %q", row.Scope)
	}
	row.Policy.Scope = scope
	s, err := presse.NewSanitizer(row.Policy)
	if id == "base-typo" {
		var e *presse.Error
		if !errors.As(err, &e) || e.Field != "base" {
			return fmt.Errorf("got the error %v, want one about base", err)
		}
		return nil
	}
	c, ok := htmlCases[id]
	switch {
	case !ok:
		return errors.New("is not tested")
	case err != nil:
		return err
	}
	html, removals := s.Report(in)
	out := string(html)
	if again := string(s.HTML(out)); again != out {
		return fmt.Errorf("output %q becomes %q", out, again)
	}
	if c.exact != "" && out != c.exact {
		return wantOutput(out, c.exact)
	}
	for _, want := range c.want {
		if !strings.Contains(out, want) {
			return fmt.Errorf("got %q, which lacks %q", out, want)
		}
	}
	for _, not := range c.not {
		if strings.Contains(out, not) {
			return fmt.Errorf("got %q, which contains %q", out, not)
		}
	}
	found := c.removal == ""
	for _, r := range removals {
		found = found || fmt.Sprintf("%s %s: %s", r.Kind, r.Name, r.Reason) == c.removal
	}
	if !found {
		return fmt.Errorf("removals %+v lack %q", removals, c.removal)
	}
	if c.check != nil {
		return c.check(s, in, out)
	}
	return nil
}

func wantOutput(got, want string) error {
	if got != want {
		return fmt.Errorf("got %q, want %q", got, want)
	}
	return nil
}
