package wordpress

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/php"
)

// Statuses of WordPress (get_post_stati).
const (
	statusPublish = "publish"
	statusFuture  = "future"
	statusPrivate = "private"
	statusPending = "pending"
	statusDraft   = "draft"
	statusTrash   = "trash"
)

// wpTime is how WordPress stores an instant; wpNoTime is one that is not known.
const (
	wpTime   = "2006-01-02 15:04:05"
	wpNoTime = "0000-00-00 00:00:00"
)

// A fate is the status under which a story is stored in WordPress, and its instant.
type fate struct {
	status string
	at     time.Time
	why    []presse.Loss // the changes, without Item
}

// errOnlyEditors is the reason why a story is private.
var errOnlyEditors = errors.New("WordPress shows it to editors only")

// fateOf decides under which status a story is stored. It has no clock: a story is never
// public before its time, whenever the file is read. A status or access that only a later
// version of presse knows is read as a draft, and as paid.
func fateOf(a *presse.Article) fate {
	f := fate{at: a.Published}
	changed := func(field, value string, err error) {
		f.why = append(f.why, presse.Loss{Field: field, Value: value, Kind: presse.LossChanged, Err: err})
	}
	private := func(field, value string, err error) {
		f.status = statusPrivate
		changed(field, value, err)
	}
	if later := laterWord(a, "status"); later != "" {
		changed("status", later, errLater)
	}
	switch a.Status {
	case presse.StatusReview:
		f.status = statusPending
		return f
	case presse.StatusWithdrawn:
		f.status = statusTrash
		return f
	case presse.StatusRestricted:
		private("status", a.Status.String(), errOnlyEditors)
		return f
	case presse.StatusScheduled, presse.StatusPublished, presse.StatusCorrected:
	default:
		f.status = statusDraft
		return f
	}
	if a.Embargo.After(f.at) {
		f.at = a.Embargo
	}
	f.status = statusPublish
	switch {
	case f.at.UTC().Year() > lastYear && a.Access == presse.AccessFree && a.Expiry.IsZero():
		f.status = statusPending // WordPress would store no instant, and publish it at once
		changed("published", "", errYears)
	case a.Access != presse.AccessFree:
		private("access", cmp.Or(laterWord(a, "access"), a.Access.String()), errOnlyEditors)
	case !a.Expiry.IsZero():
		private("expiry", "", errors.New("WordPress does not take stories offline: editors only"))
	case a.Status == presse.StatusScheduled && a.Published.IsZero():
		f.status = statusPending
		changed("published", "", errors.New("scheduled for no instant: pending"))
	case !a.Embargo.IsZero():
		f.status = statusFuture
		changed("embargo", "", errors.New("WordPress publishes it when the embargo is over"))
	case a.Status == presse.StatusScheduled:
		f.status = statusFuture
	case f.at.IsZero():
		changed("published", "", errors.New("WordPress sets the time of its import"))
	}
	if a.Status == presse.StatusCorrected {
		changed("status", a.Status.String(), errors.New("WordPress has published stories only"))
	}
	return f
}

// errLater is the reason why a story is a draft.
var errLater = errors.New("a status that this version of presse does not know: a draft")

// laterWord returns the status or access of a story if only a later version of presse knows
// it: Article.Unknown has the word. Otherwise, and if it is no word, it returns "".
func laterWord(a *presse.Article, member string) string {
	var word string
	if json.Unmarshal(a.Unknown[member], &word) != nil || len(word) > 32 {
		return ""
	}
	for _, r := range word {
		if !isASCIILetter(byte(r)) && r != '_' && r != '-' || r >= utf8.RuneSelf {
			return ""
		}
	}
	return word
}

// comesOut reports whether a story is public, was, or will be without a decision of the desk.
func comesOut(a *presse.Article) bool {
	return a.Status == presse.StatusScheduled || a.Status == presse.StatusPublished || a.Status == presse.StatusCorrected
}

// post returns the item for an article, with the given ID, and its attachments.
func (x *exporter) post(a *presse.Article, id string) *post {
	p := &post{story: a.ID}
	p.ID, p.Type = id, "post"
	f := fateOf(a)
	for _, l := range f.why {
		l.Item = a.ID
		x.lose(l)
	}
	p.Status = f.status
	p.Title = wpText(a.Headline)
	p.Excerpt = wpText(a.Deck)
	p.Content = x.body(a)
	p.Slug = x.slug(a)
	p.Link = x.link(a, id)
	p.address = p.Link
	x.times(p, a, f.at)
	x.authors(p, a)
	x.sections(p, a)
	x.tags(p, a)
	if l := strings.ToLower(string(a.Lang)); l != "" && a.Lang != x.o.Lang {
		p.Terms = append(p.Terms, Term{Taxonomy: "language", Slug: wpSlug(l), Name: l})
		x.langs[l] = true
		p.wrote.Lang = wpSlug(l)
	}
	x.fields(p, a)
	x.media(p, a)
	p.wrote.ID, p.wrote.Status, p.wrote.Slug, p.wrote.Date = p.ID, p.Status, p.Slug, p.DateGMT
	if p.refused() {
		x.lose(presse.Loss{Item: a.ID, Field: "item", Kind: presse.LossDropped, Err: errRefused})
	}
	return p
}

