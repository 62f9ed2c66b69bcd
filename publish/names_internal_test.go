package publish

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// TestAgencies checks whom the entries of Byline.Agencies and Source.Name name. "o " is before an
// organization, "p " before a person.
func TestAgencies(t *testing.T) {
	for _, c := range []struct{ rule, entry, want string }{
		{"a bare name", "AFP", "o AFP"},
		{"two that are joined", "AFP et Reuters", "o AFP; o Reuters"},
		{"two with avec", "AFP avec Reuters", "o AFP; o Reuters"},
		{"two with a comma", "Reuters, AFP", "o Reuters; o AFP"},
		{"two with a slash", "AFP/Reuters", "o AFP; o Reuters"},
		{"two known ones with an ampersand", "AFP & Reuters", "o AFP; o Reuters"},
		{"a line each, as in a field of a form", "AFP\r\nReuters\u2028MAP\n", "o AFP; o Reuters; o MAP"},
		{"a word before it", "Par AFP", "o AFP"},
		{"avec before it", "avec AFP", "o AFP"},
		{"parentheses", "(AFP)", "o AFP"},
		{"a sign of copyright", "© AFP", "o AFP"},
		{"a source", "Source : MAP", "o MAP"},
		{"a comma that is left over", "AFP, ", "o AFP"},
		{"a label and a photographer", "Photo : Karim Benali / AFP", "p Karim Benali; o AFP"},
		{"in Arabic", "و م ع", "o و م ع"},
		{"the newsroom is nobody", "La rédaction", ""},
		{"the newsroom with an agency", "La rédaction avec AFP", "o AFP"},
		{"an agency that is not known is one, since the desk says so", "Tanjug", "o Tanjug"},
		{"an agency that looks like a first name", "Hina", "o Hina"},
		{"with a word before it", "Par Hina", "o Hina"},
		{"and next to another", "Hina, Tanjug", "o Hina; o Tanjug"},
		{"an agency that looks like a full name", "Opinion Internationale", "o Opinion Internationale"},
		{"two of them", "Opinion Internationale, Arte France", "o Opinion Internationale; o Arte France"},
		{"a word that only credits take for an agency", "(SAP)", "o SAP"},
		{"a firm with an ampersand", "Banque & Assurance", "o Banque & Assurance"},
		{"an agency with an ampersand", "Agence Bienvenue & Cie", "o Agence Bienvenue & Cie"},
		{"a name with et", "Salma et Karim", "o Salma et Karim"},
		{"a name that goes on after a comma", "Ministère de l’Économie, des Finances et du Plan", "o Ministère de l’Économie, des Finances et du Plan"},
		{"a name that goes on after a preposition", "Fonds des Nations unies pour l’enfance", "o Fonds des Nations unies pour l’enfance"},
		{"a name with a town", "Fondation Abou Abbas, Fès", "o Fondation Abou Abbas"},
		{"a part of an institution", "NASA/JPL-Caltech", "o JPL-Caltech; o NASA"},
		{"what cannot be read stays whole", "Reporters sans frontières", "o Reporters sans frontières"},
		{"agencies without a name", "Avec les agences", ""},
		{"agencies without a name next to one", "AFP et agences", "o AFP"},
		{"agencies without a name, in Arabic", "مع وكالات", ""},
		{"a reference", "Agence&nbsp;Ecofin", "o Agence Ecofin"},
		{"an ampersand", "Banque &amp; Assurance", "o Banque & Assurance"},
		{"an agency that sounds like a section", "Sport Info", "o Sport Info"},
		{"nothing", " \u200b", ""},
	} {
		names := new(naming)
		for range 2 { // read, and remembered
			if got := inWords(names.agencies(c.entry)); got != c.want {
				t.Errorf("%s: agencies(%q) = %s, want %s", c.rule, c.entry, got, c.want)
			}
		}
	}
}

