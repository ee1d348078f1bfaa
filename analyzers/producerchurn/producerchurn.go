package producerchurn

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "producerchurn", Family: rule.Publishing, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "opened for each event, so every publish waits for a new connection"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, c := range p.Churn() {
		if !p.Reports(c.Opened.Func) {
			continue // nobody asked
		}
		f := c.Opened.Finding("producerchurn", finding.Warning, text)
		f.Path = c.Publish.Path()
		out = append(out, f)
	}
	return out
}
