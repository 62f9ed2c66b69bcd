package related

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSaveFile(t *testing.T) {
	x := New()
	x.put(Article{ID: "a", Headline: "Le port de Nador ouvre"})
	var snapshot bytes.Buffer
	require.NoError(t, x.Save(&snapshot))

	link := func(t *testing.T, target, path string) {
		if err := os.Symlink(target, path); err != nil {
			t.Skip(err)
		}
	}
	for _, c := range []struct {
		rule    string
		prepare func(t *testing.T, dir string) // dir is empty
		path    string                         // given to SaveFile, below dir
		written string                         // the file with the snapshot, below dir
		mode    fs.FileMode                    // of that file; 0: as os.Create sets it
		err     string                         // part of the error
		left    []string                       // all names in dir afterwards
	}{
		{rule: "a new file has the mode of os.Create", path: "index", written: "index", left: []string{"index"}},
		{
			rule:    "an existing file keeps mode 0640",
			prepare: func(t *testing.T, dir string) { create(t, filepath.Join(dir, "index"), 0o640) },
			path:    "index", written: "index", mode: 0o640, left: []string{"index"},
		},
		{
			rule:    "an existing file keeps a mode that the umask forbids",
			prepare: func(t *testing.T, dir string) { create(t, filepath.Join(dir, "index"), 0o666) },
			path:    "index", written: "index", mode: 0o666, left: []string{"index"},
		},
		{
			rule: "a link is followed and stays",
			prepare: func(t *testing.T, dir string) {
				create(t, filepath.Join(dir, "real"), 0o640)
				link(t, "real", filepath.Join(dir, "index"))
			},
			path: "index", written: "real", mode: 0o640, left: []string{"index@", "real"},
		},
		{
			rule: "an absolute link is followed",
			prepare: func(t *testing.T, dir string) {
				create(t, filepath.Join(dir, "real"), 0o640)
				link(t, filepath.Join(dir, "real"), filepath.Join(dir, "index"))
			},
			path: "index", written: "real", mode: 0o640, left: []string{"index@", "real"},
		},
		{
			rule: "a link to a link is followed",
			prepare: func(t *testing.T, dir string) {
				create(t, filepath.Join(dir, "real"), 0o600)
				link(t, "real", filepath.Join(dir, "current"))
				link(t, "current", filepath.Join(dir, "index"))
			},
			path: "index", written: "real", mode: 0o600, left: []string{"current@", "index@", "real"},
		},
		{
			rule: "a link is relative to its own directory, even if that is reached through a link",
			prepare: func(t *testing.T, dir string) {
				require.NoError(t, os.MkdirAll(filepath.Join(dir, "deep", "down"), 0o755))
				create(t, filepath.Join(dir, "deep", "real"), 0o640)
				link(t, filepath.Join("..", "real"), filepath.Join(dir, "deep", "down", "index"))
				link(t, filepath.Join("deep", "down"), filepath.Join(dir, "short"))
			},
			path: "short/index", written: "deep/real", mode: 0o640,
			left: []string{"deep/", "deep/down/", "deep/down/index@", "deep/real", "short@"},
		},
		{
			rule:    "the target of a dangling link is created",
			prepare: func(t *testing.T, dir string) { link(t, "real", filepath.Join(dir, "index")) },
			path:    "index", written: "real", left: []string{"index@", "real"},
		},
		{
			rule:    "a link to itself is an error",
			prepare: func(t *testing.T, dir string) { link(t, "index", filepath.Join(dir, "index")) },
			path:    "index", err: "index", left: []string{"index@"},
		},
		{
			rule:    "a directory is an error",
			prepare: func(t *testing.T, dir string) { require.NoError(t, os.Mkdir(filepath.Join(dir, "index"), 0o755)) },
			path:    "index", err: "not a regular file but a directory", left: []string{"index/"},
		},
		{
			rule: "a link to a directory is an error",
			prepare: func(t *testing.T, dir string) {
				require.NoError(t, os.Mkdir(filepath.Join(dir, "real"), 0o755))
				link(t, "real", filepath.Join(dir, "index"))
			},
			path: "index", err: "not a regular file but a directory", left: []string{"index@", "real/"},
		},
		{
			rule: "a socket is an error",
			prepare: func(t *testing.T, dir string) {
				l, err := net.Listen("unix", filepath.Join(dir, "index"))
				if err != nil {
					t.Skip(err)
				}
				t.Cleanup(func() { l.Close() })
			},
			path: "index", err: "not a regular file but a socket", left: []string{"index="},
		},
		{
			rule: "a device is an error",
			prepare: func(t *testing.T, dir string) {
				if _, err := os.Stat(os.DevNull); err != nil || runtime.GOOS == "windows" {
					t.Skip("no device to name")
				}
				link(t, os.DevNull, filepath.Join(dir, "index"))
			},
			path: "index", err: "not a regular file but a device", left: []string{"index@"},
		},
		{rule: "a directory that does not exist is an error", path: "nowhere/index", err: "nowhere"},
		{
			rule:    "a file in place of a directory is an error",
			prepare: func(t *testing.T, dir string) { create(t, filepath.Join(dir, "file"), 0o644) },
			path:    "file/index", err: "file", left: []string{"file"},
		},
	} {
		t.Run(c.rule, func(t *testing.T) {
			dir := t.TempDir()
			if c.prepare != nil {
				c.prepare(t, dir)
			}
			path := filepath.Join(dir, filepath.FromSlash(c.path))
			for range 2 { // the second call replaces the file that the first has written
				err := x.SaveFile(path)
				if c.err != "" {
					assert.ErrorContains(t, err, c.err)
				} else {
					require.NoError(t, err)
				}
			}
			assert.Equal(t, c.left, names(t, dir), "names in the directory")
			if c.written == "" {
				return
			}
			written := filepath.Join(dir, filepath.FromSlash(c.written))
			got, err := os.ReadFile(written)
			require.NoError(t, err)
			assert.Equal(t, snapshot.Bytes(), got, "content of %s", c.written)
			if c.mode == 0 {
				c.mode = modeOfCreate(t)
			}
			if runtime.GOOS != "windows" { // Windows has no such modes
				assert.Equal(t, c.mode, modeOf(t, written), "mode of %s", c.written)
			}
		})
	}
}

