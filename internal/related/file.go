package related

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
)

// SaveFile writes a snapshot to the file at path. If the file does not exist, SaveFile
// creates it with mode 0666 (before umask); otherwise it keeps the permission bits. If
// path is a symbolic link, SaveFile writes the file that the link points to. The old
// file stays in place until the new one is complete and synced to disk. It is an error
// if path names something other than a regular file.
func (x *Index) SaveFile(path string) error { return replaceFile(path, x.Save) }

// LoadFile is like Load for the snapshot in the file at path, which must be a regular
// file or a link to one. It returns ErrCorrupt if other bytes follow the snapshot: the
// file is then not as SaveFile left it. Errors of the file name the path.
func (x *Index) LoadFile(path string) error {
	f, err := openRegular(path)
	if err != nil {
		return err
	}
	defer f.Close()
	// Load must not return an index if bytes follow, so it loads into another one first.
	var loaded Index
	if err := loaded.Load(f); err != nil {
		return err
	}
	switch n, err := io.ReadFull(f, make([]byte, 1)); {
	case n > 0:
		return ErrCorrupt
	case err != io.EOF:
		return err
	}
	x.loaded = loaded.loaded
	return nil
}

// openRegular opens a regular file. It looks before it opens, since opening a named pipe
// waits for a writer, and after it, since the file may have been replaced.
func openRegular(path string) (*os.File, error) {
	notRegular := func(mode fs.FileMode) error {
		return &fs.PathError{Op: "load", Path: path, Err: errors.New("not a regular file but " + kindOf(mode))}
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, notRegular(info.Mode())
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if info, err = f.Stat(); err == nil && !info.Mode().IsRegular() {
		err = notRegular(info.Mode())
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// replaceFile implements SaveFile for any function that writes the content. It writes a
// new file next to the old one and renames it, so the new file belongs to the user of
// the process, and other hard links to the old file keep the old content.
func replaceFile(path string, write func(io.Writer) error) error {
	old, err := os.Stat(path)
	created := errors.Is(err, fs.ErrNotExist)
	switch {
	case created:
	case err != nil:
		return err
	case !old.Mode().IsRegular():
		return &fs.PathError{Op: "save", Path: path, Err: errors.New("not a regular file but " + kindOf(old.Mode()))}
	}
	target, err := followLinks(path)
	if err != nil {
		return err
	}
	mode := fs.FileMode(0o600) // until the new file is complete
	if created {
		mode = 0o666 // the system applies the umask
	}
	f, err := createNextTo(target, mode)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	if err == nil && !created {
		err = f.Chmod(old.Mode().Perm())
	}
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), target)
	}
	if err != nil {
		os.Remove(f.Name())
		return err
	}
	return syncFolder(target)
}

// kindOf describes the kind of a file that is not regular.
func kindOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a directory"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "a special file"
}

// followLinks returns the path that path leads to through symbolic links. The file need
// not exist. followLinks does not clean paths because dir may be a link in
// "dir/../file".
func followLinks(path string) (string, error) {
	const maxLinks = 255 // as in filepath.EvalSymlinks
	for range maxLinks {
		info, err := os.Lstat(path)
		if errors.Is(err, fs.ErrNotExist) {
			return path, nil
		}
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			return path, nil
		}
		link, err := os.Readlink(path)
		if err != nil {
			return "", err
		}
		if !filepath.IsAbs(link) {
			dir, _ := filepath.Split(path)
			link = dir + link
		}
		path = link
	}
	return "", &fs.PathError{Op: "save", Path: path, Err: errors.New("too many links")}
}

// createNextTo creates a file with a new name in the directory of path. It is
// os.CreateTemp with a mode.
func createNextTo(path string, mode fs.FileMode) (f *os.File, err error) {
	dir, _ := filepath.Split(path) // not Dir, which cleans paths: see followLinks
	for range 1000 {
		temp := fmt.Sprintf("%s.presse-%08x", dir, rand.Uint32())
		f, err = os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	return f, err
}

// syncFolder syncs the directory of path, so that a rename in it survives a crash. It
// does nothing on platforms and file systems where a directory cannot be opened or
// synced.
func syncFolder(path string) error {
	dir, _ := filepath.Split(path)
	if dir == "" {
		dir = "."
	}
	d, err := os.Open(dir)
	if err != nil {
		return nil
	}
	defer d.Close()
	err = d.Sync()
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		return nil
	}
	return err
}
