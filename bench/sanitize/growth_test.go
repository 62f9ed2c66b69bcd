//go:build unix

package sanitize

import (
	"math"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/presse-go/presse"
)

// families generates inputs on which some sanitizer or parser is known to take quadratic
// time or to multiply its output.
var families = map[string]func(n int) string{
	"less-than":            repeat("<"),
	"greater-than":         repeat(">"),
	"ampersand":            repeat("&"),
	"entity":               repeat("&amp;"),
	"named entity":         repeat("&eacute;"),
	"long entity":          func(n int) string { return "&" + strings.Repeat("a", n-1) },
	"zeros entity":         func(n int) string { return "&#" + strings.Repeat("0", n-2) },
	"nested div":           repeat("<div>"),
	"nested b":             repeat("<b>"),
	"nested quotations":    repeat("<blockquote><p>"),
	"nested lists":         repeat("<ul><li>"),
	"nested tables":        repeat("<table><tr><td>"),
	"tables without cells": repeat("<table><b>x"),
	"open p":               repeat("<p>"),
	"open p with text":     repeat("<p>x"),
	"end tags":             repeat("</p>"),
	"misnested":            repeat("<b><i></b></i>"),
	"links":                repeat("<a href=x>"),
	"b over p":             repeat("<b><p></b>x"),
	"open comments":        repeat("<!--"),
	"dashes in comment":    func(n int) string { return "<!--" + strings.Repeat("-", n-4) },
	"bogus comments":       repeat("<!x"),
	"open scripts":         repeat("<script>"),
	"scripts in comments":  repeat("<script><!--<script>"),
	"open svg":             repeat("<svg>"),
	"open titles":          repeat("<title>"),
	"video":                repeat("<video>"),
	"open quotes":          repeat(`<a b="`),
	"many attributes":      func(n int) string { return "<p " + strings.Repeat("a=b ", n/4) + ">" },
	"same attribute":       func(n int) string { return "<p " + strings.Repeat("id=a ", n/5) + ">" },
	"long style":           func(n int) string { return `<p style="` + strings.Repeat("a:b;", n/4) + `">` },
	"long srcset":          func(n int) string { return `<img srcset="` + strings.Repeat("/a 1w,", n/6) + `">` },
	"commas in srcset":     func(n int) string { return `<img srcset="` + strings.Repeat(",", n) + `">` },
	"long URL":             func(n int) string { return `<a href="` + strings.Repeat(" é", n/3) + `">` },
	"quotes in title":      func(n int) string { return "<p title='" + strings.Repeat(`"`, n) + "'>" },
	"NUL":                  repeat("\x00"),
	"invalid UTF-8":        repeat("\xff"),
	"ids and links":        repeat(`<p id=a><a href=#a>`),
	"hidden":               repeat("<p hidden>x"),
	"carriage returns":     repeat("\r"),
	"IDN hosts":            repeat(`<a href="https://été-à-l’œuvre.exemple/">x</a>`),
	"long IDN hosts":       repeat(`<a href="https://` + strings.Repeat("一万", 1300) + `.exemple/">x</a>`),
	"one IDN host":         func(n int) string { return `<a href="https://` + strings.Repeat("一", n/3) + `/">x</a>` },
	"sizes":                repeat(`<img src=/a sizes="(max-width:1px) 1px, 2px">`),
	"open sizes":           func(n int) string { return `<img src=/a sizes="` + strings.Repeat("(", n) + `">` },
	"long media":           func(n int) string { return `<source src=/a media="` + strings.Repeat("(a) and ", n/8) + `">` },
	"styles":               repeat(`<span style="font-weight:bold;font-style:italic">x</span>`),
	"nested styles":        repeat(`<span style="font-weight:bold"><span style="font-weight:normal">x`),
	"srcsets":              repeat(`<img srcset="/a 1x, /b 2x">`),
	"nested everything":    repeat("<div><table><tr><td><ul><li><b><a href=/x>"),
	"headings":             repeat("<h2>Bilan</h2>"),
	"frames":               repeat(`<iframe src="https://youtu.be/dQw4w9WgXcQ"></iframe>`),
	"comment blocks":       repeat("<div>\n"),
	"bidi controls":        repeat("\u202e\u2067\u2069"),
	"styled spans":         repeat(`<span style="font-weight:700">`),
	"styled runs":          repeat(`<span style="font-weight:700;font-style:italic">x</span>`),
	"styles taken back":    repeat(`<b><i>x<span style="font-weight:400">y`),
	"marks in blocks":      repeat(`<p style="font-weight:700">x<i></i>y`),
	"text in ghosts": func(n int) string {
		return strings.Repeat(`<span style="font-weight:700">`, min(300, n/60)) + strings.Repeat("x<i></i>", n/16)
	},
	"comments in a style": func(n int) string { return `<p style="` + strings.Repeat("/**/a:b;", n/8) + `">` },
	"brackets in a style": func(n int) string { return `<p style="` + strings.Repeat("a:(;", n/4) + `">` },
	"strings in a style":  func(n int) string { return `<p style="` + strings.Repeat("a:';'';", n/7) + `">` },
	"items of Word":       repeat(`<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>x</p>`),
	"levels of Word":      repeat(`<p style='mso-list:l0 level1 lfo1'>x</p><p style='mso-list:l0 level9 lfo1'>x</p>`),
	"open items of Word":  repeat(`<p style='mso-list:l0 level2 lfo1'>`),
	"open markers":        repeat(`<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>`),
	"lists of Word": func(n int) string {
		return strings.Repeat("@list l0:level1 {", n/34) + strings.Repeat(`<p style='mso-list:l0 level1 lfo1'>`, n/72)
	},
	"items of Quill":      repeat(`<li data-list=bullet class=ql-indent-3>x`),
	"lists of Quill":      repeat(`<ol><li data-list=bullet>x</ul>`),
	"tasks":               repeat(`<li data-checked=true>`),
	"blank images":        repeat(`<img><noscript>`),
	"images in noscript":  repeat(`<img><noscript><img src=x></noscript>`),
	"figures":             repeat(`<figure><noscript><img src=x>`),
	"formulas":            repeat(`<math><msup>x`),
	"sources of formulas": repeat(`<math><annotation>`),
	"settings of Word":    repeat(`<xml><w:x>`),
	"media queries":       func(n int) string { return `<source media="` + strings.Repeat("(width>=1px)", n/12) + `" src=x>` },
	"redirects":           repeat(`<a href="https://www.google.com/url?sa=D&q=https://a.fr">`),
	"groups of terms":     repeat(`<dl><div><dt>x`),
	"objects":             repeat(`<object>x`),
	"classes":             func(n int) string { return `<p class="` + strings.Repeat("[a] b ", n/6) + `">` },
	"quoted posts":        repeat(`<blockquote class="twitter-tweet"><p>x</p><a href="https://x.com/a/status/12">y</a></blockquote>`),
	"open posts":          repeat(`<blockquote class="twitter-tweet"><a href="https://x.com/a/status/12">`),
	"open photos":         repeat(`<blockquote class="instagram-media"><a href="https://www.instagram.com/p/AbC/"></a>`),
	"nested posts": func(n int) string {
		return strings.Repeat(`<div class="fb-post" data-href="https://www.facebook.com/a/posts/1">`, n/74) + strings.Repeat("</div>", n/74)
	},
	"open oembeds":   repeat(`<oembed url="https://youtu.be/dQw4w9WgXcQ">`),
	"oembeds":        repeat(`<figure class="media"><oembed url="https://youtu.be/dQw4w9WgXcQ"></oembed></figure>`),
	"bare addresses": repeat(`<div class="wp-block-embed__wrapper">https://youtu.be/dQw4w9WgXcQ</div>`),
	"open players":   repeat(`<object><param name=movie value=/x><lite-youtube videoid=dQw4w9WgXcQ>`),
	"scripts":        repeat(`<script src="https://a.exemple/x.js"></script>`),
	"other frames":   repeat(`<a href=/x>y<iframe src="https://a.exemple/x" title="z">`),
	"long maps": func(n int) string {
		return strings.Repeat(`<iframe src="https://www.google.com/maps/embed?pb=`+strings.Repeat("!1m%2F", 300)+`"></iframe>`, n/1870)
	},
	"tables that end tables": repeat("<table><tr><td>a</td></tr><p>b"),
	"links that go":          repeat("<a>x</a>"),
}

