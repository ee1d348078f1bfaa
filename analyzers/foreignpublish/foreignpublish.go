package foreignpublish

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
var Rule = rule.Rule{Name: "foreignpublish", Family: rule.Lifecycle, Severity: finding.Error, Default: true, Declared: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	s := p.Declared()
	if !s.Declares() {
		return nil
	}
	var out []finding.Finding
	told := map[finding.Position]bool{}
	for _, e := range s.Edges {
		i := s.File.Topic(e)
		if e.Direction != catalog.Publish || i < 0 || told[e.Position] {
			continue // another place, or not known to be a declared topic
		}
		if text := foreign(s, s.File.Topics[i], e); text != "" {
			told[e.Position] = true
			out = append(out, e.Finding("foreignpublish", finding.Error, text))
		}
	}
	return s.Asked(out)
}

// foreign says why an edge may not publish to a topic, "" if it may.
func foreign(s *catalog.State, t catalog.DeclaredTopic, e catalog.Edge) string {
	if svc := slices.IndexFunc(s.File.Services, func(svc catalog.Service) bool { return svc.ID == t.SourceOfTruth }); svc >= 0 {
		if own := s.File.Service(e); len(s.File.Services[svc].Packages) == 0 || own != nil && own.ID == t.SourceOfTruth {
			return "" // it is where the truth comes from, or that is not to be found here
		}
		return fmt.Sprintf("only %s may publish %q, so a second producer contradicts it", t.SourceOfTruth, t.Name)
	}
	owners := s.OwnersOf(e)
	if t.Owner == "" || len(owners) == 0 || slices.ContainsFunc(owners, func(o string) bool { return catalog.SameOwner(o, t.Owner) }) {
		return ""
	}
	return fmt.Sprintf("%q belongs to %s, who know nothing of this producer of %s", t.Name, t.Owner, owners[0])
}
