package catalog

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Text writes a catalogue for people, one edge a line.
func Text(w io.Writer, c Catalogue) error {
	var lines []string
	for _, e := range c.Edges {
		lines = append(lines, e.line())
	}
	return writeLines(w, append(lines, fmt.Sprintf("%d published, %d consumed", c.count(Publish), c.count(Consume))))
}

// line tells of an edge.
func (e Edge) line() string {
	switch e.Source {
	case Declared:
		return fmt.Sprintf("%s: %s is registered for %q", e.Position, e.Who(), e.Topic.Name)
	case Observed:
		return fmt.Sprintf("%s: group %q consumes %q (seen by the broker)", e.Position, e.Group, e.Topic.Name)
	}
	return fmt.Sprintf("%s: %s %s (%s)", e.Position, e.verb(), e.described(), e.about())
}

func (c Catalogue) count(d Direction) int {
	n := 0
	for _, e := range c.Edges {
		if e.Direction == d {
			n++
		}
	}
	return n
}

// DiffText writes changes for people: what changed, and where.
func DiffText(w io.Writer, changes []Change) error {
	var b strings.Builder
	for _, c := range changes {
		event := Event{Topic: c.Topic, Payload: c.Payload}.String()
		if c.Kind == TopicAdded {
			event = strconv.Quote(c.Topic.Name)
		}
		fmt.Fprintf(&b, "%s: %s", strings.ReplaceAll(string(c.Kind), "-", " "), event)
		if c.Was != nil && c.Was.String() != event {
			fmt.Fprintf(&b, ", was %s", *c.Was)
		}
		b.WriteByte('\n')
		for _, f := range c.FieldChanges() {
			fmt.Fprintf(&b, "  %s\n", f)
		}
		for _, e := range c.Edges {
			fmt.Fprintf(&b, "  %s: %s (%s)\n", e.Position, e.verb(), e.about())
		}
	}
	if len(changes) == 0 {
		b.WriteString("no changes\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (e Edge) verb() string {
	if e.Direction == Consume {
		return "consumes"
	}
	return "publishes"
}

func (e Edge) described() string { return Event{Topic: e.Topic, Payload: e.Payload}.String() }

// about says how an edge was found.
func (e Edge) about() string {
	words := []string{e.Library}
	if e.Outbox {
		words = append(words, "outbox")
	}
	if found := e.Topic.Found(); found != "" {
		words = append(words, "topic "+found)
	}
	switch e.Key.By {
	case "":
	case ByNothing:
		words = append(words, "no key")
	default:
		words = append(words, "key "+e.Key.String())
	}
	if e.Confidence != High {
		words = append(words, string(e.Confidence)+" confidence")
	}
	return strings.Join(words, ", ")
}

// Found says in words where a topic's name, or what is missing of it, comes from; "" if it is a constant, or that is not known.
func (t Topic) Found() string {
	switch r := t.Resolved; {
	case r.By == "" || r.By == ByConstant:
		return ""
	case r.By == ByType:
		return "from the payload's type"
	case r.By.Outside() && t.Certainty == Constant:
		return "by default of " + r.String()
	default:
		return "from " + r.String()
	}
}

// String names an event: its payload's type, without the folders of its package, and its topic.
func (e Event) String() string {
	payload := e.Payload[strings.LastIndexByte(e.Payload, '/')+1:]
	if payload == "" {
		payload = "unknown payload"
	}
	switch e.Topic.Certainty {
	case Constant:
		return fmt.Sprintf("%s on %q", payload, e.Topic.Name)
	case Pattern:
		return fmt.Sprintf("%s on topics %q", payload, e.Topic.Name)
	}
	return payload + " on an unknown topic"
}
