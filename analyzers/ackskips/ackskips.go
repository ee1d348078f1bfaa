package ackskips

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "ackskips", Family: rule.Consuming, Severity: finding.Error, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "failed message is passed over, and the next commit settles it too, so it is lost"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, s := range p.Swallowed() {
		if s.How != bus.Buried || !p.Reports(s.Work.Func) {
			continue // another rule's question, or nobody asked
		}
		out = append(out, s.Finding("ackskips", finding.Error, text))
	}
	return out
}
