package publish

import (
	"html/template"
	"slices"
	"sync"

	"github.com/presse-go/presse"
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
	return withoutPictures(string(sanitizer.HTML(in)), s.expired)
}
