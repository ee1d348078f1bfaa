package rule

import (
	"slices"

	"github.com/buslint/buslint/analyzers/bus"
	"github.com/buslint/buslint/finding"
)

// Payloads tells of each payload type that lacks something once, at its declaration. If nothing that goes through one publisher of the program's own
// has it, and that is more than one type, the publisher is the cause and told of instead.
func Payloads(p *bus.Program, name string, severity finding.Severity, text, publisher string, has func(bus.Payload) bool) []finding.Finding {
	payloads := p.Payloads()
	lacking := map[bus.CallSite][]string{} // publisher -> types without
	having := map[bus.CallSite]bool{}
	for _, x := range payloads {
		for _, at := range publishers(x) {
			if has(x) || !x.Known {
				having[at] = true
			} else if !slices.Contains(lacking[at], x.Type.Name) {
				lacking[at] = append(lacking[at], x.Type.Name)
			}
		}
	}
	told := map[bus.CallSite]bool{}
	var out []finding.Finding
	for _, x := range payloads {
		if has(x) || !x.Known {
			continue // fine, or not all of the way was seen
		}
		site := x.Sites[0]
		if at := site.Publisher(); at != site.At && !having[at] && len(lacking[at]) > 1 && p.Reports(at.Func) {
			if told[at] {
				continue // its publisher was told of
			}
			told[at] = true
			from, to := at.At()
			out = append(out, finding.Finding{Rule: name, Severity: severity, Text: publisher, Symbol: at.Func.Declared(), Position: from, End: to, Package: at.Func.Table.Package,
				Path: []finding.Frame{at.Frame("publishes " + bus.Short(lacking[at][0]) + " and others")}})
			continue
		}
		if !p.Reports(site.At.Func) {
			continue // nobody asked
		}
		f := site.Finding(name, severity, text)
		f.Symbol = x.Type.Name
		if at := x.Type.At(); x.Type.Table.Main {
			f.Position, f.End = at, at
			f.Package = x.Type.Table.Package
		}
		out = append(out, f)
	}
	return out
}

func publishers(x bus.Payload) []bus.CallSite {
	var out []bus.CallSite
	for _, s := range x.Sites {
		if at := s.Publisher(); !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	return out
}
