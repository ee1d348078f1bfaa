package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNamesOfChangedFilesMayHoldAnything(t *testing.T) {
	t.Parallel()
	c := changes{old: map[string]string{}, added: map[string]bool{}}
	c.names("M\x00a\nb.go\x00R087\x00old \"x\".go\x00M\x00D\x00gone.go\x00A\x00new.go\x00C100\x00from.go\x00copy.go\x00T\x00link.go\x00")
	if diff := cmp.Diff(map[string]string{"a\nb.go": "a\nb.go", "M": `old "x".go`, "link.go": "link.go"}, c.old); diff != "" {
		t.Errorf("changed: %s", diff)
	}
	if diff := cmp.Diff(map[string]bool{"new.go": true, "copy.go": true}, c.added); diff != "" {
		t.Errorf("added: %s", diff)
	}
}

func TestTouchKnowsTheLinesThatHaveChanged(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("no file can have such a name there")
	}
	dir := t.TempDir()
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args[0], err, out)
		}
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const odd = ":(top)a\n*.go" // what git might take for a pattern
	lines := strings.Split("1 2 3 4 5 6 7 8 9 @@ ", " ")
	write(odd, strings.Join(lines, "\n"))
	write("same.go", "1\n2\n")
	write(".gitattributes", "*.go -diff\n") // as for generated code: git alone would say no more than that it differs
	git("init", "-q")
	git("add", "-A")
	git("commit", "-q", "-m", "first")
	lines[1], lines[4] = "two", "five\nand more"
	lines = append(lines[:6], lines[8:]...) // without 7 and 8
	write(odd, strings.Join(lines, "\n"))
	write("same.go", "1\n2\n")
	write("added/a/b.go", "1\n")
	c, err := changesSince(t.Context(), dir, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		file     string
		from, to int
		want     bool
	}{
		{odd, 1, 1, false},
		{odd, 2, 2, true},
		{odd, 1, 2, true},
		{odd, 3, 4, false},
		{odd, 5, 5, true},
		{odd, 6, 6, true},
		{odd, 7, 7, false}, // above the gap
		{odd, 8, 8, false}, // below it
		{odd, 7, 8, true},  // around it
		{odd, 8, 9, false},
		{"same.go", 1, 2, false},
		{"added/a/b.go", 1, 1, true},
		{"none.go", 1, 1, false},
		{"../none.go", 1, 1, false},
	} {
		got, err := c.touch(t.Context(), filepath.Join(dir, tt.file), span{tt.from, tt.to})
		if err != nil || got != tt.want {
			t.Errorf("lines %d to %d of %q have changed: %v, %v, want %v", tt.from, tt.to, tt.file, got, err, tt.want)
		}
	}
}
