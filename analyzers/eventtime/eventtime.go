package eventtime

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
var Rule = rule.Rule{Name: "eventtime", Family: rule.Contract, Severity: finding.Info, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, x := range p.Moments() {
		if p.Reports(x.At.Func) {
			out = append(out, x.At.Finding("eventtime", finding.Info, fmt.Sprintf("time of the event is not that of the row (%s), so ordering by it goes wrong", x.Row)))
		}
	}
	return out
}
