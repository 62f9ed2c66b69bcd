package presse

import (
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// pairsOf returns the pairs of headlines and addresses in list.
func pairsOf(list [][2]string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for _, p := range list {
			if !yield(p[0], p[1]) {
				return
			}
		}
	}
}

// madeUp returns headlines with their addresses on a site that does not exist.
func madeUp(t testing.TB, s Slugger, address func(i int, slug string) string) [][2]string {
	t.Helper()
	var list [][2]string
	for i, row := range headlines(t) {
		list = append(list, [2]string{row[0], address(i, s.Slug(row[0]))})
	}
	return list
}

// in returns a function that puts slugs into a pattern: %[1]s is the slug, %[2]d a
// number that differs from one address to the next, %[3]s the path of a section, and
// %[4]s, %[5]s and %[6]s are year, month and day.
func in(format string) func(int, string) string {
	sections := []string{"sport", "politique", "culture/cinema", "monde", "economie/bourse"}
	return func(i int, slug string) string {
		day := time.Date(2024, 3, 1+i, 0, 0, 0, 0, time.UTC)
		return strings.NewReplacer("%[1]s", slug, "%[2]d", strconv.Itoa(24518+137*i), "%[3]s", sections[i%len(sections)],
			"%[4]s", day.Format("2006"), "%[5]s", day.Format("01"), "%[6]s", day.Format("02")).Replace(format)
	}
}

// TestDetectSluggerReadsAddresses gives DetectSlugger fifty addresses of each kind of
// site, and reads the others with the Fit.
func TestDetectSluggerReadsAddresses(t *testing.T) {
	glue, spip := Slugger{Elision: ElisionGlue}, Slugger{KeepCase: true}
	hexadecimal := func(i int, slug string) string { return fmt.Sprintf("/a/%s-%024x", slug, 1<<40*(i+1)+i*i*7919) }
	uuid := func(i int, slug string) string {
		return fmt.Sprintf("/tele/%s_%08x-8238-11ea-b0b7-%012x/", slug, 982_451_653*(i+1)%(1<<32), i*104_729+1<<41)
	}
	base64 := func(i int, slug string) string {
		return fmt.Sprintf("/a/%s-kSJ%03dJGQYyx-aYJ_CZ%02dQ", slug, i, i%100)
	}
	for _, c := range []struct {
		rule    string
		site    Slugger
		address func(int, string) string
		around  string
	}{
		{"a slug alone", glue, in("%[1]s"), ""},
		{"a path", glue, in("/%[1]s"), "/{slug}"},
		{"slashes at both ends", glue, in("/%[1]s/"), "/{slug}/"},
		{"a URL: the host is left out", glue, in("https://www.exemple.ma/%[1]s"), "/{slug}"},
		{"http, a port and a user", glue, in("http://x:y@www.exemple.ma:8080/%[1]s/"), "/{slug}/"},
		{"no scheme", glue, in("//www.exemple.ma/%[1]s"), "/{slug}"},
		{"a host with accents", glue, in("https://écho-de-fès.ma/%[1]s"), "/{slug}"},
		{"query and fragment are ignored", glue, in("https://exemple.ma/%[1]s?xtor=RSS-%[2]d/x#ancre/2"), "/{slug}"},
		{"WordPress: year, month and day", glue, in("https://exemple.ma/%[4]s/%[5]s/%[6]s/%[1]s/"), "/{date}/{slug}/"},
		{"year and month", glue, in("/%[4]s/%[5]s/%[1]s.html"), "/{date}/{slug}.html"},
		{"the year", glue, in("/articles/%[4]s/%[1]s"), "/articles/{date}/{slug}"},
		{"a date with hyphens", glue, in("/%[3]s/%[4]s-%[5]s-%[6]s/%[1]s-%[2]d"), "/{section}/{date}/{slug}-{id}"},
		{"a date in eight digits", glue, in("/breves/%[4]s%[5]s%[6]s/%[2]d-%[1]s/"), "/breves/{date}/{id}-{slug}/"},
		{"a date after the slug", Slugger{}, in("/%[3]s/%[1]s-%[6]s-%[5]s-%[4]s-%[2]d.php"), "/{section}/{slug}-{date}-{id}.php"},
		{"sections", glue, in("/%[3]s/%[1]s"), "/{section}/{slug}"},
		{"a section that all addresses have", glue, in("/actualites/%[3]s/%[1]s"), "/actualites/{section}/{slug}"},
		{"a literal after the sections", Slugger{}, in("/%[3]s/article/%[4]s/%[5]s/%[6]s/%[1]s_%[2]d_3210.html"), "/{section}/article/{date}/{slug}_{id}_{id}.html"},
		{"sections after the date", glue, in("/%[4]s/%[5]s/%[3]s/%[1]s/"), "/{date}/{section}/{slug}/"},
		{"an ID after the slug, and an extension", Slugger{}, in("/%[3]s/%[1]s-%[2]d.html"), "/{section}/{slug}-{id}.html"},
		{"an ID after an underscore", Slugger{}, in("/%[1]s_%[2]d.html"), "/{slug}_{id}.html"},
		{"an ID after a comma", glue, in("/%[1]s,%[2]d.php"), "/{slug},{id}.php"},
		{"an ID before the slug", Slugger{}, in("/%[3]s/%[2]d-%[1]s"), "/{section}/{id}-{slug}"},
		{"an ID with a letter", Slugger{}, in("/%[1]s-a%[2]d.html"), "/{slug}-{id}.html"},
		{"an ID that is a segment before the slug", glue, in("/news/%[2]d/%[1]s/"), "/news/{id}/{slug}/"},
		{"an ID that is a segment after the slug", Slugger{}, in("/news/%[3]s/%[1]s/%[2]d"), "/news/{section}/{slug}/{id}"},
		{"a short number that all addresses have is literal", Slugger{}, in("/%[2]d,1/%[1]s.html"), "/{id},1/{slug}.html"},
		{"a word that all addresses have after the slug is literal", Slugger{}, in("/%[1]s-foot-%[2]d.htm"), "/{slug}-foot-{id}.htm"},
		{"a word that all addresses have before the slug is literal", Slugger{}, in("/news-%[1]s-%[2]d.html"), "/news-{slug}-{id}.html"},
		{"a hexadecimal ID", Slugger{}, hexadecimal, "/a/{slug}-{id}"},
		{"a UUID", Slugger{}, uuid, "/tele/{slug}_{id}/"},
		{"a UUID in base64url", glue, base64, "/a/{slug}-{id}"},
		{"AMP", glue, in("/%[3]s/%[1]s/amp"), "/{section}/{slug}/amp"},
		{"index.html", glue, in("/%[3]s/%[1]s/index.html"), "/{section}/{slug}/index.html"},
		{"SPIP", spip, in("https://www.exemple.tn/%[1]s"), "/{slug}"},
		{"capitals in sections", Slugger{}, in("/Actu/%[3]s/%[1]s-%[2]d"), "/Actu/{section}/{slug}-{id}"},
		{"Paris Match: capitals, and an ID", spip, in("/People/%[1]s-%[2]d"), "/People/{slug}-{id}"},
		{"Topmercato: runs of hyphens", Slugger{KeepRuns: true}, in("/%[2]d,1/%[1]s.html"), "/{id},1/{slug}.html"},
		{"Closer: cut inside words", Slugger{MaxLen: 40, CutWords: true}, in("/people/%[1]s-%[2]d"), "/people/{slug}-{id}"},
		{"cut between words", Slugger{MaxLen: 40, Elision: ElisionGlue}, in("/%[1]s"), "/{slug}"},
	} {
		list := madeUp(t, c.site, c.address)
		found, fit := DetectSlugger(pairsOf(list[:50]))
		if !reflect.DeepEqual(found, c.site) || fit.Around != c.around || fit.Reproduced < 49 || fit.Second != nil || !fit.Found() {
			t.Errorf("%s: %s: found %+v, %+v, want %+v and %q", c.rule, list[1][1], found, fit, c.site, c.around)
			continue
		}
		missed := 0
		for _, p := range list[50:] {
			slug, ok := fit.SlugOf(p[1])
			if want := c.site.Slug(p[0]); !ok || slug != want {
				missed++
				if missed > 3 {
					t.Errorf("%s: SlugOf(%q) = %q, %t, want %q (%d misses)", c.rule, p[1], slug, ok, want, missed)
				}
			}
		}
	}
}

