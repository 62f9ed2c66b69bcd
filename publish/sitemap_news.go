package publish

import (
	"container/heap"
	"errors"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/quote"
)

// The limits of a news sitemap are those of Google Search Central, "News sitemaps": stories of
// the last two days, at most 1,000 of them.
const (
	newsWindow = 48 * time.Hour
	maxNews    = 1000
)

var (
	errOld       = errors.New("published more than 48 hours before")
	errLater     = errors.New("published after the instant of the sitemap")
	errMany      = errors.New("older than the newest 1,000 stories")
	errUndated   = errors.New("no date of publication")
	errNoTitle   = errors.New("no headline")
	errNoLang    = errors.New("neither the story nor the site has a language that ISO 639 has a code for")
	errSponsored = errors.New("paid content is not news")
)

const newsStart = xmlStart + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"` +
	` xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">` + "\n"

// WriteNewsSitemap writes the stories of the 48 hours before at for Google News, in the
// order of in: their addresses, headlines, languages and instants of publication, and the
// name of the newspaper. The 48 hours are elapsed time, whatever a change of time does to
// the clocks, and a story that is exactly 48 hours old is among them. If more than 1,000 stories
// are, the newest 1,000 are written. There may be none, which Google accepts.
//
// Left out, and reported to Lost, are older stories, those published after at or not dated,
// those whose Until is not after at, and what is no news for Google: stories with NoIndex or
// a Canonical on another page, sponsored ones and advertorials, and those without a headline
// or language. A story that comes twice is written once, and the second is reported; so
// is a second story at the same address, or at another place of the same page. Unlike feeds, it
// has stories without an ID.
//
// The name is that of the Site without what it has in parentheses, and the language is one of
// ISO 639: "fr" for fr-MA, "zgh", but zh-cn and zh-tw for Chinese, as Google wants them.
//
// It is an *Error, and nothing is written, if the Site is at fault or has no Name, if at
// is zero or w is nil, or if a Release is the zero one or of another Site. Errors of in are
// those of the other writers: one that is [presse.ErrItem] is reported to Lost, any other is
// returned, and nothing is written.
func (s *Site) WriteNewsSitemap(w io.Writer, at time.Time, in iter.Seq2[Release, error]) error {
	const op = "write news sitemap"
	if _, err := s.check(op); err != nil {
		return err
	}
	name := newsName(s.Name)
	switch {
	case w == nil:
		return &presse.Error{Op: op, Field: "writer", Err: errNil}
	case name == "":
		return &presse.Error{Op: op, Field: "name", Value: quote.Short(s.Name), Err: errEmpty}
	case at.IsZero():
		return &presse.Error{Op: op, Field: "at", Err: errEmpty}
	}
	news := newsStories{site: s, at: at.Round(0), seen: make(map[string]bool)}
	err := s.take(op, in, news.at, func(st *story) bool {
		news.add(st)
		return true
	})
	if err != nil {
		return err
	}
	buf := []byte(newsStart)
	for _, n := range news.ordered() {
		buf = n.append(buf, name)
	}
	return writeAll(w, append(buf, urlsetEnd...))
}

var parentheses = regexp.MustCompile(`\([^()]*\)`)

// newsName returns the name of a newspaper as Google wants it: "as it appears on your articles
// on news.google.com, omitting anything in parentheses" (Google Search Central, "News
// sitemaps", news:name). It is empty if a reader would see nothing.
func newsName(name string) string {
	for {
		rest := parentheses.ReplaceAllString(name, "") // the innermost
		if rest == name {
			return firstVisible(oneLine(name))
		}
		name = rest
	}
}

// newsStories collects the newest stories: as a heap, whose first element is the oldest.
type newsStories struct {
	site *Site
	at   time.Time
	seen map[string]bool // IDs and addresses of what is news
	list []newsStory
	n    int // stories so far
}

// A newsStory is a story that is news.
type newsStory struct {
	story *story
	order int // in which it came
	title string
	lang  string
}

