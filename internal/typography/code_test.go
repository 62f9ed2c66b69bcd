package typography_test

import (
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse/internal/typography"
)

func TestWithoutCode(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"nothing", "", ""},
		{"prose", "La crue : 24/7, 50 km/h [sic] et R&D", "La crue : 24/7, 50 km/h [sic] et R&D"},
		{"an address", "voir https://exemple.ma/a?b=c#d hier", "voir   hier"},
		{"an address in brackets", "voir <https://exemple.ma/a>", "voir < >"},
		{"an address of files", "voir ftp://exemple.ma", "voir  "},
		{"an address without a scheme", "voir www.exemple.ma hier", "voir   hier"},
		{"an address in capitals", "voir WWW.EXEMPLE.MA", "voir  "},
		{"www in a word", "awww.ah", "awww.ah"},
		{"a path after the name of a host", "voir pic.twitter.com/Qx7 hier", "voir   hier"},
		{"a host without a path is a name", "Booking.com recrute", "Booking.com recrute"},
		{"a host must have two parts", "voir .com/a", "voir .com/a"},
		{"a host must end in a domain", "art. 3.1/2 et J.-C./après", "art. 3.1/2 et J.-C./après"},
		{"a domain has at most five letters", "fin.Ensuite/puis fin.ensuite/puis", "fin.Ensuite/puis fin.ensuite/puis"},
		{"a path has a letter or digit", "voir exemple.ma/ hier", "voir exemple.ma/ hier"},
		{"an e-mail address", "écrire à salma.idrissi@exemple.ma.", "écrire à  ."},
		{"a handle", "selon @salma", "selon @salma"},
		{"a shortcode with an attribute", `a [gallery ids="1,2"] b`, "a   b"},
		{"a shortcode without an attribute", "a [gallery] b", "a   b"},
		{"a pair of shortcodes keeps its content", `[caption id="a"]Le pont[/caption]`, " Le pont "},
		{"the end of an unknown shortcode", `[su_box title="a"]Le pont[/su_box]`, " Le pont "},
		{"the desk’s brackets", "[sic] [NDLR : hier] [la ministre] [Video] [1]", "[sic] [NDLR : hier] [la ministre] [Video] [1]"},
		{"a bracket without an end", "a [gallery", "a [gallery"},
		{"several", "a@b.c x://y [/z] d", "      d"},
	} {
		if got := typography.WithoutCode(c.in); got != c.want {
			t.Errorf("%s: WithoutCode(%q) = %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}

func TestWithoutCodeIsLinear(t *testing.T) {
	for _, unit := range []string{"@", "a@", "[", "[code] a@b.c ", "://", "a.bc/", "a.bc/d ", "w", "www.", "a/", "[code]", "[/"} {
		start := time.Now()
		typography.WithoutCode(strings.Repeat(unit, 1<<20/len(unit)))
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%q repeated to 1 MiB takes %v", unit, took)
		}
	}
}
