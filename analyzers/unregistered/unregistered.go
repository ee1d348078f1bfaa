package unregistered

import (
	_ "embed"
	"fmt"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/catalog"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "unregistered", Family: rule.Lifecycle, Severity: finding.Error, Default: true, Declared: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	s := p.Declared()
	if !s.Declares() {
		return nil
	}
	out := missing(s)
	out = append(out, homeless(s)...)
	out = append(out, stale(s)...)
	return s.Asked(append(out, unowned(s)...))
}

// missing tells of what the code does and the file does not say. All findings of a topic have one fix, which writes all that is missing of it.
func missing(s *catalog.State) []finding.Finding {
	gaps := s.Gaps()
	fixes := map[string][]finding.Fix{}
	for _, t := range catalog.Writing(gaps) {
		edits, _, err := s.File.Register(t)
		if err != nil {
			continue // written in a way in which it cannot be edited
		}
		fixes[t.Name] = []finding.Fix{{Text: fmt.Sprintf("Register what is missing of %q in %s", t.Name, s.File.Name), Edits: edits}}
	}
	var out []finding.Finding
	for _, g := range gaps {
		severity := finding.Error
		if g.Edge.Topic.Certainty == catalog.Pattern && g.Kind == catalog.TopicGap {
			severity = finding.Warning // a part of its name is not known
		}
		f := g.Edge.Finding("unregistered", severity, text(s, g))
		f.Fixes = fixes[g.Topic]
		out = append(out, f)
	}
	return out
}

func text(s *catalog.State, g catalog.Gap) string {
	switch g.Kind {
	case catalog.MessageGap:
		return fmt.Sprintf("%s is no message of %q in events.yml, so nobody expects it", bus.Short(g.Edge.Payload), g.Topic)
	case catalog.ConsumerGap:
		return fmt.Sprintf("%s consumes %q unregistered, so nobody asks it before changes", s.File.ServiceOf(g.Edge), g.Topic)
	}
	return fmt.Sprintf("topic %q is not in events.yml, so nobody is known to own it", g.Topic)
}

// homeless tells of packages that publish and are part of no service, where all must be registered.
func homeless(s *catalog.State) []finding.Finding {
	if r := s.File.Defaults.Register; r == nil || !*r || len(s.File.Services) == 0 {
		return nil
	}
	var out []finding.Finding
	told := map[string]bool{}
	for _, e := range s.Edges {
		if e.Direction == catalog.Publish && s.File.Service(e) == nil && !told[e.Package] {
			told[e.Package] = true
			out = append(out, e.Finding("unregistered", finding.Error, "package is part of no service in events.yml, so nobody answers for what it publishes"))
		}
	}
	return out
}
