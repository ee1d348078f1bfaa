package cli_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var shop = flag.Bool("shop", false, "run the pull requests of testdata/pulls, which need the libraries of examples/shop")

// TestPulls runs testdata/pulls/*.txtar: pull requests on a copy of examples/shop, which is a git repository with the branch main checked out. Files of a
// script lie in $WORK/pull until it copies them. `make pulls` runs it, `make golden` writes the outputs anew.
func TestPulls(t *testing.T) {
	if !*shop {
		t.Skip("needs the libraries of examples/shop; run: make pulls")
	}
	example, err := filepath.Abs(filepath.Join("..", "..", "examples", "shop"))
	if err != nil {
		t.Fatal(err)
	}
	goenv, err := exec.Command("go", "env", "GOCACHE", "GOMODCACHE", "GOPROXY", "GOSUMDB").Output()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("..", "..", "testdata", "pulls"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Cmds:                commands(t),
		Setup: func(env *testscript.Env) error {
			for i, name := range []string{"GOCACHE", "GOMODCACHE", "GOPROXY", "GOSUMDB"} {
				env.Setenv(name, strings.Split(string(goenv), "\n")[i])
			}
			return copyTracked(example, filepath.Join(env.WorkDir, "shop"))
		},
	})
}

// copyTracked copies the files of a folder that git knows.
func copyTracked(from, to string) error {
	list := exec.Command("git", "ls-files", "-z")
	list.Dir = from
	out, err := list.Output()
	if err != nil {
		return fmt.Errorf("list files of %s: %w", from, err)
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		data, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(to, name)), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
