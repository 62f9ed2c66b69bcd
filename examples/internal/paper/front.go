package paper

import "slices"

// An arranged front page has its stories by rank.
type arranged struct {
	Lead    *Card
	Seconds []Card // next to the lead
	Under   []Card // below it
	Thirds  []Card // in a row below them
	Latest  []Card
	Bands   [][]River // rivers that are next to each other: those with one story, up to three
}

// How many stories there are at each rank.
const (
	maxSeconds = 3
	maxUnder   = 2
	maxThirds  = 4
	maxRiver   = 4
	maxBand    = 3
	maxLatest  = 10
	minLatest  = 3 // with fewer, the column is left out
)

// arrange gives each story its place. No story is printed twice, except among the latest.
func arrange(v Front) arranged {
	var a arranged
	if len(v.Latest) >= minLatest {
		a.Latest = v.Latest[:min(maxLatest, len(v.Latest))]
	}
	printed := make(map[string]bool)
	take := func(from *[]Card, n int) (taken []Card) {
		for len(*from) > 0 && len(taken) < n {
			c := (*from)[0]
			*from = (*from)[1:]
			if !printed[c.URL] {
				printed[c.URL] = true
				taken = append(taken, c)
			}
		}
		return taken
	}
	rest := v.Stories
	if lead := take(&rest, 1); len(lead) > 0 {
		a.Lead = &lead[0]
		a.Seconds = take(&rest, maxSeconds)
		if a.Under = take(&rest, maxUnder); len(a.Under) < maxUnder { // it goes into the row below
			a.Under, rest = nil, append(a.Under, rest...)
			for _, c := range rest {
				delete(printed, c.URL)
			}
		}
		a.Thirds = take(&rest, maxThirds)
	}
	for _, r := range v.Rivers {
		if r.Stories = take(&r.Stories, maxRiver); len(r.Stories) > 0 {
			r.Stories = within(r.Section, opening(r.Stories))
			a.band(r)
		}
	}
	return a
}

// band adds a river, next to the last one if both have one story.
func (a *arranged) band(r River) {
	if last := len(a.Bands) - 1; last >= 0 && len(r.Stories) == 1 {
		if b := a.Bands[last]; len(b) < maxBand && len(b[0].Stories) == 1 {
			a.Bands[last] = append(b, r)
			return
		}
	}
	a.Bands = append(a.Bands, []River{r})
}

// opening returns the stories of a river so that the first, which is printed large, has a picture
// and was not paid for, if there is such a story.
func opening(cards []Card) []Card {
	best := slices.IndexFunc(cards, func(c Card) bool { return c.Picture.URL != "" && !c.sponsored() })
	if best <= 0 {
		return cards
	}
	return slices.Concat(cards[best:best+1], cards[:best], cards[best+1:])
}

// within returns cards as a list of a section prints them, without the way to the section itself.
func within(section Link, cards []Card) []Card {
	cards = slices.Clone(cards)
	for i, c := range cards {
		at := slices.IndexFunc(c.Sections, func(l Link) bool { return l.URL == section.URL || l.Name == section.Name })
		cards[i].Sections = c.Sections[at+1:]
		if says([]Link{section}, c.Kicker) {
			cards[i].Kicker = ""
		}
	}
	return cards
}
