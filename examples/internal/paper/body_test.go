package paper

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse"
)

// bodyOf returns the text of a story as its page has it.
func bodyOf(t *testing.T, body string, changes ...change) string {
	t.Helper()
	p := newPaper(t)
	p.Href = func(address string) string { return strings.TrimPrefix(address, "https://dunes.exemple.ma") }
	a := newStory(1, "Un titre", changes...)
	a.Body = body
	_, err := p.pages()
	require.NoError(t, err)
	s, err := p.prepare(StoryPage{Story: release(t, p, a)})
	require.NoError(t, err)
	return string(s.Text)
}

func TestBody(t *testing.T) {
	sized := func(a *presse.Article) {
		a.Media = []presse.Media{{URL: "/photos/bac.jpg", Width: 640, Height: 480, Alt: "Le bac de midi"}}
	}
	for name, tc := range map[string]struct {
		in, want string
		with     change
	}{
		"text is set in French":                          {`<p>Pourquoi ? "Parce que"</p>`, "<p>Pourquoi\u202f? «\u00a0Parce que\u00a0»</p>", nil},
		"links are those of the page":                    {`<p><a href="/ville">Ville</a></p>`, `<p><a href="/ville">Ville</a></p>`, nil},
		"links elsewhere stay":                           {`<p><a href="https://a.exemple.fr/?x=1&amp;y=2">a</a></p>`, `<p><a href="https://a.exemple.fr/?x=1&amp;y=2">a</a></p>`, nil},
		"headings begin below the headline":              {"<h1>Un</h1><h2>Deux</h2>", "<h2>Un</h2><h3>Deux</h3>", nil},
		"headings leave out no level":                    {"<h2>Deux</h2><h5>Cinq</h5><h3>Trois</h3><h2>Deux</h2>", "<h2>Deux</h2><h3>Cinq</h3><h3>Trois</h3><h2>Deux</h2>", nil},
		"the first heading is of the second level":       {"<h4>Quatre</h4>", "<h2>Quatre</h2>", nil},
		"a picture has the size and text that are known": {`<img src="/photos/bac.jpg">`, `<img src="/photos/bac.jpg" decoding="async" width="640" height="480" alt="Le bac de midi">`, sized},
		"and so has a smaller one of it":                 {`<img src="/photos/bac-300x225.jpg" alt="">`, `<img src="/photos/bac-300x225.jpg" alt="" decoding="async" width="640" height="480">`, sized},
		"its own size and text count first":              {`<img src="/photos/bac.jpg" alt="a" width="300" height="200">`, `<img src="/photos/bac.jpg" alt="a" width="300" height="200" decoding="async">`, sized},
		"a picture without a size has a box":             {`<img src="/photos/x.jpg" class="a">`, `<img src="/photos/x.jpg" class="a unsized" decoding="async" width="1200" height="800" alt="">`, nil},
		"half a size is none":                            {`<img src="/photos/x.jpg" alt="" width="300">`, `<img src="/photos/x.jpg" alt="" width="1200" decoding="async" height="800" class="unsized">`, nil},
		"candidates are addresses too":                   {`<img src="/a.jpg" alt="" width="3" height="2" srcset="/a.jpg 300w, /b.jpg 600w">`, `<img src="/a.jpg" alt="" width="3" height="2" srcset="/a.jpg 300w, /b.jpg 600w" decoding="async">`, nil},
		"a link around a picture has a name":             {`<a href="/g.jpg"><img src="/g.jpg" alt="" width="3" height="2"></a>`, `<a href="/g.jpg" aria-label="Agrandir l’image"><img src="/g.jpg" alt="" width="3" height="2" decoding="async"></a>`, nil},
		"unless the picture has one":                     {`<a href="/g.jpg"><img src="/g.jpg" alt="Le bac" width="3" height="2"></a>`, `<a href="/g.jpg"><img src="/g.jpg" alt="Le bac" width="3" height="2" decoding="async"></a>`, nil},
		"or will have":                                   {`<a href="/g.jpg"><img src="/photos/bac.jpg"></a>`, `<a href="/g.jpg"><img src="/photos/bac.jpg" decoding="async" width="640" height="480" alt="Le bac de midi"></a>`, sized},
		"a link around nothing is none":                  {`<p>a<a href="/x"></a></p>`, "<p>a<a></a></p>", nil},
		"tables scroll for themselves":                   {"<table><tbody><tr><td>1</td></tr></tbody></table>", `<div class="scroll" role="group" aria-label="Tableau" tabindex="0"><table><tbody><tr><td>1</td></tr></tbody></table></div>`, nil},
		"tables in tables do not":                        {"<table><tbody><tr><td><table><tbody><tr><td>1</td></tr></tbody></table></td></tr></tbody></table>", `<div class="scroll" role="group" aria-label="Tableau" tabindex="0"><table><tbody><tr><td><table><tbody><tr><td>1</td></tr></tbody></table></td></tr></tbody></table></div>`, nil},
		"a player is a link in a box":                    {`<iframe src="https://www.youtube.com/embed/abcdefghijk" title="Vu du ciel" width="560" height="315"></iframe><p>a</p>`, `<a class="player" href="https://www.youtube.com/watch?v=abcdefghijk" style="--w: 560; --h: 315"><span class="player-title">Vu du ciel</span> <span class="player-host">Ouvrir le lecteur, youtube.com</span></a><p>a</p>`, nil},
		"as wide as the text":                            {`<iframe src="https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1234" title="Le direct" width="100%" height="166"></iframe>`, `<a class="player" href="https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F1234" style="block-size: 166px"><span class="player-title">Le direct</span> <span class="player-host">Ouvrir le lecteur, w.soundcloud.com</span></a>`, nil},
		"a video has a size and loads when it is played": {`<video src="/v.mp4" poster="/v.jpg"></video>`, `<video src="/v.mp4" poster="/v.jpg" controls="" preload="none" width="1280" height="720"></video>`, nil},
		"a sound too":                                    {`<audio src="/s.mp3"></audio>`, `<audio src="/s.mp3" controls="" preload="none"></audio>`, nil},
		"text that looks like markup stays text":         {`<p>a &lt; b, &lt;img src="/x"&gt;</p>`, `<p>a &lt; b, &lt;img src="/x"&gt;</p>`, nil},
		"the picture above the text is not repeated": {`<figure><img src="https://dunes.exemple.ma/photos/digue-600x400.jpg" alt=""><figcaption>La digue</figcaption></figure><p>a</p>`, "<p>a</p>",
			photo("digue", 1200, 800)},
		"further down it is": {`<p>a</p><figure><img src="/photos/digue.jpg" alt="" width="3" height="2"></figure>`, `<p>a</p><figure><img src="/photos/digue.jpg" alt="" width="3" height="2" decoding="async"></figure>`, photo("digue", 1200, 800)},
		"its only caption is kept": {`<figure><img src="/photos/digue.jpg" alt="" width="3" height="2"><figcaption>La digue</figcaption></figure>`, `<figure><img src="/photos/digue.jpg" alt="" width="3" height="2" decoding="async"><figcaption>La digue</figcaption></figure>`,
			func(a *presse.Article) { photo("digue", 1200, 800)(a); a.Lead.Caption = "" }},
		"an id is that of one element":             {`<p id="n-1">a</p><p id="n-1">b</p>`, `<p id="n-1">a</p><p>b</p>`, nil},
		"an id of the page is not that of a text":  {`<h2 id="lire-aussi">a</h2><p><a href="#lire-aussi">b</a></p>`, `<h2 id="lire-aussi-2">a</h2><p><a href="#lire-aussi-2">b</a></p>`, nil},
		"nor one that the text has somewhere else": {`<p id="lire-aussi">a</p><p id="lire-aussi-2">b</p>`, `<p id="lire-aussi-2">a</p><p id="lire-aussi-2-2">b</p>`, nil},
		"an id on a link stays":                    {`<p><sup><a href="#fn-1" id="fn-1-link">1</a></sup></p><p id="fn-1">b <a href="#fn-1-link">↩</a></p>`, `<p><sup><a href="#fn-1" id="fn-1-link">1</a></sup></p><p id="fn-1">b <a href="#fn-1-link">↩</a></p>`, nil},
		"nothing is nothing":                       {"", "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			if tc.with == nil {
				tc.with = func(*presse.Article) {}
			}
			assert.Equal(t, tc.want, bodyOf(t, tc.in, tc.with))
		})
	}
}

