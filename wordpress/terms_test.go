package wordpress

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// tree writes a taxonomy on one line.
func tree(tx *presse.Taxonomy) string {
	var list []string
	for s := range tx.All() {
		text := s.Path + "=" + s.Name
		if s.Kind != presse.KindSubject {
			text += "(" + s.Kind.String() + ")"
		}
		list = append(list, text)
	}
	return strings.Join(list, " ")
}

func TestTaxonomyOfExport(t *testing.T) {
	in := func(slugs ...string) change {
		return func(it *Item) {
			for _, s := range slugs {
				it.Terms = append(it.Terms, Term{Taxonomy: "category", Slug: s, Name: strings.ToUpper(s)})
			}
		}
	}
	cases := []struct {
		rule     string
		channel  string
		changes  []change
		want     string // sections
		sections string // of the story
		told     string
	}{
		{"children may come before their parents", category("2", "bourse", "economie", "Bourse") + category("1", "economie", "", "Économie"), []change{in("bourse")},
			"economie=Économie economie/bourse=Bourse", "economie/bourse", "-"},
		{"names are escaped once", category("1", "energie", "", "Énergie &amp; climat"), []change{in("energie")}, "energie=Énergie & climat", "energie", "-"},
		{"slugs are decoded", category("1", "%d8%a3%d8%ae%d8%a8%d8%a7%d8%b1", "", "أخبار"), []change{in("%d8%a3%d8%ae%d8%a8%d8%a7%d8%b1")}, "أخبار=أخبار", "أخبار", "-"},
		{"an orphan is at the top", category("2", "bourse", "economie", "Bourse"), []change{in("bourse")}, "bourse=Bourse", "bourse", `2 wp:category_parent "bourse" changed: unknown parent`},
		{"a cycle is cut", category("1", "a", "b", "A") + category("2", "b", "a", "B"), []change{in("a", "b")}, "a=A a/b=B", "a a/b", "cannot be its own ancestor"},
		{"a section in itself", category("1", "a", "a", "A"), []change{in("a")}, "a=A", "a", "cannot be its own ancestor"},
		{"what hangs on a cycle stays there", category("3", "c", "b", "C") + category("1", "a", "b", "A") + category("2", "b", "a", "B"), []change{in("c")}, "a=A a/b=B a/b/c=C", "a/b/c", "cannot be its own ancestor"},
		{"two categories with one address", category("1", "a%C3%A9", "", "Un") + category("2", "aé", "", "Deux"), []change{in("aé")}, "aé=Un", "aé", `2 category "aé" changed: another category`},
		{"one slug under two parents", category("1", "fes", "", "Fès") + category("2", "rabat", "", "Rabat") + category("3", "sport", "fes", "Sport") + category("4", "sport-rabat", "rabat", "Sport"), []change{in("sport-rabat")},
			"fes=Fès fes/sport=Sport rabat=Rabat rabat/sport-rabat=Sport", "rabat/sport-rabat", "-"},
		{"a category that only a story names", "", []change{in("sport")}, "sport=SPORT", "sport", `category "sport" guessed`},
		{"a category without a name", category("1", "sport", "", "—"), []change{in("sport")}, "sport=sport", "sport", "no name"},
		{"Non classé is no section", category("1", "non-classe", "", "Non classé") + category("2", "sport", "", "Sport"), []change{in("non-classe", "sport")}, "sport=Sport", "sport", `12 category "non-classe" dropped`},
		{"Uncategorized in a language of Polylang", category("1", "uncategorized-ar", "", "x"), []change{in("uncategorized-ar")}, "", "", "dropped"},
		{"غير مصنف is no section", category("1", "ghayr-musannaf", "", "غير مصنف"), []change{in("ghayr-musannaf")}, "", "", "dropped"},
		{"what is below Non classé is one level higher", category("1", "non-classe", "", "Non classé") + category("2", "sport", "non-classe", "Sport"), []change{in("sport")}, "sport=Sport", "sport", "-"},
		{"placements by name", category("1", "une", "", "À la une") + category("2", "autre", "", "Autre"), []change{in("une", "autre")}, "une=À la une(placement) autre=Autre(placement)", "une autre", "-"},
		{"formats by name", category("1", "videos", "", "Vidéos") + category("2", "tribune", "", "Tribunes"), []change{in("videos")}, "videos=Vidéos(format) tribune=Tribunes(format)", "videos", "-"},
		{"a description is kept", strings.Replace(category("1", "sport", "", "Sport"), "</wp:category>", "<wp:category_description>Tout le sport</wp:category_description></wp:category>", 1), []change{in("sport")}, "sport=Sport", "sport", "category_description"},
		{"a slug that is no address", category("1", "a b", "", "Été indien"), []change{in("a b")}, "ete-indien=Été indien", "ete-indien", "wp:category_nicename"},
		{"a category of a story twice", category("1", "sport", "", "Sport"), []change{in("sport", "sport")}, "sport=Sport", "sport", "-"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			x, losses := open(t, testExport{channel: lina + c.channel, items: []Item{story("12", c.changes...)}}.String(), Options{})
			tx, err := x.Taxonomy()
			if err != nil {
				t.Fatal(err)
			}
			if got := tree(tx); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.rule, got, c.want)
			}
			for a, err := range x.Articles() {
				if err != nil {
					t.Fatal(err)
				}
				if got := strings.Join(a.Sections, " "); got != c.sections {
					t.Errorf("sections of the story: got %q, want %q", got, c.sections)
				}
				for _, s := range a.Sections {
					if _, ok := tx.Section(s); !ok {
						t.Errorf("the taxonomy has no section %q", s)
					}
				}
			}
			list := fmt.Sprint(*losses)
			if c.told == "-" && len(withoutID(*losses, "12")) > 0 || c.told != "-" && !strings.Contains(list, c.told) {
				t.Errorf("%s: got losses %s, want %q", c.rule, list, c.told)
			}
		})
	}
}

