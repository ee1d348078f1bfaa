package shop_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// findings runs buslint on this module and returns its findings as "file:line rule severity", sorted.
func findings(t *testing.T) []string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "buslint")
	build := exec.Command("go", "build", "-o", binary, "./cmd/buslint")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build buslint: %v\n%s", err, out)
	}
	lint := exec.Command(binary, "lint", "--format", "json", "--fail-on", "never")
	lint.Stderr = os.Stderr
	out, err := lint.Output()
	if err != nil {
		t.Fatalf("run buslint: %v", err)
	}
	var report struct {
		Findings []struct {
			Rule, Severity string
			Position       struct {
				File string
				Line int
			}
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range report.Findings {
		found = append(found, fmt.Sprintf("%s:%d %s %s", f.Position.File, f.Position.Line, f.Rule, f.Severity))
	}
	slices.Sort(found)
	return found
}

// rows reads the table below a heading of DEFECTS.md, a map from column to text for each row.
func rows(t *testing.T, heading string) []map[string]string {
	t.Helper()
	data, err := os.ReadFile("DEFECTS.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(data), "# "+heading+"\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var columns []string
	var out []map[string]string
	for _, line := range strings.Split(section, "\n") {
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "|---") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "| "), " | ")
		if columns == nil {
			columns = cells
			continue
		}
		row := map[string]string{}
		for i, cell := range cells {
			row[columns[i]] = cell
		}
		out = append(out, row)
	}
	return out
}

// TestDefectsAreFoundAndTwinsAreSilent compares the findings with DEFECTS.md: nothing is missing, and nothing else is told of.
func TestDefectsAreFoundAndTwinsAreSilent(t *testing.T) {
	var want []string
	for _, row := range rows(t, "Defects") {
		want = append(want, row["Place"]+" "+row["Rule"]+" "+row["Severity"])
	}
	for _, row := range rows(t, "Advice") {
		want = append(want, row["Place"]+" dualwrite info")
	}
	if len(want) < 20 {
		t.Fatalf("DEFECTS.md has %d rows", len(want))
	}
	got := findings(t)
	for _, f := range got {
		if !slices.Contains(want, f) {
			t.Errorf("not in DEFECTS.md: %s", f)
		}
	}
	for _, f := range want {
		if !slices.Contains(got, f) {
			t.Errorf("not found: %s", f)
		}
	}
}

// TestDefectsHaveTwins looks for the functions that DEFECTS.md names.
func TestDefectsHaveTwins(t *testing.T) {
	names := functions(t)
	for _, heading := range []string{"Defects", "For rules to come"} {
		for _, row := range rows(t, heading) {
			for _, name := range []string{row["Function"], row["Repaired twin"]} {
				if !slices.Contains(names, name) {
					t.Errorf("the shop has no function %s, the one of %s", name, row["Place"])
				}
			}
		}
	}
}

func functions(t *testing.T) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir("internal", func(file string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".go" {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				out = append(out, fn.Name.Name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var sample = regexp.MustCompile("(?s)```text\n(.*?)\n```")

// TestReadmeShowsRealOutput looks for the sample of the project's README in what buslint prints.
func TestReadmeShowsRealOutput(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	m := sample.FindSubmatch(readme)
	if m == nil {
		t.Fatal("README.md has no ```text block")
	}
	run := exec.Command("go", "run", "./cmd/buslint", "lint", "-C", "examples/shop", "--fail-on", "never")
	run.Dir = filepath.Join("..", "..")
	out, err := run.Output()
	if err != nil {
		t.Fatalf("run buslint: %v", err)
	}
	for _, part := range strings.Split(string(m[1]), "\n\n") {
		if !strings.Contains(string(out), part+"\n") {
			t.Errorf("buslint does not print\n%s", part)
		}
	}
}