// TestDetectSluggerFindsNothing gives DetectSlugger addresses that no rule explains.
func TestDetectSluggerFindsNothing(t *testing.T) {
	all := headlines(t)
	other := func(i int) string { return Slug(all[(i+150)%len(all)][0]) }
	mixed := []string{
		"https://a.ma/%[1]s", "https://b.fr/%[3]s/%[1]s-%[2]d.html", "https://c.tn/%[4]s/%[5]s/%[1]s/", "https://d.dz/%[2]d/%[1]s",
		"https://e.be/%[3]s/article/%[1]s_%[2]d.php", "https://f.ca/fr/%[2]d-%[1]s/", "https://g.ch/node/%[2]d", "https://h.sn/?p=%[2]d&t=%[1]s",
		"https://i.ma/%[1]s,%[2]d", "https://j.ma/a%[2]d-%[1]s", "https://k.ma/%[1]s/%[2]d", "https://l.ma/%[4]s-%[5]s-%[6]s/%[1]s.htm",
	}
	site := func(address func(i int, slug string) string) func(int, string) string { return address }
	for _, c := range []struct {
		rule    string
		address func(int, string) string
	}{
		{"IDs alone", in("https://exemple.ma/%[2]d")},
		{"SPIP without slugs", in("https://exemple.tn/article%[2]d.html")},
		{"SPIP with a query", in("https://exemple.tn/spip.php?article%[2]d")},
		{"Drupal without slugs", in("https://exemple.fr/node/%[2]d")},
		{"the ID in the query", in("https://exemple.fr/article.php?id=%[2]d")},
		{"the slug in the query", in("https://exemple.fr/?titre=%[1]s")},
		{"the slug in the fragment", in("https://exemple.fr/lire#%[1]s")},
		{"a section joined to the slug", site(func(i int, slug string) string {
			return "https://exemple.fr/" + []string{"sport", "monde", "culture", "politique", "economie", "sciences"}[i%6] + "-" + slug + ".html"
		})},
		{"a section after the slug", site(func(i int, slug string) string {
			return "https://exemple.fr/" + slug + "/" + []string{"sport", "monde", "culture", "politique", "economie", "sciences"}[i%6] + "/"
		})},
		{"one address for all", in("https://exemple.fr/unsupported.html")},
		{"the home page", in("https://exemple.fr")},
		{"a section for all", in("https://exemple.fr/%[3]s/")},
		{"dates alone", in("https://exemple.fr/%[4]s/%[5]s/%[6]s/")},
		{"hashes", site(func(i int, _ string) string { return fmt.Sprintf("https://exemple.fr/a/%064x", i*7919) })},
		{"empty addresses", site(func(int, string) string { return "" })},
		{"slashes", site(func(int, string) string { return "///" })},
		{"a scheme alone", site(func(int, string) string { return "https://" })},
		{"headlines of other stories", site(func(i int, _ string) string { return "https://exemple.fr/" + other(i) })},
		{"the same with an ID", site(func(i int, _ string) string { return fmt.Sprintf("/sport/%s-%d.html", other(i), 24518+i) })},
		{"the same alone", site(func(i int, _ string) string { return other(i) })},
		{"words in another order", site(func(_ int, slug string) string {
			words := strings.Split(slug, "-")
			slices.Sort(words)
			return "https://exemple.fr/" + strings.Join(words, "-")
		})},
		{"every other word", site(func(_ int, slug string) string {
			words := strings.Split(slug, "-")
			for i := 1; i < len(words); i++ {
				words = slices.Delete(words, i, i+1)
			}
			return "https://exemple.fr/" + strings.Join(words, "-")
		})},
		{"letters without hyphens", site(func(_ int, slug string) string { return "https://exemple.fr/" + strings.ReplaceAll(slug, "-", "") })},
		{"words with underscores", site(func(_ int, slug string) string { return "https://exemple.fr/" + strings.ReplaceAll(slug, "-", "_") })},
		{"twelve sites", site(func(i int, slug string) string { return in(mixed[i%len(mixed)])(i, slug) })},
		{"paths of twelve sites", site(func(i int, slug string) string {
			u, err := url.Parse(in(mixed[i%len(mixed)])(i, slug))
			if err != nil {
				t.Fatal(err)
			}
			return u.Path
		})},
	} {
		list := madeUp(t, Slugger{}, c.address)
		found, fit := DetectSlugger(pairsOf(list))
		if fit.Found() || !reflect.DeepEqual(found, Slugger{}) || !reflect.DeepEqual(fit, Fit{Pairs: len(list)}) {
			t.Errorf("%s: %s: found %+v, %+v, want nothing", c.rule, list[1][1], found, fit)
		}
		if slug, ok := fit.SlugOf("/titre"); ok || slug != "" {
			t.Errorf("%s: SlugOf(/titre) = %q, %t, want nothing", c.rule, slug, ok)
		}
	}
	if _, fit := DetectSlugger(pairsOf([][2]string{{"Le souk de Fès rouvre", "/sport/le-souk-de-fes-rouvre-24518.html"}, {"Un souk à Fès", "/sport/un-souk-a-fes-24519.html"}})); fit.Found() {
		t.Errorf("two addresses with an ID: found %+v, want nothing", fit)
	}
}

