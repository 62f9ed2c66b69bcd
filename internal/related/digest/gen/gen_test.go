package main

import (
	"os"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/internal/related/digest"
)

func TestListIsUpToDate(t *testing.T) {
	want, err := os.ReadFile("../words.txt")
	if err != nil {
		t.Fatal(err)
	}
	got, err := list(conformance.Path(t, "related/orangesum.jsonl.gz"), digest.Known)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Error("words.txt is out of date: go generate ./internal/related/digest")
	}
}