func withoutID(losses []presse.Loss, id string) []presse.Loss {
	return slices.DeleteFunc(slices.Clone(losses), func(l presse.Loss) bool { return l.Item == id || l.Err == errNoCategory })
}

func TestSectionOfOptions(t *testing.T) {
	o := Options{Section: func(term Term) presse.Section {
		switch term.Slug {
		case "tribunes":
			return presse.Section{Slug: "idees", Name: "Idées", Kind: presse.KindFormat, Aliases: []string{"tribunes"}}
		}
		return presse.Section{}
	}}
	x, _ := open(t, testExport{
		channel: lina + category("1", "debats", "", "Débats") + category("2", "tribunes", "debats", "Tribunes"),
		items:   []Item{story("12", terms("category", "tribunes", "Tribunes"))},
	}.String(), o)
	tx, err := x.Taxonomy()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := tree(tx), "debats=Débats debats/idees=Idées(format)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for a := range x.Articles() {
		if !slices.Equal(a.Sections, []string{"debats/idees"}) {
			t.Errorf("got %q", a.Sections)
		}
	}
}

// A file may claim a tree of any depth and any number of cycles.
func TestDeepCategories(t *testing.T) {
	var channel strings.Builder
	channel.WriteString(lina)
	const n = 20000
	for i := range n {
		channel.WriteString(category(fmt.Sprint(i+1), fmt.Sprint("c", i), fmt.Sprint("c", (i+1)%n), "C"))
	}
	x, losses := open(t, testExport{channel: channel.String()}.String(), Options{})
	tx, err := x.Taxonomy()
	if len(*losses) == 0 || err == nil && tx.Len() == 0 {
		t.Errorf("%d losses, %v", len(*losses), err)
	}
}

