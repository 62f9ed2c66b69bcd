package presse

import (
	"errors"
	"fmt"
	"html/template"
	"sync"

	"github.com/presse-go/presse/internal/markup"
)

// Scope is the place that sanitized HTML will be put into; it decides which
// elements and attributes may stay.
type Scope uint8

// The scopes. What a scope does not hold is taken away and its text stays.
const (
	ScopeArticle Scope = iota // article body: headings, lists, tables, figures, media, embeds, footnotes
	ScopeComment              // reader's comment: paragraphs, quotations, lists, links with rel="nofollow ugc"
	ScopeInline               // headline, deck, caption: inline elements only, blocks become spaces
	ScopeFeed                 // body for RSS and Atom: well-formed XML, absolute URLs, embeds become links
	ScopePlain                // no element at all: escaped text
)

// Policy says what a [Sanitizer] lets through. The zero value serves for the
// body of an article. Hosts are written as in a URL, without scheme: "www.exemple.fr".
type Policy struct {
	Scope Scope

	// Base is the absolute http or https URL of the page that relative URLs
	// resolve against. When it is empty they stay relative, except in a feed,
	// which holds absolute URLs only.
	Base string

	// Hosts are the site's own hosts: links to them, to Base's host and relative
	// links are internal. ".exemple.fr" stands for that host and all below it.
	Hosts []string

	// Rel are the rel tokens that every external link must have, such as
	// "nofollow sponsored". A link that opens a new window always has noopener.
	Rel string

	// Embeds names the providers whose players may stand in the body; nil means
	// all of "youtube", "vimeo", "dailymotion", "x", "facebook", "instagram",
	// "tiktok", "spotify", "soundcloud", "datawrapper" and "flourish"; an empty
	// slice means none.
	Embeds []string

	// EmbedHosts are further hosts whose frames are let through, each exact and
	// with an optional path that the frame's path must begin with:
	// "infographies.exemple.fr/embed/".
	EmbedHosts []string

	// IDPrefix is put before every id, and before the fragment of links to it.
	// When it is empty only ids that a script could take for a variable, such
	// as "location", get a prefix: "id-".
	IDPrefix string

	// TopHeading is the level that the body's highest heading may have, 1 to 6;
	// where the body begins above it all headings move down together. 0 means 1.
	TopHeading int

	// MaxBytes is the longest input accepted, in bytes; 0 sets no limit.
	MaxBytes int
}

// ErrTooLarge is the cause of the [*Error] for an input longer than
// [Policy.MaxBytes].
var ErrTooLarge = errors.New("input too large")

// Sanitizer turns HTML from anywhere into HTML that can be put into a page. What
// comes out is well-formed, closed, free of script, read by a browser exactly as
// it is written, and its own result when sanitized again. The zero value has the
// zero Policy. Safe for concurrent use.
type Sanitizer struct {
	rules    *markup.Rules
	maxBytes int
}

// NewSanitizer returns a sanitizer for the policy. It is cheap enough to be
// called once for each article, for its Base.
func NewSanitizer(p Policy) *Sanitizer {
	return &Sanitizer{
		rules: markup.NewRules(markup.Config{
			Scope:      markup.Scope(p.Scope),
			Base:       p.Base,
			Hosts:      p.Hosts,
			Rel:        p.Rel,
			Embeds:     p.Embeds,
			EmbedHosts: p.EmbedHosts,
			IDPrefix:   p.IDPrefix,
			TopHeading: p.TopHeading,
		}),
		maxBytes: p.MaxBytes,
	}
}

// Sanitize applies the policy for article bodies.
func Sanitize(in string) template.HTML { return articleSanitizer().HTML(in) }

var articleSanitizer = sync.OnceValue(func() *Sanitizer { return NewSanitizer(Policy{}) })

// HTML returns in with everything removed that the policy does not allow. Clean
// input is returned as it is, without allocating. An input longer than
// MaxBytes gives the empty string; use [Sanitizer.Append] to be told.
func (s *Sanitizer) HTML(in string) template.HTML {
	if s.tooLarge(in) {
		return ""
	}
	return template.HTML(s.engine().Sanitize(in))
}

// Append appends the sanitized HTML to dst. Its only error is [ErrTooLarge],
// and then dst is returned as it was.
func (s *Sanitizer) Append(dst []byte, in string) ([]byte, error) {
	if s.tooLarge(in) {
		return dst, &Error{Op: "sanitize", Field: "input", Value: fmt.Sprintf("%d bytes", len(in)), Err: ErrTooLarge}
	}
	return append(dst, s.HTML(in)...), nil
}

// Removal is one thing that a sanitizer took out, so that an editor can be told.
type Removal struct {
	Kind   string // "element", "attribute", "comment", "text" or "input"
	Name   string // of the element or attribute, such as "script" or "onclick"
	Reason string // why, in English
	Text   string // of "text" and "input": text for readers that was lost; rare, since text stays when its element goes
	Offset int    // where it began, in bytes of the input
}

// Report is [Sanitizer.HTML] with the list of what was removed, in the order of
// the input. What [PlainText] gives of the input stands in the output or in a
// removal's Text.
func (s *Sanitizer) Report(in string) (template.HTML, []Removal) {
	if s.tooLarge(in) {
		return "", []Removal{{Kind: "input", Reason: ErrTooLarge.Error(), Text: in}}
	}
	out, found := s.engine().Report(in)
	removals := make([]Removal, len(found))
	for i, f := range found {
		removals[i] = Removal(f)
	}
	return template.HTML(out), removals
}

func (s *Sanitizer) tooLarge(in string) bool { return s.maxBytes > 0 && len(in) > s.maxBytes }

// engine returns the rules, those of the zero Policy for a zero Sanitizer.
func (s *Sanitizer) engine() *markup.Rules {
	if s.rules == nil {
		return articleSanitizer().rules
	}
	return s.rules
}
