package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
)

// A mutant is a file in which source[from:to] is replaced.
type mutant struct {
	file, source string
	from, to     int
	with         string
	line         int
	what         string
}

func (m mutant) text() string { return m.source[:m.from] + m.with + m.source[m.to:] }

// mutantsOf returns all mutants of a file. Generated files have none.
func mutantsOf(file string) ([]mutant, error) {
	source, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, file, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil || ast.IsGenerated(parsed) {
		return nil, err
	}
	w := walker{fset: fset, file: file, source: string(source)}
	for _, d := range parsed.Decls {
		if g, ok := d.(*ast.GenDecl); !ok || g.Tok != token.IMPORT {
			ast.Inspect(d, w.visit)
		}
	}
	return w.mutants, nil
}

// A walker collects the mutants of a file.
type walker struct {
	fset         *token.FileSet
	file, source string
	mutants      []mutant
}

func (w *walker) at(p token.Pos) int { return w.fset.Position(p).Offset }

// replace adds the mutant in which the text between from and to is replaced by the text with.
// It keeps the number of lines, so that equivalent code compiles to identical output.
func (w *walker) replace(from, to token.Pos, with, what string) {
	old := w.source[w.at(from):w.at(to)]
	with += strings.Repeat("\n", strings.Count(old, "\n")-strings.Count(with, "\n"))
	w.mutants = append(w.mutants, mutant{w.file, w.source, w.at(from), w.at(to), with, w.fset.Position(from).Line, what})
}

// become adds the mutant in which the text of n becomes with.
func (w *walker) become(n ast.Node, with string) {
	w.replace(n.Pos(), n.End(), with, w.brief(n)+" became "+with)
}

func (w *walker) delete(n ast.Node) { w.replace(n.Pos(), n.End(), "", w.brief(n)+" deleted") }

func (w *walker) negate(e ast.Expr) {
	if e != nil {
		w.replace(e.Pos(), e.End(), "!("+w.source[w.at(e.Pos()):w.at(e.End())]+")", w.brief(e)+" negated")
	}
}

// brief returns the first line of a node's text.
func (w *walker) brief(n ast.Node) string {
	text, _, _ := strings.Cut(w.source[w.at(n.Pos()):w.at(n.End())], "\n")
	return text
}

// others maps each operator to those that may replace it.
var others = map[token.Token][]token.Token{
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL},
	token.LSS: {token.LEQ, token.GEQ}, token.LEQ: {token.LSS, token.GTR},
	token.GTR: {token.GEQ, token.LEQ}, token.GEQ: {token.GTR, token.LSS},
	token.LAND: {token.LOR}, token.LOR: {token.LAND},
	token.ADD: {token.SUB}, token.SUB: {token.ADD}, token.MUL: {token.QUO}, token.QUO: {token.MUL},
}

func (w *walker) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		for _, op := range others[n.Op] {
			end := n.OpPos + token.Pos(len(n.Op.String()))
			w.replace(n.OpPos, end, op.String(), fmt.Sprintf("%s: %s became %s", w.brief(n), n.Op, op))
		}
	case *ast.BasicLit:
		w.literal(n)
	case *ast.Ident:
		switch n.Name {
		case "true":
			w.become(n, "false")
		case "false":
			w.become(n, "true")
		}
	case *ast.IfStmt:
		w.negate(n.Cond)
	case *ast.ForStmt:
		w.negate(n.Cond)
	case *ast.FuncDecl:
		w.returns(n.Type, n.Body)
	case *ast.FuncLit:
		w.returns(n.Type, n.Body)
	case *ast.BlockStmt:
		w.statements(n.List)
	case *ast.CaseClause:
		w.statements(n.Body)
		w.delete(n)
	}
	return true
}

// literal adds the mutants in which a literal has another value.
func (w *walker) literal(n *ast.BasicLit) {
	switch n.Kind {
	case token.INT:
		w.become(n, "("+n.Value+" + 1)")
		if n.Value != "0" {
			w.become(n, "("+n.Value+" - 1)")
		}
	case token.FLOAT:
		w.become(n, "("+n.Value+" * 2)")
		w.become(n, "("+n.Value+" / 4)")
	case token.CHAR:
		if r, _, _, err := strconv.UnquoteChar(n.Value[1:], '\''); err == nil {
			w.become(n, strconv.QuoteRune(r+1))
		}
	case token.STRING:
		s, err := strconv.Unquote(n.Value)
		switch runes := []rune(s); {
		case err != nil:
		case len(runes) == 0:
			w.become(n, `"x"`)
		default:
			runes[len(runes)-1]++
			w.become(n, strconv.Quote(string(runes)))
		}
	}
}

// statements adds the mutants in which one statement is deleted.
func (w *walker) statements(list []ast.Stmt) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.AssignStmt:
			if s.Tok != token.DEFINE {
				w.delete(s)
			}
		case *ast.ExprStmt, *ast.IncDecStmt, *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.BranchStmt, *ast.DeferStmt:
			w.delete(s)
		case *ast.ReturnStmt:
			if len(s.Results) == 0 {
				w.delete(s)
			}
		}
	}
}

// returns adds the mutants in which a function returns the opposite boolean.
func (w *walker) returns(t *ast.FuncType, body *ast.BlockStmt) {
	if t.Results == nil || body == nil {
		return
	}
	var types []ast.Expr // the types of the results, one per result
	for _, field := range t.Results.List {
		for range max(1, len(field.Names)) {
			types = append(types, field.Type)
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false // visited separately
		case *ast.ReturnStmt:
			for i, e := range n.Results {
				constant, _ := e.(*ast.Ident) // visit already flips true and false
				result, ok := types[i].(*ast.Ident)
				if ok && result.Name == "bool" && len(n.Results) == len(types) && (constant == nil || constant.Name != "true" && constant.Name != "false") {
					w.negate(e)
				}
			}
		}
		return true
	})
}
