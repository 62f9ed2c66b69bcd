package wordpress

import (
	"cmp"
	"errors"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/php"
	"github.com/presse-go/presse/internal/wxr"
)

// An Export is an export file of WordPress (WXR), or several of them joined. [Open] opens
// one. The zero value is an export without stories. Its methods may be called by several
// goroutines at the same time; Options.Lost and the other functions of Options must then be
// safe for that too.
type Export struct {
	file    io.ReaderAt
	size    int64
	site    *site
	chosen  map[string]choice // by ID, if it occurs several times
	images  []string          // IDs of the attachments, in the order of the file
	hidden  map[string]bool   // IDs of attachments of withheld posts that no public story uses
	tales   int               // number of items that are stories
	pages   []string          // addresses of published items that are no stories
	unnamed []*naming         // categories that only stories name, in the order of the file
	named   map[string]*naming
	wpml    bool // has custom fields of WPML
	repeat  bool // stories with translations must be read before the others
	foreign bool // what is read is of another site than the first export
	undated bool // it is not known yet which stories are withheld
	reader  atomic.Pointer[wxr.Reader]
}

// A naming is a category that the file does not describe, with the stories that name it.
type naming struct {
	term Term
	by   []mention
}

// A choice is the item that is used, of several ones with one ID.
type choice struct {
	offset   int64
	modified string
	closed   int // see closedness
}

// A mention is an item, by its ID and where it begins.
type mention struct {
	id     string
	offset int64
}

var (
	errNoFile    = errors.New("nil file")
	errSize      = errors.New("negative size")
	errType      = errors.New("not one of the types that are stories")
	errNotPublic = errors.New("an attachment that is not public")
	errOtherSite = errors.New("the export of another site than the first: what has the same ID in both is taken for one; open each site on its own")
	errNoGroup   = errors.New("WPML keeps languages and translations in tables that an export lacks")
)

// Open reads an export file once, for the terms, authors, attachments and reusable blocks
// that its stories refer to, which may follow them. The file may be compressed with gzip, and
// may consist of several exports of one site, one after the other; another site is reported
// to Options.Lost, and its attachments count as those of posts that are not in the file. It must not change, and stays open as
// long as the Export is used.
//
// The error is an *[presse.Error]: its Field is "Options.Fields[…]" if a custom field is
// mapped to a member that an article does not have, and its cause is [presse.ErrCorrupt] if
// the file is not an export. An encoding that cannot be read is an error, too: see [Items].
// Damaged items are no error here, nor is a file that is cut: [Export.Articles] reports them.
//
// What attachments lose is reported to Options.Lost here, what sections lose in each call of
// [Export.Taxonomy], redirects that cannot be made in each iteration of [Export.Redirects],
// and all else in each iteration of [Export.Articles]. The file is read a second time if it
// does not say when it was written, if it has attachments of posts that are not public or not in the file, or,
// with Options.URL, if it has translations.
func Open(file io.ReaderAt, size int64, o Options) (*Export, error) {
	switch {
	case file == nil:
		return nil, &presse.Error{Op: opRead, Err: errNoFile}
	case size < 0:
		return nil, &presse.Error{Op: opRead, Err: errSize}
	}
	s, err := newSite(o)
	if err != nil {
		return nil, err
	}
	x := &Export{file: file, size: size, site: s, chosen: make(map[string]choice), named: make(map[string]*naming)}
	if err := x.survey(); err != nil {
		return nil, err
	}
	if err := x.second(); err != nil && !errors.Is(err, presse.ErrCorrupt) {
		return nil, err
	}
	return x, nil
}

