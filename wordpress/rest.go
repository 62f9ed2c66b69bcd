package wordpress

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/presse-go/presse"
)

// A RESTSite is what the posts of a site refer to by number: categories, tags and terms of
// other taxonomies, users, media and reusable blocks, as the REST API of WordPress returns
// them. It does not change, and is safe for concurrent use.
type RESTSite struct{ site *site }

// ReadRESTSite reads the lists of a site: /wp/v2/categories, tags, users, media, blocks and
// those of other taxonomies, in any order. A reader may hold several pages, one after the
// other, or several lists. The answer of /wp-json, which has the address of the site, may be among
// them. With context=edit the lists have more: logins, captions as stored, blocks.
//
// What is in the lists but belongs to no story, such as comments, is reported to
// o.Lost. So is an object or another value that cannot be read; the others of the list count.
// An attachment is not withheld with the post that it belongs to, whose status the lists do
// not have: nothing but a story that uses it shows it, as in WordPress. An attachment that
// is private or in the trash itself is left out.
//
// The error is an *presse.Error: [presse.ErrCorrupt] if a list is cut, an error that quotes
// the beginning of the message if the REST API answered with an error, or the error of a
// reader. A reader without any text is an error too, no readers are not. The envelopes of
// ReadREST are read here as well.
func ReadRESTSite(o Options, lists ...io.Reader) (*RESTSite, error) {
	s, err := newSite(o)
	if err != nil {
		return nil, err
	}
	s.parents = true
	for _, list := range lists {
		if list == nil {
			return nil, &presse.Error{Op: opRead, Field: "list", Err: errors.New("nil reader")}
		}
		r := newRESTReader(list, o)
		for {
			err := r.next()
			if err == io.EOF {
				break
			}
			var failed error
			if err == nil {
				var object restObject
				if object, err = r.decode(); err == nil {
					r.parts(object, func(o restObject, err error) bool {
						failed = s.addListed(o, err)
						return failed == nil
					})
				}
			}
			if err != nil {
				failed = s.addListed(nil, err)
			}
			if failed != nil {
				return nil, failed
			}
		}
	}
	s.complete()
	return &RESTSite{s}, nil
}

// addListed adds an object of a list, or reports one that cannot be read. Another error is
// returned.
func (s *site) addListed(o restObject, err error) error {
	switch {
	case errors.Is(err, presse.ErrItem):
		s.lost(presse.Loss{Field: "list", Kind: presse.LossDropped, Err: err})
	case err != nil:
		return err
	default:
		s.addObject(o, false)
	}
	return nil
}

// Taxonomy returns the sections of the site, made from its categories. It does what
// [Export.Taxonomy] does for an export.
func (s *RESTSite) Taxonomy() (*presse.Taxonomy, error) {
	if s == nil || s.site == nil {
		return presse.NewTaxonomy()
	}
	for _, l := range s.site.sections.losses {
		s.site.lost(l)
	}
	return s.site.sections.taxonomy()
}

var errNoList = errors.New("not an object of a list that stories refer to")

// addObject adds an object of a list, or one that is embedded in a post. An embedded object
// is only added if it is not known, since it says less.
func (s *site) addObject(o restObject, embedded bool) {
	id := o.id("id")
	switch {
	case o["taxonomy"] != nil && o["slug"] != nil:
		s.addRESTTerm(o, embedded)
	case o["source_url"] != nil || o.text("type") == "attachment":
		if embedded && s.media[id] != nil || id == "" {
			return
		}
		if status := o.text("status"); !isNull(o["status"]) && status != "inherit" && status != "publish" {
			delete(s.media, id) // of two, the more closed counts
			s.lost(presse.Loss{Item: id, Field: "status", Value: status, Kind: presse.LossDropped, Err: errNotPublic})
			return
		}
		m := s.attachment(attachmentItem(o, embedded, s.lost))
		s.media[id] = &m
	case o.text("type") == "wp_block":
		if content, raw := o.stored("content"); raw && o.text("status") == "publish" {
			s.blocks[id] = content
		}
	case o["avatar_urls"] != nil || o["name"] != nil && o["slug"] != nil && o["link"] != nil:
		s.addAuthor(author{id: id, login: cmp.Or(o.text("username"), o.text("slug")), name: o.text("name")})
	case o["namespaces"] != nil || o["gmt_offset"] != nil:
		s.base = cmp.Or(s.base, strings.TrimRight(cmp.Or(o.text("home"), o.text("url")), "/"))
	case !embedded:
		s.lost(presse.Loss{Item: id, Field: "list", Value: cmp.Or(o.text("type"), "object"), Kind: presse.LossDropped, Err: errNoList})
	}
}

