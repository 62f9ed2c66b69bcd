package main

import (
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/wordpress"
)

// This file says what is in the export of the invented newspaper, so that whoever changes it
// sees what changes with it.

const contentHome = "https://lestran.example/"

// contentWritten is when WordPress wrote the export.
var contentWritten = time.Date(2026, 11, 27, 17, 42, 10, 0, time.UTC)

// contentSecrets are words that are in what nobody may read, by what hides them: goémon is
// kelp. A slug has them without the accent.
var contentSecrets = map[string]string{
	"goémon-secret-1": "spam", "goémon-secret-2": "a comment that waits", "goémon-secret-3": "an internal note", "goemon-secret-4": "an e-mail address",
	"goémon-secret-5": "an editorial comment", "goémon-secret-6": "a scheduled story", "goémon-secret-7": "a private story", "goémon-secret-8": "a password",
	"goémon-secret-9": "a draft and its picture", "goémon-secret-10": "the password", "goémon-secret-11": "a tag of a draft alone", "goémon-secret-12": "a story in review",
	"goémon-secret-13": "a withdrawn story", "goémon-secret-14": "a draft in the trash", "goémon-secret-15": "an embargo", "goémon-secret-16": "an expired story",
	"goémon-secret-17": "an expiry that cannot be read", "goémon-secret-18": "a missed schedule", "goémon-secret-19": "a term that says so", "goémon-secret-20": "an editorial workflow",
	"goémon-secret-21": "no date", "goémon-secret-22": "a draft that WordPress made", "goémon-secret-23": "damage", "goémon-secret-24": "a revision",
	"goémon-secret-25": "a private story in Arabic", "goemon-secret-26": "the former slug of a story that is not public",
}

// contentPaid are words in the part of a story that only subscribers may read.
var contentPaid = []string{"goémon-payant-1", "goémon-payant-2", "goémon-payant-3", "goémon-payant-4"}

// A contentRead is what package wordpress reads of the export.
type contentRead struct {
	text      string
	stories   []*presse.Article
	faults    []error
	redirects []presse.Redirect
	media     []presse.Media
	losses    map[string]int // by kind, field and reason
	taxonomy  *presse.Taxonomy
}

func readContent(t *testing.T) contentRead {
	t.Helper()
	text, err := os.ReadFile("content/estran.xml")
	require.NoError(t, err)
	r := contentRead{text: string(text), losses: make(map[string]int)}
	counting := true
	x, err := wordpress.Open(strings.NewReader(r.text), int64(len(r.text)), wordpress.Options{Lost: func(l presse.Loss) {
		if counting {
			r.losses[fmt.Sprintf("%v %s: %v", l.Kind, l.Field, l.Err)]++
		}
	}})
	require.NoError(t, err)
	for a, err := range x.Articles() {
		if err != nil {
			r.faults = append(r.faults, err)
			continue
		}
		r.stories = append(r.stories, a)
	}
	for to, err := range x.Redirects() {
		require.NoError(t, err)
		r.redirects = append(r.redirects, to)
	}
	counting = false
	for m, err := range x.Media() {
		require.NoError(t, err)
		r.media = append(r.media, m)
	}
	r.taxonomy, err = x.Taxonomy()
	require.NoError(t, err)
	return r
}

// public returns the stories that readers may see.
func (r *contentRead) public() (list []*presse.Article) {
	for _, a := range r.stories {
		if a.Public(contentWritten) {
			list = append(list, a)
		}
	}
	return list
}

// why says in a word why a story is withheld.
func why(a *presse.Article) string {
	switch {
	case a.Embargo.After(contentWritten):
		return "embargo"
	case !a.Expiry.IsZero() && !a.Expiry.After(contentWritten):
		return "expired"
	}
	return a.Status.String()
}

