package models

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Func is what is known of one function.
type Func struct {
	Name     string // as go/types prints FullName, without type parameters
	Library  string
	Package  string // import path
	Receiver string // name of the receiver's type, "" for a function
	Method   string // name of the function or method
	Entity   string // what the first star of a pattern stands for: "Order" for ent's "*Create" and OrderCreate
	Pos      string // where the model stands: "kafka-go.yaml:12"
	Effect          // its Source is the library's, unless the function names its own
}

// Set is a collection of models, ready for look-ups. It does not change.
type Set struct {
	funcs    map[string]*Func
	methods  map[string][]*Func // by method name, sorted by FullName
	types    map[string]*described
	packages map[string]bool
	settings map[string][]string // by library, sorted
	clients  map[string]bool     // by library: what it makes, publishes to a broker itself
	shapes   []ShapeLibrary
	hooks    []Hook
	rowTags  map[string]bool
	buses    map[string]string // by library

	configTags map[string]string // by key of a struct tag
}

// described is a type with the place of its model.
type described struct {
	Type
	library, pos string
}

// NewSet joins libraries, replacing $ by each of their packages. Describing a function or type twice is an error that names both places; all such
// errors are reported, joined.
func NewSet(libs ...Library) (*Set, error) {
	s := &Set{funcs: map[string]*Func{}, types: map[string]*described{}, packages: map[string]bool{}, rowTags: map[string]bool{}, configTags: map[string]string{}, buses: map[string]string{}}
	var errs []error
	for _, lib := range libs {
		errs = append(errs, s.add(lib)...)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	s.index()
	return s, nil
}

// With returns a set in which libs are added and win over what s says of the same functions, types and shapes. Among libs, describing anything
// twice is an error, as in NewSet.
func (s *Set) With(libs ...Library) (*Set, error) {
	t, err := NewSet(libs...)
	if err != nil {
		return nil, err
	}
	funcs, types, packages := maps.Clone(s.funcs), maps.Clone(s.types), maps.Clone(s.packages)
	maps.Copy(funcs, t.funcs)
	maps.Copy(types, t.types)
	maps.Copy(packages, t.packages)
	buses := maps.Clone(s.buses)
	maps.Copy(buses, t.buses)
	rowTags := maps.Clone(s.rowTags)
	maps.Copy(rowTags, t.rowTags)
	configTags := maps.Clone(s.configTags)
	maps.Copy(configTags, t.configTags)
	shapes := slices.Clone(t.shapes) // they are tried first
	for _, l := range s.shapes {
		if t.shape(l.Library) == nil {
			shapes = append(shapes, l)
		}
	}
	u := &Set{funcs: funcs, types: types, packages: packages, shapes: shapes, hooks: slices.Concat(t.hooks, s.hooks), rowTags: rowTags, configTags: configTags, buses: buses}
	u.index()
	return u, nil
}

func (s *Set) add(lib Library) []error {
	if lib.Bus != "" {
		s.buses[lib.Name] = lib.Bus
	}
	if lib.Shape != nil {
		if old := s.shape(lib.Name); old != nil {
			return []error{fmt.Errorf("%s: shape %q is described already at %s", lib.start(), lib.Name, old.pos)}
		}
		s.shapes = append(s.shapes, newShapeLibrary(lib))
		return nil
	}
	s.hooks = append(s.hooks, lib.hooks()...)
	for _, key := range lib.RowTags {
		s.rowTags[key] = true
	}
	maps.Copy(s.configTags, lib.ConfigTags)
	var errs []error
	packages := lib.Packages
	if len(packages) == 0 {
		packages = []string{""} // its keys name their packages in full
	}
	for _, p := range packages {
		for _, key := range slices.Sorted(maps.Keys(lib.Functions)) {
			f := lib.function(key, strings.ReplaceAll(key, "$", p))
			if old := s.funcs[f.Name]; old != nil {
				errs = append(errs, fmt.Errorf("%s: function %q is described already at %s", f.Pos, f.Name, old.Pos))
				continue
			}
			s.funcs[f.Name] = f
			s.packages[f.Package] = true
		}
		for _, key := range slices.Sorted(maps.Keys(lib.Types)) {
			name := strings.ReplaceAll(key, "$", p)
			t := &described{Type: lib.Types[key], library: lib.Name, pos: lib.position(key)}
			if old := s.types[name]; old != nil {
				errs = append(errs, fmt.Errorf("%s: type %q is described already at %s", t.pos, name, old.pos))
				continue
			}
			t.Source = cmp.Or(t.Source, lib.Source)
			s.types[name] = t
			pkg, _, _ := split(name)
			s.packages[pkg] = true
		}
	}
	return errs
}

// function makes the Func of a key, whose full name is given.
func (l Library) function(key, name string) *Func {
	f := &Func{Name: withoutTypeArgs(name), Library: l.Name, Pos: l.position(key), Effect: l.Functions[key]}
	f.Package, f.Receiver, f.Method = split(f.Name)
	f.Source = cmp.Or(f.Source, l.Source)
	return f
}

// Client tells whether the receiver of a publishing method is a broker's own client, wherever it comes from: a publisher of a library that makes
// publishers, but no outbox, and none that goes through another; or its type is said to be one.
func (s *Set) Client(m *Func) bool {
	t := s.Type(m.Package + "." + m.Receiver)
	return t != nil && (t.Broker || t.Is == "publisher" && s.clients[m.Library])
}

// index fills what is found out from functions and types.
func (s *Set) index() {
	s.methods = map[string][]*Func{}
	settings := map[string][]string{}
	for _, f := range s.Funcs() {
		if f.Set != nil && f.Set.Setting != "" {
			settings[f.Library] = append(settings[f.Library], f.Set.Setting)
		}
		if f.Receiver != "" {
			s.methods[f.Method] = append(s.methods[f.Method], f)
		}
	}
	for _, t := range s.types {
		settings[t.library] = slices.AppendSeq(settings[t.library], maps.Values(t.Options))
		settings[t.library] = slices.AppendSeq(settings[t.library], maps.Keys(t.Defaults))
	}
	s.clients = map[string]bool{}
	for _, f := range s.Funcs() {
		if k := f.Construct; k != nil && k.Kind != "message" {
			plain, seen := s.clients[f.Library]
			s.clients[f.Library] = (plain || !seen) && k.Kind != "outbox" && k.Kind != "in-process" && k.OutboxIf.IsZero() && k.Decorates.IsZero()
		}
	}
	s.settings = map[string][]string{}
	for library, list := range settings {
		slices.Sort(list)
		s.settings[library] = slices.Compact(list)
	}
}

// Func returns what is known of a function by its FullName, or nil. Type parameters and arguments in the name do not matter.
func (s *Set) Func(name string) *Func { return s.funcs[withoutTypeArgs(name)] }

// Funcs lists all functions of libraries, sorted by name.
func (s *Set) Funcs() []*Func {
	out := make([]*Func, 0, len(s.funcs))
	for _, name := range slices.Sorted(maps.Keys(s.funcs)) {
		out = append(out, s.funcs[name])
	}
	return out
}

// Methods lists the described methods of a name, sorted by FullName.
func (s *Set) Methods(name string) []*Func { return s.methods[name] }

// Type returns what is known of a type by its full name ("github.com/segmentio/kafka-go.Writer"), or nil.
func (s *Set) Type(name string) *Type {
	if t := s.types[withoutTypeArgs(name)]; t != nil {
		return &t.Type
	}
	return nil
}

// Fields lists the fields of libraries' types that are a setting, by full name, sorted: "github.com/segmentio/kafka-go.Writer.Topic".
func (s *Set) Fields(setting string) []string {
	var out []string
	for name, t := range s.types {
		for field, is := range t.Options {
			if is == setting {
				out = append(out, name+"."+field)
			}
		}
	}
	slices.Sort(out)
	return out
}

// LibraryOf is the library that describes a type, "" if none does.
func (s *Set) LibraryOf(name string) string {
	if t := s.types[withoutTypeArgs(name)]; t != nil {
		return t.library
	}
	return ""
}

// Bus is the kind of broker that a library speaks to, "" if it speaks to several or none.
func (s *Set) Bus(library string) string { return s.buses[library] }

// Settings lists the settings that anything of a library has, sorted.
func (s *Set) Settings(library string) []string { return s.settings[library] }

// Limits maps the keys that end that a message of a queue comes again to the library that declares such queues.
func (s *Set) Limits() map[string]string {
	out := map[string]string{}
	for _, f := range s.Funcs() {
		if f.Declare != nil {
			for _, key := range f.Declare.Limits {
				out[key] = f.Library
			}
		}
	}
	return out
}

// Hook returns the hook that a function is, or nil; method is "" for what is no method. Params are without the receiver.
func (s *Set) Hook(method string, params, results []string) *Hook {
	for i := range s.hooks {
		if h := &s.hooks[i]; h.Fits(method, params, results) {
			return h
		}
	}
	return nil
}

// Package tells whether any function or type of a package is described.
func (s *Set) Package(path string) bool { return s.packages[path] }

// Packages lists the packages of which any function or type is described, sorted.
func (s *Set) Packages() []string { return slices.Sorted(maps.Keys(s.packages)) }

// Shapes lists the kinds of generated packages, the users' own first.
func (s *Set) Shapes() []ShapeLibrary { return s.shapes }

// Shaped returns what is known of a function of a generated package, or nil.
func (s *Set) Shaped(library, pkg, name string) *Func {
	if l := s.shape(library); l != nil {
		return l.Func(pkg, name)
	}
	return nil
}

func (s *Set) shape(library string) *ShapeLibrary {
	for i := range s.shapes {
		if s.shapes[i].Library == library {
			return &s.shapes[i]
		}
	}
	return nil
}

// ConfigTags says of keys of struct tags of configurations what their values are: environment, or default.
func (s *Set) ConfigTags() map[string]string { return s.configTags }

// RowTag tells whether only rows have a struct tag with a key.
func (s *Set) RowTag(key string) bool { return s.rowTags[key] }