// TestNotes checks the headings of live entries, which are below those of the entries.
func TestNotes(t *testing.T) {
	p := newPaper(t)
	_, err := p.pages()
	require.NoError(t, err)
	s := &story{Article: presse.Article{Lang: "ar"}}
	got := p.note(s, presse.Note{Body: "<h2>أ</h2><h6>ب</h6><table><tbody><tr><td>1</td></tr></tbody></table>"})
	assert.Equal(t, `<h4>أ</h4><h5>ب</h5><div class="scroll" role="group" aria-label="جدول" tabindex="0"><table><tbody><tr><td>1</td></tr></tbody></table></div>`, string(got))
}

// TestIDsOfNotes checks that the links of a note lead to its own ids.
func TestIDsOfNotes(t *testing.T) {
	p := newPaper(t)
	_, err := p.pages()
	require.NoError(t, err)
	note := presse.Note{ID: "1", At: now, Body: `<p><a href="#fn-1">1</a></p><p id="fn-1">a</p>`}
	page := printed(t, func(b *bytes.Buffer) error {
		return p.Story(b, StoryPage{Story: release(t, p, newStory(1, "Le direct", func(a *presse.Article) {
			a.Body = `<p>Voir <a href="#fn-1">1</a>.</p><p id="fn-1">a</p>`
			a.Live, a.Corrections = []presse.Note{note}, []presse.Note{note}
			a.LiveFrom = now.Add(-time.Hour)
		}))})
	})
	for _, id := range []string{"fn-1", "fn-1-2", "fn-1-3"} {
		assert.Equal(t, 1, strings.Count(page, `id="`+id+`"`), id)
		assert.Equal(t, 1, strings.Count(page, `href="#`+id+`"`), id)
	}
}

