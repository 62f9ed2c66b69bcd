package main

// A wrong is what is wrong in a copy of a document.
type wrong struct {
	rule         string
	folder, name string
	from, until  string // the first text from from, and up to and with until unless that is empty, becomes
	to           string
}

var wrongs = []wrong{
	{"no address", "sitemap", "sitemap.xml", "<loc>", "</loc>", ""},
	{"an empty list", "sitemap", "empty-sitemap.xml", "<url>", "</url>\n", ""},
	{"an ampersand", "sitemap", "sitemap.xml", "</loc>", "", "?a=1&b=2</loc>"},
	{"a date as papers print it", "sitemap", "sitemap.xml", "<lastmod>", "</lastmod>", "<lastmod>14 novembre 2026</lastmod>"},
	{"a date of two digits", "sitemap", "sitemap.xml", "<lastmod>20", "", "<lastmod>"},
	{"lastmod before loc", "sitemap", "sitemap.xml", "<url>", "", "<url><lastmod>2026-11-14</lastmod>"},
	{"another namespace", "sitemap", "sitemap.xml", "sitemap/0.9", "", "sitemap/0.84"},
	{"a language with its region", "news-sitemap", "news.xml", "<news:language>fr</", "", "<news:language>fr-MA</"},
	{"a date as papers print it", "news-sitemap", "news.xml", "<news:publication_date>", "</", "<news:publication_date>14 novembre 2026</"},
	{"no title", "news-sitemap", "news.xml", "<news:title>", "</news:title>", ""},
	{"an empty title", "news-sitemap", "news.xml", "<news:title>", "</", "<news:title> </"},
	{"no name", "news-sitemap", "news.xml", "<news:name>", "</news:name>", ""},
	{"no headline", "page", "0000.html", `"headline":`, "", `"headlined":`},
	{"no author", "page", "0000.html", `"author":`, "", `"written":`},
	{"another type", "page", "0000.html", `"@type":"NewsArticle"`, "", `"@type":"Article"`},
	{"no title for sharing", "page", "0000.html", `property="og:title"`, "", `property="title"`},
	{"a date as papers print it", "rss", "feeda.xml", "<pubDate>", "</", "<pubDate>14 novembre 2026</"},
	{"no guid", "rss", "feeda.xml", "<guid", "</guid>", ""},
	{"an item without title and description", "rss", "feeda.xml", "<item>\n<title>", "</description>\n", "<item>\n<guid isPermaLink=\"false\">tag:journal-des-remparts.example,2019:none</guid>\n"},
	{"markup in a title", "rss", "feeda.xml", "<item>\n<title>", "", "<item>\n<title>&lt;em&gt;Titre&lt;/em&gt; "},
	{"an end of CDATA that is not split", "rss", "feeda.xml", "<![CDATA[", "", "<![CDATA[ ]]> "},
	{"an IRI", "rss", "feeda.xml", "<link>https://journal-des-remparts.example/actualite/", "", "<link>https://journal-des-remparts.example/actualité/"},
	{"an address with a space", "rss", "feeda.xml", "<link>https://journal-des-remparts.example/actualite/", "", "<link>https://journal-des-remparts.example/actualite/un titre/"},
	{"a date as papers print it", "atom", "feeda.xml", "<published>", "</", "<published>14 novembre 2026</"},
	{"an entry without an id", "atom", "feeda.xml", "<id>tag:journal-des-remparts.example,2019:10</id>", "", ""},
	{"a feed without a date", "atom", "feeda.xml", "<updated>", "</updated>", ""},
}
