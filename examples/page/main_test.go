package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/examples/page/internal/pagetext"
	"github.com/presse-go/presse/internal/conformance"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// runPage runs the program and returns the page, the summary and the reported problems.
func runPage(t *testing.T, args ...string) (page, told, problems string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	var out, bad strings.Builder
	require.NoError(t, run(append(args, "-o", file), &out, &bad))
	html, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Contains(t, out.String(), "wrote "+file, "the summary must name the file of the page")
	return string(html), strings.ReplaceAll(out.String(), file, "page.html"), bad.String()
}

func TestEmbeddedContent(t *testing.T) {
	page, told, problems := runPage(t)
	assert.Empty(t, problems)
	assert.Equal(t, 4, strings.Count(page, `<article class="card`))
	for _, subject := range []string{"un-pret", "saumure", "secheresse", "plaine-du-zergoun"} {
		assert.Contains(t, cardLinks(page), subject)
	}
	assert.NotContains(t, page, "ce que paieront les familles", "the page must not show a story under embargo")
	assert.Contains(t, page, `<li lang="ar" dir="rtl"><a href="https://lestran.example/`, "the page must link the Arabic edition")
	for _, want := range []string{"filed under Eau\n", "credited\n", "removed  element script", "archive  31 stories"} {
		assert.Contains(t, told, want)
	}
}

// TestPage compares the page with a golden file. The related stories are fixed, so the
// page does not depend on the index.
func TestPage(t *testing.T) {
	estran, err := loadJournal()
	require.NoError(t, err)
	page, err := readPage("", estran.Zone)
	require.NoError(t, err)
	story, err := estran.newStory(page)
	require.NoError(t, err)
	past, err := readArchive("", func(err error) { t.Error(err) })
	require.NoError(t, err)

	var b bytes.Buffer
	editions := []*presse.Article{past.byID["estran-1007"]}
	related := []*presse.Article{past.byID["estran-1002"], past.byID["estran-1006"], past.byID["estran-1008"], past.byID["estran-1025"]}
	require.NoError(t, estran.write(&b, story, story.Published, editions, related, nil))
	// The style sheet is that of package paper, which has its own tests.
	golden(t, "testdata/page.html", regexp.MustCompile(`(?s)<style>.*?</style>`).ReplaceAllString(b.String(), "<style></style>"))
}

