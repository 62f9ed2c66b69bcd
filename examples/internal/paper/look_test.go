package paper

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse"
)

// demo returns the stories of a day.
func demo() []*presse.Article {
	return []*presse.Article{
		newStory(0, "La digue tiendra-t-elle ? Le port attend la grande marée sans ses deux pompes", in("ville/port"), photo("digue", 1600, 1067),
			deck("Depuis le mois de mars, les ingénieurs de la ville mesurent chaque matin le même écart de quatre centimètres. Il leur reste neuf jours.")),
		newStory(1, "L’usine de dessalement ouvrira en avril, avec un an de retard", in("economie"), photo("usine", 1600, 1067),
			deck("Le chantier a repris. Le coût, lui, a doublé, et les communes discutent encore de qui paiera.")),
		newStory(2, "Au marché aux poissons, les prix se lisent désormais sur un écran", in("ville"), photo("marche", 1600, 1067), deck("La criée s’est tue lundi. Les mareyeurs s’y font, les habitués moins.")),
		newStory(3, "Pourquoi nous n’aurons pas de tramway", in("opinions"), genreIs("editorial"), deck("Trois études, deux maires, aucun rail : l’histoire d’un projet que tout le monde voulait.")),
		newStory(4, "Le club des dunes bat le leader et revient à deux points", in("sport"), photo("stade", 1200, 800)),
		newStory(5, "Une troupe de Marsa Tifaout joue « La Tempête » dans un hangar à sel", in("culture"), photo("theatre", 900, 1350), deck("Sans décor ni micro, et à guichets fermés.")),
		newStory(6, "Ce que les familles paieront pour l’eau en janvier", in("economie"), func(a *presse.Article) { a.Access = presse.AccessPaid }, photo("eau", 1600, 900), deck("Le nouveau barème, tranche par tranche, et trois cas concrets.")),
		newStory(7, "Grève des bacs : suivez la journée", in("ville/port"), genreIs("live"), func(a *presse.Article) { a.LiveFrom = now.Add(-8e12) }, photo("bac", 1600, 1067)),
		newStory(8, "Les jardins suspendus de la corniche, un week-end hors du temps", in("culture"), func(a *presse.Article) {
			a.Sponsor = presse.Sponsor{Name: "Office du tourisme du littoral", Label: "Contenu proposé par", URL: "https://tourisme.exemple.ma/"}
		}, photo("jardin", 1600, 1067)),
		newStory(9, "La bibliothèque prête aussi des perceuses", in("ville"), deck("Quarante outils, une caution, et une liste d’attente de trois semaines.")),
		newStory(10, "Handball : les filles en demi-finale", in("sport"), photo("hand", 1200, 800)),
		newStory(11, "Un chalutier contrôlé au large avec deux tonnes de sardines en trop", in("ville/port"), photo("chalutier", 1600, 1067)),
		newStory(12, "Le dernier horloger de la rue des Tanneurs", in("culture"), genreIs("profile"), photo("horloger", 1600, 1067), deck("Il a réparé la montre du gardien de phare, du consul et du champion de plongeon.")),
		newStory(13, "Le phosphate recule, la place reste prudente", in("economie")),
		newStory(14, "À l’école Ibn-Batouta, on apprend le code de la mer", in("ville"), photo("ecole", 1600, 1067)),
		newStory(15, "Marathon : douze mille inscrits, un parcours raccourci", in("sport")),
		newStory(16, "Logement : la ville rachète l’ancien hôtel des Postes", in("economie"), photo("hotel", 1600, 1067)),
		newStory(18, "Le phare rouvre ses marches au public", in("ville"), photo("phare", 1600, 1067), deck("Deux cent douze marches, et un gardien qui raconte.")),
		newStory(19, "Rue des Forges, le pavé revient", in("ville")),
		newStory(17, "Trois livres pour attendre la pluie", in("culture"), genreIs("review")),
	}
}

