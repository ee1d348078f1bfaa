package txpublish

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "txpublish", Family: rule.Transactions, Severity: finding.Error, Default: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "event is published before the transaction commits, so a rollback leaves it sent"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, t := range p.InTx() {
		if !p.Reports(t.Effect.At.Func) {
			continue // nobody asked
		}
		severity := finding.Error
		if t.Effect.AtMostOnce() {
			severity = finding.Warning // a signal that nobody stores
		}
		f := t.Effect.Finding("txpublish", severity, text)
		if t.Open.Func != nil {
			f.Path = append([]finding.Frame{t.Open.Frame("transaction opened")}, f.Path...)
		}
		out = append(out, f)
	}
	return out
}
