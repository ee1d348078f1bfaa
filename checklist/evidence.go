package checklist

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

// Fact is evidence that holds for a subject, with the places that show it.
type Fact struct {
	Says     string             `json:"says"`
	Names    []string           `json:"names,omitempty"` // of the fields or consumers that it is about
	Suggests string             `json:"suggests,omitempty"`
	Decides  string             `json:"decides,omitempty"`
	Disputes []string           `json:"disputes,omitempty"`
	Places   []finding.Position `json:"places"`
}

// facts lists the evidence of a question that holds for a subject.
func (q Question) facts(s Subject, d Difference) []Fact {
	var out []Fact
	for _, e := range q.Evidence {
		var places []finding.Position
		var names []string
		switch {
		case e.Added != "":
			out = append(out, e.silences(d.Silences)...)
			continue
		case e.Rule != "":
			places = e.findings(s, d.Findings)
		case e.Outbox:
			places = outbox(s)
		case e.Consumed:
			places, names = consumers(s, d.Head)
		default:
			places, names = e.named(s)
		}
		if len(places) > 0 {
			out = append(out, Fact{e.Says, names, e.Suggests, e.Decides, e.Disputes, places})
		}
	}
	return out
}

// findings lists where the rule found something that concerns the subject.
func (e Evidence) findings(s Subject, fs []finding.Finding) []finding.Position {
	var out []finding.Position
	for _, f := range fs {
		if f.Rule == e.Rule && (e.Severity == "" || f.Severity == e.Severity) && s.concernedBy(f) {
			out = append(out, f.Position)
		}
	}
	return distinct(out)
}

// concernedBy tells whether a finding is about the payload's type or what events.yml says of the topic, or its path leads over a line where the subject is
// published or consumed.
func (s Subject) concernedBy(f finding.Finding) bool {
	if s.Payload != "" && f.Symbol == s.Payload || s.Topic.Name != "" && f.Symbol == s.Topic.Name && f.Topic == s.Topic.Name {
		return true
	}
	on := func(p finding.Position) bool {
		return slices.ContainsFunc(s.Edges, func(e catalog.Edge) bool {
			return e.Position.Module == p.Module && e.Position.File == p.File && e.Position.Line == p.Line
		})
	}
	return on(f.Position) || slices.ContainsFunc(f.Path, func(fr finding.Frame) bool { return on(fr.Position) })
}

// outbox lists where the subject is published, if all of it goes through an outbox.
func outbox(s Subject) []finding.Position {
	var out []finding.Position
	for _, e := range s.Edges {
		if !e.Outbox {
			return nil
		}
		out = append(out, e.Position)
	}
	return distinct(out)
}

// consumers lists where a subject's topic is consumed, and by whom, whatever type they read; of a topic that is not known, those who read the payload.
func consumers(s Subject, head catalog.Catalogue) (places []finding.Position, names []string) {
	for _, e := range head.Edges {
		if e.Direction == catalog.Consume && e.Topic.Certainty == s.Topic.Certainty && e.Topic.Name == s.Topic.Name &&
			(s.Topic.Certainty != catalog.Unknown || e.Payload == s.Payload && s.Payload != "") {
			places, names = append(places, e.Position), append(names, e.Who())
		}
	}
	slices.Sort(names)
	return distinct(places), slices.Compact(names)
}

// named lists the payload's fields that have one of the names, and where the payload is published or consumed. Neither case nor what joins the words of a
// name counts: firstName is first_name.
func (e Evidence) named(s Subject) (places []finding.Position, names []string) {
	for _, edge := range s.Edges {
		for _, f := range edge.Fields {
			last := f.Name[strings.LastIndexByte(f.Name, '.')+1:]
			if slices.ContainsFunc(e.Fields, func(name string) bool { return bare(name) == bare(last) }) {
				places, names = append(places, edge.Position), append(names, f.Name)
			}
		}
	}
	slices.Sort(names)
	return distinct(places), slices.Compact(names)
}

var joints = strings.NewReplacer("_", "", "-", "", "[]", "")

func bare(name string) string { return strings.ToLower(joints.Replace(name)) }

// distinct sorts places and leaves each line once.
func distinct(ps []finding.Position) []finding.Position {
	slices.SortFunc(ps, finding.Position.Compare)
	return slices.CompactFunc(ps, func(a, b finding.Position) bool { return a.Module == b.Module && a.File == b.File && a.Line == b.Line })
}