// TestDetectSluggerCounts checks the counts of a Fit on sites that do not always follow
// their rule.
func TestDetectSluggerCounts(t *testing.T) {
	hyphen, glue := Slugger{}, Slugger{Elision: ElisionGlue}
	every := func(n int, exception, rule func(int, string) string) func(int, string) string {
		return func(i int, slug string) string {
			if i%n == 1 {
				return exception(i, slug)
			}
			return rule(i, slug)
		}
	}
	all := headlines(t)
	for _, c := range []struct {
		rule    string
		address func(int, string) string
		want    Fit
		slugger Slugger
		second  *Slugger
	}{
		{"every fifth headline was edited later", every(5, in("/zellige-%[2]d-thuya"), in("/%[1]s")), Fit{Pairs: 310, Reproduced: 248, Edited: 62, Around: "/{slug}"}, hyphen, nil},
		{"two of three were", func(i int, slug string) string {
			if i%3 > 0 {
				return fmt.Sprintf("https://exemple.ma/sport/zellige-thuya-%d.html", 24518+i)
			}
			return fmt.Sprintf("https://exemple.ma/sport/%s-%d.html", slug, 24518+i)
		}, Fit{Pairs: 310, Reproduced: 104, Edited: 206, Around: "/sport/{slug}-{id}.html"}, hyphen, nil},
		{"an address of another form is edited", every(10, in("/unsupported.html"), in("/%[3]s/%[1]s-%[2]d.html")), Fit{Pairs: 310, Reproduced: 279, Edited: 31, Around: "/{section}/{slug}-{id}.html"}, hyphen, nil},
		{"a slug shortened by hand is not edited", every(10, func(_ int, slug string) string { return "/" + slug[:strings.LastIndexByte(slug, '-')] }, in("/%[1]s")),
			Fit{Pairs: 310, Reproduced: 279, Around: "/{slug}"}, hyphen, nil},
		{"two rules", func(i int, slug string) string {
			if i%3 == 1 {
				slug = glue.Slug(all[i][0])
			}
			return "/" + slug
		}, Fit{Pairs: 310, Around: "/{slug}"}, hyphen, &glue},
	} {
		list := madeUp(t, hyphen, c.address)
		found, fit := DetectSlugger(pairsOf(list))
		if !reflect.DeepEqual(found, c.slugger) || !reflect.DeepEqual(fit.Second, c.second) {
			t.Errorf("%s: found %+v, second %+v, want %+v, %+v", c.rule, found, fit.Second, c.slugger, c.second)
		}
		if c.second != nil {
			if fit.Seconds < 20 || fit.Reproduced+fit.Seconds != fit.Pairs {
				t.Errorf("%s: %+v, want all addresses explained", c.rule, fit)
			}
			continue
		}
		if fit.Edited < c.want.Edited-3 || fit.Edited > c.want.Edited || fit.Reproduced < c.want.Reproduced || fit.Reproduced > c.want.Reproduced+3 || fit.Around != c.want.Around || fit.Numbered != 0 || fit.Pairs != 310 {
			t.Errorf("%s: %+v, want %+v", c.rule, fit, c.want)
		}
	}
}

