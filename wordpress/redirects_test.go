package wordpress

import (
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

func link(slug, address string) change {
	return func(it *Item) { it.Slug, it.Link = slug, address }
}

func TestRedirects(t *testing.T) {
	const site = "https://gazette.example/"
	renamed := link("le-pont", site+"2026/03/02/le-pont/")
	cases := []struct {
		rule  string
		items []Item
		url   func(*presse.Article) string
		want  string
	}{
		{"the short link", []Item{story("12", link("pont", site+"pont/"))}, nil, "?p=12→pont/"},
		{"a site with short links only", []Item{story("12", link("pont", site+"?p=12"))}, nil, ""},
		{"former slugs", []Item{story("12", link("pont", site+"ville/pont/"), meta("_wp_old_slug", "le-pont", "_wp_old_slug", "%d8%ac%d8%b3%d8%b1"))}, nil, "?p=12→ville/pont/ ville/le-pont→ville/pont/ ville/جسر→ville/pont/"},
		{"a former date", []Item{story("12", renamed, meta("_wp_old_date", "2026-02-28"))}, nil, "?p=12→2026/03/02/le-pont/ 2026/02/28/le-pont→2026/03/02/le-pont/"},
		{"a former date and a former slug", []Item{story("12", renamed, meta("_wp_old_date", "2026-02-28", "_wp_old_slug", "pont"))}, nil,
			"?p=12→2026/03/02/le-pont/ 2026/03/02/pont→2026/03/02/le-pont/ 2026/02/28/le-pont→2026/03/02/le-pont/ 2026/02/28/pont→2026/03/02/le-pont/"},
		{"a month", []Item{story("12", link("le-pont", site+"2026/03/le-pont.html"), meta("_wp_old_date", "2026-02-28", "_wp_old_slug", "pont"))}, nil,
			"?p=12→2026/03/le-pont.html 2026/03/pont.html→2026/03/le-pont.html 2026/02/le-pont.html→2026/03/le-pont.html 2026/02/pont.html→2026/03/le-pont.html"},
		{"a former date without dates in addresses", []Item{story("12", link("pont", site+"pont/"), meta("_wp_old_date", "2026-02-28"))}, nil, "?p=12→pont/"},
		{"a new address", []Item{story("12", link("pont", site+"pont/"))}, func(a *presse.Article) string { return "/" + a.ID + "-" + a.Slug }, "?p=12→12-pont pont→12-pont"},
		{"a new host", []Item{story("12", link("pont", site+"pont/"))}, func(a *presse.Article) string { return "https://nouveau.example/" + a.Slug }, "?p=12→https://nouveau.example/pont pont→https://nouveau.example/pont"},
		{"no redirect to a draft", []Item{story("12", status("draft"), draftDate, meta("_wp_old_slug", "secret"))}, nil, ""},
		{"no redirect to a private story", []Item{story("12", status("private"), meta("_wp_old_slug", "secret"))}, nil, ""},
		{"no redirect to a protected story", []Item{story("12", password("x"), meta("_wp_old_slug", "secret"))}, nil, ""},
		{"no redirect to a story under embargo", []Item{story("12", meta("embargo", "2027-01-01 00:00:00", "_wp_old_slug", "secret"))}, nil, ""},
		{"no redirect to a scheduled story", []Item{story("12", status("future"), published("2026-03-12 09:00:00", "2026-03-12 08:00:00"))}, nil, ""},
		{"a paid story is redirected to", []Item{story("12", link("pont", site+"pont/"), meta("abonnes", "1"))}, nil, "?p=12→pont/"},
		{"a story in the trash that was public is gone", []Item{story("12", status("trash"), link("pont__trashed", site+"?p=12"), meta("_wp_trash_meta_status", "publish", "_wp_desired_post_slug", "pont"))}, nil, "?p=12→"},
		{"a story in the trash that was not", []Item{story("12", status("trash"), link("pont__trashed", site+"?p=12"), meta("_wp_trash_meta_status", "draft"))}, nil, ""},
		{"an expired story is gone", []Item{story("12", link("pont", site+"pont/"), meta("date_expiration", "2026-03-05 00:00:00"))}, nil, "?p=12→"},
		{"a former slug that another story has", []Item{story("12", link("pont", site+"pont/"), meta("_wp_old_slug", "parc")), story("13", link("parc", site+"parc/"))}, nil, "?p=12→pont/ ?p=13→parc/"},
		{"a former slug that a private story has", []Item{story("12", link("pont", site+"pont/"), meta("_wp_old_slug", "parc")), story("13", link("parc", site+"parc/"), status("private"))}, nil, "?p=12→pont/"},
		{"a former slug that a page has", []Item{story("12", link("pont", site+"pont/"), meta("_wp_old_slug", "parc")), story("13", link("parc", site+"parc/"), func(it *Item) { it.Type = "page" })}, nil, "?p=12→pont/"},
		{"a former slug of two stories leads to the first", []Item{story("12", link("pont", site+"pont/"), meta("_wp_old_slug", "parc")), story("13", link("jardin", site+"jardin/"), meta("_wp_old_slug", "parc"))}, nil, "?p=12→pont/ parc→pont/ ?p=13→jardin/"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			x, _ := open(t, testExport{channel: lina, items: c.items}.String(), Options{URL: c.url})
			var got []string
			for r, err := range x.Redirects() {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, r.From+"→"+r.To)
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.rule, s, c.want)
			}
		})
	}
}

