package wordpress

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

func TestFields(t *testing.T) {
	pont := picture("40", "pont.jpg", func(it *Item) { it.Excerpt = "Le pont. Photo : Rim Saïdi" })
	lead := `"lead":{"id":"40","kind":"image","url":"https://gazette.example/wp-content/uploads/pont.jpg","type":"image/jpeg",`
	titles := func(seo string) string { return `{"titles":{"seo":"` + seo + `"}}` }
	cases := []struct {
		rule    string
		changes []change
		want    string // members that story does not set
		told    string
	}{
		{"surtitre is the kicker", []change{meta("surtitre", "Transports")}, `{"kicker":"Transports"}`, "-"},
		{"an ACF reference is no value", []change{meta("surtitre", "Transports", "_surtitre", "field_64ab")}, `{"kicker":"Transports"}`, "-"},
		{"a reference alone", []change{meta("_chapo", "field_64ab")}, `{}`, "-"},
		{"the first value of a key that occurs twice", []change{meta("surtitre", "Un", "surtitre", "Deux")}, `{"kicker":"Un"}`, "-"},
		{"an empty field is not there", []change{meta("surtitre", "", "infos", "  ")}, `{}`, "-"},
		{"markup is left out", []change{meta("chapo", "Trente <b>ans</b> de mesures")}, `{"deck":"Trente ans de mesures"}`, "chapo changed"},
		{"references are decoded once", []change{meta("chapo", "L&rsquo;eau &amp;amp; l’air")}, `{"deck":"L’eau &amp; l’air"}`, "-"},
		{"the chapo has precedence over the subtitle", []change{meta("sous_titre", "Sous-titre", "chapo", "Chapô")}, `{"deck":"Chapô","sous_titre":"Sous-titre"}`, "sous_titre kept: another field"},
		{"the chapo has precedence over the excerpt", []change{meta("chapo", "Chapô"), func(it *Item) { it.Excerpt = "Extrait" }}, `{"deck":"Chapô","excerpt":"Extrait"}`, "excerpt kept"},
		{"an excerpt is the deck", []change{func(it *Item) { it.Excerpt = "Le pont <em>rouvre</em>." }}, `{"deck":"Le pont rouvre."}`, "excerpt:encoded changed"},
		{"an excerpt that WordPress made up is none", []change{func(it *Item) { it.Excerpt = "Le pont a rouvert lundi […]" }}, `{}`, "excerpt:encoded dropped"},
		{"an excerpt that is cut in a word", []change{func(it *Item) { it.Excerpt = "Le pont a rouvert lun..." }}, `{}`, "excerpt:encoded dropped"},
		{"an excerpt that begins as the text does, and goes on", []change{func(it *Item) { it.Excerpt = "Le pont a rouvert mardi" }}, `{"deck":"Le pont a rouvert mardi"}`, "-"},
		{"one letter is not the beginning of a text", []change{func(it *Item) { it.Excerpt = "L" }}, `{"deck":"L"}`, "-"},
		{"notes are internal", []change{meta("note_interne", "Appeler le préfet", "consigne", "Ne pas publier avant")}, `{"internal_note":"Appeler le préfet\nNe pas publier avant"}`, "-"},
		{"an agency is the source", []change{meta("agence", "AFP")}, `{"source":{"name":"AFP"}}`, "-"},
		{"an address is no source", []change{meta("source", "https://exemple.example/x")}, `{"wordpress_source":"https://exemple.example/x"}`, `source kept`},
		{"a genre of presse", []change{meta("genre", "Interview")}, `{"genre":"interview"}`, "-"},
		{"another genre", []change{meta("genre", "roman")}, `{"wordpress_genre":"roman"}`, "genre kept"},
		{"a sponsor", []change{meta("sponsor", "Office du tourisme", "sponsor_url", "https://tourisme.example")}, `{"sponsor":{"name":"Office du tourisme","url":"https://tourisme.example"}}`, "-"},
		{"a short title", []change{meta("titre_court", "Pont ouvert")}, `{"titles":{"short":"Pont ouvert"}}`, "-"},
		{"an unknown field is kept", []change{meta("infos", `a:1:{s:4:"lieu";s:4:"Pont";}`)}, `{"infos":"a:1:{s:4:\"lieu\";s:4:\"Pont\";}"}`, "infos kept"},
		{"an unknown field with several values is a list", []change{meta("lieu", "Fès", "lieu", "Meknès")}, `{"lieu":["Fès","Meknès"]}`, "lieu kept"},
		{"a field named like a member", []change{meta("status", "validé", "Slug", "x")}, `{"Slug":"x","wordpress_status":"validé"}`, "status kept"},
		{"an e-mail address is left out", []change{meta("contact", "Écrire à lina@gazette.example")}, `{}`, "contact dropped: holds an e-mail address"},
		{"bookkeeping is left out", []change{meta("_edit_lock", "1772000000:7", "_edit_last", "7", "_oembed_0a1b", "<iframe>", "_oembed_time_0a1b", "1")}, `{}`, "-"},
		{"a list where text is expected", []change{meta("surtitre", `a:1:{i:0;s:1:"2";}`)}, `{"surtitre":"a:1:{i:0;s:1:\"2\";}"}`, "surtitre kept: several values"},
		{"the number of an account", []change{meta("auteur", "7")}, `{}`, "-"},
		{"the number of an account that the file lacks", []change{meta("auteur", "77")}, `{"auteur":"77"}`, "auteur kept"},
		{"the number of a term", []change{meta("dossier", "44")}, `{"subjects":[{"scheme":"dossier","code":"secheresse","name":"Sécheresse"}]}`, "-"},
		{"the number of a term that the file lacks", []change{meta("dossier", "45")}, `{}`, `dossier "45" dropped`},
		{"a name of a subject", []change{meta("dossier", "Budget, Eau")}, `{"subjects":[{"scheme":"dossier","name":"Budget"},{"scheme":"dossier","name":"Eau"}]}`, "-"},
		{"the number of a sponsor", []change{meta("sponsor", "312")}, `{"wordpress_sponsor":"312"}`, "sponsor kept"},
		{"the usual template is left out", []change{meta("_wp_page_template", "default")}, `{}`, "-"},
		{"another template is kept", []change{meta("_wp_page_template", "long.php")}, `{"_wp_page_template":"long.php"}`, "_wp_page_template kept"},
		{"sticky is kept", []change{func(it *Item) { it.Sticky = true }}, `{"sticky":true}`, "sticky kept"},
		{"comments are counted", []change{func(it *Item) { it.Comments = 3 }}, `{}`, `wp:comment "3" dropped`},
		{"a post format is kept", []change{terms("post_format", "post-format-video", "Vidéo")}, `{"post_format":"video"}`, "post_format kept"},
		{"a dossier is a subject", []change{terms("dossier", "budget-2026", "Budget 2026")}, `{"subjects":[{"scheme":"dossier","code":"budget-2026","name":"Budget 2026"}]}`, "-"},
		{"another taxonomy is kept", []change{terms("ville", "fes", "Fès", "ville", "%d9%81%d8%a7%d8%b3", "فاس")}, `{"ville":[{"slug":"fes","name":"Fès"},{"slug":"فاس","name":"فاس"}]}`, "ville kept"},
		{"a taxonomy of users is left out", []change{terms("following_users", "lina", "lina")}, `{}`, `"following_users" dropped`},

		{"a featured image", []change{meta("_thumbnail_id", "40")}, `{` + lead + `"caption":"Le pont.","credit":{"text":"Photo : Rim Saïdi","names":["Rim Saïdi"],"rights":"credited"}}}`, "-"},
		{"an unknown featured image", []change{meta("_thumbnail_id", "41")}, `{}`, `_thumbnail_id "41" dropped`},
		{"the credit of the story", []change{meta("_thumbnail_id", "40", "credit_photo", "© MAP")}, `{` + lead + `"caption":"Le pont.","credit":{"text":"© MAP","agencies":["MAP"],"rights":"credited"}}}`, "-"},
		{"a credit without a picture is kept", []change{meta("credit_photo", "© MAP")}, `{"credit_photo":"© MAP"}`, "credit_photo kept"},
		{"an image from an address", []change{meta("fifu_image_url", "https://images.example/pont.webp")}, `{"lead":{"kind":"image","url":"https://images.example/pont.webp","type":"image/webp"}}`, "-"},

		{"a podcast", []change{meta("enclosure", "https://gazette.example/a/01.mp3\n24986239\naudio/mpeg\na:1:{s:8:\"duration\";s:8:\"00:26:01\";}")},
			`{"media":[{"kind":"audio","url":"https://gazette.example/a/01.mp3","type":"audio/mpeg","size":24986239,"seconds":1561}]}`, "-"},
		{"a podcast with Windows line breaks and no type", []change{meta("enclosure", "https://gazette.example/a/01.mp3\r\n0\r\n")},
			`{"media":[{"kind":"audio","url":"https://gazette.example/a/01.mp3","type":"audio/mpeg"}]}`, "-"},
		{"a podcast without an address", []change{meta("enclosure", "01.mp3\n1\naudio/mpeg")}, `{}`, "enclosure dropped"},
		{"a podcast of Seriously Simple Podcasting", []change{meta("audio_file", "https://gazette.example/a/02.mp3", "duration", "26:01")},
			`{"media":[{"kind":"audio","url":"https://gazette.example/a/02.mp3","type":"audio/mpeg","seconds":1561}]}`, "-"},
		{"a duration without a sound is kept", []change{meta("duration", "26:01")}, `{"duration":"26:01"}`, "duration kept"},
		{"an audio file that is no address", []change{meta("audio_file", "02.mp3")}, `{"audio_file":"02.mp3"}`, "audio_file kept"},
		{"the same sound twice", []change{meta("audio_file", "https://gazette.example/a/02.mp3", "enclosure", "https://gazette.example/a/02.mp3\n1\naudio/mpeg")},
			`{"media":[{"kind":"audio","url":"https://gazette.example/a/02.mp3","type":"audio/mpeg","size":1}]}`, "-"},
		{"a live blog", []change{meta("liveblog", "enable")}, `{"genre":"live"}`, "liveblog"},

		{"an SEO title", []change{meta("_yoast_wpseo_title", "Pont : tout savoir")}, titles("Pont : tout savoir"), "-"},
		{"the name of the site is left out (Yoast)", []change{meta("_yoast_wpseo_title", "Pont : tout savoir %%page%% %%sep%% %%sitename%%")}, titles("Pont : tout savoir"), "_yoast_wpseo_title changed"},
		{"the name of the site is left out (Rank Math)", []change{meta("rank_math_title", "Pont : tout savoir %sep% %sitename%")}, titles("Pont : tout savoir"), "rank_math_title changed"},
		{"the name of the site is left out (All in One SEO)", []change{meta("_aioseo_title", "Pont : tout savoir #separator_sa #site_title")}, titles("Pont : tout savoir"), "_aioseo_title changed"},
		{"a template is no title (Yoast)", []change{meta("_yoast_wpseo_title", "%%title%% %%sep%% %%sitename%%")}, `{"_yoast_wpseo_title":"%%title%% %%sep%% %%sitename%%"}`, "a template"},
		{"a template is no title (SEOPress)", []change{meta("_seopress_titles_title", "Lire : %%post_title%%")}, `{"_seopress_titles_title":"Lire : %%post_title%%"}`, "a template"},
		{"100 % is no template", []change{meta("_yoast_wpseo_title", "Pont : 100 % rouvert, 5 % payé")}, titles("Pont : 100 % rouvert, 5 % payé"), "-"},
		{"an SEO title that is the headline", []change{meta("rank_math_title", "Le pont rouvre")}, `{}`, "-"},
		{"a second plugin with another title", []change{meta("rank_math_title", "Deux", "_yoast_wpseo_title", "Un")}, `{"rank_math_title":"Deux","titles":{"seo":"Un"}}`, "rank_math_title kept"},
		{"a social title", []change{meta("_yoast_wpseo_opengraph-title", "Il rouvre !")}, `{"titles":{"social":"Il rouvre !"}}`, "-"},
		{"a canonical address", []change{meta("_yoast_wpseo_canonical", "https://autre.example/x")}, `{"canonical":"https://autre.example/x"}`, "-"},
		{"a canonical path is kept", []change{meta("rank_math_canonical_url", "/x")}, `{"rank_math_canonical_url":"/x"}`, "rank_math_canonical_url kept"},
		{"noindex of Yoast", []change{meta("_yoast_wpseo_meta-robots-noindex", "1")}, `{"no_index":true}`, "-"},
		{"index of Yoast", []change{meta("_yoast_wpseo_meta-robots-noindex", "2")}, `{}`, "-"},
		{"noindex of Rank Math", []change{meta("rank_math_robots", `a:2:{i:0;s:7:"noindex";i:1;s:8:"nofollow";}`)}, `{"no_index":true}`, "-"},
		{"index of Rank Math", []change{meta("rank_math_robots", `a:1:{i:0;s:5:"index";}`)}, `{}`, "-"},
		{"noindex of SEOPress", []change{meta("_seopress_robots_index", "yes")}, `{"no_index":true}`, "-"},
		{"noindex of The SEO Framework", []change{meta("_genesis_noindex", "1")}, `{"no_index":true}`, "-"},
		{"a description for search engines is kept", []change{meta("_yoast_wpseo_metadesc", "Tout savoir.")}, `{"_yoast_wpseo_metadesc":"Tout savoir."}`, "_yoast_wpseo_metadesc kept"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			channel := lina + otherTerm("44", "dossier", "secheresse", "Sécheresse", "")
			list, losses := read(t, testExport{channel: channel, items: []Item{story("12", c.changes...), pont}}, Options{})
			if len(list) != 1 {
				t.Fatalf("%d stories", len(list))
			}
			if got := membersOf(t, list[0]); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.rule, got, c.want)
			}
			losses = slices.DeleteFunc(losses, func(l presse.Loss) bool { return l.Field == "wp:term" }) // the dossier of the channel
			if list := told(losses); c.told == "-" && list != "" || c.told != "-" && !strings.Contains(list, c.told) {
				t.Errorf("%s: got losses %q, want %q", c.rule, list, c.told)
			}
		})
	}
}

