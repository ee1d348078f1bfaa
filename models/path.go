package models

import (
	"fmt"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// Path says where a value is, in words: "receiver", "arg 1", "result 0", "param 0" (of a callback), "context", each with fields behind it:
// "arg 1.Key", "receiver.Topic". Arguments count from 0 without the receiver. A variadic argument or slice stands for its elements.
// The zero Path is nowhere.
type Path struct {
	Root   string // receiver, arg, result, param, context; "" if not set
	Index  int
	Fields []string
}

// IsZero reports whether p says nothing.
func (p Path) IsZero() bool { return p.Root == "" }

func (p Path) String() string {
	s := p.Root
	if p.Root == "arg" || p.Root == "result" || p.Root == "param" {
		s += " " + strconv.Itoa(p.Index)
	}
	return strings.Join(append([]string{s}, p.Fields...), ".")
}

// ParsePath reads the words of a path.
func ParsePath(s string) (Path, error) {
	head, rest, _ := strings.Cut(strings.TrimSpace(s), ".")
	var p Path
	if rest != "" {
		p.Fields = strings.Split(rest, ".")
		for _, f := range p.Fields {
			if f == "" || strings.ContainsAny(f, " \t") {
				return Path{}, fmt.Errorf("access path %q: empty or malformed field", s)
			}
		}
	}
	words := strings.Fields(head)
	switch {
	case len(words) == 1 && (words[0] == "receiver" || words[0] == "context"):
		p.Root = words[0]
		return p, nil
	case len(words) == 2 && (words[0] == "arg" || words[0] == "result" || words[0] == "param"):
		n, err := strconv.Atoi(words[1])
		if err != nil || n < 0 {
			return Path{}, fmt.Errorf("access path %q: %q is not a position", s, words[1])
		}
		p.Root, p.Index = words[0], n
		return p, nil
	}
	return Path{}, fmt.Errorf("access path %q is not of the form \"receiver\", \"arg N\", \"result N\", \"param N\" or \"context\", with .Field behind it", s)
}

// UnmarshalYAML reads a path from its words.
func (p *Path) UnmarshalYAML(n *yaml.Node) error {
	var s string
	if err := n.Decode(&s); err != nil {
		return err
	}
	q, err := ParsePath(s)
	if err != nil {
		return fmt.Errorf("line %d: %w", n.Line, err)
	}
	*p = q
	return nil
}

// Paths is a list of paths, of which the first that is set counts; a single one may be written without brackets.
type Paths []Path

// UnmarshalYAML reads one path or a list of them.
func (ps *Paths) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		var p Path
		if err := p.UnmarshalYAML(n); err != nil {
			return err
		}
		*ps = Paths{p}
		return nil
	}
	return n.Decode((*[]Path)(ps))
}
