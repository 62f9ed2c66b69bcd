package publish

import (
	"cmp"
	"errors"
	"io"
	"iter"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/quote"
	"github.com/presse-go/presse/internal/words"
	"github.com/presse-go/presse/internal/xml"
)

// This file has what the three formats of feeds share.

// defaultItems is the number of items of a feed without a Limit.
const defaultItems = 50

var (
	errNoPath   = errors.New("nothing that a reader sees")
	errNegative = errors.New("negative")
	errNoID     = errors.New("no ID, by which feed readers know a story whatever its address becomes")
	errNoDate   = errors.New("no date, which Atom requires (RFC 4287, section 4.2.15)")
)

// A feed is a Feed whose stories are collected.
type feed struct {
	site        *Site
	base        *url.URL
	title       string
	description string
	home        string // absolute URI of the page that the feed belongs to
	self        string // absolute URI of the feed, empty if it has none
	hub         string
	id          string // URI of RFC 4151, for formats that want one
	lang        string
	logo        presse.Media
	items       []*item
	changed     time.Time // when the last of the items changed; zero if that is not known
}

// An item is what the feeds say of a story, in no format yet.
type item struct {
	*story
	*facts
	id         string
	title      string
	summary    string
	notice     string // what says that somebody paid for the story
	content    string // HTML that XML can contain
	categories []string
	media      []presse.Media
}

// A fed holds what the feeds say of a story, once it is needed: it depends on nothing but the
// story and its Site. Feeds are written every minute, and most of their stories are those of the
// minute before.
type fed struct {
	once    sync.Once
	item    *item
	written [formats]struct {
		once sync.Once
		text []byte
	}
}

// The formats.
const (
	inRSS = iota
	inAtom
	inJSONFeed
	formats
)

// in returns the item in a format, which write appends to a buffer when it is first needed.
func (one *item) in(format int, write func(dst []byte, one *item) []byte) []byte {
	w := &one.fed.written[format]
	w.once.Do(func() {
		w.text = slices.Clip(write(make([]byte, 0, itemSize+len(one.content)+len(one.content)/16), one))
	})
	return w.text
}

// itemSize is about the size of an item without its content: 1,500 bytes on average of 2,046
// stories in RSS, the longest format.
const itemSize = 2048

// buffers are for the feeds. Most have the size of the one before.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// maxBuffer is the size of the largest buffer that is kept: ten times that of a feed of 50
// stories.
const maxBuffer = 1 << 20

// write writes a feed: what begins it, its items in a format, separated by a separator, and what
// ends it. It is built in memory first, so that w is called once.
func (f *feed) write(w io.Writer, start func(dst []byte) []byte, format int, item func(dst []byte, one *item) []byte, separator, end string) error {
	buffer := buffers.Get().(*[]byte)
	dst := start((*buffer)[:0])
	for i, one := range f.items {
		if i > 0 {
			dst = append(dst, separator...)
		}
		dst = append(dst, one.in(format, item)...)
	}
	dst = append(dst, end...)
	err := writeAll(w, dst)
	if cap(dst) <= maxBuffer {
		*buffer = dst
		buffers.Put(buffer)
	}
	return err
}

