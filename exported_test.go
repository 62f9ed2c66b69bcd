package presse_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A name that is exported is a promise: it has a comment, and an Example that
// shows how it is used.
func TestExportedNamesAreShown(t *testing.T) {
	fset := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	p, err := doc.NewFromFiles(fset, files, "github.com/presse-go/presse")
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	want := func(name, comment string, examples []*doc.Example) {
		looked++
		if strings.TrimSpace(comment) == "" {
			t.Errorf("%s has no comment", name)
		}
		for _, e := range examples {
			if e.Output != "" || e.EmptyOutput {
				return
			}
		}
		t.Errorf("%s has no Example with output", name)
	}
	for _, f := range p.Funcs {
		want(f.Name, f.Doc, f.Examples)
	}
	for _, typ := range p.Types {
		shown := typ.Examples
		for _, f := range typ.Funcs {
			want(f.Name, f.Doc, f.Examples)
		}
		for _, m := range typ.Methods {
			shown = append(shown, m.Examples...)
			if m.Name == "Error" || m.Name == "Unwrap" {
				continue // what every error has is shown with its type
			}
			want(typ.Name+"."+m.Name, m.Doc, m.Examples)
		}
		want(typ.Name, typ.Doc, shown)
	}
	values := slices.Concat(p.Consts, p.Vars)
	for _, typ := range p.Types {
		values = slices.Concat(values, typ.Consts, typ.Vars)
	}
	for _, v := range values {
		for _, spec := range v.Decl.Specs {
			spec := spec.(*ast.ValueSpec)
			if looked++; v.Doc == "" && spec.Doc == nil && spec.Comment == nil {
				t.Errorf("%s has no comment", spec.Names[0])
			}
		}
	}
	if looked < 100 {
		t.Errorf("only %d names were looked at", looked)
	}
}
