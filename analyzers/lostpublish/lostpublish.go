package lostpublish

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "lostpublish", Family: rule.Publishing, Severity: finding.Error, Default: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const (
	dropped  = "result of the publish is dropped, so a failure loses the event unseen"
	async    = "event is handed on without waiting, so nobody learns whether it was sent"
	logged   = "failed publish is only logged, so the operation succeeds and the event is lost"
	withBody = "failed publish is only logged, with the event, so somebody must send it again by hand"
)

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, l := range p.Losses() {
		if l.Detached || !p.Reports(l.Effect.At.Func) {
			continue // another rule's question, or nobody asked
		}
		severity, text := finding.Error, dropped
		switch {
		case l.Effect.AtMostOnce() && (l.Logged || l.Async || l.Effect.Farewell()):
			continue // best effort, and somebody may read of it, or it only says that this end is gone
		case l.Effect.AtMostOnce():
			severity = finding.Warning
		case l.Payload:
			severity, text = finding.Info, withBody
		case l.Logged:
			severity, text = finding.Warning, logged
		case l.Async:
			severity, text = finding.Warning, async
		}
		out = append(out, l.Effect.Finding("lostpublish", severity, text))
	}
	return out
}