func TestAddresses(t *testing.T) {
	cases := []struct {
		rule    string
		changes []change
		want    string // slug, address, former slugs
		told    string
	}{
		{"as WordPress had it", []change{link("pont", "https://gazette.example/ville/pont/")}, "pont https://gazette.example/ville/pont/ []", "-"},
		{"a slug is decoded, an address is not", []change{link("%d8%ac%d8%b3%d8%b1", "https://gazette.example/%d8%ac%d8%b3%d8%b1/")}, "جسر https://gazette.example/%d8%ac%d8%b3%d8%b1/ []", "-"},
		{"a slug that was cut in a character stays encoded", []change{link("%d8%ac%d8", "https://gazette.example/%d8%ac%d8/")}, "%d8%ac%d8 https://gazette.example/%d8%ac%d8/ []", "-"},
		{"the short link of a draft is no address", []change{status("draft"), draftDate, link("", "https://gazette.example/?p=12")}, "  []", "wp:post_date"},
		{"the short link of a published story is one", []change{link("pont", "https://gazette.example/?p=12")}, "pont https://gazette.example/?p=12 []", "-"},
		{"a published story without a slug", []change{link("", "https://gazette.example/pont/")}, "pont https://gazette.example/pont/ []", "without a slug"},
		{"former slugs", []change{link("pont", ""), meta("_wp_old_slug", "le-pont", "_wp_old_slug", "pont", "_wp_old_slug", "le-pont")}, "pont  [le-pont]", "-"},
		{"a former path", []change{link("pont", "https://gazette.example/2026/03/pont/"), meta("_wp_old_date", "2025-12-31")}, "pont https://gazette.example/2026/03/pont/ [2025/12/pont]", "-"},
		{"a former date without dates in addresses", []change{link("pont", "https://gazette.example/pont/"), meta("_wp_old_date", "2025-12-31")}, "pont https://gazette.example/pont/ []", `_wp_old_date "2025-12-31" dropped`},
		{"a slug in the trash with a number", []change{status("trash"), link("pont__trashed-2", "https://gazette.example/?p=12")}, "pont  []", "-"},
		{"the slug that is to come back from the trash", []change{status("trash"), link("pont__trashed", "https://gazette.example/?p=12"), meta("_wp_desired_post_slug", "le-pont")}, "le-pont  []", "-"},
		{"a slug in the trash", []change{status("trash"), link("pont__trashed", "https://gazette.example/?p=12"), meta("_wp_desired_post_slug", "pont")}, "pont  []", "-"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			list, losses := read(t, testExport{items: []Item{story("12", c.changes...)}}, Options{})
			a := list[0]
			if got := a.Slug + " " + a.URL + " [" + strings.Join(a.FormerSlugs, " ") + "]"; got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.rule, got, c.want)
			}
			if list := told(losses); c.told == "-" && list != "" || c.told != "-" && !strings.Contains(list, c.told) {
				t.Errorf("%s: got losses %q, want %q", c.rule, list, c.told)
			}
		})
	}
}

// Readers are not sent to another story if Options.URL returns its address.
func TestRedirectsToOneAddress(t *testing.T) {
	x, losses := open(t, testExport{channel: lina, items: []Item{story("12"), story("13")}}.String(), Options{URL: func(*presse.Article) string { return "/nouvelle" }})
	var got []string
	for d, err := range x.Redirects() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, d.From+" → "+d.To)
	}
	if s := strings.Join(got, ", "); s != "?p=12 → nouvelle, le-pont-rouvre-12 → nouvelle" {
		t.Errorf("got %s, want those of the story 12", s)
	}
	if s := told(*losses); !strings.Contains(s, `redirect "12" dropped: `+errSame.Error()) {
		t.Errorf("the story 13 is not reported: %s", s)
	}
}