var errRefused = errors.New("WordPress takes no story without headline, deck and body")

// refused reports whether WordPress does not take the story (wp_insert_post).
func (p *post) refused() bool {
	return p.Title == "" && strings.TrimSpace(p.Content) == "" && p.Excerpt == ""
}

// link returns the absolute address of a story. What is no address is reported; the story has
// WordPress's short link then.
func (x *exporter) link(a *presse.Article, id string) string {
	link := a.URL
	if link == "" && x.o.URL != nil {
		link = x.o.URL(a)
	}
	if u, err := url.Parse(link); link != "" && (err != nil || !isWeb(link) && (u.Scheme != "" || u.Opaque != "")) {
		x.lose(presse.Loss{Item: a.ID, Field: "url", Kind: presse.LossChanged, Err: errNotURL})
		link = ""
	}
	if link == "" {
		link = "/?p=" + id
	}
	return x.resolve(link)
}

// resolve returns an address as an absolute one.
func (x *exporter) resolve(address string) string {
	if isWeb(address) || x.base == "" {
		return address
	}
	if strings.HasPrefix(address, "//") {
		scheme, _, _ := strings.Cut(x.base, ":")
		return scheme + ":" + address
	}
	return x.base + "/" + strings.TrimLeft(address, "/")
}

// times sets the instants of an item.
func (x *exporter) times(p *post, a *presse.Article, at time.Time) {
	at = x.whole(p, at, "published")
	if p.Status == statusFuture && x.o.Zone == nil {
		// WordPress schedules by the local time (_future_post_hook), and Quick Edit makes GMT of
		// it. Of no local time it makes one from GMT, by its own zone (wp_resolve_post_date).
		p.Date, p.DateGMT = wpNoTime, clockTime(at.UTC())
	} else {
		p.Date, p.DateGMT = x.free(p, at)
	}
	// An import without a clock takes the latest change for the time at which the file was
	// written, so it must be past: the time of publication is, of what has been published.
	p.Modified, p.ModifiedGMT = wpNoTime, wpNoTime
	switch {
	case a.Updated.After(a.Published):
		updated := x.whole(p, a.Updated, "updated")
		p.Modified, p.ModifiedGMT = x.local(updated), clockTime(updated.UTC())
	case a.Embargo.IsZero() && a.Status >= presse.StatusPublished && a.Status <= presse.StatusWithdrawn:
		p.Modified, p.ModifiedGMT = p.Date, p.DateGMT
	}
}

// lastYear is the last year that WordPress can store in every zone: DATETIME of MySQL goes
// from year 1000 to 9999.
const lastYear = 9998

var errYears = errors.New("outside the years 1000 to 9998")

// whole returns the instant to the second, not earlier, as MySQL stores it.
func (x *exporter) whole(p *post, at time.Time, field string) time.Time {
	if at.IsZero() {
		return at
	}
	if y := at.UTC().Year(); y < 1000 || y > lastYear {
		x.lose(presse.Loss{Item: p.story, Field: field, Kind: presse.LossDropped, Err: errYears})
		return time.Time{}
	}
	if second := at.Truncate(time.Second); !second.Equal(at) {
		return second.Add(time.Second)
	}
	return at
}

// free returns the local and GMT form of an instant, moved by whole seconds until no story
// with the same headline has it.
func (x *exporter) free(p *post, at time.Time) (local, inGMT string) {
	if at.IsZero() {
		return wpNoTime, wpNoTime
	}
	title, untitled := titleKey(p.Title), p.Title == "" || p.Title == "0" // empty("0") of PHP
	moved := at
	for {
		second := x.wallClock(moved)
		next := x.taken.free(moment{p.Type, title, second})
		if untitled {
			next = max(next, x.taken.free(moment{p.Type, anyTitle, second}))
		}
		if next == second {
			x.taken.take(moment{p.Type, title, second})
			x.taken.take(moment{p.Type, anyTitle, second})
			break
		}
		moved = moved.Add(time.Duration(next-second) * time.Second)
	}
	if !moved.Equal(at) && p.Type == "post" {
		x.lose(presse.Loss{Item: p.story, Field: "published", Value: clockTime(moved.UTC()), Kind: presse.LossChanged,
			Err: errors.New("the importer drops a second story with this headline in this second")})
	}
	return x.local(moved), clockTime(moved.UTC())
}

