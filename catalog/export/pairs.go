package export

import (
	"bytes"
	"encoding/json"
	"fmt"

	"gopkg.in/yaml.v3"
)

// pairs are the members of an object in the order in which they are written, as JSON or YAML.
type pairs []pair

type pair struct {
	key   string
	value any
}

// with adds a member, unless its value is empty.
func (p pairs) with(key string, value any) pairs {
	switch v := value.(type) {
	case string:
		if v == "" {
			return p
		}
		value = plain(v)
	case []string:
		if len(v) == 0 {
			return p
		}
		texts := make([]string, len(v))
		for i, s := range v {
			texts[i] = plain(s)
		}
		value = texts
	case pairs:
		if len(v) == 0 {
			return p
		}
	case []pairs:
		if len(v) == 0 {
			return p
		}
	case nil:
		return p
	}
	return append(p, pair{key, value})
}

// MarshalJSON writes the members in order.
func (p pairs) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(m.key)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(m.value)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// MarshalYAML writes the members in order.
func (p pairs) MarshalYAML() (any, error) {
	node := &yaml.Node{Kind: yaml.MappingNode}
	for _, m := range p {
		var key, value yaml.Node
		key.SetString(m.key)
		if err := value.Encode(m.value); err != nil {
			return nil, err
		}
		node.Content = append(node.Content, &key, &value)
	}
	return node, nil
}

// jsonText is a document on lines of its own.
func jsonText(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return b.Bytes(), nil
}

// yamlText is a document of YAML.
func yamlText(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("write YAML: %w", err)
	}
	if err := enc.Close(); err != nil {
		return nil, fmt.Errorf("write YAML: %w", err)
	}
	return b.Bytes(), nil
}
