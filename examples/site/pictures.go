package main

import (
	"bytes"
	"io/fs"
	"strings"
	"sync"
)

// uploads is the folder in which WordPress has pictures.
const uploads = "wp-content/uploads/"

// A shown has the addresses of pictures that pages show. The zero value is empty. It is safe
// for concurrent use.
type shown struct {
	mu    sync.Mutex
	paths map[string]bool // below uploads
}

// note notes the pictures in a page whose addresses begin with prefix, those of its head
// included.
func (s *shown) note(page []byte, prefix string) {
	for {
		i := bytes.Index(page, []byte(prefix))
		if i < 0 {
			return
		}
		page = page[i+len(prefix):]
		end := bytes.IndexAny(page, "\"' ,<>?#&\\\n")
		if end < 0 {
			return
		}
		name := unescaped(string(page[:end]))
		s.mu.Lock()
		if s.paths == nil {
			s.paths = make(map[string]bool)
		}
		s.paths[name] = true
		s.mu.Unlock()
	}
}

// eachPicture calls do for every picture of the embedded newspaper, with its path below
// uploads. Other newspapers have their pictures where they are.
func (n *newspaper) eachPicture(do func(name string) error) error {
	if n.source.pictures == nil {
		return nil
	}
	return fs.WalkDir(n.source.pictures, "uploads", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return do(strings.TrimPrefix(name, "uploads/"))
	})
}

// claimPictures takes the paths of the pictures of the embedded newspaper.
func (n *newspaper) claimPictures() error {
	return n.eachPicture(func(name string) error {
		n.claim(uploads + name)
		return nil
	})
}

// writePictures writes the pictures of the embedded newspaper that its pages show. Those of a
// story that is withheld stay in the program.
func (n *newspaper) writePictures() error {
	return n.eachPicture(func(name string) error {
		if !n.shown.paths[name] {
			return nil
		}
		text, err := fs.ReadFile(n.source.pictures, "uploads/"+name)
		if err != nil {
			return err
		}
		return n.target.write(uploads+name, text)
	})
}
