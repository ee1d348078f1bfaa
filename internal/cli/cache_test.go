package cli_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// chain writes a module of packages that import each other in a row, each of which loses an event.
func chain(t *testing.T, packages int) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := kafka(filepath.Join(dir, "kafka")); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"go.mod": "module example.com/chain\n\ngo 1.26\n\nrequire github.com/segmentio/kafka-go v0.0.0\n\nreplace github.com/segmentio/kafka-go => ./kafka\n"}
	for i := range packages {
		next, call := "", ""
		if i > 0 {
			next, call = fmt.Sprintf("\n\t\"example.com/chain/p%d\"", i-1), fmt.Sprintf("p%d.Place(ctx, w)\n\t", i-1)
		}
		files[fmt.Sprintf("p%d/p.go", i)] = fmt.Sprintf(`package p%d

import (
	"context"
%s
	"github.com/segmentio/kafka-go"
)

func Place(ctx context.Context, w *kafka.Writer) {
	%s_ = w.WriteMessages(ctx, kafka.Message{Topic: "orders.placed.v1", Value: []byte("x")})
}
`, i, next, call)
	}
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// linting is a run in a folder with a cache.
func linting(t *testing.T, dir, cache string) (c *exec.Cmd, out *bytes.Buffer) {
	t.Helper()
	out = &bytes.Buffer{}
	c = exec.CommandContext(t.Context(), "buslint", "lint", "--format", "json", "--show", "info")
	c.Dir, c.Env, c.Stdout = dir, append(os.Environ(), "BUSLINT_CACHE="+cache), out
	return c, out
}

// lint runs to the end.
func lint(t *testing.T, dir, cache string) string {
	t.Helper()
	c, out := linting(t, dir, cache)
	if err := c.Run(); c.ProcessState.ExitCode() != 1 {
		t.Errorf("exit code %d, want 1: %v", c.ProcessState.ExitCode(), err)
	}
	return out.String()
}

func TestRunsThatAreKilledLeaveNothingWrong(t *testing.T) {
	t.Parallel()
	dir, cache := chain(t, 6), t.TempDir()
	want := lint(t, dir, "off")
	if n := strings.Count(want, `"rule": "lostpublish"`); n != 6 {
		t.Fatalf("%d findings in\n%s", n, want)
	}
	for _, after := range []time.Duration{0, 20, 60, 150, 300, 500, 700, 1000} { // milliseconds
		c, _ := linting(t, dir, cache)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(after * time.Millisecond)
		if err := c.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		_ = c.Wait() // killed, or done before
	}
	for range 2 {
		if got := lint(t, dir, cache); got != want {
			t.Errorf("after runs that were killed:\n%s\nwant\n%s", got, want)
		}
	}
}

func TestRunsAtTheSameTimeSayTheSame(t *testing.T) {
	t.Parallel()
	dir, cache := chain(t, 4), t.TempDir()
	want := lint(t, dir, "off")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if got := lint(t, dir, cache); got != want {
				t.Errorf("beside other runs:\n%s\nwant\n%s", got, want)
			}
		})
	}
	wg.Wait()
}