// addRESTTerm adds a term. An embedded category does not say what it belongs to, but its
// address does.
func (s *site) addRESTTerm(o restObject, embedded bool) {
	t := Term{
		Taxonomy: o.text("taxonomy"), ID: o.id("id"), Slug: o.text("slug"), Name: o.text("name"),
		Parent: o.id("parent"), Description: o.text("description"),
	}
	if s.terms[termKey{t.Taxonomy, "id:" + t.ID}] != nil {
		return
	}
	if embedded && t.Taxonomy == "category" && o["parent"] == nil {
		t.Parent = s.parentByLink(o.text("link"), t.Slug)
	}
	s.addTerm(t)
	if embedded && t.Taxonomy == "category" {
		s.complete()
	}
}

// parentByLink returns the ID of the parent of a category, as its address has it:
// /category/actualite/politique/. A parent that is not known yet is added under its slug.
func (s *site) parentByLink(link, slug string) string {
	segments := strings.Split(pathOf(link), "/")
	if len(segments) < 2 || !presse.SameAddress(segments[len(segments)-1], slug) {
		return ""
	}
	above := segments[:len(segments)-1]
	usual := slices.IndexFunc(above, isCategoryBase)
	parent := ""
	for i, segment := range above {
		key := strings.ToLower(segment)
		known := s.terms[termKey{"category", key}]
		switch {
		case known != nil:
			parent = known.ID
		case usual >= 0 && i > usual:
			parent = s.addTerm(Term{Taxonomy: "category", ID: "link:" + strings.Join(above[:i+1], "/"), Slug: key, Name: decoded(key), Parent: parent}).ID
		}
	}
	return parent
}

// isCategoryBase reports whether a segment of an address is a usual value of WordPress's
// option category_base.
func isCategoryBase(segment string) bool {
	switch segment {
	case "category", "categorie", "categories", "rubrique", "rubriques", "section", "sections", "cat", "theme", "c":
		return true
	}
	return false
}

// attachmentItem returns an object of /wp/v2/media as an item.
func attachmentItem(o restObject, embedded bool, lost func(presse.Loss)) *Item {
	it := &Item{ID: o.id("id"), Type: "attachment", Status: o.text("status"), Slug: o.text("slug"), Link: o.text("link"), Parent: o.id("post"), mime: o.text("mime_type")}
	it.Title, _ = o.stored("title")
	caption, raw := o.stored("caption")
	description, _ := o.stored("description")
	if !raw {
		// prepend_attachment shows the file before the description, and wp_trim_excerpt the
		// description where there is no caption.
		if rest, ok := strings.CutPrefix(strings.TrimSpace(description), `<p class="attachment">`); ok {
			_, description, _ = strings.Cut(rest, "</p>")
		} else if rest, ok := strings.CutPrefix(strings.TrimSpace(description), `<div style=`); ok { // audio and video
			_, description, _ = strings.Cut(rest, "</div>")
		}
		description = strings.TrimSpace(description)
		switch shown := plainLine(caption); {
		case shown != "" && shown == plainLine(description):
			caption = ""
		case shown != "" && embedded && o["description"] == nil:
			lost(presse.Loss{Item: it.ID, Field: "caption", Kind: presse.LossGuessed, Err: errors.New("WordPress shows the description where there is no caption")})
		}
		if p := plainLine(description); description == "<p>"+p+"</p>" {
			description = p
		}
	}
	it.Excerpt, it.Content = strings.TrimSpace(caption), description
	it.Meta = []Meta{{attachmentURL, o.text("source_url")}, {"_wp_attachment_image_alt", o.text("alt_text")}}
	it.Meta = append(it.Meta, metaOf(it.ID, o, lost)...)
	if details := o.object("media_details"); details != nil {
		it.Meta = append(it.Meta, Meta{"_wp_attachment_metadata", detailsOf(details)})
	}
	return it
}

