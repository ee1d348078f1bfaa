package doubleack

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "doubleack", Family: rule.Consuming, Severity: finding.Error, Default: true, Local: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "message has been settled before on this way, so the broker, or the library, refuses it"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, t := range p.SettledTwice() {
		if !p.Reports(t.Second.Func) {
			continue // nobody asked
		}
		f := t.Second.Finding("doubleack", finding.Error, text)
		f.Path = []finding.Frame{t.First.Frame("settles the message first")}
		out = append(out, f)
	}
	return out
}
