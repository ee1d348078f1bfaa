package weakacks

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "weakacks", Family: rule.Publishing, Severity: finding.Error, Default: true, Local: true, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	out := rule.Settings(p, rule.Setting{Rule: "weakacks", Kinds: []string{"publisher"}, Setting: "acks", Fault: fault})
	for _, u := range p.NoAcks() {
		if f, ok := u.Setup.Finding(p, u.Value, "weakacks", finding.Error, "the stream acks nothing ("+u.Value.Text()+"), so an event that it does not keep looks sent"); ok {
			out = append(out, f)
		}
	}
	return out
}

func fault(_ bus.Setup, v bus.Value) (finding.Severity, string) {
	switch v.Word {
	case "none":
		return finding.Error, "no broker acks (" + v.Text() + "), so a message that is lost looks sent"
	case "leader":
		return finding.Warning, "only the leader acks (" + v.Text() + "), so its failure loses messages"
	}
	return "", ""
}
