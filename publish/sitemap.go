package publish

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse"
)

// The limits of a file: sitemaps.org/protocol.html, "Using Sitemap index files".
const (
	maxURLs  = 50_000
	maxBytes = 52_428_800
)

// The limits of an address: less than 2,048 characters (sitemaps.org/protocol.html, loc), and
// at least 12 (tLoc in its schema, sitemap.xsd).
const (
	minLoc = 12
	maxLoc = 2047
)

var (
	errLoc       = fmt.Errorf("not an address of %d to %d characters, as sitemaps want", minLoc, maxLoc)
	errNoIndex   = errors.New("search engines are asked to leave the story out")
	errCanonical = errors.New("a canonical address that cannot be read")
	errCopied    = errors.New("search engines should index another page")
	errNoWriter  = errors.New("returned neither a writer nor an error")
	errNoStories = errors.New("no story, so that the home page is listed: a sitemap has at least one address")
)

const (
	xmlStart     = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	urlsetStart  = xmlStart + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n"
	urlsetEnd    = "</urlset>\n"
	sitemapStart = xmlStart + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n"
	sitemapEnd   = "</sitemapindex>\n"
)

// WriteSitemaps writes the addresses of stories for search engines (sitemaps.org, version
// 0.9), with the instant of the last change of each: its update, last correction or entry of
// live coverage, or else its publication, and none if it has no date. It calls create for each
// file: "sitemap.xml" if there are at most 50,000 stories and 50 MB, or else "sitemap-1.xml",
// "sitemap-2.xml" and so on, and last "sitemap.xml", which lists them. Without a story that may
// be listed, "sitemap.xml" has the home page alone, since a list must have an address (sitemap.xsd),
// and yesterday's would stay if none were written; that is reported to Lost as well. The index
// says that the files are where the home page is: "https://remparts.exemple.ma/sitemap-1.xml" if
// Site.Base is "https://remparts.exemple.ma/". If that is a folder of a host, search engines may
// take only the addresses in that folder (sitemaps.org/protocol.html, "Sitemap file location").
//
// It is not told the time, so it cannot tell that the Until of a Release has passed: pass
// [Site.Releases] of the present instant each time.
//
// Stories that search engines should not index are left out, and reported to Lost: those with
// NoIndex, those whose Canonical is another page (a dispatch that a partner published first),
// and those whose address is longer than the 2,047 characters that are allowed. Paid and
// sponsored stories are not. A Canonical that is another spelling of the story's own page, such
// as with a slash at the end, is listed as the head of the page has it. Stories on another host than that of Base stay in the list, since
// search engines accept them if the robots.txt of that host names the sitemap.
//
// Each file is written when it is complete, so that an error in its stories writes nothing
// of it, and the index is written last: a Site at fault, or a Release of another one among
// the first 50,000, writes nothing at all. Memory does not grow with the number of stories.
// Therefore WriteSitemaps, unlike the other writers, does not notice that a story comes
// twice: its address is then listed twice, which search engines ignore.
//
// Errors of in that are [presse.ErrItem] are reported to Lost, and the rest goes on. Any other
// error of in, of create, and of writing and closing a file ends the writing and is
// returned. A file is closed even if writing it failed.
//
// Pictures are not listed, since search engines find those of a page in it (Google Search
// Central, "Image sitemaps", is for images that scripts load), and other editions are not,
// since the head of the page has them: Google wants them in one place only.
func (s *Site) WriteSitemaps(create func(name string) (io.WriteCloser, error), in iter.Seq2[Release, error]) error {
	const op = "write sitemaps"
	base, err := s.check(op)
	if err != nil {
		return err
	}
	if create == nil {
		return &presse.Error{Op: op, Field: "create", Err: errNil}
	}
	files := sitemapFiles{op: op, base: base, create: create, buf: []byte(urlsetStart)}
	var failed error
	err = s.take(op, in, time.Time{}, func(st *story) bool {
		if s.indexed(st) {
			failed = files.add(st)
		}
		return failed == nil
	})
	if failed != nil {
		return failed
	}
	if err != nil {
		return err
	}
	if files.urls == 0 && files.written == 0 {
		s.lose(presse.Loss{Field: "sitemap", Kind: presse.LossChanged, Err: errNoStories})
		files.buf = appendLoc(files.buf, homePage(base), time.Time{})
	}
	return files.finish()
}

// indexed reports whether search engines may index the page of a story, and a sitemap can
// hold its address. If not, it tells Lost.
func (s *Site) indexed(st *story) bool {
	drop := func(field, value string, err error) bool {
		s.lose(presse.Loss{Item: st.a.ID, Field: field, Value: value, Kind: presse.LossDropped, Err: err})
		return false
	}
	switch {
	case st.a.NoIndex:
		return drop("no_index", "", errNoIndex)
	case st.unindexed() != nil:
		return drop("canonical", st.canonical, st.unindexed())
	case len(st.canonical) < minLoc || len(st.canonical) > maxLoc:
		return drop("url", "", errLoc)
	}
	return true
}

// unindexed returns why search engines must not index the page of a story.
func (s *story) unindexed() error {
	switch {
	case s.noIndex:
		return errNoIndex
	case s.page != "" && s.canonical == "":
		return errCanonical
	case s.copied():
		return errCopied
	}
	return nil
}

// copied reports whether search engines should index another page instead of this one: the
// story is syndicated, or is a copy of a page of this site. Another spelling of the same
// path, or another scheme, is not another page.
func (s *story) copied() bool { return isCopy(s.page, s.canonical) }

func isCopy(page, canonical string) bool {
	if canonical == page {
		return false
	}
	here, err := url.Parse(page)
	if err != nil {
		return true
	}
	there, err := url.Parse(canonical)
	return err != nil || here.Host != there.Host || here.RawQuery != there.RawQuery ||
		!presse.SameAddress(here.EscapedPath(), there.EscapedPath())
}