// TestDetectSluggerFindsOneRule gives DetectSlugger the addresses of one site in several
// spellings. The rule must be that of the clean ones.
func TestDetectSluggerFindsOneRule(t *testing.T) {
	s := Slugger{Elision: ElisionGlue}
	list := madeUp(t, s, in("https://exemple.fr/%[3]s/%[1]s-%[2]d"))[:60]
	want, wantFit := DetectSlugger(pairsOf(list))
	other := func(host string) func(i int, address string) string {
		return func(i int, address string) string {
			if i%2 == 0 {
				address = strings.Replace(address, "https://exemple.fr", host, 1)
			}
			return address
		}
	}
	every := func(n int, change func(address string) string) func(i int, address string) string {
		return func(i int, address string) string {
			if i%n == 0 {
				address = change(address)
			}
			return address
		}
	}
	for _, c := range []struct {
		rule   string
		change func(i int, address string) string
	}{
		{"URLs and paths", other("")},
		{"two countries", other("https://www.exemple.be")},
		{"the site moved", other("http://ancien-exemple.com")},
		{"hosts without scheme", other("www.exemple.fr")},
		{"hosts without scheme throughout", func(_ int, address string) string { return strings.TrimPrefix(address, "https://") }},
		{"white space", every(2, func(address string) string { return " \t" + address + "\r\n" })},
		{"AMP pages", every(6, func(address string) string { return address + "/amp/" })},
		{"AMP files", every(6, func(address string) string { return address + ".amp.html" })},
		{"a folder of AMP pages", every(6, func(address string) string { return strings.Replace(address, ".fr/", ".fr/amp/", 1) })},
		{"an index.html", every(6, func(address string) string { return address + "/index.html" })},
	} {
		var changed [][2]string
		for i, p := range list {
			changed = append(changed, [2]string{p[0], c.change(i, p[1])})
		}
		if found, fit := DetectSlugger(pairsOf(changed)); !reflect.DeepEqual(found, want) || !reflect.DeepEqual(fit, wantFit) {
			t.Errorf("%s: %s: found %+v, %+v, want %+v, %+v", c.rule, changed[0][1], found, fit, want, wantFit)
		}
	}
}

// TestDetectSluggerTakesOffTheName gives DetectSlugger headlines that end with the name of
// the site.
func TestDetectSluggerTakesOffTheName(t *testing.T) {
	want := Slugger{Elision: ElisionGlue}
	for _, name := range []string{" | Maroc 24", " - Le Monde de demain", " — L’Écho de Fès"} {
		list := madeUp(t, want, in("https://exemple.ma/%[3]s/%[1]s-%[2]d"))[:60]
		for i := range list {
			if i%10 > 0 {
				list[i][0] += name
			}
		}
		list[0] = [2]string{"Le Maroc, demain : L’Écho du monde", "https://exemple.ma/sport/le-maroc-demain-lecho-du-monde-24517"}
		found, fit := DetectSlugger(pairsOf(list))
		if !reflect.DeepEqual(found, want) || fit.Around != "/{section}/{slug}-{id}" || fit.Reproduced < 59 {
			t.Errorf("headlines ending with %q: found %+v, %+v, want %+v and all reproduced", name, found, fit, want)
		}
	}
}

