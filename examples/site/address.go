package main

import (
	"cmp"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/presse-go/presse"
)

// Addresses are where the pages of a site are. A page is named by its path: as in its URL,
// percent-encoded, below the address of the site and without the first slash:
// "culture/livres/". That of the front page is empty.
type addresses struct {
	base    string            // of the site, without a slash at the end
	root    string            // its path: "" or "/journal"
	files   map[string]bool   // of the site, as folded returns them; false is a folder
	pages   map[string]*story // by the key of the path
	others  map[string]string // paths of the further pages of a list that cannot have their usual ones
	unnamed int               // number of paths that had to be made up
	moved   map[string]string // path of a story, by the key of the one that it had in WordPress
	leads   map[string]string // where other former addresses lead to, by key: a path of the host, or an absolute URL; empty if it is gone
	linking bool              // all of the above is known
	dead    int               // links of the story that is being read that lead nowhere
}

// These names are those of files that the program writes itself.
const (
	styleFile    = "style.css"
	notFoundFile = "404.html"
	goneFile     = "410.html"
	redirectFile = "_redirects"
	robotsFile   = "robots.txt"
	rssFile      = "rss.xml"
	atomFile     = "atom.xml"
	jsonFile     = "feed.json"
	newsFile     = "news-sitemap.xml"
	reportPath   = "rapport/"
	allPath      = "tous-les-articles/"
	authorsPath  = "auteurs/"
)

func newAddresses(base string) *addresses {
	x := &addresses{
		base: base, files: make(map[string]bool), pages: make(map[string]*story),
		moved: make(map[string]string), leads: make(map[string]string), others: make(map[string]string),
	}
	if u, err := url.Parse(base); err == nil {
		x.root = u.EscapedPath()
	}
	for _, at := range []string{"", reportPath, allPath, styleFile, notFoundFile, goneFile, redirectFile, robotsFile, rssFile, atomFile, jsonFile, newsFile, "sitemap.xml"} {
		x.claim(at)
	}
	return x
}

// url returns the absolute URL of a path.
func (x *addresses) url(at string) string { return x.base + "/" + at }

// key returns the form in which paths are compared.
func key(at string) string {
	if decoded, err := url.PathUnescape(at); err == nil {
		at = decoded
	}
	return norm.NFC.String(strings.Trim(at, "/"))
}

// pathOf returns the path of an address, percent-encoded.
func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.EscapedPath()
}

// fileOf returns the name of the file for a path: an index.html in a folder, unless the path
// names a file.
func fileOf(at string) string {
	name := at
	if decoded, err := url.PathUnescape(at); err == nil {
		name = decoded
	}
	if hasExtension(name) || name == redirectFile {
		return name
	}
	return path.Join(name, "index.html")
}

// hasExtension reports whether a name is that of a file.
func hasExtension(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xml", ".json", ".css", ".txt", ".png", ".jpg", ".jpeg", ".webp", ".svg", ".avif", ".gif":
		return true
	}
	return false
}

// folded returns a name of a file as file systems compare it that ignore case and composition.
func folded(file string) string { return strings.ToLower(norm.NFC.String(file)) }

// claim reports whether a path was free, and takes it.
func (x *addresses) claim(at string) bool {
	if !x.vacant(at) {
		return false
	}
	file := folded(fileOf(at))
	x.files[file] = true
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		if _, known := x.files[dir]; known {
			break
		}
		x.files[dir] = false
	}
	return true
}

// vacant reports whether the file for a path can be written: nothing has its name, and no file
// has the name of one of its folders.
func (x *addresses) vacant(at string) bool {
	file := folded(fileOf(at))
	if !isFileName(file) {
		return false
	}
	if _, taken := x.files[file]; taken {
		return false
	}
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		if isFile, known := x.files[dir]; known {
			return !isFile
		}
	}
	return true
}

// The longest names that the usual file systems have, in bytes: of a file, NAME_MAX, and of a
// file with its folders, PATH_MAX of macOS, of which a quarter is for the folder of the site.
const (
	longest     = 255
	longestPath = 1024 * 3 / 4
)

// isFileName reports whether the usual file systems can have a file of that name, which has
// slashes. No folder has the name of a file, which an address without a slash would mean. Names with a dot in front are not the site's. Windows has fewer than others ("Naming
// Files, Paths, and Namespaces" of Microsoft Learn).
func isFileName(file string) bool {
	if len(file) > longestPath || !utf8.ValidString(file) || !filepath.IsLocal(filepath.FromSlash(file)) {
		return false
	}
	names := strings.Split(file, "/")
	if slices.ContainsFunc(names[:len(names)-1], hasExtension) {
		return false
	}
	for _, name := range names {
		if name == "" || name[0] == '.' || strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") || len(name) > longest-len(".html") ||
			strings.ContainsAny(name, `\<>:"|?*`) || strings.ContainsFunc(name, unicode.IsControl) {
			return false
		}
	}
	return true
}

