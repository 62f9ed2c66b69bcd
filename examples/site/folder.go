package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

const (
	marker  = ".presse-site"         // says that a folder was made by this program, and what is in it
	staging = ".presse-site.partial" // where a site is until it is complete
)

// A folder is where a site is written to. A new site is written into a folder inside it, and
// replaces the old one when it is complete: until then, and if the program is stopped, the
// old one stays as it is.
type folder struct {
	name string   // as the user named it
	made bool     // by openFolder
	old  []string // what the marker lists: names in the folder that the last run wrote

	lock    *os.File // the marker, which is locked until the site is complete
	root    *os.Root // of the staging folder
	mu      sync.Mutex
	folders map[string]bool // that exist in it
	files   int
}

var errBusy = errors.New("another run of this program is making a site in the folder: wait for its end, or choose another folder with -o")

var errNotOurs = errors.New("the folder is neither empty nor made by this program: choose another one with -o")

// openFolder prepares a folder, which is made if it does not exist. It is an error if it
// holds anything that this program did not write.
func openFolder(name string) (*folder, error) {
	f := &folder{name: name, folders: map[string]bool{".": true}}
	switch _, err := os.Stat(name); {
	case errors.Is(err, fs.ErrNotExist):
		f.made = true
		if err := os.MkdirAll(name, 0o777); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, err
	}
	entries, err := os.ReadDir(name)
	if err != nil {
		return nil, err
	}
	if len(entries) > 0 {
		if f.old, err = readMarker(filepath.Join(name, marker)); err != nil {
			return nil, fmt.Errorf("site: %s: %w", name, err)
		}
	}
	if f.lock, err = os.OpenFile(filepath.Join(name, marker), os.O_RDWR|os.O_CREATE, 0o666); err != nil {
		return nil, err
	}
	if !lock(f.lock) {
		return nil, errors.Join(fmt.Errorf("site: %s: %w", name, errBusy), f.lock.Close())
	}
	if err := f.mark(f.old); err != nil {
		return nil, err
	}
	part := filepath.Join(name, staging)
	if err := errors.Join(os.RemoveAll(part), os.Mkdir(part, 0o777)); err != nil {
		return nil, err
	}
	f.root, err = os.OpenRoot(part)
	return f, err
}

// markerText begins a marker. The names follow, one a line.
const markerText = `This folder was made by github.com/presse-go/presse/examples/site. When it runs again, it
replaces the files and folders that are listed here, and leaves all others alone.
`

// readMarker returns the names that a marker lists.
func readMarker(file string) ([]string, error) {
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errNotOurs
	}
	if err != nil {
		return nil, err
	}
	list, ok := bytes.CutPrefix(text, []byte(markerText))
	if !ok {
		return nil, errNotOurs
	}
	var names []string
	for name := range strings.Lines(string(list)) {
		name = strings.TrimSuffix(name, "\n")
		if !filepath.IsLocal(name) || strings.ContainsAny(name, `/\`) || name == "." {
			return nil, errNotOurs // nothing that this program wrote
		}
		names = append(names, name)
	}
	return names, nil
}

// mark writes the marker.
func (f *folder) mark(names []string) error {
	var text strings.Builder
	text.WriteString(markerText)
	for _, name := range names {
		text.WriteString(name + "\n")
	}
	return os.WriteFile(filepath.Join(f.name, marker), []byte(text.String()), 0o666)
}

// write writes a file of the new site. The name has slashes. It is an error if there is a
// file of that name, also one that differs only in case where the file system does not tell
// them apart.
func (f *folder) write(name string, text []byte) error {
	w, err := f.create(name)
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return errors.Join(err, w.Close())
}

// create creates a file of the new site.
func (f *folder) create(name string) (io.WriteCloser, error) {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil, fmt.Errorf("site: %q is no name of a file here", name)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if dir := path.Dir(name); !f.folders[dir] {
		if err := f.root.MkdirAll(filepath.FromSlash(dir), 0o777); err != nil {
			return nil, err
		}
		f.folders[dir] = true
	}
	w, err := f.root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err == nil {
		f.files++
	}
	return w, err
}

// check reports what is in the way of the new site: files that are not this program's.
func (f *folder) check() error {
	names, err := f.written()
	for _, name := range names {
		if _, gone := os.Lstat(filepath.Join(f.name, name)); gone == nil && !slices.Contains(f.old, name) {
			err = errors.Join(err, fmt.Errorf("site: %s is in the way of the new site, and was not made by this program: move it, or choose another folder with -o", filepath.Join(f.name, name)))
		}
	}
	return err
}

// written returns the names at the top of the new site.
func (f *folder) written() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(f.name, staging))
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}

// commit puts the new site in the place of the old one. An error says that the site there is
// incomplete.
func (f *folder) commit() (err error) {
	defer f.lock.Close()
	defer func() {
		if err != nil {
			err = fmt.Errorf("site: the site in %s is incomplete, run the program again: %w", f.name, err)
		}
	}()
	names, err := f.written()
	if err := errors.Join(err, f.root.Close()); err != nil {
		return err
	}
	both := slices.Compact(slices.Sorted(slices.Values(slices.Concat(f.old, names))))
	if err := f.mark(both); err != nil { // whatever interrupts this, nothing is left without an owner
		return err
	}
	for _, name := range f.old {
		if err := os.RemoveAll(filepath.Join(f.name, name)); err != nil {
			return err
		}
	}
	part := filepath.Join(f.name, staging)
	for _, name := range names {
		if err := os.Rename(filepath.Join(part, name), filepath.Join(f.name, name)); err != nil {
			return err
		}
	}
	return errors.Join(os.Remove(part), f.mark(names))
}

// abandon removes what was written, and tells what is left.
func (f *folder) abandon(problems io.Writer) error {
	f.root.Close()
	f.lock.Close()
	err := os.RemoveAll(filepath.Join(f.name, staging))
	left := "le site précédent y est toujours, inchangé"
	if len(f.old) == 0 {
		left = "il n’y reste rien"
		err = errors.Join(err, os.Remove(filepath.Join(f.name, marker)))
		if f.made {
			err = errors.Join(err, os.Remove(f.name))
			left = "il a été supprimé"
		}
	}
	fmt.Fprintf(problems, "Site abandonné avant la fin, rien n’en est gardé. Dossier %s : %s.\n", cmp.Or(f.name, "."), left)
	return err
}
