package callback

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "callback", Family: rule.Consistency, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "handler calls the service that published the event, so it fails when that one is down"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, a := range p.AsksBack() {
		if !p.Reports(a.Call.Func) {
			continue // nobody asked
		}
		f := a.Call.Finding("callback", finding.Warning, text)
		f.Topic, f.Path = a.Topic, a.Path
		out = append(out, f)
	}
	return out
}
