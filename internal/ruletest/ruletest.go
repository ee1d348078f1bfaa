// Package ruletest runs a rule on fixture packages and compares what it finds with their "want" comments.
//
// Fixtures lie in testdata/src/<rule>/..., one package a folder; testdata/src also holds small stand-ins for libraries under their import paths. A line
// that a rule must tell of ends in
//
//	// want "regular expression" "another"
//
// All packages below the rule's folder are one program. If the folder holds an events.yml, that is what is declared of its events, with "# want" comments. It is
// 2026-11-22, and a CODEOWNERS in the folder is that of the repository.
package ruletest

import (
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/bus/extract"
	"github.com/buslint/buslint/analyzers/bus/table"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/models"
	"github.com/buslint/buslint/payload"
)

// Run checks a rule on its fixtures. src is the folder testdata/src.
func Run(t *testing.T, src string, r rule.Rule) {
	t.Helper()
	p := Load(t, src, r.Name)
	check(t, p, r.Find(p.Program))
}

// RunProgram checks what the command says by a rule of the packages below src/name, which are a program with main functions.
func RunProgram(t *testing.T, src, name string, r rule.Rule) {
	t.Helper()
	p := Load(t, src, name)
	check(t, p, r.Findings(p.Program))
}

// Program is a solved fixture with its sources.
type Program struct {
	*bus.Program
	src   string
	wants map[string][]*regexp.Regexp // by "file:line"
}

// Load reads the fixtures below src/name as one program.
func Load(t *testing.T, src, name string) *Program {
	t.Helper()
	f := read(t, src, name)
	p := &Program{Program: f.solve(t, f.tables()), src: src, wants: map[string][]*regexp.Regexp{}}
	for _, pkg := range f.pkgs {
		for _, file := range pkg.files {
			p.collect(t, f.fset, file, f.rel)
		}
	}
	for i, line := range strings.Split(string(f.data(t, catalog.EventsFile)), "\n") {
		p.want(t, fmt.Sprintf("%s:%d", path.Join(f.name, catalog.EventsFile), i+1), line)
	}
	return p
}

// fixture is the type-checked packages of one program.
type fixture struct {
	*loader
	name string
	pkgs []*loaded
}

func read(t *testing.T, src, name string) *fixture {
	t.Helper()
	set, err := models.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	err = filepath.WalkDir(filepath.Join(src, name), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		rel, err := filepath.Rel(src, filepath.Dir(path))
		if rel = filepath.ToSlash(rel); !slices.Contains(paths, rel) {
			paths = append(paths, rel)
		}
		return err
	})
	if err != nil {
		t.Fatalf("read fixtures: %v", err)
	}
	f := &fixture{loader: newLoader(src, set), name: name}
	f.check(t, paths)
	return f
}

// again type-checks the files once more, after somebody has changed their syntax trees.
func (f *fixture) again(t *testing.T) *fixture {
	t.Helper()
	g := &fixture{loader: newLoader(f.src, f.set), name: f.name}
	var paths []string
	for _, p := range f.pkgs {
		g.parsed[p.types.Path()] = p.files
		paths = append(paths, p.types.Path())
	}
	g.check(t, paths)
	return g
}

func (f *fixture) check(t *testing.T, paths []string) {
	t.Helper()
	for _, path := range paths {
		pkg, err := f.load(path)
		if err != nil {
			t.Fatalf("load fixture %s: %v", path, err)
		}
		f.pkgs = append(f.pkgs, pkg)
	}
}

func (f *fixture) tables() []*table.Table {
	var out []*table.Table
	for _, p := range f.pkgs {
		t := extract.Package(extract.Input{Fset: f.fset, Pkg: p.types, Files: p.files, Info: p.info, Module: f.name, Main: true, Rel: f.rel, Models: f.set})
		for i := range t.Embeds {
			if data, err := os.ReadFile(filepath.Join(f.src, t.Embeds[i].File)); err == nil {
				t.Embeds[i].Text = string(data)
			}
		}
		out = append(out, t)
	}
	return out
}

// solve joins tables, with what the fixture declares.
func (f *fixture) solve(t *testing.T, tables []*table.Table) *bus.Program {
	t.Helper()
	p := bus.Solve(tables, f.set)
	p.Shape(f.shapes(p.PayloadShapes()))
	s := catalog.State{Now: "2026-11-22"}
	if data := f.data(t, catalog.EventsFile); data != nil {
		var err error
		if s.File, err = catalog.ReadEvents(path.Join(f.name, catalog.EventsFile), data); err != nil {
			t.Fatal(err)
		}
	}
	if data := f.data(t, "CODEOWNERS"); data != nil {
		owners := catalog.ParseOwners(data)
		s.Owners, s.Teams = owners.Of, owners.Teams
	}
	var err error
	if s.Locks, err = payload.Histories(os.DirFS(filepath.Join(f.src, f.name))); err != nil {
		t.Fatal(err)
	}
	if data := f.data(t, payload.ApprovalsFile); data != nil {
		if s.Accepts, err = payload.ParseApprovals(payload.ApprovalsFile, data); err != nil {
			t.Fatal(err)
		}
	}
	p.Declare(s)
	return p
}

