package driver

import (
	"context"
	"fmt"
	"go/types"

	"golang.org/x/tools/go/packages"
)

// Declarations loads the exported declarations of packages, as the module around dir sees them. Those that it does not depend on are left out.
func Declarations(ctx context.Context, dir string, paths []string) (map[string]*types.Package, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	cfg := &packages.Config{
		Context: ctx, Dir: dir, Env: environment(nil),
		Mode: packages.NeedName | packages.NeedImports | packages.NeedTypes | packages.NeedExportFile,
	}
	pkgs, err := packages.Load(cfg, paths...)
	if err != nil {
		return nil, fmt.Errorf("load described packages: %w", err)
	}
	out := map[string]*types.Package{}
	for _, p := range pkgs {
		if len(p.Errors) == 0 && p.Types != nil {
			out[p.PkgPath] = p.Types
		}
	}
	return out, nil
}