func TestFieldsOfOptions(t *testing.T) {
	cases := []struct {
		rule  string
		given map[string]string
		metas []string
		want  string
	}{
		{"a field of the site", map[string]string{"tete": "kicker"}, []string{"tete", "Pont"}, `{"kicker":"Pont"}`},
		{"it has precedence over the usual ones", map[string]string{"tete": "kicker"}, []string{"surtitre", "A", "tete", "B"}, `{"kicker":"B","surtitre":"A"}`},
		{"the usual ones are known too", map[string]string{"tete": "kicker"}, []string{"chapo", "A"}, `{"deck":"A"}`},
		{"a usual one that is switched off", map[string]string{"surtitre": ""}, []string{"surtitre", "A"}, `{"surtitre":"A"}`},
		{"a usual one for another member", map[string]string{"surtitre": "deck"}, []string{"surtitre", "A"}, `{"deck":"A"}`},
		{"the number of a picture", map[string]string{"image_ouverture": "lead"}, []string{"image_ouverture", "40"}, `{"lead":{"id":"40","kind":"image","url":"https://gazette.example/wp-content/uploads/pont.jpg","type":"image/jpeg"}}`},
		{"a gallery of numbers", map[string]string{"galerie": "media"}, []string{"galerie", `a:3:{i:0;s:2:"40";i:1;i:40;i:2;s:2:"41";}`},
			`{"media":[{"id":"40","kind":"image","url":"https://gazette.example/wp-content/uploads/pont.jpg","type":"image/jpeg"}]}`},
		{"media by address", map[string]string{"son": "media", "film": "media"}, []string{"son", "https://gazette.example/a.mp3", "film", "https://gazette.example/b.mp4"},
			`{"media":[{"kind":"audio","url":"https://gazette.example/a.mp3","type":"audio/mpeg"},{"kind":"video","url":"https://gazette.example/b.mp4","type":"video/mp4"}]}`},
		{"tags", map[string]string{"mots": "tags"}, []string{"mots", "pont, eau , pont"}, `{"tags":["pont","eau"]}`},
		{"a flag", map[string]string{"sensible": "no_related"}, []string{"sensible", "1"}, `{"no_related":true}`},
		{"a flag that says no", map[string]string{"sensible": "no_related"}, []string{"sensible", "0"}, `{}`},
		{"live coverage", map[string]string{"debut": "live_from", "fin": "live_until"}, []string{"debut", "2026-03-02 20:00:00", "fin", "2026-03-02 23:00:00"},
			`{"live_from":"2026-03-02T20:00:00+01:00","live_until":"2026-03-02T23:00:00+01:00"}`},
		{"a machine", map[string]string{"ia": "machine"}, []string{"ia", "trainedAlgorithmicMedia"}, `{"machine":["trainedAlgorithmicMedia"]}`},
		{"the source of the site, whatever it is", map[string]string{"fil": "source"}, []string{"fil", "Agence des oliviers"}, `{"source":{"name":"Agence des oliviers"}}`},
		{"a dateline", map[string]string{"ouverture": "dateline"}, []string{"ouverture", "FÈS (MAP) –"}, `{"dateline":{"text":"FÈS (MAP) – ","place":"FÈS","agencies":["MAP"]}}`},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			list, _ := read(t, testExport{items: []Item{story("12", meta(c.metas...)), picture("40", "pont.jpg")}}, Options{Fields: c.given})
			if got := membersOf(t, list[0]); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.rule, got, c.want)
			}
		})
	}
}

