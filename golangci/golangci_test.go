package golangci

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
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

// TestNamesFollowInferredModels holds that another content of the file of inferred models makes other names of analyzers, and that the one that users see
// keeps its own.
func TestNamesFollowInferredModels(t *testing.T) {
	file := filepath.Join(t.TempDir(), "inferred.yml")
	names := func(content string) string {
		if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
		p, err := New(map[string]any{"inferred": file})
		if err != nil {
			t.Fatal(err)
		}
		all, err := p.BuildAnalyzers()
		if err != nil {
			t.Fatal(err)
		}
		if err := analysis.Validate(all); err != nil {
			t.Fatal(err)
		}
		if all[0].Name != "buslint" || len(all[0].FactTypes) > 0 || len(all[0].Requires) != 1 {
			t.Errorf("users see %+v", all[0])
		}
		return all[0].Requires[0].Name + " " + all[1].Name
	}
	first := names("")
	if second := names("library: a/b\npackages: [a/b]\nfunctions:\n  \"($.T).M\": {publish: {payload: arg 0}}\n"); second == first {
		t.Errorf("both are %s", first)
	}
	if again := names(""); again != first {
		t.Errorf("names are %s, and were %s", again, first)
	}
	if _, err := New(map[string]any{"inferred": file + ".none"}); err == nil {
		t.Error("a missing file is no error")
	}
}
