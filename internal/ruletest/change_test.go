package ruletest

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/ast/astutil"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

const src = "../../testdata/src"

// TestFindingsSurviveChangesThatMeanNothing rewrites the fixtures in ways that keep what they do, and expects each rule to find the same at the same
// places: renamed and reordered declarations keep their positions in the syntax trees.
func TestFindingsSurviveChangesThatMeanNothing(t *testing.T) {
	changes := []struct {
		name   string
		change func(f *fixture, found []finding.Finding)
	}{
		{"names", func(f *fixture, _ []finding.Finding) { rename(f) }},
		{"order", func(f *fixture, _ []finding.Finding) { reverse(f) }},
		{"wrappers", wrapFunctions},
		{"literals", wrapCalls},
	}
	for _, r := range analyzers.All() {
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			before := find(t, r, read(t, src, r.Name))
			for _, c := range changes {
				f := read(t, src, r.Name)
				c.change(f, before)
				if d := cmp.Diff(places(before), places(find(t, r, f.again(t)))); d != "" {
					t.Errorf("%s: findings differ (-before +after):\n%s", c.name, d)
				}
			}
		})
	}
}

// TestFindingsDoNotDependOnTheOrderOfPackages gives the solver the packages in other orders and expects the same findings, paths included.
func TestFindingsDoNotDependOnTheOrderOfPackages(t *testing.T) {
	for _, r := range analyzers.All() {
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			f := read(t, src, r.Name)
			before := find(t, r, f)
			for seed := range uint64(2) {
				tables := f.tables()
				rand.New(rand.NewPCG(seed, 0)).Shuffle(len(tables), func(i, j int) { tables[i], tables[j] = tables[j], tables[i] })
				if d := cmp.Diff(before, r.Find(f.solve(t, tables))); d != "" {
					t.Errorf("findings differ (-before +after):\n%s", d)
				}
			}
		})
	}
}

func find(t *testing.T, r rule.Rule, f *fixture) []finding.Finding {
	t.Helper()
	return r.Find(f.solve(t, f.tables()))
}

// places says what was found where, sorted.
func places(found []finding.Finding) []string {
	var out []string
	for _, f := range found {
		out = append(out, fmt.Sprintf("%s %s: %s", f.Position, f.Severity, f.Text))
	}
	slices.Sort(out)
	return out
}

// rename gives every unexported function, method, variable and parameter a name that says nothing.
func rename(f *fixture) {
	names := map[types.Object]string{}
	methods := map[string]string{} // the same for all methods of one name: some implement others
	for _, p := range f.pkgs {
		for _, file := range p.files {
			ast.Inspect(file, func(n ast.Node) bool {
				id, ok := n.(*ast.Ident)
				if !ok {
					return true
				}
				obj := p.info.Defs[id]
				if obj == nil || obj.Exported() || obj.Name() == "_" || names[obj] != "" {
					return true // declared elsewhere, or known to others
				}
				switch o := obj.(type) {
				case *types.Var:
					if !o.IsField() {
						names[obj] = fmt.Sprintf("v%d", len(names))
					}
				case *types.Func:
					switch {
					case o.Name() == "init" || o.Name() == "main":
					case o.Signature().Recv() == nil:
						names[obj] = fmt.Sprintf("f%d", len(names))
					default:
						if methods[o.Name()] == "" {
							methods[o.Name()] = fmt.Sprintf("m%d", len(methods))
						}
						names[obj] = methods[o.Name()]
					}
				}
				return true
			})
		}
	}
	for _, p := range f.pkgs {
		for _, file := range p.files {
			ast.Inspect(file, func(n ast.Node) bool {
				id, ok := n.(*ast.Ident)
				if !ok {
					return true
				}
				obj := p.info.Defs[id]
				if obj == nil {
					obj = origin(p.info.Uses[id])
				}
				if name := names[obj]; name != "" {
					id.Name = name
				}
				return true
			})
		}
	}
}

// origin is what an object of a generic type was declared as.
func origin(obj types.Object) types.Object {
	switch o := obj.(type) {
	case *types.Func:
		return o.Origin()
	case *types.Var:
		return o.Origin()
	}
	return obj
}

// reverse turns the order of files and of the declarations in them around; imports stay first.
func reverse(f *fixture) {
	for _, p := range f.pkgs {
		slices.Reverse(p.files)
		for _, file := range p.files {
			n := 0
			for n < len(file.Decls) && isImport(file.Decls[n]) {
				n++
			}
			slices.Reverse(file.Decls[n:])
		}
	}
}

func isImport(d ast.Decl) bool {
	g, ok := d.(*ast.GenDecl)
	return ok && g.Tok == token.IMPORT
}