// collect returns the feed and its stories. All that is wrong with the Site and the Feed is
// reported at once. If dated is true, stories without a date are left out.
func (s *Site) collect(op string, w io.Writer, f Feed, in iter.Seq2[Release, error], dated bool) (*feed, error) {
	base, err := s.check(op)
	if err != nil {
		return nil, err
	}
	var faults []error
	fault := func(field, value string, err error) {
		faults = append(faults, &presse.Error{Op: op, Field: field, Value: quote.Short(value), Err: err})
	}
	if w == nil {
		fault("writer", "", errNil)
	}
	if f.Limit < 0 {
		fault("limit", "", errNegative)
	}
	out := &feed{site: s, base: base, home: homePage(base), lang: tag(s.Lang), title: firstVisible(s.Name, base.Hostname())}
	if f.Path != "" {
		switch out.self, err = absolute(base, f.Path); {
		case err != nil:
			fault("path", f.Path, err)
		case f.Path != "/" && !visible(strings.ReplaceAll(f.Path, "/", "")):
			fault("path", f.Path, errNoPath) // browsers drop it, so that self would be the home page
		}
	}
	if f.Hub != "" {
		if out.hub, err = absolute(nil, f.Hub); err != nil {
			fault("hub", f.Hub, errNotURL)
		}
	}
	sections := inSection{taxonomy: s.Taxonomy, known: make(map[string]bool)}
	if f.Section != "" {
		if sections.path, _, err = s.Taxonomy.Resolve(f.Section); err != nil {
			if resolving := (*presse.Error)(nil); errors.As(err, &resolving) {
				err = resolving.Err // that the path is at fault is said already
			}
			fault("section", f.Section, err)
		} else if section, ok := s.Taxonomy.Section(sections.path); ok {
			if label := firstVisible(section.Label(s.Lang)); label != "" {
				out.title += " – " + label
			}
			if uri, err := absolute(base, s.front(section)); err == nil {
				out.home = uri
			}
		}
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	out.title = firstVisible(f.Title, out.title)
	out.description = firstVisible(f.Description, out.title)
	out.id = s.feedID(base, f, sections.path)
	return out, out.fill(op, f, sections, in, dated)
}

// hasIcon reports whether the logo is square, as icons should be (RFC 4287, section 4.2.5; JSON
// Feed 1.1, "icon").
func (f *feed) hasIcon() bool { return f.logo.Width > 0 && f.logo.Width == f.logo.Height }

// fill adds the stories, each once.
func (f *feed) fill(op string, given Feed, sections inSection, in iter.Seq2[Release, error], dated bool) error {
	limit := cmp.Or(given.Limit, defaultItems)
	size := 2 * min(limit, defaultItems)
	ids, pages := make(map[string]struct{}, size), make(map[string]struct{}, size)
	return f.site.take(op, in, given.At, func(st *story) bool {
		if !sections.has(&st.a) {
			return true
		}
		_, sameID := ids[st.a.ID]
		_, samePage := pages[st.page]
		switch {
		case st.a.ID == "":
			st.lose(presse.LossDropped, "id", "", errNoID)
		case sameID:
			st.lose(presse.LossDropped, "id", "", presse.ErrDuplicate)
		case samePage:
			st.lose(presse.LossDropped, "url", "", presse.ErrDuplicate)
		case dated && !writable(changed(&st.a)):
			st.lose(presse.LossDropped, "published", "", errNoDate)
		default:
			ids[st.a.ID], pages[st.page] = struct{}{}, struct{}{}
			f.add(st)
		}
		return len(f.items) < limit
	})
}

// add adds a story.
func (f *feed) add(st *story) {
	if len(f.items) == 0 {
		f.logo = st.logo
	}
	one := st.item()
	if t := changed(&st.a); writable(t) && t.After(f.changed) {
		f.changed = t
	}
	f.items = append(f.items, one)
}

// An inSection is the stories of a section and of those below it.
type inSection struct {
	taxonomy *presse.Taxonomy
	path     string          // of the section; empty for all stories
	known    map[string]bool // addresses of sections
}

// has reports whether a story is in the section.
func (w inSection) has(a *presse.Article) bool {
	if w.path == "" {
		return true
	}
	one := func(address string) bool {
		in, ok := w.known[address]
		if !ok {
			path, _, err := w.taxonomy.Resolve(address)
			in = err == nil && (path == w.path || strings.HasPrefix(path, w.path+"/"))
			w.known[address] = in
		}
		return in
	}
	return slices.ContainsFunc(a.Sections, one) || a.Primary != "" && one(a.Primary)
}

// item returns what feeds say of the story.
func (s *story) item() *item {
	s.fed.once.Do(func() {
		a := &s.a
		one := &item{story: s, facts: s.known(), id: s.site.itemID(s.base, s), notice: s.notice(), content: xml.Clean(string(s.body(presse.ScopeFeed)))}
		one.title = firstVisible(a.Headline, a.Titles["social"], a.Titles["seo"], a.Titles["short"], one.facts.title)
		one.summary = firstVisible(one.description, a.Kicker, one.title) // Atom and RSS want one where there is no content
		if one.notice != "" {
			one.summary = strings.TrimSuffix(one.notice+". "+one.summary, ". ")
		}
		one.summary += s.corrected()
		categories := slices.Concat([]string{one.notice}, one.facts.sections, a.Tags)
		for _, subject := range a.Subjects {
			categories = append(categories, subject.Name)
		}
		one.categories = distinct(categories)
		seen := make(map[string]bool)
		for _, m := range append([]presse.Media{a.Lead}, a.Media...) {
			if m.URL != "" && !seen[m.URL] {
				seen[m.URL] = true
				one.media = append(one.media, m)
			}
		}
		s.fed.item = one
	})
	return s.fed.item
}

// notice returns what says that somebody paid for the story, in the words of the desk if it has
// some; "" if nobody did. It goes into the description, which every reader shows, and is a
// category, by which aggregators leave such stories out: the FTC wants the label to stay where the
// story is published again ("Native Advertising: A Guide for Businesses", on disclosures when
// native ads are republished by others).
func (s *story) notice() string {
	if !s.sponsored() {
		return ""
	}
	label, name := firstVisible(s.a.Sponsor.Label), firstVisible(s.a.Sponsor.Name)
	switch {
	case label != "" && (name == "" || strings.Contains(label, name)):
		return label
	case label != "":
		return label + " " + name
	}
	colon := "\u00a0: "
	switch words.Language(string(s.lang())) {
	case "ar":
		label, colon = "محتوى مموّل", ": "
	case "en":
		label, colon = "Sponsored content", ": "
	default:
		label = "Contenu sponsorisé"
	}
	if name == "" {
		return label
	}
	return label + colon + name
}

// corrected returns a line for each correction of the story. A list of headlines and decks is
// all that many readers see, and who read there what was wrong should read there that it was. A
// story that is not free has none here: it would be text of the body.
func (s *story) corrected() string {
	label := "Correction\u00a0: "
	switch words.Language(string(s.lang())) {
	case "ar":
		label = "تصويب: "
	case "en":
		label = "Correction: "
	}
	var lines strings.Builder
	for _, c := range s.known().corrections {
		lines.WriteByte(' ')
		lines.WriteString(label)
		lines.WriteString(c.text)
	}
	return lines.String()
}

// authority returns the taggingEntity of ids.
func (s *Site) authority(base *url.URL) string {
	if s.Tag != "" {
		return s.Tag
	}
	if host := base.Hostname(); taggingEntity.MatchString(host + ",2000") {
		return host + ",2000"
	}
	return notHost.ReplaceAllString(base.Hostname(), "-") + "x,2000" // a host with an underscore
}

var notHost = regexp.MustCompile(`[^a-zA-Z0-9.]+`)

// itemID returns the URI that identifies a story in feeds, whatever its address is: a tag
// URI (RFC 4151) of its ID.
func (s *Site) itemID(base *url.URL, st *story) string {
	return "tag:" + s.authority(base) + ":" + specific(st.a.ID)
}

// feedID returns the URI that identifies a feed: as long as neither its path nor Site.Tag
// changes, it stays. The slash distinguishes it from those of stories.
func (s *Site) feedID(base *url.URL, f Feed, section string) string {
	path := f.Path
	if u, err := url.Parse(path); err == nil && u.Host != "" {
		path = u.RequestURI()
	}
	if path == "" {
		path = section
	}
	return "tag:" + s.authority(base) + ":/" + specific(strings.TrimPrefix(path, "/"))
}

// specific returns text as the last part of a tag URI (RFC 4151, section 2.1), with every
// byte escaped that is not unreserved (RFC 3986, section 2.3), so that two texts never have
// the same.
func specific(text string) string {
	const hex = "0123456789ABCDEF"
	var out []byte
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9', c|0x20 >= 'a' && c|0x20 <= 'z', c == '-', c == '.', c == '_':
			out = append(out, c)
		default:
			out = append(out, '%', hex[c>>4], hex[c&0xf])
		}
	}
	return string(out)
}