func TestContentCounts(t *testing.T) {
	r := readContent(t)
	langs, withheld, features := make(map[string]int), make(map[string]int), make(map[string]int)
	count := func(name string, is bool) {
		if is {
			features[name]++
		}
	}
	for _, a := range r.stories {
		if !a.Public(contentWritten) {
			withheld[why(a)]++
			continue
		}
		langs[string(a.Lang)]++
		count("editions", len(a.Editions) > 0)
		count("in three languages", len(a.Editions) > 1)
		count("paid", a.Access == presse.AccessPaid)
		count("sponsored", a.Sponsor.Name != "")
		count("corrected", a.Status == presse.StatusCorrected && len(a.Corrections) > 0)
		count("live entries", len(a.Live) > 0)
		count("pictures", a.Lead.URL != "")
		count("focus", a.Lead.Focus != [2]float64{})
		count("several authors", len(a.Byline.People) > 1)
		count("no byline", a.Byline.Text == "")
		count("agency", len(a.Byline.Agencies) > 0 || strings.Contains(a.Byline.Text, "Agence"))
		count("players", strings.Contains(a.Body, "youtube.com"))
		count("sounds", slices.ContainsFunc(a.Media, func(m presse.Media) bool { return m.Kind == "audio" }))
		count("tables", strings.Contains(a.Body, "<table"))
		count("lists", strings.Contains(a.Body, "<li"))
		count("galleries", strings.Contains(a.Body, "gallery"))
		count("not for search engines", a.NoIndex)
		count("internal notes", a.InternalNote != "")
		count("no headline", a.Headline == "")
		count("no text", strings.TrimSpace(a.Body) == "")
		count("headlines over 110 characters", len([]rune(a.Headline)) > 110)
		if a.Genre != "" {
			features["genre "+a.Genre]++
		}
	}
	assert.Equal(t, map[string]int{"ar": 24, "fr": 60, "zgh": 2}, langs, "public stories by language")
	assert.Equal(t, map[string]int{"draft": 1, "embargo": 1, "expired": 1, "restricted": 3, "review": 6, "scheduled": 1, "withdrawn": 1}, withheld, "stories that are withheld, by reason")
	assert.Equal(t, contentFeatures, features, "what public stories have")
	gone := 0
	for _, to := range r.redirects {
		if to.To == "" {
			gone++
		}
	}
	assert.Equal(t, []int{90, 2}, []int{len(r.redirects), gone}, "redirects, and those to stories that are gone")
	assert.Len(t, r.media, 27, "pictures that may be copied")
	require.Len(t, r.faults, 1, "items that WordPress damaged")
	assert.ErrorIs(t, r.faults[0], presse.ErrItem)
}

var contentFeatures = map[string]int{
	"agency":                        1,
	"corrected":                     1,
	"editions":                      41,
	"focus":                         9,
	"galleries":                     2,
	"genre advertorial":             1,
	"genre analysis":                2,
	"genre background":              3,
	"genre brief":                   6,
	"genre editorial":               1,
	"genre feature":                 1,
	"genre interview":               2,
	"genre live":                    2,
	"genre obituary":                2,
	"genre opinion":                 2,
	"genre report":                  3,
	"genre review":                  4,
	"headlines over 110 characters": 1,
	"in three languages":            3,
	"internal notes":                1,
	"lists":                         12,
	"live entries":                  1,
	"no byline":                     2,
	"no headline":                   1,
	"no text":                       1,
	"not for search engines":        1,
	"paid":                          4,
	"pictures":                      69,
	"players":                       3,
	"several authors":               13,
	"sounds":                        1,
	"sponsored":                     1,
	"tables":                        7,
}

// TestContentLosses compares what is not carried over with what the export was made to lose.
func TestContentLosses(t *testing.T) {
	r := readContent(t)
	assert.Equal(t, contentLosses, r.losses)
}

