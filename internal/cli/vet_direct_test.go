package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// listed is what the go command says of a package.
type listed struct {
	Dir, ImportPath, Export string
	GoFiles, Imports        []string
	ImportMap               map[string]string
	Standard                bool
	Module                  *struct {
		Path, Version string
		Main          bool
	}
}

// TestFactsOfDirectImportsSuffice runs the analyzer on one package after the other, each with the facts of the packages that it imports itself. It finds
// what go vet finds, which hands on the facts of all packages below.
func TestFactsOfDirectImportsSuffice(t *testing.T) {
	t.Parallel()
	separately(t, []string{"buslint"})
}

// TestNogoFindsTheSame runs the analyzer for Bazel's nogo, which tells nothing of modules.
func TestNogoFindsTheSame(t *testing.T) {
	t.Parallel()
	separately(t, []string{"nogo", "-buslint.modules=example.com/other,example.com/modular", "-buslint.settings={show: warning}"})
}

// separately runs a tool on the packages of testdata/modular and of what these need.
func separately(t *testing.T, tool []string) {
	t.Helper()
	if testing.Short() {
		t.Skip("runs on the packages of the standard library too, one process each")
	}
	dir, err := filepath.Abs(filepath.Join("..", "..", "testdata", "modular"))
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "findings.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSpace(string(data)), "\n")

	var got []string
	facts, exports := map[string]string{}, map[string]string{}
	for _, p := range listPackages(t, dir) {
		if p.ImportPath == "unsafe" {
			continue // has no files
		}
		exports[p.ImportPath] = p.Export
		facts[p.ImportPath] = filepath.Join(t.TempDir(), "facts")
		for _, line := range check(t, tool, p, facts, exports) {
			rel, err := filepath.Rel(dir, line)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, filepath.ToSlash(rel))
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// listPackages lists the packages of a module and what they import, which comes first.
func listPackages(t *testing.T, dir string) []listed {
	t.Helper()
	list := exec.Command("go", "list", "-export", "-deps", "-json", "./...")
	list.Dir, list.Stderr = dir, os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatalf("list packages of %s: %v", dir, err)
	}
	var pkgs []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); err == io.EOF {
			return pkgs
		} else if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
}

// check runs a tool on a package and returns what it says, a line each.
func check(t *testing.T, tool []string, p listed, facts, exports map[string]string) []string {
	t.Helper()
	direct := map[string]string{}
	for _, name := range p.Imports {
		if facts[name] != "" {
			direct[name] = facts[name]
		}
	}
	imports := map[string]string{"unsafe": "unsafe"}
	for name := range exports {
		imports[name] = name
	}
	maps.Copy(imports, p.ImportMap)
	files := make([]string, len(p.GoFiles))
	for i, name := range p.GoFiles {
		files[i] = filepath.Join(p.Dir, name)
	}
	module, version, main := "", "", false
	if p.Module != nil {
		module, version, main = p.Module.Path, p.Module.Version, p.Module.Main
	}
	if tool[0] == "nogo" {
		module, version = "", ""
	}
	unit, err := json.Marshal(map[string]any{
		"ID": p.ImportPath, "Compiler": "gc", "Dir": p.Dir, "ImportPath": p.ImportPath, "GoFiles": files, "GoVersion": "go1.26",
		"ModulePath": module, "ModuleVersion": version, "ImportMap": imports, "PackageFile": exports, "PackageVetx": direct, "Standard": map[string]bool{p.ImportPath: p.Standard},
		"VetxOnly": !main, "VetxOutput": facts[p.ImportPath],
	})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "unit.cfg")
	if err := os.WriteFile(file, unit, 0o666); err != nil {
		t.Fatal(err)
	}
	run := exec.Command(tool[0], slices.Concat(tool[1:], []string{"-json", file})...)
	var errs bytes.Buffer
	run.Dir, run.Stderr = p.Dir, &errs
	out, err := run.Output()
	if err != nil {
		t.Fatalf("check %s: %v: %s", p.ImportPath, err, errs.String()+string(out))
	}
	if !main {
		return nil // nothing is said of it
	}
	var said map[string]map[string][]struct{ Posn, Message string }
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatalf("check %s: %v: %s", p.ImportPath, err, errs.String()+string(out))
	}
	var lines []string
	for _, d := range said[p.ImportPath]["buslint"] {
		lines = append(lines, fmt.Sprintf("%s: %s", d.Posn, d.Message))
	}
	return lines
}
