package lostasync

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "lostasync", Family: rule.Publishing, Severity: finding.Error, Instead: []string{"lostpublish"}, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "nobody can see what became of this asynchronous publish, so a failure loses the event unseen"

func find(p *bus.Program) []finding.Finding {
	lost := map[bus.CallSite]bool{}
	for _, l := range p.Losses() {
		lost[l.Effect.At] = lost[l.Effect.At] || !l.Logged
	}
	var out []finding.Finding
	for _, u := range p.Unheard() {
		if lost[u.Effect.At] || !p.Reports(u.Effect.At.Func) {
			continue // not even that it was queued is looked at, which another rule tells; or nobody asked
		}
		severity := finding.Error
		if !u.Sure || u.Effect.AtMostOnce() {
			severity = finding.Warning // whoever made the publisher may see it
		}
		out = append(out, u.Effect.Finding("lostasync", severity, text))
	}
	return out
}
