package wordpress

import (
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/presse-go/presse"
)

var (
	errParent = errors.New("an attachment of a post that is not public")
	errAbsent = errors.New("an attachment of a post that is damaged or not in the file, so that nobody knows whether it is public")
	errAlone  = errors.New("attachments of posts, without the posts: nobody knows which are public; open the file together with the export of the stories")
)

// withholds reports whether an item is not public when the file was written: a story as
// [presse.Article.Withheld] says, any other item by its status and password.
func (s *site) withholds(it *Item) bool {
	if it.Password != "" {
		return true
	}
	if !s.isStory(it.Type) {
		inherits := it.Status == "inherit" && it.Type == "attachment" // of other types, those are revisions
		return it.Status != "publish" && !inherits && it.Status != ""
	}
	if it.Status != "publish" || it.ID == "" {
		return true
	}
	bare := *it
	bare.Content = "" // it cannot withhold a story
	r := &reading{site: s.quiet(), it: &bare, a: &presse.Article{ID: it.ID}, taken: make(map[string]bool, len(it.Meta))}
	r.times()
	if !r.status() {
		return true
	}
	r.close()
	r.restore()
	return r.a.Withheld(s.written) != nil
}

// second does what needs all items of the file: it notes which stories are withheld if that
// was not known before, adds the categories that only public stories name, notes the
// addresses of stories with translations, and finds the attachments that are not public.
func (x *Export) second() error {
	s := x.site
	var failed error
	if x.undated {
		failed = x.items(func(it *Item) bool {
			if delete(s.closed, it.ID); s.withholds(it) {
				s.closed[strings.Clone(it.ID)] = true
			}
			return true
		})
	}
	for _, n := range x.unnamed {
		if slices.ContainsFunc(n.by, func(m mention) bool { return !s.closed[m.id] && x.chosen[m.id].offset == m.offset }) {
			s.addTerm(n.term)
		}
	}
	x.unnamed, x.named = nil, nil
	s.complete()
	if x.repeat {
		failed = errors.Join(failed, x.items(func(it *Item) bool {
			if hasTerm(it, "post_translations") {
				s.notePublicItem(it)
			}
			return true
		}))
	}
	s.group()
	absent := x.hide()
	if len(x.hidden) > 0 && x.tales > 0 {
		failed = errors.Join(failed, x.unhide())
	}
	if x.tales == 0 && len(absent) > 0 {
		s.lost(presse.Loss{Field: "wp:post_parent", Value: strconv.Itoa(len(absent)), Kind: presse.LossDropped, Err: errAlone})
	}
	for _, id := range x.images {
		switch {
		case !x.hidden[id] || absent[id] && x.tales == 0:
		case absent[id]:
			s.lost(presse.Loss{Item: id, Field: "wp:post_parent", Kind: presse.LossDropped, Err: errAbsent})
		default:
			s.lost(presse.Loss{Item: id, Field: "wp:post_parent", Kind: presse.LossDropped, Err: errParent})
		}
	}
	return failed
}

// hide notes the attachments of posts that are withheld, or that the file lacks, and those
// of attachments among them. It returns those whose post the file lacks.
func (x *Export) hide() (absent map[string]bool) {
	x.hidden, absent = make(map[string]bool), make(map[string]bool)
	var queue []string
	for parent, children := range x.site.children {
		if _, read := x.chosen[parent]; !read && !x.site.closed[parent] {
			x.site.closed[parent] = true // nobody knows; its gallery is not shown either
			for _, n := range children {
				absent[strconv.FormatInt(n, 10)] = true
			}
		}
		if x.site.closed[parent] {
			queue = append(queue, parent)
		}
	}
	for len(queue) > 0 {
		last := len(queue) - 1
		parent := queue[last]
		queue = queue[:last]
		for _, n := range x.site.children[parent] {
			if id := strconv.FormatInt(n, 10); !x.hidden[id] && x.site.media[id] != nil {
				x.hidden[id] = true
				queue = append(queue, id)
			}
		}
	}
	return absent
}

// unhide takes the attachments that a public story uses out of those that are hidden.
func (x *Export) unhide() error {
	files := make(map[string]string) // ID by the path of a file
	shown := make(map[string]bool)   // files that an attachment has which is not hidden
	for _, id := range x.images {
		if m := x.site.media[id]; m != nil && !x.hidden[id] {
			shown[m.URL] = true
		}
	}
	for id := range x.hidden {
		m := x.site.media[id]
		if shown[m.URL] {
			continue // it is described for the public there
		}
		files[uploadOf(m.URL)] = id
		for _, r := range m.Renditions {
			files[uploadOf(r.URL)] = id
		}
	}
	delete(files, "")
	whole := x.site.quiet()
	whole.bodiless, whole.options.Link, whole.options.URL = false, nil, nil
	whole.used = func(id string) { delete(x.hidden, id) }
	return x.items(func(it *Item) bool {
		if x.site.closed[it.ID] {
			return true
		}
		mentioned := strings.Contains(it.Content, "wp:block ") // a reusable block may show any
		look := func(text string) {
			for upload := range uploads(text) {
				if id, ok := files[upload]; ok {
					delete(x.hidden, id)
				}
			}
			mentioned = mentioned || mentions(text, x.hidden)
		}
		look(it.Content)
		for _, m := range it.Meta {
			look(m.Value)
		}
		if mentioned {
			_, _ = whole.article(it) // damage is reported by Articles
		}
		return len(x.hidden) > 0
	})
}

// uploadOf returns the path of a file in the folder of uploads; empty if it is elsewhere.
func uploadOf(address string) string {
	_, file, _ := strings.Cut(address, "/uploads/")
	return file
}

// uploads calls yield for the paths of the files in the folder of uploads that text names.
func uploads(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for {
			_, rest, found := strings.Cut(text, "/uploads/")
			if !found {
				return
			}
			end := strings.IndexAny(rest, "\"' \t\r\n<>[]()?#,;&\\")
			if end < 0 {
				end = len(rest)
			}
			if !yield(path.Clean(rest[:end])) {
				return
			}
			text = rest[end:]
		}
	}
}

// mentions reports whether one of the numbers in text is in the set.
func mentions(text string, set map[string]bool) bool {
	for i := 0; i < len(text); {
		if text[i] < '0' || text[i] > '9' {
			i++
			continue
		}
		start := i
		for i < len(text) && text[i] >= '0' && text[i] <= '9' {
			i++
		}
		if set[text[start:i]] {
			return true
		}
	}
	return false
}

// medium returns an attachment that the story uses; nil if it does not exist.
func (s *site) medium(id string) *presse.Media {
	m := s.media[id]
	if m != nil && s.used != nil {
		s.used(id)
	}
	return m
}