func TestUnknownMember(t *testing.T) {
	_, err := Open(strings.NewReader(""), 0, Options{Fields: map[string]string{"surtitre": "kickers"}})
	var e *presse.Error
	if !errors.As(err, &e) || e.Field != "Options.Fields[surtitre]" || e.Value != "kickers" {
		t.Errorf("got %v, want an error that names kickers", err)
	}
}

func TestTitles(t *testing.T) {
	cases := []struct{ rule, in, want, told string }{
		{"as it is", "Le pont rouvre", "Le pont rouvre", "-"},
		{"a reference", "L&rsquo;eau &amp; l’air", "L’eau & l’air", "-"},
		{"markup", "Le pont <em>rouvre</em>", "Le pont rouvre", "title changed"},
		{"a sign that is no tag", "1 < 2", "1 < 2", "-"},
		{"no-break spaces are kept", "Le pont\u00a0: «\u00a0enfin\u00a0»", "Le pont\u00a0: «\u00a0enfin\u00a0»", "-"},
		{"several spaces and line breaks", " Le  pont\nrouvre ", "Le pont rouvre", "-"},
		{"none", "", "", "title dropped: no headline"},
		{"a title that speaks of what is protected", "Protégé : le parc", "Protégé : le parc", "-"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			list, losses := read(t, testExport{items: []Item{story("12", func(it *Item) { it.Title = c.in })}}, Options{})
			if got := list[0].Headline; got != c.want {
				t.Errorf("%q\n got %q\nwant %q", c.in, got, c.want)
			}
			if list := told(losses); c.told == "-" && list != "" || c.told != "-" && !strings.Contains(list, c.told) {
				t.Errorf("%s: got losses %q, want %q", c.rule, list, c.told)
			}
		})
	}
}

