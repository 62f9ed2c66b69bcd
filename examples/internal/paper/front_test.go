package paper

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

// numbered returns cards with the addresses from to to-1.
func numbered(from, to int) (list []Card) {
	for i := from; i < to; i++ {
		list = append(list, Card{URL: fmt.Sprint(i), Headline: fmt.Sprint("Titre ", i)})
	}
	return list
}

func urls(cards []Card) string {
	var list []string
	for _, c := range cards {
		list = append(list, c.URL)
	}
	return strings.Join(list, " ")
}

func TestArrange(t *testing.T) {
	for n, want := range map[int]string{ // number of stories: lead | seconds | under | thirds
		0: "| | |", 1: "0| | |", 2: "0|1| |", 4: "0|1 2 3| |", 5: "0|1 2 3| |4", 6: "0|1 2 3|4 5|", 9: "0|1 2 3|4 5|6 7 8", 20: "0|1 2 3|4 5|6 7 8 9",
	} {
		a := arrange(Front{Stories: numbered(0, n)})
		lead := ""
		if a.Lead != nil {
			lead = a.Lead.URL
		}
		got := strings.Join([]string{lead, urls(a.Seconds), urls(a.Under), urls(a.Thirds)}, "|")
		assert.Equal(t, strings.ReplaceAll(want, "| ", "|"), got, "%d stories", n)
	}
	assert.Len(t, arrange(Front{Latest: numbered(0, 30)}).Latest, maxLatest)
	assert.Empty(t, arrange(Front{Latest: numbered(0, 2)}).Latest, "two are no list")
}

func TestRivers(t *testing.T) {
	rivers := func(lengths ...int) (list []River) {
		from := 10
		for _, n := range lengths {
			list = append(list, River{Section: Link{Name: fmt.Sprint("R", n)}, Stories: numbered(from, from+n)})
			from += n
		}
		return list
	}
	shape := func(a arranged) string {
		var bands []string
		for _, b := range a.Bands {
			var inside []string
			for _, r := range b {
				inside = append(inside, fmt.Sprint(len(r.Stories)))
			}
			bands = append(bands, strings.Join(inside, "+"))
		}
		return strings.Join(bands, " ")
	}
	assert.Equal(t, "4 2 1+1+1 1 3 1", shape(arrange(Front{Rivers: rivers(9, 2, 1, 1, 0, 1, 1, 3, 1)})), "at most four stories, those with one side by side, none without")

	// What is above is not repeated, neither from the top nor from another river.
	a := arrange(Front{Stories: numbered(0, 3), Rivers: []River{{Stories: numbered(0, 5)}, {Stories: numbered(3, 7)}, {Stories: numbered(0, 7)}}})
	require.Len(t, a.Bands, 2)
	assert.Equal(t, "3 4", urls(a.Bands[0][0].Stories))
	assert.Equal(t, "5 6", urls(a.Bands[1][0].Stories))

	// The first story is printed large: it has a picture, and nobody paid for it.
	list := numbered(0, 4)
	list[1].Picture.URL, list[1].Sponsor.Name = "/a.jpg", "Office"
	list[2].Picture.URL = "/b.jpg"
	assert.Equal(t, "2 0 1 3", urls(arrange(Front{Rivers: []River{{Stories: list}}}).Bands[0][0].Stories))
	assert.Equal(t, "0 1 2 3", urls(list), "the list of the caller stays as it is")
}

