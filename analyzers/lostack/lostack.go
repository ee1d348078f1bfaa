package lostack

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "lostack", Family: rule.Consuming, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "message is neither acked nor nacked on this way, so the broker holds it until the consumer goes away"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, u := range p.Unsettled() {
		if !p.Reports(u.At.Func) {
			continue // nobody asked
		}
		f := u.At.Finding("lostack", finding.Warning, text)
		f.Path = []finding.Frame{u.Received.Frame("receives the message")}
		out = append(out, f)
	}
	return out
}
