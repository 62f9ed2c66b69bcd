package paper

import (
	"cmp"
	"html/template"
	"slices"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

// A story is what the template of stories prints.
type story struct {
	presse.Article
	View     StoryPage
	Release  publish.Release
	Lang     presse.Lang
	Words    *words // in the language of the story
	Sections []Link
	Text     template.HTML
	Lead     *presse.Media
	Paid     bool          // its text is for subscribers
	Live     bool          // coverage is going on
	Ended    bool          // coverage is over
	Entries  []presse.Note // pinned ones first
	More     []presse.Media
	ids      ids // of the page
}

// prepare returns what the page of a story prints.
func (p *Paper) prepare(v StoryPage) (*story, error) {
	a, err := p.compiled.story(v.Story)
	if err != nil {
		return nil, err
	}
	s := &story{Article: a, View: v, Release: v.Story, Lang: cmp.Or(a.Lang, p.Site.Lang), Sections: v.Sections, Live: p.live(&a)}
	s.Words = wordsOf(s.Lang, p.lang())
	s.Headline = p.title(&a, a.Card(titleWords).Excerpt)
	s.Ended = !a.LiveUntil.IsZero() && !a.LiveUntil.After(p.Now)
	s.Paid = a.Access != presse.AccessFree
	if s.Sections == nil {
		if s.Sections, err = p.sections(&a); err != nil {
			return nil, err
		}
	}
	body := a.Body
	if isPicture(a.Lead) {
		s.Lead = &a.Lead
		body = withoutOpening(body, a.Lead)
	}
	s.ids = newIDs()
	s.Text = p.body(body, &a, 2, s.ids)
	s.Entries = slices.Clone(a.Live)
	slices.SortStableFunc(s.Entries, func(a, b presse.Note) int {
		switch {
		case a.Pinned == b.Pinned:
			return 0
		case a.Pinned:
			return -1
		}
		return 1
	})
	for _, m := range a.Media { // what the text does not show already
		if isPicture(m) && !shows(a.Body, m) && !sameMedia(m, a.Lead) {
			s.More = append(s.More, m)
		}
	}
	return s, nil
}

// note returns the text of a correction or an entry of a live blog.
func (p *Paper) note(s *story, n presse.Note) template.HTML {
	return p.body(n.Body, &s.Article, 4, s.ids)
}

// Labels returns the words above the headline of a story: the way to its section, and its kicker.
func (s *story) Labels() []Link {
	if s.Kicker == "" || says(s.Sections, s.Kicker) || names(s.Kicker, s.Sponsor) {
		return s.Sections
	}
	return append(slices.Clone(s.Sections), Link{Name: s.Kicker})
}

// live reports whether live coverage is going on.
func (p *Paper) live(a *presse.Article) bool {
	begun := !a.LiveFrom.IsZero() && !a.LiveFrom.After(p.Now)
	return begun && (a.LiveUntil.IsZero() || a.LiveUntil.After(p.Now))
}

// clock returns the time of an entry of a live blog, with the date if it is not that of the story.
func (p *Paper) clock(t, day time.Time, lang presse.Lang) string {
	t, day = p.zoned(t), p.zoned(day)
	if t.YearDay() == day.YearDay() && t.Year() == day.Year() {
		layout := "15:04"
		if w := wordsOf(lang, p.lang()); w == &french {
			layout = "15 h 04"
		}
		if text, err := lang.FormatDate(t, layout); err == nil {
			return text
		}
	}
	return lang.Date(t, presse.DateTime)
}