func TestLoadFile(t *testing.T) {
	x := New()
	x.put(Article{ID: "a", Headline: "Le port de Nador ouvre"})
	x.put(Article{ID: "b", Headline: "Nador attend son port"})
	var snapshot bytes.Buffer
	require.NoError(t, x.Save(&snapshot))
	good := snapshot.Bytes()
	for _, c := range []struct {
		rule    string
		prepare func(t *testing.T, path string)
		cause   error  // nil: any
		err     string // part of the error; empty: no error
	}{
		{"a snapshot", func(t *testing.T, path string) { write(t, path, good) }, nil, ""},
		{"a link to a snapshot", func(t *testing.T, path string) {
			write(t, path+"-real", good)
			symlink(t, path+"-real", path)
		}, nil, ""},
		{"no file", func(*testing.T, string) {}, fs.ErrNotExist, "index"},
		{"an empty file", func(t *testing.T, path string) { write(t, path, nil) }, ErrCorrupt, "truncated"},
		{"a truncated snapshot", func(t *testing.T, path string) { write(t, path, good[:len(good)-1]) }, ErrCorrupt, "truncated"},
		{"another version", func(t *testing.T, path string) {
			write(t, path, append([]byte("presse index\x00\xfe"), good[14:]...))
		}, ErrVersion, "version"},
		{"a byte after the snapshot", func(t *testing.T, path string) { write(t, path, append(slices.Clone(good), 0)) }, ErrCorrupt, "altered"},
		{"two snapshots", func(t *testing.T, path string) { write(t, path, append(slices.Clone(good), good...)) }, ErrCorrupt, "altered"},
		{"a directory", func(t *testing.T, path string) { require.NoError(t, os.Mkdir(path, 0o755)) }, nil, "index: not a regular file but a directory"},
		{"a device", func(t *testing.T, path string) {
			if _, err := os.Stat(os.DevNull); err != nil || runtime.GOOS == "windows" {
				t.Skip("no device to name")
			}
			symlink(t, os.DevNull, path)
		}, nil, "index: not a regular file but a device"},
		{"a named pipe that nobody writes to", func(t *testing.T, path string) { namedPipe(t, path) }, nil, "index: not a regular file but a named pipe"},
		{"a file that cannot be read", func(t *testing.T, path string) {
			if runtime.GOOS == "windows" || os.Geteuid() == 0 {
				t.Skip("modes do not matter")
			}
			write(t, path, good)
			require.NoError(t, os.Chmod(path, 0o200))
		}, fs.ErrPermission, "index"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "index")
			c.prepare(t, path)
			loaded := New()
			err := loaded.LoadFile(path)
			if c.err == "" {
				require.NoError(t, err)
				assert.Equal(t, 2, loaded.Len())
				var again bytes.Buffer
				require.NoError(t, loaded.Save(&again))
				assert.Equal(t, good, again.Bytes(), "saved again")
				return
			}
			assert.ErrorContains(t, err, c.err)
			if c.cause != nil {
				assert.ErrorIs(t, err, c.cause)
			}
			assert.Zero(t, loaded.Len(), "articles after an error")
		})
	}
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, content, 0o600))
}

