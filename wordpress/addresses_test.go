package wordpress

import (
	"testing"

	"github.com/presse-go/presse"
)

func TestShortLinks(t *testing.T) {
	for address, want := range map[string]bool{
		"https://gazette.example/?p=12": true, "https://gazette.example/?page_id=12": true, "https://gazette.example/?post_type=breve&p=12": true,
		"https://gazette.example/?post_type=breve": true, "https://gazette.example/pont/": false, "https://gazette.example/pont/?page=2": false,
		"https://gazette.example/?%": false, "": false,
	} {
		if got := isShort(address); got != want {
			t.Errorf("%s: got %v, want %v", address, got, want)
		}
	}
}

func TestFormerDateInPath(t *testing.T) {
	cases := []struct{ rule, path, date, other, want string }{
		{"a day", "2026/03/02/pont", "2026-03-02 09:00:00", "2025-12-31", "2025/12/31/pont"},
		{"a month", "2026/03/pont", "2026-03-02 09:00:00", "2025-12-31", "2025/12/pont"},
		{"a year", "2026/pont", "2026-03-02 09:00:00", "2025-12-31", "2025/pont"},
		{"behind a section", "ville/2026/03/pont", "2026-03-02 09:00:00", "2025-12-31", "ville/2025/12/pont"},
		{"the same month", "2026/03/pont", "2026-03-02 09:00:00", "2026-03-01", ""},
		{"another date", "2024/03/02/pont", "2026-03-02 09:00:00", "2025-12-31", ""},
		{"none", "pont", "2026-03-02 09:00:00", "2025-12-31", ""},
		{"not a date", "2026/pont", "2026-03-02 09:00:00", "2025", ""},
		{"neither a date", "2026/pont", "2026-03-02 09:00:00", "31.12.2025", ""},
		{"no date of the story", "2026/pont", "", "2025-12-31", ""},
		{"no path", "", "2026-03-02 09:00:00", "2025-12-31", ""},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			if got, ok := withDate(c.path, c.date, c.other); ok != (c.want != "") || ok && got != c.want {
				t.Errorf("%s, %s → %s: got %q %v, want %q", c.path, c.date, c.other, got, ok, c.want)
			}
		})
	}
}

func TestAddressesOnTheSite(t *testing.T) {
	cases := []struct{ rule, base, in, absolute, relative string }{
		{"a path", "https://gazette.example", "a/b", "https://gazette.example/a/b", "a/b"},
		{"a path with a slash", "https://gazette.example", "/a/b", "https://gazette.example/a/b", "a/b"},
		{"a site in a folder", "https://gazette.example/fr", "/a", "https://gazette.example/a", "a"},
		{"another host", "https://gazette.example", "https://autre.example/a", "https://autre.example/a", "https://autre.example/a"},
		{"a query", "https://gazette.example", "https://gazette.example/a?b=1", "https://gazette.example/a?b=1", "a?b=1"},
		{"nothing", "https://gazette.example", "", "", ""},
		{"no base", "", "a", "", ""},
		{"a base that is no address", ":", "a", "", ""},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			s := &site{base: c.base}
			got := s.absolute(c.in)
			if got != c.absolute {
				t.Errorf("absolute of %q: got %q, want %q", c.in, got, c.absolute)
			}
			if got != "" && s.relative(got) != c.relative {
				t.Errorf("relative of %q: got %q, want %q", got, s.relative(got), c.relative)
			}
		})
	}
}

func TestAccessWords(t *testing.T) {
	for _, list := range []struct {
		access presse.Access
		ok     bool
		words  []string
	}{
		{presse.AccessFree, true, []string{"", "0", "no", "false", "off", "non", "none", "null", "NULL", "a:0:{}", "b:0;", "N;", "لا", "free", "gratuit", "Libre", "public", "everybody", "tous", "all", "everyone", "مجاني"}},
		{presse.AccessRegistered, true, []string{"registered", "inscrits", "inscrit", "members"}},
		{presse.AccessMetered, true, []string{"metered"}},
		{presse.AccessPaid, true, []string{"1", "true", "yes", "on", "Oui", "paid", "payant", "premium", "abonnés", "abonnes", "abonne", "subscribers", "نعم"}},
		{presse.AccessPaid, false, []string{"2", "niveau 3", "a:1:{i:0;i:1;}"}},
	} {
		for _, word := range list.words {
			if access, ok := accessOf(word); access != list.access || ok != list.ok {
				t.Errorf("%q: got %v %v, want %v %v", word, access, ok, list.access, list.ok)
			}
		}
	}
}

func TestNamesThatRestrict(t *testing.T) {
	for name, want := range map[string]bool{
		"journal_paywall": true, "paywalled": true, "_mon-theme.payant": true, "reserve abonnés": true, "abonnes_seulement": true, "restricted_to": true,
		"content_subscribers": true, "article_premium": true, "is_members_only": true, "subscriber": true, "subscribersonly": true, "lieu_reserve": false,
		"_premium_addons": false, "newsletter_subscribe": false, "members": true, "members_list": false, "surtitre": false,
	} {
		if got := nameKind(name).restricts("1"); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}