// detailsOf returns media_details as WordPress stores it (_wp_attachment_metadata), in PHP's
// serialization. REST adds the size "full" and spells mime-type otherwise.
func detailsOf(details restObject) string {
	var b strings.Builder
	write := func(key, value string) { fmt.Fprintf(&b, `s:%d:"%s";s:%d:"%s";`, len(key), key, len(value), value) }
	members := func(o restObject, keys ...string) (n int) {
		for _, key := range keys {
			if o.text(key) != "" {
				n++
			}
		}
		return n
	}
	list := func(o restObject, keys ...string) {
		for _, key := range keys {
			if value := o.text(key); value != "" {
				write(strings.ReplaceAll(key, "mime_type", "mime-type"), value)
			}
		}
	}
	sizes, image := details.object("sizes"), details.object("image_meta")
	delete(sizes, "full")
	own := []string{"width", "height", "filesize", "length"}
	fmt.Fprintf(&b, "a:%d:{", members(details, own...)+2)
	list(details, own...)
	fmt.Fprintf(&b, `s:5:"sizes";a:%d:{`, len(sizes))
	for _, name := range memberOrder(details["sizes"]) {
		if name == "full" {
			continue
		}
		size, keys := sizes.object(name), []string{"file", "width", "height", "mime_type"}
		fmt.Fprintf(&b, `s:%d:"%s";a:%d:{`, len(name), name, members(size, keys...))
		list(size, keys...)
		b.WriteString("}")
	}
	fmt.Fprintf(&b, `}s:10:"image_meta";a:%d:{`, members(image, "credit", "copyright"))
	list(image, "credit", "copyright")
	b.WriteString("}}")
	return b.String()
}

// memberOrder returns the names of the members of an object, each once, in their order.
func memberOrder(raw json.RawMessage) (names []string) {
	d := json.NewDecoder(bytes.NewReader(raw))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return names
		}
		if text := name.(string); !slices.Contains(names, text) {
			names = append(names, text)
		}
		var value json.RawMessage
		if d.Decode(&value) != nil {
			return names
		}
	}
	return names
}

// ReadREST returns the stories of /wp/v2/posts, in the context view or edit: one page of the
// answer, several one after the other, or a single post. It reads one post at a time.
//
// The site s has the lists that posts refer to. It may be nil if the posts were requested
// with _embed; what neither has is reported to o.Lost. In the context edit a body is what
// WordPress stores, and becomes what it shows as [Body] says. In the context view it is what
// WordPress showed, o.Link does not apply, and only public stories are there. Everything
// else is as [Export.Articles] says; a member that WordPress itself does not have is kept
// in Unknown under its name. Memberships, embargoes and passwords close a story wherever
// plugins put them: in meta, acf, a member of their own, or in parts of these, as objects,
// lists, keys with values, or JSON as text; in class_list; in a notice that the site shows
// instead of the text. But the REST API has only the custom fields that the site registered
// for it: an embargo that a plugin keeps in another one is invisible here, and so is a
// membership that it keeps in tables of its own. An export has those fields.
//
// A post without a status is not public: it becomes restricted, which is reported, unless
// class_list has the status. WordPress leaves the status out with context=embed, and with
// _fields unless they name it; the answer to an editor then has drafts that nothing
// tells from published stories. The instant of the answer is not known, so no scheduled
// story is taken for a missed one, and a post in the trash is left out.
//
// The posts may be in lists in a list, in an envelope (_envelope), or in an object with
// numbers as names, as PHP writes a list with gaps. Commas that are missing or too many are
// reported to o.Lost, once.
//
// A post that cannot be read, has two members of one name, or is larger than o.MaxItem, is
// an [*ItemError], and so is another value in a list; the iteration goes on. Any other
// error ends it: [presse.ErrCorrupt] if the answer is cut, an error that quotes the
// beginning of the message if the REST API answered with an error, an error that says so if
// the answer is an HTML page.
//
// A post that occurs again is left out, which is reported, unless the second is for fewer
// readers, such as a draft or a paid story. A story that was returned cannot be taken back.
// So the second is then returned as well, reported too, and in nothing more public than
// the first: whoever stores stories by ID has the right one in the end. A second one in the
// trash is an *ItemError that matches [presse.ErrDuplicate].
func ReadREST(r io.Reader, s *RESTSite, o Options) iter.Seq2[*presse.Article, error] {
	return func(yield func(*presse.Article, error) bool) {
		if r == nil {
			yield(nil, &presse.Error{Op: opRead, Err: errors.New("nil reader")})
			return
		}
		own, err := s.copyFor(o)
		if err != nil {
			yield(nil, err)
			return
		}
		p := &restPosts{in: newRESTReader(r, o), site: own, seen: make(map[string]closing)}
		own.lost(presse.Loss{Field: "meta", Kind: presse.LossDropped, Err: errUnregistered})
		for {
			err := p.in.next()
			if err == io.EOF {
				return
			}
			var o restObject
			if err == nil {
				o, err = p.in.decode()
			}
			if err != nil {
				if !yield(nil, err) || !errors.Is(err, presse.ErrItem) {
					return
				}
				continue
			}
			more := true
			p.in.parts(o, func(o restObject, err error) bool {
				var a *presse.Article
				if err == nil {
					a, err = p.post(o)
				}
				if a != nil || err != nil {
					more = yield(a, err) && (err == nil || errors.Is(err, presse.ErrItem))
				}
				return more
			})
			if !more {
				return
			}
		}
	}
}