// survey is the first pass.
func (x *Export) survey() error {
	reader := x.newReader()
	var latest, published string // latest change and publication, in GMT
	for {
		part, err := reader.Next()
		var damage *wxr.Damage
		switch {
		case err == io.EOF || errors.Is(err, wxr.ErrEnd) || errors.Is(err, wxr.ErrPacked):
			t, _ := stored(latest)
			if x.site.written.IsZero() {
				x.site.written, _ = stored(max(latest, published))
			}
			if t.After(x.site.written) {
				x.site.changed = t
			}
			return nil
		case errors.As(err, &damage):
			if _, sound := x.chosen[damage.ID]; !sound && damage.ID != "" {
				x.site.closed[damage.ID] = true // nobody knows
			}
			continue
		case err != nil:
			return readError(err)
		}
		switch part {
		case wxr.PartHead:
			before := x.site.base
			x.site.addHead(&reader.Head)
			if other := baseOf(&reader.Head); other != "" && before != "" {
				if x.foreign = hostOf(other) != hostOf(before); x.foreign {
					x.site.lost(presse.Loss{Field: "wp:base_blog_url", Value: hostOf(other), Kind: presse.LossGuessed, Err: errOtherSite})
				}
			}
		case wxr.PartAuthor:
			a := reader.Author
			x.site.addAuthor(author{id: strings.Clone(a.ID), login: strings.Clone(a.Login), name: strings.Clone(a.DisplayName)})
		case wxr.PartTerm:
			x.site.addTerm(cloneTerm(reader.Term))
		case wxr.PartItem:
			it := itemOf(&reader.Item)
			if it.ModifiedGMT != it.DateGMT && it.Status != "future" { // a scheduled story may be changed when it is to be published
				latest = max(latest, it.ModifiedGMT)
			}
			if it.Status == "publish" {
				published = max(published, it.DateGMT)
			}
			x.note(&it)
		}
	}
}

// newReader begins a pass.
func (x *Export) newReader() *wxr.Reader {
	reader := wxr.NewReader(io.NewSectionReader(x.file, 0, x.size), wxr.Options{MaxItem: x.site.options.MaxItem})
	x.reader.Store(reader)
	return reader
}

// baseOf returns the address of the site of an export, without a slash at the end.
func baseOf(h *wxr.Head) string {
	return strings.TrimRight(cmp.Or(h.BlogURL, h.SiteURL, h.Link), "/")
}

// hostOf returns the host and path of a site. A site may be told from another by its path
// alone; https and "www." make no other site.
func hostOf(base string) string {
	_, host, ok := strings.Cut(base, "://")
	if !ok {
		host = base
	}
	return strings.TrimPrefix(strings.ToLower(host), "www.")
}

// addHead takes over what an export says about the site.
func (s *site) addHead(h *wxr.Head) {
	if s.base == "" {
		s.base = strings.Clone(baseOf(h))
	}
	if lang := presse.Lang(strings.ReplaceAll(h.Language, "_", "-")); s.language == "" && validLang(lang) {
		s.language = canonicalLang(lang)
	}
	published, _ := time.Parse(time.RFC1123Z, h.PubDate)
	created, _ := time.Parse("2006-01-02 15:04", h.Created)
	for _, t := range []time.Time{published, created} {
		if t.After(s.written) {
			s.written = t.UTC()
		}
	}
}

