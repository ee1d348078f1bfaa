package catalog

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/internal/config"
)

// ParseEvents reads events.yml from its text; name is its name in errors. An empty file says nothing. All mistakes are reported, joined, each in the
// form "file:line: text".
func ParseEvents(name string, data []byte) (*Events, error) {
	_, e, err := parseEvents(name, data)
	return e, err
}

// parseEvents also returns the tree of the file, nil for an empty one. Its lists have the elements of those of Events, in the same order.
func parseEvents(name string, data []byte) (*yaml.Node, *Events, error) {
	if !utf8.Valid(data) {
		return nil, nil, fmt.Errorf("%s: it is not encoded in UTF-8", name)
	}
	root, err := config.Document(name, data)
	if err != nil {
		return nil, nil, err
	}
	e := &Events{}
	if root == nil || isNull(root) && root.Value == "" {
		return nil, e, nil // empty, or comments alone
	}
	p := eventsParser{config.Reader{File: name}}
	p.top(root, e)
	if err := p.Err(); err != nil {
		return nil, nil, err
	}
	return root, e, nil
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

type eventsParser struct{ config.Reader }

func (p *eventsParser) top(n *yaml.Node, e *Events) {
	version := false
	var lines []int
	p.Keys(n, "the file", []string{"version", "topics"}, func(key string, v *yaml.Node) {
		switch key {
		case "version":
			if version = true; p.Text(v, key) != "1" {
				p.Fail(v, "version %q is not known; this buslint reads version 1", v.Value)
			}
		case "topics":
			for _, item := range p.List(v, key) {
				before := p.Mistakes()
				t := p.topic(item)
				i := slices.IndexFunc(e.Topics, func(o DeclaredTopic) bool { return o.Name == t.Name })
				if i >= 0 && p.Mistakes() == before {
					p.Fail(item, "topic %q is at line %d already", t.Name, lines[i])
				}
				e.Topics, lines = append(e.Topics, t), append(lines, item.Line)
			}
		}
	})
	if !version && p.Mistakes() == 0 {
		p.Fail(n, "version is missing; write: version: 1")
	}
}

func (p *eventsParser) topic(n *yaml.Node) DeclaredTopic {
	var t DeclaredTopic
	named := false
	var lines []int
	p.Keys(n, "a topic", []string{"name", "owner", "source-of-truth", "consistency", "messages"}, func(key string, v *yaml.Node) {
		switch key {
		case "name":
			named, t.Name = true, p.Text(v, key)
		case "owner":
			t.Owner = p.Text(v, key)
		case "source-of-truth":
			t.SourceOfTruth = p.Text(v, key)
		case "consistency":
			t.Consistency = p.consistency(v)
		case "messages":
			for _, item := range p.List(v, key) {
				before := p.Mistakes()
				m := p.message(item)
				i := slices.IndexFunc(t.Messages, func(o DeclaredMessage) bool { return o.Payload == m.Payload })
				if i >= 0 && p.Mistakes() == before {
					p.Fail(item, "type %q is at line %d already", m.Payload, lines[i])
				}
				t.Messages, lines = append(t.Messages, m), append(lines, item.Line)
			}
		}
	})
	if n.Kind == yaml.MappingNode && !named {
		p.Fail(n, `a topic needs a name; of topics that are not known, write: name: ""`)
	}
	return t
}

func (p *eventsParser) consistency(n *yaml.Node) Consistency {
	var c Consistency
	p.Keys(n, "consistency", []string{"model", "sla"}, func(key string, v *yaml.Node) {
		switch key {
		case "model":
			known := []string{"immediate", "eventual"}
			if c.Model = p.Text(v, key); !slices.Contains(known, c.Model) {
				p.Fail(v, "model %q is neither immediate nor eventual%s", v.Value, config.Hint(v.Value, known))
			}
		case "sla":
			var err error
			if c.SLA, err = time.ParseDuration(p.Text(v, key)); err != nil || c.SLA <= 0 {
				p.Fail(v, "sla %q is no time such as 500ms, 5s or 24h", v.Value)
			}
		}
	})
	return c
}

func (p *eventsParser) message(n *yaml.Node) DeclaredMessage {
	var m DeclaredMessage
	named := false
	var lines []int
	p.Keys(n, "a message", []string{"type", "review"}, func(key string, v *yaml.Node) {
		switch key {
		case "type":
			named, m.Payload = true, p.Text(v, key)
		case "review":
			for _, item := range p.List(v, key) {
				before := p.Mistakes()
				r := p.review(item)
				if i := slices.IndexFunc(m.Review, r.answersSame); i >= 0 && p.Mistakes() == before {
					p.Fail(item, "question %q is answered at line %d already", r.Question, lines[i])
				}
				m.Review, lines = append(m.Review, r), append(lines, item.Line)
			}
		}
	})
	if n.Kind == yaml.MappingNode && !named {
		p.Fail(n, `a message needs a type; of payloads that are not known, write: type: ""`)
	}
	return m
}

// reviewKeys are those of an answer, in the order in which they are written.
var reviewKeys = []string{"question", "rev", "consumer", "answer", "note", "by", "at", "contract"}

func (p *eventsParser) review(n *yaml.Node) Review {
	var r Review
	before := p.Mistakes()
	p.Keys(n, "an answer", reviewKeys, func(key string, v *yaml.Node) {
		text := p.Text(v, key)
		switch key {
		case "question":
			r.Question = text
		case "rev":
			r.Rev, _ = strconv.Atoi(text) // no number is no revision, see check
		case "consumer":
			r.Consumer = text
		case "answer":
			r.Answer = text
		case "note":
			r.Note = text
		case "by":
			r.By = text
		case "at":
			r.At = text
		case "contract":
			r.Contract = text
		}
	})
	if p.Mistakes() == before {
		if err := r.check(); err != nil {
			p.Fail(n, "%s", err)
		}
	}
	return r
}

var (
	word = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	hash = regexp.MustCompile(`^[0-9a-f]+$`)
)

// check tells what is wrong with an answer.
func (r Review) check() error {
	if _, err := time.Parse(time.DateOnly, r.At); err != nil && r.At != "" {
		return fmt.Errorf("at %q is no date such as 2026-11-22", r.At)
	}
	switch {
	case !word.MatchString(r.Question):
		return fmt.Errorf("question %q is no id of lower-case letters, digits and dashes, such as consistency-sla", r.Question)
	case r.Rev < 1:
		return errors.New("rev is missing or no number from 1 on")
	case r.Answer == "":
		return errors.New("answer is missing or empty")
	case !hash.MatchString(r.Contract):
		return fmt.Errorf("contract %q is no hash; `buslint answer` writes it", r.Contract)
	}
	return nil
}
