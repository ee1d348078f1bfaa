package baseline

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/internal/config"
)

const header = "# Findings that stay as they are for now. `buslint baseline` writes this file; take entries out as you repair them.\n"

// keys of an entry in the order in which they are written, the fingerprint first.
var keys = []string{"fingerprint", "rule", "package", "file", "symbol", "text"}

func (e *Entry) fields() []*string {
	return []*string{&e.Fingerprint, &e.Rule, &e.Package, &e.File, &e.Symbol, &e.Text}
}

// Write writes a baseline as a file.
func (b Baseline) Write(w io.Writer) error {
	list := &yaml.Node{Kind: yaml.SequenceNode}
	if len(b) == 0 {
		list.Style = yaml.FlowStyle
	}
	for _, e := range b {
		m := &yaml.Node{Kind: yaml.MappingNode}
		for i, value := range e.fields() {
			v := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: *value}
			m.Content = append(m.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: keys[i]}, v)
		}
		list.Content = append(list.Content, m)
	}
	var out bytes.Buffer
	out.WriteString(header)
	e := yaml.NewEncoder(&out)
	e.SetIndent(2)
	doc := &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{
		{Kind: yaml.ScalarNode, Value: "version"}, {Kind: yaml.ScalarNode, Value: "1"},
		{Kind: yaml.ScalarNode, Value: "findings"}, list,
	}}
	if err := errors.Join(e.Encode(doc), e.Close()); err != nil {
		return err
	}
	_, err := w.Write(out.Bytes())
	return err
}

// Parse reads a baseline. file is its name in errors. Mistakes are errors, as a finding that is kept by mistake is a finding that nobody sees.
func Parse(file string, data []byte) (Baseline, error) {
	p := parser{Reader: config.Reader{File: file}}
	root, err := config.Document(file, data)
	switch {
	case err != nil:
		return nil, err
	case root == nil:
		return nil, fmt.Errorf("%s: it is empty; `buslint baseline` writes it", file)
	}
	p.top(root)
	return p.out, p.Err()
}

type parser struct {
	config.Reader
	out Baseline
}

// pairs reads a mapping that has all of some keys.
func (p *parser) pairs(n *yaml.Node, what string, needed []string, f func(key string, value *yaml.Node)) {
	seen := map[string]bool{}
	before := p.Mistakes()
	p.Keys(n, what, needed, func(key string, v *yaml.Node) {
		seen[key] = true
		f(key, v)
	})
	for _, k := range needed {
		if !seen[k] && p.Mistakes() == before {
			p.Fail(n, "key %q is missing", k)
		}
	}
}

func (p *parser) top(n *yaml.Node) {
	p.pairs(n, "the file", []string{"version", "findings"}, func(key string, v *yaml.Node) {
		switch {
		case key == "version" && v.Value != "1":
			p.Fail(v, "version %q is not 1, the one that this buslint knows", v.Value)
		case key == "findings" && v.Kind != yaml.SequenceNode:
			p.Fail(v, "findings must be a list")
		case key == "findings":
			lines := map[string]int{}
			for _, c := range v.Content {
				p.entry(c, lines)
			}
		}
	})
}

// entry reads one entry. lines are those of the fingerprints so far.
func (p *parser) entry(n *yaml.Node, lines map[string]int) {
	e := Entry{line: n.Line, column: n.Column}
	fields := e.fields()
	p.pairs(n, "an element of findings", keys, func(key string, v *yaml.Node) {
		if v.Kind != yaml.ScalarNode {
			p.Fail(v, "%s must be a text", key)
			return
		}
		*fields[slices.Index(keys, key)] = v.Value
	})
	if line, twice := lines[e.Fingerprint]; twice {
		p.Fail(n, "fingerprint %q stands at line %d already", e.Fingerprint, line)
	}
	lines[e.Fingerprint] = n.Line
	p.out = append(p.out, e)
}
