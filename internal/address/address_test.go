package address

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
	"golang.org/x/text/unicode/norm"
)

func TestValid(t *testing.T) {
	for _, c := range []struct{ rule, segment, want string }{
		{"a slug", "la-pluie-revient", ""},
		{"underscores and digits", "titre_6041967_3210", ""},
		{"capitals", "Titre-Majuscules", ""},
		{"a file name", "x.html", ""},
		{"Arabic", "المغرب", ""},
		{"Arabic, encoded", "%D8%A7%D9%84%D9%85%D8%BA%D8%B1%D8%A8", ""},
		{"escapes in lower case", "%c3%a9t%c3%a9", ""},
		{"punctuation that a path may have", "a,b;c=d&e+f@g!h'i(j)*~:k", ""},
		{"three dots", "...", ""},
		{"a dot in front", ".well-known", ""},
		{"white space other than U+0020", "500\u2009000-euros\u00a0", ""},
		{"an encoded percent sign", "100%25-maroc", ""},
		{"escapes of Latin-1", "%E9t%E9", ""},
		{"255 bytes", strings.Repeat("a", 255), ""},
		{"255 bytes, decoded", strings.Repeat("%C3%A9", 127) + "a", ""},

		{"nothing", "", "not a valid address: empty"},
		{"a dot", ".", "not a valid address: . or .. as a segment"},
		{"two dots", "..", "not a valid address: . or .. as a segment"},
		{"two dots, encoded", "%2e.", "not a valid address: . or .. as a segment"},
		{"a slash", "a/b", "not a valid address: character '/'"},
		{"an encoded slash", "a%2fb", "not a valid address: character '/'"},
		{"a question mark", "a?b", "not a valid address: character '?'"},
		{"an encoded question mark", "a%3Fb", "not a valid address: character '?'"},
		{"a number sign", "a#b", "not a valid address: character '#'"},
		{"an encoded number sign", "a%23b", "not a valid address: character '#'"},
		{"a space", "a b", "not a valid address: character ' '"},
		{"an encoded space", "a%20b", "not a valid address: character ' '"},
		{"a control character", "a\tb", `not a valid address: character '\t'`},
		{"an encoded control character", "a%00b", `not a valid address: character '\x00'`},
		{"a control character beyond ASCII", "a\u0085b", `not a valid address: character '\u0085'`},
		{"a percent sign", "100%-maroc", "not a valid address: % without two hexadecimal digits"},
		{"a percent sign at the end", "a%", "not a valid address: % without two hexadecimal digits"},
		{"half an escape at the end", "a%4", "not a valid address: % without two hexadecimal digits"},
		{"a sign is not a digit", "%+1", "not a valid address: % without two hexadecimal digits"},
		{"invalid UTF-8", "a\xff", "not a valid address: invalid UTF-8"},
		{"256 bytes", strings.Repeat("a", 256), "not a valid address: segment longer than 255 bytes"},
		{"256 bytes, decoded", strings.Repeat("%C3%A9", 128), "not a valid address: segment longer than 255 bytes"},
	} {
		got := ""
		if err := Valid(c.segment); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: Valid(%q)\ngot  %q\nwant %q", c.rule, c.segment, got, c.want)
		}
	}
}

func TestValidPath(t *testing.T) {
	for path, want := range map[string]bool{
		"a": true, "2019/03/titre": true, "economie/%C3%A9t%C3%A9.html": true,
		"": false, "/": false, "/a": false, "a/": false, "a//b": false, "a/../b": false, "a/%2E%2E/b": false, "a/b?c": false,
	} {
		if err := ValidPath(path); (err == nil) != want {
			t.Errorf("ValidPath(%q) = %v, want it valid: %t", path, err, want)
		}
	}
}

func TestValidFormer(t *testing.T) {
	for _, c := range []struct {
		rule, path string
		want       bool
	}{
		{"a slug", "titre", true},
		{"a path", "2019/03/titre.html", true},
		{"a space", "2019/un titre.html", true},
		{"an encoded space", "un%20titre", true},
		{"an encoded slash", "a%2Fb", true},
		{"an encoded question mark", "a%3fb", true},
		{"an encoded number sign", "a%23b", true},
		{"a question mark", "spip.php?article12", false},
		{"a number sign", "a#b", false},
		{"a control character", "a\nb", false},
		{"an encoded control character", "a%00b", false},
		{"two dots, encoded", "a/%2e%2e/b", false},
		{"a percent sign that begins no escape", "100%", false},
		{"slashes side by side", "a//b", false},
		{"a slash in front", "/a", false},
		{"nothing", "", false},
		{"256 bytes", strings.Repeat("a", 256), false},
		{"invalid UTF-8", "a\xff", false},
	} {
		if err := ValidFormer(c.path); (err == nil) != c.want {
			t.Errorf("%s: ValidFormer(%q) = %v, want it valid: %t", c.rule, c.path, err, c.want)
		}
		if ValidPath(c.path) == nil && !c.want {
			t.Errorf("%s: %q is valid as a new path", c.rule, c.path)
		}
	}
}

