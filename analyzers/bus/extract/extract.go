// Package extract cuts a type-checked package down to its table. It is the only part of buslint that sees syntax, types and SSA.
package extract

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"sort"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/internal/lazyregexp"
	"github.com/buslint/buslint/models"
)

// Input is one type-checked package.
type Input struct {
	Fset    *token.FileSet
	Pkg     *types.Package
	Files   []*ast.File
	Info    *types.Info
	Module  string                       // module path
	Main    bool                         // it is a main module
	Outside bool                         // Rel is relative to the module's folder, not to that of the run
	Rel     func(filename string) string // slash-separated name of a file
	Models  *models.Set
}

type extractor struct {
	in          Input
	out         *table.Table
	prog        *ssa.Program
	files       map[string]int32
	cgo         map[string]bool             // files that the compiler gets in place of others
	calls       map[token.Pos]*ast.CallExpr // by opening parenthesis
	dropped     map[*ast.CallExpr]ast.Stmt  // statements in blocks that are a call and drop its result
	spans       map[token.Pos]ast.Node      // literals, their elements and assignments, by the place that SSA keeps of them
	seen        map[string]bool             // foreign types
	conversions map[table.Conversion]bool
	text        map[types.Type]string
	methods     map[*types.Func]*table.Invoked
	fields      map[field]string
	scratch     scratch
}

var generatedHeader = lazyregexp.New(`^// Code generated .* DO NOT EDIT\.$`)

// Package makes the table of a package. Functions keep the names that go/types gives them; literals get a number behind the function around them.
func Package(in Input) *table.Table {
	x := &extractor{
		in:    in,
		out:   &table.Table{Package: in.Pkg.Path(), Module: in.Module, Main: in.Main, Outside: in.Outside, Shapes: map[string]string{}},
		files: map[string]int32{}, cgo: map[string]bool{}, calls: map[token.Pos]*ast.CallExpr{}, dropped: map[*ast.CallExpr]ast.Stmt{}, spans: map[token.Pos]ast.Node{}, seen: map[string]bool{},
		conversions: map[table.Conversion]bool{}, text: map[types.Type]string{}, methods: map[*types.Func]*table.Invoked{}, fields: map[field]string{}, scratch: scratch{ids: map[ssa.Value]int32{}},
	}
	for _, f := range in.Files {
		name, cgo := Origin(in.Fset, f)
		given := in.Fset.File(f.FileStart).Name()
		x.files[given] = int32(len(x.out.Files))
		x.cgo[given] = cgo
		x.out.Files = append(x.out.Files, in.Rel(name))
		x.out.Generated = append(x.out.Generated, headerMatches(f, generatedHeader) && !cgo)
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				x.calls[n.Lparen] = n
			case *ast.CompositeLit:
				x.spans[n.Lbrace] = n
			case *ast.KeyValueExpr:
				x.spans[n.Colon] = n
			case *ast.AssignStmt:
				x.assigned(n)
			case *ast.BlockStmt:
				x.drops(n.List)
			case *ast.CaseClause:
				x.drops(n.Body)
			case *ast.CommClause:
				x.drops(n.Body)
			}
			return true
		})
	}
	x.shapes()
	x.types()
	x.embeds()
	x.functions()
	x.sortTypes()
	return x.out
}

// functions builds SSA and converts every function with a body that is read.
func (x *extractor) functions() {
	files := x.in.Files
	for _, s := range x.in.Models.Shapes() {
		if s.Matches(x.in.Pkg) {
			files = x.without(files, s.Whole)
		}
	}
	x.prog = ssa.NewProgram(x.in.Fset, 0)
	for _, p := range x.in.Pkg.Imports() {
		x.prog.CreatePackage(p, nil, nil, true)
	}
	pkg := x.prog.CreatePackage(x.in.Pkg, files, x.initialised(), false)
	pkg.Build()

	x.function(pkg.Func("init"), "")
	for _, f := range x.in.Files {
		for _, d := range f.Decls {
			decl, ok := d.(*ast.FuncDecl)
			if !ok || decl.Name.Name == "_" {
				continue // not a function, or one that nobody can call
			}
			obj, ok := x.in.Info.Defs[decl.Name].(*types.Func)
			if !ok {
				continue // did not type-check
			}
			if fn := x.prog.FuncValue(obj); fn != nil {
				x.function(fn, "")
			}
		}
	}
	sort.SliceStable(x.out.Funcs, func(i, j int) bool { return x.out.Funcs[i].Name < x.out.Funcs[j].Name })
}

