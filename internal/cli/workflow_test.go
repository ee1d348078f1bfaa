package cli_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/buslint/buslint/internal/githubfake"
)

// commands are those of scripts, beside testscript's own.
func commands(t *testing.T) map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"code":     code,
		"commit":   commit,
		"event":    event,
		"github":   github,
		"mask":     mask,
		"unmask":   unmask,
		"workflow": func(ts *testscript.TestScript, _ bool, _ []string) { workflow(t, ts) },
	}
}

// fakes holds the GitHub of each script that has one.
var fakes sync.Map

// scriptT lets a fake tell of what is wrong, and end with its script.
type scriptT struct {
	*testing.T
	ts *testscript.TestScript
}

func (t scriptT) Cleanup(f func()) { t.ts.Defer(f) }

// workflow gives a script a GitHub, and the environment of a workflow that reaches it. Git asks nobody who commits, and when.
func workflow(t *testing.T, ts *testscript.TestScript) {
	fake := githubfake.New(scriptT{t, ts})
	fakes.Store(ts, fake)
	ts.Defer(func() { fakes.Delete(ts) })
	config := filepath.Join(ts.Getenv("WORK"), ".gitconfig")
	ts.Check(os.WriteFile(config, []byte("[user]\n\tname = alice\n\temail = alice@shop.example\n[init]\n\tdefaultBranch = main\n"), 0o644))
	for _, v := range append(fake.Env(), "GIT_CONFIG_GLOBAL="+config, "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_DATE=2026-01-02T03:04:05Z",
		"GIT_COMMITTER_DATE=2026-01-02T03:04:05Z", "GOTOOLCHAIN=local", "GOFLAGS=-modcacherw") {
		name, value, _ := strings.Cut(v, "=")
		ts.Setenv(name, value)
	}
}

func fakeOf(ts *testscript.TestScript) *githubfake.Fake {
	fake, ok := fakes.Load(ts)
	if !ok {
		ts.Fatalf("no GitHub: the script needs the command workflow first")
	}
	return fake.(*githubfake.Fake)
}

// github does something at the GitHub: see [githubfake.Fake.Do].
func github(ts *testscript.TestScript, neg bool, args []string) {
	out, err := fakeOf(ts).Do(args...)
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
	out, err := fakeOf(ts).Do(args[1:]...)
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

// unmask puts values in the place of names: "unmask artifact.json HEAD" writes the commit where $HEAD stands in the file.
func unmask(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: unmask FILE VARIABLE...")
	}
	text := ts.ReadFile(args[0])
	for _, name := range args[1:] {
		text = strings.ReplaceAll(text, "$"+name, ts.Getenv(name))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}