// A moment is what the importer of WordPress identifies a story by (post_exists, WordPress
// 6.1): the type, the title and the second that the clock of the site shows, as if it were
// UTC. A story without a title is any that has the second.
type moment struct {
	kind, title string
	second      int64
}

// anyTitle is the title of all moments; no title has this key.
const anyTitle = ""

// moments are those that are taken. The value of each is a later second that may be free, so
// that a long row of them is not searched again and again.
type moments map[moment]int64

// free returns the first second from that of m on that is not taken.
func (t moments) free(m moment) int64 {
	first := m
	for next, taken := t[m]; taken; next, taken = t[m] {
		m.second = next
	}
	for first.second != m.second {
		next := t[first]
		t[first] = m.second
		first.second = next
	}
	return m.second
}

func (t moments) take(m moment) {
	if _, taken := t[m]; !taken {
		t[m] = m.second + 1
	}
}

// wallClock returns what the clock of the site shows at t, in seconds as if it were UTC.
func (x *exporter) wallClock(t time.Time) int64 {
	_, offset := t.In(x.zone).Zone()
	return t.Unix() + int64(offset)
}

// titleKey returns the same text for all titles that MySQL may take for equal, whatever
// their accents, case and signs.
func titleKey(title string) string {
	key := strings.ReplaceAll(presse.SearchKey(title), " ", "")
	if key == "" {
		return "-"
	}
	return key
}

// local returns an instant as the clock of the site shows it.
func (x *exporter) local(t time.Time) string { return clockTime(t.In(x.zone)) }

// clockTime returns the clock time of t as WordPress stores it.
func clockTime(t time.Time) string {
	if t.IsZero() {
		return wpNoTime
	}
	return t.Format(wpTime)
}

// slug returns the slug that WordPress stores for a story.
func (x *exporter) slug(a *presse.Article) string {
	slug := wpSlug(a.Slug)
	lost := func(err error) {
		x.lose(presse.Loss{Item: a.ID, Field: "slug", Value: a.Slug, Kind: presse.LossChanged, Err: err})
	}
	switch {
	case a.Slug == "" && a.Status >= presse.StatusScheduled:
		lost(errors.New("WordPress makes a slug of the headline"))
	case slug == "" && a.Slug != "":
		lost(errors.New("WordPress makes a slug of the headline: nothing in it is a letter or digit"))
	case !presse.SameAddress(slug, a.Slug):
		lost(errors.New("not a slug of WordPress"))
	}
	if slug != "" {
		if x.slugs[slug] {
			lost(errors.New("WordPress adds a number: another story has it"))
		}
		x.slugs[slug] = true
	}
	return slug
}

// fields sets the custom fields of a story. Their names are those that an import knows.
func (x *exporter) fields(p *post, a *presse.Article) {
	add := func(key, value string) {
		if value == "" {
			return
		}
		if php.IsSerialized(value) {
			// The importer stores what PHP makes of it (maybe_unserialize); of a text it makes the text.
			value = fmt.Sprintf("s:%d:\"%s\";", len(value), value)
		}
		p.Meta = append(p.Meta, Meta{Key: key, Value: value})
	}
	add(fieldKicker, a.Kicker)
	add(fieldByline, a.Byline.Text)
	p.wrote.Byline = a.Byline.Text
	add("_yoast_wpseo_title", a.Titles["seo"])
	add("_yoast_wpseo_canonical", a.Canonical)
	if a.NoIndex {
		add("_yoast_wpseo_meta-robots-noindex", "1")
	}
	for _, former := range a.FormerSlugs {
		if slug := wpSlug(former); !strings.Contains(former, "/") && slug != "" {
			add("_wp_old_slug", slug)
		}
	}
	if !a.Expiry.IsZero() { // PublishPress Future
		add(futureKey, fmt.Sprint(a.Expiry.Unix()))
		add(futureKey+"-status", "saved")
		add(futureKey+"-type", "private")
	}
	if p.Status == statusTrash {
		add("_wp_trash_meta_status", statusPublish) // without _wp_trash_meta_time: then wp_scheduled_delete deletes it
	}
}

// Custom fields of a story, with the names that French sites use.
const (
	fieldKicker = "surtitre"
	fieldByline = "signature"
	fieldCredit = "credit_photo"
)

