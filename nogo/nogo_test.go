package nogo

import (
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

func TestSettingsAreStrict(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, modules, settings string
		want                    string // in the error
	}{
		{"no modules", "", "", `set "modules" in its "analyzer_flags"`},
		{"not YAML", "example.com/shop", "rules: [", "settings of buslint in nogo's configuration: yaml:"},
		{"unknown key", "example.com/shop", "rule: {}", `unknown key "rule", did you mean "rules"?`},
		{"unknown rule", "example.com/shop", "disable: [txpublsh]", `unknown rule "txpublsh", did you mean "txpublish"?`},
		{"another file", "example.com/shop", "inferred: .buslint.inferred.yml", `unknown key "inferred"`},
	} {
		a := New()
		for name, value := range map[string]string{"modules": tt.modules, "settings": tt.settings} {
			if err := a.Flags.Set(name, value); err != nil {
				t.Fatal(err)
			}
		}
		_, err := a.Run(&analysis.Pass{Analyzer: a, Pkg: types.NewPackage("example.com/shop/orders", "orders")})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}

func TestPackagesOfOtherModulesAreNotLookedAt(t *testing.T) {
	t.Parallel()
	modules := []string{"example.com/shop", " example.com/shop/tools", "example.com/bus"}
	for pkg, want := range map[string]string{
		"example.com/shop": "example.com/shop", "example.com/shop/orders": "example.com/shop", "example.com/shop/tools/x": "example.com/shop/tools",
		"example.com/shopping": "", "fmt": "", "example.com/bus/kafka": "example.com/bus",
	} {
		if got := owner(modules, pkg); got != want {
			t.Errorf("%s is of %q, want %q", pkg, got, want)
		}
	}
}