// The REST API shows titles with a prefix if a story is protected or private.
func TestRenderedTitles(t *testing.T) {
	cases := []struct {
		rule, title, status, password, want string
	}{
		{"protected", "Protégé : Le parc", "publish", "x", "Le parc"},
		{"protected, with a no-break space", "Protégé\u00a0: Le parc", "publish", "x", "Le parc"},
		{"private", "Privé : Le parc", "private", "", "Le parc"},
		{"in English", "Protected: Le parc", "publish", "x", "Le parc"},
		{"in Arabic", "خاص: الحديقة", "private", "", "الحديقة"},
		{"typed so", "Protégé : Le parc", "publish", "", "Protégé : Le parc"},
	}
	for _, c := range cases {
		s, err := newSite(Options{})
		if err != nil {
			t.Fatal(err)
		}
		s.complete()
		it := story("12", status(c.status), password(c.password), func(it *Item) { it.Title, it.rendered = c.title, true })
		a, err := s.article(&it)
		if err != nil || a.Headline != c.want {
			t.Errorf("%s: got %q, %v, want %q", c.rule, a.Headline, err, c.want)
		}
	}
}

func TestFieldsOfJetpack(t *testing.T) {
	got, _ := read(t, testExport{items: []Item{story("12", meta("jetpack_seo_noindex", "1", "jetpack_seo_html_title", "Le pont, enfin"))}}, Options{})
	if a := got[0]; !a.NoIndex || a.Titles["seo"] != "Le pont, enfin" {
		t.Errorf("got noindex %t and %v", a.NoIndex, a.Titles)
	}
	if got, _ := read(t, testExport{items: []Item{story("12", meta("jetpack_seo_noindex", ""))}}, Options{}); got[0].NoIndex {
		t.Error("an empty field: got noindex")
	}
}

// An e-mail address is one, however it is hidden from robots.
func TestHiddenMail(t *testing.T) {
	for _, s := range []string{"lina@gazette.example", "lina&#64;gazette.example", "lina&#x40;gazette.example", "lina&commat;gazette.example", "mailto:lina%40gazette.example"} {
		if !hasMail(s) {
			t.Errorf("hasMail(%q) = false", s)
		}
	}
	for _, s := range []string{"lina & rim", "40%40", "&#64;", "a@b"} {
		if hasMail(s) {
			t.Errorf("hasMail(%q) = true", s)
		}
	}
}
