package poisonloop

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "poisonloop", Family: rule.Consuming, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const (
	never   = "message that can never be handled is sent back, so it is delivered again at once and for ever"
	refused = "message that was handled before is refused and sent back, so it is delivered again for ever"
)

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, x := range p.Poison() {
		if !p.Reports(x.Back.Func) {
			continue // nobody asked
		}
		text, note := never, "fails each time"
		if x.Again {
			text, note = refused, "finds that it was handled before"
		}
		f := x.Back.Finding("poisonloop", finding.Warning, text)
		if x.Received != x.Back {
			f.Path = append(f.Path, x.Received.Frame("receives the message"))
		}
		f.Path = append(f.Path, x.Fails.Frame(note))
		out = append(out, f)
	}
	return out
}
