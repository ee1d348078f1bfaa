package oversize

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
var Rule = rule.Rule{Name: "oversize", Family: rule.Contract, Severity: finding.Info, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, x := range p.Blobs() {
		text := fmt.Sprintf("payload carries bytes of any size (%s), so the broker refuses the event when they are many", x.Field.Path)
		if f, wanted := rule.Payload(p, x.Payload, "oversize", finding.Info, text); wanted {
			out = append(out, f)
		}
	}
	return out
}
