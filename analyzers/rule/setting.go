package rule

import (
	"cmp"
	"slices"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/finding"
)

// Setting is what a rule says of one setting of publishers, consumers and the like.
type Setting struct {
	Rule    string
	Kinds   []string // of setups; empty for all
	Setting string
	Fault   func(bus.Setup, bus.Value) (severity finding.Severity, text string) // what is wrong with a value that is known; no severity if nothing is
	Where   func(bus.Setup) (bus.CallSite, bool)                                // a use that makes it wrong; nil if any does
	Note    string                                                              // ... and what that does
}

// Settings tells of each construction whose setting is wrong whatever it turns out to be. Of several values the gravest is told, once for each place
// that sets it.
func Settings(p *bus.Program, rule Setting) []finding.Finding {
	told := map[bus.CallSite]bool{}
	var out []finding.Finding
	for _, s := range p.Setups() {
		if len(rule.Kinds) > 0 && !slices.Contains(rule.Kinds, s.Kind) {
			continue // another kind
		}
		values := s.Settings[rule.Setting]
		if len(values) == 0 || slices.ContainsFunc(values, func(v bus.Value) bool { return v.Word == "" || rule.rank(s, v) == 0 }) {
			continue // it has no such setting, or perhaps it is right
		}
		v := slices.MaxFunc(values, func(a, b bus.Value) int { return cmp.Compare(rule.rank(s, a), rule.rank(s, b)) })
		severity, text := rule.Fault(s, v)
		f, ok := s.Finding(p, v, rule.Rule, severity, text)
		if !ok || told[v.At] {
			continue // nobody asked, or one configuration of several
		}
		if rule.Where != nil {
			at, used := rule.Where(s)
			if !used {
				continue // it does not matter here
			}
			f.Path = append(f.Path, at.Frame(rule.Note))
		}
		told[v.At] = true
		out = append(out, f)
	}
	return out
}

// rank is how grave what is wrong with a value is, 0 if nothing is.
func (rule Setting) rank(s bus.Setup, v bus.Value) int {
	severity, _ := rule.Fault(s, v)
	return severity.Rank()
}
