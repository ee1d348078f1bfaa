package cli

import (
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/config"
)

// settingsFlags are the flags that say what the configuration is, or win over it.
type settingsFlags struct {
	dir, config, show, failOn string
	rules, tags               []string
	tests                     bool
}

func (f *settingsFlags) add(fl *pflag.FlagSet) {
	fl.StringVarP(&f.dir, "dir", "C", ".", "folder to work in")
	fl.StringVar(&f.config, "config", "", "configuration file (default: .buslint.yml here or above)")
	fl.StringVar(&f.show, "show", "", "least severity to print: error, warning (default) or info")
	fl.StringVar(&f.failOn, "fail-on", "", "least severity that fails: error, warning (default), info or never")
	fl.StringSliceVar(&f.rules, "rules", nil, "run only these rules, or all")
	fl.StringSliceVar(&f.tags, "tags", nil, "build tags")
	fl.BoolVar(&f.tests, "tests", false, "check test files too")
}

// settings joins configuration and flags.
func (a *app) settings(f settingsFlags) (*config.Config, error) {
	c, err := a.configuration(f.dir, f.config)
	if err != nil {
		return nil, err
	}
	if f.show != "" {
		if c.Show, err = finding.ParseSeverity(f.show); err != nil {
			return nil, fmt.Errorf("--show: %w", err)
		}
		c.Given("show", "--show")
	}
	if f.failOn != "" {
		if c.FailOn, err = finding.ParseSeverity(f.failOn); err != nil && f.failOn != "never" {
			return nil, fmt.Errorf("--fail-on: %w, or never", err)
		}
		c.Given("fail-on", "--fail-on")
	}
	if len(f.rules) > 0 {
		if slices.Contains(f.rules, "all") {
			f.rules = a.names()
		}
		for _, name := range f.rules {
			if !slices.Contains(a.names(), name) {
				return nil, fmt.Errorf("--rules: %w", a.unknownRule(name))
			}
		}
		c.Only(f.rules, a.names())
		for _, name := range a.names() {
			c.Given("rules."+name, "--rules")
		}
	}
	if f.tests {
		c.Tests = true
		c.Given("tests", "--tests")
	}
	if len(f.tags) > 0 {
		c.Tags = append(c.Tags, f.tags...)
		c.Given("tags", "--tags")
	}
	return c, nil
}

// configuration reads the given file, or without one what applies to a folder.
func (a *app) configuration(dir, file string) (*config.Config, error) {
	if file != "" {
		return config.Read(file, a.names())
	}
	return config.Find(dir, a.names())
}

func (a *app) unknownRule(name string) error {
	if hint := config.Hint(name, a.names()); hint != "" {
		return fmt.Errorf("unknown rule %q%s", name, hint)
	}
	return fmt.Errorf("unknown rule %q; `buslint rules` lists them", name)
}