// copyFor returns a site with what s knows, to which embedded objects can be added.
func (s *RESTSite) copyFor(o Options) (*site, error) {
	own, err := newSite(o)
	if err != nil {
		return nil, err
	}
	own.parents = true
	if s != nil && s.site != nil {
		from := s.site
		own.base, own.language = from.base, from.language
		own.authors, own.guests, own.blocks = maps.Clone(from.authors), maps.Clone(from.guests), from.blocks
		own.terms, own.order, own.media = maps.Clone(from.terms), slices.Clone(from.order), maps.Clone(from.media)
	}
	own.complete()
	return own, nil
}

// errUnregistered is reported once: what is not there cannot be listed.
var errUnregistered = errors.New("the REST API has only the custom fields and taxonomies that are registered for it: no former slugs, embargoes or settings of plugins")

// restPosts are posts on their way to becoming stories.
type restPosts struct {
	in   *restReader
	site *site
	seen map[string]closing // by ID
}

// post returns the story of a post; nil if there is none, or it was returned before.
func (p *restPosts) post(o restObject) (*presse.Article, error) {
	id := o.id("id")
	if id == "" {
		return nil, p.in.item("", errNoID)
	}
	if kind := cmp.Or(o.text("type"), "post"); !p.site.isStory(kind) {
		p.site.lost(presse.Loss{Item: id, Field: "type", Value: kind, Kind: presse.LossDropped, Err: errType})
		return nil, nil
	}
	for _, name := range sortedKeys(o.object("_embedded")) {
		for _, in := range o.object("_embedded").objects(name) {
			if in["code"] == nil { // a term or user that the reader may not see
				p.site.addObject(in, true)
			}
		}
	}
	if p.site.base == "" {
		if u, err := url.Parse(o.text("link")); err == nil && isWeb(o.text("link")) {
			p.site.base = u.Scheme + "://" + u.Host
		}
	}
	it, unknown := p.item(o)
	a, err := p.site.article(it)
	if err != nil {
		var item *ItemError
		if errors.As(err, &item) {
			item.Line, item.Offset = p.in.atLine, p.in.atByte
		}
		return nil, err
	}
	if a != nil {
		p.keep(a, o, unknown)
	}
	return p.again(id, a)
}

// isKnownMember reports whether an item has a member of a post, or the member says nothing of the
// story (WP_REST_Posts_Controller, WordPress 7.1; Jetpack).
func isKnownMember(name string) bool {
	switch name {
	case "id", "date", "date_gmt", "guid", "modified", "modified_gmt", "password", "slug", "status", "type", "link", "title",
		"content", "excerpt", "author", "featured_media", "comment_status", "ping_status", "sticky", "template", "format", "meta", "acf",
		"permalink_template", "generated_slug", "class_list", "_links", "_embedded", "parent", "menu_order", "lang",
		"jetpack_featured_media_url", "jetpack_shortlink", "jetpack_sharing_enabled", "jetpack_likes_enabled", "jetpack-related-posts",
		"yoast_head", "yoast_head_json", "rank_math_head":
		return true
	}
	return false
}

