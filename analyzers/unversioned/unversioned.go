package unversioned

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "unversioned", Family: rule.Contract, Severity: finding.Warning, Default: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	return rule.Payloads(p, rule.Absence{
		Rule:     "unversioned",
		Payload:  "payload has no version, so consumers cannot tell a changed form from the old one",
		Envelope: "envelope and payloads have no version, so consumers cannot tell a changed form from the old one",
		Wrapper:  "nothing published here has a version, so consumers cannot tell a changed form from the old one",
		Has:      func(x bus.Payload) bool { return x.Versioned },
	})
}