// changed returns the instant of the last change of a story that readers saw: an update, a
// correction, an entry of a live blog, or else its publication; zero if none is known. A
// change before the publication, which happens where an archive was imported, is none.
func changed(a *presse.Article) time.Time {
	last := a.Published
	for _, t := range []time.Time{a.Updated, latest(a.Corrections), latest(a.Live)} {
		if t.After(last) {
			last = t
		}
	}
	return last
}

// sitemapFiles writes sitemaps. It holds one of them in memory.
type sitemapFiles struct {
	op     string
	base   *url.URL
	create func(name string) (io.WriteCloser, error)

	buf     []byte // the current file
	urls    int    // in it
	written int    // files before it
}

// add adds a story to the current file, or to the next one if it is full.
func (f *sitemapFiles) add(st *story) error {
	before := len(f.buf)
	f.buf = appendURL(f.buf, st)
	if f.urls == maxURLs || len(f.buf)+len(urlsetEnd) > maxBytes {
		next := slices.Clone(f.buf[before:])
		f.buf = f.buf[:before]
		if err := f.flush(fileName(f.written + 1)); err != nil {
			return err
		}
		f.buf = append(f.buf, next...)
	}
	f.urls++
	return nil
}

// flush writes the current file and begins the next one.
func (f *sitemapFiles) flush(name string) error {
	f.buf = append(f.buf, urlsetEnd...)
	if err := f.write(name, f.buf); err != nil {
		return err
	}
	f.buf, f.urls = append(f.buf[:0], urlsetStart...), 0
	f.written++
	return nil
}

// finish writes the last file, and the index if there are several.
func (f *sitemapFiles) finish() error {
	if f.written == 0 {
		return f.flush(indexName)
	}
	if err := f.flush(fileName(f.written + 1)); err != nil {
		return err
	}
	index := []byte(sitemapStart)
	for n := range f.written {
		name := fileName(n + 1)
		uri, err := absolute(f.base, name)
		if err != nil {
			return &presse.Error{Op: f.op, Field: "base", Value: name, Err: err}
		}
		index = append(index, "<sitemap><loc>"...)
		index = appendURI(index, uri)
		// There is no lastmod: it would be when the file was written
		// (sitemaps.org/protocol.html, "Sitemap index XML tag definitions"), and there
		// is no clock here.
		index = append(index, "</loc></sitemap>\n"...)
	}
	return f.write(indexName, append(index, sitemapEnd...))
}

const indexName = "sitemap.xml"

func fileName(n int) string { return fmt.Sprintf("sitemap-%d.xml", n) }

// write creates, writes and closes a file.
func (f *sitemapFiles) write(name string, data []byte) error {
	fault := func(err error) error {
		if err == nil {
			return nil
		}
		return &presse.Error{Op: f.op, Field: "create", Value: name, Err: err}
	}
	w, err := f.create(name)
	if err != nil {
		return fault(err)
	}
	if w == nil {
		return fault(errNoWriter)
	}
	err = writeAll(w, data)
	if closed := w.Close(); err == nil {
		err = closed
	}
	return fault(err)
}

// writeAll writes data in one call.
func writeAll(w io.Writer, data []byte) error {
	n, err := w.Write(data)
	if err == nil && n < len(data) {
		err = io.ErrShortWrite
	}
	return err
}

// appendURL appends the address of a story and the date of its last change. The address is that
// which the head of the page has as canonical, as Google wants it (Search Central, "Build and
// submit a sitemap": the canonical URLs): another spelling of the page's own, for one, since
// copies of other pages are left out.
func appendURL(dst []byte, st *story) []byte { return appendLoc(dst, st.canonical, changed(&st.a)) }

// appendLoc appends an address and a date, if that can be written.
func appendLoc(dst []byte, uri string, changed time.Time) []byte {
	dst = append(dst, "<url><loc>"...)
	dst = appendURI(dst, uri)
	dst = append(dst, "</loc>"...)
	if writable(changed) {
		dst = append(dst, "<lastmod>"...)
		dst = appendTime(dst, changed)
		dst = append(dst, "</lastmod>"...)
	}
	return append(dst, "</url>\n"...)
}

// appendURI appends an address in the form that [absolute] returns. Of the five characters that
// sitemaps want escaped (sitemaps.org/protocol.html, "Entity escaping"), it can contain two.
func appendURI(dst []byte, uri string) []byte {
	if strings.IndexByte(uri, '&') < 0 && strings.IndexByte(uri, '\'') < 0 { // faster than IndexAny
		return append(dst, uri...)
	}
	for i := range len(uri) {
		switch c := uri[i]; c {
		case '&':
			dst = append(dst, "&amp;"...)
		case '\'':
			dst = append(dst, "&apos;"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// writable reports whether an instant has a date that formats of four digits can hold.
func writable(t time.Time) bool {
	year := t.Year()
	return !t.IsZero() && 1 <= year && year <= 9999
}

// maxOffset is the maximum offset of a time zone in seconds: that of xs:dateTime
// (w3.org/TR/xmlschema-2, section 3.2.7).
const maxOffset = 14 * 60 * 60

// appendTime appends an instant to the second with its offset, as RFC 3339 and the W3C's
// note on dates (w3.org/TR/NOTE-datetime) want it. An offset that they cannot hold, such as
// that of Paris before 1911, nine minutes and 21 seconds, is written as UTC.
func appendTime(dst []byte, t time.Time) []byte {
	if _, offset := t.Zone(); offset%60 != 0 || offset < -maxOffset || offset > maxOffset {
		t = t.UTC()
	}
	return t.AppendFormat(dst, time.RFC3339)
}
