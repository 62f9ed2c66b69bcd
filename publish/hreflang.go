package publish

import (
	"cmp"
	"errors"
	"slices"

	"github.com/presse-go/presse"
	"golang.org/x/text/language"
)

var (
	errNoCode = errors.New("search engines know only languages with a code in ISO 639-1")
	errTwice  = errors.New("another edition has that code")
)

// A link is an element link of hreflang.
type link struct{ code, page string }

// hreflang returns the code of a language in the form that Google reads: ISO 639-1, then a
// script of ISO 15924 and a country of ISO 3166-1 alpha-2, both if the tag names them (Google
// Search Central, "Tell Google about localized versions of your page", "Supported language and
// region codes"). It is empty if the language has no code of two letters: zgh, kab. Variants,
// extensions and regions that are not countries, such as 419, are left out.
func hreflang(l presse.Lang) string {
	base, script, region := l.Tag().Raw()
	code := base.String()
	if len(code) != 2 {
		return ""
	}
	if s := script.String(); s != "Zzzz" {
		code += "-" + s
	}
	if r := region.String(); len(r) == 2 && r != "ZZ" && region.IsCountry() {
		code += "-" + r
	}
	return code
}

// links returns the links to all editions of the story, itself included, in the order of
// their codes, with x-default last. There are none if the story has no edition, or if its own
// language has no code: Google ignores links that the other page does not return. A page that
// search engines do not index has none either, and is linked to by none.
func (s *story) links() []link {
	if len(s.editions) == 0 {
		return nil
	}
	self := link{cmp.Or(s.code, hreflang(s.lang())), s.canonical}
	switch {
	case self.code == "":
		s.lose(presse.LossDropped, "editions", string(s.lang()), errNoCode)
		return nil
	case s.unindexed() != nil:
		s.lose(presse.LossDropped, "editions", s.canonical, s.unindexed())
		return nil
	}
	list, fallback := []link{self}, ""
	for _, e := range s.editions {
		if e.lang == xDefault {
			fallback = e.page
			continue
		}
		field, code := "editions."+string(e.lang), hreflang(e.lang)
		switch {
		case e.fault != nil:
			s.lose(presse.LossDropped, field, e.page, e.fault)
		case code == "":
			s.lose(presse.LossDropped, field, e.page, errNoCode)
		case slices.ContainsFunc(list, func(l link) bool { return l.code == code }):
			s.lose(presse.LossDropped, field, e.page, errTwice)
		default:
			list = append(list, link{code, e.page})
		}
	}
	if len(list) == 1 && fallback == "" {
		return nil
	}
	slices.SortFunc(list, func(a, b link) int { return cmp.Compare(a.code, b.code) })
	if fallback = cmp.Or(fallback, s.fallback); fallback == "" {
		fallback = list[s.site.ofPaper(list)].page
	}
	return append(list, link{xDefault, fallback})
}

// ofPaper returns which of the links is to the edition in the language of the newspaper: that
// with its code, else that with its language, else the first.
func (s *Site) ofPaper(list []link) int {
	own := hreflang(s.Lang)
	if own == "" {
		return 0
	}
	if i := slices.IndexFunc(list, func(l link) bool { return l.code == own }); i >= 0 {
		return i
	}
	return max(0, slices.IndexFunc(list, func(l link) bool { return l.code[:2] == own[:2] }))
}

// lang returns the language of the story: that of the newspaper if it has none itself.
func (s *story) lang() presse.Lang { return cmp.Or(s.a.Lang, s.site.Lang) }

// locale returns a language as Open Graph writes it, language_TERRITORY (ogp.me, "Optional
// Metadata"): "fr_MA". The territory of a tag without one is that of the newspaper, if it has
// one, else the likely one of the language (CLDR). It is empty if the language is unknown.
func (s *story) locale(l presse.Lang) string {
	tag := l.Tag()
	base, _, region := tag.Raw()
	if base.String() == "und" {
		return ""
	}
	if !region.IsCountry() {
		if _, _, region = s.site.Lang.Tag().Raw(); !region.IsCountry() {
			region, _ = tag.Region()
		}
	}
	if !region.IsCountry() {
		return ""
	}
	return base.String() + "_" + region.String()
}

// locales returns the locale of the story, and those of its editions.
func (s *story) locales() (own string, others []string) {
	own = s.locale(s.lang())
	for _, e := range s.editions {
		if l := s.locale(e.lang); l != "" && l != own && !slices.Contains(others, l) {
			others = append(others, l)
		}
	}
	return own, others
}

// tag returns a language as BCP 47 writes it, "" if it is unknown.
func tag(l presse.Lang) string {
	if t := l.Tag(); t != language.Und {
		return t.String()
	}
	return ""
}
