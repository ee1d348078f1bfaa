package splitinbox

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "splitinbox", Family: rule.Idempotency, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, s := range p.SplitInboxes() {
		if !p.Reports(s.Record.Func) {
			continue // nobody asked
		}
		where := "in a transaction of its own"
		if s.Apart {
			where = "outside of the database"
		}
		f := s.Record.Finding("splitinbox", finding.Warning, "message is noted as handled "+where+" before it is: it is lost if the effect fails")
		f.Path = append(f.Path, s.From.Frame("received here"))
		for i, e := range s.Effect {
			note := "calls " + e.Callee()
			if i == len(s.Effect)-1 {
				note = "effect that is lost"
			}
			f.Path = append(f.Path, e.Frame(note))
		}
		out = append(out, f)
	}
	return out
}
