package publish

import (
	"cmp"
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
//	date .Published .Lang          in another language, a Lang; with a style or layout too
//	relative .Published .Now       il y a 2 heures; a language may follow
//	instant .Published             2026-11-14T18:30:00+01:00, for datetime; "" for the zero time
//	lang .Story                    fr-MA, for lang; "" if no language is known
//	dir .Story                     ltr or rtl, for dir
//	typeset .Headline .Lang        French typography: text of text, html of template.HTML
//	excerpt .Story 30              text of at most 30 words: of the deck, or else of the body
//	excerpt .Body 30               the same of html
//	plain .Body                    the text of html
//	sanitize .Body                 html made safe by Site.Policy, as template.HTML
//	minutes .Story                 reading time in minutes, at least 1; 0 without text
//	minutes .Body                  the same of html
//	url .Story                     absolute address, for href; "" if there is none
//	url .Section                   that of the front of a section
//	url .Person                    that of the page of an author
//	url "/abonnement"              that of a path of the site
//	byline .Story                  Par Salma Idrissi, avec l’AFP
//	byline .Byline "ar"            that of a presse.Byline, as ParseByline returns it for text; a language may follow
//	section .Story                 the main section, a *presse.Section for with, label and url; nothing if there is none
//	label .Section "ar"            the name of a section; a language may follow
//	story .Release                 a presse.Article: what may be published of the story
//	body .Release                  its body, sanitized, as template.HTML
//	head .Release                  what Site.Head returns
//
// .Story is a Release, a presse.Article or a pointer to one, and where only its language is
// asked for (lang, dir), a presse.Card, a Lang or a string too. A language is a Lang, and in
// byline, label and relative also a string. Where none is given, it is that of the story, or
// Site.Lang; dates are in Site.Zone.
//
// Arguments of different types may come in any order, so that a value can come from a pipeline:
// {{.Headline | typeset .Lang}}. A function that lacks an argument, has one twice, or has one
// that it cannot use, such as a date of type string or an excerpt of 0 words, returns an
// *Error, which ends the execution: Field is the function, and Value is the position and the type
// of the argument, empty if one is missing. A number of arguments other than one, where a function
// takes one, is an error of package template, and so is what is no Release for story, body and
// head, such as an article, which [Site.Release] releases, and what is no time.Time for instant.
//
// Nothing is printed for a nil pointer to an article, for the zero Release or one of another Site,
// and by url and label for no section. But lang and dir are then those of the Site, minutes is 0,
// and the zero Release and one of another Site are errors of story, body and head.
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
	errText     = errors.New("not a BCP 47 language tag, the only text that this function takes")
	errArgument = errors.New("not a value that this function takes")
	errSecond   = errors.New("a second one, where the function takes one")
	errNoText   = errors.New("the text is missing")
	errNoStory  = errors.New("the story is missing")
	errNoLine   = errors.New("the story or byline is missing")
	errNoFront  = errors.New("the section is missing")
	errNoWords  = errors.New("the number of words is missing")
	errFewWords = errors.New("a number of words that is not positive")
	errNotOurs  = errors.New("the zero Release, or one of another Site")
)

// A call is that of a template function with arguments of different types in any order.
type call struct {
	function string
	given    [params]bool // which of the function's parameters have an argument, by their numbers here
	err      error        // the first
}

// The parameters of functions.
const (
	paramWhat = iota // what the function is about: a time, a text, a story
	paramHow         // a style or a layout, a number of words
	paramLang        // a language
	params
)

// is notes that argument n, counted from 0, is that of a parameter, which has one only.
func (c *call) is(parameter, n int, v any) {
	if c.given[parameter] {
		c.fault(n, v, errSecond)
	}
	c.given[parameter] = true
}

// wants notes that a parameter must have an argument.
func (c *call) wants(parameter int, err error) {
	if !c.given[parameter] && c.err == nil {
		c.err = functionError(c.function, "", err)
	}
}

// fault notes what is wrong with argument n. The error names the type and not the value, which
// may be text.
func (c *call) fault(n int, v any, err error) {
	if c.err == nil {
		c.err = functionError(c.function, fmt.Sprintf("argument %d, of type %T", n+1, v), err)
	}
}

func functionError(function, value string, err error) error {
	return &presse.Error{Op: "use template function", Field: function, Value: value, Err: err}
}

