package presse

import (
	"fmt"
	"log/slog"
	"strings"
)

// An article may be under embargo, so its text must not appear in logs and error messages.
// Package fmt calls String for %v, %+v, %s, %q and %x, also for articles in slices, maps
// and exported fields.

// LogValue identifies the story in a log by its ID, version, language, status and slug,
// without any of its text, which may be under embargo.
//
// The text is printed in two cases that LogValue and String cannot prevent. A
// [slog.JSONHandler] prints slices, maps and structs that contain articles as JSON: log
// [Stories] instead. Package fmt, and so a [slog.TextHandler], prints the fields of an
// article that is in an unexported field of a struct, or that is formatted with a verb
// that is not for strings, such as %#v or %d. In place of a nil *Article, package slog
// prints that LogValue panicked.
func (a Article) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", a.ID), slog.Int("version", a.Version),
		slog.String("lang", string(a.Lang)), slog.String("status", a.Status.String()), slog.String("slug", a.Slug))
}

// String identifies the story by its ID, version, status and slug, without any of its text.
func (a Article) String() string {
	return fmt.Sprintf("article %q, version %d, %s, slug %q", a.ID, a.Version, a.Status, a.Slug)
}

// LogValue identifies the story of the card in a log by its ID, language and slug, without
// its text.
func (c Card) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", c.ID), slog.String("lang", string(c.Lang)), slog.String("slug", c.Slug))
}

// String identifies the story of the card, without its text.
func (c Card) String() string { return fmt.Sprintf("card of article %q, slug %q", c.ID, c.Slug) }

// LogValue identifies the note in a log by its ID, kind and instant, without its text.
func (n Note) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", n.ID), slog.String("kind", n.Kind), slog.Time("at", n.At))
}

// String identifies the note, without its text.
func (n Note) String() string {
	if n.At.IsZero() {
		return fmt.Sprintf("note %q", n.ID)
	}
	return fmt.Sprintf("note %q of %s", n.ID, instant(n.At))
}

// Stories is a slice of articles that any slog handler prints without their text. Read
// from a JSON array, it reports which element is at fault.
type Stories []*Article

// LogValue identifies each of the stories, as [Article.LogValue] does. A nil article is
// "<nil>".
func (s Stories) LogValue() slog.Value {
	values := make([]slog.Attr, len(s))
	for i, a := range s {
		values[i] = slog.String(fmt.Sprint(i), "<nil>")
		if a != nil {
			values[i] = slog.Attr{Key: fmt.Sprint(i), Value: a.LogValue()}
		}
	}
	return slog.GroupValue(values...)
}

// String identifies each of the stories, as [Article.String] does.
func (s Stories) String() string {
	texts := make([]string, len(s))
	for i, a := range s {
		texts[i] = "<nil>"
		if a != nil {
			texts[i] = a.String()
		}
	}
	return "[" + strings.Join(texts, "; ") + "]"
}

// UnmarshalJSON reads a JSON array of articles. The Field of an error begins with the
// index of the article: "[3].media[0].alt". A null in the array is read as an empty
// article. If there is an error, s stays as it was.
func (s *Stories) UnmarshalJSON(data []byte) error {
	const op = "read stories"
	if s == nil {
		return &Error{Op: op, Err: errNil}
	}
	var list []Article
	if err := unmarshal(op, data, &list); err != nil {
		return err
	}
	*s = nil
	if list != nil {
		*s = make(Stories, len(list))
	}
	for i, a := range list {
		(*s)[i] = &a
	}
	return nil
}
