package transient

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "transient", Family: rule.Publishing, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, t := range p.Transient() {
		if !p.Reports(t.At.Func) {
			continue // nobody asked
		}
		why := t.Option
		if t.Unset {
			why += " is not set"
		}
		f := t.At.Finding("transient", finding.Warning, "the message is transient ("+why+"), so a restart loses it from its durable queue")
		f.Path = []finding.Frame{t.Declared.Frame("declared durable with " + t.Declared.Callee())}
		out = append(out, f)
	}
	return out
}
