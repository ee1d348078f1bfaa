package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/finding"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// Parse reads a configuration from its text. file is its name in errors, rules are the names of all rules. All mistakes are reported, joined, each
// in the form "file:line: text".
func Parse(file string, data []byte, rules []string) (*Config, error) {
	p := parser{rules: rules, keys: keys, c: Default()}
	p.c.File = file
	root, err := Document(file, data)
	switch {
	case err != nil:
		return nil, err
	case root == nil:
		return p.c, nil
	}
	p.top(root)
	if len(p.errs) > 0 {
		return nil, errors.Join(p.errs...)
	}
	return p.c, nil
}

// Document reads the one YAML document of a file, nil if there is none. Errors have the form "file:line: text".
func Document(file string, data []byte) (*yaml.Node, error) {
	d := yaml.NewDecoder(bytes.NewReader(data))
	var doc, second yaml.Node
	switch err := d.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, syntaxError(file, err)
	}
	switch err := d.Decode(&second); {
	case err == nil:
		return nil, fmt.Errorf("%s:%d: a second YAML document: only one is read", file, second.Line)
	case !errors.Is(err, io.EOF):
		return nil, syntaxError(file, err)
	}
	return doc.Content[0], nil
}

var yamlLine = lazyregexp.New(`^(?:yaml: )?line (\d+): (.*)$`)

// syntaxError brings an error of the YAML parser into the form "file:line: text".
func syntaxError(file string, err error) error {
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		return fmt.Errorf("%s:%s: %s", file, m[1], m[2])
	}
	return fmt.Errorf("%s: %s", file, strings.TrimPrefix(err.Error(), "yaml: "))
}

// Settings reads a configuration that stands in another tool's file and was decoded by that tool: a mapping of keys to values, or nil for none. keys
// are those that count there. Models, whose names have capitals, may be given as a text, for tools that do not keep these. where is what errors begin
// with.
func Settings(where string, value any, rules, keys []string) (*Config, error) {
	p := parser{rules: rules, keys: keys, c: Default()}
	p.c.File = where
	if value == nil {
		return p.c, nil
	}
	var n yaml.Node
	if err := n.Encode(value); err != nil {
		return nil, fmt.Errorf("%s: %w", where, err)
	}
	p.top(&n)
	if m := p.c.Models; m != nil && m.Kind == yaml.ScalarNode {
		var doc yaml.Node
		if err := yaml.Unmarshal([]byte(m.Value), &doc); err != nil {
			p.errs = append(p.errs, syntaxError(where+": models", err))
		} else if len(doc.Content) > 0 {
			p.c.Models = doc.Content[0]
		}
	}
	return p.c, errors.Join(p.errs...)
}

type parser struct {
	rules []string
	keys  []string
	c     *Config
	errs  []error
}

func (p *parser) fail(n *yaml.Node, format string, args ...any) {
	where := p.c.File
	if n.Line > 0 { // else it comes from another tool, see Settings
		where += fmt.Sprintf(":%d", n.Line)
	}
	p.errs = append(p.errs, fmt.Errorf("%s: %s", where, fmt.Sprintf(format, args...)))
}

var keys = []string{"analyze", "disable", "enable", "exclude", "fail-on", "inferred", "models", "names", "paths", "rules", "show", "tags", "tests", "topics"}

func (p *parser) top(n *yaml.Node) {
	p.pairs(n, "the configuration", func(k, v *yaml.Node) {
		if !slices.Contains(p.keys, k.Value) {
			p.fail(k, "unknown key %q%s", k.Value, Suggestion(k.Value, p.keys))
			return
		}
		p.c.lines[k.Value] = k.Line
		switch k.Value {
		case "rules":
			p.rulesInto(p.c.Rules, "rules.", v)
		case "enable", "disable":
			for _, name := range p.list(k, v, "rules") {
				p.set(p.c.Rules, "rules.", name, Rule{Off: k.Value == "disable"})
			}
		case "paths":
			p.c.Paths = p.scopes(k, v, "file names")
		case "topics":
			p.c.Topics = p.scopes(k, v, "topics")
		case "exclude":
			p.c.Exclude = p.globs(k, v, "file names")
		case "analyze":
			p.c.Analyze = append([]string{}, p.globs(k, v, "module paths")...) // an empty list is none, not the default
		case "models":
			p.c.Models = v
		case "names":
			p.names(v)
		case "inferred":
			if p.scalar(v, "inferred", "!!str", "the name of a file") {
				p.c.Inferred = v.Value
			}
		case "show":
			p.c.Show = p.severity(v)
		case "fail-on":
			p.c.FailOn = p.severity(v, "never")
		case "tests":
			if p.scalar(v, "tests", "!!bool", "true or false") {
				p.c.Tests = strings.EqualFold(v.Value, "true")
			}
		case "tags":
			p.c.Tags = values(p.list(k, v, "build tags"))
		}
	})
}

// rulesInto reads a mapping of rules to what is said of them: "txpublish: warning", "txpublish: off" or "txpublish: {severity: warning}". at is where the
// rules stand in the configuration.
func (p *parser) rulesInto(into map[string]Rule, at string, n *yaml.Node) {
	p.pairs(n, "rules", func(k, v *yaml.Node) {
		var r Rule
		if v.Kind != yaml.MappingNode {
			r = p.state(v)
		} else {
			p.pairs(v, k.Value, func(key, value *yaml.Node) {
				if key.Value != "severity" {
					p.fail(key, "unknown key %q%s", key.Value, Suggestion(key.Value, []string{"severity"}))
					return
				}
				r = p.state(value)
			})
		}
		p.set(into, at, k, r)
	})
}

var nameKeys = []string{"events", "topics"}

