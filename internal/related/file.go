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

// SaveFile writes a snapshot to the file at path. A new file gets mode 0666 less
// the umask, an existing one keeps its permission bits. If path is a symbolic link,
// SaveFile writes the file that the link points to. The old file stays in place
// until the new one is complete and on disk. It is an error if path leads to
// anything but a regular file.
func (x *Index) SaveFile(path string) error { return replaceFile(path, x.Save) }

// replaceFile does for any write what SaveFile does for Save. The new file is
// written next to the old one and renamed: its owner is the process, and other hard
// links keep the old content.
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

// kindOf names what a file that is not regular is.
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

// followLinks returns the path that path leads to through symbolic links, which
// need not exist. It does not clean paths: in "dir/../file", dir may be a link.
func followLinks(path string) (string, error) {
	const maxLinks = 255 // as filepath.EvalSymlinks
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

// createNextTo creates a file with a new name in the folder of path. Unlike
// os.CreateTemp it lets the caller choose the mode.
func createNextTo(path string, mode fs.FileMode) (f *os.File, err error) {
	dir, name := filepath.Split(path)
	for range 1000 {
		temp := fmt.Sprintf("%s.%s.%08x", dir, name, rand.Uint32())
		f, err = os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	return f, err
}

// syncFolder makes a renaming in the folder of path durable, on platforms and file
// systems on which a folder can be opened and synced.
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