// TestTitle checks what is printed as the headline of a story without one.
func TestTitle(t *testing.T) {
	untitled := func(a *presse.Article) { a.Headline, a.Body = "", "" }
	for name, tc := range map[string]struct {
		with change
		want string
	}{
		"the headline":                     {func(*presse.Article) {}, "Le direct"},
		"another title":                    {func(a *presse.Article) { a.Headline, a.Titles = " ", map[string]string{"social": "Le bac"} }, "Le bac"},
		"the beginning of the text":        {func(a *presse.Article) { untitled(a); a.Body = "<p>" + strings.Repeat("mot ", 30) + "</p>" }, strings.TrimSpace(strings.Repeat("mot ", 10)) + "…"},
		"not of one that is not free":      {func(a *presse.Article) { untitled(a); a.Body = "<p>Secret</p>"; a.Access = presse.AccessPaid }, "Sans titre (dunes-1)"},
		"words in the language":            {func(a *presse.Article) { untitled(a); a.Lang = "ar" }, "بلا عنوان (dunes-1)"},
		"a text without spaces is cut":     {func(a *presse.Article) { untitled(a); a.Body = "<p>" + strings.Repeat("港", 500) + "</p>" }, strings.Repeat("港", 120) + "…"},
		"a headline without end, in lists": {func(a *presse.Article) { a.Headline = strings.Repeat("é", 400) }, strings.Repeat("é", 300) + "…"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPaper(t)
			a := newStory(1, "Le direct", tc.with)
			assert.Equal(t, tc.want, cards(t, p, a)[0].Headline)
			s, err := p.prepare(StoryPage{Story: release(t, p, a)})
			require.NoError(t, err)
			if a.Headline == "" {
				assert.Equal(t, tc.want, s.Headline)
			}
		})
	}
}

func FuzzBody(f *testing.F) {
	f.Add(long)
	f.Add(`<a><img><iframe src=//www.youtube.com/embed/abcdefghijk></a><table><h5>`)
	p := newPaper(f)
	_, err := p.pages()
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, in string) {
		body := string(presse.Sanitize(in))
		a := &presse.Article{Lang: "fr", Lead: presse.Media{URL: "/photos/digue.jpg"}}
		out := string(p.body(withoutOpening(body, a.Lead), a, 2, newIDs()))
		for _, never := range []string{"<iframe", "<script", "<h1", "javascript:"} {
			if strings.Contains(out, never) {
				t.Errorf("%q: %s in %q", in, never, out)
			}
		}
		// What is added is allowed nowhere else, so that what is left must be in the normal form.
		if presse.PlainText(string(presse.Sanitize(out))) != presse.PlainText(out) {
			t.Errorf("%q: the sanitizer reads %q otherwise", in, out)
		}
	})
}
