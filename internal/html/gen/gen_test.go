package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestTablesAreCurrent: the tables of package html are those that gen writes.
func TestTablesAreCurrent(t *testing.T) {
	folder := t.TempDir()
	if err := generate(folder); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"elements.go", "references.go"} {
		got, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s is not what gen writes: run go generate in internal/html", name)
		}
	}
}

func TestGenerateTellsWhatItCannotWrite(t *testing.T) {
	if err := generate(filepath.Join(t.TempDir(), "missing")); err == nil {
		t.Error("a folder that is missing: no error")
	}
}
