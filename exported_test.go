package presse_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/doc"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// documented lists the public packages, with the least number of names that need a
// comment and of functions and types that need an Example: a check that reads nothing
// must fail.
var documented = []struct {
	folder          string
	names, examples int
}{
	{".", 300, 50},
	{"wordpress", 60, 18},
	{"publish", 30, 3},
	{"rank", 15, 6},
}

// packageDoc returns the documentation of the package in a folder, with its examples,
// and the files that it was read from.
func packageDoc(t *testing.T, folder string) (*token.FileSet, *doc.Package, []*ast.File) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	p, err := doc.NewFromFiles(fset, files, path.Join("github.com/presse-go/presse", folder))
	if err != nil {
		t.Fatal(err)
	}
	return fset, p, files
}

// plainFields are the names that say what a field is to everyone who works for a
// newspaper or the web, so that a field of this name needs no comment.
var plainFields = strings.Fields(`
	ID Slug Lang Headline Excerpt Published
	At People Agencies Articles
	URL Caption Image Email`)

// Every exported name has a comment:
//   - a function, a method and a type has a doc comment;
//   - a constant and a variable has a doc or line comment, or belongs to a group
//     of errors, whose texts say what they are;
//   - a field of a struct has a doc or line comment, unless its name is that of
//     its type or ends it (Status Status, Kind ReasonKind), or is one of
//     plainFields.
func TestExportedNamesHaveComments(t *testing.T) {
	for _, d := range documented {
		t.Run(d.folder, func(t *testing.T) {
			_, p, _ := packageDoc(t, d.folder)
			if names := commentedNames(t, p); names < d.names {
				t.Errorf("only %d names were checked", names)
			}
		})
	}
}

// commentedNames fails for every exported name of p without a comment, and returns
// the number of names.
func commentedNames(t *testing.T, p *doc.Package) int {
	names := 0
	want := func(name string, comments ...string) {
		names++
		if strings.TrimSpace(strings.Join(comments, "")) == "" {
			t.Errorf("%s has no comment", name)
		}
	}
	values := func(groups []*doc.Value) {
		for _, v := range groups {
			for _, spec := range v.Decl.Specs {
				spec := spec.(*ast.ValueSpec)
				for i, name := range spec.Names {
					if !name.IsExported() {
						continue
					}
					text := ""
					if i < len(spec.Values) && isCall(spec.Values[i], "errors", "New") {
						text = v.Doc
					}
					want(name.Name, spec.Doc.Text(), spec.Comment.Text(), text)
				}
			}
		}
	}
	functions := func(prefix string, functions []*doc.Func) {
		for _, f := range functions {
			want(prefix+f.Name, f.Doc)
		}
	}
	values(p.Consts)
	values(p.Vars)
	functions("", p.Funcs)
	for _, typ := range p.Types {
		want(typ.Name, typ.Doc)
		values(typ.Consts)
		values(typ.Vars)
		functions("", typ.Funcs)
		functions(typ.Name+".", typ.Methods)
		for _, spec := range typ.Decl.Specs {
			structure, ok := spec.(*ast.TypeSpec).Type.(*ast.StructType)
			if !ok {
				continue
			}
			for _, field := range structure.Fields.List {
				is, _ := field.Type.(*ast.Ident)
				for _, name := range field.Names {
					plain := slices.Contains(plainFields, name.Name) || is != nil && strings.HasSuffix(is.Name, name.Name)
					if name.IsExported() && !plain {
						want(typ.Name+"."+name.Name, field.Doc.Text(), field.Comment.Text())
					}
				}
			}
		}
	}
	return names
}

// isCall reports whether x is a call of the function of that name of a package.
func isCall(x ast.Expr, pkg, name string) bool {
	call, ok := x.(*ast.CallExpr)
	if !ok {
		return false
	}
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	from, ok := f.X.(*ast.Ident)
	return ok && from.Name == pkg && f.Sel.Name == name
}

// Every exported function and type has an Example whose output is checked. That
// of a type may be the Example of one of its methods, or of a function that
// returns it.
func TestExportedNamesHaveExamples(t *testing.T) {
	for _, d := range documented {
		t.Run(d.folder, func(t *testing.T) {
			_, p, _ := packageDoc(t, d.folder)
			if names := shownNames(t, p); names < d.examples {
				t.Errorf("only %d names were checked", names)
			}
		})
	}
}

