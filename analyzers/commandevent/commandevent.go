package commandevent

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
var Rule = rule.Rule{Name: "commandevent", Family: rule.Contract, Severity: finding.Info, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, x := range p.Commands() {
		text := "event is named as a command, so it is for one consumer where any may listen"
		if x.Field != "" {
			text = fmt.Sprintf("event steers its consumers (%s), so the publisher depends on what they do", x.Field)
		}
		if f, wanted := rule.Payload(p, x.Payload, "commandevent", finding.Info, text); wanted {
			out = append(out, f)
		}
	}
	return out
}
