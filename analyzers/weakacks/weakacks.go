package weakacks

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "weakacks", Family: rule.Publishing, Severity: finding.Error, Default: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	return rule.Settings(p, "weakacks", "publisher", "acks", map[string]rule.Fault{
		"none":   {Severity: finding.Error, Text: "no broker acks (%s), so a message that is lost looks sent"},
		"leader": {Severity: finding.Warning, Text: "only the leader acks (%s), so its failure loses messages"},
	})
}