// initialised is what the type checker says, without the initial values of variables that other files declare: hosts check a package together with its
// tests, which may not be wanted.
func (x *extractor) initialised() *types.Info {
	info := *x.in.Info
	info.InitOrder = slices.DeleteFunc(slices.Clone(info.InitOrder), func(i *types.Initializer) bool {
		_, ok := x.files[x.in.Fset.File(i.Rhs.Pos()).Name()]
		return !ok
	})
	return &info
}

// without drops the bodies of methods of some types in generated files.
func (x *extractor) without(files []*ast.File, whole func(receiver string) bool) []*ast.File {
	out := slices.Clone(files)
	for i, f := range out {
		if !x.out.Generated[i] {
			continue // written by hand beside them
		}
		c := *f
		c.Decls = slices.Clone(f.Decls)
		for j, d := range c.Decls {
			decl, ok := d.(*ast.FuncDecl)
			if !ok || decl.Recv == nil {
				continue // no method
			}
			obj, ok := x.in.Info.Defs[decl.Name].(*types.Func)
			if !ok {
				continue // did not type-check
			}
			if t := named(obj.Signature().Recv().Type()); t != nil && whole(t.Obj().Name()) {
				bare := *decl
				bare.Body = nil
				c.Decls[j] = &bare
			}
		}
		out[i] = &c
	}
	return out
}

// function converts fn and the literals inside it.
func (x *extractor) function(fn *ssa.Function, parent string) {
	if fn == nil || len(fn.Blocks) == 0 {
		return // no body
	}
	b := &builder{x: x, fn: fn, ids: x.scratch.ids, out: &table.Func{Name: x.funcName(fn), Parent: parent}}
	b.build()
	x.out.Funcs = append(x.out.Funcs, b.out)
	for _, a := range fn.AnonFuncs {
		x.function(a, b.out.Name)
	}
}

// funcName is FullName for declared functions, "F$1" for literals, "pkg.init" for package initialisation.
func (x *extractor) funcName(fn *ssa.Function) string {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		if name := obj.FullName(); obj.Name() != "init" {
			return name
		}
		return x.in.Pkg.Path() + "." + fn.Name() // init#1, init#2: there may be several
	}
	if p := fn.Parent(); p != nil {
		for i, a := range p.AnonFuncs {
			if a == fn {
				return x.funcName(p) + "$" + strconv.Itoa(i+1)
			}
		}
	}
	if fn.Pkg != nil {
		return fn.Pkg.Pkg.Path() + "." + fn.Name()
	}
	return fn.String()
}

func (x *extractor) typeText(t types.Type) string {
	s, ok := x.text[t]
	if !ok {
		s = typeText(t)
		x.text[t] = s
	}
	return s
}

// drops keeps which statements of a block are a call whose result is dropped.
func (x *extractor) drops(list []ast.Stmt) {
	for _, s := range list {
		var value ast.Expr
		switch s := s.(type) {
		case *ast.ExprStmt:
			value = s.X
		case *ast.AssignStmt:
			if to, ok := s.Lhs[0].(*ast.Ident); ok && to.Name == "_" && len(s.Lhs) == 1 {
				value = s.Rhs[0]
			}
		}
		if call, ok := value.(*ast.CallExpr); ok {
			x.dropped[call] = s
		}
	}
}

// assigned keeps where an assignment to a field or element stands.
func (x *extractor) assigned(a *ast.AssignStmt) {
	if len(a.Lhs) != 1 {
		return
	}
	switch to := a.Lhs[0].(type) {
	case *ast.SelectorExpr:
		x.spans[to.Sel.Pos()] = a
	case *ast.IndexExpr:
		x.spans[to.Lbrack] = a
	}
}

// span is where a literal, an element of one, or an assignment begins and ends; of anything else, its place.
func (x *extractor) span(p token.Pos) (line, col, endLine, endCol int32) {
	from, to := p, p
	if n, ok := x.spans[p]; ok {
		from, to = n.Pos(), n.End()
	}
	_, line, col = x.place(from)
	_, endLine, endCol = x.place(to)
	return line, col, endLine, endCol
}

