package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/wxr"
)

// elsewhere are files whose sentences no loss of this program has: those of the REST API, of
// writing for WordPress, and of functions that it does not call.
var elsewhere = []string{"rest", "write", "warnings", "funcs", "check", "kept.go", "json.go", "folder.go", "source.go"}

// returned are sentences of errors that are returned, or that this program cannot cause.
var returned = map[string]bool{
	"nil file": true, "negative size": true, "nil reader": true, "already read": true,
	"Options.URL returned no address":                                       true,
	"Options.URL returned neither a path nor an absolute http or https URL": true,
	"Options.URL returned the address of another story":                     true,
	"not a property of schema.org/NewsMediaOrganization that is a policy":   true,
	"negative": true, "a page could not be written": true, "returned neither a writer nor an error": true,
	"the zero Release": true, "a Release of another Site": true,
	"it was released for an earlier time: its Until has passed": true,
	"no story that may be shown":                                true,
}

// TestReasons checks that the desk reads French: each sentence of the packages that may be told
// as a loss has one here.
func TestReasons(t *testing.T) {
	seen := make(map[string]bool)
	for _, pattern := range []string{"../../wordpress/*.go", "../../publish/*.go", "*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range files {
			for _, sentence := range sentences(t, name) {
				seen[sentence] = true
				if _, ok := reasons[sentence]; !ok && !isElsewhere(name) && !returned[sentence] {
					t.Errorf("%s: %q has no French", name, sentence)
				}
			}
		}
	}
	for kind := range wxr.Namespace + 1 {
		seen[kind.String()] = true
		if _, ok := reasons[kind.String()]; !ok {
			t.Errorf("internal/wxr: %q has no French", kind)
		}
	}
	for _, sentence := range sentences(t, "../../internal/wxr/wxr.go") {
		if breaks[sentence] == "" {
			t.Errorf("internal/wxr: %q has no French", sentence)
		}
	}
	for _, err := range []error{presse.ErrDuplicate, presse.ErrCycle} {
		seen[err.Error()] = true
	}
	for sentence := range reasons {
		if !seen[sentence] {
			t.Errorf("no package has the sentence %q", sentence)
		}
	}
	if len(seen) < 200 {
		t.Errorf("%d sentences found, want 200 at least", len(seen))
	}
}

func isElsewhere(name string) bool {
	base := filepath.Base(name)
	for _, part := range elsewhere {
		if strings.HasPrefix(base, part) {
			return true
		}
	}
	return strings.HasSuffix(base, "_test.go")
}

// sentences returns the texts of errors.New in a file.
func sentences(t *testing.T, name string) []string {
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 {
			return true
		}
		f, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || f.Sel.Name != "New" {
			return true
		}
		if x, ok := f.X.(*ast.Ident); !ok || x.Name != "errors" {
			return true
		}
		if text, ok := call.Args[0].(*ast.BasicLit); ok {
			if s, err := strconv.Unquote(text.Value); err == nil {
				found = append(found, s)
			}
		}
		return true
	})
	return found
}