func TestPrimary(t *testing.T) {
	channel := lina + category("1", "economie", "", "Économie") + category("2", "bourse", "economie", "Bourse") + category("3", "une", "", "Une") + category("4", "sport", "", "Sport")
	in := terms("category", "bourse", "Bourse", "category", "une", "Une", "category", "economie", "Économie")
	cases := []struct {
		rule string
		meta []string
		want string
		told string
	}{
		{"Yoast", []string{"_yoast_wpseo_primary_category", "2"}, "economie/bourse", "-"},
		{"Rank Math", []string{"rank_math_primary_category", "1"}, "economie", "-"},
		{"SEOPress", []string{"_seopress_robots_primary_cat", "2"}, "economie/bourse", "-"},
		{"SEOPress, none", []string{"_seopress_robots_primary_cat", "none"}, "", "-"},
		{"The SEO Framework", []string{"_primary_term_category", "2"}, "economie/bourse", "-"},
		{"Yoast before Rank Math", []string{"rank_math_primary_category", "1", "_yoast_wpseo_primary_category", "2"}, "economie/bourse", "-"},
		{"a section that the story is not in", []string{"_yoast_wpseo_primary_category", "4"}, "", "not one of the sections"},
		{"a placement", []string{"_yoast_wpseo_primary_category", "3"}, "", "not a section that says"},
		{"an unknown category", []string{"_yoast_wpseo_primary_category", "99"}, "", "not found"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			list, losses := read(t, testExport{channel: channel, items: []Item{story("12", in, meta(c.meta...))}}, Options{})
			if got := list[0].Primary; got != c.want {
				t.Errorf("%s: got %q, want %q", c.rule, got, c.want)
			}
			if list := told(losses); c.told == "-" && list != "" || c.told != "-" && !strings.Contains(list, c.told) {
				t.Errorf("%s: got losses %q, want %q", c.rule, list, c.told)
			}
		})
	}
}

func TestTags(t *testing.T) {
	list, losses := read(t, testExport{items: []Item{story("12", terms("post_tag", "n-1", "n° 1", "post_tag", "a-b", "A &amp; B", "post_tag", "n-1", "n° 1", "tag", "ancien", "ancien", "post_tag", "sans-nom", ""))}}, Options{})
	if got, want := strings.Join(list[0].Tags, ","), "n° 1,A & B,ancien,sans-nom"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := told(losses); !strings.Contains(got, `post_tag changed`) {
		t.Errorf("losses %s", got)
	}
}

func TestLanguages(t *testing.T) {
	locale := func(s string) string { return fmt.Sprintf(`a:2:{s:6:"locale";s:%d:"%s";s:3:"rtl";i:0;}`, len(s), s) }
	channel := lina + otherTerm("1", "language", "fr", "Français", locale("fr_FR")) + otherTerm("2", "language", "ar", "العربية", locale("ary")) +
		otherTerm("3", "language", "ca", "Français (Canada)", locale("fr_CA")) + otherTerm("4", "language", "zgh", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "") + otherTerm("5", "language", "ma", "Maroc", locale("ary")) +
		otherTerm("6", "language", "de", "Deutsch", locale("de_DE_formal")) + otherTerm("7", "language", "langue!", "?", "")
	in := func(slug string) change { return terms("language", slug, slug) }
	cases := []struct {
		rule    string
		changes []change
		lang    func(Item) presse.Lang
		want    presse.Lang
	}{
		{"the language of the site", nil, nil, "fr-FR"},
		{"the slug of Polylang", []change{in("fr")}, nil, "fr"},
		{"Arabic with the locale of Morocco", []change{in("ar")}, nil, "ar"},
		{"a slug that is another language", []change{in("ca")}, nil, "fr-CA"},
		{"Tamazight without a locale", []change{in("zgh")}, nil, "zgh"},
		{"a slug that is a country", []change{in("ma")}, nil, "ar-MA"},
		{"a locale with a variant", []change{in("de")}, nil, "de"},
		{"a slug that is nothing", []change{in("langue!")}, nil, "fr-FR"},
		{"Options.Lang", []change{in("ar")}, func(it Item) presse.Lang { return "fr-MA" }, "fr-MA"},
		{"Options.Lang that is none", []change{in("ar")}, func(it Item) presse.Lang { return "x!" }, "ar"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			list, _ := read(t, testExport{channel: channel, items: []Item{story("12", c.changes...)}}, Options{Lang: c.lang})
			if got := list[0].Lang; got != c.want {
				t.Errorf("%s: got %q, want %q", c.rule, got, c.want)
			}
		})
	}
}

