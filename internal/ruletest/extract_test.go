package ruletest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/ast/astutil"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/finding"
)

// extract puts each call of which something is found into a new function of the package that into names, which is called in its place. It returns where
// the call of each line of the new files stood.
func (f *fixture) extract(found []finding.Finding, into func(*types.Package) string) (moved map[string]finding.Position) {
	moved = map[string]finding.Position{}
	at := map[finding.Position]bool{}
	for _, x := range found {
		at[x.Position] = true
	}
	for _, p := range slices.Clone(f.pkgs) {
		home := into(p.types)
		w := &writer{from: p, home: home}
		for _, file := range p.files {
			named := false
			astutil.Apply(file, nil, func(c *astutil.Cursor) bool {
				call, ok := c.Node().(*ast.CallExpr)
				if !ok {
					return true
				}
				switch c.Parent().(type) {
				case *ast.GoStmt, *ast.DeferStmt:
					return true // a function more, whose frame is another
				}
				if !at[f.at(f.fset.Position(call.Pos()))] {
					return true
				}
				if out := w.function(call); out != nil {
					named = true
					c.Replace(out)
				}
				return true
			})
			unused(file, p.info)
			if named && home != p.types.Path() {
				spec := &ast.ImportSpec{Name: &ast.Ident{NamePos: file.Name.End(), Name: "splitoff"}, Path: &ast.BasicLit{ValuePos: file.Name.End(), Kind: token.STRING, Value: fmt.Sprintf("%q", home)}}
				file.Imports = append(file.Imports, spec)
				file.Decls = append([]ast.Decl{&ast.GenDecl{TokPos: file.Name.End(), Tok: token.IMPORT, Specs: []ast.Spec{spec}}}, file.Decls...)
			}
		}
		if len(w.calls) == 0 {
			continue
		}
		text, name := w.file()
		added, err := parser.ParseFile(f.fset, path.Join(f.src, home, name), text, 0)
		if err != nil {
			panic(fmt.Sprintf("parse what was extracted from %s: %v\n%s", p.types.Path(), err, text))
		}
		for i, call := range w.calls {
			pos := f.fset.Position(added.Decls[len(added.Decls)-len(w.calls)+i].Pos())
			moved[f.at(pos).File+":"+strconv.Itoa(pos.Line)] = f.at(f.fset.Position(call.Pos()))
		}
		if home == p.types.Path() {
			p.files = append(p.files, added)
		} else {
			f.pkgs = append(f.pkgs, &loaded{types: types.NewPackage(home, "splitoff"), files: []*ast.File{added}})
		}
	}
	return moved
}

// at is a position as findings have it.
func (f *fixture) at(p token.Position) finding.Position {
	return finding.Position{File: f.rel(p.Filename), Line: p.Line, Column: p.Column}
}

// unused turns the imports of a file into blank ones that nothing in it needs any more.
func unused(file *ast.File, info *types.Info) {
	used := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if name, ok := info.Uses[id].(*types.PkgName); ok {
				used[name.Imported().Path()] = true
			}
		}
		return true
	})
	for _, spec := range file.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil && !used[p] {
			spec.Name = &ast.Ident{NamePos: spec.Path.Pos(), Name: "_"}
		}
	}
}

// atCall says of rules why they find less of a call that is put into a function of its own. None may find more.
var atCall = map[string]string{
	"ackpolicy":     "settings made by the caller",
	"dualwrite":     "a result that is waited for in another function",
	"dyntopic":      "a topic that the caller makes",
	"earlyack":      "settings made by the caller",
	"eventtime":     "the time taken by another function",
	"lostasync":     "a callback or channel of the caller",
	"lostpublish":   "a result that is waited for in another function",
	"noflush":       "a producer that is closed in another function",
	"nokey":         "a batch that is made in another function",
	"nonidempotent": "a body or change made by the caller",
	"outboxbypass":  "a publisher of the caller, which is an outbox",
	"parallelorder": "a goroutine started by another function",
	"pii":           "an encoded event, which another function logs",
	"slowhandler":   "a loop around a function that sleeps",
	"splitinbox":    "a row made by the caller",
	"transient":     "a queue of the caller",
	"txpublish":     "a transaction that the context may hold",
	"unconfirmed":   "a confirmation that is waited for in another function",
}

