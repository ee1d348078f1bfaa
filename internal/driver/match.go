package driver

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/tools/go/packages"
)

// match lists the import paths of the packages that patterns mean, among those that the go command listed for them and for the main modules.
func match(cfg *packages.Config, patterns []string, roots []*packages.Package) (map[string]bool, error) {
	wanted := map[string]bool{}
	add := func(p *packages.Package) error {
		if nothing(p) {
			return fmt.Errorf("%w %s: %s", ErrNoPackages, p.ID, oneLine(p.Errors[0].Msg))
		}
		if p.PkgPath != "" && len(p.GoFiles)+len(p.OtherFiles)+len(p.Errors) > 0 {
			wanted[p.PkgPath] = true
		}
		return nil
	}
	var others []string
	for _, pattern := range patterns {
		means := meaning(cfg.Dir, pattern)
		if means == nil {
			others = append(others, pattern)
			continue
		}
		for _, p := range roots {
			if !means(p) {
				continue
			}
			if err := add(p); err != nil {
				return nil, err
			}
		}
	}
	if len(others) > 0 { // files, all, and what else the go command knows
		meta := *cfg
		meta.Mode = packages.NeedName | packages.NeedFiles | packages.NeedModule
		found, err := packages.Load(&meta, others...)
		if err != nil {
			return nil, loadError(others, err)
		}
		for _, p := range found {
			if err := add(p); err != nil {
				return nil, err
			}
		}
	}
	if len(wanted) == 0 {
		return nil, fmt.Errorf("%w %s: no Go files there for this platform and these build tags", ErrNoPackages, strings.Join(patterns, " "))
	}
	return wanted, nil
}

// meaning tells which packages a pattern means, as `go help packages` says: folders, or import paths with "..." for any text. Nil if it is of another
// kind.
func meaning(dir, pattern string) func(*packages.Package) bool {
	slashed := filepath.ToSlash(pattern)
	local := slashed == "." || slashed == ".." || strings.HasPrefix(slashed, "./") || strings.HasPrefix(slashed, "../") || filepath.IsAbs(pattern)
	base, tail, wild := strings.Cut(slashed, "...")
	switch {
	case strings.HasSuffix(slashed, ".go") || strings.Contains(slashed, "="):
		return nil
	case local && (!wild || tail == "" && (strings.HasSuffix(base, "/") || base == "")):
		root := filepath.FromSlash(base)
		if !filepath.IsAbs(root) {
			root = filepath.Join(dir, root)
		}
		return func(p *packages.Package) bool {
			if p.Dir == "" {
				return strings.TrimSuffix(p.PkgPath, "/") == strings.TrimSuffix(slashed, "/") // stands for a folder that is not there
			}
			if p.Module == nil || !p.Module.Main {
				return false
			}
			if !wild {
				return filepath.Clean(root) == p.Dir
			}
			_, below := within(root, p.Dir)
			_, inside := within(p.Module.Dir, root)
			return below && inside // not of a module further down
		}
	case !local && strings.ContainsAny(slashed, "./"):
		expr := strings.ReplaceAll(regexp.QuoteMeta(slashed), `\.\.\.`, `.*`)
		if rest, ok := strings.CutSuffix(expr, `/.*`); ok {
			expr = rest + `(/.*)?` // net/... is net too
		}
		re, err := regexp.Compile(`^` + expr + `$`)
		if err != nil {
			return nil
		}
		return func(p *packages.Package) bool { return re.MatchString(p.PkgPath) }
	}
	return nil
}