// sanitizers are those under which the growth is measured: the default one, and one with
// every setting that changes links, images and headings.
func sanitizers(b *testing.B) map[string]*presse.Sanitizer {
	b.Helper()
	all, err := presse.NewSanitizer(presse.Policy{
		Base: "https://www.exemple.fr/a/b.html", Rel: "nofollow", IDPrefix: "a-", TopHeading: 2, NewWindow: true, HeadingIDs: true,
		Classes: []string{"a*"}, DataAttrs: []string{"data-id"}, MediaHosts: []string{".exemple.fr"}, EmbedHosts: []string{".exemple.fr"},
	})
	if err != nil {
		b.Fatal(err)
	}
	inline, err := presse.NewSanitizer(presse.Policy{Scope: presse.ScopeInline, NoLinks: true})
	if err != nil {
		b.Fatal(err)
	}
	comment, err := presse.NewSanitizer(presse.Policy{Scope: presse.ScopeComment})
	if err != nil {
		b.Fatal(err)
	}
	feed, err := presse.NewSanitizer(presse.Policy{Scope: presse.ScopeFeed, Base: "https://www.exemple.fr/a/b.html"})
	if err != nil {
		b.Fatal(err)
	}
	return map[string]*presse.Sanitizer{"default": {}, "base": all, "inline": inline, "comment": comment, "feed": feed}
}

