package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/packages"
)

// module is what is measured.
type module struct {
	dir      string
	name     string
	packages int
	leaf     source // nobody imports it
	wide     source // most packages import it
}

// source is a package and one of its files.
type source struct {
	pkg, file string
	importers int // of the module, directly or not
}

// readModule looks for packages to change.
func readModule(dir string) (module, error) {
	pkgs, err := packages.Load(&packages.Config{Dir: dir, Mode: packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps | packages.NeedModule}, "./...")
	if err != nil {
		return module{}, fmt.Errorf("list packages of %s: %w", dir, err)
	}
	importers := map[string]int{}
	var all []source
	for _, p := range pkgs {
		if len(p.GoFiles) > 0 {
			all = append(all, source{pkg: p.PkgPath, file: p.GoFiles[0]})
		}
		for path := range below(p, map[string]bool{}) {
			importers[path]++
		}
	}
	if len(all) == 0 {
		return module{}, fmt.Errorf("list packages of %s: there are none", dir)
	}
	for i := range all {
		all[i].importers = importers[all[i].pkg]
	}
	slices.SortFunc(all, func(a, b source) int { return cmp.Or(cmp.Compare(a.importers, b.importers), cmp.Compare(a.pkg, b.pkg)) })
	return module{dir: dir, name: filepath.Base(dir), packages: len(pkgs), leaf: all[0], wide: all[len(all)-1]}, nil
}

// below is the set of packages that one imports, directly or not.
func below(p *packages.Package, seen map[string]bool) map[string]bool {
	for path, q := range p.Imports {
		if !seen[path] {
			seen[path] = true
			below(q, seen)
		}
	}
	return seen
}

// changed adds a function to a file while do runs. Each round adds another one, so that nothing of it is known yet.
func (s source) changed(round string, do func() error) (err error) {
	before, err := os.ReadFile(s.file)
	if err != nil {
		return fmt.Errorf("change %s: %w", s.pkg, err)
	}
	defer func() {
		if e := os.WriteFile(s.file, before, 0o644); err == nil {
			err = e
		}
	}()
	if err := os.WriteFile(s.file, fmt.Appendf(slices.Clone(before), "\nfunc changedInRound%s() string { return %q }\n\nvar _ = changedInRound%[1]s\n", round, round), 0o644); err != nil {
		return fmt.Errorf("change %s: %w", s.pkg, err)
	}
	return do()
}
