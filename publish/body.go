package publish

import (
	"html/template"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/html"
)

// A body is the HTML of a story, sanitized once for a scope.
type body struct {
	once sync.Once
	html template.HTML
}

// body returns the body of the story, sanitized for ScopeArticle or ScopeFeed, without
// pictures past Credit.Expiry. It is empty if the story is not free.
func (s *story) body(scope presse.Scope) template.HTML {
	b := &s.bodies[0]
	if scope == presse.ScopeFeed {
		b = &s.bodies[1]
	}
	b.once.Do(func() { b.html = s.sanitize(scope, s.a.Body) })
	return b.html
}

// public returns the story with its bodies sanitized for ScopeArticle: what may be published of
// it. It must not be changed.
func (s *story) public() *presse.Article {
	s.shown.once.Do(func() {
		a := s.a
		a.Body = string(s.body(presse.ScopeArticle))
		a.Corrections, a.Live = s.sanitized(a.Corrections), s.sanitized(a.Live)
		s.shown.article = a
	})
	return &s.shown.article
}

// A shown is a story with sanitized bodies, once it is needed.
type shown struct {
	once    sync.Once
	article presse.Article
}

// sanitized returns notes with sanitized bodies.
func (s *story) sanitized(in []presse.Note) []presse.Note {
	out := slices.Clone(in)
	for i := range out {
		out[i].Body = string(s.sanitize(presse.ScopeArticle, out[i].Body))
	}
	return out
}

// sanitize returns HTML of the story, its body or that of a note, made safe for a scope.
// Relative addresses belong to the page of the story.
func (s *story) sanitize(scope presse.Scope, in string) template.HTML {
	if in == "" {
		return ""
	}
	in = printable(in) // references to the same characters are removed at the end
	p := s.site.Policy
	p.Scope, p.Base = scope, s.page
	if p.Base == "" {
		p.Base = s.base.String()
	}
	if s.expired != nil {
		in = s.withoutExpired(p, in)
	}
	sanitizer, err := presse.NewSanitizer(p)
	if err != nil {
		return "" // Release checks the policy
	}
	return template.HTML(printable(string(sanitizer.HTML(in))))
}

// withoutExpired returns HTML without pictures past Credit.Expiry. It is brought into the
// normal form of an article first, with all its classes, which say what is a caption and
// which a feed does not have.
func (s *story) withoutExpired(p presse.Policy, in string) string {
	p.Scope, p.Classes, p.Bluemonday = presse.ScopeArticle, nil, nil
	sanitizer, err := presse.NewSanitizer(p)
	if err != nil {
		return ""
	}
	described := make(map[string]bool)
	for id, only := range s.descriptions(p.Base, in) {
		if only {
			described[id], described["id-"+id], described[p.IDPrefix+id] = true, true, true // see Policy.IDPrefix
		}
	}
	return withoutPictures(string(sanitizer.HTML(in)), s.expired, described)
}

// descriptions returns the ids of the elements that describe pictures, and whether all of these
// are past Credit.Expiry: aria-describedby and aria-details of a picture name them (WAI-ARIA 1.2,
// section 6.7). The normal form has neither.
func (s *story) descriptions(base, in string) map[string]bool {
	var ids map[string]bool
	if !strings.Contains(strings.ToLower(in), "aria-de") {
		return nil
	}
	page, err := url.Parse(base)
	if err != nil {
		page = s.base
	}
	for i := strings.IndexByte(in, '<'); i >= 0 && i < len(in); {
		var tag html.Tag
		var named []string
		isMedia, gone := false, false
		tag.Read(in, i, func(a html.Attr) {
			value := html.Unescape(a.Value)
			switch name := strings.ToLower(a.Name); name {
			case "aria-describedby", "aria-details":
				named = append(named, strings.Fields(value)...)
			case "class":
				gone = gone || s.expired.hasClass(value)
			case "src", "srcset", "href", "data-src", "data-srcset", "data-lazy-src", "data-original":
				isMedia = true
				address, _, _ := strings.Cut(strings.TrimSpace(value), " ")
				uri, err := absolute(page, strings.TrimSuffix(address, ","))
				gone = gone || err == nil && s.expired.has(uri)
			}
		})
		for _, id := range named {
			if ids == nil {
				ids = make(map[string]bool)
			}
			if describes, known := ids[id]; isMedia && (!known || describes) {
				ids[id] = gone
			}
		}
		n := strings.IndexByte(in[tag.End:], '<')
		if n < 0 {
			break
		}
		i = tag.End + n
	}
	return ids
}
