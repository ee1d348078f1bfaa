package verify

import (
	"fmt"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

func TestStubsAgreeWithLibraries(t *testing.T) {
	t.Parallel()
	paths, err := stubPaths()
	if err != nil {
		t.Fatal(err)
	}
	gopath, err := filepath.Abs(stubs)
	if err != nil {
		t.Fatal(err)
	}
	got, err := load(&packages.Config{Dir: gopath + "/src", Env: gopathEnv(gopath)}, paths...)
	if err != nil {
		t.Fatal(err)
	}
	want, err := libraries()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if want[path] == nil {
			continue // unavailable: load reports all others
		}
		for _, d := range differences(got[path], want[path]) {
			t.Errorf("%s: %s", path, d)
		}
	}
}

// gopathEnv makes the go command find packages in the folder src of dir by import path, and nowhere else.
func gopathEnv(dir string) []string {
	return append(os.Environ(), "GOPATH="+dir, "GO111MODULE=off", "GOPROXY=off", "GOWORK=off", "GOFLAGS=")
}

// differences says where a stub claims what the library does not declare.
func differences(stub, real *types.Package) []string {
	var out []string
	if stub.Name() != real.Name() {
		out = append(out, fmt.Sprintf("package is named %s, in the library %s", stub.Name(), real.Name()))
	}
	for _, name := range stub.Scope().Names() {
		s, r := stub.Scope().Lookup(name), real.Scope().Lookup(name)
		if !s.Exported() {
			continue // reached through the types that embed it
		}
		if r == nil {
			out = append(out, name+" is not in the library")
			continue
		}
		if a, b := declaration(s), declaration(r); a != b {
			out = append(out, fmt.Sprintf("%s is %s, in the library %s", name, a, b))
			continue
		}
		if s, ok := s.(*types.TypeName); ok && !s.IsAlias() {
			for _, d := range append(methods(s.Type(), r.Type()), fields(s.Type(), r.Type())...) {
				out = append(out, name+d)
			}
		}
	}
	return out
}

// declaration is all that must be the same of an object. Of structs and interfaces a stub may leave parts out.
func declaration(o types.Object) string {
	switch o := o.(type) {
	case *types.Const:
		return "const " + text(o.Type()) + " = " + o.Val().ExactString()
	case *types.TypeName:
		if o.IsAlias() {
			return "type = " + text(o.Type())
		}
		params := ""
		if n, ok := o.Type().(*types.Named); ok {
			params = typeParams(n.TypeParams())
		}
		switch u := o.Type().Underlying().(type) {
		case *types.Struct:
			return "type" + params + " struct"
		case *types.Interface:
			return "type" + params + " interface"
		default:
			return "type" + params + " " + text(u)
		}
	case *types.Func:
		return "func " + text(o.Type())
	}
	return "var " + text(o.Type())
}

// methods compares the exported methods of a stub's type with the library's, promoted ones included: who declares them, and their signatures.
func methods(stub, real types.Type) []string {
	var out []string
	set := types.NewMethodSet(largest(real))
	for m := range types.NewMethodSet(largest(stub)).Methods() {
		a := m.Obj().(*types.Func)
		if !a.Exported() {
			continue
		}
		sel := set.Lookup(nil, a.Name())
		if sel == nil {
			out = append(out, "."+a.Name()+" is not in the library")
			continue
		}
		b := sel.Obj().(*types.Func)
		if x, y := a.Origin().FullName()+" "+text(a.Origin().Type()), b.Origin().FullName()+" "+text(b.Origin().Type()); x != y {
			out = append(out, fmt.Sprintf(".%s is %s, in the library %s", a.Name(), x, y))
		}
	}
	return out
}

// largest is the type with all methods of t: a pointer, except for interfaces.
func largest(t types.Type) types.Type {
	if types.IsInterface(t) {
		return t
	}
	return types.NewPointer(t)
}

