package catalog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/lazyregexp"
)

// Words of events.yml.
var (
	kinds          = []string{"event", "command", "reply", "dlq", "cdc", "tombstone"}
	lifecycles     = []string{"draft", "alpha", "beta", "stable", "deprecated", "retired"}
	deliveries     = []string{"at-most-once", "at-least-once", "exactly-once"}
	compats        = []string{"auto", "NONE", "BACKWARD", "BACKWARD_TRANSITIVE", "FORWARD", "FORWARD_TRANSITIVE", "FULL", "FULL_TRANSITIVE"}
	scopes         = []string{"none", "key", "topic"}
	contentModels  = []string{"open", "closed"}
	consistencies  = []string{"immediate", "eventual"}
	nameOfMessage  = lazyregexp.New(`^[\pL\d_][\pL\d_.-]*$`)
	nameOfService  = lazyregexp.New(`^[^\s"'{}\[\],]+$`)
	addressPattern = lazyregexp.New(`^([^{}]|\{[\pL\d_.-]*\})+$`)
	days           = lazyregexp.New(`^(\d+)([dw])$`)
)

// Buses lists the kinds of brokers.
func Buses() []string {
	return []string{"kafka", "nats", "jetstream", "rabbitmq", "redis", "sns", "sqs", "eventbridge", "kinesis", "pubsub", "servicebus", "eventhubs", "pulsar", "mqtt", "nsq", "rocketmq", "in-process"}
}

func isName(s string) bool { return nameOfMessage.MatchString(s) }

// word reads one of some words.
func (p *eventsParser) word(n *yaml.Node, key string, known []string) string {
	text := p.Text(n, key)
	if n.Kind == yaml.ScalarNode && !slices.Contains(known, text) {
		p.Fail(n, "%s %q is none of %s%s", key, text, strings.Join(known, ", "), config.Hint(text, known))
	}
	return text
}

// duration reads a time with a unit. Days and weeks are units too.
func (p *eventsParser) duration(n *yaml.Node, key string) time.Duration {
	d, err := ParseDuration(p.Text(n, key))
	if n.Kind == yaml.ScalarNode && (err != nil || d <= 0) {
		p.Fail(n, "%s %q is no time such as 500ms, 24h or 90d", key, n.Value)
	}
	return d
}

// ParseDuration reads a time such as 500ms, 24h, 90d or 2w.
func ParseDuration(s string) (time.Duration, error) {
	m := days.FindStringSubmatch(s)
	if m == nil {
		return time.ParseDuration(s)
	}
	n, err := strconv.Atoi(m[1])
	if m[2] == "w" {
		n *= 7
	}
	if err != nil || n > 100_000 {
		return 0, fmt.Errorf("time %q is too long", s)
	}
	return time.Duration(n) * 24 * time.Hour, nil
}

// date reads a day.
func (p *eventsParser) date(n *yaml.Node, key string) string {
	text := p.Text(n, key)
	if n.Kind == yaml.ScalarNode && !isDate(text) {
		p.Fail(n, "%s %q is no date such as 2026-11-22", key, n.Value)
	}
	return text
}

func (p *eventsParser) bool(n *yaml.Node, key string) bool {
	text := p.Text(n, key)
	if n.Kind == yaml.ScalarNode && text != "true" && text != "false" {
		p.Fail(n, "%s %q is neither true nor false", key, n.Value)
	}
	return text == "true"
}

func (p *eventsParser) address(n *yaml.Node) string {
	text := p.Text(n, "address")
	if n.Kind == yaml.ScalarNode && !addressPattern.MatchString(text) {
		p.Fail(n, "address %q is no name with parameters in braces, such as {env}.orders.placed", n.Value)
	}
	return text
}

// identifier reads a name that others refer to.
func (p *eventsParser) identifier(n *yaml.Node, key string) string {
	text := p.Text(n, key)
	if n.Kind == yaml.ScalarNode && !nameOfService.MatchString(text) {
		p.Fail(n, "%s %q is no name such as team-orders: it is empty, or has blanks, quotes or brackets", key, n.Value)
	}
	return text
}

func (p *eventsParser) defaults(n *yaml.Node) Defaults {
	var d Defaults
	p.Keys(n, "defaults", defaultsKeys, func(key string, v *yaml.Node) {
		switch key {
		case "compat":
			d.Compat = p.word(v, key, compats)
		case "min-grace":
			d.MinGrace = p.duration(v, key)
		case "require-registration":
			register := p.bool(v, key)
			d.Register = &register
		case "content-model":
			d.ContentModel = p.word(v, key, contentModels)
		}
	})
	return d
}

