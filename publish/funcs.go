package publish

import (
	"errors"
	"fmt"
	"html/template"
	"net/url"
	"time"

	"github.com/presse-go/presse"
)

// Funcs returns functions for the templates of pages, for package html/template: pass
// them to [template.Template.Funcs] before parsing. In the table, text is plain text, which the
// template escapes where it prints it, and html is a string or template.HTML.
//
//	date .Published                14 novembre 2026; "" for the zero time
//	date .Published "time"         in another style: short, medium, long or time (DateStyle)
//	date .Published "lundi 2 janvier"  in a layout of Lang.FormatDate, which may be an error
//	date .Published .Lang          in another language; with a style or layout too
//	relative .Published .Now       il y a 2 heures; a Lang may follow
//	instant .Published             2026-11-14T18:30:00+01:00, for datetime; "" for the zero time
//	lang .Story                    fr-MA, for lang; "" if no language is known
//	dir .Story                     ltr or rtl, for dir
//	typeset .Headline .Lang        French typography: text of text, html of template.HTML
//	excerpt .Story 30              text of at most 30 words: of the deck, or else of the body
//	excerpt .Body 30               the same of html
//	plain .Body                    the text of html
//	sanitize .Body                 html made safe by Site.Policy, as template.HTML
//	minutes .Story                 reading time in minutes, at least 1; 0 without text
//	url .Story                     absolute address, for href; "" if there is none
//	url .Section                   that of the front of a section
//	url .Person                    that of the page of an author
//	url "/abonnement"              that of a path of the site
//	byline .Story                  Par Salma Idrissi, avec l’AFP
//	section .Story                 the main section, a *presse.Section; nil if there is none
//	label .Section .Lang           the name of a section in a language
//	story .Release                 a presse.Article: what may be published of the story
//	body .Release                  its body, sanitized, as template.HTML
//	head .Release                  what Site.Head returns
//
// .Story is a Release, a presse.Article or a pointer to one, and where only its language is
// asked for (lang, dir), a presse.Card, a Lang or a string too. Arguments of different types
// may come in any order, so that a value can come from a pipeline: {{.Headline | typeset .Lang}}.
// Where no language is given, it is that of the story, or Site.Lang; dates are in Site.Zone. A
// function with an argument of another type is an error, which ends the execution.
//
// What story returns is a copy, which a template function may change. Its Body and those of its
// Corrections and Live are those of [Site.AppendJSON]: sanitized, without pictures past
// Credit.Expiry, with the addresses of the story's own page; sanitize, or template.HTML, makes
// them HTML: {{with story .Release}}{{range .Live}}{{sanitize .Body}}{{end}}{{end}}.
//
// Only story, body and head know what may be published. The others print what they are given and
// do not ask whether a story may be shown, except that excerpt and minutes use no body of a
// story that is not free. An address that cannot be written as an absolute URI is "", and is
// reported to Lost.
//
// All values are safe in every context of html/template. The functions are safe for
// concurrent use. If the Site is at fault, those that need addresses or the policy (url,
// sanitize, story, body, head) return its error.
func (s *Site) Funcs() template.FuncMap {
	f := &funcs{site: s}
	if f.base, f.err = s.check("use template functions"); s == nil {
		f.site = new(Site)
	}
	if f.err == nil {
		p := f.site.Policy
		p.Scope, p.Base = presse.ScopeArticle, f.base.String()
		f.sanitizer, f.err = presse.NewSanitizer(p)
	}
	return template.FuncMap{
		"date": f.date, "relative": f.relative, "instant": f.instant,
		"lang": f.lang, "dir": f.dir,
		"typeset": f.typeset, "excerpt": f.excerpt, "plain": f.plain, "sanitize": f.sanitize, "minutes": f.minutes,
		"url": f.url, "byline": f.byline, "section": f.section, "label": f.label,
		"story": f.story, "body": f.body, "head": f.head,
	}
}

// funcs are the functions of templates.
type funcs struct {
	site      *Site
	base      *url.URL
	sanitizer *presse.Sanitizer
	err       error // what is wrong with the site
}

var (
	errArgument = errors.New("not a value that this function takes")
	errNoWords  = errors.New("the number of words is missing")
	errNotOurs  = errors.New("the zero Release, or one of another Site")
)

