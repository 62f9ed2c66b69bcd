package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestTablesAreCurrent checks that the tables of package html are the output of gen.
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
			t.Errorf("%s is out of date: run go generate in internal/html", name)
		}
	}
}

func TestGenerateTellsWhatItCannotWrite(t *testing.T) {
	if err := generate(filepath.Join(t.TempDir(), "missing")); err == nil {
		t.Error("generate into a missing folder returned no error")
	}
}
