package driver

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"sync"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/bus/extract"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/payload"
)

// compares tells whether rules look at shapes of payloads. Some only compare them with older ones, and do nothing where there are none.
func compares(rules []rule.Rule, s catalog.State) bool {
	older := len(s.Locks) > 0 || s.Base != nil
	return slices.ContainsFunc(rules, func(r rule.Rule) bool { return r.Shapes && (older || !r.History) })
}

// shapes works out the wire shapes of payload types. They are kept with the package that declares the type: one that is served from the cache is
// type-checked only if a shape of it is not known yet.
func (l *loader) shapes(wanted []bus.PayloadShape) map[bus.PayloadShape]*payload.Schema {
	if len(wanted) == 0 {
		return nil
	}
	units := map[string]*unit{}
	keep := settle(l.order)
	for _, u := range l.order {
		if keep[u.pkg.ID] {
			units[u.pkg.PkgPath] = u
		}
	}
	out := map[bus.PayloadShape]*payload.Schema{}
	syntax := map[*unit]func() (*token.FileSet, []*ast.File){}
	for _, w := range wanted {
		u := units[w.Package]
		if u == nil {
			continue // not analysed
		}
		if s, known := l.reuse.shape(u, w); known {
			out[w] = s
			continue
		}
		if u.types == nil {
			l.check(u, l.read(u))
			u.types, u.pkg.Syntax, u.pkg.TypesInfo = u.pkg.Types, nil, nil
		}
		if u.types == nil {
			continue
		}
		if syntax[u] == nil {
			syntax[u] = u.syntax()
		}
		out[w] = extract.Shape(u.types, w.Type, w.Format, syntax[u])
		l.reuse.keepShape(u, w, out[w])
	}
	return out
}

// syntax parses the files of a package once more, if it is asked: while packages are checked, the syntax of all is too much to hold.
func (u *unit) syntax() func() (*token.FileSet, []*ast.File) {
	return sync.OnceValues(func() (*token.FileSet, []*ast.File) {
		fset := token.NewFileSet()
		var files []*ast.File
		for _, name := range u.pkg.CompiledGoFiles {
			if f, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution); err == nil {
				files = append(files, f)
			}
		}
		return fset, files
	})
}

// shapeKey is where a shape is kept; not ok if nothing is kept of the package.
func (r *reuse) shapeKey(u *unit, w bus.PayloadShape) (d digest, ok bool) {
	if r == nil || !u.keeps {
		return d, false
	}
	d = newDigest("shape")
	d.add(string(u.key[:]), w.Type, w.Format)
	return d, true
}

// shape looks a shape up.
func (r *reuse) shape(u *unit, w bus.PayloadShape) (s *payload.Schema, known bool) {
	d, ok := r.shapeKey(u, w)
	if !ok {
		return nil, false
	}
	data, found := r.cache.Get(d.key())
	if !found || json.Unmarshal(data, &s) != nil {
		return nil, false
	}
	return s, true
}

// keepShape remembers a shape, or that there is none.
func (r *reuse) keepShape(u *unit, w bus.PayloadShape, s *payload.Schema) {
	d, ok := r.shapeKey(u, w)
	if !ok {
		return
	}
	if data, err := json.Marshal(s); err == nil {
		r.cache.Put(d.key(), data)
	}
}
