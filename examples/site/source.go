package main

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/wxr"
)

//go:embed content/*.xml content/uploads
var content embed.FS

// A source is an export, and what it says about the newspaper as a whole.
type source struct {
	io.ReaderAt
	io.Closer
	name string
	size int64

	title, motto string
	lang         presse.Lang
	written      time.Time // zero if it is not known
	base         string    // of the site, without a slash at the end
	pictures     fs.FS     // those of the embedded newspaper, by the paths of their addresses; nil for others
}

// standIn is the address of a site whose export does not say where it was.
const standIn = "https://journal.example"

// openSource opens an export, or the embedded one if name is empty.
func openSource(name string) (*source, error) {
	s := &source{name: name}
	if name == "" {
		if err := s.embedded(); err != nil {
			return nil, err
		}
	} else {
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		info, err := file.Stat()
		if err == nil && !info.Mode().IsRegular() {
			err = fmt.Errorf("site: %s is not a file; an export is read several times, so that it cannot be a pipe", name)
		}
		if err != nil {
			file.Close()
			return nil, err
		}
		s.ReaderAt, s.Closer, s.size = file, file, info.Size()
	}
	if err := s.readHead(); err != nil {
		s.Close()
		return nil, fmt.Errorf("site: %s: %w", cmp.Or(s.name, "export"), err)
	}
	return s, nil
}

// embedded takes the newspaper that is part of the program.
func (s *source) embedded() error {
	names, err := fs.Glob(content, "content/*.xml")
	if err != nil || len(names) == 0 {
		return errors.Join(err, errors.New("site: no newspaper is embedded: name an export"))
	}
	text, err := content.ReadFile(names[0])
	if err != nil {
		return err
	}
	s.name, s.size = filepath.Base(names[0]), int64(len(text))
	s.ReaderAt, s.Closer = bytes.NewReader(text), io.NopCloser(nil)
	s.pictures, err = fs.Sub(content, "content")
	return err
}

// readHead reads what the head of the export says of the newspaper. Package wordpress has no
// function for it, since a newsroom knows its own name.
func (s *source) readHead() error {
	r := wxr.NewReader(io.NewSectionReader(s, 0, s.size), wxr.Options{})
	for s.base == "" || s.title == "" {
		part, err := r.Next()
		var damage *wxr.Damage
		switch {
		case errors.As(err, &damage):
			continue
		case err == io.EOF || errors.Is(err, wxr.ErrEnd) || errors.Is(err, wxr.ErrPacked):
			s.base, s.title = cmp.Or(s.base, standIn), cmp.Or(s.title, "Journal sans nom")
		case err != nil:
			return fmt.Errorf("not an export that can be read: %w", err)
		case part == wxr.PartHead:
			h := r.Head
			s.title, s.motto = presse.PlainText(h.Title), presse.PlainText(h.Description)
			s.base = cmp.Or(siteOf(h.BlogURL), siteOf(h.SiteURL), siteOf(h.Link))
			s.written, _ = time.Parse(time.RFC1123Z, h.PubDate)
			if s.lang.UnmarshalText([]byte(h.Language)) != nil {
				s.lang = ""
			}
		case part == wxr.PartItem && s.base == "": // an address of a story has the host at least
			if u, err := url.Parse(siteOf(r.Item.Link)); err == nil && u.Host != "" {
				s.base = u.Scheme + "://" + u.Host
			}
		}
		if s.base != "" && s.title == "" {
			s.title = strings.TrimPrefix(hostOf(s.base), "www.")
		}
	}
	s.lang = cmp.Or(s.lang, "fr")
	return nil
}

// siteOf returns the address of a site without a slash at the end; empty if it is none.
func siteOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.User, u.RawQuery, u.Fragment = nil, "", ""
	return strings.TrimRight(u.String(), "/")
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}
