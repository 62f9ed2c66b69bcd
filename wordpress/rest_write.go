package wordpress

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/presse-go/presse"
)

// IDs finds the numbers that a WordPress site has given to its terms, users and files. A
// method reports false for what the site does not have.
type IDs interface {
	Section(path string) (int64, bool) // of the category for a section, by its path in the taxonomy
	Tag(name string) (int64, bool)
	Author(p presse.Person) (int64, bool)
	Media(url string) (int64, bool)
}

// restPost is the body of POST /wp/v2/posts (WP_REST_Posts_Controller, WordPress 6.1).
type restPost struct {
	Status     string            `json:"status"`
	DateGMT    string            `json:"date_gmt,omitzero"`
	Slug       string            `json:"slug,omitzero"`
	Title      string            `json:"title"`
	Excerpt    string            `json:"excerpt"`
	Content    string            `json:"content"`
	Author     int64             `json:"author,omitzero"`
	Media      int64             `json:"featured_media,omitzero"`
	Categories []int64           `json:"categories,omitzero"`
	Tags       []int64           `json:"tags,omitzero"`
	Meta       map[string]string `json:"meta,omitzero"`
}

// AppendREST appends the JSON body of a request that creates a story in WordPress by its REST
// API (POST /wp/v2/posts), or changes one (POST /wp/v2/posts/ID). The request needs a user
// who may publish.
//
// The status is chosen as [Write] does, so that WordPress shows a story to nobody before
// its time: future for an embargo, private for a story that is not free or expires. The
// REST API cannot put a post into the trash: a withdrawn story becomes a draft.
//
// The API has no place for what only presse knows, so everything else is left out and
// reported to o.Lost; Article.InternalNote is never written. WordPress ignores custom fields that no plugin or theme has
// registered for the API (register_post_meta): those sent are reported as
// [presse.LossGuessed]. A nil ids knows nothing. If a is nil, or o.Base is neither empty nor
// an absolute http or https URL, AppendREST returns dst and an *[presse.Error].
//
// The instant is sent in GMT alone, of which WordPress makes the local time; o.Zone is not
// needed. WordPress takes an instant that is less than a minute away for past, and publishes
// the story (wp_insert_post, WordPress 6.1).
func AppendREST(dst []byte, a *presse.Article, ids IDs, o WriteOptions) ([]byte, error) {
	const op = "write post"
	if a == nil {
		return dst, &presse.Error{Op: op, Err: errNil}
	}
	x, err := newExporter(op, o)
	if err != nil {
		return dst, err
	}
	if ids == nil {
		ids = noIDs{}
	}
	r := restWriter{x: x, a: a, ids: ids}
	f := fateOf(a)
	for _, l := range f.why {
		l.Item = a.ID
		x.lose(l)
	}
	out := restPost{
		Status:  f.status,
		Slug:    x.slug(a),
		Title:   r.valid("headline", wpText(r.line("headline", a.Headline))),
		Excerpt: r.valid("deck", wpText(r.line("deck", a.Deck))),
		Content: r.valid("body", x.body(a)),
	}
	if sent := (post{Item: Item{Title: out.Title, Excerpt: out.Excerpt, Content: out.Content}}); sent.refused() {
		r.lose("item", "", presse.LossDropped, errRefused)
	}
	if out.Status == statusTrash {
		out.Status = statusDraft
		r.lose("status", a.Status.String(), presse.LossChanged, errors.New("the REST API cannot put a post into the trash"))
	}
	if at := x.whole(&post{story: a.ID}, f.at, "published"); !at.IsZero() {
		out.DateGMT = at.UTC().Format("2006-01-02T15:04:05")
	}
	if shown, _ := Body(out.Content, BodyOptions{}); strings.TrimSpace(shown) != strings.TrimSpace(a.Body) {
		r.lose("body", "", presse.LossChanged, errors.New("WordPress shows it otherwise: shortcodes, or blocks without text"))
	}
	r.life(out.Status, f)
	r.terms(&out)
	r.rest(&out, f)
	text, err := json.Marshal(out)
	if err != nil {
		return dst, &presse.Error{Op: op, Err: err}
	}
	return append(dst, text...), nil
}

// A restWriter writes one story.
type restWriter struct {
	x   *exporter
	a   *presse.Article
	ids IDs
}

func (r *restWriter) lose(field, value string, kind presse.LossKind, err error) {
	r.x.lose(presse.Loss{Item: r.a.ID, Field: field, Value: value, Kind: kind, Err: err})
}

// valid returns text in valid UTF-8, which JSON requires.
func (r *restWriter) valid(field, text string) string {
	if utf8.ValidString(text) {
		return text
	}
	r.lose(field, "", presse.LossChanged, errors.New("not valid UTF-8"))
	return strings.ToValidUTF8(text, "\uFFFD")
}

