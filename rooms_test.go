package presse

import (
	"go/build"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestRooms checks the map of packages in internal/README.md against the code: it
// lists every package of internal, and each imports only packages listed below it.
func TestRooms(t *testing.T) {
	readme, err := os.ReadFile("internal/README.md")
	if err != nil {
		t.Fatal(err)
	}
	var rooms []string
	for _, m := range regexp.MustCompile(`(?m)^    ([│ ]*)[├└]─ ([a-z]+)`).FindAllStringSubmatch(string(readme), -1) {
		room := m[2]
		if m[1] != "" {
			room = "related/" + room
		}
		rooms = append(rooms, room)
	}
	const path = "github.com/presse-go/presse/internal/"
	err = filepath.WalkDir("internal", func(folder string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() || d.Name() == "internal" || d.Name() == "gen" || strings.Contains(folder, "testdata") {
			return err
		}
		room := strings.TrimPrefix(filepath.ToSlash(folder), "internal/")
		at := slices.Index(rooms, room)
		if at < 0 {
			t.Errorf("internal/README.md does not list the package %s", room)
			return nil
		}
		p, err := build.ImportDir(folder, 0)
		if err != nil {
			return err
		}
		for _, imported := range p.Imports {
			if below, ok := strings.CutPrefix(imported, path); ok && slices.Index(rooms, below) < at {
				t.Errorf("%s imports %s, which internal/README.md lists above it", room, below)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, room := range rooms {
		if _, err := os.Stat(filepath.Join("internal", room)); err != nil {
			t.Errorf("internal/README.md lists the package %s: %v", room, err)
		}
	}
}

// TestRoomsNamed checks that every package of internal that a file names exists.
func TestRoomsNamed(t *testing.T) {
	named := regexp.MustCompile(`\binternal/([a-z]+(?:/[a-z]+)?)`)
	files := 0
	err := filepath.WalkDir(".", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d != nil && strings.HasPrefix(d.Name(), ".") && path != "." {
				return filepath.SkipDir
			}
			return err
		}
		switch filepath.Ext(path) {
		case ".go", ".md", ".mjs", ".php":
		default:
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		for _, m := range named.FindAllStringSubmatch(string(text), -1) {
			room, _, _ := strings.Cut(m[1], "/")
			exists := false
			for _, parent := range []string{".", "engines", "examples", "examples/page"} { // these have rooms of their own
				_, err := os.Stat(filepath.Join(parent, "internal", room))
				exists = exists || err == nil
			}
			if !exists {
				t.Errorf("%s names internal/%s, which does not exist", path, m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 {
		t.Errorf("%d files read, want at least 100", files)
	}
}
