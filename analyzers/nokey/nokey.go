package nokey

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "nokey", Family: rule.Order, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "message has no partition key, so events of one thing lose their order"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, u := range p.Unkeyed() {
		if !p.Reports(u.Message.Func) {
			continue // nobody asked
		}
		f := u.Effect.Finding("nokey", finding.Warning, text)
		f.Position, f.End = u.Message.At()
		f.Symbol, f.Package = u.Message.Func.Declared(), u.Message.Func.Table.Package
		f.Path = append([]finding.Frame{u.Message.Frame("makes the message")}, f.Path...)
		out = append(out, f)
	}
	return out
}