// long is a body with everything that bodies have.
const long = `<p>MARSA TIFAOUT – Le thermomètre du quai numéro quatre indique onze degrés, et personne ne le regarde. À cinq heures dix, samedi, l’équipe de nuit a posé le dernier sac de sable devant la vanne nord ; à cinq heures vingt, la mer était déjà dedans. <a href="/le-dernier.html">« On ne perd pas contre l’eau, dit le chef de poste, on la retarde. »</a></p>
<p>Il faut dire que les deux pompes commandées en mars n’ont jamais quitté l’usine. L’administration du port parle d’un contretemps ; le fournisseur, d’une facture. Entre les deux, quatre-vingt-deux mètres de quai, trois ateliers et une école de voile.</p>
<h2>Quatre centimètres chaque matin</h2>
<p>La mesure est simple : une règle, un repère gravé en 1931, un carnet. Depuis le 3 mars, l’écart n’est jamais descendu sous 4 cm. Les ingénieurs ne s’en alarment pas ; ils notent.</p>
<figure class="wp-block-image size-large"><img src="/photos/quai.jpg" alt="Des sacs de sable devant une vanne" width="1024" height="683"><figcaption>La vanne nord, à marée basse. Photo : Karim Benali</figcaption></figure>
<blockquote><p>Quand le vent tourne, on entend la pierre travailler. C’est là qu’il faut venir, pas le jour de la visite.</p><cite>Fatima Ouchen, gardienne du port</cite></blockquote>
<p>Le tableau ci-dessous résume les relevés de la semaine, tels que le service des eaux les a transmis.</p>
<table><thead><tr><th>Jour</th><th>Marée haute</th><th>Écart</th><th>Vent</th><th>Observations du service des eaux</th></tr></thead><tbody><tr><td>Lundi</td><td>05:12</td><td>4,1 cm</td><td>nord-ouest, 22 nœuds</td><td>Vanne sud fermée à la main</td></tr><tr><td>Mardi</td><td>05:58</td><td>4,4 cm</td><td>nord, 30 nœuds</td><td>Pompe de secours en marche six heures</td></tr></tbody></table>
<h4>Et ensuite ?</h4>
<p>Trois scénarios sont sur la table du conseil :</p>
<ul><li>louer deux pompes au port voisin, pour 40 000 DH par semaine ;</li><li>fermer la vanne nord jusqu’au printemps ;</li><li>attendre.</li></ul>
<figure class="wp-block-embed is-type-video"><iframe src="https://www.youtube.com/embed/abcdefghijk" title="La digue vue du ciel" width="560" height="315"></iframe><figcaption>La digue, filmée mardi.</figcaption></figure>
<p>Le relevé brut est public : <code>https://dunes.exemple.ma/donnees/releves/2026/11/14/quai-numero-quatre-vanne-nord-serie-complete-sans-interruption.csv</code>, ce qui ne gêne personne sauf les petits écrans. Anticonstitutionnellement, hydroélectriquement, l’Organisationseinheitenverwaltungsvorschrift tient aussi sur la ligne.</p>
<pre>date;heure;ecart
2026-11-14;05:12;4,1</pre>
<p><img src="/photos/inconnue.jpg"></p>
<p>La décision est attendue mardi. D’ici là, l’équipe de nuit dort le jour.</p>`

