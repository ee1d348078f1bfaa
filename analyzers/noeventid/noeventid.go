package noeventid

import (
	_ "embed"
	"slices"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "noeventid", Family: rule.Idempotency, Severity: finding.Warning, Default: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	return rule.Payloads(p, rule.Absence{
		Rule:     "noeventid",
		Payload:  "message carries no event id, so consumers cannot recognise a second delivery",
		Envelope: "envelope and payloads carry no event id, so consumers cannot recognise a second delivery",
		Wrapper:  "nothing published here carries an event id, so consumers cannot recognise a second delivery",
		Has: func(x bus.Payload) bool {
			return x.Identified || !slices.ContainsFunc(x.Sites, func(e *bus.Effect) bool { return !e.AtMostOnce() }) // nothing delivers it twice
		},
	})
}
