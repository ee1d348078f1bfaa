package noidempotence

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "noidempotence", Family: rule.Publishing, Severity: finding.Info, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	return rule.Settings(p, rule.Setting{Rule: "noidempotence", Kinds: []string{"publisher"}, Setting: "idempotence", Fault: fault})
}

func fault(s bus.Setup, v bus.Value) (finding.Severity, string) {
	switch {
	case v.Word != "off":
		return "", ""
	case len(s.Settings["retries"]) == 0 || s.Is("retries", "0"):
		return "", "" // it does not try again
	case s.Set("transaction"):
		return "", "" // a transactional producer is idempotent
	}
	return finding.Info, "retries without idempotence (" + v.Text() + "), so an event can be sent twice"
}
