package slowhandler

import (
	_ "embed"
	"fmt"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "slowhandler", Family: rule.Consuming, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

const (
	sleeps  = "handler sleeps %s, but the broker waits %s, and then delivers the message again"
	endless = "handler tries until it works, but the broker waits %s, and then delivers again"
	once    = "this returns when the group changes, and nothing calls it again, so consuming ends"
	blocked = "polls block rebalances, and nothing allows them, so the group throws this member out"
)

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	add := func(at bus.CallSite, text string) *finding.Finding {
		if !p.Reports(at.Func) {
			return &finding.Finding{} // nobody asked
		}
		out = append(out, at.Finding("slowhandler", finding.Warning, text))
		return &out[len(out)-1]
	}
	for _, s := range p.Slow() {
		text := fmt.Sprintf(endless, s.Deadline)
		if s.Sleeps > 0 {
			text = fmt.Sprintf(sleeps, s.Sleeps, s.Deadline)
		}
		f := add(s.At, text)
		f.Topic, f.Path = s.Topic, s.Path
	}
	for _, at := range p.NotAgain() {
		add(at, once)
	}
	for _, at := range p.StaysBlocked() {
		add(at, blocked)
	}
	return out
}
