package ormhook

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "ormhook", Family: rule.Transactions, Severity: finding.Error, Instead: []string{"dualwrite", "txpublish"}, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const (
	inOwn    = "event is published from an ORM hook, before the statement's transaction commits"
	inCaller = "event is published from an ORM hook, before a transaction around the statement commits"
)

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, h := range p.Hooked() {
		if !p.Reports(h.Effect.At.Func) {
			continue // nobody asked
		}
		severity, text := finding.Error, inOwn
		if !h.Own {
			severity, text = finding.Warning, inCaller
		}
		if h.Effect.AtMostOnce() {
			severity = finding.Warning // a signal that nobody stores
		}
		out = append(out, h.Effect.Finding("ormhook", severity, text))
	}
	return out
}
