package driver

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/cache"
)

// listed is what the go command says of packages: names, files, imports and where their export data is. Nothing is parsed yet.
const listed = packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedDeps | packages.NeedModule |
	packages.NeedExportFile | packages.NeedTypesSizes

// loader type-checks packages from syntax, bottom-up and in parallel, and everything that they import besides from export data. It holds the syntax of
// a package only as long as somebody works on it: that is why it does not leave the type-checking to go/packages, which holds all of it at once.
type loader struct {
	fset     *token.FileSet
	source   map[string]*unit // by package ID
	order    []*unit          // each behind those that it imports
	exportMu sync.Mutex
	exported map[string]*types.Package // by import path; guarded by exportMu
	reuse    *reuse                    // nil if all packages are checked
	holds    bool                      // keep the types of all packages: they are wanted afterwards
	digestMu sync.Mutex
	digests  map[string][sha256.Size]byte // by file: what was read; guarded by digestMu
}

// unit is a package that is type-checked from syntax.
type unit struct {
	pkg     *packages.Package
	types   *types.Package // those that importers see; nil before it is checked, and if they see its export data
	api     string         // see apiOf; "" if the package has errors
	kept    *entry         // from the cache
	key     cache.Key      // under which it may be kept, if keeps
	keeps   bool
	index   int     // in loader.order
	after   []*unit // those that need this one's types
	waiting int     // packages that have to be checked before
}

// newLoader makes a loader for the packages of a graph that source tells to be checked from syntax.
func newLoader(roots []*packages.Package, fset *token.FileSet, source func(*packages.Package) bool) *loader {
	l := &loader{fset: fset, source: map[string]*unit{}, exported: map[string]*types.Package{}, digests: map[string][sha256.Size]byte{}}
	packages.Visit(roots, nil, func(p *packages.Package) {
		if source(p) {
			u := &unit{pkg: p, index: len(l.order)}
			l.source[p.ID] = u
			l.order = append(l.order, u)
		}
	})
	below := map[*packages.Package][]*unit{}
	for _, u := range l.order {
		for _, dep := range l.below(u.pkg, below) {
			if dep.index < u.index { // else they import each other, which is an error of theirs
				dep.after = append(dep.after, u)
				u.waiting++
			}
		}
	}
	return l
}

// below lists the packages from syntax that a package imports, directly or through packages that are not from syntax.
func (l *loader) below(p *packages.Package, known map[*packages.Package][]*unit) []*unit {
	if out, ok := known[p]; ok {
		return out
	}
	known[p] = nil // while it is being found out: packages that import each other
	var out []*unit
	for _, imp := range p.Imports {
		if u := l.source[imp.ID]; u != nil {
			out = append(out, u)
		} else {
			out = append(out, l.below(imp, known)...)
		}
	}
	slices.SortFunc(out, func(a, b *unit) int { return cmp.Compare(a.index, b.index) })
	out = slices.Compact(out)
	known[p] = out
	return out
}

