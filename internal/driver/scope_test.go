package driver

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"
)

// tree writes the files of a txtar text into a new folder.
func tree(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(text)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestScopeIsTheModuleAround(t *testing.T) {
	t.Parallel()
	dir := tree(t, `
-- go.mod --
module example.com/shop

require (
	example.com/bus v1.0.0
	example.com/log v1.0.0
)

replace example.com/bus => ../bus

replace example.com/log => example.com/fork v1.2.0
-- svc/orders/orders.go --
package orders
`)
	s, err := findScope(filepath.Join(dir, "svc", "orders"), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := scope{dir: dir, mains: []string{"example.com/shop"}, folders: []string{dir}, patterns: []string{"example.com/shop/..."}, wanted: []string{"./..."},
		replaced: []string{"example.com/bus"}, replacements: []string{filepath.Join(filepath.Dir(dir), "bus")}}
	if diff := cmp.Diff(want, s, cmp.AllowUnexported(scope{})); diff != "" {
		t.Error(diff)
	}
}

const workspace = `
-- go.work --
go 1.26

use (
	./orders
	./billing
)
-- orders/go.mod --
module example.com/orders
-- billing/go.mod --
module example.com/billing
-- tools/readme --
-- alone/go.mod --
module example.com/alone
`

func TestScopeIsTheWorkspace(t *testing.T) {
	t.Parallel()
	dir := tree(t, workspace)
	both := []string{"example.com/orders/...", "example.com/billing/..."}
	for folder, want := range map[string]scope{
		"orders": {dir: filepath.Join(dir, "orders"), wanted: []string{"./..."}},
		".":      {dir: dir, wanted: both},
		"tools":  {dir: dir, wanted: []string{"./..."}}, // matches nothing
	} {
		want.mains, want.patterns = []string{"example.com/orders", "example.com/billing"}, both
		want.folders = []string{filepath.Join(dir, "orders"), filepath.Join(dir, "billing")}
		want.work = filepath.Join(dir, "go.work")
		s, err := findScope(filepath.Join(dir, folder), nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, s, cmp.AllowUnexported(scope{})); diff != "" {
			t.Errorf("in %s: %s", folder, diff)
		}
	}
}

func TestPatternsMeanPackages(t *testing.T) {
	t.Parallel()
	s := scope{wanted: []string{"a/...", "b/..."}}
	for _, tt := range []struct{ given, want []string }{
		{nil, []string{"a/...", "b/..."}},
		{[]string{"./...", "c"}, []string{"a/...", "b/...", "c"}},
		{[]string{"orders/orders.go", "./main.go", "main.go", "/tmp/x/x.go"}, []string{"./orders", "./.", "./.", "/tmp/x"}},
	} {
		if diff := cmp.Diff(tt.want, s.packages(tt.given)); diff != "" {
			t.Errorf("%v: %s", tt.given, diff)
		}
	}
}

func TestScopeFollowsGOWORK(t *testing.T) {
	t.Parallel()
	dir := tree(t, workspace)
	s, err := findScope(filepath.Join(dir, "orders"), []string{"GOWORK=" + filepath.Join(dir, "go.work"), "GOWORK=off"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"example.com/orders"}, s.mains); diff != "" {
		t.Error(diff)
	}
	if _, err := findScope(dir, []string{"GOWORK=off"}); !errors.Is(err, ErrNoModule) {
		t.Errorf("without workspace and module: %v, want %v", err, ErrNoModule)
	}
}

func TestScopeSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	dir := tree(t, workspace+`
-- broken/go.mod --
modul x
-- nameless/go.mod --
go 1.26
`)
	for _, tt := range []struct{ folder, work, want string }{
		{"none", "", "open folder DIR/none: it does not exist or is no folder"},
		{"tools/readme", "", "open folder DIR/tools/readme: it does not exist or is no folder"},
		{"alone", "", "load DIR/alone: DIR/go.work does not use this module; run `go work use .` there, or set GOWORK=off"},
		{"broken", "off", "read module: DIR/broken/go.mod:1: unknown directive: modul"},
		{"nameless", "off", "read module DIR/nameless/go.mod: no module line"},
		{"orders", "DIR/none.work", "read workspace: open DIR/none.work: no such file or directory"},
	} {
		_, err := findScope(filepath.Join(dir, tt.folder), []string{"GOWORK=" + strings.ReplaceAll(tt.work, "DIR", dir)})
		if err == nil {
			t.Errorf("%s: no error, want %s", tt.folder, tt.want)
			continue
		}
		if got := strings.ReplaceAll(err.Error(), dir, "DIR"); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.folder, got, tt.want)
		}
	}
}

func TestSiblingsAreOfTheSameHostAndOwner(t *testing.T) {
	t.Parallel()
	for module, want := range map[string][]string{
		"github.com/acme/shop":       {"github.com/acme/*"},
		"gitlab.com/acme/team/shop":  {"gitlab.com/acme/*"},
		"go.acme.dev/shop":           {"go.acme.dev/*"},
		"github.com/acme/shop/tools": {"github.com/acme/*"},
		"shop":                       nil,
		"acme/shop":                  nil,
	} {
		if diff := cmp.Diff(want, siblings(module)); diff != "" {
			t.Errorf("siblings(%s): %s", module, diff)
		}
	}
}

func TestEnvironmentNeverChangesGoMod(t *testing.T) {
	t.Parallel()
	for flags, want := range map[string]string{
		"-mod=mod -tags=x": "-tags=x",
		"-mod=vendor":      "-mod=vendor",
		"":                 "",
	} {
		if got := variable(environment([]string{"GOFLAGS=" + flags}), "GOFLAGS"); got != want {
			t.Errorf("GOFLAGS=%s became %q, want %q", flags, got, want)
		}
	}
}

func TestModulesOfTheSameOwnerAreAnalysedWhateverTheCase(t *testing.T) {
	t.Parallel()
	s := scope{mains: []string{"github.com/Acme/shop"}, replaced: []string{"example.org/fork"}}
	for module, want := range map[string]bool{"github.com/acme/bus": true, "github.com/Acme/bus": true, "github.com/acmeco/bus": false, "example.org/fork": true} {
		p := &packages.Package{PkgPath: module + "/x", Module: &packages.Module{Path: module}}
		if got := s.source(nil)(p); got != want {
			t.Errorf("%s is analysed: %v, want %v", module, got, want)
		}
		if got := s.source([]string{"github.com/acme/*"})(p); got != (module == "github.com/acme/bus" || module == "example.org/fork") {
			t.Errorf("%s is analysed with a glob that does not fit: %v", module, got)
		}
	}
}
