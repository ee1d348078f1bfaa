package dyntopic

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "dyntopic", Family: rule.Lifecycle, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "topic's name is made from data, so neither code nor configuration says which topics there are"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, e := range p.DynamicTopics() {
		if p.Reports(e.At.Func) {
			out = append(out, e.Finding("dyntopic", finding.Warning, text))
		}
	}
	return out
}
