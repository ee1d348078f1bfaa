package keyignored

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "keyignored", Family: rule.Order, Severity: finding.Error, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	return rule.Settings(p, rule.Setting{Rule: "keyignored", Kinds: []string{"publisher"}, Setting: "partitioner", Fault: fault, Where: p.Keyed, Note: "publishes with a key"})
}

func fault(_ bus.Setup, v bus.Value) (finding.Severity, string) {
	switch v.Word {
	case "round-robin", "random", "least-bytes", "sticky":
		return finding.Error, "keys are ignored (" + v.Text() + "), so events of one entity lose their order"
	}
	return "", ""
}
