package config

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/finding"
)

// settings reads what another tool has decoded from a text.
func settings(t *testing.T, text string) (*Config, error) {
	t.Helper()
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	return Settings("buslint in .golangci.yml", value, []string{"dualwrite", "txpublish"}, []string{"disable", "models", "rules", "show"})
}

func TestSettingsOfAnotherTool(t *testing.T) {
	t.Parallel()
	c, err := settings(t, "rules: {txpublish: warning}\ndisable: [dualwrite]\nshow: info\nmodels: |\n  - library: acme\n")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]Rule{"txpublish": {Severity: finding.Warning}, "dualwrite": {Off: true}}, c.Rules); diff != "" {
		t.Error(diff)
	}
	if c.Show != finding.Info || c.Models.Kind != yaml.SequenceNode || c.Models.Content[0].Content[1].Value != "acme" {
		t.Errorf("show is %q, models are %+v", c.Show, c.Models)
	}
	if c, err := Settings("x", nil, nil, nil); err != nil || c.Show != finding.Warning {
		t.Errorf("no settings are %+v, %v", c, err)
	}
}

func TestSettingsAreStrict(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"shw: info":              `buslint in .golangci.yml: unknown key "shw", did you mean "show"?`,
		"rules: {txpublsh: off}": `buslint in .golangci.yml: unknown rule "txpublsh", did you mean "txpublish"?`,
		"rules: {txpublish: on}\ndisable: [txpublish]": `buslint in .golangci.yml: rule "txpublish" is configured already`,
		"[rules]":             `buslint in .golangci.yml: the configuration must be a mapping of names to values, not a list`,
		"models: \"a: b: c\"": `buslint in .golangci.yml: models: mapping values are not allowed in this context`,
		"show: loud":          `buslint in .golangci.yml: "loud" is none of error, warning, info`,
	} {
		if _, err := settings(t, text); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}
