package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/driver"
	"github.com/buslint/buslint/models"
)

const held = "package a\n\nvar x = 1\n"

// analysed runs on a module with the files a.go and b.go, both of which hold held but for their variable.
func analysed(t *testing.T) *run {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.com/a\n\ngo 1.26\n", "a.go": held, "b.go": strings.Replace(held, "x", "y", 1)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := driver.Run(t.Context(), driver.Options{Dir: dir, Models: models.Builtin})
	if err != nil {
		t.Fatal(err)
	}
	return &run{Result: r, config: config.Default()}
}

// replacing is a finding whose fix replaces the value of the variable in a file, and what else is given.
func replacing(file, value string, more ...finding.Edit) finding.Finding {
	at := finding.Position{File: file, Line: 3, Column: 9}
	end := at
	end.Column++
	return finding.Finding{Severity: finding.Error, Position: at, Fixes: []finding.Fix{{Edits: append([]finding.Edit{{Position: at, End: end, New: value}}, more...)}}}
}

func TestRepairTakesFixesWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	r := analysed(t)
	at := func(module, file string) finding.Edit {
		p := finding.Position{Module: module, File: file, Line: 1, Column: 1}
		return finding.Edit{Position: p, End: p}
	}
	r.all = []finding.Finding{
		replacing("a.go", "2"),
		replacing("a.go", "3"),
		replacing("a.go", "2"),
		replacing("b.go", "4", at("", "../c.go")),
		replacing("b.go", "4", at("example.com/c", "c.go")),
		replacing("b.go", "("),
		replacing("b.go", "4", at("", "none.go")),
		replacing("go.mod", "4"),
	}
	p := r.repair()
	got := map[string]string{}
	for name, content := range p.new {
		got[name] = string(content)
	}
	if diff := cmp.Diff(map[string]string{"a.go": strings.Replace(held, "1", "2", 1)}, got); diff != "" {
		t.Error(diff)
	}
	want := []string{
		"another fix changes the same lines", "../c.go is outside the module", "example.com/c/c.go is outside the module", "the file would not be Go any more", "no such file", "go.mod has changed since it was analysed",
	}
	if len(p.refused) != len(want) || len(p.fixed) != 2 {
		t.Fatalf("fixed %d, refused %q", len(p.fixed), p.refused)
	}
	for i, text := range want {
		if !strings.Contains(p.refused[i], text) {
			t.Errorf("refused with %q, want %q", p.refused[i], text)
		}
	}
}

func TestRepairLeavesFilesThatHaveChanged(t *testing.T) {
	t.Parallel()
	r := analysed(t)
	r.all = []finding.Finding{replacing("a.go", "2"), replacing("b.go", "2")}
	p := r.repair()
	if len(p.new) != 2 {
		t.Fatalf("fixes change %d files, want 2", len(p.new))
	}
	const changed = held + "\nvar z = 1\n"
	if err := os.WriteFile(filepath.Join(r.Dir, "b.go"), []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := p.write(); err == nil || err.Error() != "write b.go: it has changed since it was analysed; nothing was fixed" {
		t.Errorf("write: %v", err)
	}
	if late := r.repair(); len(late.new) != 1 || len(late.refused) != 1 || !strings.Contains(late.refused[0], "b.go has changed since it was analysed") {
		t.Errorf("of a changed file: %q", late.refused)
	}
	files, err := os.ReadDir(r.Dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 3 {
		t.Errorf("files are left behind: %v", files)
	}
	for name, want := range map[string]string{"a.go": held, "b.go": changed} {
		if got, err := os.ReadFile(filepath.Join(r.Dir, name)); err != nil || string(got) != want {
			t.Errorf("%s holds %q, %v", name, got, err)
		}
	}
}
