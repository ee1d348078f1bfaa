package groupid

import (
	_ "embed"
	"slices"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/analyzers/rule"
	"github.com/buslint/buslint/finding"
)

//go:embed doc.go
var doc string

// Rule is the rule.
var Rule = rule.Rule{Name: "groupid", Family: rule.Consuming, Severity: finding.Warning, Since: "0.1.0", Doc: rule.Text(doc), Find: find}

func find(p *bus.Program) []finding.Finding {
	told := map[bus.CallSite]bool{}
	var out []finding.Finding
	add := func(s bus.Setup, v bus.Value, severity finding.Severity, text string, at bus.CallSite, note string) {
		if f, ok := s.Finding(p, v, "groupid", severity, text); ok && !told[v.At] {
			told[v.At] = true
			if note != "" {
				f.Path = append(f.Path, at.Frame(note))
			}
			out = append(out, f)
		}
	}
	for _, u := range p.Futile() {
		if u.Setting == "group" {
			add(u.Setup, u.Value, finding.Error, u.Call+" fails ("+u.Value.Text()+"), because only a group has offsets to commit", u.Settle, "calls "+u.Settle.Callee())
		}
	}
	for _, s := range p.Setups() {
		severity, text, v := fault(s)
		if text == "" {
			continue // fine, or not known
		}
		at, lasting := p.Lasting(s)
		switch {
		case lasting:
			add(s, v, severity, text, at, "does lasting work for a message")
		case v.Word == bus.Anew && len(s.Settings["subscription"]) > 0:
			add(s, v, severity, text, at, "")
		}
	}
	for _, at := range p.Members() {
		if p.Reports(at.Func) {
			out = append(out, at.Finding("groupid", finding.Warning, "the consumer's name is new at each start, so what the last one did not ack stays pending"))
		}
	}
	return out
}

// fault says what is wrong with where a consumer goes on after a restart, and which value says so.
func fault(s bus.Setup) (finding.Severity, string, bus.Value) {
	first := func(setting string) bus.Value { return s.Settings[setting][0] }
	switch {
	case s.Is("group", bus.Anew):
		return finding.Warning, "the group is new at each start (" + first("group").Text() + "), so a restart loses its place", first("group")
	case s.Is("subscription", bus.Anew) && s.Is("expires", "off"):
		return finding.Warning, "the subscription is new at each start (" + first("subscription").Text() + "), so the old ones pile up", first("subscription")
	case s.Is("subscription", "none"):
		return finding.Warning, "the consumer has no durable name, so a restart skips or repeats messages", first("subscription")
	case len(s.Settings["group"])+len(s.Settings["subscription"]) == 0:
		return "", "", bus.Value{} // it keeps no position
	case s.Is("start", "new") && !slices.ContainsFunc(s.Settings["start"], func(v bus.Value) bool { return !v.Default }):
		return finding.Info, "no start position (" + first("start").Text() + "), so a new group skips what is there already", first("start")
	}
	return "", "", bus.Value{}
}
