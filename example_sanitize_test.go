package presse_test

import (
	"encoding/json"
	"fmt"
	"log"

	"github.com/microcosm-cc/bluemonday"

	"github.com/presse-go/presse"
)

func ExampleSanitize() {
	fmt.Println(presse.Sanitize(`<p onclick="suivre()">« L’été sera chaud », dit-elle.<script>suivre()</script>`))
	// Output: <p>« L’été sera chaud », dit-elle.</p>
}

// A site knows its own hosts. Links to others are marked.
func ExampleNewSanitizer() {
	s, err := presse.NewSanitizer(presse.Policy{
		Hosts: []string{".exemple.ma"},
		Rel:   "nofollow",
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(s.HTML(`<a href="/sport">Sport</a>`))
	fmt.Println(s.HTML(`<a href="https://tv.exemple.ma/">la chaîne</a>`))
	fmt.Println(s.HTML(`<a href="https://ailleurs.fr/">ailleurs</a>`))
	// Output:
	// <a href="/sport">Sport</a>
	// <a href="https://tv.exemple.ma/">la chaîne</a>
	// <a href="https://ailleurs.fr/" rel="nofollow">ailleurs</a>
}

// A misspelled policy is an error with all its faults, not a policy that allows
// less or more than was meant.
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
	// base "www.exemple.ma/une.html": not an absolute http or https URL of a page
	// hosts[0] "https://www.exemple.ma": a host has no scheme
	// rel "no-follow": not one of nofollow, noopener, noreferrer, sponsored, ugc, author, bookmark, external, license, tag
	// embeds[1] "twitter": not one of youtube, vimeo, dailymotion, x, facebook, instagram, tiktok, spotify, soundcloud, datawrapper, flourish, deezer, apple, ina, arte, ausha, acast, infogram, genially, googlemaps, bluesky, threads, telegram, scribd, calameo, twitch, rumble, digiteka, brightcove, jwplayer
}

// On a page whose h1 is the headline, headings of the body begin at h2, and the
// footnotes of one article do not clash with those of another.
func ExamplePolicy() {
	s, err := presse.NewSanitizer(presse.Policy{IDPrefix: "art42-", TopHeading: 2})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(s.HTML(`<h1>Le vote</h1><p>Adopté<a href="#n1">1</a>.</p><p id="n1">1. À main levée.</p>`))
	// Output: <h2>Le vote</h2><p>Adopté<a href="#art42-n1">1</a>.</p><p id="art42-n1">1. À main levée.</p>
}

// The same HTML in a reader's comment, a headline, a feed, and where only text
// is allowed.
func ExampleScope() {
	in := `<h2>Bravo !</h2><p>Lisez <a href="https://exemple.fr/?a=1&b=2">ceci</a><br>vite.</p>`
	for _, scope := range []presse.Scope{presse.ScopeComment, presse.ScopeInline, presse.ScopeFeed, presse.ScopePlain} {
		s, err := presse.NewSanitizer(presse.Policy{Scope: scope})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s:\n%s\n", scope, s.HTML(in))
	}
	// Output:
	// comment:
	// <p>Bravo !</p><p>Lisez <a href="https://exemple.fr/?a=1&amp;b=2" rel="nofollow ugc">ceci</a><br>vite.</p>
	// inline:
	// Bravo !
	// Lisez <a href="https://exemple.fr/?a=1&amp;b=2">ceci</a><br>vite.
	//
	// feed:
	// <h2>Bravo !</h2><p>Lisez <a href="https://exemple.fr/?a=1&amp;b=2">ceci</a><br/>vite.</p>
	// plain:
	// Bravo !
	// Lisez ceci
	// vite.
}

// The zero Sanitizer is for article bodies. An editor sees what it removed, and
// why.
func ExampleSanitizer_Report() {
	var s presse.Sanitizer
	html, removals := s.Report(`<p>Voir <a href="javascript:x()" onclick="x()">le plan</a>.<script>x()</script><p>À suivre…`)
	fmt.Println(html)
	for _, r := range removals {
		fmt.Printf("byte %d, %s %s: %s\n", r.Offset, r.Kind, r.Name, r.Reason)
	}
	// Output:
	// <p>Voir le plan.</p><p>À suivre…</p>
	// byte 8, element a: leads nowhere; its text stays
	// byte 11, attribute href: a scheme that is not allowed: javascript
	// byte 59, element script: not allowed
}

// Removals as JSON, for the editor's screen.
func ExampleRemoval() {
	s, err := presse.NewSanitizer(presse.Policy{Embeds: []string{"youtube"}})
	if err != nil {
		log.Fatal(err)
	}
	_, removals := s.Report(`<p>Le but en vidéo :</p><iframe src="https://player.vimeo.com/video/76979871"></iframe>`)
	text, err := json.MarshalIndent(removals, "", "  ")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
	// Output:
	// [
	//   {
	//     "kind": "element",
	//     "name": "iframe",
	//     "reason": "replaced by a link",
	//     "offset": 26
	//   }
	// ]
}

// A headline inside a link cannot contain one; the body of the article opens external
// links in a new window, loads images only from the newspaper's own hosts, and has
// headings that can be linked to.
func ExamplePolicy_newsroom() {
	headline, err := presse.NewSanitizer(presse.Policy{Scope: presse.ScopeInline, NoLinks: true})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(headline.HTML(`Le <a href="https://rapport.exemple/">rapport</a> que <em>personne</em> n’attendait`))
	body, err := presse.NewSanitizer(presse.Policy{
		Base:       "https://www.exemple.fr/societe/rapport",
		MediaHosts: []string{".exemple.fr"},
		Classes:    []string{"wp-block-*"},
		NewWindow:  true,
		HeadingIDs: true,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(body.HTML(`<h2 class="titre">Le bilan</h2><p class="wp-block-quote">Lire <a href="https://rapport.exemple/">le rapport</a>.<img src="https://pixel.exemple/1.gif" alt=""></p>`))
	// Output:
	// Le rapport que <em>personne</em> n’attendait
	// <h2 id="le-bilan">Le bilan</h2><p class="wp-block-quote">Lire <a href="https://rapport.exemple/" rel="noopener" target="_blank">le rapport</a>.</p>
}

// What a newsroom's own bluemonday policy does not allow goes too.
func ExamplePolicy_bluemonday() {
	own := bluemonday.NewPolicy()
	own.AllowStandardURLs()
	own.AllowElements("p", "strong")
	own.AllowAttrs("href").OnElements("a")
	s, err := presse.NewSanitizer(presse.Policy{Bluemonday: own})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(s.HTML(`<p><strong>Rabat.</strong> Le <em>Conseil</em> se réunit <a href="https://www.exemple.ma/">jeudi</a>.`))
	// Output:
	// <p><strong>Rabat.</strong> Le Conseil se réunit <a href="https://www.exemple.ma/" rel="nofollow">jeudi</a>.</p>
}
