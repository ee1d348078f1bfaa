package unstableid

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "unstableid", Family: rule.Idempotency, Severity: finding.Error, Default: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

// says is what is told of a cause, and of the place that publishes again.
func says(c bus.Cause) (text, note string) {
	switch c {
	case bus.Retry:
		return "event gets a new id at each attempt, so consumers cannot drop the repeats", "tried again here"
	case bus.Redelivery:
		return "event gets a new id at each delivery of its cause, so consumers cannot drop the repeats", "received here, perhaps again"
	}
	return "event gets a new id each time it is read from the outbox, so consumers cannot drop the repeats", "read until it is marked as sent"
}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, u := range p.UnstableIDs() {
		if !p.Reports(u.Mint.Func) {
			continue // nobody asked
		}
		text, note := says(u.Cause)
		f := u.Effect.Finding("unstableid", finding.Error, text)
		f.Position, f.End = u.Mint.At()
		f.Symbol, f.Package = u.Mint.Func.Declared(), u.Mint.Func.Table.Package
		f.Path = append([]finding.Frame{u.Again.Frame(note), u.Mint.Frame("makes the id")}, f.Path...)
		out = append(out, f)
	}
	return out
}