// add adds a story, unless it is no news.
func (l *newsStories) add(st *story) {
	lose := func(id, field string, err error) {
		l.site.lose(presse.Loss{Item: id, Field: field, Kind: presse.LossDropped, Err: err})
	}
	if field, err := l.fault(st); err != nil {
		lose(st.a.ID, field, err)
		return
	}
	if !l.site.indexed(st) {
		return
	}
	title, lang := oneLine(st.a.Headline), newsLanguage(st.a.Lang)
	if st.a.Lang == "" {
		lang = newsLanguage(l.site.Lang)
	}
	switch {
	case !visible(title):
		lose(st.a.ID, "headline", errNoTitle)
		return
	case lang == "":
		lose(st.a.ID, "lang", errNoLang)
		return
	}
	id, page := newsKeys(st)
	l.seen[id], l.seen[page] = true, true
	l.n++
	heap.Push(l, newsStory{st, l.n, title, lang})
	if len(l.list) > maxNews {
		oldest := heap.Pop(l).(newsStory)
		lose(oldest.story.a.ID, "published", errMany)
	}
}

// fault returns what keeps a story from being news of the last 48 hours, and the field.
func (l *newsStories) fault(st *story) (field string, err error) {
	switch published := st.a.Published.Round(0); {
	case !writable(published):
		return "published", errUndated
	case published.After(l.at):
		return "published", errLater
	case published.Before(l.at.Add(-newsWindow)):
		return "published", errOld
	case st.sponsored():
		return "sponsor", errSponsored
	}
	switch id, page := newsKeys(st); {
	case l.seen[id] && st.a.ID != "":
		return "id", presse.ErrDuplicate
	case l.seen[page]:
		return "url", presse.ErrDuplicate
	}
	return "", nil
}

// newsKeys returns what identifies a story, and its page.
func newsKeys(st *story) (id, page string) {
	return "id " + st.a.ID, "url " + withoutFragment(st.page)
}

// ordered returns the stories in the order in which they came.
func (l *newsStories) ordered() []newsStory {
	slices.SortFunc(l.list, func(a, b newsStory) int { return a.order - b.order })
	return l.list
}

// Len, Less, Swap, Push and Pop are those of [heap.Interface].
func (l *newsStories) Len() int { return len(l.list) }

// Less reports whether i goes before j if there are too many: it is older, or as old and
// came later.
func (l *newsStories) Less(i, j int) bool {
	a, b := l.list[i], l.list[j]
	if order := a.story.a.Published.Compare(b.story.a.Published); order != 0 {
		return order < 0
	}
	return a.order > b.order
}

func (l *newsStories) Swap(i, j int) { l.list[i], l.list[j] = l.list[j], l.list[i] }
func (l *newsStories) Push(x any)    { l.list = append(l.list, x.(newsStory)) }
func (l *newsStories) Pop() any {
	last := len(l.list) - 1
	n := l.list[last]
	l.list = l.list[:last]
	return n
}

// append appends the story.
func (n newsStory) append(dst []byte, name string) []byte {
	dst = append(dst, "<url><loc>"...)
	dst = appendURI(dst, n.story.canonical) // see appendURL
	dst = append(dst, "</loc><news:news><news:publication><news:name>"...)
	dst = appendText(dst, name, inHTML)
	dst = append(dst, "</news:name><news:language>"...)
	dst = append(dst, n.lang...)
	dst = append(dst, "</news:language></news:publication><news:publication_date>"...)
	dst = appendTime(dst, n.story.a.Published)
	dst = append(dst, "</news:publication_date><news:title>"...)
	dst = appendText(dst, n.title, inHTML)
	return append(dst, "</news:title></news:news></url>\n"...)
}

// newsLanguage returns a language as news:language wants it: "an ISO 639 language code (two or
// three letters)", but zh-cn for simplified and zh-tw for traditional Chinese (Google
// Search Central, "News sitemaps"). It is empty if the language has no code.
func newsLanguage(l presse.Lang) string {
	tag := l.Tag()
	base, _, _ := tag.Raw()
	switch code := base.String(); code {
	case "zh":
		if script, _ := tag.Script(); script.String() == "Hant" {
			return "zh-tw"
		}
		return "zh-cn"
	case "und", "mul", "zxx", "mis": // no language, several, none, without a code
		return ""
	default:
		return code
	}
}

// oneLine returns plain text on one line: white space of ASCII is one space. No-break spaces
// stay.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r == '\t' || r == '\n' || r == '\r'
	}), " ")
}
