// Package config reads .buslint.yml. It is strict: an unknown key is an error with file, line and the nearest known name.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/finding"
)

// Name is the configuration's file name.
const Name = ".buslint.yml"

// Config is what a team says about its program.
type Config struct {
	File    string           // where it was read from, "" for the defaults
	Rules   map[string]Rule  // by rule: what differs from its default
	Exclude []string         // globs of files, relative to the module, whose findings are not told
	Models  []yaml.Node      // own models, in the form of the built-in ones
	Show    finding.Severity // least severity that is printed
	FailOn  string           // least severity that fails a run, or "never"
	Tests   bool             // analyse test files too
	Tags    []string         // build tags
	lines   map[string]int   // of rules
}

// Rule is what the configuration says of a rule.
type Rule struct {
	Off      bool
	Severity finding.Severity // "" keeps the rule's own
}

// Default is the configuration of those who have none.
func Default() *Config {
	return &Config{Rules: map[string]Rule{}, Show: finding.Warning, FailOn: string(finding.Warning), lines: map[string]int{}}
}

// Find reads the configuration of a folder: file if it is given, else the first .buslint.yml in the folder or above it, up to the repository's root.
func Find(dir, file string, rules []string) (*Config, error) {
	if file != "" {
		return Read(file, rules)
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find folder %s: %w", dir, err)
	}
	for up := abs; ; up = filepath.Dir(up) {
		name := filepath.Join(up, Name)
		if _, err := os.Stat(name); err == nil {
			return Read(name, rules)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("read configuration %s: %w", name, err)
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
	c, err := Parse(file, data, rules)
	if err != nil {
		return nil, err
	}
	c.File = file
	return c, nil
}

var keys = []string{"disable", "enable", "exclude", "fail-on", "models", "rules", "show", "tags", "tests"}

// Parse reads a configuration from its text. file is its name in errors.
func Parse(file string, data []byte, rules []string) (*Config, error) {
	c := Default()
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("%s: %s", file, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if len(doc.Content) == 0 {
		return c, nil // empty
	}
	p := parser{file: file, rules: rules, c: c}
	p.top(doc.Content[0])
	if len(p.errs) > 0 {
		return nil, errors.Join(p.errs...)
	}
	return c, nil
}

type parser struct {
	file  string
	rules []string
	c     *Config
	errs  []error
}

func (p *parser) fail(n *yaml.Node, format string, args ...any) {
	p.errs = append(p.errs, fmt.Errorf("%s:%d: %s", p.file, n.Line, fmt.Sprintf(format, args...)))
}

// pairs calls f for each key of a mapping, each once.
func (p *parser) pairs(n *yaml.Node, what string, f func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		p.fail(n, "%s must be a mapping of names to values", what)
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		if seen[k.Value] {
			p.fail(k, "%q is given twice", k.Value)
			continue
		}
		seen[k.Value] = true
		f(k, n.Content[i+1])
	}
}

func (p *parser) decode(n *yaml.Node, what string, into any) {
	if err := n.Decode(into); err != nil {
		p.fail(n, "%s: %s", what, strings.ReplaceAll(strings.TrimPrefix(err.Error(), "yaml: unmarshal errors:\n  "), "\n", " "))
	}
}

func (p *parser) top(n *yaml.Node) {
	p.pairs(n, "the configuration", func(k, v *yaml.Node) {
		switch k.Value {
		case "rules":
			p.pairs(v, "rules", p.rule)
		case "enable", "disable":
			var names []string
			p.decode(v, k.Value, &names)
			for _, name := range names {
				if p.known(v, name) {
					r := p.c.Rules[name]
					r.Off = k.Value == "disable"
					p.c.Rules[name] = r
				}
			}
		case "exclude":
			p.decode(v, k.Value, &p.c.Exclude)
		case "models":
			p.decode(v, k.Value, &p.c.Models)
		case "show":
			p.c.Show = p.severity(v)
		case "fail-on":
			if v.Value == "never" {
				p.c.FailOn = "never"
				return
			}
			p.c.FailOn = string(p.severity(v))
		case "tests":
			p.decode(v, k.Value, &p.c.Tests)
		case "tags":
			p.decode(v, k.Value, &p.c.Tags)
		default:
			p.fail(k, "unknown key %q%s", k.Value, suggestion(k.Value, keys))
		}
	})
}

func (p *parser) known(n *yaml.Node, name string) bool {
	if slices.Contains(p.rules, name) {
		return true
	}
	p.fail(n, "unknown rule %q%s", name, suggestion(name, p.rules))
	return false
}

// rule reads "txpublish: warning" or "txpublish: {severity: warning}".
func (p *parser) rule(k, v *yaml.Node) {
	if !p.known(k, k.Value) {
		return
	}
	r := p.c.Rules[k.Value]
	if v.Kind == yaml.MappingNode {
		p.pairs(v, k.Value, func(k2, v2 *yaml.Node) {
			if k2.Value != "severity" {
				p.fail(k2, "unknown key %q%s", k2.Value, suggestion(k2.Value, []string{"severity"}))
				return
			}
			r.Severity = p.severity(v2)
		})
	} else {
		switch v.Value {
		case "off", "false":
			r.Off = true
		case "on", "true":
		default:
			r.Severity = p.severity(v)
		}
	}
	p.c.Rules[k.Value] = r
	p.c.lines[k.Value] = k.Line
}

func (p *parser) severity(n *yaml.Node) finding.Severity {
	s, err := finding.ParseSeverity(n.Value)
	if err != nil {
		p.fail(n, "%v", err)
	}
	return s
}

func suggestion(name string, known []string) string {
	if near := Nearest(name, known); near != "" {
		return fmt.Sprintf(", did you mean %q?", near)
	}
	return ", known are " + strings.Join(known, ", ")
}

// Nearest finds the known name that is fewest letters away, "" if none is near.
func Nearest(name string, known []string) string {
	best, at := "", 1+max(1, len(name)/3)
	for _, k := range known {
		if d := distance(name, k); d < at {
			best, at = k, d
		}
	}
	return best
}

// distance is Levenshtein's.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
