package presse

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
)

// An article may be under embargo, so nothing that prints one by default, in a log or an
// error message, prints any of its text. A format that prints the fields of a Go value,
// such as %#v, does.

// LogValue identifies the story in a log: its ID, version, language, status and
// slug. It holds none of the text, which may be under embargo.
//
// A slice of articles given to a [slog.JSONHandler] is printed as JSON, with the text:
// convert it to [Stories].
func (a Article) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", a.ID), slog.Int("version", a.Version),
		slog.String("lang", string(a.Lang)), slog.String("status", a.Status.String()), slog.String("slug", a.Slug))
}

// String identifies the story as LogValue does, without any of its text.
func (a Article) String() string {
	return fmt.Sprintf("article %q, version %d, %s, slug %q", a.ID, a.Version, a.Status, a.Slug)
}

// LogValue identifies the story of the card in a log, without its text.
func (c Card) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", c.ID), slog.String("lang", string(c.Lang)), slog.String("slug", c.Slug))
}

// String identifies the story of the card, without its text.
func (c Card) String() string { return fmt.Sprintf("card of article %q, slug %q", c.ID, c.Slug) }

// LogValue identifies the note in a log, without its text.
func (n Note) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", n.ID), slog.String("kind", n.Kind), slog.Time("at", n.At))
}

// String identifies the note, without its text.
func (n Note) String() string { return fmt.Sprintf("note %q of %s", n.ID, instant(n.At)) }

// Stories are articles that can be logged in any handler, and read from a JSON array: an
// error says which element is at fault.
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
// index of the article: "[3].media[0].alt".
func (s *Stories) UnmarshalJSON(data []byte) error {
	const op = "read stories"
	if s == nil {
		return &Error{Op: op, Err: errNil}
	}
	var list []json.RawMessage
	if err := json.Unmarshal(data, &list); err != nil {
		return &Error{Op: op, Err: err}
	}
	stories := make(Stories, len(list))
	for i, raw := range list {
		a := new(Article)
		if err := a.UnmarshalJSON(raw); err != nil {
			fault := *Faults(err)[0]
			fault.Op, fault.Field = op, strings.TrimSuffix(fmt.Sprintf("[%d].%s", i, fault.Field), ".")
			return &fault
		}
		stories[i] = a
	}
	*s = stories
	return nil
}
