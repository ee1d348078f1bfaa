package errack

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "errack", Family: rule.Consuming, Severity: finding.Error, Default: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const (
	dropped   = "failure to handle the message is dropped, so the message counts as handled and is lost"
	recovered = "panic of the handling is recovered and forgotten, so the message counts as handled and is lost"
)

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, s := range p.Swallowed() {
		if s.How == bus.Buried || !p.Reports(s.Work.Func) {
			continue // another rule's question, or nobody asked
		}
		text := dropped
		if s.How == bus.Recovered {
			text = recovered
		}
		out = append(out, s.Finding("errack", finding.Error, text))
	}
	return out
}
