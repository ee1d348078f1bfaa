package cli_test

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/buslint/buslint/internal/githubfake"
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
		Cmds:                pullCommands,
		Setup: func(env *testscript.Env) error {
			for i, name := range []string{"GOCACHE", "GOMODCACHE", "GOPROXY", "GOSUMDB"} {
				env.Setenv(name, strings.Split(string(goenv), "\n")[i])
			}
			folder := filepath.Join(env.WorkDir, "shop")
			return errors.Join(copyTracked(example, folder), github(env))
		},
	})
}

// pullCommands are those of scripts about pull requests, beside testscript's own.
var pullCommands = map[string]func(*testscript.TestScript, bool, []string){
	"code":   code,
	"github": runGithub,
	"event":  event,
	"commit": commit,
	"mask":   mask,
}

// copyTracked copies the files of a folder that git knows.
func copyTracked(from, to string) error {
	list := exec.Command("git", "ls-files", "-z")
	list.Dir = from
	out, err := list.Output()
	if err != nil {
		return fmt.Errorf("list files of %s: %w", from, err)
	}
	for _, name := range strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00") {
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

type fakeKey struct{}

// scriptT lets the fake tell a script of what is wrong.
type scriptT struct {
	testscript.T
	env *testscript.Env
}

func (t scriptT) Errorf(format string, args ...any) { t.Fatal(fmt.Sprintf(format, args...)) }
func (t scriptT) Cleanup(f func())                  { t.env.Defer(f) }

// github gives a script a GitHub, and the environment of a workflow that reaches it. Git asks nobody who commits, and when.
func github(env *testscript.Env) error {
	fake := githubfake.New(scriptT{env.T(), env})
	env.Values[fakeKey{}] = fake
	env.Vars = append(env.Vars, fake.Env()...)
	config := filepath.Join(env.WorkDir, ".gitconfig")
	env.Vars = append(env.Vars, "GIT_CONFIG_GLOBAL="+config, "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_DATE=2026-01-02T03:04:05Z", "GIT_COMMITTER_DATE=2026-01-02T03:04:05Z",
		"HOME="+env.WorkDir, "GOTOOLCHAIN=local", "GOFLAGS=-modcacherw")
	return os.WriteFile(config, []byte("[user]\n\tname = alice\n\temail = alice@shop.example\n[init]\n\tdefaultBranch = main\n"), 0o644)
}

// runGithub does something at the GitHub: see [githubfake.Fake.Do].
func runGithub(ts *testscript.TestScript, neg bool, args []string) {
	out, err := ts.Value(fakeKey{}).(*githubfake.Fake).Do(args...)
	if neg || err != nil {
		ts.Fatalf("%v", err)
	}
	if _, err := io.WriteString(ts.Stdout(), out); err != nil {
		ts.Fatalf("%v", err)
	}
}

// event writes the file of an event, and makes it the workflow's: "event pull_request pull-event 7 opened alice".
func event(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: event NAME github-command...")
	}
	out, err := ts.Value(fakeKey{}).(*githubfake.Fake).Do(args[1:]...)
	if err != nil {
		ts.Fatalf("%v", err)
	}
	file := ts.MkAbs(filepath.Join(ts.Getenv("WORK"), "event.json"))
	ts.Check(os.WriteFile(file, []byte(out), 0o644))
	ts.Setenv("GITHUB_EVENT_NAME", args[0])
	ts.Setenv("GITHUB_EVENT_PATH", file)
}

// commit names the commit of a revision in the environment: "commit HEAD", "commit BASE main".
func commit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: commit VARIABLE [REVISION]")
	}
	cmd := exec.Command("git", "rev-parse", append(args[1:], "HEAD")[0])
	cmd.Dir = ts.MkAbs(".")
	out, err := cmd.Output()
	ts.Check(err)
	ts.Setenv(args[0], strings.TrimSpace(string(out)))
}

// mask writes names in the place of commits, which are others when the example changes: "mask plan.json HEAD" puts HEAD where $HEAD stands.
func mask(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: mask FILE VARIABLE...")
	}
	text := ts.ReadFile(args[0])
	for _, name := range args[1:] {
		text = strings.ReplaceAll(text, ts.Getenv(name), name)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}
