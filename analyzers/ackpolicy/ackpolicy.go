package ackpolicy

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "ackpolicy", Family: rule.Consuming, Severity: finding.Error, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	told := map[bus.CallSite]bool{}
	var out []finding.Finding
	for _, u := range p.Futile() {
		severity, text := fault(u)
		if text == "" || told[u.Value.At] {
			continue // another rule's, or one configuration of several consumers
		}
		f, ok := u.Setup.Finding(p, u.Value, "ackpolicy", severity, text)
		if !ok {
			continue // nobody asked
		}
		told[u.Value.At] = true
		f.Path = append(f.Path, u.Settle.Frame("calls "+u.Settle.Callee()))
		out = append(out, f)
	}
	return out
}

func fault(u bus.Futile) (finding.Severity, string) {
	call, why := u.Call, u.Value.Text()
	switch {
	case u.Setting == "autoack":
		return finding.Error, "messages are acked on delivery (" + why + "), so " + call + " is too late or fails"
	case u.Setting == "ackpolicy":
		return finding.Error, "the consumer has no acks (" + why + "), so " + call + " does nothing and failures are lost"
	case u.How == "commit":
		return finding.Warning, "offsets are committed on delivery (" + why + "), whatever " + call + " does"
	case u.Setting == "autostore":
		return finding.Error, "offsets are stored on delivery (" + why + "), so " + call + " is refused"
	case u.Setting == "autocommit" && u.Value.Word == "off":
		return finding.Error, "marks are never committed (" + why + "), so a restart repeats all messages"
	case u.Setting == "autocommit":
		return finding.Error, "offsets are committed by the next poll (" + why + "), so " + call + " does nothing"
	}
	return "", ""
}
