package catalog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Ended is something that is deprecated: a topic, or a version of one of its messages.
type Ended struct {
	Deprecation
	Topic   int    // index in Events.Topics
	Name    string // of the topic
	V       int    // number of the version, 0 for the topic
	Payload string // of the version
	Path    []any  // of the deprecation in the file: of its mapping, or of the word that says it
	Bare    bool   // the topic's lifecycle alone says it
}

// String names what ends, for findings.
func (e Ended) String() string {
	if e.V == 0 {
		return fmt.Sprintf("%q", e.Name)
	}
	return fmt.Sprintf("version %d of %q", e.V, e.Name)
}

// Endings lists what is deprecated, in the order of the file.
func (e *Events) Endings() []Ended {
	var out []Ended
	for i, t := range e.Topics {
		switch {
		case t.Deprecated != nil:
			out = append(out, Ended{Deprecation: *t.Deprecated, Topic: i, Name: t.Name, Path: []any{"topics", i, "deprecated"}})
		case t.Lifecycle == "deprecated":
			out = append(out, Ended{Topic: i, Name: t.Name, Path: []any{"topics", i, "lifecycle"}, Bare: true})
		}
		for j, m := range t.Messages {
			for k, v := range m.Versions {
				if v.Deprecated != nil {
					out = append(out, Ended{Deprecation: *v.Deprecated, Topic: i, Name: t.Name, V: v.V, Payload: v.Payload, Path: []any{"topics", i, "messages", j, "versions", k, "deprecated"}})
				}
			}
		}
	}
	return out
}

// Of tells whether an edge is surely one of what ends.
func (e Ended) Of(events *Events, edge Edge) bool {
	return events.Topic(edge) == e.Topic && (e.V == 0 || e.Payload != "" && edge.Payload == e.Payload)
}

// May tells whether an edge may be one of what ends.
func (e Ended) May(events *Events, edge Edge) bool {
	return events.Topics[e.Topic].May(edge) && (e.V == 0 || edge.Payload == "" || edge.Payload == e.Payload)
}

// Takes tells whether a registered consumer takes what ends, and has not said that it will be gone in time.
func (e Ended) Takes(c Consumer) bool {
	return (e.V == 0 || len(c.Versions) == 0 || slices.Contains(c.Versions, e.V)) && !c.acknowledges(e.Sunset)
}

// acknowledges tells whether a consumer knows of a sunset: it agreed to that day or an earlier one.
func (c Consumer) acknowledges(sunset string) bool {
	return c.Ack != nil && (c.Ack.Sunset == "" || sunset == "" || c.Ack.Sunset <= sunset)
}

// Replacement is what takes the place of something that ends.
type Replacement struct {
	Topic   int
	Payload string // "" for all of the topic
}

// Replaces finds what a replacement names: a topic, or a version as NAME@2 of an event or of a topic.
func (e *Events) Replaces(name string) (Replacement, bool) {
	if i := e.topic(name); i >= 0 {
		return Replacement{Topic: i}, true
	}
	base, number, found := strings.Cut(name, "@")
	v, err := strconv.Atoi(number)
	if !found || err != nil {
		for i, t := range e.Topics { // an event's name alone
			for _, m := range t.Messages {
				if m.Event == name && name != "" || m.Payload == name && name != "" {
					return Replacement{i, m.Payload}, true
				}
			}
		}
		return Replacement{}, false
	}
	for i, t := range e.Topics {
		for _, m := range t.Messages {
			for _, known := range m.Versions {
				if known.V == v && (t.Name == base || m.Event == base) {
					return Replacement{i, known.Payload}, true
				}
			}
		}
	}
	return Replacement{}, false
}

// Publishes tells whether an edge publishes a replacement, or may.
func (r Replacement) Publishes(events *Events, edge Edge) bool {
	return edge.Direction == Publish && events.Topics[r.Topic].May(edge) && (r.Payload == "" || edge.Payload == "" || edge.Payload == r.Payload)
}
