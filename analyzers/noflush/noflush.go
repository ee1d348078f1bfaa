package noflush

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "noflush", Family: rule.Publishing, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const (
	closed = "closed without a flush, so events that were not sent yet are lost"
	left   = "nobody flushes or closes this, so events that were not sent at exit are lost"
)

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, u := range p.Unflushed() {
		if !p.Reports(u.At.Func) {
			continue // nobody asked
		}
		text := left
		if u.Closed {
			text = closed
		}
		f := u.At.Finding("noflush", finding.Warning, text)
		f.Path = []finding.Frame{u.Publish.Frame("publishes with " + u.Publish.Callee())}
		out = append(out, f)
	}
	return out
}
