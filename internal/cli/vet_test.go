package cli_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestHostsFindTheSame runs buslint by itself and under go vet on testdata/modular, and compares both with its findings.txt. The golangci-lint plugin
// is compared with it in tools/golangci-lint.
func TestHostsFindTheSame(t *testing.T) {
	t.Parallel()
	dir := filepath.Join("..", "..", "testdata", "modular")
	data, err := os.ReadFile(filepath.Join(dir, "findings.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSpace(string(data)), "\n")
	buslint, err := exec.LookPath("buslint")
	if err != nil {
		t.Fatal(err)
	}

	own := exec.Command(buslint, "lint", "-C", dir, "--show", "warning", "--fail-on", "never", "--format", "json")
	own.Stderr = os.Stderr
	out, err := own.Output()
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
	var got, short []string
	for _, f := range report.Findings {
		got = append(got, fmt.Sprintf("%s:%d:%d: %s (%s)", f.Position.File, f.Position.Line, f.Position.Column, f.Text, f.Rule))
	}
	for _, line := range want {
		text, _, _ := strings.Cut(line, " [")
		short = append(short, text)
	}
	if diff := cmp.Diff(short, got); diff != "" {
		t.Errorf("buslint lint: %s", diff)
	}

	vet := exec.Command("go", "vet", "-vettool="+buslint, "./...")
	vet.Dir = dir
	out, err = vet.CombinedOutput()
	if err == nil {
		t.Error("go vet does not fail")
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	lines = slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, "# ") }) // headings of packages
	slices.Sort(lines)
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("go vet: %s", diff)
	}
}