// argument returns the error for an argument of another type. It names the type, not the
// value, which may be text.
func argument(function string, v any) error {
	return &presse.Error{Op: "use template function", Field: function, Value: fmt.Sprintf("%T", v), Err: errArgument}
}

// date returns a date in words.
func (f *funcs) date(args ...any) (string, error) {
	var t time.Time
	lang, style, layout := f.site.Lang, presse.DateLong, ""
	for _, v := range args {
		switch v := v.(type) {
		case time.Time:
			t = v
		case presse.Lang:
			lang = f.language(v)
		case presse.DateStyle:
			style = v
		case string:
			if style.UnmarshalText([]byte(v)) != nil {
				layout = v
			}
		default:
			return "", argument("date", v)
		}
	}
	switch t = f.zoned(t); {
	case t.IsZero():
		return "", nil
	case layout != "":
		return lang.FormatDate(t, layout)
	}
	return lang.Date(t, style), nil
}

func (f *funcs) relative(t, now time.Time, lang ...presse.Lang) string {
	l := f.site.Lang
	if len(lang) > 0 {
		l = f.language(lang[0])
	}
	if t.IsZero() {
		return ""
	}
	return l.Relative(f.zoned(t), f.zoned(now))
}

// instant returns a time as the datetime attribute of HTML takes it (html.spec.whatwg.org, "Global
// dates and times"), which is a form of RFC 3339.
func (f *funcs) instant(t time.Time) string {
	return instant(f.zoned(t))
}

func (f *funcs) zoned(t time.Time) time.Time {
	if f.site.Zone == nil || t.IsZero() {
		return t
	}
	return t.In(f.site.Zone)
}

// language returns a language, or that of the site if it is empty.
func (f *funcs) language(l presse.Lang) presse.Lang {
	if l == "" {
		return f.site.Lang
	}
	return l
}

// languageOf returns the language of a value that has one.
func (f *funcs) languageOf(function string, v any) (presse.Lang, error) {
	switch v := v.(type) {
	case presse.Lang:
		return f.language(v), nil
	case string:
		return f.language(presse.Lang(v)), nil
	case presse.Card:
		return f.language(v.Lang), nil
	}
	a, ok := f.public(v)
	if !ok {
		return "", argument(function, v)
	}
	return f.language(a.Lang), nil
}

func (f *funcs) lang(v any) (string, error) {
	l, err := f.languageOf("lang", v)
	if err != nil || l.UnmarshalText([]byte(l)) != nil { // which writes fr_MA as fr-MA
		return "", err
	}
	return string(l), nil
}

func (f *funcs) dir(v any) (string, error) {
	l, err := f.languageOf("dir", v)
	return l.Dir(), err
}

// public returns a story as a template may see it: of one that is not free, without its text.
func (f *funcs) public(v any) (presse.Article, bool) {
	var a presse.Article
	switch v := v.(type) {
	case presse.Article:
		a = v
	case *presse.Article:
		if v != nil {
			a = *v
		}
	case Release:
		if st := f.site.of(v); st != nil {
			a = st.a
		}
	default:
		return a, false
	}
	if a.Access != presse.AccessFree {
		a.Body = ""
	}
	return a, true
}

// typeset returns text or HTML of the same type.
func (f *funcs) typeset(args ...any) (any, error) {
	var in any = ""
	lang := f.site.Lang
	for _, v := range args {
		switch v := v.(type) {
		case presse.Lang:
			lang = f.language(v)
		case string, template.HTML:
			in = v
		default:
			return "", argument("typeset", v)
		}
	}
	if body, ok := in.(template.HTML); ok {
		return presse.Typesetter{Lang: lang}.HTML(body), nil
	}
	return presse.Typeset(in.(string), lang), nil
}

func (f *funcs) excerpt(args ...any) (string, error) {
	words, html, story := 0, "", presse.Article{}
	for _, v := range args {
		switch v := v.(type) {
		case int:
			words = v
		case string:
			html = v
		case template.HTML:
			html = string(v)
		default:
			a, ok := f.public(v)
			if !ok {
				return "", argument("excerpt", v)
			}
			story = a
		}
	}
	switch {
	case words <= 0:
		return "", &presse.Error{Op: "use template function", Field: "excerpt", Err: errNoWords}
	case html != "":
		return presse.Excerpt(html, words), nil
	}
	return story.Card(words).Excerpt, nil
}

func (f *funcs) plain(v any) (string, error) {
	html, err := htmlOf("plain", v)
	return presse.PlainText(html), err
}

