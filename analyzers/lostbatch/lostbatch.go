package lostbatch

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "lostbatch", Family: rule.Publishing, Severity: finding.Error, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const (
	published = "nobody looks at which entries of the batch failed, so these events are lost unseen"
	acked     = "nobody looks at which entries of the batch failed, so these messages are delivered again"
)

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, e := range p.Unread() {
		if !p.Reports(e.At.Func) {
			continue // nobody asked
		}
		severity, text := finding.Error, published
		if e.Kind != bus.Publish {
			severity, text = finding.Warning, acked
		}
		out = append(out, e.Finding("lostbatch", severity, text))
	}
	return out
}
