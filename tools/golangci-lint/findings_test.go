package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// run lints a folder, of the repository if its path is relative, with bin/golangci-lint, which make builds, and nothing but buslint in it. It returns the issues as go vet prints
// findings, sorted.
func run(t *testing.T, dir string, args ...string) []string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	lint := exec.Command(filepath.Join(root, "bin", "golangci-lint"), append([]string{"run", "--default", "none", "--issues-exit-code", "0",
		"--path-mode", "abs", "--show-stats=false", "--output.text.path", os.DevNull, "--output.json.path", "stdout"}, args...)...)
	if lint.Dir = dir; !filepath.IsAbs(dir) {
		lint.Dir = filepath.Join(root, filepath.FromSlash(dir))
	}
	lint.Stderr = os.Stderr
	out, err := lint.Output()
	if err != nil {
		t.Fatalf("run golangci-lint in %s: %v", dir, err)
	}
	var report struct {
		Issues []struct {
			FromLinter, Text string
			Pos              struct {
				Filename     string
				Line, Column int
			}
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatalf("read %s: %v", out, err)
	}
	var lines []string
	for _, i := range report.Issues {
		if i.FromLinter != "buslint" {
			t.Errorf("issue of %s: %s", i.FromLinter, i.Text)
		}
		file, err := filepath.Rel(lint.Dir, i.Pos.Filename)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("%s:%d:%d: %s", filepath.ToSlash(file), i.Pos.Line, i.Pos.Column, i.Text))
	}
	slices.Sort(lines)
	return lines
}

// example is the configuration that the repository shows.
func example(t *testing.T) string {
	t.Helper()
	file, err := filepath.Abs(filepath.Join("..", "..", ".golangci.example.yml"))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestPluginFindsWhatOtherHostsFind(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "modular", "findings.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSpace(string(data)), "\n")
	for _, name := range []string{"first", "from the cache"} {
		if got := run(t, "testdata/modular", "--config", example(t)); !slices.Equal(got, want) {
			t.Errorf("%s: found\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestShop runs the example on the demo: of its DEFECTS.md, what can be told without the whole program.
func TestShop(t *testing.T) {
	want := []string{
		"internal/billing/app/payments.go:95 unversioned", // at the publish, as the payload's package does not publish it
		"internal/orders/catalog/catalog.go:67 lostpublish",
		"internal/orders/catalog/events.go:43 unversioned",
		"internal/orders/imports/imports.go:52 txpublish",
		"internal/orders/imports/imports.go:96 commiterr",
		"internal/shipping/notify/notify.go:66 lostpublish",
	}
	var got []string
	for _, line := range run(t, "examples/shop", "--config", example(t)) {
		place := strings.SplitN(line, ":", 3)
		_, rule, _ := strings.Cut(line, " (")
		rule, _, _ = strings.Cut(rule, ")")
		got = append(got, place[0]+":"+place[1]+" "+rule)
	}
	if !slices.Equal(got, want) {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
