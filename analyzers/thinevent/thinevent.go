package thinevent

import (
	_ "embed"
	"fmt"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "thinevent", Family: rule.Contract, Severity: finding.Info, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, x := range p.Thin() {
		text := fmt.Sprintf("event tells of a change by ids only (%s), so each consumer has to ask what it was", x.Thing)
		if x.Link != nil {
			text = fmt.Sprintf("payload carries a link that expires (%s), so late consumers cannot follow it", x.Link.Path)
		}
		if f, wanted := rule.Payload(p, x.Payload, "thinevent", finding.Info, text); wanted {
			out = append(out, f)
		}
	}
	return out
}