func repeat(unit string) func(n int) string {
	return func(n int) string { return strings.Repeat(unit, n/len(unit)) }
}

// BenchmarkGrowth reports, for each family under several policies, the exponent of the growth in time from 0.4 MB
// to 3.2 MB (1 is linear), the speed at 3.2 MB, and the memory allocated by one call as a
// multiple of the input. It measures processor time, which is least affected by other work
// on the machine, and uses the best of eight measurements.
func BenchmarkGrowth(b *testing.B) {
	for policy, s := range sanitizers(b) {
		for name, family := range families {
			b.Run(policy+"/"+strings.ReplaceAll(name, " ", "-"), func(b *testing.B) { growth(b, s, family) })
		}
	}
}

// growth reports the figures of one family.
func growth(b *testing.B, s *presse.Sanitizer, family func(n int) string) {
	const small, large = 400_000, 3_200_000
	short, long := family(small), family(large)
	var before, after runtime.MemStats
	shortest, longest := math.Inf(1), math.Inf(1)
	for range 8 {
		// Both measurements process the same number of bytes.
		shortest = min(shortest, processorTime(func() {
			for range large / small {
				s.HTML(short)
			}
		})*small/large)
		longest = min(longest, processorTime(func() { s.HTML(long) }))
	}
	runtime.GC()
	runtime.ReadMemStats(&before)
	for b.Loop() {
		s.HTML(long)
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(math.Log(longest/shortest)/math.Log(float64(large)/small), "exponent")
	b.ReportMetric(float64(len(long))/longest/1e6, "MB/s")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(b.N)/float64(len(long)), "memory/input")
}

// processorTime returns the processor time that do takes, in seconds.
func processorTime(do func()) float64 {
	used := func() float64 {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			panic(err)
		}
		return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
	}
	runtime.GC()
	start := used()
	do()
	return used() - start
}
