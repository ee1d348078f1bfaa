package models

import (
	"fmt"
	"go/types"
	"path"
	"sort"
	"strings"
)

// Func is what is known of one function.
type Func struct {
	Name     string // as go/types prints FullName
	Library  string
	Package  string // import path
	Receiver string // name of the receiver's type, "" for a function
	Method   string // name of the function or method
	Pos      string // where the model stands: "kafka-go.yaml:12"
	Effect
}

// Set is a collection of models, ready for look-ups. It does not change.
type Set struct {
	funcs    map[string]*Func
	methods  map[string][]*Func // by method name
	types    map[string]*Type
	packages map[string]bool
	shapes   []ShapeLibrary
}

// ShapeLibrary describes generated packages of one kind, whose import path is the user's.
type ShapeLibrary struct {
	Library string
	shape   Shape
	funcs   []*Func // $ and * not replaced
}

// NewSet joins libraries. Two that describe the same function differ: that is an error.
func NewSet(libs ...Library) (*Set, error) {
	s := &Set{funcs: map[string]*Func{}, methods: map[string][]*Func{}, types: map[string]*Type{}, packages: map[string]bool{}}
	for _, lib := range libs {
		if err := s.add(lib, false); err != nil {
			return nil, err
		}
	}
	s.index()
	return s, nil
}

// With returns a set in which libs are added and win over what s says of the same functions.
func (s *Set) With(libs ...Library) (*Set, error) {
	t := &Set{funcs: map[string]*Func{}, methods: map[string][]*Func{}, types: map[string]*Type{}, packages: map[string]bool{}, shapes: s.shapes}
	for k, v := range s.funcs {
		t.funcs[k] = v
	}
	for k, v := range s.types {
		t.types[k] = v
	}
	for k := range s.packages {
		t.packages[k] = true
	}
	for _, lib := range libs {
		if err := t.add(lib, true); err != nil {
			return nil, err
		}
	}
	t.index()
	return t, nil
}

func (s *Set) add(lib Library, override bool) error {
	if lib.Shape != nil {
		sl := ShapeLibrary{Library: lib.Name, shape: *lib.Shape}
		for _, key := range sortedKeys(lib.Functions) {
			sl.funcs = append(sl.funcs, &Func{Name: key, Library: lib.Name, Pos: lib.position(key), Effect: lib.Functions[key]})
		}
		s.shapes = append(s.shapes, sl)
		return nil
	}
	packages := lib.Packages
	if len(packages) == 0 {
		packages = []string{""}
	}
	for _, p := range packages {
		s.packages[p] = true
		for _, key := range sortedKeys(lib.Functions) {
			name := strings.ReplaceAll(key, "$", p)
			if old, twice := s.funcs[name]; twice && !override {
				return fmt.Errorf("%s: function %q is described already at %s", lib.position(key), name, old.Pos)
			}
			f := &Func{Name: name, Library: lib.Name, Pos: lib.position(key), Effect: lib.Functions[key]}
			f.Package, f.Receiver, f.Method = split(name)
			s.packages[f.Package] = true
			s.funcs[name] = f
		}
		for _, key := range sortedKeys(lib.Types) {
			t := lib.Types[key]
			s.types[strings.ReplaceAll(key, "$", p)] = &t
		}
	}
	delete(s.packages, "")
	return nil
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func (s *Set) index() {
	for _, name := range sortedKeys(s.funcs) {
		if f := s.funcs[name]; f.Receiver != "" {
			s.methods[f.Method] = append(s.methods[f.Method], f)
		}
	}
}

// split takes a FullName apart: "(*a/b.T).M" is of package "a/b", receiver "T", name "M".
func split(full string) (pkg, receiver, name string) {
	if rest, ok := strings.CutPrefix(full, "("); ok {
		recv, method, _ := strings.Cut(rest, ").")
		recv = strings.TrimPrefix(recv, "*")
		dot := lastDot(recv)
		if dot < 0 {
			return "", recv, method
		}
		return recv[:dot], recv[dot+1:], method
	}
	if dot := lastDot(full); dot >= 0 {
		return full[:dot], "", full[dot+1:]
	}
	return "", "", full
}

// lastDot is the dot between import path and name.
func lastDot(s string) int {
	slash := strings.LastIndexByte(s, '/')
	if dot := strings.LastIndexByte(s[slash+1:], '.'); dot >= 0 {
		return slash + 1 + dot
	}
	return -1
}

// Func returns what is known of a function by its FullName, or nil.
func (s *Set) Func(name string) *Func { return s.funcs[name] }

// Funcs lists all functions, sorted by name.
func (s *Set) Funcs() []*Func {
	out := make([]*Func, 0, len(s.funcs))
	for _, name := range sortedKeys(s.funcs) {
		out = append(out, s.funcs[name])
	}
	return out
}

// Methods lists the described methods of a name, sorted by FullName.
func (s *Set) Methods(name string) []*Func { return s.methods[name] }

// Type returns what is known of a type by its full name ("github.com/segmentio/kafka-go.Writer"), or nil.
func (s *Set) Type(name string) *Type { return s.types[name] }

// Package tells whether a package is described.
func (s *Set) Package(path string) bool { return s.packages[path] }

// Shapes lists the kinds of generated packages.
func (s *Set) Shapes() []ShapeLibrary { return s.shapes }

// Matches tells whether a package is of this kind: it imports what the shape says and declares all that it must.
func (l ShapeLibrary) Matches(p *types.Package) bool {
	for _, key := range l.shape.Has {
		_, receiver, name := split(strings.ReplaceAll(key, "$", "p"))
		if receiver == "" {
			if p.Scope().Lookup(name) == nil {
				return false
			}
			continue
		}
		obj, ok := p.Scope().Lookup(receiver).(*types.TypeName)
		if !ok {
			return false
		}
		if m, _, _ := types.LookupFieldOrMethod(types.NewPointer(obj.Type()), true, p, name); m == nil {
			return false
		}
	}
	if l.shape.Imports == "" {
		return true
	}
	for _, q := range p.Imports() {
		if q.Path() == l.shape.Imports || strings.HasPrefix(q.Path(), l.shape.Imports+"/") {
			return true
		}
	}
	return false
}

// Shaped returns what is known of a function of a generated package, or nil.
func (s *Set) Shaped(library, pkg, name string) *Func {
	for _, l := range s.shapes {
		if l.Library != library {
			continue
		}
		for _, f := range l.funcs {
			if matchName(strings.ReplaceAll(f.Name, "$", pkg), name) {
				g := *f
				g.Name = name
				g.Package, g.Receiver, g.Method = split(name)
				return &g
			}
		}
	}
	return nil
}

// matchName compares FullNames; a star in the pattern's type name stands for any text.
func matchName(pattern, name string) bool {
	if pattern == name {
		return true
	}
	pp, pr, pm := split(pattern)
	np, nr, nm := split(name)
	ok, err := path.Match(pr, nr)
	return pp == np && pm == nm && pr != "" && err == nil && ok && strings.HasPrefix(pattern, "(*") == strings.HasPrefix(name, "(*")
}
