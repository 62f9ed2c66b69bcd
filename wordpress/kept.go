package wordpress

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse"
)

// fieldKept is the custom field in which Write keeps what WordPress has no place for. Its
// name begins with an underscore, so WordPress neither shows nor lists it (is_protected_meta).
const fieldKept = "_presse"

// A keepsake is the value of the field, in JSON. Each member of Article is exact. An import
// takes it over only if WordPress still has what Write wrote: if a desk has changed the
// story in WordPress, the change counts.
type keepsake struct {
	Article map[string]json.RawMessage `json:"article"`        // members that an import reads otherwise; null if it must have none
	Read    map[string]string          `json:"read,omitzero"`  // digest of what an import reads of them
	Wrote   asWritten                  `json:"wrote,omitzero"` // the item
}

// An asWritten is what an import compares with an item.
type asWritten struct {
	ID     string `json:"id,omitzero"`
	Status string `json:"status,omitzero"`
	Date   string `json:"date,omitzero"` // GMT
	Slug   string `json:"slug,omitzero"`
	Byline string `json:"byline,omitzero"` // the custom field
	Lang   string `json:"lang,omitzero"`   // slug of the term
	Thumb  string `json:"thumb,omitzero"`  // ID of the attachment of the lead
	File   string `json:"file,omitzero"`   // address of its file, which the attachment has in this field too

	// Space is the white space before and after a body that WordPress changes nothing else in.
	Space *[2]string `json:"space,omitzero"`
}

// alwaysKept are members that WordPress changes in an import: the order of terms, numbers of
// posts, attachments that it could not copy.
var alwaysKept = []string{"id", "slug", "url", "sections", "tags", "lead", "media", "byline", "updated", "lang"}

// lifeMembers decide when a story is public. They are restored together. Those of a story
// whose status is future are always kept: an import calls it "missed" when its time is past.
// So are those of one in the trash: an import leaves out what never was public, and may not
// know what time it is.
var lifeMembers = []string{"status", "access", "published", "embargo", "expiry"}

// keep adds the custom field to a post if an import would not read the same article.
func (x *exporter) keep(a *presse.Article, p *post) {
	if a.InternalNote != "" { // no output has it
		x.lose(presse.Loss{Item: a.ID, Field: "internal_note", Kind: presse.LossDropped, Err: errNoteInternal})
		public := *a
		public.InternalNote = ""
		a = &public
	}
	want, err := jsonMembers(a)
	if err != nil {
		x.lose(presse.Loss{Item: a.ID, Field: fieldKept, Kind: presse.LossDropped, Err: err})
		return
	}
	got := make(map[string]json.RawMessage)
	x.site.written = time.Time{}
	if at, err := time.Parse(wpTime, p.DateGMT); err == nil && p.Status == statusTrash {
		x.site.written = at // later stories have come out
	}
	if read, err := x.site.article(&p.Item); err == nil && read != nil {
		if got, err = jsonMembers(read); err != nil {
			got = make(map[string]json.RawMessage)
		}
	}
	k := keepsake{Article: make(map[string]json.RawMessage), Read: make(map[string]string), Wrote: p.wrote}
	all := maps.Clone(want)
	maps.Copy(all, got)
	all["url"] = nil // WordPress gives every story one
	for _, name := range sortedKeys(all) {
		same := sameMember(name, want[name], got[name])
		if name == "body" && !same {
			if k.Wrote.Space = outerSpace(want[name], got[name]); k.Wrote.Space != nil {
				k.Read[name] = digest(name, got[name])
				continue
			}
		}
		if same && !slices.Contains(alwaysKept, name) && (p.Status != statusFuture && p.Status != statusTrash || !slices.Contains(lifeMembers, name)) {
			continue
		}
		k.Article[name] = want[name]
		if want[name] == nil {
			k.Article[name] = json.RawMessage("null")
		}
		if got[name] != nil {
			k.Read[name] = digest(name, got[name])
		}
		if name == "lead" {
			readPicture(got[name], k.Read)
		}
		if !same && want[name] != nil && !sameToReaders(name, want[name], got[name]) {
			x.lose(presse.Loss{Item: a.ID, Field: name, Value: fieldKept, Kind: presse.LossKept, Err: errors.New("WordPress has no place for it")})
		}
	}
	if len(k.Article) == 0 {
		return
	}
	p.Meta = append(p.Meta, Meta{Key: fieldKept, Value: xmlSafe.Replace(k.text())})
}

