package driver

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
)

// scope is what is analysed from syntax whatever packages were asked for: the module around the folder, and the modules that its go.mod replaces by a
// path. Everything else is known from export data and models.
type scope struct {
	dir      string // of the go.mod
	patterns []string
}

// ErrNoModule says that a folder belongs to no module.
var ErrNoModule = errors.New("no go.mod in this folder or above it")

func findScope(dir string) (scope, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return scope{}, fmt.Errorf("find folder %s: %w", dir, err)
	}
	if info, err := os.Stat(abs); err != nil || !info.IsDir() {
		return scope{}, fmt.Errorf("open folder %s: it does not exist or is no folder", dir)
	}
	for up := abs; ; up = filepath.Dir(up) {
		name := filepath.Join(up, "go.mod")
		data, err := os.ReadFile(name)
		if err == nil {
			return readScope(up, name, data)
		}
		if !errors.Is(err, os.ErrNotExist) {
			return scope{}, fmt.Errorf("read %s: %w", name, err)
		}
		if filepath.Dir(up) == up {
			return scope{}, fmt.Errorf("load %s: %w; run buslint in a Go module, or `go mod init` first", abs, ErrNoModule)
		}
	}
}

func readScope(dir, name string, data []byte) (scope, error) {
	f, err := modfile.Parse(name, data, nil)
	if err != nil { // a directive that this version does not know; the lax reader skips those, and replacements with them
		f, err = modfile.ParseLax(name, data, nil)
	}
	if err != nil {
		return scope{}, fmt.Errorf("read go.mod: %w", err)
	}
	if f.Module == nil {
		return scope{}, fmt.Errorf("read %s: no module line", name)
	}
	s := scope{dir: dir, patterns: []string{f.Module.Mod.Path + "/..."}}
	required := map[string]bool{}
	for _, r := range f.Require {
		required[r.Mod.Path] = true
	}
	for _, r := range f.Replace {
		if r.New.Version == "" && required[r.Old.Path] && (strings.HasPrefix(r.New.Path, ".") || filepath.IsAbs(r.New.Path)) {
			s.patterns = append(s.patterns, r.Old.Path+"/...")
		}
	}
	return s, nil
}
