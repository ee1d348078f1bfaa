package cli_test

import (
	"bytes"
	"encoding/json"
	"path"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/cli"
)

// TestPatternsAreAFilter lints some packages of a module: what is found is what a run on all finds there, whether results are kept or not. With -shop,
// the module is examples/shop too.
func TestPatternsAreAFilter(t *testing.T) {
	modules := []string{filepath.Join("..", "..", "testdata", "modular")}
	if *shop {
		modules = append(modules, filepath.Join("..", "..", "examples", "shop"))
	}
	for _, cache := range []string{"off", t.TempDir()} {
		t.Setenv("BUSLINT_CACHE", cache)
		for _, dir := range modules {
			all := found(t, dir, "./...")
			folders := map[string]bool{}
			for _, f := range all {
				folders[path.Dir(f.Position.File)] = true
			}
			if len(folders) < 2 {
				t.Fatalf("%s has findings in %d folders only", dir, len(folders))
			}
			for folder := range folders {
				want := slices.DeleteFunc(slices.Clone(all), func(f finding.Finding) bool { return path.Dir(f.Position.File) != folder })
				if diff := cmp.Diff(want, found(t, dir, "./"+folder)); diff != "" {
					t.Errorf("%s ./%s, cache %s (-all, filtered; +the package alone):\n%s", dir, folder, cache, diff)
				}
			}
		}
	}
}

// found is what all rules find in some packages of a module.
func found(t *testing.T, dir, pattern string) []finding.Finding {
	t.Helper()
	var out, errOut bytes.Buffer
	if code := cli.Main([]string{"lint", "-C", dir, "--rules", "all", "--format", "json", "--fail-on", "never", pattern}, &out, &errOut); code != 0 {
		t.Fatalf("exit code %d: %s", code, errOut.Bytes())
	}
	var report struct{ Findings []finding.Finding }
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	return report.Findings
}