// TestFindingsSurviveNewFunctions puts calls into functions of their own, in their package and in a new one, and expects each rule to find the same calls.
func TestFindingsSurviveNewFunctions(t *testing.T) {
	changes := []struct {
		name string
		into func(*types.Package) string
	}{
		{"extracted function", (*types.Package).Path},
		{"split package", func(p *types.Package) string { return path.Join(p.Path(), "splitoff") }},
	}
	for _, r := range analyzers.All() {
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			before := find(t, r, read(t, src, r.Name))
			for _, c := range changes {
				f := read(t, src, r.Name)
				moved := f.extract(before, c.into)
				want, got := calls(before, nil), calls(find(t, r, f.again(t)), moved)
				if atCall[r.Name] != "" {
					want = slices.DeleteFunc(want, func(call string) bool { return !slices.Contains(got, call) })
				}
				if !slices.Equal(want, got) {
					t.Errorf("%s: calls differ (-before +after):\n%s", c.name, cmp.Diff(want, got))
				}
			}
		})
	}
}

// calls says which calls something was found of: a finding may be in the new function, or where that is called.
func calls(found []finding.Finding, moved map[string]finding.Position) []string {
	var out []string
	for _, f := range found {
		p := f.Position
		if from, ok := moved[p.File+":"+strconv.Itoa(p.Line)]; ok {
			p = from
		}
		out = append(out, p.String())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// writer writes the functions of one file.
type writer struct {
	from    *loaded
	home    string          // import path of the file's package
	calls   []*ast.CallExpr // that were extracted, in order
	body    strings.Builder
	imports []string
	private bool // a type could not be named
}

// function writes a function that does what a call does, and returns a call of it; nil if the call is of a kind that this cannot be done with.
func (w *writer) function(call *ast.CallExpr) *ast.CallExpr {
	n := len(w.imports)
	out := w.write(call)
	if out == nil {
		w.imports = w.imports[:n]
		return nil
	}
	return out
}

func (w *writer) write(call *ast.CallExpr) *ast.CallExpr {
	info := w.from.info
	sig, ok := info.TypeOf(call.Fun).(*types.Signature)
	if !ok || sig.TypeParams() != nil || info.Types[call.Fun].IsType() {
		return nil // a conversion, say
	}
	w.private = false
	at := call.Pos()
	var params, given []string
	var args []ast.Expr
	param := func(t types.Type, x ast.Expr) string {
		name := fmt.Sprintf("p%d", len(params))
		params, args = append(params, name+" "+w.name(t)), append(args, x)
		return name
	}
	var fun string
	switch x := call.Fun.(type) {
	case *ast.Ident:
		fn, ok := info.Uses[x].(*types.Func)
		if !ok || w.home != w.from.types.Path() {
			return nil
		}
		fun = fn.Name()
	case *ast.SelectorExpr:
		fn, ok := info.Uses[x.Sel].(*types.Func)
		if !ok || !fn.Exported() && w.home != w.from.types.Path() {
			return nil // a function in a variable
		}
		if s := info.Selections[x]; s == nil {
			fun = w.qualify(fn.Pkg()) + "." + fn.Name()
			if fn.Pkg().Path() == w.home {
				fun = fn.Name()
			}
		} else {
			if s.Kind() != types.MethodVal {
				return nil
			}
			recv, self := s.Recv(), x.X
			_, pointer := types.Unalias(recv).(*types.Pointer)
			if _, wants := types.Unalias(fn.Signature().Recv().Type()).(*types.Pointer); wants && !pointer {
				recv, self = types.NewPointer(recv), &ast.UnaryExpr{OpPos: at, Op: token.AND, X: self}
			}
			fun = param(recv, self) + "." + fn.Name()
		}
	default:
		return nil
	}
	for i, a := range call.Args {
		t := info.TypeOf(a)
		if text, ok := w.constant(info.Types[a]); ok {
			given = append(given, text)
			continue
		}
		if basic, ok := t.(*types.Basic); ok && basic.Info()&types.IsUntyped != 0 || info.Types[a].Value != nil {
			t = sig.Params().At(min(i, sig.Params().Len()-1)).Type()
			if slice, ok := t.(*types.Slice); ok && sig.Variadic() && i >= sig.Params().Len()-1 && !call.Ellipsis.IsValid() {
				t = slice.Elem()
			}
		}
		if _, tuple := t.(*types.Tuple); tuple {
			return nil // f(g())
		}
		given = append(given, param(t, a))
	}
	if call.Ellipsis.IsValid() {
		given[len(given)-1] += "..."
	}
	var results []string
	for v := range sig.Results().Variables() {
		results = append(results, w.name(v.Type()))
	}
	if w.private {
		return nil
	}
	w.calls = append(w.calls, call)
	id := &ast.Ident{NamePos: at, Name: fmt.Sprintf("Extracted%d", len(w.calls))}
	does := fun + "(" + strings.Join(given, ", ") + ")"
	if len(results) > 0 {
		does = "return " + does
	}
	fmt.Fprintf(&w.body, "func %s(%s) (%s) { %s }\n", id.Name, strings.Join(params, ", "), strings.Join(results, ", "), does)
	var callee ast.Expr = id
	if w.home != w.from.types.Path() {
		callee = &ast.SelectorExpr{X: &ast.Ident{NamePos: at, Name: "splitoff"}, Sel: id}
	}
	return &ast.CallExpr{Fun: callee, Lparen: at, Args: args, Rparen: call.Rparen}
}

// constant writes a constant down, as it goes where its call does.
func (w *writer) constant(tv types.TypeAndValue) (string, bool) {
	if tv.Value == nil {
		return "", false
	}
	text := tv.Value.ExactString()
	if b, ok := tv.Type.(*types.Basic); ok && (b.Info()&types.IsUntyped != 0 || b.Kind() == types.String) {
		return text, true
	}
	return w.name(tv.Type) + "(" + text + ")", true
}

// name writes a type down for the file.
func (w *writer) name(t types.Type) string {
	w.check(t, map[types.Type]bool{})
	return types.TypeString(t, func(p *types.Package) string { return w.qualify(p) })
}

// check notes a type that the file cannot name: of a function, of type parameters, or unexported and of another package.
func (w *writer) check(t types.Type, seen map[types.Type]bool) {
	if t == nil || seen[t] {
		return
	}
	seen[t] = true
	switch t := t.(type) {
	case *types.TypeParam:
		w.private = true
	case *types.Named:
		o := t.Obj()
		if o.Pkg() == nil {
			return // error
		}
		if o.Parent() != o.Pkg().Scope() || o.Pkg().Path() != w.home && (!o.Exported() || o.Pkg() == w.from.types) {
			w.private = true
		}
		for a := range t.TypeArgs().Types() {
			w.check(a, seen)
		}
	case *types.Alias:
		w.check(types.Unalias(t), seen)
	case *types.Pointer:
		w.check(t.Elem(), seen)
	case *types.Slice:
		w.check(t.Elem(), seen)
	case *types.Array:
		w.check(t.Elem(), seen)
	case *types.Chan:
		w.check(t.Elem(), seen)
	case *types.Map:
		w.check(t.Key(), seen)
		w.check(t.Elem(), seen)
	case *types.Signature:
		w.check(t.Params(), seen)
		w.check(t.Results(), seen)
	case *types.Tuple:
		for v := range t.Variables() {
			w.check(v.Type(), seen)
		}
	case *types.Struct:
		for v := range t.Fields() {
			w.check(v.Type(), seen)
		}
	case *types.Interface:
		for m := range t.Methods() {
			w.check(m.Type(), seen)
		}
	}
}

// qualify imports a package and says what it is called in the file.
func (w *writer) qualify(p *types.Package) string {
	if p.Path() == w.home {
		return ""
	}
	i := slices.Index(w.imports, p.Path())
	if i < 0 {
		i = len(w.imports)
		w.imports = append(w.imports, p.Path())
	}
	return fmt.Sprintf("q%d", i)
}

// file is the whole file, and a name for it.
func (w *writer) file() (text, name string) {
	pkg := "splitoff"
	if w.home == w.from.types.Path() {
		pkg = w.from.types.Name()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n", pkg)
	for i, p := range w.imports {
		fmt.Fprintf(&b, "import q%d %q\n", i, p)
	}
	return b.String() + w.body.String(), "extracted.go"
}
