package ackhandoff

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "ackhandoff", Family: rule.Consuming, Severity: finding.Error, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "handler hands the message to another goroutine and returns, so unfinished work is acked"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, e := range p.Early() {
		if e.Settle.Func != nil || !p.Reports(e.Work.Func) {
			continue // another rule's question, or nobody asked
		}
		f := e.Work.Finding("ackhandoff", finding.Error, text)
		f.Path = []finding.Frame{e.Received.Frame("has the message handled")}
		out = append(out, f)
	}
	return out
}