// TestDetectSluggerFindsSecondForms gives DetectSlugger sites whose second rule has
// another form of address.
func TestDetectSluggerFindsSecondForms(t *testing.T) {
	glue, old := Slugger{Elision: ElisionGlue}, Slugger{MaxLen: 40}
	for _, c := range []struct {
		rule                  string
		first, second         Slugger
		around, other         string
		firstForm, secondForm string
		every                 int // the second rule makes every nth address
	}{
		{"a relaunch with WordPress", glue, Slugger{}, "/{date}/{slug}/", "/{section}/{slug}-{id}.html", "/%[4]s/%[5]s/%[1]s/", "/%[3]s/%[1]s-%[2]d.html", 3},
		{"the date moved, and slugs were cut", glue, old, "/{section}/{slug}-{date}_{id}/", "/{section}/{date}/{slug}_{id}", "/%[3]s/%[1]s-%[4]s%[5]s%[6]s_%[2]d/", "/%[3]s/%[4]s/%[5]s/%[6]s/%[1]s_%[2]d", 3},
		{"some addresses lack the ID", glue, glue, "/{slug}-{id}", "/{slug}", "/%[1]s-1%[2]d", "/%[1]s", 5},
		{"some addresses have an ID", glue, glue, "/{slug}", "/{slug}-{id}", "/%[1]s", "/%[1]s-1%[2]d", 5},
	} {
		var list [][2]string
		var slugs []string
		for i, row := range headlines(t) {
			form, s := c.firstForm, c.first
			if i%c.every == 1 {
				form, s = c.secondForm, c.second
			}
			slugs = append(slugs, s.Slug(row[0]))
			list = append(list, [2]string{row[0], in("https://exemple.ma"+form)(i, s.Slug(row[0]))})
		}
		found, fit := DetectSlugger(pairsOf(list[:50]))
		if !reflect.DeepEqual(found, c.first) || fit.Second == nil || !reflect.DeepEqual(*fit.Second, c.second) || fit.Around != c.around || fit.SecondAround != c.other ||
			fit.Reproduced+fit.Seconds < 48 || fit.Edited > 0 {
			t.Errorf("%s: found %+v, %+v, second %+v, want %+v by %q, %+v by %q", c.rule, found, fit, fit.Second, c.first, c.around, c.second, c.other)
			continue
		}
		text, err := json.Marshal(fit)
		if err != nil {
			t.Fatal(err)
		}
		var stored Fit
		if err := json.Unmarshal(text, &stored); err != nil {
			t.Fatal(err)
		}
		missed := 0
		for i, p := range list {
			if slug, ok := stored.SlugOf(p[1]); !ok || slug != slugs[i] {
				if missed++; missed > 3 {
					t.Errorf("%s: SlugOf(%q) = %q, %t, want %q", c.rule, p[1], slug, ok, slugs[i])
				}
			}
		}
	}
}

func TestDetectSluggerFindsNumbers(t *testing.T) {
	brief, weather := "Les brèves de la semaine", "La météo du jour"
	list := [][2]string{{brief, "/les-breves-de-la-semaine"}}
	for n := 2; n <= 4; n++ {
		list = append(list, [2]string{brief, fmt.Sprint("/les-breves-de-la-semaine-", n)})
	}
	_, fit := DetectSlugger(pairsOf(list))
	for address, want := range map[string]string{
		"/un-titre-2": "un-titre", "/un-titre-6": "un-titre", "/le-covid-19": "le-covid-19", "/mai-68": "mai-68", "/un-boeing-737": "un-boeing-737", "/le-49-3": "le-49-3",
		"/un-top-1000": "un-top-1000", "/guerre-de-1870": "guerre-de-1870", "/le-24": "le-24", "/le-budget-2026-2": "le-budget-2026", "/un-titre-02": "un-titre-02", "/raja-wydad-2-3": "raja-wydad-2-3",
	} {
		if slug, ok := fit.SlugOf(address); !ok || slug != want {
			t.Errorf("numbers 2 to 4: SlugOf(%s) = %q, %t, want %q (%+v)", address, slug, ok, want, fit)
		}
	}
	for _, c := range []struct {
		rule  string
		pairs [][2]string
		want  Fit
	}{
		{"one address", [][2]string{{brief, "les-breves-de-la-semaine-265"}}, Fit{Pairs: 1, Reproduced: 1, Numbered: 1, MaxNumber: 265 + 66 + 2, Around: "{slug}-{n}"}},
		{"some have a number", [][2]string{{brief, "/les-breves-de-la-semaine"}, {brief, "/les-breves-de-la-semaine-2"}, {brief, "/les-breves-de-la-semaine-3"}, {weather, "/la-meteo-du-jour"}, {weather, "/la-meteo-du-jour-2"}},
			Fit{Pairs: 5, Reproduced: 5, Numbered: 3, MaxNumber: 3 + 2, Around: "/{slug}-{n}"}},
		{"one of many has a number", [][2]string{{brief, "/les-breves-de-la-semaine"}, {weather, "/la-meteo-du-jour"}, {weather, "/la-meteo-du-jour-2"}, {"Le budget 2026", "/le-budget-2026"}},
			Fit{Pairs: 4, Reproduced: 4, Numbered: 1, Around: "/{slug}"}},
		{"Drupal counts from 0", [][2]string{{brief, "/les-breves-de-la-semaine"}, {weather, "/la-meteo-du-jour"}, {weather, "/la-meteo-du-jour-0"}},
			Fit{Pairs: 3, Reproduced: 3, Numbered: 1, Around: "/{slug}"}},
		{"a number of the headline is no ID", [][2]string{{"Volume 12, numéro 11", "/volume-12-numero-11"}, {"Volume 12, numéro 12", "/volume-12-numero-12"}, {"Volume 11, numéro 50", "/volume-11-numero-50"}},
			Fit{Pairs: 3, Reproduced: 3, Around: "/{slug}"}},
		{"an ID after a number of the headline", [][2]string{{"Volume 12, numéro 11", "/volume-12-numero-11-24518"}, {"Volume 12, numéro 12", "/volume-12-numero-12-24519"}, {"Le budget 2026", "/le-budget-2026-24520"}},
			Fit{Pairs: 3, Reproduced: 3, Around: "/{slug}-{id}"}},
		{"an ID before a number of the headline", [][2]string{{"5 000 coureurs à Fès", "/24518-5-000-coureurs-a-fes"}, {"3 idées de sortie", "/24519-3-idees-de-sortie"}, {"2026, année des oasis", "/24520-2026-annee-des-oasis"}},
			Fit{Pairs: 3, Reproduced: 3, Around: "/{id}-{slug}"}},
	} {
		_, fit := DetectSlugger(pairsOf(c.pairs))
		if !reflect.DeepEqual(fit, c.want) {
			t.Errorf("%s: %+v, want %+v", c.rule, fit, c.want)
		}
	}
}

