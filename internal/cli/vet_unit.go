package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// rewriteUnit changes what the go command says of a package of a main module, so that what it keeps of it can be used again.
//
// It has the package diagnosed even where the go command wants only its facts. It keeps both under one key: what was not told when a package was imported
// would not be told when it is asked for.
//
// With -trimpath in GOFLAGS, results do not depend on the folder that the module is in, and are shared between folders and machines. Then files are named
// as they are within the module.
//
// A module that is replaced by a folder is taken for a main module: somebody may work in that folder with the same cache.
func rewriteUnit(unit string) error {
	data, err := os.ReadFile(unit)
	if err != nil {
		return fmt.Errorf("read package: %w", err)
	}
	var c map[string]any
	if err := json.Unmarshal(data, &c); err != nil {
		return fmt.Errorf("read package %s: %w", unit, err)
	}
	dir, _ := c["Dir"].(string)
	if c["ModulePath"] == "" || c["ModulePath"] == nil || c["ModuleVersion"] != "" && !ofFolder(dir) {
		return nil // another module's
	}
	c["VetxOnly"], c["ModuleVersion"] = false, ""
	if trimmed(os.Getenv) {
		if err := relative(c); err != nil {
			return err
		}
	}
	if data, err = json.Marshal(c); err != nil {
		return err
	}
	return os.WriteFile(unit, data, 0o666)
}

// ofFolder tells whether the package in a folder, which is of a module with a version, lies neither in the module cache, which names folders after
// versions, nor in a vendor folder.
func ofFolder(dir string) bool {
	return dir != "" && !slices.ContainsFunc(strings.Split(filepath.ToSlash(dir), "/"), func(name string) bool { return name == "vendor" || strings.Contains(name, "@v") })
}

// trimmed tells whether the go command leaves folders out of what it keeps: of its own flags it does not tell its tools.
func trimmed(getenv func(string) string) bool {
	flags := getenv("GOFLAGS")
	if flags == "" {
		flags = goenv(getenv, "GOFLAGS")
	}
	return slices.ContainsFunc(strings.Fields(flags), func(f string) bool {
		f = strings.TrimPrefix(f, "-")
		return f == "-trimpath" || f == "trimpath" || f == "-trimpath=true" || f == "trimpath=true"
	})
}

// goenv is a variable that `go env -w` has set, "" if it has not.
func goenv(getenv func(string) string, name string) string {
	file := getenv("GOENV")
	if file == "" {
		dir, err := os.UserConfigDir()
		if err != nil {
			return ""
		}
		file = filepath.Join(dir, "go", "env")
	}
	data, err := os.ReadFile(file) // there is none where nothing was set, and GOENV=off
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), name+"="); ok {
			return value
		}
	}
	return ""
}

// relative names the files of a package relative to the folder of its module, and goes there.
func relative(c map[string]any) error {
	dir, _ := c["Dir"].(string)
	root := dir
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(root)
		if up == root {
			return fmt.Errorf("vet package %v: no go.mod in its folder %s or above it", c["ImportPath"], dir)
		}
		root = up
	}
	for _, key := range []string{"GoFiles", "NonGoFiles", "IgnoredFiles"} {
		files, _ := c[key].([]any)
		for i, f := range files {
			name, _ := f.(string)
			if rel, err := filepath.Rel(root, name); err == nil && filepath.IsLocal(rel) {
				files[i] = rel // generated files, of cgo say, lie elsewhere
			}
		}
	}
	if err := os.Chdir(root); err != nil {
		return fmt.Errorf("vet package %v: %w", c["ImportPath"], err)
	}
	return nil
}
