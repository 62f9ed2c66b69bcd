package wordpress

import (
	"errors"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/wxr"
)

var (
	errTermDetail = errors.New("a term has no such member")
	errUnused     = errors.New("a term that no story has")
	errGuest      = errors.New("a person has no such member")
	errOrder      = errors.New("stories have no order of their own")
)

// loseTerm reports what is lost of a term. Categories are sections, and their descriptions
// are kept; the descriptions of Polylang's languages and translations, and of authors, are
// read.
func (s *site) loseTerm(t *wxr.Term) {
	lose := func(field, value string) {
		s.lost(presse.Loss{Item: t.ID, Field: field, Value: value, Kind: presse.LossDropped, Err: errTermDetail})
	}
	switch t.Taxonomy {
	case "category":
	case "language", "post_translations", "author":
	case "post_tag":
		if strings.TrimSpace(t.Description) != "" {
			lose("wp:tag_description", "")
		}
	default:
		if strings.TrimSpace(t.Description) != "" {
			lose("wp:term_description", t.Taxonomy)
		}
	}
	if t.Parent != "" && t.Parent != "0" && t.Taxonomy != "category" {
		lose("wp:term_parent", t.Taxonomy)
	}
	for _, m := range t.Meta {
		if m.Value != "" {
			lose("wp:termmeta", m.Key)
		}
	}
}

// noteTerms adds the terms of a story to used.
func noteTerms(used map[termKey]bool, it *Item) {
	for i := range it.Terms {
		t := &it.Terms[i]
		if key := (termKey{t.Taxonomy, t.Slug}); !used[key] {
			used[termKey{strings.Clone(t.Taxonomy), strings.Clone(t.Slug)}] = true
		}
	}
}

// loseUnused reports the terms that no story has: categories are sections anyway, and the
// account or the language that a term stands for is not carried over on its own.
func (s *site) loseUnused(used map[termKey]bool) {
	for _, t := range s.order {
		switch {
		case t.Taxonomy == "category", t.Taxonomy == "language", t.Taxonomy == "author", used[termKey{t.Taxonomy, t.Slug}]:
		case internal[t.Taxonomy]:
			s.lost(presse.Loss{Item: t.ID, Field: "wp:term", Value: t.Taxonomy, Kind: presse.LossDropped, Err: errInternal})
		default:
			s.lost(presse.Loss{Item: t.ID, Field: "wp:term", Value: t.Taxonomy, Kind: presse.LossDropped, Err: errUnused})
		}
	}
}

// guestFields are the custom fields of guest authors that addGuest reads, and those that
// belong to what is never carried over of an account.
var guestFields = map[string]bool{
	"cap-user_login": true, "cap-display_name": true, "cap-website": true, "_molongui_guest_author_web": true,
	"cap-first_name": true, "cap-last_name": true, "cap-user_email": true,
	"_molongui_guest_author_first_name": true, "_molongui_guest_author_last_name": true, "_molongui_guest_author_display_name": true, "_molongui_guest_author_mail": true,
}

// loseGuest reports what is lost of a guest author: an article has names and pages of
// people, but not what they are and do.
func (s *site) loseGuest(it *Item) {
	lose := func(field string) {
		s.lost(presse.Loss{Item: it.ID, Field: field, Kind: presse.LossDropped, Err: errGuest})
	}
	told := make(map[string]bool)
	for _, m := range it.Meta {
		used := guestFields[m.Key] || isBookkeeping(m.Key) && m.Key != "_thumbnail_id" || isReference(m)
		if !used && strings.TrimSpace(m.Value) != "" && !told[m.Key] {
			told[m.Key] = true
			lose(m.Key)
		}
	}
	if strings.TrimSpace(it.Content) != "" {
		lose("content:encoded")
	}
	if strings.TrimSpace(it.Excerpt) != "" {
		lose("excerpt:encoded")
	}
}

// loseRest reports what is lost of a story and is no field of an Item.
func (s *site) loseRest(raw *wxr.Item) {
	if raw.MenuOrder != "" && raw.MenuOrder != "0" {
		s.lost(presse.Loss{Item: raw.ID, Field: "wp:menu_order", Value: digitsOf(raw.MenuOrder), Kind: presse.LossDropped, Err: errOrder})
	}
	if strings.TrimSpace(raw.Description) != "" {
		s.lost(presse.Loss{Item: raw.ID, Field: "description", Kind: presse.LossDropped, Err: errSecond})
	}
}