// seconds returns the duration of a video or sound in whole seconds, 0 if it is not known. Media
// RSS has a number of seconds (rssboard.org/media-rss, "duration"), and so has JSON Feed, but
// clients of either read an integer: gofeed, before it coerced numbers, could read no item of a
// feed with 92.5.
func seconds(m presse.Media) int64 { return int64(math.Round(m.Seconds)) }

// mediaType is the form of a MIME type (RFC 6838, section 4.2).
var mediaType = regexp.MustCompile(`^[a-z]+/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$`)

// typeOf returns the MIME type of a picture, video or sound: as the desk has it, or as the
// name of the file says, else "". The types are those of iana.org/assignments/media-types.
func typeOf(given, uri string) string {
	given, _, _ = strings.Cut(strings.ToLower(given), ";")
	given = strings.TrimSpace(given)
	if mediaType.MatchString(given) {
		return given
	}
	uri, _, _ = strings.Cut(uri, "#")
	uri, _, _ = strings.Cut(uri, "?")
	return typesByName[strings.ToLower(uri[strings.LastIndexByte(uri, '.')+1:])]
}

var typesByName = map[string]string{
	"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "svg": "image/svg+xml",
	"mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "ogv": "video/ogg", "mov": "video/quicktime",
	"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "oga": "audio/ogg", "wav": "audio/vnd.wave",
}

var (
	// inFeed is for the plain text of elements. Readers that take it for HTML show it as meant
	// in most cases if the characters of markup are hexadecimal references; the W3C feed
	// validator says so of RSS ("Encode & and < in plain text using hexadecimal character
	// references"), and asks for it in Atom and in addresses too.
	inFeed = &escaping{"&#x26;", "&#x3C;", "&#x3E;", "&#34;", "'", `\`, " "}

	// inHTMLInFeed is for plain text in an element whose text is HTML: the description of an
	// item of RSS (rssboard.org/rss-encoding-examples, "Encoding angle brackets in text").
	inHTMLInFeed = &escaping{"&#x26;amp;", "&#x26;lt;", "&#x26;gt;", "&#34;", "'", `\`, " "}
)

// appendElement appends an element of plain text, unless it is blank.
func appendElement(dst []byte, name, text string) []byte {
	return appendElementAs(dst, name, text, inFeed)
}

// appendElementAs appends an element of plain text in an escaping, unless it is blank.
func appendElementAs(dst []byte, name, text string, e *escaping) []byte {
	if !visible(text) {
		return dst
	}
	dst = append(append(append(dst, '<'), name...), '>')
	dst = appendText(dst, text, e)
	return append(append(append(dst, "</"...), name...), ">\n"...)
}

// appendAttribute appends an attribute of plain text, unless it is blank.
func appendAttribute(dst []byte, name, text string) []byte {
	if !visible(text) {
		return dst
	}
	dst = append(append(append(dst, ' '), name...), `="`...)
	return append(appendText(dst, text, inFeed), '"')
}
