package presse_test

import (
	"errors"
	"fmt"

	"github.com/presse-go/presse"
)

func ExampleSanitize() {
	fmt.Println(presse.Sanitize(`<p onclick="suivre()">« L’été sera chaud », dit-elle.<script>suivre()</script>`))
	// Output: <p>« L’été sera chaud », dit-elle.</p>
}

func ExampleNewSanitizer() {
	s := presse.NewSanitizer(presse.Policy{
		Hosts: []string{".exemple.ma"},
		Rel:   "nofollow",
	})
	fmt.Println(s.HTML(`<a href="/sport">Sport</a>, <a href="https://tv.exemple.ma/">la chaîne</a>, <a href="https://ailleurs.fr/">ailleurs</a>`))
	// Output: <a href="/sport">Sport</a>, <a href="https://tv.exemple.ma/">la chaîne</a>, <a href="https://ailleurs.fr/" rel="nofollow">ailleurs</a>
}

func ExamplePolicy() {
	s := presse.NewSanitizer(presse.Policy{IDPrefix: "art42-", TopHeading: 2})
	fmt.Println(s.HTML(`<h1>Le vote</h1><p>Adopté<a href="#n1">1</a>.</p><p id="n1">1. À main levée.</p>`))
	// Output: <h2>Le vote</h2><p>Adopté<a href="#art42-n1">1</a>.</p><p id="art42-n1">1. À main levée.</p>
}

func ExampleScope() {
	in := `<h2>Bravo&nbsp;!</h2><p>Lisez <a href="https://exemple.fr/?a=1&b=2">ceci</a><br>vite.</p>`
	for _, scope := range []presse.Scope{presse.ScopeComment, presse.ScopeInline, presse.ScopeFeed} {
		fmt.Printf("%q\n", presse.NewSanitizer(presse.Policy{Scope: scope}).HTML(in))
	}
	// Output:
	// "<p>Bravo&nbsp;!</p><p>Lisez <a href=\"https://exemple.fr/?a=1&amp;b=2\" rel=\"nofollow ugc\">ceci</a><br>vite.</p>"
	// "Bravo&nbsp;!\nLisez <a href=\"https://exemple.fr/?a=1&amp;b=2\">ceci</a><br>vite.\n"
	// "<h2>Bravo\u00a0!</h2><p>Lisez <a href=\"https://exemple.fr/?a=1&amp;b=2\">ceci</a><br/>vite.</p>"
}

func ExampleSanitizer_HTML() {
	var s presse.Sanitizer // the zero value has the zero Policy
	fmt.Println(s.HTML(`<p>1<sup>er</sup> tour<p>2<sup>e</sup> tour`))
	// Output: <p>1<sup>er</sup> tour</p><p>2<sup>e</sup> tour</p>
}

func ExampleSanitizer_Report() {
	_, removals := presse.NewSanitizer(presse.Policy{}).Report(`<p>Voir <a href="javascript:x()" onclick="x()">le plan</a>.</p><script>x()</script>`)
	for _, r := range removals {
		fmt.Printf("%d: %s %s: %s\n", r.Offset, r.Kind, r.Name, r.Reason)
	}
	// Output:
	// 11: attribute href: a scheme that is not allowed: javascript
	// 33: attribute onclick: not allowed
	// 63: element script: not allowed
}

func ExampleSanitizer_Append() {
	s := presse.NewSanitizer(presse.Policy{Scope: presse.ScopeComment, MaxBytes: 2000})
	page, err := s.Append([]byte("<blockquote>"), "Très juste <3")
	fmt.Printf("%s %v\n", page, err)
	_, err = s.Append(nil, string(make([]byte, 3000)))
	fmt.Println(errors.Is(err, presse.ErrTooLarge), err)
	// Output:
	// <blockquote>Très juste &lt;3 <nil>
	// true presse: sanitize input "3000 bytes": input too large
}

func ExampleRemoval() {
	_, removals := presse.NewSanitizer(presse.Policy{}).Report(`<p>Titre</p><!-- à revoir -->`)
	fmt.Printf("%+v\n", removals)
	// Output: [{Kind:comment Name: Reason:not part of the text Text: Offset:12}]
}
