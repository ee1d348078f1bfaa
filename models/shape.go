package models

import (
	"cmp"
	"go/types"
	"maps"
	"path"
	"slices"
	"strings"
)

// ShapeLibrary describes generated packages of one kind, whose import path is the user's: those that ent writes.
type ShapeLibrary struct {
	Library string

	pos     string // where it is described
	shape   Shape
	methods map[string][]pattern // by name of the function or method, the most specific first; under "*" those whose name is a pattern
}

// pattern is a function in which $ and * are not replaced.
type pattern struct {
	*Func
	pointer  bool
	receiver string
}

func newShapeLibrary(lib Library) ShapeLibrary {
	l := ShapeLibrary{Library: lib.Name, pos: lib.start(), shape: *lib.Shape, methods: map[string][]pattern{}}
	for _, key := range slices.Sorted(maps.Keys(lib.Functions)) {
		f := lib.function(key, key)
		name := f.Method
		if strings.Contains(name, "*") {
			name = "*"
		}
		l.methods[name] = append(l.methods[name], pattern{f, strings.HasPrefix(key, "(*"), f.Receiver})
	}
	for _, ps := range l.methods {
		slices.SortStableFunc(ps, func(a, b pattern) int {
			return cmp.Or(strings.Count(a.receiver, "*")-strings.Count(b.receiver, "*"), len(b.receiver)-len(a.receiver))
		})
	}
	return l
}

// Whole tells whether the bodies of a generated type's methods need not be read.
func (l *ShapeLibrary) Whole(receiver string) bool {
	return slices.ContainsFunc(l.shape.Whole, func(pattern string) bool {
		ok, err := path.Match(pattern, receiver)
		return ok && err == nil
	})
}

// Matches tells whether a package is of this kind: it imports what the shape says and declares all that it must.
func (l *ShapeLibrary) Matches(p *types.Package) bool {
	for _, key := range l.shape.Has {
		_, receiver, name := split(key)
		if !declares(p, receiver, name) {
			return false
		}
	}
	return l.shape.Imports == "" || slices.ContainsFunc(p.Imports(), func(q *types.Package) bool {
		return q.Path() == l.shape.Imports || strings.HasPrefix(q.Path(), l.shape.Imports+"/")
	})
}

// declares tells whether a package has a function, or a type with a method.
func declares(p *types.Package, receiver, name string) bool {
	if receiver == "" {
		return p.Scope().Lookup(name) != nil
	}
	t, ok := p.Scope().Lookup(receiver).(*types.TypeName)
	if !ok {
		return false
	}
	m, _, _ := types.LookupFieldOrMethod(t.Type(), true, p, name)
	return m != nil
}

// Func returns what is known of a function of a generated package by its FullName, or nil. Of several patterns that fit the most specific counts.
func (l *ShapeLibrary) Func(pkg, name string) *Func {
	name = withoutTypeArgs(name)
	p, receiver, method := split(name)
	if p != pkg {
		return nil
	}
	for _, m := range slices.Concat(l.methods[method], l.methods["*"]) {
		if ok, err := path.Match(m.Method, method); !ok || err != nil {
			continue // another method
		}
		if m.pointer != strings.HasPrefix(name, "(*") || (m.receiver == "") != (receiver == "") {
			continue
		}
		if ok, err := path.Match(m.receiver, receiver); !ok || err != nil {
			continue // another type
		}
		f := *m.Func
		f.Name, f.Package, f.Receiver, f.Method = name, pkg, receiver, method
		if rest, ok := strings.CutPrefix(m.receiver, "*"); ok && rest != "" {
			f.Entity = strings.TrimSuffix(receiver, rest)
		}
		return &f
	}
	return nil
}