// note takes over what stories may need of an item.
func (x *Export) note(it *Item) {
	s := x.site
	before, again := x.chosen[it.ID]
	modified := cmp.Or(strings.Trim(it.ModifiedGMT, "0-: "), it.Modified)
	if modified != "" {
		modified = cmp.Or(it.ModifiedGMT, it.Modified)
	}
	s.learn(it)
	closed, withheld := s.closedness(it), s.withholds(it)
	if again && (modified < before.modified || modified == before.modified && closed <= before.closed) {
		return // the one that was changed last counts, and of two the more closed one
	}
	id := strings.Clone(it.ID)
	x.chosen[id] = choice{it.Offset, strings.Clone(modified), closed}
	if delete(s.closed, id); withheld {
		s.closed[id] = true
	}
	if s.isStory(it.Type) {
		x.tales++
		x.undated = x.undated || s.written.IsZero()
		x.noteCategories(it, id)
	}
	if hasTerm(it, "post_translations") {
		if s.options.URL == nil && !s.written.IsZero() {
			s.notePublicItem(it)
		} else {
			x.repeat = true
		}
	}
	for _, m := range it.Meta {
		if strings.HasPrefix(m.Key, "_wpml_") || strings.HasPrefix(m.Key, "_icl_") {
			x.wpml = true
		}
	}
	if l, ok := stored(it.Date); ok {
		if g, ok := stored(it.DateGMT); ok {
			if offset := int(l.Sub(g) / time.Second); offset%900 == 0 && offset >= -12*3600 && offset <= 14*3600 {
				s.offset = offset
			}
		}
	}
	switch it.Type {
	case "attachment":
		x.noteAttachment(it, again)
	case "wp_block":
		delete(s.blocks, it.ID)
		if it.Status == "publish" && it.Password == "" {
			s.blocks[strings.Clone(it.ID)] = strings.Clone(it.Content)
		}
	case rulePost:
		s.addRule(it)
	case guestCoAuthors, guestMolongui, guestMolonguiOld:
		s.addGuest(it)
	default:
		if !s.isStory(it.Type) && it.Status == "publish" && isWeb(it.Link) && !isShort(it.Link) {
			x.pages = append(x.pages, strings.Clone(it.Link))
		}
	}
}

// noteCategories notes the categories of a story that the file has not described.
func (x *Export) noteCategories(it *Item, id string) {
	for i := range it.Terms {
		t := &it.Terms[i]
		if t.Taxonomy != "category" || x.site.terms[termKey{t.Taxonomy, t.Slug}] != nil {
			continue
		}
		n := x.named[t.Slug]
		if n == nil {
			n = &naming{term: cloneTerm(wxr.Term{Taxonomy: t.Taxonomy, Slug: t.Slug, Name: t.Name})}
			x.named[n.term.Slug] = n
			x.unnamed = append(x.unnamed, n)
		}
		n.by = append(n.by, mention{id, it.Offset})
	}
}

func (x *Export) noteAttachment(it *Item, again bool) {
	s := x.site
	if it.Status != "inherit" && it.Status != "publish" && it.Status != "" || it.Password != "" {
		delete(s.media, it.ID)
		s.lost(presse.Loss{Item: it.ID, Field: "wp:status", Value: it.Status, Kind: presse.LossDropped, Err: errNotPublic})
		return
	}
	m := s.attachment(it)
	s.media[m.ID] = &m
	if again {
		return
	}
	x.images = append(x.images, m.ID)
	if id, err := strconv.ParseInt(it.ID, 10, 64); err == nil && it.Parent != "" && it.Parent != "0" {
		parent := strings.Clone(it.Parent)
		if x.foreign {
			parent = "?" + parent // not the post of the first site
		}
		s.children[parent] = append(s.children[parent], id)
	}
}

func cloneTerm(t wxr.Term) Term {
	return Term{
		Taxonomy: strings.Clone(t.Taxonomy), ID: strings.Clone(t.ID), Slug: strings.Clone(t.Slug), Name: strings.Clone(t.Name),
		Parent: strings.Clone(t.Parent), Description: strings.Clone(t.Description),
	}
}

func hasTerm(it *Item, taxonomy string) bool {
	return slices.ContainsFunc(it.Terms, func(t Term) bool { return t.Taxonomy == taxonomy })
}

