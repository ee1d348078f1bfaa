package orderingoff

import (
	_ "embed"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "orderingoff", Family: rule.Order, Severity: finding.Error, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	out := rule.Settings(p, rule.Setting{Rule: "orderingoff", Kinds: []string{"publisher"}, Setting: "ordering", Fault: off, Where: p.Ordered, Note: "publishes with an ordering key"})
	if !p.Changes("resume") {
		out = append(out, rule.Settings(p, rule.Setting{Rule: "orderingoff", Kinds: []string{"publisher"}, Setting: "resume", Fault: paused, Where: p.Ordered, Note: "publishes with an ordering key"})...)
	}
	return append(out, subscriptions(p)...)
}

func off(_ bus.Setup, v bus.Value) (finding.Severity, string) {
	if v.Word == "off" {
		return finding.Error, "ordering keys are refused (" + v.Text() + "), so no such message is published"
	}
	return "", ""
}

func paused(s bus.Setup, v bus.Value) (finding.Severity, string) {
	if v.Word == "off" && s.Is("ordering", "on") {
		return finding.Warning, "a failed publish pauses its ordering key for good, because nothing resumes it"
	}
	return "", ""
}

// subscriptions finds those that take the order out of what is published in order.
func subscriptions(p *bus.Program) []finding.Finding {
	var out []finding.Finding
	for _, pub := range p.Setups() {
		at, keyed := p.Ordered(pub)
		mixed := pub.Is("batcher", "mixed-keys") && pub.Is("batching", "on")
		if !keyed || !mixed && !pub.Is("ordering", "on") {
			continue // no order to keep, or not known
		}
		for _, sub := range p.Setups() {
			if !p.Subscribes(sub, pub) {
				continue
			}
			s, v, text := sub, bus.Value{}, ""
			switch {
			case mixed && sub.Is("subscription-type", "key-shared"):
				s, v = pub, pub.Settings["batcher"][0]
				text = "batches mix keys (" + v.Text() + "), so a KeyShared subscription loses their order"
			case !mixed && sub.Is("ordering", "off"):
				v = sub.Settings["ordering"][0]
				text = "ordering is off (" + v.Text() + "), so messages with ordering keys come in any order"
			default:
				continue // fine, or not known
			}
			if f, ok := s.Finding(p, v, "orderingoff", finding.Error, text); ok {
				f.Path = append(f.Path, at.Frame("publishes with a key"))
				out = append(out, f)
			}
			if mixed {
				break // told once for the publisher
			}
		}
	}
	return out
}
