// Package modular makes the rules a go/analysis analyzer, for hosts that look at one package at a time and remember facts of those that it imports: go
// vet and golangci-lint.
//
// Such a host never sees the whole program. An interface whose implementations are made in packages that do not meet in an import stays open, and what
// is done through it is not told of; nor is what depends on where such a publisher goes, as it may be an outbox. buslint's own driver tells of both.
// Nothing is told because something is missing: without facts there is silence.
package modular

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/bus/extract"
	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/filter"
	"github.com/buslint/buslint/models"
)

const doc = `find what goes wrong between a Go program and its event bus

Publishes in transactions that roll back, publishes whose failure is lost, payloads without version, and more: "buslint rules" lists them.`

// New makes the analyzer. Its diagnostics are the findings of c.Show and above in packages of main modules. Packages of modules that are replaced by a
// folder, or that c.Analyze matches, are followed into; all others are known from models alone and cost nothing: models are read once they are needed.
func New(c *config.Config, load func() (*models.Set, error)) *analysis.Analyzer {
	h := &host{config: c, load: sync.OnceValues(load)}
	return &analysis.Analyzer{Name: "buslint", Doc: doc, URL: "https://github.com/buslint/buslint", FactTypes: []analysis.Fact{new(Fact)}, Run: h.run}
}

// host is what the runs of one analyzer share. It does not change.
type host struct {
	config *config.Config
	load   func() (*models.Set, error)
}

func (h *host) run(pass *analysis.Pass) (any, error) {
	if !h.follows(pass.Module) {
		return nil, nil // standard library, third party
	}
	files := h.files(pass)
	if len(files) == 0 {
		return nil, nil // tests only
	}
	set, err := h.load()
	if err != nil {
		return nil, err
	}
	known := imported(pass)
	own := extract.Package(extract.Input{
		Fset: pass.Fset, Pkg: pass.Pkg, Files: files, Info: pass.TypesInfo, Module: pass.Module.Path, Main: main(pass.Module), Outside: !main(pass.Module),
		Rel: func(file string) string { return name(pass, file) }, Models: set,
	})
	fact, err := known.with(own, set)
	if err != nil {
		return nil, err
	}
	pass.ExportPackageFact(fact)
	if !own.Main || !fact.Modelled {
		return nil, nil // findings are not told, or there are none: no library is called
	}
	tables, err := known.tables()
	if err != nil {
		return nil, err
	}
	h.report(pass, files, bus.SolvePart(append(tables, own), set, map[string]bool{own.Package: true}), own)
	return nil, nil
}

// follows tells whether the packages of a module are analysed.
func (h *host) follows(m *analysis.Module) bool {
	if m == nil || m.Path == "" || m.Path == "std" {
		return false // standard library
	}
	return main(m) || m.Replace != nil && m.Replace.Version == "" || slices.ContainsFunc(h.config.Analyze, func(glob string) bool { return config.Match(glob, m.Path) })
}

func main(m *analysis.Module) bool { return m.Version == "" && m.Replace == nil }

// files are those of the package, without its tests unless these are wanted.
func (h *host) files(pass *analysis.Pass) []*ast.File {
	if h.config.Tests {
		return pass.Files
	}
	return slices.DeleteFunc(slices.Clone(pass.Files), func(f *ast.File) bool { return strings.HasSuffix(filename(pass, f), "_test.go") })
}

func filename(pass *analysis.Pass, f *ast.File) string { return pass.Fset.File(f.FileStart).Name() }

// name is the name of a file relative to its module's folder, which hosts do not tell: it follows from the package's path.
func name(pass *analysis.Pass, file string) string {
	dir := strings.TrimPrefix(strings.TrimPrefix(pass.Pkg.Path(), pass.Module.Path), "/")
	if strings.HasSuffix(pass.Pkg.Name(), "_test") {
		dir = strings.TrimSuffix(dir, "_test")
	}
	return path.Join(dir, path.Base(filepath.ToSlash(file)))
}