// item returns a post as an item, and the names of its members that an item does not have.
func (p *restPosts) item(o restObject) (it *Item, unknown []string) {
	at := func(name string) string { return strings.Replace(o.text(name), "T", " ", 1) }
	it = &Item{
		ID: o.id("id"), Type: cmp.Or(o.text("type"), "post"), Status: p.status(o), Slug: o.text("slug"), Link: o.text("link"),
		Password: passwordOf(o), Parent: o.id("parent"), Sticky: o.text("sticky") == "1" || o.text("sticky") == "true",
		Date: at("date"), DateGMT: at("date_gmt"), Modified: at("modified"), ModifiedGMT: at("modified_gmt"),
		Line: p.in.atLine, Offset: p.in.atByte,
	}
	var raw bool
	it.Content, raw = o.stored("content")
	it.Title, _ = o.stored("title")
	it.Excerpt, _ = o.stored("excerpt")
	it.rendered = !raw
	for _, name := range []string{"content", "excerpt"} {
		if in := o.object(name); isProtected(in["protected"]) {
			it.Password = cmp.Or(it.Password, "?") // only that there is one counts
			if in["raw"] == nil {
				p.site.lost(presse.Loss{Item: it.ID, Field: name, Kind: presse.LossDropped, Err: errors.New("WordPress shows it to those with the password only")})
			}
		}
	}
	if id := o.id("author"); id != "" {
		if it.Author = "id:" + id; p.site.authors[it.Author] == nil {
			p.site.lost(presse.Loss{Item: it.ID, Field: "author", Value: id, Kind: presse.LossDropped, Err: errAuthor})
			it.Author = ""
		}
	}
	it.Meta = metaOf(it.ID, o, p.site.lost)
	p.close(it, o)
	if it.rendered {
		p.shown(it)
	}
	if it.Status == statusDraft || it.Status == statusPending {
		// WP_REST_Posts_Controller makes a GMT where the post has none (WordPress 4.7).
		it.DateGMT = ""
		p.site.lost(presse.Loss{Item: it.ID, Field: "date_gmt", Kind: presse.LossGuessed, Err: errors.New("made up by WordPress for a story without a date")})
	}
	if id := o.id("featured_media"); id != "" {
		it.Meta = append(it.Meta, Meta{"_thumbnail_id", id})
	}
	p.seo(it, o)
	unknown = p.terms(it, o)
	return it, unknown
}

// shown changes an item of the context view, whose texts are as the site shows them.
func (p *restPosts) shown(it *Item) {
	lost := func(field string, kind presse.LossKind, err error) {
		p.site.lost(presse.Loss{Item: it.ID, Field: field, Kind: kind, Err: err})
	}
	it.Meta = slices.DeleteFunc(it.Meta, func(m Meta) bool { return m.Key == "footnotes" }) // they are in the body
	for _, sign := range []string{"&#8", "&#171;", "&laquo;", "&#187;", "&raquo;", "&#215;", "&ldquo;", "&rsquo;"} {
		if strings.Contains(it.Title, sign) {
			lost("title", presse.LossChanged, errTexturized)
			break
		}
	}
	it.Excerpt = strings.TrimSpace(it.Excerpt)
	if text, ok := strings.CutPrefix(it.Excerpt, "<p>"); ok && strings.Count(it.Excerpt, "<p>") == 1 {
		it.Excerpt = strings.TrimSuffix(text, "</p>")
	}
	if it.Excerpt != "" && isTrimmed(it.Excerpt, it.Content) {
		it.Excerpt = ""
		lost("excerpt", presse.LossDropped, errSummary)
	}
}

var errTexturized = errors.New("quotes and dashes are those that the site shows (wptexturize)")

// isTrimmed reports whether an excerpt is what wp_trim_excerpt makes of a body (WordPress
// 7.1): the paragraphs of the body without those of some blocks, cut after 55 words.
func isTrimmed(excerpt, body string) bool {
	text := plainLine(excerpt)
	cut := false
	for _, end := range []string{"[…]", "[...]", "…"} {
		if rest, ok := strings.CutSuffix(text, end); ok {
			text, cut = strings.TrimSpace(rest), true
			break
		}
	}
	rest := strings.Fields(text)
	if len(rest) == 0 || len(rest) > 55 {
		return false
	}
	for paragraph := range presse.Text(presse.PlainText(body)).Paragraphs() {
		words := strings.Fields(paragraph)
		n := min(len(words), len(rest))
		if !slices.Equal(words[:n], rest[:n]) || len(words) > len(rest) && !cut {
			continue
		}
		if rest = rest[n:]; len(rest) == 0 {
			return true
		}
	}
	return false
}

