package markup

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestLinksToIDs checks that links to the ids of a text and the ids themselves agree, in
// the page and in its feed.
func TestLinksToIDs(t *testing.T) {
	const base = "https://www.exemple.fr/a/b.html?c=1&d=2#top"
	const page = "https://www.exemple.fr/a/b.html?c=1&amp;d=2"
	for _, c := range []struct{ rule, id, link, want, feed string }{
		{"a renamed id", "note1", "#note1", "#id-note1", page + "#id-note1"},
		{"an id that stays", "note-1", "#note-1", "#note-1", page + "#note-1"},
		{"white space in an id", "note 1", "#note 1", "#id-note1", page + "#id-note1"},
		{"white space in an id, encoded in the link", "note 1", "#note%201", "#id-note1", page + "#id-note1"},
		{"letters with accents", "réf", "#réf", "#id-r%C3%A9f", page + "#id-r%C3%A9f"},
		{"the URL of the page", "n1", page + "#n1", page + "#id-n1", page + "#id-n1"},
		{"the path of the page", "n1", "/a/b.html?c=1&amp;d=2#n1", page + "#id-n1", page + "#id-n1"},
		{"a # written as a reference", "n1", "&num;n1", "#id-n1", page + "#id-n1"},
		{"a # written as a number", "n1", "&#x23;n1", "#id-n1", page + "#id-n1"},
		{"another page of the site", "n1", "/a/c.html#n1", "https://www.exemple.fr/a/c.html#n1", "https://www.exemple.fr/a/c.html#n1"},
		{"an id that is not in the text", "n1", "#n2", "#n2", page + "#n2"},
	} {
		in := `<p id="` + c.id + `">x</p><a href="` + c.link + `">1</a>`
		for scope, want := range map[Scope]string{Article: c.want, Feed: c.feed} {
			out := NewRules(Config{Scope: scope, Base: base}).Sanitize(in)
			if !strings.Contains(out, `href="`+want+`"`) {
				t.Errorf("%s: %q in scope %d becomes %q, want a link to %s", c.rule, in, scope, out, want)
			}
		}
	}
}

// TestLongHosts checks that the conversion of a host to ASCII is refused before it takes
// long, and that no valid host is.
func TestLongHosts(t *testing.T) {
	for _, c := range []struct {
		rule, host string
		want       bool
	}{
		{"63 letters in ASCII", strings.Repeat("a", 63) + ".example", true},
		{"a label of 63 bytes in punycode", strings.Repeat("é", 57) + ".example", true},
		{"a label of accents written apart", strings.Repeat("e\u0301", 50) + ".example", true},
		{"a label too long for punycode", strings.Repeat("é", 200) + ".example", false},
		{"a host of 253 bytes", strings.Repeat("abcdefghi.", 24) + "abcdefghi.abc", true},
		{"a host of many labels", strings.Repeat("é.", 2000) + "example", false},
	} {
		if got := normalHost(c.host) != ""; got != c.want {
			t.Errorf("%s: %q is valid: %t, want %t", c.rule, c.host, got, c.want)
		}
	}
	if got := normalHost("straẞe.example"); got != "xn--strae-oqa.example" {
		t.Errorf("normalHost(straẞe.example) = %q, want ß, as browsers map ẞ", got)
	}
	in := strings.Repeat(`<a href="https://`+strings.Repeat("一万", 1300)+`.example/">x</a>`, 130)
	start := time.Now()
	NewRules(Config{}).Sanitize(in)
	if d := time.Since(start); d > time.Second {
		t.Errorf("%d bytes of links with long hosts take %v, want less than a second", len(in), d)
	}
}

