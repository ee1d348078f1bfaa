package batchall

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "batchall", Family: rule.Consuming, Severity: finding.Warning, Instead: []string{"errack"}, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, b := range p.Batches() {
		if !p.Reports(b.At.Func) {
			continue // nobody asked
		}
		f := b.At.Finding("batchall", finding.Warning, text(b))
		if b.Acks.Func != nil {
			f.Path = []finding.Frame{b.Acks.Frame("acks all")}
		}
		out = append(out, f)
	}
	return out
}

func text(b bus.Batched) string {
	switch {
	case b.Acks.Func != nil:
		return "a message that fails here is acked with the others by " + b.Type
	case b.Lost:
		return b.Type + " is always empty, so a record that fails here is acked with the others"
	case b.Partial:
		return b.Type + " is always empty, so one record that fails here repeats the whole batch"
	}
	return "one record of " + b.Type + " that fails here repeats the whole batch"
}