var contentLosses = map[string]int{
	"changed _yoast_wpseo_title: the name of the site is left out":                                                     1,
	"changed content: only the plugin that the shortcode is for knows what it shows":                                   4,
	"changed content:encoded: a membership plugin restricts it; the story is for subscribers":                          2,
	"changed date_expiration: an expiry that cannot be read; the story is not public":                                  1,
	"changed title: markup in plain text":                                                                              1,
	"changed wp:post_password: protected by a password, which is not kept":                                             1,
	"changed wp:status: a status of an editorial workflow; the story is not public":                                    1,
	"changed wp:status: missed its schedule: the instant was past when the file was written, and it was not published": 1,
	"changed wp:status: only for those with an account of the paper":                                                   2,
	"changed wp:status: scheduled without a time":                                                                      1,
	"dropped _thumbnail_id: an attachment that is not in the file":                                                     1,
	"dropped _wp_old_date: a former date, but the addresses of the site have none":                                     1,
	"dropped _yoast_wpseo_primary_category: not a section that says what the story is about":                           1,
	"dropped cap-description: a person has no such member":                                                             1,
	"dropped category: WordPress's category for stories without one is no section":                                     1,
	"dropped contact_source: holds an e-mail address":                                                                  1,
	"dropped content: only the plugin that the shortcode is for knows what it shows":                                   1,
	"dropped content: the block stores no text: its program makes it up when the page is shown":                        1,
	"dropped content:encoded: no text":                                                                                 1,
	"dropped dc:creator: an account that the byline does not name":                                                     15,
	"dropped dc:creator: an account without a name: a login or an e-mail address is no name":                           3,
	"dropped liveblog: the entries of a live blog are comments":                                                        1,
	"dropped redirect: another story or page has this former address":                                                  1,
	"dropped title: no headline":                                                                                       1,
	"dropped wp:comment: comments are not imported":                                                                    4,
	"dropped wp:post_date: the date of a draft that has no planned date":                                               5,
	"dropped wp:post_parent: an attachment of a post that is not public":                                               1,
	"dropped wp:post_type: not one of the types that are stories":                                                      7,
	"dropped wp:status: an empty draft that WordPress made":                                                            1,
	"dropped wp:status: in the trash and never published":                                                              1,
	"dropped wp:term: a taxonomy of WordPress or a plugin for its own use":                                             1,
	"guessed post_tag: a term that names those who may read it; the story is for subscribers":                          1,
	"guessed statut: a term that says that the story is under an embargo; it is not public":                            1,
	"guessed wp:post_date_gmt: no GMT; the local time was read by the clock of the site":                               1,
	"kept _yoast_wpseo_metadesc: custom field without a member of its own":                                             1,
	"kept date_expiration: not a date and time":                                                                        1,
	"kept post_format: taxonomy without a member of its own":                                                           4,
	"kept rank_math_title: a template, and not a title":                                                                1,
	"kept statut: taxonomy without a member of its own":                                                                1,
	"kept sticky: an article has no such member":                                                                       2,
	"kept title: custom field without a member of its own":                                                             28,
}

// TestContentSecrets checks that every word is in the export, and in nothing that the reader
// of a public story gets. Whoever prints the paper must look for them in all files.
func TestContentSecrets(t *testing.T) {
	r := readContent(t)
	kept := new(strings.Builder)
	for _, a := range r.public() {
		a.InternalNote = "" // publishers never print it
		text, err := a.MarshalJSON()
		require.NoError(t, err)
		kept.Write(text)
	}
	for _, to := range r.redirects {
		fmt.Fprintln(kept, to.From, to.To)
	}
	for _, m := range r.media {
		fmt.Fprintln(kept, m.URL, m.Alt, m.Caption, m.Credit.Text)
	}
	for s := range r.taxonomy.All() {
		fmt.Fprintln(kept, s.Path, s.Name)
	}
	for word, hidden := range contentSecrets {
		assert.Contains(t, r.text, word, hidden)
		plain := strings.ReplaceAll(word, "é", "e")
		end := regexp.MustCompile("(?i)(" + word + "|" + plain + `|go%c3%a9mon` + plain[len("goemon"):] + `)([^0-9]|$)`)
		assert.NotRegexp(t, end, kept.String(), "%s (%s) must be in nothing public", word, hidden)
	}
	for _, word := range contentPaid {
		assert.Contains(t, r.text, word)
		for _, a := range r.public() {
			if strings.Contains(a.Body, word) {
				assert.Equal(t, presse.AccessPaid, a.Access, "%s has the word %s", a.ID, word)
			}
		}
	}
}

// TestContentEditions checks that editions name one another, and that all stories of a group
// are public.
func TestContentEditions(t *testing.T) {
	r := readContent(t)
	byURL := make(map[string]*presse.Article)
	for _, a := range r.public() {
		byURL[a.URL] = a
	}
	for _, a := range r.public() {
		for lang, address := range a.Editions {
			other := byURL[address]
			if assert.NotNil(t, other, "%s: the edition %s is not a public story: %s", a.ID, lang, address) {
				assert.Equal(t, lang, other.Lang, "%s: the language of the edition %s", a.ID, address)
				assert.Equal(t, a.URL, other.Editions[a.Lang], "%s: the edition %s does not name it", a.ID, other.ID)
			}
		}
	}
}

