package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/buslint/buslint/internal/cli"
)

// BenchmarkLint is a run of buslint inside this process, to be looked at with a profiler:
//
//	go test ./bench -run '^$' -bench Lint/nothing -cpuprofile cpu.out
func BenchmarkLint(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "module")
	if err := generate(dir, 300); err != nil {
		b.Fatal(err)
	}
	lint := func(b *testing.B) {
		b.Helper()
		if code := cli.Main([]string{"lint", "-C", dir, "--format", "json", "--fail-on", "never", "./..."}, io.Discard, os.Stderr); code != 0 {
			b.Fatalf("exit code %d", code)
		}
	}
	b.Setenv("BUSLINT_CACHE", "off")
	lint(b) // so that everything is compiled
	b.Run("nothing kept", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			b.Setenv("BUSLINT_CACHE", b.TempDir())
			b.StartTimer()
			lint(b)
		}
	})
	b.Run("one package changed", func(b *testing.B) {
		b.Setenv("BUSLINT_CACHE", b.TempDir())
		lint(b)
		m, err := readModule(dir)
		if err != nil {
			b.Fatal(err)
		}
		for i := 0; b.Loop(); i++ {
			if err := m.leaf.changed(fmt.Sprint(i), func() error { lint(b); return nil }); err != nil {
				b.Fatal(err)
			}
		}
	})
}
