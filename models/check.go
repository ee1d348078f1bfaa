package models

import (
	"cmp"
	"fmt"
	"go/types"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/buslint/buslint/internal/config"
)

// Problem is a claim of a model that the declarations of the library contradict.
type Problem struct {
	Library string // name of the library
	File    string // file of the model
	Line    int
	Text    string
}

func (p Problem) String() string {
	return fmt.Sprintf("%s:%d: %s: %s", p.File, p.Line, p.Library, p.Text)
}

// Check compares models with the libraries that they describe, which lookup finds by import path: every function, method and type exists under
// the name that is given; arguments, results and parameters exist; fields do; callbacks are functions; the types of hooks exist; what is taken for an error is one, or
// has a described accessor. Slices, pointers, channels, maps and variadic arguments stand for their elements. The problems are sorted by place.
// Packages for which lookup returns neither types nor an error are left out, as are shapes: see [CheckShape].
func Check(set *Set, lookup func(pkgPath string) (*types.Package, error)) []Problem {
	c := &checker{set: set, lookup: lookup, packages: map[string]*types.Package{}}
	for _, f := range set.Funcs() {
		if p := c.find(f.Package, f.Library, f.Pos); p != nil {
			c.function(f, p)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(set.types)) {
		t := set.types[name]
		pkg, _, typeName := split(name)
		if p := c.find(pkg, t.library, t.pos); p != nil {
			c.typ(t, p, typeName)
		}
	}
	for _, h := range set.hooks {
		c.hook(h)
	}
	return c.sorted()
}

// CheckShape compares a shape with a generated package that it should fit: it must recognise the package, and each of its functions must describe
// at least one function there, as [Check] demands.
func CheckShape(set *Set, library string, p *types.Package) []Problem {
	c := &checker{set: set}
	l := set.shape(library)
	if l == nil {
		return []Problem{{Library: library, Text: "no such shape"}}
	}
	if !l.Matches(p) {
		c.problem(l.Library, l.pos, "package %s is not of this shape", p.Path())
	}
	fits := map[string]int{} // by place of the pattern
	for _, fn := range functions(p) {
		if f := l.Func(p.Path(), fn.FullName()); f != nil {
			fits[f.Pos]++
			c.effect(f, fn)
		}
	}
	for _, method := range slices.Sorted(maps.Keys(l.methods)) {
		for _, m := range l.methods[method] {
			if fits[m.Pos] == 0 {
				c.problem(l.Library, m.Pos, "%s describes nothing in package %s", m.Name, p.Path())
			}
		}
	}
	return c.sorted()
}

// functions lists the functions and methods that a package declares.
func functions(p *types.Package) []*types.Func {
	var out []*types.Func
	for _, name := range p.Scope().Names() {
		switch o := p.Scope().Lookup(name).(type) {
		case *types.Func:
			out = append(out, o)
		case *types.TypeName:
			t, ok := o.Type().(*types.Named)
			if !ok || o.IsAlias() {
				continue // declared elsewhere
			}
			out = slices.AppendSeq(out, t.Methods())
			if i, ok := t.Underlying().(*types.Interface); ok {
				out = slices.AppendSeq(out, i.ExplicitMethods())
			}
		}
	}
	return out
}

type checker struct {
	set      *Set
	lookup   func(string) (*types.Package, error)
	packages map[string]*types.Package // nil where the look-up failed
	problems []Problem
}

func (c *checker) problem(library, pos, format string, args ...any) {
	file, line, _ := strings.Cut(pos, ":")
	n, _ := strconv.Atoi(line)
	c.problems = append(c.problems, Problem{library, file, n, fmt.Sprintf(format, args...)})
}

// sorted returns the problems by place, once each: one line of a model may describe functions of several packages.
func (c *checker) sorted() []Problem {
	slices.SortFunc(c.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Text, b.Text))
	})
	return slices.Compact(c.problems)
}

// find returns a package, or nil, reporting once that there is none.
func (c *checker) find(path, library, pos string) *types.Package {
	if p, ok := c.packages[path]; ok {
		return p
	}
	p, err := c.lookup(path)
	if err != nil {
		c.problem(library, pos, "find package %s: %v", path, err)
		p = nil
	}
	c.packages[path] = p
	return p
}

// function checks one function of a library.
func (c *checker) function(f *Func, p *types.Package) {
	fn, err := declared(p, f.Receiver, f.Method)
	switch {
	case err != nil:
		c.problem(f.Library, f.Pos, "%s: %v", f.Name, err)
	case withoutTypeArgs(fn.FullName()) != f.Name:
		c.problem(f.Library, f.Pos, "%s is declared as %s", f.Name, withoutTypeArgs(fn.FullName()))
	default:
		c.effect(f, fn)
	}
}

