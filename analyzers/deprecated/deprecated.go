package deprecated

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
var Rule = rule.Rule{Name: "deprecated", Family: rule.Lifecycle, Severity: finding.Warning, Default: true, Declared: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	s := p.Declared()
	if !s.Declares() {
		return nil
	}
	gaps := unpaired(s)
	return s.Asked(slices.Concat(uses(s), retired(s), dates(s), replacements(s), comments(s), findings(gaps), removed(s, gaps)))
}

// uses tells of code that publishes or consumes what is deprecated.
func uses(s *catalog.State) []finding.Finding {
	var out []finding.Finding
	told := map[finding.Position]bool{}
	for _, d := range s.File.Endings() {
		for _, e := range s.Edges {
			if told[e.Position] || !d.Of(&s.File.Events, e) {
				continue // told already, or not known to be it
			}
			if severity, text := use(s, d, e); text != "" {
				told[e.Position] = true
				f := e.Finding("deprecated", severity, text)
				f.Since = isNew(s, d, e)
				out = append(out, f)
			}
		}
	}
	return out
}

// use says what is wrong with one use of what is deprecated, "" if nothing is.
func use(s *catalog.State, d catalog.Ended, e catalog.Edge) (finding.Severity, string) {
	does, begin := "consumed", "consume"
	if e.Direction == catalog.Publish {
		does, begin = "published", "publish"
	}
	switch {
	case d.Sunset != "" && d.Sunset < s.Now:
		return finding.Error, fmt.Sprintf("%s was to end on %s and is still %s here", d, d.Sunset, does)
	case isNew(s, d, e):
		return finding.Error, fmt.Sprintf("%s is deprecated, so nobody may begin to %s it", d, begin)
	case e.Direction == catalog.Consume && slices.ContainsFunc(s.File.Topics[d.Topic].Consumers, func(c catalog.Consumer) bool {
		return c.Ack != nil && !d.Takes(c) && c.Consumes(&s.File.Events, e)
	}):
		return "", "" // will be gone in time
	case e.Direction == catalog.Publish && replaced(s, d, e):
		return "", "" // publishes both until the sunset
	case d.Sunset == "":
		return finding.Warning, fmt.Sprintf("%s is deprecated and is %s here", d, does)
	}
	return finding.Warning, fmt.Sprintf("%s ends on %s and is %s here", d, d.Sunset, does)
}

// isNew tells whether nobody of an edge's package or service did the same before.
func isNew(s *catalog.State, d catalog.Ended, e catalog.Edge) bool {
	return s.Base != nil && !slices.ContainsFunc(s.Base.Edges, func(o catalog.Edge) bool {
		return o.Direction == e.Direction && d.May(&s.File.Events, o) && (o.Package == e.Package || s.File.ServiceOf(o) == s.File.ServiceOf(e))
	})
}

// replaced tells whether the program publishes what takes the place of something that ends.
func replaced(s *catalog.State, d catalog.Ended, e catalog.Edge) bool {
	r, known := s.File.Replaces(d.Replacement)
	return known && slices.ContainsFunc(s.Edges, func(o catalog.Edge) bool {
		return s.File.ServiceOf(o) == s.File.ServiceOf(e) && r.Publishes(&s.File.Events, o) && !d.Of(&s.File.Events, o)
	})
}

// retired tells of code that uses a topic that is to be gone.
func retired(s *catalog.State) []finding.Finding {
	var out []finding.Finding
	for _, e := range s.Edges {
		i := s.File.Topic(e)
		if i < 0 || s.File.Topics[i].Lifecycle != "retired" {
			continue
		}
		does := "consumed"
		if e.Direction == catalog.Publish {
			does = "published"
		}
		out = append(out, e.Finding("deprecated", finding.Error, fmt.Sprintf("%q is retired and is still %s here", s.File.Topics[i].Name, does)))
	}
	return slices.CompactFunc(out, func(a, b finding.Finding) bool { return a.Position == b.Position && a.Text == b.Text })
}
