package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestTablesAreCurrent checks that the tables of package markup are the output of gen.
func TestTablesAreCurrent(t *testing.T) {
	names := []string{"attributes_table.go", "allowed_table.go", "allowed.txt"}
	want := map[string]string{}
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		want[name] = string(text)
	}
	t.Chdir(t.TempDir())
	main()
	for _, name := range names {
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want[name] {
			t.Errorf("%s is out of date: run go generate in internal/markup", name)
		}
	}
}

func TestGenerateTellsWhatItCannotWrite(t *testing.T) {
	if err := generate(filepath.Join(t.TempDir(), "missing")); err == nil {
		t.Error("generate into a missing folder returned no error")
	}
}
