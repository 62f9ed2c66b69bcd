package main

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/examples/page/internal/pagetext"
)

// An archive is what the paper has published.
type archive struct {
	stories []*presse.Article
	byID    map[string]*presse.Article
	bySlug  map[string]*presse.Article
}

// readArchive reads a file, or the embedded archive when none is named: plain or
// gzipped, a story a line. A line that cannot be used is reported, with file and
// line, and skipped.
func readArchive(file string, report func(error)) (*archive, error) {
	f, name, err := open(file, "content/archive.jsonl")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewReader(f)
	if magic, _ := lines.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		plain, err := gzip.NewReader(lines)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		lines = bufio.NewReader(plain)
	}

	past := &archive{byID: make(map[string]*presse.Article), bySlug: make(map[string]*presse.Article)}
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			if err := past.add(line); err != nil {
				report(fmt.Errorf("%s:%d: skipped: %w", name, n, err))
			}
		}
		if err == io.EOF {
			return past, nil
		}
	}
}

// add reads one line, and sees to what a page cannot do without.
func (past *archive) add(line []byte) error {
	a := new(presse.Article)
	if err := json.Unmarshal(line, a); err != nil {
		return err
	}
	if a.Headline == "" {
		adopt(a, line)
	}
	if a.ID == "" || a.Headline == "" {
		return errors.New("a story needs an id and a headline")
	}
	if past.byID[a.ID] != nil {
		return fmt.Errorf("id %q: %w", a.ID, presse.ErrDuplicate)
	}
	a.Lang = cmp.Or(a.Lang, "fr")
	if !strings.Contains(a.Body, "</") { // plain text, empty lines between its paragraphs
		a.Body = pagetext.HTML(strings.Split(a.Body, "\n\n"))
	}
	if a.Slug == "" {
		a.Slug = presse.Slugger{}.Unique(a.Headline, func(slug string) bool { return past.bySlug[slug] != nil })
	}
	past.stories = append(past.stories, a)
	past.byID[a.ID], past.bySlug[a.Slug] = a, a
	return nil
}

// adopt reads the members that other systems' exports name otherwise. presse kept
// them in Unknown; those that nobody asks for stay there.
func adopt(a *presse.Article, line []byte) {
	take := func(name string, into any) {
		if json.Unmarshal(a.Unknown[name], into) == nil {
			delete(a.Unknown, name)
		}
	}
	take("title", &a.Headline)
	a.Headline = presse.PlainText(a.Headline) // many write l&#8217;&Eacute;tat
	take("author", &a.Byline)
	take("modified", &a.Updated)
	take("url", &a.Canonical)

	// An export of published stories seldom says that they are published. One that
	// has a status keeps it: a draft is not to appear because it was exported.
	var said struct{ Status *presse.Status }
	if json.Unmarshal(line, &said) == nil && said.Status == nil {
		a.Status = presse.StatusPublished
	}
}

// editions returns the stories that say they are another edition of the one in
// lang at that address, and that may be shown.
func (past *archive) editions(lang presse.Lang, address string, at time.Time) []*presse.Article {
	var stories []*presse.Article
	for _, a := range past.stories {
		if a.Editions[lang] == address && a.Public(at) {
			stories = append(stories, a)
		}
	}
	return stories
}

// pick returns the stories that were matched.
func (past *archive) pick(matches []presse.Match) []*presse.Article {
	var stories []*presse.Article
	for _, m := range matches {
		stories = append(stories, past.byID[m.ID])
	}
	return stories
}
