package poisonloop

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "poisonloop", Family: rule.Consuming, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "message that can never be handled is sent back, so it is delivered again at once and for ever"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, x := range p.Poison() {
		if !p.Reports(x.Back.Func) {
			continue // nobody asked
		}
		f := x.Back.Finding("poisonloop", finding.Warning, text)
		if x.Received != x.Back {
			f.Path = append(f.Path, x.Received.Frame("receives the message"))
		}
		f.Path = append(f.Path, x.Fails.Frame("fails each time"))
		out = append(out, f)
	}
	return out
}
