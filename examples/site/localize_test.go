package main

import "testing"

func TestMarkTifinagh(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"nothing to mark", "<body><p>Une langue</p>", "<body><p>Une langue</p>"},
		{"a word", "<body><h1>ⵜⴰⵎⴰⵣⵉⵖⵜ : une langue</h1>", `<body><h1><span lang="zgh">ⵜⴰⵎⴰⵣⵉⵖⵜ</span> : une langue</h1>`},
		{"several words are one run", "<body>ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ !", `<body><span lang="zgh">ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ</span> !`},
		{"not in attributes", `<body><a title="ⴰⵣⵓⵍ > x" href="/ⴰⵣⵓⵍ">ⴰⵣⵓⵍ</a>`, `<body><a title="ⴰⵣⵓⵍ > x" href="/ⴰⵣⵓⵍ"><span lang="zgh">ⴰⵣⵓⵍ</span></a>`},
		{"not in the head", "<title>ⴰⵣⵓⵍ</title><body>x", "<title>ⴰⵣⵓⵍ</title><body>x"},
		{"not in comments and programs", "<body><!-- ⴰⵣⵓⵍ --><script>ⴰⵣⵓⵍ</script>ⴰ", `<body><!-- ⴰⵣⵓⵍ --><script>ⴰⵣⵓⵍ</script><span lang="zgh">ⴰ</span>`},
	} {
		if got := string(markTifinagh([]byte(c.in))); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.name, c.in, got, c.want)
		}
	}
}

func TestLocalize(t *testing.T) {
	x := newAddresses("https://essai.example/journal")
	x.claim("ville/le-budget/")
	x.claim("ville/")
	x.claim("en.html")
	x.claim("%D8%A7/")
	const b = "https://essai.example/journal/"
	for _, c := range []struct{ name, at, in, want string }{
		{"another page", "ville/le-budget/", `<a href="` + b + `ville/">`, `<a href="../index.html">`},
		{"the front page", "ville/le-budget/", `<a href="` + b + `">`, `<a href="../../index.html">`},
		{"from the front page", "", `<a href="` + b + `ville/le-budget/">`, `<a href="ville/le-budget/index.html">`},
		{"the page itself, with a fragment", "ville/le-budget/", `<a href="` + b + `ville/le-budget/#texte">`, `<a href="index.html#texte">`},
		{"a page that is a file", "ville/", `<a class="x" href="` + b + `en.html">`, `<a class="x" href="../en.html">`},
		{"from a page that is a file", "en.html", `<a href="` + b + `ville/">`, `<a href="ville/index.html">`},
		{"an Arabic address", "", `<a href="` + b + `%d8%a7/">`, `<a href="%D8%A7/index.html">`},
		{"an address that the site does not have", "", `<img src="` + b + `wp-content/x.jpg">`, `<img src="` + b + `wp-content/x.jpg">`},
		{"an address with a query", "", `<a href="` + b + `ville/?p=1">`, `<a href="` + b + `ville/?p=1">`},
		{"candidates", "ville/", `<img srcset="` + b + `en.html 1x, https://autre.example/a.jpg 2x">`, `<img srcset="../en.html 1x, https://autre.example/a.jpg 2x">`},
		{"the page to index", "ville/", `<link rel="canonical" href="` + b + `ville/">`, `<link rel="canonical" href="` + b + `ville/">`},
		{"the style sheet", "ville/", `<link rel="stylesheet" href="` + b + `style.css">`, `<link rel="stylesheet" href="../style.css">`},
		{"text is no attribute", "ville/", `<p>href="` + b + `ville/"</p>`, `<p>href="` + b + `ville/"</p>`},
		{"structured data", "ville/", `<script type="application/ld+json">{"url":"` + b + `ville/"} href="` + b + `ville/"</script>`, `<script type="application/ld+json">{"url":"` + b + `ville/"} href="` + b + `ville/"</script>`},
		{"an attribute that is no address", "ville/", `<p title="href=` + b + `ville/" id="a">`, `<p title="href=` + b + `ville/" id="a">`},
	} {
		if got := string(x.localize([]byte(c.in), c.at)); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.name, c.in, got, c.want)
		}
	}
}
