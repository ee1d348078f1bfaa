package unstablekey

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "unstablekey", Family: rule.Order, Severity: finding.Error, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, u := range p.UnstableKeys() {
		if !p.Reports(u.Mint.Func) {
			continue // nobody asked
		}
		text := "partition key is a new one for each message, so events of one thing lose their order"
		switch u.Of {
		case bus.Clock:
			text = "partition key is made of the time, so events of one thing lose their order"
		case bus.Count:
			text = "partition key is the count of a loop, so events of one thing lose their order"
		}
		f := u.Effect.Finding("unstablekey", finding.Error, text)
		f.Position, f.End = u.Mint.At()
		f.Symbol, f.Package = u.Mint.Func.Declared(), u.Mint.Func.Table.Package
		f.Path = append([]finding.Frame{u.Mint.Frame("makes the key")}, f.Path...)
		out = append(out, f)
	}
	return out
}
