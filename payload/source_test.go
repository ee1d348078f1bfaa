package payload

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"reflect"
	"regexp"
	"sync"
	"testing"
)

// checked type-checks one file of the tests, which imports the standard library alone: what the tests encode and decode is also what shapes are
// extracted from.
func checked(t *testing.T, file string) *types.Package {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	c := types.Config{Importer: standard()}
	p, err := c.Check("github.com/buslint/buslint/payload", fset, []*ast.File{f}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// standard imports packages of the standard library, for all tests.
var standard = sync.OnceValue(func() types.Importer { return &lockedImporter{in: importer.Default()} })

type lockedImporter struct {
	mu sync.Mutex
	in types.Importer
}

func (l *lockedImporter) Import(path string) (*types.Package, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.in.Import(path)
}

// typeOf is the type of a name in a package, pointed to or not.
func typeOf(t *testing.T, p *types.Package, rt reflect.Type) types.Type {
	t.Helper()
	if rt.Kind() == reflect.Pointer && rt.Name() == "" {
		return types.NewPointer(typeOf(t, p, rt.Elem()))
	}
	name := regexp.MustCompile(`\[.*`).ReplaceAllString(rt.Name(), "")
	o := p.Scope().Lookup(name)
	if o == nil {
		t.Fatalf("no type %s", rt)
	}
	return o.Type()
}