// text returns the JSON form of k, in which the members keep their bytes.
func (k *keepsake) text() string {
	read, errRead := marshalJSON(k.Read)
	wrote, errWrote := marshalJSON(k.Wrote)
	if errRead != nil || errWrote != nil {
		return "" // strings always have a JSON form
	}
	return `{"article":` + jsonObject(k.Article) + `,"read":` + string(read) + `,"wrote":` + string(wrote) + "}"
}

// jsonObject returns an object. Unlike package json it keeps the bytes of its members.
func jsonObject(members map[string]json.RawMessage) string {
	var b strings.Builder
	b.WriteByte('{')
	for i, name := range sortedKeys(members) {
		if i > 0 {
			b.WriteByte(',')
		}
		quoted, err := marshalJSON(name)
		if err != nil {
			continue
		}
		b.Write(quoted)
		b.WriteByte(':')
		b.Write(members[name])
	}
	b.WriteByte('}')
	return b.String()
}

// outerSpace returns the white space around a body if it is all that two bodies differ in.
func outerSpace(want, got json.RawMessage) *[2]string {
	var a, b string
	if json.Unmarshal(want, &a) != nil || json.Unmarshal(got, &b) != nil {
		return nil
	}
	text := strings.TrimSpace(a)
	if text == "" || text != strings.TrimSpace(b) {
		return nil
	}
	before, after, _ := strings.Cut(a, text)
	return &[2]string{before, after}
}

// sameToReaders reports whether two values of a member differ in the numbers of WordPress only.
func sameToReaders(name string, want, got json.RawMessage) bool {
	switch name {
	case "id":
		return true
	case "byline":
		var a, b presse.Byline
		if json.Unmarshal(want, &a) != nil || json.Unmarshal(got, &b) != nil || len(a.People) != len(b.People) {
			return false
		}
		for i, p := range a.People {
			if p.ID == "" && p.URL == "" {
				b.People[i].ID, b.People[i].URL = "", ""
			}
		}
		return sameJSON(a, b)
	case "lead":
		var a, b presse.Media
		if json.Unmarshal(want, &a) != nil || json.Unmarshal(got, &b) != nil {
			return false
		}
		if a.ID == "" {
			b.ID = ""
		}
		return sameJSON(a, b)
	}
	return false
}

// sameJSON reports whether the JSON of two values is equal.
func sameJSON(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

// xmlSafe escapes in JSON what XML cannot contain, and what would end a CDATA section.
var xmlSafe = strings.NewReplacer("\uFFFE", `\ufffe`, "\uFFFF", `\uffff`, "]]>", `]]\u003e`)

// jsonMembers returns the members of an article by their JSON names.
func jsonMembers(a *presse.Article) (map[string]json.RawMessage, error) {
	text, err := a.MarshalJSON()
	if err != nil {
		return nil, err
	}
	var m map[string]json.RawMessage
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, err
	}
	return m, nil
}

// sameMember reports whether two values of a member are equal; nil is none.
func sameMember(name string, a, b json.RawMessage) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return canonical(name, a) == canonical(name, b)
}

// canonical returns a value in one form: instants as they are in UTC.
func canonical(name string, value json.RawMessage) string {
	var at time.Time
	switch name {
	case "published", "updated", "embargo", "expiry", "live_from", "live_until":
		if json.Unmarshal(value, &at) == nil {
			return at.UTC().Format(time.RFC3339Nano)
		}
	}
	var v any
	if json.Unmarshal(value, &v) != nil {
		return string(value)
	}
	text, err := json.Marshal(v)
	if err != nil {
		return string(value)
	}
	return string(text)
}

