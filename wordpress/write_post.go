package wordpress

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/presse-go/presse"
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
		private("access", a.Access.String(), errOnlyEditors)
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
	for _, tag := range a.Tags {
		slug, name, err := x.terms.tag(tag)
		if err != nil {
			x.lose(presse.Loss{Item: a.ID, Field: "tags", Kind: presse.LossChanged, Err: err})
		}
		p.Terms = append(p.Terms, Term{Taxonomy: "post_tag", Slug: slug, Name: name})
	}
	if l := strings.ToLower(string(a.Lang)); l != "" && a.Lang != x.o.Lang {
		p.Terms = append(p.Terms, Term{Taxonomy: "language", Slug: wpSlug(l), Name: l})
		x.langs[l] = true
		p.wrote.Lang = wpSlug(l)
	}
	x.fields(p, a)
	x.media(p, a)
	p.wrote.ID, p.wrote.Status, p.wrote.Slug, p.wrote.Date = p.ID, p.Status, p.Slug, p.DateGMT
	x.check(p, a)
	return p
}

// check reports a story that WordPress refuses or changes as a whole.
func (x *exporter) check(p *post, a *presse.Article) {
	if p.Title == "" && strings.TrimSpace(p.Content) == "" && p.Excerpt == "" {
		x.lose(presse.Loss{Item: a.ID, Field: "item", Kind: presse.LossDropped, Err: errors.New("WordPress takes no story without headline, deck and body")})
	}
}

// link returns the absolute address of a story.
func (x *exporter) link(a *presse.Article, id string) string {
	link := a.URL
	if link == "" && x.o.URL != nil {
		link = x.o.URL(a)
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
	p.Date, p.DateGMT = x.free(p, at)
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
	key := moment{kind: p.Type, title: titleKey(p.Title)}
	if at.IsZero() {
		return wpNoTime, wpNoTime
	}
	moved := at
	for ; ; moved = moved.Add(time.Second) {
		key.date = x.local(moved)
		any := moment{kind: p.Type, date: key.date}
		if !x.taken[key] && (p.Title != "" || !x.taken[any]) {
			x.taken[key], x.taken[any] = true, true
			break
		}
	}
	if !moved.Equal(at) && p.Type == "post" {
		x.lose(presse.Loss{Item: p.story, Field: "published", Value: clockTime(moved.UTC()), Kind: presse.LossChanged,
			Err: errors.New("the importer drops a second story with this headline in this second")})
	}
	return key.date, clockTime(moved.UTC())
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
		if value != "" {
			p.Meta = append(p.Meta, Meta{Key: key, Value: value})
		}
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
	if id := x.attach(p, a.Lead); id != 0 {
		p.Meta = append(p.Meta, Meta{Key: "_thumbnail_id", Value: fmt.Sprint(id)})
	}
	for _, m := range a.Media {
		x.attach(p, m)
	}
}

// attach returns the ID of the attachment for a picture, video or sound, or 0 if WordPress
// has none. The first story that has a file describes it.
func (x *exporter) attach(p *post, m presse.Media) int64 {
	address := x.resolve(m.URL)
	if m.URL == "" {
		return 0
	}
	if id := x.files[address]; id != 0 {
		return id
	}
	u, err := url.Parse(address)
	if err != nil || path.Ext(u.Path) == "" || !isWeb(address) {
		x.lose(presse.Loss{Item: p.story, Field: "media", Value: m.URL, Kind: presse.LossKept, Err: errors.New("not a file that WordPress can copy")})
		return 0
	}
	id := x.ids.next()
	x.files[address] = id
	file := &post{story: p.story, address: address}
	file.ID, file.Type, file.Status, file.Parent = fmt.Sprint(id), "attachment", "inherit", p.ID
	file.Link, file.mime = address, m.Type
	file.Title = wpText(path.Base(u.Path))
	file.Slug = fmt.Sprintf("fichier-%d", id) // never a slug that a story wants
	file.Excerpt = wpText(m.Caption)
	file.Author = p.Author
	at, _ := time.Parse(wpTime, p.DateGMT)
	file.Date, file.DateGMT = x.free(file, at)
	file.Modified, file.ModifiedGMT = file.Date, file.DateGMT
	for _, meta := range []Meta{{attachmentURL, address}, {"_wp_attachment_image_alt", m.Alt}, {fieldCredit, m.Credit.Text}} {
		if meta.Value != "" {
			file.Meta = append(file.Meta, meta)
		}
	}
	p.files = append(p.files, file)
	if caption, ok := rawCaption(m); ok {
		file.Excerpt = caption
		if read := x.site.attachment(&file.Item); read.Caption != m.Caption { // it was edited since
			file.Excerpt = wpText(m.Caption)
		}
	}
	read := x.site.attachment(&file.Item)
	delete(read.Unknown, "title") // it says nothing that the address does not
	x.site.media[file.ID] = &read
	return id
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