func TestLabels(t *testing.T) {
	ville, port := Link{Name: "Ville", URL: "/ville"}, Link{Name: "Port", URL: "/ville/port"}
	for name, tc := range map[string]struct {
		card    Card
		section Link
		want    string
	}{
		"the section":                    {Card{Sections: []Link{ville, port}}, Link{}, "Port"},
		"a kicker in its place":          {Card{Sections: []Link{ville, port}, Kicker: "Grandes marées"}, Link{}, "Grandes marées"},
		"none in the list of a section":  {Card{Sections: []Link{ville}}, ville, ""},
		"the section below it":           {Card{Sections: []Link{ville, port}}, ville, "Port"},
		"no kicker that says the same":   {Card{Sections: []Link{ville}, Kicker: "ville"}, ville, ""},
		"no kicker that names a sponsor": {Card{Kicker: "Proposé par l’Office du littoral", Sponsor: presse.Sponsor{Name: "Office du littoral"}}, Link{}, ""},
		"a kicker of an advertorial":     {Card{Kicker: "Escapade", Genre: "advertorial"}, Link{}, "Escapade"},
		"nothing":                        {Card{}, ville, ""},
	} {
		var got []string
		for _, l := range within(tc.section, []Card{tc.card})[0].Labels() {
			got = append(got, l.Name)
		}
		assert.Equal(t, tc.want, strings.Join(got, " "), name)
	}
	labels := []Link{{Name: "Reportage"}}
	assert.Empty(t, genre("report", &french, labels), "the kicker says so already")
	assert.Equal(t, "Reportage", genre("report", &french, nil))
	assert.Empty(t, genre("current", &french, nil), "an unknown genre")
}

// TestNavigation: what does not fit on a line is folded away, however many sections there are.
func TestNavigation(t *testing.T) {
	p := newPaper(t)
	page := printed(t, func(w *bytes.Buffer) error { return p.Front(w, Front{}) })
	assert.NotContains(t, page, "<details>")
	for i := range 60 {
		p.Nav = append(p.Nav, Link{Name: fmt.Sprint("Rubrique ", i), URL: fmt.Sprint("/r", i)})
	}
	parts := p.navigation()
	assert.Len(t, parts[0], 10)
	assert.Len(t, parts[1], 55)
	page = printed(t, func(w *bytes.Buffer) error { return p.Front(w, Front{}) })
	assert.Equal(t, 1, strings.Count(page, "<details>"))
	assert.Equal(t, 2, strings.Count(page, "Rubrique 59<"), "folded away, and at the foot")

	p.Nav = []Link{{Name: strings.Repeat("Interminable ", 30)}, {Name: "Sport"}}
	assert.Len(t, p.navigation()[0], 1, "at least one")
}

func TestDates(t *testing.T) {
	p := newPaper(t)
	assert.Equal(t, "il y a 2\u00a0heures", p.when(now.Add(-2*time.Hour), "fr"))
	assert.Equal(t, "13\u00a0novembre 2020", p.when(time.Date(2020, 11, 13, 12, 0, 0, 0, time.UTC), ""))
	assert.Empty(t, p.when(time.Time{}, "fr"))
	local := &Paper{Site: &publish.Site{}, Now: now.UTC()} // without a zone, instants have their own
	assert.Equal(t, "hier à 18\u00a0h\u00a030", local.when(now.Add(-24*time.Hour), "fr"))
	assert.Equal(t, "14\u00a0novembre 2026", p.when(now.Add(time.Hour), "fr"), "what is ahead of the page has a date")
	assert.Equal(t, "17\u00a0h\u00a030", p.clock(now.Add(-time.Hour), now, "fr"))
	assert.Equal(t, "17:30", p.clock(now.Add(-time.Hour), now, "ar"))
	assert.Equal(t, "13\u00a0novembre 2026 à 18\u00a0h\u00a030", p.clock(now.Add(-24*time.Hour), now, "fr"))
	assert.Equal(t, `La <span class="whole">demi-finale</span> &lt;b&gt; d’un anticonstitutionnel-lement`, string(p.headline("La demi-finale <b> d'un anticonstitutionnel-lement", "fr")))
}

func TestReasons(t *testing.T) {
	p := newPaper(t)
	c := Card{Lang: "fr", Why: []presse.Reason{
		{Kind: presse.ReasonTerm, Text: "h"}, {Kind: presse.ReasonTag, Text: "eau"}, {Kind: presse.ReasonTerm, Text: "Eau"}, {Kind: presse.ReasonRest},
		{Kind: presse.ReasonSection, Text: "ville/port"}, {Kind: presse.ReasonTime, Text: "3"}, {Kind: presse.ReasonTerm, Text: "mer"},
	}}
	assert.Equal(t, []string{"mot-clé commun\u00a0: eau", "même rubrique\u00a0: Port", "parus à 3\u00a0h d’intervalle"}, p.reasons(c), "no letter, no word twice, three at most")
	c.Lang = "ar"
	assert.Equal(t, "القسم نفسه: الميناء", p.reasons(c)[1])
	c.Why = []presse.Reason{{Kind: presse.ReasonSection, Text: "nulle-part"}}
	assert.Len(t, p.reasons(c), 1, "a section that is no longer one")
	assert.Empty(t, p.reasons(Card{}))
}

