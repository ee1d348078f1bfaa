package checklist

import (
	"fmt"
	"strings"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// told names a change for people: what happened to which event, and who consumes where a consumer comes or goes.
func told(c catalog.Change) string {
	event := catalog.Event{Topic: c.Topic, Payload: c.Payload}.String()
	switch {
	case c.Kind == catalog.TopicAdded:
		event = fmt.Sprintf("%q", c.Topic.Name)
	case c.Direction == catalog.Consume && len(c.Edges) > 0:
		event += ", consumed by " + c.Edges[0].Who()
	}
	text := strings.ReplaceAll(string(c.Kind), "-", " ") + ": " + event
	if c.Was != nil && c.Was.String() != (catalog.Event{Topic: c.Topic, Payload: c.Payload}).String() {
		text += ", was " + c.Was.String()
	}
	return text
}

// at lists where a change is.
func at(c catalog.Change) []finding.Position { return Subject{Edges: c.Edges}.places() }

// changed writes what changed, and what the rules find on it, for people at a terminal.
func (r Review) changed(line func(indent int, format string, args ...any)) {
	if len(r.Changes) > 0 {
		line(0, "Changes:")
		for _, c := range r.Changes {
			line(1, "%s", told(c))
			for _, f := range c.FieldChanges() {
				line(2, "%s", f)
			}
			for _, p := range at(c) {
				line(2, "%s:%d", p.Path(), p.Line)
			}
		}
		line(0, "")
	}
	if len(r.Findings) > 0 {
		line(0, "Findings on the change:")
		for _, f := range r.Findings {
			line(1, "%s: %s: %s (%s)", f.Position, f.Severity, f.Text, f.Rule)
		}
		line(0, "")
	}
}

// changedMarkdown writes the same in Markdown, as far as put takes it.
func (r Review) changedMarkdown(put func(string) bool) {
	if len(r.Changes) > 0 {
		put("\n**Changes**\n\n")
		for _, c := range r.Changes {
			put("- " + code(told(c)) + " · " + places(at(c)) + "\n")
			for _, f := range c.FieldChanges() {
				put("  - " + code(fmt.Sprint(f)) + "\n")
			}
		}
	}
	if len(r.Findings) > 0 {
		put("\n**Findings on the change**\n\n")
		for _, f := range r.Findings {
			put(fmt.Sprintf("- %s %s: %s (`%s`)\n", places([]finding.Position{f.Position}), f.Severity, code(f.Text), f.Rule))
		}
	}
}
