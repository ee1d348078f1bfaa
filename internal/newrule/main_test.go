package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var root = filepath.Join("..", "..")

// module copies what a rule and its tests need.
func module(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"analyzers", "catalog", "finding", "internal", "models", "testdata/src"} {
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

func TestNewRulePassesItsTestsAndTheLaws(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds the engine anew")
	}
	dir := module(t)
	if err := write(dir, "brandnew"); err != nil {
		t.Fatal(err)
	}
	test := exec.Command("go", "test", "./analyzers", "./analyzers/brandnew")
	test.Dir = dir
	if out, err := test.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err := exec.Command("gofmt", "-l", filepath.Join(dir, "analyzers"), filepath.Join(dir, "testdata", "src", "brandnew")).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("gofmt: %v\n%s", err, out)
	}
	if err := write(dir, "brandnew"); err == nil || !strings.Contains(err.Error(), "is there already") {
		t.Errorf("written twice: %v", err)
	}
}

func TestNamesAreSmallLetters(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "abc", "new-rule", "NewRule", "../evil", "waytoolongforarule"} {
		if err := write(t.TempDir(), name); err == nil {
			t.Errorf("%q is a name", name)
		}
	}
}
