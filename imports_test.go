package buslint

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/buslint/buslint/"

// rooms are the packages of this module in order: each imports only packages of lines above its own. A star stands for one folder. The rules come
// after the engine, as what a rule is (analyzers/rule) is a function on the engine's program; they see no other rule, as those are on their own line.
var rooms = [][]string{
	{"finding", "internal/lazyregexp"},
	{"internal/config", "internal/cache"},
	{"payload"},
	{"catalog", "models"},
	{"catalog/export"},
	{"analyzers/bus/table", "analyzers/bus/sql"},
	{"analyzers/bus/extract"},
	{"analyzers/bus"},
	{"analyzers/rule"},
	{"analyzers/*"},
	{"analyzers"},
	{"internal/filter", "internal/baseline"},
	{"analyzers/modular"},
	{"reporter", "checklist"},
	{"golangci", "nogo"},
	{"internal/driver", "internal/docgen", "internal/ruletest", "internal/github", "internal/githubfake", "internal/githubfake/trim"},
	{"internal/*"},
	{"cmd/*", "bench", "bench/*"},
}

// never lists imports that would be in order, and others that a room must not have. A room's own line is meant, not what it imports.
var never = []struct {
	room, imports, why string
}{
	{"analyzers/*", module + "models", "rules know no library"},
	{"analyzers/*", module + "analyzers/bus/*", "rules read the solved program"},
	{"analyzers/rule", module + "models", "rules know no library"},
	{"analyzers/bus", module + "analyzers/bus/extract", "the engine works on tables alone"},
	{"finding", "golang.org/x/tools/**", "go/analysis ends at internal/driver"},
	{"catalog", "golang.org/x/tools/**", "go/analysis ends at internal/driver"},
	{"catalog/export", "golang.org/x/tools/**", "go/analysis ends at internal/driver"},
	{"payload", "golang.org/x/tools/**", "go/analysis ends at internal/driver"},
	{"reporter", "golang.org/x/tools/**", "go/analysis ends at internal/driver"},
	{"checklist", "golang.org/x/tools/**", "go/analysis ends at internal/driver"},
	{"finding", "os", "plain data does no I/O"},
	{"catalog", "os", "plain data does no I/O"},
	{"catalog/export", "os", "plain data does no I/O"},
	{"payload", "os", "plain data does no I/O"},
	{"reporter", "os", "plain data does no I/O beyond its writer"},
	{"checklist", "os", "plain data does no I/O"},
}

// onlyIn lists libraries that one room alone imports.
var onlyIn = map[string]string{
	"github.com/google/go-github/**":   "internal/github",
	"github.com/getkin/kin-openapi/**": "internal/githubfake",
	"github.com/spf13/cobra":           "internal/cli",
}

// light lists rooms that others build into their programs, and the program itself, and what must not come along.
var light = map[string][]string{
	"golangci":    {"github.com/spf13/cobra", "github.com/google/go-github/**", "github.com/getkin/kin-openapi/**", "github.com/riverqueue/**", "modernc.org/sqlite", "database/sql"},
	"nogo":        {"github.com/spf13/cobra", "github.com/google/go-github/**", "github.com/getkin/kin-openapi/**", "github.com/riverqueue/**", "modernc.org/sqlite", "database/sql"},
	"cmd/buslint": {"github.com/getkin/kin-openapi/**"},
}

// matches tells whether a pattern names an import path: a star at its end stands for one element, two for any number.
func matches(pattern, name string) bool {
	if prefix, ok := strings.CutSuffix(pattern, "/**"); ok {
		return name == prefix || strings.HasPrefix(name, prefix+"/")
	}
	ok, err := path.Match(pattern, name)
	return err == nil && ok
}

// room is the line of a package in the table, -1 if it has none.
func room(pkg string) int {
	for _, exact := range []bool{true, false} {
		for i, line := range rooms {
			if slices.ContainsFunc(line, func(p string) bool { return p == pkg || !exact && matches(p, pkg) }) {
				return i
			}
		}
	}
	return -1
}

// imports reads what the packages of this module import, without their tests.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			_, err := os.Stat(filepath.Join(name, "go.mod"))
			if name != "." && (err == nil || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".")) {
				return fs.SkipDir // another module, or no package
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(filepath.Dir(name))
		for _, i := range f.Imports {
			out[pkg] = append(out[pkg], strings.Trim(i.Path.Value, `"`))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg, list := range out {
		slices.Sort(list)
		out[pkg] = slices.Compact(list)
	}
	return out
}

func TestPackagesImportOnlyWhatStandsBeforeThem(t *testing.T) {
	t.Parallel()
	for pkg, list := range imports(t) {
		at := room(pkg)
		if at < 0 {
			t.Errorf("%s is not in the table", pkg)
			continue
		}
		for _, i := range list {
			own, ok := strings.CutPrefix(i, module)
			if ok && room(own) >= at {
				t.Errorf("%s imports %s, which does not stand before it", pkg, own)
			}
			for _, n := range never {
				if room(pkg) == room(n.room) && matches(n.room, pkg) && matches(n.imports, i) {
					t.Errorf("%s imports %s: %s", pkg, i, n.why)
				}
			}
			for pattern, only := range onlyIn {
				if matches(pattern, i) && pkg != only {
					t.Errorf("%s imports %s, which only %s does", pkg, i, only)
				}
			}
		}
	}
}

func TestLightPackagesBringNothingHeavy(t *testing.T) {
	t.Parallel()
	all := imports(t)
	for start, heavy := range light {
		if len(all[start]) == 0 {
			t.Errorf("%s imports nothing: is there such a package?", start)
		}
		seen, todo := map[string]bool{}, []string{start}
		for len(todo) > 0 {
			pkg := todo[0]
			todo = todo[1:]
			if seen[pkg] {
				continue
			}
			seen[pkg] = true
			for _, i := range all[pkg] {
				if slices.ContainsFunc(heavy, func(h string) bool { return matches(h, i) }) {
					t.Errorf("%s brings %s, through %s", start, i, pkg)
				}
				if own, ok := strings.CutPrefix(i, module); ok {
					todo = append(todo, own)
				}
			}
		}
	}
}

func TestTableTellsRoomsApart(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		before, after string
	}{
		{"finding", "models"}, {"analyzers/rule", "analyzers/txpublish"}, {"analyzers/bus", "analyzers/rule"}, {"analyzers/txpublish", "analyzers"},
		{"reporter", "golangci"}, {"internal/config", "models"}, {"analyzers", "analyzers/modular"}, {"internal/driver", "internal/cli"}, {"internal/cli", "cmd/buslint"},
	} {
		if a, b := room(tt.before), room(tt.after); a < 0 || a >= b {
			t.Errorf("%s is on line %d and %s on line %d", tt.before, a, tt.after, b)
		}
	}
	if room("utils") >= 0 {
		t.Error("any package has a room")
	}
}
