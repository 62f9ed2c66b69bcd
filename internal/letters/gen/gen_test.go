package main

import (
	"bytes"
	"os"
	"testing"
)

func TestTablesAreCurrent(t *testing.T) {
	committed, err := os.ReadFile("../tables.go")
	if err != nil {
		t.Fatal(err)
	}
	generated, size := generate()
	if !bytes.Equal(committed, generated) {
		t.Error("tables.go is out of date: run go generate in internal/letters")
	}
	if size > 64_000 {
		t.Errorf("tables take %d bytes, want at most 64 KB", size)
	}
}