// cardLinks returns the addresses of the related stories, one per line.
func cardLinks(page string) string {
	var links []string
	for _, m := range regexp.MustCompile(`<h3><a href="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		links = append(links, m[1])
	}
	return strings.Join(links, "\n")
}

func TestKicker(t *testing.T) {
	estran, err := loadJournal()
	require.NoError(t, err)
	for want, sections := range map[string][]string{
		"Environnement › Eau": {"une", "actualite", "eau"}, // the path to the deepest subject
		"Fait divers":         {"fait-divers", "france"},   // unknown to the paper
		"Écologie":            {"écologie"},
		"Vidéos":              {"une", "videos"},
		"":                    {"une"},
	} {
		var names []string
		for _, l := range estran.kicker(&presse.Article{Lang: "fr", Sections: sections}) {
			names = append(names, l.Name)
		}
		assert.Equal(t, want, strings.Join(names, " › "))
	}
	assert.NotPanics(t, func() { estran.kicker(&presse.Article{Sections: []string{""}}) })
}

// TestSelfContained checks that the page does not load or execute anything. The story has the
// credit of a picture, but no picture: a credit without one would be that of another.
func TestSelfContained(t *testing.T) {
	page, _, _ := runPage(t)
	page = regexp.MustCompile(`(?s)<script type="application/ld\+json">.*?</script>`).ReplaceAllString(page, "") // data, which no browser executes
	for _, never := range []string{"<script", "<iframe", "src=", "srcset=", "@import", "url(", "<img", "<figure", "onclick", "javascript:", `rel="stylesheet"`} {
		assert.NotContains(t, page, never)
	}
}

func TestDirections(t *testing.T) {
	estran, err := loadJournal()
	require.NoError(t, err)
	french := &presse.Article{ID: "1", Status: presse.StatusPublished, Lang: "fr", Slug: "un-titre", Headline: "Un titre", Sections: []string{"eau"}}
	arabic := &presse.Article{ID: "2", Status: presse.StatusPublished, Lang: "ar", Slug: "تحلية", Headline: "تحلية مياه البحر", Sections: []string{"eau"}}

	var b bytes.Buffer
	require.NoError(t, estran.write(&b, french, time.Time{}, nil, []*presse.Article{arabic}, nil))
	assert.Contains(t, b.String(), `<article class="story" lang="fr" dir="ltr"`)
	assert.Contains(t, b.String(), `<article class="card plain" lang="ar" dir="rtl">`)
	assert.Contains(t, b.String(), `الماء</a>`, "the section of an Arabic card must be in Arabic")

	b.Reset()
	require.NoError(t, estran.write(&b, arabic, time.Time{}, nil, []*presse.Article{french}, nil))
	assert.Contains(t, b.String(), `<article class="story" lang="ar" dir="rtl"`)
	assert.Contains(t, b.String(), `<article class="card plain" lang="fr" dir="ltr">`)
}

func TestArchive(t *testing.T) {
	lines := strings.Join([]string{
		`{"id":"1","lang":"fr","status":"published","headline":"Notre format","body":"<p>Un.</p>","slug":"notre-format","desk":"ville"}`,
		``,
		`{"id":"2","title":"L&#8217;autre syst&egrave;me","author":"Par A. Benali","url":"https://exemple.example/2","body":"Un & un.\n\nDeux.","published":"","modified":"2020-07-02T19:09:00+02:00","src":7}`,
		`{"id":"3","title":"Brouillon exporté","status":"draft"}`,
		`{"id":"4","headline":`,
		`{"headline":"Sans identifiant"}`,
		`{"id":"5"}`,
		`{"id":"1","headline":"Encore le premier"}`,
		`{"id":"6","headline":"Une date","published":"hier"}`,
		`{"id":"7","headline":"Notre format"}`,
	}, "\n")
	plain := filepath.Join(t.TempDir(), "a.jsonl")
	require.NoError(t, os.WriteFile(plain, []byte(lines), 0o600))
	zipped := filepath.Join(t.TempDir(), "a.jsonl.gz")
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	_, _ = w.Write([]byte(lines))
	require.NoError(t, w.Close())
	require.NoError(t, os.WriteFile(zipped, z.Bytes(), 0o600))

	for _, file := range []string{plain, zipped} {
		t.Run(filepath.Ext(file), func(t *testing.T) {
			var bad []string
			past, err := readArchive(file, func(err error) { bad = append(bad, err.Error()) })
			require.NoError(t, err)

			require.Len(t, past.stories, 4)
			ours, theirs, draft, namesake := past.byID["1"], past.byID["2"], past.byID["3"], past.byID["7"]
			assert.JSONEq(t, `"ville"`, string(ours.Unknown["desk"]), "unknown members must be kept")
			assert.Equal(t, "L’autre système", theirs.Headline)
			assert.Equal(t, "l-autre-systeme", theirs.Slug)
			assert.Equal(t, "Par A. Benali", theirs.Byline.Text)
			assert.Equal(t, "https://exemple.example/2", theirs.URL)
			assert.Equal(t, "<p>Un &amp; un.</p>\n<p>Deux.</p>\n", theirs.Body, "plain text must become paragraphs")
			assert.True(t, theirs.Published.IsZero())
			assert.Equal(t, 2020, theirs.Updated.Year())
			assert.Equal(t, map[string]json.RawMessage{"src": json.RawMessage("7")}, theirs.Unknown)
			assert.Equal(t, presse.StatusPublished, theirs.Status, "an exported story without a status must be published")
			assert.Equal(t, presse.StatusDraft, draft.Status, "an exported draft must stay a draft")
			assert.Equal(t, "notre-format-2", namesake.Slug, "slugs must be unique")

			require.Len(t, bad, 5)
			for i, want := range []string{":5: skipped: ", ":6: skipped: a story needs an id", ":7: skipped: a story needs", `:8: skipped: id "1": duplicate`, ":9: skipped: "} {
				assert.Contains(t, bad[i], file+want)
			}
		})
	}
}

func TestFaults(t *testing.T) {
	dir := t.TempDir()
	short := filepath.Join(dir, "short.txt")
	require.NoError(t, os.WriteFile(short, []byte("Culture\n"), 0o600))
	torn := filepath.Join(dir, "torn.jsonl.gz")
	require.NoError(t, os.WriteFile(torn, []byte{0x1f, 0x8b, 8}, 0o600))
	for name, tc := range map[string]struct {
		args []string
		want string
	}{
		"unknown flag":        {[]string{"-paeg", "x"}, "flag provided but not defined: -paeg"},
		"stray argument":      {[]string{"page.txt"}, `"page.txt"`},
		"no such page":        {[]string{"-page", filepath.Join(dir, "none.txt")}, "none.txt"},
		"no such archive":     {[]string{"-archive", filepath.Join(dir, "none.jsonl")}, "none.jsonl"},
		"page without body":   {[]string{"-page", short}, short + ":1: the page ends before its body"},
		"truncated gzip":      {[]string{"-archive", torn}, torn + ": unexpected EOF"},
		"no output directory": {[]string{"-o", filepath.Join(dir, "none", "page.html")}, "page.html"},
	} {
		t.Run(name, func(t *testing.T) {
			var out, bad strings.Builder
			args := append([]string{"-o", filepath.Join(dir, "page.html")}, tc.args...)
			assert.ErrorContains(t, run(args, &out, &bad), tc.want)
		})
	}

	var bad strings.Builder
	assert.ErrorIs(t, run([]string{"-h"}, &bad, &bad), flag.ErrHelp)
	assert.Contains(t, bad.String(), "-archive")
}

// TestSeedPage checks each part of the page that presse started from.
func TestSeedPage(t *testing.T) {
	page, err := pagetext.Parse("page.txt", bytes.NewReader(conformance.Read(t, "seed/page.txt")), time.UTC)
	require.NoError(t, err)
	estran, err := loadJournal()
	require.NoError(t, err)
	story, err := estran.newStory(page)
	require.NoError(t, err)

	assert.Equal(t, []string{"actualite", "autre", "une"}, story.Sections)
	for slug, want := range map[string]presse.Kind{"actualite": presse.KindSubject, "autre": presse.KindPlacement, "une": presse.KindPlacement} {
		s, _ := estran.Sections.Section(slug)
		assert.Equal(t, want, s.Kind, slug)
	}
	primary, _ := estran.Sections.Primary(story.Sections)
	assert.Equal(t, "Actualité", primary.Name)
	assert.Regexp(t, `^Coopération sécuritaire: le Maroc, .* M\. Retailleau$`, story.Headline)
	assert.Equal(t, presse.RightsReserved, story.Lead.Credit.Rights)
	assert.Equal(t, "droits réservés", story.Lead.Credit.Rights.Label("fr"))
	assert.Len(t, page.Body, 6)
	assert.Equal(t, 6, strings.Count(string(presse.Sanitize(story.Body)), "<p>"))

	require.Len(t, page.Cards, 4)
	kickers := []string{page.Kicker}
	for _, c := range page.Cards {
		kickers = append(kickers, c.Kicker)
		assert.Equal(t, 12, presse.WordCount(c.Excerpt), c.Excerpt)
	}
	for i, want := range []string{"Actualité Autre Une", "Actualité Culture Une", "Actualité Une Vidéos", "Actualité Une", "Société Une"} {
		sections, err := estran.Sections.SplitKicker(kickers[i])
		require.NoError(t, err)
		var names []string
		for _, s := range sections {
			names = append(names, s.Name)
		}
		assert.Equal(t, want, strings.Join(names, " "))
	}
}

func TestRealInput(t *testing.T) {
	if testing.Short() {
		t.Skip("reads and indexes 34,567 articles")
	}
	began := time.Now()
	page, told, problems := runPage(t,
		"-page", conformance.Path(t, "seed/page.txt"), "-archive", conformance.Path(t, "related/orangesum.jsonl.gz"))
	t.Logf("%v in total\n%s%s", time.Since(began).Round(100*time.Millisecond), told, problems)
	assert.Equal(t, 4, strings.Count(page, `<article class="card`))
	assert.Contains(t, told, "archive  34567 stories")
	assert.Empty(t, problems)
}

// TestTypography checks that the content is typeset like real pages.
func TestTypography(t *testing.T) {
	estran, err := readArchive("", func(err error) { t.Error(err) })
	require.NoError(t, err)
	assert.GreaterOrEqual(t, len(estran.stories), 24)
	arabic := 0
	tag := regexp.MustCompile(`(?s)<script.*?</script>|<[^>]*>`)
	fault := regexp.MustCompile(`'|"|\.\.\.| [;:!?»]|« |[^\x{a0}]»|«[^\x{a0}]|[^\x{202f}][;!?]|[^\x{a0}]: |\d \d{3}|oeu|[^\pL]A [a-zé]`)
	check := func(text string) {
		if at := fault.FindString(tag.ReplaceAllString(text, "")); at != "" {
			t.Errorf("%q in %.120q", at, text)
		}
	}
	for _, a := range estran.stories {
		if a.Lang == "ar" {
			arabic++
			continue
		}
		for _, text := range append([]string{a.Headline, a.Deck, a.Byline.Text, a.Body}, a.Tags...) {
			check(text)
		}
		if n := presse.WordCount(a.Body); n < 100 || n > 300 {
			t.Errorf("%s has %d words", a.ID, n)
		}
	}
	assert.Equal(t, 2, arabic)
	page, err := content.ReadFile("content/page.txt")
	require.NoError(t, err)
	check(string(page))
}

// golden compares got with the golden file line by line and reports the first
// difference.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err, "go test -update creates it")
	wanted, lines := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for i := range min(len(wanted), len(lines)) {
		require.Equal(t, wanted[i], lines[i], "%s:%d (check the page, then run go test -update)", file, i+1)
	}
	require.Len(t, lines, len(wanted))
}
