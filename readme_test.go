package presse_test

import (
	"os"
	"strings"
	"testing"
)

// TestReadmeTour checks that the tour in README.md is the package example, line
// for line, so that it compiles and prints what it says.
func TestReadmeTour(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	example, err := os.ReadFile("example_test.go")
	if err != nil {
		t.Fatal(err)
	}
	_, tour, _ := strings.Cut(string(readme), "```go\n")
	tour, _, closed := strings.Cut(tour, "```\n")
	if !closed {
		t.Fatal("README.md has no tour in Go")
	}
	_, code, _ := strings.Cut(string(example), "func Example() {\n")
	code, _, closed = strings.Cut(code, "\n}\n")
	if !closed {
		t.Fatal("example_test.go has no Example")
	}
	for n, line := range strings.Split(code, "\n") {
		want := strings.TrimPrefix(line, "\t")
		got, rest, _ := strings.Cut(tour, "\n")
		if got != want {
			t.Fatalf("line %d of the tour in README.md\n got %q\nwant %q, as in Example", n+1, got, want)
		}
		tour = rest
	}
	if tour != "" {
		t.Errorf("the tour in README.md has lines after the end of Example:\n%s", tour)
	}
}
