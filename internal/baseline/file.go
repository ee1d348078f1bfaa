package baseline

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

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
	p := parser{file: file}
	root, err := config.Document(file, data)
	switch {
	case err != nil:
		return nil, err
	case root == nil:
		return nil, fmt.Errorf("%s: it is empty; `buslint baseline` writes it", file)
	}
	p.top(root)
	return p.out, errors.Join(p.errs...)
}

type parser struct {
	file string
	out  Baseline
	errs []error
}

func (p *parser) fail(n *yaml.Node, format string, args ...any) {
	p.errs = append(p.errs, fmt.Errorf("%s:%d: %s", p.file, n.Line, fmt.Sprintf(format, args...)))
}

// pairs calls f for each key of a mapping, each once.
func (p *parser) pairs(n *yaml.Node, known []string, f func(key string, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		p.fail(n, "there must be a mapping with %s", strings.Join(known, ", "))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		switch {
		case !slices.Contains(known, k.Value):
			p.fail(k, "unknown key %q%s", k.Value, config.Suggestion(k.Value, known))
		case seen[k.Value]:
			p.fail(k, "key %q is given already", k.Value)
		default:
			f(k.Value, v)
		}
		seen[k.Value] = true
	}
	for _, k := range known {
		if !seen[k] {
			p.fail(n, "key %q is missing", k)
		}
	}
}

func (p *parser) top(n *yaml.Node) {
	p.pairs(n, []string{"version", "findings"}, func(key string, v *yaml.Node) {
		switch {
		case key == "version" && v.Value != "1":
			p.fail(v, "version %q is not 1, the one that this buslint knows", v.Value)
		case key == "findings" && v.Kind != yaml.SequenceNode:
			p.fail(v, "findings must be a list")
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
	p.pairs(n, keys, func(key string, v *yaml.Node) {
		if v.Kind != yaml.ScalarNode {
			p.fail(v, "%s must be a text", key)
			return
		}
		*fields[slices.Index(keys, key)] = v.Value
	})
	if line, twice := lines[e.Fingerprint]; twice {
		p.fail(n, "fingerprint %q stands at line %d already", e.Fingerprint, line)
	}
	lines[e.Fingerprint] = n.Line
	p.out = append(p.out, e)
}