// names reads "{topics: expression, events: expression}".
func (p *parser) names(n *yaml.Node) {
	p.pairs(n, "names", func(k, v *yaml.Node) {
		if !slices.Contains(nameKeys, k.Value) {
			p.fail(k, "unknown key %q%s", k.Value, Suggestion(k.Value, nameKeys))
			return
		}
		if !p.scalar(v, k.Value, "!!str", "a regular expression") {
			return
		}
		re, err := regexp.Compile(v.Value)
		switch {
		case err != nil:
			p.fail(v, "%s is no regular expression: %v", k.Value, err)
		case k.Value == "topics":
			p.c.Names.Topics = re
		default:
			p.c.Names.Events = re
		}
		p.c.lines["names."+k.Value] = k.Line
	})
}

var scopeKeys = []string{"match", "rules"}

// scopes reads a list of "{match: glob, rules: {...}}"; match may be a list of globs.
func (p *parser) scopes(k, n *yaml.Node, of string) []Scope {
	if n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		p.fail(n, "%s must be a list of mappings with match and rules, not %s", k.Value, describe(n))
		return nil
	}
	var out []Scope
	for i, c := range n.Content {
		s := Scope{Rules: map[string]Rule{}}
		at := fmt.Sprintf("%s[%d].", k.Value, i)
		p.pairs(c, k.Value, func(key, value *yaml.Node) {
			switch key.Value {
			case "match":
				if value.Kind == yaml.ScalarNode && value.Tag != "!!null" {
					value = &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{value}, Line: value.Line}
				}
				s.Match = p.globs(key, value, of)
			case "rules":
				p.rulesInto(s.Rules, at+"rules.", value)
			default:
				p.fail(key, "unknown key %q%s", key.Value, Suggestion(key.Value, scopeKeys))
			}
		})
		if c.Kind == yaml.MappingNode && (len(s.Match) == 0 || len(s.Rules) == 0) {
			p.fail(c, "%s: an element needs match and rules", k.Value)
		}
		p.c.lines[strings.TrimSuffix(at, ".")] = c.Line
		out = append(out, s)
	}
	return out
}

// state reads "on", "off" or a severity.
func (p *parser) state(n *yaml.Node) Rule {
	switch n.Value {
	case "off", "false":
		return Rule{Off: true}
	case "on", "true":
		return Rule{}
	}
	return Rule{Severity: p.severity(n, "on", "off")}
}

// set configures a rule, which must exist and not be configured already. prefix and its name are its key in the origins.
func (p *parser) set(into map[string]Rule, prefix string, at *yaml.Node, r Rule) {
	name := at.Value
	key := prefix + name
	switch line, twice := p.c.lines[key]; {
	case !slices.Contains(p.rules, name):
		p.fail(at, "unknown rule %q%s", name, Suggestion(name, p.rules))
	case twice:
		p.fail(at, "rule %q is configured%s already", name, atLine(line))
	default:
		into[name] = r
		p.c.lines[key] = at.Line
	}
}

func atLine(line int) string {
	if line == 0 {
		return ""
	}
	return fmt.Sprintf(" at line %d", line)
}

// severity reads a severity, or one of the other words, which count as "".
func (p *parser) severity(n *yaml.Node, others ...string) finding.Severity {
	if n.Kind == yaml.ScalarNode && slices.Contains(others, n.Value) {
		return ""
	}
	s, err := finding.ParseSeverity(n.Value)
	if err != nil || n.Kind != yaml.ScalarNode {
		known := append([]string{"error", "warning", "info"}, others...)
		p.fail(n, "%s is none of %s", describe(n), strings.Join(known, ", "))
	}
	return s
}

// pairs calls f for each key of a mapping, each once. A mapping without value is empty.
func (p *parser) pairs(n *yaml.Node, what string, f func(key, value *yaml.Node)) {
	if n.Tag == "!!null" {
		return
	}
	if n.Kind != yaml.MappingNode {
		p.fail(n, "%s must be a mapping of names to values, not %s", what, describe(n))
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if line, twice := seen[k.Value]; twice {
			p.fail(k, "key %q is given%s already", k.Value, atLine(line))
			continue
		}
		seen[k.Value] = k.Line
		if v.Kind == yaml.AliasNode {
			v = v.Alias
		}
		f(k, v)
	}
}

// list returns the texts of a list.
func (p *parser) list(k, n *yaml.Node, of string) []*yaml.Node {
	if n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		p.fail(n, "%s must be a list of %s, not %s", k.Value, of, describe(n))
		return nil
	}
	var out []*yaml.Node
	for _, c := range n.Content {
		if p.scalar(c, k.Value, "!!str", "a list of "+of) {
			out = append(out, c)
		}
	}
	return out
}

func (p *parser) globs(k, n *yaml.Node, of string) []string {
	list := p.list(k, n, of)
	for _, c := range list {
		if !doublestar.ValidatePattern(c.Value) {
			p.fail(c, "%s: %q is no glob such as \"internal/**/*.go\"", k.Value, c.Value)
		}
	}
	return values(list)
}

// scalar tells whether n is a plain value with a tag.
func (p *parser) scalar(n *yaml.Node, what, tag, want string) bool {
	if n.Kind == yaml.ScalarNode && n.ShortTag() == tag {
		return true
	}
	p.fail(n, "%s must be %s, not %s", what, want, describe(n))
	return false
}

func values(nodes []*yaml.Node) []string {
	var out []string
	for _, n := range nodes {
		out = append(out, n.Value)
	}
	return out
}

// describe says what stands where something else was expected.
func describe(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.AliasNode:
		return "an alias"
	case n.Tag == "!!null":
		return "nothing"
	}
	return fmt.Sprintf("%q", n.Value)
}
