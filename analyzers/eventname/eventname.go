package eventname

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
var Rule = rule.Rule{Name: "eventname", Family: rule.Contract, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	must := p.Names()
	for _, x := range p.Unconventional() {
		if !p.Reports(x.Site.At.Func) {
			continue // nobody asked
		}
		what := "topic"
		if x.Event {
			what = "event"
		}
		out = append(out, x.Site.Finding("eventname", finding.Warning, fmt.Sprintf("%s %q does not match the configured names, so nobody finds it by its name", what, x.Name)))
	}
	for _, x := range p.Misnamed() {
		if !p.Reports(x.Site.At.Func) {
			continue // nobody asked
		}
		if x.Topic != "" && must.Topics != nil || x.Topic == "" && must.Events != nil {
			continue // which names are right, the team has said
		}
		if x.Topic != "" {
			out = append(out, x.Site.Finding("eventname", finding.Warning, fmt.Sprintf("topic %q is named as a command, so nobody can tell whether it was done", x.Topic)))
		} else if x.Event != "" {
			out = append(out, x.Site.Finding("eventname", finding.Warning, fmt.Sprintf("event %q is named as a command, so nobody can tell whether it was done", x.Event)))
		} else if f, wanted := rule.Payload(p, *x.Type, "eventname", finding.Warning, "event is named as a command, so nobody can tell whether it was done"); wanted {
			out = append(out, f)
		}
	}
	return out
}