// TestDetectSluggerReadsEscapes gives DetectSlugger the addresses of an Arabic site as
// WordPress stores them, as browsers send them and as people read them.
func TestDetectSluggerReadsEscapes(t *testing.T) {
	wordpress := Slugger{Profile: ProfileWordPress}
	titles := []string{
		"أمطار قوية في شمال المغرب", "الرجاء يفوز على الوداد 2-1", "أسعار المحروقات ترتفع من جديد", "وزارة الصحة تطلق حملة تلقيح", "معرض الكتاب يفتح أبوابه في الرباط",
		"مَهرجان فاس يعود", "La 3ᵉ édition du Salon de Fès", "القطار السريع يصل إلى مراكش",
	}
	for _, around := range []string{"https://exemple.ma/%s/", "/2026/11/14/%s-24518.html", "%s"} {
		var want Fit
		for i, form := range []struct {
			name  string
			write func(slug string) string
		}{
			{"as stored", func(slug string) string { return slug }},
			{"escapes in capitals", func(slug string) string { return upperEscapes(slug) }},
			{"decoded", func(slug string) string { s, _ := url.PathUnescape(slug); return s }},
		} {
			var list [][2]string
			for _, title := range titles {
				list = append(list, [2]string{title, fmt.Sprintf(around, form.write(wordpress.Slug(title)))})
			}
			found, fit := DetectSlugger(pairsOf(list))
			if !reflect.DeepEqual(found, wordpress) || fit.Reproduced != len(titles) {
				t.Errorf("%s, %s: found %+v, %+v, want WordPress and all reproduced", around, form.name, found, fit)
			}
			if i == 0 {
				want = fit
			} else if !reflect.DeepEqual(fit, want) {
				t.Errorf("%s, %s: %+v, want %+v as with the other forms", around, form.name, fit, want)
			}
			if slug, ok := fit.SlugOf(list[0][1]); !ok || slug != "أمطار-قوية-في-شمال-المغرب" {
				t.Errorf("%s, %s: SlugOf(%q) = %q, %t, want it decoded", around, form.name, list[0][1], slug, ok)
			}
		}
	}
}

// upperEscapes returns s with the hexadecimal digits of its escapes in capitals.
func upperEscapes(s string) string {
	b := []byte(s)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == '%' {
			copy(b[i:], strings.ToUpper(s[i:i+3]))
		}
	}
	return string(b)
}

// TestDetectSluggerSurvivesRubbish mixes what exports of databases have among the pairs.
func TestDetectSluggerSurvivesRubbish(t *testing.T) {
	list := madeUp(t, Slugger{Elision: ElisionGlue}, in("https://exemple.ma/%[3]s/%[1]s-%[2]d.html"))[:60]
	for _, p := range [][2]string{
		{"", ""}, {"", "https://exemple.ma/sport/-24518.html"}, {"Un titre", ""}, {"\xff\xfe", "https://exemple.ma/%ff%fe-24518.html"}, {"🔥🔥", "https://exemple.ma/sport/%F0%9F%94%A5-24518.html"},
		{"Un titre", "::"}, {"Un titre", "https://exemple.ma/%zz%"}, {"{slug}", "https://exemple.ma/{slug}-{id}.html"}, {"Titre", "mailto:redaction@exemple.ma"}, {"\x00", "\x00"},
		{"Un titre", "https://exemple.ma/sport/un-titre-24518.html/../../etc"}, {strings.Repeat("Encore ", 5_000), "https://exemple.ma/sport/" + strings.Repeat("encore-", 5_000) + "24518.html"},
	} {
		list = append(list, p, p)
	}
	list[0][0], list[1][0] = "<b>"+list[0][0]+"</b>", strings.ReplaceAll(list[1][0], "’", "&#8217;")
	found, fit := DetectSlugger(pairsOf(list))
	if !reflect.DeepEqual(found, Slugger{Elision: ElisionGlue}) || fit.Around != "/{section}/{slug}-{id}.html" || fit.Reproduced < 60 {
		t.Errorf("found %+v, %+v, want the rule of the site", found, fit)
	}
}

