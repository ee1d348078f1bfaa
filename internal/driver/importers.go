package driver

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
)

// Sources are the folders that a run in a folder analyses from source, as far as they are known without the go command: those of the main modules, and
// those that stand for a module. They are absolute.
func Sources(dir string) ([]string, error) {
	s, err := findScope(dir, environment(nil))
	if err != nil {
		return nil, err
	}
	var out []string
	for _, folder := range slices.Concat(s.folders, s.replacements) {
		abs, err := filepath.Abs(folder)
		if err != nil {
			return nil, fmt.Errorf("find folder %s: %w", folder, err)
		}
		out = append(out, abs)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// imports notes which packages import a package, by folder.
func (r *Result) imports(units []*unit) {
	folders := map[string]map[string]bool{}
	for _, u := range units {
		for _, next := range u.after {
			if from, to := next.pkg.Dir, u.pkg.Dir; from != to && from != "" && to != "" { // a package and its tests have one folder
				if folders[to] == nil {
					folders[to] = map[string]bool{}
				}
				folders[to][from] = true
			}
		}
	}
	r.importers = map[string][]string{}
	for to, from := range folders {
		r.importers[to] = slices.Sorted(maps.Keys(from))
	}
}

// Importers are some folders, and those of the packages from source that import a package there, directly or not.
func (r *Result) Importers(folders map[string]bool) map[string]bool {
	out := maps.Clone(folders)
	for left := slices.Collect(maps.Keys(folders)); len(left) > 0; {
		last := len(left) - 1
		to := left[last]
		left = left[:last]
		for _, from := range r.importers[to] {
			if !out[from] {
				out[from] = true
				left = append(left, from)
			}
		}
	}
	return out
}