func TestEditions(t *testing.T) {
	channel := lina + otherTerm("1", "language", "fr", "Français", "") + otherTerm("2", "language", "ar", "العربية", "") + otherTerm("3", "language", "en", "English", "") +
		otherTerm("9", "post_translations", "pll_1", "pll_1", `a:4:{s:2:"fr";i:12;s:2:"ar";i:13;s:2:"en";i:14;s:4:"sync";a:0:{}}`)
	group := func(lang string) change {
		return terms("language", lang, lang, "post_translations", "pll_1", "pll_1")
	}
	list, losses := read(t, testExport{channel: channel, items: []Item{
		story("12", group("fr")), story("13", group("ar")), story("14", group("en"), status("draft")),
	}}, Options{})
	for i, want := range []string{
		"map[ar:https://gazette.example/le-pont-rouvre-13/]",
		"map[fr:https://gazette.example/le-pont-rouvre-12/]",
		"map[ar:https://gazette.example/le-pont-rouvre-13/ fr:https://gazette.example/le-pont-rouvre-12/]",
	} {
		if got := fmt.Sprint(list[i].Editions); got != want {
			t.Errorf("story %s: got %s, want %s", list[i].ID, got, want)
		}
	}
	if got := told(losses); !strings.Contains(got, `post_translations "14" dropped`) {
		t.Errorf("the draft is not reported: %s", got)
	}
}

// A group of any size is read in linear time, and what is lost is reported once for each
// story and reason.
func TestLargeGroupOfTranslations(t *testing.T) {
	conformance.Linear(t, "stories of one group", func(n int) {
		n /= 128 // bytes; a story has more
		var list strings.Builder
		items := make([]Item, n)
		for i := range n {
			id := strconv.Itoa(i + 1)
			items[i] = story(id, terms("language", "fr", "fr", "post_translations", "g", "g"))
			fmt.Fprintf(&list, `s:%d:"l%s";i:%s;`, len(id)+1, id, id)
		}
		x := testExport{channel: lina + otherTerm("9", "post_translations", "g", "g", fmt.Sprintf("a:%d:{%s}", n, list.String())), items: items}
		_, losses := read(t, x, Options{})
		if count := strings.Count(told(losses), "post_translations"); count > 2*n {
			t.Fatalf("%d stories: got %d losses, want two for each story at most", n, count)
		}
	})
}

// Editions have the addresses of the new site; a story of which a later copy is not public
// has none; and a file that does not say when it was written has them too.
func TestEditionsByOptions(t *testing.T) {
	channel := lina + otherTerm("1", "language", "fr", "Français", "") + otherTerm("2", "language", "ar", "العربية", "") +
		otherTerm("9", "post_translations", "pll_1", "pll_1", `a:2:{s:2:"fr";i:12;s:2:"ar";i:13;}`)
	group := func(lang string) change {
		return terms("language", lang, lang, "post_translations", "pll_1", "pll_1")
	}
	withdrawn := story("13", group("ar"), status("private"), func(it *Item) { it.Modified, it.ModifiedGMT = "2026-03-05 09:00:00", "2026-03-05 08:00:00" })
	fr, ar := story("12", group("fr")), story("13", group("ar"))
	whole := testExport{channel: channel, items: []Item{fr, ar}}.String()
	cases := []struct {
		rule, text string
		url        func(*presse.Article) string
		want       string
	}{
		{"new addresses", whole, func(a *presse.Article) string { return "/" + string(a.Lang) + "/" + a.Slug }, "map[ar:https://gazette.example/ar/le-pont-rouvre-13]"},
		{"a later copy that is private", whole + testExport{channel: channel, items: []Item{withdrawn}}.String(), nil, "map[]"},
		{"an earlier copy that is private", testExport{channel: channel, items: []Item{story("13", group("ar"), status("private"), func(it *Item) { it.ModifiedGMT = "2026-03-01 08:00:00" })}}.String() + whole, nil,
			"map[ar:https://gazette.example/le-pont-rouvre-13/]"},
		{"no date of the file", strings.Replace(whole, `created="2026-03-10 08:00"`, "", 1), nil, "map[ar:https://gazette.example/le-pont-rouvre-13/]"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			x, _ := open(t, c.text, Options{URL: c.url})
			for a, err := range x.Articles() {
				if err != nil {
					t.Fatal(err)
				}
				if a.ID != "12" {
					continue
				}
				if got := fmt.Sprint(a.Editions); got != c.want {
					t.Errorf("%s: got %s, want %s", c.rule, got, c.want)
				}
			}
		})
	}
}
