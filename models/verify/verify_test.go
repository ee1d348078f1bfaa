package verify

import (
	"errors"
	"flag"
	"fmt"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/models"
)

var update = flag.Bool("update", false, "write libraries.go")

// stubs is the folder of the stub packages, by import path, and of fixtures.
const stubs = "../../testdata"

// unavailable lists packages that are described, but whose modules, or what they need, are on no proxy: their models and stubs are compared with the source by hand.
var unavailable = []string{
	"github.com/ThreeDotsLabs/watermill-bolt/pkg/bolt",             // at v1.2.1
	"github.com/ThreeDotsLabs/watermill-firestore/pkg/firestore",   // at v1.0.2
	"github.com/ThreeDotsLabs/watermill-kafka/pkg/kafka",           // at v1.0.1
	"github.com/ThreeDotsLabs/watermill-io/pkg/io",                 // at v1.1.1
	"github.com/avito-tech/go-transaction-manager/drivers/gorm/v2", // at 38e6b28 of 2025, as the following
	"github.com/avito-tech/go-transaction-manager/drivers/mongo/v2",
	"github.com/avito-tech/go-transaction-manager/drivers/pgxv4/v2",
	"github.com/nikolayk812/pgx-outbox", // at 0.0.0 of 2025
	"github.com/nikolayk812/pgx-outbox/types",
	"github.com/oagudo/outbox",                       // at v1.0.1
	"github.com/pkritiotis/outbox",                   // at 81327d9 of 2024
	"gopkg.in/DataDog/dd-trace-go.v1/ddtrace/tracer", // at v1.74.0, which brings much of Kubernetes; it is a wrapper around v2
	"encoding/json/v2", // with GOEXPERIMENT=jsonv2 alone, as the module go-json-experiment/json has it
}

func TestModelsAgreeWithLibraries(t *testing.T) {
	t.Parallel()
	set, err := models.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	real, err := libraries()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range models.Check(set, func(path string) (*types.Package, error) {
		if p := real[path]; p != nil || slices.Contains(unavailable, path) {
			return p, nil
		}
		return nil, errors.New("not among the libraries of this module")
	}) {
		t.Error(p)
	}
}

func TestLibrariesAreListed(t *testing.T) {
	t.Parallel()
	paths, err := described()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("// Code written by \"go test -update\"; DO NOT EDIT.\n\n//go:build libraries\n\npackage verify\n\nimport (\n")
	for _, p := range paths {
		host, _, _ := strings.Cut(p, "/")
		if strings.Contains(host, ".") && !slices.Contains(strings.Split(p, "/"), "internal") {
			fmt.Fprintf(&b, "\t_ %q\n", p)
		}
	}
	b.WriteString(")\n")
	if *update {
		if err := os.WriteFile("libraries.go", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile("libraries.go")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != b.String() {
		t.Error(`libraries.go does not list what the models and stubs name: run "go test -update", then "go mod tidy"`)
	}
}

// described lists the packages that models or stubs describe, sorted.
var described = sync.OnceValues(func() ([]string, error) {
	set, err := models.Builtin()
	if err != nil {
		return nil, err
	}
	out, err := stubPaths()
	if err != nil {
		return nil, err
	}
	out = append(out, set.Packages()...)
	out = slices.DeleteFunc(out, func(p string) bool { return slices.Contains(unavailable, p) })
	slices.Sort(out)
	return slices.Compact(out), nil
})

// libraries loads the real libraries, by import path.
var libraries = sync.OnceValues(func() (map[string]*types.Package, error) {
	paths, err := described()
	if err != nil {
		return nil, err
	}
	return load(&packages.Config{}, paths...)
})

// load type-checks packages and reports everything that is wrong with them.
func load(cfg *packages.Config, patterns ...string) (map[string]*types.Package, error) {
	cfg.Mode = packages.NeedName | packages.NeedImports | packages.NeedTypes | packages.NeedExportFile
	pkgs, err := packages.Load(cfg, patterns...)
	if err != nil {
		return nil, fmt.Errorf("load packages: %w", err)
	}
	out := map[string]*types.Package{}
	var errs []error
	if len(pkgs) == 0 {
		errs = append(errs, fmt.Errorf("load packages: go list finds none of %d", len(patterns)))
	}
	for _, p := range pkgs {
		for _, e := range p.Errors {
			errs = append(errs, fmt.Errorf("load package %s: %w", p.PkgPath, e))
		}
		out[p.PkgPath] = p.Types
	}
	return out, errors.Join(errs...)
}

// stubPaths lists the import paths of the stub packages, sorted: folders whose first element is a host, other than the examples' own.
func stubPaths() ([]string, error) {
	files, err := filepath.Glob(stubs + "/src/*.*")
	if err != nil {
		return nil, fmt.Errorf("list stubs: %w", err)
	}
	var out []string
	for _, host := range files {
		if strings.HasSuffix(host, "example.com") || strings.HasSuffix(host, ".example") {
			continue
		}
		err := filepath.WalkDir(host, func(path string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(path, ".go") {
				rel, _ := filepath.Rel(stubs+"/src", filepath.Dir(path))
				out = append(out, filepath.ToSlash(rel))
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("list stubs: %w", err)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}
