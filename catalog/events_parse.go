package catalog

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// ParseEvents reads events.yml from its text; name is its name in errors. An empty file says nothing. All mistakes are reported, joined, each in the
// form "file:line: text".
func ParseEvents(name string, data []byte) (*Events, error) {
	_, e, err := parseEvents(name, data)
	return e, err
}

// parseEvents also returns the tree of the file, nil for an empty one. Its lists have the elements of those of Events, in the same order.
func parseEvents(name string, data []byte) (*yaml.Node, *Events, error) {
	if i := notUTF8(data); i >= 0 {
		return nil, nil, fmt.Errorf("%s:%d: it is not encoded in UTF-8", name, 1+bytes.Count(data[:i], []byte("\n")))
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

// Keys of events.yml, by what has them, in the order in which they are written. The JSON Schema has the same.
var (
	topKeys         = []string{"version", "defaults", "services", "topics"}
	defaultsKeys    = []string{"compat", "min-grace", "require-registration", "content-model"}
	serviceKeys     = []string{"id", "packages", "owner"}
	topicKeys       = []string{"name", "address", "bus", "kind", "lifecycle", "owner", "source-of-truth", "consistency", "delivery", "ordering", "retention", "compat", "pii", "deprecated", "messages", "consumers"}
	consistencyKeys = []string{"model", "sla"}
	orderingKeys    = []string{"scope", "key"}
	piiKeys         = []string{"path", "class"}
	messageKeys     = []string{"event", "type", "versions", "review"}
	versionKeys     = []string{"v", "type", "deprecated"}
	deprecatedKeys  = []string{"since", "sunset", "replacement", "reason", "link"}
	consumerKeys    = []string{"service", "repo", "owner", "versions", "group", "external", "contact", "ack"}
	ackKeys         = []string{"sunset", "by", "on"}
	reviewKeys      = []string{"question", "rev", "consumer", "answer", "note", "by", "at", "contract"}
)

type eventsParser struct{ config.Reader }

// items reads a list whose elements are each there once: same tells which of the elements before is the same as the last one, -1 for none.
func (p *eventsParser) items(v *yaml.Node, key string, read func(item *yaml.Node), same func() int, twice func() string) {
	var lines []int
	for _, item := range p.List(v, key) {
		before := p.Mistakes()
		read(item)
		if i := same(); i >= 0 && p.Mistakes() == before {
			p.Fail(item, "%s at line %d already", twice(), lines[i])
		}
		lines = append(lines, item.Line)
	}
}

// again finds the element that is the same as the last one, -1 for none.
func again[T any](list []T, same func(a, b T) bool) int {
	n := len(list) - 1
	return slices.IndexFunc(list[:n], func(o T) bool { return same(o, list[n]) })
}

func (p *eventsParser) top(n *yaml.Node, e *Events) {
	version := false
	p.Keys(n, "the file", topKeys, func(key string, v *yaml.Node) {
		switch key {
		case "version":
			if version = true; p.Text(v, key) != "1" {
				p.Fail(v, "version %q is not known; this buslint reads version 1", v.Value)
			}
		case "defaults":
			e.Defaults = p.defaults(v)
		case "services":
			p.items(v, key, func(item *yaml.Node) { e.Services = append(e.Services, p.service(item)) },
				func() int { return again(e.Services, func(a, b Service) bool { return a.ID == b.ID }) },
				func() string { return fmt.Sprintf("service %q is", e.Services[len(e.Services)-1].ID) })
		case "topics":
			p.items(v, key, func(item *yaml.Node) { e.Topics = append(e.Topics, p.topic(item)) },
				func() int { return again(e.Topics, func(a, b DeclaredTopic) bool { return a.Name == b.Name }) },
				func() string { return fmt.Sprintf("topic %q is", e.Topics[len(e.Topics)-1].Name) })
		}
	})
	if !version && p.Mistakes() == 0 {
		p.Fail(n, "version is missing; write: version: 1")
	}
}

func (p *eventsParser) topic(n *yaml.Node) DeclaredTopic {
	var t DeclaredTopic
	named := false
	p.Keys(n, "a topic", topicKeys, func(key string, v *yaml.Node) {
		switch key {
		case "name":
			named, t.Name = true, p.Text(v, key)
		case "address":
			t.Address = p.address(v)
		case "bus":
			t.Bus = p.word(v, key, Buses())
		case "kind":
			t.Kind = p.word(v, key, kinds)
		case "lifecycle":
			t.Lifecycle = p.word(v, key, lifecycles)
		case "owner":
			t.Owner = p.Text(v, key)
		case "source-of-truth":
			t.SourceOfTruth = p.Text(v, key)
		case "consistency":
			t.Consistency = p.consistency(v)
		case "delivery":
			t.Delivery = p.word(v, key, deliveries)
		case "ordering":
			t.Ordering = p.ordering(v)
		case "retention":
			t.Retention = p.duration(v, key)
		case "compat":
			t.Compat = p.word(v, key, compats)
		case "pii":
			for _, item := range p.List(v, key) {
				t.PII = append(t.PII, p.pii(item))
			}
		case "deprecated":
			t.Deprecated = p.deprecation(v)
		case "messages":
			p.items(v, key, func(item *yaml.Node) { t.Messages = append(t.Messages, p.message(item)) },
				func() int { return again(t.Messages, sameMessage) }, func() string { return t.Messages[len(t.Messages)-1].called() + " is" })
		case "consumers":
			p.items(v, key, func(item *yaml.Node) { t.Consumers = append(t.Consumers, p.consumer(item)) },
				func() int { return again(t.Consumers, sameConsumer) },
				func() string { return fmt.Sprintf("consumer %q is", t.Consumers[len(t.Consumers)-1].Service) })
		}
	})
	if n.Kind == yaml.MappingNode && !named {
		p.Fail(n, `a topic needs a name; of topics that are not known, write: name: ""`)
	}
	return t
}

func sameMessage(a, b DeclaredMessage) bool {
	return a.Event == b.Event && (a.Event != "" || a.Payload == b.Payload) || a.Payload == b.Payload && a.Payload != ""
}

// called names a message in mistakes.
func (m DeclaredMessage) called() string {
	if m.Event != "" {
		return fmt.Sprintf("event %q", m.Event)
	}
	return fmt.Sprintf("type %q", m.Payload)
}

func sameConsumer(a, b Consumer) bool {
	return a.Service == b.Service && a.Repo == b.Repo && a.Group == b.Group
}

func (p *eventsParser) message(n *yaml.Node) DeclaredMessage {
	var m DeclaredMessage
	typed := false
	p.Keys(n, "a message", messageKeys, func(key string, v *yaml.Node) {
		switch key {
		case "event":
			if m.Event = p.Text(v, key); !isName(m.Event) {
				p.Fail(v, "event %q is no name such as OrderPlaced", v.Value)
			}
		case "type":
			typed, m.Payload = true, p.Text(v, key)
		case "versions":
			p.items(v, key, func(item *yaml.Node) { m.Versions = append(m.Versions, p.version(item)) },
				func() int { return again(m.Versions, func(a, b MessageVersion) bool { return a.V == b.V }) },
				func() string { return fmt.Sprintf("version %d is", m.Versions[len(m.Versions)-1].V) })
		case "review":
			p.items(v, key, func(item *yaml.Node) { m.Review = append(m.Review, p.review(item)) },
				func() int { return again(m.Review, Review.answersSame) },
				func() string { return fmt.Sprintf("question %q is answered", m.Review[len(m.Review)-1].Question) })
		}
	})
	switch {
	case n.Kind != yaml.MappingNode: // told already
	case !typed && m.Event == "":
		p.Fail(n, `a message needs a type or an event's name; of payloads that are not known, write: type: ""`)
	case len(m.Versions) > 0 && (typed || m.Event == ""):
		p.Fail(n, "a message of several versions has an event's name, and each version a type")
	}
	return m
}

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
	word = lazyregexp.New(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	hash = lazyregexp.New(`^[0-9a-f]+$`)
)

// check tells what is wrong with an answer.
func (r Review) check() error {
	if !isDate(r.At) && r.At != "" {
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

// isDate tells whether a text is a day such as 2026-11-22. Such texts are in order as days are.
func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// notUTF8 is where a text stops to be encoded in UTF-8, -1 if it does not.
func notUTF8(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}