// declared finds a function or method; methods of embedded fields and interfaces included.
func declared(p *types.Package, receiver, name string) (*types.Func, error) {
	if receiver == "" {
		switch o := p.Scope().Lookup(name).(type) {
		case *types.Func:
			return o, nil
		case *types.Var:
			if sig, ok := o.Type().Underlying().(*types.Signature); ok { // a variable that holds one
				return types.NewFunc(o.Pos(), p, name, sig), nil
			}
		}
		return nil, fmt.Errorf("package %s has no function %s%s", p.Path(), name, config.Hint(name, p.Scope().Names()))
	}
	t := typeName(p, receiver)
	if t == nil {
		return nil, fmt.Errorf("package %s has no type %s%s", p.Path(), receiver, config.Hint(receiver, p.Scope().Names()))
	}
	m, _, _ := types.LookupFieldOrMethod(t.Type(), true, p, name)
	fn, ok := m.(*types.Func)
	if !ok {
		return nil, fmt.Errorf("type %s has no method %s%s", receiver, name, config.Hint(name, methodNames(t.Type())))
	}
	return fn.Origin(), nil
}

// typeName finds a type. Export data lists exported types only: others are found where exported ones embed them.
func typeName(p *types.Package, name string) *types.TypeName {
	if t, ok := p.Scope().Lookup(name).(*types.TypeName); ok {
		return t
	}
	for _, n := range p.Scope().Names() {
		t, ok := p.Scope().Lookup(n).(*types.TypeName)
		if !ok {
			continue
		}
		if found := embedded(t.Type(), p, name, map[types.Type]bool{}); found != nil {
			return found
		}
	}
	return nil
}

func embedded(t types.Type, p *types.Package, name string, seen map[types.Type]bool) *types.TypeName {
	t = pointed(t)
	if seen[t] {
		return nil
	}
	seen[t] = true
	if n, ok := t.(*types.Named); ok && n.Obj().Pkg() == p && n.Obj().Name() == name {
		return n.Obj()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for f := range s.Fields() {
		if !f.Embedded() {
			continue
		}
		if found := embedded(f.Type(), p, name, seen); found != nil {
			return found
		}
	}
	return nil
}

// pointed drops aliases and a pointer.
func pointed(t types.Type) types.Type {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		return types.Unalias(p.Elem())
	}
	return t
}

func methodNames(t types.Type) []string {
	var out []string
	for s := range types.NewMethodSet(pointerTo(t)).Methods() {
		out = append(out, s.Obj().Name())
	}
	return out
}

// pointerTo is the type with the largest method set: a pointer, except for interfaces.
func pointerTo(t types.Type) types.Type {
	if types.IsInterface(t) || t != pointed(t) {
		return t
	}
	return types.NewPointer(t)
}

// typ checks the model of a type.
func (c *checker) typ(t *described, p *types.Package, name string) {
	obj, ok := p.Scope().Lookup(name).(*types.TypeName)
	if !ok {
		c.problem(t.library, t.pos, "package %s has no type %s%s", p.Path(), name, config.Hint(name, p.Scope().Names()))
		return
	}
	if n, ok := types.Unalias(obj.Type()).(*types.Named); ok && (n.Obj().Pkg() != p || n.Obj().Name() != name) {
		c.problem(t.library, t.pos, "type %s.%s is declared as %s.%s", p.Path(), name, n.Obj().Pkg().Path(), n.Obj().Name())
		return
	}
	if _, ok := obj.Type().Underlying().(*types.Map); ok {
		return // options are its keys, which are not declared
	}
	for _, option := range slices.Sorted(maps.Keys(t.Options)) {
		if _, err := field(obj.Type(), strings.Split(option, "."), p); err != nil {
			c.problem(t.library, t.pos, "option %s: %v", option, err)
		}
	}
}

// effect checks what a model says of a declared function.
func (c *checker) effect(f *Func, fn *types.Func) {
	s := scope{fn: fn, sig: fn.Signature()}
	v := reflect.ValueOf(&f.Effect).Elem()
	claims := 0
	for i := range v.NumField() {
		key := v.Type().Field(i).Tag.Get("yaml")
		if key == "source" || v.Field(i).IsZero() {
			continue
		}
		claims++
		e := v.Field(i)
		switch key {
		case "same":
			c.path(f, s, key, f.Same, "")
			c.path(f, s, key, Path{Root: "result"}, "")
		case "id":
			c.path(f, s, key, Path{Root: "result"}, "")
		case "partial":
			for _, path := range f.Partial {
				c.path(f, s, key, path, "")
			}
		case "outcomes":
			c.path(f, s, key, f.Outcomes, "chan")
		default:
			if e.Kind() == reflect.Pointer {
				c.claim(f, s, key, e.Elem())
			}
		}
	}
	if f.Neutral && claims > 1 {
		c.problem(f.Library, f.Pos, "%s is neutral and yet has an effect", f.Name)
	}
}

