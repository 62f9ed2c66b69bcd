package presse

import (
	"errors"
	"html/template"
	"sync"

	"github.com/microcosm-cc/bluemonday"

	"github.com/presse-go/presse/internal/markup"
	"github.com/presse-go/presse/internal/record"
)

// Scope is the place that sanitized HTML is for; it decides which elements and
// attributes are allowed. Its text form is "article", "comment", "inline", "feed" or
// "plain".
type Scope uint8

// An element that a scope does not allow is removed; its text stays.
const (
	ScopeArticle Scope = iota // article body: headings, lists, tables, figures, media, embeds, footnotes
	ScopeComment              // reader's comment in HTML: paragraphs, quotations, lists, links with rel="nofollow ugc"
	ScopeInline               // headline, deck, caption: inline elements only, blocks become line ends
	ScopeFeed                 // body for RSS and Atom: well-formed XML, absolute URLs, embeds become links
	ScopePlain                // no elements at all: escaped text
)

var scopeWords = []string{"article", "comment", "inline", "feed", "plain"}

// String returns the text form of s.
func (s Scope) String() string { return record.Word(scopeWords, s) }

// MarshalText returns the text form of s; an unknown scope is an *Error.
func (s Scope) MarshalText() ([]byte, error) { return marshalWord("scope", scopeWords, s) }

// UnmarshalText reads the text form of a scope.
func (s *Scope) UnmarshalText(b []byte) error { return scanWord("scope", scopeWords, s, b) }

// Policy is what a [Sanitizer] allows. The zero value is right for the body of an
// article. Hosts are written as in a URL, without scheme and port, "www.exemple.fr";
// ".exemple.fr" stands for that host and all its subdomains.
type Policy struct {
	Scope Scope

	// Base is the absolute http or https URL of the page, against which relative URLs
	// are resolved. If it is empty they stay relative, except in a feed, where they
	// are removed.
	Base string

	// Hosts are the site's own hosts. Relative links and links to Hosts or to the host
	// of Base are internal.
	Hosts []string

	// Rel is a list of rel tokens, separated by spaces, that every external link gets:
	// "nofollow sponsored". A link that opens a new window always has noopener.
	Rel string

	// Embeds names the providers whose players are allowed: "youtube", "vimeo",
	// "dailymotion", "x", "facebook", "instagram", "tiktok", "spotify", "soundcloud",
	// "datawrapper", "flourish", "deezer", "apple" (podcasts and music), "ina", "arte",
	// "ausha", "acast", "infogram", "genially", "googlemaps", "bluesky", "threads",
	// "telegram", "scribd", "calameo", "twitch", "rumble", "digiteka", "brightcove" and
	// "jwplayer". Nil allows all of them, an empty slice none. Others are an error.
	//
	// A player is recognised in all the code that providers hand out, in that of editors,
	// and by its bare address in a block of WordPress. It is rebuilt from its parts, such
	// as the id, the start time and the secret of an unlisted video. A post that is quoted
	// in full, as on X, stays a quotation. In articles and feeds, a link to the page
	// replaces a player that is not allowed, and a frame of any other https address.
	Embeds []string

	// EmbedHosts are further hosts whose frames are allowed, each with an optional path
	// that the path of the frame must begin with: "infographies.exemple.fr/embed/". A
	// frame has no access to its own origin if it comes from Hosts or from the host of
	// Base, or if both are empty.
	EmbedHosts []string

	// IDPrefix is put before every id, and before the fragments that link to them. If
	// it is empty, only ids that a script could mistake for a variable of its own, such
	// as "location", get a prefix: "id-". It has at most 100 bytes.
	IDPrefix string

	// TopHeading is the highest level of heading allowed, 1 to 6; 0 means 1. If the body
	// has a higher one, all headings move down together.
	TopHeading int

	// Classes are the classes that an article may have. A "*", at most one in each,
	// stands for any characters: "wp-block-*". Nil allows all, an empty slice none. The
	// other scopes have no classes.
	Classes []string

	// DataAttrs are the data attributes that an article may have, in lower case, at most
	// 64: "data-video-id". The scripts of a page may trust them, so none is allowed by
	// default. The other scopes have none.
	DataAttrs []string

	// NewWindow makes every external link open a new window, with noopener. It does nothing
	// if a Bluemonday policy does not allow target="_blank" and rel="noopener" on links.
	NewWindow bool

	// MediaHosts, if not nil, are the only hosts from which images, videos and sounds may
	// be loaded, in addition to Hosts and the host of Base, and only by https: an http URL
	// without a port becomes https. It does not concern frames; see EmbedHosts.
	MediaHosts []string

	// NoLinks removes links, but not their text: a headline or a caption that is itself
	// inside a link cannot contain one.
	NoLinks bool

	// HeadingIDs gives every heading of an article or a feed without an id one that is made
	// from its text by [Slug], so that it can be linked to. It is unique in the body: a
	// number is put after a second "Bilan". It changes if the heading does, unless the
	// output is kept, since an id that is there stays.
	HeadingIDs bool

	// Bluemonday, if not nil, is a newsroom's own policy: only what it allows too is left,
	// in the same form as without it. It must not be changed once a sanitizer is made. A
	// player is left if the policy lets its frame through with every attribute, which are
	// src, title, width, height, loading, sandbox, referrerpolicy and allow. Images, videos
	// and sounds are not left if it adds attributes to them (RequireCrossOriginAnonymous).
	//
	// A policy with RewriteSrc, one that otherwise changes addresses or its own output, and
	// one with a function that panics are errors, as far as samples show. What such a policy
	// changes in a text all the same is reported, and is checked like the input. If one of
	// its functions panics, only the text is left.
	Bluemonday *bluemonday.Policy `json:"-"`
}