// Articles returns the stories of the export, in the order of the file: those that are
// public, and those that are not, with the status that says so. Always ask
// [presse.Article.Public] before showing one.
//
//   - A story is closed by default. The statuses of WordPress publish, future, draft, pending,
//     private and trash are read as published, scheduled, draft, review, restricted and
//     withdrawn; a story with a password is restricted. Any other status is not public. A
//     scheduled story whose instant was past when the file was written is in review, and
//     what is in the trash without having been public is left out.
//   - What a membership plugin restricts is paid, and so is a story with a category, tag or
//     other term that names its readers, such as "Abonnés". Embargoes and expiries of custom
//     fields are carried over, and a story with one that cannot be read is in review. A field
//     that says when a story is to appear is an embargo as long as that is to come.
//   - A custom field that no member of an article stands for is kept in Unknown under its
//     name, unless it is empty, bookkeeping of WordPress (edit locks, caches of embeds and the
//     like) or holds an e-mail address. An article may hold logins, passwords or e-mail
//     addresses of authors nowhere.
//   - An ID that occurs twice, in exports that were joined, is one story: the one that was
//     changed last.
//
// Everything else that is not carried over unchanged is reported to Options.Lost in each
// iteration, also items of other types, apart from attachments, reusable blocks and guest
// authors. Not reported are what WordPress keeps for itself: the title and description
// of the site, the version of the file, first and last names and e-mail addresses of accounts
// (the display name counts), accounts that wrote nothing, GUIDs, pubDate (the date in RFC 822),
// IDs of terms and slugs of tags (a tag is its name), whether comments and pings are open,
// and names of reusable blocks.
//
// A damaged item is an [*ItemError], which matches [presse.ErrItem]: the iteration goes on
// with the next story. It matches [presse.ErrCorrupt], too, and is the last error if the file is
// cut within the item. Any other error ends the iteration: [presse.ErrCorrupt] if the file is
// cut between two items or its gzip checksum is wrong, or the error of the file. The sequence can be iterated several times, also at the same time.
func (x *Export) Articles() iter.Seq2[*presse.Article, error] {
	return func(yield func(*presse.Article, error) bool) {
		s := x.site
		if s == nil {
			return
		}
		if x.wpml {
			s.lost(presse.Loss{Field: "_wpml", Kind: presse.LossDropped, Err: errNoGroup})
		}
		reader := x.newReader()
		used := make(map[termKey]bool) // terms that stories have
		urls := make(map[uint64]string)
		for {
			part, err := reader.Next()
			if err == io.EOF {
				s.loseUnused(used)
				return
			}
			if err != nil {
				err = readError(err)
				if !yield(nil, err) || !errors.Is(err, presse.ErrItem) {
					return
				}
				continue
			}
			switch part {
			case wxr.PartNote:
				lose(s.options.Lost, "", reader.Note)
			case wxr.PartTerm:
				s.loseTerm(&reader.Term)
			case wxr.PartItem:
				it := itemOf(&reader.Item)
				for _, n := range reader.Item.Notes {
					lose(s.options.Lost, it.ID, n)
				}
				if !x.isChosen(&it) {
					s.lost(presse.Loss{Item: it.ID, Field: "wp:post_id", Kind: presse.LossDropped, Err: presse.ErrDuplicate})
					continue
				}
				if !s.isStory(it.Type) {
					s.loseItem(&it)
					continue
				}
				noteTerms(used, &it)
				a, err := s.article(&it)
				if a == nil && err == nil {
					continue
				}
				s.loseRest(&reader.Item)
				if a != nil {
					s.checkURL(urls, a)
				}
				if !yield(a, err) {
					return
				}
			}
		}
	}
}

// isChosen reports whether it is the item that is used, of several ones with its ID.
func (x *Export) isChosen(it *Item) bool {
	c, ok := x.chosen[it.ID]
	return !ok || c.offset == it.Offset || it.ID == ""
}

// loseItem reports an item that is not a story.
func (s *site) loseItem(it *Item) {
	switch it.Type {
	case "attachment":
		return
	case guestCoAuthors, guestMolongui, guestMolonguiOld:
		s.loseGuest(it)
		return
	case "wp_block":
		if _, used := s.blocks[it.ID]; used {
			return
		}
	}
	s.lost(presse.Loss{Item: it.ID, Field: "wp:post_type", Value: it.Type, Kind: presse.LossDropped, Err: errType})
}

// stories calls do for every story without its body, and reports nothing to Lost. It stops
// if do returns false. Damaged items are skipped.
func (x *Export) stories(do func(a *presse.Article, it *Item) bool) error {
	if x.site == nil {
		return nil
	}
	quiet := x.site.quiet()
	return x.items(func(it *Item) bool {
		a, err := quiet.article(it)
		return err != nil || a == nil || do(a, it)
	})
}

