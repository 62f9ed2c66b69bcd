package presse_test

import (
	"os"
	"strings"
	"testing"
)

// TestReadmeTour checks that each tour in README.md is the example of a package, line
// for line, so that it compiles and prints what it says.
func TestReadmeTour(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	rest := string(readme)
	for _, file := range []string{"example_test.go", "wordpress/example_test.go", "publish/example_test.go"} {
		var tour string
		var closed bool
		_, rest, _ = strings.Cut(rest, "```go\n")
		tour, rest, closed = strings.Cut(rest, "```\n")
		if !closed {
			t.Fatalf("README.md has no tour in Go for %s", file)
		}
		sameTour(t, file, tour)
	}
	if strings.Contains(rest, "```go\n") {
		t.Error("README.md has a tour that no example is compared with")
	}
}

// sameTour compares a tour with Example in a file.
func sameTour(t *testing.T, file, tour string) {
	t.Helper()
	example, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, code, _ := strings.Cut(string(example), "func Example() {\n")
	code, _, closed := strings.Cut(code, "\n}\n")
	if !closed {
		t.Fatalf("%s has no Example", file)
	}
	for n, line := range strings.Split(code, "\n") {
		want := strings.TrimPrefix(line, "\t")
		got, rest, _ := strings.Cut(tour, "\n")
		if got != want {
			t.Fatalf("line %d of the tour in README.md\n got %q\nwant %q, as in Example of %s", n+1, got, want, file)
		}
		tour = rest
	}
	if tour != "" {
		t.Errorf("the tour in README.md has lines after the end of Example of %s:\n%s", file, tour)
	}
}