func TestLive(t *testing.T) {
	p := newPaper(t)
	for name, tc := range map[string]struct {
		from, until time.Duration
		live, ended bool
	}{
		"going on":               {-time.Hour, time.Hour, true, false},
		"without a known end":    {-time.Hour, 0, true, false},
		"over":                   {-2 * time.Hour, -time.Hour, false, true},
		"not begun":              {time.Hour, 2 * time.Hour, false, false},
		"that ends this instant": {-time.Hour, -1, false, true},
	} {
		a := newStory(1, "Le direct", func(a *presse.Article) {
			a.LiveFrom, a.Live = now.Add(tc.from), []presse.Note{{At: now.Add(-time.Hour), Headline: "Début"}}
			if tc.until != 0 {
				a.LiveUntil = now.Add(tc.until)
			}
		})
		page := printed(t, func(w *bytes.Buffer) error { return p.Story(w, StoryPage{Story: release(t, p, a)}) })
		assert.Equal(t, tc.live, strings.Contains(page, `<span class="label live">En direct</span>`), name)
		assert.Equal(t, tc.live, cards(t, p, a)[0].Live, name)
		assert.Equal(t, tc.ended, strings.Contains(page, french.LiveEnded), name)
	}
}

func TestLongHeadlines(t *testing.T) {
	p := newPaper(t)
	for n, long := range map[int]bool{12: false, 24: false, 25: true} {
		a := newStory(1, strings.TrimSpace(strings.Repeat("mots ", n)))
		front := printed(t, func(w *bytes.Buffer) error { return p.Front(w, Front{Stories: cards(t, p, a)}) })
		page := printed(t, func(w *bytes.Buffer) error { return p.Story(w, StoryPage{Story: release(t, p, a)}) })
		assert.Equal(t, long, strings.Contains(front, `<h3 class="long">`), n)
		assert.Equal(t, long, strings.Contains(page, `<h1 class="long">`), n)
	}
}

// TestLanguages checks that each part of a page says its language, if it is not that of the page.
func TestLanguages(t *testing.T) {
	p := newPaper(t)
	z := newStory(3, "ⵜⵉⵏⵎⵍ", in("culture"), func(a *presse.Article) {
		a.Lang, a.Slug, a.Access, a.Deck = "zgh", "tinml", presse.AccessPaid, "ⴰⵎⴰⵏ"
	})
	ar := newStory(4, "هل يصمد السد؟", func(a *presse.Article) { a.Lang, a.Slug = "ar", "sad" })
	page := printed(t, func(w *bytes.Buffer) error {
		return p.Story(w, StoryPage{Story: release(t, p, z), Related: cards(t, p, ar)})
	})
	assert.Contains(t, page, `<article class="story" lang="zgh" dir="ltr">`)
	assert.Contains(t, page, `<span class="label access" lang="fr" dir="ltr">Abonnés</span>`)
	assert.Contains(t, page, `<div class="rail" lang="fr" dir="ltr">`, "dates are in the language of the paper, where there are no words")
	assert.Contains(t, page, `<article class="card plain" lang="ar" dir="rtl">`)

	edition := &Paper{Site: p.Site, Lang: "ar", Name: "بريد الكثبان", Now: now}
	page = printed(t, func(w *bytes.Buffer) error {
		return edition.Story(w, StoryPage{Story: release(t, p, ar), Related: cards(t, p, z)})
	})
	assert.Contains(t, page, `<html lang="ar" dir="rtl">`)
	assert.Contains(t, page, "نُشر في <time")
	assert.Contains(t, page, "اقرأ أيضًا")
	assert.Contains(t, page, "السبت 14\u00a0نونبر 2026")
	for _, w := range []*words{&french, &arabic, &english} {
		for kind := range french.notes {
			assert.NotEmpty(t, w.notes[kind], "%s: %s", w.Lang, kind)
		}
		for word := range french.genres {
			assert.NotEmpty(t, w.genres[word], "%s: %s", w.Lang, word)
		}
	}
}
