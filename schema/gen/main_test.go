package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite schema/article.json")

// TestSchemaIsCurrent checks that schema/article.json is the output of gen.
func TestSchemaIsCurrent(t *testing.T) {
	golden := filepath.Join("..", "article.json")
	got, err := generate(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(golden, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Error("schema/article.json is out of date: run go generate in the root of the module")
	}
}

// TestFormatsOfMissingFields checks that a format cannot outlive its field.
func TestFormatsOfMissingFields(t *testing.T) {
	formats["Article.Link"] = "uri"
	defer delete(formats, "Article.Link")
	if _, err := generate(filepath.Join("..", "..")); err == nil || !strings.Contains(err.Error(), "Article.Link") {
		t.Errorf("got the error %v, want one that names Article.Link", err)
	}
}

// TestMissingSource checks that a folder without the source of package presse is an error.
func TestMissingSource(t *testing.T) {
	if _, err := generate(t.TempDir()); err == nil {
		t.Error("got no error")
	}
}
