package catalog

import (
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/internal/lazyregexp"
)

// mapping is a mapping that is to be written. Its values are YAML already.
type mapping []yamlPair

type yamlPair struct {
	key, value string
	list       []mapping // instead of a value
}

// list writes the elements of a list, "" for none.
func list[T any](key string, of []T, write func(T) mapping) []yamlPair {
	if len(of) == 0 {
		return nil
	}
	p := yamlPair{key: key}
	for _, x := range of {
		p.list = append(p.list, write(x))
	}
	return []yamlPair{p}
}

// text writes a text, nothing for "".
func text(key, value string) []yamlPair {
	if value == "" {
		return nil
	}
	return []yamlPair{{key: key, value: scalar(value)}}
}

// plain writes what is YAML already: a number, a date, or a list or mapping in brackets.
func plain(key, value string) []yamlPair {
	if value == "" {
		return nil
	}
	return []yamlPair{{key: key, value: value}}
}

func (e *Events) mapping() mapping {
	m := mapping{{key: "version", value: "1"}}
	var d mapping
	if e.Defaults.Register != nil {
		d = append(d, yamlPair{key: "require-registration", value: strconv.FormatBool(*e.Defaults.Register)})
	}
	if d != nil {
		m = append(m, yamlPair{key: "defaults", value: d.flow()})
	}
	return slices.Concat(m, list("services", e.Services, Service.mapping), list("topics", e.Topics, DeclaredTopic.mapping))
}

func (s Service) mapping() mapping {
	var patterns []string
	for _, p := range s.Packages {
		patterns = append(patterns, scalar(p))
	}
	return slices.Concat(mapping{{key: "id", value: scalar(s.ID)}}, plain("packages", "["+strings.Join(patterns, ", ")+"]"), text("owner", s.Owner))
}

// mapping writes of a topic what buslint finds out itself.
func (t DeclaredTopic) mapping() mapping {
	return slices.Concat(mapping{{key: "name", value: scalar(t.Name)}}, text("bus", t.Bus), text("owner", t.Owner), text("source-of-truth", t.SourceOfTruth),
		list("messages", t.Messages, DeclaredMessage.mapping), list("consumers", t.Consumers, Consumer.mapping))
}

func (m DeclaredMessage) mapping() mapping {
	return append(mapping{{key: "type", value: scalar(m.Payload)}}, list("review", m.Review, answer)...)
}

func (c Consumer) mapping() mapping {
	return slices.Concat(mapping{{key: "service", value: scalar(c.Service)}}, text("owner", c.Owner), text("group", c.Group))
}

func (d Deprecation) mapping() mapping {
	return slices.Concat(plain("since", d.Since), plain("sunset", d.Sunset), text("replacement", d.Replacement), text("reason", d.Reason), text("link", d.Link))
}

func answer(r Review) mapping {
	return slices.Concat(text("question", r.Question), plain("rev", strconv.Itoa(r.Rev)), text("consumer", r.Consumer), text("answer", r.Answer),
		text("note", r.Note), text("by", r.By), plain("at", r.At), text("contract", r.Contract))
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
	bare = lazyregexp.New(`^[A-Za-z0-9][A-Za-z0-9_./-]*$`)
	old  = lazyregexp.New(`^(?i:y|n|yes|no|on|off)$`) // true and false, for readers of YAML 1.1
)

// scalar writes a text so that all readers of YAML read that text.
func scalar(s string) string {
	if n := (yaml.Node{Kind: yaml.ScalarNode, Value: s}); bare.MatchString(s) && !old.MatchString(s) && n.ShortTag() == "!!str" {
		return s
	}
	return strconv.Quote(s) // its escapes are YAML's too, for texts in UTF-8
}