func symlink(t *testing.T, target, path string) {
	t.Helper()
	if err := os.Symlink(target, path); err != nil {
		t.Skip(err)
	}
}

// Permission bits are kept, the bits for set-user-ID, set-group-ID and sticky are not:
// the new file is not the one to which somebody gave them.
func TestSaveFileDropsSpecialBits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "index")
	create(t, path, 0o640)
	const special = fs.ModeSetgid | fs.ModeSticky
	err := os.Chmod(path, 0o640|special)
	before, _ := os.Stat(path)
	if err != nil || before.Mode()&special == 0 {
		t.Skip("no such bits")
	}
	require.NoError(t, New().SaveFile(path))
	info, err := os.Stat(path)
	require.NoError(t, err)
	assert.Equal(t, fs.FileMode(0o640), info.Mode(), "mode")
}

func TestSaveFileToANameWithoutFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	x := New()
	x.put(Article{ID: "a", Headline: "Le port de Nador ouvre"})
	require.NoError(t, x.SaveFile("index"))
	assert.Equal(t, []string{"index"}, names(t, "."))
	f, err := os.Open("index")
	require.NoError(t, err)
	defer f.Close()
	loaded := new(Index)
	err = loaded.Load(f)
	require.NoError(t, err)
	asked := Article{Headline: "Nador et son port"}
	assert.Equal(t, x.about(asked, Query{}), loaded.about(asked, Query{}))
}

func TestFailedWriteLeavesTheOldFileOnly(t *testing.T) {
	fault := errors.New("disk on fire")
	for _, c := range []struct {
		rule string
		old  []string // names of the files before the write, and after it
		size int      // bytes written before the fault
	}{
		{"no old file", nil, 0},
		{"an old file", []string{"index"}, 0},
		{"more written than is buffered", []string{"index"}, 3 << 20},
	} {
		dir := t.TempDir()
		for _, name := range c.old {
			create(t, filepath.Join(dir, name), 0o640)
		}
		err := replaceFile(filepath.Join(dir, "index"), func(w io.Writer) error {
			if _, err := w.Write(make([]byte, c.size)); err != nil {
				return err
			}
			return fault
		})
		assert.ErrorIs(t, err, fault, c.rule)
		assert.Equal(t, c.old, names(t, dir), "%s: names in the directory", c.rule)
		for _, name := range c.old {
			got, err := os.ReadFile(filepath.Join(dir, name))
			require.NoError(t, err)
			assert.Equal(t, "old", string(got), "%s: content of %s", c.rule, name)
		}
	}
}

// create creates a file with the given mode, whatever the umask.
func create(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, []byte("old"), mode))
	require.NoError(t, os.Chmod(path, mode))
}

func modeOf(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Lstat(path)
	require.NoError(t, err)
	return info.Mode().Perm()
}

func modeOfCreate(t *testing.T) fs.FileMode {
	t.Helper()
	path := filepath.Join(t.TempDir(), "created")
	f, err := os.Create(path)
	require.NoError(t, err)
	require.NoError(t, f.Close())
	return modeOf(t, path)
}

// names returns the paths of everything below dir, in lexical order. The paths of
// directories end in /, those of links in @ and those of sockets in =.
func names(t *testing.T, dir string) (paths []string) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		name, err := filepath.Rel(dir, path)
		name = filepath.ToSlash(name)
		switch d.Type() {
		case fs.ModeDir:
			name += "/"
		case fs.ModeSymlink:
			name += "@"
		case fs.ModeSocket:
			name += "="
		}
		paths = append(paths, name)
		return err
	}))
	return paths
}

// TestTheNewFileIsNextToTheOldOne checks that the new file, which is renamed, is in the
// directory of the old one, also if a path goes up from a link.
func TestTheNewFileIsNextToTheOldOne(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "deep", "down"), 0o755))
	if err := os.Symlink(filepath.Join("deep", "down"), filepath.Join(dir, "short")); err != nil {
		t.Skip(err)
	}
	up := string(filepath.Separator) + ".." + string(filepath.Separator)
	f, err := createNextTo(filepath.Join(dir, "short")+up+"index", 0o600)
	require.NoError(t, err)
	require.NoError(t, f.Close())
	assert.Equal(t, []string{filepath.Base(f.Name()), "down/"}, names(t, filepath.Join(dir, "deep")), "files in the directory that the link leads to, and up")
}