// digest returns a short form of a value, to see whether it was changed. WordPress orders
// terms by their names.
func digest(name string, value json.RawMessage) string {
	h := fnv.New64a()
	var list []string
	if (name == "sections" || name == "tags") && json.Unmarshal(value, &list) == nil {
		slices.Sort(list)
		value, _ = json.Marshal(list)
	}
	h.Write([]byte(canonical(name, value)))
	return fmt.Sprintf("%x", h.Sum64())
}

// kept returns what Write kept of the story, and whether the custom field is there.
func (r *reading) kept() (k keepsake, there bool, err error) {
	value := r.first(fieldKept)
	if value == "" {
		return k, false, nil
	}
	for _, m := range r.it.Meta {
		if m.Key == "_dp_original" { // Yoast Duplicate Post
			return k, true, errors.New("a copy of another story")
		}
	}
	if err := json.Unmarshal([]byte(value), &k); err != nil || k.Article == nil {
		return k, true, presse.ErrCorrupt
	}
	return k, true, nil
}

// wroteWithdrawn reports whether Write put the story into the trash since it was withdrawn.
func (r *reading) wroteWithdrawn() bool {
	k, there, err := r.kept()
	return there && err == nil && k.Wrote.Status == statusTrash && string(k.Article["status"]) == `"withdrawn"`
}

// restore takes over what Write kept of a story. A field that was damaged, or belongs to a
// copy of the post, changes nothing.
func (r *reading) restore() {
	k, there, err := r.kept()
	if !there {
		return
	}
	lost := func(field string, kind presse.LossKind, err error) { r.lose(kind, field, fieldKept, err) }
	if err != nil {
		lost(fieldKept, presse.LossDropped, err)
		return
	}
	got, err := jsonMembers(r.a)
	if err != nil {
		lost(fieldKept, presse.LossDropped, err)
		return
	}
	if r.options.Lang != nil {
		delete(k.Article, "lang")
	}
	if r.bodiless {
		delete(k.Article, "body")
	}
	now := restoring{k: k, it: r.it, site: r.site, got: got, out: maps.Clone(got)}
	for _, name := range sortedKeys(k.Article) {
		if !slices.Contains(lifeMembers, name) && !now.member(name) {
			lost(name, presse.LossGuessed, errors.New("WordPress has another value, which counts"))
		}
	}
	now.space()
	if !now.life(r) {
		lost("status", presse.LossGuessed, errLife)
	}
	var restored presse.Article
	if err := restored.UnmarshalJSON([]byte(jsonObject(now.out))); err != nil {
		lost(fieldKept, presse.LossDropped, err)
		return
	}
	if now.taken["lead"] {
		restored.Lead = r.linked(&restored.Lead)
	}
	if now.taken["media"] {
		for i := range restored.Media {
			restored.Media[i] = r.linked(&restored.Media[i])
		}
	}
	*r.a = restored
}

// A restoring is a story that is put together from a keepsake and an item.
type restoring struct {
	k        keepsake
	it       *Item
	site     *site
	got, out map[string]json.RawMessage
	taken    map[string]bool // members that were taken over, in whole or in part
}

// take takes over a member of the keepsake.
func (r *restoring) take(name string) {
	value := r.k.Article[name]
	if r.taken == nil {
		r.taken = make(map[string]bool)
	}
	r.taken[name] = true
	delete(r.out, name)
	if value != nil && string(value) != "null" {
		r.out[name] = value
	}
}

// member takes over a member, unless it was changed in WordPress.
func (r *restoring) member(name string) bool {
	kept := r.k.Article[name]
	same := r.untouched(name)
	switch name {
	case "id":
		same = r.original()
	case "slug", "url":
		same = r.sameSlug()
	case "former_slugs":
		same = same || r.sameSlug() && r.subset(name, kept)
	case "tags", "sections":
		same = sameSet(r.got[name], kept) || same
	case "primary":
		same = same || listHas(r.out["sections"], kept)
	case "lang":
		same = r.languageTerm() == "" || r.languageTerm() == r.k.Wrote.Lang
	case "byline":
		same = r.meta(fieldByline) == r.k.Wrote.Byline
	case "updated":
		same = same || r.notLater(kept)
	case "lead":
		return r.lead()
	case "media":
		same = r.subset(name, kept)
	}
	if same {
		r.take(name)
	}
	return same
}