// media sets the featured image and adds the attachments of a story.
func (x *exporter) media(p *post, a *presse.Article) {
	if p.refused() {
		return // its attachments would belong to nobody, and so be public
	}
	if id := x.attach(p, a.Lead, "lead"); id != 0 {
		p.wrote.Thumb, p.wrote.File = fmt.Sprint(id), x.resolve(a.Lead.URL)
		p.Meta = append(p.Meta, Meta{Key: "_thumbnail_id", Value: p.wrote.Thumb})
	}
	for _, m := range a.Media {
		x.attach(p, m, "media")
	}
}

// A description is a file with what stories say of it. Each has an attachment, since WordPress
// shows the texts of an attachment with every story that has it.
type description struct {
	address, caption, alt, credit string

	// closed means that the attachment belongs to a story that is not public at once. Only stories
	// that are not public at once use it: WordPress shows it to visitors when that story is public.
	closed bool
}

// attach returns the ID of the attachment for a picture, video or sound, or 0 if WordPress
// has none.
func (x *exporter) attach(p *post, m presse.Media, field string) int64 {
	address := x.resolve(m.URL)
	if m.URL == "" {
		return 0
	}
	u, err := url.Parse(address)
	if err != nil || path.Ext(u.Path) == "" || !isWeb(address) {
		x.lose(presse.Loss{Item: p.story, Field: "media", Value: m.URL, Kind: presse.LossKept, Err: errors.New("not a file that WordPress can copy")})
		return 0
	}
	file := &post{story: p.story, address: address}
	file.Type, file.Status, file.Parent = "attachment", "inherit", p.ID
	file.Link, file.mime = address, m.Type
	file.Title = wpText(fileName(address))
	file.Author = p.Author
	x.describe(file, p, m, field)

	key := description{address: address, caption: file.Excerpt, alt: m.Alt, credit: m.Credit.Text}
	if p.Status == statusTrash {
		key.alt, key.credit = "", ""
	}
	if id := x.files[key]; id != 0 {
		return id
	}
	if key.closed = p.Status != statusPublish; key.closed {
		if id := x.files[key]; id != 0 {
			return id
		}
	}
	id := x.ids.next()
	x.files[key] = id
	if x.written[address] {
		x.lose(presse.Loss{Item: p.story, Field: field, Value: fmt.Sprint(id), Kind: presse.LossChanged, Err: errCopies})
	}
	x.written[address] = true
	file.ID = fmt.Sprint(id)
	file.Slug = fmt.Sprintf("fichier-%d", id) // never a slug that a story wants
	at, _ := time.Parse(wpTime, p.DateGMT)
	file.Date, file.DateGMT = x.free(file, at)
	file.Modified, file.ModifiedGMT = file.Date, file.DateGMT
	p.files = append(p.files, file)
	read := x.site.attachment(&file.Item)
	delete(read.Unknown, "title") // it says nothing that the address does not
	x.site.media[file.ID] = &read
	return id
}

var (
	errCopies = errors.New("WordPress copies the file once more: stories describe it differently, or one of them is not public")
	errShown  = errors.New("WordPress shows the attachments of a story in the trash: without caption, alternative text and credit")
)

// describe sets the texts of an attachment of p. WordPress takes an attachment for public if
// its post was published before it came into the trash (get_post_status, WordPress 6.1).
func (x *exporter) describe(file, p *post, m presse.Media, field string) {
	add := func(key, value string) {
		if value != "" {
			file.Meta = append(file.Meta, Meta{Key: key, Value: value})
		}
	}
	add(attachmentURL, file.address)
	add(fieldKept, file.address)
	if p.Status == statusTrash {
		if m.Caption != "" || m.Alt != "" || m.Credit.Text != "" {
			x.lose(presse.Loss{Item: p.story, Field: field, Value: fieldKept, Kind: presse.LossKept, Err: errShown})
		}
		return
	}
	add("_wp_attachment_image_alt", m.Alt)
	add(fieldCredit, m.Credit.Text)
	file.Excerpt = wpText(m.Caption)
	if caption, ok := rawCaption(m); ok {
		file.Excerpt = caption
		if read := x.site.attachment(&file.Item); read.Caption != m.Caption { // it was edited since
			file.Excerpt = wpText(m.Caption)
		}
	}
}

// body returns what WordPress stores for the body of a story. A body that its paragraphs
// would change becomes a block of HTML, which WordPress shows as it is.
func (x *exporter) body(a *presse.Article) string {
	body := strings.TrimSpace(a.Body)
	if body == "" || strings.Contains(body, "<!-- wp:") {
		return a.Body
	}
	if shown, lost := Body(a.Body, BodyOptions{}); len(lost) == 0 && strings.TrimSpace(shown) == body {
		return a.Body
	}
	return "<!-- wp:html -->\n" + body + "\n<!-- /wp:html -->"
}
