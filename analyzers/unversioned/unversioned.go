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

const (
	text      = "payload has no version, so consumers cannot tell a changed form from the old one"
	publisher = "nothing published here has a version, so consumers cannot tell a changed form from the old one"
)

func find(p *bus.Program) []finding.Finding {
	return rule.Payloads(p, "unversioned", finding.Warning, text, publisher, func(x bus.Payload) bool { return x.Versioned })
}
