package nodlq

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "nodlq", Family: rule.Consuming, Severity: finding.Info, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	out := rule.Settings(p, rule.Setting{Rule: "nodlq", Kinds: []string{"consumer"}, Setting: "dead-letter", Fault: noDeadLetter})
	out = append(out, rule.Settings(p, rule.Setting{Rule: "nodlq", Kinds: []string{"consumer"}, Setting: "max-deliver", Fault: noLimit})...)
	for _, e := range p.Endless() {
		if !p.Reports(e.At.Func) {
			continue // nobody asked
		}
		text := "the queue has no dead letters, so a message that always fails comes again until it is too old"
		switch {
		case e.Router:
			text = "the router has no poison queue, so a message that always fails comes again for ever"
		case e.Rejected.Func != nil:
			text = "the queue has no dead letters, so what is rejected is lost, or comes again for ever"
		}
		f := e.At.Finding("nodlq", finding.Info, text)
		switch {
		case e.Retried.Func != nil:
			f.Path = []finding.Frame{e.Retried.Frame("tries again, and then gives the message back")}
		case e.Rejected.Func != nil:
			f.Path = []finding.Frame{e.Rejected.Frame("rejects a message")}
		}
		out = append(out, f)
	}
	for _, u := range p.Futile() {
		if u.Setting != "retry-topic" {
			continue // another rule's
		}
		if f, ok := u.Setup.Finding(p, u.Value, "nodlq", finding.Error, u.Call+" does nothing ("+u.Value.Text()+"), so the message is stuck"); ok {
			f.Path = append(f.Path, u.Settle.Frame("calls "+u.Settle.Callee()))
			out = append(out, f)
		}
	}
	return out
}

func noDeadLetter(s bus.Setup, v bus.Value) (finding.Severity, string) {
	switch {
	case v.Word != "none":
		return "", ""
	case len(s.Settings["subscription-type"]) > 0 && !s.Is("subscription-type", "shared", "key-shared"):
		return "", "" // only those have dead letters
	}
	return finding.Info, "no dead letters (" + v.Text() + "), so a message that always fails comes again for ever"
}

func noLimit(s bus.Setup, v bus.Value) (finding.Severity, string) {
	if v.Word != "-1" || !s.Is("ackpolicy", "explicit", "all") {
		return "", "" // limited, or nothing comes again
	}
	return finding.Info, "no delivery limit (" + v.Text() + "), so a message that always fails comes again for ever"
}