// TestLook writes pages to the folder that PAPER_PAGES names, to be looked at.
func TestLook(t *testing.T) {
	folder := os.Getenv("PAPER_PAGES")
	if folder == "" {
		t.Skip("PAPER_PAGES names no folder")
	}
	p := newPaper(t)
	p.Style = ""
	p.Href = func(address string) string { return strings.TrimPrefix(address, "https://dunes.exemple.ma") }
	stories := demo()
	save := func(name string, write func(*bytes.Buffer) error) {
		t.Helper()
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(printed(t, write)), 0o644))
	}
	all := cards(t, p, stories...)
	of := func(section string) (list []Card) {
		for _, c := range all {
			if len(c.Sections) > 0 && strings.Contains(c.Sections[0].URL, section) && len(list) < 8 {
				list = append(list, c)
			}
		}
		return list
	}
	front := Front{Stories: all[:8], Latest: all[:9]}
	for s := range p.Site.Taxonomy.Children("") {
		r := River{Section: Link{Name: s.Name, URL: "/" + s.Path}, Stories: of(s.Slug)}
		for b := range p.Site.Taxonomy.Children(s.Path) {
			r.Below = append(r.Below, Link{Name: b.Name, URL: "/" + b.Path})
		}
		front.Rivers = append(front.Rivers, r)
	}
	save("index.html", func(w *bytes.Buffer) error { return p.Front(w, front) })
	save("section.html", func(w *bytes.Buffer) error {
		return p.Section(w, SectionPage{Section: Link{Name: "Ville", URL: "/ville"}, Below: []Link{{Name: "Port", URL: "/ville/port"}}, Stories: all, Older: "/ville/2.html"})
	})
	full := *stories[0]
	full.Body = long
	full.Updated = full.Published.Add(45 * 60e9)
	full.Editions = map[presse.Lang]string{"ar": "https://dunes.exemple.ma/ar/digue"}
	full.Corrections = []presse.Note{{Kind: "correction", At: now.Add(-1e12), Body: "<p>Une première version situait le repère de 1931 sur le quai numéro trois. Il est sur le quai numéro quatre.</p>"}}
	related := cards(t, p, stories[2], stories[11], stories[9], stories[7])
	for i := range related {
		related[i].Why = []presse.Reason{{Kind: presse.ReasonTerm, Text: "digue", Weight: .2}, {Kind: presse.ReasonSection, Text: "Port", Weight: .1}}
	}
	arabicStory := newStory(1, "هل يصمد السد؟ الميناء ينتظر المد الكبير من دون مضختيه", in("ville/port"), photo("digue", 1600, 1067), deck("منذ شهر مارس يقيس مهندسو المدينة كل صباح الفارق نفسه: أربعة سنتيمترات. ولم يبق أمامهم سوى تسعة أيام."), func(a *presse.Article) {
		a.Lang, a.Slug, a.Byline = "ar", "سد", presse.ParseByline("بقلم سلمى الإدريسي")
		a.Lead.Caption, a.Lead.Alt, a.Lead.Credit = "السد صباح السبت. استؤنفت الأشغال عند الفجر.", "منظر السد في الصباح الباكر", presse.ParseCredit("تصوير: كريم بنعلي")
		a.Body = strings.Repeat(`<p>يشير مقياس الحرارة على الرصيف رقم أربعة إلى إحدى عشرة درجة، ولا أحد ينظر إليه. في الخامسة وعشر دقائق من صباح السبت وضع فريق الليل آخر كيس رمل أمام البوابة الشمالية، وفي الخامسة والثلث كان البحر قد دخل. <a href="/x">«لا نخسر أمام الماء، يقول رئيس المركز، بل نؤخره.»</a></p>
<h2>أربعة سنتيمترات كل صباح</h2><p>القياس بسيط: مسطرة، وعلامة منقوشة سنة 1931، ودفتر.</p><blockquote><p>حين تدور الريح نسمع الحجر يعمل.</p></blockquote><ul><li>كراء مضختين من الميناء المجاور؛</li><li>إغلاق البوابة الشمالية حتى الربيع؛</li></ul>`, 2)
	})
	editions := cards(t, p, arabicStory)
	save("story.html", func(w *bytes.Buffer) error {
		return p.Story(w, StoryPage{Story: release(t, p, &full), Related: related, Editions: editions})
	})
	save("paid.html", func(w *bytes.Buffer) error {
		return p.Story(w, StoryPage{Story: release(t, p, stories[6]), Related: related})
	})
	save("sponsored.html", func(w *bytes.Buffer) error {
		return p.Story(w, StoryPage{Story: release(t, p, stories[8]), Related: related[:2]})
	})
	save("portrait.html", func(w *bytes.Buffer) error { return p.Story(w, StoryPage{Story: release(t, p, stories[5])}) })
	bare := newStory(40, "Une brève sans rien autour")
	bare.Byline, bare.Genre = presse.Byline{}, "brief"
	save("bare.html", func(w *bytes.Buffer) error { return p.Story(w, StoryPage{Story: release(t, p, bare)}) })
	live := *stories[7]
	for i := range 5 {
		live.Live = append(live.Live, presse.Note{At: now.Add(-18e11 * time.Duration(i)), Headline: fmt.Sprint("Le bac de ", 17-i, " heures est parti"), Body: "<p>Avec vingt minutes de retard, et sans les camions. La capitainerie promet un point à chaque rotation.</p>", Pinned: i == 3, Byline: presse.ParseByline("Karim Benali")})
	}
	save("live.html", func(w *bytes.Buffer) error {
		return p.Story(w, StoryPage{Story: release(t, p, &live), Related: related})
	})

	arabic := &Paper{Site: p.Site, Lang: "ar", Name: "بريد الكثبان", Motto: "يومية الساحل", Now: now, Home: "/ar/", Editions: []Link{{Name: "Français", URL: "/", Lang: "fr"}}, Href: p.Href, Colophon: "جريدة متخيلة."}
	for s := range p.Site.Taxonomy.Children("") {
		arabic.Nav = append(arabic.Nav, Link{Name: s.Label("ar"), URL: "/ar/" + s.Path})
	}
	save("arabic.html", func(w *bytes.Buffer) error {
		return arabic.Story(w, StoryPage{Story: release(t, p, arabicStory), Editions: cards(t, p, &full), Related: related})
	})
	save("arabic-front.html", func(w *bytes.Buffer) error {
		return arabic.Front(w, Front{Stories: append(editions, all[1:3]...), Rivers: []River{{Section: Link{Name: "المدينة", URL: "/ar/ville"}, Stories: editions}}})
	})
	save("zgh.html", func(w *bytes.Buffer) error {
		z := newStory(3, "ⵜⵉⵏⵎⵍ ⵏ ⵡⴰⵎⴰⵏ", in("culture"), deck("ⴰⵙⴰⵔⴰⴳ ⵏ ⵜⴰⵎⵓⵔⵜ"))
		z.Lang, z.Slug, z.Body = "zgh", "zgh", "<p>ⵜⴰⵎⴰⵣⵉⵖⵜ ⵜⴳⴰ ⵜⵓⵜⵍⴰⵢⵜ ⵜⵓⵏⵚⵉⴱⵜ.</p>"
		return p.Story(w, StoryPage{Story: release(t, p, z), Related: related})
	})
	save("one.html", func(w *bytes.Buffer) error { return p.Front(w, Front{Stories: all[:1]}) })
	save("none.html", func(w *bytes.Buffer) error { return p.Front(w, Front{}) })
	plain := make([]Card, 0, len(all))
	for _, c := range all {
		c.Picture = presse.Media{}
		c.Deck = ""
		plain = append(plain, c)
	}
	plain[0].Headline = strings.Repeat("Un titre interminable que personne n’a raccourci avant l’heure du bouclage, ", 4)
	plain[2].Headline = strings.Repeat("Interminable", 9)
	save("plain.html", func(w *bytes.Buffer) error {
		return p.Front(w, Front{Stories: plain[:8], Latest: plain[:9], Rivers: []River{{Section: front.Rivers[0].Section, Stories: plain[:4]}, {Section: front.Rivers[1].Section, Stories: plain[4:5]}, {Section: front.Rivers[2].Section, Stories: all[5:6]}, {Section: front.Rivers[3].Section, Stories: all[5:7]}}})
	})
	save("404.html", func(w *bytes.Buffer) error { return p.NotFound(w, NotFound{Latest: all[:6]}) })
	report := Report{
		Intro:   "Ce journal a été fait de l’export export.xml le 14 novembre 2026. Rien de ce qui suit ne montre le texte d’un article qui ne peut être publié.",
		Figures: []Figure{{"412", "articles publiés"}, {"17", "retenus"}, {"1 204", "redirections"}, {"38", "rubriques"}, {"9", "pertes"}},
		Tables: []Table{
			{Title: "Ce qui a été retenu", Note: "Chaque article retenu, et pourquoi.", Columns: []string{"Article", "Raison"}, Rows: [][]Cell{{{Text: "4711", Code: true}, {Text: "sous embargo jusqu’au 20 novembre 2026"}}, {{Text: "4712", Code: true}, {Text: "brouillon"}}}, More: 15},
			{Title: "Ce qui n’a pas pu être repris", Columns: []string{"Article", "Champ", "Valeur", "Suite", "Raison"}, Rows: [][]Cell{{{Text: "12", URL: "/a.html"}, {Text: "shortcode"}, {Text: "[formulaire-de-contact-numero-sept-avec-un-nom-tres-long]", Code: true}, {Text: "laissé"}, {Text: "inconnu de presse"}}}},
			{Title: "Redirections", Columns: []string{"De", "Vers"}, Rows: [][]Cell{{{Text: "2019/03/titre", Code: true}, {Text: "/ville/port/titre.html", URL: "/ville/port/titre.html", Code: true}}}},
		},
	}
	save("report.html", func(w *bytes.Buffer) error { return p.Report(w, report) })
	for i := range 60 {
		p.Nav = append(p.Nav, Link{Name: "Rubrique numéro " + fmt.Sprint(i+7), URL: fmt.Sprint("/r", i)})
	}
	save("sixty.html", func(w *bytes.Buffer) error { return p.Front(w, front) })
	drawPhotos(t, folder, stories)
}