func TestDetectSluggerIgnoresOrder(t *testing.T) {
	list := madeUp(t, Slugger{Elision: ElisionGlue, MaxLen: 60}, in("/%[3]s/%[1]s-%[2]d.html"))
	for i := range list {
		switch i % 4 {
		case 1:
			list[i][1] = in("/%[3]s/%[1]s-%[2]d.html")(i, Slug(list[i][0]))
		case 2:
			list[i][1] = in("/autre/%[2]d")(i, "")
		}
	}
	for range 3 { // enough for a sample
		list = append(list, list...)
	}
	want, wantFit := DetectSlugger(pairsOf(list))
	r := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		if found, fit := DetectSlugger(pairsOf(list)); !reflect.DeepEqual(found, want) || !reflect.DeepEqual(fit, wantFit) {
			t.Errorf("in another order: found %+v, %+v, want %+v, %+v", found, fit, want, wantFit)
		}
	}
	if !wantFit.Found() || wantFit.Second == nil {
		t.Errorf("%+v, want two rules", wantFit)
	}
}

// TestDetectSluggerIsLinear takes 50 pairs with addresses of 128 KB, and 200,000
// pairs.
func TestDetectSluggerIsLinear(t *testing.T) {
	for _, unit := range []string{"a", "a-", "a/", "-", "/", "%", "%41", "%d8%a7", "2026/11/", "1-", "é", "{slug}", "\xff", "a.", "f-5e"} {
		long := strings.Repeat(unit, 1<<17/len(unit))
		start := time.Now()
		found, fit := DetectSlugger(func(yield func(string, string) bool) {
			for i := range 50 {
				if !yield(fmt.Sprint("a a a a ", i), fmt.Sprint("/", long, "-a-a-", i)) {
					return
				}
			}
		})
		fit.Around = "/{section}/{date}/a-{slug}-{id}"
		fit.SlugOf(long)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%q: 50 addresses of 128 KB took %v: %+v", unit, took, found)
		}
	}
	start := time.Now()
	_, fit := DetectSlugger(func(yield func(string, string) bool) {
		for i := range 200_000 {
			if !yield(fmt.Sprintf("L’article %d de la série", i), fmt.Sprintf("/2026/11/larticle-%d-de-la-serie-%d/", i, 7*i)) {
				return
			}
		}
	})
	if took := time.Since(start); fit.Reproduced != 200_000 || took > 10*time.Second {
		t.Errorf("200,000 pairs took %v: %+v", took, fit)
	}
}