// usable reports whether a path can be that of a page here.
func usable(at string) bool {
	if at == "" || at[0] == '/' || strings.Contains(at, "//") || sitemaps.MatchString(at) {
		return false
	}
	for segment := range strings.SplitSeq(strings.Trim(at, "/"), "/") {
		if name, err := url.PathUnescape(segment); err != nil || strings.Contains(name, "/") {
			return false
		}
	}
	file := fileOf(at) // a page must not have the name of a picture or a feed
	return isFileName(file) && slices.Contains([]string{".html", ".htm"}, strings.ToLower(path.Ext(file)))
}

// sitemaps matches the names of the files of which publish.Site.WriteSitemaps writes as many as
// it takes.
var sitemaps = regexp.MustCompile(`(?i)^sitemap-\d+\.xml(/|$)`)

// settle returns the path of a story: that of its address in WordPress if a page can have it,
// else one that is made of its slug, so that no address of the old site changes without need.
func (x *addresses) settle(a *presse.Article) string {
	if at, ok := x.within(a.URL); ok && usable(at) && x.claim(at) {
		return at
	}
	slug := a.Slug
	if slug == "" {
		slug = presse.Slug(a.Headline)
	}
	for _, name := range []string{slug, slug + "-" + a.ID, "article-" + a.ID} {
		at := url.PathEscape(unescaped(name)) + "/"
		if name != "" && usable(at) && x.claim(at) {
			return at
		}
	}
	return x.made("articles/")
}

// made takes a path with a number, in a folder.
func (x *addresses) made(in string) string {
	for {
		x.unnamed++
		if at := in + strconv.Itoa(x.unnamed) + "/"; x.claim(at) {
			return at
		}
	}
}

// free takes a path, or a similar one if a story has it, or one that is made up if no page can
// have one like it.
func (x *addresses) free(at string) string {
	for i := 0; usable(at); i++ {
		with := at
		switch i {
		case 0:
		case 1:
			with = "rubrique/" + at
		default:
			with = "rubrique-" + strconv.Itoa(i) + "/" + at
		}
		if !usable(with) {
			break
		}
		if x.claim(with) {
			return with
		}
	}
	return x.made("rubrique/")
}

// freeAll takes paths in a folder of that name, or a similar one, and returns the folder.
func (x *addresses) freeAll(folder string, names ...string) string {
	for i := 1; ; i++ {
		in := folder + "/"
		if i > 1 {
			in = folder + "-" + strconv.Itoa(i) + "/"
		}
		if !slices.ContainsFunc(names, func(name string) bool { return !x.vacant(in + name) }) {
			for _, name := range names {
				x.claim(in + name)
			}
			return in
		}
	}
}

// claimPages takes the paths of the further pages of a list.
func (x *addresses) claimPages(at string, stories int) {
	for i := 2; i <= pages(stories); i++ {
		if usual := pageOf(at, i); !x.claim(usual) {
			x.others[usual] = x.free(at + "page-" + strconv.Itoa(i) + "/")
		}
	}
}

// pageOf returns the path of a page of a list.
func (x *addresses) pageOf(at string, page int) string {
	usual := pageOf(at, page)
	return cmp.Or(x.others[usual], usual)
}

func unescaped(s string) string {
	if decoded, err := url.PathUnescape(s); err == nil {
		return decoded
	}
	return s
}

// within returns the path of an address of the site. It reports false for addresses with a
// query, outside the folder of the site, and on another host, except that http and https, and
// "www." or not, are one.
func (x *addresses) within(address string) (at string, ok bool) {
	u, err := url.Parse(address)
	if err != nil || u.RawQuery != "" || u.Opaque != "" || u.Host != "" && !x.ours(u) || u.Host == "" && !strings.HasPrefix(u.Path, "/") {
		return "", false
	}
	at, ok = strings.CutPrefix(u.EscapedPath(), x.root+"/")
	if !ok && u.EscapedPath() == x.root {
		return "", true
	}
	return at, ok
}

// ours reports whether an absolute address is on the host of the site.
func (x *addresses) ours(u *url.URL) bool {
	bare := func(host string) string { return strings.TrimPrefix(strings.ToLower(host), "www.") }
	return (u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "") && bare(u.Host) == bare(hostOf(x.base))
}