// each checks all packages that are not served from the cache, and calls work for each, from several goroutines, while it has its syntax and types.
func (l *loader) each(ctx context.Context, work func(*unit)) error {
	ready := make(chan *unit, len(l.order))
	var mu sync.Mutex
	left := len(l.order)
	for _, u := range l.order {
		if u.waiting == 0 {
			ready <- u
		}
	}
	if left == 0 {
		close(ready)
	}
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for u := range ready {
				if ctx.Err() == nil {
					l.serve(u)
					work(u)
				}
				u.pkg.Syntax, u.pkg.TypesInfo, u.pkg.Types, u.kept = nil, nil, nil, nil
				mu.Lock()
				for _, next := range u.after {
					if next.waiting--; next.waiting == 0 {
						ready <- next
					}
				}
				if left--; left == 0 {
					close(ready)
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}

// keep notes what a file held when it was read. One that changed while buslint ran, as a package and its tests read it, has no digest.
func (l *loader) keep(file string, digest [sha256.Size]byte) {
	l.digestMu.Lock()
	defer l.digestMu.Unlock()
	if old, twice := l.digests[file]; twice && old != digest {
		digest = [sha256.Size]byte{}
	}
	l.digests[file] = digest
}

// source is a file of a package.
type source struct {
	name   string // on this machine
	data   []byte
	digest [sha256.Size]byte
	err    error // it could not be read
}

// read reads the files of a package.
func (l *loader) read(u *unit) []source {
	files := make([]source, len(u.pkg.CompiledGoFiles))
	for i, name := range u.pkg.CompiledGoFiles {
		data, err := os.ReadFile(name)
		files[i] = source{name, data, sha256.Sum256(data), err}
		if err == nil {
			l.keep(name, files[i].digest)
		}
	}
	return files
}

// serve takes a package from the cache, or checks it.
func (l *loader) serve(u *unit) {
	files := l.read(u)
	if u.key, u.kept, u.keeps = l.reuse.find(u, files); u.kept != nil {
		u.api = u.kept.api
		return
	}
	l.check(u, files)
	if u.keeps = u.keeps && !u.pkg.IllTyped; u.keeps {
		u.api = apiOf(u.pkg.Types)
	}
}

// How much source there is to an expression and to a name that is used, so that the maps of a package need not grow: measured on a million lines.
const bytesPerExpr, bytesPerUse = 10, 15

// check parses and type-checks one package. What is wrong with it ends in its Errors.
func (l *loader) check(u *unit, files []source) {
	p := u.pkg
	p.Fset = l.fset
	for _, file := range files {
		if file.err != nil {
			p.Errors = append(p.Errors, parseErrors(file.name, file.err)...)
			continue
		}
		f, err := parser.ParseFile(l.fset, file.name, file.data, parser.ParseComments|parser.AllErrors|parser.SkipObjectResolution)
		p.Errors = append(p.Errors, parseErrors(file.name, err)...)
		if f != nil {
			p.Syntax = append(p.Syntax, f)
		}
	}
	size := 0
	for _, file := range files {
		size += len(file.data)
	}
	p.TypesInfo = &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue, size/bytesPerExpr), Defs: map[*ast.Ident]types.Object{}, Uses: make(map[*ast.Ident]types.Object, size/bytesPerUse),
		Implicits: map[ast.Node]types.Object{}, Instances: map[*ast.Ident]types.Instance{}, Scopes: map[ast.Node]*types.Scope{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, FileVersions: map[*ast.File]string{},
	}
	conf := types.Config{
		Importer: importer(func(path string) (*types.Package, error) { return l.dependency(p, path) }),
		Sizes:    p.TypesSizes,
		Error: func(err error) {
			if e, ok := errors.AsType[types.Error](err); ok {
				p.Errors = append(p.Errors, packages.Error{Pos: e.Fset.Position(e.Pos).String(), Msg: e.Msg, Kind: packages.TypeError})
			}
		},
	}
	if p.Module != nil && p.Module.GoVersion != "" {
		conf.GoVersion = "go" + p.Module.GoVersion
	}
	p.Types, _ = conf.Check(p.PkgPath, l.fset, p.Syntax, p.TypesInfo) // errors have been noted
	p.IllTyped = len(p.Errors) > 0
	if !l.holds && p.ExportFile != "" && p.ID == p.PkgPath && !p.IllTyped {
		return // export data says to importers what these types do, without the functions' variables: that is a quarter less memory
	}
	u.types = p.Types
	if p.ID == p.PkgPath { // not one with its tests: the others see it without
		l.exportMu.Lock()
		l.exported[p.PkgPath] = p.Types
		l.exportMu.Unlock()
	}
}

// release forgets all types: no package is checked any more.
func (l *loader) release() {
	l.exported = nil
	for _, u := range l.order {
		u.types = nil
	}
}

// importer is a types.Importer.
type importer func(path string) (*types.Package, error)

func (f importer) Import(path string) (*types.Package, error) { return f(path) }

// dependency returns the types of what package p imports as path.
func (l *loader) dependency(p *packages.Package, path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	dep := p.Imports[path]
	if dep == nil {
		return nil, fmt.Errorf("import %q: the go command did not list it", path)
	}
	if u := l.source[dep.ID]; u != nil && u.types != nil {
		return u.types, nil
	} else if u != nil && u.api == "" && dep.ExportFile == "" {
		return nil, fmt.Errorf("%s imports this package", dep.PkgPath)
	}
	l.exportMu.Lock()
	defer l.exportMu.Unlock()
	if t := l.exported[dep.PkgPath]; t != nil && t.Complete() {
		return t, nil
	}
	if dep.ExportFile == "" {
		if len(dep.Errors) > 0 {
			return nil, fmt.Errorf("%s", dep.Errors[0].Msg)
		}
		return nil, fmt.Errorf("no export data; run `go build %s` to see why", dep.PkgPath)
	}
	f, err := os.Open(dep.ExportFile)
	if err != nil {
		return nil, fmt.Errorf("open export data: %w", err)
	}
	defer f.Close()
	//lint:ignore SA1019 up to Go 1.27, go list -export names archives, and Read alone does not read those
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("read export data of %s: %w", dep.PkgPath, err)
	}
	return gcexportdata.Read(r, l.fset, l.exported, dep.PkgPath)
}

// parseErrors turns what the parser says of a file into the errors of a package.
func parseErrors(file string, err error) []packages.Error {
	if err == nil {
		return nil
	}
	if list, ok := errors.AsType[scanner.ErrorList](err); ok {
		var out []packages.Error
		for _, e := range list {
			out = append(out, packages.Error{Pos: e.Pos.String(), Msg: e.Msg, Kind: packages.ParseError})
		}
		return out
	}
	return []packages.Error{{Pos: file + ":1", Msg: strings.TrimPrefix(err.Error(), "open "), Kind: packages.ParseError}}
}