// TestValuesThatFreezeABrowser checks the limits of attributes that browsers parse slowly.
func TestValuesThatFreezeABrowser(t *testing.T) {
	nested := func(n int) string { return strings.Repeat("(", n) + "a" + strings.Repeat(")", n) }
	for _, c := range []struct {
		rule, value string
		want        bool
	}{
		{"a media condition", "(min-width: 600px) and (max-width: 900px)", true},
		{"a calculation", "(max-width: 40em) calc((100vw - 2 * (20px + 1rem)) / 2), 50vw", true},
		{"parentheses nested 4 deep", nested(4), true},
		{"parentheses nested 5 deep", nested(5), false},
		{"a parenthesis that is not closed", "(min-width: 600px", false},
		{"a parenthesis that is not opened", "min-width: 600px)", false},
		{"parentheses in the wrong order", ")(", false},
		{"512 bytes", strings.Repeat("a", 512), true},
		{"513 bytes", strings.Repeat("a", 513), false},
	} {
		for _, in := range []string{`<img src="/a.jpg" sizes="` + c.value + `" decoding="async">`, `<picture><source srcset="/a.jpg" media="` + c.value + `"></picture>`} {
			r := testRules()["article"]
			if got := r.Verify(in); got != c.want {
				t.Errorf("%s: Verify(%q) = %t, want %t", c.rule, in, got, c.want)
			}
			if got := strings.Contains(r.Sanitize(in), c.value); got != c.want {
				t.Errorf("%s: %q is kept: %t, want %t", c.rule, in, got, c.want)
			}
		}
	}
	r := testRules()["article"]
	for _, c := range []struct{ rule, attr string }{
		{"all sizes of a text", `sizes="` + strings.Repeat("a", 512) + `"`},
		{"all candidates of a text", `srcset="/` + strings.Repeat("a", 4090) + ` 1w"`},
	} {
		out := r.Sanitize(strings.Repeat(`<img src="/a.jpg" `+c.attr+`>`, 10_000))
		if n := strings.Count(out, c.attr); n < 1000 || n > 3000 || !r.Verify(out) {
			t.Errorf("%s: %d of 10,000 are kept, verified: %t, want 1,000 to 3,000", c.rule, n, r.Verify(out))
		}
	}
	long, removals := r.Report(`<img src="/a.jpg" srcset="` + strings.Repeat("/a.jpg?b=1&amp;c=2 300w, ", 400) + `" decoding="async">`)
	if !r.Verify(long) || strings.Count(long, "300w") < 100 || len(removals) != 1 {
		t.Errorf("a long srcset becomes %.100q with %d candidates and %+v, want the first 100 and one removal", long, strings.Count(long, "300w"), removals)
	}
}

// TestOwnFrames checks that no frame that may have the origin of the page is allowed both
// that origin and scripts: it could remove its own sandbox.
func TestOwnFrames(t *testing.T) {
	const host = "www.exemple.fr"
	for _, c := range []struct {
		rule   string
		config Config
		want   bool // same origin
	}{
		{"the host of the page", Config{Base: "https://www.exemple.fr/a", EmbedHosts: []string{host}}, false},
		{"a host of the site", Config{Hosts: []string{host}, EmbedHosts: []string{host + "/embed/"}}, false},
		{"a host below one of the site", Config{Hosts: []string{".exemple.fr"}, EmbedHosts: []string{".exemple.fr"}}, false},
		{"no host of the site is known", Config{EmbedHosts: []string{host}}, false},
		{"another host", Config{Hosts: []string{"exemple.fr"}, EmbedHosts: []string{host}}, true},
	} {
		r := NewRules(c.config)
		for _, src := range []string{"https://www.exemple.fr/embed/1", "https://www.exemple.fr:443/embed/1", "https://WWW.exemple.FR/embed/1"} {
			out := r.Sanitize(`<iframe src="` + src + `"></iframe>`)
			if !strings.Contains(out, "allow-scripts") || strings.Contains(out, "allow-same-origin") != c.want {
				t.Errorf("%s: the frame of %s becomes %s, want same origin %t", c.rule, src, out, c.want)
			}
			other := strings.NewReplacer(ownFrameTail, frameTail, frameTail, ownFrameTail).Replace(out)
			if !r.Verify(out) || r.Verify(other) {
				t.Errorf("%s: verified %t, and %t with the other sandbox, want true and false", c.rule, r.Verify(out), r.Verify(other))
			}
		}
	}
}

// TestBidiControls checks that a headline or plain text leaves no bidirectional control
// open.
func TestBidiControls(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"an override is closed", "Prix \u202eevil", "Prix \u202eevil\u202c"},
		{"one written as a reference too", "Prix &#x202e;evil", "Prix \u202eevil\u202c"},
		{"a closed embedding stays", "Prix \u202bريال\u202c", "Prix \u202bريال\u202c"},
		{"a closed isolate stays", "« \u2067ريال\u2069 »", "« \u2067ريال\u2069 »"},
		{"an isolate closes the overrides in it", "\u2067\u202ea\u2069b", "\u2067\u202ea\u2069b"},
		{"what closes nothing is removed", "a\u202cb\u2069c", "abc"},
		{"a format cannot be closed inside an isolate", "\u202ea\u2067b\u202cc", "\u202ea\u2067bc\u2069\u202c"},
		{"marks are no controls", "a\u200fb\u200ec\u061c", "a\u200fb\u200ec\u061c"},
		{"punctuation is none", "l’œuvre – « 3 € »…", "l’œuvre – « 3 € »…"},
	} {
		for _, scope := range []Scope{Inline, Plain} {
			if got := NewRules(Config{Scope: scope}).Sanitize(c.in); got != c.want {
				t.Errorf("%s: Sanitize(%+q) = %+q, want %+q", c.rule, c.in, got, c.want)
			}
		}
	}
	for in, want := range map[string]string{
		"<b title=\"\u202e\">a</b>\u202cb": "<b title=\"\u202e\">a</b>b",
		"<b>a\u202eb</b>c":                 "<b>a\u202eb</b>c\u202c",
	} {
		if got := NewRules(Config{Scope: Inline}).Sanitize(in); got != want {
			t.Errorf("in a headline: Sanitize(%+q) = %+q, want %+q", in, got, want)
		}
	}
}

