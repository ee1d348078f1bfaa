package main

import (
	"encoding/json"
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/analyzers"
)

// whole are rules for which the rest of the program decides, or events.yml: hosts that look at one package at a time are silent where buslint's own driver may
// tell of something.
var whole = []string{"corenats", "deprecated", "foreignpublish", "mismatch", "orphan", "prefetch", "unregistered"}

// modular leaves out what rules tell that need the whole program.
func modular(lines []string) []string {
	return slices.DeleteFunc(slices.Clone(lines), func(line string) bool {
		return slices.ContainsFunc(whole, func(rule string) bool { return strings.HasSuffix(line, "("+rule+")") })
	})
}

// TestEveryRuleInEveryHost runs the example of each rule under buslint's own driver, go vet and golangci-lint: all three tell the same, and each rule tells something under its own driver.
func TestEveryRuleInEveryHost(t *testing.T) {
	dir := examples(t)
	buslint, err := filepath.Abs(filepath.Join("..", "..", "bin", "buslint"))
	if err != nil {
		t.Fatal(err)
	}
	want := own(t, buslint, dir)
	for _, r := range analyzers.All() {
		if !r.Declared && !slices.ContainsFunc(want, func(line string) bool { return strings.HasSuffix(line, "("+r.Name+")") }) {
			t.Errorf("%s finds nothing in the examples", r.Name)
		}
	}
	for i, got := range [][]string{vet(t, buslint, dir), run(t, dir, "--config", filepath.Join(dir, ".golangci.yml"))} {
		if diff := cmp.Diff(modular(want), modular(short(got))); diff != "" {
			t.Errorf("%s: -buslint lint +this\n%s", []string{"go vet", "golangci-lint"}[i], diff)
		}
	}
}

// short cuts the way off each line, which buslint tells in its own form.
func short(lines []string) []string {
	out := slices.Clone(lines)
	for i, line := range out {
		out[i], _, _ = strings.Cut(line, " [")
	}
	slices.Sort(out)
	return out
}

// own runs buslint lint.
func own(t *testing.T, buslint, dir string) []string {
	t.Helper()
	lint := exec.Command(buslint, "lint", "-C", dir, "--fail-on", "never", "--format", "json")
	lint.Stderr = os.Stderr
	out, err := lint.Output()
	if err != nil {
		t.Fatalf("run buslint: %v", err)
	}
	var report struct {
		Findings []struct {
			Rule, Text string
			Position   struct {
				File         string
				Line, Column int
			}
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, f := range report.Findings {
		lines = append(lines, fmt.Sprintf("%s:%d:%d: %s (%s)", f.Position.File, f.Position.Line, f.Position.Column, f.Text, f.Rule))
	}
	return short(lines)
}

// vet runs buslint under go vet, whose lines beginning with "# " are headings of packages.
func vet(t *testing.T, buslint, dir string) []string {
	t.Helper()
	cmd := exec.Command("go", "vet", "-vettool="+buslint, "./...")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err == nil {
		t.Error("go vet does not fail")
	}
	return slices.DeleteFunc(strings.Split(strings.TrimSpace(string(out)), "\n"), func(l string) bool { return strings.HasPrefix(l, "# ") })
}

// examples makes a module of the example of each rule, a package each, in which all rules are on. The stand-ins for libraries of testdata/src are its vendored dependencies.
func examples(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	src := filepath.Join("..", "..", "testdata", "src")
	var names []string
	libraries := map[string]bool{}
	for _, r := range analyzers.All() {
		names = append(names, r.Name)
		vendor(t, src, path.Join(r.Name, "doc"), filepath.Join(dir, r.Name), filepath.Join(dir, "vendor"), libraries)
	}
	module, list := "module shop.example\n\ngo 1.26.0\n", ""
	for _, library := range slices.Sorted(maps.Keys(libraries)) {
		module += fmt.Sprintf("require %s %s\n", library, version(library))
		list += fmt.Sprintf("# %s %s\n## explicit; go 1.26\n%[1]s\n", library, version(library))
	}
	enabled := strings.Join(names, ", ")
	for name, text := range map[string]string{
		"go.mod":             module,
		"vendor/modules.txt": list,
		".buslint.yml":       fmt.Sprintf("enable: [%s]\nshow: info\n", enabled),
		".golangci.yml": fmt.Sprintf("version: %q\nissues: {uniq-by-line: false, max-same-issues: 0, max-issues-per-linter: 0}\nlinters:\n  enable: [buslint]\n"+
			"  settings: {custom: {buslint: {type: module, settings: {enable: [%s], show: info}}}}\n", "2", enabled),
	} {
		write(t, filepath.Join(dir, name), []byte(text))
	}
	return dir
}

// vendor copies a package of testdata/src to a folder, and what it imports from there to another one; libraries gets their import paths.
func vendor(t *testing.T, src, pkg, to, vendored string, libraries map[string]bool) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(src, filepath.FromSlash(pkg), "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("read %s: no Go files (%v)", pkg, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(to, filepath.Base(file)), data)
		f, err := parser.ParseFile(token.NewFileSet(), file, data, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(filepath.Join(src, filepath.FromSlash(name))); err == nil && !libraries[name] {
				libraries[name] = true
				vendor(t, src, name, filepath.Join(vendored, filepath.FromSlash(name)), vendored, libraries)
			}
		}
	}
}

var major = regexp.MustCompile(`[/.]v([0-9]+)$`)

// version is one that a module of this path may have.
func version(module string) string {
	if m := major.FindStringSubmatch(module); m != nil {
		return "v" + m[1] + ".0.0"
	}
	return "v1.0.0"
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
