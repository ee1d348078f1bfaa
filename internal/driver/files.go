package driver

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/finding"
)

// File is a source file of a run.
type File struct {
	Module string // "" if the name is relative to Result.Dir, otherwise it is relative to this module's folder
	Name   string
}

func fileOf(p finding.Position) File { return File{p.Module, p.File} }

// Path is the name of a position's file on this machine, "" if that is unknown.
func (r *Result) Path(p finding.Position) string {
	dir := r.Dir
	if p.Module != "" {
		if dir = r.folders[p.Module]; dir == "" {
			return ""
		}
	}
	return filepath.Join(dir, filepath.FromSlash(p.File))
}

// outside tells whether the files of a package are named relative to its own module, because that does not lie in the run's folder.
func (r *Result) outside(p *packages.Package) bool {
	if p.Module == nil {
		return false
	}
	_, inside := within(r.Dir, p.Module.Dir)
	return !p.Module.Main || !inside
}

// name is the slash-separated name of a file of a package.
func (r *Result) name(p *packages.Package, file string) string {
	dir := r.Dir
	if r.outside(p) {
		dir = p.Module.Dir
	}
	if name, ok := within(dir, file); ok {
		return name
	}
	if p.Module != nil && dir == "" { // of a vendor folder
		return path.Join(strings.TrimPrefix(strings.TrimPrefix(p.PkgPath, p.Module.Path), "/"), filepath.Base(file))
	}
	return filepath.ToSlash(file)
}

func within(dir, file string) (string, bool) {
	rel, err := filepath.Rel(dir, file)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// settle keeps one package of each path (the one with its tests, if there are two), in order, without the test binaries that the go command makes up.
func settle(pkgs []*packages.Package) []*packages.Package {
	pkgs = slices.DeleteFunc(slices.Clone(pkgs), func(p *packages.Package) bool { return strings.HasSuffix(p.ID, ".test") })
	slices.SortStableFunc(pkgs, func(a, b *packages.Package) int {
		if a.PkgPath != b.PkgPath {
			return strings.Compare(a.PkgPath, b.PkgPath)
		}
		return len(b.ID) - len(a.ID) // "p [p.test]" before "p"
	})
	return slices.CompactFunc(pkgs, func(a, b *packages.Package) bool { return a.PkgPath == b.PkgPath })
}
