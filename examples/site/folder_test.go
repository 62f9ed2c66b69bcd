package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// make runs the program for a folder, and returns its error.
func makeIn(folder, export string) error {
	var out, problems bytes.Buffer
	return run(context.Background(), []string{"-o", folder, export}, noon, &out, &problems)
}

// put writes a file of a test.
func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestFolder(t *testing.T) {
	text := "<p>Le conseil municipal a voté mardi soir le budget du port, après cinq heures de débats.</p>"
	first := writeExport(t, export(item{id: 1, title: "Le budget", content: text}, item{id: 2, title: "Le port", content: text}))
	second := writeExport(t, export(item{id: 1, title: "Le budget", content: text}, item{id: 3, title: "La gare", content: text}))
	exists := func(t *testing.T, name string, want bool) {
		t.Helper()
		if _, err := os.Stat(name); (err == nil) != want {
			t.Errorf("%s: %v, want it there: %v", name, err, want)
		}
	}

	t.Run("an empty folder is used", func(t *testing.T) {
		folder := t.TempDir()
		if err := makeIn(folder, first); err != nil {
			t.Fatal(err)
		}
		exists(t, filepath.Join(folder, "titre-1", "index.html"), true)
		exists(t, filepath.Join(folder, staging), false)
	})
	t.Run("a folder with a file of somebody else is refused, and left alone", func(t *testing.T) {
		folder := t.TempDir()
		put(t, filepath.Join(folder, "thèse.txt"), "dix ans de travail")
		if err := makeIn(folder, first); !errors.Is(err, errNotOurs) {
			t.Errorf("error %v, want %v", err, errNotOurs)
		}
		if entries, _ := os.ReadDir(folder); len(entries) != 1 {
			t.Errorf("%d entries, want only the file that was there", len(entries))
		}
	})
	t.Run("a marker of somebody else is none", func(t *testing.T) {
		for _, marked := range []string{"", "presse\n", markerText + "../thèse\n", markerText + "a/b\n", markerText + ".\n"} {
			folder := t.TempDir()
			put(t, filepath.Join(folder, marker), marked)
			if err := makeIn(folder, first); !errors.Is(err, errNotOurs) {
				t.Errorf("%q: error %v, want %v", marked, err, errNotOurs)
			}
		}
	})
	t.Run("a file is no folder", func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "fichier")
		put(t, name, "un texte")
		if err := makeIn(name, first); err == nil {
			t.Error("no error")
		}
	})
	t.Run("a new site replaces the old one, and what is not its own stays", func(t *testing.T) {
		folder := filepath.Join(t.TempDir(), "un", "site")
		if err := makeIn(folder, first); err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(folder, "CNAME"), "essai.example")
		if err := makeIn(folder, second); err != nil {
			t.Fatal(err)
		}
		exists(t, filepath.Join(folder, "titre-2"), false)
		exists(t, filepath.Join(folder, "titre-3", "index.html"), true)
		exists(t, filepath.Join(folder, "CNAME"), true)
	})
	t.Run("a file in the way is not overwritten", func(t *testing.T) {
		folder := filepath.Join(t.TempDir(), "site")
		if err := makeIn(folder, first); err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(folder, "titre-3"), "un fichier à moi")
		if err := makeIn(folder, second); err == nil || !strings.Contains(err.Error(), "titre-3") {
			t.Errorf("error %v, want one that names titre-3", err)
		}
		exists(t, filepath.Join(folder, "titre-2", "index.html"), true) // the old site
		exists(t, filepath.Join(folder, staging), false)
	})
	t.Run("a run that was killed leaves nothing that the next one minds", func(t *testing.T) {
		folder := t.TempDir()
		put(t, filepath.Join(folder, marker), markerText)
		put(t, filepath.Join(folder, staging, "titre-9", "index.html"), "à moitié")
		if err := makeIn(folder, first); err != nil {
			t.Fatal(err)
		}
		exists(t, filepath.Join(folder, "titre-9"), false)
	})
	t.Run("two runs at once are one", func(t *testing.T) {
		if runtime.GOOS == "windows" {
			t.Skip("no locks: see lock_other.go")
		}
		folder := filepath.Join(t.TempDir(), "site")
		one, err := openFolder(folder)
		if err != nil {
			t.Fatal(err)
		}
		if err := makeIn(folder, first); !errors.Is(err, errBusy) {
			t.Errorf("error %v, want %v", err, errBusy)
		}
		if err := one.write("index.html", []byte("une page")); err != nil {
			t.Error(err)
		}
		if err := one.commit(); err != nil {
			t.Fatal(err)
		}
		exists(t, filepath.Join(folder, "index.html"), true)
		if err := makeIn(folder, first); err != nil {
			t.Errorf("after the other run: %v", err)
		}
	})
	t.Run("an export that is no export leaves the old site", func(t *testing.T) {
		folder := filepath.Join(t.TempDir(), "site")
		if err := makeIn(folder, first); err != nil {
			t.Fatal(err)
		}
		if err := makeIn(folder, writeExport(t, export(item{id: 1, status: "draft"}))); !errors.Is(err, errNothing) {
			t.Errorf("error %v, want %v", err, errNothing)
		}
		exists(t, filepath.Join(folder, "titre-1", "index.html"), true)
		exists(t, filepath.Join(folder, staging), false)
	})
}

// TestStop stops the program at each of its steps.
func TestStop(t *testing.T) {
	var items []fmt.Stringer
	for i := range 40 {
		items = append(items, item{id: i + 1, title: fmt.Sprintf("Séance %d", i), content: "<p>Le conseil municipal a voté.</p>"})
	}
	file := writeExport(t, export(items...))
	for _, step := range []string{"Ouverture", "Lecture", "Pages", "Unes", "Flux", "Redirections"} {
		t.Run(step, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "site")
			ctx, stop := context.WithCancel(context.Background())
			problems := &stopper{word: step, stop: stop}
			var out bytes.Buffer
			err := run(ctx, []string{"-o", folder, file}, noon, &out, problems)
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("error %v, want %v", err, context.Canceled)
			}
			if !strings.Contains(problems.String(), "abandonné") || out.Len() > 0 {
				t.Errorf("printed %q and %q, want what is left and nothing else", problems.String(), out.String())
			}
			if _, err := os.Stat(folder); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the folder is left: %v", err)
			}
		})
	}
}

// A stopper stops when a word is written.
type stopper struct {
	bytes.Buffer
	word string
	stop func()
}

func (s *stopper) Write(p []byte) (int, error) {
	if bytes.Contains(p, []byte(s.word)) {
		s.stop()
	}
	return s.Buffer.Write(p)
}
