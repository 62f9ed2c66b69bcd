package paper

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/presse-go/presse"
)

func TestPicture(t *testing.T) {
	p := &Paper{}
	for name, tc := range map[string]struct {
		in   presse.Media
		want picture
	}{
		"alone": {
			presse.Media{URL: "/a.jpg", Width: 1200, Height: 600, Alt: "Un phare"},
			picture{URL: "/a.jpg", Alt: "Un phare", Width: 1200, Height: 600, Known: true, Ratio: 2, Most: 1200, Focus: [2]float64{50, 50}},
		},
		"without a size": {
			presse.Media{URL: "/a.jpg", Renditions: []presse.Rendition{{URL: "/b.jpg", Width: 300}, {URL: "/c.jpg"}}},
			picture{URL: "/a.jpg", Width: 1200, Height: 800, Ratio: 1.5, Most: 1200, Focus: [2]float64{50, 50}},
		},
		"in several sizes, the narrowest first, each once, none that is cut": {
			presse.Media{URL: "/a.jpg", Width: 1200, Height: 600, Renditions: []presse.Rendition{
				{URL: "/a-150x150.jpg", Width: 150, Height: 150}, {URL: "/a-2400.jpg", Width: 2400, Height: 1200}, {URL: "/a,600.jpg", Width: 600, Height: 301}, {URL: "/bis.jpg", Width: 600, Height: 300},
			}},
			picture{URL: "/a.jpg", Srcset: "/a%2C600.jpg 600w, /a.jpg 1200w, /a-2400.jpg 2400w", Width: 1200, Height: 600, Known: true, Ratio: 2, Most: 2400, Focus: [2]float64{50, 50}},
		},
		"in other formats": {
			presse.Media{URL: "/a.jpg", Type: "image/jpeg", Width: 1200, Height: 600, Renditions: []presse.Rendition{
				{URL: "/a.webp", Type: "image/webp", Width: 1200, Height: 600}, {URL: "/b.webp", Type: "image/webp", Width: 600, Height: 300}, {URL: "/a.mp4", Type: "video/mp4", Width: 1200, Height: 600},
			}},
			picture{URL: "/a.jpg", Width: 1200, Height: 600, Known: true, Ratio: 2, Most: 1200, Focus: [2]float64{50, 50}, Sources: []source{{"image/webp", "/b.webp 600w, /a.webp 1200w"}}},
		},
		"with a point that a crop keeps": {
			presse.Media{URL: "/a.jpg", Width: 1200, Height: 600, Focus: [2]float64{0.3333, 1}},
			picture{URL: "/a.jpg", Width: 1200, Height: 600, Known: true, Ratio: 2, Most: 1200, Focus: [2]float64{33.3, 100}},
		},
		"with a point outside": {
			presse.Media{URL: "/a.jpg", Width: 1200, Height: 600, Focus: [2]float64{-3, 7}},
			picture{URL: "/a.jpg", Width: 1200, Height: 600, Known: true, Ratio: 2, Most: 1200, Focus: [2]float64{50, 50}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			tc.want.Sizes = sizes["text"]
			assert.Equal(t, tc.want, p.picture(tc.in, "text"))
		})
	}
	assert.True(t, p.picture(presse.Media{URL: "/a.jpg"}, "lead").Eager, "what readers see first does not wait")
}

func TestCredit(t *testing.T) {
	for name, tc := range map[string]struct {
		in   presse.Credit
		lang presse.Lang
		want string
	}{
		"as printed":                      {presse.Credit{Text: "© D.R", Rights: presse.RightsReserved}, "fr", "© D.R"},
		"names and agencies":              {presse.Credit{Names: []string{"Karim Benali"}, Agencies: []string{"AFP"}, Rights: presse.RightsCredited}, "fr", "Karim Benali/AFP"},
		"rights alone":                    {presse.Credit{Rights: presse.RightsReserved}, "fr", "droits réservés"},
		"rights in the reader’s language": {presse.Credit{Rights: presse.RightsReserved}, "ar", "الحقوق محفوظة"},
		"both":                            {presse.Credit{Names: []string{"Karim Benali"}, Rights: presse.RightsFree}, "fr", "Karim Benali, libre de droits"},
		"nothing":                         {presse.Credit{}, "fr", ""},
	} {
		assert.Equal(t, tc.want, credit(tc.in, tc.lang), name)
	}
}

// TestNoCreditWithoutPicture: a credit without its picture would be that of another.
func TestNoCreditWithoutPicture(t *testing.T) {
	p := newPaper(t)
	for name, lead := range map[string]presse.Media{
		"no picture": {Caption: "Une légende", Credit: presse.ParseCredit("Photo : Karim Benali")},
		"a document": {URL: "/a.pdf", Type: "application/pdf", Caption: "Une légende", Credit: presse.ParseCredit("Photo : Karim Benali")},
		"a video":    {Kind: "video", URL: "/v.mp4", Caption: "Une légende", Credit: presse.ParseCredit("Photo : Karim Benali")},
	} {
		a := newStory(1, "Un titre", func(a *presse.Article) { a.Lead = lead })
		page := printed(t, func(w *bytes.Buffer) error { return p.Story(w, StoryPage{Story: release(t, p, a)}) })
		_, shown, _ := strings.Cut(page, "<main")
		assert.NotContains(t, shown, "Karim Benali", name)
		assert.NotContains(t, shown, "Une légende", name)
	}
}
