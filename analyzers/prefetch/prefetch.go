package prefetch

import (
	_ "embed"
	"strings"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "prefetch", Family: rule.Consuming, Severity: finding.Info, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	return rule.Settings(p, rule.Setting{Rule: "prefetch", Setting: "prefetch", Fault: fault, Where: p.Unacked, Note: "consumes, and acks by hand"})
}

func fault(_ bus.Setup, v bus.Value) (finding.Severity, string) {
	if v.Word == "unbounded" || strings.HasPrefix(v.Word, "-") {
		return finding.Info, "the consumer is sent any number of unacked messages (" + v.Text() + ")"
	}
	return "", ""
}
