// Package nogo is buslint for Bazel's nogo: it stands in the deps of a nogo rule. docs/hosts.md says how.
package nogo

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/analyzers/modular"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/models"
)

// Analyzer finds what buslint finds in one package at a time. nogo sets its flags from "analyzer_flags": "modules", the paths of the modules that are
// checked, separated by commas, as nogo does not tell which module a package is of; and "settings", the text of a .buslint.yml, as its actions see no files
// but sources.
var Analyzer = New()

// where the settings stand, for errors.
const where = "settings of buslint in nogo's configuration"

// keys of .buslint.yml that count here. Which modules are checked is said beside them, and no other file is there.
var keys = []string{"disable", "enable", "exclude", "models", "paths", "rules", "show", "tests", "topics"}

// New makes such an analyzer, with flags of its own.
func New() *analysis.Analyzer {
	var modules, settings string
	inner := sync.OnceValues(func() (*analysis.Analyzer, error) { return configured(settings) }) // flags are set before the first package is looked at
	a := modular.New(config.Default(), models.Builtin)
	a.Run = func(pass *analysis.Pass) (any, error) {
		if modules == "" {
			return nil, errors.New(`buslint does not know what to check: in nogo's configuration, set "modules" in its "analyzer_flags" to the path of your module`)
		}
		module := owner(strings.Split(modules, ","), pass.Pkg.Path())
		if module == "" {
			return nil, nil // known from models
		}
		a, err := inner()
		if err != nil {
			return nil, err
		}
		own := *pass
		own.Module = &analysis.Module{Path: module}
		return a.Run(&own)
	}
	a.Flags.StringVar(&modules, "modules", "", "paths of the modules that are checked, separated by commas")
	a.Flags.StringVar(&settings, "settings", "", "text of a .buslint.yml")
	return a
}

func configured(settings string) (*analysis.Analyzer, error) {
	var value any
	if err := yaml.Unmarshal([]byte(settings), &value); err != nil {
		return nil, fmt.Errorf("%s: %w", where, err)
	}
	var names []string
	for _, r := range analyzers.All() {
		names = append(names, r.Name)
	}
	c, err := config.Settings(where, value, names, keys)
	if err != nil {
		return nil, err
	}
	return modular.New(c, func() (*models.Set, error) { return modular.Models(c) }), nil
}

// owner is the module that a package belongs to, the longest of those given; "" for none of them.
func owner(modules []string, pkg string) string {
	found := ""
	for _, m := range modules {
		if m = strings.TrimSpace(m); (pkg == m || strings.HasPrefix(pkg, m+"/")) && len(m) > len(found) {
			found = m
		}
	}
	return found
}
