package main

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/wordpress"
)

// A tally counts what the report tells. It is safe for concurrent use, except for the
// members that say what counts.
type tally struct {
	imports, publishes bool // what the import, and what publishing reports, counts

	mu       sync.Mutex
	losses   map[lossKind]*group
	pending  []presse.Loss       // of the item that is being read
	withheld map[string][]string // IDs of stories, by cause
	secret   map[string]bool     // IDs of the stories that are withheld
	slugs    map[string]bool     // and their slugs, which are words of their headlines
	damage   []damage
	damages  int
	cut      bool // the rest of the export cannot be read
}

// A lossKind is what losses are grouped by.
type lossKind struct {
	field, why string
	kind       presse.LossKind
}

// A group is losses of one kind.
type group struct {
	lossKind
	count  int
	items  []string // IDs of the first ones
	values []string // their values, without repetition
}

const (
	examples = 8   // IDs and values of a group that are listed
	groups   = 400 // number of groups
	damages  = 50  // number of damaged items that are listed
)

var errRare = errors.New("kinds of losses that are too rare to be listed")

func newTally() *tally {
	return &tally{imports: true, losses: make(map[lossKind]*group), withheld: make(map[string][]string), secret: make(map[string]bool), slugs: make(map[string]bool)}
}

// imported is wordpress.Options.Lost. What it says of an item waits until settle, since nobody
// knows before whether the item is a story that is withheld.
func (t *tally) imported(l presse.Loss) {
	if t.imports {
		t.pending = append(t.pending, l)
	}
}

// settle counts what was told of the items that were read last.
func (t *tally) settle() {
	for _, l := range t.pending {
		if t.secret[l.Item] || l.Err != nil && l.Err.Error() == ofWithheld {
			l.Value = ""
			if !isOfWordPress(l.Field) {
				l.Field = "" // a name that only this story may have
			}
		}
		t.add(l)
	}
	t.pending = t.pending[:0]
}

// postType is the field of a loss that is an item of a type that is no story.
const postType = "wp:post_type"

// ofWithheld is the reason of a loss whose value is a name that only withheld stories have.
const ofWithheld = "a category that the file does not describe, and no public story has"

// isOfWordPress reports whether a field is one that every item has.
func isOfWordPress(field string) bool {
	switch field {
	case "title", "content", "content:encoded", "excerpt", "excerpt:encoded", "category", "post_tag", "dc:creator", "redirect", "url":
		return true
	}
	return strings.HasPrefix(field, "wp:")
}

// published is publish.Site.Lost.
func (t *tally) published(l presse.Loss) {
	if t.publishes && !isPlain(l) {
		t.add(l)
	}
}

// isPlain reports whether a loss is what this program does on purpose, or the table of the
// withheld stories has it.
func isPlain(l presse.Loss) bool {
	return errors.Is(l.Err, presse.ErrUnpublished) || errors.Is(l.Err, presse.ErrEmbargoed) || errors.Is(l.Err, presse.ErrGone)
}

// add counts a loss. The value of a loss that is an address or free text differs each time, so
// that it is not part of the group.
func (t *tally) add(l presse.Loss) {
	why := ""
	if l.Err != nil {
		why = l.Err.Error()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	kind := lossKind{strings.Clone(l.Field), why, l.Kind}
	if l.Field == postType { // each type is worth a group
		kind.field, l.Value = postType+" "+l.Value, ""
	}
	if t.losses[kind] == nil && len(t.losses) >= groups {
		kind = lossKind{"…", errRare.Error(), l.Kind}
	}
	g := t.losses[kind]
	if g == nil {
		g = &group{lossKind: kind}
		t.losses[kind] = g
	}
	g.count++
	if l.Item != "" {
		g.items = first(g.items, l.Item)
	}
	if l.Value != "" && !t.secret[l.Item] {
		g.values = first(g.values, l.Value)
	}
}

// first adds an item to a list of the first few, without repetition, in an order that does not
// depend on which comes first: pages are written several at a time. IDs are numbers.
func first(list []string, item string) []string {
	at, found := slices.BinarySearchFunc(list, item, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	if found || at == examples {
		return list
	}
	list = slices.Insert(list, at, strings.Clone(item))
	return list[:min(examples, len(list))]
}

// withhold notes a story that is withheld, by its ID and the cause: nothing else of it may be
// in the report.
func (t *tally) withhold(a *presse.Article, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	id := strings.Clone(a.ID)
	t.secret[id] = true
	cause := causeOf(a, err)
	t.withheld[cause] = append(t.withheld[cause], id)
	for _, slug := range append([]string{a.Slug, lastOf(pathOf(a.URL))}, a.FormerSlugs...) {
		if slug = key(lastOf(slug)); slug != "" {
			t.slugs[strings.Clone(slug)] = true
		}
	}
}

// lastOf returns the last segment of a path.
func lastOf(path string) string {
	path = strings.Trim(path, "/")
	return path[strings.LastIndexByte(path, '/')+1:]
}

// isSecret reports whether a text has the address of a story that is withheld.
func (t *tally) isSecret(text string) bool {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '/' || r == ' ' || r == '?' || r == '#' }) {
		if t.slugs[key(word)] {
			return true
		}
	}
	return false
}

// causeOf returns why a story is withheld, in words for the desk.
func causeOf(a *presse.Article, err error) string {
	switch {
	case errors.Is(err, presse.ErrEmbargoed):
		return "sous embargo"
	case a.Status == presse.StatusDraft:
		return "brouillon"
	case a.Status == presse.StatusReview:
		return "en relecture"
	case a.Status == presse.StatusRestricted:
		return "privé, ou protégé par un mot de passe"
	case a.Status == presse.StatusWithdrawn:
		return "retiré"
	case errors.Is(err, presse.ErrGone):
		return "expiré"
	case errors.Is(err, presse.ErrUnpublished):
		return "programmé pour plus tard"
	}
	return "non publié"
}

// A damage is a damaged part of the export.
type damage struct {
	line     int64  // 0 if it is not known
	id, what string // of the post; empty if it is not known
}

// endsWithin is what internal/wxr says of an item in which the file ends.
const endsWithin = "the file ends within the item"

// damaged notes a damaged part of the export.
func (t *tally) damaged(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	whole := errors.Is(err, presse.ErrCorrupt) && !errors.Is(err, presse.ErrItem)
	t.cut = t.cut || whole || strings.HasSuffix(err.Error(), endsWithin)
	if t.damages++; len(t.damage) == damages {
		return
	}
	d := damage{what: err.Error()}
	var item *wordpress.ItemError
	if errors.As(err, &item) {
		d.line, d.id = item.Line, item.ID
	}
	for sentence, french := range breaks {
		if strings.HasSuffix(d.what, sentence) {
			d.what = french
			break
		}
	}
	if whole && d.what == err.Error() {
		d.what = "le reste du fichier est illisible"
	}
	t.damage = append(t.damage, d)
}

// sorted returns the groups of losses: the worst kinds first, and the largest groups first.
func (t *tally) sorted() []*group {
	var list []*group
	for _, g := range t.losses {
		list = append(list, g)
	}
	slices.SortFunc(list, func(a, b *group) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(b.count, a.count), cmp.Compare(a.field, b.field), cmp.Compare(a.why, b.why))
	})
	return list
}
