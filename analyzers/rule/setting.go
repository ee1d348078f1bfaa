package rule

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/finding"
)

// Fault is what is said of a setting that has a certain value: the text has one %s, for what sets it.
type Fault struct {
	Severity finding.Severity
	Text     string
}

// Settings tells of each construction of a kind whose setting has a wrong value for sure: all that it may be is among the faults. Of several the
// gravest is told, once for each place that sets it.
func Settings(p *bus.Program, rule, kind, setting string, faults map[string]Fault) []finding.Finding {
	words := make([]string, 0, len(faults))
	for w := range faults {
		words = append(words, w)
	}
	told := map[bus.CallSite]bool{}
	var out []finding.Finding
	for _, s := range p.Setups() {
		if s.Kind != kind {
			continue // another kind
		}
		if _, sure := s.Known(setting, words...); !sure {
			continue // perhaps right
		}
		v := slices.MinFunc(s.Settings[setting], func(a, b bus.Value) int {
			return cmp.Compare(faults[b.Word].Severity.Rank(), faults[a.Word].Severity.Rank())
		})
		f, ok := s.Finding(p, v, rule, faults[v.Word].Severity, fmt.Sprintf(faults[v.Word].Text, v.Text()))
		if !ok || told[v.At] {
			continue // nobody asked, or one configuration of several
		}
		told[v.At] = true
		out = append(out, f)
	}
	return out
}
