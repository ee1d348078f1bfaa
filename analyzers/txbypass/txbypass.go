package txbypass

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "txbypass", Family: rule.Transactions, Severity: finding.Error, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "written outside the transaction that is open on the database, so a rollback leaves it"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, b := range p.Bypasses() {
		if !p.Reports(b.Effect.At.Func) {
			continue // nobody asked
		}
		f := b.Effect.Finding("txbypass", finding.Error, text)
		f.Path = append([]finding.Frame{b.Open.Frame("transaction opened")}, f.Path...)
		out = append(out, f)
	}
	return out
}
