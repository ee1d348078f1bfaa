package unconfirmed

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "unconfirmed", Family: rule.Publishing, Severity: finding.Warning, Default: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

var texts = map[bus.Silence]string{
	bus.Off:     "not in confirm mode, so no error does not mean that the broker has the message",
	bus.Unread:  "nobody reads the confirmations, so a message that the broker did not take looks sent",
	bus.Dropped: "the confirmation is dropped, so a message that the broker did not take looks sent",
	bus.Ignored: "what the confirmation says is dropped, so a message that was refused looks sent",
}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, u := range p.Unconfirmed() {
		if !p.Reports(u.At.Func) {
			continue // nobody asked
		}
		f := u.At.Finding("unconfirmed", finding.Warning, texts[u.Why])
		for _, m := range u.Made {
			f.Path = append(f.Path, m.Frame("opens it with "+m.Callee()))
		}
		out = append(out, f)
	}
	return out
}
