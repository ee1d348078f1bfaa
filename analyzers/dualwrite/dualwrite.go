package dualwrite

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "dualwrite", Family: rule.Transactions, Severity: finding.Warning, Default: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const (
	before = "event is published before the write it tells of, so a failed write leaves it sent"
	after  = "event is published after the write with no outbox, so a crash in between loses it"
)

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, o := range p.Orders() {
		if !p.Reports(o.Effect.At.Func) {
			continue // nobody asked
		}
		if !o.Shared || o.Effect.AtMostOnce() {
			continue // a write of something else, or a broker that promises nothing: no outbox would help
		}
		severity, text, note := finding.Info, after, "written"
		if o.Commit {
			note = "committed"
		}
		if o.Before {
			severity, text, note = finding.Warning, before, "written later"
		}
		f := o.Effect.Finding("dualwrite", severity, text)
		f.Path = append([]finding.Frame{o.Write.Frame(note + " with " + o.Write.Callee())}, f.Path...)
		out = append(out, f)
	}
	return out
}
