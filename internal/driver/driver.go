// Package driver runs the rules on a program: it loads packages, makes their tables, joins them and collects what the rules find.
package driver

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/bus/extract"
	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/cache"
	"github.com/buslint/buslint/internal/filter"
	"github.com/buslint/buslint/models"
)

// Options says what to analyse.
type Options struct {
	Dir       string   // folder to work in, "" for the current one
	Patterns  []string // packages whose findings are wanted; "./..." if empty
	Rules     []rule.Rule
	Models    func() (*models.Set, error) // what is known of libraries; called if something has to be analysed
	Names     bus.Names                   // what topics and events are to be called
	Described string                      // what Models depends on beside this program
	Cache     *cache.Cache                // where results are kept, nil for nowhere
	Explain   []string                    // functions to explain, by FullName
	Infer     bool                        // tell what interfaces of the program do; such a run is not kept
	Edges     bool                        // list where events are published and consumed
	Declared  *Declared                   // read events.yml for the rules that compare it with the code; nil: do not
	Analyze   []string                    // globs of modules to analyse from syntax; nil for those of the same owner as the main modules
	Tests     bool
	Tags      []string
	Env       []string                            // of the go command; nil for the process's own
	Progress  func(stage string, done, total int) // called while working; may be nil
}

// Declared says what events.yml is compared with.
type Declared struct {
	Now  string            // today, as 2026-11-22
	Must bool              // there must be an events.yml
	Base *catalog.Revision // what the code did and events.yml said before; nil: nothing is compared
}

// ErrNoPackages says that the patterns match nothing.
var ErrNoPackages = errors.New("no packages match")

// Run analyses the main modules and returns the findings of the packages that match the patterns. Linking always covers whole modules.
func Run(ctx context.Context, o Options) (*Result, error) {
	progress := o.Progress
	if progress == nil {
		progress = func(string, int, int) {}
	}
	progress("loading", 0, 0)
	env := environment(o.Env)
	scope, err := findScope(o.Dir, env)
	if err != nil {
		return nil, err
	}
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("find folder %s: %w", o.Dir, err)
	}
	patterns := scope.packages(o.Patterns)
	r := &Result{Dir: scope.dir, Input: filter.Input{Generated: map[filter.File]bool{}}, folders: map[string]string{}, Packages: map[string]bool{}, Modules: scope.mains}
	if err := r.place(); err != nil {
		return nil, err
	}
	state, err := r.declared(o.Declared)
	if err != nil {
		return nil, err
	}
	var memory *memory
	if state.File == nil && len(state.Locks) == 0 && state.Base == nil { // what is declared, and the day, are no part of what is remembered
		memory = o.remembered(scope, dir, patterns, env)
	}
	if known := memory.result(); known != nil {
		known.Dir, known.Modules = scope.dir, scope.mains
		return known, known.place()
	}
	set, err := o.Models()
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	cfg := &packages.Config{Context: ctx, Mode: listed, Dir: dir, Tests: o.Tests, Env: env}
	if len(o.Tags) > 0 {
		cfg.BuildFlags = []string{"-tags=" + strings.Join(o.Tags, ",")}
	}
	roots, err := packages.Load(cfg, append(slices.Clone(scope.patterns), patterns...)...)
	if err != nil {
		return nil, loadError(patterns, err)
	}
	wanted, err := match(cfg, patterns, roots)
	if err != nil {
		return nil, err
	}
	for _, p := range roots {
		r.Packages[p.PkgPath] = wanted[p.PkgPath]
	}
	l := newLoader(roots, fset, scope.source(o.Analyze))
	l.holds = o.Edges || compares(o.Rules, state)
	r.digests = l.digests
	r.imports(l.order)
	if !o.Tests { // a package and its tests have one name
		l.reuse = newReuse(o.Cache, o.base(), scope.mains, l, r.name)
		defer l.reuse.close()
	}
	tables, err := r.extract(ctx, l, wanted, set, progress)
	if err != nil {
		return nil, err
	}
	if !l.holds {
		l.release()
	}
	progress("linking", 0, 0)
	program := bus.Solve(tables, set)
	if len(r.Problems) > 0 {
		program.Missing()
	}
	if l.holds {
		program.Shape(l.shapes(program.PayloadShapes()))
	}
	program.Name(o.Names)
	state.Partial = len(r.Problems) > 0
	program.Declare(state)
	for _, name := range o.Explain {
		r.Explained = append(r.Explained, program.Explain(name))
	}
	if o.Infer {
		r.Inferred = program.Infer()
	}
	if o.Edges {
		r.Catalogue = program.Catalogue(wanted)
	}
	progress("checking", 0, len(o.Rules))
	for i, rl := range o.Rules {
		progress("checking", i, len(o.Rules))
		r.Findings = append(r.Findings, rl.Findings(program)...)
	}
	// Rules saw the whole program, whatever is wanted: what they say of one package does not depend on which others are.
	r.Findings = slices.DeleteFunc(r.Findings, func(f finding.Finding) bool { return f.Package != "" && !wanted[f.Package] })
	slices.SortStableFunc(r.Findings, finding.Finding.Compare)
	r.Stats = Stats{Packages: len(tables), Functions: len(program.Funcs)}
	memory.keep(r)
	return r, nil
}

