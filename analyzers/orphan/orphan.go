package orphan

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "orphan", Family: rule.Lifecycle, Severity: finding.Info, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	s := p.Declared()
	if s.Partial {
		return nil // the other end may be in what is not seen
	}
	var out []finding.Finding
	told := map[string]bool{}
	for _, e := range s.Edges {
		key := string(e.Direction) + e.Topic.Name
		if told[key] || !catalog.Joins(e.Bus) || e.Topic.Certainty == catalog.Unknown || answered(s, e) {
			continue
		}
		told[key] = true
		text := fmt.Sprintf("topic %q is published and never consumed in this program", e.Topic.Name)
		if e.Direction == catalog.Consume {
			text = fmt.Sprintf("topic %q is consumed and never published in this program", e.Topic.Name)
		}
		out = append(out, e.Finding("orphan", finding.Info, text))
	}
	return s.Asked(out)
}

// answered tells whether there is, or may be, another end of an edge's topic.
func answered(s *catalog.State, e catalog.Edge) bool {
	if slices.ContainsFunc(s.Edges, func(o catalog.Edge) bool { return o.Direction != e.Direction && o.Meets(e) }) {
		return true
	}
	if s.File == nil {
		return false
	}
	i := s.File.Topic(e)
	if i < 0 {
		return false
	}
	t := s.File.Topics[i]
	if e.Direction == catalog.Publish {
		return len(t.Consumers) > 0
	}
	owner := s.OwnersOf(e)
	return t.SourceOfTruth != "" || t.Owner != "" && !slices.ContainsFunc(owner, func(o string) bool { return catalog.SameOwner(o, t.Owner) })
}