// seo adds what Yoast SEO says in its own member, as its custom fields.
func (p *restPosts) seo(it *Item, o restObject) {
	head := o.object("yoast_head_json")
	if head.object("robots").text("index") == "noindex" {
		it.Meta = append(it.Meta, Meta{"_yoast_wpseo_meta-robots-noindex", "1"})
	}
	if canonical := head.text("canonical"); canonical != "" && canonical != it.Link {
		it.Meta = append(it.Meta, Meta{"_yoast_wpseo_canonical", canonical})
	}
	for _, name := range []string{"yoast_head", "yoast_head_json", "rank_math_head"} {
		if o[name] != nil {
			p.site.lost(presse.Loss{Item: it.ID, Field: name, Kind: presse.LossDropped, Err: errors.New("made from the story by a plugin; canonical address and noindex are carried over")})
		}
	}
}

// terms adds the terms of a post. A taxonomy has its numbers in a member whose name the links
// of the post tell (rest_base), such as categories.
func (p *restPosts) terms(it *Item, o restObject) (unknown []string) {
	bases := map[string]string{"categories": "category", "tags": "post_tag"}
	for _, link := range o.object("_links").objects("wp:term") {
		if u, err := url.Parse(link.text("href")); err == nil && link.text("taxonomy") != "" {
			bases[path.Base(u.Path)] = link.text("taxonomy")
			if route := u.Query().Get("rest_route"); route != "" { // sites without pretty permalinks
				bases[path.Base(route)] = link.text("taxonomy")
			}
		}
	}
	for _, name := range sortedKeys(o) {
		taxonomy, known := bases[name]
		ids, isList := o.ids(name)
		if !known && p.site.hasTaxonomy(name) {
			taxonomy, known = name, true
		}
		switch {
		case isKnownMember(name):
		case known && isList:
			for _, id := range ids {
				t := p.site.terms[termKey{taxonomy, "id:" + id}]
				if t == nil {
					p.site.lost(presse.Loss{Item: it.ID, Field: name, Value: id, Kind: presse.LossDropped, Err: presse.ErrNotFound})
					continue
				}
				it.Terms = append(it.Terms, *t)
			}
		default:
			unknown = append(unknown, name)
		}
	}
	if format := o.text("format"); format != "" && format != "standard" {
		it.Terms = append(it.Terms, Term{Taxonomy: "post_format", Slug: "post-format-" + format, Name: format})
	}
	if lang := o.text("lang"); lang != "" && !slices.ContainsFunc(it.Terms, func(t Term) bool { return t.Taxonomy == "language" }) { // Polylang Pro
		it.Terms = append(it.Terms, Term{Taxonomy: "language", Slug: lang, Name: lang})
	}
	return unknown
}

// hasTaxonomy reports whether the site has terms of a taxonomy.
func (s *site) hasTaxonomy(name string) bool {
	return slices.ContainsFunc(s.order, func(t *Term) bool { return t.Taxonomy == name })
}

// keep keeps the members that WordPress itself does not have.
func (p *restPosts) keep(a *presse.Article, o restObject, unknown []string) {
	for _, name := range unknown {
		value := bytes.TrimSpace(o[name])
		switch string(value) {
		case "", "null", `""`, "[]", "{}", "false":
			continue
		}
		if hasMail(string(value)) {
			p.site.lost(presse.Loss{Item: a.ID, Field: name, Kind: presse.LossDropped, Err: errMail})
			continue
		}
		if had := scalar(a.Unknown[name]); had != "" && had == scalar(value) { // it restricts the story, as a custom field too
			a.Unknown[name] = slices.Clone(value)
			continue
		}
		key := name
		for isMember(key) || a.Unknown[key] != nil {
			key = "wordpress_" + key
		}
		if a.Unknown == nil {
			a.Unknown = make(map[string]json.RawMessage)
		}
		a.Unknown[key] = slices.Clone(value)
		p.site.lost(presse.Loss{Item: a.ID, Field: name, Kind: presse.LossKept, Err: errUnknown})
	}
}
