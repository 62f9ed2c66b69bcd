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

// An archive holds the published stories of the paper.
type archive struct {
	stories []*presse.Article
	byID    map[string]*presse.Article
	bySlug  map[string]*presse.Article
}

// readArchive reads an archive from a file, or the embedded archive if file is empty.
// The file has one story per line and may be gzipped. A line that cannot be used is
// skipped and reported with file name and line number.
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

// add reads one line and fills in what a page needs.
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
	if !strings.Contains(a.Body, "</") { // plain text, paragraphs separated by empty lines
		a.Body = pagetext.HTML(strings.Split(a.Body, "\n\n"))
	}
	if a.Slug == "" {
		a.Slug = presse.Slugger{}.Unique(a.Headline, func(slug string) bool { return past.bySlug[slug] != nil })
	}
	past.stories = append(past.stories, a)
	past.byID[a.ID], past.bySlug[a.Slug] = a, a
	return nil
}

// adopt reads members that have other names in the exports of other systems. presse has
// stored them in Unknown; those that adopt does not know stay there.
func adopt(a *presse.Article, line []byte) {
	take := func(name string, into any) {
		if json.Unmarshal(a.Unknown[name], into) == nil {
			delete(a.Unknown, name)
		}
	}
	take("title", &a.Headline)
	a.Headline = presse.PlainText(a.Headline) // many systems write l&#8217;&Eacute;tat
	take("author", &a.Byline)
	take("modified", &a.Updated)

	// An export of published stories seldom has a status. If a story has one, it keeps
	// it: a draft must not be published because it was exported.
	var said struct{ Status *presse.Status }
	if json.Unmarshal(line, &said) == nil && said.Status == nil {
		a.Status = presse.StatusPublished
	}
}

// editions returns the public stories that name the story at the given address as their
// edition in lang.
func (past *archive) editions(lang presse.Lang, address string, at time.Time) []*presse.Article {
	var stories []*presse.Article
	for _, a := range past.stories {
		if a.Editions[lang] == address && a.Public(at) {
			stories = append(stories, a)
		}
	}
	return stories
}

// pick returns the stories of the matches.
func (past *archive) pick(matches []presse.Match) []*presse.Article {
	var stories []*presse.Article
	for _, m := range matches {
		stories = append(stories, past.byID[m.ID])
	}
	return stories
}
