package wordpress

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/php"
)

// A signal is something with a name and a value that may restrict a story: a custom field, a
// part of one that is a list or an object, or a term of a taxonomy of the site.
type signal struct {
	key, value string
	field      string // what is reported: the custom field or taxonomy
	own        bool   // the custom field itself
}

// signals returns the custom fields of the item, the parts of those that are serialized or
// JSON, and the terms of the taxonomies that are not WordPress's own. Fields of Advanced
// Custom Fields that name another field are left out.
func (r *reading) signals() []signal {
	if r.said != nil || len(r.it.Meta) == 0 && len(r.it.Terms) == 0 {
		return r.said
	}
	r.said = make([]signal, 0, len(r.it.Meta))
	for _, m := range r.it.Meta {
		if isReference(m) {
			continue
		}
		r.said = append(r.said, signal{m.Key, m.Value, m.Key, true})
		if mayHoldParts(m) {
			r.addParts(m)
		}
	}
	for i := range r.it.Terms {
		t := &r.it.Terms[i]
		if r.isOrdinary(t.Taxonomy) {
			continue
		}
		name := plainLine(t.Name)
		r.said = append(r.said, signal{t.Taxonomy, name, t.Taxonomy, false})
		if slug := decoded(t.Slug); meaningOf(name) != saysLevel && meaningOf(slug) == saysLevel {
			r.said = append(r.said, signal{t.Taxonomy, slug, t.Taxonomy, false})
		}
	}
	return r.said
}

// isOrdinary reports whether the name of a taxonomy says nothing about who may read a story:
// those of WordPress and of plugins for languages and authors, and those that Options map to
// something else.
func (r *reading) isOrdinary(taxonomy string) bool {
	switch taxonomy {
	case "author", "byline", "language", "post_translations", "post_format", "term_language", "term_translations":
		return true
	case "category", "post_tag", "tag":
		return !r.isGiven(taxonomy)
	}
	return internal[taxonomy]
}

// isGiven reports whether Options.Fields maps a name to a member.
func (s *site) isGiven(name string) bool { return s.fields[name] != "" && s.ranks[name] == 0 }

// Parts of custom fields are read up to these limits. What page builders keep in a field is
// the page itself, and not the settings of a story: the largest field with settings in the
// exports that the tests read has 2 kB.
const (
	mostFieldParts = 512
	deepestPart    = 8
	longestField   = 64 << 10
)

// partStems are parts of the names of settings that may restrict a story, so that most
// fields need not be read.
var partStems = [...]string{"embargo", "publ", "expir", "member", "membre", "restrict", "access", "acces", "visib", "logged", "protect", "protég", "abonn", "reserv", "réserv",
	"payant", "premium", "paywall", "subscri", "lock", "diffus", "ligne", "gratuit", "free", "libre", "release", "حظر", "مشترك"}

// mayHoldParts reports whether a custom field is a list or object with a setting that may
// restrict a story.
func mayHoldParts(m Meta) bool {
	value := strings.TrimSpace(m.Value)
	if len(value) < len(`{"a":1}`) || len(value) > longestField || isBookkeeping(m.Key) || strings.HasPrefix(m.Key, "_presse") || value[0] != '{' && value[0] != '[' && !php.IsSerialized(value) {
		return false
	}
	lower := strings.ToLower(value)
	for _, stem := range partStems {
		if strings.Contains(lower, stem) {
			return true
		}
	}
	return false
}

// addParts adds the named parts of a custom field that is a list or an object.
func (r *reading) addParts(m Meta) {
	if phrase(wordsOf(m.Key)).some("cache", "caches", "transient") {
		return
	}
	if member, kind := r.purpose(m.Key); member != "" || memberships[m.Key] || kind&(kindClosing|kindEmbargo|kindExpiry) != 0 {
		return // it is read as a whole
	}
	n := 0
	add := func(key, value string) {
		if n++; n <= mostFieldParts && strings.Trim(key, "0123456789") != "" && !isShelfLife(key) {
			r.said = append(r.said, signal{key, value, m.Key, false})
		}
	}
	value := strings.TrimSpace(m.Value)
	if value[0] != '{' && value[0] != '[' {
		phpParts(unserialize(value), add, 0)
		return
	}
	var v any
	if json.Unmarshal([]byte(value), &v) == nil {
		jsonParts("", v, add, 0)
	}
}

// isShelfLife reports whether the name of a part may be that of the end of something else than
// the story: caches, cookies and tokens expire.
func isShelfLife(key string) bool {
	words := phrase(wordsOf(key))
	return words.some("expire", "expires", "expired", "expiry", "expiration", "expiring") &&
		!words.some("date", "publication", "article", "post", "contenu", "content", "story")
}