// shapes works out the wire shapes of payload types.
func (f *fixture) shapes(wanted []bus.PayloadShape) map[bus.PayloadShape]*payload.Schema {
	out := map[bus.PayloadShape]*payload.Schema{}
	for _, w := range wanted {
		for _, p := range f.pkgs {
			if p.types.Path() == w.Package {
				out[w] = extract.Shape(p.types, w.Type, w.Format, func() (*token.FileSet, []*ast.File) { return f.fset, p.files })
			}
		}
	}
	return out
}

// data reads a file of the rule's folder, nil if there is none.
func (f *fixture) data(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(f.src, f.name, name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return data
}

var wantComment = regexp.MustCompile(`(?://|#) want ((?:"(?:[^"\\]|\\.)*"\s*)+)`)

// collect reads the want comments of a file.
func (p *Program) collect(t *testing.T, fset *token.FileSet, f *ast.File, rel func(string) string) {
	t.Helper()
	for _, g := range f.Comments {
		for _, c := range g.List {
			pos := fset.Position(c.Pos())
			p.want(t, fmt.Sprintf("%s:%d", rel(pos.Filename), pos.Line), c.Text)
		}
	}
}

// want reads a comment of a line.
func (p *Program) want(t *testing.T, key, comment string) {
	t.Helper()
	m := wantComment.FindStringSubmatch(comment)
	if m == nil {
		return
	}
	for _, q := range regexp.MustCompile(`"(?:[^"\\]|\\.)*"`).FindAllString(m[1], -1) {
		s, err := strconv.Unquote(q)
		if err != nil {
			t.Fatalf("%s: %v", key, err)
		}
		p.wants[key] = append(p.wants[key], regexp.MustCompile(s))
	}
}

func check(t *testing.T, p *Program, found []finding.Finding) {
	t.Helper()
	for _, f := range found {
		key := fmt.Sprintf("%s:%d", f.Position.File, f.Position.Line)
		text := string(f.Severity) + ": " + f.Text
		if len(f.Text) > 100 {
			t.Errorf("%s: text is longer than 100 characters: %s", key, f.Text)
		}
		i := slices.IndexFunc(p.wants[key], func(re *regexp.Regexp) bool { return re.MatchString(text) })
		if i < 0 {
			t.Errorf("%s: unexpected: %s%s", key, text, way(f))
			continue
		}
		p.wants[key] = slices.Delete(p.wants[key], i, i+1)
	}
	for _, key := range sortedKeys(p.wants) {
		for _, re := range p.wants[key] {
			t.Errorf("%s: not found: %s", key, re)
		}
	}
}

func way(f finding.Finding) string {
	s := ""
	for _, x := range f.Path {
		s += fmt.Sprintf("\n\t%s:%d %s", x.Position.File, x.Position.Line, x.Note)
	}
	return s
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// loader type-checks fixtures and stand-ins from source, and the standard library from its sources too, once for all tests.
type loader struct {
	src    string
	set    *models.Set
	fset   *token.FileSet
	pkgs   map[string]*loaded
	parsed map[string][]*ast.File // packages whose files are not read from disk
}

type loaded struct {
	types *types.Package
	files []*ast.File
	info  *types.Info
}

var (
	std     types.Importer
	stdFset = token.NewFileSet()
	stdOnce sync.Once
	stdMu   sync.Mutex
)

func newLoader(src string, set *models.Set) *loader {
	stdOnce.Do(func() { std = importer.ForCompiler(stdFset, "source", nil) })
	return &loader{src: src, set: set, fset: stdFset, pkgs: map[string]*loaded{}, parsed: map[string][]*ast.File{}}
}

func (l *loader) rel(file string) string {
	if rel, err := filepath.Rel(l.src, file); err == nil {
		return filepath.ToSlash(rel)
	}
	return file
}

// Import finds a package among the fixtures and stand-ins, then in the standard library.
func (l *loader) Import(path string) (*types.Package, error) {
	_, parsed := l.parsed[path]
	if info, err := os.Stat(filepath.Join(l.src, filepath.FromSlash(path))); parsed || err == nil && info.IsDir() {
		p, err := l.load(path)
		if err != nil {
			return nil, err
		}
		return p.types, nil
	}
	stdMu.Lock()
	defer stdMu.Unlock()
	return std.Import(path)
}

func (l *loader) load(path string) (*loaded, error) {
	if p, ok := l.pkgs[path]; ok {
		return p, nil
	}
	files, err := l.files(path)
	if err != nil {
		return nil, err
	}
	p := &loaded{files: files, info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}, Implicits: map[ast.Node]types.Object{},
		Instances: map[*ast.Ident]types.Instance{}, Scopes: map[ast.Node]*types.Scope{}, Selections: map[*ast.SelectorExpr]*types.Selection{}, FileVersions: map[*ast.File]string{},
	}}
	conf := types.Config{Importer: l, GoVersion: "go1.26"}
	if p.types, err = conf.Check(path, l.fset, p.files, p.info); err != nil {
		return nil, err
	}
	l.pkgs[path] = p
	return p, nil
}

func (l *loader) files(path string) ([]*ast.File, error) {
	if files, ok := l.parsed[path]; ok {
		return files, nil
	}
	names, err := filepath.Glob(filepath.Join(l.src, filepath.FromSlash(path), "*.go"))
	if err != nil {
		return nil, err
	}
	var out []*ast.File
	for _, name := range names {
		f, err := parser.ParseFile(l.fset, name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}
