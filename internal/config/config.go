// Package config reads .buslint.yml, what a team says about its program. It is strict: an unknown key is an error with file, line and the nearest
// known name.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"

	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/finding"
)

// Name is the configuration's file name.
const Name = ".buslint.yml"

// Config is what a team says about its program.
type Config struct {
	File     string           // where it was read from, "" for the defaults
	Rules    map[string]Rule  // by name: rules that are switched on or off, or given a severity; the others keep their defaults
	Paths    []Scope          // other settings of rules for some files
	Topics   []Scope          // ... and for some topics; these win
	Names    Names            // what topics and events are called
	Exclude  []string         // globs of files and folders, relative to the module, whose findings are not told
	Analyze  []string         // globs of module paths that are analysed from syntax beside the main modules; nil for those of the same owner
	Models   *yaml.Node       // own models, a list in the form of the built-in ones; nil if there are none
	Inferred string           // file of models that were inferred from the whole program, for hosts that see one package at a time; relative to File's folder
	Show     finding.Severity // least severity that is printed
	FailOn   finding.Severity // least severity that fails a run, "" for never
	Tests    bool             // analyse test files too
	Tags     []string         // build tags

	lines map[string]int    // by key ("show", "rules.txpublish"): line in File
	flags map[string]string // by key: the flag that changed it
}

// Names are regular expressions that names must match; nil for any name.
type Names struct{ Topics, Events *regexp.Regexp }

// Rule is what the configuration says of a rule that it names. A rule that is named is on unless Off is set.
type Rule struct {
	Off      bool
	Severity finding.Severity // "" keeps the rule's own
}

// Scope is what the configuration says of rules for the files or topics that one of some globs matches. Of several scopes the last one counts.
type Scope struct {
	Match []string
	Rules map[string]Rule
}

// Rule is what holds for a finding of a rule in a file, relative to the module, that concerns a topic, "" if none is known. on says whether the rule is
// on without configuration.
func (c *Config) Rule(name string, on bool, file, topic string) Rule {
	r, said := c.Rules[name]
	r.Off = r.Off || !said && !on
	for _, s := range c.Paths {
		if there, ok := s.Rules[name]; ok && slices.ContainsFunc(s.Match, func(glob string) bool { return Match(glob, file) }) {
			r = there
		}
	}
	for _, s := range c.Topics {
		if there, ok := s.Rules[name]; ok && slices.ContainsFunc(s.Match, func(glob string) bool { return MatchTopic(glob, topic) }) {
			r = there
		}
	}
	return r
}

// Runs tells whether a rule must run: it is on everywhere, or for some files or topics.
func (c *Config) Runs(name string, on bool) bool {
	if r, said := c.Rules[name]; said && !r.Off || !said && on {
		return true
	}
	return slices.ContainsFunc(slices.Concat(c.Paths, c.Topics), func(s Scope) bool {
		r, ok := s.Rules[name]
		return ok && !r.Off
	})
}

// Only switches all rules off but some, whatever the configuration says of them; all are the names of all rules.
func (c *Config) Only(names, all []string) {
	for _, name := range all {
		wanted := slices.Contains(names, name)
		r := c.Rules[name]
		r.Off = !wanted
		c.Rules[name] = r
		if wanted {
			continue
		}
		for _, s := range slices.Concat(c.Paths, c.Topics) {
			delete(s.Rules, name)
		}
	}
}

// Default is the configuration of those who have none.
func Default() *Config {
	return &Config{Rules: map[string]Rule{}, Show: finding.Warning, FailOn: finding.Warning, lines: map[string]int{}, flags: map[string]string{}}
}

// Given notes that a flag of the command line changed a value.
func (c *Config) Given(key, flag string) { c.flags[key] = flag }

// Origin says where a value was given, as "file:line", "--flag", or "file:line, --flag" if the flag changed what the file says; "" if it is a default.
// Keys are written with dots: "show", "rules.txpublish".
func (c *Config) Origin(key string) string {
	var out []string
	if line, ok := c.lines[key]; ok {
		out = append(out, fmt.Sprintf("%s:%d", c.File, line))
	}
	if flag, ok := c.flags[key]; ok {
		out = append(out, flag)
	}
	return strings.Join(out, ", ")
}

// Find reads the configuration for a folder: the first .buslint.yml in it or above it, up to the repository's root. Without one it returns the
// defaults. rules are the names of all rules. The file is named relative to the folder, as dir is, so that errors read the same on every machine.
func Find(dir string, rules []string) (*Config, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find folder %s: %w", dir, err)
	}
	for up, name := abs, filepath.Join(dir, Name); ; up, name = filepath.Dir(up), filepath.Join(filepath.Dir(name), "..", Name) {
		c, err := Read(name, rules)
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
			return c, err
		}
		if _, err := os.Stat(filepath.Join(up, ".git")); err == nil || filepath.Dir(up) == up {
			return Default(), nil
		}
	}
}

// Read reads one file. rules are the names of all rules.
func Read(file string, rules []string) (*Config, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	return Parse(file, data, rules)
}