// place finds where the run's folder lies in its repository.
func (r *Result) place() error {
	r.Root = "."
	for up := r.Dir; ; up = filepath.Dir(up) {
		if _, err := os.Stat(filepath.Join(up, ".git")); err == nil {
			rel, err := filepath.Rel(up, r.Dir)
			if err != nil {
				return fmt.Errorf("find module in repository %s: %w", up, err)
			}
			r.Root, r.top = filepath.ToSlash(rel), up
			return nil
		}
		if filepath.Dir(up) == up {
			r.top = r.Dir
			return nil // not in a repository
		}
	}
}

// survey collects what is known of a package beside its table: its module's folder, its problem, and its //buslint:ignore comments if it was asked for.
func (r *Result) survey(p *packages.Package, wanted map[string]bool, directives []filter.Directive) {
	if r.outside(p) {
		r.folders[p.Module.Path] = p.Module.Dir
	}
	if wanted[p.PkgPath] && (p.Module == nil || p.Module.Main) {
		r.Directives = append(r.Directives, directives...)
	}
	if problem, ok := r.problem(p); ok {
		r.Problems = append(r.Problems, problem)
	}
}

// extract makes the tables of all packages that type-check, in parallel, and surveys the packages.
func (r *Result) extract(ctx context.Context, l *loader, wanted map[string]bool, set *models.Set, progress func(string, int, int)) ([]*table.Table, error) {
	var mu sync.Mutex
	tables := map[string]*table.Table{}
	done := 0
	keep := settle(l.order)
	err := l.each(ctx, func(u *unit) {
		p := u.pkg
		var t *table.Table
		var directives []filter.Directive
		var problem *Problem
		switch {
		case u.kept != nil:
			t, directives = u.kept.table, u.kept.directives
		case keep[p.ID]:
			t, problem = r.table(p, set)
			directives = r.directives(p)
			if u.keeps && t != nil {
				l.reuse.keep(u.key, &entry{u.api, directives, t})
			}
		}
		mu.Lock()
		defer mu.Unlock()
		if u.kept == nil && t != nil {
			r.Fresh++
		}
		done++
		progress("analysing", done, len(l.order))
		if !keep[p.ID] {
			return // the same package without its tests
		}
		r.survey(p, wanted, directives)
		if problem != nil {
			r.Problems = append(r.Problems, *problem)
		}
		if t != nil {
			tables[p.PkgPath] = t
		}
	})
	if err != nil {
		return nil, loadError(nil, err)
	}
	slices.SortFunc(r.Problems, Problem.compare)
	slices.SortFunc(r.Directives, filter.Directive.Compare)
	out := slices.SortedFunc(maps.Values(tables), func(a, b *table.Table) int { return cmp.Compare(a.Package, b.Package) })
	for _, t := range out {
		r.embed(t)
		for j, name := range t.Files {
			if t.Generated[j] {
				file := filter.File{Name: name}
				if t.Outside {
					file.Module = t.Module
				}
				r.Generated[file] = true
			}
		}
	}
	return out, nil
}

// maxSchema is the size of the largest schema that is read, in bytes.
const maxSchema = 1 << 20

// embed reads the files of a table's variables. One that cannot be read leaves its variable without a text.
func (r *Result) embed(t *table.Table) {
	for i := range t.Embeds {
		at := finding.Position{File: t.Embeds[i].File}
		if t.Outside {
			at.Module = t.Module
		}
		name := r.Path(at)
		if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() || info.Size() > maxSchema {
			continue
		}
		if data, err := os.ReadFile(name); err == nil {
			t.Embeds[i].Text = string(data)
		}
	}
}

// table makes one package's table. A package with errors is analysed as far as it goes: one that breaks the analysis is a problem, not a crash.
func (r *Result) table(p *packages.Package, set *models.Set) (t *table.Table, problem *Problem) {
	if p.Types == nil || len(p.Syntax) == 0 || p.IllTyped {
		return nil, nil // reported as a problem already
	}
	defer func() {
		if e := recover(); e != nil {
			t, problem = nil, &Problem{Package: p.PkgPath, Text: fmt.Sprintf("analysis failed: %v", e)}
		}
	}()
	module, main := "", true
	if p.Module != nil {
		module, main = p.Module.Path, p.Module.Main
	}
	rel := func(file string) string { return r.name(p, file) }
	return extract.Package(extract.Input{Fset: p.Fset, Pkg: p.Types, Files: p.Syntax, Info: p.TypesInfo, Module: module, Main: main, Outside: r.outside(p), Rel: rel, Models: set}), nil
}

// directives collects //buslint:ignore comments.
func (r *Result) directives(p *packages.Package) []filter.Directive {
	in := filter.Directive{Package: p.PkgPath}
	if r.outside(p) {
		in.Module = p.Module.Path
	}
	var out []filter.Directive
	for _, f := range p.Syntax {
		name, cgo := extract.Origin(p.Fset, f)
		in.File = r.name(p, name)
		out = append(out, filter.Directives(p.Fset, f, in, cgo)...)
	}
	return out
}