// TestContentPictures checks the pictures that the export names: each file is there, in the
// size that WordPress says, and no other.
func TestContentPictures(t *testing.T) {
	r := readContent(t)
	named := make(map[string]bool)
	check := func(m presse.Media, address string, width, height int) {
		name, ok := strings.CutPrefix(address, contentHome+"wp-content/uploads/")
		require.True(t, ok, address)
		name = filepath.Join("content", "uploads", filepath.FromSlash(name))
		named[name] = true
		f, err := os.Open(name)
		if !assert.NoError(t, err) {
			return
		}
		defer f.Close()
		picture, err := png.DecodeConfig(f)
		require.NoError(t, err, name)
		assert.Equal(t, [2]int{width, height}, [2]int{picture.Width, picture.Height}, name)
		if address == m.URL {
			info, err := f.Stat()
			require.NoError(t, err)
			assert.Equal(t, m.Size, info.Size(), "%s: WordPress has another size of the file", name)
		}
	}
	for _, m := range r.media {
		assert.NotEmpty(t, m.Alt, m.URL)
		assert.NotEmpty(t, m.Caption, m.URL)
		assert.NotEmpty(t, m.Credit.Text, m.URL)
		check(m, m.URL, m.Width, m.Height)
		for _, small := range m.Renditions {
			check(m, small.URL, small.Width, small.Height)
		}
	}
	files, err := filepath.Glob("content/uploads/*/*/*")
	require.NoError(t, err)
	for _, name := range files {
		assert.True(t, named[name], "no attachment has the file %s", name)
	}
}

// TestContentLinks checks that links of public bodies to the paper lead to public stories, and
// pictures to those that it has.
func TestContentLinks(t *testing.T) {
	r := readContent(t)
	known := make(map[string]bool)
	for _, a := range r.public() {
		known[a.URL] = true
	}
	for _, m := range r.media {
		known[m.URL] = true
		for _, small := range m.Renditions {
			known[small.URL] = true
		}
	}
	links := 0
	for _, a := range r.public() {
		for _, m := range regexp.MustCompile(`(?:href|src)="(`+regexp.QuoteMeta(contentHome)+`[^"]*)"`).FindAllStringSubmatch(a.Body, -1) {
			links++
			assert.True(t, known[m[1]], "%s: nothing public has the address %s", a.ID, m[1])
		}
	}
	assert.Greater(t, links, 10, "links that were checked")
}

// TestContentTypography checks French texts as a desk would: curly apostrophes, and no-break
// spaces inside quotation marks and before double punctuation.
func TestContentTypography(t *testing.T) {
	r := readContent(t)
	faults := []struct {
		rule string
		re   *regexp.Regexp
	}{
		{"a typewriter's apostrophe", regexp.MustCompile(`\pL'\pL`)},
		{"a quotation mark without its no-break space", regexp.MustCompile(`«[^\x{a0}]|[^\x{a0}]»`)},
		{"a space before double punctuation that may break", regexp.MustCompile(` [:;!?»]`)},
		{"three dots", regexp.MustCompile(`\.\.\.`)},
		{"a number whose groups may be parted", regexp.MustCompile(`\d \d{3}\b`)},
		{"a percentage that may be parted", regexp.MustCompile(`\d %`)},
	}
	for _, a := range r.public() {
		if a.Lang != "fr" || strings.Contains(a.Body, "MsoNormal") {
			continue // one text was pasted from a word processor, and shows it
		}
		body := regexp.MustCompile(`(?s)<(pre|code|iframe|script).*?</(pre|code|iframe|script)>|<[^>]*>|https?://\S+`).ReplaceAllString(a.Body, "\n")
		text := strings.Join([]string{a.Kicker, a.Headline, a.Deck, a.Lead.Caption, a.Lead.Alt, body}, "\n")
		for _, f := range faults {
			if found := f.re.FindString(text); found != "" {
				i := strings.Index(text, found)
				t.Errorf("%s: %s: …%s…", a.ID, f.rule, text[max(0, i-20):min(len(text), i+20)])
			}
		}
	}
}

// TestContentDamage checks that the damaged item is told by its number.
func TestContentDamage(t *testing.T) {
	r := readContent(t)
	var e *wordpress.ItemError
	require.True(t, len(r.faults) == 1 && errors.As(r.faults[0], &e))
	assert.Contains(t, r.text, "<wp:post_id>"+e.ID+"</wp:post_id>")
}