// report tells of what the rules find in a package.
func (h *host) report(pass *analysis.Pass, files []*ast.File, p *bus.Program, own *table.Table) {
	rules := analyzers.All()
	p.Name(bus.Names(h.config.Names))
	in := filter.Input{Generated: map[filter.File]bool{}, Partial: true}
	for _, r := range filter.Selected(rules, h.config) {
		for _, f := range r.Find(p) {
			if here(&f, own) {
				in.Findings = append(in.Findings, f)
			}
		}
	}
	byName := map[string]*ast.File{}
	for i, f := range files {
		byName[own.Files[i]] = f
		in.Generated[filter.File{Name: own.Files[i]}] = own.Generated[i]
		_, cgo := extract.Origin(pass.Fset, f)
		in.Directives = append(in.Directives, filter.Directives(pass.Fset, f, filter.Directive{Package: own.Package, File: own.Files[i]}, cgo)...)
	}
	for _, f := range filter.Apply(in, rules, h.config, func(finding.Position) string { return "" }) {
		if f.Severity.Rank() < h.config.Show.Rank() {
			continue // not wanted
		}
		d := analysis.Diagnostic{Category: f.Rule, Message: message(f)}
		if file := byName[f.Position.File]; file != nil {
			d.Pos, d.End = pos(pass.Fset, file, f.Position), pos(pass.Fset, file, f.End)
		}
		d.SuggestedFixes = suggested(pass.Fset, byName, f.Fixes)
		pass.Report(d)
	}
}

// here tells whether a finding can be told of in a package. One that stands in another, at the declaration of a payload type, moves to where this
// package publishes it.
func here(f *finding.Finding, own *table.Table) bool {
	in := func(p finding.Position) bool { return p.Module == "" && slices.Contains(own.Files, p.File) }
	if in(f.Position) {
		return true
	}
	for _, frame := range slices.Backward(f.Path) {
		if in(frame.Position) {
			f.Position, f.End, f.Package = frame.Position, frame.Position, own.Package
			return true
		}
	}
	return false
}

// message is a finding in one line: what is wrong, which rule says so, and the way there.
func message(f finding.Finding) string {
	text := fmt.Sprintf("%s (%s)", f.Text, f.Rule)
	var steps []string
	for _, frame := range f.Path {
		step := frame.Note
		if at := frame.Position; at.Path() != f.Position.Path() || at.Line != f.Position.Line {
			step += fmt.Sprintf(" %s:%d", at.Path(), at.Line)
		}
		steps = append(steps, step)
	}
	if len(steps) > 0 {
		text += " [" + strings.Join(steps, " → ") + "]"
	}
	return text
}

// suggested turns fixes into those of the host. One that edits files of other packages is left out: hosts know none of them.
func suggested(fset *token.FileSet, files map[string]*ast.File, fixes []finding.Fix) []analysis.SuggestedFix {
	var out []analysis.SuggestedFix
	for _, fix := range fixes {
		to := analysis.SuggestedFix{Message: fix.Text}
		for _, e := range fix.Edits {
			file := files[e.Position.File]
			if file == nil || e.Position.Module != "" {
				break
			}
			to.TextEdits = append(to.TextEdits, analysis.TextEdit{Pos: pos(fset, file, e.Position), End: pos(fset, file, e.End), NewText: []byte(e.New)})
		}
		if len(to.TextEdits) == len(fix.Edits) {
			out = append(out, to)
		}
	}
	return out
}

// pos finds a place in a file, the file's beginning if it has no such line.
func pos(fset *token.FileSet, f *ast.File, p finding.Position) token.Pos {
	file := fset.File(f.FileStart)
	if _, cgo := extract.Origin(fset, f); cgo {
		for line := range file.LineCount() { // the compiler's lines are not those of the file that somebody wrote
			if start := file.LineStart(line + 1); fset.PositionFor(start, true).Line == p.Line {
				return min(start+token.Pos(max(p.Column, 1)-1), f.FileEnd)
			}
		}
	}
	if p.Line < 1 || p.Line > file.LineCount() {
		return f.FileStart
	}
	return min(file.LineStart(p.Line)+token.Pos(max(p.Column, 1)-1), f.FileEnd)
}
