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
		if !p.Reports(u.Made.Func) {
			continue // nobody asked
		}
		f := u.Effect.Finding("nokey", finding.Warning, text)
		note := "makes the message"
		if u.Option != "" {
			f.Text, note = "messages get no partition key ("+u.Option+"), so events of one thing lose their order", "makes the publisher"
		}
		if u.Given {
			note = "gives an empty key"
		}
		f.Position, f.End = u.Made.At()
		f.Symbol, f.Package = u.Made.Func.Declared(), u.Made.Func.Table.Package
		f.Path = append([]finding.Frame{u.Made.Frame(note)}, f.Path...)
		out = append(out, f)
	}
	return out
}