// claim checks one effect of a function.
func (c *checker) claim(f *Func, s scope, key string, e reflect.Value) {
	switch e := e.Addr().Interface().(type) {
	case *Callback:
		sig, err := s.callback(e.Arg)
		if err != nil {
			c.problem(f.Library, f.Pos, "%s: %s: %v", f.Name, key, err)
			return
		}
		s.params = sig.Params()
		if e.Wraps != "" && (sig.Params().Len() == 0 || !slices.Contains(methodNames(sig.Params().At(0).Type()), e.Wraps)) {
			c.problem(f.Library, f.Pos, "%s: %s.wraps: the function's first parameter has no method %s", f.Name, key, e.Wraps)
		}
	case *Consume:
		h, err := s.resolve(e.Handler)
		if list, ok := h.(*types.Slice); ok { // several handlers
			h = list.Elem()
		}
		if err == nil && h != nil && e.Method != "" && !slices.Contains(methodNames(h), e.Method) {
			c.problem(f.Library, f.Pos, "%s: %s.method: type %s has no method %s%s", f.Name, key, h, e.Method, config.Hint(e.Method, methodNames(h)))
		}
	case *Publish:
		if ch, err := s.resolve(e.Channel); err == nil && ch != nil {
			if ch, ok := ch.Underlying().(*types.Chan); ok {
				s.params = types.NewTuple(types.NewParam(0, nil, "", ch.Elem()))
			}
		}
		if h, err := s.resolve(e.Handler); err == nil && h != nil {
			if sig, ok := h.Underlying().(*types.Signature); ok && sig.Results().Len() > 0 {
				s.params = types.NewTuple(sig.Results().At(0))
			}
		}
	}
	for i := range e.NumField() {
		tag := e.Type().Field(i).Tag
		name := key + "." + tag.Get("yaml")
		switch v := e.Field(i).Interface().(type) {
		case Path:
			c.path(f, s, name, v, tag.Get("type"))
		case Paths:
			for _, p := range v {
				c.path(f, s, name, p, tag.Get("type"))
			}
		case string:
			if p, err := ParsePath(v); err == nil && strings.Contains(tag.Get("words"), "PATH") {
				c.path(f, s, name, p, tag.Get("type"))
			}
		}
	}
}

// path checks that a path leads to a value of a kind.
func (c *checker) path(f *Func, s scope, name string, p Path, kind string) {
	t, err := s.resolve(p)
	if err == nil && t != nil {
		err = c.is(t, kind)
	}
	if err != nil {
		c.problem(f.Library, f.Pos, "%s: %s: %s: %v", f.Name, name, p, err)
	}
}

// is tells whether a type is of a kind: one of the type tags of [Effect].
func (c *checker) is(t types.Type, kind string) error {
	ok := true
	switch kind {
	case "error":
		ok = isError(t) || c.hasAccessor(t)
		if !ok {
			return fmt.Errorf("type %s is no error, and no error-of accessor of it is described", t)
		}
	case "bool":
		ok = basic(t)&types.IsBoolean != 0
	case "string":
		ok = basic(t)&types.IsString != 0
	case "func":
		_, fn := element(t).Underlying().(*types.Signature)
		ok = fn || types.IsInterface(element(t))
	case "chan":
		_, ok = t.Underlying().(*types.Chan)
	case "bytes":
		s, slice := t.Underlying().(*types.Slice)
		ok = basic(t)&types.IsString != 0 || slice && types.Identical(s.Elem().Underlying(), types.Typ[types.Byte])
	}
	if !ok {
		return fmt.Errorf("type %s is not of kind %s", t, kind)
	}
	return nil
}

func isError(t types.Type) bool {
	return types.Implements(t, types.Universe.Lookup("error").Type().Underlying().(*types.Interface))
}

// hasAccessor tells whether a described method or function takes the error out of a type.
func (c *checker) hasAccessor(t types.Type) bool {
	for s := range types.NewMethodSet(pointerTo(t)).Methods() {
		m, ok := s.Obj().(*types.Func)
		if !ok {
			continue
		}
		if f := c.set.Func(m.Origin().FullName()); f != nil && f.ErrorOf != nil {
			return true
		}
	}
	return false
}

// basic is the kind of a basic type behind pointers.
func basic(t types.Type) types.BasicInfo {
	if b, ok := pointed(t).Underlying().(*types.Basic); ok {
		return b.Info()
	}
	return 0
}
