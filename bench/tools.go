package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// tools are the programs that are measured.
type tools struct {
	dir     string // for their caches
	self    string
	buslint string
	peers   []peer
	missing []string
}

// peer is another tool. cold makes it forget what it keeps, with a word that no run had before.
type peer struct {
	name    string
	version []string // arguments that print its version
	args    []string
	cold    func(word string) (env, args []string)
	codes   []int // exit codes of a run that found something
}

// others are the tools that buslint is compared with, in the order of the table.
var others = []peer{
	{name: "go", version: []string{"version"}, args: []string{"vet", "./..."}, codes: []int{1}, cold: func(word string) ([]string, []string) {
		return nil, []string{"vet", "-printf.funcs=cold" + word, "./..."} // flags are a part of the key of what it keeps
	}},
	{name: "staticcheck", version: []string{"-version"}, args: []string{"./..."}, codes: []int{1}, cold: func(word string) ([]string, []string) {
		return []string{"STATICCHECK_CACHE=" + word}, nil
	}},
	{name: "golangci-lint", version: []string{"version", "--short"}, args: []string{"run", "--no-config", "--issues-exit-code", "0", "./..."}, cold: func(word string) ([]string, []string) {
		return []string{"GOLANGCI_LINT_CACHE=" + word}, nil
	}},
	{name: "nilaway", args: []string{"./..."}, codes: []int{1, 3}},
	{name: "gosec", version: []string{"-version"}, args: []string{"-quiet", "-no-fail", "./..."}},
}

// newTools builds buslint and looks for the others.
func newTools(dir string, peers bool) (*tools, error) {
	t := &tools{dir: dir, buslint: filepath.Join(dir, "buslint")}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make a folder for binaries: %w", err)
	}
	if out, err := exec.Command("go", "build", "-o", t.buslint, "github.com/buslint/buslint/cmd/buslint").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build buslint: %w: %s", err, out)
	}
	var err error
	if t.self, err = os.Executable(); err != nil {
		return nil, fmt.Errorf("find own binary: %w", err)
	}
	for _, p := range others {
		if !peers {
			break
		}
		if _, err := exec.LookPath(p.name); err != nil {
			t.missing = append(t.missing, p.name)
			continue
		}
		t.peers = append(t.peers, p)
	}
	return t, nil
}

// versions says what was measured, and with what.
func (t *tools) versions() string {
	var b strings.Builder
	for _, p := range t.peers {
		if p.version == nil {
			fmt.Fprintf(&b, "- %s\n", p.name)
			continue
		}
		out, err := exec.Command(p.name, p.version...).Output()
		if err != nil {
			out = []byte("of an unknown version")
		}
		first, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
		fmt.Fprintf(&b, "- %s: %s\n", p.name, first)
	}
	for _, name := range t.missing {
		fmt.Fprintf(&b, "- %s: not installed, not measured\n", name)
	}
	return b.String()
}
