package earlyack

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "earlyack", Family: rule.Consuming, Severity: finding.Error, Default: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const (
	before    = "message is settled before the work on it is done, so it is lost if that fails"
	onReceipt = "messages are settled as they are received, so those whose handling fails are lost"
)

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, e := range p.Early() {
		if e.Settle.Func == nil || e.HandedOff && e.Cumulative || !p.Reports(e.Settle.Func) {
			continue // another rule's question, or nobody asked
		}
		text := before
		if e.OnReceipt {
			text = onReceipt
		}
		f := e.Settle.Finding("earlyack", finding.Error, text)
		if e.Received != e.Settle {
			f.Path = append(f.Path, e.Received.Frame("receives the message"))
		}
		note := "works on it"
		if e.HandedOff {
			note = "hands it to another goroutine"
		}
		f.Path = append(f.Path, e.Work.Frame(note))
		out = append(out, f)
	}
	return out
}