// TestLongPages checks that pages made of the longest values that browsers parse slowly
// verify. If PRESSE_OUTPUTS is set to a folder, they are written there, for the check in a
// browser (bench/sanitize/browser/long.mjs).
func TestLongPages(t *testing.T) {
	fill := func(unit, end string, limit int) string {
		return strings.Repeat(unit, (limit-len(end))/len(unit)) + end
	}
	nested := strings.Repeat("(", maxQueryDepth) + "a" + strings.Repeat(")", maxQueryDepth)
	srcset := fill("/a.jpg 1w, ", "/a.jpg 2w", maxSrcset)
	for name, tag := range map[string]string{
		"plain":  `<img src="/a.jpg" alt="a" width="600" height="400">`,
		"sizes":  `<img src="/a.jpg" srcset="/a.jpg 1w" sizes="` + fill("(max-width:1px) 1px,", "100vw", maxQuery) + `" alt="a" width="600" height="400">`,
		"nested": `<img src="/a.jpg" srcset="/a.jpg 1w" sizes="` + fill(nested+" 1px,", "100vw", maxQuery) + `" alt="a" width="600" height="400">`,
		"media":  `<picture><source media="` + fill(nested+" and ", "(a)", maxQuery) + `" srcset="/a.jpg"><img src="/b.jpg" alt="a" width="600" height="400"></picture>`,
		"srcset": `<img src="/a.jpg" srcset="` + srcset + `" alt="a" width="600" height="400">`,
		"class":  `<p class="` + fill("aa ", "z", 512) + `" style="text-align:center;direction:rtl;font-weight:bold">a</p>`,
		"all": `<picture><source media="` + fill(nested+" and ", "(a)", maxQuery) + `" sizes="` + fill(nested+" 1px,", "100vw", maxQuery) + `" srcset="` + srcset + `">` +
			`<img class="` + fill("aa ", "z", 512) + `" src="/a.jpg" srcset="` + srcset + `" sizes="` + fill(nested+" 1px,", "100vw", maxQuery) + `" alt="a" width="600" height="400"></picture>`,
	} {
		r := testRules()["article"]
		if one := r.Sanitize(tag); strings.Count(one, " ") < strings.Count(tag, " ") && name != "class" {
			t.Errorf("%s: a value is not kept: %.300s", name, one)
		}
		out := r.Sanitize(strings.Repeat(tag, 10_000))
		if !r.Verify(out) {
			t.Errorf("%s: the output does not verify", name)
		}
		if dir := os.Getenv("PRESSE_OUTPUTS"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, "long-"+name+".html"), []byte(out), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestPlayersOfOtherHosts checks that a player shows only what its own provider has, and
// that frames come only from the hosts and paths of the policy.
func TestPlayersOfOtherHosts(t *testing.T) {
	r := NewRules(Config{Hosts: []string{"www.exemple.fr"}, EmbedHosts: []string{"cartes.exemple.fr/embed/"}})
	for src, want := range map[string]bool{
		"https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fp%2F1": true,
		"https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fevil.example%2Fp%2F1":     false,
		"https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/123":          true,
		"https://w.soundcloud.com/player/?url=https%3A//evil.example/tracks/123":                false,
		"https://cartes.exemple.fr/embed/1":                                                     true,
		"https://cartes.exemple.fr/admin/1":                                                     false,
		"https://cartes.exemple.fr/embed/%2e%2e/admin":                                          false,
		"https://cartes.exemple.fr/embed/.%2E/admin":                                            false,
		"http://cartes.exemple.fr/embed/1":                                                      false,
	} {
		if got := strings.Contains(r.Sanitize(`<iframe src="`+src+`"></iframe>`), "<iframe"); got != want {
			t.Errorf("a frame of %s is written: %t, want %t", src, got, want)
		}
	}
}
