package checklist

import (
	"fmt"
	"strings"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// News is one change of what is published or consumed, as people are told of it.
type News struct {
	Text    string             `json:"text"`
	Details []string           `json:"details,omitempty"` // such as the fields of a payload
	Places  []finding.Position `json:"places"`
}

// Told names changes for people: what happened to which event, and who consumes where a consumer comes or goes.
func Told(changes []catalog.Change) []News {
	out := []News{}
	for _, c := range changes {
		n := News{Text: told(c), Places: Subject{Edges: c.Edges}.places()}
		for _, f := range c.FieldChanges() {
			n.Details = append(n.Details, fmt.Sprint(f))
		}
		out = append(out, n)
	}
	return out
}

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

// news is what changed, by the difference or by the claims of a run that is not trusted.
func (r Review) news() []News {
	if r.Claimed != nil {
		return r.Claimed
	}
	return Told(r.Changes)
}

// changed writes what changed, and what the rules find on it, for people at a terminal.
func (r Review) changed(line func(indent int, format string, args ...any)) {
	if all := r.news(); len(all) > 0 {
		line(0, "Changes:")
		for _, n := range all {
			line(1, "%s", n.Text)
			for _, d := range n.Details {
				line(2, "%s", d)
			}
			for _, p := range n.Places {
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

// maxTold is how much room what changed may take, and what is found there, in bytes: the questions need the most of it.
const maxTold = 12000

// changedMarkdown writes the same in Markdown, as far as there is room for it.
func (r Review) changedMarkdown(put func(string) bool) {
	var texts []string
	for _, n := range r.news() {
		text := "- " + code(clip(n.Text))
		if len(n.Places) > 0 {
			text += " · " + places(n.Places)
		}
		text += "\n"
		for _, d := range n.Details {
			text += "  - " + code(clip(d)) + "\n"
		}
		texts = append(texts, text)
	}
	putList(put, "Changes", "change", texts)
	texts = nil
	for _, f := range r.Findings {
		texts = append(texts, fmt.Sprintf("- %s %s: %s (`%s`)\n", places([]finding.Position{f.Position}), f.Severity, code(clip(f.Text)), f.Rule))
	}
	putList(put, "Findings on the change", "finding", texts)
}

// putList writes a list as far as there is room for it, and says how many have none.
func putList(put func(string) bool, heading, what string, texts []string) {
	if len(texts) == 0 {
		return
	}
	out := "\n**" + heading + "**\n\n"
	left := 0
	for _, t := range texts {
		if left > 0 || len(out)+len(t) > maxTold {
			left++
			continue
		}
		out += t
	}
	if left > 0 {
		out += fmt.Sprintf("- %s more: `buslint review` tells all\n", count(left, what))
	}
	put(out)
}
