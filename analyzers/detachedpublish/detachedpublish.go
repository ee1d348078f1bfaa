package detachedpublish

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "detachedpublish", Family: rule.Publishing, Severity: finding.Warning, Default: true, Local: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "nobody waits for this publish and its error is dropped, so a failure loses the event unseen"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, l := range p.Losses() {
		if !l.Detached || !p.Reports(l.Effect.At.Func) {
			continue // another rule's question, or nobody asked
		}
		severity := finding.Warning
		if l.Effect.AtMostOnce() {
			severity = finding.Info // whoever does not listen misses it anyway
		}
		f := l.Effect.Finding("detachedpublish", severity, text)
		if l.Start != l.Effect.At {
			f.Path = append([]finding.Frame{l.Start.Frame("starts the goroutine")}, f.Path...)
		}
		out = append(out, f)
	}
	return out
}