// qualifier is what a literal calls the package of its type: "amqp" in amqp.Publishing{}.
func (x *extractor) qualifier(lbrace token.Pos) string {
	lit, ok := x.spans[lbrace].(*ast.CompositeLit)
	if !ok {
		return ""
	}
	sel, ok := lit.Type.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	id, ok := sel.X.(*ast.Ident)
	if !ok {
		return ""
	}
	return id.Name
}

func (x *extractor) place(p token.Pos) (file, line, col int32) {
	if !p.IsValid() {
		return 0, 0, 0
	}
	pos := x.in.Fset.PositionFor(p, false)
	i, ok := x.files[pos.Filename]
	if !ok {
		return 0, 0, 0 // of another package
	}
	if x.cgo[pos.Filename] {
		pos = x.in.Fset.PositionFor(p, true)
	}
	return i, int32(pos.Line), int32(pos.Column)
}

// shapes recognises generated packages among this one and its imports.
func (x *extractor) shapes() {
	for _, s := range x.in.Models.Shapes() {
		for _, p := range append([]*types.Package{x.in.Pkg}, x.in.Pkg.Imports()...) {
			if s.Matches(p) {
				x.out.Shapes[p.Path()] = s.Library
			}
		}
	}
}

// invoked describes a method of an interface.
func (x *extractor) invoked(m *types.Func) *table.Invoked {
	i, ok := x.methods[m]
	if !ok {
		i = &table.Invoked{Sig: sigText(m.Signature()), Like: x.like(m)}
		x.methods[m] = i
	}
	return i
}

// like finds the modelled method that an interface method of the user's own stands for: same name, same parameter and result types, of which at
// least one is declared in the library. One whose type has the other methods of the interface too goes before others.
func (x *extractor) like(m *types.Func) string {
	if m.Pkg() == nil || x.in.Models.Package(m.Pkg().Path()) {
		return "" // known by its own name, if at all
	}
	candidates := x.in.Models.Methods(m.Name())
	if len(candidates) == 0 {
		return ""
	}
	sig := sigText(m.Signature())
	mentioned := map[string]*types.Package{}
	mention(m.Signature(), mentioned, map[types.Type]bool{})
	iface, _ := m.Signature().Recv().Type().Underlying().(*types.Interface)
	first := ""
	for _, c := range candidates {
		p, ok := mentioned[c.Package]
		if !ok {
			continue // the signature says nothing of this library
		}
		obj, ok := p.Scope().Lookup(c.Receiver).(*types.TypeName)
		if !ok {
			continue // a later version without this type
		}
		found, _, _ := types.LookupFieldOrMethod(types.NewPointer(obj.Type()), true, p, m.Name())
		if types.IsInterface(obj.Type()) {
			found, _, _ = types.LookupFieldOrMethod(obj.Type(), true, p, m.Name())
		}
		if f, ok := found.(*types.Func); !ok || sigText(f.Signature()) != sig {
			continue
		}
		if iface == nil || types.Implements(types.NewPointer(obj.Type()), iface) || types.Implements(obj.Type(), iface) {
			return c.Name
		}
		first = cmp.Or(first, c.Name)
	}
	return first
}

// mention collects the packages of the named types in t.
func mention(t types.Type, out map[string]*types.Package, seen map[types.Type]bool) {
	if seen[t] {
		return
	}
	seen[t] = true
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if p := t.Obj().Pkg(); p != nil {
			out[p.Path()] = p
		}
		for a := range t.TypeArgs().Types() {
			mention(a, out, seen)
		}
	case *types.Pointer:
		mention(t.Elem(), out, seen)
	case *types.Slice:
		mention(t.Elem(), out, seen)
	case *types.Array:
		mention(t.Elem(), out, seen)
	case *types.Map:
		mention(t.Key(), out, seen)
		mention(t.Elem(), out, seen)
	case *types.Chan:
		mention(t.Elem(), out, seen)
	case *types.Signature:
		for v := range t.Params().Variables() {
			mention(v.Type(), out, seen)
		}
		for v := range t.Results().Variables() {
			mention(v.Type(), out, seen)
		}
	}
}

func constText(v constant.Value) string {
	if v == nil {
		return "nil"
	}
	if v.Kind() == constant.String {
		return constant.StringVal(v)
	}
	return v.ExactString()
}