// shownNames fails for every exported function and type of p without an Example, and
// returns their number.
func shownNames(t *testing.T, p *doc.Package) int {
	names := 0
	want := func(name string, examples []*doc.Example) {
		names++
		for _, e := range examples {
			if e.Output != "" || e.EmptyOutput {
				return
			}
		}
		t.Errorf("%s has no Example with output", name)
	}
	for _, f := range p.Funcs {
		want(f.Name, f.Examples)
	}
	for _, typ := range p.Types {
		shown := typ.Examples
		for _, f := range typ.Funcs {
			want(f.Name, f.Examples)
			shown = slices.Concat(shown, f.Examples)
		}
		for _, m := range typ.Methods {
			shown = slices.Concat(shown, m.Examples)
		}
		want(typ.Name, shown)
	}
	return names
}

// Every Example is whole on the package page, where a reader sees its body, or
// its whole file if that has no other Example: what is seen compiles alone.
func TestExamplesCompileAlone(t *testing.T) {
	for _, d := range documented {
		t.Run(d.folder, func(t *testing.T) { examplesCompileAlone(t, d.folder, d.examples) })
	}
}

func examplesCompileAlone(t *testing.T, folder string, least int) {
	fset, p, files := packageDoc(t, folder)
	var tests []*ast.File
	for _, f := range files {
		if strings.HasSuffix(fset.File(f.Pos()).Name(), "_test.go") {
			tests = append(tests, f)
		}
	}
	examples := doc.Examples(tests...)
	if len(examples) < least {
		t.Fatalf("only %d examples were found", len(examples))
	}
	shown := len(p.Examples)
	for _, f := range p.Funcs {
		shown += len(f.Examples)
	}
	for _, typ := range p.Types {
		shown += len(typ.Examples)
		for _, f := range slices.Concat(typ.Funcs, typ.Methods) {
			shown += len(f.Examples)
		}
	}
	if shown != len(examples) {
		t.Errorf("%d examples are on the package page, of %d: is one named after nothing?", shown, len(examples))
	}

	imports := exportData(t, examples)
	for _, e := range examples {
		name := "Example" + e.Name
		if e.Play == nil {
			t.Errorf("%s uses a name of another file", name)
			continue
		}
		if _, whole := e.Code.(*ast.File); !whole {
			for _, d := range e.Play.Decls {
				if used := declared(d); used != "" {
					t.Errorf("%s uses %s, which the package page does not show with it", name, used)
				}
			}
		}
		var faults []error
		check := types.Config{Importer: imports, Error: func(err error) { faults = append(faults, err) }}
		_, err := check.Check("main", fset, []*ast.File{e.Play}, nil)
		if err != nil {
			t.Errorf("%s does not compile alone: %v", name, errors.Join(faults...))
		}
	}
}

// declared returns the name that a declaration at the top of a program declares,
// or nothing for its imports and main.
func declared(d ast.Decl) string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.Name != "main" {
			return d.Name.Name
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				return spec.Name.Name
			case *ast.ValueSpec:
				return spec.Names[0].Name
			}
		}
	}
	return ""
}

// exportData returns an importer of the packages that the examples import, as the
// go command has compiled them.
func exportData(t *testing.T, examples []*doc.Example) types.Importer {
	t.Helper()
	args := []string{"list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}"}
	for _, e := range examples {
		if e.Play == nil {
			continue
		}
		for _, d := range e.Play.Decls {
			if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.IMPORT {
				for _, spec := range d.Specs {
					path, err := strconv.Unquote(spec.(*ast.ImportSpec).Path.Value)
					if err != nil {
						t.Fatal(err)
					}
					args = append(args, path)
				}
			}
		}
	}
	slices.Sort(args[5:])
	args = slices.Compact(args)
	command := exec.Command("go", args...)
	command.Stderr = os.Stderr
	list, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for line := range strings.Lines(string(list)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		files[path] = file
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		if files[path] == "" {
			return nil, fmt.Errorf("go list has no export data of %s", path)
		}
		return os.Open(files[path])
	})
}