func inWords(names []name) string {
	var list []string
	for _, one := range names {
		kind := "p "
		if one.organization {
			kind = "o "
		}
		list = append(list, kind+one.text)
	}
	return strings.Join(list, "; ")
}

// TestCreditNames checks whom a credit names, as names, then agencies, then what is left out.
func TestCreditNames(t *testing.T) {
	names := func(list ...string) presse.Credit { return presse.Credit{Names: list} }
	agencies := func(list ...string) presse.Credit { return presse.Credit{Agencies: list} }
	for _, c := range []struct {
		rule   string
		credit presse.Credit
		want   string
	}{
		{"bare names", presse.Credit{Text: "Photo : X / Y", Names: []string{"Karim Benali"}, Agencies: []string{"AFP"}}, "[Karim Benali] [AFP] []"},
		{"a word before a name", names("Par Karim Benali"), "[Karim Benali] [] []"},
		{"a label", names("Photo : Karim Benali"), "[Karim Benali] [] []"},
		{"two names", names("Karim Benali et Salma Idrissi"), "[Karim Benali Salma Idrissi] [] []"},
		{"two lines", names("Karim Benali\nSalma Idrissi"), "[Karim Benali Salma Idrissi] [] []"},
		{"a name and an agency", names("Photo : Karim Benali / AFP"), "[Karim Benali] [AFP] []"},
		{"an agency in place of a name", names("AFP"), "[] [AFP] []"},
		{"what only credits read", names("Archives Karim Benali"), "[Karim Benali] [] []"},
		{"a licence after a name", names("Karim Benali CC BY 4.0"), "[Karim Benali] [] []"},
		{"a first name alone", names("Salma"), "[Salma] [] []"},
		{"what cannot be read is a name, since the desk says so", names("nos lecteurs de Fès"), "[nos lecteurs de Fès] [] []"},
		{"a notice names nobody", names("D.R.", "Karim Benali", "Archives"), "[Karim Benali] [] [credit.names[0] credit.names[2]]"},
		{"a notice is no agency", agencies("DR", "AFP"), "[] [AFP] [credit.agencies[0]]"},
		{"agencies in one entry", agencies("AFP/Getty Images"), "[] [AFP Getty Images] []"},
		{"a photographer among the agencies", agencies("Karim Benali / AFP"), "[Karim Benali] [AFP] []"},
		{"an agency in two spellings", agencies("AFP", "Afp", "(AFP)"), "[] [AFP] []"},
		{"someone among the agencies too", presse.Credit{Names: []string{"Karim Benali"}, Agencies: []string{"Karim BENALI / AFP"}}, "[Karim Benali] [AFP] []"},
		{"nobody is named apart: the text is read", presse.Credit{Text: "Photo : Karim Benali / AFP", Names: []string{" "}}, "[Karim Benali] [AFP] []"},
		{"what is not a name", names("Photo :", "–", "https://gazette.example/lina"), "[] [] [credit.names[0] credit.names[1] credit.names[2]]"},
		{"a reference", names("L&eacute;a O&#8217;Neill / AFP"), "[Léa O’Neill] [AFP] []"},
		{"an owner after a notice", names("©Illustration/Motorama"), "[] [Motorama] []"},
		{"an owner with a year", names("Copyright © Motorama 2026"), "[] [Motorama] []"},
		{"an owner after a mark", names("© Motorama", "&copy; Autorama", "(c) Salma Idrissi"), "[Salma Idrissi] [Motorama Autorama] []"},
		{"a mark alone", names("©"), "[] [] [credit.names[0]]"},
		{"a handle, as in a text", names("Crédits : @lina_h via Pixabay"), "[] [@lina_h Pixabay] []"},
		{"a handle in a text", presse.Credit{Text: "Crédits : @lina_h via Pixabay"}, "[] [@lina_h Pixabay] []"},
		{"agencies without a name", agencies("agences"), "[] [] [credit.agencies[0]]"},
		{"agencies without a name in a text", presse.Credit{Text: "سلمى الإدريسي - وكالات"}, "[سلمى الإدريسي] [] []"},
		{"a text that names nobody", presse.Credit{Text: "© D.R."}, "[] [] []"},
		{"nothing", presse.Credit{Names: []string{""}, Agencies: []string{"\u200b"}}, "[] [] []"},
	} {
		before := fmt.Sprint(c.credit)
		dropped := []string{}
		out := new(naming).credit(c.credit, func(field string) { dropped = append(dropped, field) })
		if got := fmt.Sprint(out.Names, out.Agencies, dropped); got != c.want {
			t.Errorf("%s: %+v\n got %s\nwant %s", c.rule, c.credit, got, c.want)
		}
		if after := fmt.Sprint(c.credit); after != before || out.Text != c.credit.Text {
			t.Errorf("%s: the credit was changed to %s", c.rule, after)
		}
	}
}