// former returns the path of a former address as Article.FormerSlugs has it, with a slash, since
// it is no slug; none if the address has no path of its own.
func (x *addresses) former(address string) []string {
	u, err := url.Parse(address)
	if err != nil || !x.ours(u) || u.RawQuery != "" || strings.Trim(u.Path, "/") == "" {
		return nil
	}
	return []string{strings.Trim(u.EscapedPath(), "/") + "/"}
}

// A verdict is what becomes of a link.
type verdict int

const (
	foreign verdict = iota // it leads to another site, or to a file: it is kept
	found
	dead
)

// resolve returns the page of the site that an address leads to.
func (n *newspaper) resolve(address string) (at string, v verdict) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Opaque != "" || u.Host != "" && !n.ours(u) || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return "", foreign
	}
	if u.Host == "" && !strings.HasPrefix(u.Path, "/") {
		switch {
		case u.Path == "" && u.RawQuery == "": // within the page
			return "", foreign
		case u.Path != "": // below the page of the story, where nothing is but files
			return "", verdictOf(u.Path)
		}
		u.Path = n.root + "/"
	}
	u.Host, u.Scheme, u.User = hostOf(n.base), "", nil
	rest, inside := strings.CutPrefix(u.EscapedPath()+"/", n.root+"/")
	if !inside {
		if at, ok := n.within(n.leads[outsideKey(u.EscapedPath())]); ok && at != "" {
			return at, found
		}
		return "", foreign // another site on the host
	}
	return n.lead(key(rest), u)
}

// lead returns the page for the key of a path, and the query of its address.
func (n *newspaper) lead(at string, u *url.URL) (string, verdict) {
	if q := u.Query(); at == "" && (q.Has("p") || q.Has("page_id")) {
		at = "?p=" + q.Get("p")
		if q.Get("p") == "" {
			at = "?p=" + q.Get("page_id")
		}
	} else if at == "" {
		return "", found
	}
	if s := n.pages[at]; s != nil {
		return s.at, found
	}
	if to, ok := n.moved[at]; ok {
		return to, found
	}
	if to, ok := n.leads[at]; ok {
		if to == "" {
			return "", dead
		}
		if to, ok := n.within(to); ok && n.files[folded(fileOf(to))] {
			return to, found
		}
	}
	_, category, _ := strings.Cut("/"+at, "/category/") // as WordPress has the fronts of sections
	for _, path := range []string{category, at} {
		if s, rest, _, err := n.site.Taxonomy.ResolvePath(path); path != "" && err == nil && rest == "" {
			if front := n.frontOf(n.editions[0], s.Path); front != "" {
				return front, found
			}
		}
	}
	if n.files[folded(fileOf(at))] {
		return u.EscapedPath()[len(n.root)+1:], found
	}
	return "", verdictOf(at)
}

// verdictOf returns what becomes of a link to a path that the site does not have: a file, such as
// a picture, stays where it is.
func verdictOf(at string) verdict {
	switch strings.ToLower(path.Ext(at)) {
	case "", ".html", ".htm", ".php":
		return dead
	}
	return foreign
}

// nowhere is what a link that leads nowhere is rewritten to. No policy allows the scheme, so
// that the text of the link stays, and the link is removed.
const nowhere = "x-nowhere:"

// link rewrites a link of a body: to the present address of a page, if it was the former one,
// and to nowhere, if the site does not have the page.
func (n *newspaper) link(address string) string {
	if !n.linking {
		return address
	}
	at, v := n.resolve(address)
	switch v {
	case found:
		u, err := url.Parse(strings.TrimSpace(address))
		if err == nil && u.Fragment != "" {
			return n.url(at) + "#" + u.EscapedFragment()
		}
		return n.url(at)
	case dead:
		n.dead++
		return nowhere
	}
	return address
}

// relink makes the addresses of the editions of a story those that they have here.
func (n *newspaper) relink(a *presse.Article) {
	for lang, address := range a.Editions {
		if at, v := n.resolve(address); v == found && at != "" {
			a.Editions[lang] = n.url(at)
		}
	}
}

// storyAt returns the story with an address.
func (n *newspaper) storyAt(address string) (*story, bool) {
	at, v := n.resolve(address)
	if v != found {
		return nil, false
	}
	s := n.pages[key(at)]
	return s, s != nil
}

// editionAt is publish.Site.Edition.
func (n *newspaper) editionAt(address string) (*presse.Article, bool) {
	if !n.linking {
		return nil, false
	}
	s, ok := n.storyAt(address)
	if !ok {
		return nil, false
	}
	a := n.linked[s.id]
	return a, a != nil
}
