package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// noon is the instant at which tests look at a site.
var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

// runSite makes the site of an export, the embedded one if export is empty, and returns its
// folder and what was printed.
func runSite(t *testing.T, export string, args ...string) (folder, printed string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "site")
	args = append(args, "-o", folder)
	if export != "" {
		args = append(args, export)
	}
	var out, problems bytes.Buffer
	if err := run(context.Background(), args, noon, &out, &problems); err != nil {
		t.Fatalf("run(%q): %v\n%s", args, err, problems.String())
	}
	return folder, out.String()
}

// embedded returns the folder of the site of the embedded newspaper, which is made once, and
// what was printed.
func embedded(t *testing.T) (folder, printed string) {
	t.Helper()
	made := makeEmbedded()
	if made.err != nil {
		t.Fatal(made.err)
	}
	return filepath.Join(made.above, "site"), made.printed
}

type madeSite struct {
	above, printed string
	err            error
}

var makeEmbedded = sync.OnceValue(func() (made madeSite) {
	if made.above, made.err = os.MkdirTemp("", "site"); made.err != nil {
		return made
	}
	madeIn = made.above
	var out, problems bytes.Buffer
	made.err = run(context.Background(), []string{"-o", filepath.Join(made.above, "site")}, noon, &out, &problems)
	made.printed = out.String()
	return made
})

var madeIn string // a folder that makeEmbedded made

func TestMain(m *testing.M) {
	code := m.Run()
	if madeIn != "" {
		os.RemoveAll(madeIn)
	}
	os.Exit(code)
}

// An item is an item of an export that a test writes.
type item struct {
	id                     int
	title, slug, link      string
	status, kind, password string // "publish", "post" if empty
	date, content, excerpt string // date is GMT and local time: "2026-11-20 08:00:00"
	terms, extra           string // XML
	author                 string
}

func (i item) String() string {
	or := func(s, other string) string {
		if s == "" {
			return other
		}
		return s
	}
	status := or(i.status, "publish")
	date := or(i.date, "2026-11-20 08:00:00")
	slug := or(i.slug, fmt.Sprintf("titre-%d", i.id))
	link := or(i.link, "https://essai.example/"+slug+"/")
	cdata := func(s string) string { return "<![CDATA[" + s + "]]>" }
	return fmt.Sprintf(`<item><title>%s</title><link>%s</link><pubDate></pubDate><dc:creator>%s</dc:creator><guid isPermaLink="false">https://essai.example/?p=%d</guid><description></description>
<content:encoded>%s</content:encoded><excerpt:encoded>%s</excerpt:encoded><wp:post_id>%d</wp:post_id><wp:post_date>%s</wp:post_date><wp:post_date_gmt>%s</wp:post_date_gmt>
<wp:post_modified>%s</wp:post_modified><wp:post_modified_gmt>%s</wp:post_modified_gmt><wp:comment_status>open</wp:comment_status><wp:ping_status>open</wp:ping_status><wp:post_name>%s</wp:post_name>
<wp:status>%s</wp:status><wp:post_parent>0</wp:post_parent><wp:menu_order>0</wp:menu_order><wp:post_type>%s</wp:post_type><wp:post_password>%s</wp:post_password><wp:is_sticky>0</wp:is_sticky>%s%s</item>
`, cdata(i.title), link, cdata(or(i.author, "redaction")), i.id, cdata(i.content), cdata(i.excerpt), i.id, date, date, date, date, slug, status, or(i.kind, "post"), cdata(i.password), i.terms, i.extra)
}

// term returns the XML of a term of an item.
func term(domain, slug, name string) string {
	return fmt.Sprintf(`<category domain="%s" nicename="%s"><![CDATA[%s]]></category>`, domain, slug, name)
}

// meta returns the XML of a custom field.
func meta(key, value string) string {
	return fmt.Sprintf("<wp:postmeta><wp:meta_key><![CDATA[%s]]></wp:meta_key><wp:meta_value><![CDATA[%s]]></wp:meta_value></wp:postmeta>", key, value)
}

const exportStart = `<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.5.4" created="2026-11-27 09:36" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
`

const exportHead = `<title>Le Courrier d’essai</title><link>https://essai.example</link><description>Tout ce qui s’essaie</description><pubDate>Fri, 27 Nov 2026 09:36:59 +0000</pubDate><language>fr-FR</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://essai.example</wp:base_site_url><wp:base_blog_url>https://essai.example</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>redaction</wp:author_login><wp:author_email>x@essai.example</wp:author_email><wp:author_display_name><![CDATA[Lina Haddad]]></wp:author_display_name><wp:author_first_name></wp:author_first_name><wp:author_last_name></wp:author_last_name></wp:author>
`

const exportEnd = "</channel>\n</rss>\n"

// export returns an export with these parts.
func export(parts ...fmt.Stringer) string {
	var b strings.Builder
	b.WriteString(exportStart + exportHead)
	for _, p := range parts {
		b.WriteString(p.String())
	}
	b.WriteString(exportEnd)
	return b.String()
}

// writeExport writes an export to a file and returns its name.
func writeExport(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "export.xml")
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}
