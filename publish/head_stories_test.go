package publish_test

import (
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

// casablanca is the zone of the newspaper.
var casablanca = time.FixedZone("+01", 3600)

func at(day, hour, minute int) time.Time {
	return time.Date(2026, time.March, day, hour, minute, 0, 0, casablanca)
}

// remparts is an invented newspaper in French and Arabic. What it cannot print is appended to
// losses, unless that is nil.
func remparts(losses *[]presse.Loss) *publish.Site {
	sections, err := presse.NewTaxonomy(
		presse.Section{Slug: "actualite", Name: "Actualité", Labels: map[presse.Lang]string{"ar": "أخبار"}},
		presse.Section{Slug: "transports", Name: "Transports", Parent: "actualite", Labels: map[presse.Lang]string{"ar": "النقل"}},
		presse.Section{Slug: "societe", Name: "Société", Labels: map[presse.Lang]string{"ar": "مجتمع"}},
		presse.Section{Slug: "une", Name: "La Une", Kind: presse.KindPlacement},
		presse.Section{Slug: "videos", Name: "Vidéos", Kind: presse.KindFormat},
	)
	if err != nil {
		panic(err)
	}
	editions := stories()
	return &publish.Site{
		Name: "Le Journal des remparts", Base: "https://remparts.example/", Lang: "fr-MA", Zone: casablanca, Taxonomy: sections,
		Logo:    presse.Media{URL: "/logo.png", Width: 600, Height: 60},
		Image:   presse.Media{URL: "/partage.png", Width: 1200, Height: 630, Alt: "Le Journal des remparts"},
		Account: "@remparts", SameAs: []string{"https://fr.wikipedia.org/wiki/Journal_des_remparts"},
		Policies: map[string]string{"ethicsPolicy": "https://remparts.example/charte", "correctionsPolicy": "https://remparts.example/rectificatifs"},
		Paywall:  "abonnes",
		URL:      func(a *presse.Article) string { return "/" + string(a.Lang[:2]) + "/" + a.Slug },
		AuthorURL: func(p presse.Person) string {
			if p.ID == "" {
				return ""
			}
			return "/auteurs/" + p.ID
		},
		Edition: func(url string) (*presse.Article, bool) {
			for _, a := range editions {
				if "https://remparts.example/"+string(a.Lang[:2])+"/"+a.Slug == url {
					return a, true
				}
			}
			return nil, false
		},
		Lost: func(l presse.Loss) {
			if losses != nil {
				*losses = append(*losses, l)
			}
		},
	}
}

// stories are those of the golden files, by name.
func stories() map[string]*presse.Article {
	return map[string]*presse.Article{"free": freeStory(), "live": liveStory(), "arabic": arabicStory(), "sponsored": sponsoredStory()}
}

// freeStory has everything that a story can have.
func freeStory() *presse.Article {
	return &presse.Article{
		ID: "gare-1", Lang: "fr-MA", Status: presse.StatusCorrected, Slug: "gare-neuve", Genre: "report",
		Kicker: "Transports", Headline: "À la gare neuve, l’heure n’est plus la même pour tous",
		Titles: map[string]string{"seo": "Gare neuve : deux horloges depuis lundi", "social": "Deux horloges, une seule gare", "short": "La gare neuve"},
		Deck:   "La ville a deux horloges depuis lundi. Récit d’une matinée où personne n’est en retard.",
		Byline: presse.Byline{
			Text: "Par Salma Berrada et Karim Tazi, avec ADR. Photos : Inès Alami",
			People: []presse.Person{
				{Name: "Salma Berrada", ID: "salma-berrada", Title: "journaliste", Handle: "@sberrada", Email: "salma@remparts.example"},
				{Name: "Karim Tazi"}, {Name: "Inès Alami", Role: presse.RolePhotographer}, {Name: "Lina Naciri", Role: presse.RoleEditor},
			},
			Agencies: []string{"ADR"},
		},
		Dateline: presse.Dateline{Text: "OUED-LA-NEUVE (ADR) –", Place: "Oued-la-Neuve", Agencies: []string{"ADR"}},
		Body:     "<p>« Ce n’est pas moi, c’est l’horloge », s’amuse Mme Tahiri, 61 ans, sous la verrière.</p><p>Le hall compte 12 000 m².</p>",
		Lead: presse.Media{
			URL: "/images/gare-neuve.jpg", Type: "image/jpeg", Width: 1600, Height: 900,
			Caption: "La gare neuve, vue de la place des Oliviers", Alt: "Façade de verre d’une gare, un matin de pluie",
			Credit: presse.Credit{Text: "© Inès Alami / ADR", Names: []string{"Inès Alami"}, Agencies: []string{"ADR"}, Rights: presse.RightsCredited, License: "https://creativecommons.org/licenses/by/4.0/"},
		},
		Media: []presse.Media{
			{URL: "/images/port.jpg", Alt: "Trois grues au bord de l’eau", Caption: "Le port"},
			{Kind: "video", URL: "/videos/horloge.mp4", Type: "video/mp4", Seconds: 92, Width: 1280, Height: 720, Caption: "L’horloge, quai A"},
		},
		Sections: []string{"une", "actualite/transports", "societe", "videos"}, Primary: "actualite/transports", Tags: []string{"gare", "prud’hommes", "n° 1"},
		Subjects:  []presse.Subject{{Scheme: "medtop", Code: "20000337", Name: "transport ferroviaire"}, {Scheme: "wikidata", Code: "Q1028", Name: "Maroc"}, {Scheme: "people", Name: "Nadia Tahiri"}},
		Published: at(2, 7, 5), Updated: at(2, 19, 40),
		Corrections: []presse.Note{
			{Kind: "correction", At: at(2, 19, 40), Body: "<p>Le hall compte 12 000 m², et non 1 200.</p>"},
			{Kind: "clarification", At: at(2, 12, 0), Body: "<p>La gare de l’Est reste ouverte.</p>"},
		},
		Editions: map[presse.Lang]string{"ar-MA": "https://remparts.example/ar/mahatta", "zgh": "https://remparts.example/zg/tasarut"},
		Source:   presse.Source{Name: "ADR", Copyright: "© 2026 ADR", URI: "https://adr.example/depeches/8812"},
		Machine:  []string{"algorithmicallyEnhanced"}, InternalNote: "ne pas publier avant relecture",
	}
}

// liveStory is a live blog for subscribers.
func liveStory() *presse.Article {
	return &presse.Article{
		ID: "direct-1", Lang: "fr", Status: presse.StatusPublished, Access: presse.AccessPaid, Slug: "conseil-municipal", Genre: "live",
		Headline: "En direct : le conseil municipal vote le budget", Deck: "Douze heures de débat, une voix d’écart.",
		Byline:   presse.Byline{Text: "Par Karim Tazi", People: []presse.Person{{Name: "Par Karim Tazi"}}},
		Body:     "<p>Réservé aux abonnés : le détail des votes.</p>",
		Sections: []string{"societe"}, Published: at(3, 9, 0), Updated: at(3, 18, 0), LiveFrom: at(3, 9, 30), LiveUntil: at(3, 21, 0),
		Live:  []presse.Note{{ID: "e2", At: at(3, 18, 0), Headline: "Le budget est voté", Body: "<p>Réservé aux abonnés : 26 voix contre 25.</p>"}},
		Media: []presse.Media{{URL: "/images/reserve.jpg", Alt: "Réservé aux abonnés"}},
	}
}

// arabicStory is the Arabic edition of freeStory, from an agency and unsigned.
func arabicStory() *presse.Article {
	return &presse.Article{
		ID: "gare-1-ar", Lang: "ar-MA", Status: presse.StatusPublished, Slug: "mahatta", Headline: "في المحطة الجديدة، ساعتان لمدينة واحدة",
		Body:     "<p>منذ يوم الاثنين، للمدينة ساعتان. هذه حكاية صباح لم يتأخر فيه أحد، تحت سقف من الزجاج وبين رصيفين لا يتفقان على الوقت، وقد اعتاد المسافرون ذلك كله بسرعة.</p>",
		Byline:   presse.Byline{Text: "بقلم سلمى برادة", People: []presse.Person{{Name: "سلمى برادة", ID: "salma-berrada"}}},
		Sections: []string{"actualite/transports"}, Tags: []string{"محطة"}, Published: at(2, 9, 0),
		Editions: map[presse.Lang]string{"fr-MA": "https://remparts.example/fr/gare-neuve"},
	}
}

// sponsoredStory is paid for, and nobody signs it.
func sponsoredStory() *presse.Article {
	return &presse.Article{
		ID: "pub-1", Lang: "fr", Status: presse.StatusPublished, Slug: "escapade-a-fes", Genre: "feature", Headline: "Trois jours à Fès, à pied",
		Deck: "Une médina, neuf mille ruelles, et le temps de s’y perdre.", Body: "<p>La porte bleue s’ouvre à sept heures.</p>",
		Sections: []string{"societe"}, Published: at(4, 8, 0), Updated: at(1, 8, 0), Expiry: at(30, 0, 0),
		Sponsor: presse.Sponsor{Name: "Office du tourisme de Fès", URL: "https://fes.example/", Label: "Contenu proposé par"},
	}
}