func phpParts(v php.Value, add func(key, value string), depth int) {
	for _, p := range v.Pairs {
		switch {
		case p.Value.Kind != php.Array && p.Value.Kind != php.Object:
			add(p.Key, strings.TrimSpace(p.Value.String()))
		case depth < deepestPart:
			phpParts(p.Value, add, depth+1)
		}
	}
}

func jsonParts(name string, v any, add func(key, value string), depth int) {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range sortedKeys(v) {
			if depth < deepestPart {
				jsonParts(key, v[key], add, depth+1)
			}
		}
	case []any:
		for _, in := range v {
			if depth < deepestPart {
				jsonParts(name, in, add, depth+1)
			}
		}
	case string:
		add(name, strings.TrimSpace(v))
	case bool, float64:
		if text, err := json.Marshal(v); err == nil {
			add(name, string(text))
		}
	}
}

// leaves returns the values in a list or object, serialized by PHP or JSON, or the value
// alone.
func leaves(value string) []string {
	value = strings.TrimSpace(value)
	var list []string
	add := func(_, value string) {
		if len(list) < 64 {
			list = append(list, value)
		}
	}
	switch {
	case value != "" && (value[0] == '{' || value[0] == '['):
		var v any
		if json.Unmarshal([]byte(value), &v) != nil {
			return []string{value}
		}
		jsonParts("", v, add, 0)
		return list
	case !php.IsSerialized(value):
		return []string{value}
	}
	v := unserialize(value)
	switch {
	case v.Kind == php.Array, v.Kind == php.Object:
		phpParts(v, add, 0)
		return list
	case v.Kind == php.Null && value != "N;":
		return []string{value}
	}
	return []string{strings.TrimSpace(v.String())}
}

var (
	errTermPaid    = errors.New("a term that names those who may read it; the story is for subscribers")
	errTermEmbargo = errors.New("a term that says that the story is under an embargo; it is not public")
	errTermMay     = errors.New("a tag that may say that the story is under an embargo, or be what it is about; it stays public")
)

// A termMeaning is what the name of a term says about who may read its stories.
type termMeaning uint8

const (
	termSaysNothing termMeaning = iota
	termMayClose                // a tag "embargo"
	termSaysPaid                // "Abonnés", "Premium", "Réservé aux abonnés"
	termSaysEmbargo             // "Sous embargo"
)

// termStems are parts of the names of terms that may restrict a story.
var termStems = [...]string{"abonn", "adher", "adhér", "membre", "member", "premium", "payant", "paywall", "subscri", "restr", "reserv", "réserv", "embargo", "مشترك"}

// termSays returns what the name of a term says. Papers sell stories by category and tag:
// "Abonnés" may also be about subscribers, but nobody knows. An embargo is also what one
// state imposes on another, so that a tag of that name alone decides nothing.
func (r *reading) termSays(t *Term) termMeaning {
	switch t.Taxonomy {
	case "author", "byline", "language", "post_translations", "post_format":
		return termSaysNothing
	}
	if internal[t.Taxonomy] || r.isGiven(t.Taxonomy) {
		return termSaysNothing // it is something else, or a signal
	}
	most := termSaysNothing
	for _, name := range [...]string{t.Name, decoded(t.Slug)} {
		lower := strings.ToLower(name)
		some := false
		for _, stem := range termStems {
			some = some || strings.Contains(lower, stem)
		}
		if !some || len(name) > 80 {
			continue
		}
		name = plainLine(name)
		words := phrase(wordsOf(name))
		says := termSaysNothing
		switch {
		case words.some("embargo", "embargoed") && words.only("sous", "under", "en", "embargo", "embargoed", "article", "articles", "contenu", "info", "infos", "presse", "news", "a", "l"):
			says = termSaysEmbargo
			if len(words) == 1 && (t.Taxonomy == "post_tag" || t.Taxonomy == "tag") {
				says = termMayClose
			}
		case namesReaders(name):
			says = termSaysPaid
		}
		most = max(most, says)
	}
	return most
}

// closingTerms applies the terms that restrict the story by their names.
func (r *reading) closingTerms() {
	for i := range r.it.Terms {
		t := &r.it.Terms[i]
		switch says := r.termSays(t); says {
		case termSaysPaid:
			r.a.Access = presse.AccessPaid
			r.lose(presse.LossGuessed, t.Taxonomy, decoded(t.Slug), errTermPaid)
		case termSaysEmbargo:
			r.review()
			r.lose(presse.LossGuessed, t.Taxonomy, decoded(t.Slug), errTermEmbargo)
		case termMayClose:
			r.lose(presse.LossGuessed, t.Taxonomy, decoded(t.Slug), errTermMay)
		}
	}
}