// line reports text that is not on one line without white space around it: WordPress cuts a
// headline (title_save_pre), and pages show line breaks as spaces.
func (r *restWriter) line(field, text string) string {
	if strings.TrimSpace(text) != text || strings.ContainsAny(text, "\t\r\n") || strings.Contains(text, "  ") {
		r.lose(field, "", presse.LossChanged, errors.New("white space at the ends, line breaks or several spaces, which readers do not see"))
	}
	return text
}

// life reports the status and instant of a post if they say less than those of the story.
func (r *restWriter) life(status string, f fate) {
	means := map[string]presse.Status{
		statusPublish: presse.StatusPublished, statusFuture: presse.StatusScheduled, statusPrivate: presse.StatusRestricted,
		statusPending: presse.StatusReview, statusDraft: presse.StatusDraft,
	}
	told := func(field string) bool {
		return slices.ContainsFunc(f.why, func(l presse.Loss) bool { return l.Field == field })
	}
	if means[status] != r.a.Status && f.status != statusTrash && !told("status") {
		r.lose("status", r.a.Status.String(), presse.LossChanged, errStatusOnly)
	}
	floating := status == statusDraft || status == statusPending // see date_floating in get_post_stati
	switch {
	case told("published"):
	case floating && !r.a.Published.IsZero():
		r.lose("published", "", presse.LossChanged, errFloating)
	case !f.at.Equal(r.a.Published):
		r.lose("published", "", presse.LossChanged, errStatusOnly)
	}
}

var (
	errStatusOnly = errors.New("a post of the REST API has only a status and a date to say it with")
	errFloating   = errors.New("WordPress dates a draft when it is published")
)

// errNotThere is the reason why a section, tag, author or file is left out.
var errNotThere = errors.New("the site has none")

// terms sets the numbers of sections, tags, the author and the featured image.
func (r *restWriter) terms(out *restPost) {
	for _, path := range r.a.Sections {
		if id, ok := r.ids.Section(path); ok {
			out.Categories = append(out.Categories, id)
		} else {
			r.lose("sections", path, presse.LossDropped, errNotThere)
		}
	}
	for _, name := range r.a.Tags {
		if id, ok := r.ids.Tag(name); ok {
			out.Tags = append(out.Tags, id)
		} else {
			r.lose("tags", name, presse.LossDropped, errNotThere)
		}
	}
	for _, p := range r.a.Byline.People {
		switch id, ok := r.ids.Author(p); {
		case p.Name == "":
		case !ok:
			r.lose("byline", p.Name, presse.LossDropped, errNotThere)
		case out.Author == 0:
			out.Author = id
		case id != out.Author:
			r.lose("byline", p.Name, presse.LossDropped, errors.New("a post has one author"))
		}
	}
	if r.a.Lead.URL != "" {
		if id, ok := r.ids.Media(r.a.Lead.URL); ok {
			out.Media = id
		} else {
			r.lose("lead", r.a.Lead.URL, presse.LossDropped, errNotThere)
		}
	}
}

// rest sets the custom fields, and reports the members that a post has no place for.
func (r *restWriter) rest(out *restPost, f fate) {
	for _, member := range []struct{ name, field, value string }{{"kicker", fieldKicker, r.a.Kicker}, {"byline", fieldByline, r.a.Byline.Text}} {
		field, value := member.field, member.value
		if value == "" {
			continue
		}
		if out.Meta == nil {
			out.Meta = make(map[string]string)
		}
		out.Meta[field] = r.valid(field, value)
		r.lose(member.name, field, presse.LossGuessed, errors.New("WordPress ignores a custom field that is not registered for the REST API"))
	}
	carried := []string{"status", "slug", "kicker", "headline", "deck", "body", "lead", "sections", "tags", "published", "byline"}
	all, err := jsonMembers(r.a)
	if err != nil {
		r.lose("", "", presse.LossDropped, err)
		return
	}
	if r.a.Lang == r.x.o.Lang {
		delete(all, "lang")
	}
	for _, l := range f.why { // reported already
		carried = append(carried, l.Field)
	}
	for _, name := range sortedKeys(all) {
		if !slices.Contains(carried, name) {
			r.lose(name, "", presse.LossDropped, errNoPlace)
		}
	}
	if at := r.a.Published; !at.IsZero() && !at.Equal(at.Truncate(time.Second)) {
		r.lose("published", "", presse.LossChanged, errors.New("WordPress stores whole seconds"))
	}
}

var errNoPlace = errors.New("a post of the REST API has no place for it")

// noIDs knows nothing.
type noIDs struct{}

func (noIDs) Section(string) (int64, bool)       { return 0, false }
func (noIDs) Tag(string) (int64, bool)           { return 0, false }
func (noIDs) Author(presse.Person) (int64, bool) { return 0, false }
func (noIDs) Media(string) (int64, bool)         { return 0, false }
