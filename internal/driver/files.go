package driver

import (
	"crypto/sha256"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/finding"
)

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

// InRepository is the name of a position's file relative to the repository of Dir, or to Dir itself if that lies in none; "" for a file outside.
func (r *Result) InRepository(p finding.Position) string {
	file := r.Path(p)
	if file == "" {
		return ""
	}
	name, ok := within(r.top, file)
	if !ok {
		return ""
	}
	return name
}

// Analysed tells whether this is what a position's file held when it was analysed.
func (r *Result) Analysed(p finding.Position, content []byte) bool {
	if r.Events != nil && p.Module == "" && p.File == r.Events.Name {
		return r.events == sha256.Sum256(content)
	}
	digest, ok := r.digests[r.Path(p)]
	return ok && digest == sha256.Sum256(content)
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

// settle tells which packages are analysed, by ID: one of each path (the one with its tests, if there are two), and not the test binaries that the go
// command makes up.
func settle(units []*unit) map[string]bool {
	best := map[string]string{}
	for _, u := range units {
		p := u.pkg
		if old, ok := best[p.PkgPath]; !strings.HasSuffix(p.ID, ".test") && (!ok || len(p.ID) > len(old)) { // "p [p.test]" rather than "p"
			best[p.PkgPath] = p.ID
		}
	}
	out := map[string]bool{}
	for _, id := range best {
		out[id] = true
	}
	return out
}