// untouched reports whether an import reads what it would have read of the written item.
func (r *restoring) untouched(name string) bool {
	now := ""
	if r.got[name] != nil {
		now = digest(name, r.got[name])
	}
	return now == r.k.Read[name]
}

// space gives a body the white space around it that it had.
func (r *restoring) space() {
	var body string
	if around := r.k.Wrote.Space; around != nil && r.untouched("body") && json.Unmarshal(r.got["body"], &body) == nil {
		if text, err := json.Marshal(around[0] + strings.TrimSpace(body) + around[1]); err == nil {
			r.out["body"] = text
		}
	}
}

// original reports whether the item is the post that was written, and not a copy made by a
// plugin that copies custom fields too: a copy has another number and date, and mostly is
// a draft. An import may also give the post itself another number.
func (r *restoring) original() bool {
	sameDate, sameStatus := r.it.DateGMT == r.k.Wrote.Date, r.sameStatus()
	return r.it.ID == r.k.Wrote.ID || sameDate && (sameStatus || r.sameSlug()) || sameStatus && r.sameSlug()
}

// sameSlug reports whether the item has the slug that was written, perhaps with the number
// that WordPress adds if another post has it.
func (r *restoring) sameSlug() bool {
	rest, ok := strings.CutPrefix(r.it.Slug, r.k.Wrote.Slug)
	if !ok || r.k.Wrote.Slug == "" {
		return r.it.Slug == r.k.Wrote.Slug
	}
	number, dashed := strings.CutPrefix(rest, "-")
	return rest == "" || dashed && number != "" && strings.Trim(number, "0123456789") == ""
}

// meta returns the first custom field with the given name.
func (r *restoring) meta(key string) string {
	for _, m := range r.it.Meta {
		if m.Key == key {
			return m.Value
		}
	}
	return ""
}

// languageTerm returns the slug of Polylang's term.
func (r *restoring) languageTerm() string {
	for _, t := range r.it.Terms {
		if t.Taxonomy == "language" {
			return t.Slug
		}
	}
	return ""
}

// notLater reports whether the item was not changed after it was imported. The importer of
// WordPress does not take over when a story was changed: it sets the date of the post.
func (r *restoring) notLater(kept json.RawMessage) bool {
	modified, err := time.Parse(wpTime, r.it.ModifiedGMT)
	if err != nil || r.it.ModifiedGMT == r.it.DateGMT {
		return true
	}
	var at time.Time
	return json.Unmarshal(kept, &at) == nil && !modified.After(at)
}

// subset reports whether everything in a list of the story is in the kept list.
func (r *restoring) subset(name string, kept json.RawMessage) bool {
	var now, then []json.RawMessage
	if r.got[name] != nil && json.Unmarshal(r.got[name], &now) != nil || json.Unmarshal(kept, &then) != nil {
		return false
	}
	known := make(map[string]bool)
	for _, item := range then {
		known[mediaURL(item)] = true
	}
	return !slices.ContainsFunc(now, func(item json.RawMessage) bool { return !known[mediaURL(item)] })
}

// sameSet reports whether two lists have the same items.
func sameSet(a, b json.RawMessage) bool {
	var x, y []string
	if a != nil && json.Unmarshal(a, &x) != nil || b != nil && json.Unmarshal(b, &y) != nil {
		return false
	}
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// listHas reports whether a list of strings has an item.
func listHas(list, item json.RawMessage) bool {
	var all []string
	var one string
	return json.Unmarshal(list, &all) == nil && json.Unmarshal(item, &one) == nil && slices.Contains(all, one)
}

// mediaURL returns the URL of a medium, or a string itself.
func mediaURL(value json.RawMessage) string {
	var m struct {
		URL string `json:"url"`
	}
	if json.Unmarshal(value, &m) == nil {
		return m.URL
	}
	return string(value)
}

// sortedKeys returns the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
