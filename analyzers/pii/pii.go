package pii

import (
	_ "embed"
	"fmt"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "pii", Family: rule.Contract, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, x := range p.Personal() {
		severity, text := finding.Warning, "payload carries personal data in the clear (%s), so it stays wherever the event goes"
		if x.Secret {
			severity, text = finding.Error, "payload carries a secret in the clear (%s), so every reader of the event has it"
		}
		if f, wanted := rule.Payload(p, x.Payload, "pii", severity, fmt.Sprintf(text, x.Field.Path)); wanted {
			out = append(out, f)
		}
	}
	for _, x := range p.Logged() {
		if p.Reports(x.At.Func) {
			out = append(out, x.At.Finding("pii", finding.Warning, fmt.Sprintf("whole event is logged with what is personal (%s), so it stays in the logs", x.Field.Path)))
		}
	}
	return out
}
