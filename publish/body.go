package publish

import (
	"html/template"
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

// sanitize returns HTML of the story, its body or that of a note, made safe for a scope.
// Relative addresses belong to the page of the story.
func (s *story) sanitize(scope presse.Scope, in string) template.HTML {
	if in == "" {
		return ""
	}
	p := s.site.Policy
	p.Scope, p.Base = scope, s.page
	if p.Base == "" {
		p.Base = s.base.String()
	}
	sanitizer, err := presse.NewSanitizer(p)
	if err != nil {
		return "" // Release checks the policy
	}
	return withoutPictures(sanitizer.HTML(in), s.expired)
}

// withoutPictures returns sanitized HTML without the pictures at certain addresses.
func withoutPictures(in template.HTML, expired map[string]bool) template.HTML {
	return in // TODO
}
