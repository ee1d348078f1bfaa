package parallelorder

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "parallelorder", Family: rule.Order, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const text = "messages are worked on in any order, and a commit covers earlier ones that are not done yet"

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	told := map[bus.CallSite]bool{}
	for _, e := range p.Early() {
		if e.Settle.Func == nil || !e.HandedOff || !e.Cumulative || told[e.Work] || !p.Reports(e.Work.Func) {
			continue // another rule's question, told already, or nobody asked
		}
		told[e.Work] = true
		f := e.Work.Finding("parallelorder", finding.Warning, text)
		f.Path = []finding.Frame{e.Received.Frame("receives the message"), e.Settle.Frame("commits")}
		out = append(out, f)
	}
	return out
}
