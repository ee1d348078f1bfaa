package catalog

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/buslint/buslint/finding"
)

// ParseKafkaGroups reads what `kafka-consumer-groups --describe` prints: a line for each partition that a group has consumed. name is the file's name in
// errors and places.
func ParseKafkaGroups(name string, data []byte) ([]Edge, error) {
	var edges []Edge
	group, topic := -1, -1
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		words := strings.Fields(line)
		if g, t := slices.Index(words, "GROUP"), slices.Index(words, "TOPIC"); t >= 0 && slices.Contains(words, "PARTITION") {
			if g < 0 {
				return nil, fmt.Errorf("%s:%d: the table has no column GROUP; print it with a newer kafka-consumer-groups", name, n)
			}
			group, topic = g, t
			continue
		}
		switch {
		case len(words) == 0, strings.HasPrefix(line, "Consumer group"), strings.HasPrefix(line, "Note:"), strings.HasPrefix(line, "Warning:"), strings.HasPrefix(line, "Error:"):
			continue // what the tool says besides
		case group < 0:
			return nil, fmt.Errorf("%s:%d: no table of `kafka-consumer-groups --describe`: its heading has GROUP, TOPIC and PARTITION", name, n)
		case len(words) <= max(group, topic):
			return nil, fmt.Errorf("%s:%d: the line has %d columns, fewer than the heading", name, n, len(words))
		case words[topic] == "-":
			continue // a member that has no partition
		}
		e := observed("kafka", words[topic], words[group], name, n)
		if !slices.ContainsFunc(edges, func(o Edge) bool { return o.Topic == e.Topic && o.Group == e.Group }) {
			edges = append(edges, e)
		}
	}
	if group < 0 {
		return nil, fmt.Errorf("%s: no table of `kafka-consumer-groups --describe`", name)
	}
	return edges, nil
}

// natsConsumer is what `nats consumer info --json` prints, as far as it matters.
type natsConsumer struct {
	Stream string `json:"stream_name"`
	Name   string `json:"name"`
	Config struct {
		Durable  string   `json:"durable_name"`
		Group    string   `json:"deliver_group"`
		Subject  string   `json:"filter_subject"`
		Subjects []string `json:"filter_subjects"`
	} `json:"config"`
}

// ParseNATS reads what `nats consumer info --json` prints of a consumer, or a list of such consumers. A consumer without a filter consumes all of its stream.
func ParseNATS(name string, data []byte) ([]Edge, error) {
	var list []json.RawMessage
	if trimmed := bytes.TrimSpace(data); len(trimmed) > 0 && trimmed[0] == '{' {
		list = []json.RawMessage{trimmed}
	} else if err := json.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("%s:%d: no JSON of NATS's consumers: %w", name, lineOf(data, err), err)
	}
	var edges []Edge
	for i, raw := range list {
		var c natsConsumer
		if err := json.Unmarshal(raw, &c); err != nil {
			return nil, fmt.Errorf("%s: consumer %d: no information about a consumer, as `nats consumer info STREAM CONSUMER --json` prints it: %w", name, i+1, err)
		}
		if c.Stream == "" || c.Name == "" && c.Config.Durable == "" {
			return nil, fmt.Errorf("%s: consumer %d: it has no stream_name or name", name, i+1)
		}
		subjects := c.Config.Subjects
		if c.Config.Subject != "" {
			subjects = append(subjects, c.Config.Subject)
		}
		if len(subjects) == 0 {
			subjects = []string{c.Stream}
		}
		group := c.Config.Group
		if group == "" {
			group = c.Name
		}
		if group == "" {
			group = c.Config.Durable
		}
		line := 1 + bytes.Count(data[:max(0, bytes.Index(data, raw))], []byte("\n"))
		for _, s := range subjects {
			edges = append(edges, observed("nats", s, group, name, line))
		}
	}
	return edges, nil
}

// lineOf is the line of an error of the JSON parser.
func lineOf(data []byte, err error) int {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return 1 + bytes.Count(data[:min(int(syntax.Offset), len(data))], []byte("\n"))
	}
	return 1
}

func observed(bus, topic, group, file string, line int) Edge {
	return Edge{
		Direction: Consume, Topic: Topic{Certainty: Constant, Name: topic}, Bus: bus, Group: group, Source: Observed, Confidence: High,
		Position: finding.Position{File: file, Line: line, Column: 1},
	}
}