func TestKey(t *testing.T) {
	for _, c := range []struct{ rule, path, want string }{
		{"nothing", "", ""},
		{"as it is", "economie/la-pluie", "economie/la-pluie"},
		{"slashes around it", "/economie/bourse//", "economie/bourse"},
		{"decoded", "%C3%A9t%c3%a9", "été"},
		{"unreserved characters", "%41%2d%7e", "A-~"},
		{"composed", "e\u0301te\u0301", "été"},
		{"a letter, and its accent encoded", "e%CC%81", "é"},
		{"a letter half encoded", "\xc3%A9", "é"},
		{"capitals differ", "Ete", "Ete"},
		{"an encoded slash is part of a segment", "a%2fb", "a%2Fb"},
		{"an encoded question mark is not one", "a%3fb", "a%3Fb"},
		{"an encoded number sign is not one", "a%23b", "a%23b"},
		{"an encoded percent sign", "%2541", "%2541"},
		{"a percent sign", "100%", "100%25"},
		{"an escape made of escapes stays as it is", "%%34%31", "%2541"},
		{"bytes that are not UTF-8", "%e9t%e9", "%E9t%E9"},
		{"bytes that are not UTF-8, as they are", "\xe9t\xe9", "%E9t%E9"},
		{"an accent after an escape that stays", "%ea\u0301", "%EA\u0301"},
		{"U+FFFD is text", "%EF%BF%BD\ufffd", "\ufffd\ufffd"},
	} {
		if got := Key(c.path); got != c.want {
			t.Errorf("%s: Key(%q) = %q, want %q", c.rule, c.path, got, c.want)
		}
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		rule, a, b string
		want       bool
	}{
		{"itself", "a/b", "a/b", true},
		{"slashes around it", "/a/b/", "a/b", true},
		{"escapes in either case", "%d8%a7", "%D8%A7", true},
		{"encoded and decoded", "%D8%A7", "ا", true},
		{"composed and decomposed", "été", "e\u0301te\u0301", true},
		{"capitals", "Sport", "sport", false},
		{"accents", "été", "ete", false},
		{"a slash and an encoded one", "a/b", "a%2Fb", false},
		{"a percent sign, encoded once and twice", "%25", "%2525", false},
		{"compatibility forms", "ﬁn", "fin", false},
		{"a path and its last segment", "a/b", "b", false},
	} {
		if got := Same(c.a, c.b); got != c.want {
			t.Errorf("%s: Same(%q, %q) = %t, want %t", c.rule, c.a, c.b, got, c.want)
		}
	}
}

// TestPublishedAddresses reads the addresses of real stories: each is valid, each has one
// key in every spelling, and different addresses have different keys.
func TestPublishedAddresses(t *testing.T) {
	seen := make(map[string]string) // decoded and composed, by key
	addresses := 0
	for _, file := range []string{"slug/pairs_published.tsv", "slug/pairs_unchosen.tsv"} {
		for line := range strings.Lines(string(conformance.Read(t, file))) {
			_, rest, ok := strings.Cut(line, "\thttp")
			if !ok {
				continue
			}
			path, _, _ := strings.Cut(rest, "\t")
			path, _, _ = strings.Cut(strings.TrimSpace(path), "?")
			path, _, _ = strings.Cut(path, "#")
			path = strings.TrimRight(path, "/")
			segment := path[strings.LastIndexByte(path, '/')+1:]
			addresses++
			if err := Valid(segment); err != nil {
				t.Errorf("Valid(%q): %v", segment, err)
			}
			decoded, err := url.PathUnescape(segment)
			if err != nil {
				t.Fatal(err)
			}
			var upper, lower strings.Builder
			for _, c := range []byte(decoded) {
				fmt.Fprintf(&upper, "%%%02X", c)
				fmt.Fprintf(&lower, "%%%02x", c)
			}
			key := Key(segment)
			for _, spelling := range []string{
				decoded, url.PathEscape(decoded), upper.String(), lower.String(),
				norm.NFD.String(decoded), url.PathEscape(norm.NFD.String(decoded)),
			} {
				if got := Key(spelling); got != key {
					t.Errorf("Key(%q) = %q, want %q", spelling, got, key)
				}
			}
			if composed := norm.NFC.String(decoded); seen[key] != "" && seen[key] != composed {
				t.Errorf("%q and %q have the key %q", seen[key], composed, key)
			} else {
				seen[key] = composed
			}
		}
	}
	t.Logf("%d addresses, %d different ones", addresses, len(seen))
	if addresses < 14_000 {
		t.Error("fewer than 14,000 addresses")
	}
}

func FuzzKey(f *testing.F) {
	for _, seed := range []string{"/a/b/", "%C3%A9", "e%cc%81", "%ea\u0301", "%%34%31", "\xc3%A9", "%2F%3f%23%25", "100%", "\ufffd\xff", "2019/un%20titre", "a b"} {
		f.Add(seed, Key(seed))
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		key := Key(a)
		if again := Key(key); again != key {
			t.Errorf("Key(%q) = %q, whose key is %q", a, key, again)
		}
		if Same(a, b) != Same(b, a) || !Same(a, key) || Same(a, b) != Same(key, b) {
			t.Errorf("Same is not an equivalence for %q, %q and %q", a, b, key)
		}
		if len(a) < MaxSegment/3 && ValidPath(a) == nil && ValidPath(key) != nil { // composing may lengthen it
			t.Errorf("%q is valid, its key %q is not: %v", a, key, ValidPath(key))
		}
		if len(a) < MaxSegment/3 && ValidFormer(a) == nil && ValidFormer(key) != nil {
			t.Errorf("%q can have been an address, its key %q cannot: %v", a, key, ValidFormer(key))
		}
		if ValidPath(a) == nil && ValidFormer(a) != nil {
			t.Errorf("%q is valid, but cannot have been an address: %v", a, ValidFormer(a))
		}
	})
}
