package txcall

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "txcall", Family: rule.Transactions, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "the transaction stays open while this waits, and keeps its locks and its connection"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, w := range p.Waits() {
		if !p.Reports(w.Effect.At.Func) {
			continue // nobody asked
		}
		f := w.Effect.Finding("txcall", finding.Warning, text)
		f.Path = append([]finding.Frame{w.Open.Frame("transaction opened")}, f.Path...)
		out = append(out, f)
	}
	return out
}