func (p *eventsParser) service(n *yaml.Node) Service {
	var s Service
	p.Keys(n, "a service", serviceKeys, func(key string, v *yaml.Node) {
		switch key {
		case "id":
			s.ID = p.identifier(v, key)
		case "packages":
			for _, item := range p.List(v, key) {
				pattern := p.Text(item, key)
				if item.Kind == yaml.ScalarNode && !validPattern(pattern) {
					p.Fail(item, "packages: %q is no pattern such as ./orders/... or example.com/shop/orders", pattern)
				}
				s.Packages = append(s.Packages, pattern)
			}
		case "owner":
			s.Owner = p.Text(v, key)
		}
	})
	if n.Kind == yaml.MappingNode && s.ID == "" {
		p.Fail(n, "a service needs an id")
	}
	return s
}

func (p *eventsParser) consistency(n *yaml.Node) Consistency {
	var c Consistency
	p.Keys(n, "consistency", consistencyKeys, func(key string, v *yaml.Node) {
		switch key {
		case "model":
			c.Model = p.word(v, key, consistencies)
		case "sla":
			c.SLA = p.duration(v, key)
		}
	})
	return c
}

func (p *eventsParser) ordering(n *yaml.Node) Ordering {
	var o Ordering
	p.Keys(n, "ordering", orderingKeys, func(key string, v *yaml.Node) {
		switch key {
		case "scope":
			o.Scope = p.word(v, key, scopes)
		case "key":
			o.Key = p.Text(v, key)
		}
	})
	return o
}

// pii reads a path, or a path with its class.
func (p *eventsParser) pii(n *yaml.Node) PII {
	if n.Kind == yaml.ScalarNode {
		return PII{Path: p.path(n, "pii")}
	}
	var out PII
	p.Keys(n, "an element of pii", piiKeys, func(key string, v *yaml.Node) {
		switch key {
		case "path":
			out.Path = p.path(v, key)
		case "class":
			out.Class = p.Text(v, key)
		}
	})
	if n.Kind == yaml.MappingNode && out.Path == "" {
		p.Fail(n, "an element of pii needs a path, such as customer.email")
	}
	return out
}

func (p *eventsParser) path(n *yaml.Node, key string) string {
	text := p.Text(n, key)
	if n.Kind == yaml.ScalarNode && text == "" {
		p.Fail(n, "%s is empty; write a path such as customer.email", key)
	}
	return text
}

func (p *eventsParser) version(n *yaml.Node) MessageVersion {
	var out MessageVersion
	p.Keys(n, "a version", versionKeys, func(key string, v *yaml.Node) {
		switch key {
		case "v":
			out.V = p.Number(v, key)
		case "type":
			out.Payload = p.Text(v, key)
		case "deprecated":
			out.Deprecated = p.deprecation(v)
		}
	})
	if n.Kind == yaml.MappingNode && out.V == 0 && p.Mistakes() == 0 {
		p.Fail(n, "a version needs a number; write: v: 1")
	}
	return out
}

func (p *eventsParser) deprecation(n *yaml.Node) *Deprecation {
	var d Deprecation
	before := p.Mistakes()
	p.Keys(n, "deprecated", deprecatedKeys, func(key string, v *yaml.Node) {
		switch key {
		case "since":
			d.Since = p.date(v, key)
		case "sunset":
			d.Sunset = p.date(v, key)
		case "replacement":
			d.Replacement = p.identifier(v, key)
		case "reason":
			d.Reason = p.Text(v, key)
		case "link":
			d.Link = p.Text(v, key)
		}
	})
	if p.Mistakes() == before && d.Since != "" && d.Sunset != "" && d.Sunset < d.Since {
		p.Fail(n, "sunset %s is before %s, since when it is deprecated", d.Sunset, d.Since)
	}
	return &d
}

func (p *eventsParser) consumer(n *yaml.Node) Consumer {
	var c Consumer
	p.Keys(n, "a consumer", consumerKeys, func(key string, v *yaml.Node) {
		switch key {
		case "service":
			c.Service = p.identifier(v, key)
		case "repo":
			c.Repo = p.Text(v, key)
		case "owner":
			c.Owner = p.Text(v, key)
		case "versions":
			for _, item := range p.List(v, key) {
				c.Versions = append(c.Versions, p.Number(item, key))
			}
		case "group":
			c.Group = p.Text(v, key)
		case "external":
			c.External = p.bool(v, key)
		case "contact":
			c.Contact = p.Text(v, key)
		case "ack":
			c.Ack = p.ack(v)
		}
	})
	if n.Kind == yaml.MappingNode && c.Service == "" {
		p.Fail(n, "a consumer needs a service")
	}
	return c
}

func (p *eventsParser) ack(n *yaml.Node) *Ack {
	var a Ack
	p.Keys(n, "ack", ackKeys, func(key string, v *yaml.Node) {
		switch key {
		case "sunset":
			a.Sunset = p.date(v, key)
		case "by":
			a.By = p.Text(v, key)
		case "on":
			a.On = p.date(v, key)
		}
	})
	return &a
}