// TestSlugOf checks what a Fit makes of addresses that were not among the pairs.
func TestSlugOf(t *testing.T) {
	for _, c := range []struct{ rule, around, address, want string }{ // want is "" if the address has another form
		{"a section that was not seen", "/sport/{slug}-{id}.html", "https://exemple.ma/monde/le-souk-24518.html", "le-souk"},
		{"more sections", "/{section}/{slug}", "/a/b/c/le-souk", "le-souk"},
		{"no section", "/{section}/{slug}", "/le-souk", "le-souk"},
		{"no section in the pattern", "/{slug}", "/sport/le-souk", ""},
		{"another separator", "/{slug},{id}.php", "/le-souk-24518.php", "le-souk"},
		{"another extension", "/{slug}-{id}.php", "/le-souk-24518.html", ""},
		{"no extension", "/{slug}-{id}.php", "/le-souk-24518", ""},
		{"no ID", "/{slug}-{id}", "/le-souk", ""},
		{"no date", "/{date}/{slug}", "/le-souk", ""},
		{"an impossible date", "/{date}/{slug}", "/2026/13/le-souk", ""},
		{"month of one digit", "/{date}/{slug}", "/2026/3/le-souk", "le-souk"},
		{"a date in the folders rather than after the slug", "/{section}/{slug}-{date}_{id}/", "/monde/2020/07/07/le-souk_24518", "le-souk"},
		{"a date after the slug rather than in the folders", "/{section}/{date}/{slug}_{id}", "/monde/le-souk-20210101_24518", "le-souk"},
		{"a date elsewhere, without ID", "/{date}/{slug}", "/monde/le-souk-20210101", ""},
		{"the last number is the ID", "/{slug}-{id}", "/budget-2026-24518", "budget-2026"},
		{"the first number is the ID", "/{id}-{slug}", "/24518-2026-le-budget", "2026-le-budget"},
		{"a number is removed", "/{slug}-{n}", "/les-breves-265", "les-breves"},
		{"no number", "/{slug}-{n}", "/les-breves", "les-breves"},
		{"a year is no number", "/{slug}-{n}", "/le-budget-2026", "le-budget-2026"},
		{"1 is no number", "/{slug}-{n}", "/raja-wydad-2-1", "raja-wydad-2-1"},
		{"a number without {n} stays", "/{slug}", "/les-breves-265", "les-breves-265"},
		{"a word before an ID", "/{section}-{id}-{slug}", "/article-24518-le-souk", "le-souk"},
		{"hyphens at the ends", "/{slug},{id}", "/-le-souk-,24518", "le-souk"},
		{"runs of hyphens keep them", "/{slug},{id}", "/fus---le-souk--,24518", "fus---le-souk--"},
		{"slashes do not matter", "/{slug}/", "le-souk", "le-souk"},
		{"decoded", "/{slug}", "/%D8%B3%d9%88%D9%82", "سوق"},
		{"normal form C", "/{slug}", "/e\u0301te", "éte"},
		{"an escaped slash stays escaped", "/{slug}", "/a%2fb", "a%2Fb"},
		{"query and fragment", "/{slug}", "https://exemple.ma/le-souk?a=/b#c/d", "le-souk"},
		{"a host alone", "/{slug}", "https://exemple.ma", ""},
		{"an empty address", "/{slug}", "", ""},
		{"a pattern without slug", "/{id}", "/24518", ""},
		{"a pattern with two", "/{slug}-{slug}", "/le-souk", ""},
		{"a section after the slug", "/{slug}/{section}", "/le-souk/sport", ""},
		{"an unknown name is literal", "/{page}/{slug}-{x}", "/{page}/le-souk-{x}", "le-souk"},
		{"nothing but an ID", "/{slug}-{id}", "/24518", ""},
		{"nothing left", "/{slug}-{id}", "/-24518", ""},
		{"an extension that the pattern lacks", "/fr/actualites/{slug}", "/contact.html", ""},
		{"the same in a section", "/{section}/{slug}/", "/politique/titre-1.html", ""},
		{"a file of the site", "/{slug}", "/robots.txt", ""},
		{"fewer segments than the literal ones", "/fr/actualites/{slug}", "/feed/", ""},
		{"the page of a literal section", "/fr/actualites/{slug}", "/fr/actualites/", ""},
		{"other literal sections", "/fr/actualites/{slug}", "/fr/sport/le-souk", "le-souk"},
		{"the page of a section", "/{section}/{slug}/", "/politique/", ""},
		{"the second page of a section", "/{section}/{slug}/", "/politique/page/2/", ""},
		{"the archive of a day", "/{date}/{slug}/", "/2025/02/15/", ""},
		{"the archive of a month", "/{date}/{slug}/", "/2025/02/", ""},
		{"the same in a section", "/{section}/{slug}/", "/2025/02/15/", ""},
		{"the archive of a day with hyphens", "/{section}/{slug}/", "/archives/2025-02-15/", ""},
		{"a headline that is a number", "/{date}/{slug}/", "/2025/02/15/1984/", "1984"},
		{"another word before the slug", "/article-{slug}-{id}", "/live-le-souk-24518", ""},
		{"an AMP page", "/{section}/{slug}-{id}", "/sport/le-souk-24518/amp/", "le-souk"},
		{"an AMP page of a pattern without ID", "/{section}/{slug}/", "/sport/le-souk/amp/", "le-souk"},
		{"an AMP file", "/{section}/{slug}-{id}", "/sport/le-souk-24518.amp.html", "le-souk"},
		{"an AMP file with extension", "/{section}/{slug}-{id}.html", "/sport/le-souk-24518.amp.html", "le-souk"},
		{"a folder of AMP pages", "/{date}/{slug}", "/amp/2026/11/14/le-souk", "le-souk"},
		{"an index.html", "/{section}/{slug}/", "/sport/le-souk/index.html", "le-souk"},
		{"the index.html of a section", "/{section}/{slug}/", "/sport/index.html", ""},
		{"a host without scheme", "/{date}/{slug}", "www.exemple.ma/2026/11/14/le-souk", "le-souk"},
		{"a file that is no host", "/index.php/{slug}", "index.php/le-souk", "le-souk"},
		{"another scheme", "/{slug}", "mailto:redaction", ""},
		{"a script", "/{section}/{slug}", "javascript:/sport/le-souk", ""},
		{"full stops with escapes", "/{slug}", "/%2e%2e", ""},
		{"a space", "/{slug}", "/le%20souk", ""},
		{"a no-break space", "/{slug}", "/le\u00a0souk", ""},
		{"a control character", "/{slug}", "/le%00souk", ""},
		{"an at sign", "/{slug}", "/@le-souk", ""},
		{"underscores of WordPress", "/{slug}/", "/le_souk-de-fes/", "le_souk-de-fes"},
		{"white space around", "/{slug}/", " /le-souk/\r\n", "le-souk"},
	} {
		fit := Fit{Pairs: 1, Reproduced: 1, Around: c.around}
		if slug, ok := fit.SlugOf(c.address); slug != c.want || ok != (c.want != "") {
			t.Errorf("%s: %s: SlugOf(%q) = %q, %t, want %q", c.rule, c.around, c.address, slug, ok, c.want)
		}
	}
	if slug, ok := (Fit{Reproduced: 1}).SlugOf("/le-souk/"); !ok || slug != "le-souk" {
		t.Errorf("slugs alone: SlugOf = %q, %t, want le-souk", slug, ok)
	}
}

// TestFitIsData checks that a Fit is the same after a round trip through JSON.
func TestFitIsData(t *testing.T) {
	want := Fit{Pairs: 50, Reproduced: 30, Edited: 5, Numbered: 2, MaxNumber: 7, Around: "/{section}/{slug}-{n}-{id}.html", Second: &Slugger{Elision: ElisionGlue}, Seconds: 9}
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got Fit
	if err := json.Unmarshal(text, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("read %+v, %v from %s, want %+v", got, err, text, want)
	}
	if names := `{"pairs":50,"reproduced":30,"edited":5,"numbered":2,"max_number":7,"around":"/{section}/{slug}-{n}-{id}.html","second":{"elision":"glue"},"seconds":9}`; string(text) != names {
		t.Errorf("the JSON is %s, want %s", text, names)
	}
}
