package presse

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A paperStage is one state of a paper in a file of testdata/sections.
type paperStage struct {
	change []string // the words of the change that leads to it; nil for the first
	want   []string // "address: result of Resolve"
}

// readPaper reads a file of testdata/sections. The README.md in that directory
// describes the format.
func readPaper(t *testing.T, file string) (sections []Section, stages []paperStage) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var above []string // slugs of the last section at each depth
	stages = make([]paperStage, 1)
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		switch mark, rest, _ := strings.Cut(line, " "); mark {
		case "#":
		case "=":
			last := &stages[len(stages)-1]
			last.want = append(last.want, rest)
		case ">":
			stages = append(stages, paperStage{change: strings.Fields(rest)})
		default:
			said := strings.TrimLeft(line, " ")
			depth := (len(line) - len(said)) / 2
			said, aliases, _ := strings.Cut(said, "<")
			slug, name, _ := strings.Cut(said, " ")
			s := Section{Slug: slug, Name: strings.TrimSpace(name), Aliases: strings.Fields(aliases)}
			if depth > 0 {
				s.Parent = above[depth-1]
			}
			above = append(above[:depth], slug)
			sections = append(sections, s)
		}
	}
	return sections, stages
}

// changed returns tx after the change that words describe.
func changed(tx *Taxonomy, words []string) (*Taxonomy, error) {
	parent := func(slug string) string { return strings.Trim(slug, "-") }
	switch words[0] {
	case "rename":
		return tx.Rename(words[1], words[2], strings.Join(words[3:], " "))
	case "move":
		return tx.Move(words[1], parent(words[2]))
	case "merge":
		return tx.Merge(words[1], words[2])
	case "put":
		return tx.With(Section{Parent: parent(words[1]), Slug: words[2], Name: strings.Join(words[3:], " ")})
	}
	return tx.Remove(words[1])
}

// TestPapers checks the addresses of invented papers after each of a series of changes.
func TestPapers(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "sections", "*.txt"))
	if err != nil || len(files) < 3 {
		t.Fatalf("%d papers, %v; want at least 3", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			sections, stages := readPaper(t, file)
			tx := mustTaxonomy(t, sections...)
			ever := make(map[string]bool)
			for i, stage := range stages {
				if i > 0 {
					next, err := changed(tx, stage.change)
					if err != nil {
						t.Fatalf("%q: %v", stage.change, err)
					}
					tx = next
				}
				if len(stage.want) == 0 {
					t.Errorf("%q: no expected results", stage.change)
				}
				for _, line := range stage.want {
					address, want, _ := strings.Cut(line, ": ")
					if got := resolved(tx, address); got != want {
						t.Errorf("after %q, Resolve(%q): got %q, want %q", stage.change, address, got, want)
					}
				}
				for s := range tx.All() {
					ever[s.Slug], ever[tx.Path(s.Slug)] = true, true
				}
				for address := range ever {
					if got := resolved(tx, address); got == "not found" {
						t.Errorf("after %q, Resolve(%q): got %q, want a section or gone", stage.change, address, got)
					}
				}
			}
			checkRoundTrip(t, tx, ever)
		})
	}
}
