package config

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"gopkg.in/yaml.v3"
)

// Reader reads the nodes of a YAML file strictly. It collects mistakes, each in the form "file:line: text". What makes a text mean something else than what
// stands there (anchors, aliases, tags) is one.
type Reader struct {
	File string
	errs []error
}

// Err joins the mistakes, nil if there are none.
func (r *Reader) Err() error { return errors.Join(r.errs...) }

// Mistakes counts them.
func (r *Reader) Mistakes() int { return len(r.errs) }

// Fail notes a mistake.
func (r *Reader) Fail(n *yaml.Node, format string, args ...any) {
	r.errs = append(r.errs, fmt.Errorf("%s:%d: %s", r.File, n.Line, fmt.Sprintf(format, args...)))
}

// Keys calls f for each key of a mapping, each once. what names the mapping in mistakes.
func (r *Reader) Keys(n *yaml.Node, what string, known []string, f func(key string, v *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		r.Fail(n, "%s must be a mapping of names to values", what)
		return
	}
	r.plain(n, what)
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		r.plain(k, "a key")
		switch line, twice := seen[k.Value]; {
		case !slices.Contains(known, k.Value):
			r.Fail(k, "unknown key %q%s", k.Value, Suggestion(k.Value, known))
		case twice:
			r.Fail(k, "key %q is given at line %d already", k.Value, line)
		case v.Kind == yaml.ScalarNode && v.ShortTag() == "!!null":
			r.Fail(v, "%s has no value; leave it out, or say one", k.Value)
		default:
			f(k.Value, v)
		}
		seen[k.Value] = k.Line
	}
}

// List returns the elements of a list.
func (r *Reader) List(n *yaml.Node, key string) []*yaml.Node {
	r.plain(n, key)
	if n.Kind != yaml.SequenceNode {
		r.Fail(n, "%s must be a list", key)
		return nil
	}
	return n.Content
}

// Text reads a text as it stands there: what looks like a number, date or bool is one too.
func (r *Reader) Text(n *yaml.Node, key string) string {
	r.plain(n, key)
	if n.Kind != yaml.ScalarNode {
		r.Fail(n, "%s must be a text", key)
		return ""
	}
	return n.Value
}

// Number reads a number from 1 on.
func (r *Reader) Number(n *yaml.Node, key string) int {
	i, err := strconv.Atoi(r.Text(n, key))
	if err != nil || i < 1 {
		r.Fail(n, "%s must be a number from 1 on", key)
		return 0
	}
	return i
}

func (r *Reader) plain(n *yaml.Node, what string) {
	if n.Kind == yaml.AliasNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 {
		r.Fail(n, "%s has an anchor, alias or tag: write the value out", what)
	}
}