// fields compares the exported and the embedded fields of a stub's struct with the library's.
func fields(stub, real types.Type) []string {
	s, ok := stub.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	declared := map[string]*types.Var{}
	for f := range real.Underlying().(*types.Struct).Fields() {
		declared[f.Name()] = f
	}
	var out []string
	for f := range s.Fields() {
		if !f.Exported() && !f.Embedded() {
			continue
		}
		switch want, ok := declared[f.Name()]; {
		case !ok:
			out = append(out, "."+f.Name()+" is not in the library")
		case isStruct(f.Type()) && isStruct(declared[f.Name()].Type()): // written in place
			for _, d := range fields(f.Type(), declared[f.Name()].Type()) {
				out = append(out, "."+f.Name()+d)
			}
		case fieldText(want) != fieldText(f):
			out = append(out, fmt.Sprintf(".%s is %s, in the library %s", f.Name(), fieldText(f), fieldText(want)))
		}
	}
	return out
}

func isStruct(t types.Type) bool {
	_, ok := t.(*types.Struct)
	return ok
}

func fieldText(f *types.Var) string {
	if f.Embedded() {
		return "embedded " + text(f.Type())
	}
	return text(f.Type())
}

// text writes a type with full import paths and without names of parameters, which do not matter, and aliases, which export data may lose.
func text(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Pointer:
		return "*" + text(t.Elem())
	case *types.Slice:
		return "[]" + text(t.Elem())
	case *types.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), text(t.Elem()))
	case *types.Map:
		return "map[" + text(t.Key()) + "]" + text(t.Elem())
	case *types.Chan:
		return [...]string{types.SendRecv: "chan ", types.SendOnly: "chan<- ", types.RecvOnly: "<-chan "}[t.Dir()] + text(t.Elem())
	case *types.Tuple:
		parts := make([]string, 0, t.Len())
		for v := range t.Variables() {
			parts = append(parts, text(v.Type()))
		}
		return "(" + strings.Join(parts, ", ") + ")"
	case *types.Signature:
		variadic := ""
		if t.Variadic() {
			variadic = "variadic "
		}
		return variadic + typeParams(t.TypeParams()) + text(t.Params()) + " " + text(t.Results())
	case *types.TypeParam:
		return "$" + strconv.Itoa(t.Index())
	case *types.Struct:
		parts := make([]string, 0, t.NumFields())
		for f := range t.Fields() {
			parts = append(parts, f.Name()+" "+fieldText(f))
		}
		return "struct{" + strings.Join(parts, "; ") + "}"
	case *types.Interface:
		parts := make([]string, 0, t.NumMethods()+t.NumEmbeddeds())
		for m := range t.ExplicitMethods() {
			parts = append(parts, m.Name()+text(m.Type()))
		}
		for e := range t.EmbeddedTypes() {
			parts = append(parts, text(e))
		}
		slices.Sort(parts)
		return "interface{" + strings.Join(parts, "; ") + "}"
	case *types.Union:
		parts := make([]string, 0, t.Len())
		for u := range t.Terms() {
			parts = append(parts, strings.Repeat("~", btoi(u.Tilde()))+text(u.Type()))
		}
		return strings.Join(parts, "|")
	case *types.Named:
		s := t.Obj().Name()
		if p := t.Obj().Pkg(); p != nil {
			s = p.Path() + "." + s
		}
		parts := make([]string, 0, t.TypeArgs().Len())
		for a := range t.TypeArgs().Types() {
			parts = append(parts, text(a))
		}
		if len(parts) > 0 {
			s += "[" + strings.Join(parts, ", ") + "]"
		}
		return s
	default:
		return t.String()
	}
}

func typeParams(l *types.TypeParamList) string {
	if l.Len() == 0 {
		return ""
	}
	parts := make([]string, 0, l.Len())
	for p := range l.TypeParams() {
		parts = append(parts, text(p.Constraint()))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