// argument returns the error for the only argument of a function.
func argument(function string, v any, err error) error {
	c := call{function: function}
	c.fault(0, v, err)
	return c.err
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
		return "", argument(function, v, errArgument)
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
	var in any
	lang := f.site.Lang
	c := call{function: "typeset"}
	for n, v := range args {
		switch v := v.(type) {
		case presse.Lang:
			c.is(paramLang, n, v)
			lang = f.language(v)
		case string, template.HTML:
			c.is(paramWhat, n, v)
			in = v
		default:
			c.fault(n, v, errArgument)
		}
	}
	if c.wants(paramWhat, errNoText); c.err != nil {
		return "", c.err
	}
	if body, ok := in.(template.HTML); ok {
		return presse.Typesetter{Lang: lang}.HTML(body), nil
	}
	return presse.Typeset(in.(string), lang), nil
}

func (f *funcs) excerpt(args ...any) (string, error) {
	words, html, story := 0, "", presse.Article{}
	c := call{function: "excerpt"}
	for n, v := range args {
		switch v := v.(type) {
		case int:
			if c.is(paramHow, n, v); v <= 0 {
				c.fault(n, v, errFewWords)
			}
			words = v
		case string:
			c.is(paramWhat, n, v)
			html = v
		case template.HTML:
			c.is(paramWhat, n, v)
			html = string(v)
		default:
			a, ok := f.public(v)
			if !ok {
				c.fault(n, v, errArgument)
			}
			c.is(paramWhat, n, v)
			story = a
		}
	}
	c.wants(paramWhat, errNoStory)
	c.wants(paramHow, errNoWords)
	switch {
	case c.err != nil:
		return "", c.err
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
	return "", argument(function, v, errArgument)
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
	case nil: // the section of a story without one
		return "", nil
	default:
		a, ok := f.public(v)
		switch {
		case !ok:
			return "", argument("url", v, errArgument)
		case v == (*presse.Article)(nil):
			return "", nil // of which Site.URL knows nothing, or that it is the home page
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
	var lang, own presse.Lang // own is that of the story
	c := call{function: "byline"}
	for n, v := range args {
		if l, ok := c.language(n, v); ok {
			lang = l
			continue
		}
		c.is(paramWhat, n, v)
		if b, ok := v.(presse.Byline); ok {
			line = b
		} else if a, ok := f.public(v); ok {
			line, own = a.Byline, a.Lang
		} else {
			c.fault(n, v, errArgument)
		}
	}
	if c.wants(paramWhat, errNoLine); c.err != nil {
		return "", c.err
	}
	return line.Line(f.language(cmp.Or(lang, own))), nil
}

// language returns argument n if it is a language. Where no parameter is text, a string can be
// nothing else.
func (c *call) language(n int, v any) (presse.Lang, bool) {
	l, ok := v.(presse.Lang)
	if s, isString := v.(string); isString {
		if l, ok = presse.Lang(s), true; s != "" && l.UnmarshalText([]byte(s)) != nil {
			c.fault(n, v, errText)
		}
	}
	if ok {
		c.is(paramLang, n, v)
	}
	return l, ok
}

// section returns nil, and no nil pointer, if there is none: a template prints that as nothing.
func (f *funcs) section(v any) (any, error) {
	a, ok := f.public(v)
	if !ok {
		return nil, argument("section", v, errArgument)
	}
	if s, ok := f.site.Taxonomy.PrimaryOf(&a); ok {
		return &s, nil
	}
	return nil, nil
}

func (f *funcs) label(args ...any) (string, error) {
	var section *presse.Section
	lang := f.site.Lang
	c := call{function: "label"}
	for n, v := range args {
		if l, ok := c.language(n, v); ok {
			lang = f.language(l)
			continue
		}
		switch c.is(paramWhat, n, v); v := v.(type) {
		case presse.Section:
			section = &v
		case *presse.Section:
			section = v
		case nil: // the section of a story without one
		default:
			c.fault(n, v, errArgument)
		}
	}
	if c.wants(paramWhat, errNoFront); c.err != nil || section == nil {
		return "", c.err
	}
	return section.Label(lang), nil
}

func (f *funcs) story(r Release) (presse.Article, error) {
	st, err := f.ours("story", r)
	if err != nil {
		return presse.Article{}, err
	}
	return detached(st.public()), nil
}

func (f *funcs) body(r Release) (template.HTML, error) {
	st, err := f.ours("body", r)
	if err != nil {
		return "", err
	}
	return st.body(presse.ScopeArticle), nil
}

func (f *funcs) head(r Release) (template.HTML, error) {
	if _, err := f.ours("head", r); err != nil {
		return "", err
	}
	return f.site.Head(r), nil
}

// ours returns the story of a release of the site.
func (f *funcs) ours(function string, r Release) (*story, error) {
	if f.err != nil {
		return nil, f.err
	}
	st := f.site.of(r)
	if st == nil {
		return nil, argument(function, r, errNotOurs)
	}
	return st, nil
}
