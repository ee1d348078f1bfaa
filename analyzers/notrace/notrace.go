package notrace

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "notrace", Family: rule.Consistency, Severity: finding.Info, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "message does not carry the trace of its span, so nobody can follow it to its consumers"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, e := range p.Untraced() {
		if p.Reports(e.At.Func) {
			out = append(out, e.Finding("notrace", finding.Info, text))
		}
	}
	return out
}
