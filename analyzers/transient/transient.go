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
	fixed := map[bus.CallSite]bool{} // a message that is published twice is repaired once
	for _, t := range p.Transient() {
		if !p.Reports(t.At.Func) {
			continue // nobody asked
		}
		why := t.Option
		if t.Unset {
			why += " is not set"
		}
		severity := finding.Warning
		if !t.Kept {
			severity = finding.Info // whether its queues are durable, others say
		}
		f := t.At.Finding("transient", severity, "the message is transient ("+why+"), so a restart loses it from its durable queue")
		f.Path = []finding.Frame{t.Declared.Frame("declared durable with " + t.Declared.Callee())}
		if !fixed[t.Message] {
			fixed[t.Message] = true
			f.Fixes = t.Fixes()
		}
		out = append(out, f)
	}
	return out
}
