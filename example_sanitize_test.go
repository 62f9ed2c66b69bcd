package presse_test

import (
	"fmt"
	"log"

	"github.com/presse-go/presse"
)

func ExampleSanitize() {
	fmt.Println(presse.Sanitize(`<p onclick="suivre()">« L’été sera chaud », dit-elle.<script>suivre()</script>`))
	// Output: <p>« L’été sera chaud », dit-elle.</p>
}

func ExampleNewSanitizer() {
	s, err := presse.NewSanitizer(presse.Policy{
		Hosts: []string{".exemple.ma"},
		Rel:   "nofollow",
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(s.HTML(`<a href="/sport">Sport</a>, <a href="https://tv.exemple.ma/">la chaîne</a>, <a href="https://ailleurs.fr/">ailleurs</a>`))
	// Output: <a href="/sport">Sport</a>, <a href="https://tv.exemple.ma/">la chaîne</a>, <a href="https://ailleurs.fr/" rel="nofollow">ailleurs</a>
}

// A misspelled policy is reported, all faults at once.
func ExampleNewSanitizer_faults() {
	_, err := presse.NewSanitizer(presse.Policy{
		Base:   "www.exemple.ma/une.html",
		Hosts:  []string{"https://www.exemple.ma"},
		Rel:    "no-follow",
		Embeds: []string{"youtube", "twitter"},
	})
	for _, fault := range presse.Faults(err) {
		fmt.Printf("%s %q: %v\n", fault.Field, fault.Value, fault.Err)
	}
	// Output:
	// base "www.exemple.ma/une.html": not an absolute http or https URL
	// hosts[0] "https://www.exemple.ma": a host has no scheme
	// rel "no-follow": not one of nofollow, noopener, noreferrer, sponsored, ugc, author, bookmark, external, license, tag
	// embeds[1] "twitter": not one of youtube, vimeo, dailymotion, x, facebook, instagram, tiktok, spotify, soundcloud, datawrapper, flourish
}

// In a page whose h1 is the headline, headings of the body begin at h2, and ids of one
// article do not clash with those of another.
func ExamplePolicy() {
	s, err := presse.NewSanitizer(presse.Policy{IDPrefix: "art42-", TopHeading: 2})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(s.HTML(`<h1>Le vote</h1><p>Adopté<a href="#n1">1</a>.</p><p id="n1">1. À main levée.</p>`))
	// Output: <h2>Le vote</h2><p>Adopté<a href="#art42-n1">1</a>.</p><p id="art42-n1">1. À main levée.</p>
}

func ExampleScope() {
	in := `<h2>Bravo&nbsp;!</h2><p>Lisez <a href="https://exemple.fr/?a=1&b=2">ceci</a><br>vite.</p>`
	for _, scope := range []presse.Scope{presse.ScopeComment, presse.ScopeInline, presse.ScopeFeed, presse.ScopePlain} {
		s, err := presse.NewSanitizer(presse.Policy{Scope: scope})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: %q\n", scope, s.HTML(in))
	}
	// Output:
	// comment: "<p>Bravo&nbsp;!</p><p>Lisez <a href=\"https://exemple.fr/?a=1&amp;b=2\" rel=\"nofollow ugc\">ceci</a><br>vite.</p>"
	// inline: "Bravo&nbsp;!\nLisez <a href=\"https://exemple.fr/?a=1&amp;b=2\">ceci</a><br>vite.\n"
	// feed: "<h2>Bravo\u00a0!</h2><p>Lisez <a href=\"https://exemple.fr/?a=1&amp;b=2\">ceci</a><br/>vite.</p>"
	// plain: "Bravo&nbsp;!\nLisez ceci\nvite.\n"
}

// The zero Sanitizer has the zero Policy.
func ExampleSanitizer() {
	var s presse.Sanitizer
	fmt.Println(s.HTML(`<p>1<sup>er</sup> tour<p>2<sup>e</sup> tour`))
	// Output: <p>1<sup>er</sup> tour</p><p>2<sup>e</sup> tour</p>
}

// An editor is told what was removed, and why.
func ExampleRemoval() {
	var s presse.Sanitizer
	_, removals := s.Report(`<p>Voir <a href="javascript:x()" onclick="x()">le plan</a>.</p><script>x()</script><!-- à revoir -->`)
	for _, r := range removals {
		fmt.Printf("%d: %s %s: %s\n", r.Offset, r.Kind, r.Name, r.Reason)
	}
	// Output:
	// 11: attribute href: a scheme that is not allowed: javascript
	// 33: attribute onclick: not allowed
	// 63: element script: not allowed
	// 83: comment : not part of the text
}
