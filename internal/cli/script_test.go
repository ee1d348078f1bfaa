package cli_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/goproxytest"
	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/buslint/buslint/internal/cli"
	"github.com/buslint/buslint/nogo"
)

var update = flag.Bool("update", false, "write what the scripts compare with anew")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"buslint": func() { os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr)) },
		"nogo":    func() { unitchecker.Main(nogo.Analyzer) },
	})
}

// TestScripts runs testdata/script/*.txtar. Each script has a folder of its own with a stand-in for kafka-go in $KAFKA, a module that can be required
// with a replacement, and a module proxy with the modules of testdata/mod.
func TestScripts(t *testing.T) {
	proxy, err := goproxytest.NewServer(filepath.Join("..", "..", "testdata", "mod"), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(proxy.Close)
	cache, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("..", "..", "testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Cmds:                commands(t),
		Condition:           condition,
		Setup: func(env *testscript.Env) error {
			env.Setenv("GOCACHE", strings.TrimSpace(string(cache))) // the standard library need not be compiled anew
			env.Setenv("GOMODCACHE", filepath.Join(env.WorkDir, ".modules"))
			env.Setenv("GOFLAGS", "-modcacherw")
			env.Setenv("GOPROXY", proxy.URL)
			env.Setenv("GONOSUMDB", "*")
			env.Setenv("GOTOOLCHAIN", "local")
			buslint, err := exec.LookPath("buslint")
			if err != nil {
				return err
			}
			env.Setenv("BUSLINT", buslint) // for scripts that change PATH
			env.Setenv("KAFKA", filepath.Join(env.WorkDir, ".kafka"))
			return kafka(env.Getenv("KAFKA"))
		},
	})
}

// kafka makes a module that stands in for kafka-go: just what the scripts call.
func kafka(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "kafka.go"), []byte(writer), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module github.com/segmentio/kafka-go\n\ngo 1.26\n"), 0o644)
}

const writer = `package kafka

import "context"

type Message struct{ Topic string; Key, Value []byte }

type Writer struct{ Topic string }

func (w *Writer) WriteMessages(ctx context.Context, msgs ...Message) error { return nil }

type ReaderConfig struct{ Topic, GroupID string }

type Reader struct{}

func NewReader(ReaderConfig) *Reader { return nil }

func (r *Reader) ReadMessage(ctx context.Context) (Message, error) { return Message{}, nil }
`

// condition "root" holds for those whom no file mode stops.
func condition(name string) (bool, error) {
	if name == "root" {
		return os.Geteuid() == 0, nil
	}
	return false, fmt.Errorf("unknown condition %q", name)
}

// code runs a program and checks its exit code: "code 2 buslint lint". Its output is compared as that of exec is.
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N program [args...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}
