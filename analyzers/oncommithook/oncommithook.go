package oncommithook

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "oncommithook", Family: rule.Transactions, Severity: finding.Error, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const (
	early  = "event is published before the commit that the hook wraps, so a failed commit leaves it sent"
	failed = "failed publish is returned from a commit hook, so a commit that worked is told as failed"
)

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, h := range p.CommitHooks() {
		if !p.Reports(h.Effect.At.Func) {
			continue // nobody asked
		}
		text := failed
		if h.Early {
			text = early
		}
		f := h.Effect.Finding("oncommithook", finding.Error, text)
		f.Path = append([]finding.Frame{h.Hook.Frame("hook given")}, f.Path...)
		out = append(out, f)
	}
	return out
}