func htmlOf(function string, v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case template.HTML:
		return string(v), nil
	}
	return "", argument(function, v)
}

func (f *funcs) sanitize(v any) (template.HTML, error) {
	html, err := htmlOf("sanitize", v)
	if err != nil || f.err != nil {
		return "", errors.Join(err, f.err)
	}
	return f.sanitizer.HTML(html), nil
}

func (f *funcs) minutes(v any) (int, error) {
	html, err := htmlOf("minutes", v)
	if err != nil {
		a, ok := f.public(v)
		if !ok {
			return 0, err
		}
		html = a.Body
	}
	return int((presse.ReadingTime(html) + time.Minute - 1) / time.Minute), nil
}

// url returns an absolute URI.
func (f *funcs) url(v any) (string, error) {
	if f.err != nil {
		return "", f.err
	}
	raw, item := "", ""
	switch v := v.(type) {
	case string:
		raw = v
	case presse.Section:
		raw, item = f.site.front(v), v.Path
	case *presse.Section:
		if v != nil {
			raw, item = f.site.front(*v), v.Path
		}
	case presse.Person:
		raw, item = v.URL, v.ID
		if f.site.AuthorURL != nil {
			raw = f.site.AuthorURL(v)
		}
	case presse.Media:
		raw, item = v.URL, v.ID
	case Release:
		if st := f.site.of(v); st != nil {
			return st.page, nil
		}
		return "", nil
	default:
		a, ok := f.public(v)
		if !ok {
			return "", argument("url", v)
		}
		uri, err := f.site.page(f.base, &a)
		return f.told(uri, a.ID, err), nil
	}
	if raw == "" {
		return "", nil
	}
	uri, err := absolute(f.base, raw)
	return f.told(uri, item, err), nil
}

// front returns the path or absolute URL of the front of a section.
func (s *Site) front(section presse.Section) string {
	if s.SectionURL != nil {
		return s.SectionURL(section)
	}
	return "/" + section.Path
}

// told returns uri, and tells Lost if there is none.
func (f *funcs) told(uri, item string, err error) string {
	if err != nil {
		f.site.lose(presse.Loss{Item: item, Field: "url", Kind: presse.LossDropped, Err: err})
		return ""
	}
	return uri
}

func (f *funcs) byline(args ...any) (string, error) {
	var line presse.Byline
	var lang presse.Lang
	for _, v := range args {
		switch v := v.(type) {
		case presse.Lang:
			lang = v
		case presse.Byline:
			line = v
		default:
			a, ok := f.public(v)
			if !ok {
				return "", argument("byline", v)
			}
			line = a.Byline
			if lang == "" {
				lang = a.Lang
			}
		}
	}
	return line.Line(f.language(lang)), nil
}

func (f *funcs) section(v any) (*presse.Section, error) {
	a, ok := f.public(v)
	if !ok {
		return nil, argument("section", v)
	}
	if s, ok := f.site.Taxonomy.PrimaryOf(&a); ok {
		return &s, nil
	}
	return nil, nil
}

func (f *funcs) label(args ...any) (string, error) {
	var section presse.Section
	lang := f.site.Lang
	for _, v := range args {
		switch v := v.(type) {
		case presse.Lang:
			lang = f.language(v)
		case presse.Section:
			section = v
		case *presse.Section:
			if v != nil {
				section = *v
			}
		default:
			return "", argument("label", v)
		}
	}
	return section.Label(lang), nil
}

func (f *funcs) story(r Release) (presse.Article, error) {
	st, err := f.ours(r)
	if err != nil {
		return presse.Article{}, err
	}
	return detached(st.public()), nil
}

func (f *funcs) body(r Release) (template.HTML, error) {
	st, err := f.ours(r)
	if err != nil {
		return "", err
	}
	return st.body(presse.ScopeArticle), nil
}

func (f *funcs) head(r Release) (template.HTML, error) {
	if _, err := f.ours(r); err != nil {
		return "", err
	}
	return f.site.Head(r), nil
}

// ours returns the story of a release of the site.
func (f *funcs) ours(r Release) (*story, error) {
	if f.err != nil {
		return nil, f.err
	}
	st := f.site.of(r)
	if st == nil {
		return nil, &presse.Error{Op: "use template function", Field: "release", Err: errNotOurs}
	}
	return st, nil
}
