package txretry

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "txretry", Family: rule.Transactions, Severity: finding.Error, Instead: []string{"txpublish"}, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "event is published in a transaction that can run again, so it can be sent twice"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, t := range p.InTx() {
		if !t.Repeats || t.Effect.Twin() != "" || !p.Reports(t.Effect.At.Func) {
			continue // runs once, or nobody asked
		}
		f := t.Effect.Finding("txretry", finding.Error, text)
		f.Path = append([]finding.Frame{t.Open.Frame("transaction that can run again")}, f.Path...)
		out = append(out, f)
	}
	return out
}
