package driver

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/config"
)

// scope is what is analysed from syntax whatever packages were asked for: the main modules (the one around the folder, or all of a go.work), and of the
// modules they need those that are replaced by a folder or that "analyze" names. Everything else is known from export data and models.
type scope struct {
	dir      string   // what files are relative to: the module's folder, or the workspace's if the folder lies in no module
	mains    []string // paths of the main modules
	folders  []string // theirs, in the same order
	patterns []string // of the packages of the main modules
	wanted   []string // packages that are meant if nobody names any

	replaced     []string // paths of modules that are replaced by a folder
	replacements []string // these folders
	work         string   // the go.work that is used, "" for none
}

// ErrNoModule says that a folder belongs to no module, ErrNoFolder that it is none.
var (
	ErrNoModule = errors.New("no go.mod in this folder or above it")
	ErrNoFolder = errors.New("it does not exist or is no folder")
)

// findScope looks for go.mod and go.work as the go command does. env is the go command's environment.
func findScope(dir string, env []string) (scope, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return scope{}, fmt.Errorf("find folder %s: %w", dir, err)
	}
	if info, err := os.Stat(abs); err != nil || !info.IsDir() {
		return scope{}, fmt.Errorf("open folder %s: %w", dir, ErrNoFolder)
	}
	mod, work := above(abs, "go.mod"), variable(env, "GOWORK")
	if work == "" {
		work = above(abs, "go.work")
	}
	s := scope{wanted: []string{"./..."}}
	if work != "" && work != "off" {
		if err := s.readWork(work, mod); err != nil {
			return scope{}, err
		}
	} else if mod != "" {
		if err := s.readModule(mod); err != nil {
			return scope{}, err
		}
	}
	switch {
	case len(s.mains) == 0:
		return scope{}, fmt.Errorf("load %s: %w; run buslint in a Go module, or `go mod init` first", abs, ErrNoModule)
	case mod == "": // in a workspace, beside its modules
		s.dir = filepath.Dir(work)
		var below []string
		for i, folder := range s.folders {
			if _, ok := within(abs, folder); ok {
				below = append(below, s.patterns[i])
			}
		}
		if len(below) > 0 {
			s.wanted = below
		}
	default:
		s.dir = filepath.Dir(mod)
	}
	return s, nil
}

// above finds a file in a folder or the nearest one above it; "" if there is none.
func above(dir, name string) string {
	for up := dir; ; up = filepath.Dir(up) {
		file := filepath.Join(up, name)
		if info, err := os.Stat(file); err == nil && !info.IsDir() {
			return file
		}
		if filepath.Dir(up) == up {
			return ""
		}
	}
}

func variable(env []string, name string) string {
	value := ""
	for _, v := range env {
		if k, text, _ := strings.Cut(v, "="); k == name {
			value = text // the last one counts
		}
	}
	return value
}

// environment is the go command's: nothing that buslint runs may change a go.mod.
func environment(env []string) []string {
	if env == nil {
		env = os.Environ()
	}
	flags := slices.DeleteFunc(strings.Fields(variable(env, "GOFLAGS")), func(f string) bool { return f == "-mod=mod" || f == "--mod=mod" })
	return append(slices.Clone(env), "GOFLAGS="+strings.Join(flags, " "))
}

// readWork reads a workspace. mod is the go.mod around the folder, "" for none.
func (s *scope) readWork(name, mod string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read workspace: %w", err)
	}
	work, err := modfile.ParseWork(name, data, nil)
	if err != nil {
		return fmt.Errorf("read workspace: %w", err)
	}
	used := mod == ""
	for _, use := range work.Use {
		dir := filepath.FromSlash(use.Path)
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(filepath.Dir(name), dir)
		}
		file := filepath.Join(dir, "go.mod")
		if err := s.readModule(file); err != nil {
			return err
		}
		used = used || file == mod
	}
	if !used {
		return fmt.Errorf("load %s: %s does not use this module; run `go work use .` there, or set GOWORK=off", filepath.Dir(mod), name)
	}
	s.work = name
	s.replace(work.Replace, filepath.Dir(name))
	return nil
}

func (s *scope) readModule(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read module: %w", err)
	}
	f, err := modfile.Parse(name, data, nil)
	if err != nil { // a directive that this version does not know; the lax reader skips those, and replacements with them
		if lax, laxErr := modfile.ParseLax(name, data, nil); laxErr == nil && lax.Module != nil {
			f, err = lax, nil
		}
	}
	if err != nil {
		return fmt.Errorf("read module: %w", err)
	}
	if f.Module == nil {
		return fmt.Errorf("read module %s: no module line", name)
	}
	s.mains, s.folders = append(s.mains, f.Module.Mod.Path), append(s.folders, filepath.Dir(name))
	s.patterns = append(s.patterns, f.Module.Mod.Path+"/...")
	s.replace(f.Replace, filepath.Dir(name))
	return nil
}

// replace notes the modules that a file in a folder replaces by folders.
func (s *scope) replace(list []*modfile.Replace, dir string) {
	for _, r := range list {
		if r.New.Version == "" { // a folder
			folder := filepath.FromSlash(r.New.Path)
			if !filepath.IsAbs(folder) {
				folder = filepath.Join(dir, folder)
			}
			s.replaced, s.replacements = append(s.replaced, r.Old.Path), append(s.replacements, folder)
		}
	}
}

// packages are the patterns that somebody gave, or without any those that are meant. The go command knows no ./... beside the modules of a
// workspace. A file stands for its package, so that hooks can name what has changed.
func (s *scope) packages(given []string) []string {
	if len(given) == 0 {
		return s.wanted
	}
	var out []string
	for _, p := range given {
		switch {
		case p == "./...":
			out = append(out, s.wanted...)
		case filepath.IsAbs(p) && filepath.Ext(p) == ".go":
			out = append(out, filepath.Dir(p))
		case filepath.Ext(p) == ".go": // relative, whether it begins with ./ or not
			out = append(out, "./"+filepath.ToSlash(filepath.Dir(p)))
		default:
			out = append(out, p)
		}
	}
	return out
}

// source tells which packages are analysed from syntax: those of the main modules, and of the modules that are replaced by a folder or matched by globs.
// Without globs (nil), modules of the same host and owner as a main module are.
func (s *scope) source(globs []string) func(*packages.Package) bool {
	match := config.Match
	if globs == nil {
		for _, m := range s.mains {
			globs = append(globs, siblings(m)...)
		}
		match = func(glob, module string) bool { return config.Match(strings.ToLower(glob), strings.ToLower(module)) } // hosts do not mind the case of owners
	}
	known := map[string]bool{}
	return func(p *packages.Package) bool {
		if p.Module == nil {
			return p.PkgPath == "command-line-arguments" // files that were named; else of the standard library
		}
		module := p.Module.Path
		is, ok := known[module]
		if !ok {
			is = p.Module.Main || slices.Contains(s.replaced, module) || slices.ContainsFunc(globs, func(glob string) bool { return match(glob, module) })
			known[module] = is
		}
		return is && (p.Module.Main || len(p.Errors) == 0) // a library that cannot be read is known as well as any other
	}
}

// siblings are globs for the modules of a module's owner: github.com/acme/shop belongs to github.com/acme, go.acme.dev/shop to go.acme.dev. A path
// without a host has no known owner.
func siblings(module string) []string {
	parts := strings.Split(module, "/")
	switch {
	case len(parts) < 2 || !strings.Contains(parts[0], "."):
		return nil
	case len(parts) == 2:
		return []string{parts[0] + "/*"}
	}
	return []string{parts[0] + "/" + parts[1] + "/*"}
}
