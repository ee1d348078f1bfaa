// Package golangci is buslint's plugin for golangci-lint: importing it registers a linter "buslint" of the module plugin system. README.md says how to
// build golangci-lint with it and how to switch it on.
package golangci

import (
	"fmt"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/analyzers/modular"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/models"
)

func init() { register.Plugin("buslint", New) } // golangci-lint finds its plugins in no other way

// where the settings stand, for errors.
const where = "settings of buslint in .golangci.yml"

// keys of .buslint.yml that count here. What fails a run, and with which build tags, are golangci-lint's own settings.
var keys = []string{"analyze", "disable", "enable", "exclude", "inferred", "models", "names", "paths", "rules", "show", "tests", "topics"}

// New makes the linter from its settings, a mapping as in .buslint.yml, or nil. A key that is unknown is an error.
func New(settings any) (register.LinterPlugin, error) {
	var names []string
	for _, r := range analyzers.All() {
		names = append(names, r.Name)
	}
	c, err := config.Settings(where, settings, names, keys)
	if err != nil {
		return nil, err
	}
	set, err := modular.Models(c)
	if err != nil {
		return nil, fmt.Errorf("models of buslint: %w", err)
	}
	all, err := keyed(modular.New(c, func() (*models.Set, error) { return set, nil }), modular.InferredFile(c))
	if err != nil {
		return nil, fmt.Errorf("models of buslint: %w", err)
	}
	return plugin{all}, nil
}

type plugin struct{ analyzers []*analysis.Analyzer }

func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) { return p.analyzers, nil }

func (p plugin) GetLoadMode() string { return register.LoadModeTypesInfo }
