package main

import (
	"bytes"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var root = filepath.Join("..", "..")

// copied is a copy of what new rules and libraries, and their tests, need.
func copied(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"analyzers", "catalog", "docs", "finding", "internal", "models", "payload", "testdata/src"} {
		if err := os.CopyFS(filepath.Join(dir, filepath.FromSlash(name)), os.DirFS(filepath.Join(root, filepath.FromSlash(name)))); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestWhatIsWrittenPassesTheTests writes a rule and a library into one copy of the module, as building the engine there takes its time.
func TestWhatIsWrittenPassesTheTests(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds the engine anew")
	}
	dir := copied(t)
	for _, args := range [][]string{{"rule", "brandnew"}, {"library", "brand-new", "brand.example/go/new"}} {
		s, err := read(dir, args)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.write(dir); err != nil {
			t.Fatal(err)
		}
		if err := s.write(dir); err == nil || !strings.Contains(err.Error(), "is there already") {
			t.Errorf("%s written twice: %v", args, err)
		}
		for _, f := range append(s.files, s.list) {
			if formatted, err := format.Source(f.text); strings.HasSuffix(f.name, ".go") && (err != nil || !bytes.Equal(formatted, f.text)) {
				t.Errorf("%s is not formatted: %v", f.name, err)
			}
		}
	}
	test := exec.Command("go", "test", "./models", "./analyzers", "./analyzers/brandnew", "./analyzers/txpublish", "./analyzers/lostpublish")
	test.Dir = dir
	if out, err := test.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestWritesAllOrNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "list.go"), 0o755); err != nil { // a folder cannot be written to
		t.Fatal(err)
	}
	s := &scaffold{files: []file{{"a/new.go", []byte("package a\n")}, {"b/new.go", []byte("package b\n")}}, list: file{name: "list.go"}}
	if err := s.write(dir); err == nil {
		t.Error("a folder is written to")
	}
	for _, f := range s.files {
		if _, err := os.Stat(filepath.Join(dir, f.name)); err == nil {
			t.Errorf("%s is left", f.name)
		}
	}
}

func TestArgumentsNameARuleOrALibrary(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{nil, {"rule"}, {"library"}, {"rule", "brandnew", "example.com/x"}, {"output", "brandnew"}} {
		if _, err := read(root, args); err == nil || !strings.Contains(err.Error(), "usage: make rule") {
			t.Errorf("%q: %v", args, err)
		}
	}
}