// wrapFunctions moves the body of each function in which nothing is found into a new one, which the old one calls.
func wrapFunctions(f *fixture, found []finding.Finding) {
	loud := map[string]bool{}
	for _, x := range found {
		loud[x.Symbol] = true
	}
	for _, p := range f.pkgs {
		for _, file := range p.files {
			var added []ast.Decl
			for _, d := range file.Decls {
				decl, ok := d.(*ast.FuncDecl)
				if !ok || decl.Body == nil || decl.Type.TypeParams != nil || decl.Name.Name == "init" || decl.Name.Name == "_" {
					continue // no function that can be called by name alone
				}
				if fn := p.info.Defs[decl.Name].(*types.Func); !loud[fn.FullName()] {
					added = append(added, split(decl))
				}
			}
			file.Decls = append(file.Decls, added...)
		}
	}
}

// split makes decl call a copy of itself, which it returns.
func split(decl *ast.FuncDecl) *ast.FuncDecl {
	at := decl.Name.Pos()
	inner := &ast.FuncDecl{Recv: decl.Recv, Name: &ast.Ident{NamePos: at, Name: decl.Name.Name + "Inner"}, Type: decl.Type, Body: decl.Body}
	call := &ast.CallExpr{Fun: &ast.Ident{NamePos: at, Name: inner.Name.Name}, Lparen: at}
	n := 0
	named := func(list *ast.FieldList) (*ast.FieldList, []ast.Expr) {
		if list == nil {
			return nil, nil
		}
		out := &ast.FieldList{Opening: list.Opening, Closing: list.Closing}
		var names []ast.Expr
		for _, field := range list.List {
			for range max(1, len(field.Names)) {
				n++
				id := fmt.Sprintf("p%d", n)
				out.List = append(out.List, &ast.Field{Names: []*ast.Ident{{NamePos: at, Name: id}}, Type: field.Type})
				names = append(names, &ast.Ident{NamePos: at, Name: id})
			}
		}
		return out, names
	}
	recv, self := named(decl.Recv)
	if len(self) > 0 {
		call.Fun = &ast.SelectorExpr{X: self[0], Sel: &ast.Ident{NamePos: at, Name: inner.Name.Name}}
	}
	params, args := named(decl.Type.Params)
	call.Args = args
	if list := decl.Type.Params.List; len(list) > 0 {
		if _, variadic := list[len(list)-1].Type.(*ast.Ellipsis); variadic {
			call.Ellipsis = at
		}
	}
	typ := &ast.FuncType{Func: decl.Type.Func, Params: params}
	var body ast.Stmt = &ast.ExprStmt{X: call}
	if results := decl.Type.Results; results != nil {
		typ.Results, _ = named(results)
		for _, field := range typ.Results.List {
			field.Names = nil
		}
		body = &ast.ReturnStmt{Return: at, Results: []ast.Expr{call}}
	}
	decl.Recv, decl.Type, decl.Body = recv, typ, &ast.BlockStmt{Lbrace: at, List: []ast.Stmt{body}, Rbrace: at}
	return inner
}

// wrapCalls puts each call of which something is found, if it returns an error, into a function literal that is called at once.
func wrapCalls(f *fixture, found []finding.Finding) {
	at := map[finding.Position]bool{}
	for _, x := range found {
		at[x.Position] = true
	}
	for _, p := range f.pkgs {
		for _, file := range p.files {
			astutil.Apply(file, nil, func(c *astutil.Cursor) bool {
				call, ok := c.Node().(*ast.CallExpr)
				if !ok {
					return true
				}
				if _, async := c.Parent().(*ast.GoStmt); async {
					return true // its arguments are evaluated now, not in the goroutine
				}
				if _, deferred := c.Parent().(*ast.DeferStmt); deferred {
					return true
				}
				pos := f.fset.Position(call.Pos())
				if !at[finding.Position{File: f.rel(pos.Filename), Line: pos.Line, Column: pos.Column}] || types.TypeString(p.info.TypeOf(call), nil) != "error" {
					return true // nothing is found of it
				}
				lit := &ast.FuncLit{
					Type: &ast.FuncType{Func: call.Pos(), Params: &ast.FieldList{}, Results: &ast.FieldList{List: []*ast.Field{{Type: &ast.Ident{NamePos: call.Pos(), Name: "error"}}}}},
					Body: &ast.BlockStmt{Lbrace: call.Pos(), List: []ast.Stmt{&ast.ReturnStmt{Return: call.Pos(), Results: []ast.Expr{call}}}, Rbrace: call.End()},
				}
				c.Replace(&ast.CallExpr{Fun: lit, Lparen: call.End(), Rparen: call.End()})
				return true
			})
		}
	}
}