// TestNamesInFormats checks that heads and RSS have the bare names of pictures and sources, and
// that what names nobody is reported once.
func TestNamesInFormats(t *testing.T) {
	var lost []string
	site := coreSite()
	site.Lost = func(l presse.Loss) { lost = append(lost, fmt.Sprint(l.Field, " ", l.Kind, " ", l.Err)) }
	site.Image = presse.Media{URL: "/site.jpg", Credit: presse.Credit{Names: []string{"Par Lina Haddad", "DR"}}}
	a := coreStory()
	a.Source.Name = "AFP et Reuters"
	a.Media = []presse.Media{
		{URL: "/a.mp4", Kind: "video", Credit: presse.Credit{Text: "Photo : Karim Benali / MAP"}},
		{URL: "/b.mp3", Kind: "audio", Credit: presse.Credit{Agencies: []string{"(TAP)", "DR"}}},
	}
	a.Live = []presse.Note{{Headline: "À 9 h", At: coreNoon, Media: []presse.Media{{URL: "/c.jpg", Credit: presse.Credit{Names: []string{"DR", "Photo : Inès Tazi"}}}}}}
	r := coreRelease(t, site, a)
	head := string(site.Head(r))
	var feed strings.Builder
	if err := site.WriteRSS(&feed, Feed{}, func(yield func(Release, error) bool) { yield(r, nil) }); err != nil {
		t.Fatal(err)
	}
	rss := feed.String()
	for _, want := range []string{
		`"author":[{"@type":"Organization","name":"AFP"},{"@type":"Organization","name":"Reuters"}]`,
		`"copyrightHolder":[{"@type":"Organization","name":"AFP"},{"@type":"Organization","name":"Reuters"}]`,
		`"creator":[{"@type":"Person","name":"Karim Benali"},{"@type":"Organization","name":"MAP"}]`,
		`"creator":[{"@type":"Organization","name":"TAP"}]`,
		`"creator":[{"@type":"Person","name":"Lina Haddad"}]`,
		`"creator":[{"@type":"Person","name":"Inès Tazi"}]`,
		`<meta name="author" content="Reuters">`,
	} {
		if !strings.Contains(head, want) {
			t.Errorf("the head lacks %s:\n%s", want, head)
		}
	}
	for _, want := range []string{
		"<dc:creator>AFP</dc:creator>\n<dc:creator>Reuters</dc:creator>",
		"<media:credit role=\"photographer\">Karim Benali</media:credit>\n<media:credit>MAP</media:credit>",
		"<media:credit>TAP</media:credit>\n</media:content>",
	} {
		if !strings.Contains(rss, want) {
			t.Errorf("the feed lacks %s:\n%s", want, rss)
		}
	}
	want := []string{"media[1].credit.agencies[1] dropped names nobody", "image.credit.names[1] dropped names nobody", "live[0].media[0].credit.names[0] dropped names nobody"}
	if !slices.Equal(lost, want) {
		t.Errorf("reported\n%q, want\n%q", lost, want)
	}
}
