package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestTableIsCurrent: the table of package markup is the one that gen writes.
func TestTableIsCurrent(t *testing.T) {
	want, err := os.ReadFile("../attributes_table.go")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	main()
	got, err := os.ReadFile("attributes_table.go")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Error("attributes_table.go is not what gen writes: run go generate in internal/markup")
	}
}

func TestGenerateTellsWhatItCannotWrite(t *testing.T) {
	if err := generate(filepath.Join(t.TempDir(), "missing")); err == nil {
		t.Error("a folder that is missing: no error")
	}
}