// drawPhotos writes the pictures of the stories: dunes at some hour of the day.
func drawPhotos(t *testing.T, folder string, stories []*presse.Article) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Join(folder, "photos"), 0o755))
	draw := func(name string, w, h, seed int) {
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		hue := float64(seed) * 1.7
		for y := range h {
			for x := range w {
				fx, fy := float64(x)/float64(w), float64(y)/float64(h)
				r, g, b := 200+40*math.Sin(hue+fy), 180+30*math.Sin(hue+1+fy), 170+50*math.Cos(hue+fy*2)
				for k := range 4 {
					if fy > .45+.12*float64(k)+.05*math.Sin(fx*6+hue*float64(k+1)) {
						f := .82 - .06*float64(k)
						r, g, b = r*f, g*f*.98, b*f*.95
					}
				}
				img.Set(x, y, color.RGBA{uint8(r), uint8(g), uint8(b), 255})
			}
		}
		var out bytes.Buffer
		require.NoError(t, jpeg.Encode(&out, img, nil))
		require.NoError(t, os.WriteFile(filepath.Join(folder, "photos", name), out.Bytes(), 0o644))
	}
	for i, a := range stories {
		if m := a.Lead; m.URL != "" {
			draw(filepath.Base(m.URL), m.Width, m.Height, i)
			draw(filepath.Base(m.Renditions[0].URL), m.Renditions[0].Width, m.Renditions[0].Height, i)
		}
	}
	draw("quai.jpg", 1024, 683, 31)
	draw("inconnue.jpg", 500, 300, 37)
}
