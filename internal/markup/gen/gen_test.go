package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestTableIsCurrent checks that the table of package markup is the output of gen.
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
		t.Error("attributes_table.go is out of date: run go generate in internal/markup")
	}
}

func TestGenerateTellsWhatItCannotWrite(t *testing.T) {
	if err := generate(filepath.Join(t.TempDir(), "missing")); err == nil {
		t.Error("generate into a missing folder returned no error")
	}
}
