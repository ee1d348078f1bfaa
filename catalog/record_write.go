package catalog

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// mapping is a mapping that is to be written. Its values are YAML already.
type mapping []yamlPair

type yamlPair struct {
	key, value string
	list       []mapping // instead of a value
}

func file(topic, payload string, r Review) mapping {
	return mapping{{key: "version", value: "1"}, {key: "topics", list: []mapping{declaredTopic(topic, payload, r)}}}
}

func declaredTopic(name, payload string, r Review) mapping {
	return mapping{{key: "name", value: scalar(name)}, {key: "messages", list: []mapping{declaredMessage(payload, r)}}}
}

func declaredMessage(payload string, r Review) mapping {
	return mapping{{key: "type", value: scalar(payload)}, {key: "review", list: []mapping{answer(r)}}}
}

func answer(r Review) mapping {
	var out mapping
	for i, value := range []string{r.Question, strconv.Itoa(r.Rev), r.Consumer, r.Answer, r.Note, r.By, r.At, r.Contract} {
		if key := reviewKeys[i]; value != "" {
			text := value
			if key != "rev" && key != "at" { // a number and a date
				text = scalar(value)
			}
			out = append(out, yamlPair{key: key, value: text})
		}
	}
	return out
}

// flow writes a mapping within one line.
func (m mapping) flow() string {
	var pairs []string
	for _, p := range m {
		pairs = append(pairs, p.flow())
	}
	return "{" + strings.Join(pairs, ", ") + "}"
}

func (p yamlPair) flow() string {
	if p.list == nil {
		return p.key + ": " + p.value
	}
	var items []string
	for _, m := range p.list {
		items = append(items, m.flow())
	}
	return p.key + ": [" + strings.Join(items, ", ") + "]"
}

// block writes the lines of a mapping. What holds no list is written within one line.
func (m mapping) block() []string {
	if !slices.ContainsFunc(m, func(p yamlPair) bool { return p.list != nil }) {
		return []string{m.flow()}
	}
	var out []string
	for _, p := range m {
		out = append(out, p.block()...)
	}
	return out
}

func (p yamlPair) block() []string {
	if p.list == nil {
		return []string{p.flow()}
	}
	out := []string{p.key + ":"}
	for _, m := range p.list {
		for _, line := range m.item() {
			out = append(out, "  "+line)
		}
	}
	return out
}

// item writes the lines of an element of a list.
func (m mapping) item() []string {
	out := m.block()
	for i := range out {
		if i == 0 {
			out[i] = "- " + out[i]
		} else {
			out[i] = "  " + out[i]
		}
	}
	return out
}

var (
	bare = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_./-]*$`)
	old  = regexp.MustCompile(`^(?i:y|n|yes|no|on|off)$`) // true and false, for readers of YAML 1.1
)

// scalar writes a text so that all readers of YAML read that text.
func scalar(s string) string {
	if n := (yaml.Node{Kind: yaml.ScalarNode, Value: s}); bare.MatchString(s) && !old.MatchString(s) && n.ShortTag() == "!!str" {
		return s
	}
	return strconv.Quote(s) // its escapes are YAML's too, for texts in UTF-8
}