// A Sanitizer turns HTML from any source into HTML that is safe to put into a page.
// Its output is well-formed, closed, free of script, read by a browser exactly as it is
// written, and unchanged if it is sanitized again. The zero Sanitizer has the zero
// Policy; a nil *Sanitizer allows nothing and returns empty HTML. It is safe for
// concurrent use.
type Sanitizer struct {
	rules *markup.Rules
}

// NewSanitizer returns a sanitizer for the policy. It is cheap enough to be called for
// each article, to set Base. If a part of the policy is unknown or not valid (a scope,
// a provider, a rel token, a URL, a host, an id prefix, a level, a class, a data
// attribute), it returns nil and an *Error for each, joined.
func NewSanitizer(p Policy) (*Sanitizer, error) {
	c := check{op: "new sanitizer"}
	wantWord(&c, scopeWords, p.Scope, "scope")
	config := markup.Config{
		Scope:      markup.Scope(p.Scope),
		Base:       p.Base,
		Hosts:      p.Hosts,
		Rel:        p.Rel,
		Embeds:     p.Embeds,
		EmbedHosts: p.EmbedHosts,
		IDPrefix:   p.IDPrefix,
		TopHeading: p.TopHeading,
		Classes:    p.Classes,
		DataAttrs:  p.DataAttrs,
		NewWindow:  p.NewWindow,
		MediaHosts: p.MediaHosts,
		NoLinks:    p.NoLinks,
		Bluemonday: p.Bluemonday,
	}
	if p.HeadingIDs {
		config.HeadingID = Slug
	}
	for _, f := range config.Faults() {
		c.want(false, f.Field, f.Value, f.Err)
	}
	if len(c.faults) > 0 {
		return nil, errors.Join(c.faults...)
	}
	return &Sanitizer{markup.NewRules(config)}, nil
}

// Sanitize applies the zero Policy, which is for article bodies.
func Sanitize(in string) template.HTML { return new(Sanitizer).HTML(in) }

var articleRules = sync.OnceValue(func() *markup.Rules { return markup.NewRules(markup.Config{}) })

// HTML returns in without everything that the policy does not allow. Input that is
// clean already is returned as it is, without allocating.
func (s *Sanitizer) HTML(in string) template.HTML {
	if s == nil {
		return ""
	}
	return template.HTML(s.engine().Sanitize(in))
}

// A Removal is something that a sanitizer removed, to be shown to an editor.
type Removal struct {
	Kind   string `json:"kind,omitzero"`   // "element", "attribute", "comment" or "text"
	Name   string `json:"name,omitzero"`   // of the element or attribute, such as "script" or "onclick"
	Reason string `json:"reason,omitzero"` // why, in English
	Text   string `json:"text,omitzero"`   // for "text": text that readers no longer see; rare, since the text of a removed element stays
	Offset int    `json:"offset,omitzero"` // where it began, in bytes of the input
}

// Report returns what [Sanitizer.HTML] does, and what was removed, in the order of the
// input. An element that is written as another is listed with the reason "becomes p", for
// example; an attribute of which only a part is kept is listed too. The attributes of a
// removed element are not, unless they are the cause. The text that [PlainText] finds in
// the input is either in the output or in the Text of a removal.
func (s *Sanitizer) Report(in string) (template.HTML, []Removal) {
	if s == nil {
		if in == "" {
			return "", nil
		}
		return "", []Removal{{Kind: "text", Reason: "the sanitizer is nil", Text: PlainText(in)}}
	}
	out, found := s.engine().Report(in)
	removals := make([]Removal, len(found))
	for i, f := range found {
		removals[i] = Removal(f)
	}
	return template.HTML(out), removals
}

// engine returns the rules, those of the zero Policy for a zero Sanitizer.
func (s *Sanitizer) engine() *markup.Rules {
	if s.rules == nil {
		return articleRules()
	}
	return s.rules
}
