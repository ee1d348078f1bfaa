package golangci

import (
	"strings"
	"testing"
)

func TestSettingsAreStrict(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name     string
		settings any
		want     string // in the error, "" for none
	}{
		{"none", nil, ""},
		{"rules", map[string]any{"rules": map[string]any{"txpublish": "warning"}, "exclude": []any{"legacy"}}, ""},
		{"unknown key", map[string]any{"rule": map[string]any{}}, `unknown key "rule", did you mean "rules"?`},
		{"golangci-lint's own", map[string]any{"fail-on": "never"}, `unknown key "fail-on"`},
		{"unknown rule", map[string]any{"disable": []any{"txpublsh"}}, `unknown rule "txpublsh", did you mean "txpublish"?`},
		{"wrong model", map[string]any{"models": "- library: acme\n  functoins: {}\n"}, "functoins"},
	} {
		p, err := New(tt.settings)
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%s: %v", tt.name, err)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		case err == nil && p.GetLoadMode() != "typesinfo":
			t.Errorf("%s: load mode %s", tt.name, p.GetLoadMode())
		}
	}
}
