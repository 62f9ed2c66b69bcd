package tree

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestNewListsFaults(t *testing.T) {
	_, faults := New([]Node{
		{Slug: "a", Parent: "c"},
		{Slug: "b", Parent: "a"},
		{Slug: "c", Parent: "b"},
		{Slug: "d", Parent: "a"}, // below a circle, but not in it
		{Slug: "d"},
		{Slug: "e", Parent: "z"},
		{Slug: "f", Aliases: []string{"b", "x", "/y", "x"}},
	}, []string{"x", "q", "q", "é t"})
	want := []Fault{
		{4, "slug", "d", ErrTaken, 3},
		{5, "parent", "z", ErrMissing, 0},
		{0, "parent", "a → c → b → a", ErrCircle, 0},
		{6, "aliases[0]", "b", ErrTaken, 1},
		{6, "aliases[2]", "/y", ErrAddress, 0},
		{6, "aliases[3]", "x", ErrTaken, 6},
		{-1, "gone[0]", "x", ErrTaken, 6},
		{-1, "gone[3]", "é t", ErrAddress, 0},
	}
	if !slices.Equal(faults, want) {
		t.Errorf("got  %v\nwant %v", faults, want)
	}
}

// TestDeep makes a tree of one long branch and follows long paths: neither may
// take time by the square.
func TestDeep(t *testing.T) {
	nodes := []Node{{Slug: "0", Aliases: []string{"former"}}}
	var path strings.Builder
	path.WriteString("former")
	for i := range 100_000 {
		slug := strconv.Itoa(i + 1)
		nodes = append(nodes, Node{Slug: slug, Parent: strconv.Itoa(i)})
		path.WriteString("/" + slug)
	}
	tr, faults := New(nodes, nil)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	last := len(nodes) - 1
	if at, moved, err := tr.Resolve(path.String()); at != last || !moved || err != nil {
		t.Errorf("a former path leads to %d, %v, %v", at, moved, err)
	}
	if at, moved, err := tr.Resolve(tr.Path(last)); at != last || moved || err != nil {
		t.Errorf("a path leads to %d, %v, %v", at, moved, err)
	}
	if _, _, err := tr.Resolve(strings.Repeat("0/", 1_000_000) + "0"); err != ErrMissing {
		t.Errorf("a path round and round: %v", err)
	}
}

func TestZeroTree(t *testing.T) {
	var zero Tree
	if _, _, err := zero.Resolve("a"); err != ErrMissing {
		t.Errorf("Resolve: %v", err)
	}
	next, faults := zero.Succeed([]Node{{Slug: "a"}}, nil)
	if at, moved, err := next.Resolve("a"); at != 0 || moved || err != nil || len(faults) > 0 {
		t.Errorf("Resolve: %v, %v, %v", moved, err, faults)
	}
}