// items calls do for every item that is a story. It stops if do returns false. Damaged items
// are skipped.
func (x *Export) items(do func(it *Item) bool) error {
	reader := x.newReader()
	for {
		part, err := reader.Next()
		var damage *wxr.Damage
		switch {
		case err == io.EOF:
			return nil
		case errors.As(err, &damage):
			continue
		case err != nil:
			return readError(err)
		case part != wxr.PartItem || !x.site.isStory(reader.Item.Type):
			continue
		}
		if it := itemOf(&reader.Item); x.isChosen(&it) && !do(&it) {
			return nil
		}
	}
}

// quiet returns a site that reports nothing and leaves out bodies.
func (s *site) quiet() *site {
	c := *s
	c.options.Lost, c.bodiless = nil, true
	return &c
}

// notePublicItem notes the address of a story with translations, if it is public. If its
// ID occurs again, the later copy counts.
func (s *site) notePublicItem(it *Item) {
	delete(s.public, it.ID)
	if !s.isStory(it.Type) {
		return
	}
	if a, err := s.quiet().article(it); err == nil && a != nil {
		s.notePublic(a)
	}
}

func (s *site) notePublic(a *presse.Article) {
	if a.URL != "" && a.Withheld(s.written) == nil {
		s.public[strings.Clone(a.ID)] = edition{strings.Clone(a.URL), a.Lang}
	}
}

// Taxonomy returns the sections of the site, made from its categories in the order of the
// file. What is wrong is repaired and reported to Options.Lost: a category whose parent the
// file lacks is at the top (an export of one category lacks them), a cycle is cut, and
// categories with one address are one section. Categories that only public stories name,
// since an export was filtered, are at the top; what only other stories name is left out, and
// kept in Unknown of the stories. The category of stories without one ("Non classé")
// is left out, and what is below it is one level higher.
//
// The error is that of [presse.NewTaxonomy], for a section that Options.Section returned.
func (x *Export) Taxonomy() (*presse.Taxonomy, error) {
	if x.site == nil {
		return presse.NewTaxonomy()
	}
	for _, l := range x.site.sections.losses {
		x.site.lost(l)
	}
	return x.site.sections.taxonomy()
}

// Media returns the images, videos, sounds and other files of the site, in the order of the
// file, so that they can be copied: their addresses are those in WordPress. Attachments that
// are not public are left out, and so are those of a post that is not public, as in
// WordPress (get_post_status), unless a public story uses them itself; the stories
// that are not public have the addresses of theirs.
//
// The attachments of a post that is damaged or not in the file are left out too, since nobody
// knows whether it is public, unless a public story uses them. An export of media alone
// therefore has only attachments that belong to no post. Open it together with the export of
// the stories, one after the other in one file. A post of any type counts, also if it is no
// story.
//
// [Open] reports what is left out: each attachment, or their number if the file has no
// stories. The error is always nil.
func (x *Export) Media() iter.Seq2[presse.Media, error] {
	return func(yield func(presse.Media, error) bool) {
		for _, id := range x.images {
			m := x.site.media[id]
			if m == nil || m.URL == "" || x.hidden[id] {
				continue
			}
			if !yield(x.site.copyOf(m), nil) {
				return
			}
		}
	}
}

// Progress returns how much of the file the iteration that began last has read, and the size
// of the file, both in bytes: of the compressed file if it is compressed. It may be called
// by any goroutine during an iteration.
func (x *Export) Progress() (done, size int64) {
	if reader := x.reader.Load(); reader != nil {
		done = reader.Done()
	}
	return min(done, x.size), x.size
}

// unserialize returns a value that PHP serialized; null if s is none.
func unserialize(s string) php.Value {
	if s == "" {
		return php.Value{}
	}
	v, _, err := php.Unserialize(s)
	if err != nil {
		return php.Value{}
	}
	return v
}
